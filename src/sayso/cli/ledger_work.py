"""Of ``sayso ledger``: what takes its time, and what people record of statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..formats.plain import one_line
from .options import date

if TYPE_CHECKING:
    from ..ledger import Edit, Ledger, Outcome

__all__ = ["WORK"]

_OUTCOMES = ("true", "false", "partly", "withdrawn", "moot", "open")
_CODER = click.option("--coder", required=True, help="Who says so.")


def _line(*parts: object) -> None:
    click.echo("  ".join(one_line(str(part)) for part in parts if part not in (None, "")))


@click.command()
@click.option("--jobs", type=click.IntRange(1), help="Processes that read; as many as there are cores by default.")
@click.option("--given", is_flag=True, help="Also articles whose readings were brought from elsewhere.")
@click.option("--unread", is_flag=True, help="Also articles that were kept unread, whatever their language.")
@click.option("--errors", type=click.Path(path_type=Path), help="CSV file for what could not be read, and why.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.pass_context
def reread(ctx: click.Context, jobs: int | None, given: bool, unread: bool, errors: Path | None, quiet: bool) -> None:
    """Read all articles again that this version and its model have not read.

    The machine's answers are replaced; what people coded, added, corrected and recorded stays. Stopped in the middle,
    it goes on where it was when it is run again.
    """
    from ..cores import cores
    from ..ledger.ingest import Report, Work
    from ..ledger.ingest import reread as run
    from .ingest import telling

    found: Ledger = ctx.obj
    report = Report()
    work = Work(ctx.meta["sayso.ledger"], found.run("en"))
    with telling(report, errors, quiet=quiet) as told:
        run(found, work, jobs=jobs or cores(), given=given, unread=unread, told=told, report=report)
    ctx.exit(1 if report.failures else 0)


@click.command()
@click.pass_obj
def copies(found: Ledger) -> None:
    """Look for near-duplicates among articles that were never compared, as those of old ledgers are.

    New articles are compared when they come in.
    """
    made = found.group_copies()
    click.echo(f"{made} found; {found.counts().copies} articles are copies of others")


@click.command()
@click.argument("key")
@click.argument("what", metavar="OUTCOME", type=click.Choice(_OUTCOMES), required=False)
@click.option("--coder", help="Who says so.")
@click.option("--known", callback=date, metavar="DATE", help="The day from which it was known.")
@click.option("--note", help="Why, or where it says so.")
@click.pass_obj
def outcome(found: Ledger, key: str, what: str | None, coder: str | None, known: str | None, note: str | None) -> None:
    """Record what became of a forecast or commitment, or list what was recorded.

    KEY is as in the reports, or the statement's number. OUTCOME is true, false, partly, withdrawn (by the speaker),
    moot (the condition did not come about) or open (not known yet). An outcome is never changed: another follows it.
    """
    from ..ledger import Outcome

    number = found.number_of(key)
    if what is None:
        if coder or known or note:
            raise click.UsageError("there is no OUTCOME")
        for one in found.outcomes.of(number, history=True):
            _show(one)
        return
    if not coder:
        raise click.UsageError("--coder is needed: who says so?")
    found.outcomes.add(Outcome(number, coder, what, known, note))
    click.echo(f"recorded for statement {number}")


def _show(one: Outcome) -> None:
    _line(one.time, one.outcome, one.coder, f"known {one.known}" if one.known else None, one.note)


@click.command()
@click.argument("key", required=False)
@click.pass_obj
def edits(found: Ledger, key: str | None) -> None:
    """List what people did to statements (or to that with this KEY): added, corrected, removed."""
    for one in found.edits.history(None if key is None else found.number_of(key)):
        _line(one.number, one.time, one.action, f"statement {one.statement}", one.coder, _changed(one), _undone(one))


def _changed(one: Edit) -> str:
    if one.action == "correct":
        return "; ".join(f"{field}: {one.before.get(field)} -> {value}" for field, value in one.values.items())
    return ""


def _undone(one: Edit) -> str:
    return f"undone {one.undone} by {one.undone_by}" if one.undone else ""


@click.command()
@click.argument("key")
@_CODER
@click.pass_obj
def remove(found: Ledger, key: str, coder: str) -> None:
    """Say that what stands at KEY is no statement; it stays away when the article is read again."""
    number = found.edits.remove(found.number_of(key), coder=coder)
    click.echo(f"done; undo-edit {number} takes it back")


@click.command("undo-edit")
@click.argument("action", type=click.IntRange(1))
@_CODER
@click.pass_obj
def undo_edit(found: Ledger, action: int, coder: str) -> None:
    """Take back an ACTION on a statement (its number in the edits)."""
    found.edits.undo(action, coder=coder)


WORK = (copies, edits, outcome, remove, reread, undo_edit)
