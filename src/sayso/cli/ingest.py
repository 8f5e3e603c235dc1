"""``sayso ingest``: sources in, a ledger that has all that is said in them."""

from __future__ import annotations

import csv
import io
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..cores import cores
from .files import replacing
from .notices import failure, notice
from .options import date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..intake.archive import SourceOptions
    from ..ledger.ingest import Report
    from ..scale import Engine
    from ..scale import Report as DatasetReport

    AnyReport = Report | DatasetReport

__all__ = ["ingest", "summary", "telling"]

_SHOWN = 20


def _columns(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for value in values:
        field, sign, column = value.partition("=")
        if not (field and sign and column):
            raise click.BadParameter(f"{value!r} is not of the form FIELD=COLUMN, as in text=body")
        found[field] = column
    return found


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--ledger", "where", metavar="LEDGER", help="A file, or the URL of a PostgreSQL database.")
@click.option("--output", type=click.Path(path_type=Path), help="A folder for a dataset of readings, and no ledger.")
@click.option("--engine", type=click.Choice(["local", "ray"]), help="Which writes the dataset; local by default.")
@click.option("--address", help="The Ray cluster; without it, one of this machine alone.")
@click.option("--part-size", type=click.IntRange(1), metavar="BYTES", help="So much of the sources makes a part.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read; as many as there are cores by default.")
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
    where: str | None,
    output: Path | None,
    engine: Engine | None,
    address: str | None,
    part_size: int | None,
    jobs: int | None,
    errors: Path | None,
    columns: dict[str, str],
    outlet: str | None,
    published: str | None,
    day_first: bool | None,
    force: bool,
    quiet: bool,
) -> None:
    """Read whole archives into a ledger, or into a dataset of Parquet files, which can be a ledger's source.

    A SOURCE is a file, folder, glob or URL: text, HTML, JSON Lines, CSV, Parquet, WARC, feeds, zip, Nexis exports or
    .dna databases. Stopped in the middle, by Ctrl-C or otherwise, it goes on where it was when it is run again. What
    could not be read is listed at the end, and the exit code is then 1.
    """
    from ..intake.archive import SourceOptions

    _check(where, output, engine, address, part_size)
    options = SourceOptions(columns=columns, outlet=outlet, published=published, day_first=day_first)
    report: AnyReport
    if where is not None:
        report = _into_ledger(sources, where, options, jobs or cores(), errors, force=force, quiet=quiet)
    else:
        assert output
        how = _How(engine or "local", jobs, address, part_size)
        report = _into_dataset(sources, output, options, how, errors, force=force, quiet=quiet)
    ctx.exit(1 if report.failures else 0)


def _check(
    where: str | None, output: Path | None, engine: Engine | None, address: str | None, part_size: int | None
) -> None:
    if (where is None) == (output is None):
        raise click.UsageError("give either --ledger or --output")
    if output is None and (engine or part_size):
        raise click.UsageError("--engine and --part-size are for datasets: give --output, then take that as the SOURCE")
    if address and engine != "ray":
        raise click.UsageError("--address is for --engine ray")


def _into_ledger(
    sources: Sequence[str],
    where: str,
    options: SourceOptions,
    jobs: int,
    errors: Path | None,
    *,
    force: bool,
    quiet: bool,
) -> Report:
    from ..intake.archive import raw_items
    from ..ledger import Ledger
    from ..ledger.ingest import Report, Work
    from ..ledger.ingest import ingest as run

    report = Report()
    with Ledger(where) as ledger:
        if ledger.backup:
            notice(f"the ledger was brought up to date; the old one is {ledger.backup}")
        work = Work(where, ledger.run("en"), force=force, options=options)
        items = raw_items(sources, options, skip=ledger.intake(unread_again=force))
        with telling(report, errors, quiet=quiet) as told:
            run(ledger, items, work, jobs=jobs, told=told, report=report)
    return report


@dataclass(frozen=True, slots=True)
class _How:
    """How a dataset is written."""

    engine: Engine
    jobs: int | None
    address: str | None
    part_size: int | None


def _into_dataset(
    sources: Sequence[str],
    folder: Path,
    options: SourceOptions,
    how: _How,
    errors: Path | None,
    *,
    force: bool,
    quiet: bool,
) -> DatasetReport:
    from ..scale import Report, Settings, build

    report, jobs = Report(), how.jobs or (cores() if how.engine == "local" else None)
    with telling(report, errors, quiet=quiet) as told:
        build(
            sources,
            folder,
            Settings(force=force, options=options),
            engine=how.engine,
            jobs=jobs,
            address=how.address,
            size=how.part_size,
            told=told,
            report=report,
        )
    return report


@contextmanager
def telling(report: AnyReport, errors: Path | None, *, quiet: bool) -> Iterator[Callable[[AnyReport], None]]:
    """Progress while the block lasts, and what came of it at its end, whichever that is."""
    begun = time.monotonic()
    try:
        with _progress(wanted=not quiet) as told:
            yield told
    finally:
        _tell(report, time.monotonic() - begun, errors, quiet=quiet)


def _tell(report: AnyReport, seconds: float, errors: Path | None, *, quiet: bool) -> None:
    if errors:
        _write_errors(errors, report)
    if not quiet:
        notice(summary(report, seconds))
    for place, reason in () if errors else report.failures[:_SHOWN]:
        failure(place, reason)
    left = len(report.failures) - (0 if errors else _SHOWN)
    if left > 0:
        notice(f"{left} failures are in {errors}" if errors else f"and {left} more; --errors FILE lists them all")


def summary(report: AnyReport, seconds: float) -> str:
    """What came of it, on one line."""
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


def _write_errors(path: Path, report: AnyReport) -> None:
    with replacing(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        csv.writer(text).writerows([("source", "reason"), *report.failures])
        text.detach()


@contextmanager
def _progress(*, wanted: bool) -> Iterator[Callable[[AnyReport], None]]:
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

        def told(report: AnyReport) -> None:
            rate = report.items / max(time.monotonic() - begun, 0.001)
            total = report.bytes_total
            progress.update(task, completed=report.bytes_read, total=total, count=report.items, rate=rate)

        yield told
