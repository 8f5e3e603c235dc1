"""``check``: whether a file obeys every rule that DNA needs, the tables' own constraints and those beyond."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import FormatError
from .checks import check_tables, check_version
from .forms import FORMS, Form
from .opening import opened
from .records import DATA_TYPES
from .tables import conditions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from os import PathLike

__all__ = ["check"]

_SHOWN = 5
"""Rows that are named of those which break one rule."""

_DATA = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT", "short text": "DATASHORTTEXT"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is wrong with the rows that a query finds; ``{0}``, ``{1}`` ... stand for the columns that it gives."""

    broken: str
    query: str


def check(path: str | PathLike[str]) -> list[str]:
    """The rules that a ``.dna`` file breaks, each with the rows that break it; none where DNA will be content.

    A file that is no DNA database of version 3 at all breaks just that rule.

    Raises:
        OSError: the file cannot be opened.
    """
    try:
        with opened(path) as database:
            return list(_broken(database))
    except FormatError as error:
        return [str(error)]


def _broken(database: sqlite3.Connection) -> Iterator[str]:
    check_tables(database)
    check_version(dict(database.execute("SELECT Property, CAST(Value AS TEXT) FROM SETTINGS")))
    yield from (missing := list(_missing(database)))
    if missing:
        return
    for rule in _rules():
        rows = database.execute(f"SELECT * FROM ({rule.query}) LIMIT {_SHOWN + 1}").fetchall()
        yield from (rule.broken.format(*row) for row in rows[:_SHOWN])
        if len(rows) > _SHOWN:
            yield f"{rule.broken.format(*rows[-1])}, and so on"


def _missing(database: sqlite3.Connection) -> Iterator[str]:
    for form in FORMS.values():
        there = {str(row[1]).lower() for row in database.execute(f"PRAGMA table_info({form.name})")}
        if not there:
            yield f"there is no table {form.name}"
        yield from (f"table {form.name} has no column {c}" for c in form.columns if there and c.lower() not in there)


def _rules() -> Iterator[_Rule]:
    for form in FORMS.values():
        yield from _of_form(form)
    yield from _OF_CODERS
    yield from _OF_STATEMENTS
    for kind in DATA_TYPES:
        yield from _of_data(kind, _DATA[kind])
    yield from _OF_ENTITIES


def _of_form(form: Form) -> Iterator[_Rule]:
    """What the tables say themselves, where a file was made with tables that say less."""
    name, key = form.name, form.key
    for f in form.fields:
        is_null = f"SELECT {key} FROM {name} WHERE {f.name} IS NULL"
        must = f.required or f.to not in (None, "ENTITIES") or f.name in ("Red", "Green", "Blue")
        if must:
            yield _Rule(f"{name} {{0!r}} has nothing in its column {f.name}", is_null)
        kind = f"SELECT {key}, {f.name} FROM {name} WHERE typeof({f.name}) NOT IN ('null', '{f.type.lower()}')"
        yield _Rule(f"{name} {{0!r}} has {{1!r}} in its column {f.name}, which is {f.type}", kind)
        for condition in conditions(f):
            wrong = f"SELECT {key} FROM {name} WHERE NOT ({condition})"
            yield _Rule(f"{name} {{0!r}} breaks the rule {condition}", wrong)
        if f.to:
            lost = f"SELECT {key}, {f.name} FROM {name} WHERE {f.name} NOT IN (SELECT ID FROM {f.to})"
            yield _Rule(f"{name} {{0}} points to {f.to} {{1}}, which does not exist", lost)
    for columns in ((key,), form.unique):
        if columns:
            listed = ", ".join(columns)
            twice = f"SELECT min({key}), max({key}) FROM {name} GROUP BY {listed} HAVING count(*) > 1"
            yield _Rule(f"{name} {{0!r}} and {{1!r}} are the same in {listed}", twice)
    if form.order:
        words = " ".join(form.order)
        yield _Rule(f"{name} {{0}} breaks the rule {words}", f"SELECT {key} FROM {name} WHERE NOT ({words})")


_OF_CODERS = (
    _Rule(
        "coder {0} has no relation to coder {1}",
        "SELECT a.ID, b.ID FROM CODERS a JOIN CODERS b ON a.ID <> b.ID WHERE NOT EXISTS"
        " (SELECT 1 FROM CODERRELATIONS r WHERE r.Coder = a.ID AND r.OtherCoder = b.ID)",
    ),
    _Rule(
        "coder {0} has {1} relations to coder {2}",
        "SELECT Coder, count(*), OtherCoder FROM CODERRELATIONS GROUP BY Coder, OtherCoder HAVING count(*) > 1",
    ),
)

_OF_STATEMENTS = (
    _Rule(
        "statement {0} goes from {1} to {2}, but its document {3} has {4} characters",
        "SELECT s.ID, s.Start, s.Stop, d.ID, LENGTH(d.Text) FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
        " WHERE s.Stop > LENGTH(d.Text)",
    ),
    _Rule(
        "document {0} has carriage returns in its text, which shift what DNA marks",
        "SELECT ID FROM DOCUMENTS WHERE instr(Text, char(13))",
    ),
)


def _of_data(kind: str, table: str) -> Iterator[_Rule]:
    yield _Rule(
        "statement {0} has no value for its variable {1!r}",
        "SELECT s.ID, v.Variable FROM STATEMENTS s JOIN VARIABLES v ON v.StatementTypeId = s.StatementTypeId"
        f" WHERE v.DataType = '{kind}' AND NOT EXISTS"
        f" (SELECT 1 FROM {table} d WHERE d.StatementId = s.ID AND d.VariableId = v.ID)",
    )
    yield _Rule(
        f"{table} {{0}} is of variable {{1!r}}, which is no {kind} of the type of statement {{2}}",
        f"SELECT d.ID, v.Variable, s.ID FROM {table} d JOIN VARIABLES v ON v.ID = d.VariableId"
        " JOIN STATEMENTS s ON s.ID = d.StatementId"
        f" WHERE v.DataType <> '{kind}' OR v.StatementTypeId <> s.StatementTypeId",
    )


_OF_ENTITIES = (
    _Rule(
        "DATABOOLEAN {0} is {1}, which is neither 0 nor 1",
        "SELECT ID, Value FROM DATABOOLEAN WHERE Value NOT IN (0, 1)",
    ),
    _Rule(
        "DATASHORTTEXT {0} points to entity {1}, which is a value of another variable",
        "SELECT d.ID, e.ID FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity WHERE e.VariableId <> d.VariableId",
    ),
    _Rule(
        "entity {0} is a value of {1!r}, which is no short text",
        "SELECT e.ID, v.Variable FROM ENTITIES e JOIN VARIABLES v ON v.ID = e.VariableId"
        " WHERE v.DataType <> 'short text'",
    ),
    _Rule(
        "entity {0} has no value for the attribute {1!r}",
        "SELECT e.ID, a.AttributeVariable FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId"
        " WHERE NOT EXISTS (SELECT 1 FROM ATTRIBUTEVALUES x WHERE x.EntityId = e.ID AND x.AttributeVariableId = a.ID)",
    ),
    _Rule(
        "ATTRIBUTEVALUES {0} is of an attribute that entity {1} does not have",
        "SELECT x.ID, e.ID FROM ATTRIBUTEVALUES x JOIN ENTITIES e ON e.ID = x.EntityId"
        " JOIN ATTRIBUTEVARIABLES a ON a.ID = x.AttributeVariableId WHERE a.VariableId <> e.VariableId",
    ),
)
