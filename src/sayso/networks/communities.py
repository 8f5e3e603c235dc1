"""Communities of a one-mode network: who belongs together, by many methods, and which of them says it best.

Methods that cut (``single``, ``average``, ``complete``, ``ward``: hierarchical clustering; ``pam``: Kaufman and
Rousseeuw 1990; ``concor``: Breiger, Boorman and Arabie 1975) take a number of groups; the others find their own:
``louvain`` (Blondel et al. 2008), ``leiden`` (Traag, Waltman and van Eck 2019), ``fastgreedy`` (Clauset, Newman and
Moore 2004), ``walktrap`` (Pons and Latapy 2005), ``edge_betweenness`` (Girvan and Newman 2002), ``infomap`` (Rosvall
and Bergstrom 2008), ``label_propagation`` (Raghavan, Albert and Kumara 2007), ``leading_eigenvector`` (Newman 2006),
``spinglass`` (Reichardt and Bornholdt 2006). What is negative is left out.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import NetworkError, needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Floats
    from .result import Network
    from .table import Ints

__all__ = ["METHODS", "Communities", "best_communities", "communities", "modularity"]

HIERARCHICAL = ("single", "average", "complete", "ward")
CUTTING = (*HIERARCHICAL, "pam", "concor")
FINDING = (
    "louvain",
    "leiden",
    "fastgreedy",
    "walktrap",
    "edge_betweenness",
    "infomap",
    "label_propagation",
    "leading_eigenvector",
    "spinglass",
)
METHODS = (*FINDING, *CUTTING)


@dataclass(frozen=True, slots=True)
class Communities:
    """``groups`` has the number of each node's community, from 0 in the order of the nodes."""

    method: str
    groups: tuple[int, ...]
    modularity: float


def modularity(ties: Floats, groups: Sequence[int]) -> float:
    """Newman and Girvan's modularity (2004) of groups over a symmetric matrix of positive weights; 0 without ties."""
    total = ties.sum()
    if total == 0:
        return 0.0
    same = np.equal.outer(groups, groups)
    strength = ties.sum(axis=1)
    return float(((ties - np.outer(strength, strength) / total) * same).sum() / total)


def communities(network: Network, method: str = "louvain", *, count: int | None = None, seed: int = 0) -> Communities:
    """The communities of a one-mode network, by its positive ties; isolates are communities of their own.

    ``count`` is how many: needed where a method cuts, and two without it; other methods find their own.

    Raises:
        NetworkError: the network is two-mode, there is no such method, or it cannot make that many.
        MissingExtra: igraph is not installed, which all methods need that find their own number.
    """
    if network.kind != "onemode":
        raise NetworkError("communities are those of a one-mode network")
    ties = np.maximum(np.nan_to_num(network.to_numpy()), 0)
    return of_ties(ties, method, count=count, seed=seed)


def of_ties(
    ties: Floats, method: str, *, count: int | None = None, seed: int = 0, distance: Floats | None = None
) -> Communities:
    """``communities`` of a symmetric matrix of positive weights; ``distance`` stands for what is made of them."""
    if method not in METHODS:
        raise NetworkError(f"method {method!r} is not one of {', '.join(METHODS)}")
    if method in CUTTING:
        if count is not None and not 1 <= count <= max(len(ties), 1):
            raise NetworkError(f"{len(ties)} nodes cannot make {count} communities")
        groups = _cut(ties, _distance(ties) if distance is None else distance, method, 2 if count is None else count)
    else:
        groups = _found(ties, method, count, seed)
    numbered = _numbered(groups)
    return Communities(method, numbered, modularity(ties, numbered))


def best_communities(
    network: Network, methods: Sequence[str] = ("louvain", "fastgreedy", "walktrap", *CUTTING), *, most: int = 5
) -> Communities:
    """The communities of the highest modularity, methods that cut being tried with two to ``most`` groups.

    Raises:
        NetworkError: as ``communities``.
    """
    found = []
    for method in methods:
        counts = range(2, min(most, len(network.rows)) + 1) if method in CUTTING else (None,)
        found += [communities(network, method, count=count) for count in counts]
    if not found:
        raise NetworkError("the network is too small to be split")
    return max(found, key=lambda one: one.modularity)


def _numbered(groups: Sequence[int]) -> tuple[int, ...]:
    """Groups numbered in the order in which they come."""
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(int(group), len(numbers)) for group in groups)


def _found(ties: Floats, method: str, count: int | None, seed: int) -> Sequence[int]:
    igraph = needed("igraph")
    if not ties.any():
        return range(len(ties))
    igraph.set_random_number_generator(random.Random(seed))
    graph = igraph.Graph.Weighted_Adjacency(ties.tolist(), mode="undirected", attr="weight", loops=False)
    if method == "spinglass" and not graph.is_connected():
        raise NetworkError("spinglass needs a network in one piece")
    membership: list[int] = _igraph(graph, method, count).membership
    return membership


def _igraph(graph: Any, method: str, count: int | None) -> Any:
    trees = {
        "fastgreedy": graph.community_fastgreedy,
        "walktrap": graph.community_walktrap,
    }
    if method in trees:
        tree = trees[method](weights="weight")
        return tree.as_clustering(n=count)
    if method == "edge_betweenness":
        return graph.community_edge_betweenness(directed=False).as_clustering(n=count)
    if method == "leiden":
        return graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=-1)
    if method == "infomap":
        return graph.community_infomap(edge_weights="weight")
    name = "multilevel" if method == "louvain" else method
    return getattr(graph, f"community_{name}")(weights="weight")


def _cut(ties: Floats, distance: Floats, method: str, count: int) -> Sequence[int]:
    if len(ties) <= count:
        return range(len(ties))
    if method == "concor":
        return concor(ties, count)
    if method == "pam":
        return pam(distance, count)
    return hierarchical(distance, method, count)


def _distance(ties: Floats) -> Floats:
    """One minus the share that a tie is of the strongest."""
    distance = 1 - ties / (ties.max() or 1.0) if len(ties) else ties.copy()
    np.fill_diagonal(distance, 0)
    return np.asarray(distance)


def hierarchical(distance: Floats, method: str, count: int) -> list[int]:
    """Groups of a hierarchical clustering; ``ward`` takes plain distances and squares them, as Ward (1963)."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    tree = linkage(squareform(distance, checks=False), method)
    groups: list[int] = fcluster(tree, count, "maxclust").tolist()
    return groups


def pam(distance: Floats, count: int) -> list[int]:
    """Partitioning around medoids: build, then swap while the sum of distances to the medoids falls."""
    medoids: list[int] = []
    nearest = np.full(len(distance), np.inf)
    for _ in range(count):
        costs = np.minimum(nearest[None, :], distance).sum(axis=1)
        costs[medoids] = np.inf
        medoids.append(int(np.argmin(costs)))
        nearest = np.minimum(nearest, distance[medoids[-1]])
    best = nearest.sum()
    while True:
        swaps = [
            (float(distance[[*medoids[:at], new, *medoids[at + 1 :]]].min(axis=0).sum()), at, new)
            for at in range(count)
            for new in range(len(distance))
            if new not in medoids
        ]
        cost, at, new = min(swaps, default=(np.inf, 0, 0))
        if cost >= best - 1e-12:
            return [int(group) for group in np.argmin(distance[medoids], axis=0)]
        medoids[at], best = new, cost


def concor(ties: Floats, count: int = 2) -> list[int]:
    """Iterated correlation of columns until all are 1 or -1; the largest group is split until there are enough."""
    groups = np.zeros(len(ties), np.int64)
    while groups.max() + 1 < count:
        members = np.flatnonzero(groups == np.argmax(np.bincount(groups)))
        half = _halves(ties[:, members])
        if half.all() or not half.any():
            break
        groups[members[half]] = groups.max() + 1
    return [int(group) for group in groups]


def _halves(columns: Floats) -> Ints:
    """Which columns fall apart from the first."""
    matrix = columns
    for _ in range(50):
        with np.errstate(divide="ignore", invalid="ignore"):
            matrix = np.nan_to_num(np.atleast_2d(np.corrcoef(matrix, rowvar=False)))
        if (np.abs(matrix) > 0.999).all():
            break
    return np.asarray(matrix[:, 0] < 0)
