"""``python -m benchmarks``: one dated table of quality and speed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.errors import SaysoError

from . import corpus, page, startup
from .runs import pin, run_all
from .systems import SYSTEMS
from .table import report

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
PAGE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--data", type=FOLDER, required=True, help="Folder with text/ and attributions/, as in PolNeAR.")
@click.option("--words", type=click.IntRange(1), help="Only about so many words; all of them by default.")
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True, help="Runs of each system.")
@click.option("--system", "systems", type=click.Choice(list(SYSTEMS)), multiple=True, help="Only these systems.")
@click.option("--core", type=click.IntRange(0), help="The core to run on; the last one by default.")
@click.option("--write", type=PAGE, help="Put the table into this page, between its benchmark comments.")
def main(
    data: Path, words: int | None, repeat: int, systems: tuple[str, ...], core: int | None, write: Path | None
) -> None:
    """Measure Sayso and its rivals on the same texts, on one core."""
    try:
        pin(core)
        articles = corpus.load(data, words)
        results = run_all(systems or tuple(SYSTEMS), articles, repeat)
        text = report(articles, results, startup.measure(repeat), repeat)
        print(text)
        if write:
            page.replace_part(write, "benchmark", text)
    except (SaysoError, page.PageError, OSError) as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
