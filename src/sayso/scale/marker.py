"""Which item a worker is at, on disk, so that an item that kills whoever reads it does so only a few times."""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["DEATHS", "Marker"]

DEATHS = 3
"""So many times a worker may die at an item; whatever killed it, it was hardly chance."""


class Marker:
    """The file in which the worker at a slice says where it is; who takes the slice over reads it first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._deaths = _deaths(path)
        self._who = {"host": socket.gethostname(), "pid": os.getpid()}

    def at(self, key: str) -> bool:
        """Say that the item ``key`` is being read now; false if it has killed enough workers."""
        if self._deaths.get(key, 0) >= DEATHS:
            return False
        self._path.write_text(json.dumps({**self._who, "item": key, "deaths": self._deaths}), encoding="utf-8")
        return True

    @property
    def left(self) -> bool:
        """Whether somebody is at an item of the slice, or died there."""
        return self._path.exists()

    def away(self) -> None:
        """The slice is done."""
        self._path.unlink(missing_ok=True)


def _deaths(path: Path) -> dict[str, int]:
    """How many workers died at which items: those that were counted before, and the one who left this file."""
    try:
        left = json.loads(path.read_text(encoding="utf-8"))
        deaths = {str(key): int(count) for key, count in left["deaths"].items()}
        return {**deaths, left["item"]: deaths.get(left["item"], 0) + 1}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # there was none, or it died while it wrote this
