"""Pieces of a quotation that the model gives to somebody else than the one whose words it holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .layout import Layout
from .quotes import find_quotations

if TYPE_CHECKING:
    from ..record import Attribution
    from .quotes import Quotation

__all__ = ["without_strays"]

# What share of a quotation is nearly all of it, and what share is a stray piece.
_WHOLE, _PIECE = 0.9, 0.5


def without_strays(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """Each quotation that one attribution holds as a whole is taken from others that hold it as well or a piece of it.

    Of several that hold it as a whole it stays with the one that held the quotation which it continues, or else the
    one whose cue is nearest. Attributions that lie in one another, and those that have no other words, keep them.
    """
    layout = Layout(attributions)
    pieces = sorted((s.start, s.end, i) for i, a in enumerate(attributions) for s in a.content)
    barred: dict[int, list[Quotation]] = {}
    before: int | None = None
    at, reaching = 0, list[tuple[int, int, int]]()
    for quotation in find_quotations(text):
        if quotation.depth:
            continue
        while at < len(pieces) and pieces[at][0] < quotation.end:
            reaching.append(pieces[at])
            at += 1
        reaching = [piece for piece in reaching if piece[1] > quotation.start]
        shares = _shares(quotation, reaching)
        held = [i for i, share in shares.items() if share >= _WHOLE and layout.within[i] not in shares]
        if not held:
            before = None
            continue
        if not (quotation.continues and before in held):
            before = min(held, key=lambda i: _way(attributions[i], quotation))
        outermost = {i for i in shares if layout.within[i] is None}
        if before in outermost:
            for i in outermost - {before}:
                if not _PIECE <= shares[i] < _WHOLE:
                    barred.setdefault(i, []).append(quotation)
    return [_without(a, barred[i]) if i in barred else a for i, a in enumerate(attributions)]


def _shares(quotation: Quotation, pieces: list[tuple[int, int, int]]) -> dict[int, float]:
    """How much of the quotation each attribution holds."""
    shares: dict[int, float] = {}
    for begin, end, i in pieces:
        both = min(end, quotation.end) - max(begin, quotation.start)
        shares[i] = shares.get(i, 0) + both / (quotation.end - quotation.start)
    return shares


def _way(attribution: Attribution, quotation: Quotation) -> int:
    """How far the cue lies from the quotation."""
    cue = (attribution.cue or attribution.content)[0]
    return max(quotation.start - cue.end, cue.start - quotation.end, 0)


def _without(attribution: Attribution, quotations: list[Quotation]) -> Attribution:
    """The attribution without its pieces in some quotations, if any other are left."""
    kept = tuple(s for s in attribution.content if not any(q.start <= s.start and s.end <= q.end for q in quotations))
    return replace(attribution, content=kept) if kept else attribution
