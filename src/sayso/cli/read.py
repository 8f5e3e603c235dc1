"""``sayso read``: articles in, readings out."""

from __future__ import annotations

import os
import re
import sys
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import click

from .notices import notice, plain_warnings, with_progress
from .output import Named, Output
from .writers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..article import Article

__all__ = ["read"]

_FEW = 3


@dataclass(slots=True)
class _Intake:
    """The articles of all sources in order; what cannot be read is kept aside with its reason."""

    sources: tuple[str, ...]
    about: Mapping[str, Any]
    failures: list[tuple[str, str]] = field(default_factory=list)
    names: deque[str] = field(default_factory=deque)
    current: str = ""

    def articles(self) -> Iterator[Article]:
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
            files = map(str, find_files([source])) if _is_folder(source) else iter(())
            yield next(files, source)  # a folder without files is a source too: reading it tells what is wrong
            yield from files


def _is_folder(source: str) -> bool:
    return os.path.isdir(source)  # noqa: PTH112 - Path.is_dir raises for names that are too long


def _name(source: str, article: Article) -> str:
    """What the article's files are called: as its own file, else its address, else its title, else its id."""
    if os.path.isfile(source):  # noqa: PTH113 - as above
        return Path(source).stem
    address = re.split(r"[?#]", article.url or "")[0].rstrip("/").rpartition("/")[2]
    return Path(unquote(address)).stem or article.title or article.id


def _date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    day = f"{value}-01-01"[:10] if re.fullmatch(r"\d{4}(-\d{2})?", value, re.ASCII) else value
    try:
        datetime.fromisoformat(day)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date such as 2025-03-01, 2025-03 or 2025-03-01T12:00") from None
    return value


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write; a folder for brat files of several articles.",
)
@click.option("--outlet", help="The outlet of the articles.")
@click.option("--published", callback=_date, metavar="DATE", help="Their date, as in 2025-03-01.")
@click.option("--url", help="The address of the article.")
@click.option("--title", help="The title of the article.")
@click.option("--force", is_flag=True, help="Read articles that are not in English, too.")
@click.option("--threads", type=click.IntRange(min=1), help="Processor threads to use.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no warnings.")
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    form: str,
    output: Path | None,
    outlet: str | None,
    published: str | None,
    url: str | None,
    title: str | None,
    force: bool,
    threads: int | None,
    quiet: bool,
) -> None:
    """Read articles: who says what, through whom, how.

    A SOURCE is a file with text, HTML or JSON, a folder of such files, a URL, or - for standard input. What cannot be
    read is reported at the end, and the exit code is then 1.
    """
    if not sources:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
    several = len(sources) > 1 or _is_folder(sources[0])
    if several and (url or title):
        raise click.UsageError("--url and --title belong to one article, but there are several")
    place = Output(form, None if output == Path("-") else output, several)
    place.check()
    about = {"outlet": outlet, "published": published, "url": url, "title": title}
    intake = _Intake(sources, {key: value for key, value in about.items() if value is not None})
    wanted = several and not quiet and (place.path is not None or not sys.stdout.isatty())
    wanted = wanted and (len(sources) > _FEW or any(map(_is_folder, sources)))
    try:
        with plain_warnings(lambda: intake.current, quiet=quiet):
            _write(place, with_progress(_readings(intake, force=force, threads=threads), wanted=wanted), intake)
    finally:
        _report(intake)
    ctx.exit(1 if intake.failures else 0)


def _readings(intake: _Intake, *, force: bool, threads: int | None) -> Iterator[Named]:
    articles = intake.articles()
    first = next(articles, None)
    if first is None:  # nothing to read: no need of a reader
        return
    from ..reading.reader import Reader

    for reading in Reader(threads=threads).read_many(chain([first], articles), force=force):
        yield intake.names.popleft(), reading


def _write(place: Output, readings: Iterator[Named], intake: _Intake) -> None:
    """Write, unless all sources failed: then what stood at the place before stays."""
    first = next(readings, None)
    if first is not None:
        place.write(chain([first], readings))
    elif not intake.failures:
        place.write(readings)


def _report(intake: _Intake) -> None:
    if len(intake.failures) > 1:
        notice(f"{len(intake.failures)} sources could not be read:")
    for source, reason in intake.failures:
        notice(reason if reason.startswith(source) else f"{source}: {reason}")
