"""``sayso actors``: who speaks in the articles, and how much."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from ..formats.chain import KIND_SIGNS
from ..formats.plain import one_line
from ..formats.shares import counts
from ..formats.table import csv_line, guard
from ..record import KINDS
from .files import writing
from .notices import plain_warnings, with_progress
from .sources import Intake, is_folder, readings_of, report
from .writers import encode, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

    from ..record import Actor, Reading

__all__ = ["actors"]

_AND = "; "
_WIDTH = 132


@dataclass(frozen=True, slots=True)
class Row:
    """One actor of one article: how many statements it made and passed on, and how often it is named."""

    article: str
    id: str
    name: str
    kind: str
    statements: int
    relayed: int
    mentions: int
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    affiliation: str | None


def rows_of(name: str, reading: Reading) -> list[Row]:
    """The actors of a reading, whoever makes most statements first; those who are only talked about come last."""
    made, passed = counts(reading)

    def row(actor: Actor) -> Row:
        about = (actor.aliases, actor.roles, actor.affiliation)
        return Row(
            name, actor.id, actor.name, actor.kind, made[actor.id], passed[actor.id], len(actor.mentions), *about
        )

    return sorted(map(row, reading.actors), key=lambda r: (-r.statements, -r.relayed, -r.mentions))


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@click.option("-f", "--format", "form", type=click.Choice(("csv", "json", "table")), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@click.option("-k", "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only actors of this kind.")
@click.option("--speakers", is_flag=True, help="Only those who speak or pass words on.")
@click.option("--force", is_flag=True, help="Read articles that are not in English, too.")
@click.option("--threads", type=click.IntRange(min=1), help="Processor threads to use.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no warnings.")
@click.pass_context
def actors(
    ctx: click.Context,
    sources: tuple[str, ...],
    form: str,
    output: Path | None,
    kinds: tuple[str, ...],
    speakers: bool,
    force: bool,
    threads: int | None,
    quiet: bool,
) -> None:
    """List who speaks in articles, and how much.

    Each actor comes with its kind, aliases, roles and affiliation, and with how many statements it makes, how many
    reach the article through it, and how often it is named. A SOURCE is as for "sayso read".
    """
    if not sources:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
    place = None if output == Path("-") else output
    _check(place)
    intake = Intake(sources, {})
    wanted = not quiet and (len(sources) > 1 or any(map(is_folder, sources)))
    try:
        with plain_warnings(lambda: intake.current, quiet=quiet):
            found = with_progress(readings_of(intake, force=force, threads=threads), wanted=wanted)
            rows = [row for name, reading in found for row in rows_of(name, reading)]
        rows = [r for r in rows if r.kind in (kinds or KINDS) and (r.statements or r.relayed or not speakers)]
        if rows or not intake.failures:
            _write(rows, form, place)
    finally:
        report(intake)
    ctx.exit(1 if intake.failures else 0)


def _check(place: Path | None) -> None:
    if place is not None and place.is_dir():
        raise click.UsageError(f"--output {place} is a folder; the list of actors goes to a file")
    if place is not None and not place.parent.is_dir():
        raise click.UsageError(f"--output {place}: there is no folder {place.parent}")


def _write(rows: list[Row], form: str, place: Path | None) -> None:
    plain = place is not None or form != "table" or not sys.stdout.isatty()
    with writing(place) as out:
        _WRITERS[form](rows, out, plain)


def _write_json(rows: list[Row], out: BinaryIO, plain: bool) -> None:  # noqa: ARG001 - as its siblings
    out.write(encode(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"))


def _write_csv(rows: list[Row], out: BinaryIO, plain: bool) -> None:  # noqa: ARG001 - as its siblings
    for line in _csv_lines(rows):
        out.write(encode(line))


def _csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """The table, its header first; cells are guarded as in ``sayso read --format csv``."""
    yield csv_line(Row.__dataclass_fields__)
    for row in rows:
        cells = (_AND.join(c) if isinstance(c, tuple) else "" if c is None else str(c) for c in asdict(row).values())
        yield csv_line(map(guard, cells))


def _write_table(rows: list[Row], out: BinaryIO, plain: bool) -> None:
    stream = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="\n")
    try:
        _print_table(rows, terminal(stream, plain=plain, width=_WIDTH))
    finally:
        stream.flush()
        stream.detach()


def _print_table(rows: list[Row], console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    several = len({row.article for row in rows}) > 1
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for head in (*(["article"] if several else []), "actor", "kind", "roles; also called"):
        table.add_column(head, overflow="fold")
    for head in ("said", "passed on", "named"):
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        words = (*([row.article] if several else []), f"{KIND_SIGNS[row.kind]} {row.name}", row.kind, _about(row))
        table.add_row(*(Text(one_line(w)) for w in words), *map(str, (row.statements, row.relayed, row.mentions)))
    console.print(table if rows else "No actors.", highlight=False, markup=False, emoji=False)


def _about(row: Row) -> str:
    also = [f"also {', '.join(row.aliases)}"] if row.aliases else []
    return _AND.join([*row.roles, *([row.affiliation] if row.affiliation else []), *also])


_WRITERS: dict[str, Callable[[list[Row], BinaryIO, bool], None]] = {
    "csv": _write_csv,
    "json": _write_json,
    "table": _write_table,
}
