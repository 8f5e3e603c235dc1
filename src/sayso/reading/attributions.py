"""Encoder answers -> attributions: which word begins a cue, and what each word is to that cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from .words import IntArray

__all__ = [
    "Answers",
    "Found",
    "RoleHead",
    "decode",
    "distance_bucket",
    "line_bucket",
    "without_doubles",
]

FloatArray = npt.NDArray[np.float32]

REACH = 200
_TOGETHER = 64
_SAME = 0.5
_EDGES = np.array([1, 2, 3, 4, 5, 7, 10, 15, 25, 40, 70, 120], np.int64)
_NOTHING, _SOURCE, _CUE, _CONTENT = range(4)


def distance_bucket(distance: IntArray) -> IntArray:
    """Signed word distance from the anchor -> 0 to 24; 12 is the anchor itself."""
    size = np.searchsorted(_EDGES, np.abs(distance), side="right")
    return 12 + np.sign(distance) * size


def line_bucket(lines: IntArray) -> IntArray:
    """Signed line distance from the anchor -> 0 to 4; 2 is the same line."""
    return np.clip(lines, -2, 2) + 2


@dataclass(frozen=True, slots=True)
class Answers:
    """What the encoder says of n words: ``anchor`` (n,) logits, and (n, d) projections for the role head."""

    anchor: FloatArray
    token: FloatArray
    cue: FloatArray
    gate: FloatArray


@dataclass(frozen=True, slots=True)
class RoleHead:
    """Weights of the role head: ``distance`` (25, d), ``line`` (5, d), ``weight`` (d, 4), ``bias`` (4,), and the
    CRF's ``transition`` (4, 4).
    """

    distance: FloatArray
    line: FloatArray
    weight: FloatArray
    bias: FloatArray
    transition: FloatArray

    def scores(self, answers: Answers, anchor: int, lines: IntArray, begin: int, end: int) -> FloatArray:
        """(end - begin, 4): what each word is to the cue that begins at ``anchor``."""
        where = np.arange(begin, end)
        mixed = answers.token[begin:end] * (1 + answers.gate[anchor])
        mixed += answers.cue[anchor]
        mixed += self.distance[distance_bucket(where - anchor)]
        mixed += self.line[line_bucket(lines[begin:end] - lines[anchor])]
        np.maximum(mixed, 0, out=mixed)
        scores: FloatArray = mixed @ self.weight + self.bias
        return scores


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in words: sorted word numbers of each role, how sure the anchor is, how sure the roles."""

    anchor: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    anchor_probability: float
    role_probability: float


def decode(answers: Answers, head: RoleHead, lines: IntArray, threshold: float) -> list[Found]:
    """The attributions of one text, in text order of their anchors."""
    probability = 1 / (1 + np.exp(-answers.anchor.astype(np.float64)))
    anchors = np.flatnonzero(probability >= threshold)
    found: list[Found] = []
    for first in range(0, len(anchors), _TOGETHER):
        group = anchors[first : first + _TOGETHER]
        scores, begins, sizes = _score_all(answers, head, lines, group)
        roles, sure = best_paths(scores, sizes, head.transition)
        for row, anchor in enumerate(group.tolist()):
            one = _found(anchor, roles[row], begins[row], float(probability[anchor]), float(sure[row]))
            if one.content:
                found.append(one)
    return without_doubles(found)


def without_doubles(found: list[Found]) -> list[Found]:
    """Of attributions with much the same content, keep the one with the surest anchor."""
    kept: dict[int, list[Found]] = {}
    out = []
    for one in sorted(found, key=lambda f: (-f.anchor_probability, f.anchor)):
        own = set(one.content)
        rivals = {id(rival): rival for word in one.content for rival in kept.get(word, ())}.values()
        if any(_jaccard(own, set(rival.content)) >= _SAME for rival in rivals):
            continue
        out.append(one)
        for word in one.content:
            kept.setdefault(word, []).append(one)
    return sorted(out, key=lambda f: f.anchor)


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


def _score_all(
    answers: Answers, head: RoleHead, lines: IntArray, anchors: IntArray
) -> tuple[npt.NDArray[np.float64], list[int], IntArray]:
    """(anchors, 2 * REACH, 4) scores, the first word of each row, and how many words it has."""
    scores = np.zeros((len(anchors), 2 * REACH, 4))
    begins = np.maximum(0, anchors - REACH)
    ends = np.minimum(len(lines), anchors + REACH)
    for row, (anchor, begin, end) in enumerate(zip(anchors.tolist(), begins.tolist(), ends.tolist(), strict=True)):
        scores[row, : end - begin] = head.scores(answers, anchor, lines, begin, end)
        scores[row, anchor - begin, [_NOTHING, _SOURCE, _CONTENT]] = -1e4
    return scores, begins.tolist(), ends - begins


def _found(anchor: int, roles: IntArray, begin: int, probability: float, sure: float) -> Found:
    source, cue, content = (
        tuple((np.flatnonzero(roles == role) + begin).tolist()) for role in (_SOURCE, _CUE, _CONTENT)
    )
    return Found(anchor, source, cue, content, probability, sure)


def best_paths(
    scores: npt.NDArray[np.float64], sizes: IntArray, transition: FloatArray
) -> tuple[IntArray, npt.NDArray[np.float64]]:
    """Viterbi over (a, n, 4) scores, the first ``sizes`` (a,) of each row.

    Returns the best roles (a, n), nothing past a row's size, and the probability (a,) that the CRF gives them.
    """
    a, n, _ = scores.shape
    moves = transition.T[None].astype(np.float64)
    back = np.zeros((n, a, 4), np.int8)
    back[:] = np.arange(4)
    best = total = scores[:, 0]
    for t in range(1, n):
        on = (t < sizes)[:, None]
        if not on.any():
            break
        options = best[:, None, :] + moves
        back[t] = np.where(on, options.argmax(axis=2), back[t])
        best = np.where(on, options.max(axis=2) + scores[:, t], best)
        options = total[:, None, :] + moves
        top = options.max(axis=2)
        options -= top[:, :, None]
        total = np.where(on, top + np.log(np.exp(options).sum(axis=2)) + scores[:, t], total)
    roles = np.zeros((a, n), np.int64)
    roles[:, -1] = best.argmax(axis=1)
    rows = np.arange(a)
    for t in range(n - 1, 0, -1):
        roles[:, t - 1] = back[t, rows, roles[:, t]]
    roles[np.arange(n) >= sizes[:, None]] = _NOTHING
    top = total.max(axis=1)
    everything = top + np.log(np.exp(total - top[:, None]).sum(axis=1))
    return roles, np.exp(best.max(axis=1) - everything)
