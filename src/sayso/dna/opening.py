"""A ``.dna`` file opened for reading only, and what goes wrong with it said in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

__all__ = ["opened"]

_MAGIC = b"SQLite format 3\x00"


@contextmanager
def opened(path: str | PathLike[str]) -> Iterator[sqlite3.Connection]:
    """The database in a file.

    Raises:
        FormatError: it is no SQLite database, or damaged; or it is raised inside, and gets the path before it.
        OSError: it cannot be opened.
    """
    place = Path(path)
    with place.open("rb") as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            raise FormatError(f"{place}: this is no DNA database (it is not in SQLite's format)")
    try:
        with closing(sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True)) as database:
            yield database
    except FormatError as error:
        raise FormatError(f"{place}: {error}") from None
    except (KeyError, TypeError, ValueError) as error:  # SQLite lets any column hold anything
        raise FormatError(f"{place}: this DNA database is damaged: a row holds what it cannot hold ({error})") from None
    except sqlite3.DatabaseError as error:
        raise FormatError(f"{place}: this DNA database is damaged or in use: {error}") from None
