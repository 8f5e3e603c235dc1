"""Counts that become figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["PRF", "Overlap", "Share", "Tally", "f_score"]


class PRF(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def f_score(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


@dataclass(slots=True)
class Tally:
    """What was read right of what was read, and what was found of what is gold."""

    right: float = 0
    read: int = 0
    found: float = 0
    gold: int = 0

    def add(self, right: float, read: int, found: float, gold: int) -> None:
        """Count one article."""
        self.right += right
        self.read += read
        self.found += found
        self.gold += gold

    def score(self) -> PRF:
        """The figure that the counts make."""
        precision = self.right / self.read if self.read else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        return PRF(precision, recall, f_score(precision, recall))


@dataclass(slots=True)
class Overlap:
    """Things in both, in the reading, in the gold."""

    both: int = 0
    read: int = 0
    gold: int = 0

    def add(self, both: int, read: int, gold: int) -> None:
        """Count more of them."""
        self.both += both
        self.read += read
        self.gold += gold

    def f1(self) -> float:
        """F1 of the counts."""
        return Tally(self.both, self.read, self.both, self.gold).score().f1


@dataclass(slots=True)
class Share:
    """Hits among trials."""

    hits: int = 0
    trials: int = 0

    def add(self, hit: bool) -> None:
        """Count one trial."""
        self.hits += hit
        self.trials += 1

    def value(self) -> float:
        """The share; 0 where nothing was tried."""
        return self.hits / self.trials if self.trials else 0.0
