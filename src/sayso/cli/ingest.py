"""``sayso ingest``: sources in, a ledger that has all that is said in them."""

from __future__ import annotations

import csv
import io
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .files import replacing
from .notices import failure, notice
from .options import date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..ledger.ingest import Report

__all__ = ["ingest"]

_SHOWN = 20


def _columns(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for value in values:
        field, sign, column = value.partition("=")
        if not (field and sign and column):
            raise click.BadParameter(f"{value!r} is not of the form FIELD=COLUMN, as in text=body")
        found[field] = column
    return found


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--ledger", "where", required=True, metavar="LEDGER", help="A file, or the URL of a PostgreSQL database.")
@click.option("--jobs", type=click.IntRange(1), default=_cores, show_default="cores", help="Processes that read.")
@click.option("--errors", type=click.Path(path_type=Path), help="CSV file for what could not be read, and why.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="FIELD=COLUMN",
    help="The column or key that holds text, title, outlet, authors, published, url or language.",
)
@click.option("--outlet", help="The outlet of all articles.")
@click.option("--published", callback=date, metavar="DATE", help="The date of all articles.")
@click.option("--day-first/--month-first", default=None, help="How dates such as 3/4/2025 are meant.")
@click.option("--force", is_flag=True, help="Read articles that are not in English, too.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.pass_context
def ingest(
    ctx: click.Context,
    sources: tuple[str, ...],
    where: str,
    jobs: int,
    errors: Path | None,
    columns: dict[str, str],
    outlet: str | None,
    published: str | None,
    day_first: bool | None,
    force: bool,
    quiet: bool,
) -> None:
    """Read whole archives into a ledger.

    A SOURCE is a file, folder, glob or URL: text, HTML, JSON Lines, CSV, Parquet, WARC, feeds, zip, Nexis exports or
    .dna databases. Stopped in the middle, by Ctrl-C or otherwise, it goes on where it was when it is run again. What
    could not be read is listed at the end, and the exit code is then 1.
    """
    from ..intake.archive import SourceOptions, raw_items
    from ..ledger import Ledger
    from ..ledger.ingest import Report, Work
    from ..ledger.ingest import ingest as run

    options = SourceOptions(columns=columns, outlet=outlet, published=published, day_first=day_first)
    report, begun = Report(), time.monotonic()
    with Ledger(where) as ledger:
        if ledger.backup:
            notice(f"the ledger was brought up to date; the old one is {ledger.backup}")
        work = Work(where, ledger.run("en"), force=force, options=options)
        items = raw_items(sources, options, skip=ledger.intake(unread_again=force))
        try:
            with _progress(wanted=not quiet) as told:
                run(ledger, items, work, jobs=jobs, told=told, report=report)
        finally:
            _tell(report, time.monotonic() - begun, errors, quiet=quiet)
    ctx.exit(1 if report.failures else 0)


def _tell(report: Report, seconds: float, errors: Path | None, *, quiet: bool) -> None:
    if errors:
        _write_errors(errors, report)
    if not quiet:
        notice(_summary(report, seconds))
    for place, reason in () if errors else report.failures[:_SHOWN]:
        failure(place, reason)
    left = len(report.failures) - (0 if errors else _SHOWN)
    if left > 0:
        notice(f"{left} failures are in {errors}" if errors else f"and {left} more; --errors FILE lists them all")


def _summary(report: Report, seconds: float) -> str:
    rate = report.read / seconds if seconds else 0
    parts = [f"{report.read} articles read with {report.statements} statements ({rate:.1f} articles a second)"]
    if report.again:
        parts.append(f"{report.again} were there already")
    if report.unread:
        languages = ", ".join(f"{language} {count}" for language, count in report.unread.most_common())
        parts.append(f"{report.unread.total()} kept unread ({languages})")
    if report.failures:
        parts.append(f"{len(report.failures)} could not be read")
    return "; ".join(parts)


def _write_errors(path: Path, report: Report) -> None:
    with replacing(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        csv.writer(text).writerows([("source", "reason"), *report.failures])
        text.detach()


@contextmanager
def _progress(*, wanted: bool) -> Iterator[Callable[[Report], None]]:
    """How far it is, at which rate, and how long it will take, on standard error where that is a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    words = TextColumn("{task.fields[count]} articles, {task.fields[rate]:.1f} a second")
    columns = (BarColumn(), TaskProgressColumn(), words, TimeRemainingColumn())
    begun = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, count=0, rate=0.0)

        def told(report: Report) -> None:
            rate = report.items / max(time.monotonic() - begun, 0.001)
            total = report.bytes_total
            progress.update(task, completed=report.bytes_read, total=total, count=report.items, rate=rate)

        yield told
