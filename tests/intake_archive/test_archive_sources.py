"""Files, folders, globs and zip archives; what is hostile in them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso.intake.archive
from sayso.article import Article
from sayso.intake.archive import Item, Limits, SourceOptions, open_sources, raw_items, to_article, total_bytes
from sayso.intake.archive.kinds import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    Taken = Callable[..., list[Item]]

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGES = sorted((SHARED / "intake/pages").glob("*.html"))
SAID = "The mayor said “no”.\r\n"


def texts(items: list[Item]) -> list[str | None]:
    return [item.article.text if item.article else None for item in items]


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_the_public_face_is_sorted_and_complete() -> None:
    face = sayso.intake.archive.__all__
    assert face == sorted(face)
    assert all(hasattr(sayso.intake.archive, name) for name in face)


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    heavy = ["fastwarc", "pyarrow", "docx", "feedparser", "trafilatura", "httpx", "sqlite3"]
    code = f"import sys, sayso.intake.archive; sys.exit(' '.join(set({heavy}) & set(sys.modules)) or None)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_folder_a_glob_and_a_file_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_text(SAID, newline="")
    (tmp_path / "b/c.html").write_text("<html><body><p>The mayor said no.</p></body></html>")
    (tmp_path / "b/d.csv").write_text("text\nOne.\n")
    (tmp_path / "b/e.png").write_text("no article")
    expected = [SAID, "The mayor said no.", "One."]
    by_folder = list(open_sources([tmp_path]))
    assert texts(by_folder) == expected
    assert list(open_sources([str(tmp_path)])) == by_folder
    assert [i.key for i in open_sources([str(tmp_path / "**/*.*")]) if "png" not in i.key] == [i.key for i in by_folder]
    single = list(open_sources([tmp_path / "a.txt", tmp_path / "b/c.html", tmp_path / "b/d.csv"]))
    assert single == by_folder
    assert by_folder[-1].read == by_folder[-1].total == total_bytes([tmp_path])


def test_keys_do_not_depend_on_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    monkeypatch.chdir(tmp_path)
    (near,), (far,) = open_sources(["a.txt"]), open_sources([tmp_path / "a.txt"])
    assert near.key == far.key == str(tmp_path / "a.txt")
    assert near.where == "a.txt"


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0\1\2")
    (tmp_path / "b.html").write_bytes(b"<html></html>")
    (tmp_path / "c.txt").write_bytes(b"Bj\xf6rn said no.")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    sources: list[str | Path] = [
        tmp_path,
        tmp_path / "absent.txt",
        tmp_path / "empty",
        str(tmp_path / "*.none"),
        "a\0b",
        "x" * 5000,
        "",
    ]
    items = list(open_sources(sources))
    assert texts(items) == [None, None, "Björn said no.", None, None, None, None, None, None, None]
    assert all(item.error or item.article for item in items)
    assert all("\n" not in (item.error or "") for item in items)


def test_a_huge_page_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.html").open("wb") as file:
        file.write(b"<html><body><p>")
        file.truncate(2**30)  # sparse
    (tmp_path / "b.txt").write_text("One.")
    huge, small = open_sources([tmp_path])
    assert "larger" in str(huge.error)
    assert texts([small]) == ["One."]


def test_members_of_a_zip(taken: Taken) -> None:
    data = zipped(
        {
            "news/a.txt": SAID,
            "news/b.jsonl": '{"text": "One."}\n{"text": "Two."}\n',
            "news/c.csv": "text\nThree.\n",
            "pictures/a.png": b"\x89PNG",
            "__MACOSX/._a.txt": b"\0",
            "Robert'); DROP TABLE articles;--.txt": "Four.",
        }
    )
    items = taken("a.zip", data)
    assert texts(items) == [SAID, "One.", "Two.", "Three.", "Four."]
    assert items[1].key.endswith("a.zip#news/b.jsonl#line 1")
    assert items[1].where.endswith("a.zip, news/b.jsonl, line 1")


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "a/../../b.txt",
        "/etc/passwd.txt",
        "C:\\a.txt",
        "..\\a.txt",
        "\\\\server\\a.txt",
        "nested.zip",
        "n.tar.gz",
    ],
)
def test_names_and_archives_that_are_refused(taken: Taken, tmp_path: Path, name: str) -> None:
    before = set(tmp_path.parent.rglob("*"))
    items = taken("a.zip", zipped({name: zipped({"a.txt": "Evil."}), "good.txt": "Good."}))
    assert texts(items) == [None, "Good."]
    assert "not read" in str(items[0].error)
    assert set(tmp_path.parent.rglob("*")) - before == {tmp_path / "a.zip"}


def test_an_archive_within_by_another_name_is_refused(taken: Taken) -> None:
    items = taken("a.zip", zipped({"a.txt": zipped({"a.txt": "Evil."}), "good.txt": "Good."}))
    assert texts(items) == [None, "Good."]


def test_encrypted_and_damaged_members(taken: Taken) -> None:
    data = bytearray(zipped({"a.txt": "Secret text.", "b.txt": "Other text."}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    data[data.index(b"Other") + 1] ^= 1
    one, two = taken("a.zip", bytes(data))
    assert one.error == "it is encrypted"
    assert "damaged" in str(two.error)
    assert "zip" in str(taken("b.zip", bytes(data[:-30]))[-1].error)
    assert "zip" in str(taken("c.zip", b"no zip")[-1].error)


def test_zip_bombs(taken: Taken) -> None:
    bomb = zipped({"a.txt": b"a" * 5_000_000, "b.jsonl": b'{"text": "' + b"a" * 5_000_000, "good.txt": "Good."})
    items = taken("a.zip", bomb)
    assert texts(items) == [None, None, "Good."]
    assert "200 times" in str(items[0].error)
    many = zipped({f"{k:03}.txt": f"Text {k}. " * 1000 for k in range(100)})
    items = taken("b.zip", many, SourceOptions(limits=Limits(unpacked=100_000)))
    assert 5 < len(items) < 15
    assert items[-1].error is not None
    assert "100000 bytes" in items[-1].error


def test_overrides_hold_for_all(taken: Taken) -> None:
    (item,) = taken("a.txt", b"One.", SourceOptions(outlet="Post", published="2025-03-01"))
    assert item.article == Article("One.", outlet="Post", published="2025-03-01")


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(f'{{"text": "Text {k}."}}' for k in range(20)))
    (tmp_path / "b.zip").write_bytes(zipped({f"{k}.txt": f"Member {k}." for k in range(20)}))
    every = list(raw_items([tmp_path]))
    assert len({raw.key for raw in every}) == len(every) == 40
    for stop in (0, 7, 20, 33, 40):
        done = {raw.key for raw in every[:stop]}
        assert [raw.key for raw in raw_items([tmp_path], skip=done)] == [raw.key for raw in every[stop:]]


@pytest.mark.skipif(not PAGES, reason="needs the shared pages")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name[:30])
def test_real_pages_give_an_article(path: Path) -> None:
    (item,) = open_sources([path])
    assert item.error is None
    assert item.article is not None
    assert len(item.article.text) > 200
    assert item.article.title


@settings(max_examples=150)
@given(name=st.sampled_from(sorted(SUFFIXES)), data=st.binary(max_size=400), damage=st.integers(0, 2**30))
def test_no_bytes_under_any_name_raise(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes, damage: int
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz{name}"
    start = {".zip": zipped({"a.txt": data, "b.csv": data}), ".docx": zipped({"word/document.xml": data})}.get(
        name, b""
    )
    whole = bytearray(start + data)
    if whole and damage % 3:
        whole[damage % len(whole)] ^= 1 + damage % 255
    path.write_bytes(whole)
    items = list(open_sources([path]))
    assert items
    assert all((item.article is None) != (item.error is None) for item in items)


def test_the_second_stage_never_raises(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html>" + b"<div>" * 20_000 + b"said")
    (tmp_path / "b.json").write_bytes(b'{"text": ' + b"[" * 100_000)
    for raw in raw_items([tmp_path]):
        item = to_article(raw)
        assert item.error or item.article


@pytest.mark.skipif(os.name == "nt", reason="needs resource limits")
def test_memory_stays_bounded(tmp_path: Path) -> None:
    """A 30 MB file goes through in 15 MB above what the program takes to start."""
    with (tmp_path / "a.jsonl").open("w") as file:
        for k in range(300):
            file.write('{"text": "' + f"Text {k}. " * 10_000 + '"}\n')
    code = (
        "import sys, resource\nfrom sayso.intake.archive import open_sources\n"
        "list(open_sources(['absent.jsonl']))\nbefore = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "n = sum(i.article is not None for i in open_sources([sys.argv[1]]))\n"
        "print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    ran = subprocess.run([sys.executable, "-c", code, tmp_path / "a.jsonl"], capture_output=True, text=True, check=True)
    number, grown = map(int, ran.stdout.split())
    assert number == 300
    assert grown < 15 * 1024
