"""Processes that turn raw items into readings. Each has a pipe to the writer; who dies is missed by the other."""

from __future__ import annotations

import os
import signal
import threading
import warnings
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import wait
from queue import Queue
from typing import TYPE_CHECKING, Any

from ..errors import SaysoError
from ..intake.archive import Item, SourceOptions, to_article
from ..intake.language import detect_language, is_english
from ..record import Reading
from .again import Again
from .database import Database
from .near import signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from ..article import Article
    from ..intake.archive import RawItem
    from ..reading.reader import Reader

    Task = RawItem | Again

__all__ = ["Outcome", "Task", "Work", "Worker", "in_processes"]

_AHEAD = 3
"""Items that a worker has at hand, so that it never waits for the writer."""

_HELD = 64
"""For each worker, results that may wait for an earlier one, so that the ledger is written in the order of sources."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is told once. ``ledger`` is where it looks which articles were read by ``run`` already."""

    ledger: str
    run: int
    model: str = "en"
    force: bool = False
    options: SourceOptions = field(default_factory=SourceOptions)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: a reading (``given``: the source held it), an article that was not read, or a reason."""

    key: str
    place: str
    reading: Reading | None = None
    unread: bool = False
    given: bool = False
    reason: str | None = None
    signature: bytes | None = None
    read: int = 0
    total: int | None = None


class Worker:
    """Makes outcomes of raw items, in this process or another."""

    def __init__(self, work: Work, database: Database | None = None) -> None:
        self._work = work
        self._database = database or Database(work.ledger, create=False)
        self._reader: Reader | None = None

    def outcome(self, task: Task) -> Outcome:
        """What becomes of an item of a source or an article of the ledger; it raises nothing but ``MemoryError``."""
        if isinstance(task, Again):
            return self._of_again(task)
        return self.of_item(to_article(task, self._work.options))

    def _of_again(self, task: Again) -> Outcome:
        try:
            article = task.article(self._database)
        except SaysoError as error:
            return Outcome(task.key, task.where, reason=str(error), read=task.read, total=task.total)
        return self.of_item(Item(task.key, task.where, article, read=task.read, total=task.total))

    def of_item(self, item: Item) -> Outcome:
        """What becomes of an article, or of what could not be made one."""
        about = Outcome(item.key, item.where, read=item.read, total=item.total)
        if item.article is None:
            return replace(about, reason=item.error or "it cannot be read")
        try:
            return self._of_article(item.article, item, about)
        except SaysoError as error:
            return replace(about, reason=str(error))
        except (ValueError, TypeError, KeyError, IndexError, ArithmeticError, RuntimeError) as error:
            # No one article, however strange, ends the reading of an archive.
            return replace(about, reason=f"it cannot be read: {type(error).__name__}: {error}")

    def _of_article(self, article: Article, item: Item, about: Outcome) -> Outcome:
        if self._known(article.id):
            return replace(about, reading=Reading(article))  # the writer keeps the one that is there
        about = replace(about, signature=signature(article.text))
        if item.reading is not None:
            return replace(about, reading=item.reading, given=True)
        if not self._work.force and not is_english(article.text):
            article = replace(article, language=article.language or detect_language(article.text))
            return replace(about, reading=Reading(article), unread=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return replace(about, reading=self._read(article))

    def _read(self, article: Article) -> Reading:
        if self._reader is None:
            from ..reading.reader import Reader

            self._reader = Reader(self._work.model, threads=1)
        return self._reader.read(article, force=True)

    def _known(self, article_id: str) -> bool:
        from sqlalchemy import select

        from . import schema

        t = schema.articles
        with self._database.read() as connection:
            query = select(t.c.number).where(t.c.id == article_id, t.c.run == self._work.run)
            return connection.execute(query).scalar() is not None


def _serve(pipe: Connection, work: Work) -> None:
    """The life of a worker. A thread takes items as they come, so that the writer never waits to send one."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # the other cores have workers of their own
    items: Queue[Task | None] = Queue()

    def take() -> None:
        try:
            while True:
                items.put(pipe.recv())
        except (EOFError, OSError):
            items.put(None)

    threading.Thread(target=take, daemon=True).start()
    worker = Worker(work)
    while (raw := items.get()) is not None:
        try:
            pipe.send(worker.outcome(raw))
        except OSError:  # nobody is there any more
            return


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started here does not hear Ctrl-C, not even before it has begun."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Process:
    """One worker process, and the items that it has at hand."""

    def __init__(self, work: Work) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with _deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.sent: deque[tuple[int, Task]] = deque()

    def stop(self) -> None:
        """End it at once; what it has at hand is lost."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def in_processes(items: Iterable[Task], work: Work, jobs: int) -> Iterator[Outcome]:
    """The outcomes of all items in their order, from ``jobs`` processes at most.

    A process that dies takes the one item down that it was at; a new one goes on with the others.
    """
    source, numbered = iter(items), 0
    ready: dict[int, Outcome] = {}
    due = 0
    crew: list[_Process] = []
    try:
        more = True
        while True:
            while more and numbered - due < _HELD * jobs and _has_room(crew, jobs):
                raw = next(source, None)
                more = raw is not None
                if raw is not None:
                    free = _free(crew, work, jobs)
                    free.sent.append((numbered, raw))
                    numbered += 1
                    _send(free, raw)
            if not more and due == numbered:
                return
            for place, outcome in _collect(crew, work):
                ready[place] = outcome
            while due in ready:
                yield ready.pop(due)
                due += 1
    finally:
        for one in crew:
            one.stop()


def _has_room(crew: list[_Process], jobs: int) -> bool:
    return len(crew) < jobs or any(len(one.sent) < _AHEAD for one in crew)


def _free(crew: list[_Process], work: Work, jobs: int) -> _Process:
    """The process that has least at hand; a new one where all have something, for a few items need no more."""
    if len(crew) < jobs and all(one.sent for one in crew):
        crew.append(_Process(work))
    return min(crew, key=lambda one: len(one.sent))


def _send(one: _Process, raw: Task) -> None:
    with suppress(OSError):  # it is dead, as ``_collect`` will see
        one.pipe.send(raw)


def _collect(crew: list[_Process], work: Work) -> Iterator[tuple[int, Outcome]]:
    pipes = {one.pipe: at for at, one in enumerate(crew)}
    for pipe in wait(list(pipes)):
        at = pipes[pipe]  # type: ignore[index]
        one = crew[at]
        try:
            outcome: Any = one.pipe.recv()
            yield one.sent.popleft()[0], outcome
        except (EOFError, OSError):
            crew[at] = _Process(work)
            yield from _rescue(one, crew[at])


def _rescue(dead: _Process, heir: _Process) -> Iterator[tuple[int, Outcome]]:
    """The item at which a process died fails; the others that it had go to another process."""
    dead.stop()
    if dead.sent:
        place, raw = dead.sent.popleft()
        code = dead.process.exitcode
        yield place, Outcome(raw.key, raw.where, reason=f"the process that read it died (exit code {code})")
    for place, raw in dead.sent:
        heir.sent.append((place, raw))
        _send(heir, raw)
