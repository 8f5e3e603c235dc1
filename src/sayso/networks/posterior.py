"""What is made of the draws of several chains: one orientation, intervals, and whether the chains agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .cells import Floats

__all__ = ["align", "highest_density", "split_rhat", "standardize"]

_ROUNDS = 20


def standardize(theta: Floats, beta: Floats, alpha: Floats) -> tuple[Floats, Floats, Floats]:
    """The same model with actors whose mean is 0 and whose variances have a mean of 1, in every draw.

    ``theta`` and ``beta`` have shape ``(chains, draws, n, d)``, ``alpha`` ``(chains, draws, concepts, 1)``.
    """
    middle = theta.mean(axis=2, keepdims=True)
    size = np.sqrt(theta.var(axis=2, keepdims=True).mean(axis=3, keepdims=True))
    size = np.where(size > 0, size, 1.0)
    return (theta - middle) / size, beta * size, alpha - (beta * middle).sum(axis=3, keepdims=True)


def align(theta: Floats, beta: Floats) -> tuple[Floats, Floats]:
    """Draws turned alike, all of shape ``(chains, draws, n, d)``.

    Each is turned as near as can be to the mean of all (orthogonal Procrustes), which is repeated until that stays; in
    the end the mean lies on its principal axes, each turned so that discrimination is positive on the whole.
    """
    target = theta[0, -1]
    for _ in range(_ROUNDS):
        turns = _turns(theta, target)
        mean = (theta @ turns).mean(axis=(0, 1))
        if np.abs(mean - target).max() < 1e-9:
            break
        target = mean
    turns = _turns(theta, target) @ np.linalg.svd(target - target.mean(axis=0), full_matrices=False)[2].T
    theta, beta = theta @ turns, beta @ turns
    side = np.where(beta.mean(axis=(0, 1, 2)) < 0, -1.0, 1.0)
    return theta * side, beta * side


def _turns(theta: Floats, target: Floats) -> Floats:
    """For each draw the rotation (or reflection) that brings it nearest to the target."""
    left, _, right = np.linalg.svd(np.swapaxes(theta, -1, -2) @ target)
    return np.asarray(left @ right)


def highest_density(draws: Floats, share: float = 0.95) -> tuple[Floats, Floats]:
    """The bounds of the shortest interval that holds the share of the draws, along the first axis."""
    ordered = np.sort(draws, axis=0)
    size = max(int(np.ceil(share * len(ordered))), 1)
    widths = ordered[size - 1 :] - ordered[: len(ordered) - size + 1]
    first = widths.argmin(axis=0)[None]
    low, high = (np.take_along_axis(ordered, first + by, axis=0)[0] for by in (0, size - 1))
    return low, high


def split_rhat(draws: Floats) -> Floats:
    """Split R-hat (Gelman and others 2013, "Bayesian data analysis") of ``(chains, draws, ...)``; 1 of a constant."""
    half = draws.shape[1] // 2
    parts = np.concatenate([draws[:, :half], draws[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean(axis=0)
    between = parts.mean(axis=1).var(axis=0, ddof=1)
    total = within * (half - 1) / half + between
    return np.asarray(np.sqrt(np.divide(total, within, out=np.ones_like(total), where=within > 0)))
