"""Which statements a report is over, and those statements with their speakers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from .. import schema
from ..people import with_actors
from ..rows import as_day, key_of

if TYPE_CHECKING:
    from sqlalchemy import Row, Select

    from ..ledger import Ledger

__all__ = ["Said", "Scope", "Speaker", "said"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Articles of one outlet, from day ``after`` on and earlier than day ``before``; with ``once``, no near-duplicates.

    Articles without a known date are left out where a day is given.
    """

    outlet: str | None = None
    after: str | None = None
    before: str | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """``actor`` is the number across articles; None where it is open who that is."""

    actor: int | None
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with what reports need of its article; ``key`` is the same in every ledger."""

    number: int
    key: str
    outlet: str | None
    day: str | None
    article: int
    mode: str
    content: str
    condition: str | None
    hedge: str | None
    speakers: tuple[Speaker, ...]

    @property
    def names(self) -> str:
        """The speakers' names, joined."""
        return "; ".join(s.name for s in self.speakers)


def said(ledger: Ledger, scope: Scope, *where: Any) -> list[Said]:
    """The statements in the scope that the readings have or people added, by day, article and place.

    Raises:
        FormatError: a day of the scope is none.
    """
    wanted = [schema.statements.c.state != "lost", *_limits(scope), *where]
    with ledger.connect() as connection:
        speakers = _speakers(connection.execute(_speaker_query(wanted)))
        return [_said(row, speakers) for row in connection.execute(_statement_query(wanted))]


def _limits(scope: Scope) -> list[Any]:
    a = schema.articles
    wanted = [a.c.outlet == scope.outlet] if scope.outlet is not None else []
    wanted += [a.c.day >= as_day(scope.after)] if scope.after else []
    wanted += [a.c.day < as_day(scope.before)] if scope.before else []
    return wanted + ([a.c.near == a.c.number] if scope.once else [])


def _statement_query(wanted: list[Any]) -> Select[Any]:
    s, a = schema.statements, schema.articles
    query = select(s, a.c.outlet, a.c.day, a.c.id.label("article_id")).join_from(s, a, s.c.article == a.c.number)
    return query.where(*wanted).order_by(a.c.day.nulls_first(), a.c.number, s.c.start, s.c.number)


def _speaker_query(wanted: list[Any]) -> Select[Any]:
    s, a, t = schema.statements, schema.articles, schema.statement_speakers
    local, across = schema.article_actors, schema.actors
    name = func.coalesce(across.c.name, local.c.name).label("name")
    joined = t.join(s, s.c.number == t.c.statement).join(a, a.c.number == s.c.article)
    query = select(t.c.statement, local.c.actor, name, local.c.kind).select_from(with_actors(t, joined))
    return query.where(*wanted).order_by(t.c.statement, t.c.ordinal)


def _speakers(rows: Any) -> dict[int, list[Speaker]]:
    found: dict[int, list[Speaker]] = {}
    for row in rows:
        found.setdefault(row.statement, []).append(Speaker(row.actor, row.name, row.kind))
    return found


def _said(row: Row[Any], speakers: dict[int, list[Speaker]]) -> Said:
    key = key_of(row.article_id, row.start, row.stop)
    who = tuple(speakers.get(row.number, ()))
    about = (row.mode, row.content, row.condition, row.hedge)
    return Said(row.number, key, row.outlet, row.day, row.article, *about, who)
