"""The time windows of DNA's polarization, which are unlike all its others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..build import network_of
from ..cells import axes
from ..kernels import smoothed
from ..onemode import without_diagonal
from ..windows import Slice, kernel_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..result import Network
    from ..selection import Selection

__all__ = ["polarization_slices"]


def polarization_slices(chosen: Selection) -> Iterator[Network]:
    """The networks that DNA takes for both congruence and conflict: signed, and without what lies on a border.

    (D09, D10) The borders of a gaussian kernel are those of the range, and are kept.
    """
    signed = replace(chosen, options=replace(chosen.options, aggregation="subtract"))
    for piece in kernel_windows(signed):
        rows = piece.rows
        if chosen.options.window.kernel != "gaussian":
            times = chosen.table.times_at(rows)
            rows = rows[np.flatnonzero((times > piece.start) & (times < piece.stop))]
        nodes = axes(signed, rows)
        matrix = without_diagonal(smoothed(signed, rows, piece.middle, nodes, rows))
        yield network_of(signed, Slice(rows, piece.start, piece.middle, piece.stop), nodes, matrix)
