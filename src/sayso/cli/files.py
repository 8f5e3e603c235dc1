"""Files that are whole or not there: written beside their place and moved into it at the end."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["replacing", "writing"]


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose contents take the place of ``path`` when the block ends.

    Where the block raises an error, the old file stays as it was; but Ctrl-C keeps what was written so far.

    Raises:
        OSError: the file cannot be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():  # a pipe or a device has no place to be moved to
        with target.open("wb") as device:
            yield device
        return
    handle, name = tempfile.mkstemp(prefix=".sayso-", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            try:
                yield stream
            except KeyboardInterrupt:
                stream.close()
                _move(part, target)
                raise
        _move(part, target)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise


@contextmanager
def writing(path: Path | None) -> Iterator[BinaryIO]:
    """A stream for the contents of ``path``, as of ``replacing``; without a path, standard output.

    Raises:
        OSError: the file cannot be written.
    """
    if path is not None:
        with replacing(path) as stream:
            yield stream
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _move(part: Path, target: Path) -> None:
    part.chmod(_mode(target))
    part.replace(target)


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, or what the process gives to new files."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
