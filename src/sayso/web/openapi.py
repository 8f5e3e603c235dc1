"""The OpenAPI 3.1 document of the JSON API."""

from __future__ import annotations

from typing import Any

from .. import __version__
from ..record import ACTS, KINDS

__all__ = ["document"]

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 1}
_OBJECT: dict[str, Any] = {"type": "object"}
_OBJECTS: dict[str, Any] = {"type": "array", "items": _OBJECT}
_ERROR: dict[str, Any] = {"type": "object", "properties": {"error": _TEXT}, "required": ["error"]}


def document() -> dict[str, Any]:
    """What can be asked for, and what is answered."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sayso", "version": __version__, "description": _ABOUT},
        "paths": {
            "/api/overview": {"get": _get("Counts over the whole ledger", _OBJECT, errors=(503,))},
            "/api/statements": {"get": _get("Search the statements", _PAGE, _QUERY, errors=(400,))},
            "/api/articles/{id}": {"get": _get("An article’s reading", _OBJECT, [_in_path("id", _TEXT)], (404,))},
            "/api/actors": {"get": _get("Actors by name", _OBJECTS, [_asked("name", _TEXT, needed=True)], (400,))},
            "/api/actors/{number}": {"get": _get("An actor", _OBJECT, [_in_path("number", _NUMBER)], (404,))},
            "/api/codings": {
                "get": _get("Codings of a statement", _OBJECTS, _CODINGS, (400,)),
                "post": _post("Code a statement", _CODING, {"type": "object"}, "201", (400, 403, 404, 413)),
            },
            "/api/readings": {
                "post": _post("Read an article", _ARTICLE, _OBJECT, "200", (400, 403, 413, 422, 429)),
            },
            "/api/network": {"get": _get("A network", _OBJECT, _NETWORK, (422,))},
        },
    }


_ABOUT = (
    "Programs send the cookie “sayso” that the first answer sets, and with a POST the header X-CSRF-Token, whose value "
    "GET /token gives."
)
_PAGE: dict[str, Any] = {
    "type": "object",
    "properties": {"total": {"type": "integer"}, "page": _NUMBER, "hits": _OBJECTS},
    "required": ["total", "more", "page", "limit", "hits"],
}
_CODING: dict[str, Any] = {
    "type": "object",
    "properties": {
        "statement": _NUMBER,
        "decision": {"enum": ["", "accepted", "rejected"]},
        "concept": _TEXT,
        "agreement": {"enum": ["", "for", "against"]},
        "comment": _TEXT,
    },
    "required": ["statement"],
}
_ARTICLE: dict[str, Any] = {
    "type": "object",
    "properties": dict.fromkeys(("text", "url", "title", "outlet", "published"), _TEXT),
    "description": "either text or url",
}


def _asked(name: str, schema: dict[str, Any], *, needed: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": needed, "schema": schema}


def _in_path(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


_QUERY = [
    *(_asked(name, _TEXT) for name in ("q", "speaker", "outlet", "after", "before")),
    _asked("act", {"enum": list(ACTS)}),
    _asked("kind", {"enum": list(KINDS)}),
    _asked("page", _NUMBER),
    _asked("limit", {"type": "integer", "minimum": 1, "maximum": 1000}),
    _asked("facets", {"enum": ["0", "1"]}),
]
_CODINGS = [_asked("statement", _NUMBER, needed=True), _asked("history", {"enum": ["0", "1"]})]
_NETWORK = [
    _asked("view", {"enum": ["stands", "allies", "rivals", "outlets", "relays"]}),
    _asked("window", {"enum": ["", "month", "quarter", "year"]}),
    _asked("proposals", {"enum": ["0", "1"]}),
]


def _answer(schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _errors(errors: tuple[int, ...]) -> dict[str, Any]:
    return {str(status): _answer(_ERROR, "what is wrong") for status in (401, *errors)}


def _get(
    summary: str, schema: dict[str, Any], asked: list[dict[str, Any]] | None = None, errors: tuple[int, ...] = ()
) -> dict[str, Any]:
    return {
        "summary": summary,
        "parameters": asked or [],
        "responses": {"200": _answer(schema, "it")} | _errors(errors),
    }


def _post(
    summary: str, body: dict[str, Any], schema: dict[str, Any], status: str, errors: tuple[int, ...]
) -> dict[str, Any]:
    token = {"name": "X-CSRF-Token", "in": "header", "required": True, "schema": _TEXT}
    return {
        "summary": summary,
        "parameters": [token],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {status: _answer(schema, "it")} | _errors(errors),
    }
