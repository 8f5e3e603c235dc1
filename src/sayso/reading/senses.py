"""What a statement does, by the encoder's view of its words together with what plain code takes it for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ..record import ACTS, Attribution

if TYPE_CHECKING:
    from pathlib import Path

    from ..record import Act
    from .attributions import FloatArray, Found

__all__ = ["SenseHead", "Sensed"]

_RULE = 1.5
"""What the word of the rules counts for, in log-probability; chosen on the gold readings of PolNeAR dev."""


@dataclass(frozen=True, slots=True)
class Sensed(Attribution):
    """An attribution of the model, with the log-probabilities of the acts that its statement may be."""

    acts: tuple[float, ...] = field(default=(), kw_only=True)

    def act(self, by_rule: Act) -> Act:
        """The likeliest act, where plain code takes the statement for ``by_rule``."""
        if not self.acts:
            return by_rule
        return max(ACTS, key=lambda act: self.acts[ACTS.index(act)] + _RULE * (act == by_rule))


@dataclass(frozen=True)
class SenseHead:
    """Weights of a layer (4 d, h) and one over it (h, acts), on words' means and maxima over content and cue."""

    mix: FloatArray
    mix_bias: FloatArray
    out: FloatArray
    out_bias: FloatArray

    @classmethod
    def load(cls, path: Path) -> SenseHead:
        """Read ``senses.npz``."""
        with np.load(path) as arrays:
            return cls(**{name: arrays[name].astype(np.float32) for name in arrays.files})

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
