"""What a query means: a small tree of frozen nodes. ``at`` is where a node begins in the query, in code points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, Union

__all__ = ["And", "Filter", "Node", "Not", "Or", "Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """A word, the beginning of one (``prefix``), or a phrase."""

    words: str
    prefix: bool
    at: int


@dataclass(frozen=True, slots=True)
class Filter:
    """``name:value``. ``quoted`` says that the value stood in quotation marks, and so is no keyword like ``yes``."""

    name: str
    value: str
    prefix: bool
    quoted: bool
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All of these hold; of none, everything does."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these holds."""

    parts: tuple[Node, ...]


Node: TypeAlias = Union[Text, Filter, Not, And, Or]  # noqa: UP007 - evaluated at import
