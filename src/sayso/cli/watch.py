"""``sayso watch``: feeds into a ledger, again and again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from .ingest import summary
from .notices import failure, notice

if TYPE_CHECKING:
    from ..ledger import Ledger
    from ..ledger.ingest import Report
    from ..ledger.workers import Work, Worker

__all__ = ["watch"]


@click.command()
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@click.option("--ledger", "where", required=True, metavar="LEDGER", help="A file, or the URL of a PostgreSQL database.")
@click.option(
    "--every",
    type=click.FloatRange(0, min_open=True),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="How often each feed is asked.",
)
@click.option("--once", is_flag=True, help="Ask each feed once, and end.")
@click.option(
    "--links/--no-links", default=True, help="Fetch what a feed has only in part from its link (the default)."
)
@click.option("--allow", multiple=True, metavar="HOST:PORT", help="A private address that may be asked all the same.")
@click.option("--outlet", help="The outlet of all articles.")
@click.option("--force", is_flag=True, help="Read articles that are not in English, too.")
@click.option("-q", "--quiet", is_flag=True, help="Tell only what could not be had.")
@click.pass_context
def watch(
    ctx: click.Context,
    feeds: tuple[str, ...],
    where: str,
    every: float,
    once: bool,
    links: bool,
    allow: tuple[str, ...],
    outlet: str | None,
    force: bool,
    quiet: bool,
) -> None:
    """Take articles from RSS and Atom feeds into a ledger as they come, until Ctrl-C.

    A FEED is a URL. Stopped and started again, it takes nothing in twice. A feed or article that cannot be had is asked
    for again the next time; with --once, the exit code is then 1.
    """
    from ..intake.archive import SourceOptions
    from ..ledger import Ledger
    from ..ledger.workers import Work, Worker

    _check(feeds)
    options = SourceOptions(outlet=outlet, fetch_links=links, allow=frozenset(allow))
    with Ledger(where) as ledger:
        if ledger.backup:
            notice(f"the ledger was brought up to date; the old one is {ledger.backup}")
        work = Work(where, ledger.run("en"), force=force, options=options)
        worker = Worker(work, ledger.database)
        while True:
            begun = time.monotonic()
            failed = [_ask(ledger, url, work, worker, quiet=quiet) for url in dict.fromkeys(feeds)]
            if once:
                ctx.exit(1 if any(failed) else 0)
            time.sleep(max(0.0, 60 * every - (time.monotonic() - begun)))


def _check(feeds: tuple[str, ...]) -> None:
    for feed in feeds:
        if not feed.lower().startswith(("http://", "https://")):
            raise click.UsageError(f"{feed} is no URL; files are taken in by sayso ingest")


def _ask(ledger: Ledger, url: str, work: Work, worker: Worker, *, quiet: bool) -> bool:
    """Ask one feed and tell what came of it; whether something failed. Nothing but Ctrl-C ends the watch."""
    from ..errors import SaysoError
    from ..ledger.ingest import Report
    from ..ledger.watching import look

    report, begun = Report(), time.monotonic()
    try:
        look(ledger, url, work, worker, report)
    except SaysoError as error:
        failure(url, str(error))
        return True
    finally:
        _tell(url, report, time.monotonic() - begun, quiet=quiet)
    return bool(report.failures)


def _tell(url: str, report: Report, seconds: float, *, quiet: bool) -> None:
    if not quiet and report.items > len(report.failures):
        notice(f"{url}: {summary(report, seconds)}")
    for place, reason in report.failures:
        failure(place, reason)
