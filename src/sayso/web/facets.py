"""Of what a search finds: how many by act, kind, outlet, speaker and year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ..ledger import schema
from ..ledger.people import with_actors
from ..ledger.query.compiled import RANKED, found
from ..ledger.query.language import parse

if TYPE_CHECKING:
    from sqlalchemy import Connection, Subquery

    from ..ledger import Ledger

__all__ = ["Facets", "facets"]

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Facets:
    """Values with how many statements have them, the most first. ``over`` is how many were counted: of more than
    ``RANKED`` found the latest added ones.
    """

    over: int
    acts: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    speakers: tuple[tuple[str, int], ...] = ()
    all: bool = field(default=True)


def facets(ledger: Ledger, query: str) -> Facets:
    """The counts for a query.

    Raises:
        QueryError: the query is not understood.
    """
    tree = parse(query)
    with ledger.connect() as connection:
        inside = found(tree, connection.dialect.name).limit(RANKED).subquery("found")
        about = _about(connection, inside)
        people = _people(connection, inside)
    over = sum(about.values())
    acts, outlets, years = Counter[str](), Counter[str](), Counter[str]()
    for (act, outlet, year), count in about.items():
        acts[act] += count
        outlets[outlet or ""] += count
        years[year or ""] += count
    kinds, speakers = Counter[str](), Counter[str]()
    for (name, kind), count in people.items():
        kinds[kind] += count
        if kind not in ("unnamed", "vague"):
            speakers[name] += count
    known = [(year, count) for year, count in sorted(years.items(), reverse=True) if year]
    return Facets(
        over,
        _first(acts),
        _first(kinds),
        _first(outlets),
        tuple(known[:_SHOWN]),
        _first(speakers),
        all=over < RANKED,
    )


def _about(connection: Connection, inside: Subquery) -> dict[tuple[str, str | None, str | None], int]:
    s, a = schema.statements, schema.articles
    year = func.substr(a.c.day, 1, 4)
    joined = inside.join(s, s.c.number == inside.c.number).join(a, a.c.number == inside.c.article)
    query = select(s.c.act, a.c.outlet, year, func.count()).select_from(joined).group_by(s.c.act, a.c.outlet, year)
    return {(row[0], row[1], row[2]): int(row[3]) for row in connection.execute(query)}


def _people(connection: Connection, inside: Subquery) -> dict[tuple[str, str], int]:
    t, aa, x = schema.statement_speakers, schema.article_actors, schema.actors
    name = func.coalesce(x.c.name, aa.c.name)
    joined = with_actors(t, inside.join(t, t.c.statement == inside.c.number))
    query = select(name, aa.c.kind, func.count()).select_from(joined).group_by(name, aa.c.kind)
    return {(row[0], row[1]): int(row[2]) for row in connection.execute(query)}


def _first(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in counter.most_common(_SHOWN) if name)
