"""The statements behind an edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .cells import level_axis
from .errors import NetworkError
from .kernels import weights_at
from .onemode import similarity
from .selection import seconds

if TYPE_CHECKING:
    from .cells import Axis, Floats
    from .result import Network
    from .selection import Selection
    from .table import Column, Ints

__all__ = ["Evidence", "evidence"]


def evidence(network: Network, row: str, column: str) -> tuple[int | str, ...]:
    """The statements that have a part in the weight of ``row`` and ``column``, in the order of time.

    They are named by their ids, those of a ledger by their keys.

    In a one-mode network those are the statements of either actor that stand against one of the other on the same item
    and add something to the sum: with ``congruence`` only those that meet some agreement, with ``conflict`` some
    disagreement, with ``subtract`` either.

    Raises:
        NetworkError: there is no such node, or the network was not built from statements.
    """
    return Evidence(network).of(row, column)


@dataclass(frozen=True, eq=False)
class Evidence:
    """The statements behind many edges of one network; what several edges need is found once.

    Statements are places in ``_rows``, which has them in the order of time.
    """

    network: Network
    _found: dict[tuple[Column, str], Ints] = field(default_factory=dict, init=False, repr=False)

    def of(self, row: str, column: str) -> tuple[int | str, ...]:
        """See ``evidence``."""
        chosen = self._chosen
        for label, known in ((row, self._labels[0]), (column, self._labels[1])):
            if label not in known:
                raise NetworkError(f"there is no node {label!r} in this network")
        if self.network.kind == "twomode":
            both = self._places(chosen.first, row), self._places(chosen.second, column)
            return self._ids(np.intersect1d(*both, assume_unique=True))
        if row == column:
            return ()
        left, right = (self._places(chosen.first, label) for label in (row, column))
        return self._ids(np.union1d(self._meeting(left, right), self._meeting(right, left)))

    @cached_property
    def _chosen(self) -> Selection:
        if self.network.selection is None or self.network.members is None:
            raise NetworkError("this network was not built from statements, so it has no evidence")
        return self.network.selection

    @cached_property
    def _labels(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(self.network.rows), frozenset(self.network.columns)

    @cached_property
    def _rows(self) -> Ints:
        """The statements of the network that weigh anything, as positions in the table."""
        rows = self.network.members
        assert rows is not None
        if self.network.options.window.kernel != "no":
            rows = rows[weights_at(self._chosen, rows, seconds(self.network.time)) > 0]
        return rows

    def _ids(self, places: Ints) -> tuple[int | str, ...]:
        return self._chosen.table.names(self._rows[places])

    def _places(self, column: Column, label: str) -> Ints:
        if (column, label) not in self._found:
            self._found[column, label] = np.flatnonzero(column.codes[self._rows] == column.code(label))
        return self._found[column, label]

    @cached_property
    def _items(self) -> Ints:
        return self._chosen.second.codes[self._rows]

    @cached_property
    def _axis(self) -> Axis:
        axis = level_axis(self._chosen, self._chosen.kept)
        assert axis is not None
        return axis

    @cached_property
    def _levels(self) -> Ints:
        return self._axis.at(self._rows)

    @cached_property
    def _partners(self) -> Floats:
        """Which levels add something to the sum when they meet, of shape ``(levels, levels)``."""
        values = np.asarray([self._axis.column.levels[code] for code in self._axis.codes], dtype=np.float64)
        alike = similarity(values)
        counts = {"congruence": alike > 0, "conflict": alike < 1}.get(self._chosen.options.aggregation, alike != 0.5)
        return np.asarray(counts, dtype=np.float64)

    def _meeting(self, own: Ints, other: Ints) -> Ints:
        """Those of ``own`` that meet one of ``other`` and count."""
        chosen, items = self._chosen, self._items
        if chosen.qualifier is None or chosen.options.aggregation == "ignore":
            return own[np.isin(items[own], items[other])]
        if not chosen.qualifier.is_number:
            return self._meeting_text(own, other)
        met = np.zeros((len(chosen.second.levels), len(self._partners)), np.bool_)
        met[items[other], self._levels[other]] = True
        counts = met @ self._partners
        return own[counts[items[own], self._levels[own]] > 0]

    @cached_property
    def _cells(self) -> Ints:
        """The pair of item and level of text that each statement has, as one number."""
        qualifier = self._chosen.qualifier
        assert qualifier is not None
        return self._items * len(qualifier.levels) + qualifier.codes[self._rows]

    def _meeting_text(self, own: Ints, other: Ints) -> Ints:
        """Of text, the same cell agrees, and a cell that only one has disagrees (D18)."""
        if self._chosen.options.aggregation == "subtract":
            return own
        differing = self._chosen.options.aggregation == "conflict"
        return own[np.isin(self._cells[own], self._cells[other], invert=differing)]
