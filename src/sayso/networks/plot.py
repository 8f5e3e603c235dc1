"""A network as an SVG picture: no drawing library is needed.

Actors of a one-mode network lie where a spring layout puts them (Fruchterman and Reingold 1991, "Graph drawing by
force-directed placement"), coloured by community; those of a two-mode network stand in two columns. Lines are green for
agreement, red for disagreement, blue for both, as thick as the weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from ..errors import MissingExtra
from ..formats.plain import one_line, shorten
from .nodes import edge_color, node_edges, nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Floats
    from .nodes import Node
    from .result import Network

__all__ = ["to_svg"]

_WIDTH, _HEIGHT, _MARGIN = 900, 640, 90
_LINE = 18
_PALETTE = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb")
_DRAWN = {"#00ff00": "#2e9e4f", "#ff0000": "#d1495b", "#0000ff": "#3d5a98", "#000000": "#777777"}
_LABEL = 42


@dataclass(frozen=True, slots=True)
class _Drawing:
    places: Floats
    height: int
    colors: Sequence[str]
    two_mode: bool


def to_svg(network: Network, *, communities: Sequence[int] | None = None, seed: int = 0) -> str:
    """The picture. ``communities`` numbers each actor's community; without it, those of the positive ties are found."""
    found = nodes(network)
    drawing = _columns(network, found) if network.kind == "twomode" else _spring(network, found, communities, seed)
    edges = [edge for edge in node_edges(network) if np.isfinite(edge[2])]
    most = max((abs(weight) for *_, weight in edges), default=1.0)
    size = f'width="{_WIDTH}" height="{drawing.height}" viewBox="0 0 {_WIDTH} {drawing.height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        *(_edge(drawing, edge, most, edge_color(network, edge[2])) for edge in sorted(edges, key=lambda e: abs(e[2]))),
        *(_node(drawing, place, node) for place, node in enumerate(found)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _edge(drawing: _Drawing, edge: tuple[int, int, float], most: float, color: str) -> str:
    (x1, y1), (x2, y2) = drawing.places[edge[0]], drawing.places[edge[1]]
    share = abs(edge[2]) / most
    style = f'stroke="{_DRAWN[color]}" stroke-width="{0.6 + 4.4 * share:.2f}" stroke-opacity="{0.35 + 0.5 * share:.2f}"'
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}><title>{edge[2]:g}</title></line>'


def _node(drawing: _Drawing, place: int, node: Node) -> str:
    x, y = drawing.places[place]
    radius = 4 + 1.5 * min(node.frequency, 100) ** 0.5
    label, whole = escape(shorten(node.label, _LABEL)), escape(one_line(node.label))
    if drawing.two_mode:
        anchor, dx, dy = ("end", -radius - 5, 4) if node.mode == 1 else ("start", radius + 5, 4)
    else:
        anchor, dx, dy = "middle", 0, -radius - 5
    if node.mode == 2:
        side = f'x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" rx="2"'
        shape = f'<rect {side} fill="{drawing.colors[place]}" stroke="#333333"/>'
    else:
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{drawing.colors[place]}" stroke="#333333"/>'
    halo = 'stroke="#ffffff" stroke-width="3" paint-order="stroke" fill="#222222"'
    text = f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}" {halo}>{label}</text>'
    return f"<g>{shape}{text}<title>{whole}: {node.frequency}</title></g>"


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
    colors = [node.color if node.color != "#000000" else _PALETTE[node.mode - 1] for node in found]
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
    colors = [_PALETTE[group % len(_PALETTE)] for group in groups]
    box = np.array([_WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN])
    return _Drawing(_MARGIN + places * box, _HEIGHT, colors if found else [], False)


def _components(network: Network) -> list[int]:
    from .communities import communities

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
