"""Groups from distances, or from profiles of ties: the methods that are told how many groups there are to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .cells import Floats
    from .table import Ints

__all__ = ["concor", "hierarchical", "kmeans", "pam"]


def hierarchical(distance: Floats, method: str, count: int) -> list[int]:
    """Groups of a hierarchical clustering; ``ward`` takes plain distances and squares them, as Ward (1963)."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    tree = linkage(squareform(distance, checks=False), method)
    if method in ("median", "centroid"):  # whose heights can fall, so that no height cuts them
        return _merged(tree, len(distance), count)
    groups: list[int] = fcluster(tree, count, "maxclust").tolist()
    return groups


def _merged(tree: Floats, size: int, count: int) -> list[int]:
    """The groups after all but the last ``count - 1`` merges."""
    groups = [[node] for node in range(size)]
    left = set(range(size))
    for one, other in tree[: size - count, :2].astype(int).tolist():
        left -= {one, other}
        left.add(len(groups))
        groups.append(groups[one] + groups[other])
    found = [0] * size
    for number, group in enumerate(sorted(left)):
        for node in groups[group]:
            found[node] = number
    return found


def kmeans(points: Floats, count: int, seed: int = 0, *, starts: int = 20) -> list[int]:
    """Groups around means, the best of several starts; a node's point is its row of distances, as in rDNA."""
    random = np.random.default_rng(seed)
    found = [_lloyd(points, _first_means(points, count, random)) for _ in range(starts)]
    groups: list[int] = min(found, key=lambda one: one[1])[0].tolist()
    return groups


def _first_means(points: Floats, count: int, random: np.random.Generator) -> Floats:
    """Points far from each other, drawn by their squared distance from those before."""
    chosen = [int(random.integers(len(points)))]
    for _ in range(count - 1):
        far = _squares(points, points[chosen]).min(axis=1)
        total = far.sum()
        chosen.append(int(random.choice(len(points), p=far / total if total else None)))
    return points[chosen]


def _lloyd(points: Floats, means: Floats) -> tuple[Ints, float]:
    groups = np.full(len(points), -1)
    while True:
        far = _squares(points, means)
        new = far.argmin(axis=1)
        if (new == groups).all():
            return groups, float(far.min(axis=1).sum())
        groups = new
        members = [points[groups == group] for group in range(len(means))]
        means = np.stack([some.mean(axis=0) if len(some) else old for some, old in zip(members, means, strict=True)])


def _squares(points: Floats, others: Floats) -> Floats:
    from scipy.spatial.distance import cdist

    return np.asarray(cdist(points, others, "sqeuclidean"))


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
