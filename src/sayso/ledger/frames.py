"""Rows of plain values -> the frames of other libraries, which need not be installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas

__all__ = ["pandas_frame"]


def pandas_frame(rows: Iterable[Any], columns: Iterable[str]) -> pandas.DataFrame:
    """The rows, tuples or dictionaries, as a pandas frame.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise MissingExtra("a pandas frame needs pandas: pip install pandas") from None
    return pandas.DataFrame(list(rows), columns=list(columns))
