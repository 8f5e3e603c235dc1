"""Encoder answers -> attributions: which word begins a cue, and what each word is to that cue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
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
_WEAK = 0.5  # anchors from this share of the threshold on count together with others of the same content
_RESCALED = 8  # every so many words, before the forward probabilities vanish
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
    """What the encoder says of n words.

    ``anchor`` (n,) log-odds; ``token``, ``cue`` and ``gate`` (n, d) for the role head, ``sense`` (n, e) for what
    statements do; ``sure`` (n, 2), the log-odds that a word is a hedge and that it stands in a condition.
    """

    anchor: FloatArray
    token: FloatArray
    cue: FloatArray
    gate: FloatArray
    sense: FloatArray
    sure: FloatArray


@dataclass(frozen=True)
class RoleHead:
    """Weights of the role head: ``distance`` (25, d), ``line`` (5, d), ``weight`` (d, 4), ``bias`` (4,), and the
    CRF's ``transition`` (4, 4).
    """

    distance: FloatArray
    line: FloatArray
    weight: FloatArray
    bias: FloatArray
    transition: FloatArray

    @cached_property
    def _places(self) -> FloatArray:
        """(25 * 5, d): what each distance in words and in lines adds."""
        return (self.distance[:, None] + self.line).reshape(-1, self.line.shape[1])

    def scores(self, answers: Answers, anchor: int, lines: IntArray, begin: int, end: int) -> FloatArray:
        """(end - begin, 4): what each word is to the cue that begins at ``anchor``."""
        place = distance_bucket(np.arange(begin - anchor, end - anchor)) * len(self.line)
        place += line_bucket(lines[begin:end] - lines[anchor])
        mixed = np.take(self._places + answers.cue[anchor], place, axis=0)
        mixed += answers.token[begin:end] * (1 + answers.gate[anchor])
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
    anchors = np.flatnonzero(probability >= threshold * _WEAK)
    found: list[Found] = []
    for first in range(0, len(anchors), _TOGETHER):
        group = anchors[first : first + _TOGETHER]
        scores, begins, sizes = _score_all(answers, head, lines, group)
        roles, sure = best_paths(scores, sizes, head.transition)
        for row, anchor in enumerate(group.tolist()):
            one = _found(anchor, roles[row], begins[row], float(probability[anchor]), float(sure[row]))
            if one.content:
                found.append(one)
    return [one for one in without_doubles(found) if one.anchor_probability >= threshold]


def without_doubles(found: list[Found]) -> list[Found]:
    """Attributions with much the same content are one, seen from several words: the one with the surest anchor stays.

    Its anchor is as probable as that any of theirs is one.
    """
    kept: list[Found] = []
    of_word: dict[int, list[int]] = {}
    for one in sorted(found, key=lambda f: (-f.anchor_probability, f.anchor)):
        own = set(one.content)
        rivals = dict.fromkeys(number for word in one.content for number in of_word.get(word, ()))
        same = next((n for n in rivals if _jaccard(own, set(kept[n].content)) >= _SAME), None)
        if same is None:
            for word in one.content:
                of_word.setdefault(word, []).append(len(kept))
            kept.append(one)
        else:
            either = 1 - (1 - kept[same].anchor_probability) * (1 - one.anchor_probability)
            kept[same] = replace(kept[same], anchor_probability=either)
    return sorted(kept, key=lambda f: f.anchor)


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


def _score_all(
    answers: Answers, head: RoleHead, lines: IntArray, anchors: IntArray
) -> tuple[FloatArray, list[int], IntArray]:
    """(2 * REACH, anchors, 4) scores, the first word of each anchor's column, and how many words it has."""
    begins = np.maximum(0, anchors - REACH)
    ends = np.minimum(len(lines), anchors + REACH)
    scores = np.zeros((int((ends - begins).max()), len(anchors), 4), np.float32)
    for column, (anchor, begin, end) in enumerate(zip(anchors.tolist(), begins.tolist(), ends.tolist(), strict=True)):
        scores[: end - begin, column] = head.scores(answers, anchor, lines, begin, end)
        scores[anchor - begin, column, [_NOTHING, _SOURCE, _CONTENT]] = -1e4
    return scores, begins.tolist(), ends - begins


def _found(anchor: int, roles: IntArray, begin: int, probability: float, sure: float) -> Found:
    source, cue, content = (
        tuple((np.flatnonzero(roles == role) + begin).tolist()) for role in (_SOURCE, _CUE, _CONTENT)
    )
    return Found(anchor, source, cue, content, probability, sure)


def best_paths(scores: FloatArray, sizes: IntArray, transition: FloatArray) -> tuple[IntArray, npt.NDArray[np.float64]]:
    """Viterbi over (n, a, 4) scores, the first ``sizes`` (a,) of each column.

    Returns the best roles (a, n), nothing past a column's size, and the probability (a,) that the CRF gives them.
    """
    n, a, _ = scores.shape
    best = np.empty((n, a, 4))
    best[0] = scores[0]
    moves = transition[:, None, :].astype(np.float64)
    for t in range(1, n):
        np.maximum.reduce(best[t - 1].T[:, :, None] + moves, axis=0, out=best[t])
        best[t] += scores[t]
    last = best[sizes - 1, np.arange(a)]
    everything = _log_partition(scores, sizes, transition)
    return _trace_back(best, moves, sizes), np.exp(last.max(axis=1) - everything)


def _trace_back(
    best: npt.NDArray[np.float64], moves: npt.NDArray[np.float64], sizes: IntArray
) -> npt.NDArray[np.int64]:
    n, a, _ = best.shape
    columns = np.arange(a)
    last = best[sizes - 1, columns].argmax(axis=1)
    back = np.empty((n, a, 4), np.int64)
    back[: n - 1] = (best[:-1].transpose(2, 0, 1)[:, :, :, None] + moves[:, None]).argmax(axis=0)
    # Past a column's end every way leads back to its last role.
    beyond = np.arange(n)[:, None] >= sizes - 1
    back = np.where(beyond[:, :, None], last[None, :, None], back)
    path = np.empty((n, a), np.int64)
    role = last
    for t in range(n - 1, -1, -1):
        role = back[t, columns, role]
        path[t] = role
    path[np.arange(n)[:, None] >= sizes] = _NOTHING
    return path.T


def _log_partition(scores: FloatArray, sizes: IntArray, transition: FloatArray) -> npt.NDArray[np.float64]:
    """(a,): the logarithm of the sum over all paths, by the forward algorithm on scaled probabilities."""
    top = scores.max(axis=2, keepdims=True)
    emitted = np.exp((scores - top).astype(np.float64))
    ways = np.exp(transition.astype(np.float64))
    forward = np.empty_like(emitted)
    scale = np.zeros(scores.shape[:2])
    forward[0] = emitted[0]
    for t in range(1, len(scores)):
        np.matmul(forward[t - 1], ways, out=forward[t])
        forward[t] *= emitted[t]
        if t % _RESCALED == 0:
            total = forward[t].sum(axis=1)
            forward[t] /= total[:, None]
            scale[t] = np.log(total)
    columns = np.arange(scores.shape[1])
    logarithm: npt.NDArray[np.float64] = np.log(forward[sizes - 1, columns].sum(axis=1))
    logarithm += (scale + top[:, :, 0]).cumsum(axis=0)[sizes - 1, columns]
    return logarithm
