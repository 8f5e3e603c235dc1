"""How the attributions of one article lie in its text: in order, and one within another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..record import Attribution

__all__ = ["Layout", "cue_of", "extent", "is_turn"]


class Layout:
    """Anchors, order and nesting of attributions, for look-up in about logarithmic time."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.attributions = attributions
        self._anchors = [_anchor(a) for a in attributions]
        self._order = sorted(range(len(attributions)), key=lambda i: (self._anchors[i], i))
        self._ordered = [self._anchors[i] for i in self._order]
        self._rank = {i: rank for rank, i in enumerate(self._order)}
        self._pieces = sorted((s.start, s.end, i) for i, a in enumerate(attributions) for s in a.content)
        self._piece_starts = [p[0] for p in self._pieces]
        self._longer = _longer_before([end for _, end, _ in self._pieces])
        self.within = [self._within(i) for i in range(len(attributions))]
        self._break_cycles()

    def anchor(self, i: int) -> int:
        """Where attribution ``i`` stands: its source, or else its cue or content."""
        return self._anchors[i]

    def previous(self, i: int) -> int | None:
        """The attribution that stands before ``i``, and not in or around it."""
        rank = self._rank[i] - 1
        while rank >= 0:
            j = self._order[rank]
            if self.within[j] is None or self.within[j] == self.within[i]:
                return j
            rank -= 1
        return None

    def last_before(self, at: int) -> int | None:
        """The last attribution that stands before the offset ``at``, and not within another."""
        rank = bisect_left(self._ordered, at) - 1
        while rank >= 0 and self.within[self._order[rank]] is not None:
            rank -= 1
        return self._order[rank] if rank >= 0 else None

    def holders(self, begin: int, end: int, but: int = -1) -> list[int]:
        """Attributions of which one content piece holds ``[begin, end)``, smallest piece first."""
        found = []
        k = bisect_right(self._piece_starts, begin) - 1
        while k >= 0:
            s, e, j = self._pieces[k]
            if e >= end and j != but:
                found.append((e - s, j))
            k = k - 1 if e >= end else self._longer[k]
        return [j for _, j in sorted(found)]

    def holder(self, i: int, at: int) -> int | None:
        """The attribution in whose content the offset ``at`` of attribution ``i`` stands."""
        found = self.holders(at, at + 1, but=i)
        return found[0] if found else None

    def speaking(self, begin: int, end: int, but: int) -> int | None:
        """An attribution with content that begins in ``[begin, end)``, other than ``but`` and what stands within it."""
        k = bisect_left(self._piece_starts, begin)
        while k < len(self._pieces) and self._pieces[k][0] < end:
            if self._pieces[k][2] != but and self.within[self._pieces[k][2]] is None:
                return self._pieces[k][2]
            k += 1
        return None

    def _within(self, i: int) -> int | None:
        a = self.attributions[i]
        spans = [s for s in (*a.source, *a.cue, *a.content) if s.end > s.start]
        if not spans:
            return None
        candidates = self.holders(spans[0].start, spans[0].end, but=i)
        for span in spans[1:]:
            if not candidates:
                break
            holding = set(self.holders(span.start, span.end, but=i))
            candidates = [j for j in candidates if j in holding]
        return candidates[0] if candidates else None

    def _break_cycles(self) -> None:
        for i in range(len(self.within)):
            seen = {i}
            j = i
            while (nxt := self.within[j]) is not None:
                if nxt in seen:
                    self.within[j] = None
                    break
                seen.add(nxt)
                j = nxt


def is_turn(attribution: Attribution) -> bool:
    """Whether it is a turn of a transcript: a colon between who speaks and what is said."""
    return [s.surface.strip() for s in attribution.cue] == [":"] and bool(attribution.source)


def cue_of(attribution: Attribution) -> str:
    """The words of its cue."""
    return " ".join(s.surface for s in attribution.cue)


def extent(attribution: Attribution) -> tuple[int, int]:
    """Where its first word begins and its last one ends."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(s.start for s in spans), max(s.end for s in spans)


def _anchor(a: Attribution) -> int:
    for spans in (a.source, a.cue, a.content):
        if spans:
            return spans[0].start
    return 0


def _longer_before(ends: Sequence[int]) -> list[int]:
    """For each end the number of the last one before it that lies further on, or -1."""
    out: list[int] = []
    open_: list[int] = []
    for k, end in enumerate(ends):
        while open_ and ends[open_[-1]] <= end:
            open_.pop()
        out.append(open_[-1] if open_ else -1)
        open_.append(k)
    return out
