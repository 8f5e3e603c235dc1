"""Feeds: from files, from a real server, watched; hostile ones."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.article import Article
from sayso.errors import FormatError
from sayso.intake.archive import FeedState, Item, SourceOptions, open_sources, poll, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Taken = Callable[..., list[Item]]

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Oststadt Post</title><language>en-gb</language><link>https://post.example/</link>
<item><title>Tunnel &amp; tram</title><link>https://post.example/1</link><guid>post-1</guid>
<dc:creator>Ann Lee</dc:creator><pubDate>Mon, 03 Mar 2025 08:00:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[
<p>The mayor said &ldquo;no&rdquo;.</p><script>x()</script><p>Nobody asked.</p>]]></content:encoded>
</item>
<item><title>Only a summary</title><link>LINK</link><guid>post-2</guid><description>Short.</description></item>
<item><title>x'); DROP TABLE articles;--</title><guid>post-3</guid>
<content:encoded>x'); DROP TABLE articles;--</content:encoded></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Westhaven Post</title><id>f</id>
<entry><id>tag:a</id><title>One</title><link href="https://post.example/a"/><updated>2025-03-03T08:00:00Z</updated>
<author><name>Bo Lind</name></author><content type="html">&lt;p&gt;Bo Lind said no.&lt;/p&gt;</content></entry>
</feed>"""
ENTITIES = "".join(f'<!ENTITY {chr(98 + k)} "{f"&{chr(97 + k)};" * 10}">' for k in range(25))
LAUGHS = f"""<?xml version="1.0"?><!-- <rss> --><!DOCTYPE rss [<!ENTITY a "ha">{ENTITIES}]><rss version="2.0"><channel>
<title>&z;</title><item><title>x</title><description>&z;</description></item></channel></rss>"""
OUTSIDE = """<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><item><title>&x;</title></item></channel></rss>"""


def test_rss(taken: Taken) -> None:
    full, short, sql = taken("a.xml", RSS.replace("LINK", "https://post.example/2").encode())
    assert full.article == Article(
        "The mayor said “no”.\n\nNobody asked.",
        title="Tunnel & tram",
        outlet="Oststadt Post",
        authors=("Ann Lee",),
        published="2025-03-03T07:00:00Z",
        url="https://post.example/1",
        language="en",
    )
    assert full.key.endswith("a.xml#post-1")
    assert "only a summary" in str(short.error)
    assert sql.article is not None
    assert (sql.article.text, sql.article.published) == ("x'); DROP TABLE articles;--", None)


def test_atom(taken: Taken) -> None:
    (item,) = taken("a.atom", ATOM.encode())
    assert item.article == Article(
        "Bo Lind said no.",
        title="One",
        outlet="Westhaven Post",
        authors=("Bo Lind",),
        published="2025-03-03T08:00:00Z",
        url="https://post.example/a",
    )
    assert taken("no suffix", ATOM.encode())[0].article == item.article


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_its_own_are_refused(taken: Taken, encoding: str) -> None:
    text = LAUGHS.replace('version="1.0"?', f'version="1.0" encoding="{encoding}"?')
    (item,) = taken("a.rss", text.encode(encoding))
    assert "entities" in str(item.error)
    assert "entities" in str(taken("a.rss", OUTSIDE.encode())[0].error)


def test_laughs_in_a_broken_prolog_are_not_expanded(taken: Taken) -> None:
    items = taken("a.rss", LAUGHS.replace("?xml", "?xmll <", 1).encode())
    assert all(len(item.article.text) < 1000 for item in items if item.article)


def test_a_feed_that_breaks_off_gives_what_it_has(taken: Taken) -> None:
    items = taken("a.xml", RSS.encode()[: RSS.index("<item><title>x'")])
    assert [bool(item.article) for item in items] == [True, False, False]
    assert "breaks off" in str(items[-1].error)
    assert taken("b.xml", b"<a><b/></a>")[0].error == "no RSS or Atom feed"


@settings(max_examples=60)
@given(st.data())
def test_no_damage_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([RSS, ATOM])).encode()
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=9))
    path = tmp_path_factory.getbasetemp() / "fuzz.xml"
    path.write_bytes(broken)
    assert list(open_sources([path]))


class Site:
    """A real server with a feed that changes and pages behind it."""

    def __init__(self) -> None:
        self.feed = RSS
        self.asked: list[tuple[str, str | None, str | None]] = []
        self.pages_work = True
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                known = self.headers["if-none-match"]
                site.asked.append((self.path, known, self.headers["if-modified-since"]))
                etag = f'"{hash(site.feed)}"'
                if self.path == "/feed":
                    self._answer(304 if known == etag else 200, "application/rss+xml", site.feed, etag)
                else:
                    page = "<html><head><title>Two</title></head><body><p>The page said no.</p></body></html>"
                    self._answer(200 if site.pages_work else 500, "text/html", page, etag)

            def _answer(self, status: int, kind: str, text: str, etag: str) -> None:
                data = b"" if status == 304 else text.encode()
                self.send_response(status)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("ETag", etag)
                self.send_header("Last-Modified", "Mon, 03 Mar 2025 08:00:00 GMT")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        self.url = f"http://{self.host}/feed"
        self.feed = RSS.replace("LINK", f"http://{self.host}/2")
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def options(site: Site, *, links: bool = True) -> SourceOptions:
    return SourceOptions(allow=frozenset({site.host}), fetch_links=links)


def test_a_feed_by_its_address_with_links_followed(site: Site) -> None:
    _, linked, _ = open_sources([site.url], options(site))
    assert linked.article is not None
    assert (linked.article.text, linked.article.title) == ("The page said no.", "Only a summary")
    assert linked.total is None
    (page,) = open_sources([f"http://{site.host}/page"], options(site))
    assert page.article is not None
    assert page.article.url == f"http://{site.host}/page"


def test_addresses_within_are_refused(site: Site) -> None:
    (item,) = open_sources([site.url])
    assert "private or local" in str(item.error)
    feed = RSS.replace("LINK", "http://169.254.169.254/latest")
    site.feed = feed
    assert "private or local" in str(list(open_sources([site.url], options(site)))[1].error)


def test_polling_gives_what_is_new_once(site: Site) -> None:
    items, state = poll(site.url, None, options(site))
    assert [bool(item.article) for item in items] == [True, True, True]
    state = FeedState.from_dict(json.loads(json.dumps(state.to_dict())))
    assert poll(site.url, state, options(site)) == ([], state)
    assert site.asked[-1] == ("/feed", state.etag, "Mon, 03 Mar 2025 08:00:00 GMT")
    site.feed = site.feed.replace("<guid>post-3", "<guid>post-4")
    items, _ = poll(site.url, state, options(site))
    assert [item.key.rpartition("#")[2] for item in items] == ["post-4"]


def test_what_failed_comes_again(site: Site) -> None:
    site.pages_work = False
    items, state = poll(site.url, None, options(site))
    assert [bool(item.article) for item in items] == [True, False, True]
    site.pages_work = True
    items, _ = poll(site.url, state, options(site))
    assert [item.key.rpartition("#")[2] for item in items if item.article] == ["post-2"]


def test_watching_asks_again_and_outlives_a_server(site: Site) -> None:
    states: dict[str, FeedState] = {}

    class Enough(Exception):
        pass

    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        site.feed = site.feed.replace("<guid>post-3", "<guid>post-4")
        if len(waits) == 3:
            raise Enough

    found: list[Item] = []
    feeds = [site.url, "http://nowhere.invalid/feed"]
    with pytest.raises(Enough):
        found.extend(watch(feeds, states, options(site), every=3600, wait=wait))
    assert len([item for item in found if item.article]) == 4
    assert all(0 < seconds <= 3600 for seconds in waits)
    assert site.url in states


@pytest.mark.parametrize("data", [{"etag": 3}, {"seen": "abc"}, {"seen": [1]}])
def test_states_are_checked(data: dict[str, object]) -> None:
    with pytest.raises(FormatError):
        FeedState.from_dict(data)


def test_a_feed_in_a_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ATOM)
    assert [bool(item.article) for item in open_sources([tmp_path])] == [True]
