"""Item response theory for who agrees with what: a Gibbs sampler for the two-parameter probit model.

Actor i agrees with concept j with probability ``Phi(b_j . theta_i - a_j)``. Given latent utilities (Albert and Chib
1993, "Bayesian analysis of binary and polychotomous response data") every step is a draw from a normal distribution
(Albert 1992; Clinton, Jackman and Rivers 2004, "The statistical analysis of roll call data"; Martin and Quinn 2002).
Priors are those of MCMCpack's defaults (Martin, Quinn and Park 2011), on which rDNA relies: positions standard normal,
discrimination and difficulty normal with a variance of 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .cells import Floats

__all__ = ["Draws", "sample"]

_ITEM_PRECISION = 0.25


@dataclass(frozen=True, slots=True)
class Draws:
    """What one chain kept: ``theta`` of shape ``(draws, actors, d)``, ``beta`` ``(draws, concepts, d)``, ``alpha``."""

    theta: Floats
    beta: Floats
    alpha: Floats


def sample(
    votes: Floats,
    dimensions: int,
    *,
    draws: int,
    burn_in: int,
    seed: int,
    signs: Mapping[int, int] | None = None,
) -> Draws:
    """One chain.

    ``votes`` has shape ``(actors, concepts)``: 1 for, 0 against, nan where nothing is known. ``signs`` holds actors on
    one side of the first dimension: 1 above zero, -1 below; without any the posterior is the same under every rotation
    and reflection.
    """
    chain = _Chain(votes, dimensions, np.random.default_rng(seed), signs or {})
    for _ in range(burn_in):
        chain.step()
    kept = [chain.step() for _ in range(draws)]
    theta, beta, alpha = (np.stack(parts) for parts in zip(*kept, strict=True))
    return Draws(theta, beta, alpha)


class _Chain:
    def __init__(self, votes: Floats, dimensions: int, random: np.random.Generator, signs: Mapping[int, int]) -> None:
        self.random, self.signs, self.d = random, signs, dimensions
        self.seen = ~np.isnan(votes)
        self.rows, self.columns = np.nonzero(self.seen)
        self.side = np.where(votes[self.seen] > 0.5, 1.0, -1.0)
        self.mask = self.seen.astype(np.float64)
        self.utilities = np.zeros(votes.shape)
        self.theta = self._start(votes)
        self.items = np.zeros((votes.shape[1], dimensions + 1))

    def _start(self, votes: Floats) -> Floats:
        """Near the principal components of the votes, on the side where the actors with signs are to be.

        From anywhere else a chain can stay on the wrong side for long, those few actors alone on theirs.
        """
        known = np.nan_to_num(2 * votes - 1)
        left = np.linalg.svd(known - known.mean(axis=0), full_matrices=False)[0][:, : self.d]
        start = 0.1 * self.random.standard_normal((len(votes), self.d))
        start[:, : left.shape[1]] += left * np.sqrt(len(votes))
        if sum(start[actor, 0] * sign for actor, sign in self.signs.items()) < 0:
            start[:, 0] *= -1
        for actor, sign in self.signs.items():
            start[actor, 0] = sign * abs(start[actor, 0])
        return np.asarray(start)

    def step(self) -> tuple[Floats, Floats, Floats]:
        self._draw_utilities()
        self._draw_items()
        self._draw_theta()
        return self.theta.copy(), self.items[:, : self.d].copy(), self.items[:, self.d].copy()

    def _draw_utilities(self) -> None:
        """Normal around the model's mean, cut off at zero on the side of the vote; by logarithms, safe in the tails."""
        from scipy.special import log_ndtr, ndtri_exp

        beta, alpha = self.items[:, : self.d], self.items[:, self.d]
        mean = np.einsum("nd,nd->n", self.theta[self.rows], beta[self.columns]) - alpha[self.columns]
        share = np.log1p(-self.random.random(len(mean)))
        self.utilities[self.seen] = mean - self.side * ndtri_exp(share + log_ndtr(self.side * mean))

    def _draw_items(self) -> None:
        given = np.column_stack([self.theta, -np.ones(len(self.theta))])
        self.items = self._regress(given, self.mask.T, self.utilities.T, _ITEM_PRECISION)

    def _draw_theta(self) -> None:
        beta, alpha = self.items[:, : self.d], self.items[:, self.d]
        explained = (self.utilities + alpha) * self.mask
        mean, root = _posterior(beta, self.mask, explained, 1.0)
        self.theta = self._normal(mean, root)
        for actor, sign in self.signs.items():
            self.theta[actor] = self._one_sided(mean[actor], root[actor], sign)

    def _regress(self, given: Floats, mask: Floats, values: Floats, precision: float) -> Floats:
        return self._normal(*_posterior(given, mask, values, precision))

    def _normal(self, mean: Floats, root: Floats) -> Floats:
        noise = self.random.standard_normal(mean.shape)[..., None]
        return np.asarray(mean + np.linalg.solve(np.swapaxes(root, 1, 2), noise)[..., 0])

    def _one_sided(self, mean: Floats, root: Floats, sign: int) -> Floats:
        """A draw whose first coordinate has the sign: that one from its own distribution, the others given it."""
        from scipy.special import log_ndtr, ndtri_exp

        covariance = np.linalg.inv(root @ root.T)
        spread = float(np.sqrt(covariance[0, 0]))
        share = np.log1p(-self.random.random())
        first = mean[0] - sign * spread * float(ndtri_exp(share + log_ndtr(sign * mean[0] / spread)))
        drawn = mean + covariance[:, 0] / covariance[0, 0] * (first - mean[0])
        if self.d > 1:
            rest = covariance[1:, 1:] - np.outer(covariance[1:, 0], covariance[0, 1:]) / covariance[0, 0]
            drawn[1:] += np.linalg.cholesky(rest) @ self.random.standard_normal(self.d - 1)
        return np.asarray(drawn)


def _posterior(given: Floats, mask: Floats, values: Floats, precision: float) -> tuple[Floats, Any]:
    """Means of shape ``(n, d)`` and Cholesky roots of the precisions, for each row of ``values`` on ``given``."""
    d = given.shape[1]
    squares = np.einsum("md,me->mde", given, given).reshape(len(given), d * d)
    precisions = (mask @ squares).reshape(-1, d, d) + precision * np.eye(d)
    root = np.linalg.cholesky(precisions)
    means = np.linalg.solve(precisions, (values @ given)[..., None])[..., 0]
    return means, root
