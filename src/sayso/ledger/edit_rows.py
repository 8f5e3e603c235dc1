"""What people said of statements, in the tables: put in, and put in again after a re-reading.

Of each field the earliest action in force keeps below it what the machine says, each later one what the action before
it says. So any action can be taken back, also after the machine has changed its mind.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from ..formats.plain import GAP
from . import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sqlalchemy import Connection, Row

__all__ = ["PEOPLE", "beneath", "bound", "brought", "current", "free_id", "move_edits", "people_of", "put", "put_again"]

PEOPLE = ("speaker", "relay")

_PLAIN = ("mode", "act", "denies", "within", "state")
_TABLES = {"speaker": (schema.statement_speakers, "ordinal"), "relay": (schema.statement_relays, "rank")}


def free_id(taken: set[str]) -> str:
    """An id that nothing of the article has; those that people make begin with h, for “by hand”."""
    return next(name for n in range(1, len(taken) + 2) if (name := f"h{n}") not in taken)


def current(connection: Connection, statement: int) -> dict[str, Any]:
    """All fields of a statement as they stand, and its state."""
    s, spans = schema.statements, schema.statement_spans
    row = connection.execute(select(s).where(s.c.number == statement)).one()
    values: dict[str, Any] = {key: getattr(row, key) for key in _PLAIN} | {role: [] for role in schema.SPAN_ROLES}
    query = select(spans).where(spans.c.statement == statement).order_by(spans.c.role, spans.c.ordinal)
    for found in connection.execute(query):
        values[found.role].append([found.start, found.stop])
    for field, (table, order) in _TABLES.items():
        people = select(table.c.actor).where(table.c.statement == statement).order_by(table.c[order])
        values[field] = list(connection.execute(people).scalars())
    return values


def put(connection: Connection, statement: int, text: str, values: Mapping[str, Any]) -> None:
    """Give a statement these values; ``text`` is its article's."""
    row = {key: values[key] for key in _PLAIN if key in values}
    spans = schema.statement_spans
    for role in set(values) & set(schema.SPAN_ROLES):
        connection.execute(delete(spans).where(spans.c.statement == statement, spans.c.role == role))
        pieces = [{"statement": statement, "role": role, "ordinal": n, "start": a, "stop": b} for n, (a, b) in
                  enumerate(values[role])]  # fmt: skip
        _insert(connection, spans, pieces)
        if role in ("content", "condition", "hedge"):
            words = GAP.join(text[a:b] for a, b in values[role])
            row[role] = words if role == "content" else words or None
    for field in set(values) & set(PEOPLE):
        table, order = _TABLES[field]
        connection.execute(delete(table).where(table.c.statement == statement))
        people = [{"statement": statement, order: n, "actor": actor} for n, actor in enumerate(values[field])]
        _insert(connection, table, people)
    if set(values) & {"content", "source", "cue"}:
        row |= _extent(current(connection, statement))
    if row:
        t = schema.statements
        connection.execute(update(t).where(t.c.number == statement).values(row))


def _insert(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _extent(values: Mapping[str, Any]) -> dict[str, int]:
    """As ``rows.extent`` has it."""
    spans = values["content"] or [*values["source"], *values["cue"]]
    return {"start": min((a for a, _ in spans), default=0), "stop": max((b for _, b in spans), default=0)}


def _in_force(connection: Connection, article: int) -> dict[int, list[Row[Any]]]:
    """Statement -> the actions that hold, in order."""
    t, s = schema.statement_history, schema.statements
    inside = select(s.c.number).where(s.c.article == article)
    query = select(t).where(t.c.statement.in_(inside), t.c.undone.is_(None)).order_by(t.c.number)
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.statement].append(row)
    return found


def bound(connection: Connection, article: int) -> set[int]:
    """The statements that stay whatever the machine finds, for people did something to them."""
    s = schema.statements
    inside = select(s.c.number).where(s.c.article == article)
    tables = (schema.codings, schema.outcomes, schema.statement_history, schema.dna_rows)
    queries = (select(t.c.statement).where(t.c.statement.in_(inside)) for t in tables)
    found = {int(number) for query in queries for number in connection.execute(query).scalars()}
    added = select(s.c.number).where(s.c.article == article, s.c.state == "added")
    return found | set(connection.execute(added).scalars())


def brought(connection: Connection, article: int) -> dict[int, dict[str, Any]]:
    """Statement -> its values, of those that people added by other ways than ``Edits``, as with a ``.dna`` file."""
    s = schema.statements
    added = select(s.c.number).where(s.c.article == article, s.c.state == "added")
    known = _in_force(connection, article)
    return {n: current(connection, n) for n in connection.execute(added).scalars().all() if n not in known}


def people_of(connection: Connection, article: int) -> set[int]:
    """The actors of the article of whom people said that they speak or relay."""
    rows = [row for some in _in_force(connection, article).values() for row in some]
    sides = [side for row in rows for side in (row.details["values"], row.details["before"])]
    sides += brought(connection, article).values()
    return {number for side in sides for field in PEOPLE for number in side.get(field, ())}


def beneath(connection: Connection, article: int) -> dict[int, list[list[int]]]:
    """Statement -> the content that the machine gave it, where a person said another."""
    found: dict[int, list[list[int]]] = {}
    for statement, actions in _in_force(connection, article).items():
        for action in actions:
            if action.details["before"].get("content"):
                found.setdefault(statement, action.details["before"]["content"])
    return found


def put_again(
    connection: Connection, article: int, text: str, found: Collection[int], given: Mapping[int, Mapping[str, Any]]
) -> None:
    """After a re-reading: what people said holds again, over what the machine says now.

    ``found`` are the statements that the new reading has, ``given`` what was ``brought`` before. One that it has not,
    and that people corrected, stands by their word: it is as if they had added it.
    """
    for statement in set(given) & set(found):
        put(connection, statement, text, _there_still(connection, article, dict(given[statement])))
    for statement, actions in _in_force(connection, article).items():
        changed = [{side: dict(action.details[side]) for side in ("values", "before")} for action in actions]
        if statement in found:
            _lay_under(changed, actions, current(connection, statement))
        elif not any("state" in one["values"] for one in changed):
            changed[0]["values"]["state"], changed[0]["before"]["state"] = "added", "lost"
        else:
            next(one for one in changed if "state" in one["values"])["before"]["state"] = "lost"
        last: dict[str, Any] = {}
        for one in changed:
            last |= one["values"]
        put(connection, statement, text, _there_still(connection, article, last))
        _keep(connection, actions, changed)
    _rename(connection, article)


def _lay_under(
    changed: list[dict[str, dict[str, Any]]], actions: Sequence[Row[Any]], machine: Mapping[str, Any]
) -> None:
    """Put what the machine says now below the earliest action on each field."""
    for one, action in zip(changed, actions, strict=True):
        if action.action == "correct":  # the statement needs nobody's word any more to stand
            one["values"].pop("state", None)
            one["before"].pop("state", None)
    laid: set[str] = set()
    for one in changed:
        for field in set(one["values"]) - laid:
            one["before"][field] = machine[field]
            laid.add(field)


def _there_still(connection: Connection, article: int, values: dict[str, Any]) -> dict[str, Any]:
    """The values without a statement around it that is gone."""
    s, within = schema.statements, values.get("within")
    if within is None:
        return values
    there = select(s.c.number).where(s.c.number == within, s.c.article == article)
    return values | ({} if connection.execute(there).scalar() is not None else {"within": None})


def _keep(connection: Connection, actions: Sequence[Row[Any]], changed: Sequence[Mapping[str, Any]]) -> None:
    t = schema.statement_history
    for action, details in zip(actions, changed, strict=True):
        if details != action.details:
            connection.execute(update(t).where(t.c.number == action.number).values(details=dict(details)))


def _rename(connection: Connection, article: int) -> None:
    """Give what is not of the reading another id where the reading has that id now."""
    for table in (schema.article_actors, schema.statements):
        rows = connection.execute(
            select(table.c.number, table.c.id, table.c.state).where(table.c.article == article)
        ).all()
        taken = {row.id for row in rows}
        theirs = {row.id for row in rows if row.state == "found"}
        for row in rows:
            if row.state != "found" and row.id in theirs:
                new = free_id(taken)
                taken.add(new)
                connection.execute(update(table).where(table.c.number == row.number).values(id=new))


def move_edits(connection: Connection, article: int, move: Callable[[int, int], list[int]]) -> None:
    """Bring the offsets in the actions to where they are in another spacing of the text."""
    for actions in _in_force(connection, article).values():
        for action in actions:
            sides = {
                side: {
                    field: [move(a, b) for a, b in value] if field in schema.SPAN_ROLES else value
                    for field, value in action.details[side].items()
                }
                for side in ("values", "before")
            }
            _keep(connection, [action], [sides])
