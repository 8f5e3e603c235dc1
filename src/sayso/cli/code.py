"""``sayso code``: which concept statements are about, and whether they are for or against it."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import FormatError
from ..formats.plain import one_line, shorten
from ..formats.table import csv_line, guard
from .files import writing
from .writers import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from ..coding import Coder, Proposal
    from ..coding.statements import Line

    Coded = tuple[Line, Proposal]

__all__ = ["FORMATS", "INPUT", "code", "reading_lines"]

FORMATS = ("csv", "json", "jsonl", "table")
INPUT = click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True)

_AT_ONCE = 256
_COLUMNS = ("id", "concept", "agreement", "confidence")
_SIGNS = {True: ": for", False: ": against", None: ""}


@click.command()
@click.option("--codebook", type=click.Path(path_type=Path), help="The codebook, in YAML or CSV.")
@click.option("--input", "source", type=INPUT, help="Statements in JSON Lines, or - for standard input.")
@click.option("--examples", type=INPUT, help="Coded statements in JSON Lines to learn from.")
@click.option("--at-least", type=click.FloatRange(0, 1), default=0.0, help="Propose no concept that is less sure.")
@click.option("--alternatives", is_flag=True, help="Put the next best concepts into json and jsonl.")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Default: table; of a ledger, none.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--threads", type=click.IntRange(min=1), help="Processor threads to use.")
@click.option("--ledger", help="Code the statements of this ledger instead: a file, or a URL of PostgreSQL.")
@click.option("--review", is_flag=True, help="With --ledger: go through the proposals and decide.")
@click.option("--second", is_flag=True, help="With --ledger: decide on what others have coded, without seeing it.")
@click.option("--coder", help="With --review and --second: who decides.")
def code(
    codebook: Path | None,
    source: Path | None,
    examples: Path | None,
    at_least: float,
    alternatives: bool,
    form: str | None,
    output: Path | None,
    threads: int | None,
    ledger: str | None,
    review: bool,
    second: bool,
    coder: str | None,
) -> None:
    """Propose for each statement the concept that it is about, and whether it is for or against it.

    A line of the input is {"id": ..., "text": ...}, with "concept" where that is known and only the agreement is
    asked; one of --examples has "agreement", too: true, false or null.
    """
    if (ledger is None) == (source is None):
        raise click.UsageError("give either --input or --ledger")
    if ledger is not None:
        from .code_ledger import code_in_ledger

        if examples is not None:
            raise click.UsageError("--examples go with --input; a ledger has its own codings")
        decide = {"review": review, "second": second}
        code_in_ledger(
            ledger,
            codebook=codebook,
            coder=coder,
            at_least=at_least,
            threads=threads,
            form=form,
            output=output,
            **decide,
        )
        return
    if codebook is None:
        raise click.UsageError("--input needs --codebook")
    if review or second or coder:
        raise click.UsageError("--review, --second and --coder go with --ledger")
    assert source is not None
    if alternatives and form not in ("json", "jsonl"):
        raise click.UsageError("--alternatives go with --format json or jsonl")
    shown = f"{form}+" if alternatives else form or "table"
    _code_file(_made(codebook, examples, threads), source, at_least, shown, output)


def _made(codebook: Path, examples: Path | None, threads: int | None) -> Coder:
    from ..coding import Codebook, Coder

    coder = Coder(Codebook.load(codebook), threads=threads)
    if examples is not None:
        with reading_lines(examples) as lines:
            for line in lines:
                if line.concept is None:
                    raise FormatError(f"{_name(examples)}, line {line.number}: an example has a concept")
                _known(coder, line, examples)
                coder.learn(line.text, line.concept, line.agreement)
    return coder


def _known(coder: Coder, line: Line, source: Path) -> None:
    from ..coding import UnknownConcept

    try:
        if line.concept is not None:
            coder.codebook.place(line.concept)
    except UnknownConcept as error:
        raise UnknownConcept(f"{_name(source)}, line {line.number}: {error}") from None


def _code_file(coder: Coder, source: Path, at_least: float, form: str, output: Path | None) -> None:
    with reading_lines(source) as lines, writing(output) as stream:
        _WRITERS[form](_coded(coder, lines, source, at_least), stream)


def _coded(coder: Coder, lines: Iterator[Line], source: Path, at_least: float) -> Iterator[Coded]:
    """Each line with its proposal, some at a time."""
    while some := list(islice(lines, _AT_ONCE)):
        for line in some:
            _known(coder, line, source)
        proposals = coder.proposals([line.text for line in some], [line.concept for line in some])
        for line, proposal in zip(some, proposals, strict=True):
            yield line, proposal if line.concept is not None else proposal.unless_below(at_least)


@contextmanager
def reading_lines(source: Path) -> Iterator[Iterator[Line]]:
    """The lines of a file of statements, or of standard input for ``-``.

    Raises:
        FormatError: a line is none.
        OSError: the file cannot be read.
    """
    from ..coding.statements import read_lines

    if str(source) == "-":
        yield read_lines(sys.stdin.buffer, _name(source))
        return
    with source.open("rb") as stream:
        yield read_lines(stream, _name(source))


def _name(source: Path) -> str:
    return "standard input" if str(source) == "-" else str(source)


def _row(line: Line, proposal: Proposal, *, others: bool) -> dict[str, Any]:
    row: dict[str, Any] = dict(zip(_COLUMNS, _values(line, proposal), strict=True))
    if others:
        row["alternatives"] = [
            {"concept": a.concept, "confidence": round(a.confidence, 4)} for a in proposal.alternatives
        ]
    return row


def _json(coded: Iterable[Coded], stream: BinaryIO, *, others: bool = False) -> None:
    rows = [_row(line, proposal, others=others) for line, proposal in coded]
    stream.write(encode(json.dumps(rows, ensure_ascii=False, indent=2) + "\n"))


def _jsonl(coded: Iterable[Coded], stream: BinaryIO, *, others: bool = False) -> None:
    for line, proposal in coded:
        stream.write(encode(json.dumps(_row(line, proposal, others=others), ensure_ascii=False) + "\n"))
        stream.flush()


def _csv(coded: Iterable[Coded], stream: BinaryIO) -> None:
    """Cells are guarded as in ``sayso read --format csv``; the agreement is true, false or empty."""
    stream.write(encode(csv_line((*_COLUMNS, "text"))))
    for line, proposal in coded:
        name, concept, agreement, confidence = _values(line, proposal)
        sign = "" if agreement is None else str(agreement).lower()
        cells = [guard(str(name)), guard(concept or ""), sign, confidence, guard(line.text)]
        stream.write(encode(csv_line(cells)))


def _table(coded: Iterable[Coded], stream: BinaryIO) -> None:
    """Two lines a statement: what it was coded as, and its words; control characters are escaped."""
    for line, proposal in coded:
        name, concept, agreement, confidence = _values(line, proposal)
        about = f"{concept or '(no concept)'}{_SIGNS[agreement]}"
        text = f"{one_line(str(name))}  {confidence:.2f}  {one_line(about)}\n    {shorten(line.text, 110)}\n"
        stream.write(encode(text))


def _values(line: Line, proposal: Proposal) -> tuple[Any, str | None, bool | None, float]:
    return line.id, proposal.concept, proposal.agreement, round(proposal.confidence, 4)


_WRITERS: dict[str, Callable[[Iterable[Coded], BinaryIO], None]] = {
    "csv": _csv,
    "json": _json,
    "json+": partial(_json, others=True),
    "jsonl": _jsonl,
    "jsonl+": partial(_jsonl, others=True),
    "table": _table,
}
