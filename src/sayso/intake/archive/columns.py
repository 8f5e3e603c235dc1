"""Records with columns or keys of any name -> what an article is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...article import Article
from ...errors import FormatError
from ..decode import check_text
from .dates import iso_date
from .particulars import authors_of, language_of, line

if TYPE_CHECKING:
    from .model import SourceOptions

__all__ = ["FIELDS", "article_of", "columns_for", "fields_of"]

# The usual names, the surest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "content", "body", "maintext", "fulltext", "articletext", "bodytext", "articlebody", "articlecontent",
        "plaintext",
    ),
    "title": ("title", "headline", "head", "articletitle"),
    "outlet": (
        "outlet", "source", "publisher", "publication", "newspaper", "sitename", "sourcename", "site", "sourcedomain",
    ),
    "authors": ("authors", "author", "byline", "creator", "writer"),
    "published": (
        "published", "date", "publishedat", "publicationdate", "datepublish", "publishdate", "datepublished",
        "publisheddate", "pubdate", "publishedon", "datetime",
    ),
    "url": ("url", "link", "webpage", "weburl", "articleurl", "href", "canonicalurl"),
    "language": ("language", "lang"),
}  # fmt: skip


def columns_for(names: Iterable[str], options: SourceOptions) -> dict[str, str]:
    """Which of the columns ``names`` holds which field.

    Raises:
        FormatError: a column that the options name is not there, or there is none with the text.
    """
    names = list(names)
    known = {_plain(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field, usual in FIELDS.items():
        if field in options.columns:
            found[field] = _named(options.columns[field], names)
        elif (name := next((known[n] for n in usual if n in known), None)) is not None:
            found[field] = name
    if "text" not in found:
        raise FormatError(f"no column is known to hold the text; there are: {_listed(names)}")
    return found


def fields_of(record: Mapping[str, Any], options: SourceOptions) -> dict[str, Any]:
    """The values of a JSON object by field. Keys that the options name may be missing, but for that of the text.

    Raises:
        FormatError: no key holds a text.
    """
    keys = [key for key in record if isinstance(key, str)]
    keys += [name for name in options.columns.values() if name not in record and _at(record, name) is not None]
    there = {f: name for f, name in options.columns.items() if f == "text" or name in keys}
    return {f: _at(record, name) for f, name in columns_for(keys, replace(options, columns=there)).items()}


def article_of(fields: Mapping[str, Any], options: SourceOptions) -> Article:
    """The article of these values, by field.

    Raises:
        FormatError: the text is no string.
        EmptyInput, NotText: nobody could read the text.
    """
    text = "" if fields.get("text") is None else fields["text"]
    if not isinstance(text, str):
        raise FormatError(f"the text is no string but {type(text).__name__}")
    check_text(text)
    return Article(
        text,
        title=line(fields.get("title")),
        outlet=line(_name(fields.get("outlet"))),
        authors=authors_of(fields.get("authors")),
        published=iso_date(fields.get("published"), day_first=options.day_first),
        url=line(fields.get("url")),
        language=language_of(fields.get("language")),
    )


def _at(record: Mapping[str, Any], name: str) -> Any:
    if name in record:
        return record[name]
    value: Any = record
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _name(value: Any) -> Any:
    return value.get("name") if isinstance(value, Mapping) else value


def _named(name: str, names: list[str]) -> str:
    if name not in names:
        raise FormatError(f"there is no column {name!r}; there are: {_listed(names)}")
    return name


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _listed(names: list[str]) -> str:
    shown = [line(name[:60]) or repr(name[:60]) for name in names[:20]]
    return ", ".join(shown) + (" ..." if len(names) > 20 else "") if names else "none"
