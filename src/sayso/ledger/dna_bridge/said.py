"""Statements of a ``.dna`` file as the ledger would have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import schema
from ..rows import chunks
from .kept import pairs
from .offsets import between, from_utf16

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from .book import Cells
    from .kept import Kept
    from .offsets import Move

__all__ = ["Said", "SaidReader"]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of the file, as the ledger would have it."""

    number: int  # in the book
    article: int
    start: int
    stop: int
    coder: int
    machine: bool
    speaker: int | None  # an entity
    organization: int | None
    concept: int | None
    agreement: bool | None
    variables: dict[str, Any]

    @property
    def decided(self) -> tuple[Any, ...]:
        """What its coder decided."""
        return self.concept, self.agreement, self.variables

    @property
    def is_coding(self) -> bool:
        """Whether anything was decided; of what nobody has coded, the export says so in the machine's name."""
        return self.concept is not None or (not self.machine and bool(self.variables or self.agreement is not None))


class SaidReader:
    """Reads statements in the book's rows."""

    def __init__(self, connection: Connection, kept: Kept) -> None:
        self._kept = kept
        self._roles = {number: link.role for number, link in kept.linked("VARIABLES").items() if link.role}
        self._machines = set(
            connection.execute(select(schema.coders.c.number).where(schema.coders.c.kind == "machine")).scalars()
        )
        articles = [link.article for link in kept.linked("DOCUMENTS").values() if link.article]
        t = schema.articles
        self._texts: dict[int, str] = {}
        for some in chunks(articles):
            query = select(t.c.number, t.c.text).where(t.c.number.in_(some))
            self._texts |= pairs(connection, query)
        self._moves: dict[int, Move] = {}

    def said(self) -> Iterator[Said]:
        """All that have a person, an organization or a concept, and stand in a document with words: others are no
        articles.
        """
        book = self._kept.book
        kinds = {kind for kind in book.tables["STATEMENTTYPES"] if self._is_said(book.variables(kind))}
        for number, row in book.tables["STATEMENTS"].items():
            there = self._kept.links["DOCUMENTS", _int(row["DocumentId"])].article
            if there and row["StatementTypeId"] in kinds:
                yield self._one(number, row, book.variables(row["StatementTypeId"]))

    def _is_said(self, variables: list[Cells]) -> bool:
        return any(self._roles.get(_int(v["ID"])) in ("person", "organization", "concept") for v in variables)

    def _one(self, number: int, row: Cells, variables: list[Cells]) -> Said:
        book, document = self._kept.book, _int(row["DocumentId"])
        article = self._kept.links["DOCUMENTS", document].article or 0
        start, stop = self._move(document, article)(_int(row["Start"]), _int(row["Stop"]))
        coder = self._kept.links["CODERS", _int(row["Coder"])].coder or 0
        others: dict[str, Any] = {}
        has: dict[str, Any] = {}
        for variable in variables:
            role, value = self._roles.get(_int(variable["ID"])), book.value(number, variable)
            if role in (None, "agreement"):
                (has if role else others)[role or str(variable["Variable"])] = value
            elif str(value).strip():
                has[str(role)] = book.find_entity(_int(variable["ID"]), str(value))
        links = self._kept.links
        concept = links["ENTITIES", has["concept"]].concept if "concept" in has else None
        asks = "concept" in {self._roles.get(_int(v["ID"])) for v in variables}
        agreement = bool(has["agreement"]) if "agreement" in has and (concept or not asks) else None
        speaker = has.get("person", has.get("organization"))
        who = (coder, coder in self._machines, speaker, has.get("organization"))
        return Said(number, article, start, stop, *who, concept, agreement, others)

    def _move(self, document: int, article: int) -> Move:
        if document not in self._moves:
            text = str(self._kept.book.tables["DOCUMENTS"][document]["Text"])
            there = between(text, self._texts[article])
            link = self._kept.links["DOCUMENTS", document]
            counted = from_utf16(text) if (link.seen or {}).get("utf16") else None
            self._moves[document] = there if counted is None else lambda a, b: there(*counted(a, b))
        return self._moves[document]


def _int(value: Any) -> int:
    return int(value)
