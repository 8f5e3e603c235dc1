"""What goes through the intake of archives: options, raw items, items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ..decode import MAX_BYTES
from ..fetch import TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...article import Article
    from ...record import Reading

__all__ = ["NOTHING", "Item", "Limits", "Meta", "RawItem", "RawKind", "SourceOptions"]

RawKind = Literal["text", "html", "record", "fragment", "link", "done", "error"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from a source before it is taken for an attack or a mistake.

    ``item``: bytes of one article (or of one file that is read as a whole). ``unpacked``: bytes in all that one packed
    source may hold. ``ratio``: how many times larger than its packed form something may be, beyond its first MiB.
    """

    item: int = MAX_BYTES
    unpacked: int = 256 * 2**30
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How sources are read.

    ``columns`` says which column or key (``a.b`` for one within another) of JSON Lines, CSV and Parquet holds ``text``,
    ``title``, ``outlet``, ``authors``, ``published``, ``url`` or ``language``, where the usual names do not. ``outlet``
    and ``published`` hold for all articles, whatever the source says. ``day_first`` tells 3/4/2025 to be in April
    (true) or in March (false); without it, a day that can be read both ways counts as not given.

    ``crawl_date``: a page from a WARC that states no date gets the day on which it was crawled. ``fetch_links``: what a
    feed gives only in part is fetched from its link, each within ``timeout`` seconds; ``allow`` lists exact
    ``host:port`` that may be private.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    published: str | None = None
    day_first: bool | None = None
    crawl_date: bool = False
    fetch_links: bool = False
    timeout: float = TIMEOUT
    allow: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Meta:
    """What a source says of an article beside its text; ``fetched`` is when a crawler got it."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    charset: str | None = None
    fetched: str | None = None


NOTHING = Meta()


@dataclass(frozen=True, slots=True)
class RawItem:
    """What ``to_article`` makes an article of; it can be pickled.

    ``data`` by ``kind``: ``text`` and ``html``: bytes; ``record``: a dictionary, or bytes with one in JSON;
    ``fragment``: HTML without a page around it; ``link``: a URL; ``done``: the article's text; ``error``: the reason.
    The other fields are those of ``Item``.
    """

    key: str
    where: str
    kind: RawKind
    data: Any
    meta: Meta = NOTHING
    read: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a source, or why there is none.

    ``key`` is the same whenever the same source is read: the absolute path or URL, and the place in it. ``where`` says
    it to a person. ``reading`` is there where the source holds Sayso's own readings. ``fetched`` is when a crawler got
    the page (ISO 8601). ``read`` counts the bytes gone through in all sources so far, packed as they lie on disk;
    ``total`` is how many there are, or ``None`` where a source is no file.
    """

    key: str
    where: str
    article: Article | None = None
    error: str | None = None
    reading: Reading | None = None
    fetched: str | None = None
    read: int = 0
    total: int | None = None
