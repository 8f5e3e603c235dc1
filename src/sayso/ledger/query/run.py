"""``search``: run a query over a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from .. import schema
from .compiled import RANKED, found
from .fulltext import positive
from .hits import hits
from .language import parse
from .result import Page

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from ..ledger import Ledger

__all__ = ["search"]

MOST = 1000
"""Hits of one page."""


def search(ledger: Ledger, query: str, limit: int = 20, page: int = 1) -> Page:
    """The statements that a query finds; see ``docs/search.md`` for its language.

    What fits best comes first; where no word is searched for, the latest day. Statements that a re-reading has lost are
    left out.

    Raises:
        QueryError: the query is not understood.
        ValueError: ``limit`` is not from 1 to 1000, or ``page`` not from 1.
    """
    if not 1 <= limit <= MOST or page < 1:
        raise ValueError(f"limit is from 1 to {MOST} and page from 1, not {limit} and {page}")
    tree = parse(query)
    with ledger.connect() as connection:
        ranked = found(tree, connection.dialect.name)
        words = list(dict.fromkeys(positive(tree)))
        left = min((page - 1) * limit, RANKED)  # nothing is ranked beyond
        rows, total = _page(connection, ranked, bool(words), min(limit, RANKED - left), left)
        made = hits(connection, [(row.number, row.score) for row in rows], words)
    return Page(tuple(made), page, limit, min(total, RANKED), total > RANKED)


def _page(
    connection: Connection, ranked: Select[Any], by_score: bool, limit: int, offset: int
) -> tuple[list[Row[Any]], int]:
    """Rows of one page, and how many there are in all, but no more than one above ``RANKED``."""
    f, a = ranked.cte("found"), schema.articles
    query = select(f.c.number, f.c.score, func.count().over().label("total"))
    if by_score:
        query = query.order_by(f.c.score.desc().nulls_last(), f.c.number.desc())
    else:
        query = query.join_from(f, a, a.c.number == f.c.article)
        query = query.order_by(a.c.day.desc().nulls_last(), f.c.number.desc())
    rows = list(connection.execute(query.limit(limit).offset(offset)))
    if rows or not offset:
        return rows, rows[0].total if rows else 0
    return rows, int(connection.execute(select(func.count()).select_from(f)).scalar_one())
