"""``sayso ledger``: what is in a ledger, and its actors put right by hand. ``ledger_work`` has the other commands."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..formats.plain import one_line
from .ledger_work import WORK

if TYPE_CHECKING:
    from ..ledger import KeptActor, Ledger

__all__ = ["ledger"]

_ACTOR = click.IntRange(1)
_CODER = click.option("--coder", help="Who does it; it is kept in the history.")


def _line(*parts: object) -> None:
    click.echo("  ".join(one_line(str(part)) for part in parts))


@click.group()
@click.option("--ledger", "where", required=True, metavar="LEDGER", help="A file, or the URL of a PostgreSQL database.")
@click.pass_context
def ledger(ctx: click.Context, where: str) -> None:
    """Look into a ledger, and put it right: every action is kept and can be undone."""
    from ..ledger import Ledger

    ctx.meta["sayso.ledger"] = where  # with a password, which the ledger itself does not tell
    ctx.obj = ctx.with_resource(Ledger(where, create=False))


for _command in WORK:
    ledger.add_command(_command)


@ledger.command()
@click.option("--once", is_flag=True, help="Count near-duplicates once.")
@click.pass_obj
def info(found: Ledger, once: bool) -> None:
    """Count what is in it."""
    for name, count in asdict(found.counts(once=once)).items():
        _line(f"{count:>9}", name)


@ledger.command()
@click.pass_obj
def failed(found: Ledger) -> None:
    """List what could not be read, and why."""
    for one in found.intake().failed():
        _line(one.place, one.reason)


@ledger.command()
@click.argument("name", default="")
@click.option("--open", "open_", is_flag=True, help="The names of which it is open whose they are.")
@click.pass_obj
def actors(found: Ledger, name: str, open_: bool) -> None:
    """List actors across articles, or those with a NAME: number, articles, statements, name, kind, aliases."""
    if open_:
        left = found.actors.open()
        names = found.actors.names(n for one in left for n in one.candidates)
        for one in left:
            maybe = ", ".join(f"{n} {names[n]}" for n in one.candidates)
            _line(f"{len(one.articles):>6}", f"{one.name} ({one.kind})", f"may be: {maybe or 'nobody known'}")
    else:
        for actor in found.actors.find(name):
            _show(actor)


def _show(actor: KeptActor) -> None:
    more = [f"also {', '.join(actor.aliases)}"] if actor.aliases else []
    more += [part for part in (actor.affiliation, actor.external) if part]
    _line(f"{actor.number:>6}", f"{actor.articles:>6}", f"{actor.statements:>6}", f"{actor.name} ({actor.kind})", *more)


@ledger.command()
@click.argument("what", nargs=-1, required=True, metavar="LEDGER | ACTOR OTHER")
@_CODER
@click.pass_obj
def merge(found: Ledger, what: tuple[str, ...], coder: str | None) -> None:
    """Take in another LEDGER; or, with two numbers, say that OTHER is ACTOR: one actor from now on.

    Of another ledger, its articles are taken in, and what its people coded, recorded and corrected; nothing twice.
    """
    if len(what) == 1:
        _merge_ledger(found, what[0])
        return
    if len(what) != 2 or not all(number.isdecimal() and int(number[:10]) > 0 for number in what):
        raise click.UsageError("merge takes another ledger, or the numbers of two actors")
    _done(found.actors.merge(int(what[0]), int(what[1]), coder=coder))


def _merge_ledger(found: Ledger, where: str) -> None:
    from ..ledger import Ledger

    with Ledger(where, create=False) as other:
        made = asdict(found.merge(other))
    kept_back = made.pop("kept_back")
    for name, count in made.items():
        _line(count, f"new {name}")
    if kept_back:
        click.echo(f"{kept_back} corrections left out: these statements were corrected here otherwise", err=True)


@ledger.command()
@click.argument("actor", type=_ACTOR)
@click.argument("articles", nargs=-1, required=True)
@click.option("--name", help="The name of the other actor.")
@_CODER
@click.pass_obj
def split(found: Ledger, actor: int, articles: tuple[str, ...], name: str | None, coder: str | None) -> None:
    """In these ARTICLES (ids) it is not ACTOR but somebody else."""
    other, number = found.actors.split(actor, articles, name=name, coder=coder)
    click.echo(f"actor {other} is new")
    _done(number)


@ledger.command()
@click.argument("actor", type=_ACTOR)
@click.argument("name")
@_CODER
@click.pass_obj
def rename(found: Ledger, actor: int, name: str, coder: str | None) -> None:
    """Give ACTOR another name."""
    _done(found.actors.rename(actor, name, coder=coder))


@ledger.command()
@click.argument("actor", type=_ACTOR)
@click.argument("name")
@_CODER
@click.pass_obj
def alias(found: Ledger, actor: int, name: str, coder: str | None) -> None:
    """Whoever is called NAME is ACTOR."""
    _done(found.actors.alias(actor, name, coder=coder))


@ledger.command()
@click.argument("actor", type=_ACTOR)
@click.argument("affiliation")
@_CODER
@click.pass_obj
def affiliate(found: Ledger, actor: int, affiliation: str, coder: str | None) -> None:
    """Say whom ACTOR belongs to; an empty AFFILIATION takes it away."""
    _done(found.actors.affiliate(actor, affiliation or None, coder=coder))


@ledger.command()
@click.pass_obj
def history(found: Ledger) -> None:
    """List what was done to actors."""
    for action in found.actors.history():
        undone = [f"undone {action.undone}"] if action.undone else []
        _line(action.number, action.time, action.action, f"actor {action.actor}", action.coder or "", *undone)


@ledger.command()
@click.argument("action", type=click.IntRange(1))
@click.pass_obj
def undo(found: Ledger, action: int) -> None:
    """Take back an ACTION (its number in the history)."""
    found.actors.undo(action)


@ledger.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def authority(found: Ledger, file: Path) -> None:
    """Take in a FILE that says who is who: CSV with name, aliases, kind, affiliation, external."""
    matched = found.load_authority(file)
    click.echo(f"{matched.known} known, {matched.new} new, {len(matched.open)} open")
    for name, candidates in matched.open:
        _line(f"{name}: may be actor {', '.join(map(str, candidates))}")


def _done(number: int) -> None:
    click.echo(f"done; undo {number} takes it back")
