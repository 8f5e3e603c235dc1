"""Which concepts make up the backbone of a one-mode network, and which are redundant.

After Henrichsen and Leifeld's backbones of discourse networks, as DNA 3 has them: a set of concepts is the better, the
less the spectrum of the network changes when only they are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from .build import whole_network
from .errors import NetworkError
from .options import NetworkOptions
from .selection import select
from .spectrum import spectrum

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .cells import Floats
    from .selection import Selection
    from .table import Ints, StatementTable

__all__ = ["Backbones", "Step", "backbones"]


@dataclass(frozen=True, slots=True)
class Step:
    """A concept taken out of the backbone: what the backbone and the set of all that was taken out lose then."""

    rank: int
    concept: str
    backbone_loss: float
    redundant_loss: float
    statements: int


@dataclass(frozen=True, eq=False)
class Backbones:
    """A one-mode network whose concepts can be split in two."""

    chosen: Selection

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """The values of variable 2, sorted."""
        column = self.chosen.second
        codes = np.unique(column.codes[self.chosen.kept]).tolist()
        return tuple(str(column.levels[code]) for code in codes)

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {concept: self.chosen.second.code(concept) for concept in self.concepts}

    @cached_property
    def _full(self) -> Floats:
        return self._spectrum(self.chosen)

    def _spectrum(self, chosen: Selection) -> Floats:
        return spectrum(whole_network(chosen).to_numpy(), dna=chosen.options.dna)

    def rows(self, concepts: Collection[str]) -> Ints:
        """The statements on some concepts."""
        codes = [self._codes[concept] for concept in concepts]
        return self.chosen.kept[np.isin(self.chosen.second.codes[self.chosen.kept], codes)]

    def loss(self, concepts: Collection[str]) -> float:
        """How far the spectrum of the network of these concepts is from that of all, over the same actors."""
        options = replace(self.chosen.options, isolates=True)
        part = replace(self.chosen, options=options, loaded=self.chosen.kept, kept=self.rows(concepts))
        return float(np.abs(self._full - self._spectrum(part)).sum())

    def nested(self) -> list[Step]:
        """Take out concept after concept, each time the one that costs least.

        Of several that cost exactly the same, the first in alphabetical order; with ``compat``, all of them at once,
        the last first, as if each were the only one (D23).
        """
        left = list(self.concepts)
        steps: list[Step] = []
        while left:
            costs = [self.loss([c for c in left if c != concept]) for concept in left]
            best = [concept for concept, cost in zip(left, costs, strict=True) if cost == min(costs)]
            before = list(left)
            for concept in reversed(best) if self.chosen.options.dna else best[:1]:
                left.remove(concept)
                gone = [c for c in self.concepts if c not in left]
                alone = len(self.rows([c for c in before if c != concept]))
                steps.append(Step(len(steps) + 1, concept, min(costs), self.loss(gone), alone))
        return steps

    def landscape(self) -> Iterator[tuple[tuple[str, ...], float, float]]:
        """Every set of concepts but none and all, with its loss and that of the rest.

        Raises:
            NetworkError: there are more than 16 concepts.
        """
        if len(self.concepts) > 16:
            raise NetworkError(f"{len(self.concepts)} concepts have too many sets; 16 are the most")
        every = (1 << len(self.concepts)) - 1
        loss = cache(lambda mask: self.loss(self._of_mask(mask)))  # each set is the rest of another one
        for mask in range(1, every):
            yield self._of_mask(mask), loss(mask), loss(every ^ mask)

    def _of_mask(self, mask: int) -> tuple[str, ...]:
        return tuple(c for place, c in enumerate(self.concepts) if mask >> place & 1)

    def anneal(
        self, *, penalty: float = 3.5, size: int | None = None, steps: int = 10_000, seed: int = 0
    ) -> tuple[tuple[str, ...], float]:
        """The best backbone that simulated annealing finds, and its loss (without the penalty).

        ``penalty`` favours small backbones: ``loss * exp(-penalty * redundant / concepts)``. With ``size`` the backbone
        has just so many concepts, and there is no penalty.
        """
        from .anneal import Annealing

        return Annealing(self, penalty, size, steps, seed).run()


def backbones(statements: StatementTable, options: NetworkOptions | None = None) -> Backbones:
    """The backbones of a one-mode network; without options, of organizations by ``subtract`` and ``average``.

    Raises:
        NetworkError: the network is not one-mode, or the options do not go together.
    """
    options = options or NetworkOptions(
        type="onemode", aggregation="subtract", normalization="average", duplicates="document"
    )
    if options.type != "onemode" or options.window.unit != "no":
        raise NetworkError("a backbone is that of a one-mode network without time windows")
    return Backbones(select(statements, options))
