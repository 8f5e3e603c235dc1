"""A URL -> its article, without letting the URL choose where in the network it is read from."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import FetchError, InputError, NotText
from .decode import check_size
from .failure import Failure
from .parse import Kind, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from ..article import Article
    from .transport import Deadline

__all__ = ["MAX_FETCHED", "TIMEOUT", "Download", "download", "fetch"]

MAX_FETCHED = 10 * 2**20
TIMEOUT = 20.0
_REDIRECTS = 5
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; sayso)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, application/json;q=0.8, */*;q=0.1",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "identity",
}
_KINDS: dict[str, Kind | None] = {
    "": None,
    "text/plain": "text",
    "text/markdown": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/x-ndjson": "json",
    "application/jsonl": "json",
}
_FEEDS: dict[str, Kind | None] = {
    "application/rss+xml": None,
    "application/atom+xml": None,
    "application/rdf+xml": None,
    "application/xml": None,
    "text/xml": None,
}
_UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Download:
    """What a URL gave: the bytes, where they were found in the end, and what the server says they are.

    ``etag`` and ``modified`` are what the server wants to hear at the next asking; ``unchanged`` is its answer to them.
    """

    data: bytes
    url: str
    kind: Kind | None
    charset: str | None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for: at most so many bytes, by then, of these media types, under these conditions."""

    max_bytes: int
    deadline: Deadline
    kinds: Mapping[str, Kind | None]
    conditions: Mapping[str, str]


def fetch(
    url: str,
    *,
    max_bytes: int = MAX_FETCHED,
    timeout: float = TIMEOUT,
    allow: frozenset[str] = frozenset(),
) -> Article:
    """The article at ``url``.

    Raises:
        FetchError: the URL is none, its server cannot be reached or does not answer well within ``timeout`` seconds.
        RefusedAddress: it leads to a private or local address. ``allow`` lists exact ``host:port`` that may.
        NotText: it serves something else than plain text, Markdown, HTML or JSON.
        TooLarge: it serves more than ``max_bytes``.
        InputError: there is no article in what it serves, or there are several.
        FormatError: it serves JSON of another form.
    """
    got = download(url, max_bytes=max_bytes, timeout=timeout, allow=allow)
    items = list(parse(got.data, url, kind=got.kind, charset=got.charset, url=got.url, max_bytes=max_bytes))
    if len(items) != 1:
        raise InputError(f"there are {len(items)} articles in it, not one")
    if isinstance(items[0], Failure):
        raise items[0].error
    return items[0]


def download(
    url: str,
    *,
    max_bytes: int = MAX_FETCHED,
    timeout: float = TIMEOUT,
    allow: frozenset[str] = frozenset(),
    feeds: bool = False,
    known: tuple[str | None, str | None] = (None, None),
) -> Download:
    """What ``url`` serves, after at most five redirects. Parameters and errors are those of ``fetch``.

    ``feeds`` lets RSS and Atom through, too. ``known`` are ``etag`` and ``modified`` of an earlier download: if nothing
    has changed since, the answer is ``unchanged`` and has no data.
    """
    import httpcore
    import httpx

    from .transport import Deadline, GuardedTransport

    wish = _Wish(max_bytes, Deadline(timeout), _KINDS | _FEEDS if feeds else _KINDS, _conditions(*known))
    headers = {**_HEADERS, **wish.conditions}
    try:
        with httpx.Client(transport=GuardedTransport(wish.deadline, allow), headers=headers, trust_env=False) as client:
            return _follow(client, url, wish)
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise FetchError(f"the server took longer than {timeout:g} seconds") from None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(f"this is no URL: {error}") from None
    except zlib.error:
        raise FetchError("the page is packed wrongly") from None
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise FetchError(_words(error)) from None


def _conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    """The headers that ask for a page only if it has changed (RFC 9110, section 13)."""
    headers = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in headers.items() if value and value.isascii() and value.isprintable()}


def _follow(client: httpx.Client, url: str, wish: _Wish) -> Download:
    at = url
    for _ in range(_REDIRECTS + 1):
        parsed = _checked(at)
        with client.stream("GET", parsed) as response:
            if not response.has_redirect_location:
                return _body(response, wish)
            at = str(parsed.join(response.headers["location"]))
    raise FetchError(f"more than {_REDIRECTS} redirects")


def _checked(url: str) -> httpx.URL:
    import httpx

    parsed = httpx.URL(url)
    if parsed.scheme not in ("http", "https"):
        raise FetchError(f"only http and https URLs are read, not {parsed.scheme or 'this'}")
    if not parsed.host:
        raise FetchError("the URL names no host")
    return parsed


def _body(response: httpx.Response, wish: _Wish) -> Download:
    where = str(response.url.copy_with(userinfo=b"", fragment=None))
    if response.status_code == _UNCHANGED and wish.conditions:
        return Download(b"", where, None, None, unchanged=True)
    if not response.is_success:
        raise FetchError(f"the server answered {response.status_code} {response.reason_phrase}".rstrip())
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in wish.kinds:
        raise NotText(f"the server sends {media}, which is no article")
    declared = response.headers.get("content-length", "")
    check_size(int(declared) if declared.isdecimal() else 0, wish.max_bytes)
    data = _unpacked(response, wish.max_bytes, wish.deadline)
    etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
    return Download(data, where, wish.kinds[media], response.charset_encoding, etag, modified)


def _unpacked(response: httpx.Response, max_bytes: int, deadline: Deadline) -> bytes:
    """The body, never more of it than is allowed: httpx would unpack all that a chunk holds, packed how often ever."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip"):
        raise FetchError(f"the server packs the page in a way that nobody asked for: {packing}")
    gzip = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS) if packing == "gzip" else None
    data = bytearray()
    for chunk in response.iter_raw():
        deadline.left()
        data += gzip.decompress(chunk, max_bytes + 1 - len(data)) if gzip else chunk
        check_size(len(data), max_bytes)
        if gzip and gzip.eof:
            break
    if gzip and not gzip.eof:
        raise FetchError("the server broke off in the middle of the page")
    return bytes(data)


def _words(error: Exception) -> str:
    """What went wrong, for a reader."""
    text = str(error).lower()
    if "certificate" in text:
        return "the server's certificate is not valid"
    if "refused" in text:
        return "the server refused the connection"
    return f"the server cannot be reached or does not speak HTTP: {str(error) or type(error).__name__}"
