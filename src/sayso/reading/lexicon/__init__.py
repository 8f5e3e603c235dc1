"""Word lists that the plain-code part of a reading looks things up in, one file a list."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["words"]

_HERE = Path(__file__).parent


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list ``name`` (``men``, ``titles`` ...); lines that begin with ``#`` are notes."""
    lines = (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
