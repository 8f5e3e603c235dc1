"""What the first visitors would else wait for: templates compiled, modules loaded, connections to the ledger opened."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message

    from .room import Room

__all__ = ["warm"]

_log = logging.getLogger(__name__)
_PAGES = (
    *("/", "/articles", "/statements", "/actors", "/actor/1", "/coding", "/coding/1", "/network"),
    *("/statements?q=the", "/statements?q=in+OR+on&act=forecast", "/actors?name=a"),
)
_CONNECTIONS = 8


async def warm(app: ASGIApp, room: Room) -> None:
    """Make every kind of page once, and keep connections open; what goes wrong is only noted."""
    try:
        await run_in_threadpool(_prepare, room)
        for path in _PAGES:
            await _make(app, path, room.settings.host)
    except Exception:
        _log.exception("the reading room opens cold")


def _prepare(room: Room) -> None:
    for name in room.templates.list_templates():
        room.templates.get_template(name)
    with ExitStack() as opened:
        for _ in range(_CONNECTIONS):
            opened.enter_context(room.ledger.connect())


async def _make(app: ASGIApp, path: str, host: str) -> None:
    """One page, thrown away."""
    path, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", host.encode())], "client": (host, 0), "server": (host, 80),
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_message: Message) -> None:
        pass

    await app(scope, receive, send)
