"""Labelled documents -> batches of windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.reading.windows import Window, make_windows, window_inputs

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from .labels import InWords, Labelled, Sense

MASK = 103
MASKED, SHIFTED = 0.03, 0.1  # share of pieces masked, of anchors moved


@dataclass(frozen=True)
class Example:
    """One window of one document, as lists."""

    ids: list[int]
    features: np.ndarray
    first: list[int]
    lines: np.ndarray
    tags: np.ndarray
    anchors: list[int]
    roles: list[np.ndarray]
    golden: list[bool]
    senses: list[Sense | None]
    start: int
    states: np.ndarray | None


def masked(ids: list[int], rng: random.Random) -> list[int]:
    """Word pieces, some of them hidden."""
    return [MASK if i > MASK and rng.random() < MASKED else i for i in ids]


def examples(item: Labelled, windows: list[Window], rng: random.Random) -> Iterator[Example]:
    words, begun = item.words, {a.cue[0] for a in item.attributions}
    for w in windows:
        inputs = window_inputs(words, w)
        ids = masked(inputs["ids"].tolist(), rng)
        inside = [a for a in item.attributions if w.start <= a.cue[0] < w.end]
        guessed = [i - w.start for i in item.guessed if w.start <= i < w.end and i not in begun]
        nothing = np.zeros(w.end - w.start, np.int64)
        yield Example(
            ids,
            np.stack([inputs["case"], inputs["space"], inputs["quote"]]),
            inputs["first"].tolist(),
            words.paragraph[w.start : w.end],
            item.tags[w.start : w.end],
            [_anchor(a.cue, w, rng) - w.start for a in inside] + guessed,
            [_seen_from(a, w) for a in inside] + [nothing] * len(guessed),
            [True] * len(inside) + [False] * len(guessed),
            [a.sense for a in inside] + [None] * len(guessed),
            w.start,
            None if item.states is None else item.states[w.start : w.end],
        )


def _anchor(cue: list[int], window: Window, rng: random.Random) -> int:
    """The word that the roles are seen from: the cue's first, now and then another, since reading errs there too."""
    if len(cue) > 1 and rng.random() < SHIFTED:
        other = rng.choice(cue)
        return other if window.start <= other < window.end else cue[0]
    return cue[0]


def _seen_from(attribution: InWords, window: Window) -> np.ndarray:
    roles = np.zeros(window.end - window.start, np.int64)
    for number, role in ((3, "content"), (1, "source"), (2, "cue")):
        inside = [i - window.start for i in getattr(attribution, role) if window.start <= i < window.end]
        roles[inside] = number
    return roles


def epoch(items: list[Labelled], rng: random.Random, pieces: int, size: int, context: int) -> list[list[Example]]:
    """One epoch's batches: every document cut anew, windows of like length together, about ``pieces`` a batch."""
    every: list[Example] = []
    for item in items:
        first = rng.randint(size // 3, size)
        windows = make_windows(item.words, size - 2, rng.randint(0, context), first)
        every += examples(item, windows, rng)
    rng.shuffle(every)
    batches: list[list[Example]] = []
    for begin in range(0, len(every), 400):
        pool = sorted(every[begin : begin + 400], key=lambda e: len(e.ids))
        batch: list[Example] = []
        for e in pool:
            if batch and (len(batch) + 1) * len(e.ids) > pieces:
                batches.append(batch)
                batch = []
            batch.append(e)
        batches.append(batch)
    rng.shuffle(batches)
    return batches
