"""What coded statements of a concept say about a new one: the nearest vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .examples import products

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from .model import CodingModel

__all__ = ["Voters", "nearest"]

_VOTERS = 4


@dataclass(frozen=True, slots=True)
class Voters:
    """Coded statements nearest to a text: products, sides (1 or -1), and log odds that it is for them, (k,) each."""

    near: npt.NDArray[np.float64]
    signs: npt.NDArray[np.int64]
    odds: npt.NDArray[np.float64]

    def votes(self, reach: float) -> tuple[float, float]:
        """Means of their sides, and of their sides turned by whether the text is for them; each from -1 to 1.

        Each is weighed by ``exp(product / reach)``; that none is near counts, too, as one at a product of 0.5.
        """
        if not len(self.near):
            return 0.0, 0.0
        pull = np.exp((self.near - 1) / reach)
        pull /= pull.sum() + np.exp(-0.5 / reach)
        return float(pull @ self.signs), float(pull @ (self.signs * np.tanh(self.odds / 2)))


def nearest(
    model: CodingModel, text: str, known: Sequence[str], vectors: npt.NDArray[np.float32], signs: npt.NDArray[np.int64]
) -> Voters:
    """The voters for ``text`` among coded statements with their vectors (n, 384) and sides (n,)."""
    near = products(vectors, model.embed([text]))[:, 0].astype(np.float64)
    top = np.argsort(-near, kind="stable")[:_VOTERS]
    odds = model.compare([(known[i], text) for i in top])[:, 0].astype(np.float64)
    return Voters(near[top], signs[top], odds)
