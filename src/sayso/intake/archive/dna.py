"""Databases of Discourse Network Analyzer (``.dna``, version 3) -> raw items, one a document."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import IO, TYPE_CHECKING, Any

from ...errors import FormatError, TooLarge
from ..decode import decode
from .dates import from_epoch
from .model import Meta, RawItem
from .particulars import authors_of, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .place import Place

__all__ = ["from_dna"]

_COLUMNS = ("ID", "Title", "Text", "Author", "Source", "Date")
# A database can be made to keep a query busy for ever; each of ours is done long before so many steps.
_STEPS = 200_000_000


def from_dna(stream: IO[bytes], place: Place, path: Path | None = None) -> Iterator[RawItem]:
    """The documents: title, text, author, source as outlet, and date. A database on disk is opened for reading only.

    Raises:
        FormatError: it is no such database, or damaged.
    """
    try:
        with closing(_opened(stream, place, path)) as base:
            _check(base)
            for (number,) in base.execute("SELECT ID FROM DOCUMENTS ORDER BY ID").fetchall():
                at = f"document {int(number)}"
                if place.wanted(at):
                    yield _document(base, number, place, at)
    except (sqlite3.Error, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise FormatError(f"no sound database: {error}") from None


def _opened(stream: IO[bytes], place: Place, path: Path | None) -> sqlite3.Connection:
    data = b"" if path else stream.read(place.options.limits.item + 1)
    if len(data) > place.options.limits.item:
        raise TooLarge("the database is larger than is allowed; unpack it first")
    if path is not None:
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    else:
        base = sqlite3.connect(":memory:")
        base.deserialize(data)
    base.text_factory = bytes
    base.execute("PRAGMA trusted_schema = OFF")
    base.set_progress_handler(lambda: 1, _STEPS)
    return base


def _check(base: sqlite3.Connection) -> None:
    kinds = base.execute("SELECT type FROM sqlite_master WHERE upper(name) = 'DOCUMENTS'").fetchall()
    names = {row[1].decode("utf-8", "replace").lower() for row in base.execute("PRAGMA table_info(DOCUMENTS)")}
    missing = [name for name in _COLUMNS if name.lower() not in names]
    if kinds != [(b"table",)] or missing:
        raise FormatError(
            "no database of Discourse Network Analyzer 3: it lacks the table of documents, or columns of it"
        )


def _document(base: sqlite3.Connection, number: Any, place: Place, at: str) -> RawItem:
    most = place.options.limits.item
    (size,) = base.execute("SELECT length(CAST(Text AS BLOB)) FROM DOCUMENTS WHERE ID = ?", (number,)).fetchone()
    if (size or 0) > most:
        return place.item(at, "error", "the text is longer than is allowed")
    query = "SELECT Title, Text, Author, Source, Date FROM DOCUMENTS WHERE ID = ?"
    title, text, author, source, date = base.execute(query, (number,)).fetchone()
    meta = Meta(
        title=_line(title),
        outlet=_line(source),
        authors=authors_of(_line(author) or ""),
        published=from_epoch(date) if isinstance(date, int | float) else None,
    )
    return place.item(at, "text", text if isinstance(text, bytes) else b"", meta)


def _line(value: Any) -> str | None:
    if not isinstance(value, bytes) or not value.strip():
        return None
    return line(decode(value[:100_000]))
