"""Settling in the terminal what coders disagree about. Every decision is saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..formats.plain import one_line
from .code_review import choose_concept
from .keys import key
from .showing import show_statement, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ledger import Disagreement, Ledger

__all__ = ["adjudicate"]

_MOST = 9
_Said = tuple[tuple[str, bool | None], ...]


def adjudicate(ledger: Ledger, name: str) -> None:
    """Go through the statements with open disagreements on concept or agreement; ``name`` settles them.

    Ctrl-C and the end of input stop it; what was settled before is in the ledger.
    """
    waiting = _by_statement(ledger.adjudication.disagreements())
    done = 0
    try:
        for statement, unlike in waiting.items():
            show_statement(ledger, statement)
            settled = _one(ledger, statement, unlike, name)
            if settled is None:
                break
            done += settled
        else:
            click.echo("nothing is left to settle" if waiting else "there is nothing to settle")
    except (KeyboardInterrupt, click.Abort):
        click.echo()
    finally:
        click.echo(f"{done} statements settled by {one_line(name)}")


def _by_statement(unlike: Sequence[Disagreement]) -> dict[int, list[Disagreement]]:
    found: dict[int, list[Disagreement]] = {}
    for one in unlike:
        if one.variable in ("concept", "agreement"):
            found.setdefault(one.statement, []).append(one)
    return found


def _one(ledger: Ledger, statement: int, unlike: Sequence[Disagreement], name: str) -> bool | None:
    """Whether it was settled; ``None`` where the adjudicator wants to stop."""
    for one in unlike:
        click.echo(f"  {one.variable}: " + "; ".join(f"{one_line(w)}: {one_line(v)}" for w, v in one.labels.items()))
    said = ledger.adjudication.said(statement)
    offered = list(said.items())[:_MOST]
    known = {str(n): f"as {one_line(' and '.join(who))}: {_words(what)}" for n, (what, who) in enumerate(offered, 1)}
    known |= {"c": "otherwise", "r": "no concept fits", "s": "skip", "q": "quit"}
    while True:
        pressed = key(known)
        if pressed in ("q", "s"):
            return None if pressed == "q" else False
        decided: _Said | None = ()
        if pressed == "c":
            chosen = choose_concept(ledger, None, [concept for what in said for concept, _ in what])
            decided = None if chosen is None else (chosen,)
        elif pressed != "r":
            decided = offered[int(pressed) - 1][0]
        if decided is not None:
            ledger.adjudication.settle(statement, name, decided)
            return True


def _words(said: _Said) -> str:
    return one_line(", ".join(f"{concept} {sign(agreement)}".strip() for concept, agreement in said)) or "no concept"
