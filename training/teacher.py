"""A trained network as the teacher of another: what it makes of every word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from sayso.reading.windows import make_windows, window_inputs

from .network import Network, Shape
from .restore import restore

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.reading.windows import Window
    from sayso.reading.words import Words

UNSURE = 0.1  # from this probability on, a word where the teacher sees a cue begin is looked at


def alone(words: Words, window: Window) -> dict[str, torch.Tensor]:
    """A batch of one window."""
    inputs = window_inputs(words, window)
    batch = {name: torch.from_numpy(np.asarray(value, np.int64))[None] for name, value in inputs.items()}
    return {**batch, "mask": None}  # type: ignore[dict-item]


def load_network(path: Path) -> Network:
    """The network of a checkpoint (its averaged weights) or of a folder that ``export`` wrote."""
    if path.is_dir():
        return restore(path)
    saved = torch.load(path, weights_only=False, map_location="cpu")
    weights = {**saved["network"], **saved["average"]}
    network = Network(len(weights["encoder.word.weight"]), Shape.of(weights))
    network.load_state_dict(weights, strict=False)  # an older one has no sense head
    return network


@dataclass(frozen=True)
class Lesson:
    """A document's words, the teacher's states (words, HIDDEN), and the words where it may see a cue begin."""

    words: Words
    states: np.ndarray
    guessed: tuple[int, ...]


class Teacher:
    """Shows its states to a pupil; its weights stay as they are."""

    def __init__(self, network: Network, size: int) -> None:
        self.network = network.eval().requires_grad_(requires_grad=False)
        self.size = size

    @torch.no_grad()
    def teach(self, words: Words) -> Lesson:
        """What the teacher makes of a document: the mean over two ways of cutting it, which says more than either."""
        states = (self._states(words, None) + self._states(words, self.size // 2)) / 2
        sure = torch.sigmoid(self.network.anchor(states)).squeeze(1).numpy()
        return Lesson(words, states.numpy().astype(np.float16), tuple(np.flatnonzero(sure > UNSURE).tolist()))

    def _states(self, words: Words, first: int | None) -> torch.Tensor:
        parts = []
        for window in make_windows(words, self.size - 2, 0, first):
            parts.append(self.network.states(alone(words, window))[0])
        return torch.cat(parts)


__all__ = ["Lesson", "Teacher", "alone", "load_network"]
