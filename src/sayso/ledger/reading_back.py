"""Rows -> articles and readings, just as they were put in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, union

from ..article import Article, Span
from ..record import Actor, Narration, Reading, Statement
from . import schema
from .people import with_actors
from .rows import chunks, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Table

__all__ = ["KeptStatement", "article_of", "kept_statement", "kept_statements", "reading_of"]

_Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement with its number in the ledger.

    ``article`` is the article's id. ``state``: ``found`` in the reading; ``lost`` there, but coded; or ``added`` by a
    person. ``statement.speaker`` and ``relay`` are ids of actors of the article; ``speakers`` and ``relays`` their
    names, across articles where that is known.
    """

    number: int
    key: str
    article: str
    state: str
    statement: Statement
    speakers: tuple[str, ...]
    relays: tuple[str, ...]


def article_of(row: Row[Any]) -> Article:
    """The article of a row of ``articles``."""
    return Article(row.text, row.title, row.outlet, tuple(row.authors), row.published, row.url, row.language, id=row.id)


def reading_of(connection: Connection, article: Row[Any], there: Sequence[KeptStatement] | None = None) -> Reading:
    """The reading of an article, as it was added, with what people said over what the machine said.

    ``there`` are its statements, where they were read already.
    """
    text, number = article.text, article.number
    there = kept_statements(connection, [article]) if there is None else there
    kept = [k.statement for k in there if k.state != "lost"]
    ids = {statement.id for statement in kept}
    return Reading(
        article_of(article),
        tuple(_actors(connection, text, number)),
        tuple(s if s.within in ids else replace(s, within=None) for s in kept),
        tuple(_narration(connection, text, number)),
    )


def _actors(connection: Connection, text: str, article: int) -> Iterable[Actor]:
    t = schema.article_actors
    wanted = (t.c.article == article) & ((t.c.state == "found") | t.c.number.in_(_in_use(article)))
    m = schema.mentions
    inside = select(t.c.number).where(wanted)
    mentions = _spans(connection, m, ("actor",), m.c.actor.in_(inside), text)
    for row in connection.execute(select(t).where(wanted).order_by(t.c.ordinal, t.c.number)):
        names = tuple(row.aliases), tuple(row.roles), row.affiliation
        yield Actor(row.id, row.name, row.kind, *names, mentions.get((row.number,), ()))


def _in_use(article: int) -> Any:
    """The actors who speak or relay in statements that stand; people may have named others than the machine."""
    s = schema.statements
    stands = select(s.c.number).where(s.c.article == article, s.c.state != "lost")
    tables = (schema.statement_speakers, schema.statement_relays)
    return union(*(select(t.c.actor).where(t.c.statement.in_(stands)) for t in tables))


def _narration(connection: Connection, text: str, article: int) -> Iterable[Narration]:
    n, inner = schema.narration, schema.narration_spans
    parts = _spans(connection, inner, ("piece", "role"), inner.c.article == article, text)
    for row in connection.execute(select(n).where(n.c.article == article).order_by(n.c.ordinal)):
        of_role = (parts.get((row.ordinal, role), ()) for role in schema.NARRATION_ROLES)
        yield Narration(Span(row.start, row.stop, text[row.start : row.stop]), row.act, *of_role)


def kept_statement(connection: Connection, number: int) -> KeptStatement | None:
    """One statement, where there is one of that number."""
    s, a = schema.statements, schema.articles
    inside = select(s.c.article).where(s.c.number == number)
    article = connection.execute(select(a).where(a.c.number.in_(inside))).one_or_none()
    kept = kept_statements(connection, [article]) if article is not None else []
    return next((one for one in kept if one.number == number), None)


def kept_statements(connection: Connection, articles: Sequence[Row[Any]]) -> list[KeptStatement]:
    """All statements of these articles, article by article, in order."""
    by_number = {a.number: a for a in articles}
    s = schema.statements
    wanted = s.c.article.in_(list(by_number))
    rows = connection.execute(
        select(s).where(wanted).order_by(s.c.article, s.c.state == "lost", s.c.ordinal, s.c.number)
    ).all()
    parts = _Parts(connection, [row.number for row in rows], {row.number: row.id for row in rows})
    return [_kept(row, by_number[row.article], parts) for row in rows]


class _Parts:
    """What hangs on statements in other tables."""

    def __init__(self, connection: Connection, numbers: Sequence[int], ids: dict[int, str]) -> None:
        self.ids = ids
        self.spans: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
        self.who: dict[_Key, list[tuple[str, str]]] = defaultdict(list)
        t = schema.statement_spans
        for some in chunks(numbers):
            query = select(t).where(t.c.statement.in_(some)).order_by(t.c.statement, t.c.role, t.c.ordinal)
            for row in connection.execute(query):
                self.spans[row.statement, row.role].append((row.start, row.stop))
            self._people(connection, schema.statement_speakers, "ordinal", some)
            self._people(connection, schema.statement_relays, "rank", some)

    def _people(self, connection: Connection, table: Table, order: str, numbers: Sequence[int]) -> None:
        aa, x = schema.article_actors, schema.actors
        query = select(table.c.statement, aa.c.id, aa.c.name, x.c.name.label("known")).select_from(with_actors(table))
        query = query.where(table.c.statement.in_(numbers)).order_by(table.c.statement, table.c[order])
        for row in connection.execute(query):
            self.who[row.statement, table.name].append((row.id, row.known or row.name))


def _kept(row: Row[Any], article: Row[Any], parts: _Parts) -> KeptStatement:
    text = article.text
    spans = {
        role: tuple(Span(a, b, text[a:b]) for a, b in parts.spans.get((row.number, role), ()))
        for role in schema.SPAN_ROLES
    }
    speakers = parts.who.get((row.number, "statement_speakers"), [])
    relays = parts.who.get((row.number, "statement_relays"), [])
    statement = Statement(
        id=row.id,
        speaker=tuple(i for i, _ in speakers),
        relay=tuple(i for i, _ in relays),
        mode=row.mode,
        act=row.act,
        denies=row.denies,
        within=None if row.within is None else parts.ids.get(row.within),
        confidence=row.confidence,
        **spans,
    )
    names = tuple(n for _, n in speakers), tuple(n for _, n in relays)
    return KeptStatement(row.number, key_of(article.id, row.start, row.stop), article.id, row.state, statement, *names)


def _spans(
    connection: Connection, table: Table, keys: tuple[str, ...], wanted: ColumnElement[bool], text: str
) -> dict[_Key, tuple[Span, ...]]:
    found: dict[_Key, list[Span]] = defaultdict(list)
    columns = [table.c[key] for key in keys]
    for row in connection.execute(select(table).where(wanted).order_by(*columns, table.c.ordinal)):
        found[tuple(getattr(row, key) for key in keys)].append(Span(row.start, row.stop, text[row.start : row.stop]))
    return {key: tuple(spans) for key, spans in found.items()}
