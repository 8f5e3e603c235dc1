"""Calendar arithmetic on seconds since 1970-01-01: adding units, and counting the whole units between two times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .table import Ints

__all__ = ["SECONDS", "add", "units_until"]

SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400, "weeks": 604_800}
_MONTHS = {"months": 1, "years": 12}
_DAY = 86_400


def add(time: int, number: int, unit: str) -> int:
    """The time so many units later (or earlier); a day that a month does not have becomes its last."""
    if unit in SECONDS:
        return time + number * SECONDS[unit]
    day, rest = divmod(time, _DAY)
    date = np.datetime64(day, "D")
    month = date.astype("M8[M]")
    target = month + number * _MONTHS[unit]
    last = (target + 1).astype("M8[D]") - 1
    wanted = target.astype("M8[D]") + (date - month.astype("M8[D]"))
    return int(min(wanted, last).astype(np.int64)) * _DAY + rest


def units_until(times: Ints, end: int, unit: str) -> Ints:
    """Whole units from each time to ``end``, rounded towards zero; positive where the time is earlier."""
    if unit in SECONDS:
        return np.asarray(np.fix((end - times) / SECONDS[unit]), dtype=np.int64)
    whole = np.asarray(np.fix((_packed(np.asarray([end])) - _packed(times)) / 32), dtype=np.int64)
    return np.asarray(np.fix(whole / _MONTHS[unit]), dtype=np.int64)


def _packed(times: Ints) -> Ints:
    """Months and days in one number, so that a month is whole when the day of the month is reached."""
    date = (times // _DAY).astype("M8[D]")
    month = date.astype("M8[M]")
    return np.asarray(month.astype(np.int64) * 32 + (date - month.astype("M8[D]")).astype(np.int64))
