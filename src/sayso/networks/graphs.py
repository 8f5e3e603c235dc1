"""Networks as graphs of networkx and igraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import needed
from .nodes import attribute_names, node_edges, nodes

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
    graph = needed("networkx").Graph(kind=network.kind)
    two = network.kind == "twomode"
    keys = []
    for node in nodes(network):
        keys.append((node.variable, node.label) if two else node.label)
        about = {"label": node.label, "variable": node.variable, "color": node.color, "frequency": node.frequency}
        graph.add_node(
            keys[-1], **about, attributes=dict(node.attributes), **({"bipartite": node.mode - 1} if two else {})
        )
    for row, column, weight in node_edges(network):
        graph.add_edge(keys[row], keys[column], weight=weight, sign=1 if weight > 0 else -1)
    return graph


def to_igraph(network: Network) -> Any:
    """An undirected ``igraph.Graph``, rows first.

    Vertices carry ``name``, ``variable``, ``color``, ``frequency``, every attribute as ``attribute_NAME`` and, in
    two-mode networks, ``type`` (False for rows); edges carry ``weight``.

    Raises:
        MissingExtra: igraph is not installed.
    """
    igraph = needed("igraph")
    found = nodes(network)
    edges = list(node_edges(network))
    graph = igraph.Graph(n=len(found), edges=[(row, column) for row, column, _ in edges])
    graph.es["weight"] = [weight for *_, weight in edges]
    graph.vs["name"] = [node.label for node in found]
    for name in ("variable", "color", "frequency"):
        graph.vs[name] = [getattr(node, name) for node in found]
    for name in attribute_names(found):
        graph.vs[f"attribute_{name}"] = [node.attributes.get(name, "") for node in found]
    if network.kind == "twomode":
        graph.vs["type"] = [node.mode == 2 for node in found]
    return graph
