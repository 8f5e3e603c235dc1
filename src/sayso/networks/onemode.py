"""One-mode networks: variable 1 by itself, through variable 2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .cells import divide, entries, row_sums, sum_at

if TYPE_CHECKING:
    from .cells import Cells, Floats, Matrix
    from .options import NetworkOptions

__all__ = ["aggregate", "normalize", "one_mode", "similarity", "without_diagonal"]


def one_mode(cells: Cells, options: NetworkOptions) -> Matrix:
    """The symmetric matrix over ``cells.first``; the diagonal is empty.

    Weights are products of counts, as in Leifeld (2017, "Discourse network analysis: policy debates as dynamic
    networks", in The Oxford Handbook of Political Networks).
    """
    return without_diagonal(normalize(aggregate(cells, options.aggregation, dna=options.dna), cells, options))


def aggregate(cells: Cells, aggregation: str, *, dna: bool = False) -> Matrix:
    """The sums before normalization; what the diagonal holds is not meant to be read."""
    if aggregation == "ignore":
        items = flatten(cells)
        return items @ items.T
    if cells.values is None:
        return _aggregate_text(cells.sums, aggregation)
    alike = similarity(cells.values, dna=dna)
    if aggregation == "congruence":
        return _through(cells, alike)
    if aggregation == "conflict":
        return _through(cells, 1 - alike)
    if cells.levels == 2 and not np.isnan(alike).any():  # two levels only cancel each other, which is one product
        net = flatten(cells, np.array([-1.0, 1.0]))
        return net @ net.T
    return _through(cells, 2 * alike - 1)


def _aggregate_text(sums: Matrix, aggregation: str) -> Matrix:
    """Of text, the same cell agrees, and every cell that one of two actors has and the other has not differs (D18)."""
    if aggregation == "conflict":
        return _differences(sums)
    together = sums @ sums.T
    return together if aggregation == "congruence" else together - _differences(sums)


def flatten(cells: Cells, weights: Floats | None = None) -> Matrix:
    """The counts whatever the qualifier, or with a weight for each level, of shape ``(len(first), len(second))``."""
    rows, columns, values = entries(cells.sums)
    if weights is not None:
        values = values * weights[columns % cells.levels]
    return sum_at(rows, columns // cells.levels, values, (len(cells.first), len(cells.second)))


def similarity(values: Floats, *, dna: bool = False) -> Floats:
    """How much two levels agree, from 1 (the same) to 0 (the lowest and the highest), of shape ``(levels, levels)``."""
    distance = np.abs(values[:, None] - values[None, :])
    width = float(np.ptp(values)) if len(values) else 0.0
    if width == 0:
        return np.full_like(distance, np.nan if dna else 1.0)
    return 1 - distance / width


def _through(cells: Cells, weights: Floats) -> Matrix:
    """Products of counts on the same item, weighted by a table of levels by levels."""
    size = len(cells.first)
    if np.isnan(weights).any():
        return np.full((size, size), np.nan)
    if np.array_equal(weights, np.eye(cells.levels)):
        return cells.sums @ cells.sums.T
    if isinstance(cells.sums, np.ndarray):
        spread = cells.sums.reshape(size, len(cells.second), cells.levels) @ weights
        return spread.reshape(cells.sums.shape) @ cells.sums.T
    from scipy import sparse

    by_item = sparse.kron(sparse.eye_array(len(cells.second)), sparse.csr_array(weights), format="csr")
    return cells.sums @ by_item @ cells.sums.T


def _differences(sums: Matrix) -> Matrix:
    totals = row_sums(sums)
    common = shared(sums)
    common = common + common.T
    both = common if isinstance(common, np.ndarray) else common.toarray()
    return totals[:, None] + totals[None, :] - both


def shared(sums: Matrix) -> Matrix:
    """For each pair (i, j) the counts of i in cells that j has too."""
    return sums @ (sums > 0).astype(np.float64).T


def normalize(matrix: Matrix, cells: Cells, options: NetworkOptions, products: Matrix | None = None) -> Matrix:
    """Divide by what the two actors say altogether; ``products`` stand for those of their counts where those differ.

    ``average`` divides by the mean of the two, ``cosine`` by their product (D24), ``jaccard`` by the cells that one of
    them has and the products of those that both have.
    """
    if options.normalization == "no":
        return matrix
    totals = row_sums(cells.sums)
    if isinstance(matrix, np.ndarray):
        return divide(matrix, _divisor(cells, options, products, totals[:, None], totals[None, :], ...))
    rows, columns, values = entries(matrix)
    divisor = _divisor(cells, options, products, totals[rows], totals[columns], (rows, columns))
    return sum_at(rows, columns, divide(values, divisor), matrix.shape)


def _divisor(
    cells: Cells, options: NetworkOptions, products: Matrix | None, left: Floats, right: Floats, at: Any
) -> Floats:
    """What the weights at some places are divided by."""
    if options.normalization == "average":
        return (left + right) / 2
    if options.normalization == "cosine":
        return left * right
    overlap: Floats = _overlap(cells, products)[at]
    return left + right + overlap


def _overlap(cells: Cells, products: Matrix | None) -> Matrix:
    """What cells that both have add to the divisor of ``jaccard`` beside the counts of both."""
    common = shared(cells.sums)
    return (cells.sums @ cells.sums.T if products is None else products) - common - common.T


def without_diagonal(matrix: Matrix) -> Matrix:
    """The matrix with its diagonal emptied."""
    if isinstance(matrix, np.ndarray):
        off = matrix.copy()
        np.fill_diagonal(off, 0)
        return off
    rows, columns, values = entries(matrix)
    off = rows != columns
    return sum_at(rows[off], columns[off], values[off], matrix.shape)
