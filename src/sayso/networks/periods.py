"""Which period a statement falls into, for the rules about duplicates. Times are seconds since 1970-01-01."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .table import Ints

__all__ = ["month", "month_of_year", "week", "week_of_year", "year"]

_DAY = 86_400
_THURSDAY = 4  # 1970-01-01, in days after a Sunday


def year(times: Ints) -> Ints:
    """The year, counted from 1970."""
    return np.asarray(times.astype("M8[s]").astype("M8[Y]").astype(np.int64))


def month(times: Ints) -> Ints:
    """The month, counted from January 1970."""
    return np.asarray(times.astype("M8[s]").astype("M8[M]").astype(np.int64))


def month_of_year(times: Ints) -> Ints:
    """0 for January of any year, and so on (DNA's months)."""
    return month(times) % 12


def week(times: Ints, starts: str) -> Ints:
    """The week, counted from the one of 1970-01-01; weeks start on ``monday`` or ``sunday``."""
    days = times // _DAY
    return (days + (_THURSDAY if starts == "sunday" else _THURSDAY - 1)) // 7


def week_of_year(times: Ints, starts: str) -> Ints:
    """The number of the week in any year (DNA's weeks).

    From Monday as in ISO 8601, where the first week holds the first Thursday; from Sunday as in the United States,
    where it holds the first of January.
    """
    deciding = 6 if starts == "sunday" else 3  # the day of the week whose year the whole week belongs to
    first = week(times, starts) * 7 - (_THURSDAY if starts == "sunday" else _THURSDAY - 1)
    day = first + deciding
    new_year = np.asarray(day.astype("M8[D]").astype("M8[Y]").astype("M8[D]").astype(np.int64))
    return np.asarray((day - new_year) // 7 + 1)
