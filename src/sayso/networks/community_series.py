"""The best communities of every window of a series, with groups that keep their numbers from window to window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .communities import QUICK, Communities, best_communities
from .records import Records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from .result import Network

__all__ = ["CommunitySeries", "communities_over_time"]


@dataclass(frozen=True, slots=True)
class CommunitySeries:
    """``best`` are the communities of each time, ``groups`` each actor's there, numbered alike through time."""

    times: tuple[datetime, ...]
    best: tuple[Communities, ...]
    groups: tuple[Mapping[str, int], ...]

    def records(self) -> Records:
        """One row a time and actor: time, method, modularity, actor, community."""
        rows = [
            (time.isoformat(), best.method, best.modularity, actor, group)
            for time, best, groups in zip(self.times, self.best, self.groups, strict=True)
            for actor, group in groups.items()
        ]
        return Records(("time", "method", "modularity", "node", "community"), tuple(rows))


def communities_over_time(
    networks: Iterable[Network], methods: Sequence[str] = QUICK, *, most: int = 5, seed: int = 0
) -> CommunitySeries:
    """Of each network the communities of the highest modularity, as rDNA's ``dna_multiclust``.

    A community goes on under its number where it has most actors in common with one of the time before (all pairs
    together: Kuhn 1955); others get new numbers. Networks of fewer than two actors have none.

    Raises:
        NetworkError: a network is two-mode, or there is no such method.
    """
    times, best, groups = [], [], []
    before: dict[str, int] = {}
    used = 0
    for network in networks:
        found = Communities("", (0,) * len(network.rows), 0.0)
        if len(network.rows) > 1 or network.kind != "onemode":
            found = best_communities(network, methods, most=most, seed=seed)
        numbers = _numbers(network.rows, found.groups, before, used)
        used = max(used, *(number + 1 for number in numbers), 0) if numbers else used
        now = {actor: numbers[group] for actor, group in zip(network.rows, found.groups, strict=True)}
        before = now or before
        times.append(network.time)
        best.append(found)
        groups.append(now)
    return CommunitySeries(tuple(times), tuple(best), tuple(groups))


def _numbers(actors: Sequence[str], groups: Sequence[int], before: Mapping[str, int], used: int) -> list[int]:
    """The number that each group is to have."""
    from scipy.optimize import linear_sum_assignment

    count = max(groups, default=-1) + 1
    common = np.zeros((count, used))
    for actor, group in zip(actors, groups, strict=True):
        if actor in before:
            common[group, before[actor]] += 1
    numbers = [-1] * count
    for group, number in zip(*(part.tolist() for part in linear_sum_assignment(-common)), strict=True):
        if common[group, number]:
            numbers[group] = number
    fresh = iter(range(used, used + count))
    return [number if number >= 0 else next(fresh) for number in numbers]
