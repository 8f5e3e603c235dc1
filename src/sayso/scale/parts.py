"""Files that are whole or not there, for many writers at once: written aside, and moved into their place at the end."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Part", "put"]

_ROWS = 1000
"""Rows that wait in memory, and then make a row group."""


@contextmanager
def _aside(target: Path, aside: Path) -> Iterator[Path]:
    """A path of its own in the folder ``aside``; what is there at the end takes the place of ``target``."""
    path = aside / f"{target.name}.{uuid4().hex}"
    try:
        yield path
        if path.exists():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
            path.replace(target)
    finally:
        path.unlink(missing_ok=True)


def put(data: bytes, target: Path, aside: Path) -> None:
    """Write a file as a whole."""
    with _aside(target, aside) as path:
        path.write_bytes(data)


class Part:
    """A Parquet file that comes into its place when the block ends without an error. Without rows there is none."""

    def __init__(self, target: Path, aside: Path, schema: pa.Schema) -> None:
        self._place = _aside(target, aside)
        self._schema = schema
        self._rows: list[dict[str, Any]] = []
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> Part:
        self._path = self._place.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        try:
            if error[0] is None:
                self._flush()
        finally:
            if self._writer is not None:
                self._writer.close()
            self._place.__exit__(*error)

    def add(self, row: dict[str, Any]) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd")
        self._writer.write_table(pa.Table.from_pylist(self._rows, self._schema))
        self._rows = []
