"""Where a WARC file is damaged, and where it can be read again."""

from __future__ import annotations

import re
import zlib
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["first_broken", "next_record"]

_STEP = 2**18
_GZIP = b"\x1f\x8b\x08"
_MARK = b"WARC/"
_HEAD = 2**16
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.I)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def first_broken(stream: IO[bytes], start: int, *, failed: bool) -> int | None:
    """The offset of the first record from ``start`` on that is not whole; ``None`` if all are.

    ``failed`` says that reading failed soon after ``start``, so that something there must be wrong.
    """
    stream.seek(start)
    if not stream.read(len(_MARK)).lstrip(b"\r\n").startswith((_GZIP, _MARK[:1])):
        # All records are packed in one piece: only the whole can be checked.
        return start if failed or _end(stream, 0) is None else None
    last = at = start
    size = stream.seek(0, 2)
    while at < size:
        end = _end(stream, at)
        if end is None:
            return at
        last, at = at, min(end, size)
        if failed and last != start:
            break  # whole, but no record: what reading failed at
    return last if failed else None


def next_record(stream: IO[bytes], start: int) -> int | None:
    """The offset of the next record from ``start`` on, packed or not, by how it begins."""
    for at in _candidates(stream, start):
        stream.seek(at)
        if _begins(stream.read(512)):
            return at
    return None


def _candidates(stream: IO[bytes], start: int) -> Iterator[int]:
    """Where the marks of records stand in the file from ``start`` on."""
    pattern = re.compile(re.escape(_GZIP) + rb"|(?<=\n)" + _MARK)
    while True:
        stream.seek(max(0, start - 1))
        block = stream.read(_STEP)
        offset = max(0, start - 1)
        for found in pattern.finditer(block, start - offset):
            yield offset + found.start()
        if len(block) < _STEP:
            return
        start = offset + len(block) - len(_MARK)


def _begins(data: bytes) -> bool:
    if data.startswith(_MARK):
        return True
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, len(_MARK)) == _MARK
    except zlib.error:
        return False


def _end(stream: IO[bytes], at: int) -> int | None:
    """Where the record at ``at`` ends; ``None`` if it is not whole."""
    stream.seek(at)
    beginning = stream.read(_HEAD)
    stream.seek(at)
    if not beginning.startswith(_GZIP):
        return _end_of_plain(beginning, at, stream.seek(0, 2))
    return _end_of_packed(stream, at) if _begins(beginning[:512]) else None


def _end_of_packed(stream: IO[bytes], at: int) -> int | None:
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    while not unpacking.eof:
        data = stream.read(_STEP)
        at += len(data)
        try:
            unpacking.decompress(data, 2**20)
            while unpacking.unconsumed_tail:
                unpacking.decompress(unpacking.unconsumed_tail, 2**20)
        except zlib.error:
            return None
        if not data and not unpacking.eof:
            return None
    return at - len(unpacking.unused_data)


def _end_of_plain(beginning: bytes, at: int, size: int) -> int | None:
    """Records not packed end with two line ends, which the last may lack."""
    blank = len(beginning) - len(beginning.lstrip(b"\r\n"))
    head = _HEAD_END.search(beginning, blank)
    if not beginning.startswith(_MARK, blank) or head is None:
        return size if blank == len(beginning) == size - at else None
    length = _LENGTH.search(beginning, blank, head.end())
    if length is None:
        return None
    end = at + head.end() + int(length[1])
    return min(end + 4, size) if end <= size else None
