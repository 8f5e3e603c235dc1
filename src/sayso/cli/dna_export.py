"""``sayso export``: a ledger as a database of Discourse Network Analyzer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .notices import notice

if TYPE_CHECKING:
    from ..ledger.dna_bridge import Exported

__all__ = ["dna_export"]


@click.command("export")
@click.argument("file", metavar="FILE.dna", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--ledger", "where", required=True, metavar="LEDGER", help="A file, or the URL of a PostgreSQL database.")
@click.option("--coded", is_flag=True, help="Add only statements that somebody coded.")
@click.option("--password", metavar="PASSWORD", help='Of coders whom no file had before; "sayso" unless given.')
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def dna_export(file: Path, where: str, coded: bool, password: str | None, replace: bool, quiet: bool) -> None:
    """Write a ledger as a database that Discourse Network Analyzer 3 opens.

    What was taken in with "sayso import" is written as it was, but for what was changed in the ledger since. All other
    articles and statements are added.
    """
    from ..ledger import Ledger
    from ..ledger.dna_bridge import export_dna

    if file.exists() and not replace:
        raise click.ClickException(f"{file} is there already; --replace writes over it")
    with Ledger(where, create=False) as ledger:
        done = export_dna(ledger, file, coded=coded, password=password)
    if not quiet:
        _tell(file, done)


def _tell(file: Path, done: Exported) -> None:
    notice(f"{file}: {done.documents} documents, {done.statements} statements, {done.new} of them new to DNA")
    if done.undecided:
        notice(f"{done.undecided} codings are neither for nor against their concept; DNA gets them without the concept")
    for rule in done.broken:
        notice(f"as in the file that was imported: {rule}")
