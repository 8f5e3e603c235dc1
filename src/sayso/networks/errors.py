"""What goes wrong when a network is asked for."""

from __future__ import annotations

from ..errors import SaysoError

__all__ = ["DnaFailure", "NetworkError"]


class NetworkError(SaysoError):
    """A network, or a measure of one, that cannot be had: the message says what could."""


class DnaFailure(NetworkError):
    """DNA 3.0 itself fails here; without ``compat="dna-3.0"`` there is a result."""
