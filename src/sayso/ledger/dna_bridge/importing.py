"""``import_dna``: a ``.dna`` file into a ledger, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...dna import read_dna, read_tables
from ...errors import FormatError
from .. import near
from .book import Book
from .import_documents import take_documents
from .import_people import take_coders, take_concepts, take_people
from .import_statements import take_statements
from .kept import load, save
from .merging import merge
from .names import current_names
from .offsets import from_utf16, is_astral
from .roles import Roles, roles_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from ..ledger import Ledger
    from .kept import Kept

__all__ = ["DnaMapping", "Imported", "import_dna"]


@dataclass(frozen=True, slots=True)
class DnaMapping:
    """How a file is meant. ``utf16``: its offsets count UTF-16 units, as DNA's own window does, not characters."""

    roles: Roles = field(default_factory=Roles)
    utf16: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    ``documents``: of the file; ``statements``: those that became statements of the ledger; ``codings``: decisions that
    were added; ``kept``: statements of types that the ledger has no place for, which are kept for the export only;
    ``left_out``: tables and columns that are none of DNA's; ``behind``: statements after which it matters how
    characters above U+FFFF are counted.
    """

    documents: int
    statements: int
    codings: int
    kept: int
    left_out: tuple[str, ...]
    behind: int


def import_dna(ledger: Ledger, path: str | os.PathLike[str], mapping: DnaMapping | None = None) -> Imported:
    """Take in a DNA database of version 3.

    Documents become articles, persons and organizations actors, statements with a person, organization or concept
    statements that stand by their coder's word, concept and agreement codings of that coder. All rows are kept besides,
    so that ``export_dna`` gives the same file again. A second file, or the same one again, is joined with what is
    there: what is new is added, and where a coder decided otherwise since, another coding follows.

    Raises:
        FormatError: it is no such database, damaged, of version 2, has dangling rows, or spans outside of a text.
        LedgerError: the ledger cannot be written.
        OSError: the file cannot be opened.
    """
    mapping = mapping or DnaMapping()
    read_dna(path)  # sees that values are what they should be
    tables = read_tables(path)
    file = Book.of(tables)
    try:
        behind = _check(file, mapping)
        roles_of(file, mapping.roles)
        signatures = {at: near.signature(str(row["Text"])) for at, row in file.tables["DOCUMENTS"].items()}
        run = ledger.run("(dna)")
        with ledger.write() as connection:
            kept = load(connection)
            merged = merge(kept, file, current_names(connection, kept))
            for number, role in roles_of(kept.book, mapping.roles).items():
                kept.link("VARIABLES", number).role = role
            take_coders(connection, kept)
            take_people(connection, kept)
            take_concepts(connection, kept)
            signed = {merged.ids["DOCUMENTS"][at]: sign for at, sign in signatures.items()}
            take_documents(connection, kept, signed, run, Path(path).name)
            if mapping.utf16:
                _count_utf16(kept, merged.ids["DOCUMENTS"].values())
            statements, codings = take_statements(connection, kept, merged)
            save(connection, kept)
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from None
    total = len(file.tables["STATEMENTS"])
    return Imported(len(file.tables["DOCUMENTS"]), statements, codings, total - statements, tables.left_out, behind)


def _count_utf16(kept: Kept, documents: Iterable[int]) -> None:
    """Note of documents that their offsets count UTF-16 units, where that makes a difference."""
    for number in documents:
        link = kept.link("DOCUMENTS", number)
        if link.seen and is_astral(str(kept.book.tables["DOCUMENTS"][number]["Text"])):
            link.seen["utf16"] = True


def _check(file: Book, mapping: DnaMapping) -> int:
    """See that spans lie in their texts and strings can be kept; how many stand behind a character above U+FFFF."""
    for table, rows in file.tables.items():
        for number, row in rows.items():
            for column, cell in row.items():
                if isinstance(cell, str) and "\0" in cell:
                    raise FormatError(
                        f"{table} {number} has the character U+0000 in its {column}: no database keeps it"
                    )
    return sum(_check_span(number, row, file, mapping) for number, row in file.tables["STATEMENTS"].items())


def _check_span(number: int, row: dict[str, Any], file: Book, mapping: DnaMapping) -> bool:
    text, start, stop = str(file.tables["DOCUMENTS"][row["DocumentId"]]["Text"]), row["Start"], row["Stop"]
    if mapping.utf16 and is_astral(text):
        try:
            from_utf16(text)(start, stop)
        except FormatError as error:
            raise FormatError(f"statement {number}: {error}") from None
    elif not 0 <= start < stop <= len(text):
        document = f"document {row['DocumentId']} has {len(text)} characters"
        raise FormatError(f"statement {number} goes from {start} to {stop}, but its {document}")
    return is_astral(text[:stop])
