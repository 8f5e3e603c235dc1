"""Where readings go: the terminal, a file, or a folder with two files an article."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

import click

from ..formats import to_brat
from .files import replacing, writing
from .writers import WRITERS, encode, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ..record import Reading

__all__ = ["Output", "file_name"]

Named: TypeAlias = "tuple[str, Reading]"

_UNFIT = re.compile(r"[^\w.\-]+")
_NAME_BYTES = 120


@dataclass(frozen=True, slots=True)
class Output:
    """One format and its place; ``several`` says that more than one article was asked for."""

    format: str
    path: Path | None
    several: bool

    def check(self) -> None:
        """See that the place fits the format before anything is read.

        Raises:
            click.UsageError: it does not.
        """
        if self.format == "brat":
            if self.several and (self.path is None or (self.path.exists() and not self.path.is_dir())):
                raise click.UsageError("--format brat of several articles needs --output FOLDER")
        elif self.path is not None and self.path.is_dir():
            raise click.UsageError(f"--output {self.path} is a folder; --format {self.format} goes to a file")
        if self.path is not None and not self._is_folder() and not self.path.parent.is_dir():
            raise click.UsageError(f"--output {self.path}: there is no folder {self.path.parent}")

    def write(self, readings: Iterator[Named]) -> None:
        """Write all of them, as they come.

        Raises:
            OSError: the output cannot be written.
        """
        readings, several = self._look_ahead(readings)
        if self._is_folder():
            self._to_folder(readings)
        elif self.format == "brat" and several:
            raise click.UsageError("the source holds several articles: --format brat needs --output FOLDER")
        else:
            self._to_stream((reading for _, reading in readings), several)

    def _is_folder(self) -> bool:
        return self.format == "brat" and self.path is not None and (self.several or self.path.is_dir())

    def _look_ahead(self, readings: Iterator[Named]) -> tuple[Iterator[Named], bool]:
        """Whether there are several, where that changes the form and is not known yet."""
        if self.several or self.format not in ("brat", "json"):
            return readings, self.several
        first = list(islice(readings, 2))
        return chain(first, readings), len(first) > 1

    def _to_stream(self, readings: Iterable[Reading], several: bool) -> None:
        if self.format == "text" and self.path is None:
            _show(readings)
            return
        writer = WRITERS["array" if self.format == "json" and several else self.format]
        with writing(self.path) as out:
            writer(readings, out)

    def _to_folder(self, readings: Iterable[Named]) -> None:
        assert self.path is not None
        self.path.mkdir(parents=True, exist_ok=True)
        used: dict[str, int] = {}
        for name, reading in readings:
            free = _free(file_name(name), used)
            for suffix, text in ((".txt", reading.article.text), (".ann", to_brat(reading))):
                with replacing(self.path / f"{free}{suffix}") as out:
                    out.write(encode(text))


def _show(readings: Iterable[Reading]) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that knows few characters shows the rest as ?
    show(readings, sys.stdout)
    sys.stdout.flush()


def file_name(name: str) -> str:
    """``name`` fit for a file on any system: no folder, no hidden file, not endless."""
    fit = _UNFIT.sub("-", name).strip("-.").encode()[:_NAME_BYTES]
    return fit.decode(errors="ignore") or "article"


def _free(name: str, used: dict[str, int]) -> str:
    """``name``, or with a number behind it where it is taken; ``used`` has the last number that each name was given."""
    free, key = name, name.casefold()
    while free.casefold() in used:
        used[key] += 1
        free = f"{name}-{used[key]}"
    used[free.casefold()] = 1
    return free
