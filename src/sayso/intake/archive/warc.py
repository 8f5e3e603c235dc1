"""WARC files (ISO 28500), as Common Crawl News has them -> raw items, one an HTML page that a server gave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ...errors import InputError, SaysoError, TooLarge
from .mend import first_broken, next_record
from .model import Meta, RawItem
from .packed import unpacked_body
from .particulars import line

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from fastwarc.warc import WarcRecord

    from .place import Place

__all__ = ["from_warc"]

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_OK = 200
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_DAMAGED = "the file is damaged or breaks off here; what can be found after it is read"


@dataclass(slots=True)
class _Count:
    """How many responses have been met, and the unpacked bytes of their pages."""

    responses: int = 0
    unpacked: int = 0


def from_warc(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    """The pages in a WARC file, packed record by record or not at all.

    Where the file is damaged that is told once, and reading goes on at the next sound record. A page whose checksum
    is wrong is not given. ``stream`` must be a file in which can be sought, but for members of archives, of which what
    comes after the damage is lost.
    """
    count = _Count()
    start: int | None = 0
    while start is not None:
        broken = yield from _sound(stream, start, place, count)
        if broken is None:
            return
        yield place.error(InputError(_DAMAGED), f"byte {broken}")
        start = None if place.inside else next_record(stream, broken + 1)


def _sound(stream: IO[bytes], start: int, place: Place, count: _Count) -> Generator[RawItem, None, int | None]:
    """The pages from ``start`` to the first damage, whose offset is returned; ``None`` at the end of the file."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    if start:
        stream.seek(start)
    at = start
    # A record is known to be whole only when the one after it has been reached.
    pending: RawItem | None = None
    failed = False
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
            if pending is not None:
                yield pending
            at = record.stream_pos
            pending = _item(record, place, count)
    except (OSError, ValueError, OverflowError):
        failed = True
    except BaseException as error:
        # What fastwarc's native code does not foresee comes as this, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        failed = True
    broken = (at if failed else None) if place.inside else first_broken(stream, at, failed=failed)
    if pending is not None and broken != at:
        yield pending
    return broken


def _item(record: WarcRecord, place: Place, count: _Count) -> RawItem | None:
    """The page in a record, or why it cannot be had; ``None`` if it holds none or the place skips it."""
    count.responses += 1
    at = f"record {count.responses}"
    try:
        if record.content_length > place.options.limits.item:
            raise TooLarge("the page is larger than is allowed")
        try:
            record.parse_http(auto_decode="none")
        except (OSError, ValueError):
            raise InputError("the server's answer is damaged") from None
        if record.http_headers.status_code != _OK or (record.http_content_type or "").lower() not in _PAGES:
            return None
        if not place.wanted(at):
            return None
        return place.item(at, "html", _body(record, place, count), _meta(record))
    except SaysoError as error:
        return place.error(error, at)


def _body(record: WarcRecord, place: Place, count: _Count) -> bytes:
    most = place.options.limits.item
    data = record.reader.read() if record.reader else b""
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        data = _dechunked(data)
    packing = headers.get("Content-Encoding") or ""
    if packing:
        data = unpacked_body(data, packing, most)
    count.unpacked += len(data)
    place.meter.unpacked += len(data)
    return data


def _dechunked(data: bytes) -> bytes:
    """A body without its chunks' lengths; crawlers that took these out often left the header that announces them."""
    out, at = bytearray(), 0
    while (found := _CHUNK.match(data, at)) is not None:
        size = int(found[1], 16)
        if size == 0:
            return bytes(out)
        out += data[found.end() : found.end() + size]
        at = found.end() + size + 2
    return bytes(out) if out else data


def _meta(record: WarcRecord) -> Meta:
    return Meta(
        url=_url(record.headers.get("WARC-Target-URI")),
        charset=record.http_charset,
        fetched=line(record.headers.get("WARC-Date")),
    )


def _url(value: str | None) -> str | None:
    return line((value or "").strip().removeprefix("<").removesuffix(">"))
