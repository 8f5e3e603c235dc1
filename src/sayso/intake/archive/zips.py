"""Zip archives -> the raw items of their members. Nothing is ever written to disk."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import IO

from ...errors import InputError, SaysoError
from .model import RawItem
from .packed import Counted
from .place import Place

__all__ = ["from_zip", "is_docx"]

Read = Callable[[IO[bytes], str, Place], Iterator[RawItem]]

_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")
_ENCRYPTED = 0x1


def from_zip(stream: IO[bytes], place: Place, taken: Callable[[str], bool], read: Read) -> Iterator[RawItem]:
    """The items of each member whose name is ``taken``; ``read`` reads one of them.

    Archives within, encrypted members and names that lead out of the archive are refused, each with its reason; the
    others are read all the same.

    Raises:
        InputError: it is no sound archive.
    """
    archive = _opened(stream)
    seen: Counter[str] = Counter()
    for info in archive.infolist():
        seen[info.filename] += 1
        if info.is_dir():
            continue
        name = info.filename if seen[info.filename] == 1 else f"{info.filename} ({seen[info.filename]})"
        within = place.member(_printable(name))
        try:
            if _admitted(info, taken):
                yield from read(_stream(archive, info, within), info.filename, within)
        except SaysoError as error:
            yield within.error(error)
        if place.meter.full:
            return


def is_docx(stream: IO[bytes]) -> bool:
    """Whether a zip archive is a Word document; the stream is left at its start."""
    try:
        names = set(zipfile.ZipFile(stream).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError):
        names = set()
    stream.seek(0)
    return "word/document.xml" in names


def _opened(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError, EOFError) as error:
        raise InputError(f"no sound zip archive: {error}") from None


def _admitted(info: zipfile.ZipInfo, taken: Callable[[str], bool]) -> bool:
    """Whether the member is one to read.

    Raises:
        InputError: it is one, but must not be read.
    """
    if _OUTSIDE.search(info.filename) or _OUTSIDE.search(info.orig_filename):
        raise InputError("its name leads out of the archive, so it is not read")
    parts = info.filename.split("/")
    if "__MACOSX" in parts or parts[-1].startswith("."):
        return False
    if parts[-1].lower().endswith((".zip", ".7z", ".rar", ".tar", ".tgz", ".tar.gz")):
        raise InputError("an archive within an archive is not read; unpack it first")
    if not taken(parts[-1]):
        return False
    if info.flag_bits & _ENCRYPTED:
        raise InputError("it is encrypted")
    return True


def _stream(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Place) -> IO[bytes]:
    try:
        member = archive.open(info)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputError(f"it is damaged or packed in a way that is not read: {error}") from None
    return io.BufferedReader(Counted(member, place, lambda: info.compress_size), 2**16)


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:500]
