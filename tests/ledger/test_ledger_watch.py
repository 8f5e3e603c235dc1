"""``sayso watch`` with a real server: what is new is taken in once, whatever goes wrong on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sayso.cli import cli
from sayso.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Kept unread, for which no model is needed.
GERMAN = "Der Hafen war am Montag ruhig, und niemand wollte sagen, wann die Schiffe wieder fahren, Nummer {}."
ENTRY = (
    "<item><guid>post-{0}</guid><title>No. {0}</title><content:encoded><![CDATA[<p>{1}</p>]]></content:encoded></item>"
)
FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Der Kurier</title><language>de</language>{}</channel></rss>"""


class Site:
    """A feed at /feed whose entries are ``numbers``, and one at /other that has none."""

    def __init__(self) -> None:
        self.numbers = [1, 2]
        self.works = True
        self.asked: list[tuple[str, int]] = []  # path, status
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                numbers = site.numbers if self.path == "/feed" else []
                etag = f'"{numbers}"'
                unchanged = site.works and self.headers["if-none-match"] == etag
                status = 500 if not site.works and self.path == "/feed" else 304 if unchanged else 200
                site.asked.append((self.path, status))
                entries = "".join(ENTRY.format(n, GERMAN.format(n)) for n in numbers)
                data = FEED.format(entries).encode() if status == 200 else b""
                self.send_response(status)
                self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
                self.send_header("ETag", etag)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        self.feed, self.other = f"http://{self.host}/feed", f"http://{self.host}/other"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def watch(site: Site, place: str) -> Callable[..., tuple[int, str]]:
    def watch(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["watch", "--ledger", place, "--allow", site.host, "--once", *words])
        return done.exit_code, done.output

    return watch


def _titles(place: str) -> list[str | None]:
    with Ledger(place) as ledger:
        return [article.title for article in ledger.articles()]


def test_what_is_new_is_taken_in_once(site: Site, place: str, watch: Callable[..., tuple[int, str]]) -> None:
    code, told = watch(site.feed, site.other)
    assert (code, "2 kept unread (de 2)" in told) == (0, True)
    with Ledger(place) as ledger:
        assert {(a.outlet, a.language) for a in ledger.articles()} == {("Der Kurier", "de")}
    assert watch(site.feed, site.other) == (0, "")
    assert site.asked[-2:] == [("/feed", 304), ("/other", 304)]

    site.numbers.append(3)
    assert "1 kept unread" in watch(site.feed)[1]
    assert _titles(place) == ["No. 1", "No. 2", "No. 3"]


def test_nothing_is_taken_twice_though_the_state_of_the_feed_is_lost(
    site: Site, place: str, watch: Callable[..., tuple[int, str]]
) -> None:
    watch(site.feed)
    with Ledger(place) as ledger, ledger.write() as connection:
        connection.exec_driver_sql("DELETE FROM feeds")
    assert watch(site.feed) == (0, "")
    assert site.asked[-1] == ("/feed", 200)
    assert _titles(place) == ["No. 1", "No. 2"]


def test_a_feed_that_fails_is_told_and_the_others_go_on(
    site: Site, place: str, watch: Callable[..., tuple[int, str]]
) -> None:
    site.works = False
    code, told = watch("http://nowhere.invalid/feed", site.feed, site.other)
    assert (code, told.count("\n")) == (1, 2)
    assert "http://nowhere.invalid/feed" in told
    assert site.asked[-1] == ("/other", 200)
    with Ledger(place) as ledger:
        assert [one.place for one in ledger.intake().failed()] == [site.feed, "http://nowhere.invalid/feed"]

    site.works = True
    assert watch(site.feed)[0] == 0
    with Ledger(place) as ledger:
        assert [one.place for one in ledger.intake().failed()] == ["http://nowhere.invalid/feed"]
    assert _titles(place) == ["No. 1", "No. 2"]


def test_files_and_private_addresses_are_refused(site: Site, place: str, tmp_path: Path) -> None:
    run = CliRunner().invoke
    got = run(cli, ["watch", "--ledger", place, "--once", str(tmp_path / "feed.xml")])
    assert (got.exit_code, "is no URL" in got.output) == (2, True)
    got = run(cli, ["watch", "--ledger", place, "--once", site.feed])
    assert (got.exit_code, "private or local" in got.output, site.asked) == (1, True, [])


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 300
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_it_goes_on_over_failures_until_ctrl_c(sayso: list[str], site: Site, tmp_path: Path) -> None:
    place = str(tmp_path / "news.db")
    words = [*sayso, "watch", site.feed, "--ledger", place, "--allow", site.host, "--every", "0.002"]

    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        try:
            _until(lambda: ("/feed", 304) in site.asked)
            site.works = False
            _until(lambda: ("/feed", 500) in site.asked)
            site.numbers.append(3)
            site.works = True
            before = len(site.asked)
            _until(lambda: ("/feed", 304) in site.asked[before:])  # it has all that there is
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, "Traceback" in err) == (130, False)
    assert "2 kept unread" in err
    assert "1 kept unread" in err
    assert "500" in err

    before = len(site.asked)
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as another:
        try:
            _until(lambda: len(site.asked) > before + 1)
        finally:
            another.kill()
    assert site.asked[before] == ("/feed", 304)
    assert _titles(place) == ["No. 1", "No. 2", "No. 3"]
