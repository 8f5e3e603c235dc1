"""Scenes as SVG, which needs no library, and as PNG, which matplotlib draws with the font that it brings."""

from __future__ import annotations

import io
import logging
import warnings
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...formats.plain import one_line
from ..errors import NetworkError, needed
from .scene import DARK, Box, Circle, Label, Line

if TYPE_CHECKING:
    import os

    from .scene import Item, Scene

__all__ = ["ENDINGS", "save", "to_png", "to_svg"]

ENDINGS = (".svg", ".png")
_POINTS = 0.72
"""Of matplotlib's points to a pixel, at 100 pixels an inch."""


def save(scene: Scene, path: str | os.PathLike[str]) -> None:
    """Write a picture; the name's ending says as what.

    Raises:
        NetworkError: it ends neither in ``.svg`` nor in ``.png``.
        MissingExtra: it is to be a PNG, and matplotlib is not installed.
        OSError: it cannot be written.
    """
    place = Path(path)
    data = {".svg": lambda: to_svg(scene).encode(), ".png": lambda: to_png(scene)}.get(place.suffix.lower())
    if data is None:
        raise NetworkError(f"a picture is a file that ends in {' or '.join(ENDINGS)}, which {place.name!r} does not")
    place.write_bytes(data())


def to_svg(scene: Scene) -> str:
    """The picture as SVG."""
    size = f'width="{scene.width}" height="{scene.height}" viewBox="0 0 {scene.width} {scene.height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="DejaVu Sans, Verdana, sans-serif">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        *map(_svg, scene.items),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _svg(item: Item) -> str:
    if isinstance(item, Label):
        about = f'x="{item.x:.1f}" y="{item.y:.1f}" font-size="{item.size:g}" text-anchor="{item.anchor}"'
        weight = ' font-weight="bold"' if item.bold else ""
        rim = f'stroke="#ffffff" stroke-width="3" paint-order="stroke" fill="{DARK}"'
        return f"<text {about}{weight} {rim}>{_words(item.text)}</text>"
    if isinstance(item, Line):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in item.points)
        style = f'stroke="{item.color}" stroke-width="{item.width:.2f}" stroke-opacity="{item.opacity:.2f}"'
        return _titled("polyline", f'points="{points}" fill="none" {style}', item.title)
    if isinstance(item, Circle):
        about = f'cx="{item.x:.1f}" cy="{item.y:.1f}" r="{item.radius:.1f}" fill="{item.fill}" stroke="#333333"'
        return _titled("circle", about, item.title)
    about = f'x="{item.x:.1f}" y="{item.y:.1f}" width="{item.width:.1f}" height="{item.height:.1f}" fill="{item.fill}"'
    return _titled("rect", about + (f' stroke="{item.edge}"' if item.edge else ""), item.title)


def _titled(name: str, about: str, title: str) -> str:
    return f"<{name} {about}><title>{_words(title)}</title></{name}>" if title else f"<{name} {about}/>"


def _words(text: str) -> str:
    return escape(one_line(text))


def to_png(scene: Scene, *, scale: float = 2) -> bytes:
    """The picture as PNG, ``scale`` dots a pixel; the same scene gives the same bytes with the same matplotlib.

    Letters that matplotlib's own font lacks (Chinese and others) are boxes: take SVG for those.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    needed("matplotlib")
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it tells when it looks for fonts
    from matplotlib.figure import Figure  # no pyplot: that would keep the picture, and ask for a screen

    figure = Figure(figsize=(scene.width / 100, scene.height / 100), dpi=100 * scale)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, scene.width), ylim=(scene.height, 0))
    axes.axis("off")
    for order, item in enumerate(scene.items):
        _draw(axes, item, order)
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _draw(axes: Any, item: Item, order: int) -> None:
    from matplotlib import lines, patches, patheffects

    style: dict[str, Any] = {"zorder": order}
    if isinstance(item, Label):
        ends = {"start": "left", "middle": "center", "end": "right"}
        font = {"family": "DejaVu Sans", "size": item.size * _POINTS, "weight": "bold" if item.bold else "normal"}
        rim = [patheffects.withStroke(linewidth=3 * _POINTS, foreground="#ffffff")]
        style |= {"ha": ends[item.anchor], "va": "baseline", "color": DARK, "path_effects": rim}
        axes.text(item.x, item.y, one_line(item.text), fontdict=font, parse_math=False, **style)
    elif isinstance(item, Line):
        xs, ys = zip(*item.points, strict=True)
        style |= {"color": item.color, "linewidth": item.width * _POINTS, "alpha": item.opacity}
        axes.add_line(lines.Line2D(xs, ys, solid_capstyle="butt", **style))
    elif isinstance(item, Circle):
        style |= {"facecolor": item.fill, "edgecolor": "#333333", "linewidth": _POINTS}
        axes.add_patch(patches.Circle((item.x, item.y), item.radius, **style))
    else:
        assert isinstance(item, Box)
        style |= {"facecolor": item.fill, "linewidth": _POINTS if item.edge else 0}
        axes.add_patch(patches.Rectangle((item.x, item.y), item.width, item.height, edgecolor=item.edge, **style))
