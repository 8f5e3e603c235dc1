"""A web page -> its article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ..article import Article
from ..errors import EmptyInput, InputError
from .decode import MAX_BYTES, check_text, decode
from .plain import page_title, visible_text

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["read_html"]

# Beyond this the time that trafilatura needs grows with the square of the length.
_LONGEST = 4 * 2**20
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,80}base64,[A-Za-z0-9+/=]+")
_NOISY = ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer", "dateparser")


@dataclass(frozen=True, slots=True)
class _Page:
    """What trafilatura found; all may be missing."""

    text: str = ""
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None


def read_html(
    data: bytes, *, url: str | None = None, charset: str | None = None, max_bytes: int = MAX_BYTES
) -> Article:
    """The article on a page: main text with a blank line between paragraphs, title, outlet, authors, day, address.

    Where no main text can be told from the rest, the text is all that the page shows. ``url`` is where the page came
    from, if that is known; else its own word for it counts. The language is left open: what pages say of it is often
    the template's, not the text's.

    Raises:
        TooLarge: there are more than ``max_bytes`` bytes.
        EmptyInput: nothing is there.
        NotText: the bytes are no text.
        InputError: the page shows no text.
    """
    html = _EMBEDDED.sub("", decode(data, charset=charset, html=True, max_bytes=max_bytes))
    page = _extracted(html, url) if len(html) <= _LONGEST else _Page()
    text = page.text or visible_text(html)
    try:
        check_text(text)
    except EmptyInput:
        raise InputError("the page shows no text") from None
    return Article(
        text,
        title=page.title or page_title(html),
        outlet=page.outlet,
        authors=page.authors,
        published=page.published,
        url=url or page.url,
    )


def _extracted(html: str, url: str | None) -> _Page:
    """Main text and particulars, as far as trafilatura finds them."""
    trafilatura = _trafilatura()
    # A day is taken from what the page states, not guessed from numbers in it.
    dates = {"original_date": True, "extensive_search": False}
    try:
        found = trafilatura.bare_extraction(
            html, url=url, include_comments=False, with_metadata=True, date_extraction_params=dates
        )
        if found is None:
            found = trafilatura.extract_metadata(html, default_url=url, date_config=dates)
    except Exception:
        # Pages break parsers in every way there is; what the page shows can be read all the same.
        return _Page()
    return _page(found) if found is not None else _Page()


def _page(found: Any) -> _Page:
    return _Page(
        text="\n\n".join(filter(None, map(str.strip, (found.text or "").split("\n")))),
        title=_line(found.title),
        outlet=_line(found.sitename),
        authors=tuple(filter(None, map(_line, (found.author or "").split(";")))),
        published=_line(found.date),
        url=_line(found.url),
    )


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


@cache
def _trafilatura() -> ModuleType:
    """The library, told to keep to itself what it thinks of a page."""
    import logging

    import trafilatura

    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura
