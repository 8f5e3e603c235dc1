"""Sources -> slices: pieces of about the same size, each of which one worker reads and writes as one part.

The cuts depend on the sources alone, never on who reads them, so that every engine writes the same parts.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..intake.archive.mend import next_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Slice", "cut", "part_bytes"]

_LEAST, _MOST, _PARTS = 2**20, 2**24, 64
_STEP = 2**20
_OTHER = (b"\x1f\x8b", b"PK\x03\x04", b"WARC/", b"PAR1", b"SQLite format 3\0")
"""How files begin that are no JSON Lines, whatever their name is."""

How = Literal["whole", "warc", "lines", "rows"]


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of the sources.

    ``how``: ``whole`` sources, one after another; or of one source the bytes from ``start`` to ``stop`` (``warc``,
    ``lines``), or the row groups (``rows``), with ``before`` responses, lines or rows in front of them. ``size`` is in
    bytes, as they lie on disk.
    """

    number: int
    sources: tuple[str, ...]
    how: How = "whole"
    start: int = 0
    stop: int = 0
    before: int = 0
    size: int = 0

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Slice:
        """The inverse of ``to_dict``."""
        return cls(**{**data, "sources": tuple(data["sources"])})


def part_bytes(total: int) -> int:
    """How large slices should be: 64 of them, but each 1 MiB at least and 16 MiB at most."""
    return min(max(total // _PARTS, _LEAST), _MOST)


def cut(sources: Iterable[tuple[str, int]], size: int, first: int = 0) -> Iterator[Slice]:
    """The slices of sources, given with their bytes; numbered from ``first`` on.

    WARC, JSON Lines and Parquet larger than ``size`` are cut; small sources that follow each other share a slice.
    """
    together: list[tuple[str, int]] = []
    for source, length in sources:
        pieces = _pieces(source, size) if length > size else []
        if together and (pieces or sum(n for _, n in together) + length > size):
            yield _shared(together, first)
            together, first = [], first + 1
        if not pieces:
            together.append((source, length))
        for piece in pieces:
            yield replace(piece, number=first)
            first += 1
    if together:
        yield _shared(together, first)


def _shared(sources: list[tuple[str, int]], number: int) -> Slice:
    return Slice(number, tuple(source for source, _ in sources), size=sum(size for _, size in sources))


def _pieces(source: str, size: int) -> list[Slice]:
    """The pieces of one large file; none where it can only be read as a whole."""
    name = source.lower()
    try:
        if name.endswith((".warc", ".warc.gz")):
            return list(_between(source, "warc", _responses(source, size)))
        if name.endswith((".jsonl", ".ndjson")) and not _starts_otherwise(source):
            return list(_between(source, "lines", _line_starts(source, size)))
        if name.endswith(".parquet"):
            return list(_row_groups(source, size))
    except OSError:
        pass  # reading it will tell why
    return []


def _between(source: str, how: How, cuts: Iterator[tuple[int, int]]) -> Iterator[Slice]:
    """The slices between (offset, how many before) and the next; the last goes to the end of the file."""
    start = before = 0
    for offset, count in cuts:
        yield Slice(0, (source,), how, start, offset, before, offset - start)
        start, before = offset, count
    stop = Path(source).stat().st_size
    if 0 < start < stop:
        yield Slice(0, (source,), how, start, stop, before, stop - start)


def _responses(source: str, size: int) -> Iterator[tuple[int, int]]:
    """Where to cut a WARC: at responses only, and not after the first damage.

    The file is gone through once: a record cannot be found from the middle of a file with certainty, as a page may
    hold what looks like one.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    last = count = 0
    with Path(source).open("rb") as stream, Path(source).open("rb") as beside:
        try:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
                at = record.stream_pos
                # Where all records are packed in one piece, none begins at its offset.
                if at - last >= size and next_record(beside, at) == at:
                    yield at, count
                    last = at
                count += 1
        except (OSError, ValueError, OverflowError):
            return
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what fastwarc's native code does not foresee
                raise


def _line_starts(source: str, size: int) -> Iterator[tuple[int, int]]:
    """Where to cut JSON Lines."""
    offset = last = count = 0
    with Path(source).open("rb") as stream:
        while block := stream.read(_STEP):
            counted = 0
            while (at := block.find(b"\n", max(last + size - 1 - offset, counted))) >= 0:
                count += block.count(b"\n", counted, at + 1)
                counted, last = at + 1, offset + at + 1
                yield last, count
            count += block.count(b"\n", counted)
            offset += len(block)


def _starts_otherwise(source: str) -> bool:
    with Path(source).open("rb") as stream:
        return stream.read(16).startswith(_OTHER)


def _row_groups(source: str, size: int) -> Iterator[Slice]:
    """Runs of whole row groups, each of about ``size`` bytes as far as row groups allow it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        about = pq.read_metadata(source)
    except pa.ArrowException:
        return
    start = before = rows = held = 0
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        packed = sum(group.column(k).total_compressed_size for k in range(group.num_columns))
        if held and held + packed > size:
            yield Slice(0, (source,), "rows", start, number, before, held)
            start, before, held = number, rows, 0
        rows, held = rows + group.num_rows, held + packed
    if start:
        yield Slice(0, (source,), "rows", start, about.num_row_groups, before, held)
