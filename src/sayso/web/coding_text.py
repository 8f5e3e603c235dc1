"""The part of an article around a statement, cut into pieces for the coding page, with offsets to select by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..formats.markup_text import paragraph_bounds

if TYPE_CHECKING:
    from ..record import Statement

__all__ = ["Passage", "passage"]

_ROLES = {"content": "con", "source": "src", "cue": "cue", "condition": "cond", "hedge": "hedge"}
_LONGEST = 6000


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: where it begins in the article's text (code points), and (classes, text) of each piece."""

    start: int
    pieces: tuple[tuple[str, str], ...]
    near: bool


def passage(text: str, statement: Statement) -> list[Passage]:
    """The paragraphs that the statement stands in, and one before and after."""
    spans = [(s.start, s.end, css) for role, css in _ROLES.items() for s in getattr(statement, role)]
    first, last = min((s[0] for s in spans), default=0), max((s[1] for s in spans), default=0)
    bounds = paragraph_bounds(text) or [(0, len(text))]
    there = [n for n, (a, b) in enumerate(bounds) if a < last and b > first] or [0]
    shown = range(max(there[0] - 1, 0), min(there[-1] + 2, len(bounds)))
    made = [_cut(text, *_short(bounds[n], first, last), spans, n in there) for n in shown]
    return [p for p in made if p.pieces]


def _short(bound: tuple[int, int], first: int, last: int) -> tuple[int, int]:
    """Of a very long paragraph the part around the statement."""
    start, end = bound
    if end - start <= _LONGEST:
        return bound
    start = max(start, min(first - _LONGEST // 3, end - _LONGEST))
    return start, min(end, max(start + _LONGEST, last))


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int, str]], near: bool) -> Passage:
    cuts = sorted({start, end, *(x for a, b, _ in spans for x in (a, b) if start < x < end)})
    pieces = []
    for a, b in pairwise(cuts):
        classes = [css for s, e, css in spans if s <= a and b <= e]
        pieces.append((" ".join(["b0"] * ("con" in classes) + classes), text[a:b]))
    return Passage(start, tuple(pieces), near)
