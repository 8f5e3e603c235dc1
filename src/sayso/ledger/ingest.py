"""Sources into a ledger: many readers, one writer, and nothing lost that was finished.

Each transaction holds whole articles together with the note that their items are done. Whatever ends an ingest, the
next one goes on after them.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from ..errors import SaysoError
from . import schema
from .again import GIVEN, articles_again
from .errors import LedgerError
from .progress import Done, note
from .workers import Work, Worker, in_processes
from .writing import Incoming, add_incoming

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from ..intake.archive import RawItem
    from .ledger import Ledger
    from .workers import Outcome, Task

__all__ = ["Report", "Work", "ingest", "reread", "take"]

_MOST = 32
"""Articles in one transaction."""

_LONGEST = 0.5
"""Seconds after which what is finished is written, however little it is."""


@dataclass(slots=True)
class Report:
    """What an ingest did. ``read``: articles; ``again``: those that were there; ``unread``: how many by language.

    ``failures`` are (place, reason).
    """

    read: int = 0
    again: int = 0
    statements: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    bytes_read: int = 0
    bytes_total: int | None = None

    @property
    def items(self) -> int:
        """All items that were looked at."""
        return self.read + self.again + self.unread.total() + len(self.failures)


def ingest(
    ledger: Ledger,
    items: Iterable[RawItem],
    work: Work,
    *,
    jobs: int = 1,
    told: Callable[[Report], None] = lambda _: None,
    report: Report | None = None,
) -> Report:
    """Read all ``items`` and write what comes of them; ``told`` hears how far it has come.

    The ``report`` that is given is filled in on the way, so that it is there also where the ingest is broken off.

    With one job everything is done in this process; with more, as many processes read and this one writes. An
    exception (Ctrl-C is one) ends it after what is finished has been written.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    return take(ledger, _outcomes(ledger, items, work, jobs), work.run, told=told, report=report)


def reread(
    ledger: Ledger,
    work: Work,
    *,
    jobs: int = 1,
    given: bool = False,
    unread: bool = False,
    told: Callable[[Report], None] = lambda _: None,
    report: Report | None = None,
) -> Report:
    """Read again, by ``work.run``, the articles that were read by another run; what people did stays.

    With ``given``, also those whose readings were brought from elsewhere; with ``unread``, also those that were kept
    unread. Broken off, the next one goes on with the articles that are left.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    items = articles_again(ledger.database, work.run, given=given, unread=unread)
    outcomes = _outcomes(ledger, items, replace(work, force=True), jobs)
    return take(ledger, outcomes, work.run, told=told, report=report, again=True)


def take(
    ledger: Ledger,
    outcomes: Iterable[Outcome],
    run: int,
    *,
    told: Callable[[Report], None] = lambda _: None,
    report: Report | None = None,
    again: bool = False,
) -> Report:
    """Write the outcomes as they come; what is finished is written also where they break off.

    With ``again``, they are of articles of the ledger itself: no source is noted.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    report = Report() if report is None else report
    writer = _Writer(ledger, run, report, again=again)
    try:
        for outcome in outcomes:
            writer.take(outcome)
            told(report)
    finally:
        writer.flush()
    told(report)
    return report


def _outcomes(ledger: Ledger, items: Iterable[Task], work: Work, jobs: int) -> Iterator[Outcome]:
    if jobs > 1:
        yield from in_processes(items, work, jobs)
        return
    worker = Worker(work, ledger.database)
    for item in items:
        yield worker.outcome(item)


class _Writer:
    """Gathers outcomes and writes them, some in a transaction."""

    def __init__(self, ledger: Ledger, run: int, report: Report, *, again: bool) -> None:
        self._ledger, self._run, self._report, self._again = ledger, run, report, again
        self._given: int | None = None
        self._waiting: list[Outcome] = []
        self._since = time.monotonic()

    def take(self, outcome: Outcome) -> None:
        """Write it now or soon."""
        self._waiting.append(outcome)
        if len(self._waiting) >= _MOST or time.monotonic() - self._since > _LONGEST:
            self.flush()

    def flush(self) -> None:
        """Write all that waits. Where one article cannot be kept, the others are."""
        waiting, self._waiting = self._waiting, []
        try:
            if waiting:
                self._write(waiting)
        except LedgerError:
            raise  # it is not the articles that are wrong
        except SaysoError:
            for outcome in waiting:
                self._write_alone(outcome)
        self._since = time.monotonic()

    def _write_alone(self, outcome: Outcome) -> None:
        try:
            self._write([outcome])
        except LedgerError:
            raise
        except SaysoError as error:
            self._write([replace(outcome, reading=None, reason=str(error))])

    def _write(self, outcomes: list[Outcome]) -> None:
        kept = [outcome for outcome in outcomes if outcome.reading is not None]
        incoming = [self._incoming(outcome) for outcome in kept]
        with self._ledger.write() as connection:
            before = self._there(connection, [i.reading.article.id for i in incoming])
            numbers = add_incoming(connection, incoming, again=False)
            articles = {outcome.key: number for outcome, number in zip(kept, numbers, strict=True)}
            if not self._again:
                note(connection, [_done(outcome, articles.get(outcome.key)) for outcome in outcomes])
        for outcome in outcomes:
            self._count(outcome, before)

    def _incoming(self, outcome: Outcome) -> Incoming:
        assert outcome.reading
        run: int | None = self._run
        if outcome.unread:
            run = None
        elif outcome.given:
            self._given = self._given or self._ledger.run(GIVEN)
            run = self._given
        return Incoming(outcome.reading, run, None if self._again else outcome.place, outcome.signature)

    def _there(self, connection: Connection, ids: list[str]) -> set[str]:
        """Those that need no reading: when articles are read again, those that this run has read."""
        t = schema.articles
        read = t.c.run == self._run if self._again else t.c.run.is_not(None)
        return set(connection.execute(select(t.c.id).where(t.c.id.in_(ids), read)).scalars())

    def _count(self, outcome: Outcome, there: set[str]) -> None:
        report = self._report
        report.bytes_read, report.bytes_total = outcome.read, outcome.total
        if outcome.reading is None:
            report.failures.append((outcome.place, outcome.reason or ""))
        elif outcome.reading.article.id in there:
            report.again += 1
        elif outcome.unread:
            report.unread[outcome.reading.article.language or "und"] += 1
        else:
            there.add(outcome.reading.article.id)
            report.read += 1
            report.statements += len(outcome.reading.statements)


def _done(outcome: Outcome, article: int | None) -> Done:
    state = "failed" if outcome.reading is None else "unread" if outcome.unread else "done"
    return Done(outcome.key, outcome.place, state, article, outcome.reason)
