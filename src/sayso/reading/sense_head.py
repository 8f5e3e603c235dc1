"""The head for acts: the encoder's view of a statement's words -> how likely it does what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .attributions import FloatArray, Found

__all__ = ["SenseHead"]


@dataclass(frozen=True)
class SenseHead:
    """Weights of a layer (4 d, h) and one over it (h, acts), on words' means and maxima over content and cue."""

    mix: FloatArray
    mix_bias: FloatArray
    out: FloatArray
    out_bias: FloatArray

    def acts(self, seen: FloatArray, found: Found) -> tuple[float, ...]:
        """The log-probabilities of the acts; ``seen`` (n, d) is the encoder's view of the text's words."""
        pooled = np.concatenate([part for words in (found.content, found.cue) for part in _pool(seen, words)])
        scores = np.maximum(pooled @ self.mix + self.mix_bias, 0) @ self.out + self.out_bias
        scores -= np.logaddexp.reduce(scores)
        return tuple(scores.round(3).tolist())


def _pool(seen: FloatArray, words: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Mean and maximum over some words."""
    inside = np.maximum(seen[list(words)], 0)
    return inside.mean(axis=0), inside.max(axis=0)
