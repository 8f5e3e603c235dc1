"""Places on one or two dimensions, with what is likely around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...formats.plain import shorten
from .scene import DARK, GRID, Circle, Label, Line, Scene, color_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..scaling import Place, Scaling

__all__ = ["scaling_scene"]

_WIDTH, _LEFT, _RIGHT, _TOP, _LINE, _SIDE = 900, 300, 860, 44, 22, 720


def scaling_scene(found: Scaling) -> Scene:
    """Actors: one a line from low to high, or as points between two axes; thin lines hold 95 % of what is likely."""
    return _one(found) if found.dimensions == 1 else _two(found)


class _Axis:
    """Values to pixels."""

    def __init__(self, places: Sequence[Place], dimension: int, start: float, stop: float) -> None:
        low = min([place.low[dimension] for place in places] + [0.0])
        high = max([place.high[dimension] for place in places] + [0.0])
        self.low, self.unit, self.start = low, (stop - start) / ((high - low) or 1), start

    def at(self, value: float) -> float:
        return self.start + (value - self.low) * self.unit


def _one(found: Scaling) -> Scene:
    actors = sorted(found.actors, key=lambda place: place.mean)
    scene = Scene(_WIDTH, _TOP + _LINE * len(actors) + 40)
    axis = _Axis(actors, 0, _LEFT, _RIGHT)
    bottom = _TOP + _LINE * len(actors)
    scene.items.append(Label(_LEFT, 22, f"places ({found.method}), with 95 % of what is likely", bold=True))
    scene.items.append(Line(((axis.at(0), _TOP - 6), (axis.at(0), bottom)), GRID))
    for line, place in enumerate(actors):
        y = _TOP + _LINE * (line + 0.5)
        scene.items.append(Label(_LEFT - 12, y + 4, shorten(place.label, 40), "end"))
        scene.items.append(Line(((axis.at(place.low[0]), y), (axis.at(place.high[0]), y)), color_of(0), 2, 0.6))
        title = f"{place.label}: {place.mean[0]:.2f} ({place.low[0]:.2f} to {place.high[0]:.2f})"
        scene.items.append(Circle(axis.at(place.mean[0]), y, 4, color_of(0), title))
    for value in (axis.low, 0.0, max(place.high[0] for place in actors)):
        scene.items.append(Label(axis.at(value), bottom + 18, f"{value:.1f}", "middle", 11))
    return scene


def _two(found: Scaling) -> Scene:
    scene = Scene(_WIDTH, _SIDE)
    across = _Axis(found.actors, 0, 60, _WIDTH - 60)
    up = _Axis(found.actors, 1, _SIDE - 50, 60)
    scene.items.append(Label(60, 22, f"places ({found.method}), with 95 % of what is likely", bold=True))
    scene.items.append(Line(((across.at(0), 40), (across.at(0), _SIDE - 40)), GRID))
    scene.items.append(Line(((50, up.at(0)), (_WIDTH - 50, up.at(0))), GRID))
    for place in found.actors:
        x, y = across.at(place.mean[0]), up.at(place.mean[1])
        scene.items.append(Line(((across.at(place.low[0]), y), (across.at(place.high[0]), y)), DARK, 1, 0.25))
        scene.items.append(Line(((x, up.at(place.low[1])), (x, up.at(place.high[1]))), DARK, 1, 0.25))
    for place in found.actors:
        x, y = across.at(place.mean[0]), up.at(place.mean[1])
        scene.items.append(Circle(x, y, 5, color_of(0), place.label))
        scene.items.append(Label(x, y - 9, shorten(place.label, 36), "middle"))
    return scene
