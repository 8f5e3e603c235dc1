"""Whether a database is one of DNA's, of a version that is known, and hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import FormatError
from .records import DATA_TYPES

if TYPE_CHECKING:
    import sqlite3

__all__ = ["check_rows", "check_tables", "check_version"]

TABLES = {
    "SETTINGS": ("Property", "Value"),
    "CODERS": ("ID", "Name", "Red", "Green", "Blue"),
    "DOCUMENTS": ("ID", "Title", "Text", "Coder", "Author", "Source", "Section", "Notes", "Type", "Date"),
    "STATEMENTTYPES": ("ID", "Label", "Red", "Green", "Blue"),
    "VARIABLES": ("ID", "Variable", "DataType", "StatementTypeId"),
    "REGEXES": ("Label", "Red", "Green", "Blue"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"),
    "DATABOOLEAN": ("StatementId", "VariableId", "Value"),
    "DATAINTEGER": ("StatementId", "VariableId", "Value"),
    "DATALONGTEXT": ("StatementId", "VariableId", "Value"),
    "DATASHORTTEXT": ("StatementId", "VariableId", "Entity"),
    "ENTITIES": ("ID", "VariableId", "Value", "Red", "Green", "Blue", "ChildOf"),
    "ATTRIBUTEVARIABLES": ("ID", "VariableId", "AttributeVariable"),
    "ATTRIBUTEVALUES": ("ID", "EntityId", "AttributeVariableId", "AttributeValue"),
}

_REFERENCES = (
    ("DOCUMENTS", "Coder", "CODERS"),
    ("VARIABLES", "StatementTypeId", "STATEMENTTYPES"),
    ("STATEMENTS", "StatementTypeId", "STATEMENTTYPES"),
    ("STATEMENTS", "DocumentId", "DOCUMENTS"),
    ("STATEMENTS", "Coder", "CODERS"),
    ("ENTITIES", "VariableId", "VARIABLES"),
    ("ENTITIES", "ChildOf", "ENTITIES"),
    ("ATTRIBUTEVARIABLES", "VariableId", "VARIABLES"),
    ("ATTRIBUTEVALUES", "EntityId", "ENTITIES"),
    ("ATTRIBUTEVALUES", "AttributeVariableId", "ATTRIBUTEVARIABLES"),
    *((table, "StatementId", "STATEMENTS") for table in TABLES if table.startswith("DATA")),
    *((table, "VariableId", "VARIABLES") for table in TABLES if table.startswith("DATA")),
    ("DATASHORTTEXT", "Entity", "ENTITIES"),
)


def check_tables(database: sqlite3.Connection) -> None:
    """See that every table and column is there.

    Raises:
        FormatError: one is missing.
    """
    present = {str(name).upper() for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    missing = [table for table in TABLES if table not in present]
    if missing:
        raise FormatError(f"this is no DNA database: it has no table {missing[0]}{_hint(present)}")
    for table, columns in TABLES.items():
        found = {str(row[1]).lower() for row in database.execute(f"PRAGMA table_info({table})")}
        for column in columns:
            if column.lower() not in found:
                raise FormatError(f"this is no DNA database of version 3: table {table} has no column {column}")


def _hint(present: set[str]) -> str:
    """Version 2 kept its links between statements and documents in a table of its own."""
    old = {"STATEMENTLINKS", "STATEMENTTYPE"} & present or ("DOCUMENTS" in present and "STATEMENTTYPES" not in present)
    return " (perhaps it is of version 2: open it in DNA 3 and save it anew)" if old else ""


def check_version(settings: dict[str, str]) -> None:
    """See that the file is of version 3.0.

    Raises:
        FormatError: it is of another one, or does not say.
    """
    version = settings.get("version")
    if version is None:
        raise FormatError("this DNA database does not say which version it is of")
    if version.startswith("2"):
        raise FormatError(f"this DNA database is of version {version}; open it in DNA 3 and save it anew")
    if not version.startswith("3.0"):
        raise FormatError(f"this DNA database is of version {version}, but only 3.0 is known")


def check_rows(database: sqlite3.Connection) -> None:
    """See that whatever a row points to exists, and that types of data are known.

    Raises:
        FormatError: it does not.
    """
    for table, column, target in _REFERENCES:
        wrong = f"{column} NOT IN (SELECT ID FROM {target})" + (f" OR {column} IS NULL" * (column != "ChildOf"))
        row = database.execute(f"SELECT rowid, {column} FROM {table} WHERE {wrong} LIMIT 1").fetchone()
        if row is not None:
            raise FormatError(f"dangling row: {table} {row[0]} points to {target} {row[1]}, which does not exist")
    marks = ", ".join("?" * len(DATA_TYPES))
    query = f"SELECT Variable, DataType FROM VARIABLES WHERE DataType NOT IN ({marks}) LIMIT 1"
    row = database.execute(query, DATA_TYPES).fetchone()
    if row is not None:
        raise FormatError(f"variable {row[0]!r} is of type {row[1]!r}; known are {', '.join(DATA_TYPES)}")
