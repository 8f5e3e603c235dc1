"""Sources into a dataset of readings, by whichever engine."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..intake.archive import raw_items
from ..intake.archive.sources import _expanded as expanded
from .dataset import Dataset
from .report import Report
from .slices import part_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from .report import Note
    from .settings import Settings
    from .slices import Slice

__all__ = ["Engine", "build"]

Engine = Literal["local", "ray"]


def build(
    sources: Iterable[str | Path],
    folder: str | Path,
    settings: Settings,
    *,
    engine: Engine = "local",
    jobs: int | None = None,
    address: str | None = None,
    size: int | None = None,
    told: Callable[[Report], None] = lambda _: None,
    report: Report | None = None,
) -> Report:
    """Read all sources and write their readings into the dataset in ``folder``; ``told`` hears how far it has come.

    What is done already is not done again. The same sources give the same dataset, whatever the engine, the number of
    ``jobs`` and the order in which they end. ``size``: bytes of a slice of the sources, see ``part_bytes``. The
    ``report`` that is given is filled in on the way. An exception (Ctrl-C is one) ends the work; slices that are not
    done then are done from their beginning the next time.

    Raises:
        DatasetError: the dataset cannot be gone on with or written, or the cluster cannot be had.
        MissingExtra: Ray is not installed.
    """
    report = Report() if report is None else report
    dataset = Dataset(Path(folder))
    with dataset.begun(settings):
        there, missing = _found(sources)
        for source in missing:
            report.failures += [(raw.where, str(raw.data)) for raw in raw_items([source], settings.options)]
        slices = dataset.slices(there, size or part_bytes(sum(there.values())))
        report.bytes_total = sum(piece.size for piece in slices)
        ahead = list(_not_done(dataset, slices, report))
        told(report)
        # Closed before the folder is let go, so that nobody writes into it any more.
        with closing(_notes(engine, ahead, dataset.folder, settings, jobs, address)) as notes:
            for note in notes:
                report.add(note)
                told(report)
    return report


def _found(sources: Iterable[str | Path]) -> tuple[dict[str, int], list[str | Path]]:
    """The bytes of each source, by absolute path or URL; and what is not there or is no file."""
    there: dict[str, int] = {}
    missing: list[str | Path] = []
    for source in expanded(list(sources)):
        if isinstance(source, str):
            there[source] = 0
            continue
        try:
            if source.is_dir():
                missing.append(source)
            else:
                there[os.path.abspath(source)] = source.stat().st_size  # noqa: PTH100 - keeps links as they are
        except (OSError, ValueError):
            missing.append(source)
    return there, missing


def _not_done(dataset: Dataset, slices: Iterable[Slice], report: Report) -> Iterator[Slice]:
    for piece in slices:
        note = dataset.note(piece.number)
        if note is None:
            yield piece
        else:
            report.add(note, before=True)


def _notes(
    engine: Engine, slices: list[Slice], folder: Path, settings: Settings, jobs: int | None, address: str | None
) -> Generator[Note, None, None]:
    if engine == "ray":
        from .cluster import on_a_cluster

        return on_a_cluster(slices, folder, settings, jobs, address)
    from .local import on_this_machine

    return on_this_machine(slices, folder, settings, jobs or 1)
