"""What a ``.dna`` file holds, as plain data under the file's own names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "DATA_TYPES",
    "Coder",
    "DataType",
    "DnaFile",
    "Document",
    "Entity",
    "Regex",
    "Statement",
    "StatementType",
    "Value",
    "Variable",
]

DataType: TypeAlias = Literal["short text", "long text", "integer", "boolean"]
DATA_TYPES: tuple[DataType, ...] = ("short text", "long text", "integer", "boolean")

Value: TypeAlias = "str | int"
"""Of a text variable a string, of an integer variable a number, of a boolean one 0 or 1."""


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who codes; ``color`` is ``#RRGGBB`` here and everywhere below."""

    id: int
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text; ``date`` counts seconds since 1970-01-01, the local time being taken for UTC."""

    id: int
    title: str
    text: str = field(repr=False)
    coder: int
    author: str
    source: str
    section: str
    type: str
    notes: str
    date: int


@dataclass(frozen=True, slots=True)
class Variable:
    """A question that each statement of a type answers."""

    id: int
    name: str
    data_type: DataType


@dataclass(frozen=True, slots=True)
class StatementType:
    """A kind of statement, with its variables in the file's order."""

    id: int
    label: str
    color: str
    variables: tuple[Variable, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One value of a short-text variable, with its attributes by name."""

    id: int
    variable: int
    value: str
    color: str
    child_of: int | None
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression that is highlighted in texts."""

    label: str
    color: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A coded span: ``start`` and ``stop`` count code points, ``values`` go by the variables' names."""

    id: int
    type: int
    document: int
    start: int
    stop: int
    coder: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class DnaFile:
    """A whole file; everything is in the order of its ID."""

    settings: Mapping[str, str]
    coders: tuple[Coder, ...]
    documents: tuple[Document, ...] = field(repr=False)
    statement_types: tuple[StatementType, ...]
    entities: tuple[Entity, ...] = field(repr=False)
    attribute_names: Mapping[int, tuple[str, ...]]
    """The names of the attributes of each short-text variable, by the variable's ID."""
    regexes: tuple[Regex, ...] = field(repr=False)
    statements: tuple[Statement, ...] = field(repr=False)

    def statement_type(self, label: str) -> StatementType:
        """The statement type of that label.

        Raises:
            FormatError: there is none.
        """
        for found in self.statement_types:
            if found.label == label:
                return found
        labels = ", ".join(repr(found.label) for found in self.statement_types) or "none at all"
        raise FormatError(f"there is no statement type {label!r}; the file has {labels}")
