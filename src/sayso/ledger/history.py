"""What people did to actors, and how it is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from . import schema
from .errors import LedgerError
from .linking import add_names
from .rows import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from .rows import Row

__all__ = ["move", "remove_names", "undo"]


def undo(connection: Connection, number: int) -> None:
    """Take back one action.

    Raises:
        LedgerError: there is none of that number, it is undone, or a later one stands on it.
    """
    t = schema.actor_history
    found = connection.execute(select(t).where(t.c.number == number)).one_or_none()
    if found is None:
        raise LedgerError(f"there is no action {number}")
    if found.undone:
        raise LedgerError(f"action {number} is undone already")
    later = connection.execute(select(t).where(t.c.number > number, t.c.undone.is_(None)).order_by(t.c.number)).all()
    for row in later:
        if set(row.details["actors"]) & set(found.details["actors"]):
            raise LedgerError(f"action {row.number} ({row.action}) came later and stands on it: undo that first")
    _UNDO[found.action](connection, found.actor, found.details)
    connection.execute(update(t).where(t.c.number == number).values(undone=now()))


def move(connection: Connection, links: Iterable[list[Any]]) -> None:
    """Link actors of articles: of each its number, whom it is linked to, and whether by hand."""
    t = schema.article_actors
    command = update(t).where(t.c.number == bindparam("which"))
    command = command.values(actor=bindparam("whom"), by_hand=bindparam("hand"))
    given = [{"which": which, "whom": whom, "hand": hand} for which, whom, hand in links]
    if given:
        connection.execute(command, given)


def remove_names(connection: Connection, names: Iterable[Row]) -> None:
    """Take names away from their actors."""
    t = schema.actor_names
    command = delete(t).where(
        t.c.actor == bindparam("whose"), t.c.folded == bindparam("name_folded"), t.c.initials == bindparam("middle")
    )
    given = [{"whose": n["actor"], "name_folded": n["folded"], "middle": n["initials"]} for n in names]
    if given:
        connection.execute(command, given)


def _undo_merge(connection: Connection, actor: int, details: Row) -> None:
    """Who was read after the merge goes where the name says."""
    other, names = details["other"], details["names"]
    remove_names(connection, [n | {"actor": actor} for n in names if n not in details["shared"]])
    add_names(connection, names)
    t = schema.article_actors
    own = {n["folded"] for n in names} - {n["folded"] for n in details["own"]}
    since = select(t.c.number).where(t.c.actor == actor, t.c.folded.in_(own), t.c.by_hand.is_(False))
    later = [[number, other, False] for number in connection.execute(since).scalars()]
    there = set(connection.execute(select(t.c.number).where(t.c.actor == actor)).scalars())
    move(connection, [*later, *(link for link in details["links"] if link[0] in there)])
    connection.execute(update(schema.actors).where(schema.actors.c.number == other).values(merged_into=None))


def _undo_links(connection: Connection, actor: int, details: Row) -> None:
    t = schema.article_actors
    there = set(connection.execute(select(t.c.number).where(t.c.actor == actor)).scalars())
    move(connection, [link for link in details["links"] if link[0] in there])


def _undo_split(connection: Connection, actor: int, details: Row) -> None:
    t, other = schema.article_actors, details["other"]
    _undo_links(connection, other, details)
    left = connection.execute(select(t.c.number).where(t.c.actor == other)).scalars()
    move(connection, [[number, actor, False] for number in list(left)])
    remove_names(connection, details["names"])
    connection.execute(update(schema.actors).where(schema.actors.c.number == other).values(merged_into=actor))


def _undo_names(connection: Connection, actor: int, details: Row) -> None:
    remove_names(connection, details["names"])
    add_names(connection, details["before"])
    _undo_links(connection, actor, details)
    if "column" in details:
        _undo_column(connection, actor, details)


def _undo_column(connection: Connection, actor: int, details: Row) -> None:
    values = {details["column"]: details["old"]}
    connection.execute(update(schema.actors).where(schema.actors.c.number == actor).values(values))


_UNDO = {
    "merge": _undo_merge,
    "split": _undo_split,
    "rename": _undo_names,
    "alias": _undo_names,
    "affiliation": _undo_column,
    "link": _undo_links,
}
