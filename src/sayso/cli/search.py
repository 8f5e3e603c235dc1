"""``sayso search``: statements in a ledger, by words and filters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..formats.plain import one_line
from .files import writing
from .tables import FORMATS, check_place, write_table
from .writers import encode

if TYPE_CHECKING:
    from ..ledger.query import Hit, Page
    from ..ledger.reports import ReportTable

__all__ = ["search"]


class _NotUnderstood(click.ClickException):
    exit_code = 2


@click.command(context_settings={"help_option_names": ["--help"], "ignore_unknown_options": True})
@click.argument("query", nargs=-1)
@click.option("--ledger", "where", required=True, help="The ledger: a file, or a URL of PostgreSQL.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Hits of one page.")
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Which page.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def search(query: tuple[str, ...], where: str, limit: int, page: int, form: str, output: Path | None) -> None:
    """Find statements by words and filters, as in: resign speaker:Tajzadeh act:proposal -denies.

    What fits best comes first. The language is explained in docs/search.md.
    """
    from ..ledger import Ledger
    from ..ledger.query import QueryError
    from ..ledger.query import search as run

    check_place(form, output)
    with Ledger(where, create=False) as ledger:
        try:
            found = run(ledger, " ".join(query), limit, page)
        except QueryError as error:
            raise _NotUnderstood(error.pointed()) from None
    if form != "table":
        write_table(_table(found, nested=form == "json"), form, output)
    else:
        with writing(output) as stream:
            stream.write(encode(_shown(found)))
    if form != "table" or output is not None:
        click.echo(_how_many(found), err=True)


def _table(found: Page, *, nested: bool) -> ReportTable:
    """A row a hit; where cells hold plain values only, names are joined and marks are written 3-9."""
    from ..ledger.query.result import COLUMNS
    from ..ledger.reports import ReportTable

    rows = [hit.to_dict() for hit in found]
    if not nested:
        for row in rows:
            row |= {key: "; ".join(row[key]) for key in ("speakers", "relays")}
            row["marks"] = "; ".join(f"{start}-{stop}" for start, stop in row["marks"])
    return ReportTable(COLUMNS, tuple(tuple(row[name] for name in COLUMNS) for row in rows))


def _shown(found: Page) -> str:
    return "".join(map(_lines, found)) + _how_many(found) + "\n"


def _lines(hit: Hit) -> str:
    """Who, when and where, then the words in context, marked [so]; control characters are escaped."""
    relay = f"via {'; '.join(hit.relays)}" if hit.relays else ""
    act = f"{hit.act}, denied" if hit.denies else hit.act
    about = ["; ".join(hit.speakers) or "(nobody named)", relay, act, hit.outlet, hit.day]
    return f"{one_line(' | '.join(part for part in about if part))}\n    {one_line(_marked(hit))}\n    {hit.key}\n"


def _marked(hit: Hit) -> str:
    made, done = "", 0
    for start, stop in hit.marks:
        a, b = start - hit.context_start, stop - hit.context_start
        made += f"{hit.context[done:a]}[{hit.context[a:b]}]"
        done = b
    return made + hit.context[done:]


def _how_many(found: Page) -> str:
    if not found.total:
        return "nothing found"
    many = f"more than {found.total}" if found.more else str(found.total)
    return f"{many} found; page {found.number} of {found.pages}"
