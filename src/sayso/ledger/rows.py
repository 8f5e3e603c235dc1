"""A reading -> the rows of the tables; no database is needed for it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import FormatError, InputError
from ..formats.plain import join_pieces
from . import schema
from .names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from ..article import Article, Span
    from ..record import Actor, Narration, Reading, Statement

__all__ = [
    "Rows",
    "about_rows",
    "article_row",
    "as_day",
    "check_string",
    "check_strings",
    "chunks",
    "day_of",
    "extent",
    "key_of",
    "now",
]

_T = TypeVar("_T")

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII | re.DOTALL)
_UNFIT = re.compile("[\0\ud800-\udfff]")

Row = dict[str, Any]

_TABLES = schema.metadata.sorted_tables


@dataclass(slots=True)
class Rows:
    """Rows for several tables, written in the order in which the tables point at each other."""

    of: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def insert(self, connection: Connection) -> None:
        """Write them all."""
        for table in _TABLES:
            rows = self.of.get(table.name)
            if rows:
                connection.execute(table.insert(), rows)

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows to those of ``table``."""
        self.of[table.name].extend(rows)


def chunks(values: Sequence[_T], size: int = 1000) -> Iterator[Sequence[_T]]:
    """The values, some at a time: databases bound the number of values in one query."""
    return (values[at : at + size] for at in range(0, len(values), size))


def key_of(article_id: str, start: int, stop: int) -> str:
    """The key of a statement: the same in every ledger. ``start`` and ``stop`` are its ``extent``."""
    return f"{article_id}:{start}-{stop}"


def now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(published: str | None) -> str | None:
    """The day to sort by; of a month or year its first; ``None`` where it is no ISO 8601 date."""
    found = _DAY.fullmatch(published.strip()) if published else None
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def as_day(given: str) -> str:
    """The day that a person gave to filter by, as ``day_of`` has it.

    Raises:
        FormatError: it is none.
    """
    day = day_of(given)
    if day is None:
        raise FormatError(f"{given!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return day


def check_strings(article: Article, actors: Iterable[Actor] = ()) -> None:
    """See that every string can be kept in any database.

    Raises:
        InputError: there is a NUL character or half a surrogate pair in one.
    """
    about = (article.id, article.title, article.outlet, *article.authors, article.published, article.url)
    of_actors = (s for a in actors for s in (a.id, a.name, *a.aliases, *a.roles, a.affiliation))
    for value in (article.text, *about, article.language, *of_actors):
        check_string(value)


def check_string(value: str | None) -> None:
    """See that the string can be kept in any database.

    Raises:
        InputError: there is a NUL character or half a surrogate pair in it.
    """
    found = _UNFIT.search(value) if value else None
    if found:
        raise InputError(f"character {found.start()} is U+{ord(found[0]):04X}, which no database keeps")


def article_row(article: Article, number: int, **more: Any) -> Row:
    """The row of an article."""
    return about_article(article) | {"number": number, "id": article.id, "text": article.text} | more


def about_article(article: Article) -> Row:
    """What is known of an article beside its text."""
    return {
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "day": day_of(article.published),
        "url": article.url,
        "language": article.language,
    }


def extent(statement: Statement) -> tuple[int, int]:
    """From where the content begins to where it ends; source and cue where there is no content."""
    spans = statement.content or (*statement.source, *statement.cue)
    return min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)


def about_rows(
    rows: Rows, reading: Reading, article: int, run: int, actors: Sequence[int], statements: Sequence[int]
) -> None:
    """Add the rows of a reading but for the article's own; ``actors`` and ``statements`` are the numbers they get.

    Raises:
        FormatError: a statement names an actor or statement that is not there.
    """
    numbers = {a.id: n for a, n in zip(reading.actors, actors, strict=True)}
    within = {s.id: n for s, n in zip(reading.statements, statements, strict=True)}
    for ordinal, (actor, number) in enumerate(zip(reading.actors, actors, strict=True)):
        rows.add(schema.article_actors, [_actor_row(actor, number, article, ordinal)])
        rows.add(schema.mentions, _span_rows(actor.mentions, actor=number))
    for ordinal, (statement, number) in enumerate(zip(reading.statements, statements, strict=True)):
        row = _statement_row(statement, within)
        rows.add(schema.statements, [row | {"number": number, "article": article, "run": run, "ordinal": ordinal}])
        _parts(rows, statement, number, numbers)
    for ordinal, piece in enumerate(reading.narration):
        _narration(rows, piece, article, ordinal)


def _actor_row(actor: Actor, number: int, article: int, ordinal: int) -> Row:
    return {
        "number": number,
        "article": article,
        "ordinal": ordinal,
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "roles": list(actor.roles),
        "affiliation": actor.affiliation,
        "actor": None,
        "by_hand": False,
        "folded": fold(actor.name, actor.kind).folded,
        "state": "found",
    }


def _statement_row(s: Statement, within: Mapping[str, int]) -> Row:
    if s.within is not None and s.within not in within:
        raise FormatError(f"statement {s.id} stands within {s.within!r}, which is not listed")
    start, stop = extent(s)
    return {
        "id": s.id,
        "state": "found",
        "mode": s.mode,
        "act": s.act,
        "denies": s.denies,
        "confidence": s.confidence,
        "within": None if s.within is None else within[s.within],
        "start": start,
        "stop": stop,
        "content": join_pieces(s.content),
        "condition": join_pieces(s.condition) or None,
        "hedge": join_pieces(s.hedge) or None,
    }


def _parts(rows: Rows, s: Statement, number: int, actors: Mapping[str, int]) -> None:
    for role in schema.SPAN_ROLES:
        rows.add(schema.statement_spans, _span_rows(getattr(s, role), statement=number, role=role))
    try:
        speakers = [{"statement": number, "ordinal": n, "actor": actors[a]} for n, a in enumerate(s.speaker)]
        relays = [{"statement": number, "rank": n, "actor": actors[a]} for n, a in enumerate(s.relay)]
    except KeyError as error:
        raise FormatError(f"statement {s.id} names the actor {error}, which is not listed") from None
    rows.add(schema.statement_speakers, speakers)
    rows.add(schema.statement_relays, relays)


def _narration(rows: Rows, piece: Narration, article: int, ordinal: int) -> None:
    span = {"start": piece.span.start, "stop": piece.span.end}
    rows.add(schema.narration, [{"article": article, "ordinal": ordinal, "act": piece.act} | span])
    for role in schema.NARRATION_ROLES:
        inner = _span_rows(getattr(piece, role), article=article, piece=ordinal, role=role)
        rows.add(schema.narration_spans, inner)


def _span_rows(spans: Sequence[Span], **key: Any) -> list[Row]:
    return [key | {"ordinal": n, "start": s.start, "stop": s.end} for n, s in enumerate(spans)]
