"""Offsets of a document in DNA and of its article in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from ...errors import FormatError
from ..matching import moved

__all__ = ["Move", "between", "from_utf16", "is_astral", "to_utf16"]

Move = Callable[[int, int], tuple[int, int]]
"""A span in one text or count -> the span in another."""


def between(before: str, after: str) -> Move:
    """Spans of one text -> spans of another that has the same words, spaced otherwise."""
    if before == after:
        return lambda start, stop: (start, stop)
    move = moved(before, after)

    def both(start: int, stop: int) -> tuple[int, int]:
        begun = move(start)
        return begun, max(move(max(stop - 1, 0)) + 1, begun + 1)

    return both


def is_astral(text: str) -> bool:
    """Whether there are characters that count twice in UTF-16, as emoji do."""
    return bool(text) and max(text) > "\uffff"


def from_utf16(text: str) -> Move:
    """Spans counted in UTF-16 units, as Java's windows count -> spans counted in code points.

    The function raises FormatError where a span lies outside of the text, or begins or ends within a character.
    """
    place = {units: at for at, units in enumerate(_units(text))}

    def move(start: int, stop: int) -> tuple[int, int]:
        if start not in place or stop not in place:
            raise FormatError(f"[{start}, {stop}] is no span of its text when UTF-16 units are counted")
        return place[start], place[stop]

    return move


def to_utf16(text: str) -> Move:
    """Spans counted in code points -> spans counted in UTF-16 units."""
    units = list(_units(text))
    return lambda start, stop: (units[start], units[stop])


def _units(text: str) -> accumulate[int]:
    return accumulate((2 if c > "\uffff" else 1 for c in text), initial=0)
