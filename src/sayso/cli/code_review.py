"""Deciding on proposals in the terminal, one statement after the other. Every decision is saved at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ..formats.plain import one_line
from .keys import ask, key
from .showing import show_statement, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..ledger import Ledger, Proposed
    from ..ledger.assistant import Assistant

    Choose = Callable[[set[int]], "Proposed | None"]

__all__ = ["Review", "again", "choose_concept", "least_certain"]

_WINDOW = 16
_SHOWN = 40
_KEYS = {"a": "accept", "c": "change", "r": "reject", "s": "skip", "q": "quit"}
_SIGNS: dict[str, bool | None] = {"f": True, "a": False, "n": None}


def least_certain(ledger: Ledger, assistant: Assistant) -> Choose:
    """What nobody has coded: proposals made anew after each decision, and the least certain of them."""

    def choose(skipped: set[int]) -> Proposed | None:
        waiting = ledger.proposals.queue(limit=_WINDOW + len(skipped))
        left = [one for one in waiting if one.statement not in skipped][:_WINDOW]
        return next(iter(assistant.again(left)), None)

    return choose


def again(ledger: Ledger, assistant: Assistant, coder: str) -> Choose:
    """What others have coded, in the order of the statements, so that agreement is measured on a plain sample."""
    waiting = ledger.proposals.uncoded(coder=coder)
    left: Iterator[Proposed] = (one for said in waiting for one in assistant.propose([said]))

    def choose(_: set[int]) -> Proposed | None:
        return next(left, None)

    return choose


@dataclass(frozen=True, slots=True)
class Review:
    """One coder's way through the statements that ``choose`` gives, until there are none or the coder stops."""

    ledger: Ledger
    coder: str

    def run(self, choose: Choose) -> None:
        """Show, ask, save. Ctrl-C and the end of input stop it; what was decided before is in the ledger."""
        done, skipped = 0, set[int]()
        try:
            while (shown := choose(skipped)) is not None:
                show_statement(self.ledger, shown.statement)
                _show(shown)
                decided = self._decide(shown)
                if decided is None:
                    break
                done += decided
                skipped |= set() if decided else {shown.statement}
            else:
                click.echo("nothing is left to decide on" + (f"; {len(skipped)} skipped" if skipped else ""))
        except (KeyboardInterrupt, click.Abort):
            click.echo()
        finally:
            click.echo(f"{done} decisions by {one_line(self.coder)} saved")

    def _decide(self, shown: Proposed) -> bool | None:
        """Whether it was decided; ``None`` where the coder wants to stop."""
        proposals = self.ledger.proposals
        while True:
            pressed = key(_KEYS)
            if pressed in ("q", "s"):
                return None if pressed == "q" else False
            if pressed == "r":
                proposals.reject(shown, self.coder)
                return True
            if pressed == "a":
                if shown.concept is not None:
                    proposals.accept(shown, self.coder)
                    return True
                click.echo("there is no concept to accept: c changes it, r says that none fits")
                continue
            changed = choose_concept(self.ledger, shown.concept, [label for label, _ in shown.alternatives])
            if changed is not None:
                proposals.change(shown, self.coder, *changed)
                return True


def _show(shown: Proposed) -> None:
    about = f"{one_line(shown.concept)} {sign(shown.agreement)}".strip() if shown.concept else "(no concept)"
    click.echo(f"  proposed: {click.style(about, bold=True)}  {shown.confidence:.2f}")
    if shown.alternatives:
        click.echo("  or: " + ", ".join(f"{one_line(label)} {odds:.2f}" for label, odds in shown.alternatives[:3]))


def choose_concept(ledger: Ledger, first: str | None, then: list[str]) -> tuple[str, bool | None] | None:
    """Ask for a concept and the agreement; ``None`` where the coder goes back."""
    labels = [concept.label for concept in ledger.concepts.all()]
    likely = [label for label in dict.fromkeys([*([first] if first else []), *then]) if label in labels]
    listed = [*likely, *(label for label in labels if label not in likely)]
    for number, label in enumerate(listed[:_SHOWN], 1):
        click.echo(f"  {number:>3}  {one_line(label)}")
    if len(listed) > _SHOWN:
        click.echo(f"       and {len(listed) - _SHOWN} more, by their labels")
    chosen = _concept(listed)
    if chosen is None:
        return None
    return chosen, _SIGNS[key({"f": "for", "a": "against", "n": "neither"})]


def _concept(listed: list[str]) -> str | None:
    while True:
        given = ask("concept (number or label; nothing to go back)").strip()
        if not given:
            return None
        if given in listed:
            return given
        if given.isdecimal() and 0 < int(given[:9]) <= len(listed):
            return listed[int(given) - 1]
        fits = [label for label in listed if label.casefold().startswith(given.casefold())]
        if len(fits) == 1:
            return fits[0]
        if fits:
            click.echo(f"  several begin so: {', '.join(map(one_line, fits[:5]))}")
        elif ask(f"there is no concept {one_line(given)!r}: make it? (y/n)").strip().lower() == "y":
            return given
