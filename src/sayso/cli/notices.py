"""What the commands say beside their output, on standard error: progress, warnings, failures."""

from __future__ import annotations

import sys
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from ..errors import SaysoWarning
from ..formats.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["failure", "notice", "plain_warnings", "with_progress"]

T = TypeVar("T")


def notice(message: str) -> None:
    """One line on standard error, safe for a terminal."""
    click.echo(f"sayso: {one_line(message)}", err=True)


def failure(place: str, reason: str) -> None:
    """What could not be read, and why; the place is not said twice."""
    notice(reason if reason.startswith(place) else f"{place}: {reason}")


@contextmanager
def plain_warnings(source: Callable[[], str], *, quiet: bool) -> Iterator[None]:
    """Sayso's warnings as plain lines that name the ``source`` at hand; none with ``quiet``.

    Other people's warnings are nothing that whoever reads articles can act on.
    """

    def line(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        if issubclass(category, SaysoWarning):
            notice(f"warning: {source()}: {message}")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore" if quiet else "always", SaysoWarning)
        warnings.showwarning = line
        yield


def with_progress(items: Iterable[T], *, wanted: bool) -> Iterator[T]:
    """The items, counted on standard error while they pass where that is a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} articles read"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for item in items:
            progress.advance(task)
            yield item
