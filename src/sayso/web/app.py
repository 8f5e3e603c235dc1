"""``create_app``: the routes, and what a visitor sees when something goes wrong."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..errors import SaysoError
from ..ledger.query import QueryError
from . import actors, api, articles, coding, network, overview, sign_in, statements
from .guard import Guard, TooMuch
from .room import Room
from .settings import Settings
from .visit import Visit, endpoint
from .warm import warm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

__all__ = ["create_app"]

_log = logging.getLogger(__name__)
_STATIC = Path(__file__).parent / "static"


def create_app(ledger_url: str, settings: Settings | None = None) -> Starlette:
    """The reading room over a ledger (a file, or the URL of a PostgreSQL database).

    Raises:
        LedgerError: the ledger cannot be opened.
        WebError: the accounts cannot be.
    """
    settings = settings or Settings()
    room = Room(ledger_url, settings)
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={HTTPException: _refused, SaysoError: _said_no, TooMuch: _too_much, Exception: _failed},
        lifespan=_lifespan,
    )
    app.state.room = room
    room.failed = _failed
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    await warm(app, app.state.room)
    yield
    app.state.room.ledger.close()


def _routes() -> list[Any]:
    def get(path: str, handler: Any, role: str | None = "reader") -> Route:
        return Route(path, endpoint(handler, role))

    def post(path: str, handler: Any, role: str | None = "coder") -> Route:
        return Route(path, endpoint(handler, role), methods=["POST"])

    return [
        get("/", overview.overview),
        get("/articles", articles.articles),
        get("/article/{id}", articles.article),
        Route("/read", endpoint(articles.read), methods=["GET", "POST"]),
        get("/read/{name}", articles.spot),
        post("/read/{name}/keep", articles.keep),
        get("/statements", statements.statements),
        get("/statements/counts", statements.counts),
        get("/statements.{form:str}", statements.export),
        get("/actors", actors.actors),
        get("/actor/{number:int}", actors.actor),
        post("/actor/{number:int}", actors.act_on),
        get("/coding", coding.coding),
        get("/coding/next", coding.following, "coder"),
        get("/coding/{number:int}", coding.statement),
        post("/coding/{number:int}", coding.save),
        post("/coding/{number:int}/correct", coding.correct),
        get("/network", network.network),
        get("/network/tie", network.tie),
        get("/network.{form:str}", network.picture),
        *(Route(path, endpoint(handler, role), methods=[method]) for method, path, handler, role in api.ROUTES),
        Route("/sign-in", endpoint(sign_in.sign_in, None), methods=["GET", "POST"]),
        post("/sign-out", sign_in.sign_out, None),
        post("/coder", sign_in.call_me),
        get("/token", _token),
        Mount("/static", _Static(directory=_STATIC)),
    ]


class _Static(StaticFiles):
    """Static files have a version in their address, so browsers may keep them."""

    async def get_response(self, path: str, scope: Any) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _token(visit: Visit) -> Response:
    """What forms must send back, for a page that is older than the server."""
    return JSONResponse({"csrf": visit.csrf})


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    title = HTTPStatus(status).phrase
    detail = error.detail if error.detail != title else _WORDS.get(status, "")
    return _problem(request, status, title, detail, error.headers)


def _said_no(request: Request, error: Exception) -> Response:
    status = 400 if isinstance(error, QueryError) else 422
    return _problem(request, status, "That did not work", str(error))


def _too_much(request: Request, _error: Exception) -> Response:
    return _problem(request, 413, "Too large", "This is more than the server takes.")


def _failed(request: Request, error: Exception) -> Response:
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return _problem(request, 500, "Something is broken here", "It was written down in the server’s log.")


_WORDS = {404: "There is no such page.", 405: "This page does not take that."}


def _problem(request: Request, status: int, title: str, detail: str, headers: Any = None) -> Response:
    """A plain page, or JSON for programs; never what went on inside."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": detail or title}, status, headers=headers)
    room: Room = request.app.state.room
    try:
        visit = Visit(room, request, request.cookies.get("sayso", ""), None)
        shown = visit.render("problem.html", status, title=title, detail=detail, back="/")
    except Exception:
        _log.exception("the page for an error could not be made")
        return PlainTextResponse(title, status)
    shown.headers.update(dict(headers or {}))
    return shown
