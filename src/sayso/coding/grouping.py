"""Vectors -> groups of those that lie together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Integers = npt.NDArray[np.int64]

__all__ = ["group"]

_MOST = 12_000  # so many at most are compared each with each; the others join the group that they are nearest to
_ROUNDS = 8


def group(vectors: Floats, sizes: Integers, near: float, smallest: int) -> list[list[int]]:
    """Places of the vectors (n, d) of each group, the most central first; the largest group first.

    Seeds are the places with the most others within ``near``, each taken with all that surround it (Daszykowski and
    others' leader clustering); then every vector goes to the centre that it is nearest to, if within ``near``, and the
    centres move, a few times over. ``sizes`` (n,) is how often each vector counts. The result follows from the input.
    """
    if not len(vectors):
        return []
    sample = np.unique(np.linspace(0, len(vectors) - 1, min(len(vectors), _MOST)).astype(np.int64))
    centres = _leaders(vectors[sample], sizes[sample], near, smallest)
    for _ in range(_ROUNDS):
        if not len(centres):
            return []
        owner, product = _assign(vectors, centres, near)
        held = np.bincount(owner[owner >= 0], sizes[owner >= 0], len(centres))
        kept = np.flatnonzero(held >= smallest)
        centres = _centres(vectors, sizes, owner, kept)
    owner, product = _assign(vectors, centres, near)
    members = [np.flatnonzero(owner == k) for k in range(len(centres))]
    members = [m for m in members if sizes[m].sum() >= smallest]
    members.sort(key=lambda m: (-sizes[m].sum(), m[0]))
    return [m[np.argsort(-product[m], kind="stable")].tolist() for m in members]


def _leaders(vectors: Floats, sizes: Integers, near: float, smallest: int) -> Floats:
    """(k, d): vectors with many others around them, none of them near another."""
    close = np.concatenate([part @ vectors.T >= near for part in np.array_split(vectors, len(vectors) // 512 + 1)])
    free = np.ones(len(vectors), bool)
    around = close @ sizes
    leaders: list[int] = []
    while True:
        best = int(around.argmax())
        if around[best] < smallest:
            return vectors[leaders]
        leaders.append(best)
        taken = close[best] & free
        free &= ~taken
        around -= close[:, taken] @ sizes[taken]
        around[best] = 0


def _assign(vectors: Floats, centres: Floats, near: float) -> tuple[Integers, Floats]:
    """The nearest centre of each vector (n,), -1 where none is near, and the product with it (n,)."""
    owner = np.empty(len(vectors), np.int64)
    product = np.empty(len(vectors), np.float32)
    for first in range(0, len(vectors), 4096):
        part = slice(first, first + 4096)
        alike = vectors[part] @ centres.T
        owner[part] = alike.argmax(axis=1)
        product[part] = alike.max(axis=1)
    owner[product < near] = -1
    return owner, product


def _centres(vectors: Floats, sizes: Integers, owner: Integers, kept: Integers) -> Floats:
    sums = np.stack([(vectors[owner == k] * sizes[owner == k, None]).sum(axis=0) for k in kept]) if len(kept) else None
    if sums is None:
        return np.zeros((0, vectors.shape[1]), np.float32)
    out: Floats = (sums / np.linalg.norm(sums, axis=1, keepdims=True)).astype(np.float32)
    return out
