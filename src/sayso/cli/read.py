"""``sayso read``: articles in, readings out."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .notices import plain_warnings, with_progress
from .options import date
from .output import Named, Output
from .sources import Intake, is_folder, readings_of, report
from .writers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read"]

_FEW = 3


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
@click.option("--published", callback=date, metavar="DATE", help="Their date, as in 2025-03-01.")
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
    several = len(sources) > 1 or is_folder(sources[0])
    if several and (url or title):
        raise click.UsageError("--url and --title belong to one article, but there are several")
    place = Output(form, None if output == Path("-") else output, several)
    place.check()
    about = {"outlet": outlet, "published": published, "url": url, "title": title}
    intake = Intake(sources, {key: value for key, value in about.items() if value is not None})
    wanted = several and not quiet and (place.path is not None or not sys.stdout.isatty())
    wanted = wanted and (len(sources) > _FEW or any(map(is_folder, sources)))
    try:
        with plain_warnings(lambda: intake.current, quiet=quiet):
            _write(place, with_progress(readings_of(intake, force=force, threads=threads), wanted=wanted), intake)
    finally:
        report(intake)
    ctx.exit(1 if intake.failures else 0)


def _write(place: Output, readings: Iterator[Named], intake: Intake) -> None:
    """Write, unless all sources failed: then what stood at the place before stays."""
    first = next(readings, None)
    if first is not None:
        place.write(chain([first], readings))
    elif not intake.failures:
        place.write(readings)
