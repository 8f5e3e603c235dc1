"""Files and folders -> articles."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import IO, TYPE_CHECKING

from ..errors import InputError
from .decode import MAX_BYTES
from .failure import Failure, plain_words, shown
from .parse import Kind, parse
from .records import read_lines

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from ..article import Article

__all__ = ["KINDS", "SUFFIXES", "articles_in_file", "bounded_lines", "find_files", "load", "load_many"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "json",
}
SUFFIXES = tuple(KINDS)
_GOLD = ".gold.json"
_STEP = 2**20


def load(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Article:
    """The one article in a file: text, HTML, or JSON with a reading or a record that has a text.

    What the file is its suffix says, or else its beginning. Text stays as it is in the file, line ends included.

    Raises:
        InputError: the file is missing, empty, binary, too large, or holds several articles.
        FormatError: it is JSON of another form.
    """
    articles = load_many(path, max_bytes=max_bytes)
    first = next(articles, None)
    if first is None:
        raise InputError("there is no article in it")
    if next(articles, None) is not None:
        raise InputError("there are several articles in it; load_many reads them all")
    return first


def load_many(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Iterator[Article]:
    """All articles in a file, one after another. JSON Lines are read line by line, however long the file is.

    Raises:
        InputError, FormatError: as ``load`` does, at the first record that cannot be read.
    """
    for item in articles_in_file(path, max_bytes=max_bytes):
        if isinstance(item, Failure):
            raise item.error
        yield item


def articles_in_file(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Failure]:
    """All articles in a file; of JSON, each unreadable record is a failure of its own.

    ``max_bytes`` is the longest file, or the longest line of JSON Lines, that is read.

    Raises:
        InputError, FormatError: nothing in the file can be read.
    """
    suffix = Path(path).suffix.lower()
    try:
        with _opened(path) as stream:
            if suffix == ".jsonl":
                yield from read_lines(bounded_lines(stream, max_bytes), shown(path), max_bytes=max_bytes)
                return
            data = stream.read(max_bytes + 1)
    except OSError as error:
        raise plain_words(error) from None
    yield from parse(data, shown(path), kind=KINDS.get(suffix), max_bytes=max_bytes)


def _opened(path: str | os.PathLike[str]) -> IO[bytes]:
    try:
        return Path(path).open("rb")
    except ValueError:
        raise InputError("no file can have this name") from None


def bounded_lines(stream: IO[bytes], max_bytes: int) -> Iterator[bytes]:
    """Each line; of one that is too long as much as shows that it is, so that the lines after it are read."""
    while line := stream.readline(max_bytes + 1):
        yield line
        if len(line) > max_bytes:
            _to_the_end(line, stream)


def _to_the_end(line: bytes, stream: IO[bytes]) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_STEP)


def find_files(paths: Iterable[str | os.PathLike[str]], suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[Path]:
    """The files to read: each path that is no folder, and the files in each folder and the folders in it.

    In folders, names are sorted, hidden files and folders are passed over, and only files with one of ``suffixes`` are
    taken, but no gold (``*.gold.json``), which only names its article. A folder is entered once, even where links lead
    back to it. A path that does not exist and a folder that cannot be opened are given too, so that loading them tells
    why.
    """
    entered: set[tuple[int, int]] = set()
    for path in map(Path, paths):
        status = _status(path)
        if status is not None and S_ISDIR(status.st_mode):
            yield from _in_folder(path, entered, suffixes)
        else:
            yield path


def _in_folder(folder: Path, entered: set[tuple[int, int]], suffixes: tuple[str, ...]) -> Iterator[Path]:
    ahead = [folder]
    while ahead:
        path = ahead.pop()
        status = _status(path)
        if status is None or S_ISREG(status.st_mode):
            name = path.name.lower()
            if name.endswith(suffixes) and not name.endswith(_GOLD):
                yield path
        elif S_ISDIR(status.st_mode) and (status.st_dev, status.st_ino) not in entered:
            entered.add((status.st_dev, status.st_ino))
            try:
                names = sorted((p for p in path.iterdir() if not p.name.startswith(".")), reverse=True)
            except OSError:
                yield path
            else:
                ahead.extend(names)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):
        return None
