"""Simulated annealing for backbones (Kirkpatrick, Gelatt and Vecchi 1983, "Optimization by simulated annealing")."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from .errors import NetworkError

if TYPE_CHECKING:
    from .backbone import Backbones

__all__ = ["Annealing"]


@dataclass(slots=True)
class Annealing:
    """One run; the same seed gives the same result."""

    backbones: Backbones
    penalty: float
    size: int | None
    steps: int
    seed: int
    random: Random = field(init=False)
    known: dict[frozenset[str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        count = len(self.backbones.concepts)
        if count < 2 or not 1 <= (self.size or 1) < count:
            raise NetworkError(f"of {count} concepts no backbone of size {self.size or 1} can be chosen")

    def run(self) -> tuple[tuple[str, ...], float]:
        """The best set that was met, sorted, and its loss."""
        state = frozenset(self.random.sample(self.backbones.concepts, self.size or 1))
        best = state
        for step in range(1, self.steps + 1):
            new = self._neighbour(state)
            if self._accepts(self._cost(new) - self._cost(state), step):
                state = new
            if self._cost(state) < self._cost(best):
                best = state
        return tuple(sorted(best, key=self.backbones.concepts.index)), self._loss(best)

    def _accepts(self, worse: float, step: int) -> bool:
        """Always what is better; what is worse the less, the worse and the later it is."""
        if worse < 0:
            return True
        temperature = 1 - 1 / (1 + math.exp(5 - 12 * step / self.steps))
        return self.random.random() < math.exp(-worse) * temperature

    def _neighbour(self, state: frozenset[str]) -> frozenset[str]:
        """Add, remove or swap a concept."""
        concepts = self.backbones.concepts
        outside = [c for c in concepts if c not in state]
        moves = ["swap"]
        if self.size is None:
            moves += ["add"] * (len(outside) > 1) + ["remove"] * (len(state) > 1)
        move = self.random.choice(moves)
        gone = {self.random.choice(sorted(state))} if move != "add" else set()
        come = {self.random.choice(outside)} if move != "remove" else set()
        return (state - gone) | come

    def _loss(self, state: frozenset[str]) -> float:
        if state not in self.known:
            self.known[state] = self.backbones.loss(state)
        return self.known[state]

    def _cost(self, state: frozenset[str]) -> float:
        if self.size is not None:
            return self._loss(state)
        count = len(self.backbones.concepts)
        return self._loss(state) * math.exp(-self.penalty * (count - len(state)) / count)
