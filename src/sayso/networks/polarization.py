"""Polarization: how well a network of congruence and one of conflict split into groups, and by which groups best."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from .build import network, series
from .errors import NetworkError
from .options import NetworkOptions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from .cells import Floats
    from .table import Ints, StatementTable

__all__ = ["Polarization", "Quality", "best_groups", "polarization"]

_EXHAUSTIVE = 1 << 14


@dataclass(frozen=True, eq=False)
class Quality:
    """How groups fit a network of congruence and one of conflict, both ``(actors, actors)``.

    Were the actors perfectly polarized, all congruence would lie within groups, spread evenly, and all conflict
    between them. ``raw`` is how far they are from that: for each pair in one group its conflict and what its congruence
    lacks of the mean (or has above), for each pair in two groups its congruence and what its conflict lacks. At most
    that is all congruence and conflict twice over; ``of`` is 1 for perfect groups and 0 for the worst.

    With ``dna``, the mean congruence of a pair is multiplied by its group's share of pairs and the mean conflict by
    that of the two groups, and the groups that are farthest away count as the best, as in DNA 3.0.
    """

    congruence: Floats
    conflict: Floats
    dna: bool = False

    @cached_property
    def _sizes(self) -> tuple[Floats, Floats]:
        return np.abs(self.congruence), np.abs(self.conflict)

    @cached_property
    def _sums(self) -> tuple[float, float]:
        congruence, conflict = self._sizes
        return congruence.sum(), conflict.sum()

    @cached_property
    def total(self) -> float:
        """All congruence and conflict, each pair counted twice."""
        return float(self._sums[0] + self._sums[1])

    def raw(self, groups: Ints) -> float:
        """How far groups, numbered from 0, one an actor, are from perfect ones."""
        same = groups[:, None] == groups[None, :]
        other = ~same
        np.fill_diagonal(same, False)
        congruence, conflict = self._sizes
        found = conflict[same].sum() + congruence[other].sum()
        sizes = np.bincount(groups)[groups].astype(np.float64) if self.dna else None
        for matrix, total, where, itself in (
            (self.congruence, self._sums[0], same, 1),
            (self.conflict, self._sums[1], other, 0),
        ):
            if pairs := int(where.sum()):
                share = 1 if sizes is None else sizes[:, None] * (sizes - itself) / pairs
                found += np.abs(matrix - total / pairs * share)[where].sum()
        return float(found) / 2

    def score(self, raw: float) -> float:
        """The score, from 0 to 1; DNA's is the distance from perfect groups, divided by all congruence and conflict."""
        if not self.total:
            return 0.0
        return raw / self.total if self.dna else 1 - raw / self.total

    def of(self, groups: Ints) -> float:
        """The score of groups."""
        return self.score(self.raw(groups))

    def table(self, clusters: int) -> Iterator[tuple[Ints, float, float]]:
        """Every way to put the actors into groups, the first actor's changing fastest, with raw and normalized quality.

        Raises:
            NetworkError: there are more than 200,000 ways.
        """
        count = clusters ** len(self.congruence)
        if count > 200_000:
            raise NetworkError(f"there are {count} ways to put {len(self.congruence)} actors into {clusters} groups")
        for reverse in product(range(clusters), repeat=len(self.congruence)):
            groups = np.asarray(reverse[::-1], dtype=np.int64)
            raw = self.raw(groups)
            yield groups, raw, raw / self.total if self.total else float("nan")


@dataclass(frozen=True, slots=True)
class Polarization:
    """The best split at a time: ``groups`` has the number of each actor's group."""

    time: datetime
    score: float
    actors: tuple[str, ...]
    groups: tuple[int, ...]


def best_groups(quality: Quality, clusters: int = 2, *, seed: int = 0, starts: int = 20) -> Ints:
    """The groups of the best score: all are tried where they are few, else a greedy search from random starts.

    The search moves single actors and swaps pairs, so that, other than in DNA, groups of any size are met (D11).
    """
    actors = len(quality.congruence)
    if clusters**actors <= _EXHAUSTIVE:
        return max(quality.table(clusters), key=lambda row: quality.score(row[1]))[0]
    random = Random(seed)
    found = (_climb(quality, np.asarray(_start(actors, clusters, random)), clusters) for _ in range(starts))
    return max(found, key=quality.of)


def _start(actors: int, clusters: int, random: Random) -> list[int]:
    groups = [place % clusters for place in range(actors)]
    random.shuffle(groups)
    return groups


def _climb(quality: Quality, groups: Ints, clusters: int) -> Ints:
    """Take every move that makes the score better, until none does."""
    best = quality.of(groups)
    better = True
    while better:
        better = False
        for new in _moves(groups, clusters):
            value = quality.of(new)
            if value > best + 1e-12:
                groups, best, better = new, value, True
                break
    return groups


def _moves(groups: Ints, clusters: int) -> Iterator[Ints]:
    for actor in range(len(groups)):
        for group in range(clusters):
            if group != groups[actor]:
                new = groups.copy()
                new[actor] = group
                yield new
    for first, second in combinations(range(len(groups)), 2):
        if groups[first] != groups[second]:
            new = groups.copy()
            new[[first, second]] = groups[[second, first]]
            yield new


def polarization(
    statements: StatementTable,
    options: NetworkOptions | None = None,
    *,
    clusters: int = 2,
    seed: int = 0,
) -> list[Polarization]:
    """The best split of the network, or of each window of a series.

    ``options`` choose actors, concepts, dates and windows; aggregation and normalization are given: congruence and
    conflict, by ``average``. With ``compat`` only the score is DNA's (``Quality``); its windows are not.

    Raises:
        NetworkError: the options do not go together.
    """
    options = replace(options or NetworkOptions(), type="onemode", normalization="average")
    both = [replace(options, aggregation=name) for name in ("congruence", "conflict")]
    pairs = (
        [tuple(network(statements, one) for one in both)]
        if options.window.unit == "no"
        else zip(*(series(statements, one) for one in both), strict=True)
    )
    scores = []
    for congruence, conflict in pairs:
        quality = Quality(congruence.to_numpy(), conflict.to_numpy(), dna=options.dna)
        groups = best_groups(quality, clusters, seed=seed)
        scores.append(Polarization(congruence.time, quality.of(groups), congruence.rows, tuple(groups.tolist())))
    return scores
