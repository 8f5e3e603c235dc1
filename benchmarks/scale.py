"""``python -m benchmarks.scale --source news.warc.gz``: how fast datasets are written, by the local engine and by Ray.

The engines take turns, with the same number of workers of one core each, and each writes into a new folder; the table
gives medians. ``articles/s`` is end to end, starting and stopping of the workers with it; ``a core`` is the articles
over the seconds that workers were at slices, all workers together: what a long job comes to. ``CPU ms`` is what an
article costs in computing, which other work on the machine changes least. The first slice of a worker has the loading
of the model in it. ``same`` says whether every engine wrote the same files, byte for byte.

Below the table stands what a page costs that is not read, as it is in another language: taking it out of the WARC,
finding its text and its language.

    python tests/intake_archive/invented.py news.warc.gz 400
    python -m benchmarks.scale --source news.warc.gz --jobs 2 --part-size 20000
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import click

from sayso.errors import SaysoError
from sayso.intake.archive import raw_items, to_article
from sayso.intake.language import is_english
from sayso.scale import Settings, build, read_dataset

from .table import machine, markdown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.scale import Engine, Report

_ENGINES: tuple[Engine, ...] = ("local", "ray")
_COLUMNS = ("engine", "articles", "seconds", "articles/s", "articles/s a core", "CPU ms an article", "same")


@dataclass(frozen=True, slots=True)
class Run:
    """One dataset: what was done, in how many seconds, and a hash of its files."""

    report: Report
    seconds: float
    files: str
    words: int


@dataclass(frozen=True, slots=True)
class How:
    """How each is run."""

    jobs: int
    address: str | None
    size: int | None


def run(engine: Engine, source: Path, how: How) -> Run:
    """Write a dataset into a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        target, begun = Path(folder) / "set", time.monotonic()
        address = how.address if engine == "ray" else None
        report = build([source], target, Settings(), engine=engine, jobs=how.jobs, address=address, size=how.size)
        seconds = time.monotonic() - begun
        words = sum(len(reading.article.text.split()) for reading in read_dataset(target))
        return Run(report, seconds, _files(target), words)


def _files(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.parquet")):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def row(engine: str, runs: Sequence[Run], same: bool) -> list[str]:
    """Medians of the runs of one engine."""
    read = runs[0].report.read
    return [
        engine,
        str(read),
        f"{median(one.seconds for one in runs):.1f}",
        f"{median(read / one.seconds for one in runs):.2f}",
        f"{median(read / one.report.seconds for one in runs):.2f}",
        f"{median(1000 * one.report.cpu / read for one in runs):.0f}",
        "yes" if same else "no",
    ]


def unread_cost(source: Path) -> float:
    """Milliseconds of computing for a page that is not read."""
    begun, count = time.process_time(), 0
    for raw in raw_items([source]):
        item = to_article(raw)
        if item.article is not None:
            is_english(item.article.text)
            count += 1
    return 1000 * (time.process_time() - begun) / max(count, 1)


def summary(runs: Mapping[str, Sequence[Run]], source: Path, how: How) -> str:
    """The table, with what stands around it."""
    same = len({one.files for some in runs.values() for one in some}) == 1
    first = runs["local"][0]
    words = first.words / max(first.report.read, 1)
    about = f"{how.jobs} workers, {words:.0f} words an article. {machine()}, ray {version('ray')}."
    table = markdown(_COLUMNS, [row(engine, some, same) for engine, some in runs.items()])
    return f"{about}\n\n{table}\n\nA page that is not read: {unread_cost(source):.1f} ms."


@click.command()
@click.option("--source", type=click.Path(exists=True, path_type=Path), required=True, help="A WARC or other source.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True)
@click.option("--repeat", type=click.IntRange(1), default=1, show_default=True)
@click.option("--address", help="The Ray cluster; without it, one of this machine alone.")
@click.option("--part-size", type=click.IntRange(1), help="As of sayso ingest.")
def main(source: Path, jobs: int, repeat: int, address: str | None, part_size: int | None) -> None:
    """Compare the engines."""
    how = How(jobs, address, part_size)
    runs: dict[str, list[Run]] = {engine: [] for engine in _ENGINES}
    try:
        for _ in range(repeat):
            for engine in _ENGINES:
                print(f"running: {engine}", file=sys.stderr)
                runs[engine].append(run(engine, source, how))
        print(summary(runs, source, how))
    except SaysoError as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main()
