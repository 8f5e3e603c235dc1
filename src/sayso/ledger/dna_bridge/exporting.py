"""``export_dna``: a ledger as a ``.dna`` file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...dna import check, write_dna
from .export_rows import Coders, Documents, Entities
from .export_statements import Statements
from .kept import load
from .starting import starting

if TYPE_CHECKING:
    import os

    from ..ledger import Ledger

__all__ = ["Exported", "export_dna"]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. ``new`` are statements that no file that was taken in had.

    ``undecided``: codings with a concept, but neither for nor against it, which DNA cannot say; they are without their
    concept in the file. ``broken``: rules of DNA's that the file breaks, as one that was taken in did.
    """

    documents: int
    statements: int
    new: int
    undecided: int
    broken: tuple[str, ...]


def export_dna(
    ledger: Ledger, path: str | os.PathLike[str], *, coded: bool = False, password: str | None = None
) -> Exported:
    """Write a ledger as a DNA database of version 3.

    What was taken in from such files is written as it was, but for what people changed since. All else is added: other
    articles as documents, other statements as statements, of “DNA Statement” where no file was ever taken in. With
    ``coded``, only statements that somebody coded, and their articles, are added. ``password`` is for coders whom no
    file had; it is ``sayso`` otherwise.

    Raises:
        LedgerError: the ledger cannot be read.
        FormatError: a row cannot be in such a file.
        OSError: the file cannot be written.
    """
    with ledger.connect() as connection:
        kept = load(connection)
        kept = kept if kept.book else starting()
        coders = Coders(connection, kept, password)
        entities = Entities(connection, kept)
        statements = Statements(connection, kept, coders, entities, Documents(connection, kept, coders))
        statements.change()
        statements.add(coded=coded)
    write_dna(kept.book.done(), path)
    documents, said = (len(kept.book.tables[name]) for name in ("DOCUMENTS", "STATEMENTS"))
    return Exported(documents, said, statements.new, statements.undecided, tuple(check(path)))
