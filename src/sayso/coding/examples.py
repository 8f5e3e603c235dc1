"""Statements that were coded already: what the coder learns from, decision by decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from .model import CodingModel

    Floats = npt.NDArray[np.float32]

__all__ = ["Examples", "Nearest", "products"]


@dataclass(frozen=True, slots=True)
class Nearest:
    """How near ``n`` texts are to the examples of each of ``c`` concepts.

    ``most`` (n, c) is the product with the nearest example, ``mean`` (n, c) with the mean of all; zero where a concept
    has none. ``count`` (c,) is how many it has.
    """

    most: Floats
    mean: Floats
    count: npt.NDArray[np.int64]


class Examples:
    """Coded texts by concept: each pair of text and concept once, its last decision."""

    def __init__(self, model: CodingModel) -> None:
        self._model = model
        self._signs: dict[tuple[int, str], int] = {}
        self._sides: dict[str, dict[int, int]] = {}
        self._table: tuple[Floats, npt.NDArray[np.int64], list[tuple[int, str]], npt.NDArray[np.int64]] | None = None

    def __len__(self) -> int:
        return len(self._signs)

    def add(self, text: str, concept: int, agreement: bool | None) -> None:
        """Take up a decision; of an older one on the same text and concept nothing stays."""
        sign = 0 if agreement is None else 1 if agreement else -1
        self._signs[concept, text] = self._sides.setdefault(text, {})[concept] = sign
        self._table = None

    def drop(self, text: str, concept: int) -> None:
        """Forget a decision, where there is one."""
        if self._signs.pop((concept, text), None) is not None:
            del self._sides[text][concept]
            self._table = None

    def sides(self, text: str) -> dict[int, int]:
        """By concept, what was decided on this very text: 1 for, -1 against, 0 neither."""
        return self._sides.get(text, {})

    def near(self, vectors: Floats, concepts: int) -> Nearest:
        """Of texts with these vectors (n, 384)."""
        most = np.zeros((len(vectors), concepts), np.float32)
        mean = np.zeros_like(most)
        table, owner, _, _ = self._sorted()
        count = np.bincount(owner, minlength=concepts)
        if len(owner):
            have, starts = np.unique(owner, return_index=True)
            most[:, have] = np.maximum.reduceat(products(vectors, table), starts, axis=1)
            centres = np.add.reduceat(table, starts, axis=0)
            mean[:, have] = products(vectors, centres / np.linalg.norm(centres, axis=1, keepdims=True))
        return Nearest(most, mean, count)

    def of(self, concept: int) -> tuple[list[str], Floats, npt.NDArray[np.int64]]:
        """The examples of a concept that are for or against it: texts, vectors (k, 384), and 1 or -1 (k,)."""
        table, owner, keys, signs = self._sorted()
        where = np.arange(*np.searchsorted(owner, [concept, concept + 1]))
        where = where[signs[where] != 0]
        return [keys[i][1] for i in where], table[where], signs[where]

    def _sorted(self) -> tuple[Floats, npt.NDArray[np.int64], list[tuple[int, str]], npt.NDArray[np.int64]]:
        """Vectors, concepts, keys and signs, all by concept."""
        if self._table is None:
            keys = sorted(self._signs)
            owner = np.array([concept for concept, _ in keys], np.int64)
            signs = np.array([self._signs[key] for key in keys], np.int64)
            self._table = self._model.embed([text for _, text in keys]), owner, keys, signs
        return self._table


def products(some: Floats, others: Floats) -> Floats:
    """(n, m) of vectors (n, d) and (m, d), rounded so that they do not tell how many were computed together."""
    return np.round(some @ others.T, 5)
