"""Parquet -> raw items: tables of articles, and Sayso's readings."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from ...errors import FormatError, SaysoError, TooLarge
from ...jsonlines import parse_json
from .columns import columns_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from .model import RawItem
    from .place import Place

__all__ = ["from_parquet"]

_ROWS = 16
_READING = ("article", "actors", "statements", "narration")


def from_parquet(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    """A Parquet file, a few rows at a time: of articles, or of readings.

    Readings have a column ``reading`` with the interchange form as JSON, or its four parts as JSON in columns
    ``article``, ``actors``, ``statements`` and ``narration``.

    Raises:
        FormatError: it is damaged, or no column holds the text.
    """
    rows = _rows(stream, place)
    number = 0
    while True:
        number += 1
        try:
            record = next(rows, None)
        except SaysoError:
            raise
        except Exception as error:  # of the library: it has no one root
            raise FormatError(f"no sound Parquet, from row {number} on: {_first_line(error)}") from None
        if record is None:
            return
        at = f"row {number}"
        if not place.wanted(at):
            continue
        try:
            yield place.item(at, "record", _checked(record, place))
        except SaysoError as error:
            yield place.item(at, "error", str(error))


def _rows(stream: IO[bytes], place: Place) -> Iterator[Mapping[str, Any]]:
    """Each row by field; a reading under ``reading`` or in its parts."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=2**20)
    wanted = _wanted(file.schema_arrow.names, place)
    so_far = 0
    size = stream.seek(0, 2)
    for batch in file.iter_batches(_ROWS, columns=list(dict.fromkeys(wanted.values()))):
        so_far += batch.nbytes
        place.meter.add_unpacked(batch.nbytes, so_far, size)
        columns = {field: _values(batch.column(name)) for field, name in wanted.items()}
        for k in range(batch.num_rows):
            yield {field: values[k] for field, values in columns.items()}


def _wanted(names: list[str], place: Place) -> dict[str, str]:
    """Which column to read for which field."""
    if "reading" in names and "text" not in place.options.columns:
        return {"reading": "reading"}
    if {"article", "statements"} <= set(names) and "text" not in place.options.columns:
        return {name: name for name in _READING if name in names}
    return columns_for(names, place.options)


def _values(column: pa.Array) -> list[Any]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    values: list[Any] = column.to_pylist()
    return values


def _checked(record: Mapping[str, Any], place: Place) -> bytes | dict[str, Any]:
    """The record as ``to_article`` takes it.

    Raises:
        TooLarge: its text is.
        FormatError: it should hold a reading but does not.
    """
    longest = max((len(value) for value in record.values() if isinstance(value, str | bytes)), default=0)
    if longest > place.options.limits.item:
        raise TooLarge("the row is longer than is allowed")
    if "reading" in record:
        return _bytes(record["reading"])
    if "statements" in record:
        return json.dumps({name: parse_json(_bytes(value)) for name, value in record.items()}).encode()
    return {
        name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for name, value in record.items()
    }


def _bytes(value: Any) -> bytes:
    if not isinstance(value, str | bytes):
        raise FormatError(f"a reading should be JSON in a string, not {type(value).__name__}")
    return value.encode("utf-8", "replace") if isinstance(value, str) else value


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
