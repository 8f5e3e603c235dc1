"""A file's rows joined with those that are kept: the same things keep their numbers, new ones get others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, Any

from ...dna.forms import FORMS
from ...errors import FormatError
from .book import DATA, EMPTY, Book

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from .book import Cells
    from .kept import Kept

__all__ = ["Merged", "merge"]


@dataclass(slots=True)
class Merged:
    """What became of a file's rows: their numbers by table, and which statements are new or changed."""

    ids: dict[str, dict[int, int]] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)


def merge(kept: Kept, file: Book, names: Mapping[tuple[str, int], str]) -> Merged:
    """Put the rows of ``file`` into what is ``kept``.

    ``names`` are what coders and entities (table and number) are called in the ledger now: a file that was written
    since has them so.

    Raises:
        FormatError: a variable is of another type of data in what is kept.
    """
    if not kept.book:
        kept.book = file
        ids = {name: {number: number for number in rows} for name, rows in file.tables.items()}
        return Merged(ids, set(file.tables["STATEMENTS"]))
    merger = _Merger(kept, file, names)
    for name in FORMS:
        merger.table(name)
    merger.children()
    _complete(kept.book)
    return merger.merged


def _complete(book: Book) -> None:
    """Add the rows that DNA needs for coders, attributes and variables that only one of two files had."""
    coders = list(book.tables["CODERS"])
    related = {(row["Coder"], row["OtherCoder"]) for row in book.tables["CODERRELATIONS"].values()}
    for one, other in permutations(coders, 2):
        if (one, other) not in related:
            book.add("CODERRELATIONS", Coder=one, OtherCoder=other)
    described = {(row["EntityId"], row["AttributeVariableId"]) for row in book.tables["ATTRIBUTEVALUES"].values()}
    attributes: dict[Any, list[int]] = defaultdict(list)
    for number, row in book.tables["ATTRIBUTEVARIABLES"].items():
        attributes[row["VariableId"]].append(number)
    for entity, row in book.tables["ENTITIES"].items():
        for attribute in attributes[row["VariableId"]]:
            if (entity, attribute) not in described:
                book.add("ATTRIBUTEVALUES", EntityId=entity, AttributeVariableId=attribute)
    for statement, row in book.tables["STATEMENTS"].items():
        for variable in book.variables(row["StatementTypeId"]):
            if not book.has_value(statement, variable):
                book.put(statement, variable, EMPTY[str(variable["DataType"])])


_KEYS: dict[str, tuple[str, ...]] = {
    "SETTINGS": ("Property",),
    "CODERS": ("Name",),
    "CODERRELATIONS": ("Coder", "OtherCoder"),
    "DOCUMENTS": ("Text",),
    "STATEMENTTYPES": ("Label",),
    "VARIABLES": ("StatementTypeId", "Variable"),
    "VARIABLELINKS": ("SourceVariableId", "TargetVariableId"),
    "REGEXES": ("Label",),
    "STATEMENTS": ("StatementTypeId", "DocumentId", "Start", "Stop", "Coder"),
    "ENTITIES": ("VariableId", "Value"),
    "ATTRIBUTEVARIABLES": ("VariableId", "AttributeVariable"),
    "ATTRIBUTEVALUES": ("EntityId", "AttributeVariableId"),
} | dict.fromkeys(DATA.values(), ("StatementId", "VariableId"))
"""What tells which row of a table is the same in two files; where several are, they are the same in order."""


class _Merger:
    """Goes from table to table, in the order in which they point at each other."""

    def __init__(self, kept: Kept, file: Book, names: Mapping[tuple[str, int], str]) -> None:
        self._kept, self._book, self._file, self._names = kept, kept.book, file, names
        self.merged = Merged({name: {} for name in FORMS})
        old = self._book.tables["STATEMENTS"]
        self._old = {number: self._values(self._book, number, row) for number, row in old.items()}

    @staticmethod
    def _values(book: Book, number: int, row: Cells) -> dict[str, Any]:
        return {str(v["Variable"]): book.value(number, v) for v in book.variables(row["StatementTypeId"])}

    def table(self, name: str) -> None:
        """Join the rows of one table."""
        there = self._there(name)
        rows = {number: self._pointing(name, row) for number, row in self._file.tables[name].items()}
        ids = self.merged.ids[name]
        for exact in (True, False):
            for number, row in rows.items():
                if number not in ids and (same := self._same(name, number, there[self._key(name, row)], exact)):
                    ids[number] = same
                    there[self._key(name, row)].remove(same)
        for number, row in rows.items():
            if number in ids:
                self._update(name, number, ids[number], row)
            else:
                cells = {column: cell for column, cell in row.items() if column != "ID"}
                ids[number] = self._book.add(name, **cells)
                if name == "STATEMENTS":
                    self.merged.fresh.add(ids[number])

    def _key(self, name: str, row: Cells) -> Hashable:
        return tuple(row[column] for column in _KEYS[name])

    def _there(self, name: str) -> dict[Hashable, list[int]]:
        """What the kept rows are known by, and by what they are called now where no other is."""
        found: dict[Hashable, list[int]] = defaultdict(list)
        rows = self._book.tables[name]
        for number, row in rows.items():
            found[self._key(name, row)].append(number)
        column = {"CODERS": "Name", "ENTITIES": "Value"}.get(name, "")
        for number, row in rows.items():
            if (name, number) in self._names:
                key = self._key(name, row | {column: self._names[name, number]})
                if key not in found:
                    found[key].append(number)
        return found

    def _same(self, name: str, number: int, candidates: list[int], exact: bool) -> int | None:
        """Of several statements on the same span first the one of the same values."""
        candidates = [same for same in candidates if same not in self.merged.ids[name].values()] if name in (
            "CODERS", "ENTITIES") else candidates  # fmt: skip
        if not exact or name != "STATEMENTS":
            return candidates[0] if candidates else None
        values = self._values(self._file, number, self._file.tables[name][number])
        return next((same for same in candidates if self._old[same] == values), None)

    def _pointing(self, name: str, row: Cells) -> Cells:
        """The row with what it points at by its number in the book; children point at each other, and come last."""
        found = dict(row)
        for f in FORMS[name].fields:
            if f.to and row[f.name] is not None:
                ids = self.merged.ids[f.to]
                found[f.name] = None if f.name == "ChildOf" else ids[int(row[f.name] or 0)]
        return found

    def _update(self, name: str, number: int, same: int, row: Cells) -> None:
        there = self._book.tables[name][same]
        if name == "SETTINGS":
            return
        if name == "VARIABLES" and there["DataType"] != row["DataType"]:
            kinds = f"{row['DataType']}, but in the ledger it is {there['DataType']}"
            raise FormatError(f"variable {row['Variable']!r} is {kinds}")
        if name == "STATEMENTS":
            if self._old[same] != self._values(self._file, number, self._file.tables[name][number]):
                self.merged.changed.add(same)
        elif name == "ENTITIES" and there["Value"] != row["Value"]:
            self._book.rename_entities({same: str(row["Value"])})
            self._kept.link(name, same).seen = {"name": row["Value"]}
        there |= {column: cell for column, cell in row.items() if column not in ("ID", "ChildOf")}

    def children(self) -> None:
        """Let entities point at those that they are children of."""
        ids = self.merged.ids["ENTITIES"]
        for number, row in self._file.tables["ENTITIES"].items():
            if row["ChildOf"] is not None:
                self._book.tables["ENTITIES"][ids[number]]["ChildOf"] = ids[int(row["ChildOf"])]
