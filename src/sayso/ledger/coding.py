"""Coders and codings. A coding is never changed: another follows it, and the last one holds.

Codings are what people decide (or what another program decided and was brought in as a coder of its own). What the
machine would code is kept apart from them, in ``proposals``; who differs from whom, and who settled it, is told by
``adjudication``. For a program that codes, such as a web page::

    ledger.proposals.queue(coder="Ana", limit=20)      # the least certain first, not those that Ana has coded
    ledger.proposals.accept(shown, "Ana")              # also change(...) and reject(...); each saved at once
    ledger.codings.add(Coding(7, "Ana", concept="tax", agreement=True))
    ledger.adjudication.compare()                      # figures per variable, and the disagreements
    ledger.adjudication.settle(7, "Eve", [("tax", True)])
    ledger.concepts.all(), ledger.concepts.load(path)  # the codebook

All of them may be called from many threads, and by many programs at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from ..errors import InputError
from . import schema
from .errors import LedgerError
from .rows import check_string, now
from .writing import allocate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Select, Table

    from .database import Database

__all__ = ["NOTES", "Coding", "Codings", "Example", "add_coding", "coder_number", "codings_query", "concept_number"]

NOTES = ("decision", "proposed", "adjudicates")
"""Entries of ``Coding.variables`` that say how a decision was made, and are no variables of the statement:

``decision``: ``accepted``, ``changed`` or ``rejected`` (nothing of the codebook fits); ``proposed``: what the machine
had proposed (concept, agreement, confidence); ``adjudicates``: true where it settles what coders disagreed about.
"""


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's decision on a statement.

    ``part`` tells apart codings of a statement that is about several concepts. ``variables`` holds any other decisions
    by name, such as a corrected speaker, and ``NOTES``. ``withdrawn`` says that the coder takes back what was decided
    before.
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


_PARTS = 32_767
"""The last number that a part of a coding can have: every database keeps so much in a small integer."""


@dataclass(frozen=True, slots=True)
class Example:
    """What there is to learn from a person's decision, the coding ``number``: the text's concept and agreement.

    ``agreement`` is that of the words in ``text``: of a denied statement the opposite of what was coded. ``concept`` is
    ``None`` where nothing of the codebook fits; ``rejected`` is then what the machine had proposed. A later one of the
    same statement, coder and part takes its place, also where it is ``withdrawn``.
    """

    number: int
    statement: int
    coder: str
    part: int
    text: str
    concept: str | None
    agreement: bool | None
    rejected: str | None
    withdrawn: bool
    adjudicates: bool


class Codings:
    """The codings of a ledger. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *codings: Coding) -> list[int]:
        """Add codings, all in one transaction; their numbers. Coders and concepts that are new are made.

        When it returns, they are on the disk.

        Raises:
            LedgerError: there is no such statement, or the coder's name is that of a machine (or a person).
            InputError: a concept or coder has no name, there is a character that no database keeps, or a part is none.
        """
        with self._database.write() as connection:
            return [add_coding(connection, coding) for coding in codings]

    def of(self, statement: int, *, history: bool = False) -> list[Coding]:
        """The codings of a statement that hold, or with ``history`` all, in the order in which they were made."""
        with self._database.read() as connection:
            rows = connection.execute(codings_query().where(schema.codings.c.statement == statement)).all()
        made = [_coding(row) for row in rows]
        if history:
            return made
        last = {(coding.coder, coding.part): coding for coding in made}
        return [coding for coding in made if last[coding.coder, coding.part] is coding and not coding.withdrawn]

    def examples(self, after: int = 0) -> list[Example]:
        """What there is to learn from people's decisions, in their order; only from those after a coding's number."""
        s, c, k = schema.statements, schema.codings, schema.coders
        query = codings_query(s.c.content, s.c.denies).join(s, s.c.number == c.c.statement)
        with self._database.read() as connection:
            rows = connection.execute(query.where(c.c.number > after, k.c.kind == "person", s.c.content != ""))
            return [_example(row) for row in rows]

    def count(self) -> int:
        """How many there are, those that were followed by others included."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.codings)).scalar_one())


def codings_query(*more: Any) -> Select[Any]:
    """All codings in their order, with ``who`` and ``kind`` of the coder and the ``label`` of the concept."""
    c, k, p = schema.codings, schema.coders, schema.concepts
    joined = select(c, k.c.name.label("who"), k.c.kind, p.c.label, *more).join_from(c, k, k.c.number == c.c.coder)
    return joined.outerjoin(p, p.c.number == c.c.concept).order_by(c.c.number)


def add_coding(connection: Connection, coding: Coding) -> int:
    """Add one coding in a transaction of the caller's; see ``Codings.add``."""
    check_string(coding.comment)
    if not 0 <= coding.part <= _PARTS:
        raise InputError(f"a coding's part is a number from 0 to {_PARTS:,}, not {coding.part}")
    s = schema.statements
    if connection.execute(select(s.c.number).where(s.c.number == coding.statement)).scalar() is None:
        raise LedgerError(f"there is no statement {coding.statement}")
    number = allocate(connection, "codings", 1)
    row = {
        "number": number,
        "statement": coding.statement,
        "coder": coder_number(connection, coding.coder, coding.kind),
        "part": coding.part,
        "concept": None if coding.concept is None else concept_number(connection, coding.concept),
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
    """The number of a coder, who is made where there is none of the name.

    Raises:
        LedgerError: the coder of this name is of another kind.
        InputError: it is no name.
    """
    t = schema.coders
    found = connection.execute(select(t.c.kind).where(t.c.name == name)).scalar()
    if found not in (None, kind):
        raise LedgerError(f"the coder {name!r} is a {found}, not a {kind}: choose another name")
    return _named(connection, t, "name", {"name": name, "kind": kind, "colour": None, "added": now()})


def concept_number(connection: Connection, label: str) -> int:
    """The number of a concept, which is made where there is none of the label.

    Raises:
        InputError: it is no label.
    """
    about: Sequence[str] = ()
    row = {"label": label, "description": None, "examples_for": about, "examples_against": about, "added": now()}
    return _named(connection, schema.concepts, "label", row)


def _named(connection: Connection, table: Table, key: str, row: dict[str, Any]) -> int:
    number = connection.execute(select(table.c.number).where(table.c[key] == row[key])).scalar()
    if number is None:
        check_string(row[key])
        if not row[key].strip():
            raise InputError(f"a {table.name.removesuffix('s')} needs a {key}")
        number = allocate(connection, table.name, 1)
        connection.execute(table.insert(), [row | {"number": number}])
    return int(number)


def _coding(row: Any) -> Coding:
    about = row.label, row.agreement, row.variables, row.comment, row.part, row.confidence, row.withdrawn, row.kind
    return Coding(row.statement, row.who, *about, row.time, row.number)


def _example(row: Any) -> Example:
    notes = row.variables or {}
    agreement = None if row.agreement is None else row.agreement != row.denies
    rejected = (notes.get("proposed") or {}).get("concept") if notes.get("decision") == "rejected" else None
    by = row.number, row.statement, row.who, row.part
    return Example(*by, row.content, row.label, agreement, rejected, row.withdrawn, bool(notes.get("adjudicates")))
