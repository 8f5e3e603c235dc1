"""What people decided in another ledger, written here: codings, outcomes, corrections; nothing twice."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from . import schema
from .edit_rows import PEOPLE, put
from .rows import chunks
from .writing import allocate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Row, Table

    from .merging_articles import Numbers, Theirs

    Values = dict[str, Any]

__all__ = ["add_decisions"]


def add_decisions(
    connection: Connection,
    theirs: Theirs,
    numbers: Numbers,
    coders: Mapping[int, int],
    concepts: Mapping[int, int],
) -> tuple[int, int, int, int]:
    """How many codings, outcomes and corrections were new, and how many corrections were kept back."""
    corrections, kept_back = _corrections(connection, theirs, numbers, coders)
    added = []
    for table, of in ((schema.codings, ("statement", "coder", "part")), (schema.outcomes, ("statement", "coder"))):
        rows = []
        for row in sorted(theirs.all(table.name), key=lambda r: r.number):
            values = numbers.of(row, coder=coders[row.coder])
            if values.get("concept") is not None:
                values["concept"] = concepts[values["concept"]]
            rows.append(values)
        added.append(_append(connection, table, of, rows))
    return added[0], added[1], corrections, kept_back


def _append(connection: Connection, table: Table, of: Sequence[str], rows: Sequence[Values]) -> int:
    """Add those rows that are not there. What a coder decided last by time is to hold: it is put at the end again."""
    there: dict[tuple[Any, ...], list[Values]] = defaultdict(list)
    for some in chunks(sorted({row["statement"] for row in rows})):
        query = select(table).where(table.c.statement.in_(some)).order_by(table.c.number)
        for found in connection.execute(query):
            there[tuple(getattr(found, key) for key in of)].append(dict(found._mapping))
    new: list[Values] = []
    again: list[Values] = []
    for key, given in _grouped(rows, of).items():
        old = there.get(key, [])
        known = {_content(row) for row in old}
        fresh = list({c: row for row in given if (c := _content(row)) not in known}.values())
        new += fresh
        if fresh and old and max(row["time"] for row in fresh) < old[-1]["time"]:
            again.append(dict(old[-1]))
    written = [*sorted(new, key=lambda row: (row["time"], row["number"])), *again]
    first = allocate(connection, table.name, len(written))
    if written:
        connection.execute(table.insert(), [row | {"number": n} for n, row in enumerate(written, first)])
    return len(new)


def _grouped(rows: Iterable[Values], of: Sequence[str]) -> dict[tuple[Any, ...], list[Values]]:
    found: dict[tuple[Any, ...], list[Values]] = defaultdict(list)
    for row in rows:
        found[tuple(row[key] for key in of)].append(row)
    return found


def _content(row: Values) -> str:
    """All of a decision but its number."""
    return json.dumps({key: value for key, value in row.items() if key != "number"}, sort_keys=True)


def _corrections(
    connection: Connection, theirs: Theirs, numbers: Numbers, coders: Mapping[int, int]
) -> tuple[int, int]:
    """Actions on statements. Where people acted on a statement here, too, those that are new are kept back."""
    t = schema.statement_history
    added = kept_back = 0
    for number, actions in sorted(theirs.rows["statement_history"].items()):
        here = numbers.statements[number]
        ours = connection.execute(select(t).where(t.c.statement == here)).all()
        known = {(row.coder, row.time, row.action) for row in ours}
        new = [row for row in actions if (coders[row.coder], row.time, row.action) not in known]
        if ours:
            kept_back += len(new)
        else:
            _act(connection, new, here, numbers, coders, apply=number in numbers.met)
            added += len(new)
    return added, kept_back


def _act(
    connection: Connection,
    actions: Sequence[Row[Any]],
    statement: int,
    numbers: Numbers,
    coders: Mapping[int, int],
    *,
    apply: bool,
) -> None:
    """Note actions; with ``apply``, those in force are carried out: the statement stands here as the machine has it."""
    s, a = schema.statements, schema.articles
    text = connection.execute(
        select(a.c.text).join_from(s, a, a.c.number == s.c.article).where(s.c.number == statement)
    ).scalar_one()
    first = allocate(connection, "statement_history", len(actions))
    for number, row in enumerate(actions, first):
        details = {side: _mapped(values, numbers) for side, values in row.details.items()}
        undone_by = None if row.undone_by is None else coders[row.undone_by]
        values = dict(row._mapping) | {"number": number, "statement": statement, "coder": coders[row.coder]}
        connection.execute(schema.statement_history.insert(), [values | {"details": details, "undone_by": undone_by}])
        if apply and row.undone is None:
            put(connection, statement, text, details["values"])


def _mapped(values: Mapping[str, Any], numbers: Numbers) -> Values:
    made = dict(values)
    for key in PEOPLE:
        if key in made:
            made[key] = [numbers.actors[number] for number in made[key] if number in numbers.actors]
    if made.get("within") is not None:
        made["within"] = numbers.statements.get(made["within"])
    return made
