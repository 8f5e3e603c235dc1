"""The codings of several people on the same statements, as labels side by side.

Coders number the concepts of a statement as they come. To compare them, a statement's concepts are put in one order,
that which most coders gave first, and each coder's are counted in that order; a coder who gave fewer said ``(none)``
for the rest. So those who gave the same concepts always agree, however they numbered them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from . import schema
from .coding import NOTES, codings_query
from .errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

__all__ = ["NONE", "Decisions", "Labels", "labels_of", "load"]

NONE = "(none)"
"""The label of a coder who found that no concept fits, or no further one."""

Labels = dict[tuple[str, int], list[dict[str, str]]]
"""Variable and part -> units, each coder -> label."""

_Rows = dict[str, list["Row[Any]"]]


@dataclass(slots=True)
class Decisions:
    """What people decided on one statement: ``own`` decisions by coder, and those of the one who settled it last."""

    statement: int
    own: _Rows = field(default_factory=dict)
    settled: _Rows = field(default_factory=dict)
    parts: set[tuple[str, int]] = field(default_factory=set)  # coder and part of every coding that holds

    @property
    def adjudicator(self) -> str | None:
        """Who settled it last."""
        return next(iter(self.settled), None)

    def later(self, coder: str) -> bool:
        """Whether the coder has decided after it was settled."""
        settled = max((_when(row) for rows in self.settled.values() for row in rows), default=("", 0))
        return any(_when(row) > settled for row in self.own.get(coder, ()))


def _when(row: Row[Any]) -> tuple[str, int]:
    return row.time, row.number


def load(connection: Connection, coders: Collection[str] | None, statement: int | None = None) -> Iterator[Decisions]:
    """The decisions on every statement that two or more people have coded, or on one statement, in order.

    With ``coders``, those of these only (and what settled them).

    Raises:
        LedgerError: there is no such coder.
    """
    if coders is not None:
        _check(connection, coders)
    c, k = schema.codings, schema.coders
    query = codings_query().where(k.c.kind == "person")
    if statement is not None:
        query = query.where(c.c.statement == statement)
    else:
        shared = select(c.c.statement).group_by(c.c.statement).having(func.count(c.c.coder.distinct()) > 1)
        query = query.where(c.c.statement.in_(shared))
    rows = connection.execute(query.order_by(None).order_by(c.c.statement, c.c.number))
    for number, of in groupby(rows, key=lambda row: row.statement):
        yield _decisions(number, list(of), coders)


def _check(connection: Connection, coders: Collection[str]) -> None:
    known = set(connection.execute(select(schema.coders.c.name)).scalars())
    for name in coders:
        if name not in known:
            raise LedgerError(f"there is no coder {name!r}; there are {', '.join(sorted(known)) or 'none'}")


def _decisions(statement: int, rows: Sequence[Row[Any]], coders: Collection[str] | None) -> Decisions:
    made = Decisions(statement)
    own: dict[tuple[str, int], Row[Any]] = {}
    settled: dict[tuple[str, int], Row[Any]] = {}
    for row in rows:
        key = row.who, row.part
        (settled if _settles(row) else own)[key] = row
        (made.parts.discard if row.withdrawn else made.parts.add)(key)
    for (who, _), row in own.items():
        if not row.withdrawn and (coders is None or who in coders):
            made.own.setdefault(who, []).append(row)
    hold = [row for row in settled.values() if not row.withdrawn]
    last = max(hold, key=_when, default=None)
    if last is not None:
        made.settled = {last.who: [row for row in hold if row.who == last.who]}
    return made


def _settles(row: Row[Any]) -> bool:
    return bool((row.variables or {}).get("adjudicates"))


def labels_of(rows: _Rows, like: _Rows | None = None) -> Labels:
    """The units of one statement: of each variable and part what each coder said, without those who said nothing.

    Concepts are counted in the order in which those in ``like`` have them (by default those in ``rows``).
    """
    found: Labels = {}
    order = _order(rows) | _order(like or {})
    concepts = {who: sorted(_concepts(of), key=order.__getitem__) for who, of in rows.items() if _decided(of)}
    for part in range(max((len(some) for some in concepts.values()), default=0)):
        unit = {who: some[part] if part < len(some) else NONE for who, some in concepts.items()}
        found["concept", part] = [unit]
        found["agreement", part] = list(_agreement(unit, rows))
        found["concept and agreement", part] = [_both(unit, rows)]
    for name in sorted({name for of in rows.values() for row in of for name in _extra(row)}):
        _put_extra(found, name, rows)
    return found


def _order(rows: _Rows) -> dict[str, tuple[bool, int, str]]:
    count = Counter(label for of in rows.values() for label in set(_concepts(of)))
    return {label: (label == NONE, -n, label) for label, n in count.items()}


def _decided(rows: Iterable[Row[Any]]) -> bool:
    """Whether the coder has decided on concepts at all, and not only on other variables."""
    return any(row.label is not None or _rejects(row) for row in rows)


def _rejects(row: Row[Any]) -> bool:
    notes = row.variables or {}
    return row.label is None and notes.get("decision") == "rejected"


def _concepts(rows: Iterable[Row[Any]]) -> list[str]:
    given = list(dict.fromkeys(row.label for row in rows if row.label is not None))
    return given or [NONE]


def _agreement(unit: Mapping[str, str], rows: _Rows) -> Iterator[dict[str, str]]:
    """Coders who gave the same concept are compared with each other."""
    for concept in sorted(set(unit.values()) - {NONE}):
        signs = {who: sign for who in unit if unit[who] == concept and (sign := _sign(rows[who], concept))}
        if signs:
            yield signs


def _sign(rows: Iterable[Row[Any]], concept: str) -> str | None:
    found = next((row.agreement for row in rows if row.label == concept), None)
    return None if found is None else "for" if found else "against"


def _both(unit: Mapping[str, str], rows: _Rows) -> dict[str, str]:
    return {who: f"{label}, {_sign(rows[who], label) or 'neither'}" for who, label in unit.items()}


def _extra(row: Row[Any]) -> list[str]:
    return [name for name, value in (row.variables or {}).items() if name not in NOTES and value is not None]


def _put_extra(found: Labels, name: str, rows: _Rows) -> None:
    """Another variable, part by part as the coders numbered them."""
    by_part: dict[int, dict[str, str]] = {}
    for who, of in rows.items():
        for row in of:
            if name in _extra(row):
                value = row.variables[name]
                label = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
                by_part.setdefault(row.part, {})[who] = label
    for part, unit in sorted(by_part.items()):
        found.setdefault((name, part), []).append(unit)
