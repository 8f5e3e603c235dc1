"""The statements behind an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .cells import level_axis
from .errors import NetworkError
from .kernels import weights_at
from .onemode import similarity
from .selection import seconds

if TYPE_CHECKING:
    from .cells import Floats
    from .result import Network
    from .selection import Selection
    from .table import Column, Ints

__all__ = ["evidence"]


def evidence(network: Network, row: str, column: str) -> tuple[int, ...]:
    """Ids of the statements that have a part in the weight of ``row`` and ``column``, in the order of time.

    In a one-mode network those are the statements of either actor that stand against one of the other on the same item
    and add something to the sum: with ``congruence`` only those that meet some agreement, with ``conflict`` some
    disagreement, with ``subtract`` either.

    Raises:
        NetworkError: there is no such node, or the network was not built from statements.
    """
    chosen, rows = network.selection, network.members
    if chosen is None or rows is None:
        raise NetworkError("this network was not built from statements, so it has no evidence")
    for label, known in ((row, network.rows), (column, network.columns)):
        if label not in known:
            raise NetworkError(f"there is no node {label!r} in this network")
    if network.options.window.kernel != "no":
        rows = rows[weights_at(chosen, rows, seconds(network.time)) > 0]
    if network.kind == "twomode":
        return _ids(chosen, rows[_is(chosen.first, rows, row) & _is(chosen.second, rows, column)])
    if row == column:
        return ()
    left, right = (rows[_is(chosen.first, rows, label)] for label in (row, column))
    meeting = [_meeting(chosen, left, right), _meeting(chosen, right, left)]
    return _ids(chosen, rows[np.isin(rows, np.concatenate(meeting))])


def _ids(chosen: Selection, rows: Ints) -> tuple[int, ...]:
    return tuple(chosen.table.ids[rows].tolist())


def _is(column: Column, rows: Ints, label: str) -> Ints:
    return np.asarray(column.codes[rows] == column.code(label))


def _meeting(chosen: Selection, own: Ints, other: Ints) -> Ints:
    """Those of ``own`` that meet one of ``other`` and count."""
    items = chosen.second.codes
    if chosen.qualifier is None or chosen.options.aggregation == "ignore":
        return own[np.isin(items[own], items[other])]
    if not chosen.qualifier.is_number:
        return _meeting_text(chosen, own, other)
    partners = _partners(chosen)
    met = np.zeros((len(chosen.second.levels), len(partners)), np.bool_)
    levels = _levels(chosen, own, other)
    met[items[other], levels[1]] = True
    counts = met @ partners
    return own[counts[items[own], levels[0]] > 0]


def _levels(chosen: Selection, own: Ints, other: Ints) -> tuple[Ints, Ints]:
    axis = level_axis(chosen, chosen.kept)
    assert axis is not None
    return axis.at(own), axis.at(other)


def _partners(chosen: Selection) -> Floats:
    """Which levels add something to the sum when they meet, of shape ``(levels, levels)``."""
    axis = level_axis(chosen, chosen.kept)
    assert axis is not None
    values = np.asarray([axis.column.levels[code] for code in axis.codes], dtype=np.float64)
    alike = similarity(values)
    counts = {"congruence": alike > 0, "conflict": alike < 1}.get(chosen.options.aggregation, alike != 0.5)
    return np.asarray(counts, dtype=np.float64)


def _meeting_text(chosen: Selection, own: Ints, other: Ints) -> Ints:
    """Of text, the same cell agrees, and a cell that only one has disagrees (D18)."""
    assert chosen.qualifier is not None
    if chosen.options.aggregation == "subtract":
        return own
    size = len(chosen.qualifier.levels)
    cells = [chosen.second.codes[rows] * size + chosen.qualifier.codes[rows] for rows in (own, other)]
    return own[np.isin(cells[0], cells[1], invert=chosen.options.aggregation == "conflict")]
