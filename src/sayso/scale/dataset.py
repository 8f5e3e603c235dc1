"""A dataset of readings: a folder of Parquet files, and what is kept beside them so that it can be gone on with.

::

    DATASET/readings/000000.parquet   the readings of a slice of the sources
    DATASET/unread/000000.parquet     its articles in other languages
    DATASET/.sayso/plan.json          the settings, the sources, and how they are cut
    DATASET/.sayso/done/000000.json   what became of a slice; written last
    DATASET/.sayso/at/000000.json     at which item its worker is
    DATASET/.sayso/aside/             what is being written
"""

from __future__ import annotations

import fcntl
import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import FormatError
from ..jsonlines import parse_json
from ..record import Reading
from .columns import READINGS, UNREAD
from .errors import DatasetError
from .marker import Marker
from .parts import Part, put
from .report import Note
from .slices import Slice, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .settings import Settings

__all__ = ["Dataset", "read_dataset"]

_FORMAT = "sayso-dataset/1"
_ROWS = 64


class Dataset:
    """The folder, as the one who plans and those who write see it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._own = folder / ".sayso"
        self._done, self._at, self._aside = (self._own / name for name in ("done", "at", "aside"))
        self._readings, self._unread = folder / "readings", folder / "unread"
        self._plan = self._own / "plan.json"

    @contextmanager
    def begun(self, settings: Settings) -> Iterator[None]:
        """Begin it or go on with it, alone.

        Raises:
            DatasetError: it was begun with other settings, somebody else is at it, or the folder holds something else.
            OSError: it cannot be written.
        """
        if self.folder.exists() and not self._own.is_dir() and any(self.folder.iterdir()):
            raise DatasetError(f"{self.folder} holds something else; a dataset needs a folder of its own")
        for folder in (self._done, self._aside, self._readings, self._unread):
            folder.mkdir(parents=True, exist_ok=True)
        with (self._own / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise DatasetError(f"another process is writing {self.folder}") from None
            self._check(settings.to_dict())
            self._clear(self._aside)
            # Who was stopped or killed with the whole run has not died at an item.
            self._clear(self._at)
            try:
                yield
            finally:
                self._clear(self._at)

    @staticmethod
    def _clear(folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(exist_ok=True)

    def _check(self, settings: Mapping[str, Any]) -> None:
        plan = self._read_plan()
        if plan is None:
            self._write_plan(settings, {}, [])
            return
        other = [name for name, value in settings.items() if plan["settings"].get(name) != value]
        if other:
            was, now = plan["settings"].get(other[0]), settings[other[0]]
            raise DatasetError(
                f"{self.folder} was begun with another setting: {other[0]} is {now!r} now and was {was!r};"
                " write to another folder"
            )

    def _read_plan(self) -> dict[str, Any] | None:
        if not self._plan.exists():
            return None
        plan: Any = parse_json(self._plan.read_bytes())
        if not isinstance(plan, dict) or plan.get("format") != _FORMAT:
            raise DatasetError(f"{self.folder} is no dataset that this version knows")
        return plan

    def _write_plan(self, settings: Mapping[str, Any], sources: Mapping[str, int], slices: list[Slice]) -> None:
        plan = {"format": _FORMAT, "settings": settings, "sources": sources}
        put(json.dumps({**plan, "slices": [one.to_dict() for one in slices]}).encode(), self._plan, self._aside)

    def slices(self, sources: Mapping[str, int], size: int) -> list[Slice]:
        """The slices that hold any of these sources (with their bytes); sources that are new are cut now.

        Slices are of about ``size`` bytes. Those that exist stay as they are, whatever is added.

        Raises:
            DatasetError: a source is larger or smaller than it was.
        """
        plan = self._read_plan()
        assert plan is not None
        known, slices = plan["sources"], [Slice.from_dict(one) for one in plan["slices"]]
        changed = [source for source, length in sources.items() if known.get(source, length) != length]
        if changed:
            raise DatasetError(f"{changed[0]} has changed since {self.folder} was begun; write to another folder")
        new = [(source, length) for source, length in sources.items() if source not in known]
        slices += cut(new, size, len(slices))
        if new:
            self._write_plan(plan["settings"], {**known, **dict(new)}, slices)
        return [one for one in slices if not sources.keys().isdisjoint(one.sources)]

    def note(self, number: int) -> Note | None:
        """What became of a slice; ``None`` if it is not done."""
        try:
            return Note.from_dict(json.loads((self._done / f"{number:06}.json").read_bytes()))
        except FileNotFoundError:
            return None

    def finish(self, note: Note) -> None:
        """The slice is done: its parts are in their places."""
        if note.lasting:
            put(json.dumps(note.to_dict()).encode(), self._done / f"{note.slice:06}.json", self._aside)

    def marker(self, number: int) -> Marker:
        """Where the worker at a slice says at which item it is."""
        return Marker(self._at / f"{number:06}.json")

    def parts(self, number: int) -> tuple[Part, Part]:
        """Where the readings of a slice go, and its articles that are not read."""
        name = f"{number:06}.parquet"
        return (
            Part(self._readings / name, self._aside, READINGS),
            Part(self._unread / name, self._aside, UNREAD),
        )


def read_dataset(folder: str | Path) -> Iterator[Reading]:
    """The readings in a dataset, in the order of its sources; one part after another, some rows at a time.

    Raises:
        DatasetError: there is no dataset.
        FormatError: a row is no reading.
    """
    import pyarrow.parquet as pq

    readings = Path(folder) / "readings"
    if not readings.is_dir():
        raise DatasetError(f"there is no dataset of readings in {folder}")
    for path in sorted(readings.glob("*.parquet")):
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS, columns=["reading"]):
                for value in batch.column(0).to_pylist():
                    yield _reading(value, path)


def _reading(value: Any, path: Path) -> Reading:
    try:
        return Reading.from_dict(parse_json(value))
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from None
