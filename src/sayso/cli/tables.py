"""Tables of plain values -> the terminal or a file, in one of several forms."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import click

from ..errors import MissingExtra
from ..formats.plain import one_line
from ..formats.table import csv_line, guard
from .files import writing
from .writers import encode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any, BinaryIO, Protocol

    class Rows(Protocol):
        """A table of plain values, such as ``ReportTable``."""

        @property
        def columns(self) -> tuple[str, ...]: ...

        @property
        def rows(self) -> Sequence[tuple[Any, ...]]: ...

        def to_dicts(self) -> list[dict[str, Any]]: ...

        def to_pandas(self) -> Any: ...


__all__ = ["FORMATS", "check_place", "write_table"]

FORMATS = ("table", "json", "csv", "parquet")


def check_place(form: str, output: Path | None) -> None:
    """See that the place fits the form.

    Raises:
        click.UsageError: it does not.
    """
    if form == "parquet" and output is None:
        raise click.UsageError("--format parquet needs --output")


def write_table(table: Rows, form: str, output: Path | None) -> None:
    """Write all of it, to standard output without ``output``.

    Raises:
        MissingExtra: the form needs a package that is not installed.
        OSError: the file cannot be written.
    """
    with writing(output) as stream:
        if form == "parquet":
            _parquet(table, stream)
        else:
            stream.write(encode({"table": _plain, "json": _json, "csv": _csv}[form](table)))


def _json(table: Rows) -> str:
    return json.dumps(table.to_dicts(), ensure_ascii=False, indent=2) + "\n"


def _csv(table: Rows) -> str:
    """Cells are guarded as in ``sayso read --format csv``."""
    rows = ([guard(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows)
    return csv_line(table.columns) + "".join(map(csv_line, rows))


def _plain(table: Rows) -> str:
    """Columns two spaces apart, long cells cut; control characters are escaped."""
    if not table.rows:
        return "nothing found\n"
    lines = [[_cell(value) for value in row] for row in (table.columns, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "".join(line.rstrip() + "\n" for line in padded)


def _cell(value: object) -> str:
    text = "" if value is None else one_line(str(value))
    return text if len(text) <= 80 else text[:79] + "…"


def _parquet(table: Rows, stream: BinaryIO) -> None:
    buffer = io.BytesIO()  # pandas closes what it writes to
    try:
        table.to_pandas().to_parquet(buffer, index=False)
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow: pip install pyarrow") from None
    stream.write(buffer.getvalue())
