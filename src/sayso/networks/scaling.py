"""Ideological scaling: places of actors on one or two dimensions, from what they agree and disagree with.

Two methods. ``irt``: the two-parameter probit model of roll calls, as in rDNA's ``dna_scale1dbin`` and
``dna_scale2dbin`` (``irt.py`` has the papers). What the model leaves open is settled after sampling: in every draw the
actors' mean is 0 and their variances have a mean of 1 (Bafumi, Gelman, Park and Kaplan 2005), draws are turned towards
their mean (Procrustes; Hoff, Raftery and Handcock 2002), and that onto its principal axes. ``correspondence``:
correspondence analysis of how often each actor agreed with and opposed each concept (Greenacre 2017, "Correspondence
analysis in practice"), with intervals from resampled statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from . import irt
from .correspondence import correspondence
from .errors import NetworkError
from .posterior import align, highest_density, split_rhat, standardize
from .records import Records
from .votes import votes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .cells import Floats
    from .options import NetworkOptions
    from .records import Value
    from .table import StatementTable
    from .votes import Votes

__all__ = ["Place", "Scaling", "ScalingOptions", "scaling"]

METHODS = ("irt", "correspondence")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalingOptions:
    """How to scale.

    ``threshold`` (0 to 0.5): an actor counts as for a concept where the share of agreement is at least one minus it, as
    against where it is at most that; between, nothing is known. ``positive`` and ``negative`` name actors by whom the
    first dimension is turned. ``draws`` are those of each chain after ``burn_in``, or the resamples of
    ``correspondence``. The same ``seed`` gives the same places.
    """

    method: str = "irt"
    dimensions: int = 1
    threshold: float = 0.0
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    draws: int = 4_000
    burn_in: int = 1_000
    chains: int = 2
    seed: int = 0

    def check(self) -> None:
        """See that all of it can be.

        Raises:
            NetworkError: it cannot.
        """
        if self.method not in METHODS:
            raise NetworkError(f"scaling: {self.method!r} is not one of {', '.join(map(repr, METHODS))}")
        if self.dimensions not in (1, 2):
            raise NetworkError(f"scaling has one or two dimensions, not {self.dimensions}")
        if not 0 <= self.threshold < 0.5:
            raise NetworkError(f"the threshold {self.threshold} is not between 0 and 0.5")
        if min(self.draws, self.burn_in + 1, self.chains) < 1 or self.draws < 4:
            raise NetworkError("scaling needs four draws or more, and a chain")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor or concept lies on each dimension: the mean and the bounds of 95 % of what is likely.

    ``rhat`` (Gelman and others 2013) is near 1 where chains agree with each other; None without chains.
    """

    label: str
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    rhat: float | None = None


@dataclass(frozen=True, slots=True)
class Scaling:
    """Places of actors and concepts.

    Of ``irt``, ``concepts`` have their discrimination (the sign says which side agrees) and ``difficulty`` how rarely
    anybody agrees; of ``correspondence``, each concept has two places, for and against, and ``explained`` has the share
    of the inertia of each dimension. ``dropped`` are actors and concepts of whom too little is known.
    """

    method: str
    actors: tuple[Place, ...]
    concepts: tuple[Place, ...]
    difficulty: tuple[Place, ...] = ()
    explained: tuple[float, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def dimensions(self) -> int:
        """How many there are."""
        return len(self.actors[0].mean) if self.actors else 0

    @property
    def rhat(self) -> float | None:
        """The worst of all; above 1.1 the chains should be longer."""
        known = [place.rhat for place in (*self.actors, *self.concepts, *self.difficulty) if place.rhat is not None]
        return max(known, default=None)

    def records(self) -> Records:
        """One row an actor or concept and dimension."""
        rows: list[tuple[Value, ...]] = []
        of = {"actor": self.actors, self._of_concepts: self.concepts, "difficulty": self.difficulty}
        for kind, places in of.items():
            for place in places:
                bounds = enumerate(zip(place.mean, place.low, place.high, strict=True), 1)
                rows += [(kind, place.label, dimension, *held, place.rhat) for dimension, held in bounds]
        return Records(("what", "label", "dimension", "mean", "low", "high", "rhat"), tuple(rows))

    @property
    def _of_concepts(self) -> str:
        return "discrimination" if self.method == "irt" else "concept"


def scaling(
    statements: StatementTable, options: NetworkOptions | None = None, how: ScalingOptions | None = None
) -> Scaling:
    """Scale variable 1 by its agreement with variable 2; ``options`` choose variables, dates, filters and duplicates.

    Raises:
        NetworkError: there are fewer actors or concepts than it takes, a named actor is not among them, or the options
            do not go together.
    """
    how = how or ScalingOptions()
    how.check()
    threshold = how.threshold if how.method == "irt" else 0.5
    votes = votes_of(statements, options).telling(threshold)
    if len(votes.actors) <= how.dimensions + 1 or len(votes.concepts) <= how.dimensions:
        least = f"{how.dimensions + 2} actors and {how.dimensions + 1} concepts"
        raise NetworkError(
            f"{how.dimensions} dimensions need {least} that two or more spoke clearly about; "
            f"there are {len(votes.actors)} and {len(votes.concepts)}"
        )
    for name in (*how.positive, *how.negative):
        if name not in votes.actors:
            raise NetworkError(f"{name!r} is not among the actors that can be scaled: {', '.join(votes.actors)}")
    return _irt(votes, how) if how.method == "irt" else _correspondence(votes, how)


def _irt(votes: Votes, how: ScalingOptions) -> Scaling:
    matrix = votes.matrix(how.threshold)
    chains = [
        irt.sample(matrix, how.dimensions, draws=how.draws, burn_in=how.burn_in, seed=seed)
        for seed in np.random.SeedSequence(how.seed).generate_state(how.chains).tolist()
    ]
    theta, beta = (np.stack([getattr(chain, name) for chain in chains]) for name in ("theta", "beta"))
    alpha = np.stack([chain.alpha for chain in chains])[..., None]
    theta, beta, alpha = standardize(theta, beta, alpha)
    theta, beta = align(theta, beta)
    turn = _turn(theta.mean(axis=(0, 1)), _sides(votes, how))
    theta, beta = theta * turn, beta * turn
    return Scaling(
        "irt",
        _places(votes.actors, theta),
        _places(votes.concepts, beta),
        _places(votes.concepts, alpha),
        dropped=votes.dropped,
    )


def _sides(votes: Votes, how: ScalingOptions) -> dict[int, int]:
    """1 for the places of actors who are to lie on the right, -1 on the left."""
    named = ((name, sign) for names, sign in ((how.positive, 1), (how.negative, -1)) for name in names)
    return {votes.actors.index(name): sign for name, sign in named}


def _turn(places: Floats, sides: Mapping[int, int]) -> Floats:
    """1 for each dimension, but -1 for the first one where the actors named lie on the wrong side."""
    turn = np.ones(places.shape[1])
    turn[0] = -1.0 if sum(places[actor, 0] * sign for actor, sign in sides.items()) < 0 else 1.0
    return turn


def _places(labels: Sequence[str], draws: Floats) -> tuple[Place, ...]:
    """``draws`` has shape ``(chains, draws, labels, d)``."""
    together = draws.reshape(-1, *draws.shape[2:])
    low, high = highest_density(together)
    found = zip(labels, together.mean(axis=0), low, high, split_rhat(draws), strict=True)
    return tuple(
        Place(label, _floats(mean), _floats(below), _floats(above), float(rhat.max()))
        for label, mean, below, above, rhat in found
    )


def _floats(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _correspondence(votes: Votes, how: ScalingOptions) -> Scaling:
    found = correspondence(np.hstack([votes.agree, votes.against]), how.dimensions, how.draws, how.seed)
    turn = _turn(found.rows, _sides(votes, how))
    labels = [f"{concept} ({word})" for word in ("for", "against") for concept in votes.concepts]

    def places(names: Sequence[str], at: Floats, low: Floats, high: Floats) -> tuple[Place, ...]:
        bounds = np.sort(np.stack([low * turn, high * turn]), axis=0)
        rows = zip(names, at * turn, bounds[0], bounds[1], strict=True)
        return tuple(Place(name, _floats(a), _floats(b), _floats(c)) for name, a, b, c in rows if np.isfinite(a).all())

    return Scaling(
        "correspondence",
        places(votes.actors, found.rows, *found.row_bounds),
        places(labels, found.columns, *found.column_bounds),
        explained=_floats(found.explained),
        dropped=votes.dropped,
    )
