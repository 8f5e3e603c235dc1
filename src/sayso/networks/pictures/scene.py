"""A picture as a list of shapes, whatever it is written as. Lengths are pixels, from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = ["DARK", "GRID", "PALETTE", "Box", "Circle", "Item", "Label", "Line", "Scene", "color_of"]

PALETTE = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb")
"""Paul Tol's bright colours, which colour-blind people can tell apart."""

DARK, GRID = "#222222", "#dddddd"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, or through several points; ``title`` is shown where somebody points at it."""

    points: tuple[tuple[float, float], ...]
    color: str = DARK
    width: float = 1
    opacity: float = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; ``edge`` is the colour of its outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Words on their base line, with a white rim; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    size: float = 12
    bold: bool = False


Item: TypeAlias = "Line | Circle | Box | Label"


@dataclass(slots=True)
class Scene:
    """Shapes in the order in which they are drawn."""

    width: int
    height: int
    items: list[Item] = field(default_factory=list)


def color_of(number: int) -> str:
    """The colour of a community, state or group."""
    return PALETTE[number % len(PALETTE)]
