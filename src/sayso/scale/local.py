"""Slices over the processes of one machine."""

from __future__ import annotations

import signal
import threading
from collections import deque
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from .dataset import Dataset
from .errors import DatasetError
from .marker import DEATHS
from .worker import Worker

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from .report import Note
    from .settings import Settings
    from .slices import Slice

__all__ = ["on_this_machine"]


def on_this_machine(
    slices: Sequence[Slice], folder: Path, settings: Settings, jobs: int
) -> Generator[Note, None, None]:
    """Do all slices in ``jobs`` processes, in this one if that is one; the notes come as slices are done.

    A process that dies is followed by another, which does its slice again.
    """
    jobs = min(jobs, len(slices))
    if jobs <= 1:
        worker = Worker(folder, settings)
        for piece in slices:
            yield worker.work(piece)
        return
    ahead = deque(slices)
    crew = [_Process(folder, settings) for _ in range(jobs)]
    try:
        for one in crew:
            one.give(ahead.popleft())
        while busy := {one.pipe: one for one in crew if one.piece is not None}:
            for pipe in wait(list(busy)):
                one = busy[pipe]  # type: ignore[index]
                note = one.taken()
                if note is None:
                    crew[crew.index(one)] = one.heir()
                    continue
                if ahead:
                    one.give(ahead.popleft())
                yield note
    finally:
        for one in crew:
            one.stop()


class _Process:
    """A process that does one slice after another."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, folder, settings), daemon=True)
        with _deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.piece: Slice | None = None
        self.stillborn = 0
        self._folder, self._settings = folder, settings

    def give(self, piece: Slice) -> None:
        """Have it do a slice."""
        self.piece = piece
        with suppress(OSError):  # it is dead, as ``taken`` will see
            self.pipe.send(piece)

    def taken(self) -> Note | None:
        """What it has to say; ``None`` if it died.

        Raises:
            DatasetError: see ``Worker.work``.
        """
        try:
            said: Any = self.pipe.recv()
        except (EOFError, OSError):
            return None
        if isinstance(said, str):
            raise DatasetError(said)
        self.piece = None
        note: Note = said
        return note

    def heir(self) -> _Process:
        """Another process for what this one left.

        Raises:
            DatasetError: processes die before they have begun.
        """
        self.stop()
        assert self.piece is not None
        other = _Process(self._folder, self._settings)
        if not Dataset(self._folder).marker(self.piece.number).left:
            other.stillborn = self.stillborn + 1
        if other.stillborn >= DEATHS:
            other.stop()
            raise DatasetError(f"the processes that should read die at once (exit code {self.process.exitcode})")
        other.give(self.piece)
        return other

    def stop(self) -> None:
        """End it at once."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def _serve(pipe: Connection, folder: Path, settings: Settings) -> None:
    worker = Worker(folder, settings)
    try:
        while True:
            piece = pipe.recv()
            try:
                said: Note | str = worker.work(piece)
            except DatasetError as error:
                said = str(error)
            pipe.send(said)
    except (EOFError, OSError):  # nobody is there any more
        return


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started here does not hear Ctrl-C, not even before it has begun: who started it ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
