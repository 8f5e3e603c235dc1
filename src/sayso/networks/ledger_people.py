"""Who says and relays the statements of a ledger, as codes and labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import func, select

from ..ledger import schema
from .ledger_columns import NUMBER, or_none, sorted_by
from .table import Entity

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from .ledger_columns import Columns, Later
    from .table import Ints

__all__ = ["Role", "actors_of", "people_of"]

_NAMELESS = ("unnamed", "vague")


@dataclass(frozen=True, slots=True)
class Role:
    """The speakers, or relays, of statements.

    ``statement`` has the number of each one's statement, ``code`` points into ``labels``, ``kinds`` and
    ``affiliations``, of which the first is nobody.
    """

    statement: Ints
    code: Ints
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    affiliations: tuple[str, ...]
    numbers: tuple[int, ...]
    """Of actors across articles; 0 where it is open who that is."""

    def entities(self) -> dict[str, Entity]:
        """What is known of each label."""
        about = zip(self.labels[1:], self.numbers[1:], self.kinds[1:], self.affiliations[1:], strict=True)
        return {
            label: Entity(number, attributes={"kind": kind, "affiliation": affiliation})
            for label, number, kind, affiliation in about
        }


def actors_of(columns: Columns) -> Later:
    """The numbers of articles' actors, ascending, and across articles; -1 where it is open who that is."""
    t = schema.article_actors.c
    linked = columns.ints(select(t.number, or_none(t.actor)), t.number, (NUMBER, NUMBER))
    return cache(lambda: sorted_by(*linked()))


def people_of(columns: Columns, role: str, actors: Later, *, nameless: bool) -> Callable[[], Role]:
    """The actors of a role, ``speaker`` or ``relay``, read while others are; ``actors`` are ``actors_of``'s.

    Actors of one name that are known to be different have their numbers behind their names. Where it is open who
    somebody is, the name alone tells. Those who are unnamed or vague ("officials") are nobody, unless ``nameless``.
    """
    who = (schema.statement_speakers if role == "speaker" else schema.statement_relays).c
    said = columns.ints(select(who.statement, who.actor), who.statement, (NUMBER, NUMBER))

    def wait() -> Role:
        statement, local = said()
        number, across = actors()
        found = across[np.searchsorted(number, local)]
        made = _Labels()
        codes = made.of_actors(columns.connection, found, nameless)
        unlinked = np.flatnonzero(found < 0)
        if len(unlinked):
            names = made.of_articles(columns.connection, nameless)
            codes[unlinked] = [names[actor] for actor in local[unlinked].tolist()]
        return Role(statement, codes, *made.done())

    return wait


class _Labels:
    """Labels with what is known of each; the same label is the same node."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, str, int]] = {"": ("", "", 0)}
        self._codes: dict[str, int] = {"": 0}

    def code(self, label: str, kind: str, affiliation: str | None, number: int) -> int:
        if label not in self._codes:
            self._codes[label] = len(self._codes)
            self._rows[label] = (kind, affiliation or "", number)
        return self._codes[label]

    def of_actors(self, connection: Connection, found: Ints, nameless: bool) -> Ints:
        """The code of each actor across articles that was found; of -1, nobody."""
        x = schema.actors
        rows = {row.number: row for row in connection.execute(select(x.c.number, x.c.name, x.c.kind, x.c.affiliation))}
        codes = np.zeros(int(found.max(initial=-1)) + 2, np.int64)
        wanted = [number for number in (np.flatnonzero(np.bincount(found + 1)) - 1).tolist() if number in rows]
        twice = {name for name, count in Counter(rows[number].name for number in wanted).items() if count > 1}
        codes[wanted] = [self._actor(rows[number], twice, nameless) for number in wanted]
        return codes[found]

    def _actor(self, row: Any, twice: set[str], nameless: bool) -> int:
        if row.kind in _NAMELESS and not nameless:
            return 0
        label = f"{row.name} #{row.number}" if row.name in twice else row.name
        return self.code(label, row.kind, row.affiliation, row.number)

    def of_articles(self, connection: Connection, nameless: bool) -> dict[int, int]:
        """The code of each actor of an article of whom it is open who that is."""
        t = schema.article_actors
        query = select(t.c.number, t.c.name, t.c.kind, func.coalesce(t.c.affiliation, "").label("of"))
        return {
            row.number: 0 if row.kind in _NAMELESS and not nameless else self.code(row.name, row.kind, row.of, 0)
            for row in connection.execute(query.where(t.c.actor.is_(None)))
        }

    def done(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
        kinds, affiliations, numbers = zip(*self._rows.values(), strict=True)
        return tuple(self._codes), kinds, affiliations, numbers
