"""What holds in a ledger of what coders decided, and what people did to statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ...formats.plain import shorten
from .. import schema
from ..rows import chunks
from .book import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

__all__ = ["Decisions", "Held", "coerced", "decisions", "states"]


@dataclass(frozen=True, slots=True)
class Held:
    """A coding that holds."""

    number: int
    statement: int
    coder: int
    part: int
    concept: str | None
    agreement: bool | None
    variables: Mapping[str, Any]


@dataclass(slots=True)
class Decisions:
    """Those that hold by statement, coder and part; and by number what all decided on other variables."""

    held: dict[tuple[int, int, int], Held]
    by_statement: dict[int, list[Held]]
    variables: dict[int, Mapping[str, Any]]
    machines: set[int]

    def of(self, statement: int) -> list[Held]:
        """Those of a statement: people's, or the machine's where no person has decided."""
        some = self.by_statement.get(statement, [])
        return [h for h in some if h.coder not in self.machines] or some


def decisions(connection: Connection) -> Decisions:
    """All that holds in the ledger."""
    c, p, k = schema.codings, schema.concepts, schema.coders
    query = select(c, p.c.label).select_from(c.outerjoin(p, p.c.number == c.c.concept)).order_by(c.c.number)
    held: dict[tuple[int, int, int], Held] = {}
    variables: dict[int, Mapping[str, Any]] = {}
    for row in connection.execute(query):
        key = row.statement, row.coder, row.part
        held.pop(key, None)
        variables[row.number] = row.variables or {}
        if not row.withdrawn:
            held[key] = Held(row.number, *key, row.label, row.agreement, variables[row.number])
    by_statement: dict[int, list[Held]] = defaultdict(list)
    for one in sorted(held.values(), key=lambda h: h.number):
        by_statement[one.statement].append(one)
    machines = set(connection.execute(select(k.c.number).where(k.c.kind == "machine")).scalars())
    return Decisions(held, by_statement, variables, machines)


def coerced(value: Any, form: str) -> Any:
    """A value as one of this type of data; what cannot be one is empty."""
    if form in ("boolean", "integer"):
        try:
            number = int(value)
        except (TypeError, ValueError, OverflowError):
            return EMPTY[form]
        return int(bool(number)) if form == "boolean" else max(-(2**31), min(number, 2**31 - 1))
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    text = "" if value is None else str(value)
    return shorten(text, 190) if form == "short text" and len(text) > 190 else text


def states(connection: Connection, statements: Sequence[int]) -> dict[int, Any]:
    """Where statements stand, and whether a person removed them or took back that they were added."""
    s, h = schema.statements, schema.statement_history
    removal = ((h.c.action == "remove") & h.c.undone.is_(None)) | ((h.c.action == "add") & h.c.undone.is_not(None))
    removed = select(h.c.number).where(h.c.statement == s.c.number, removal).exists() & (s.c.state == "lost")
    query = select(s.c.number, s.c.article, s.c.start, s.c.stop, removed.label("removed"))
    found: dict[int, Any] = {}
    for some in chunks(statements):
        found |= {row.number: row for row in connection.execute(query.where(s.c.number.in_(some)))}
    return found
