"""Phase transitions: the states that a discourse goes through, as groups of points in time whose networks are alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .communities import modularity, of_ties
from .errors import NetworkError, needed
from .records import Records
from .spectrum import distances

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from .cells import Floats
    from .result import Network

__all__ = ["Phases", "phases", "stress", "trajectory"]

METHODS = ("single", "average", "complete", "ward", "pam", "concor", "fastgreedy", "walktrap")
_SAME = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Phases:
    """``distance`` has shape ``(times, times)`` and a maximum of 1; ``states`` has each time's state, from 1."""

    times: tuple[datetime, ...]
    distance: Floats = field(repr=False)
    states: tuple[int, ...]
    method: str
    modularity: float

    def records(self) -> Records:
        """One row a time: time, state, the two dimensions of the trajectory, method and modularity."""
        places = trajectory(self.distance).tolist()
        about = (self.method, self.modularity)
        rows = [(t.isoformat(), s, *at, *about) for t, s, at in zip(self.times, self.states, places, strict=True)]
        return Records(("time", "state", "x", "y", "method", "modularity"), tuple(rows))

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``: time, state and the two dimensions of the trajectory.

        Raises:
            MissingExtra: pandas is not installed.
        """
        pd = needed("pandas")
        places = trajectory(self.distance)
        return pd.DataFrame({"time": self.times, "state": self.states, "x": places[:, 0], "y": places[:, 1]})


def phases(
    networks: Sequence[Network],
    *,
    distance: str = "absdiff",
    methods: Sequence[str] = METHODS,
    least: int = 2,
    most: int = 6,
    dna: bool = False,
) -> Phases:
    """The states of a series of networks over the same nodes (a kernel series, or windows with isolates).

    Each method groups the times into ``least`` to ``most`` states; the grouping with the highest modularity of one
    minus the distance counts, the first of several that are the same.

    Raises:
        NetworkError: there are too few networks, or they have different nodes; or as ``distances``.
    """
    if len(networks) <= max(least, 2):
        raise NetworkError(f"{len(networks)} networks are too few to find {max(least, 2)} states in")
    if len({(network.rows, network.columns) for network in networks}) > 1:
        raise NetworkError("networks can be compared only over the same nodes: use a kernel, or isolates")
    apart = distances([network.to_numpy() for network in networks], distance, dna=dna)
    apart = apart / (apart.max() or 1.0)
    method, groups, score = _best(apart, methods, range(least, min(most, len(networks) - 1) + 1))
    return Phases(tuple(network.time for network in networks), apart, groups, method, score)


def _best(apart: Floats, methods: Sequence[str], counts: range) -> tuple[str, tuple[int, ...], float]:
    alike = 1 - apart
    np.fill_diagonal(alike, 0)
    best: tuple[str, tuple[int, ...], float] = ("", (), -np.inf)
    for method in methods:
        for count in counts:
            groups = _groups(apart, alike, method, count)
            score = modularity(alike, groups)
            if score > best[2] + _SAME:
                best = (method, tuple(group + 1 for group in groups), score)
    return best


def _groups(apart: Floats, alike: Floats, method: str, count: int) -> tuple[int, ...]:
    ties = 1 - apart if method == "concor" else alike
    return of_ties(ties, method, count=count, distance=apart).groups


def trajectory(distance: Floats, *, rounds: int = 500) -> Floats:
    """Places in two dimensions whose distances are in the order of ``distance``, of shape ``(times, 2)``.

    Non-metric multidimensional scaling (Kruskal 1964) from the places of classical scaling, by majorization.
    """
    places = _classical(distance)
    upper = np.triu_indices(len(distance), 1)
    order = np.argsort(distance[upper], kind="stable")
    for _ in range(rounds):
        found = np.linalg.norm(places[upper[0]] - places[upper[1]], axis=1)
        fitted = np.empty_like(found)
        fitted[order] = _isotonic(found[order])
        fitted *= np.sqrt((found**2).sum() / max((fitted**2).sum(), _SAME))
        ratio = np.zeros_like(distance)
        ratio[upper] = np.divide(fitted, found, out=np.zeros_like(found), where=found > _SAME)
        ratio += ratio.T
        moved = (np.diag(ratio.sum(axis=1)) - ratio) @ places / len(places)
        if np.abs(moved - places).max() < 1e-9:
            break
        places = moved
    return places


def stress(distance: Floats, places: Floats) -> float:
    """Kruskal's first stress: how far the distances of the places are from the order of ``distance``; 0 is best."""
    upper = np.triu_indices(len(distance), 1)
    order = np.argsort(distance[upper], kind="stable")
    found = np.linalg.norm(places[upper[0]] - places[upper[1]], axis=1)[order]
    total = float((found**2).sum())
    return float(np.sqrt(((found - _isotonic(found)) ** 2).sum() / total)) if total else 0.0


def _classical(distance: Floats) -> Floats:
    """Torgerson's scaling into two dimensions."""
    squares = distance**2
    means = squares.mean(axis=0)
    values, vectors = np.linalg.eigh(-(squares - means[:, None] - means[None, :] + squares.mean()) / 2)
    top = np.argsort(values)[::-1][:2]
    return np.asarray(vectors[:, top] * np.sqrt(np.maximum(values[top], 0)))


def _isotonic(values: Floats) -> Floats:
    """The closest numbers that never fall (pool adjacent violators)."""
    means: list[float] = []
    sizes: list[int] = []
    for value in values.tolist():
        means.append(value)
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            mean, size = means.pop(), sizes.pop()
            means[-1] = (means[-1] * sizes[-1] + mean * size) / (sizes[-1] + size)
            sizes[-1] += size
    return np.repeat(means, sizes)
