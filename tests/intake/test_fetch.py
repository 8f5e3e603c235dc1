from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from sayso.errors import EmptyInput, FetchError, InputError, NotText, RefusedAddress, TooLarge
from sayso.intake import fetch

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler

    Route = Callable[[BaseHTTPRequestHandler], None]
    Serve = Callable[[Route], Any]

SAID = "The mayor said “no”. Nobody asked."
PAGE = f"<!doctype html><html><title>A</title><body><p>{SAID}</p></body></html>".encode()


def answer(body: bytes, media: str | None = "text/html; charset=utf-8", status: int = 200, **more: Any) -> Route:
    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": media, **more}.items():
            if value is not None:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return route


def test_a_page_is_read(serve: Serve) -> None:
    site = serve(answer(PAGE))
    article = fetch(f"{site.url}x?y=1#part", allow=site.allow)
    assert (article.text, article.title, article.url) == (SAID, "A", f"{site.url}x?y=1")


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (SAID.encode(), "text/plain"),
        (SAID.encode("cp1252"), "text/plain; charset=iso-8859-1"),
        (SAID.encode("utf-16"), "text/plain"),
        (SAID.encode(), "text/markdown"),
        (PAGE, None),
        (PAGE, "application/xhtml+xml"),
        (b'{"text": "The mayor said \\u201cno\\u201d. Nobody asked."}', "application/json"),
    ],
)
def test_text_in_any_dress_is_read(serve: Serve, body: bytes, media: str | None) -> None:
    site = serve(answer(body, media))
    assert fetch(site.url, allow=site.allow).text == SAID


def test_a_packed_page_is_unpacked_and_limited_by_what_is_in_it(serve: Serve) -> None:
    site = serve(answer(gzip.compress(PAGE + b" " * 5_000_000), Content_Encoding="gzip"))
    assert fetch(site.url, allow=site.allow).text == SAID
    with pytest.raises(TooLarge):
        fetch(site.url, allow=site.allow, max_bytes=100_000)


def test_a_page_packed_without_end_takes_no_more_memory_than_is_allowed(serve: Serve) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * 2**20) for _ in range(200)) + packer.flush()
    site = serve(answer(bomb, Content_Encoding="gzip"))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            fetch(site.url, allow=site.allow, max_bytes=100_000)
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("packing", ["gzip, gzip", "deflate", "br", "zstd"])
def test_a_packing_that_was_not_asked_for_is_refused(serve: Serve, packing: str) -> None:
    site = serve(answer(gzip.compress(gzip.compress(PAGE)), Content_Encoding=packing))
    with pytest.raises(FetchError, match=packing):
        fetch(site.url, allow=site.allow)


def test_nothing_packed_is_asked_for(serve: Serve) -> None:
    asked = []

    def route(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.headers["accept-encoding"])
        answer(PAGE, Content_Encoding="identity")(handler)

    site = serve(route)
    assert fetch(site.url, allow=site.allow).text == SAID
    assert asked == ["identity"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_the_own_machine_is_refused(serve: Serve, host: str) -> None:
    site = serve(answer(PAGE))
    with pytest.raises(FetchError):
        fetch(f"http://{host}:{site.port}/")
    assert site.hosts == []


def test_loopback_is_refused_by_name(serve: Serve) -> None:
    with pytest.raises(RefusedAddress, match=r"127\.0\.0\.1 is a private or local address"):
        fetch(serve(answer(PAGE)).url)


def test_a_redirect_is_followed(serve: Serve) -> None:
    def route(handler: BaseHTTPRequestHandler) -> None:
        (answer(PAGE) if handler.path == "/end" else answer(b"", None, 302, Location="/end"))(handler)

    site = serve(route)
    assert fetch(site.url, allow=site.allow).url == f"{site.url}end"


def test_a_redirect_to_a_private_address_is_refused(serve: Serve) -> None:
    inner = serve(answer(PAGE))
    outer = serve(answer(b"", None, 301, Location=inner.url))
    with pytest.raises(RefusedAddress):
        fetch(outer.url, allow=outer.allow)
    assert inner.hosts == []


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http://[::1", "//\x7f", "data:,x"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(serve: Serve, to: str) -> None:
    site = serve(answer(b"", None, 302, Location=to))
    with pytest.raises(FetchError):
        fetch(site.url, allow=site.allow)


def test_redirects_in_a_circle_end(serve: Serve) -> None:
    site = serve(answer(b"", None, 302, Location="/"))
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(site.url, allow=site.allow)
    assert len(site.hosts) == 6


def test_a_name_is_looked_up_once_and_that_address_is_used(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    site = serve(answer(PAGE))
    real, asked = socket.getaddrinfo, []

    def lookup(host: str, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1" if host == "news.example" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    url = f"http://news.example:{site.port}/"
    assert fetch(url, allow=frozenset({f"news.example:{site.port}"})).url == url
    assert asked.count("news.example") == 1
    assert site.hosts == [f"news.example:{site.port}"]
    with pytest.raises(RefusedAddress):
        fetch(url)


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "application/octet-stream", "video/mp4",
                                   "text/css", "text/csv", "text/javascript", "text/calendar"])  # fmt: skip
def test_what_is_declared_no_text_is_refused(serve: Serve, media: str) -> None:
    site = serve(answer(PAGE, media))
    with pytest.raises(NotText, match=media):
        fetch(site.url, allow=site.allow)


def test_binary_in_the_name_of_text_is_refused(serve: Serve) -> None:
    site = serve(answer(bytes(range(256)) * 10, "text/html"))
    with pytest.raises(NotText):
        fetch(site.url, allow=site.allow)


def test_an_empty_answer_is_a_clear_error(serve: Serve) -> None:
    site = serve(answer(b""))
    with pytest.raises(EmptyInput):
        fetch(site.url, allow=site.allow)


def test_several_articles_are_not_one(serve: Serve) -> None:
    site = serve(answer(b'[{"text": "a"}, {"text": "b"}]', "application/json"))
    with pytest.raises(InputError, match="2 articles"):
        fetch(site.url, allow=site.allow)


@pytest.mark.parametrize("more", [{}, {"Content_Length": "200000"}])
def test_too_much_is_refused(serve: Serve, more: dict[str, Any]) -> None:
    site = serve(answer(b"<p>words</p>" * 20_000, **more))
    with pytest.raises(TooLarge):
        fetch(site.url, allow=site.allow, max_bytes=100_000)


@pytest.mark.parametrize("status", [404, 410, 500, 503, 304])
def test_an_error_of_the_server_is_told(serve: Serve, status: int) -> None:
    site = serve(answer(PAGE if status != 304 else b"", status=status))
    with pytest.raises(FetchError, match=str(status)):
        fetch(site.url, allow=site.allow)


def silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(10)


def trickling_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<p>word</p>")
        time.sleep(0.1)


def trickling_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(b"X-%d: y\r\n" % number)
        time.sleep(0.1)


@pytest.mark.parametrize("route", [silent, trickling_body, trickling_head])
def test_a_slow_server_is_left_at_the_deadline(serve: Serve, route: Route) -> None:
    site = serve(route)
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"longer than 0\.5 seconds"):
        fetch(site.url, allow=site.allow, timeout=0.5)
    assert time.monotonic() - began < 5


def test_a_refused_connection_is_told() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(FetchError, match="refused the connection"):
            fetch(f"http://{at}/", allow=frozenset({at}))


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>")


def cut_short_and_packed(handler: BaseHTTPRequestHandler) -> None:
    answer(gzip.compress(PAGE)[:-10], Content_Encoding="gzip")(handler)


def badly_packed(handler: BaseHTTPRequestHandler) -> None:
    answer(b"this is not packed", Content_Encoding="gzip")(handler)


@pytest.mark.parametrize("route", [nonsense, cut_short, cut_short_and_packed, badly_packed])
def test_a_server_that_breaks_the_rules_is_a_clear_error(serve: Serve, route: Route) -> None:
    site = serve(route)
    with pytest.raises(FetchError):
        fetch(site.url, allow=site.allow)


def test_https_to_a_server_without_it_is_a_clear_error(serve: Serve) -> None:
    site = serve(answer(PAGE))
    with pytest.raises(FetchError):
        fetch(site.url.replace("http:", "https:"), allow=site.allow)


@pytest.mark.parametrize(
    "url",
    ["", "news", "/path", "http://", "http:///x", "http://[::1", "http://a:99999/", "http://a b/", "http://\0/", "ftp://a/",
     "file:///etc/passwd", "javascript:alert(1)", "http://" + "a" * 70_000, "http://xn--a/", "http://..../", "http://ü\ud800/"],
)  # fmt: skip
def test_what_is_no_web_address_is_a_clear_error(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, timeout=5)
