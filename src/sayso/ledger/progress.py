"""What became of each item of each source, so that an ingest that was stopped goes on where it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from . import schema
from .rows import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from .database import Database

__all__ = ["Done", "Failed", "Intake", "note"]


@dataclass(frozen=True, slots=True)
class Done:
    """One item: ``state`` is ``done``, ``unread`` or ``failed``; ``place`` says to a person where it is."""

    key: str
    place: str
    state: str
    article: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """One item that could not be read, and why."""

    place: str
    reason: str


class Intake:
    """How far the intake has come; ``key in intake`` tells whether an item needs no more looking at."""

    def __init__(self, database: Database, *, unread_again: bool = False) -> None:
        self._database = database
        self._settled = ("done",) if unread_again else ("done", "unread")

    def __contains__(self, key: object) -> bool:
        t = schema.intake_items
        with self._database.read() as connection:
            state = connection.execute(select(t.c.state).where(t.c.key == key)).scalar()
        return state in self._settled

    def counts(self) -> dict[str, int]:
        """How many items are in each state."""
        t = schema.intake_items
        with self._database.read() as connection:
            rows = connection.execute(select(t.c.state, func.count()).group_by(t.c.state)).all()
        return {state: count for state, count in rows}  # noqa: C416 - rows are no pairs to mypy

    def failed(self) -> list[Failed]:
        """What could not be read, in order of place."""
        t = schema.intake_items
        query = select(t.c.place, t.c.reason).where(t.c.state == "failed").order_by(t.c.place)
        with self._database.read() as connection:
            return [Failed(row.place, row.reason or "") for row in connection.execute(query)]


def note(connection: Connection, items: Sequence[Done]) -> None:
    """Note what became of items, in the transaction that wrote their articles."""
    command = text(
        "INSERT INTO intake_items (key, place, state, article, reason, time)"
        " VALUES (:key, :place, :state, :article, :reason, :time) ON CONFLICT (key) DO UPDATE SET"
        " place = excluded.place, state = excluded.state, article = excluded.article, reason = excluded.reason,"
        " time = excluded.time"
    )
    rows = [
        {"key": i.key, "place": i.place, "state": i.state, "article": i.article, "reason": i.reason, "time": now()}
        for i in items
    ]
    if rows:
        connection.execute(command, rows)
