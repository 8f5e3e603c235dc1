"""A new reading in the place of an old one: the machine's answers go, what people decided stays attached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from . import schema
from .edit_rows import beneath, bound, brought, move_edits, people_of, put_again
from .linking import link
from .matching import match, moved
from .names import fold
from .rows import Rows, about_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sqlalchemy import Connection, Table
    from sqlalchemy import Row as Found

    from ..record import Reading, Statement
    from .matching import Pieces
    from .rows import Row

__all__ = ["replace_reading"]


@dataclass(slots=True)
class _Old:
    """What stands in the ledger of one article."""

    article: int
    actors: Sequence[Found[Any]]
    statements: dict[int, str]  # number -> state
    pieces: dict[int, Pieces]
    beneath: dict[int, Pieces]  # what the machine gave, where a person said another content
    bound: set[int]  # statements that people did something to
    spoken: set[int]  # actors of whom people said that they speak
    first_mentions: dict[int, int] = field(default_factory=dict)  # offset -> actor


def replace_reading(
    connection: Connection,
    article: Found[Any],
    reading: Reading,
    run: int,
    about: Row,
    allocate: Callable[[str, int], int],
) -> None:
    """Put ``reading`` in the place of the one that ``article`` (a row of ``articles``) has.

    A statement that stands on much the same characters keeps its number, and so its codings. One that is coded, but is
    not found again, is kept as lost. What people added and corrected stays as they said. ``about`` are columns of the
    article to change.
    """
    if reading.article.text != article.text:
        _move(connection, article, reading.article.text)
    old = _load(connection, article.number)
    actors = _numbers(_match_actors(old, reading), len(reading.actors), "article_actors", allocate)
    given = brought(connection, article.number)
    found = _match(old, [_pieces(s) for s in reading.statements])
    statements = _numbers(found, len(reading.statements), "statements", allocate)
    lost = (set(old.statements) - set(found.values())) & old.bound
    _clear(connection, old, keep=set(found.values()), lost=lost, actors=set(actors))
    rows = Rows()
    about_rows(rows, reading, article.number, run, actors, statements)
    _keep_links(old, rows)
    link(connection, rows.of["article_actors"], allocate)
    _update(connection, rows, schema.article_actors, {row.number for row in old.actors})
    _update(connection, rows, schema.statements, set(old.statements))
    rows.insert(connection)
    put_again(connection, article.number, reading.article.text, set(found.values()), given)
    values = about | {"text": reading.article.text, "run": run, "status": "read"}
    connection.execute(update(schema.articles).where(schema.articles.c.number == article.number).values(values))


def _load(connection: Connection, article: int) -> _Old:
    a, s, m = schema.article_actors, schema.statements, schema.mentions
    actors = connection.execute(select(a).where(a.c.article == article).order_by(a.c.number)).all()
    query = select(s.c.number, s.c.state).where(s.c.article == article)
    states = {row.number: row.state for row in connection.execute(query)}
    inside = select(s.c.number).where(s.c.article == article)
    under = {number: tuple((a, b) for a, b in spans) for number, spans in beneath(connection, article).items()}
    stay = bound(connection, article), people_of(connection, article)
    old = _Old(article, actors, states, _load_pieces(connection, inside), under, *stay)
    mine = select(a.c.number).where(a.c.article == article)
    for row in connection.execute(select(m).where(m.c.actor.in_(mine), m.c.ordinal == 0)):
        old.first_mentions[row.start] = row.actor
    return old


def _load_pieces(connection: Connection, inside: Any) -> dict[int, Pieces]:
    t = schema.statement_spans
    wanted = t.c.statement.in_(inside) & t.c.role.in_(("source", "cue", "content"))
    spans: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for row in connection.execute(select(t).where(wanted)):
        spans.setdefault(row.statement, {}).setdefault(row.role, []).append((row.start, row.stop))
    return {
        number: tuple(sorted(roles.get("content") or [span for some in roles.values() for span in some]))
        for number, roles in spans.items()
    }


def _pieces(statement: Statement) -> Pieces:
    spans = statement.content or (*statement.source, *statement.cue)
    return tuple(sorted((span.start, span.end) for span in spans))


def _match(old: _Old, new: list[Pieces]) -> dict[int, int]:
    """As ``match``; what is left is compared with what the machine gave before a person said another content."""
    found = match(old.pieces, new)
    left = [place for place in range(len(new)) if place not in found]
    under = {number: pieces for number, pieces in old.beneath.items() if number not in found.values()}
    again = match(under, [new[place] for place in left])
    return found | {left[place]: number for place, number in again.items()}


def _match_actors(old: _Old, reading: Reading) -> dict[int, int]:
    """Place in the reading -> number, by name and kind, else by the first mention."""
    named = {(row.folded, row.kind): row.number for row in reversed(old.actors)}
    kinds = {row.number: row.kind for row in old.actors}
    found: dict[int, int] = {}
    for place, actor in enumerate(reading.actors):
        number = named.get((fold(actor.name, actor.kind).folded, actor.kind))
        if number is not None and number not in found.values():
            found[place] = number
    for place, actor in enumerate(reading.actors):
        number = old.first_mentions.get(actor.mentions[0].start) if actor.mentions else None
        if place not in found and number not in found.values() and number and kinds[number] == actor.kind:
            found[place] = number
    return found


def _numbers(found: dict[int, int], count: int, table: str, allocate: Callable[[str, int], int]) -> list[int]:
    new = iter(range(first := allocate(table, count - len(found)), first + count))
    return [found[place] if place in found else next(new) for place in range(count)]


def _clear(connection: Connection, old: _Old, *, keep: set[int], lost: set[int], actors: set[int]) -> None:
    """Take away what the new reading does not have, and all that hangs on what it has anew."""
    s, a = schema.statements, schema.article_actors
    gone = set(old.statements) - keep - lost
    for table in (schema.statement_spans, schema.statement_speakers, schema.statement_relays):
        _delete(connection, table, "statement", keep | gone)
    for table in (schema.narration_spans, schema.narration):
        connection.execute(delete(table).where(table.c.article == old.article))
    connection.execute(update(s).where(s.c.within.in_(gone)).values(within=None))
    _delete(connection, s, "number", gone)
    # What a person added was never in a reading: it is not lost.
    missing = [number for number in lost if old.statements[number] != "added"]
    connection.execute(update(s).where(s.c.number.in_(missing)).values(state="lost"))
    _delete(connection, schema.mentions, "actor", {row.number for row in old.actors})
    spare = {row.number for row in old.actors} - actors
    used = _used(connection, spare) | (spare & old.spoken)
    connection.execute(update(a).where(a.c.number.in_(used), a.c.state != "added").values(state="lost"))
    _delete(connection, a, "number", spare - used)


def _used(connection: Connection, actors: set[int]) -> set[int]:
    tables = (schema.statement_speakers, schema.statement_relays)
    queries = (select(t.c.actor).where(t.c.actor.in_(actors)) for t in tables)
    return {number for query in queries for number in connection.execute(query).scalars()}


def _delete(connection: Connection, table: Table, column: str, numbers: Collection[int]) -> None:
    if numbers:
        connection.execute(delete(table).where(table.c[column].in_(sorted(numbers))))


def _keep_links(old: _Old, rows: Rows) -> None:
    by_hand = {row.number: row.actor for row in old.actors if row.by_hand}
    for row in rows.of["article_actors"]:
        if row["number"] in by_hand:
            row |= {"actor": by_hand[row["number"]], "by_hand": True}


def _update(connection: Connection, rows: Rows, table: Table, there: set[int]) -> None:
    """Of the rows for ``table``, update those that are there; the others are left to be inserted."""
    some = [row for row in rows.of[table.name] if row["number"] in there]
    rows.of[table.name] = [row for row in rows.of[table.name] if row["number"] not in there]
    if some:
        command = update(table).where(table.c.number == bindparam("which"))
        command = command.values({key: bindparam(f"new_{key}") for key in some[0] if key != "number"})
        given = [{"which": row["number"]} | {f"new_{k}": v for k, v in row.items() if k != "number"} for row in some]
        connection.execute(command, given)


def _move(connection: Connection, article: Found[Any], after: str) -> None:
    """The same words, spaced otherwise: bring the offsets that stay to where they are now."""
    move = moved(article.text, after)

    def both(start: int, stop: int) -> list[int]:
        return [move(start), max(move(max(stop - 1, 0)) + 1, move(start) + 1)]

    move_edits(connection, article.number, both)
    s, spans = schema.statements, schema.statement_spans
    inside = select(s.c.number).where(s.c.article == article.number)
    for table, key in ((s, s.c.article == article.number), (spans, spans.c.statement.in_(inside))):
        names = [column.name for column in table.primary_key]
        found = connection.execute(select(*(table.c[n] for n in names), table.c.start, table.c.stop).where(key)).all()
        command = update(table).where(*(table.c[n] == bindparam(f"old_{n}") for n in names))
        command = command.values(start=bindparam("new_start"), stop=bindparam("new_stop"))
        given = [
            {f"old_{n}": getattr(row, n) for n in names}
            | dict(zip(("new_start", "new_stop"), both(row.start, row.stop), strict=True))
            for row in found
        ]
        if given:
            connection.execute(command, given)
