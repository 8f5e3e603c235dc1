"""``sayso import``: databases of Discourse Network Analyzer into a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .notices import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..ledger.dna_bridge import Imported, Roles

__all__ = ["dna_import"]

_F = TypeVar("_F", bound="Callable[..., Any]")


def _role(name: str, what: str) -> Callable[[_F], _F]:
    words = f"The variable that is {what} (may be given several times)."
    return click.option(f"--{name}", multiple=True, metavar="VARIABLE", help=words)


@click.command("import")
@click.argument("files", metavar="FILE.dna...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--ledger", "where", required=True, metavar="LEDGER", help="A file, or the URL of a PostgreSQL database.")
@_role("person", "who speaks")
@_role("organization", "the organization that somebody speaks for")
@_role("concept", "the concept")
@_role("agreement", "for or against")
@click.option("--utf16", is_flag=True, help="Offsets count as DNA's window counts: an emoji is two characters.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def dna_import(
    files: tuple[Path, ...],
    where: str,
    person: tuple[str, ...],
    organization: tuple[str, ...],
    concept: tuple[str, ...],
    agreement: tuple[str, ...],
    utf16: bool,
    quiet: bool,
) -> None:
    """Take databases of Discourse Network Analyzer 3 into a ledger.

    Documents become articles, persons and organizations actors, statements statements, concept and agreement codings.
    Everything in the file is kept, and "sayso export" writes it again. A file that was taken in before is joined with
    what is there.
    """
    from ..dna import read_settings
    from ..ledger import Ledger
    from ..ledger.dna_bridge import DnaMapping, import_dna

    for file in files:
        read_settings(file)  # no ledger is made for what is no such file
    mapping = DnaMapping(_roles(person=person, organization=organization, concept=concept, agreement=agreement), utf16)
    with Ledger(where) as ledger:
        if ledger.backup:
            notice(f"the ledger was brought up to date; the old one is {ledger.backup}")
        for file in files:
            done = import_dna(ledger, file, mapping)
            if not quiet:
                _tell(file, done, utf16)


def _roles(**given: tuple[str, ...]) -> Roles:
    from ..ledger.dna_bridge import Roles

    return Roles(**{name: names for name, names in given.items() if names})


def _tell(file: Path, done: Imported, utf16: bool) -> None:
    notice(f"{file}: {done.documents} documents, {done.statements} statements, {done.codings} new codings")
    if done.kept:
        notice(f"{done.kept} more are of types without person, organization or concept; they are kept for the export")
    if done.behind and not utf16:
        notice(
            f"{done.behind} statements stand behind emoji or the like: if they were coded in DNA's own window, their "
            "spans are shifted; import the file into a new ledger with --utf16"
        )
    for one in done.left_out:
        notice(f"{one} is none of DNA's and was left out")
