"""How often each value of a variable occurs, by level of the qualifier: the figures behind an agreement barplot."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import needed
from .options import NetworkOptions
from .records import Records
from .selection import select

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .table import Entity, Ints, Level, StatementTable

__all__ = ["Barplot", "barplot"]


@dataclass(frozen=True, slots=True, eq=False)
class Barplot:
    """``counts`` has shape ``(len(values), len(levels))``; without a qualifier the only level is 1."""

    variable: str
    values: tuple[str, ...]
    levels: tuple[Level, ...]
    counts: Ints
    entities: Mapping[str, Entity] = field(default_factory=dict, repr=False)
    qualifier: str | None = None
    boolean: bool = False
    """Whether the qualifier is one, so that level 0 is disagreement."""

    @property
    def qualified(self) -> bool:
        """Whether there are levels to tell apart."""
        return self.qualifier is not None

    def records(self) -> Records:
        """One row a value and level."""
        rows = [
            (value, level if self.qualified else None, int(number))
            for value, counts in zip(self.values, self.counts, strict=True)
            for level, number in zip(self.levels, counts, strict=True)
        ]
        return Records((self.variable.removeprefix("document:"), self.qualifier or "level", "statements"), tuple(rows))

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``, one row a value, one column a level.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return needed("pandas").DataFrame(self.counts, index=list(self.values), columns=list(self.levels))


def barplot(
    statements: StatementTable,
    variable: str = "concept",
    qualifier: str | None = "agreement",
    options: NetworkOptions | None = None,
) -> Barplot:
    """Count the values of a variable.

    Dates, filters, duplicates and ``compat`` are taken from ``options``; without them, a value counts once a document
    (and level). Of a boolean both levels are given, of others those that occur.

    Raises:
        NetworkError: there is no such variable, or it is no short text.
    """
    chosen = select(
        statements,
        replace(
            options or NetworkOptions(duplicates="document"),
            type="eventlist",
            variable1=variable,
            variable2=variable,
            qualifier=qualifier,
            aggregation="ignore" if qualifier is None else "subtract",
            normalization="no",
        ),
    )
    rows = chosen.kept[chosen.first.codes[chosen.kept] != chosen.first.code("")]
    codes, places = np.unique(chosen.first.codes[rows], return_inverse=True)
    depth, levels = np.zeros(len(rows), np.int64), (1,)
    if chosen.qualifier is not None:
        column = chosen.qualifier
        found = np.arange(2) if column.kind == "boolean" else column.present(chosen.kept)
        levels = tuple(column.levels[code] for code in found.tolist())
        depth = np.searchsorted(found, column.codes[rows])
    counts = np.bincount(places * len(levels) + depth, minlength=len(codes) * len(levels))
    values = tuple(str(chosen.first.levels[code]) for code in codes.tolist())
    entities = statements.entities.get(variable, {})
    boolean = chosen.qualifier is not None and chosen.qualifier.kind == "boolean"
    about = (entities, None if chosen.qualifier is None else qualifier, boolean)
    return Barplot(variable, values, levels, counts.reshape(len(codes), len(levels)), *about)
