from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sayso.article import Article
from sayso.errors import EmptyInput, FormatError, InputError, NotText, TooLarge
from sayso.intake import Failure, articles_from, find_files, load, load_many

SAID = "The mayor said “no”.\r\nNobody asked.\n"


def put(path: Path, data: bytes | str | object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        data if isinstance(data, bytes) else (data if isinstance(data, str) else json.dumps(data)).encode()
    )
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.TEXT", "a.md", "a", "a.dat"])
def test_a_text_file_is_kept_to_the_character(tmp_path: Path, name: str) -> None:
    assert load(put(tmp_path / name, SAID)) == Article(SAID)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "a", "a.txt"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_page_is_seen_by_its_name_or_its_beginning(tmp_path: Path, name: str, encoding: str) -> None:
    page = "\n<!-- saved --> <!DOCTYPE html><html><title>A</title><body><p>The mayor said “no”.</p></body></html>"
    article = load(put(tmp_path / name, page.encode(encoding)))
    assert (article.text, article.title) == ("The mayor said “no”.", "A")


def test_many_comments_before_a_text_do_no_harm(tmp_path: Path) -> None:
    assert load(put(tmp_path / "a.txt", "<!---->" * 500 + "words")).text.endswith("words")


READING = {
    "format": "sayso-reading/1",
    "article": {"id": "x1", "text": SAID, "title": "T", "outlet": "O", "authors": ["A"], "published": "2024-01-02",
                "url": "https://e.example/", "language": "en"},
    "actors": [], "statements": [], "narration": [],
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a"])
def test_a_reading_gives_its_article(tmp_path: Path, name: str) -> None:
    article = load(put(tmp_path / name, READING))
    assert article == Article(SAID, "T", "O", ("A",), "2024-01-02", "https://e.example/", "en", "x1")


def test_plain_records_give_articles(tmp_path: Path) -> None:
    records = [{"text": "One."}, {"text": "Two.", "authors": "Jo", "id": 7, "unknown": {}}]
    expected = [Article("One."), Article("Two.", authors=("Jo",), id="7")]
    lines = "\ufeff" + "\r\n\r\n".join(map(json.dumps, records))
    assert list(load_many(put(tmp_path / "a.json", records))) == expected
    assert list(load_many(put(tmp_path / "a.jsonl", lines))) == expected
    assert list(load_many(put(tmp_path / "lines.json", lines))) == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('{"text": "One.', "no JSON"),
        ("[" * 100_000, "JSON"),
        ('{"text": ' + "9" * 5000 + "}", "JSON"),
        ("{}", '"text"'),
        ("7", '"text"'),
        ({"text": None}, '"text"'),
        ({"article": "some-name", "statements": []}, "does not hold its text"),
        ({"text": "a", "title": 3}, "title"),
        ({"text": "a", "authors": [1]}, "authors"),
        ({"text": "a", "authors": {"a": 1}}, "authors"),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_of_another_form_is_a_clear_error(tmp_path: Path, name: str, data: object, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        load(put(tmp_path / name, data))


@pytest.mark.parametrize("text", ["", "  ", "a\0b", "\ud83d half"])
def test_a_record_without_readable_text_is_a_clear_error(tmp_path: Path, text: str) -> None:
    with pytest.raises((EmptyInput, NotText)):
        load(put(tmp_path / "a.json", {"text": text}))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a"])
@pytest.mark.parametrize("data", [b"", b"\n \r\n"])
def test_an_empty_file_is_a_clear_error(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(EmptyInput):
        load(put(tmp_path / name, data))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a"])
def test_a_file_beyond_the_limit_is_a_clear_error(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, b"word " * 21)
    with pytest.raises(TooLarge):
        load(path, max_bytes=100)


def test_json_lines_are_limited_line_by_line(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", b'{"text": "One."}\n' * 100)
    assert len(list(load_many(path, max_bytes=20))) == 100
    with pytest.raises(TooLarge):
        list(load_many(path, max_bytes=10))


def test_a_line_that_is_too_long_is_a_failure_of_its_own(tmp_path: Path) -> None:
    long = json.dumps({"text": "word " * 1000})
    path = put(tmp_path / "a.jsonl", "\n".join(['{"text": "One."}', long, '{"text": "Two."}', long]))
    items = list(articles_from(str(path), max_bytes=100))
    assert [item.text if isinstance(item, Article) else type(item.error) for item in items] == [
        "One.", TooLarge, "Two.", TooLarge
    ]  # fmt: skip
    assert [item.source for item in items if isinstance(item, Failure)] == [f"{path}, line 2", f"{path}, line 4"]


def test_gold_in_a_folder_is_no_article(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", SAID)
    gold = put(tmp_path / "a.gold.json", {"article": "a", "statements": []})
    assert list(find_files([tmp_path])) == [tmp_path / "a.txt"]
    assert list(find_files([gold])) == [gold]


def test_several_articles_are_not_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="several"):
        load(put(tmp_path / "a.json", [{"text": "One."}, {"text": "Two."}]))
    with pytest.raises(InputError, match="no article"):
        load(put(tmp_path / "b.json", []))


def test_what_is_no_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "absent.txt")
    with pytest.raises(InputError, match="folder"):
        load(tmp_path)
    with pytest.raises(InputError, match="name"):
        load("a\0b")
    with pytest.raises(InputError, match="too long"):
        load("a" * 5000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_forbidden_file_is_a_clear_error(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "words")
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        load(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_an_endless_file_ends() -> None:
    with pytest.raises(TooLarge):
        load("/dev/zero", max_bytes=1000)


def test_folders_give_their_readable_files_in_order(tmp_path: Path) -> None:
    wanted = ["B.HTML", "a.txt", "b/c.jsonl", "b/d/e.md", "c.text", "d.htm", "e.json", "f.xhtml"]
    for name in [*wanted, ".hidden.txt", ".git/x.txt", "x.pdf", "y", "z.py"]:
        put(tmp_path / name, "words")
    (tmp_path / "empty.txt").mkdir()
    assert [p.relative_to(tmp_path).as_posix() for p in find_files([tmp_path])] == sorted(wanted)


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    named = [put(tmp_path / name, "words") for name in ("z.py", ".hidden", "a.txt")]
    assert list(find_files([*named, tmp_path / "absent"])) == [*named, tmp_path / "absent"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path / "a/b/c.txt", "words")
    (tmp_path / "a/b/loop").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a/self.txt").symlink_to(tmp_path / "a/self.txt")
    found = list(find_files([tmp_path]))
    assert found == [tmp_path / "a/b/c.txt", tmp_path / "a/self.txt"]
    with pytest.raises(InputError):
        load(found[1])
