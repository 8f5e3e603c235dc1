"""RSS and Atom feeds -> raw items, one an entry."""

from __future__ import annotations

import io
from time import struct_time
from typing import IO, TYPE_CHECKING, Any
from xml.parsers import expat
from xml.sax import SAXException

from ...errors import FormatError, InputError
from ..decode import check_size
from ..plain import visible_text
from .dates import iso_date
from .model import Meta, RawItem
from .particulars import host_of, language_of, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .place import Place

__all__ = ["from_feed", "looks_like_feed"]

# A summary of so many visible characters is the article itself, as RSS without a field for it has it.
_WHOLE = 1500
_ROOTS = (b"<rss", b"<feed", b"<rdf:RDF", b"<channel")


def looks_like_feed(beginning: bytes) -> bool:
    """Whether a document begins like a feed."""
    plain = beginning.replace(b"\0", b"")
    return any(root in plain for root in _ROOTS) and b"<html" not in plain.lower().partition(b"<item")[0]


def from_feed(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    """The entries of a feed: with their text, or as links where they have only a summary and links may be fetched.

    Raises:
        TooLarge, FormatError: it is too large, no feed, or declares entities of its own, as attacks do.
    """
    data = stream.read(place.options.limits.item + 1)
    check_size(len(data), place.options.limits.item)
    _refuse_entities(data)
    feed = _parsed(data)
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        at = line(entry.get("id") or entry.get("link")) or f"entry {number}"
        if at in seen:
            continue
        seen.add(at)
        if place.wanted(at):
            yield _item(entry, _meta(entry, feed.feed), at, place)
    if isinstance(feed.get("bozo_exception"), SAXException):
        yield place.error(FormatError("the feed is damaged or breaks off, so that entries may be missing"), "end")


def _refuse_entities(data: bytes) -> None:
    """Read up to the first element, before which entities are declared.

    Raises:
        FormatError: there is one.
    """

    def refuse(*_: object) -> None:
        raise FormatError("the feed declares XML entities of its own, which no honest feed does")

    class Begun(Exception):
        """The first element has been reached."""

    def stop(*_: object) -> None:
        raise Begun

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(data, True)
    except (Begun, expat.ExpatError, ValueError, LookupError):
        return  # what is not well formed is read by feedparser, which expands nothing


def _parsed(data: bytes) -> Any:
    import feedparser

    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    except Exception as error:  # whatever a broken feed does to the library
        raise InputError(f"the feed cannot be read: {type(error).__name__}") from None
    if not feed.get("version") and not feed.get("entries"):
        raise FormatError("no RSS or Atom feed")
    return feed


def _meta(entry: Any, feed: Any) -> Meta:
    url = line(entry.get("link"))
    source = entry.get("source")
    outlet = line(source.get("title")) if isinstance(source, dict) else None
    return Meta(
        title=_shown(entry.get("title")),
        outlet=outlet or _shown(feed.get("title")) or host_of(url),
        authors=_authors(entry),
        published=_moment(entry),
        url=url,
        language=language_of(entry.get("language") or feed.get("language")),
    )


def _authors(entry: Any) -> tuple[str, ...]:
    people = entry.get("authors") or [{"name": entry.get("author")}]
    names = (line(person.get("name")) for person in people if isinstance(person, dict))
    return tuple(dict.fromkeys(filter(None, names)))


def _moment(entry: Any) -> str | None:
    """When it was published; a feed that says only when an entry was changed means the same by it."""
    for field in ("published", "updated"):
        if entry.get(field):
            moment = entry.get(f"{field}_parsed")
            if isinstance(moment, struct_time):
                return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*moment[:6])
            return iso_date(entry.get(field))
    return None


def _item(entry: Any, meta: Meta, at: str, place: Place) -> RawItem:
    text = max((_value(content) for content in entry.get("content") or ()), key=len, default="")
    if not text.strip():
        summary = _value({"value": entry.get("summary")})
        text = summary if len(visible_text(summary)) >= _WHOLE else ""
    if text.strip():
        return place.item(at, "fragment", text, meta)
    if not meta.url:
        return place.item(at, "error", "the entry has neither a text nor a link")
    if place.options.fetch_links:
        return place.item(at, "link", meta.url, meta)
    return place.item(at, "error", f"the feed has only a summary, and links are not fetched: {meta.url}")


def _value(content: Any) -> str:
    value = content.get("value") if isinstance(content, dict) else None
    return value if isinstance(value, str) else ""


def _shown(value: Any) -> str | None:
    return line(visible_text(value)) if isinstance(value, str) else None
