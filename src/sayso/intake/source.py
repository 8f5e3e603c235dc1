"""The one door to everything that can be read: standard input, URLs, files and folders."""

from __future__ import annotations

import re
import sys
from typing import IO, TYPE_CHECKING

from ..errors import InputError, SaysoError
from .decode import MAX_BYTES
from .failure import Failure, plain_words, shown
from .fetch import MAX_FETCHED, TIMEOUT, download
from .files import articles_in_file, find_files
from .parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..article import Article

__all__ = ["articles_from"]

URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


def articles_from(
    source: str,
    *,
    stdin: IO[bytes] | None = None,
    max_bytes: int = MAX_BYTES,
    max_fetched: int = MAX_FETCHED,
    timeout: float = TIMEOUT,
    allow: frozenset[str] = frozenset(),
) -> Iterator[Article | Failure]:
    """The articles of one source: ``-`` (standard input: text, HTML or JSON), a URL, a file or a folder.

    What cannot be read comes as a ``Failure`` in its place; the others go on. ``stdin`` stands in for standard input;
    ``max_fetched``, ``timeout`` and ``allow`` are for URLs, as in ``fetch``.
    """
    if source == "-":
        yield from _guarded("standard input", _from_stream(stdin or sys.stdin.buffer, max_bytes))
    elif URL.match(source):
        yield from _guarded(source, _from_url(source, max_fetched, timeout, allow))
    elif source:
        yield from _from_paths(source, max_bytes)
    else:
        yield Failure(source, InputError("no file is named"))


def _guarded(source: str, items: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    """The items, and the error that ends them as a failure."""
    try:
        yield from items
    except SaysoError as error:
        yield Failure(source, error)


def _from_stream(stream: IO[bytes], max_bytes: int) -> Iterator[Article | Failure]:
    try:
        data = stream.read(max_bytes + 1)
    except OSError as error:
        raise plain_words(error) from None
    yield from parse(data, "standard input", max_bytes=max_bytes)


def _from_url(url: str, max_bytes: int, timeout: float, allow: frozenset[str]) -> Iterator[Article | Failure]:
    got = download(url, max_bytes=max_bytes, timeout=timeout, allow=allow)
    yield from parse(got.data, url, kind=got.kind, charset=got.charset, url=got.url, max_bytes=max_bytes)


def _from_paths(source: str, max_bytes: int) -> Iterator[Article | Failure]:
    empty = True
    for path in find_files([source]):
        empty = False
        yield from _guarded(shown(path), articles_in_file(path, max_bytes=max_bytes))
    if empty:
        yield Failure(shown(source), InputError("there is no text, HTML or JSON file in this folder"))
