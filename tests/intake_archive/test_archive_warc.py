"""WARC: what Common Crawl News has, whole and damaged."""

from __future__ import annotations

import gzip
import io
import itertools
import pickle
import random
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake.archive import Limits, SourceOptions, open_sources, raw_items, to_article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.intake.archive import Item

    Taken = Callable[..., list[Item]]

MANY = 12


@pytest.fixture(scope="session", params=["packed", "plain"])
def whole(request: pytest.FixtureRequest, invented: Any) -> bytes:
    return b"".join(invented.warc(invented.pages(MANY), packed=request.param == "packed"))


def test_each_page_is_an_article_with_all_that_is_known(taken: Taken, whole: bytes, invented: Any) -> None:
    items = taken("news.warc.gz" if whole[:2] == b"\x1f\x8b" else "news.warc", whole)
    assert len(items) == MANY
    for item, page in zip(items, invented.pages(MANY), strict=True):
        article = item.article
        assert article is not None
        assert "\n\n".join(page.paragraphs) in article.text
        assert (article.title, article.outlet, article.authors) == (page.title, page.outlet, (page.author,))
        assert (article.published, article.url, article.language) == (page.published, page.url, None)
        assert item.fetched == "2026-01-15T10:20:30Z"
    assert len({item.key for item in items}) == MANY
    assert items[-1].read == items[-1].total == len(whole)
    reads = [item.read for item in items]
    assert reads == sorted(reads)


def test_raw_items_travel_to_other_processes(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "n.warc").write_bytes(whole)
    for raw, item in zip(raw_items([tmp_path / "n.warc"]), open_sources([tmp_path / "n.warc"]), strict=True):
        assert to_article(pickle.loads(pickle.dumps(raw))) == item


def test_what_a_page_leaves_out_its_record_tells_and_nothing_is_invented(taken: Taken, invented: Any) -> None:
    body = b"<html><body><article><p>" + b"The mayor said on Monday that nobody had been asked about it. " * 9
    data = invented.record("https://www.post.example/a", body)
    article = taken("a.warc", data)[0].article
    assert article is not None
    assert (article.outlet, article.published, article.title) == ("post.example", None, None)
    article = taken("a.warc", data, SourceOptions(crawl_date=True))[0].article
    assert article is not None
    assert article.published == "2026-01-15"


def test_only_pages_that_were_served_count(taken: Taken, invented: Any) -> None:
    page = next(invented.pages(1)).html().encode()
    data = (
        invented.record("https://a.example/1", page, http="404 Not Found")
        + invented.record("https://a.example/2", b"\x89PNG", headers="Content-Type: image/png\r\n")
        + invented.record("https://a.example/3", page, kind="resource")
    )
    assert taken("a.warc", data)[0].error == "there is no article in it"
    assert len(taken("a.warc", data + invented.record("https://a.example/4", page))) == 1


def chunked(body: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(body[k : k + 999]), body[k : k + 999]) for k in range(0, len(body), 999))
        + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("headers", "pack"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: gzip\r\n", bytes),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Content-Encoding: br\r\n", bytes),
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Transfer-Encoding: chunked\r\n", bytes),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", lambda body: chunked(gzip.compress(body))),
    ],
)
def test_bodies_packed_by_the_server(taken: Taken, invented: Any, headers: str, pack: Callable[[bytes], bytes]) -> None:
    page = next(invented.pages(1))
    data = invented.record(page.url, pack(page.html().encode()), headers=f"Content-Type: text/html\r\n{headers}")
    (item,) = taken("a.warc", data)
    assert item.article is not None
    assert item.article.title == page.title


def test_bombs_and_giants_are_refused_and_the_rest_goes_on(taken: Taken, invented: Any) -> None:
    good = invented.record("https://a.example/", next(invented.pages(1)).html().encode())
    html = "Content-Type: text/html\r\n"
    bomb = invented.record(
        "https://a.example/b", gzip.compress(bytes(3_000_000)), headers=f"{html}Content-Encoding: gzip\r\n"
    )
    odd = invented.record("https://a.example/c", b"\x01\x02", headers=f"{html}Content-Encoding: br\r\n")
    giant = invented.record("https://a.example/d", b"<p>x</p>" * 200_000)
    data = b"".join(map(gzip.compress, (good, bomb, odd, giant, good)))
    items = taken("a.warc.gz", data, SourceOptions(limits=Limits(item=1_000_000)))
    assert [bool(item.article) for item in items] == [True, False, False, False, True]
    assert "larger" in str(items[3].error)


def test_a_broken_end_is_told_and_costs_no_whole_article(tmp_path: Path, whole: bytes, invented: Any) -> None:
    ends = {*itertools.accumulate(map(len, invented.warc(invented.pages(MANY), packed=whole[:2] == b"\x1f\x8b")))}
    path = tmp_path / "cut.warc"
    for cut in range(len(whole) - 1, len(whole) // 2, -len(whole) // 40):
        path.write_bytes(whole[:cut])
        items = list(raw_items([path]))
        good = [raw for raw in items if raw.kind == "html"]
        assert len(good) >= MANY // 2 - 2
        assert len(items) - len(good) <= 1
        # A cut between two records cannot be seen, and the very last line end nobody needs.
        if cut not in ends and cut < len(whole) - 1:
            assert items[-1].kind == "error", cut


def test_damage_costs_what_it_hits_and_no_more(tmp_path: Path, invented: Any) -> None:
    pages = list(invented.pages(MANY))
    data = b"".join(invented.warc(pages))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    expected = [raw.data for raw in raw_items([path])]
    for seed in range(40):
        dice = random.Random(seed)
        broken = bytearray(data)
        broken[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(broken)
        items = list(raw_items([path]))
        found = [raw.data for raw in items if raw.kind == "html"]
        assert [page for page in expected if page in found] == found, "nothing is changed"
        assert len(found) >= MANY - 1
        # A bit may also fall into a name or a time of gzip's that nobody needs.
        assert len(found) == MANY or any(raw.kind == "error" for raw in items)


def test_damage_in_a_zip_ends_the_member_only(taken: Taken, whole: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.warc.gz", whole[: len(whole) // 2])
        archive.writestr("b.warc", whole)
    items = taken("a.zip", packed.getvalue())
    assert len([i for i in items if i.article and "b.warc" in i.key]) == MANY
    assert [i for i in items if i.article and "a.warc" in i.key]


@pytest.mark.parametrize("name", ["a", "CC-NEWS-1.gz", "a.warc.gz", "a.WARC"])
def test_a_file_by_any_name(tmp_path: Path, whole: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(whole)
    assert [raw.kind for raw in raw_items([tmp_path / name])] == ["html"] * MANY


def test_a_file_packed_in_one_piece(taken: Taken, invented: Any) -> None:
    data = gzip.compress(b"".join(invented.warc(invented.pages(MANY), packed=False)))
    items = taken("a.warc.gz", data)
    assert len([i for i in items if i.article]) == MANY == len(items)
    assert taken("a.warc.gz", data[: len(data) // 2])[-1].error


@settings(max_examples=40)
@given(st.data())
def test_no_damage_raises(whole: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(broken) - 1))
        piece = data.draw(st.binary(max_size=20))
        broken[at : at + data.draw(st.integers(0, 3000))] = piece
    path = tmp_path_factory.getbasetemp() / "fuzz.warc"
    path.write_bytes(broken)
    assert list(raw_items([path]))


@pytest.mark.parametrize("data", [b"", b"nothing", b"WARC/1.0\r\n", b"\x1f\x8b\x08", bytes(5000), b"WARC/1.0\r\n" * 9])
def test_what_is_no_warc_says_so(taken: Taken, data: bytes) -> None:
    items = taken("a.warc", data)
    assert items
    assert all(item.error for item in items)


def test_what_is_done_is_skipped(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(whole)
    keys = [raw.key for raw in raw_items([path])]
    assert [raw.key for raw in raw_items([path], skip=set(keys[:7]))] == keys[7:]
