"""Who an actor of an article is across articles.

The same full name and kind is the same actor. A surname alone, an initial and a surname, or an acronym links only where
a person or the authority file says that it is a name of somebody. Where several could be meant, and neither middle
initials nor the affiliation tell them apart, it stays open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from . import schema
from .names import agree, fold, is_own, surname
from .rows import chunks, now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

    from .rows import Row

__all__ = ["add_names", "link", "name_row", "unclaimed"]

_GIVEN = frozenset(["hand", "authority"])
_TELLING = frozenset(["name", *_GIVEN])


@dataclass(slots=True)
class _Known:
    """One actor that has a name."""

    actor: int
    affiliation: str | None
    initials: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)


_Index = dict[tuple[str, str], dict[int, _Known]]


def link(connection: Connection, rows: Iterable[Row], allocate: Callable[[str, int], int]) -> None:
    """Set ``actor`` in rows of ``article_actors`` that are not linked by hand; make the actors that are new."""
    rows = [row for row in rows if not row["by_hand"]]
    index = _index(connection, {row["folded"] for row in rows})
    new: list[Row] = []
    for row in rows:
        _link(row, index, new)
    if new:
        first = allocate("actors", len(new))
        for actor in new:
            actor["number"] += first
        connection.execute(schema.actors.insert(), new)
    for row in rows:  # those that were made here had numbers from -1 downwards
        if row["actor"] is not None and row["actor"] < 0:
            row["actor"] = new[-row["actor"] - 1]["number"]
    add_names(connection, [name for row in rows if row["actor"] is not None for name in _names(row)])


def _index(connection: Connection, folded: set[str]) -> _Index:
    n, a = schema.actor_names, schema.actors
    found: _Index = {}
    for some in chunks(sorted(folded)):
        query = select(n.c.actor, n.c.folded, n.c.initials, n.c.origin, a.c.kind, a.c.affiliation)
        query = query.join_from(n, a).where(n.c.folded.in_(some), a.c.merged_into.is_(None))
        for row in connection.execute(query):
            same = found.setdefault((row.kind, row.folded), {})
            known = same.setdefault(row.actor, _Known(row.actor, row.affiliation))
            known.initials.add(row.initials)
            known.origins.add(row.origin)
    return found


def _link(row: Row, index: _Index, new: list[Row]) -> None:
    name, own = fold(row["name"], row["kind"]), is_own(row["name"], row["kind"])
    same = index.setdefault((row["kind"], name.folded), {})
    telling = _TELLING if own else _GIVEN
    met = [k for k in same.values() if k.origins & telling and agree(name.initials, frozenset(k.initials))]
    if len(met) > 1:
        met = [k for k in met if row["affiliation"] and _same(k.affiliation, row["affiliation"])] or met
    if len(met) == 1:
        row["actor"] = met[0].actor
        met[0].initials.add(name.initials)
    elif not met and own:
        row["actor"] = -1 - len(new)
        same[row["actor"]] = _Known(row["actor"], row["affiliation"], {name.initials}, {"name"})
        new.append(_actor(row, len(new)))


def _same(one: str | None, other: str) -> bool:
    return one is not None and fold(one, "organisation") == fold(other, "organisation")


def _actor(row: Row, number: int) -> Row:
    about = {key: row[key] for key in ("name", "kind", "affiliation")}
    return about | {"number": number, "external": None, "authority": None, "merged_into": None, "added": now()}


def _names(row: Row) -> Iterable[Row]:
    name = fold(row["name"], row["kind"])
    if is_own(row["name"], row["kind"]):
        yield name_row(row["actor"], row["name"], name, "name")
    if row["kind"] == "person" and " " in name.folded:
        yield name_row(row["actor"], row["name"].split()[-1], (surname(name.folded), ""), "alias")
    for alias in row["aliases"]:
        folded = fold(alias, row["kind"])
        if folded.folded and folded.folded != name.folded:
            yield name_row(row["actor"], alias, folded, "alias")


def name_row(actor: int, name: str, folded: tuple[str, str], origin: str) -> Row:
    """The row of ``actor_names``; ``folded`` is the name as ``names.fold`` has it."""
    return {"actor": actor, "folded": folded[0], "initials": folded[1], "name": name, "origin": origin}


def add_names(connection: Connection, names: list[Row]) -> None:
    """Add the names that are not there yet."""
    command: Any = text(
        "INSERT INTO actor_names (actor, folded, initials, name, origin)"
        " VALUES (:actor, :folded, :initials, :name, :origin) ON CONFLICT DO NOTHING"
    )
    distinct = {(n["actor"], n["folded"], n["initials"]): n for n in reversed(names)}
    if distinct:
        connection.execute(command, list(distinct.values()))


def unclaimed(connection: Connection, actor: int, kind: str, folded: str) -> list[int]:
    """Those in articles who go by the name that ``actor`` was given, and of whom it is open who they are.

    None where somebody else of the kind has the name, too, as more than a short form.
    """
    t, n, a = schema.article_actors, schema.actor_names, schema.actors
    others = select(n.c.actor).join_from(n, a).where(n.c.folded == folded, n.c.origin != "alias", n.c.actor != actor)
    if connection.execute(others.where(a.c.kind == kind, a.c.merged_into.is_(None))).first():
        return []
    wanted = (t.c.folded == folded) & (t.c.kind == kind) & t.c.actor.is_(None)
    return list(connection.execute(select(t.c.number).where(wanted).order_by(t.c.number)).scalars())
