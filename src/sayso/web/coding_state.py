"""What the coding pages ask of the ledger: one statement with all that hangs on it, what comes next, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from ..ledger import schema
from ..ledger.reading_back import article_of, kept_statements
from ..ledger.rows import chunks

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from ..article import Article
    from ..ledger import KeptStatement
    from .room import Room

__all__ = ["Person", "Work", "concepts", "next_for_coder", "people_in", "progress", "work"]

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Work:
    """A statement with its article; ``others`` are the article's statements in text order, by number."""

    kept: KeptStatement
    article: Article
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """An actor of the article, to choose as a speaker."""

    id: str
    name: str
    kind: str


def work(room: Room, number: int) -> Work | None:
    """The statement with this number."""
    s, a = schema.statements, schema.articles
    with room.ledger.connect() as connection:
        query = select(a).join_from(s, a, a.c.number == s.c.article).where(s.c.number == number)
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        kept = kept_statements(connection, [row])
    found = next(k for k in kept if k.number == number)
    there = sorted((k for k in kept if k.state != "lost"), key=_place)
    return Work(found, article_of(row), tuple(k.number for k in there))


def _place(kept: KeptStatement) -> int:
    return min((span.start for span in kept.statement.content or kept.statement.source), default=0)


def people_in(room: Room, article_id: str) -> list[Person]:
    """The actors of an article."""
    t, a = schema.article_actors, schema.articles
    query = select(t.c.id, t.c.name, t.c.kind).join_from(t, a, a.c.number == t.c.article)
    with room.ledger.connect() as connection:
        rows = connection.execute(query.where(a.c.id == article_id, t.c.state != "lost").order_by(t.c.ordinal))
        return [Person(*row) for row in rows]


def next_for_coder(room: Room, coder: str, after: int = 0, concept: str = "") -> int | None:
    """The statement that this coder is to code next; ``after`` is where the coder is now.

    Where the queue is used up, and no concept is asked for, the first of all statements that the coder has not coded.
    """
    numbers = _with_concept(room, concept) if concept else (held.numbers if (held := room.queue.get()) else ())
    place = numbers.index(after) + 1 if after in numbers else 0
    turned = [n for n in (*numbers[place:], *numbers[:place]) if n != after]
    with room.ledger.connect() as connection:
        for some in chunks(turned, _LOOKED_AT):
            left = _left(connection, coder, schema.statements.c.number.in_(some))
            found = next((n for n in some if n in left), None)
            if found is not None:
                return found
        beyond = () if concept else _left(connection, coder, schema.statements.c.number != after, limit=1)
        return next(iter(beyond), None)


def _left(connection: Connection, coder: str, wanted: ColumnElement[bool], limit: int | None = None) -> set[int]:
    """Statements that are there and that the coder has not coded."""
    s, c, k = schema.statements, schema.codings, schema.coders
    who = select(k.c.number).where(k.c.name == coder).scalar_subquery()
    done = exists().where(c.c.statement == s.c.number, c.c.coder == who).correlate(s)
    query = select(s.c.number).where(wanted, s.c.state != "lost", ~done).order_by(s.c.number)
    return set(connection.execute(query.limit(limit)).scalars())


def _with_concept(room: Room, label: str) -> tuple[int, ...]:
    """Statements for which the concept is proposed, the least sure first, and those that anybody coded with it."""
    proposed = [one.statement for one in room.ledger.proposals.queue(coder="", concept=label, limit=5000)]
    c, p, s = schema.codings, schema.concepts, schema.statements
    joined = c.join(p, p.c.number == c.c.concept).join(s, s.c.number == c.c.statement)
    query = select(s.c.number).select_from(joined).where(p.c.label == label, s.c.state != "lost").distinct()
    with room.ledger.connect() as connection:
        coded = connection.execute(query.order_by(s.c.number).limit(5000)).scalars().all()
    return tuple(dict.fromkeys([*proposed, *coded]))


def concepts(room: Room) -> list[str]:
    """The labels of all concepts, those that are coded most first."""
    c, p = schema.codings, schema.concepts
    query = select(p.c.label).outerjoin_from(p, c, c.c.concept == p.c.number).group_by(p.c.number, p.c.label)
    with room.ledger.connect() as connection:
        return list(connection.execute(query.order_by(func.count(c.c.number).desc(), p.c.label).limit(500)).scalars())


def progress(room: Room) -> list[tuple[str, str, int]]:
    """Coders with their kind and how many statements each has coded."""
    c, k = schema.codings, schema.coders
    query = select(k.c.name, k.c.kind, func.count(c.c.statement.distinct())).join_from(k, c, c.c.coder == k.c.number)
    with room.ledger.connect() as connection:
        rows = connection.execute(query.group_by(k.c.name, k.c.kind).order_by(k.c.kind.desc(), func.count().desc()))
        return [(row[0], row[1], int(row[2])) for row in rows]
