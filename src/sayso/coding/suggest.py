"""Statements without a codebook -> groups of those that are about the same, with labels and typical statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .grouping import group
from .phrases import labels_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import CodingModel

__all__ = ["Group", "suggest"]


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that are about the same.

    ``label`` are the words that tell it from the others, ``typical`` its most central statements, and ``members`` the
    places of all of them among the texts, the most central first.
    """

    label: str
    typical: tuple[str, ...]
    members: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many statements it has."""
        return len(self.members)


def suggest(
    texts: Sequence[str], *, near: float = 0.5, smallest: int = 3, typical: int = 3, model: CodingModel | None = None
) -> list[Group]:
    """Groups of texts, the largest first. Texts like few others are in none.

    ``near`` (0 to 1) is how alike the statements of a group are at least to its centre: less gives fewer, wider groups.
    """
    from .model import CodingModel

    places: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        if text.strip():
            places.setdefault(text, []).append(i)
    unique = list(places)
    vectors = (model or CodingModel()).embed(unique)
    sizes = np.array([len(places[text]) for text in unique], np.int64)
    found = group(vectors, sizes, near, smallest)
    labels = labels_of([[unique[i] for i in members] for members in found], unique)
    return [
        Group(label, tuple(unique[i] for i in members[:typical]), tuple(p for i in members for p in places[unique[i]]))
        for label, members in zip(labels, found, strict=True)
    ]
