"""What changes through time: polarization, the states of a discourse, communities."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ...formats.plain import shorten
from .scene import DARK, GRID, Box, Circle, Label, Line, Scene, color_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ..community_series import CommunitySeries
    from ..phases import Phases
    from ..polarization import Polarization
    from .scene import Item

__all__ = ["communities_scene", "phases_scene", "polarization_scene"]

_WIDTH, _LEFT, _RIGHT, _TOP, _FOOT = 900, 70, 845, 40, 50
_TICKS, _ROW, _NAMES = 6, 16, 250


@dataclass(frozen=True, slots=True)
class _Axis:
    """Times from left to right; each has the room half way to its neighbours."""

    times: Sequence[datetime]
    left: float
    right: float

    def x(self, time: datetime) -> float:
        whole = (self.times[-1] - self.times[0]).total_seconds()
        share = (time - self.times[0]).total_seconds() / whole if whole else 0.5
        return self.left + share * (self.right - self.left)

    def rooms(self) -> list[tuple[float, float]]:
        """From where to where each time goes."""
        xs = [self.x(time) for time in self.times]
        inner = [(one + other) / 2 for one, other in pairwise(xs)]
        return list(zip([self.left, *inner], [*inner, self.right], strict=True))

    def ticks(self, y: float) -> Iterator[Item]:
        """Dates under the picture."""
        count = min(_TICKS, len(self.times))
        places = {round(nth * (len(self.times) - 1) / max(count - 1, 1)) for nth in range(count)}
        for place in sorted(places):
            x = self.x(self.times[place])
            yield Line(((x, y), (x, y + 5)), DARK)
            yield Label(x, y + 20, f"{self.times[place]:%Y-%m-%d}", "middle", 11)


def _scale(scene: Scene, axis: _Axis, top: float, bottom: float) -> None:
    """Lines at 0, 0.5 and 1."""
    for value in (0.0, 0.5, 1.0):
        y = bottom - value * (bottom - top)
        scene.items.append(Line(((axis.left, y), (axis.right, y)), GRID))
        scene.items.append(Label(axis.left - 8, y + 4, f"{value:g}", "end", 11))


def _curve(scene: Scene, axis: _Axis, values: Sequence[float], top: float, bottom: float) -> None:
    points = [(axis.x(time), bottom - v * (bottom - top)) for time, v in zip(axis.times, values, strict=True)]
    if len(points) > 1:
        scene.items.append(Line(tuple(points), color_of(0), 2))
    for (x, y), time, value in zip(points, axis.times, values, strict=True):
        scene.items.append(Circle(x, y, 2.5, color_of(0), f"{time:%Y-%m-%d}: {value:.3f}"))


def polarization_scene(scores: Sequence[Polarization]) -> Scene:
    """The score over time."""
    scene = Scene(_WIDTH, 360)
    bottom = scene.height - _FOOT
    scene.items.append(Label(_LEFT, 22, "polarization", bold=True))
    if scores:
        axis = _Axis([one.time for one in scores], _LEFT, _RIGHT)
        _scale(scene, axis, _TOP, bottom)
        _curve(scene, axis, [max(0.0, min(1.0, one.score)) for one in scores], _TOP, bottom)
        scene.items += axis.ticks(bottom)
    return scene


def phases_scene(found: Phases) -> Scene:
    """The state of each time, as a coloured step for each."""
    states = sorted(set(found.states))
    scene = Scene(_WIDTH, _TOP + 40 * len(states) + _FOOT)
    scene.items.append(Label(_LEFT, 22, f"states ({found.method}, modularity {found.modularity:.3f})", bold=True))
    axis = _Axis(found.times, _LEFT, _RIGHT)
    for line, state in enumerate(states):
        y = _TOP + 40 * line
        scene.items.append(Label(_LEFT - 8, y + 24, str(state), "end"))
        scene.items.append(Line(((_LEFT, y + 40), (_RIGHT, y + 40)), GRID))
    for (x, end), state, time in zip(axis.rooms(), found.states, found.times, strict=True):
        y = _TOP + 40 * states.index(state)
        title = f"{time:%Y-%m-%d}: state {state}"
        scene.items.append(Box(x, y + 5, end - x, 30, color_of(state - 1), title=title))
    scene.items += axis.ticks(_TOP + 40 * len(states))
    return scene


def communities_scene(found: CommunitySeries) -> Scene:
    """The modularity over time, and below it whom each actor belongs with, by colour."""
    actors = _by_community(found)
    top, middle = _TOP, 180
    scene = Scene(_WIDTH, middle + 30 + _ROW * len(actors) + _FOOT)
    scene.items.append(Label(_NAMES, 22, "modularity of the best communities", bold=True))
    if not found.times:
        return scene
    axis = _Axis(found.times, _NAMES, _RIGHT)
    _scale(scene, axis, top, middle)
    _curve(scene, axis, [max(0.0, one.modularity) for one in found.best], top, middle)
    for line, actor in enumerate(actors):
        y = middle + 30 + _ROW * line
        scene.items.append(Label(_NAMES - 8, y + 12, shorten(actor, 36), "end", 11))
        for (x, end), groups, time in zip(axis.rooms(), found.groups, found.times, strict=True):
            if actor in groups:
                title = f"{actor}, {time:%Y-%m-%d}: community {groups[actor] + 1}"
                scene.items.append(Box(x, y, end - x, _ROW - 2, color_of(groups[actor]), title=title))
    scene.items += axis.ticks(middle + 30 + _ROW * len(actors))
    return scene


def _by_community(found: CommunitySeries) -> list[str]:
    """Actors who are mostly of one community next to each other."""
    numbers: dict[str, list[int]] = {}
    for groups in found.groups:
        for actor, group in groups.items():
            numbers.setdefault(actor, []).append(group)
    return sorted(numbers, key=lambda actor: (max(numbers[actor], key=numbers[actor].count), actor))
