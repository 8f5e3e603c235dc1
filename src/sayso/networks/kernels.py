"""Kernel smoothing: networks in which a statement weighs the less the farther it is in time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from .cells import count, entries, sum_at
from .clock import units_until
from .onemode import aggregate, normalize, without_diagonal
from .twomode import signs, two_mode

if TYPE_CHECKING:
    from .cells import Axis, Cells, Floats, Matrix
    from .selection import Selection
    from .table import Ints

__all__ = ["kernel_weights", "smoothed"]


def kernel_weights(distance: Floats, kernel: str, *, dna: bool = False) -> Floats:
    """The weight of statements at a distance, 1 being half a window (Silverman 1986, "Density Estimation").

    With ``dna``, epanechnikov and triangular are DNA's, which grow for statements after the window's middle (D01, D02).
    """
    inside = (np.abs(distance) <= 1).astype(np.float64)
    if kernel == "gaussian":
        return np.exp(-(distance**2) / 2) / math.sqrt(2 * math.pi)
    if kernel == "uniform":
        return 0.5 * inside
    if kernel == "epanechnikov":
        return 0.75 * inside * ((1 - distance) ** 2 if dna else 1 - distance**2)
    return inside * np.abs(1 - distance if dna else 1 - np.abs(distance))


def weights_at(chosen: Selection, rows: Ints, middle: int) -> Floats:
    """The weights of statements in a window around ``middle``."""
    window = chosen.options.window
    size = window.size + window.size % 2
    units = units_until(chosen.table.times_at(rows), middle, window.unit)
    return kernel_weights(2 * units / size, window.kernel, dna=chosen.options.dna)


def smoothed(
    chosen: Selection, rows: Ints, middle: int, nodes: tuple[Axis, Axis], counted: Ints | None = None
) -> Matrix:
    """The matrix of a window around ``middle``.

    ``counted`` are the statements that DNA's normalization counts: of some windows all that were kept, of others
    (those of polarization) the window's own. One-mode weights are sums of ``sqrt(weight * weight')`` over pairs of
    statements.
    """
    weights = weights_at(chosen, rows, middle)
    options = chosen.options
    if options.type == "twomode":
        cells = count(chosen, rows, nodes, weights)
        return _dna_two_mode(cells, options.aggregation) if options.dna else two_mode(cells, options)
    cells = count(chosen, rows, nodes, np.sqrt(weights))
    if options.dna:
        return _dna_one_mode(chosen, cells, nodes, counted)
    matrix = aggregate(cells, options.aggregation)
    if options.normalization == "no":
        return without_diagonal(matrix)
    products = cells.sums @ cells.sums.T if options.normalization == "jaccard" else None
    return without_diagonal(normalize(matrix, count(chosen, rows, nodes, weights), options, products))


def _dna_two_mode(cells: Cells, aggregation: str) -> Matrix:
    """Normalization has no effect, and ``combine`` is ``subtract``."""
    rows, columns, weights = entries(cells.sums)
    if aggregation != "ignore":
        weights = weights * signs(cells)[columns % cells.levels]
    return sum_at(rows, columns // cells.levels, weights, (len(cells.first), len(cells.second)))


def _dna_one_mode(chosen: Selection, cells: Cells, nodes: tuple[Axis, Axis], counted: Ints | None) -> Matrix:
    """The diagonal is computed too (D03); every normalization is one and the same factor (D04)."""
    options = chosen.options
    if cells.values is None and options.aggregation != "ignore":
        matrix = aggregate(cells, "ignore") * (options.aggregation != "conflict")
    else:
        matrix = aggregate(cells, options.aggregation, dna=True)
    if options.normalization == "no":
        return matrix
    counts = count(chosen, chosen.kept if counted is None else counted, nodes).sums
    return _dense(matrix) * _dna_factors(_dense(counts))


def _dense(matrix: Matrix) -> Floats:
    return matrix if isinstance(matrix, np.ndarray) else np.asarray(matrix.toarray())


def _dna_factors(counts: Floats) -> Floats:
    """For each pair the sum of ``2 / (n + n')`` over the cells that one of them has, of shape ``(nodes, nodes)``."""
    factors = np.zeros((len(counts), len(counts)))
    for node, own in enumerate(counts):
        both = counts + own
        factors[node] = np.divide(2, both, out=np.zeros_like(both), where=both > 0).sum(axis=1)
    return factors
