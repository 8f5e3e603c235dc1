"""Documents of a ``.dna`` file -> articles."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ...article import Article, text_id
from ...intake.archive.dates import from_epoch
from ...intake.archive.particulars import authors_of
from ...record import Reading
from .. import schema
from ..rows import chunks
from ..writing import Incoming, add_incoming

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from .book import Cells
    from .kept import Kept

__all__ = ["ABOUT", "about", "digest", "take_documents"]

ABOUT = ("title", "outlet", "authors", "published")


def take_documents(
    connection: Connection, kept: Kept, signatures: Mapping[int, bytes | None], run: int, source: str
) -> None:
    """Link every document to the article of its text, or make one; a document without words has none.

    An article of the same words that is in the ledger keeps its reading; the document counts as another appearance.
    """
    rows = kept.book.tables["DOCUMENTS"]
    new = {n: _article(row) for n, row in rows.items() if kept.link("DOCUMENTS", n).article is None and _has_words(row)}
    there = _there(connection, [article.id for article in new.values()])
    items = [
        Incoming(Reading(a), None if there.get(a.id) == "read" else run, f"{source}: document {n}", signatures.get(n))
        for n, a in new.items()
    ]
    numbers = [n for some in chunks(items, 500) for n in add_incoming(connection, some, again=False)]
    found = dict(zip(new, numbers, strict=True))
    seen = _seen(connection, list(found.values()))
    for document, article in found.items():
        link = kept.link("DOCUMENTS", document)
        link.article, link.seen = article, seen[article]


def _has_words(row: Cells) -> bool:
    return bool(str(row["Text"]).strip())


def _article(row: Cells) -> Article:
    text = str(row["Text"])
    title, outlet = (str(row[name] or "").strip() or None for name in ("Title", "Source"))
    published = from_epoch(float(row["Date"] or 0))
    return Article(text, title, outlet, authors_of(str(row["Author"] or "")), published, id=text_id(text))


def _there(connection: Connection, ids: list[str]) -> dict[str, str]:
    """The ids of those that are in the ledger -> whether they were read."""
    t = schema.articles
    found: dict[str, str] = {}
    for some in chunks(ids):
        found |= {row.id: row.status for row in connection.execute(select(t.c.id, t.c.status).where(t.c.id.in_(some)))}
    return found


def _seen(connection: Connection, articles: list[int]) -> dict[int, dict[str, Any]]:
    t = schema.articles
    found: dict[int, dict[str, Any]] = {}
    for some in chunks(articles):
        for row in connection.execute(select(t).where(t.c.number.in_(some))):
            found[row.number] = about(row) | {"text": digest(row.text)}
    return found


def about(row: Any) -> dict[str, Any]:
    """What is known of an article, of what DNA keeps, too."""
    return {key: getattr(row, key) for key in ABOUT}


def digest(text: str) -> str:
    """Tells whether a text is still the very same."""
    return hashlib.sha256(text.encode()).hexdigest()
