"""What a ledger's ``.dna`` file begins with where no file was ever taken in."""

from __future__ import annotations

from ...dna.passwords import DEFAULT_PASSWORD
from .kept import Kept

__all__ = ["VARIABLES", "starting"]

VERSION = "3.0.11.5"
"""The version of DNA whose tables are written."""

VARIABLES = (
    ("person", "short text"),
    ("organization", "short text"),
    ("concept", "short text"),
    ("agreement", "boolean"),
    ("act", "short text"),
    ("mode", "short text"),
    ("relay", "short text"),
    ("condition", "long text"),
    ("hedge", "long text"),
    ("denies", "boolean"),
    ("confidence", "integer"),
)
"""Of “DNA Statement”: DNA's own four, then what a reading knows besides; confidence is in percent."""

_ATTRIBUTES = ("Type", "Alias", "Notes")


def starting() -> Kept:
    """Settings, the administrator, and the statement type."""
    kept = Kept()
    book = kept.book
    for name, value in (("version", VERSION), ("date", "2025-06-01")):
        book.add("SETTINGS", Property=name, Value=value)
    book.add("CODERS", Name="Admin", Red=255, Green=255, Blue=0, Password=DEFAULT_PASSWORD)
    kind = book.add("STATEMENTTYPES", Label="DNA Statement", Red=239, Green=208, Blue=51)
    numbers = [book.add("VARIABLES", Variable=name, DataType=form, StatementTypeId=kind) for name, form in VARIABLES]
    for (name, _), number in zip(VARIABLES[:4], numbers, strict=False):
        kept.link("VARIABLES", number).role = name
    for attribute in _ATTRIBUTES:
        for variable in numbers[:3]:
            book.add("ATTRIBUTEVARIABLES", VariableId=variable, AttributeVariable=attribute)
    for (_, form), number in zip(VARIABLES, numbers, strict=True):
        if form == "short text":
            book.entity(number, "")
    return kept
