"""``read_dna``: a ``.dna`` file, which is an SQLite database, into plain data. The file is never written to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import FormatError
from .checks import check_rows, check_tables, check_version
from .opening import opened
from .records import Coder, DnaFile, Document, Entity, Regex, Statement, StatementType, Value, Variable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from os import PathLike

__all__ = ["read_dna", "read_settings"]

_MOST = 1 << 31
_FIRST, _LAST = -62_135_596_800, 253_402_300_799
_VALUES = {
    "boolean": "SELECT StatementId, VariableId, Value FROM DATABOOLEAN",
    "integer": "SELECT StatementId, VariableId, Value FROM DATAINTEGER",
    "long text": "SELECT StatementId, VariableId, Value FROM DATALONGTEXT",
    "short text": "SELECT d.StatementId, d.VariableId, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity",
}


def read_dna(path: str | PathLike[str]) -> DnaFile:
    """Read a DNA database of version 3.

    Raises:
        FormatError: it is no SQLite database, damaged, of version 2, has dangling rows, or lacks values.
        OSError: it cannot be opened.
    """
    with opened(path) as database:
        return _read(database)


def read_settings(path: str | PathLike[str]) -> dict[str, str]:
    """The settings alone, of a file that has the tables of DNA's version 3.

    Raises:
        FormatError: it has not, or is no SQLite database.
        OSError: it cannot be opened.
    """
    with opened(path) as database:
        return _settings(database)


def _settings(database: sqlite3.Connection) -> dict[str, str]:
    check_tables(database)
    settings = {str(key): str(value) for key, value in database.execute("SELECT Property, Value FROM SETTINGS")}
    check_version(settings)
    return settings


def _read(database: sqlite3.Connection) -> DnaFile:
    settings = _settings(database)
    check_rows(database)
    types = tuple(_statement_types(database))
    names = _attribute_names(database)
    return DnaFile(
        settings,
        tuple(Coder(i, name, _color(*rgb)) for i, name, *rgb in _all(database, "ID, Name, Red, Green, Blue", "CODERS")),
        tuple(_documents(database)),
        types,
        tuple(_entities(database, names)),
        {variable: tuple(found.values()) for variable, found in names.items()},
        tuple(Regex(label, _color(*rgb)) for label, *rgb in _all(database, "Label, Red, Green, Blue", "REGEXES")),
        tuple(_statements(database, types)),
    )


def _all(database: sqlite3.Connection, columns: str, table: str) -> Iterable[Any]:
    order = "Label" if table == "REGEXES" else "ID"
    return database.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")


def _color(red: Any, green: Any, blue: Any) -> str:
    return "#" + "".join(f"{min(max(int(part or 0), 0), 255):02X}" for part in (red, green, blue))


def _statement_types(database: sqlite3.Connection) -> Iterator[StatementType]:
    variables: dict[int, list[Variable]] = {}
    for number, name, kind, owner in _all(database, "ID, Variable, DataType, StatementTypeId", "VARIABLES"):
        variables.setdefault(owner, []).append(Variable(number, name, kind))
    for number, label, *rgb in _all(database, "ID, Label, Red, Green, Blue", "STATEMENTTYPES"):
        yield StatementType(number, label, _color(*rgb), tuple(variables.get(number, ())))


def _documents(database: sqlite3.Connection) -> Iterator[Document]:
    columns = "ID, Title, Text, Coder, Author, Source, Section, Type, Notes, Date"
    for number, title, text, coder, *rest, date in _all(database, columns, "DOCUMENTS"):
        author, source, section, kind, notes = (str(value or "") for value in rest)
        if not isinstance(date, int) or not _FIRST <= date <= _LAST:
            raise FormatError(
                f"document {number} has the date {date!r}, which is no number of seconds from year 1 to 9999"
            )
        yield Document(number, title or "", text or "", coder, author, source, section, kind, notes, date)


def _attribute_names(database: sqlite3.Connection) -> dict[int, dict[int, str]]:
    """Variable -> attribute variable -> its name."""
    names: dict[int, dict[int, str]] = {}
    for number, variable, name in _all(database, "ID, VariableId, AttributeVariable", "ATTRIBUTEVARIABLES"):
        names.setdefault(variable, {})[number] = name
    return names


def _entities(database: sqlite3.Connection, names: dict[int, dict[int, str]]) -> Iterator[Entity]:
    values: dict[int, dict[int, str]] = {}
    for entity, attribute, value in _all(database, "EntityId, AttributeVariableId, AttributeValue", "ATTRIBUTEVALUES"):
        values.setdefault(entity, {})[attribute] = str(value or "")
    for number, variable, value, *rgb, parent in _all(
        database, "ID, VariableId, Value, Red, Green, Blue, ChildOf", "ENTITIES"
    ):
        has = values.get(number, {})
        attributes = {name: has.get(attribute, "") for attribute, name in names.get(variable, {}).items()}
        yield Entity(number, variable, str(value), _color(*rgb), parent, attributes)


def _statements(database: sqlite3.Connection, types: tuple[StatementType, ...]) -> Iterator[Statement]:
    values = _values(database, types)
    variables = {kind.id: kind.variables for kind in types}
    for number, kind, *place in _all(database, "ID, StatementTypeId, DocumentId, Start, Stop, Coder", "STATEMENTS"):
        has = values.get(number, {})
        try:
            named = {variable.name: has[variable.id] for variable in variables[kind]}
        except KeyError:
            missing = next(variable.name for variable in variables[kind] if variable.id not in has)
            raise FormatError(f"statement {number} has no value for its variable {missing!r}") from None
        document, start, stop, coder = place
        if not (isinstance(start, int) and isinstance(stop, int) and 0 <= start <= stop < _MOST):
            raise FormatError(f"statement {number} goes from {start!r} to {stop!r}, which is no span")
        yield Statement(number, kind, document, start, stop, coder, named)


def _values(database: sqlite3.Connection, types: tuple[StatementType, ...]) -> dict[int, dict[int, Value]]:
    """Statement -> variable -> value; rows in the table of another data type than the variable's do not count."""
    kinds = {variable.id: variable.data_type for kind in types for variable in kind.variables}
    values: dict[int, dict[int, Value]] = {}
    for kind, query in _VALUES.items():
        for statement, variable, value in database.execute(query):
            if kinds[variable] == kind:
                values.setdefault(statement, {})[variable] = _value(value, kind, statement)
    return values


def _value(value: Any, kind: str, statement: int) -> Value:
    if kind.endswith("text"):
        return str(value or "")
    if isinstance(value, int) and (kind == "integer" or value in (0, 1)):
        return value
    raise FormatError(f"statement {statement} has the value {value!r}, which is no {kind}")
