"""The codebook that a ledger keeps: its concepts, with what they mean and examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from . import schema
from .coding import concept_number
from .rows import check_string

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from ..coding import Codebook, Concept
    from .database import Database

__all__ = ["Concepts", "KeptConcept"]


@dataclass(frozen=True, slots=True)
class KeptConcept:
    """A concept with its number; ``statements`` are how many people have coded with it."""

    number: int
    label: str
    description: str
    for_: tuple[str, ...]
    against: tuple[str, ...]
    statements: int


class Concepts:
    """The concepts of a ledger. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, path: str | os.PathLike[str]) -> int:
        """Take in a codebook file (YAML or CSV, see ``sayso.coding.Codebook``); how many concepts are new.

        Raises:
            CodebookError: the file is no codebook.
            OSError: it cannot be read.
        """
        from ..coding import Codebook

        return self.add(Codebook.load(str(path)))

    def add(self, concepts: Iterable[Concept]) -> int:
        """Take in concepts; how many are new.

        Of one that is there already, the description and the examples are replaced where new ones are given. Concepts
        that are not among them stay: statements may be coded with them.

        Raises:
            InputError: there is a character that no database keeps.
        """
        with self._database.write() as connection:
            before = _count(connection)
            for concept in concepts:
                _put(connection, concept)
            return _count(connection) - before

    def all(self) -> list[KeptConcept]:
        """All of them, in the order in which they came."""
        p, c, k = schema.concepts, schema.codings, schema.coders
        people = select(k.c.number).where(k.c.kind == "person")
        query = select(c.c.concept, func.count(c.c.statement.distinct())).where(c.c.coder.in_(people))
        with self._database.read() as connection:
            coded = {row[0]: int(row[1]) for row in connection.execute(query.group_by(c.c.concept))}
            rows = connection.execute(select(p).order_by(p.c.number)).all()
        return [
            KeptConcept(
                row.number,
                row.label,
                row.description or "",
                tuple(row.examples_for),
                tuple(row.examples_against),
                coded.get(row.number, 0),
            )
            for row in rows
        ]

    def book(self) -> Codebook:
        """All of them as a codebook, to propose by."""
        from ..coding import Codebook, Concept

        return Codebook(tuple(Concept(c.label, c.description, c.for_, c.against) for c in self.all()))


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(schema.concepts)).scalar_one())


def _put(connection: Connection, concept: Concept) -> None:
    for text in (concept.description, *concept.for_, *concept.against):
        check_string(text)
    number = concept_number(connection, concept.label)
    given = {
        "description": concept.description,
        "examples_for": list(concept.for_),
        "examples_against": list(concept.against),
    }
    values = {name: value for name, value in given.items() if value}
    if values:
        t = schema.concepts
        connection.execute(update(t).where(t.c.number == number).values(values))
