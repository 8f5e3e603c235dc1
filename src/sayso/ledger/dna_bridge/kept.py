"""The rows of ``.dna`` files as a ledger keeps them, and what in the ledger each of them stands for."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from .. import schema
from ..rows import chunks
from ..writing import allocate
from .book import Book

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Kept", "Link", "Numbers", "load", "pairs", "save"]


@dataclass(slots=True)
class Link:
    """What a row stands for: numbers of the ledger's tables, and in ``seen`` what stood there when it was taken in.

    What is other than ``seen`` when the file is written was changed in the ledger. ``role``: of a variable, what it is.
    """

    role: str | None = None
    seen: dict[str, Any] | None = None
    article: int | None = None
    statement: int | None = None
    actor: int | None = None
    concept: int | None = None
    coder: int | None = None


@dataclass(slots=True)
class Kept:
    """All rows, and the links of those that have one by table and number."""

    book: Book = field(default_factory=Book)
    links: dict[tuple[str, int], Link] = field(default_factory=dict)

    def link(self, table: str, number: int) -> Link:
        """The link of a row; an empty one where it has none yet."""
        return self.links.setdefault((table, number), Link())

    def linked(self, table: str) -> dict[int, Link]:
        """The links of a table's rows."""
        return {number: link for (name, number), link in self.links.items() if name == table}


_LINK = tuple(Link.__slots__)


def load(connection: Connection) -> Kept:
    """All that is kept."""
    t = schema.dna_rows
    rows: dict[str, list[tuple[int, tuple[Any, ...]]]] = {}
    links: dict[tuple[str, int], Link] = {}
    for row in connection.execute(select(t).order_by(t.c.name, t.c.id)):
        rows.setdefault(row.name, []).append((row.id, tuple(row.cells)))
        values = {name: getattr(row, name) for name in _LINK}
        if any(value is not None for value in values.values()):
            links[row.name, row.id] = Link(**values)
    return Kept(Book(rows), links)


def save(connection: Connection, kept: Kept) -> None:
    """Keep all of it in the place of what was kept before."""
    t = schema.dna_rows
    connection.execute(delete(t))
    rows = [
        {"name": name, "id": number, "cells": list(row.values())} | asdict(kept.links.get((name, number), Link()))
        for name, found in kept.book.tables.items()
        for number, row in found.items()
    ]
    for some in chunks(rows, 5000):
        connection.execute(t.insert(), some)


def pairs(connection: Connection, query: Any) -> dict[int, Any]:
    """The two columns of a query as a mapping."""
    return {row[0]: row[1] for row in connection.execute(query)}


class Numbers:
    """Gives numbers for new rows one by one, and asks the ledger for them once; the writer must be alone meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._first: dict[str, int] = {}
        self._given: dict[str, int] = {}

    def next(self, table: str) -> int:
        """A number for a row of this table."""
        if table not in self._first:
            self._first[table] = allocate(self._connection, table, 0)
        given = self._given[table] = self._given.get(table, 0) + 1
        return self._first[table] + given - 1

    def settle(self) -> None:
        """Let the ledger know which were given; before anybody else asks it for numbers."""
        for table, count in self._given.items():
            allocate(self._connection, table, count)
        self._first, self._given = {}, {}
