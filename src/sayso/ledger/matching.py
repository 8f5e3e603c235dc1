"""Which statement of a new reading is which of the old one: they stand on much the same characters."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Pieces", "match", "moved"]

ENOUGH = 0.5
"""Characters in both, to characters in either, from which on two statements count as the same."""

Pieces = tuple[tuple[int, int], ...]
"""The half-open spans that a statement is known by."""


@dataclass(frozen=True, slots=True)
class _Pair:
    alike: float
    old: int
    new: int


def match(old: Mapping[int, Pieces], new: Sequence[Pieces]) -> dict[int, int]:
    """Place in ``new`` -> key in ``old``, the most alike first, each at most once."""
    pairs = [
        _Pair(alike, key, place)
        for place, theirs in enumerate(new)
        for key, ours in old.items()
        if (alike := _alike(ours, theirs)) >= ENOUGH
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for pair in sorted(pairs, key=lambda p: (-p.alike, p.old, p.new)):
        if pair.new not in found and pair.old not in taken:
            found[pair.new] = pair.old
            taken.add(pair.old)
    return found


def _alike(ours: Pieces, theirs: Pieces) -> float:
    """Jaccard's index of the characters covered."""
    if not ours or not theirs or ours[-1][1] <= theirs[0][0] or theirs[-1][1] <= ours[0][0]:
        return float(ours == theirs)
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ours for b in theirs)
    either = sum(stop - start for start, stop in (*ours, *theirs)) - shared
    return shared / either if either else 0.0


def moved(before: str, after: str) -> Callable[[int], int]:
    """Offsets in one text -> offsets in another of the same words, spaced or composed otherwise.

    Both are counted in letters of the decomposed form (NFD) without white space, of which they have the same.
    """
    counts, targets = _counts(before), _counts(after)

    def move(offset: int) -> int:
        return min(bisect_right(targets, counts[min(offset, len(before))]) - 1, len(after))

    return move


def _counts(text: str) -> list[int]:
    """How many letters stand before each offset."""
    sizes = (0 if c.isspace() else len(unicodedata.normalize("NFD", c)) for c in text)
    return [0, *accumulate(sizes)]
