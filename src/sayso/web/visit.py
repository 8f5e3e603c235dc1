"""One request: who asks, with which form, and how it is answered. Handlers are plain functions of a ``Visit``."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ..errors import SaysoError
from ..jsonlines import parse_json
from .accounts import User
from .guard import TooMuch
from .templating import address

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from .room import Room

__all__ = ["CODER_COOKIE", "COOKIE", "Visit", "endpoint", "give_cookie"]

COOKIE, CODER_COOKIE = "sayso", "sayso-coder"
_LONGEST_NAME, _LARGEST = 64, 2**31 - 1


@dataclass(slots=True)
class Visit:
    """What a handler gets. ``form`` and ``data`` (JSON) are there where something was posted."""

    room: Room
    request: Request
    token: str
    user: User | None
    form: FormData = field(default_factory=FormData)
    data: Any = None

    @property
    def coder(self) -> str:
        """Under whose name is coded: the account's; where there are none, the name that was chosen."""
        if self.room.accounts and self.user:
            return self.user.name
        chosen = unquote(self.request.cookies.get(CODER_COOKIE, ""))[:_LONGEST_NAME].strip()
        return chosen or self.room.settings.coder

    @property
    def csrf(self) -> str:
        """What a form must send back, so that no other site can send it."""
        return hmac.new(self.room.secret, self.token.encode(), hashlib.sha256).hexdigest()

    def may(self, role: str) -> bool:
        """Whether whoever asks has the role."""
        return self.user is not None and self.user.may(role)

    def asked(self, name: str, default: str = "") -> str:
        """A part of the query."""
        return self.request.query_params.get(name, default)

    def number(self, name: str, default: int = 1, most: int = 10_000) -> int:
        """A part of the query as a number from 1; the default where it is none."""
        given = self.asked(name)
        return min(max(int(given), 1), most) if given.isdecimal() and len(given) < 10 else default

    def field(self, name: str) -> str:
        """A field of the form, without space around it."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def path_number(self, name: str = "number") -> int:
        """A part of the path that is a number.

        Raises:
            HTTPException: it is larger than any that the ledger gives out.
        """
        number = int(self.request.path_params[name])
        if number > _LARGEST:
            raise HTTPException(404, f"There is no {number}.")
        return number

    def render(self, template: str, status: int = 200, **context: Any) -> Response:
        """A page."""
        about = {"visit": self, "room": self.room, "here": self.request.url.path}
        return HTMLResponse(self.room.templates.get_template(template).render(about | context), status)

    def to(self, path: str) -> Response:
        """Go on there, with GET."""
        return RedirectResponse(path, 303)


def endpoint(
    handler: Callable[[Visit], Response], role: str | None = "reader"
) -> Callable[[Request], Awaitable[Response]]:
    """A handler as Starlette wants it: run in a thread, after what is posted and by whom was checked.

    ``role`` is what one must be to come in; None lets everybody.
    """

    @wraps(handler)
    async def answer(request: Request) -> Response:
        room: Room = request.app.state.room
        try:
            return await _answer(room, request)
        except (HTTPException, SaysoError, TooMuch):
            raise
        except Exception as error:
            # Here, and not above: the answer must go through what puts the safety headers on it.
            return await run_in_threadpool(room.failed, request, error)

    async def _answer(room: Room, request: Request) -> Response:
        token = request.cookies.get(COOKIE, "")
        fresh = not 20 <= len(token) <= 100
        visit = Visit(room, request, secrets.token_urlsafe(32) if fresh else token, None)
        # Without accounts there is nothing to look up, and so no thread to wait for.
        visit.user = await run_in_threadpool(_who, room, visit.token) if room.accounts else _who(room, visit.token)
        if request.method not in ("GET", "HEAD"):
            await _take_form(visit)
        if role is not None and not visit.may(role):
            response = _turned_away(visit)
        else:
            response = await run_in_threadpool(handler, visit)
        if fresh and "set-cookie" not in response.headers:
            give_cookie(response, visit, visit.token)
        return response

    return answer


def give_cookie(response: Response, visit: Visit, token: str) -> None:
    """Set the cookie by which a visitor is known again."""
    secure = visit.request.url.scheme == "https"
    seconds = visit.room.settings.session if visit.room.accounts else None
    response.set_cookie(COOKIE, token, max_age=seconds, httponly=True, samesite="strict", secure=secure)


def _who(room: Room, token: str) -> User | None:
    return room.accounts.of_session(token) if room.accounts else User(room.settings.coder, "admin")


async def _take_form(visit: Visit) -> None:
    """Read what is posted, and see that one of our own pages sent it.

    Raises:
        HTTPException: it did not.
    """
    request = visit.request
    if request.headers.get("content-type", "").startswith("application/json"):
        visit.data = parse_json(await request.body())
    else:
        visit.form = await request.form(max_files=4, max_fields=200, max_part_size=visit.room.settings.limits.body)
    origin = request.headers.get("origin")
    own = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    sent = request.headers.get("x-csrf-token") or visit.form.get("csrf") or ""
    known = isinstance(sent, str) and hmac.compare_digest(sent.encode(), visit.csrf.encode())
    if not own or not known:
        raise HTTPException(403, "This page is too old, or another site sent it: load the page again, then repeat.")


def _turned_away(visit: Visit) -> Response:
    if visit.user is not None:
        raise HTTPException(403, "Your account may not do that.")
    if visit.request.url.path.startswith("/api/"):
        raise HTTPException(401, "Sign in first.")
    query = visit.request.url.query
    wanted = visit.request.url.path + (f"?{query}" if query else "")
    return visit.to(address("/sign-in", next=wanted if visit.request.method == "GET" else None))
