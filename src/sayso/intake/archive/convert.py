"""The heavy stage: a raw item -> its article. It needs nothing but the item, so that it can run in another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...article import Article
from ...errors import FormatError, InputError, SaysoError
from ...jsonlines import parse_json
from ..decode import check_text, decode
from ..html import read_html
from ..plain import visible_text
from .columns import article_of, fields_of
from .dates import iso_date
from .model import Item, Meta, RawItem, SourceOptions
from .particulars import host_of

if TYPE_CHECKING:
    from ...record import Reading

__all__ = ["to_article"]


def to_article(raw: RawItem, options: SourceOptions | None = None) -> Item:
    """The article in ``raw``, or why there is none; it never raises.

    The same item gives the same article, but for links, which are fetched here.
    """
    options = options or SourceOptions()
    reading: Reading | None = None
    article: Article | None = None
    reason: str | None = None
    try:
        article, reading = _made(raw, options)
        article = _overridden(article, options)
        if reading is not None:
            reading = replace(reading, article=article)
    except SaysoError as error:
        reason = str(error)
    except Exception as error:
        # Whatever a page does to the libraries that read it, the archive goes on.
        reason = f"it cannot be read: {type(error).__name__}"
    if reason is not None:
        article = reading = None
    return Item(raw.key, raw.where, article, reason, reading, raw.meta.fetched, raw.read, raw.total)


def _made(raw: RawItem, options: SourceOptions) -> tuple[Article, Reading | None]:
    if raw.kind == "record":
        return _from_record(raw.data, options)
    if raw.kind == "error":
        raise InputError(raw.data)
    return _from_text(raw, options), None


def _from_text(raw: RawItem, options: SourceOptions) -> Article:
    most = options.limits.item
    if raw.kind == "html":
        return _from_page(read_html(raw.data, url=raw.meta.url, charset=raw.meta.charset, max_bytes=most), raw, options)
    if raw.kind == "link":
        from ..fetch import MAX_FETCHED, fetch

        most = min(most, MAX_FETCHED)
        return _with(fetch(raw.data, max_bytes=most, timeout=options.timeout, allow=options.allow), raw.meta)
    if raw.kind == "text":
        text = decode(raw.data, charset=raw.meta.charset, max_bytes=most)
    else:
        text = visible_text(raw.data) if raw.kind == "fragment" else raw.data
    check_text(text)
    return _with(Article(text), raw.meta)


def _from_page(page: Article, raw: RawItem, options: SourceOptions) -> Article:
    """A crawled page says best itself what it is; what it leaves out the crawler's record may tell."""
    crawled = iso_date((raw.meta.fetched or "")[:10]) if options.crawl_date else None
    outlet = page.outlet or (host_of(raw.meta.url) if raw.meta.fetched else None)
    return replace(page, outlet=outlet, published=page.published or raw.meta.published or crawled)


def _with(article: Article, meta: Meta) -> Article:
    """The article with what its source says of it, where it says something."""
    return replace(
        article,
        title=meta.title or article.title,
        outlet=meta.outlet or article.outlet,
        authors=meta.authors or article.authors,
        published=meta.published or article.published,
        url=meta.url or article.url,
        language=meta.language or article.language,
    )


def _from_record(data: Any, options: SourceOptions) -> tuple[Article, Reading | None]:
    if isinstance(data, bytes):
        record = parse_json(decode(data, max_bytes=options.limits.item))
        if not isinstance(record, Mapping):
            raise FormatError(f"a record should be a JSON object, not {type(record).__name__}")
        return _from_object(record, options)
    return article_of(data, options), None


def _from_object(record: Mapping[str, Any], options: SourceOptions) -> tuple[Article, Reading | None]:
    """Sayso's own reading, or a record with keys of any name."""
    inner = record.get("article")
    if isinstance(inner, Mapping) and "text" in inner:
        if "statements" in record:
            from ...record import Reading

            reading = Reading.from_dict(record)
            check_text(reading.article.text)
            return reading.article, reading
        record = inner
    return article_of(fields_of(record, options), options), None


def _overridden(article: Article, options: SourceOptions) -> Article:
    if options.outlet is None and options.published is None:
        return article
    return replace(article, outlet=options.outlet or article.outlet, published=options.published or article.published)
