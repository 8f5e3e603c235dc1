"""Signing in and out, and the name under which one codes where there are no accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException

from .visit import CODER_COOKIE, give_cookie

if TYPE_CHECKING:
    from starlette.responses import Response

    from .visit import Visit

__all__ = ["call_me", "own_path", "sign_in", "sign_out"]


def sign_in(visit: Visit) -> Response:
    """The form, and what comes of it. Who signs in gets a new session, whatever cookie there was before."""
    accounts = visit.room.accounts
    if accounts is None:
        return visit.to("/")
    onwards = own_path(visit.field("next") or visit.asked("next"))
    if visit.request.method != "POST":
        return visit.render("sign_in.html", problem="", onwards=onwards)
    client = visit.request.client
    if not visit.room.sign_in_rate.take(client.host if client else ""):
        raise HTTPException(429, "Too many tries; wait a minute.")
    user = accounts.check(visit.field("name"), str(visit.form.get("password", "")))
    if user is None:
        return visit.render("sign_in.html", 401, problem="Name and password do not fit.", onwards=onwards)
    response = visit.to(onwards)
    give_cookie(response, visit, accounts.open_session(user, visit.room.settings.session))
    return response


def sign_out(visit: Visit) -> Response:
    """End the session."""
    if visit.room.accounts:
        visit.room.accounts.close_session(visit.token)
    return visit.to("/")


def call_me(visit: Visit) -> Response:
    """Choose the name under which one codes."""
    response = visit.to(own_path(visit.field("next")))
    name = visit.field("coder")[:64]
    response.set_cookie(CODER_COOKIE, quote(name), max_age=365 * 86400, httponly=True, samesite="strict")
    return response


def own_path(given: str) -> str:
    """A path of this site; the front page where it would lead elsewhere."""
    inside = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable() and "\\" not in given
    return given if inside else "/"
