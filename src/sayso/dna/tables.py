"""A ``.dna`` file as its tables, row by row and without loss, and such tables as a file."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import FormatError
from .checks import check_rows, check_tables, check_version
from .forms import FORMS, SHORT, Cell, Field, Form
from .opening import opened
from .passwords import DEFAULT_PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike

__all__ = ["DnaTables", "Row", "conditions", "read_tables", "to_bytes", "write_dna"]

Row = tuple[Cell, ...]
"""The cells of one row, in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class DnaTables:
    """All rows of a file by table, each as long as the table's columns in ``forms.FORMS``, in the order of the keys.

    ``left_out`` names tables and columns of the file that are none of DNA's.
    """

    rows: Mapping[str, Sequence[Row]] = field(repr=False)
    left_out: tuple[str, ...] = ()

    def named(self, table: str) -> Iterator[dict[str, Cell]]:
        """The rows of a table with their columns' names."""
        columns = FORMS[table].columns
        return (dict(zip(columns, row, strict=True)) for row in self.rows[table])


def read_tables(path: str | PathLike[str]) -> DnaTables:
    """Read every row of every table. A column or table that an early 3.0 had not yet gets DNA's defaults.

    Raises:
        FormatError: it is no DNA database of version 3, damaged, has dangling rows, or breaks its own constraints.
        OSError: it cannot be opened.
    """
    with opened(path) as database:
        check_tables(database)
        check_version(dict(database.execute("SELECT Property, CAST(Value AS TEXT) FROM SETTINGS")))
        check_rows(database)
        there = _columns(database)
        tables = DnaTables(
            {name: tuple(_rows(database, form, there.get(name, {}))) for name, form in FORMS.items()},
            tuple(_left_out(there)),
        )
        to_bytes(tables)  # what could not be written again is better refused now
    return tables


def _columns(database: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Table in capitals -> column in lower case -> as the file has it."""
    found = {}
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if not str(name).startswith("sqlite_"):
            quoted = str(name).replace('"', '""')
            columns = database.execute(f'PRAGMA table_info("{quoted}")')
            found[str(name).upper()] = {str(row[1]).lower(): str(row[1]) for row in columns}
    return found


def _left_out(there: dict[str, dict[str, str]]) -> Iterator[str]:
    for table, columns in there.items():
        if table not in FORMS:
            yield f"table {table}"
            continue
        known = {column.lower() for column in FORMS[table].columns}
        yield from (f"column {table}.{name}" for lower, name in columns.items() if lower not in known)


def _rows(database: sqlite3.Connection, form: Form, there: dict[str, str]) -> Iterator[Row]:
    if not there:
        return
    order = "rowid" if form.key != "ID" else "ID"
    names = ", ".join(f.name if f.name.lower() in there else _literal(_default(f)) for f in form.fields)
    for row in database.execute(f"SELECT {names} FROM {form.name} ORDER BY {order}"):
        for f, cell in zip(form.fields, row, strict=True):
            if not isinstance(cell, (int if f.type == "INTEGER" else str) | None):
                raise FormatError(f"{form.name} {row[0]!r} has {cell!r} in its column {f.name}, which is {f.type}")
        yield row


def _default(column: Field) -> Cell:
    """What stands in a column that a file has not."""
    return DEFAULT_PASSWORD if column.name == "Password" else column.default


def to_bytes(tables: DnaTables) -> bytes:
    """The tables as a database, always the same for the same rows.

    Raises:
        FormatError: a row breaks a constraint of DNA's, such as a text that is too long.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for form in FORMS.values():
            database.execute(_create(form))
        database.execute("BEGIN")
        database.execute("PRAGMA defer_foreign_keys = ON")  # an entity may be the child of a later one
        for name, form in FORMS.items():
            _insert(database, form, tables.rows.get(name, ()))
        try:
            database.execute("COMMIT")
        except sqlite3.IntegrityError:
            raise FormatError("a row points to one that does not exist") from None
        return database.serialize()


def _insert(database: sqlite3.Connection, form: Form, rows: Sequence[Row]) -> None:
    command = f"INSERT INTO {form.name} VALUES ({', '.join('?' * len(form.fields))})"
    for row in rows:
        try:
            database.execute(command, row)
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise FormatError(f"{form.name} {row[0]!r} cannot be: {error}") from None


def write_dna(tables: DnaTables, path: str | PathLike[str]) -> None:
    """Write a ``.dna`` file; one that is there is replaced when the new one is whole.

    Raises:
        FormatError: a row breaks a constraint of DNA's.
        OSError: it cannot be written.
    """
    content, target = to_bytes(tables), Path(path)
    handle, name = tempfile.mkstemp(prefix=".sayso-", suffix=".part", dir=target.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _create(form: Form) -> str:
    parts = [_column(f) for f in form.fields]
    if form.unique:
        parts.append(f"UNIQUE ({', '.join(form.unique)})")
    if form.order:
        parts.append(f"CHECK ({' '.join(form.order)})")
    parts += [f"FOREIGN KEY ({f.name}) REFERENCES {f.to} (ID) ON DELETE CASCADE" for f in form.fields if f.to]
    return f"CREATE TABLE {form.name} ({', '.join(parts)})"


def _column(f: Field) -> str:
    words = [f.name, f.type]
    if f.required and not (f.key and f.type == "TEXT"):
        words.append("NOT NULL")
    words += ["PRIMARY KEY"] if f.key else []
    words += [f"DEFAULT {_literal(f.default)}"] if f.default is not None else []
    words += [f"CHECK ({condition})" for condition in conditions(f)]
    return " ".join(words)


def conditions(f: Field) -> list[str]:
    """What must hold of a column, as SQL."""
    found = [f"LENGTH({f.name}) <= {SHORT}"] if f.short else []
    found += [f"{f.name} >= {f.low}"] if f.low is not None else []
    found += [f"{f.name} <= {f.high}"] if f.high is not None else []
    found += [f"{f.name} IN ({', '.join(map(_literal, f.among))})"] if f.among else []
    return found


def _literal(value: Cell) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
