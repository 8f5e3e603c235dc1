"""``sayso concepts``: proposals for a codebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..formats.plain import one_line, shorten
from ..formats.table import csv_line, guard
from .code import INPUT, reading_lines
from .files import writing
from .writers import encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..coding import Group

__all__ = ["concepts", "write_groups"]

FORMATS = ("codebook", "csv", "jsonl", "table")


@click.group()
def concepts() -> None:
    """Find the concepts that statements are about."""


@concepts.command("suggest")
@click.option("--input", "source", type=INPUT, help="Statements in JSON Lines, or - for standard input.")
@click.option("--near", type=click.FloatRange(0, 1), default=0.5, help="How alike the statements of a group are.")
@click.option("--smallest", type=click.IntRange(min=1), default=3, help="Fewest statements of a group.")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--ledger", help="Take the statements of this ledger instead: a file, or a URL of PostgreSQL.")
def suggest_(
    source: Path | None, near: float, smallest: int, form: str, output: Path | None, ledger: str | None
) -> None:
    """Group statements that are about the same, with a label and typical statements for each group.

    With --format codebook the groups become a codebook to be edited, for sayso code.
    """
    from ..coding import suggest

    if (ledger is None) == (source is None):
        raise click.UsageError("give either --input or --ledger")
    if ledger is not None:
        from .code_ledger import uncoded_texts

        texts = uncoded_texts(ledger)
    else:
        assert source is not None
        with reading_lines(source) as lines:
            texts = [line.text for line in lines]
    write_groups(suggest(texts, near=near, smallest=smallest), form, output)


def write_groups(groups: Sequence[Group], form: str, output: Path | None) -> None:
    """Write them, to standard output without ``output``.

    Raises:
        OSError: the file cannot be written.
    """
    with writing(output) as stream:
        stream.write(encode(_FORMS[form](groups)))


def _table(groups: Sequence[Group]) -> str:
    if not groups:
        return "no groups found\n"
    return "".join(
        f"{group.size:5}  {one_line(group.label)}\n" + "".join(f"       {shorten(t, 105)}\n" for t in group.typical)
        for group in groups
    )


def _jsonl(groups: Sequence[Group]) -> str:
    rows = ({"label": g.label, "size": g.size, "typical": g.typical, "members": g.members} for g in groups)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _csv(groups: Sequence[Group]) -> str:
    rows = (csv_line([guard(g.label), g.size, guard(" | ".join(map(one_line, g.typical)))]) for g in groups)
    return csv_line(["label", "size", "typical"]) + "".join(rows)


def _codebook(groups: Sequence[Group]) -> str:
    """YAML, by strings as JSON has them: typical statements become the description, for a person decides the sides."""
    made = "concepts:\n" if groups else "concepts: []\n"
    for group in groups:
        about = f"Such as: {' / '.join(map(one_line, group.typical))}"
        made += f"  - label: {json.dumps(one_line(group.label), ensure_ascii=False)}\n"
        made += f"    description: {json.dumps(about, ensure_ascii=False)}\n"
    return made


_FORMS = {"codebook": _codebook, "csv": _csv, "jsonl": _jsonl, "table": _table}
