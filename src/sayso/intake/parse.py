"""Bytes of one kind or another -> articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ..article import Article
from .decode import MAX_BYTES, decode
from .html import read_html
from .records import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .failure import Failure

__all__ = ["Kind", "kind_of", "parse"]

Kind = Literal["text", "html", "json"]

_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_RECORD = re.compile(rb'\s*(\[\s*)?\{\s*"')


def kind_of(data: bytes, known: Kind | None = None) -> Kind:
    """What the bytes are by their beginning: a page shows itself; else the kind that is ``known``, JSON or text."""
    # UTF-16 has a NUL beside each letter of the marks that are looked for.
    beginning = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if known != "json" and _PAGE.match(beginning):
        return "html"
    return known or ("json" if _RECORD.match(beginning) else "text")


def parse(
    data: bytes,
    source: str,
    *,
    kind: Kind | None = None,
    charset: str | None = None,
    url: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Article | Failure]:
    """The articles in ``data``: one, but for JSON, of which each unreadable record is a failure of its own.

    Raises:
        InputError: nothing in it can be read.
        FormatError: it is JSON of another form.
    """
    kind = kind_of(data, kind)
    if kind == "html":
        yield read_html(data, url=url, charset=charset, max_bytes=max_bytes)
    elif kind == "json":
        yield from read_json(data, source, max_bytes=max_bytes)
    else:
        yield Article(decode(data, charset=charset, max_bytes=max_bytes), url=url)
