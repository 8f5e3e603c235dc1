"""The tables of a ``.dna`` file while they are put together: rows by their numbers, with their columns' names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...dna.forms import FORMS, SHORT, Cell
from ...dna.tables import DnaTables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...dna.tables import Row

__all__ = ["DATA", "EMPTY", "Book", "Cells", "color_of", "numbered", "rgb_of", "short"]

Cells = dict[str, Cell]

DATA = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT", "short text": "DATASHORTTEXT"}
"""Type of data -> the table that holds the values of such variables."""

EMPTY: dict[str, Cell] = {"boolean": 1, "integer": 0, "long text": "", "short text": ""}
"""What DNA gives a variable of a new statement."""


def short(text: str) -> str:
    """The text as a short one: at most 190 characters, on one line."""
    line = " ".join(text.replace("\0", " ").split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


class Book:
    """All rows, table by table. The rows of tables that are keyed by a text (settings, regexes) are just counted."""

    def __init__(self, rows: Mapping[str, Iterable[tuple[int, Row]]] | None = None) -> None:
        self.tables: dict[str, dict[int, Cells]] = {name: {} for name in FORMS}
        for name, some in (rows or {}).items():
            columns = FORMS[name].columns
            self.tables[name] = {number: dict(zip(columns, row, strict=True)) for number, row in some}
        self._next = {name: max(found, default=0) + 1 for name, found in self.tables.items()}
        self._entities = {(row["VariableId"], row["Value"]): at for at, row in self.tables["ENTITIES"].items()}
        self._variables: dict[Cell, list[int]] = defaultdict(list)
        for at, row in self.tables["VARIABLES"].items():
            self._variables[row["StatementTypeId"]].append(at)
        self._data = {
            name: {(row["StatementId"], row["VariableId"]): at for at, row in self.tables[name].items()}
            for name in DATA.values()
        }

    @classmethod
    def of(cls, tables: DnaTables) -> Book:
        """A book of what a file holds."""
        return cls({name: list(numbered(name, rows)) for name, rows in tables.rows.items()})

    def __bool__(self) -> bool:
        return bool(self.tables["SETTINGS"])

    def add(self, table: str, **cells: Cell) -> int:
        """Add a row; its number. What is not given is as DNA has it by default."""
        form, number = FORMS[table], self._next[table]
        self._next[table] += 1
        row: Cells = {f.name: f.default for f in form.fields} | cells
        if form.key == "ID":
            row["ID"] = number
        self.tables[table][number] = row
        self._index(table, number, row)
        return number

    def _index(self, table: str, number: int, row: Cells) -> None:
        if table == "ENTITIES":
            self._entities[row["VariableId"], row["Value"]] = number
        elif table == "VARIABLES":
            self._variables[row["StatementTypeId"]].append(number)
        elif table in self._data:
            self._data[table][row["StatementId"], row["VariableId"]] = number

    def variables(self, statement_type: Cell) -> list[Cells]:
        """The variables of a statement type, in order."""
        return [self.tables["VARIABLES"][number] for number in self._variables.get(statement_type, ())]

    def find_entity(self, variable: int, value: str) -> int | None:
        """The entity of a variable with this value."""
        return self._entities.get((variable, value))

    def entity(self, variable: int, value: str, attributes: Mapping[str, str] | None = None) -> int:
        """The entity of a variable with this value, made with all its attributes where there is none."""
        found = self.find_entity(variable, value)
        if found is not None:
            return found
        number = self.add("ENTITIES", VariableId=variable, Value=value, Red=0, Green=0, Blue=0)
        for at, row in self.tables["ATTRIBUTEVARIABLES"].items():
            if row["VariableId"] == variable:
                given = (attributes or {}).get(str(row["AttributeVariable"]), "")
                self.add("ATTRIBUTEVALUES", EntityId=number, AttributeVariableId=at, AttributeValue=given)
        return number

    def rename_entities(self, names: dict[int, str]) -> None:
        """Give entities other values. Where another of the variable has the value, that one gets the statements."""
        rows = self.tables["ENTITIES"]
        for number in names:
            del self._entities[rows[number]["VariableId"], rows[number]["Value"]]
        for number, value in sorted(names.items()):
            row = rows[number]
            other = self._entities.get((row["VariableId"], value))
            if other is None:
                row["Value"] = value
            else:
                self.give_statements(number, other)
            self._entities.setdefault((row["VariableId"], row["Value"]), number)

    def give_statements(self, entity: int, other: int) -> None:
        """Let the statements that have one entity have another."""
        for row in self.tables["DATASHORTTEXT"].values():
            if row["Entity"] == entity:
                row["Entity"] = other

    def value(self, statement: int, variable: Cells) -> Cell:
        """What a statement has for a variable; of a short text, the text."""
        table = DATA[str(variable["DataType"])]
        number = self._data[table].get((statement, variable["ID"]))
        if number is None:
            return None
        row = self.tables[table][number]
        return self.tables["ENTITIES"][_int(row["Entity"])]["Value"] if table == "DATASHORTTEXT" else row["Value"]

    def has_value(self, statement: int, variable: Cells) -> bool:
        """Whether a statement has a row for a variable."""
        return (statement, variable["ID"]) in self._data[DATA[str(variable["DataType"])]]

    def put(self, statement: int, variable: Cells, value: Cell) -> None:
        """Give a statement a value for a variable."""
        table, column = DATA[str(variable["DataType"])], "Value"
        if table == "DATASHORTTEXT":
            column, value = "Entity", self.entity(_int(variable["ID"]), short(str(value or "")))
        number = self._data[table].get((statement, variable["ID"]))
        if number is None:
            self.add(table, **{"StatementId": statement, "VariableId": variable["ID"], column: value})
        else:
            self.tables[table][number][column] = value

    def remove_statements(self, statements: set[int]) -> None:
        """Take statements away, with all their values."""
        for name in ("STATEMENTS", *DATA.values()):
            key = "ID" if name == "STATEMENTS" else "StatementId"
            kept = {at: row for at, row in self.tables[name].items() if row[key] not in statements}
            self.tables[name] = kept

    def relate_coders(self, coder: int) -> None:
        """Let a new coder and every other one see and edit each other's work."""
        for other in self.tables["CODERS"]:
            if other != coder:
                self.add("CODERRELATIONS", Coder=coder, OtherCoder=other)
                self.add("CODERRELATIONS", Coder=other, OtherCoder=coder)

    def done(self) -> DnaTables:
        """The tables as they can be written."""
        return DnaTables({name: tuple(tuple(row.values()) for row in found.values()) for name, found in self._sorted()})

    def _sorted(self) -> Iterator[tuple[str, dict[int, Cells]]]:
        for name, found in self.tables.items():
            yield name, {number: found[number] for number in sorted(found)}


def numbered(table: str, rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """Rows with their numbers: their IDs, or their places where the table is keyed by a text."""
    for place, row in enumerate(rows, 1):
        yield (_int(row[0]) if FORMS[table].key == "ID" else place), row


def rgb_of(color: str | None) -> Cells | None:
    """``#RRGGBB`` as the three columns."""
    try:
        parts = bytes.fromhex((color or "").removeprefix("#"))
    except ValueError:
        return None
    return dict(zip(("Red", "Green", "Blue"), parts, strict=True)) if len(parts) == 3 else None


def color_of(row: Cells) -> str:
    """The three columns as ``#RRGGBB``."""
    return "#" + "".join(f"{_int(row[name] or 0):02X}" for name in ("Red", "Green", "Blue"))


def _int(value: Cell) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value
