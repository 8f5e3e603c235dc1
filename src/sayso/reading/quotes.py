"""Quotation marks of every style, paired paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .sentences import split_paragraphs

__all__ = ["Quotation", "find_quotations"]

_MARKS = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚'`＂〝〞❝❞「」『』]")
_OPENING = {
    "“": ("”", "“"),
    "„": ("“", "”"),
    "‟": ("”",),
    "«": ("»",),
    "‹": ("›",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "``": ("''", '"', "”"),
    "〝": ("〞",),
    "❝": ("❞",),
    "「": ("」",),
    "『": ("』",),
}
# Marks that open only where what stands beside them says so: straight, doubled, or turned round.
_EITHER = {
    '"': ('"', "”", "''"),
    "＂": ("＂",),
    "''": ("''", "”", '"'),
    "»": ("«",),
    "›": ("‹",),
    "”": ("”",),
}
_DEEPEST = 8
# An apostrophe for what is left out of a word: no quotation begins there.
_ELIDED = re.compile(r"['‘’](?:\d|(?:tis|twas|til|cause|em|n)\b)", re.IGNORECASE)
_SINGLE = set("‘’‚'`‹›")
_BEFORE_OPENING = set("([{—–-/:") | set("\"“„«‘'")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: ``text[start:end]`` with its marks.

    ``depth`` is 0 for an outermost quotation. ``closed`` is false where the paragraph ends before the
    closing mark does, as in a quotation that runs on in the next paragraph; ``continues`` is true where the
    quotation takes up one left open by the paragraph before. ``single`` tells single marks from double ones.
    """

    start: int
    end: int
    depth: int
    closed: bool
    continues: bool
    single: bool


@dataclass(slots=True)
class _Open:
    mark: str
    closers: tuple[str, ...]
    start: int


def find_quotations(text: str) -> list[Quotation]:
    """All quotations in ``text``, in order of their start; a quotation never crosses a paragraph's end."""
    found: list[Quotation] = []
    left_open = False
    for begin, end in split_paragraphs(text):
        inside = _pair(text, begin, end)
        starts_quoted = bool(inside) and not text[begin : inside[0].start].strip()
        if left_open and starts_quoted:
            first = inside[0]
            inside[0] = Quotation(first.start, first.end, first.depth, first.closed, True, first.single)
        left_open = any(not q.closed and q.depth == 0 for q in inside)
        found.extend(inside)
    return found


def _pair(text: str, begin: int, end: int) -> list[Quotation]:
    stack: list[_Open] = []
    pairs: list[tuple[_Open, int, bool]] = []
    for match in _MARKS.finditer(text, begin, end):
        mark, at, after = match.group(), match.start(), match.end()
        before_char = text[at - 1] if at > begin else " "
        after_char = text[after] if after < end else " "
        closes = _closing_index(stack, mark, before_char, after_char)
        if closes is not None:
            opened = stack[closes]
            del stack[closes:]
            pairs.append((opened, after, True))
        elif (
            len(stack) < _DEEPEST and not _ELIDED.match(text, at) and (closers := _opens(mark, before_char, after_char))
        ):
            stack.append(_Open(mark, closers, at))
    # A single mark that never closes was an apostrophe.
    left = [(opened, end, False) for opened in stack if opened.mark not in _SINGLE]
    return _nested(sorted([*pairs, *left], key=lambda p: (p[0].start, -p[1])))


def _nested(pairs: list[tuple[_Open, int, bool]]) -> list[Quotation]:
    """Quotations with their depths, from pairs sorted by start."""
    found: list[Quotation] = []
    ends: list[int] = []
    for opened, end, closed in pairs:
        while ends and ends[-1] <= opened.start:
            ends.pop()
        found.append(Quotation(opened.start, end, len(ends), closed, False, opened.mark in _SINGLE))
        ends.append(end)
    return found


def _closing_index(stack: list[_Open], mark: str, before: str, after: str) -> int | None:
    """Which open quotation this mark closes, if any."""
    if before.isspace() and (after.isalnum() or mark in ("'", "’")):
        return None
    if mark in ("'", "’") and before.isalnum() and after.isalnum():
        return None
    for i in range(len(stack) - 1, -1, -1):
        if mark in stack[i].closers:
            return i
    return None


def _opens(mark: str, before: str, after: str) -> tuple[str, ...]:
    """The marks that would close a quotation opened here; empty where this mark opens none."""
    can_open = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
    if mark in _OPENING:
        return _OPENING[mark] if mark not in _SINGLE or can_open else ()
    if mark in _EITHER and can_open:
        return _EITHER[mark]
    if mark in ("'", "`") and can_open and after.isalnum():
        return ("'", "’", "`")
    return ()
