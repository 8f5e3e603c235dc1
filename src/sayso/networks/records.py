"""``Records``: what measures give, as rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from .errors import needed

__all__ = ["Records", "Value"]

Value: TypeAlias = "str | int | float | None"


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of plain values, one for each column; what cannot be told is None. Times are ISO 8601."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame``.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return needed("pandas").DataFrame(list(self.rows), columns=list(self.columns))

    def with_first(self, name: str, value: Value) -> Records:
        """The same with one more column in front, that says the same in every row."""
        return Records((name, *self.columns), tuple((value, *row) for row in self.rows))
