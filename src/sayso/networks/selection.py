"""Which statements count: the range of dates, filters, empty values, duplicates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from . import periods
from .errors import DnaFailure, NetworkError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .options import NetworkOptions
    from .table import Column, Ints, StatementTable

__all__ = ["Selection", "moment", "seconds", "select"]

_ROOM = 1 << 62


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The statements that a network is made of, as positions in the table, sorted by time.

    ``loaded`` are those in the range of dates that pass the filters on documents; ``kept`` those of them that pass the
    filters on values and are no duplicates. ``start`` and ``stop`` are seconds since 1970-01-01.
    """

    table: StatementTable
    options: NetworkOptions
    loaded: Ints
    kept: Ints
    start: int
    stop: int
    first: Column
    second: Column
    qualifier: Column | None
    document_qualifier: bool
    _codes: dict[Column, Ints] = field(default_factory=dict, init=False, repr=False)

    def loaded_codes(self, column: Column) -> Ints:
        """The codes of a column that occur in ``loaded``; found once, since every window of a series asks."""
        if column not in self._codes:
            self._codes[column] = column.present(self.loaded)
        return self._codes[column]


def seconds(time: datetime) -> int:
    """Seconds since 1970-01-01, as if the local time were UTC."""
    return int((time.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds())


def moment(time: int) -> datetime:
    """The local time of so many seconds."""
    return datetime.fromtimestamp(time, UTC).replace(tzinfo=None)


def select(table: StatementTable, options: NetworkOptions) -> Selection:
    """Choose the statements.

    Raises:
        NetworkError: the options do not go together, or name a variable that there is not.
    """
    options.check()
    first, second = (_text_column(table, name) for name in (options.variable1, options.variable2))
    qualifier = _qualifier(table, options)
    start, stop = _range(table, options)
    order = table.order()
    times = table.times_at(order)
    loaded = _filter(table, options, order[(times >= start) & (times <= stop)], documents=True)
    kept = _filter(table, options, loaded, documents=False)
    outside = qualifier is not None and options.qualifier is not None and table.is_document_variable(options.qualifier)
    chosen = Selection(table, options, loaded, kept, start, stop, first, second, qualifier, outside)
    if options.type != "eventlist":
        kept = _without_empty(chosen, kept)
    return replace(chosen, kept=_without_duplicates(chosen, kept))


def _text_column(table: StatementTable, name: str) -> Column:
    column = table.column(name)
    if column.kind != "short text":
        fit = [known for known, about in table.variables.items() if about.kind == "short text"]
        raise NetworkError(f"variable {name!r} is {column.kind}, but nodes need short text, such as {', '.join(fit)}")
    return column


def _qualifier(table: StatementTable, options: NetworkOptions) -> Column | None:
    name = options.qualifier
    if name is None or (options.aggregation == "ignore" and not table.has(name)):
        return None
    column = table.column(name)
    if column.kind == "long text":
        raise NetworkError(f"the qualifier {name!r} is a long text, whose values cannot be told apart by kinds")
    return column


def _range(table: StatementTable, options: NetworkOptions) -> tuple[int, int]:
    """Seconds of start and stop; without them, those of the first and last document, statements or not."""
    times = table.documents.times
    first, last = (int(times.min()), int(times.max())) if len(times) else (0, 0)
    start = first if options.start is None else seconds(options.start)
    stop = last if options.stop is None else seconds(options.stop)
    if start > stop and options.start is not None and options.stop is not None:
        raise NetworkError(f"the range of dates ends ({options.stop}) before it starts ({options.start})")
    return start, stop


def _filter(table: StatementTable, options: NetworkOptions, rows: Ints, *, documents: bool) -> Ints:
    """Drop what ``exclude`` and ``include`` drop by variables of documents, or of statements."""
    keep = np.ones(len(rows), np.bool_)
    for filters, wanted in ((options.exclude, False), (options.include, True)):
        for name, values in filters.items():
            column = table.column(name)
            if values and table.is_document_variable(name) == documents:
                keep &= column.take(rows).matches(values) == wanted
    return rows[keep]


def _without_empty(chosen: Selection, rows: Ints) -> Ints:
    columns = [chosen.first, chosen.second]
    if chosen.qualifier is not None and chosen.options.aggregation != "ignore":
        columns.append(chosen.qualifier)
    for column in columns:
        if not column.is_number:
            rows = rows[column.codes[rows] != column.code("")]
    return rows


def _without_duplicates(chosen: Selection, rows: Ints) -> Ints:
    """Of statements with the same variables in the same period, the first."""
    if chosen.options.duplicates == "include":
        return rows
    keys = [_period(chosen, rows), chosen.first.codes[rows], chosen.second.codes[rows]]
    if chosen.qualifier is not None and chosen.options.aggregation != "ignore":
        keys.append(_told_apart(chosen, chosen.qualifier, rows))
    _, firsts = np.unique(_joined(keys), return_index=True)
    return rows[np.sort(firsts)]


def _period(chosen: Selection, rows: Ints) -> Ints:
    options = chosen.options
    if options.duplicates == "acrossrange":
        return np.zeros(len(rows), np.int64)
    if options.duplicates == "document":
        return chosen.table.document[rows]
    times = chosen.table.times_at(rows)
    if options.duplicates == "year":
        return periods.year(times)
    if options.duplicates == "month":  # DNA leaves the year out (D14)
        return periods.month_of_year(times) if options.dna else periods.month(times)
    return (periods.week_of_year if options.dna else periods.week)(times, options.week_starts)


def _told_apart(chosen: Selection, qualifier: Column, rows: Ints) -> Ints:
    """The qualifier's codes; where DNA would not see that two are equal, different ones."""
    codes = qualifier.codes[rows]
    if not chosen.options.dna:
        return codes
    if chosen.document_qualifier:
        raise DnaFailure("DNA 3.0 fails with a document variable as qualifier where duplicates are dropped (D19)")
    if qualifier.kind != "integer":
        return codes
    small = np.fromiter((-128 <= int(level) <= 127 for level in qualifier.levels), np.bool_, len(qualifier.levels))
    return np.where(small[codes], codes, len(qualifier.levels) + np.arange(len(rows)))  # D13


def _joined(keys: Sequence[NDArray[np.int64]]) -> Ints:
    """One number for each combination of the keys."""
    joined = np.zeros(len(keys[0]), np.int64)
    size = 1
    for key in keys:
        low = int(key.min(initial=0))
        width = int(key.max(initial=0)) - low + 1
        if size * width >= _ROOM:
            _, joined = np.unique(joined, return_inverse=True)
            size = int(joined.max(initial=0)) + 1
        joined = joined * width + (key - low)
        size *= width
    return joined
