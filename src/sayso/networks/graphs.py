"""Networks as graphs of networkx and igraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import MissingExtra
from .nodes import nodes

if TYPE_CHECKING:
    from .result import Network

__all__ = ["to_igraph", "to_networkx"]


def to_networkx(network: Network) -> Any:
    """An undirected ``networkx.Graph``.

    Nodes are ``(variable, label)`` in a two-mode network, since both modes can have the same labels, and labels in a
    one-mode network. They carry ``label``, ``variable``, ``color``, ``frequency``, ``attributes`` and, in two-mode
    networks, ``bipartite`` (0 for rows); edges carry ``weight`` and ``sign`` (1 or -1).

    Raises:
        MissingExtra: networkx is not installed.
    """
    try:
        import networkx as nx
    except ImportError:
        raise MissingExtra("networkx is not installed: pip install networkx") from None
    graph = nx.Graph(kind=network.kind)
    two = network.kind == "twomode"
    keys = []
    for node in nodes(network):
        keys.append((node.variable, node.label) if two else node.label)
        about = {"label": node.label, "variable": node.variable, "color": node.color, "frequency": node.frequency}
        graph.add_node(
            keys[-1], **about, attributes=dict(node.attributes), **({"bipartite": node.mode - 1} if two else {})
        )
    shift = len(network.rows) if two else 0
    for row, column, weight in network.edge_places():
        graph.add_edge(keys[row], keys[column + shift], weight=weight, sign=1 if weight > 0 else -1)
    return graph


def to_igraph(network: Network) -> Any:
    """An undirected ``igraph.Graph``, rows first.

    Vertices carry ``name``, ``variable``, ``color``, ``frequency``, every attribute as ``attribute_NAME`` and, in
    two-mode networks, ``type`` (False for rows); edges carry ``weight``.

    Raises:
        MissingExtra: igraph is not installed.
    """
    try:
        import igraph
    except ImportError:
        raise MissingExtra("igraph is not installed: pip install igraph") from None
    found = nodes(network)
    shift = len(network.rows) if network.kind == "twomode" else 0
    places = list(network.edge_places())
    graph = igraph.Graph(n=len(found), edges=[(row, column + shift) for row, column, _ in places])
    graph.es["weight"] = [weight for *_, weight in places]
    graph.vs["name"] = [node.label for node in found]
    for name in ("variable", "color", "frequency"):
        graph.vs[name] = [getattr(node, name) for node in found]
    for name in dict.fromkeys(name for node in found for name in node.attributes):
        graph.vs[f"attribute_{name}"] = [node.attributes.get(name, "") for node in found]
    if network.kind == "twomode":
        graph.vs["type"] = [node.mode == 2 for node in found]
    return graph
