"""The articles of a ledger that are to be read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from . import schema
from .reading_back import article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement

    from ..article import Article
    from .database import Database

__all__ = ["Again", "articles_again"]

_PAGE = 500

GIVEN = "(given)"
"""The model of runs whose readings were brought from elsewhere."""


@dataclass(frozen=True, slots=True)
class Again:
    """One article, by its number, small enough to be sent to another process; ``key`` is its id.

    ``read`` of ``total`` articles have been given out with this one.
    """

    number: int
    key: str
    read: int
    total: int

    @property
    def where(self) -> str:
        """For a person."""
        return f"article {self.key}"

    def article(self, database: Database) -> Article | None:
        """The article itself."""
        t = schema.articles
        with database.read() as connection:
            row = connection.execute(select(t).where(t.c.number == self.number)).one_or_none()
        return None if row is None else article_of(row)


def articles_again(database: Database, run: int, *, given: bool, unread: bool) -> Iterator[Again]:
    """The articles that ``run`` has not read, in the order in which they came; see ``ingest.reread``."""
    t, last, count = schema.articles, 0, 0
    wanted = _wanted(run, given=given, unread=unread)
    with database.read() as connection:
        total = int(connection.execute(select(func.count()).select_from(t).where(wanted)).scalar_one())
    while True:
        query = select(t.c.number, t.c.id).where(wanted, t.c.number > last).order_by(t.c.number).limit(_PAGE)
        with database.read() as connection:
            page = list(connection.execute(query))
        for row in page:
            yield Again(row.number, row.id, count := count + 1, max(total, count))
        if len(page) < _PAGE:
            return
        last = page[-1].number


def _wanted(run: int, *, given: bool, unread: bool) -> ColumnElement[bool]:
    t, r = schema.articles, schema.runs
    from_elsewhere = select(r.c.number).where(r.c.model == GIVEN)
    read: Any = (t.c.status == "read") & (t.c.run != run)
    if not given:
        read &= t.c.run.not_in(from_elsewhere)
    return or_(read, t.c.status == "unread") if unread else read
