"""Numbers -> what a template draws as SVG. Widths and heights are attributes, for styles stand in files alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Bar", "Column", "Series", "bars", "by_time"]

_COLUMNS = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` is of the largest, from 0 to 100; ``href`` leads to the statements behind it."""

    label: str
    value: int
    share: float
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart over time, in a picture of 100 by 100."""

    label: str
    value: int
    x: float
    width: float
    height: float
    href: str


@dataclass(frozen=True, slots=True)
class Series:
    """Columns over time. ``unit`` is month or year; ``most`` is the value of the highest."""

    columns: tuple[Column, ...]
    unit: str
    most: int
    first: str = ""
    last: str = ""


def bars(rows: Iterable[tuple[str, int, str, str]]) -> list[Bar]:
    """(label, value, address, note) -> bars."""
    given = list(rows)
    most = max((value for _, value, _, _ in given), default=0) or 1
    return [Bar(label, value, round(100 * value / most, 2), href, note) for label, value, href, note in given]


def by_time(months: Mapping[str, int], address: str) -> Series:
    """Counts by month (YYYY-MM), as columns by month, or by year where they would be too many.

    ``address`` has ``{after}`` and ``{before}`` where the first day and the one after the last belong.
    """
    if not months:
        return Series((), "month", 0)
    span = _all_months(min(months), max(months))
    unit = "month" if len(span) <= _COLUMNS else "year"
    counts: dict[str, int] = dict.fromkeys(span if unit == "month" else sorted({m[:4] for m in span}), 0)
    for month, count in months.items():
        counts[month if unit == "month" else month[:4]] += count
    most, width = max(counts.values()), 100 / len(counts)
    columns = tuple(
        Column(
            label,
            value,
            round(at * width + width * 0.08, 3),
            round(width * 0.84, 3),
            round(100 * value / (most or 1), 2),
            address.format(after=label, before=_following(label)),
        )
        for at, (label, value) in enumerate(counts.items())
    )
    return Series(columns, unit, most, columns[0].label, columns[-1].label)


def _all_months(first: str, last: str) -> list[str]:
    start, stop = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in range(start, stop + 1)]


def _following(label: str) -> str:
    if len(label) == 4:
        return f"{int(label) + 1:04}"
    month = int(label[:4]) * 12 + int(label[5:7])
    return f"{month // 12:04}-{month % 12 + 1:02}"
