"""``sayso code --ledger``: proposals for what is uncoded, and decisions on them in the terminal."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from .files import writing
from .tables import write_table
from .writers import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ..ledger import Ledger
    from ..ledger.assistant import Assistant

__all__ = ["code_in_ledger", "uncoded_texts"]

_COLUMNS = ("id", "concept", "agreement", "confidence", "text")
_MANY = 100


def code_in_ledger(
    where: str,
    *,
    codebook: Path | None = None,
    review: bool = False,
    second: bool = False,
    coder: str | None = None,
    at_least: float = 0.0,
    threads: int | None = None,
    form: str | None = None,
    output: Path | None = None,
) -> None:
    """Take in the codebook where one is given; then propose, or let the coder decide.

    ``review``: on what nobody has coded. ``second``: on what others have. Proposals are kept in the ledger; with
    ``form`` (csv, json, jsonl, table) those that wait for a decision are written out, too.

    Raises:
        click.UsageError: the options do not go together.
        SaysoError, OSError: the ledger or the codebook cannot be used.
    """
    from ..ledger import Ledger
    from ..ledger.assistant import Assistant

    _check(review, second, coder, form)
    with Ledger(where, create=False) as ledger:
        if codebook is not None:
            new = ledger.concepts.load(codebook)
            click.echo(f"codebook: {len(ledger.concepts.all())} concepts in the ledger, {new} of them new", err=True)
        if not ledger.concepts.all():
            raise click.UsageError("the ledger has no concepts yet: give --codebook, or see sayso concepts suggest")
        assistant = Assistant(ledger, own=coder if second else None, at_least=at_least, threads=threads)
        if second or review:
            _review(ledger, assistant, coder or "", second=second)
        else:
            _propose(ledger, assistant, form, output)


def _check(review: bool, second: bool, coder: str | None, form: str | None) -> None:
    if review and second:
        raise click.UsageError("--review and --second do not go together")
    for name, given in (("--review", review), ("--second", second)):
        if given and not (coder or "").strip():
            raise click.UsageError(f"{name} needs --coder: a decision is kept with who made it")
        if given and form is not None:
            raise click.UsageError(f"{name} prints no table: leave --format out")


def _review(ledger: Ledger, assistant: Assistant, coder: str, *, second: bool) -> None:
    from .code_review import Review, again, least_certain

    if not second:
        _update(ledger, assistant, missing=True)
    choose = again(ledger, assistant, coder) if second else least_certain(ledger, assistant)
    Review(ledger, coder).run(choose)


def _propose(ledger: Ledger, assistant: Assistant, form: str | None, output: Path | None) -> None:
    done = _update(ledger, assistant, missing=False)
    click.echo(f"{done} statements: proposals kept in {ledger.name}", err=True)
    if form == "jsonl":
        with writing(output) as stream:
            for row in _Waiting(ledger).to_dicts():
                stream.write(encode(json.dumps(row, ensure_ascii=False) + "\n"))
    elif form is not None:
        write_table(_Waiting(ledger), form, output)


def _update(ledger: Ledger, assistant: Assistant, *, missing: bool) -> int:
    """Propose, with a bar on the terminal where there is somebody to look at it."""
    total = len(ledger.proposals.uncoded(missing=missing))
    with _telling(total) as told:
        return assistant.update(told, missing=missing)


@contextmanager
def _telling(total: int) -> Iterator[Callable[[int], object] | None]:
    if not sys.stderr.isatty() or total < _MANY:
        yield None
        return
    with click.progressbar(length=total, label="proposing", file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)


class _Waiting:
    """A table of all proposals that wait for a decision, the least certain first."""

    columns = _COLUMNS

    def __init__(self, ledger: Ledger) -> None:
        waiting = ledger.proposals.queue(limit=None)
        words = ledger.proposals.words([one.statement for one in waiting])
        self.rows = [
            (said.key, one.concept, one.agreement, round(one.confidence, 4), said.text)
            for one in waiting
            if (said := words.get(one.statement))
        ]

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return [dict(zip(_COLUMNS, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """The rows as a pandas frame."""
        from ..ledger.frames import pandas_frame

        return pandas_frame(self.rows, _COLUMNS)


def uncoded_texts(where: str) -> list[str]:
    """The words of all statements of a ledger that no person has coded.

    Raises:
        SaysoError: the ledger cannot be used.
    """
    from ..ledger import Ledger

    with Ledger(where, create=False) as ledger:
        return [one.text for one in ledger.proposals.uncoded()]
