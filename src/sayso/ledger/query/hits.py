"""Numbers of statements -> hits, with their words in context."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from ...formats.plain import GAP
from .. import schema
from ..people import with_actors
from ..rows import key_of
from .marks import marks
from .result import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Row, Table

    from .tree import Text

__all__ = ["hits"]

_AROUND = 80
"""Characters of the article to both sides of the statement."""

_LONGEST = 400
"""Characters of a statement that are shown in context."""

_EDGE = 40
"""Characters at the edges in which a place between words is looked for; less than ``_AROUND``."""

_SAME = ("outlet", "day", "title", "url", "act", "mode", "denies", "condition", "hedge", "content", "start", "stop")

_Mark = tuple[int, int]


def hits(connection: Connection, found: Sequence[tuple[int, float | None]], words: Sequence[Text]) -> list[Hit]:
    """The hits, in the order given."""
    numbers = [number for number, _ in found]
    rows = {row.number: row for row in _rows(connection, numbers)}
    pieces = _pieces(connection, numbers)
    speakers = _names(connection, schema.statement_speakers, "ordinal", numbers)
    relays = _names(connection, schema.statement_relays, "rank", numbers)
    placed = marks([rows[number].content for number in numbers], words)
    made = []
    for (number, score), places in zip(found, placed, strict=True):
        there = tuple(_in_article(places, pieces[number]))
        made.append(_hit(rows[number], score, there, (speakers[number], relays[number])))
    return made


def _rows(connection: Connection, numbers: Sequence[int]) -> Iterable[Row[Any]]:
    s, a = schema.statements, schema.articles
    start = case((s.c.start > _AROUND, s.c.start - _AROUND), else_=0)
    context = func.substr(a.c.text, start + 1, s.c.stop - start + _AROUND).label("context")
    about = (a.c.id.label("article_id"), a.c.outlet, a.c.day, a.c.title, a.c.url, func.length(a.c.text).label("size"))
    query = select(s, *about, start.label("context_start"), context).join_from(s, a, a.c.number == s.c.article)
    return connection.execute(query.where(s.c.number.in_(numbers)))


def _pieces(connection: Connection, numbers: Sequence[int]) -> dict[int, list[_Mark]]:
    """Of each statement the pieces of its content in the article's text."""
    t = schema.statement_spans
    query = select(t).where(t.c.statement.in_(numbers), t.c.role == "content").order_by(t.c.statement, t.c.ordinal)
    pieces: dict[int, list[_Mark]] = defaultdict(list)
    for row in connection.execute(query):
        pieces[row.statement].append((row.start, row.stop))
    return pieces


def _names(connection: Connection, table: Table, order: str, numbers: Sequence[int]) -> dict[int, list[str]]:
    """Speakers or relays by name: across articles where that is known, else as the article has it."""
    aa, x = schema.article_actors, schema.actors
    query = select(table.c.statement, func.coalesce(x.c.name, aa.c.name).label("name")).select_from(with_actors(table))
    names: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query.where(table.c.statement.in_(numbers)).order_by(table.c[order])):
        names[row.statement].append(row.name)
    return names


def _in_article(places: Iterable[_Mark], pieces: Iterable[_Mark]) -> Iterable[_Mark]:
    """Places in the joined content -> places in the article's text."""
    places, at = list(places), 0
    for start, stop in pieces:
        after = at + stop - start
        yield from ((start + a - at, start + b - at) for a, b in places if at <= a and b <= after)
        at = after + len(GAP)


def _hit(row: Row[Any], score: float | None, there: tuple[_Mark, ...], who: tuple[list[str], list[str]]) -> Hit:
    start, stop = _window(row, there)
    return Hit(
        number=row.number,
        key=key_of(row.article_id, row.start, row.stop),
        article=row.article_id,
        speakers=tuple(who[0]),
        relays=tuple(who[1]),
        score=score,
        context=row.context[start - row.context_start : stop - row.context_start],
        context_start=start,
        marks=tuple(sorted((a, b) for a, b in there if start <= a and b <= stop)),
        **{name: getattr(row, name) for name in _SAME},
    )


def _window(row: Row[Any], there: Sequence[_Mark]) -> _Mark:
    """What is shown of the article: the statement and what is around it, or of a long one what is around a mark."""
    first, last = row.context_start, row.context_start + len(row.context)
    start, stop = first, last
    if row.stop - row.start > _LONGEST:
        middle = there[0][0] if there else row.start
        start = max(first, middle - _LONGEST // 2)
        stop = min(last, start + _LONGEST)
    return _whole_words(row, start, stop)


def _whole_words(row: Row[Any], start: int, stop: int) -> _Mark:
    """Without the words that are cut at the edges, which are some way from what is shown."""
    first = row.context_start
    if start > 0:
        gap = row.context.find(" ", start - first, start - first + _EDGE)
        start = start if gap < 0 else first + gap + 1
    if stop < row.size:
        gap = row.context.rfind(" ", max(stop - first - _EDGE, 0), stop - first)
        stop = stop if gap < 0 else first + gap
    return start, stop
