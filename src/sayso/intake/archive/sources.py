"""All sources, one after another: files, folders, globs and URLs -> raw items -> items."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from glob import iglob
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import EmptyInput, InputError, SaysoError
from ..failure import plain_words, shown
from ..fetch import MAX_FETCHED, download
from ..files import find_files
from ..source import URL
from .convert import to_article
from .kinds import SUFFIXES, read_stream
from .model import Item, Meta, RawItem, SourceOptions
from .place import Meter, Place

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

__all__ = ["open_sources", "raw_items", "total_bytes"]

_GLOB = re.compile(r"[*?\[]")

_BUFFER = 2**16

Source = str | Path


def open_sources(
    sources: Iterable[Source], options: SourceOptions | None = None, *, skip: Container[str] = frozenset()
) -> Iterator[Item]:
    """The articles of all sources, in order. What cannot be read comes as an item with its error; the rest goes on.

    A source is a file, a folder, a glob or a URL. Nothing is read ahead, and no more of a source is in memory at once
    than one article or, of formats that are read whole, one file of at most ``options.limits.item`` bytes. ``skip``
    holds the keys of items that are done.
    """
    options = options or SourceOptions()
    for raw in raw_items(sources, options, skip=skip):
        yield to_article(raw, options)


def raw_items(
    sources: Iterable[Source], options: SourceOptions | None = None, *, skip: Container[str] = frozenset()
) -> Iterator[RawItem]:
    """The cheap first stage of ``open_sources``: what ``to_article`` makes articles of, in this or other processes."""
    options = options or SourceOptions()
    sources = list(sources)
    meter = Meter(options.limits, total_bytes(sources))
    for source in _expanded(sources):
        before, meter.tell = meter.read, lambda: 0
        meter.before, meter.unpacked, meter.found = before, 0, 0
        place = Place(_key(source), shown(source), options, meter, skip)
        try:
            yield from _from_url(source, place) if isinstance(source, str) else _from_file(source, place)
            if not meter.found:
                raise EmptyInput("there is no article in it")
        except SaysoError as error:
            yield place.item("", "error", str(error))
        except Exception as error:  # of a library, on hostile input: this source ends, the others go on
            yield place.item("", "error", f"it cannot be read: {type(error).__name__}")
        meter.before, meter.tell = max(meter.read, before + _size(source)), lambda: 0


def total_bytes(sources: Iterable[Source]) -> int | None:
    """The size on disk of all sources together; ``None`` where one is a URL."""
    total = 0
    for source in _expanded(list(sources)):
        if isinstance(source, str):
            return None
        total += _size(source)
    return total


def _expanded(sources: list[Source]) -> Iterator[str | Path]:
    """Each file, as a path, and each URL, as a string."""
    for source in sources:
        if isinstance(source, str) and URL.match(source):
            yield source
        elif isinstance(source, str) and _GLOB.search(source) and not os.path.lexists(source):
            paths = sorted(iglob(source, recursive=True))  # noqa: PTH207 - Path.glob knows no absolute patterns
            yield from find_files(paths or [source], SUFFIXES)
        elif source == "":
            yield Path("\0")  # no file can have this name, and none is meant
        else:
            yield from _files(Path(source))


def _files(path: Path) -> Iterator[Path]:
    """The file, or those of a folder; a folder without any stands for itself, so that it is told of."""
    files = find_files([path], SUFFIXES)
    yield next(files, path)
    yield from files


def _from_file(path: Path, place: Place) -> Iterator[RawItem]:
    raw = _opened(path)
    # Readers may close what they are given, but not what counts how far they came.
    with raw, io.BufferedReader(_Lent(raw), _BUFFER) as stream:
        place.meter.tell = raw.tell
        try:
            yield from read_stream(stream, path.name, place, path=path)
        except OSError as error:
            raise plain_words(error) from None
        finally:
            place.meter.before, place.meter.tell = place.meter.read, lambda: 0


class _Lent(io.RawIOBase):
    """A file that stays open when what reads it is closed."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        self.readinto = file.readinto  # type: ignore[method-assign]
        self.seek = file.seek  # type: ignore[method-assign]
        self.tell = file.tell  # type: ignore[method-assign]

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """Files are."""
        return True


def _opened(path: Path) -> io.FileIO:
    try:
        if path.is_dir():
            raise EmptyInput("there is no file in this folder that could be read")
        return path.open("rb", buffering=0)
    except OSError as error:
        raise plain_words(error) from None
    except ValueError:
        raise InputError("no file can have this name") from None


def _from_url(url: str, place: Place) -> Iterator[RawItem]:
    options = place.options
    most = min(options.limits.item, MAX_FETCHED)
    got = download(url, max_bytes=most, timeout=options.timeout, allow=options.allow, feeds=True)
    about = Meta(url=got.url, charset=got.charset)
    name = {"html": "page.html", "json": "data.json"}.get(got.kind or "", "")
    yield from read_stream(io.BufferedReader(io.BytesIO(got.data)), name, replace(place, inside=True), about=about)


def _key(source: str | Path) -> str:
    return source if isinstance(source, str) else shown(os.path.abspath(source))  # noqa: PTH100 - keeps links as they are


def _size(source: str | Path) -> int:
    try:
        return source.stat().st_size if isinstance(source, Path) else 0
    except (OSError, ValueError):
        return 0
