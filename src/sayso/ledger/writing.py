"""Readings into the ledger: whole articles, many in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from . import near, schema
from .linking import link
from .rereading import replace_reading
from .rows import Rows, about_article, about_rows, article_row, check_strings, chunks, now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection
    from sqlalchemy import Row as Found

    from ..record import Reading

__all__ = ["Incoming", "add_incoming", "allocate"]

Allocate = Callable[[str, int], int]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A reading on its way into the ledger; ``run`` is ``None`` of an article that was not read.

    ``source`` is where it was taken from. ``signature`` is that of ``near.signature``: it is made before, for it takes
    time in which others could not write.
    """

    reading: Reading
    run: int | None
    source: str | None = None
    signature: bytes | None = None


def allocate(connection: Connection, table: str, count: int) -> int:
    """The first of ``count`` numbers for new rows of ``table``. No number is ever given twice."""
    command = text(
        "INSERT INTO counters (name, next) VALUES (:name, 1 + :count)"
        " ON CONFLICT (name) DO UPDATE SET next = counters.next + :count RETURNING next"
    )
    return int(connection.execute(command, {"name": table, "count": count}).scalar_one()) - count


def add_incoming(connection: Connection, items: Sequence[Incoming], *, again: bool) -> list[int]:
    """Write them; the numbers of their articles.

    An article that is there already gets the new reading, unless it is of the same run and ``again`` is not set; where
    it comes from another place than before, that is noted as another appearance.

    Raises:
        InputError, FormatError: one cannot be kept; then none was.
    """
    for item in items:
        check_strings(item.reading.article, item.reading.actors)
    numbers: dict[int, int] = {}
    left = list(enumerate(items))
    while left:  # the same article twice among them: the later one meets the former as one that is there
        ids: set[str] = set()
        first_ones: list[tuple[int, Incoming]] = []
        later: list[tuple[int, Incoming]] = []
        for at, item in left:
            (later if item.reading.article.id in ids else first_ones).append((at, item))
            ids.add(item.reading.article.id)
        there = _there(connection, ids)
        fresh = [(at, item) for at, item in first_ones if item.reading.article.id not in there]
        first = _add_fresh(connection, [item for _, item in fresh])
        numbers |= {at: first + n for n, (at, _) in enumerate(fresh)}
        for at, item in first_ones:
            if (old := there.get(item.reading.article.id)) is not None:
                _meet(connection, old, item, again=again)
                numbers[at] = old.number
        left = later
    return [numbers[at] for at in range(len(items))]


def _there(connection: Connection, ids: set[str]) -> dict[str, Found[Any]]:
    t = schema.articles
    found: dict[str, Found[Any]] = {}
    for some in chunks(sorted(ids)):
        found |= {row.id: row for row in connection.execute(select(t).where(t.c.id.in_(some)))}
    return found


def _add_fresh(connection: Connection, items: Sequence[Incoming]) -> int:
    if not items:
        return 0
    take: Allocate = partial(allocate, connection)
    first = take("articles", len(items))
    actor = take("article_actors", sum(len(i.reading.actors) for i in items))
    statement = take("statements", sum(len(i.reading.statements) for i in items))
    rows, signatures = Rows(), {}
    for number, item in enumerate(items, first):
        reading = item.reading
        more = {"source": item.source, "run": item.run, "status": "unread" if item.run is None else "read"}
        rows.add(schema.articles, [article_row(reading.article, number, near=number, added=now(), **more)])
        actors = range(actor, actor := actor + len(reading.actors))
        statements = range(statement, statement := statement + len(reading.statements))
        if item.run is not None:
            about_rows(rows, reading, number, item.run, actors, statements)
        if item.signature:
            signatures[number] = item.signature
    found = near.place(connection, rows, signatures)
    for row in rows.of["articles"]:
        row["near"] = found.get(row["number"], row["near"])
    link(connection, rows.of["article_actors"], take)
    rows.insert(connection)
    return first


def _meet(connection: Connection, old: Found[Any], item: Incoming, *, again: bool) -> None:
    """An article that is in the ledger already."""
    elsewhere = item.source is not None and item.source != old.source
    if elsewhere:
        _appear(connection, old, item)
    if item.run is None or (item.run == old.run and not again):
        return
    about = {} if elsewhere else about_article(item.reading.article)
    replace_reading(connection, old, item.reading, item.run, about, partial(allocate, connection))


def _appear(connection: Connection, old: Found[Any], item: Incoming) -> None:
    """Note where the text stood, too, where that is another outlet, address or date."""
    t = schema.appearances
    about = about_article(item.reading.article)
    rows = connection.execute(select(t).where(t.c.article == old.number).order_by(t.c.ordinal)).all()
    keys = ("outlet", "url", "published")
    wanted = [about[key] for key in keys]
    if not any(wanted) or any([getattr(row, key) for key in keys] == wanted for row in (old, *rows)):
        return
    row = {key: about[key] for key in about if key != "language"}
    row |= {"article": old.number, "ordinal": len(rows), "source": item.source}
    connection.execute(t.insert(), [row])
