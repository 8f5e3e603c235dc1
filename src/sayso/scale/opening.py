"""A slice -> its raw items, the same as of the whole source."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import SaysoError
from ..intake.archive import Limits, RawItem, SourceOptions, raw_items
from ..intake.archive.model import NOTHING, Meta, RawKind
from ..intake.archive.parquet import from_parquet
from ..intake.archive.place import Meter, Place
from ..intake.archive.tables import from_lines
from ..intake.archive.warc import from_warc
from ..intake.failure import plain_words, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .slices import Slice

__all__ = ["items_of"]

_BUFFER = 2**16
_ROWS = 64


def items_of(piece: Slice, options: SourceOptions) -> Iterator[RawItem]:
    """The raw items of a slice. What cannot be read comes as an item of kind ``error``, as of ``raw_items``."""
    if piece.how == "whole":
        yield from raw_items(piece.sources, options)
        return
    place = _place(piece, options)
    try:
        yield from _READERS[piece.how](piece, place)
    except SaysoError as error:
        yield place.item("", "error", str(error))
    except OSError as error:
        yield place.item("", "error", str(plain_words(error)))
    except Exception as error:  # of a library, on hostile input: this slice ends, the others go on
        yield place.item("", "error", f"it cannot be read: {type(error).__name__}")


@dataclass(frozen=True, slots=True)
class _Shifted(Place):
    """A place in a piece of a source: its items are called by where they stand in the whole."""

    start: int = 0
    before: int = 0

    def wanted(self, locator: str = "") -> bool:
        """See ``Place``."""
        return Place.wanted(self, self._in_whole(locator))

    def item(self, locator: str, kind: RawKind, data: Any, meta: Meta = NOTHING) -> RawItem:
        """See ``Place``."""
        return Place.item(self, self._in_whole(locator), kind, data, meta)

    def _in_whole(self, locator: str) -> str:
        """``record 3`` of the piece -> ``record 1003`` of the whole."""
        unit, _, number = locator.rpartition(" ")
        return f"{unit} {int(number) + (self.start if unit == 'byte' else self.before)}" if unit else locator


def _place(piece: Slice, options: SourceOptions) -> _Shifted:
    path = Path(piece.sources[0])
    start = 0 if piece.how == "rows" else piece.start
    key, meter = shown(os.path.abspath(path)), Meter(options.limits)  # noqa: PTH100 - keeps links as they are
    return _Shifted(key, shown(path), options, meter, start=start, before=piece.before)


class _Window(io.RawIOBase):
    """Some bytes of a file, as a file of their own."""

    def __init__(self, path: Path, start: int, stop: int) -> None:
        self._file = path.open("rb", buffering=0)
        self._start, self._stop = start, stop
        self._file.seek(start)

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what fits, up to the end of the window."""
        left = max(0, self._stop - self._file.tell())
        return self._file.readinto(memoryview(buffer)[:left]) or 0

    def seek(self, offset: int, whence: int = 0) -> int:
        """See ``io.IOBase``."""
        origin = (self._start, self._file.tell(), self._stop)[whence]
        return self._file.seek(max(self._start, origin + offset)) - self._start

    def tell(self) -> int:
        """The offset in the window."""
        return self._file.tell() - self._start

    def close(self) -> None:
        """Close the file, too."""
        self._file.close()
        super().close()


def _opened(piece: Slice) -> io.BufferedReader:
    return io.BufferedReader(_Window(Path(piece.sources[0]), piece.start, piece.stop), _BUFFER)


def _of_warc(piece: Slice, place: _Shifted) -> Iterator[RawItem]:
    with _opened(piece) as stream:
        yield from from_warc(stream, place)


def _of_lines(piece: Slice, place: _Shifted) -> Iterator[RawItem]:
    with _opened(piece) as stream:
        yield from from_lines(stream, place)


def _of_rows(piece: Slice, place: _Shifted) -> Iterator[RawItem]:
    """Some rows at a time, each time as a small file, which the one reader of Parquet reads."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    before, so_far = piece.before, 0
    with pq.ParquetFile(piece.sources[0], pre_buffer=False, buffer_size=2**20) as file:
        for batch in file.iter_batches(_ROWS, row_groups=range(piece.start, piece.stop)):
            so_far += batch.nbytes
            place.meter.add_unpacked(batch.nbytes, so_far, piece.size)
            small = io.BytesIO()
            pq.write_table(pa.Table.from_batches([batch]), small, compression="none")
            some = _Shifted(place.key, place.where, place.options, Meter(Limits()), before=before)
            yield from from_parquet(small, some)
            before += batch.num_rows


_READERS = {"warc": _of_warc, "lines": _of_lines, "rows": _of_rows}
