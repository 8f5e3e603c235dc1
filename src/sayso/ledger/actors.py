"""Actors across articles, as people put them right: every action is kept and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text, update

from . import schema
from .coding import coder_number
from .errors import LedgerError
from .history import move, remove_names, undo
from .linking import add_names, name_row, unclaimed
from .names import fold
from .rows import chunks, now
from .writing import allocate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

    from .database import Database
    from .rows import Row as Fields

__all__ = ["Action", "Actors", "KeptActor", "Open"]


# Without the view's aliases, which take it long where there are many actors.
_ACTORS = "SELECT number, name, kind, affiliation, external, articles, statements FROM actors_view"


@dataclass(frozen=True, slots=True)
class KeptActor:
    """An actor across articles. ``articles`` and ``statements``: in how many it occurs, how many it makes."""

    number: int
    name: str
    kind: str
    affiliation: str | None
    external: str | None
    aliases: tuple[str, ...]
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class Open:
    """A name in articles of which it is open whose it is; ``candidates`` are numbers of actors who have it."""

    name: str
    kind: str
    articles: tuple[str, ...]
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody did to an actor, and when it was undone, if it was."""

    number: int
    action: str
    actor: int
    coder: str | None
    time: str
    undone: str | None


class Actors:
    """The actors of a ledger. ``coder`` is who does it; every action gives its number, for ``undo``.

    Raises, where there is no such actor or it was merged into another: LedgerError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, name: str = "", *, kind: str | None = None) -> list[KeptActor]:
        """The actors that have this name or alias, or all that occur in articles; most articles first."""
        n = schema.actor_names
        folded = {fold(name, k).folded for k in (("person", "organisation") if kind is None else (kind,))}
        where = "articles > 0"
        with self._database.read() as connection:
            if name:
                numbers = connection.execute(select(n.c.actor).where(n.c.folded.in_(folded))).scalars().all()
                where = f"number IN ({', '.join(str(x) for x in numbers) or 'NULL'})"
            query = f"{_ACTORS} WHERE (CAST(:kind AS TEXT) IS NULL OR kind = :kind) AND {where}"
            rows = connection.execute(text(f"{query} ORDER BY articles DESC, number"), {"kind": kind}).all()
            return _kept(connection, rows)

    def get(self, number: int) -> KeptActor:
        """One actor."""
        with self._database.read() as connection:
            _actor(connection, number)
            rows = connection.execute(text(f"{_ACTORS} WHERE number = :number"), {"number": number}).all()
            return _kept(connection, rows)[0]

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """The names of these actors by number; those that there are not are left out."""
        t = schema.actors
        found: dict[int, str] = {}
        with self._database.read() as connection:
            for some in chunks(sorted(set(numbers))):
                rows = connection.execute(select(t.c.number, t.c.name).where(t.c.number.in_(some)))
                found |= {row.number: row.name for row in rows}
        return found

    def open(self) -> list[Open]:
        """The names of which it is open whose they are, and who has them; most articles first."""
        with self._database.read() as connection:
            return list(_open(connection))

    def history(self, actor: int | None = None) -> list[Action]:
        """What was done, in order."""
        h, k = schema.actor_history, schema.coders
        query = select(h, k.c.name).select_from(h.outerjoin(k, k.c.number == h.c.coder)).order_by(h.c.number)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        wanted = [row for row in rows if actor is None or actor in row.details["actors"]]
        return [Action(row.number, row.action, row.actor, row.name, row.time, row.undone) for row in wanted]

    def merge(self, actor: int, other: int, *, coder: str | None = None) -> int:
        """``other`` is ``actor``: its names and articles become that one's."""
        with self._database.write() as connection:
            _actor(connection, actor)
            _actor(connection, other)
            if actor == other:
                raise LedgerError(f"actor {actor} cannot be merged with itself")
            own, names = _names(connection, actor), _names(connection, other)
            keys = {(n["folded"], n["initials"]) for n in own}
            links = _links(connection, other)
            details = {"other": other, "own": own, "names": names, "links": links}
            details["shared"] = [n for n in names if (n["folded"], n["initials"]) in keys]
            remove_names(connection, names)
            add_names(connection, [n | {"actor": actor} for n in names])
            move(connection, [[which, actor, hand] for which, _, hand in links])
            connection.execute(update(schema.actors).where(schema.actors.c.number == other).values(merged_into=actor))
            return _note(connection, "merge", actor, coder, {"actors": [actor, other]} | details)

    def split(
        self, actor: int, articles: Sequence[str], *, name: str | None = None, coder: str | None = None
    ) -> tuple[int, int]:
        """Whoever it is in these ``articles`` (ids) is somebody else; the number of that actor, and of the action."""
        with self._database.write() as connection:
            found = _actor(connection, actor)
            a = schema.articles
            inside = set(connection.execute(select(a.c.number).where(a.c.id.in_(list(articles)))).scalars())
            links = _links(connection, actor, inside)
            if not links:
                raise LedgerError(f"actor {actor} ({found.name}) occurs in none of these articles")
            other = allocate(connection, "actors", 1)
            row = {"number": other, "name": name or found.name, "kind": found.kind, "added": now()}
            connection.execute(schema.actors.insert(), [row])
            names = [_name(other, name or found.name, found.kind)]
            add_names(connection, names)
            move(connection, [[which, other, True] for which, _, _ in links])
            details = {"actors": [actor, other], "other": other, "names": names, "links": links}
            return other, _note(connection, "split", actor, coder, details)

    def rename(self, actor: int, name: str, *, coder: str | None = None) -> int:
        """Give the actor another name; the old one stays a name by which it is known."""
        with self._database.write() as connection:
            found = _actor(connection, actor)
            connection.execute(update(schema.actors).where(schema.actors.c.number == actor).values(name=name))
            more = {"column": "name", "old": found.name}
            return _give_name(connection, "rename", found, name, coder, more)

    def alias(self, actor: int, alias: str, *, coder: str | None = None) -> int:
        """Add a name by which the actor is known; whoever goes by it, and was open, becomes this actor."""
        with self._database.write() as connection:
            return _give_name(connection, "alias", _actor(connection, actor), alias, coder, {})

    def affiliate(self, actor: int, affiliation: str | None, *, coder: str | None = None) -> int:
        """Say whom the actor belongs to."""
        with self._database.write() as connection:
            found, t = _actor(connection, actor), schema.actors
            connection.execute(update(t).where(t.c.number == actor).values(affiliation=affiliation))
            details = {"actors": [actor], "column": "affiliation", "old": found.affiliation}
            return _note(connection, "affiliation", actor, coder, details)

    def link(self, actor: int, article: str, name: str, *, coder: str | None = None) -> int:
        """Whoever has this ``name`` in the ``article`` (its id) is ``actor``."""
        with self._database.write() as connection:
            _actor(connection, actor)
            t, a = schema.article_actors, schema.articles
            joined = select(t.c.number, t.c.actor, t.c.by_hand).join_from(t, a).where(a.c.id == article)
            links = [list(row) for row in connection.execute(joined.where(t.c.name == name))]
            if not links:
                raise LedgerError(f"there is no actor {name!r} in article {article}")
            move(connection, [[which, actor, True] for which, _, _ in links])
            before = {whom for _, whom, _ in links if whom}
            return _note(connection, "link", actor, coder, {"actors": sorted({actor} | before), "links": links})

    def undo(self, number: int) -> None:
        """Take back an action; not one that a later one stands on.

        Raises:
            LedgerError: there is none of that number, it is undone already, or a later one stands on it.
        """
        with self._database.write() as connection:
            undo(connection, number)


def _kept(connection: Connection, rows: Sequence[Row[Any]]) -> list[KeptActor]:
    aliases = _aliases(connection, [row.number for row in rows])
    return [
        KeptActor(
            row.number,
            row.name,
            row.kind,
            row.affiliation,
            row.external,
            tuple(aliases.get(row.number, ())),
            row.articles,
            row.statements,
        )
        for row in rows
    ]


def _aliases(connection: Connection, actors: Sequence[int]) -> dict[int, list[str]]:
    n, a = schema.actor_names, schema.actors
    found: dict[int, list[str]] = {}
    for some in chunks(actors):
        query = select(n.c.actor, n.c.name).join_from(n, a).where(n.c.actor.in_(some), n.c.name != a.c.name)
        for row in connection.execute(query.distinct().order_by(n.c.actor, n.c.name)):
            found.setdefault(row.actor, []).append(row.name)
    return found


def _actor(connection: Connection, number: int) -> Row[Any]:
    t = schema.actors
    found = connection.execute(select(t).where(t.c.number == number)).one_or_none()
    if found is None:
        raise LedgerError(f"there is no actor {number}")
    if found.merged_into is not None:
        raise LedgerError(f"actor {number} ({found.name}) was merged into actor {found.merged_into}")
    return found


def _names(connection: Connection, actor: int) -> list[Fields]:
    t = schema.actor_names
    return [row._asdict() for row in connection.execute(select(t).where(t.c.actor == actor).order_by(t.c.folded))]


def _name(actor: int, name: str, kind: str) -> Fields:
    return name_row(actor, name, fold(name, kind), "hand")


def _links(connection: Connection, actor: int, articles: set[int] | None = None) -> list[list[Any]]:
    t = schema.article_actors
    query = select(t.c.number, t.c.actor, t.c.by_hand, t.c.article).where(t.c.actor == actor).order_by(t.c.number)
    rows = connection.execute(query)
    return [[row.number, row.actor, row.by_hand] for row in rows if articles is None or row.article in articles]


def _give_name(connection: Connection, action: str, actor: Row[Any], name: str, coder: str | None, more: Fields) -> int:
    row = _name(actor.number, name, actor.kind)
    if not row["folded"]:
        raise LedgerError(f"{name!r} is no name")
    same = (row["folded"], row["initials"])
    before = [n for n in _names(connection, actor.number) if (n["folded"], n["initials"]) == same]
    remove_names(connection, before)
    add_names(connection, [row])
    links = [[which, None, False] for which in unclaimed(connection, actor.number, actor.kind, row["folded"])]
    move(connection, [[which, actor.number, False] for which, _, _ in links])
    details = {"actors": [actor.number], "names": [row], "before": before, "links": links} | more
    return _note(connection, action, actor.number, coder, details)


def _open(connection: Connection) -> Iterator[Open]:
    t, articles = schema.article_actors, schema.articles
    wanted = t.c.actor.is_(None) & t.c.kind.in_(("person", "organisation", "group", "document"))
    query = select(t.c.folded, t.c.kind, t.c.name, articles.c.id).join_from(t, articles)
    found: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for row in connection.execute(query.where(wanted, ~t.c.name.startswith("(")).order_by(t.c.number)):
        found.setdefault((row.folded, row.kind), (row.name, []))[1].append(row.id)
    who = _candidates(connection, {folded for folded, _ in found})
    for key, (name, ids) in sorted(found.items(), key=lambda item: -len(item[1][1])):
        yield Open(name, key[1], tuple(ids), tuple(who.get(key, ())))


def _candidates(connection: Connection, folded: set[str]) -> dict[tuple[str, str], list[int]]:
    """Name and kind -> the actors who have it."""
    n, a = schema.actor_names, schema.actors
    found: dict[tuple[str, str], list[int]] = {}
    for some in chunks(sorted(folded)):
        query = select(n.c.folded, a.c.kind, n.c.actor).join_from(n, a)
        query = query.where(n.c.folded.in_(some), a.c.merged_into.is_(None)).distinct()
        for row in connection.execute(query.order_by(n.c.actor)):
            found.setdefault((row.folded, row.kind), []).append(row.actor)
    return found


def _note(connection: Connection, action: str, actor: int, coder: str | None, details: Fields) -> int:
    number = allocate(connection, "actor_history", 1)
    who = None if coder is None else coder_number(connection, coder)
    row = {"number": number, "coder": who, "time": now(), "action": action, "actor": actor, "details": details}
    connection.execute(schema.actor_history.insert(), [row])
    return number
