"""Pajek's NET, which networkx, igraph and Gephi read too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...formats.plain import one_line
from ..nodes import node_edges, nodes
from .numbers import shortest

if TYPE_CHECKING:
    from ..result import Network

__all__ = ["to_pajek"]


def to_pajek(network: Network) -> str:
    """Vertices, in a two-mode network the rows first and their number in the head, and edges."""
    found = nodes(network)
    rows = f" {len(network.rows)}" if network.kind == "twomode" and network.rows else ""
    lines = [f"*Vertices {len(found)}{rows}"]
    lines += [f"{place} {_label(node.label)}" for place, node in enumerate(found, 1)]
    lines.append("*Edges")
    lines += [f"{row + 1} {column + 1} {shortest(w)}" for row, column, w in node_edges(network)]
    return "\n".join(lines) + "\n"


def _label(text: str) -> str:
    """Pajek has no way to write a quotation mark inside of quotation marks."""
    return '"{}"'.format(one_line(text).replace('"', "'"))
