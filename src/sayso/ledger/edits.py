"""Statements that people add, correct and remove, with history and undo; a re-reading leaves them as people said."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from . import schema
from .coding import coder_number
from .edit_rows import PEOPLE, current, free_id, put
from .edit_values import Who, checked
from .errors import LedgerError
from .rows import chunks, now
from .writing import allocate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from ..article import Span
    from ..record import Act, Mode
    from .database import Database

    Spans = Sequence[Span | tuple[int, int]]

__all__ = ["Edit", "Edits", "NewStatement", "Who"]


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement that a person gives.

    Spans are ``Span`` or pairs of offsets into the article's text, the end not included. ``speaker`` and ``relay``: ids
    of actors of the article (as in ``statement.speaker``), or ``Who`` for somebody who is not among them. ``within`` is
    the number of another statement of the article.
    """

    content: Spans = ()
    source: Spans = ()
    cue: Spans = ()
    speaker: Sequence[str | Who] = ()
    relay: Sequence[str | Who] = ()
    mode: Mode = "indirect"
    act: Act = "claim"
    condition: Spans = ()
    hedge: Spans = ()
    denies: bool = False
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person did to a statement: ``add``, ``correct`` or ``remove``.

    ``values`` are what the person said, ``before`` what stood there (after a re-reading: what the machine says now), by
    field; spans are pairs of offsets, speakers and relays are names. ``undone`` is when it was taken back.
    """

    number: int
    statement: int
    coder: str
    time: str
    action: str
    values: Mapping[str, Any]
    before: Mapping[str, Any]
    undone: str | None
    undone_by: str | None


class Edits:
    """What people did to the statements of a ledger. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, article_id: str, statement: NewStatement, *, coder: str) -> int:
        """Add a statement to an article; its number. It stays when the article is read again.

        Raises:
            LedgerError: there is no such article, actor or statement.
            InputError: a value cannot be.
        """
        given = {field.name: getattr(statement, field.name) for field in fields(statement)}
        with self._database.write() as connection:
            article = _article(connection, schema.articles.c.id == article_id, repr(article_id))
            values = checked(connection, article, given)
            number = allocate(connection, "statements", 1)
            connection.execute(schema.statements.insert(), [_blank(connection, article.number, number)])
            values["state"] = "added"
            put(connection, number, article.text, values)
            _note(connection, "add", number, coder, values, {"state": "lost"})
            return number

    def correct(self, statement: int, changes: Mapping[str, Any], *, coder: str) -> int:
        """Change fields of a statement (those of ``NewStatement``); the number of the action.

        A re-reading keeps what was changed. A statement that was lost stands again.

        Raises:
            LedgerError: there is no such statement, actor or field, or it was removed.
            InputError: a value cannot be.
        """
        with self._database.write() as connection:
            article, state = _of(connection, statement)
            values = checked(connection, article, changes, statement=statement)
            if state == "lost":
                _refuse_removed(connection, statement)
                values["state"] = "added"
            there = current(connection, statement)
            before = {key: there[key] for key in values}
            put(connection, statement, article.text, values)
            return _note(connection, "correct", statement, coder, values, before)

    def remove(self, statement: int, *, coder: str) -> int:
        """Say that this is no statement; the number of the action. It stays away when the article is read again.

        Raises:
            LedgerError: there is no such statement, or it is lost or removed.
        """
        with self._database.write() as connection:
            article, state = _of(connection, statement)
            if state == "lost":
                _refuse_removed(connection, statement)
                raise LedgerError(f"statement {statement} is lost: it is in no reading any more")
            put(connection, statement, article.text, {"state": "lost"})
            return _note(connection, "remove", statement, coder, {"state": "lost"}, {"state": state})

    def undo(self, action: int, *, coder: str) -> None:
        """Take back one action (its number in the history). A statement whose adding is taken back is lost.

        Raises:
            LedgerError: there is none of that number, it is undone, or a later one stands on it.
        """
        t = schema.statement_history
        with self._database.write() as connection:
            found = connection.execute(select(t).where(t.c.number == action)).one_or_none()
            if found is None:
                raise LedgerError(f"there is no action {action}")
            if found.undone:
                raise LedgerError(f"action {action} is undone already")
            _refuse_later(connection, found)
            article, _ = _of(connection, found.statement)
            put(connection, found.statement, article.text, found.details["before"])
            who = coder_number(connection, coder)
            connection.execute(update(t).where(t.c.number == action).values(undone=now(), undone_by=who))

    def history(self, statement: int | None = None) -> list[Edit]:
        """What was done to a statement, or to all, in order."""
        t, k, by = schema.statement_history, schema.coders, schema.coders.alias()
        query = select(t, k.c.name.label("who"), by.c.name.label("undoer")).join_from(t, k, k.c.number == t.c.coder)
        query = query.outerjoin(by, by.c.number == t.c.undone_by).order_by(t.c.number)
        if statement is not None:
            query = query.where(t.c.statement == statement)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            names = _names(connection, rows)
        return [_edit(row, names) for row in rows]


def _article(connection: Connection, wanted: Any, said: str) -> Row[Any]:
    found = connection.execute(select(schema.articles).where(wanted)).one_or_none()
    if found is None:
        raise LedgerError(f"there is no article {said} in the ledger")
    return found


def _of(connection: Connection, statement: int) -> tuple[Row[Any], str]:
    """The article of a statement, and the statement's state."""
    s = schema.statements
    found = connection.execute(select(s.c.article, s.c.state).where(s.c.number == statement)).one_or_none()
    if found is None:
        raise LedgerError(f"there is no statement {statement}")
    return _article(connection, schema.articles.c.number == found.article, str(found.article)), str(found.state)


def _blank(connection: Connection, article: int, number: int) -> dict[str, Any]:
    """The row of a new statement, its values still to be put in."""
    s = schema.statements
    there = connection.execute(select(s.c.id, s.c.ordinal).where(s.c.article == article)).all()
    ids = {row.id for row in there}
    row = {"number": number, "article": article, "run": None, "id": free_id(ids), "state": "added", "confidence": 1.0}
    row |= {"ordinal": 1 + max((row.ordinal for row in there), default=-1), "mode": "indirect", "act": "claim"}
    return row | {"denies": False, "within": None, "start": 0, "stop": 0, "content": ""}


def _refuse_removed(connection: Connection, statement: int) -> None:
    t = schema.statement_history
    removed = (t.c.statement == statement) & (t.c.action == "remove") & t.c.undone.is_(None)
    action = connection.execute(select(t.c.number).where(removed)).scalar()
    if action is not None:
        raise LedgerError(f"statement {statement} was removed (action {action}): undo that first")


def _refuse_later(connection: Connection, found: Row[Any]) -> None:
    t = schema.statement_history
    later = (t.c.statement == found.statement) & (t.c.number > found.number) & t.c.undone.is_(None)
    for row in connection.execute(select(t).where(later).order_by(t.c.number)):
        if set(row.details["values"]) & set(found.details["values"]):
            raise LedgerError(f"action {row.number} ({row.action}) came later and stands on it: undo that first")


def _note(
    connection: Connection,
    action: str,
    statement: int,
    coder: str,
    values: Mapping[str, Any],
    before: Mapping[str, Any],
) -> int:
    number = allocate(connection, "statement_history", 1)
    row = {"number": number, "statement": statement, "coder": coder_number(connection, coder), "time": now()}
    row |= {"action": action, "details": {"values": dict(values), "before": dict(before)}, "undone": None}
    connection.execute(schema.statement_history.insert(), [row | {"undone_by": None}])
    return number


def _names(connection: Connection, rows: Iterable[Row[Any]]) -> dict[int, str]:
    """The names of all actors of articles that the actions speak of."""
    sides = [side for row in rows for side in (row.details["values"], row.details["before"])]
    numbers = {number for side in sides for key in PEOPLE for number in side.get(key) or ()}
    t = schema.article_actors
    found: dict[int, str] = {}
    for some in chunks(sorted(numbers)):
        rows_of = connection.execute(select(t.c.number, t.c.name).where(t.c.number.in_(some)))
        found |= {row.number: row.name for row in rows_of}
    return found


def _edit(row: Row[Any], names: Mapping[int, str]) -> Edit:
    def shown(side: Mapping[str, Any]) -> dict[str, Any]:
        people = {key: tuple(names.get(n, "(not known any more)") for n in side[key]) for key in PEOPLE if key in side}
        return dict(side) | people

    sides = shown(row.details["values"]), shown(row.details["before"])
    return Edit(row.number, row.statement, row.who, row.time, row.action, *sides, row.undone, row.undoer)
