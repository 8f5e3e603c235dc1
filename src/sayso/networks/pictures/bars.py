"""Bars: who agrees with how much of what, and what a backbone loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...formats.plain import shorten
from .scene import DARK, Box, Label, Line, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..backbone import Step
    from ..barplot import Barplot

__all__ = ["bars_scene", "steps_scene"]

_WIDTH, _LEFT, _RIGHT, _LINE, _TOP = 900, 300, 850, 24, 44
_LETTERS = 44
_AGAINST, _FOR, _PLAIN = ("#d1495b", "#e58f9a", "#f2c4ca"), ("#2e9e4f", "#7fc796", "#bfe3ca"), "#4477aa"


def bars_scene(bars: Barplot) -> Scene:
    """The agreement barplot: those for to the right, those against to the left, most statements first.

    Of a boolean, 1 is for; of an integer, what is above zero, the strongest nearest to the middle; of text, and without
    a qualifier, all bars go to the right.
    """
    signs = _signs(bars)
    total = bars.counts.sum(axis=1)
    order = sorted(range(len(bars.values)), key=lambda at: (-int(total[at]), at))
    left, right = (_sums(bars, signs, side) for side in (-1, 1))
    span = (max(left, default=0) + max(right, default=0)) or 1
    unit = (_RIGHT - _LEFT) / span
    middle = _LEFT + max(left, default=0) * unit
    scene = Scene(_WIDTH, _TOP + _LINE * len(order) + 20)
    if any(sign < 0 for sign in signs):
        scene.items += [
            Label(middle - 8, 24, "disagreement", "end", bold=True),
            Label(middle + 8, 24, "agreement", bold=True),
        ]
    for line, at in enumerate(order):
        _row(scene, bars, signs, (at, _TOP + line * _LINE, middle, unit))
    scene.items.append(Line(((middle, _TOP - 8), (middle, _TOP + _LINE * len(order))), DARK))
    return scene


def _signs(bars: Barplot) -> list[int]:
    numbers = [level for level in bars.levels if isinstance(level, int)]
    if len(numbers) < len(bars.levels) or not bars.qualified:
        return [1] * len(bars.levels)
    if bars.boolean:
        return [1 if level else -1 for level in numbers]
    return [-1 if level < 0 else 1 for level in numbers]


def _sums(bars: Barplot, signs: Sequence[int], side: int) -> list[int]:
    return [sum(int(n) for n, sign in zip(row, signs, strict=True) if sign == side) for row in bars.counts]


def _row(scene: Scene, bars: Barplot, signs: Sequence[int], at: tuple[int, int, float, float]) -> None:
    value, y, middle, unit = at
    scene.items.append(Label(10, y + 15, shorten(bars.values[value], _LETTERS)))
    ends = {-1: middle, 1: middle}
    for sign in ends:
        levels = sorted((at for at, side in enumerate(signs) if side == sign), key=lambda at: -_strength(bars, at))
        for nth, level in enumerate(levels):
            width = int(bars.counts[value, level]) * unit
            x = ends[sign] if sign > 0 else ends[sign] - width
            if width:
                title = f"{bars.values[value]}: {bars.levels[level]}: {bars.counts[value, level]}"
                shade = _shade(bars, sign, nth / len(levels))
                scene.items.append(Box(x, y + 2, width, _LINE - 6, shade, "#ffffff", title))
            if width > 16:
                scene.items.append(Label(x + width / 2, y + 15, str(bars.counts[value, level]), "middle", 11))
            ends[sign] += sign * width


def _strength(bars: Barplot, level: int) -> float:
    value = bars.levels[level]
    return abs(value) if isinstance(value, int) else -level


def _shade(bars: Barplot, sign: int, share: float) -> str:
    """The colour of a level, 0 for the strongest of its side."""
    if not bars.qualified:
        return _PLAIN
    shades = _FOR if sign > 0 else _AGAINST
    return shades[int(share * len(shades))]


def steps_scene(steps: Sequence[Step]) -> Scene:
    """In which order concepts leave a backbone, and what it has lost then."""
    scene = Scene(_WIDTH, _TOP + _LINE * len(steps) + 20)
    scene.items.append(Label(_LEFT, 24, "loss of the backbone without it and those above", bold=True))
    most = max((step.backbone_loss for step in steps), default=0) or 1
    for line, step in enumerate(steps):
        y, width = _TOP + line * _LINE, step.backbone_loss / most * (_RIGHT - _LEFT - 60)
        scene.items.append(Label(10, y + 15, shorten(f"{step.rank}. {step.concept}", _LETTERS)))
        scene.items.append(Box(_LEFT, y + 2, width, _LINE - 6, _PLAIN, title=step.concept))
        scene.items.append(Label(_LEFT + width + 6, y + 15, f"{step.backbone_loss:.3f}", size=11))
    return scene
