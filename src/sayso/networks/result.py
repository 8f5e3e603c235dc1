"""``Network``: a matrix with its labels, and the statements behind every edge."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .cells import entries

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from .cells import Floats, Matrix
    from .options import NetworkOptions
    from .selection import Selection
    from .table import Entity, Ints

__all__ = ["Network"]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A discourse network.

    ``weights`` is an array where that is small, else a ``scipy.sparse.csr_array``, of shape ``(len(rows),
    len(columns))``; in a one-mode network ``rows`` and ``columns`` are the same and it is symmetric. ``start``,
    ``time`` and ``stop`` bound the statements; ``statements`` says how many they are.
    """

    kind: str
    weights: Matrix = field(repr=False)
    rows: tuple[str, ...] = field(repr=False)
    columns: tuple[str, ...] = field(repr=False)
    start: datetime
    time: datetime
    stop: datetime
    statements: int
    options: NetworkOptions = field(repr=False)
    whole_numbers: bool = field(default=False, repr=False)
    selection: Selection | None = field(default=None, repr=False)
    members: Ints | None = field(default=None, repr=False)

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return len(self.rows), len(self.columns)

    def scaled_to_one(self) -> Network:
        """The same network with its weights divided by their sum, signs and all; as it is where that is zero."""
        total = float(self.weights.sum())
        return replace(self, weights=self.weights / total) if total != 0 else self

    def to_sparse(self) -> Matrix:
        """The matrix as a ``scipy.sparse.csr_array``."""
        from scipy import sparse

        return sparse.csr_array(self.weights)

    def to_numpy(self) -> Floats:
        """The matrix with all its zeros."""
        if isinstance(self.weights, np.ndarray):
            return self.weights
        return np.asarray(self.weights.toarray(), dtype=np.float64)

    def to_pandas(self) -> Any:
        """The matrix as a ``pandas.DataFrame`` with labels."""
        from .tables import to_pandas

        return to_pandas(self)

    def to_networkx(self) -> Any:
        """An undirected ``networkx.Graph``; see ``graphs.to_networkx``."""
        from .graphs import to_networkx

        return to_networkx(self)

    def to_igraph(self) -> Any:
        """An undirected ``igraph.Graph``; see ``graphs.to_igraph``."""
        from .graphs import to_igraph

        return to_igraph(self)

    def to_svg(self, *, communities: Sequence[int] | None = None, seed: int = 0) -> str:
        """A picture; ``communities`` numbers each actor's community, in place of those that are found."""
        from .pictures import network_scene, to_svg

        return to_svg(network_scene(self, communities=communities, seed=seed))

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        return self.to_svg()

    def plot(self, path: str | os.PathLike[str], *, communities: Sequence[int] | None = None, seed: int = 0) -> None:
        """Draw it into a file, as SVG or PNG by the ending of its name.

        Raises:
            NetworkError: the ending is neither.
            MissingExtra: a PNG needs matplotlib.
        """
        from .pictures import network_scene, save

        save(network_scene(self, communities=communities, seed=seed), path)

    def edges(self) -> Iterator[tuple[str, str, float]]:
        """Row, column and weight of all cells that are not zero, row by row; in a one-mode network each pair once."""
        for row, column, weight in self.edge_places():
            yield self.rows[row], self.columns[column], weight

    def edge_places(self) -> Iterator[tuple[int, int, float]]:
        """``edges`` with places for labels."""
        rows, columns, weights = entries(self.weights)
        order = np.lexsort((columns, rows))
        for row, column, weight in zip(rows[order], columns[order], weights[order], strict=True):
            if weight != 0 and (self.kind == "twomode" or row < column):
                yield int(row), int(column), float(weight)

    def evidence(self, row: str, column: str) -> tuple[int | str, ...]:
        """The ids of the statements that made an edge, in the order of time; of a ledger's, their keys.

        Raises:
            NetworkError: there is no such node.
        """
        from .evidence import evidence

        return evidence(self, row, column)

    def entity(self, label: str, *, second: bool = False) -> Entity | None:
        """What is known of a node; ``second`` means one of the columns of a two-mode network."""
        if self.selection is None:
            return None
        name = self.options.variable2 if second else self.options.variable1
        return self.selection.table.entities.get(name, {}).get(label)

    def frequency(self, *, second: bool = False) -> tuple[int, ...]:
        """How many of the statements kept (in all windows together) each row, or column, stands in."""
        if self.selection is None:
            return ()
        column = self.selection.second if second else self.selection.first
        counts = np.bincount(column.codes[self.selection.kept], minlength=len(column.levels))
        places = {str(level): number for number, level in enumerate(column.levels)}
        return tuple(int(counts[places[label]]) for label in (self.columns if second else self.rows))
