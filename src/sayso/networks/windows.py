"""Moving windows: where each one lies, and which statements are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .clock import SECONDS, add
from .errors import DnaFailure, NetworkError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .selection import Selection
    from .table import Ints

__all__ = ["Slice", "kernel_windows", "plain_windows", "whole"]

_MOST = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """Some of the statements kept (positions in the table); times are seconds since 1970-01-01."""

    rows: Ints
    start: int
    middle: int
    stop: int


def whole(chosen: Selection) -> Slice:
    """All that was kept."""
    return Slice(chosen.kept, chosen.start, (chosen.start + chosen.stop) // 2, chosen.stop)


def plain_windows(chosen: Selection) -> Iterator[Slice]:
    """The windows of the options, oldest first.

    Raises:
        NetworkError: there would be more than a million.
    """
    if chosen.options.window.unit == "events":
        return _event_windows(chosen)
    if chosen.options.dna and chosen.start == chosen.stop:
        raise DnaFailure("DNA 3.0 fails with time windows where start and stop are the same")
    return _time_windows(chosen)


def _ticks(start: int, stop: int, unit: str) -> Iterator[int]:
    """``start``, a unit later, and so on up to ``stop``; days that a month lacks are cut off for good."""
    if stop - start > _MOST * SECONDS.get(unit, SECONDS["days"]):
        raise NetworkError(f"there would be more than {_MOST} windows; choose a longer unit than {unit}")
    time = start
    while time <= stop:
        yield time
        time = add(time, 1, unit)


def _time_windows(chosen: Selection) -> Iterator[Slice]:
    """Windows around each tick that lie inside the range; a size that is even counts as the next odd one (D17)."""
    window = chosen.options.window
    half = window.size // 2
    times = chosen.table.times_at(chosen.kept)
    for middle in _ticks(chosen.start, chosen.stop, window.unit):
        first, last = add(middle, -half, window.unit), add(middle, half, window.unit)
        if first >= chosen.start and last <= chosen.stop:
            low, high = np.searchsorted(times, first, "left"), np.searchsorted(times, last, "right")
            yield Slice(chosen.kept[low:high], first, middle, last)


def _event_windows(chosen: Selection) -> Iterator[Slice]:
    """Windows of ``2 * (size // 2) + 1`` statements (D16).

    Statements of the same time stay in the order of the selection; DNA draws lots between them.
    """
    half = chosen.options.window.size // 2
    times = chosen.table.times_at(chosen.kept)
    for middle in range(half, len(chosen.kept) - half):
        first, last = middle - half, middle + half
        rows = chosen.kept[first : last + 1]
        yield Slice(rows, int(times[first]), int(times[middle]), int(times[last]))


def kernel_windows(chosen: Selection) -> Iterator[Slice]:
    """The windows that a kernel weights; a size that is odd counts as the next even one."""
    window = chosen.options.window
    if (window.unit in ("seconds", "events") and chosen.options.dna) or not len(chosen.kept):
        return  # D21
    half = (window.size + 1) // 2
    times = chosen.table.times_at(chosen.kept)
    begin, end = max(chosen.start, int(times[0])), min(chosen.stop, int(times[-1]))
    margin = half if window.indent else 0
    for middle in _ticks(add(begin, margin, window.unit), add(end, -margin, window.unit), window.unit):
        first, last = begin, end
        if window.kernel != "gaussian":
            first = max(begin, add(middle, -half, window.unit))
            last = min(end, add(middle, half, window.unit))
        low, high = np.searchsorted(times, first, "left"), np.searchsorted(times, last, "right")
        yield Slice(chosen.kept[low:high], first, middle, last)
