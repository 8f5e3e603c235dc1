"""Which variables of DNA's are what in a ledger: who speaks, for whom, on which concept, and for or against it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ...errors import FormatError

if TYPE_CHECKING:
    from .book import Book

__all__ = ["Roles", "roles_of"]

_TYPES = {"person": "short text", "organization": "short text", "concept": "short text", "agreement": "boolean"}


@dataclass(frozen=True, slots=True)
class Roles:
    """The names of the variables, each possibly several; case does not matter.

    A statement type none of whose variables is a person, an organization or a concept has no statements that the
    ledger's would be; its rows are kept as they are.
    """

    person: tuple[str, ...] = ("person", "actor", "speaker")
    organization: tuple[str, ...] = ("organization", "organisation")
    concept: tuple[str, ...] = ("concept",)
    agreement: tuple[str, ...] = ("agreement",)


def roles_of(book: Book, roles: Roles) -> dict[int, str]:
    """Variable -> what it is, one variable of each statement type at most for each role.

    Raises:
        FormatError: a name that was asked for is no variable of the file, or one of another type of data.
    """
    found: dict[int, str] = {}
    taken: set[tuple[object, str]] = set()
    variables = book.tables["VARIABLES"]
    for field in fields(Roles):
        names = getattr(roles, field.name)
        for name in names:
            for number, row in variables.items():
                key = (row["StatementTypeId"], field.name)
                same = str(row["Variable"]).casefold() == name.casefold()
                if same and row["DataType"] == _TYPES[field.name] and number not in found and key not in taken:
                    found[number] = field.name
                    taken.add(key)
        if names != getattr(Roles(), field.name) and field.name not in found.values():
            kind, known = _TYPES[field.name], sorted({str(r["Variable"]) for r in variables.values()})
            raise FormatError(f"no variable {' or '.join(map(repr, names))} is a {kind}; there are {', '.join(known)}")
    return found
