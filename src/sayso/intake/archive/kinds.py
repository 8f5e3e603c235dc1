"""What a file is, by its name and its beginning, and which reader reads it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from ...errors import InputError, TooLarge
from ..files import KINDS
from ..parse import kind_of
from .feeds import from_feed, looks_like_feed
from .model import Meta, RawItem
from .nexis import from_nexis_text, is_nexis_text
from .packed import ungzipped
from .parquet import from_parquet
from .tables import from_csv, from_json, from_lines
from .warc import from_warc
from .word import from_word
from .zips import from_zip, is_docx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .place import Place

__all__ = ["SUFFIXES", "read_stream"]

_Page = Literal["text", "html"]
_Kind = Literal["text", "html", "json", "jsonl", "csv", "parquet", "warc", "feed", "docx", "zip", "dna", "gz"]

_BY_SUFFIX: dict[str, _Kind] = {
    **KINDS,
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".docx": "docx",
    ".zip": "zip",
    ".dna": "dna",
}
_PACKED = (".txt", ".html", ".htm", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml")
SUFFIXES = (*_BY_SUFFIX, ".warc.gz", *(f"{suffix}.gz" for suffix in _PACKED))
_BY_START: tuple[tuple[bytes, _Kind], ...] = (
    (b"WARC/", "warc"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "dna"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gz"),
)
_BEGINNING = 2**16


def read_stream(
    stream: IO[bytes], name: str, place: Place, *, path: Path | None = None, about: Meta | None = None
) -> Iterator[RawItem]:
    """The raw items of one file, whatever it is.

    ``path`` is where the file lies, if it does; ``about`` what is known of it otherwise (its URL, its character set).

    Raises:
        SaysoError: it cannot be read, or not to its end.
    """
    beginning = _peek(stream)
    kind = _kind(name, beginning)
    if kind == "gz":
        within = replace(place, inside=True)
        yield from read_stream(ungzipped(stream, place), name.lower().removesuffix(".gz"), within, about=about)
    elif kind == "zip":
        yield from _from_zip(stream, place)
    elif kind == "text" or kind == "html":
        yield from _from_document(stream, beginning, kind, place, about or Meta())
    elif kind == "dna":
        from .dna import from_dna

        yield from from_dna(stream, place, path)
    elif kind == "parquet":
        yield from from_parquet(_seekable(stream, place), place)
    else:
        yield from _READERS[kind](stream, place)


_READERS = {
    "csv": from_csv,
    "docx": from_word,
    "feed": from_feed,
    "json": from_json,
    "jsonl": from_lines,
    "warc": from_warc,
}


def _kind(name: str, beginning: bytes) -> _Kind:
    """What a file is: some show it by how they begin, the others by their name."""
    lower = name.lower()
    by_start = next((kind for start, kind in _BY_START if beginning.startswith(start)), None)
    if lower.endswith((".warc", ".warc.gz")):
        return "warc"  # fastwarc unpacks it
    if by_start == "zip" and lower.endswith(".docx"):
        return "docx"
    if by_start is not None:
        return by_start
    kind = _BY_SUFFIX.get(Path(lower).suffix)
    if kind == "zip":
        raise InputError("no zip archive")
    if kind is not None and kind != "feed":
        return kind
    found = kind_of(beginning)
    feed = kind == "feed" or looks_like_feed(beginning[:2048])
    return "feed" if feed and found != "html" else found


def _peek(stream: IO[bytes]) -> bytes:
    if not isinstance(stream, io.BufferedReader):
        raise TypeError("a buffered stream is needed")
    return stream.peek(_BEGINNING)


def _from_document(stream: IO[bytes], beginning: bytes, kind: _Page, place: Place, about: Meta) -> Iterator[RawItem]:
    """A text or a page; a text may be an export of many."""
    if kind == "text" and kind_of(beginning) == "html":
        kind = "html"
    if kind == "text" and is_nexis_text(beginning):
        yield from from_nexis_text(stream, place)
    elif place.wanted():
        data = stream.read(place.options.limits.item + 1)
        if len(data) > place.options.limits.item:
            raise TooLarge(f"larger than the {place.options.limits.item // 2**20} MiB that are allowed")
        yield place.item("", kind, data, about)


def _from_zip(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    if place.inside:
        raise InputError("an archive within an archive is not read; unpack it first")
    stream = _seekable(stream, place)
    if is_docx(stream):
        yield from from_word(stream, place)
    else:
        yield from from_zip(stream, place, lambda name: name.lower().endswith(SUFFIXES), read_stream)


def _seekable(stream: IO[bytes], place: Place) -> IO[bytes]:
    """The stream, or a copy of a member of an archive in memory."""
    if not place.inside and stream.seekable():
        return stream
    data = stream.read(place.options.limits.item + 1)
    if len(data) > place.options.limits.item:
        raise TooLarge("it is larger than is allowed within an archive; unpack it first")
    return io.BytesIO(data)
