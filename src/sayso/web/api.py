"""The same things for programs, as JSON; ``openapi.py`` describes them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from ..errors import InputError
from ..ledger import LedgerError
from ..ledger.query import QueryError, search
from .actors import named
from .articles import given_article, kept_reading
from .coding_decide import decide
from .facets import facets
from .network import chosen
from .network_data import network_json
from .openapi import document
from .statements import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from .visit import Visit

__all__ = ["ROUTES"]

_MOST = 1000


def _openapi(_visit: Visit) -> Response:
    return JSONResponse(document())


def _overview(visit: Visit) -> Response:
    found = visit.room.tallies.get()
    if found is None:
        raise HTTPException(503, "the ledger is being counted", {"Retry-After": "2"})
    return JSONResponse(asdict(found))


def _statements(visit: Visit) -> Response:
    limit, page = visit.number("limit", 20, _MOST), visit.number("page", 1, 10_000)
    asked = Asked.of(visit)
    try:
        found = search(visit.room.ledger, asked.query, limit, page)
        counted = facets(visit.room.ledger, asked.query) if visit.asked("facets") == "1" else None
    except QueryError as error:
        raise HTTPException(400, str(error)) from None
    about = {"total": found.total, "more": found.more, "page": found.number, "limit": found.limit}
    made: dict[str, Any] = about | {"hits": [hit.to_dict() for hit in found]}
    return JSONResponse(made | ({"facets": asdict(counted)} if counted else {}))


def _article(visit: Visit) -> Response:
    try:
        reading, numbers = kept_reading(visit.room, visit.path("id"))
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None
    made = reading.to_dict()
    for one in made["statements"]:
        one["number"], one["state"] = numbers[one["id"]]
    return JSONResponse(made)


def _actors(visit: Visit) -> Response:
    name = visit.asked("name").strip()
    if not name:
        raise HTTPException(400, "name is needed: how a name of the actor begins")
    return JSONResponse([asdict(actor) for actor in named(visit.room, name)])


def _actor(visit: Visit) -> Response:
    try:
        found = visit.room.ledger.actors.get(visit.path_number())
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None
    history = [asdict(action) for action in visit.room.ledger.actors.history(found.number)]
    return JSONResponse(asdict(found) | {"history": history})


def _codings(visit: Visit) -> Response:
    number = _whole(visit.asked("statement"))
    return JSONResponse(
        [_plain(c) for c in visit.room.ledger.codings.of(number, history=visit.asked("history") == "1")]
    )


def _whole(given: str) -> int:
    if not (given.isascii() and given.isdecimal()) or len(given) > 9:
        raise HTTPException(400, "statement is the number of one")
    return int(given)


def _plain(coding: Any) -> dict[str, Any]:
    return asdict(coding) | {"variables": dict(coding.variables)}


def _code(visit: Visit) -> Response:
    data = visit.data
    if not isinstance(data, dict) or type(data.get("statement")) is not int or not 0 < data["statement"] < 2**31:
        raise HTTPException(400, "an object is needed, with the number of a statement")
    given = {name: data.get(name) or "" for name in ("decision", "concept", "agreement", "comment")}
    if not all(isinstance(value, str) for value in given.values()):
        raise HTTPException(400, "decision, concept, agreement and comment are strings")
    try:
        kept = decide(visit.room.ledger, data["statement"], visit.coder, given)
    except InputError as error:
        raise HTTPException(400, str(error)) from None
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None
    visit.room.coded()
    return JSONResponse({"coding": kept}, 201)


def _read(visit: Visit) -> Response:
    data = visit.data if isinstance(visit.data, dict) else {}
    given = {name: data.get(name) or "" for name in ("text", "url", "title", "outlet", "published")}
    if not all(isinstance(value, str) for value in given.values()):
        raise HTTPException(400, "text, url, title, outlet and published are strings")
    if not visit.room.reading_rate.take(visit.token):
        raise HTTPException(429, "too many readings; wait a little")
    return JSONResponse(visit.room.read(given_article(visit.room, given)).to_dict())


def _network(visit: Visit) -> Response:
    return JSONResponse(network_json(visit.room, chosen(visit)))


ROUTES: tuple[tuple[str, str, Callable[[Visit], Response], str], ...] = (
    ("GET", "/api/openapi.json", _openapi, "reader"),
    ("GET", "/api/overview", _overview, "reader"),
    ("GET", "/api/statements", _statements, "reader"),
    ("GET", "/api/articles/{id}", _article, "reader"),
    ("GET", "/api/actors", _actors, "reader"),
    ("GET", "/api/actors/{number:int}", _actor, "reader"),
    ("GET", "/api/codings", _codings, "reader"),
    ("POST", "/api/codings", _code, "coder"),
    ("POST", "/api/readings", _read, "reader"),
    ("GET", "/api/network", _network, "reader"),
)
"""Method, path, handler and what one must be."""
