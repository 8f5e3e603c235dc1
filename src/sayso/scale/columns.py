"""Readings and articles as rows of Parquet.

A part of ``readings/`` has a row a reading:

==================  ================================================================================
column              holds
==================  ================================================================================
``reading``         the reading as JSON in the interchange form
``id``              the article's id
``title``           its title, or null
``outlet``          its outlet, or null
``authors``         its authors, a list
``published``       its date as the source gives it (ISO 8601: a year, month, day or moment), or null
``day``             the same as a date, where it has a day
``url``             its address, or null
``language``        its language
``place``           where it was read: the source, and the place in it
``n_statements``    how many statements it has
``statements``      a list of structs, one a statement: ``id``; ``speaker``, ``speaker_kind`` and ``relay``
                    (lists of names and kinds); ``mode``, ``act``, ``denies``; ``condition``, ``hedge``,
                    ``source``, ``cue``, ``content`` (words, pieces joined by ``" … "``, or null); ``start``
                    and ``end`` of the content in the text, in code points; ``within``; ``confidence``
==================  ================================================================================

A part of ``unread/`` has a row an article that was not read, as it is in another language: the columns from ``id`` to
``place``, and ``text``. All but ``reading`` is there for queries: it says nothing that the reading does not say.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..formats.interchange import to_json
from ..formats.plain import join_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..article import Article, Span
    from ..record import Actor, Reading, Statement

__all__ = ["READINGS", "UNREAD", "reading_row", "unread_row"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_WORDS = pa.list_(pa.string())

_ARTICLE = [
    ("id", pa.string()),
    ("title", pa.string()),
    ("outlet", pa.string()),
    ("authors", _WORDS),
    ("published", pa.string()),
    ("day", pa.date32()),
    ("url", pa.string()),
    ("language", pa.string()),
    ("place", pa.string()),
]
_STATEMENT = pa.struct(
    [
        ("id", pa.string()),
        ("speaker", _WORDS),
        ("speaker_kind", _WORDS),
        ("relay", _WORDS),
        ("mode", pa.string()),
        ("act", pa.string()),
        ("denies", pa.bool_()),
        ("condition", pa.string()),
        ("hedge", pa.string()),
        ("source", pa.string()),
        ("cue", pa.string()),
        ("content", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("within", pa.string()),
        ("confidence", pa.float64()),
    ]
)
READINGS = pa.schema(
    [("reading", pa.string()), *_ARTICLE, ("n_statements", pa.int32()), ("statements", pa.list_(_STATEMENT))]
)
UNREAD = pa.schema([*_ARTICLE, ("text", pa.string())])


def reading_row(reading: Reading, place: str) -> dict[str, Any]:
    """The row of a reading.

    Raises:
        FormatError: JSON cannot say it.
    """
    actors = {actor.id: actor for actor in reading.actors}
    return {
        "reading": to_json(reading, indent=None),
        **_about(reading.article, place),
        "n_statements": len(reading.statements),
        "statements": [_statement(one, actors) for one in reading.statements],
    }


def unread_row(article: Article, place: str) -> dict[str, Any]:
    """The row of an article that was not read."""
    return {**_about(article, place), "text": _sound(article.text)}


def _about(article: Article, place: str) -> dict[str, Any]:
    return {
        "id": _sound(article.id),
        "title": _sound(article.title),
        "outlet": _sound(article.outlet),
        "authors": [_sound(name) for name in article.authors],
        "published": _sound(article.published),
        "day": _day(article.published),
        "url": _sound(article.url),
        "language": _sound(article.language),
        "place": _sound(place),
    }


def _statement(one: Statement, actors: Mapping[str, Actor]) -> dict[str, Any]:
    speakers = [actors[key] for key in one.speaker]
    return {
        "id": _sound(one.id),
        "speaker": [_sound(actor.name) for actor in speakers],
        "speaker_kind": [actor.kind for actor in speakers],
        "relay": [_sound(actors[key].name) for key in one.relay],
        "mode": one.mode,
        "act": one.act,
        "denies": one.denies,
        "condition": _words(one.condition),
        "hedge": _words(one.hedge),
        "source": _words(one.source),
        "cue": _words(one.cue),
        "content": _words(one.content),
        "start": one.content[0].start if one.content else None,
        "end": one.content[-1].end if one.content else None,
        "within": _sound(one.within),
        "confidence": one.confidence,
    }


def _words(spans: tuple[Span, ...]) -> str | None:
    return _sound(join_pieces(spans)) if spans else None


def _sound(text: str | None) -> str | None:
    """The text as UTF-8 can hold it: a lone surrogate, which the reading's JSON keeps, is a question mark here."""
    return None if text is None else text.encode("utf-8", "replace").decode()


def _day(published: str | None) -> date | None:
    found = _DAY.match(published or "")
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
