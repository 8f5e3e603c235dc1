"""What all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# No assert on seconds: a slow machine must not fail a property.
settings.register_profile("sayso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sayso")
