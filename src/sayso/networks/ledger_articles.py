"""The articles of a ledger as documents."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import select

from ..ledger import schema
from .selection import seconds
from .table import Column, Documents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sqlalchemy import Connection, Row

__all__ = ["ARTICLE_VARIABLES", "articles_of", "documents_of"]

ARTICLE_VARIABLES = ("author", "day", "id", "language", "month", "outlet", "source", "title", "year")
"""The variables of articles; ``source`` is the outlet, as DNA names it."""


_KEPT = {"author": "authors", "language": "language", "outlet": "outlet", "source": "outlet", "title": "title"}
"""Variables and the columns that they are made of, besides those that every document needs."""


def articles_of(
    connection: Connection, names: Collection[str], *, once: bool, dated: bool, texts: bool
) -> list[Row[Any]]:
    """The articles that were read, with what variables of these names need; with ``texts``, with all there is.

    ``once``: without near-duplicates; ``dated``: only those with a date.
    """
    a = schema.articles
    more = {column for name, column in _KEPT.items() if texts or name in names} | ({"text"} if texts else set())
    wanted = ("id", "number", "published", "day", *sorted(more))
    query = select(*(a.c[name] for name in wanted)).where(a.c.status == "read")
    query = query.where(a.c.near == a.c.number) if once else query
    query = query.where(a.c.day.is_not(None)) if dated else query
    return list(connection.execute(query.order_by(a.c.number)))


def documents_of(articles: Sequence[Row[Any]], names: Collection[str], *, texts: bool) -> Documents:
    """Documents with the variables of these names; with ``texts`` all of them. What has no date is as the earliest."""
    days = [None if row.day is None else _moment(row.published, row.day) for row in articles]
    first = min((day for day in days if day is not None), default=0)
    times = np.fromiter((first if day is None else day for day in days), np.int64, len(days))
    wanted = [name for name in ARTICLE_VARIABLES if texts or name in names]
    columns = {name: Column.of("short text", map(_VALUES[name], articles)) for name in wanted}
    numbers = np.fromiter((row.number for row in articles), np.int64, len(articles))
    return Documents(numbers, times, columns, tuple(row.text for row in articles) if texts else None)


@lru_cache(maxsize=1 << 14)
def _moment(published: str | None, day: str) -> int:
    """Seconds of the article's time, or of its day; where only month or year is known, of the first day."""
    try:
        return seconds(datetime.fromisoformat(published or day))
    except ValueError:
        return seconds(datetime.fromisoformat(day))


def _up_to(size: int) -> Callable[[Any], str]:
    return lambda row: (row.day or "")[:size]


_VALUES: Mapping[str, Callable[[Any], str]] = {
    "author": lambda row: "; ".join(row.authors),
    "day": _up_to(10),
    "id": lambda row: str(row.id),
    "language": lambda row: row.language or "",
    "month": _up_to(7),
    "outlet": lambda row: row.outlet or "",
    "source": lambda row: row.outlet or "",
    "title": lambda row: row.title or "",
    "year": _up_to(4),
}
