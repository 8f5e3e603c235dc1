"""Communities of a one-mode network: who belongs together, by many methods, and which of them says it best.

Methods that cut take a number of groups: ``single``, ``average``, ``complete``, ``ward``, ``weighted`` (McQuitty),
``median`` and ``centroid`` (hierarchical clustering); ``kmeans`` (Lloyd 1982; Arthur and Vassilvitskii 2007); ``pam``
(Kaufman and Rousseeuw 1990); ``concor`` (Breiger, Boorman and Arabie 1975). The others find their own: ``louvain``
(Blondel et al. 2008), ``leiden`` (Traag, Waltman and van Eck 2019), ``fastgreedy`` (Clauset, Newman and Moore 2004),
``walktrap`` (Pons and Latapy 2005), ``edge_betweenness`` (Girvan and Newman 2002), ``infomap`` (Rosvall and Bergstrom
2008), ``label_propagation`` (Raghavan, Albert and Kumara 2007), ``leading_eigenvector`` (Newman 2006), ``spinglass``
(Reichardt and Bornholdt 2006). What is negative is left out.
"""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .clustering import concor, hierarchical, kmeans, pam
from .errors import NetworkError, needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Floats
    from .result import Network

__all__ = ["CUTTING", "METHODS", "QUICK", "Communities", "best_communities", "communities", "modularity", "of_ties"]

HIERARCHICAL = ("single", "average", "complete", "ward", "weighted", "median", "centroid")
CUTTING = (*HIERARCHICAL, "kmeans", "pam", "concor")
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
QUICK = tuple(method for method in METHODS if method not in ("edge_betweenness", "spinglass"))
"""The methods that do for large networks too."""
# ARPACK begins somewhere at random, and now and then gets nowhere from there.
_ATTEMPTS = 5


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


def communities(
    network: Network,
    method: str = "louvain",
    *,
    count: int | None = None,
    seed: int = 0,
    distance: Floats | None = None,
) -> Communities:
    """The communities of a one-mode network, by its positive ties; isolates are communities of their own.

    ``count`` is how many: needed where a method cuts, and two without it; other methods find their own. Methods that
    cut (but ``concor``) go by distances: those of the ties, or ``distance``, such as ``votes.Votes.distance``, which
    is what rDNA takes.

    Raises:
        NetworkError: the network is two-mode, there is no such method, or it cannot make that many.
        MissingExtra: igraph is not installed, which all methods need that find their own number.
    """
    return of_ties(_ties(network), method, count=count, seed=seed, distance=distance)


def of_ties(
    ties: Floats, method: str, *, count: int | None = None, seed: int = 0, distance: Floats | None = None
) -> Communities:
    """``communities`` of a symmetric matrix of positive weights; ``distance`` stands for what is made of them."""
    _check(method)
    if method in CUTTING:
        if count is not None and not 1 <= count <= max(len(ties), 1):
            raise NetworkError(f"{len(ties)} nodes cannot make {count} communities")
        groups = _cut(
            ties, _distance(ties) if distance is None else distance, method, 2 if count is None else count, seed
        )
    else:
        groups = _found(ties, method, count, seed)
    numbered = _numbered(groups)
    return Communities(method, numbered, modularity(ties, numbered))


def _ties(network: Network) -> Floats:
    if network.kind != "onemode":
        raise NetworkError("communities are those of a one-mode network")
    return np.maximum(np.nan_to_num(network.to_numpy()), 0)


def _check(method: str) -> None:
    if method not in METHODS:
        raise NetworkError(f"method {method!r} is not one of {', '.join(METHODS)}")


def best_communities(network: Network, methods: Sequence[str] = QUICK, *, most: int = 5, seed: int = 0) -> Communities:
    """The communities of the highest modularity, methods that cut being tried with two to ``most`` groups.

    Of several that are as good, those of the method that is named first. Methods that cannot part this network are
    left out.

    Raises:
        NetworkError: as ``communities``.
    """
    ties = _ties(network)
    found = []
    for method in methods:
        _check(method)
        for count in range(2, min(most, len(ties)) + 1) if method in CUTTING else (None,):
            with suppress(NetworkError):
                found.append(of_ties(ties, method, count=count, seed=seed))
    if not found:
        raise NetworkError("the network cannot be split")
    best = max(one.modularity for one in found)
    return next(one for one in found if one.modularity >= best - 1e-12)


def _numbered(groups: Sequence[int]) -> tuple[int, ...]:
    """Groups numbered in the order in which they come."""
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(int(group), len(numbers)) for group in groups)


def _found(ties: Floats, method: str, count: int | None, seed: int) -> Sequence[int]:
    igraph = needed("igraph")
    if not ties.any():
        return range(len(ties))
    graph = igraph.Graph.Weighted_Adjacency(ties.tolist(), mode="undirected", attr="weight", loops=False)
    if method == "spinglass" and not graph.is_connected():
        raise NetworkError("spinglass needs a network in one piece")
    reason: Exception | None = None
    for attempt in range(_ATTEMPTS):
        igraph.set_random_number_generator(random.Random(seed + attempt))
        try:
            membership: list[int] = _igraph(graph, method, count).membership
        except igraph.InternalError as error:
            reason = error
        else:
            return membership
    raise NetworkError(f"{method} cannot part this network: {reason}")


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


def _cut(ties: Floats, distance: Floats, method: str, count: int, seed: int) -> Sequence[int]:
    if len(ties) <= count:
        return range(len(ties))
    if method == "concor":
        return concor(ties, count)
    if method == "pam":
        return pam(distance, count)
    if method == "kmeans":
        return kmeans(distance, count, seed)
    return hierarchical(distance, method, count)


def _distance(ties: Floats) -> Floats:
    """One minus the share that a tie is of the strongest."""
    distance = 1 - ties / (ties.max() or 1.0) if len(ties) else ties.copy()
    np.fill_diagonal(distance, 0)
    return np.asarray(distance)
