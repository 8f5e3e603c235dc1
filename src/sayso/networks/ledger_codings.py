"""Of the codings of a ledger those that hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Integer, Text, case, cast, select

from ..ledger import schema
from .errors import NetworkError
from .ledger_columns import NUMBER, flag, or_none

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement, Connection

    from .ledger_columns import Columns, Later
    from .table import Ints

__all__ = ["Held", "extra_values", "holding"]

_CODER, _PART, _CONCEPT, _FLAG = 15, 16, 24, 2
"""Bits of columns."""


@dataclass(frozen=True, slots=True)
class Held:
    """Codings that hold, by columns; ``concept`` and ``agreement`` are -1 where nothing was decided.

    ``settles`` is 1 where a coding settles what coders disagreed about; ``number`` is 0 of a proposal.
    """

    number: Ints
    statement: Ints
    coder: Ints
    settles: Ints
    part: Ints
    concept: Ints
    agreement: Ints
    withdrawn: Ints

    def take(self, rows: Any) -> Held:
        """Some of them."""
        return Held(*(getattr(self, name)[rows] for name in self.__slots__))


def holding(columns: Columns, coder: str | None, proposals: bool) -> Callable[[], Held]:
    """The codings of one coder; or for each statement those of the person who decided, or settled it, last.

    With ``proposals``, of statements that no person has decided on, what the machine proposes.

    They are read while others are; what is given waits for them.

    Raises:
        NetworkError: when waited for: there is no such coder.
    """
    codings, proposed = _codings(columns), _proposals(columns) if proposals and coder is None else None
    return lambda: _holding(columns.connection, coder, codings, proposed)


def _holding(connection: Connection, coder: str | None, codings: Later, proposed: Later | None) -> Held:
    last = _last(Held(*codings()))
    coders = connection.execute(select(schema.coders.c.number, schema.coders.c.name, schema.coders.c.kind)).all()
    if coder is not None:
        chosen = [row.number for row in coders if row.name == coder]
        if not chosen:
            known = ", ".join(sorted(row.name for row in coders)) or "nobody"
            raise NetworkError(f"there is no coder {coder!r} in the ledger; codings are by {known}")
        return last.take(np.isin(last.coder, chosen))
    people = _one_coder(last.take(np.isin(last.coder, [row.number for row in coders if row.kind == "person"])))
    if proposed is None:
        return people
    statement, by, concept, agreement = proposed()
    none = np.zeros_like(statement)
    machine = Held(none, statement, by, none, none, concept, agreement, none)
    machine = machine.take(~np.isin(machine.statement, people.statement))
    return Held(*(np.concatenate([getattr(people, n), getattr(machine, n)]) for n in Held.__slots__))


def _codings(columns: Columns) -> Later:
    c = schema.codings.c
    by = (c.number, c.statement, c.coder, _settles(), c.part)
    query = select(*by, or_none(c.concept), or_none(cast(c.agreement, Integer)), cast(c.withdrawn, Integer))
    return columns.ints(query, c.number, (NUMBER, NUMBER, _CODER, _FLAG, _PART, _CONCEPT, _FLAG, _FLAG))


def _settles() -> ColumnElement[int]:
    """Looks into the variables of few codings: most have none."""
    held = schema.codings.c.variables
    return case((cast(held, Text) == "{}", -1), else_=flag(held["adjudicates"].as_boolean()))


def _proposals(columns: Columns) -> Later:
    t = schema.proposals.c
    query = select(t.statement, t.coder, or_none(t.concept), flag(t.agreement))
    return columns.ints(query, t.statement, (NUMBER, _CODER, _CONCEPT, _FLAG))


def _last(codings: Held) -> Held:
    """Of each coder's decisions on a statement and part the last, where it was not withdrawn."""
    order = np.lexsort((codings.number, codings.part, codings.settles, codings.coder, codings.statement))
    found = codings.take(order)
    same = np.ones(len(order), np.bool_)
    for column in (found.statement, found.coder, found.settles, found.part):
        same[:-1] &= column[1:] == column[:-1]
    if len(same):
        same[-1] = False
    return found.take(~same & (found.withdrawn != 1))


def _one_coder(codings: Held) -> Held:
    """Of each statement the codings of the coder who decided last."""
    order = np.lexsort((codings.number, codings.statement))
    found = codings.take(order)
    if not len(order):
        return found
    ends = np.flatnonzero(np.append(found.statement[1:] != found.statement[:-1], True))
    size = np.diff(np.append(-1, ends))
    same = [column == np.repeat(column[ends], size) for column in (found.coder, found.settles)]
    return found.take(same[0] & same[1])


def extra_values(connection: Connection, name: str) -> dict[int, Any]:
    """What codings decided on another variable, by the number of the coding."""
    c = schema.codings
    rows = connection.execute(select(c.c.number, c.c.variables))
    return {row.number: row.variables[name] for row in rows if row.variables and name in row.variables}
