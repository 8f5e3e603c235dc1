"""The counting array: how often each value of variable 1 stands with each value of variable 2 and the qualifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .table import java_order

if TYPE_CHECKING:
    from .selection import Selection
    from .table import Column, Ints

__all__ = ["Axis", "Cells", "Floats", "Matrix", "axes", "count", "divide", "entries", "row_sums", "sum_at"]

Floats: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = Any
"""An array of doubles where that is small, else a ``scipy.sparse.csr_array`` (scipy has no types of its own)."""

_SMALL_CELLS = 1 << 20
_SMALL_SIDE = 1 << 11


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The levels of a column that a matrix has; ``places`` maps a code of the column to its place, -1 for none."""

    codes: Ints
    places: Ints
    column: Column

    @classmethod
    def of(cls, column: Column, codes: Ints) -> Axis:
        """An axis of the levels ``codes``, in that order."""
        places = np.full(len(column.levels), -1, np.int64)
        places[codes] = np.arange(len(codes))
        return cls(codes, places, column)

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def labels(self) -> tuple[str, ...]:
        """The levels as text."""
        return tuple(str(self.column.levels[code]) for code in self.codes.tolist())

    def at(self, rows: Ints) -> Ints:
        """The places of statements."""
        return self.places[self.column.codes[rows]]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """A counting array of a slice of statements.

    ``sums`` has shape ``(len(first), len(second) * levels)``: for each value of variable 1 and each pair of a value of
    variable 2 and a level of the qualifier, the number (or weight) of statements. ``values`` are the levels as numbers,
    None where they are text or there is no qualifier.
    """

    sums: Matrix
    first: Axis
    second: Axis
    levels: int
    values: Floats | None
    boolean: bool


def _node_axis(chosen: Selection, column: Column, rows: Ints) -> Axis:
    codes = chosen.loaded_codes(column) if chosen.options.isolates else column.present(rows)
    return Axis.of(column, codes[codes != column.code("")])


def axes(chosen: Selection, rows: Ints) -> tuple[Axis, Axis]:
    """The nodes of a network of ``rows``; with isolates, of all that was loaded."""
    return _node_axis(chosen, chosen.first, rows), _node_axis(chosen, chosen.second, rows)


def level_axis(chosen: Selection, rows: Ints) -> Axis | None:
    """The levels of the qualifier: of a boolean both; of a document variable those in ``rows``; else all loaded."""
    column = chosen.qualifier
    if column is None:
        return None
    if chosen.options.dna and chosen.options.window.kernel != "no":
        return _dna_kernel_levels(chosen, column)
    if column.kind == "boolean":
        return Axis.of(column, np.arange(2, dtype=np.int64))
    return Axis.of(column, column.present(rows) if chosen.document_qualifier else chosen.loaded_codes(column))


def _dna_kernel_levels(chosen: Selection, column: Column) -> Axis:
    """The levels that were kept, sorted as text (D05, D06)."""
    found = chosen.loaded_codes(column) if chosen.options.isolates else column.present(chosen.kept)
    ordered = sorted(found.tolist(), key=lambda code: java_order(str(column.levels[code])))
    return Axis.of(column, np.asarray(ordered, dtype=np.int64))


def _numbers(chosen: Selection, levels: Axis | None) -> Floats | None:
    if levels is None or not levels.column.is_number:
        return None
    if chosen.options.dna and chosen.options.window.kernel != "no":
        return np.arange(len(levels), dtype=np.float64)
    return np.asarray([levels.column.levels[code] for code in levels.codes], dtype=np.float64)


def count(chosen: Selection, rows: Ints, nodes: tuple[Axis, Axis], weights: Floats | None = None) -> Cells:
    """Count statements, or add up their weights."""
    first, second = nodes
    levels = level_axis(chosen, rows)
    depth = 1 if levels is None else max(len(levels), 1)
    columns = second.at(rows) * depth + (0 if levels is None else levels.at(rows))
    sums = sum_at(first.at(rows), columns, weights, (len(first), len(second) * depth))
    boolean = levels is not None and levels.column.kind == "boolean"
    return Cells(sums, first, second, depth, _numbers(chosen, levels), boolean)


def sum_at(rows: Ints, columns: Ints, weights: Floats | None, shape: tuple[int, int]) -> Matrix:
    """A matrix with the sums of the weights at each place; without weights, counts."""
    if shape[0] <= _SMALL_SIDE and shape[0] * shape[1] <= _SMALL_CELLS:
        sums = np.bincount(rows * shape[1] + columns, weights, shape[0] * shape[1])
        return sums.reshape(shape).astype(np.float64, copy=False)
    from scipy import sparse

    values = np.ones(len(rows)) if weights is None else weights
    return sparse.coo_array((values, (rows, columns)), shape=shape, dtype=np.float64).tocsr()


def entries(matrix: Matrix) -> tuple[Ints, Ints, Floats]:
    """Rows, columns and values of all that is not zero."""
    if isinstance(matrix, np.ndarray):
        rows, columns = np.nonzero(matrix)
        return rows, columns, matrix[rows, columns]
    found = matrix.tocoo()
    return found.row.astype(np.int64), found.col.astype(np.int64), found.data


def row_sums(matrix: Matrix) -> Floats:
    """The sum of each row, of shape ``(rows,)``."""
    return np.asarray(matrix.sum(axis=1), dtype=np.float64)


def divide(values: Floats, divisors: Floats) -> Floats:
    """Quotients; nothing divided by nothing is nothing."""
    return np.divide(values, divisors, out=np.zeros_like(values), where=divisors != 0)
