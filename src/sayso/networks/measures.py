"""Centralities of the nodes of a network, and its density, as tables.

``degree`` counts a node's edges, ``weighted_degree`` adds up their sizes and ``net_degree`` their weights with signs.
The other three go over the positive ties alone, as communities do; the stronger a tie, the shorter the way, which is
one over its weight: ``betweenness`` (Freeman 1977; with weights Brandes 2001), the share of the shortest ways between
others that lead through the node; ``closeness`` (Freeman 1979), one over the mean distance, times the share of others
that can be reached (Wasserman and Faust 1994), so that it can be compared between the pieces of a network;
``eigenvector`` (Bonacich 1972) with weights, 1 for the highest. In a two-mode network all are those of the graph of
both modes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .cells import entries
from .errors import needed
from .nodes import node_edges, nodes
from .records import Records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .cells import Floats
    from .records import Value
    from .result import Network

__all__ = ["network_measures", "node_measures"]

_DENSE = 1_000
"""Up to so many nodes all eigenvalues are found at once."""

_SUMS = ("degree", "weighted_degree", "net_degree")
_NODE = ("node", "variable", "statements", *_SUMS, "betweenness", "closeness", "eigenvector")
_SIZE = ("statements", "rows", "columns", "edges")
_NETWORK = ("start", "time", "stop", *_SIZE, "density", "mean_weight", "negative_share", "isolates", "components")


def node_measures(network: Network) -> Records:
    """One row a node, rows of the matrix first.

    Raises:
        MissingExtra: igraph is not installed.
    """
    found = nodes(network)
    edges = [edge for edge in node_edges(network) if np.isfinite(edge[2])]
    ends = np.asarray([[row, column] for row, column, _ in edges], dtype=np.int64).reshape(-1, 2)
    weights = np.asarray([weight for *_, weight in edges], dtype=np.float64)
    degree, size, net = (
        _at_ends(ends, values, len(found)) for values in (np.ones_like(weights), abs(weights), weights)
    )
    paths = _paths(ends, weights, len(found))
    rows: list[tuple[Value, ...]] = []
    for place, node in enumerate(found):
        sums = (int(degree[place]), float(size[place]), float(net[place]))
        rows.append((node.label, node.variable, node.frequency, *sums, *(float(values[place]) for values in paths)))
    return Records(_NODE, tuple(rows))


def _at_ends(ends: Any, values: Floats, count: int) -> Floats:
    return np.bincount(ends.ravel(), np.repeat(values, 2), count).astype(np.float64)


def _paths(ends: Any, weights: Floats, count: int) -> tuple[Floats, Floats, Floats]:
    """Betweenness, closeness and eigenvector centrality over the positive ties."""
    positive = weights > 0
    if not positive.any():
        return np.zeros(count), np.zeros(count), np.zeros(count)
    graph = needed("igraph").Graph(n=count, edges=ends[positive].tolist())
    ties = weights[positive]
    far = (1 / ties).tolist()
    between = np.asarray(graph.betweenness(weights=far, directed=False))
    pairs = (count - 1) * (count - 2) / 2
    return (
        between / pairs if pairs else between,
        _closeness(graph, far, count),
        _eigenvector(ends[positive], ties, count),
    )


def _eigenvector(ends: Any, ties: Floats, count: int) -> Floats:
    """From the same start always, so that the last digit is the same too."""
    from scipy import sparse

    one_way = sparse.coo_array((ties, (ends[:, 0], ends[:, 1])), shape=(count, count)).tocsr()
    matrix = one_way + one_way.T
    if count <= _DENSE:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        vector = sparse.linalg.eigsh(matrix, k=1, which="LA", v0=np.ones(count))[1][:, 0]
    return np.asarray(np.abs(vector) / np.abs(vector).max())


def _closeness(graph: Any, far: list[float], count: int) -> Floats:
    near = np.nan_to_num(np.asarray(graph.closeness(weights=far, normalized=True), dtype=np.float64))
    pieces = graph.connected_components()
    reached = np.asarray(pieces.sizes())[np.asarray(pieces.membership)] - 1
    return np.asarray(near * reached / max(count - 1, 1))


def network_measures(networks: Network | Iterable[Network]) -> Records:
    """One row a network.

    ``density`` is the share of the possible edges that there are, ``mean_weight`` that of all possible edges, zeros and
    signs included, ``negative_share`` that of edges below zero, ``components`` the pieces that positive or negative
    edges hold together, ``isolates`` the nodes without any.

    Raises:
        MissingExtra: scipy is not installed.
    """
    from .result import Network

    some = [networks] if isinstance(networks, Network) else networks
    return Records(_NETWORK, tuple(map(_row, some)))


def _row(network: Network) -> tuple[Value, ...]:
    rows, columns = network.shape
    places, others, weights = entries(network.weights)
    if network.kind == "onemode":
        once = places < others
        places, others, weights = places[once], others[once], weights[once]
    possible = rows * columns if network.kind == "twomode" else rows * (rows - 1) // 2
    pieces, alone = _pieces(network, places, others)
    times = (network.start.isoformat(), network.time.isoformat(), network.stop.isoformat())
    count = len(weights)
    shares = (count / possible, float(weights.sum()) / possible) if possible else (None, None)
    negative = float((weights < 0).mean()) if count else None
    return (*times, network.statements, rows, columns, count, *shares, negative, alone, pieces)


def _pieces(network: Network, rows: Any, columns: Any) -> tuple[int, int]:
    """How many components there are, and how many of them are single nodes."""
    from scipy import sparse

    size = network.shape[0] + (network.shape[1] if network.kind == "twomode" else 0)
    if not size:
        return 0, 0
    columns = columns + network.shape[0] if network.kind == "twomode" else columns
    graph = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    count, membership = sparse.csgraph.connected_components(graph, directed=False)
    return int(count), int((np.bincount(membership) == 1).sum())
