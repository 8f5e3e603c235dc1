"""A long text -> encoder windows that keep paragraphs whole."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .words import CASE, QUOTE, SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .words import IntArray, Words

__all__ = ["Window", "even_windows", "make_windows", "sections", "window_inputs"]

_CLS, _SEP = 101, 102
# What the two marks at a window's edges have for features: a row of their own in each table.
_EDGE = {"case": len(CASE), "space": len(SPACE), "quote": len(QUOTE)}


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[start, end)`` go into the encoder; the answers for ``[core, end)`` are kept."""

    start: int
    core: int
    end: int


def make_windows(words: Words, size: int, context: int, first_size: int | None = None) -> list[Window]:
    """Pack whole paragraphs into windows of at most ``size`` pieces, ``context`` of them read again from before.

    A paragraph too long for one window is cut where it must be. ``first_size`` makes the first window smaller,
    which shifts all the others (training sees other cuts each epoch).
    """
    windows: list[Window] = []
    n = len(words)
    starts = _paragraph_starts(words)
    core = 0
    while core < n:
        left = _reach_back(words, core, context)
        room = size if windows or first_size is None else first_size
        limit = int(np.searchsorted(words.offset, words.offset[left] + room, side="right")) - 1
        limit = max(limit, core + 1)
        end = n if limit >= n else _last_break(starts, core, limit)
        windows.append(Window(left, core, end))
        core = end
    return windows


def even_windows(words: Words, size: int) -> list[Window]:
    """As few windows as ``make_windows`` takes, but none larger than need be: the last sees as much as the others."""
    count = len(make_windows(words, size, 0))
    sizes = range(int(words.offset[-1]) // max(count, 1), size)
    least = bisect_left(sizes, 1, key=lambda smaller: len(make_windows(words, smaller, 0)) <= count)
    return make_windows(words, sizes[least] if least < len(sizes) else size, 0)


def window_inputs(words: Words, window: Window) -> dict[str, IntArray]:
    """What the encoder is given of one window.

    ``ids``, ``case``, ``space`` and ``quote`` (pieces,) with a mark at either edge; ``first`` (words,) is where each
    word of ``[window.start, window.end)`` has its first piece.
    """
    begin, end = int(words.offset[window.start]), int(words.offset[window.end])
    lengths = np.diff(words.offset[window.start : window.end + 1])
    inputs = {
        "ids": np.concatenate([[_CLS], words.pieces[begin:end], [_SEP]]),
        "first": words.offset[window.start : window.end] - begin + 1,
    }
    for name, edge in _EDGE.items():
        values = np.repeat(getattr(words, name)[window.start : window.end], lengths)
        inputs[name] = np.concatenate([[edge], values, [edge]])
    return inputs


def sections(words: Words, limit: int) -> Iterator[Words]:
    """Cut a text longer than ``limit`` words into sections, between paragraphs where it can be."""
    starts = _paragraph_starts(words)
    begin = 0
    while len(words) - begin > limit:
        end = _last_break(starts, begin, begin + limit)
        yield words.part(begin, end)
        begin = end
    if begin < len(words):
        yield words.part(begin, len(words))


def _paragraph_starts(words: Words) -> IntArray:
    changes = np.flatnonzero(np.diff(words.paragraph)) + 1
    return changes.astype(np.int64)


def _reach_back(words: Words, core: int, context: int) -> int:
    """The first word such that at most ``context`` pieces lie before ``core``."""
    return int(np.searchsorted(words.offset, words.offset[core] - context, side="left")) if core else 0


def _last_break(starts: IntArray, core: int, limit: int) -> int:
    """The last paragraph start in the last two thirds of ``(core, limit]``, else ``limit``."""
    i = int(np.searchsorted(starts, limit, side="right")) - 1
    if i >= 0 and starts[i] > core + (limit - core) // 3:
        return int(starts[i])
    return limit
