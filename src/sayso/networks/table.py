"""The statements as columns of numbers: what every network is computed from.

A variable is a column of codes into its sorted levels, so that a million statements take a few dozen megabytes, and
networks, filters and windows are computed without a loop over statements.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = [
    "DOCUMENT_VARIABLES",
    "Column",
    "Documents",
    "Entity",
    "Ints",
    "Level",
    "StatementTable",
    "java_order",
]

Ints: TypeAlias = NDArray[np.int64]
Level: TypeAlias = "str | int"

DOCUMENT_VARIABLES = ("author", "id", "section", "source", "title", "type")
"""What is known of every document, and can stand wherever a variable of the statement can."""

_PREFIX = "document:"


def java_order(text: str) -> bytes:
    """A sort key: strings in the order of their UTF-16 code units, as Java and DNA sort labels."""
    return text.encode("utf-16-be", "surrogatepass")


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One variable of ``n`` statements or documents.

    ``codes`` has shape ``(n,)`` and points into ``levels``, which are all different and sorted: text by ``java_order``,
    numbers by size. ``kind`` is one of ``short text``, ``long text``, ``integer``, ``boolean``.
    """

    kind: str
    codes: Ints
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, kind: str, values: Iterable[Any]) -> Column:
        """A column of values in the order given."""
        found = list(values)
        if kind == "boolean":
            return cls(kind, np.asarray(found, dtype=np.int64), (0, 1))
        levels: list[Any] = sorted(set(found), key=None if kind == "integer" else java_order)
        place = {level: code for code, level in enumerate(levels)}
        return cls(kind, np.fromiter((place[v] for v in found), np.int64, len(found)), tuple(levels))

    @classmethod
    def of_codes(cls, kind: str, codes: Ints, levels: Sequence[Level]) -> Column:
        """A column of codes into levels in any order, such as a database keeps; equal levels become one."""
        ordered: list[Any] = sorted(set(levels), key=None if kind in ("integer", "boolean") else java_order)
        place = {level: code for code, level in enumerate(ordered)}
        moved = np.asarray([place[level] for level in levels], dtype=np.int64)
        return cls(kind, moved[codes] if len(moved) else np.asarray(codes, dtype=np.int64), tuple(ordered))

    @property
    def is_number(self) -> bool:
        """Whether the levels are numbers."""
        return self.kind in ("integer", "boolean")

    def code(self, value: Level) -> int:
        """The code of a level, -1 for what is none."""
        try:
            return self.levels.index(value)
        except ValueError:
            return -1

    def present(self, rows: Ints) -> Ints:
        """The codes that occur in some rows, ascending."""
        seen = np.zeros(len(self.levels), np.bool_)
        seen[self.codes[rows]] = True
        return np.flatnonzero(seen).astype(np.int64)

    def matches(self, values: Iterable[str]) -> NDArray[np.bool_]:
        """Which of the ``n`` have one of the values; numbers are compared by their decimal text."""
        wanted = set(values)
        hits = np.fromiter((str(level) in wanted for level in self.levels), np.bool_, len(self.levels))
        return hits[self.codes] if len(hits) else np.zeros(len(self.codes), np.bool_)

    def take(self, rows: Ints) -> Column:
        """The same column for the rows chosen."""
        return Column(self.kind, self.codes[rows], self.levels)


@dataclass(frozen=True, slots=True, eq=False)
class Documents:
    """The documents (articles) that statements stand in; arrays and columns have one entry a document."""

    ids: Ints
    times: Ints
    """Seconds since 1970-01-01, local time taken for UTC."""
    columns: Mapping[str, Column] = field(default_factory=dict)
    texts: Sequence[str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Entity:
    """What is known of one value of a variable; ``color`` is ``#RRGGBB``."""

    id: int
    color: str = "#000000"
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class StatementTable:
    """Coded statements of one type; every array and column has one entry a statement.

    ``document`` points into ``documents``; ``start`` and ``stop`` are offsets into the document's text.
    """

    ids: Ints
    document: Ints
    start: Ints
    stop: Ints
    coder: Ints
    variables: Mapping[str, Column]
    documents: Documents
    entities: Mapping[str, Mapping[str, Entity]] = field(default_factory=dict, repr=False)
    attribute_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The attributes of each variable's values, in the order of the source."""
    key: Callable[[int], str] | None = field(default=None, repr=False)
    """What the statement of a row is called where that is not its id."""

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def times(self) -> Ints:
        """Seconds since 1970-01-01 of each statement: its document's."""
        return self.documents.times[self.document]

    def names(self, rows: Ints) -> tuple[int | str, ...]:
        """What statements are called, each once, in the order of ``rows``; a statement may have several rows."""
        return tuple(dict.fromkeys(self.ids[rows].tolist() if self.key is None else map(self.key, rows.tolist())))

    def times_at(self, rows: Ints) -> Ints:
        """``times`` of some statements, without making those of all."""
        return self.documents.times[self.document[rows]]

    def has(self, name: str) -> bool:
        """Whether there is such a variable, of statements or documents."""
        return name in self.variables or self._document_variable(name) is not None

    def is_document_variable(self, name: str) -> bool:
        """Whether ``name`` is a variable of documents: it is not one of statements, or begins with ``document:``."""
        return name not in self.variables and self._document_variable(name) is not None

    def column(self, name: str) -> Column:
        """The variable of that name; ``document:author`` is a document's even where statements have an ``author``.

        Raises:
            NetworkError: there is none.
        """
        if name in self.variables:
            return self.variables[name]
        found = self._document_variable(name)
        if found is None:
            own = ", ".join(sorted(self.variables)) or "none"
            more = ", ".join(sorted(self.documents.columns)) or "none"
            raise NetworkError(f"there is no variable {name!r}; statements have {own}; documents have {more}")
        return found.take(self.document)

    def _document_variable(self, name: str) -> Column | None:
        return self.documents.columns.get(name.removeprefix(_PREFIX))

    def order(self) -> Ints:
        """The statements sorted by time, document, start, stop and id."""
        ids = self.documents.ids[self.document]
        return np.lexsort((self.ids, self.stop, self.start, ids, self.times)).astype(np.int64)
