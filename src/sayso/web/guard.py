"""What stands before every page: host names, headers, sizes, rates. Pure ASGI, so that nothing gets around it."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .settings import Settings

__all__ = ["Buckets", "Guard", "TooMuch"]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers then send no Origin with forms, by which forged ones are told.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_REMEMBERED = 10_000


class TooMuch(Exception):
    """The body of a request is larger than is allowed."""


class Buckets:
    """A token bucket a client: ``rate`` requests a second on average, ``burst`` at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> bool:
        """Whether one more is allowed now."""
        now = time.monotonic()
        left, then = self._held.pop(who, (self.burst, now))
        left = min(self.burst, left + (now - then) * self.rate)
        allowed = left >= 1
        self._held[who] = (left - 1 if allowed else left, now)
        if len(self._held) > _REMEMBERED:
            self._held.popitem(last=False)
        return allowed


class Guard:
    """Refuses wrong hosts, large bodies and too many requests; puts the safety headers on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        rate = settings.limits.requests
        self._buckets = Buckets(rate, 2 * rate) if rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sending = _with_headers(send, private=not scope["path"].startswith("/static/"))
        refused = self._refusal(scope)
        if refused:
            await refused(scope, receive, sending)
            return
        await self.app(scope, _bounded(receive, self.settings.limits.body), sending)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        names = self.settings.names
        if names and _name(headers.get("host", "")) not in names:
            return PlainTextResponse("This server does not go by that name.\n", 421)
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > self.settings.limits.body:
            return PlainTextResponse("This is more than the server takes.\n", 413)
        client = scope.get("client")
        if self._buckets and not self._buckets.take(client[0] if client else ""):
            return PlainTextResponse("Too many requests; try again soon.\n", 429, {"Retry-After": "1"})
        return None


def _name(host: str) -> str:
    """A Host header without the port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def _bounded(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise TooMuch
        return message

    return bounded


def _with_headers(send: Send, *, private: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if private:
                headers["Cache-Control"] = "no-store"
        await send(message)

    return sending
