"""JSON, JSON Lines, CSV and Parquet -> raw items, one record each."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from ...errors import FormatError, SaysoError, TooLarge
from ...jsonlines import is_object, parse_json
from ..decode import decode
from ..files import bounded_lines
from .columns import columns_for

if TYPE_CHECKING:
    from .model import RawItem
    from .place import Place

__all__ = ["from_csv", "from_json", "from_lines"]

_SEPARATORS = ",;\t|"


def from_lines(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    """JSON Lines: one record a line; blank lines are passed over."""
    most = place.options.limits.item
    for number, data in enumerate(bounded_lines(stream, most), 1):
        at = f"line {number}"
        if len(data) > most:
            yield place.error(TooLarge("the line is longer than is allowed"), at)
        elif data.strip() and place.wanted(at):
            yield place.item(at, "record", data)


def from_json(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    """A JSON document: a record, a list of records, or JSON Lines under the wrong name."""
    data = stream.read(place.options.limits.item + 1)
    text = decode(data, max_bytes=place.options.limits.item)
    try:
        found = parse_json(text)
    except FormatError:
        if is_object(text.lstrip().partition("\n")[0]):
            yield from from_lines(io.BytesIO(text.encode()), place)
            return
        raise
    records = found if isinstance(found, list) else [found]
    for number, record in enumerate(records, 1):
        at = f"record {number}" if isinstance(found, list) else ""
        if place.wanted(at):
            yield place.item(at, "record", json.dumps(record).encode())


def from_csv(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    """A table with a header: separated by commas, semicolons, tabs or bars, whichever its first line has most of.

    A row that cannot be read is an error of its own.

    Raises:
        FormatError: no column holds the text.
    """
    lines = _Lines(stream, place.options.limits.item)
    header = next(lines, "")
    separator = max(_SEPARATORS, key=header.count)
    # The limit is the module's, for all its readers.
    csv.field_size_limit(max(csv.field_size_limit(), place.options.limits.item))
    names = [lines.mended(name.strip()) for name in next(csv.reader([header], delimiter=separator), [])]
    columns = columns_for(names, place.options)
    where = {field: names.index(name) for field, name in columns.items()}
    rows = csv.reader(lines, delimiter=separator)
    while True:
        at = f"line {rows.line_num + 2}"
        try:
            row = next(rows, None)
        except (csv.Error, SaysoError) as error:
            yield place.error(FormatError(f"no row of a table: {error}"), at)
            continue
        if row is None:
            return
        if row and place.wanted(at):
            yield place.item(at, "record", {f: lines.mended(row[k]) for f, k in where.items() if k < len(row)})


class _Lines(Iterator[str]):
    """The lines of a table as text; one that is too long raises and is passed over."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        start = stream.read(4)
        wide = next((n for n in ("utf-16", "utf-32") if _is_marked(start, n)), None)
        if wide:
            rest = decode(start + stream.read(most + 1), max_bytes=most)
            stream, start = io.BytesIO(rest.encode()), b""
        self._lines = bounded_lines(_Joined(start.removeprefix(codecs.BOM_UTF8), stream), most)
        self._most = most

    def __next__(self) -> str:
        line = next(self._lines)
        if len(line) > self._most:
            raise TooLarge("the line is longer than is allowed")
        return line.decode("utf-8", "surrogateescape")

    @staticmethod
    def mended(value: str) -> str:
        """A value that is not all UTF-8, read as other texts are."""
        if value.isascii() or not any("\udc80" <= c <= "\udcff" for c in value):
            return value
        return decode(value.encode("utf-8", "surrogateescape"))


def _is_marked(start: bytes, name: str) -> bool:
    return any(start.startswith(getattr(codecs, f"BOM_{name.upper().replace('-', '')}_{end}")) for end in ("LE", "BE"))


class _Joined(io.BytesIO):
    """What was read of a stream already, and the rest of it, line by line."""

    def __init__(self, start: bytes, stream: IO[bytes]) -> None:
        super().__init__(start)
        self._rest = stream

    def readline(self, size: int | None = -1, /) -> bytes:
        got = super().readline(size)
        return got if got.endswith(b"\n") else got + self._rest.readline(-1 if size is None else size - len(got))
