"""``ReportTable``: what every report gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import MissingExtra
from ..frames import pandas_frame

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["ReportTable"]

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Rows of plain values, one for each column; what is not known is None. Dates are ISO 8601 strings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def to_dicts(self) -> list[dict[str, Value]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return pandas_frame(self.rows, self.columns)

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars frame.

        Raises:
            MissingExtra: polars is not installed.
        """
        try:
            import polars
        except ImportError:
            raise MissingExtra("a polars frame needs polars: pip install polars") from None
        columns: dict[str, Any] = {name: [row[at] for row in self.rows] for at, name in enumerate(self.columns)}
        return polars.DataFrame(columns, strict=False)
