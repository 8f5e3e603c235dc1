"""The pages about articles: one that is in the ledger, one that is read on the spot, and the list of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from starlette.exceptions import HTTPException

from ..article import Article
from ..errors import InputError, SaysoError
from ..ledger import LedgerError, schema
from ..ledger.reading_back import kept_statements, reading_of
from ..record import ACTS
from .reading_view import Wanted, view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from ..record import Reading
    from .room import Room
    from .visit import Visit

__all__ = ["article", "articles", "given_article", "keep", "kept_reading", "read", "spot"]

_PAGE = 40
_FIELDS = ("text", "url", "title", "outlet", "published")


def kept_reading(room: Room, article_id: str) -> tuple[Reading, dict[str, tuple[int, str]]]:
    """An article's reading with what people added to it, and of each statement's id its number and state.

    Raises:
        LedgerError: there is no such article.
    """
    t = schema.articles
    with room.ledger.connect() as connection:
        row = connection.execute(select(t).where(t.c.id == article_id)).one_or_none()
        if row is None:
            raise LedgerError(f"there is no article {article_id!r} in the ledger")
        kept = [k for k in kept_statements(connection, [row]) if k.state != "lost"]
        reading = reading_of(connection, row, kept)
    known = {actor.id for actor in reading.actors}
    fit = [k for k in kept if known.issuperset((*k.statement.speaker, *k.statement.relay))]
    # Those that people added stand where they stand in the text.
    fit.sort(key=lambda k: min((s.start for s in k.statement.content or k.statement.source), default=0))
    return replace(reading, statements=tuple(k.statement for k in fit)), {
        k.statement.id: (k.number, k.state) for k in fit
    }


def article(visit: Visit) -> Response:
    """An article of the ledger."""
    try:
        reading, numbers = kept_reading(visit.room, visit.path("id"))
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None
    return _show(visit, reading, numbers, held=None)


def spot(visit: Visit) -> Response:
    """An article that was read on the spot."""
    reading = visit.room.held(visit.path("name"))
    if reading is None:
        raise HTTPException(404, "This reading was not kept, and is gone: read the article again.")
    return _show(visit, reading, {}, held=visit.path("name"))


def _show(visit: Visit, reading: Reading, numbers: Mapping[str, tuple[int, str]], held: str | None) -> Response:
    act = visit.asked("act")
    wanted = Wanted(visit.asked("speaker"), act if act in ACTS else "")
    context: dict[str, Any] = {"article": reading.article, "view": view(reading, numbers, wanted), "wanted": wanted}
    return visit.render("article.html", held=held, **context)


def read(visit: Visit) -> Response:
    """The form to paste a text or URL into, and what comes of it."""
    if visit.request.method != "POST":
        return visit.render("read.html", problem="", given=dict.fromkeys(_FIELDS, ""))
    given = {name: visit.field(name) for name in _FIELDS}
    if not visit.room.reading_rate.take(visit.token):
        raise HTTPException(429, "Too many readings; wait a little.")
    try:
        reading = visit.room.read(given_article(visit.room, given))
    except SaysoError as error:
        return visit.render("read.html", 400, problem=str(error), given=given)
    return visit.to(f"/read/{visit.room.hold(reading)}")


def given_article(room: Room, given: Mapping[str, str]) -> Article:
    """What the form holds.

    Raises:
        SaysoError: there is nothing, both text and URL, or it cannot be had.
    """
    if bool(given["text"]) == bool(given["url"]):
        raise InputError("paste a text, or give the URL of an article: one of the two")
    if given["published"]:
        _check_date(given["published"])
    about: dict[str, Any] = {name: given[name] or None for name in ("title", "outlet", "published")}
    if given["text"]:
        return Article(given["text"].replace("\r\n", "\n"), **about)
    found = room.article_at(given["url"])
    return replace(found, **{name: value for name, value in about.items() if value})


def _check_date(given: str) -> None:
    try:
        datetime.fromisoformat(given)
    except ValueError:
        raise InputError(f"{given!r} is no date such as 2025-03-01") from None


def keep(visit: Visit) -> Response:
    """Put an article that was read on the spot into the ledger."""
    reading = visit.room.held(visit.path("name"))
    if reading is None:
        raise HTTPException(404, "This reading was not kept, and is gone: read the article again.")
    visit.room.ledger.add(reading, visit.room.ledger.run())
    visit.room.written()
    return visit.to(f"/article/{reading.article.id}")


def articles(visit: Visit) -> Response:
    """All articles, the latest first, or those of an outlet or with a word in the title."""
    t, s = schema.articles, schema.statements
    outlet, title, page = visit.asked("outlet"), visit.asked("title").strip(), visit.number("page")
    wanted = [t.c.outlet == outlet] if outlet else []
    wanted += [t.c.title.icontains(title, autoescape=True)] if title else []
    shown = select(
        t.c.number, t.c.id, t.c.title, t.c.outlet, t.c.day, t.c.status, func.substr(t.c.text, 1, 200).label("text")
    )
    shown = shown.where(*wanted).order_by(t.c.day.desc().nulls_last(), t.c.number.desc())
    with visit.room.ledger.connect() as connection:
        rows = connection.execute(shown.limit(_PAGE + 1).offset((page - 1) * _PAGE)).all()
        count = select(s.c.article, func.count().label("said")).where(s.c.article.in_([r.number for r in rows]))
        found = connection.execute(count.where(s.c.state != "lost").group_by(s.c.article))
        said = {row[0]: int(row[1]) for row in found}
    context: dict[str, Any] = {"outlet": outlet, "title": title, "page": page, "more": len(rows) > _PAGE}
    return visit.render("articles.html", rows=rows[:_PAGE], said=said, **context)
