"""What goes wrong when a network is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..errors import MissingExtra, SaysoError

__all__ = ["DnaFailure", "NetworkError", "needed"]


class NetworkError(SaysoError):
    """A network, or a measure of one, that cannot be had: the message says what could."""


class DnaFailure(NetworkError):
    """DNA 3.0 itself fails here; without ``compat="dna-3.0"`` there is a result."""


def needed(name: str) -> Any:
    """An optional package, imported.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtra(f"{name} is not installed: pip install {name}") from None
