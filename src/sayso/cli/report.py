"""``sayso report``: who is quoted, what is quoted twice, who turned, who foretold or promised what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from .tables import FORMATS, check_place, write_table

if TYPE_CHECKING:
    from ..ledger import Ledger
    from ..ledger.reports import ReportTable

__all__ = ["report"]

_WHICH = ("sources", "quotes", "turns", "forecasts", "commitments")


@click.command()
@click.argument("which", type=click.Choice(_WHICH))
@click.option("--ledger", "where", required=True, help="The ledger: a file, or a URL of PostgreSQL.")
@click.option("--outlet", help="Articles of this outlet only.")
@click.option("--after", help="Articles from this day on (YYYY, YYYY-MM or YYYY-MM-DD).")
@click.option("--before", help="Articles of earlier days than this.")
@click.option("--by", type=click.Choice(["outlet", "month"]), help="Sources for each outlet or month.")
@click.option("--once", is_flag=True, help="Count near-duplicate articles once.")
@click.option(
    "--outcomes",
    type=click.Path(exists=True, dir_okay=False),
    help="CSV of key and outcome (yes, no, partly, withdrawn, moot), instead of those in the ledger.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def report(which: str, where: str, form: str, output: Path | None, **options: Any) -> None:
    """Report on a ledger."""
    from ..ledger import Ledger
    from ..ledger.reports import mean_brier

    check_place(form, output)
    with Ledger(where, create=False) as ledger:
        table = _make(which, ledger, options)
    write_table(table, form, output)
    mean = mean_brier(table) if "brier" in table.columns else None
    if mean is not None:
        click.echo(f"mean Brier score: {mean:.4f}", err=True)


def _make(which: str, ledger: Ledger, options: dict[str, Any]) -> ReportTable:
    from ..ledger import reports as made

    if options["by"] and which != "sources":
        raise click.UsageError("--by is for report sources")
    if options["outcomes"] and which not in ("forecasts", "commitments"):
        raise click.UsageError("--outcomes is for report forecasts and report commitments")
    scope = made.Scope(options["outlet"], options["after"], options["before"], options["once"])
    if which == "sources":
        return made.sources(ledger, scope, by=cast("Literal['outlet', 'month'] | None", options["by"]))
    if which in ("quotes", "turns"):
        return made.quotes(ledger, scope) if which == "quotes" else made.turns(ledger, scope)
    outcomes = made.load_outcomes(options["outcomes"]) if options["outcomes"] else None
    make = made.forecasts if which == "forecasts" else made.commitments
    return make(ledger, scope, outcomes=outcomes)
