"""What the model tells of relays: where in a text one is named, and which statements came through one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .words import CASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .attributions import FloatArray
    from .words import IntArray, Words

__all__ = ["ANSWERS", "NamedThere", "RelayMarks", "asked", "untold"]

ANSWERS = 2
"""Of each word: the log-odds that it stands in a relay's name, and that what the cue that begins there reports came
through a relay."""

# What is taken for these answers of a word that the model is not asked about.
_NO_NAME, _UNTOLD = -9.0, 0.0
# The model is asked about words that names are made of, and where the log-odds that a cue begins are not lower.
_IN_NAMES = [number for number, case in enumerate(CASE) if case not in ("lower", "mark")]
_NO_CUE = -4.0
# Words with lower log-odds are not in a relay's name; so many may stand between two that are: "Face the Nation".
_LEAST, _BETWEEN = -0.85, 2
# No name has more characters.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class NamedThere:
    """A stretch ``[begin, end)`` of the text that may name a relay, and the log-odds that it does."""

    begin: int
    end: int
    odds: float


@dataclass(frozen=True, slots=True)
class RelayMarks:
    """The stretches that may name a relay, in text order; where words end, and the second answer for each word."""

    names: Sequence[NamedThere] = ()
    ends: Sequence[int] = ()
    odds: Sequence[float] = ()

    @classmethod
    def of(cls, passages: Iterable[tuple[Words, FloatArray]]) -> RelayMarks:
        """The marks of a text whose passages have these words, with (n, ``ANSWERS``) for each."""
        names: list[NamedThere] = []
        ends: list[int] = []
        relayed: list[float] = []
        for words, odds in passages:
            names += _names(words, odds[:, 0])
            ends += words.end.tolist()
            relayed += odds[:, 1].tolist()
        return cls(names, ends, relayed)

    def relayed(self, at: int) -> float:
        """The log-odds that what the cue that begins at ``at`` reports came through a relay; 0 where the model was not
        asked. Of a word that begins no cue it says nothing.
        """
        number = bisect_right(self.ends, at)
        return self.odds[number] if number < len(self.odds) else _UNTOLD

    def named_in(self, begin: int, end: int) -> Sequence[NamedThere]:
        """The stretches that begin in ``[begin, end)``."""
        first, last = (bisect_left(self.names, at, key=lambda name: name.begin) for at in (begin, end))
        return self.names[first:last]


def asked(case: IntArray, anchor: FloatArray) -> IntArray:
    """The numbers of the words that the model is asked about.

    ``case`` (n,) is how the words are written, ``anchor`` (n,) are the log-odds that a cue begins there.
    """
    return np.flatnonzero(np.isin(case, _IN_NAMES) | (anchor > _NO_CUE))


def untold(count: int) -> FloatArray:
    """(count, ``ANSWERS``): what is taken for the answers of words that the model is not asked about."""
    answers = np.empty((count, ANSWERS), np.float32)
    answers[:] = _NO_NAME, _UNTOLD
    return answers


def _names(words: Words, odds: FloatArray) -> list[NamedThere]:
    """Runs of words that may be in a relay's name."""
    found: list[NamedThere] = []
    last = -2 - _BETWEEN
    for number in np.flatnonzero(odds > _LEAST).tolist():
        begin, end, sure = int(words.start[number]), int(words.end[number]), float(odds[number])
        if (
            number - last <= 1 + _BETWEEN
            and words.paragraph[number] == words.paragraph[last]
            and end - found[-1].begin <= _LONGEST
        ):
            before = found.pop()
            begin, sure = before.begin, max(sure, before.odds)
        found.append(NamedThere(begin, end, sure))
        last = number
    return found
