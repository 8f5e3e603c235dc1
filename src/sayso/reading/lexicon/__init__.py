"""Word lists that the plain-code part of a reading looks things up in, one file a list."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["weights", "words"]

_HERE = Path(__file__).parent


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list ``name`` (``men``, ``titles`` ...); lines that begin with ``#`` are notes."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def weights(name: str) -> dict[str, tuple[float, ...]]:
    """Words or phrases with numbers: a line each, in columns parted by tabs."""
    rows = (line.split("\t") for line in _lines(name))
    return {phrase: tuple(map(float, numbers)) for phrase, *numbers in rows}


def _lines(name: str) -> list[str]:
    lines = (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
