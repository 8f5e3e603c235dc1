"""What coders, actors and concepts are called in the ledger now, by the rows that stand for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from .. import schema
from .kept import pairs

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from .kept import Kept

__all__ = ["current_names", "merged_into"]


def merged_into(connection: Connection) -> dict[int, int]:
    """Actors who turned out to be others -> who they are."""
    t = schema.actors
    query = select(t.c.number, t.c.merged_into).where(t.c.merged_into.is_not(None))
    steps = pairs(connection, query)
    found: dict[int, int] = {}
    for number in steps:
        last = number
        while last in steps:
            last = steps[last]
        found[number] = last
    return found


def current_names(connection: Connection, kept: Kept) -> dict[tuple[str, int], str]:
    """Table and number -> name, of those whose name in the ledger is not what it was when they were taken in.

    An actor that was merged into another is not called by that one's name: its statements go to the other.
    """
    coders, actors, concepts = schema.coders, schema.actors, schema.concepts
    who = pairs(connection, select(coders.c.number, coders.c.name))
    labels = pairs(connection, select(concepts.c.number, concepts.c.label))
    alone = select(actors.c.number, actors.c.name).where(actors.c.merged_into.is_(None))
    people = pairs(connection, alone)
    found: dict[tuple[str, int], str] = {}
    for key, link in kept.links.items():
        name = who.get(link.coder or 0) or people.get(link.actor or 0) or labels.get(link.concept or 0)
        if name is not None and link.seen and name != link.seen.get("name") and key[0] in ("CODERS", "ENTITIES"):
            found[key] = name
    return found
