"""Coders, concepts and codings. A coding is never changed: another follows it, and the last one holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from . import schema
from .errors import LedgerError
from .rows import now
from .writing import allocate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Table

    from .database import Database

__all__ = ["Coding", "Codings", "coder_number"]


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's decision on a statement.

    ``part`` tells apart codings of a statement that is about several concepts. ``variables`` holds any other decisions
    by name, such as a corrected speaker. ``withdrawn`` says that the coder takes back what was decided before.
    """

    statement: int
    coder: str
    concept: str | None = None
    agreement: bool | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    comment: str | None = None
    part: int = 0
    confidence: float | None = None
    withdrawn: bool = False
    kind: str = "person"
    time: str | None = None
    number: int | None = None


class Codings:
    """The codings of a ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *codings: Coding) -> list[int]:
        """Add codings, all in one transaction; their numbers. Coders and concepts that are new are made.

        Raises:
            LedgerError: there is no such statement.
        """
        with self._database.write() as connection:
            return [_add(connection, coding) for coding in codings]

    def of(self, statement: int, *, history: bool = False) -> list[Coding]:
        """The codings of a statement that hold, or with ``history`` all, in the order in which they were made."""
        c, k, p = schema.codings, schema.coders, schema.concepts
        joined = c.join(k, k.c.number == c.c.coder).outerjoin(p, p.c.number == c.c.concept)
        query = select(c, k.c.name.label("who"), k.c.kind, p.c.label).select_from(joined)
        with self._database.read() as connection:
            rows = connection.execute(query.where(c.c.statement == statement).order_by(c.c.number)).all()
        made = [_coding(row) for row in rows]
        if history:
            return made
        last = {(coding.coder, coding.part): coding for coding in made}
        return [coding for coding in made if last[coding.coder, coding.part] is coding and not coding.withdrawn]

    def count(self) -> int:
        """How many there are, those that were followed by others included."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.codings)).scalar_one())


def _add(connection: Connection, coding: Coding) -> int:
    s = schema.statements
    if connection.execute(select(s.c.number).where(s.c.number == coding.statement)).scalar() is None:
        raise LedgerError(f"there is no statement {coding.statement}")
    number = allocate(connection, "codings", 1)
    row = {
        "number": number,
        "statement": coding.statement,
        "coder": coder_number(connection, coding.coder, coding.kind),
        "part": coding.part,
        "concept": None if coding.concept is None else _concept(connection, coding.concept),
        "agreement": coding.agreement,
        "variables": dict(coding.variables),
        "comment": coding.comment,
        "confidence": coding.confidence,
        "withdrawn": coding.withdrawn,
        "time": coding.time or now(),
    }
    connection.execute(schema.codings.insert(), [row])
    return number


def coder_number(connection: Connection, name: str, kind: str = "person") -> int:
    """The number of a coder, who is made where there is none of the name."""
    return _named(connection, schema.coders, "name", {"name": name, "kind": kind, "colour": None, "added": now()})


def _concept(connection: Connection, label: str) -> int:
    about: Sequence[str] = ()
    row = {"label": label, "description": None, "examples_for": about, "examples_against": about, "added": now()}
    return _named(connection, schema.concepts, "label", row)


def _named(connection: Connection, table: Table, key: str, row: dict[str, Any]) -> int:
    number = connection.execute(select(table.c.number).where(table.c[key] == row[key])).scalar()
    if number is None:
        number = allocate(connection, table.name, 1)
        connection.execute(table.insert(), [row | {"number": number}])
    return int(number)


def _coding(row: Any) -> Coding:
    about = row.label, row.agreement, row.variables, row.comment, row.part, row.confidence, row.withdrawn, row.kind
    return Coding(row.statement, row.who, *about, row.time, row.number)
