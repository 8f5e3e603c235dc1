"""The sources that a command is given -> articles and their readings, in order."""

from __future__ import annotations

import os
import re
from collections import deque
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from .notices import failure, notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..article import Article
    from .output import Named

__all__ = ["Intake", "is_folder", "readings_of", "report"]


@dataclass(slots=True)
class Intake:
    """The articles of all sources in order; what cannot be read is kept aside with its reason."""

    sources: tuple[str, ...]
    about: Mapping[str, Any]
    failures: list[tuple[str, str]] = field(default_factory=list)
    names: deque[str] = field(default_factory=deque)
    current: str = ""

    def articles(self) -> Iterator[Article]:
        """Each article as its source is opened."""
        from ..intake import Failure, articles_from

        for source in self._each_source():
            for found in articles_from(source):
                if isinstance(found, Failure):
                    self.failures.append((found.source, str(found.error)))
                else:
                    self.names.append(_name(source, found))
                    self.current = source
                    yield replace(found, **self.about) if self.about else found

    def _each_source(self) -> Iterator[str]:
        """The sources with the files of folders in the folders' places, so that each article has a file's name."""
        from ..intake.files import find_files

        for source in self.sources:
            files = map(str, find_files([source])) if is_folder(source) else iter(())
            yield next(files, source)  # a folder without files is a source too: reading it tells what is wrong
            yield from files


def is_folder(source: str) -> bool:
    """Whether the source is a folder; no name is too long to ask."""
    return os.path.isdir(source)  # noqa: PTH112 - Path.is_dir raises where a name is too long


def _name(source: str, article: Article) -> str:
    """What the article's files are called: as its own file, else its address, else its title, else its id."""
    if os.path.isfile(source):  # noqa: PTH113 - as above
        return Path(source).stem
    address = re.split(r"[?#]", article.url or "")[0].rstrip("/").rpartition("/")[2]
    return Path(unquote(address)).stem or article.title or article.id


def readings_of(intake: Intake, *, force: bool, threads: int | None) -> Iterator[Named]:
    """The readings of all articles, each with the name that its files get."""
    articles = intake.articles()
    first = next(articles, None)
    if first is None:  # nothing to read: no need of a reader
        return
    from ..reading.reader import Reader

    for reading in Reader(threads=threads).read_many(chain([first], articles), force=force):
        yield intake.names.popleft(), reading


def report(intake: Intake) -> None:
    """Tell what could not be read, and why."""
    if len(intake.failures) > 1:
        notice(f"{len(intake.failures)} sources could not be read:")
    for source, reason in intake.failures:
        failure(source, reason)
