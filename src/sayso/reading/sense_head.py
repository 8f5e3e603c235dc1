"""The head for what statements do: the encoder's view of a statement's words -> acts, denial, hedges, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..record import ACTS
from .senses import UNLIKELY

if TYPE_CHECKING:
    from .attributions import Answers, FloatArray, Found

__all__ = ["Sense", "SenseHead"]


@dataclass(frozen=True, slots=True)
class Sense:
    """The log-probabilities of a statement's acts, the log-odds that it denies, and by numbers of its words the
    log-odds of their being a hedge and of their standing in a condition.
    """

    acts: tuple[float, ...]
    denial: float
    words: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True)
class SenseHead:
    """Weights of a layer (4 d, h) and one over it (h, acts and denial), on words' means and maxima over content and
    cue.
    """

    mix: FloatArray
    mix_bias: FloatArray
    out: FloatArray
    out_bias: FloatArray

    def of(self, answers: Answers, found: Found) -> Sense:
        """What the statement of ``found`` does."""
        pooled = [part for words in (found.content, found.cue) for part in _pool(answers.sense, words)]
        scores = np.maximum(np.concatenate(pooled) @ self.mix + self.mix_bias, 0) @ self.out + self.out_bias
        acts, denial = scores[: len(ACTS)], float(scores[len(ACTS)])
        acts = acts - np.logaddexp.reduce(acts)
        return Sense(tuple(acts.round(3).tolist()), round(denial, 3), _told_of(answers.sure, found))


def _told_of(sure: FloatArray, found: Found) -> tuple[tuple[int, float, float], ...]:
    words = np.array(sorted({*found.content, *found.cue}), np.int64)
    odds = np.maximum(sure[words], UNLIKELY).round(2)
    likely = (odds > UNLIKELY).any(axis=1)
    return tuple((n, h, c) for n, (h, c) in zip(words[likely].tolist(), odds[likely].tolist(), strict=True))


def _pool(seen: FloatArray, words: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Mean and maximum over some words."""
    inside = np.maximum(seen[list(words)], 0)
    return inside.mean(axis=0), inside.max(axis=0)
