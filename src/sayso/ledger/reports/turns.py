"""Actors who say yes and later no, or no and later yes, on the same concept."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from .. import schema
from .scope import Said, Scope, said
from .table import ReportTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..ledger import Ledger

__all__ = ["turns"]

_COLUMNS: tuple[str, ...] = ("actor", "concept", "coder", "first_day", "first", "first_key", "first_said")
_COLUMNS += ("then_day", "then", "then_key", "then_said")
_HOLDS = "SELECT statement, coder, concept, agreement FROM codings_view WHERE concept IS NOT NULL"


def turns(ledger: Ledger, scope: Scope | None = None) -> ReportTable:
    """One row a turn, by what each coder last decided; coders are not mixed, for where they differ nobody turned.

    Left out are statements without a date, speakers who are open, and days on which the same actor says both.

    Raises:
        FormatError: a day of the scope is none.
    """
    coded = schema.statements.c.number.in_(select(schema.codings.c.statement))
    by_number = {s.number: s for s in said(ledger, scope or Scope(), coded) if s.day}
    with ledger.connect() as connection:
        codings = connection.execute(text(_HOLDS + " AND agreement IS NOT NULL")).all()
    stands: dict[tuple[int, str, str], list[tuple[Said, bool, str]]] = {}
    for c in codings:
        s = by_number.get(c.statement)
        for speaker in s.speakers if s else ():
            if s and speaker.actor is not None:
                key = (speaker.actor, c.concept, c.coder)
                stands.setdefault(key, []).append((s, bool(c.agreement), speaker.name))
    rows = [row for (_, concept, coder), found in stands.items() for row in _turns(found, concept, coder)]
    return ReportTable(_COLUMNS, tuple(sorted(rows)))


def _turns(found: list[tuple[Said, bool, str]], concept: str, coder: str) -> Iterator[tuple[str, ...]]:
    days: dict[str, list[tuple[Said, bool, str]]] = {}
    for stand in sorted(found, key=lambda it: (it[0].day or "", it[0].key)):
        days.setdefault(stand[0].day or "", []).append(stand)
    clear = [day[0] for day in days.values() if len({agrees for _, agrees, _ in day}) == 1]
    for (one, yes, name), (other, later, _) in pairwise(clear):
        if yes != later:
            yield (name, concept, coder, *_side(one, yes), *_side(other, later))


def _side(s: Said, agrees: bool) -> tuple[str, str, str, str]:
    return s.day or "", "yes" if agrees else "no", s.key, s.content
