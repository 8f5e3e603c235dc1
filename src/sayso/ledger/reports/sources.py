"""Who is quoted, how much, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .scope import Said, Scope, Speaker, said
from .table import ReportTable

if TYPE_CHECKING:
    from ..ledger import Ledger

__all__ = ["sources"]

_COLUMNS = ("speaker", "kind", "naming", "statements", "articles", "words", "direct", "mixed", "indirect")


def sources(ledger: Ledger, scope: Scope | None = None, *, by: Literal["outlet", "month"] | None = None) -> ReportTable:
    """The speakers, those with most statements first; with ``by``, for each outlet or month (YYYY-MM).

    A statement of two speakers counts for both. ``naming`` is named, unnamed or vague; ``words`` those of the
    statements; ``direct``, ``mixed`` and ``indirect`` are shares of the statements.

    Raises:
        FormatError: a day of the scope is none.
    """
    groups: dict[tuple[str | None, object], list[tuple[Speaker, Said]]] = {}
    for s in said(ledger, scope or Scope()):
        for speaker in s.speakers:
            who = speaker.actor if speaker.actor is not None else (speaker.name, speaker.kind)
            groups.setdefault((_group(s, by), who), []).append((speaker, s))
    rows = [((group,) if by else ()) + _row(found) for (group, _), found in groups.items()]
    at = 1 if by else 0
    rows.sort(key=lambda row: (str(row[0] or "") if by else "", -int(row[at + 3] or 0), str(row[at])))
    return ReportTable(((by,) if by else ()) + _COLUMNS, tuple(rows))


def _group(s: Said, by: str | None) -> str | None:
    if by == "month":
        return s.day[:7] if s.day else None
    return s.outlet if by else None


def _row(found: list[tuple[Speaker, Said]]) -> tuple[str | int | float | None, ...]:
    speaker, all_said = found[0][0], [s for _, s in found]
    modes = [s.mode for s in all_said]
    shares = (round(modes.count(mode) / len(modes), 4) for mode in ("direct", "mixed", "indirect"))
    naming = speaker.kind if speaker.kind in ("unnamed", "vague") else "named"
    words = sum(len(s.content.split()) for s in all_said)
    return (speaker.name, speaker.kind, naming, len(found), len({s.article for s in all_said}), words, *shares)
