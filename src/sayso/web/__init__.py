"""The reading room: read, check, correct and explore a ledger in the browser.

``create_app`` makes the ASGI application; ``sayso serve`` runs it.
"""

from __future__ import annotations

from .app import create_app
from .settings import Limits, Settings, WebError

__all__ = ["Limits", "Settings", "WebError", "create_app"]
