"""The articles of a ledger as documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Text, cast, func, select

from ..ledger import schema
from .selection import seconds
from .table import Column, Documents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sqlalchemy import Select

    from .ledger_columns import Columns
    from .table import Ints

__all__ = ["ARTICLE_VARIABLES", "Articles", "articles_of", "documents_of"]

ARTICLE_VARIABLES = ("author", "day", "id", "language", "month", "outlet", "source", "title", "year")
"""The variables of articles; ``source`` is the outlet, as DNA names it."""

_KEPT = {"author": "authors", "language": "language", "outlet": "outlet", "source": "outlet", "title": "title"}
"""Variables and the columns that they are made of, besides those that every document needs."""


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles by ascending number; ``values`` has columns by their names."""

    numbers: Ints
    values: Mapping[str, Sequence[str]]
    texts: tuple[str, ...] | None

    @property
    def ids(self) -> Sequence[str]:
        """The ids."""
        return self.values["id"]


def articles_of(
    columns: Columns, names: Collection[str], *, once: bool, dated: bool, texts: bool
) -> Callable[[], Articles]:
    """The articles that were read, with what variables of these names need; with ``texts``, with all there is.

    ``once``: without near-duplicates; ``dated``: only those with a date.
    """
    a = schema.articles
    more = {column for name, column in _KEPT.items() if texts or name in names}
    wanted = ("number", "id", "published", "day", *sorted(more))

    def chosen(query: Select[Any]) -> Select[Any]:
        query = query.where(a.c.status == "read")
        query = query.where(a.c.near == a.c.number) if once else query
        return query.where(a.c.day.is_not(None)) if dated else query

    texts_of = (func.coalesce(cast(a.c[name], Text), "").label(name) for name in wanted[2:])
    found = columns.texts(chosen(select(a.c.number, a.c.id, *texts_of)), a.c.number)

    def wait() -> Articles:
        number, *values = found()
        numbers = np.asarray(number, dtype=np.int64)
        if np.any(numbers[1:] < numbers[:-1]):
            order = np.argsort(numbers)
            numbers, values = numbers[order], [[column[at] for at in order.tolist()] for column in values]
        whole = chosen(select(a.c.text)).order_by(a.c.number)
        read = tuple(columns.connection.execute(whole).scalars()) if texts else None
        return Articles(numbers, dict(zip(wanted[1:], values, strict=True)), read)

    return wait


def documents_of(articles: Articles, names: Collection[str], *, texts: bool) -> Documents:
    """Documents with the variables of these names; with ``texts`` all of them. What has no date is as the earliest."""
    dated = list(zip(articles.values["published"], articles.values["day"], strict=True))
    known = {pair: _moment(*pair) for pair in set(dated) if pair[1]}
    first = min(known.values(), default=0)
    times = np.fromiter((known.get(pair, first) for pair in dated), np.int64, len(dated))
    wanted = [name for name in ARTICLE_VARIABLES if texts or name in names]
    columns = {name: _column(articles, name) for name in wanted}
    return Documents(articles.numbers, times, columns, articles.texts)


def _moment(published: str, day: str) -> int:
    """Seconds of the article's time, or of its day; where only month or year is known, of the first day."""
    try:
        return seconds(datetime.fromisoformat(published or day))
    except ValueError:
        return seconds(datetime.fromisoformat(day))


_DAYS = {"day": 10, "month": 7, "year": 4}
"""How much of a date each of these variables has."""


def _column(articles: Articles, name: str) -> Column:
    if name in _DAYS:
        return Column.of("short text", (day[: _DAYS[name]] for day in articles.values["day"]))
    values = articles.values[_KEPT.get(name, name)]
    if name == "author":
        names = {text: "; ".join(json.loads(text)) for text in set(values)}
        values = [names[text] for text in values]
    return Column.of("short text", values)
