"""Who agreed with what how often, and whether that counts as a vote for or against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .cells import axes, count
from .errors import NetworkError
from .options import NetworkOptions
from .selection import select

if TYPE_CHECKING:
    from .cells import Floats
    from .table import StatementTable

__all__ = ["Votes", "votes_of"]


@dataclass(frozen=True, slots=True)
class Votes:
    """``agree`` and ``against`` count statements, of shape ``(actors, concepts)``; ``dropped`` says too little."""

    actors: tuple[str, ...]
    concepts: tuple[str, ...]
    agree: Floats
    against: Floats
    dropped: tuple[str, ...] = ()

    def matrix(self, threshold: float = 0.0) -> Floats:
        """1 where the share of agreement is at least one minus the threshold, 0 where it is at most that, else nan."""
        both = self.agree + self.against
        share = np.divide(self.agree, both, out=np.full_like(both, np.nan), where=both > 0)
        clear = (share <= threshold) | (share >= 1 - threshold)
        return np.where(clear, np.round(share), np.nan)

    def distance(self) -> Floats:
        """How little actors have in common, from 0 to 1, of shape ``(actors, actors)``: what rDNA clusters.

        It is one minus the share that agreements and disagreements of both are of those of either (Jaccard 1901).
        """
        said = np.hstack([self.agree > 0, self.against > 0]).astype(np.float64)
        both = said @ said.T
        either = said.sum(axis=1)[:, None] + said.sum(axis=1)[None, :] - both
        return np.asarray(1 - np.divide(both, either, out=np.ones_like(both), where=either > 0))

    def telling(self, threshold: float = 0.0) -> Votes:
        """Without actors who voted on nothing, and concepts that fewer than two voted on."""
        found = self
        while True:
            voted = ~np.isnan(found.matrix(threshold))
            rows, columns = voted.any(axis=1), voted.sum(axis=0) >= 2
            if rows.all() and columns.all():
                return found
            found = found._part(rows, columns)

    def _part(self, rows: Any, columns: Any) -> Votes:
        gone = [name for name, kept in zip(self.actors, rows, strict=True) if not kept]
        gone += [name for name, kept in zip(self.concepts, columns, strict=True) if not kept]
        return Votes(
            tuple(name for name, kept in zip(self.actors, rows, strict=True) if kept),
            tuple(name for name, kept in zip(self.concepts, columns, strict=True) if kept),
            self.agree[np.ix_(rows, columns)],
            self.against[np.ix_(rows, columns)],
            (*self.dropped, *gone),
        )


def votes_of(statements: StatementTable, options: NetworkOptions | None = None) -> Votes:
    """The votes of variable 1 on variable 2; a boolean qualifier says yes or no, an integer by its sign.

    Raises:
        NetworkError: the qualifier is no number, or the options do not go together.
    """
    options = options or NetworkOptions()
    chosen = select(statements, replace(options, type="twomode", aggregation="subtract", normalization="no"))
    if chosen.qualifier is None or not chosen.qualifier.is_number:
        raise NetworkError(f"scaling needs a qualifier that is a number, which {options.qualifier!r} is not")
    cells = count(chosen, chosen.kept, axes(chosen, chosen.kept))
    assert cells.values is not None
    values = 2 * cells.values - 1 if cells.boolean else cells.values
    sums = cells.sums if isinstance(cells.sums, np.ndarray) else cells.sums.toarray()
    by_level = sums.reshape(len(cells.first), len(cells.second), cells.levels)
    agree, against = (by_level[:, :, side].sum(axis=2) for side in (values > 0, values < 0))
    return Votes(cells.first.labels, cells.second.labels, agree, against)
