"""Feeds into a ledger: what is new in each, and what is known of each until the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ..errors import FormatError
from ..intake.archive import FeedState, poll
from . import schema
from .ingest import take
from .rows import now

if TYPE_CHECKING:
    from .ingest import Report
    from .ledger import Ledger
    from .workers import Work, Worker

__all__ = ["look"]


def look(ledger: Ledger, url: str, work: Work, worker: Worker, report: Report) -> None:
    """Ask a feed, and take in what is new. What was taken in once is not taken again, whatever stopped it before.

    What could not be had, be it an entry or the feed itself, is in ``report.failures``, and is asked for the next time.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    items, state = poll(url, _known(ledger, url), work.options)
    done = ledger.intake(unread_again=work.force)
    take(ledger, (worker.of_item(item) for item in items if item.key not in done), work.run, report=report)
    if not any(item.error is not None and item.key == url for item in items):
        _keep(ledger, url, state)


def _known(ledger: Ledger, url: str) -> FeedState:
    t = schema.feeds
    with ledger.connect() as connection:
        found = connection.execute(select(t.c.state).where(t.c.url == url)).scalar()
    try:
        return FeedState.from_dict(found) if isinstance(found, dict) else FeedState()
    except FormatError:  # somebody else wrote there: what was taken in is known all the same
        return FeedState()


def _keep(ledger: Ledger, url: str, state: FeedState) -> None:
    """Keep the state when all that it tells of is safe; and the feed itself is no failure any more."""
    t, items = schema.feeds, schema.intake_items
    with ledger.write() as connection:
        connection.execute(delete(t).where(t.c.url == url))
        connection.execute(t.insert(), [{"url": url, "state": state.to_dict(), "asked": now()}])
        connection.execute(delete(items).where(items.c.key == url, items.c.state == "failed"))
