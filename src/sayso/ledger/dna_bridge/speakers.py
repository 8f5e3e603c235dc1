"""Who speaks in the statements of a ledger, as the bridge compares it: an actor across articles, or else a name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import schema
from ..edit_rows import free_id
from ..names import fold
from ..rows import Rows, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from .kept import Numbers

__all__ = ["People", "Person", "speakers_of"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in an article: ``local`` is the number there, ``actor`` across articles where that is known."""

    local: int
    name: str
    kind: str
    affiliation: str | None
    actor: int | None

    @property
    def key(self) -> int | str:
        """What tells this one from others."""
        return self.name if self.actor is None else self.actor


def _person(row: Any) -> Person:
    """Of a row with the article's actor, and ``known`` and ``now`` of who that is across articles."""
    affiliation = row.affiliation or row.elsewhere
    return Person(row.number, row.known or row.name, row.kind, affiliation, row.actor)


def _query() -> Any:
    aa, x = schema.article_actors, schema.actors
    joined = aa.outerjoin(x, x.c.number == aa.c.actor)
    return select(aa, x.c.name.label("known"), x.c.affiliation.label("elsewhere")), joined


def speakers_of(connection: Connection, statements: Sequence[int], table: Any = None) -> dict[int, list[Person]]:
    """Statement -> who speaks, or who is in another table of people, in order."""
    t = schema.statement_speakers if table is None else table
    order = t.c.rank if "rank" in t.c else t.c.ordinal
    columns, joined = _query()
    columns = columns.add_columns(t.c.statement.label("of"))
    joined = t.join(joined, schema.article_actors.c.number == t.c.actor)
    found: dict[int, list[Person]] = defaultdict(list)
    for some in chunks(statements):
        query = columns.select_from(joined).where(t.c.statement.in_(some)).order_by(t.c.statement, order)
        for row in connection.execute(query):
            found[row.of].append(_person(row))
    return found


class People:
    """The actors of articles, found again or made for those who speak by a coder's word."""

    def __init__(self, connection: Connection, articles: Sequence[int], rows: Rows, numbers: Numbers) -> None:
        self._numbers, self._rows = numbers, rows
        self._there: dict[int, list[Any]] = defaultdict(list)
        self._ids: dict[int, set[str]] = defaultdict(set)
        self._ordinals: dict[int, int] = defaultdict(int)
        t = schema.article_actors
        for some in chunks(articles):
            for row in connection.execute(select(t).where(t.c.article.in_(some)).order_by(t.c.number)):
                self._there[row.article].append((row.kind, row.folded, row.actor, row.affiliation, row.number))
                self._ids[row.article].add(row.id)
                self._ordinals[row.article] = max(self._ordinals[row.article], row.ordinal + 1)

    def of(self, article: int, name: str, kind: str, actor: int | None, affiliation: str | None) -> int:
        """The number of this actor in the article."""
        folded = fold(name, kind).folded
        for there in self._there[article]:
            same = there[2] == actor if actor is not None else (there[0], there[1], there[2]) == (kind, folded, None)
            if same and affiliation in (None, there[3]):
                return int(there[4])
        number = self._numbers.next("article_actors")
        self._there[article].append((kind, folded, actor, affiliation, number))
        new = free_id(self._ids[article])
        self._ids[article].add(new)
        row = {"number": number, "article": article, "ordinal": self._ordinals[article], "id": new, "name": name}
        row |= {"kind": kind, "aliases": [], "roles": [], "affiliation": affiliation, "actor": actor, "folded": folded}
        self._rows.add(schema.article_actors, [row | {"by_hand": actor is not None, "state": "added"}])
        self._ordinals[article] += 1
        return number
