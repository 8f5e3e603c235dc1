"""Invented news: pages, and WARC files of them as Common Crawl News has them.

``python tests/intake_archive/invented.py news.warc.gz 2000`` writes a file for a benchmark. The same number and seed
give the same bytes.
"""

from __future__ import annotations

import gzip
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Page", "pages", "record", "warc"]

_FIRST = ("Ann", "Bo", "Carla", "Dev", "Emeka", "Fatma", "Goran", "Hana", "Ines", "Jonas", "Kofi", "Lena")
_LAST = ("Lee", "Lind", "Moreno", "Patel", "Okafor", "Demir", "Horvat", "Sato", "Costa", "Berg", "Mensah", "Roth")
_OFFICE = ("the mayor", "the head of the builders", "a spokesman for the port", "the minister of roads", "a teacher")
_THING = ("the new bridge", "the harbour tunnel", "the school budget", "the tram line", "the water tax", "the old mill")
_DONE = ("will open before winter", "has cost too much", "should be stopped", "is safe", "might never be finished")
_CUE = ("said", "warned", "promised", "denied", "told reporters", "insisted", "announced")
_TOWN = ("Oststadt", "Westhaven", "Nordby", "Suderau", "Port Ellis", "Lake Arden")


@dataclass(frozen=True)
class Page:
    """One page of invented news."""

    url: str
    title: str
    outlet: str
    author: str
    published: str
    paragraphs: tuple[str, ...]

    def html(self) -> str:
        """The page as a site would serve it, with what stands around an article."""
        body = "\n".join(f"<p>{p}</p>" for p in self.paragraphs)
        links = "".join(f'<li><a href="/s/{k}">{town}</a></li>' for k, town in enumerate(_TOWN))
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{self.title} | {self.outlet}</title>
<meta property="og:site_name" content="{self.outlet}"><meta property="og:title" content="{self.title}">
<meta name="author" content="{self.author}">
<meta property="article:published_time" content="{self.published}T08:00:00Z">
<link rel="canonical" href="{self.url}"></head><body><header><nav><ul>{links}</ul></nav></header>
<main><article><h1>{self.title}</h1>
{body}
</article></main><aside><h2>Most read</h2><ul>{links}</ul></aside><footer><p>All rights reserved.</p></footer>
</body></html>"""


def pages(number: int, seed: int = 0) -> Iterator[Page]:
    """That many pages; no two have the same text."""
    dice = random.Random(seed)
    for k in range(number):
        town, thing = dice.choice(_TOWN), dice.choice(_THING)
        yield Page(
            url=f"https://www.{town.lower().replace(' ', '')}-post.example/news/{k}.html",
            title=f"{thing.capitalize()} divides {town}, report {k}",
            outlet=f"{town} Post",
            author=f"{dice.choice(_FIRST)} {dice.choice(_LAST)}",
            published=f"20{dice.randrange(10, 26)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}",
            paragraphs=tuple(_paragraph(dice, town) for _ in range(dice.randrange(6, 16))),
        )


def _paragraph(dice: random.Random, town: str) -> str:
    return " ".join(_sentence(dice, town) for _ in range(dice.randrange(2, 5)))


def _sentence(dice: random.Random, town: str) -> str:
    who = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}, {dice.choice(_OFFICE)} of {town},"
    what = f"{dice.choice(_THING)} {dice.choice(_DONE)}"
    if dice.random() < 0.4:
        return f"“{what.capitalize()},” {who} {dice.choice(_CUE)} on day {dice.randrange(1000)}."
    return (
        f"{who} {dice.choice(_CUE)} that {what} after {dice.randrange(2, 400)} days of talks in {dice.choice(_TOWN)}."
    )


def record(
    url: str,
    body: bytes,
    *,
    kind: str = "response",
    http: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
    date: str = "2026-01-15T10:20:30Z",
) -> bytes:
    """One WARC record, not packed."""
    block = f"HTTP/1.1 {http}\r\n{headers}\r\n".encode() + body if kind == "response" else body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{random.Random(url).randrange(16**8):08x}-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(found: Iterable[Page], *, packed: bool = True) -> Iterator[bytes]:
    """The records of a file: a ``warcinfo``, then for each page its request and response; packed, each on its own."""
    pack = (lambda data: gzip.compress(data, 6, mtime=0)) if packed else bytes
    yield pack(record("urn:info", b"software: invented\r\n", kind="warcinfo"))
    for page in found:
        yield pack(record(page.url, b"GET / HTTP/1.1\r\n\r\n", kind="request"))
        yield pack(record(page.url, page.html().encode()))


def _main(path: str, number: str) -> None:
    with Path(path).open("wb") as file:
        file.writelines(warc(pages(int(number))))


if __name__ == "__main__":
    _main(*sys.argv[1:])
