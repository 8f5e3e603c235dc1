"""Counts over the whole ledger, for the pages that show all of it. On a million statements they take seconds, so they
are made in the background (``cache.Background``), and pages say of when they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from ..ledger.rows import now

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ..ledger import Ledger

__all__ = ["Speaker", "Tallies", "tallies"]

_SPEAKERS, _OUTLETS = 100, 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor across articles and how many statements are its own."""

    number: int
    name: str
    kind: str
    statements: int
    articles: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """How many articles, statements ... there are. ``months`` has YYYY-MM, ``outlets`` articles and statements each."""

    made: str
    articles: int
    unread: int
    statements: int
    actors: int
    codings: int
    acts: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    modes: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, tuple[int, int]] = field(default_factory=dict)
    speakers: tuple[Speaker, ...] = ()

    @property
    def named(self) -> dict[str, int]:
        """Statements by whether their speaker is named, unnamed or vague."""
        aside = {kind: self.kinds.get(kind, 0) for kind in ("unnamed", "vague")}
        return {"named": sum(self.kinds.values()) - sum(aside.values())} | aside


_THERE = "statements s WHERE s.state <> 'lost'"
_BY_ACT = f"SELECT act, count(*) FROM {_THERE} GROUP BY act ORDER BY 2 DESC, 1"
_BY_MODE = f"SELECT mode, count(*) FROM {_THERE} GROUP BY mode ORDER BY 2 DESC, 1"
_BY_KIND = """SELECT aa.kind, count(*) FROM statement_speakers t JOIN article_actors aa ON aa.number = t.actor
    GROUP BY aa.kind ORDER BY 2 DESC, 1"""
_BY_ARTICLE = "SELECT article, count(*) AS said FROM statements WHERE state <> 'lost' GROUP BY article"
_BY_MONTH = f"""SELECT substr(a.day, 1, 7), sum(n.said) FROM ({_BY_ARTICLE}) n JOIN articles a ON a.number = n.article
    WHERE a.day IS NOT NULL GROUP BY 1 ORDER BY 1"""
_BY_OUTLET = f"""SELECT a.outlet, count(*), sum(n.said) FROM ({_BY_ARTICLE}) n JOIN articles a ON a.number = n.article
    WHERE a.outlet IS NOT NULL GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT {_OUTLETS}"""
_BY_SPEAKER = f"""SELECT x.number, x.name, x.kind, n.said, n.there FROM (
        SELECT aa.actor AS actor, count(*) AS said, count(DISTINCT aa.article) AS there
        FROM statement_speakers t JOIN article_actors aa ON aa.number = t.actor
        WHERE aa.actor IS NOT NULL GROUP BY aa.actor ORDER BY 2 DESC, 1 LIMIT {_SPEAKERS}
    ) n JOIN actors x ON x.number = n.actor ORDER BY n.said DESC, x.number"""


def tallies(ledger: Ledger) -> Tallies:
    """Count all."""
    with ledger.connect() as connection:
        return Tallies(
            now(),
            articles=_count(connection, "articles"),
            unread=_count(connection, "articles WHERE status = 'unread'"),
            statements=_count(connection, _THERE),
            actors=_count(connection, "actors WHERE merged_into IS NULL"),
            codings=_count(connection, "codings"),
            acts=_pairs(connection, _BY_ACT),
            kinds=_pairs(connection, _BY_KIND),
            modes=_pairs(connection, _BY_MODE),
            months=_pairs(connection, _BY_MONTH),
            outlets={row[0]: (int(row[1]), int(row[2])) for row in connection.execute(text(_BY_OUTLET))},
            speakers=tuple(Speaker(*row) for row in connection.execute(text(_BY_SPEAKER))),
        )


def _count(connection: Connection, what: str) -> int:
    return int(connection.execute(text(f"SELECT count(*) FROM {what}")).scalar_one())


def _pairs(connection: Connection, query: str) -> dict[Any, int]:
    return {row[0]: int(row[1]) for row in connection.execute(text(query))}
