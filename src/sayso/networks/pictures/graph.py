"""A network: actors who belong together near each other and of one colour, or two columns of nodes.

Actors of a one-mode network lie where a spring layout puts them (Fruchterman and Reingold 1991, "Graph drawing by
force-directed placement"), coloured by community; those of a two-mode network stand on the left of what they speak
about. Lines are green for agreement, red for disagreement, blue for both, as thick as the weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...errors import MissingExtra
from ...formats.plain import shorten
from ..nodes import edge_color, node_edges, nodes
from .scene import PALETTE, Box, Circle, Label, Line, Scene, color_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..cells import Floats
    from ..nodes import Node
    from ..result import Network

__all__ = ["network_scene"]

_WIDTH, _HEIGHT, _MARGIN = 900, 640, 90
_LINE, _LEGEND = 18, 28
_DRAWN = {"#00ff00": "#2e9e4f", "#ff0000": "#d1495b", "#0000ff": "#3d5a98", "#000000": "#777777"}
_MEANING = {"#00ff00": "agreement", "#ff0000": "disagreement", "#0000ff": "both"}
_LABEL = 42


@dataclass(frozen=True, slots=True)
class _Drawing:
    places: Floats
    height: int
    colors: Sequence[str]
    two_mode: bool


def network_scene(network: Network, *, communities: Sequence[int] | None = None, seed: int = 0) -> Scene:
    """The picture. ``communities`` numbers each actor's community; without it, those of the positive ties are found."""
    found = nodes(network)
    drawing = _columns(network, found) if network.kind == "twomode" else _spring(network, found, communities, seed)
    edges = sorted((edge for edge in node_edges(network) if np.isfinite(edge[2])), key=lambda edge: abs(edge[2]))
    most = max((abs(weight) for *_, weight in edges), default=1.0)
    colors = [edge_color(network, weight) for *_, weight in edges]
    scene = Scene(_WIDTH, drawing.height + _LEGEND)
    scene.items += [_edge(drawing, edge, most, color) for edge, color in zip(edges, colors, strict=True)]
    scene.items += [_shape(drawing, place, node) for place, node in enumerate(found)]
    scene.items += [_label(drawing, place, node) for place, node in enumerate(found)]
    scene.items += _legend(colors, drawing.height)
    return scene


def _edge(drawing: _Drawing, edge: tuple[int, int, float], most: float, color: str) -> Line:
    share = abs(edge[2]) / most
    ends = tuple((float(x), float(y)) for x, y in drawing.places[list(edge[:2])])
    return Line(ends, _DRAWN[color], 0.6 + 4.4 * share, 0.35 + 0.5 * share, f"{edge[2]:g}")


def _radius(node: Node) -> float:
    return float(4 + 1.5 * min(node.frequency, 100) ** 0.5)


def _shape(drawing: _Drawing, place: int, node: Node) -> Circle | Box:
    x, y = map(float, drawing.places[place])
    title = f"{node.label}: {node.frequency}"
    if node.mode == 2:
        return Box(x - 5, y - 5, 10, 10, drawing.colors[place], "#333333", title)
    return Circle(x, y, _radius(node), drawing.colors[place], title)


def _label(drawing: _Drawing, place: int, node: Node) -> Label:
    x, y = map(float, drawing.places[place])
    text, away = shorten(node.label, _LABEL), _radius(node) + 5
    if drawing.two_mode:
        return Label(x - away, y + 4, text, "end") if node.mode == 1 else Label(x + away, y + 4, text)
    return Label(x, y - away, text, "middle")


def _legend(colors: Sequence[str], y: int) -> Iterator[Line | Label]:
    x = 20
    for color, meaning in _MEANING.items():
        if color in colors:
            yield Line(((x, y + 10), (x + 26, y + 10)), _DRAWN[color], 4)
            yield Label(x + 32, y + 14, meaning)
            x += 150


def _columns(network: Network, found: list[Node]) -> _Drawing:
    """Rows on the left, columns on the right, each as near as may be to its neighbours' height."""
    rows, columns = network.shape
    height = max(_HEIGHT // 2, _LINE * max(rows, columns) + 2 * _LINE)
    left = np.arange(rows, dtype=np.float64)
    ties = np.abs(np.nan_to_num(network.to_numpy()))
    right = np.arange(columns, dtype=np.float64)
    for _ in range(4):
        right = _ranks(_means(ties.T, left))
        left = _ranks(_means(ties, right))
    y = np.concatenate([(order + 0.5) / max(len(order), 1) * height for order in (left, right)])
    x = np.concatenate([np.full(rows, _WIDTH * 0.38), np.full(columns, _WIDTH * 0.62)])
    colors = [node.color if node.color != "#000000" else PALETTE[node.mode - 1] for node in found]
    return _Drawing(np.stack([x, y], axis=1), height, colors, True)


def _means(ties: Floats, places: Floats) -> Floats:
    sums = ties.sum(axis=1)
    means: Floats = np.divide(ties @ places, sums, out=np.zeros(len(ties)), where=sums > 0)
    return means


def _ranks(values: Floats) -> Floats:
    return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(np.float64)


def _spring(network: Network, found: list[Node], communities: Sequence[int] | None, seed: int) -> _Drawing:
    ties = np.maximum(np.nan_to_num(network.to_numpy()), 0)
    places = _layout(ties, seed)
    groups = _components(network) if communities is None else list(communities)
    box = np.array([_WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN])
    return _Drawing(_MARGIN + places * box, _HEIGHT, [color_of(group) for group in groups] if found else [], False)


def _components(network: Network) -> list[int]:
    from ..communities import communities

    try:
        return list(communities(network).groups)
    except MissingExtra:  # a picture in one colour is better than none
        return [0] * len(network.rows)


def _layout(ties: Floats, seed: int, rounds: int = 300) -> Floats:
    """Places between 0 and 1, of shape ``(nodes, 2)``; the stronger a positive tie, the nearer."""
    count = len(ties)
    places = np.random.default_rng(seed).random((count, 2))
    if count < 2:
        return np.full((count, 2), 0.5)
    ideal = 1 / np.sqrt(count)
    pull = ties / (ties.max() or 1.0)
    for step in range(rounds):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = (ideal**2 / distance**2 - pull * distance / ideal)[:, :, None] * apart
        move = force.sum(axis=1)
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        places += move / length * np.minimum(length, 0.1 * (1 - step / rounds))
        places += (0.5 - places) * 0.01
    low, high = places.min(axis=0), places.max(axis=0)
    return np.asarray((places - low) / np.maximum(high - low, 1e-9))
