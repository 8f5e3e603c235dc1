"""Two-mode networks: variable 1 by variable 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .cells import divide, entries, row_sums, sum_at
from .errors import DnaFailure

if TYPE_CHECKING:
    from .cells import Cells, Floats, Matrix
    from .options import NetworkOptions

__all__ = ["signs", "two_mode"]


def two_mode(cells: Cells, options: NetworkOptions) -> Matrix:
    """The matrix of shape ``(len(cells.first), len(cells.second))``.

    ``subtract`` weights each level by its number (a boolean by +1 and -1); ``combine`` makes a number of which levels
    occur, the lowest level being the most significant bit.
    """
    matrix = _aggregate(cells, options.aggregation)
    if options.normalization == "no":
        return matrix
    if options.aggregation == "combine":
        return _normalize_combined(matrix, options)
    axis = 1 if options.normalization == "activity" else 0
    return _divide(matrix, _totals(cells, axis), axis)


def _aggregate(cells: Cells, aggregation: str) -> Matrix:
    rows, columns, weights = entries(cells.sums)
    levels = columns % cells.levels
    if aggregation == "subtract" and cells.values is not None:
        weights = weights * signs(cells)[levels]
    elif aggregation == "combine":
        weights = (weights > 0) * np.exp2(cells.levels - 1.0 - levels)
    return sum_at(rows, columns // cells.levels, weights, (len(cells.first), len(cells.second)))


def signs(cells: Cells) -> Floats:
    """What a statement of each level adds under ``subtract``: the level, but of a boolean -1 for 0."""
    if cells.values is None:
        return np.ones(cells.levels)
    return 2 * cells.values - 1 if cells.boolean else cells.values


def _totals(cells: Cells, axis: int) -> Floats:
    """All statements of each row (axis 1) or column (axis 0), whatever their qualifier."""
    if axis == 1:
        return row_sums(cells.sums)
    totals: Floats = row_sums(cells.sums.T).reshape(-1, cells.levels).sum(axis=1)
    return totals


def _divide(matrix: Matrix, totals: Floats, axis: int) -> Matrix:
    """Divide rows (axis 1) or columns (axis 0)."""
    rows, columns, values = entries(matrix)
    return sum_at(rows, columns, divide(values, totals[rows if axis == 1 else columns]), matrix.shape)


def _normalize_combined(matrix: Matrix, options: NetworkOptions) -> Matrix:
    """Divide by the number of cells that are not empty."""
    axis = 1 if options.normalization == "activity" else 0
    if options.dna and axis == 0:
        return _dna_prominence(matrix)
    return _divide(matrix, np.asarray((matrix != 0).sum(axis=axis), dtype=np.float64), axis)


def _dna_prominence(matrix: Matrix) -> Matrix:
    """DNA reads rows for columns (D12)."""
    rows, columns = matrix.shape
    if rows > columns:
        raise DnaFailure("DNA 3.0 fails with 'combine' and 'prominence' where there are more rows than columns (D12)")
    return _divide(matrix, np.asarray((matrix[:, :rows] != 0).sum(axis=1), dtype=np.float64), 1)
