"""The tables of a ``.dna`` database of version 3: their columns, what may stand in them, and what they point at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .records import DATA_TYPES

__all__ = ["FORMS", "PERMISSIONS", "SHORT", "Cell", "Field", "Form"]

Cell: TypeAlias = "str | int | None"
"""What stands in one column of one row."""

SHORT = 190
"""The most characters that a short text may have."""

_PERMITTED = (
    "AddDocuments EditDocuments DeleteDocuments ImportDocuments AddStatements EditStatements DeleteStatements "
    "EditAttributes EditRegex EditStatementTypes EditCoders EditCoderRelations ViewOthersDocuments "
    "EditOthersDocuments ViewOthersStatements EditOthersStatements"
)
PERMISSIONS = tuple(f"Permission{name}" for name in _PERMITTED.split())


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``low`` and ``high`` bound a number, and ``short`` a text to 190 characters; ``to`` names a table."""

    name: str
    type: Literal["INTEGER", "TEXT"] = "INTEGER"
    default: Cell = None
    required: bool = True
    key: bool = False
    low: int | None = None
    high: int | None = None
    short: bool = False
    among: tuple[str, ...] = ()
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One table. ``unique``: columns that no two rows share; ``order``: two, the first before or unlike the second."""

    name: str
    fields: tuple[Field, ...]
    unique: tuple[str, ...] = ()
    order: tuple[str, str, str] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(field.name for field in self.fields)

    @property
    def key(self) -> str:
        """The name of the primary key."""
        return next(field.name for field in self.fields if field.key)


def _id() -> Field:
    return Field("ID", key=True)


def _number(name: str, default: int | None = None, low: int | None = None, high: int | None = None) -> Field:
    return Field(name, default=default, low=low, high=high)


def _flag(name: str, default: int = 1) -> Field:
    return _number(name, default, 0, 1)


def _short(name: str, default: str | None = None) -> Field:
    return Field(name, "TEXT", default, short=True)


def _to(name: str, table: str, *, required: bool = False, low: int | None = None) -> Field:
    return Field(name, required=required, low=low, to=table)


def _rgb(*, required: bool = True) -> tuple[Field, ...]:
    default = 0 if required else None
    return tuple(Field(name, default=default, required=required, low=0, high=255) for name in ("Red", "Green", "Blue"))


def _data(kind: str, value: Field) -> Form:
    places = (_to("StatementId", "STATEMENTS", required=True), _to("VariableId", "VARIABLES", required=True))
    return Form(f"DATA{kind}", (_id(), *places, value), ("StatementId", "VariableId"))


_CODERS = (
    _id(),
    _short("Name"),
    *_rgb(),
    _number("Refresh", 0, 0, 9999),
    _number("FontSize", 14, 1, 99),
    _short("Password"),
    Field("PopupWidth", default=300, required=False, low=100, high=9999),
    _flag("ColorByCoder", 0),
    _flag("PopupDecoration", 0),
    _flag("PopupAutoComplete"),
    *map(_flag, PERMISSIONS),
)
_DOCUMENTS = (
    _id(),
    _short("Title"),
    Field("Text", "TEXT"),
    _to("Coder", "CODERS"),
    _short("Author", ""),
    _short("Source", ""),
    _short("Section", ""),
    Field("Notes", "TEXT", ""),
    _short("Type", ""),
    _number("Date"),
)
_RELATIONS = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")

_FORMS = (
    Form("SETTINGS", (Field("Property", "TEXT", key=True), Field("Value", "TEXT"))),
    Form("CODERS", _CODERS),
    Form(
        "CODERRELATIONS",
        (_id(), _to("Coder", "CODERS", low=1), _to("OtherCoder", "CODERS", low=1), *map(_flag, _RELATIONS)),
        order=("Coder", "<>", "OtherCoder"),
    ),
    Form("DOCUMENTS", _DOCUMENTS),
    Form("STATEMENTTYPES", (_id(), _short("Label"), *_rgb())),
    Form(
        "VARIABLES",
        (
            _id(),
            _short("Variable"),
            Field("DataType", "TEXT", "short text", among=DATA_TYPES),
            _to("StatementTypeId", "STATEMENTTYPES"),
        ),
        ("Variable", "StatementTypeId"),
    ),
    Form(
        "VARIABLELINKS",
        (_id(), _to("SourceVariableId", "VARIABLES"), _to("TargetVariableId", "VARIABLES")),
        order=("SourceVariableId", "<>", "TargetVariableId"),
    ),
    Form("REGEXES", (Field("Label", "TEXT", key=True, short=True), *_rgb())),
    Form(
        "STATEMENTS",
        (
            _id(),
            _to("StatementTypeId", "STATEMENTTYPES"),
            _to("DocumentId", "DOCUMENTS"),
            _number("Start", low=0),
            _number("Stop", low=0),
            _to("Coder", "CODERS"),
        ),
        order=("Start", "<", "Stop"),
    ),
    Form(
        "ENTITIES",
        (
            _id(),
            _to("VariableId", "VARIABLES", required=True),
            _short("Value", ""),
            *_rgb(required=False),
            _to("ChildOf", "ENTITIES", low=1),
        ),
        ("VariableId", "Value"),
    ),
    _data("BOOLEAN", _number("Value", 1)),
    _data("INTEGER", _number("Value", 0)),
    _data("LONGTEXT", Field("Value", "TEXT", "", required=False)),
    _data("SHORTTEXT", _to("Entity", "ENTITIES", required=True)),
    Form(
        "ATTRIBUTEVARIABLES",
        (_id(), _to("VariableId", "VARIABLES", required=True), _short("AttributeVariable")),
        ("VariableId", "AttributeVariable"),
    ),
    Form(
        "ATTRIBUTEVALUES",
        (
            _id(),
            _to("EntityId", "ENTITIES", required=True),
            _to("AttributeVariableId", "ATTRIBUTEVARIABLES", required=True),
            _short("AttributeValue", ""),
        ),
        ("EntityId", "AttributeVariableId"),
    ),
)

FORMS = {form.name: form for form in _FORMS}
"""All tables by name, whatever a table points at before it."""
