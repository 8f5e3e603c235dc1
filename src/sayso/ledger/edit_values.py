"""What a person says of a statement -> plain values, checked against its article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from ..article import Span
from ..errors import InputError
from ..record import ACTS, KINDS, MODES
from . import schema
from .edit_rows import PEOPLE, free_id
from .errors import LedgerError
from .linking import link
from .names import fold
from .rows import check_string
from .writing import allocate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Row

    from ..record import Kind

__all__ = ["FIELDS", "Who", "checked"]

FIELDS = (*schema.SPAN_ROLES, *PEOPLE, "mode", "act", "denies", "within")
"""What of a statement a person can say."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is not among the actors of the article yet; ``actor``: the number across articles, where known."""

    name: str
    kind: Kind = "person"
    actor: int | None = None


def checked(
    connection: Connection, article: Row[Any], given: Mapping[str, Any], statement: int | None = None
) -> dict[str, Any]:
    """The values ready for JSON: spans as pairs, actors as numbers of ``article_actors``, made where they are new.

    Raises:
        InputError: a value cannot be.
        LedgerError: there is no such field, actor or statement.
    """
    unknown = sorted(set(given) - set(FIELDS))
    if unknown:
        raise LedgerError(f"a statement has no field {unknown[0]!r}; there are {', '.join(FIELDS)}")
    if not given:
        raise InputError("nothing is given to change")
    values: dict[str, Any] = {}
    for field, value in given.items():
        if field in schema.SPAN_ROLES:
            values[field] = _spans(article.text, field, value)
        elif field in PEOPLE:
            values[field] = [_person(connection, article, who) for who in _some(field, value)]
        elif field == "within":
            values[field] = _within(connection, article.number, value, statement)
        else:
            values[field] = _choice(field, value)
    if statement is None and not any(values.get(role) for role in ("content", "source", "cue")):
        raise InputError("a statement needs a content, source or cue")
    return values


def _choice(field: str, value: object) -> object:
    accepted: tuple[object, ...] = {"mode": MODES, "act": ACTS}.get(field, (True, False))
    if value not in accepted or (field == "denies" and not isinstance(value, bool)):
        raise InputError(f"{field}: {value!r} is none of {', '.join(map(str, accepted))}")
    return value


def _some(field: str, value: Any) -> Sequence[Any]:
    if isinstance(value, str | Who) or not hasattr(value, "__iter__"):
        raise InputError(f"{field}: {value!r} is no list")
    return list(value)


def _spans(text: str, field: str, value: Any) -> list[list[int]]:
    spans = [_span(text, field, one) for one in _some(field, value)]
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            raise InputError(f"{field}: the pieces {before} and {after} are not one after the other")
    return spans


def _span(text: str, field: str, one: Any) -> list[int]:
    start, stop = (one.start, one.end) if isinstance(one, Span) else (tuple(one)[:2] if _is_pair(one) else (None, None))
    if not isinstance(start, int) or not isinstance(stop, int):
        raise InputError(f"{field}: {one!r} is no pair of offsets")
    if not 0 <= start < stop <= len(text):
        raise InputError(f"{field}: {start} to {stop} is no piece of a text of {len(text)} characters")
    if isinstance(one, Span) and one.surface != text[start:stop]:
        raise InputError(f"{field}: {start} to {stop} is {text[start:stop]!r}, not {one.surface!r}")
    return [start, stop]


def _is_pair(one: object) -> bool:
    return isinstance(one, tuple | list) and len(one) == 2 and not any(isinstance(part, bool) for part in one)


def _within(connection: Connection, article: int, value: object, statement: int | None) -> int | None:
    if value is None:
        return None
    s = schema.statements
    seen = {statement}
    at: int | None = value if isinstance(value, int) else -1
    while at is not None:  # up to the outermost, for none may stand within itself
        if at in seen:
            raise InputError(f"within: statement {statement} would stand within itself")
        seen.add(at)
        row = connection.execute(select(s.c.within).where(s.c.number == at, s.c.article == article)).one_or_none()
        if row is None:
            raise LedgerError(f"there is no statement {value} in this article")
        at = row.within
    assert isinstance(value, int)
    return value


def _person(connection: Connection, article: Row[Any], who: Any) -> int:
    t = schema.article_actors
    mine = select(t.c.number).where(t.c.article == article.number)
    if isinstance(who, Who):
        _check_who(who)
        same = (t.c.folded == fold(who.name, who.kind).folded) & (t.c.kind == who.kind)
        found = connection.execute(mine.where(same).order_by(t.c.number)).scalars().first()
        return int(found) if found is not None and who.actor is None else _new(connection, article.number, who)
    # Of several with one id, the one that the reading has.
    found = connection.execute(mine.where(t.c.id == who).order_by(t.c.state == "lost")).scalars().first()
    if found is None:
        raise LedgerError(f"there is no actor {who!r} in this article")
    return int(found)


def _check_who(who: Who) -> None:
    if not isinstance(who.name, str) or not who.name.strip():
        raise InputError("the actor has no name")
    check_string(who.name)
    if who.kind not in KINDS:
        raise InputError(f"kind {who.kind!r} is none of {', '.join(KINDS)}")


def _new(connection: Connection, article: int, who: Who) -> int:
    """A new actor of the article, linked as any other, unless the person says who it is."""
    t, x = schema.article_actors, schema.actors
    if who.actor is not None:
        known = select(x.c.number).where(x.c.number == who.actor, x.c.merged_into.is_(None))
        if connection.execute(known).scalar() is None:
            raise LedgerError(f"there is no actor {who.actor}")
    there = set(connection.execute(select(t.c.id).where(t.c.article == article)).scalars())
    last = connection.execute(select(func.max(t.c.ordinal)).where(t.c.article == article)).scalar()
    row: dict[str, Any] = {
        "number": allocate(connection, "article_actors", 1),
        "article": article,
        "ordinal": 0 if last is None else last + 1,
        "id": free_id(there),
        "name": who.name.strip(),
        "kind": who.kind,
        "aliases": [],
        "roles": [],
        "affiliation": None,
        "actor": who.actor,
        "by_hand": who.actor is not None,
        "folded": fold(who.name, who.kind).folded,
        "state": "added",
    }
    link(connection, [row], partial(allocate, connection))
    connection.execute(t.insert(), [row])
    return int(row["number"])
