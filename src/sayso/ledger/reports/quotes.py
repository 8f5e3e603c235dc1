"""The same words quoted in several outlets, and where they differ."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from .. import schema
from .scope import Said, Scope, said
from .table import ReportTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..ledger import Ledger

__all__ = ["differences", "quotes"]

_QUOTED = re.compile(r'[“"]([^“”"]+)[”"]')
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SHINGLE = 3
_LEAST = 5
_SHARE = 0.5
_COLUMNS = ("quote", "outlet", "day", "speaker", "words", "differences", "key")


@dataclass(frozen=True, slots=True)
class _Quote:
    said: Said
    surface: str
    words: tuple[str, ...]

    @property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        return frozenset(self.words[at : at + _SHINGLE] for at in range(len(self.words) - _SHINGLE + 1))


def quotes(ledger: Ledger, scope: Scope | None = None) -> ReportTable:
    """The quotes of five words or more that two outlets or more have; rows with one ``quote`` number are one quote.

    Case and punctuation do not count. Two are the same where at least half of the three-word shingles of the shorter
    stand in the longer. ``differences`` are from the quote's earliest row: see ``differences``; empty for none.

    Raises:
        FormatError: a day of the scope is none.
    """
    told = said(ledger, scope or Scope(), schema.statements.c.mode != "indirect")
    found = [quote for s in told for quote in _quoted(s)]
    rows: list[tuple[str | int | None, ...]] = []
    kept = [group for group in _groups(found) if len({q.said.outlet for q in group if q.said.outlet}) > 1]
    for number, group in enumerate(kept, 1):
        for q in group:
            unlike = differences(group[0].words, q.words)
            rows.append((number, q.said.outlet, q.said.day, q.said.names, q.surface, unlike, q.said.key))
    return ReportTable(_COLUMNS, tuple(rows))


def differences(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Word by word: ``-gone``, ``+new``, in the order of the text, with ``;`` between places."""
    places: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            places.append(" ".join([*(f"-{w}" for w in one[a:b]), *(f"+{w}" for w in other[c:d])]))
    return "; ".join(places)


def _quoted(s: Said) -> Iterator[_Quote]:
    """The words between quotation marks; all words of a direct statement whose content has no marks."""
    surfaces = _QUOTED.findall(s.content) or ([s.content] if s.mode == "direct" else [])
    for surface in surfaces:
        words = tuple(w.casefold().replace("’", "'") for w in _WORD.findall(surface))
        if len(words) >= _LEAST:
            yield _Quote(s, surface, words)


def _groups(found: list[_Quote]) -> list[list[_Quote]]:
    """Each quote goes to the first group whose first quote is like it; so no chain of likenesses drifts away."""
    holders: dict[tuple[str, ...], list[int]] = {}
    groups: list[list[_Quote]] = []
    sizes: list[int] = []  # of the first quote of each group, in shingles
    for quote in found:
        mine = quote.shingles
        shared = Counter(at for shingle in mine for at in holders.get(shingle, ()))
        like = [at for at, n in shared.items() if n >= _SHARE * min(len(mine), sizes[at])]
        if like:
            groups[min(like)].append(quote)
            continue
        for shingle in mine:
            holders.setdefault(shingle, []).append(len(groups))
        groups.append([quote])
        sizes.append(len(mine))
    return groups
