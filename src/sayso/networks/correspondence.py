"""Correspondence analysis of a table of counts, with bounds from resampling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .errors import NetworkError

if TYPE_CHECKING:
    from .cells import Floats

__all__ = ["Correspondence", "correspondence"]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Principal places of rows and columns, of shape ``(n, d)``, nan where a row or column is empty.

    Bounds are a pair of such arrays; ``explained`` is each dimension's share of the inertia.
    """

    rows: Floats
    columns: Floats
    row_bounds: tuple[Floats, Floats]
    column_bounds: tuple[Floats, Floats]
    explained: Floats


def correspondence(counts: Floats, dimensions: int, draws: int, seed: int) -> Correspondence:
    """The first dimensions; the sign of each is such that the largest place of a row is positive.

    Bounds hold 95 % of the places of ``draws`` tables, in which each row, then each column, is drawn anew with the same
    sum; they are projected on the axes of the table itself (partial bootstrap; Greenacre 1984; Lebart 2007).

    Raises:
        NetworkError: the rows do not differ in so many dimensions.
    """
    filled = counts.sum(axis=0) > 0
    table = counts[:, filled]
    shares = table / table.sum()
    r, c = shares.sum(axis=1), shares.sum(axis=0)
    residuals = (shares - np.outer(r, c)) / np.sqrt(np.outer(r, c))
    left, sizes, right = np.linalg.svd(residuals, full_matrices=False)
    if len(sizes) < dimensions or sizes[dimensions - 1] < 1e-9:
        raise NetworkError(f"the actors do not differ in {dimensions} dimensions")
    left, right, size = left[:, :dimensions], right[:dimensions].T, sizes[:dimensions]
    standard_rows, standard_columns = left / np.sqrt(r)[:, None], right / np.sqrt(c)[:, None]
    most = np.abs(standard_rows).argmax(axis=0)
    sign = np.sign(standard_rows[most, np.arange(dimensions)])
    standard_rows, standard_columns = standard_rows * sign, standard_columns * sign
    random = np.random.default_rng(seed)
    row_bounds = _bounds(table, standard_columns, draws, random)
    column_bounds = _bounds(table.T, standard_rows, draws, random)
    return Correspondence(
        standard_rows * size,
        _spread(standard_columns * size, filled),
        row_bounds,
        (_spread(column_bounds[0], filled), _spread(column_bounds[1], filled)),
        size**2 / (sizes**2).sum(),
    )


def _bounds(table: Floats, axes: Floats, draws: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Where profiles drawn anew lie on the axes."""
    sums = table.sum(axis=1)
    low, high = [], []
    for profile, total in zip(table / sums[:, None], sums, strict=True):
        drawn = random.multinomial(int(total), profile, draws) / total @ axes
        bounds = np.quantile(drawn, (0.025, 0.975), axis=0)
        low.append(bounds[0])
        high.append(bounds[1])
    return np.stack(low), np.stack(high)


def _spread(values: Floats, filled: np.ndarray) -> Floats:
    spread = np.full((len(filled), values.shape[1]), np.nan)
    spread[filled] = values
    return spread
