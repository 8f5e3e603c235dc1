"""The way from a statement to who says or relays it: the actor of its article, and who that is across articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import schema

if TYPE_CHECKING:
    from sqlalchemy import FromClause, Table

__all__ = ["with_actors"]


def with_actors(table: Table, joined: FromClause | None = None) -> FromClause:
    """``statement_speakers`` or ``statement_relays`` with ``article_actors``, and ``actors`` where that is known.

    ``joined`` is the table where it is joined with others already.
    """
    local, across = schema.article_actors, schema.actors
    start = table if joined is None else joined
    return start.join(local, local.c.number == table.c.actor).outerjoin(across, across.c.number == local.c.actor)
