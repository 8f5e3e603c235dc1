"""``sayso report``: who is quoted, what is quoted twice, who turned, who foretold or promised what."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from ..errors import MissingExtra
from ..formats.plain import one_line
from ..ledger import Ledger
from ..ledger import reports as made

if TYPE_CHECKING:
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
@click.option("--outcomes", type=click.Path(exists=True, dir_okay=False), help="CSV of key and outcome (yes, no).")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv", "parquet"]), default="table")
@click.option("--output", type=click.Path(dir_okay=False), help="Write to this file.")
def report(which: str, where: str, form: str, output: str | None, **options: Any) -> None:
    """Report on a ledger."""
    if form == "parquet" and output is None:
        raise click.UsageError("--format parquet needs --output")
    with Ledger(where, create=False) as ledger:
        table = _make(which, ledger, options)
    _write(table, form, output)
    mean = made.mean_brier(table) if "brier" in table.columns else None
    if mean is not None:
        click.echo(f"mean Brier score: {mean:.4f}", err=True)


def _make(which: str, ledger: Ledger, options: dict[str, Any]) -> ReportTable:
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


def _write(table: ReportTable, form: str, output: str | None) -> None:
    if form == "parquet":
        _parquet(table, str(output))
        return
    text = {"table": _plain, "json": _json, "csv": _csv}[form](table)
    if output is None:
        click.echo(text, nl=False)
    else:
        Path(output).write_text(text, encoding="utf-8", newline="")


def _json(table: ReportTable) -> str:
    return json.dumps(table.to_dicts(), ensure_ascii=False, indent=2) + "\n"


def _csv(table: ReportTable) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return stream.getvalue()


def _plain(table: ReportTable) -> str:
    """Columns two spaces apart, long cells cut; control characters are escaped."""
    if not table.rows:
        return "nothing found\n"
    lines = [[_cell(value) for value in row] for row in (table.columns, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "".join(line.rstrip() + "\n" for line in padded)


def _cell(value: object) -> str:
    text = "" if value is None else one_line(str(value))
    return text if len(text) <= 80 else text[:79] + "…"


def _parquet(table: ReportTable, output: str) -> None:
    try:
        table.to_pandas().to_parquet(output, index=False)
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow: pip install pyarrow") from None
