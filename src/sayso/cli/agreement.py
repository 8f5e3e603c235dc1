"""``sayso agreement``: how far coders agree, where they differ, and what is to hold there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .files import writing
from .tables import _plain, write_table
from .writers import encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..agreement import Comparison
    from ..ledger import Agreement, Disagreement, Ledger

__all__ = ["agreement"]

_FIGURES = ("variable", "coders", "statements", "alike", "alpha", "kappa")
_DIFFERENCES = ("id", "part", "variable", "labels", "settled", "by", "content")


@click.command()
@click.option("--ledger", "where", required=True, metavar="LEDGER", help="A file, or the URL of a PostgreSQL database.")
@click.option("--coder", "coders", multiple=True, help="Compare these coders only (may be given several times).")
@click.option("--open", "open_only", is_flag=True, help="Of the disagreements only those that nobody has settled.")
@click.option("--list", "listed", is_flag=True, help="The disagreements alone, without the figures.")
@click.option("--settle", metavar="NAME", help="Settle open disagreements in the terminal, as NAME.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def agreement(
    where: str,
    coders: tuple[str, ...],
    open_only: bool,
    listed: bool,
    settle: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Tell how far people who coded the same statements agree, and where they differ.

    For each variable: Krippendorff's alpha of all, and Cohen's kappa of every two. CSV has the figures, or with --list
    the disagreements.
    """
    from ..ledger import Ledger

    with Ledger(where, create=False) as ledger:
        if settle is not None:
            _settle(ledger, settle, output)
            return
        found = ledger.adjudication.compare(coders or None)
    unlike = [one for one in found.disagreements if not open_only or one.by is None]
    _write(found, unlike, listed, form, output)


def _settle(ledger: Ledger, name: str, output: Path | None) -> None:
    from .code_adjudicate import adjudicate

    if not name.strip():
        raise click.UsageError("--settle needs a name: a decision is kept with who made it")
    if output is not None:
        raise click.UsageError("--settle writes no table: leave --output out")
    adjudicate(ledger, name)


def _write(found: Agreement, unlike: list[Disagreement], listed: bool, form: str, output: Path | None) -> None:
    figures, differences = _Rows(_FIGURES, list(_figures(found))), _Rows(_DIFFERENCES, [_difference(d) for d in unlike])
    if form == "csv" or listed:
        if listed and form == "json":
            differences = _Rows(_DIFFERENCES, [_difference(one, plain=False) for one in unlike])
        write_table(differences if listed else figures, form, output)
    elif form == "json":
        whole = _Rows(_DIFFERENCES, [_difference(one, plain=False) for one in unlike])
        both = {"figures": figures.to_dicts(), "disagreements": whole.to_dicts()}
        with writing(output) as stream:
            stream.write(encode(json.dumps(both, ensure_ascii=False, indent=2) + "\n"))
    else:
        _both(figures, differences, output)


def _both(figures: _Rows, differences: _Rows, output: Path | None) -> None:
    with writing(output) as stream:
        stream.write(encode(_plain(figures) + (f"\n{_plain(differences)}" if differences.rows else "")))


class _Rows:
    """A table."""

    def __init__(self, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        self.columns, self.rows = columns, rows

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """The rows as a pandas frame."""
        from ..ledger.frames import pandas_frame

        return pandas_frame(self.rows, self.columns)


def _figures(found: Agreement) -> Iterator[tuple[Any, ...]]:
    for name, made in found.figures.items():
        if made.units:
            yield from _variable(name, made)


def _variable(name: str, made: Comparison) -> Iterator[tuple[Any, ...]]:
    """A row for all coders, and where there are more than two, one for every two."""
    two = len(made.coders) == 2
    kappa = made.pairs[0].kappa if two else None
    yield name, " & ".join(made.coders), made.units, _round(made.alike), _round(made.alpha), _round(kappa)
    for pair in () if two else made.pairs:
        yield name, " & ".join(pair.coders), pair.units, _round(pair.alike), None, _round(pair.kappa)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _difference(one: Disagreement, *, plain: bool = True) -> tuple[Any, ...]:
    labels: Any = dict(sorted(one.labels.items()))
    if plain:
        labels = "; ".join(f"{who}: {label}" for who, label in labels.items())
    return one.key, one.part, one.variable, labels, one.settled, one.by, one.content
