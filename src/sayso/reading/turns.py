"""Attributions that the layout gives: turns of a transcript (NAME: ...) and signed quotations (“...” — Name).

They are rare in running news and regular where they stand, so that plain code reads them better than a model that has
seen a handful.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from ..article import Span
from ..record import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["add_layout_attributions", "find_signed", "find_turns", "merged", "overlaps_one"]

_NAME = (
    r"[A-Z][\w.’'-]{0,40}(?:[ \xa0](?:[A-Z][\w.’'-]{0,40}|de|la|van|von|al|bin|of|the)){0,4}(?:[ ]?\([^()\n]{1,60}\))?"
)
_TURN = re.compile(rf"^[ \t]*[\"“”]?({_NAME})[ ]?(:)[ \t]*(?=\S)", re.MULTILINE)
_SIGNED = re.compile(
    rf"^[ \t]*([“”\"«„‘][^\n]{{3,2000}}?[”\"»“’])\s{{0,4}}([―—–-]{{1,2}})[ \xa0]?({_NAME})[^\n]{{0,80}}$", re.MULTILINE
)
_LINE = re.compile(r"\S[^\n\r]*")
_TALK = re.compile(r"\b[a-z]+\W+[a-z]+\b")  # no list of names and numbers
_ENOUGH = 3
_SURE = 0.9


def find_turns(text: str) -> list[Attribution]:
    """The turns of a transcript: the name is the source, the colon the cue, all up to the next turn the content.

    Lines that begin with a name and a colon count as turns where at least three do and some name comes back.
    """
    heads = [m for m in _TURN.finditer(text) if not m[1].lower().startswith(("http", "note", "update"))]
    repeated = {name for name, count in Counter(m[1].strip() for m in heads).items() if count > 1}
    heads = [m for m in heads if m[1].strip() in repeated or m[1].isupper()]
    if len(heads) < _ENOUGH or not repeated:
        return []
    ends = [b.start() for _, b in pairwise(heads)]
    last = _LINE.search(text, heads[-1].end())
    ends.append(last.end() if last else len(text))
    turns = [_turn(text, head, end) for head, end in zip(heads, ends, strict=True)]
    turns = [turn for turn in turns if turn.content]
    talking = sum(any(_TALK.search(piece.surface) for piece in turn.content) for turn in turns)
    return turns if 2 * talking >= len(turns) else []


def _turn(text: str, head: re.Match[str], end: int) -> Attribution:
    lines = [m for m in _LINE.finditer(text, head.end(), end) if m.group().strip()]
    content = tuple(Span.of(text, m.start(), m.start() + len(m.group().rstrip())) for m in lines)
    return Attribution((Span.of(text, *head.span(1)),), (Span.of(text, *head.span(2)),), content, _SURE)


def find_signed(text: str) -> list[Attribution]:
    """Quotations that fill a paragraph and are signed with a dash and a name, where at least two are."""
    found = [
        Attribution(
            (Span.of(text, *m.span(3)),), (Span.of(text, *m.span(2)),), (Span.of(text, *m.span(1)),), _SURE
        )
        for m in _SIGNED.finditer(text)
    ]  # fmt: skip
    return found if len(found) > 1 else []


def add_layout_attributions(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """What the layout gives, and those of ``attributions`` that do not say the same; in text order."""
    given = [*find_turns(text), *find_signed(text)]
    if not given:
        return attributions
    heads = sorted((min(g.source[0].start, g.cue[0].start), max(g.source[0].end, g.cue[0].end)) for g in given)
    kept = [a for a in attributions if not _touches(a, heads)]
    return sorted([*given, *kept], key=lambda a: (a.cue or a.content)[0].start)


def _touches(attribution: Attribution, heads: list[tuple[int, int]]) -> bool:
    """Whether a piece of the attribution overlaps one of the ``heads``, which are sorted and apart."""
    pieces = (*attribution.source, *attribution.cue, *attribution.content)
    return any(overlaps_one(heads, piece.start, piece.end) for piece in pieces)


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order and apart."""
    out: list[tuple[int, int]] = []
    for begin, end in sorted(ranges):
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out


def overlaps_one(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``[start, end)`` overlaps one of the ``ranges``, which are sorted and apart."""
    at = bisect_left(ranges, (end, 0)) - 1
    return at >= 0 and ranges[at][1] > start
