"""A slice of the sources -> its parts. Each worker keeps one ``Reader``, on whichever machine it is."""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..errors import SaysoError
from ..intake.archive import to_article
from ..intake.language import detect_language, is_english
from ..reading.reader import Reader
from .columns import reading_row, unread_row
from .dataset import Dataset
from .errors import DatasetError
from .marker import DEATHS
from .opening import items_of
from .report import Note

if TYPE_CHECKING:
    from pathlib import Path

    from ..intake.archive import Item, RawItem
    from ..record import Reading
    from .parts import Part
    from .settings import Settings
    from .slices import Slice

__all__ = ["Worker"]


@dataclass(frozen=True, slots=True)
class _Row:
    """The row that an item gives, in ``readings`` or, without ``reading``, in ``unread``."""

    row: dict[str, Any]
    statements: int = 0
    unread: str | None = None


class Worker:
    """Reads slices and writes what comes of them into the dataset in ``folder``."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._dataset = Dataset(folder)
        self._settings = settings

    def work(self, piece: Slice) -> Note:
        """Do a slice, or nothing if it is done; the note is there when all else is.

        Raises:
            DatasetError: the dataset cannot be written.
        """
        try:
            return self._dataset.note(piece.number) or self._done(piece)
        except (OSError, pa.ArrowException) as error:
            reason = getattr(error, "strerror", None) or error
            raise DatasetError(f"{self._dataset.folder} cannot be written: {reason}") from error

    def _done(self, piece: Slice) -> Note:
        begun, computed = time.monotonic(), time.process_time()
        note, marker = Note(piece.number, piece.size), self._dataset.marker(piece.number)
        readings, unread = self._dataset.parts(piece.number)
        with readings, unread:
            for raw in items_of(piece, self._settings.options):
                if marker.at(raw.key):
                    self._add(raw, note, readings, unread)
                else:
                    note.failures.append((raw.where, f"{DEATHS} processes that read it died"))
        note.seconds, note.cpu = time.monotonic() - begun, time.process_time() - computed
        self._dataset.finish(note)
        marker.away()
        return note

    def _add(self, raw: RawItem, note: Note, readings: Part, unread: Part) -> None:
        try:
            made = self._row(raw)
        except SaysoError as error:
            note.failures.append((raw.where, str(error)))
        except (ValueError, TypeError, KeyError, IndexError, ArithmeticError, RuntimeError) as error:
            # No one article, however strange, ends the reading of an archive.
            note.failures.append((raw.where, f"it cannot be read: {type(error).__name__}: {error}"))
        else:
            (unread if made.unread else readings).add(made.row)
            if made.unread:
                note.unread[made.unread] += 1
            else:
                note.read += 1
                note.statements += made.statements

    def _row(self, raw: RawItem) -> _Row:
        item = to_article(raw, self._settings.options)
        if item.article is None:
            raise SaysoError(item.error or "it cannot be read")
        article = item.article
        if item.reading is None and not self._settings.force and not is_english(article.text):
            language = article.language or detect_language(article.text)
            return _Row(unread_row(replace(article, language=language), item.where), unread=language)
        reading = self._reading(item)
        return _Row(reading_row(reading, item.where), len(reading.statements))

    def _reading(self, item: Item) -> Reading:
        if item.reading is not None:
            return item.reading
        assert item.article
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self._reader.read(item.article, force=True)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._settings.model, threads=1)
