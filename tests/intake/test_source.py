from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sayso.intake
from sayso.article import Article
from sayso.errors import EmptyInput, FetchError, FormatError, InputError, NotText, RefusedAddress, TooLarge
from sayso.intake import Failure, articles_from

if TYPE_CHECKING:
    from collections.abc import Callable

SAID = "The mayor said “no”.\r\n"


def texts(items: list[Article | Failure]) -> list[str | type[Exception]]:
    return [item.text if isinstance(item, Article) else type(item.error) for item in items]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SAID.encode(), [SAID]),
        (b"<html><p>The mayor said no.</p>", ["The mayor said no."]),
        (b'{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        (b'[{"text": "a"}, {"no": 1}, {"text": "b"}]', ["a", FormatError, "b"]),
        (b"[Applause] The mayor said no.", ["[Applause] The mayor said no."]),
        (b"{Applause} The mayor said no.", ["{Applause} The mayor said no."]),
        (b"", [EmptyInput]),
        (b" \n", [EmptyInput]),
        (b"\x7fELF\0\0\1", [NotText]),
        (b"word" * 100, [TooLarge]),
    ],
)
def test_standard_input_is_read_whatever_it_is(data: bytes, expected: list[str | type[Exception]]) -> None:
    assert texts(list(articles_from("-", stdin=io.BytesIO(data), max_bytes=100))) == expected


def test_a_bad_file_among_many_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_bytes(b"\0\1")
    (tmp_path / "c.html").write_text("<html></html>")
    (tmp_path / "d.jsonl").write_text('{"text": "Two."}\n{"text"\n{"text": "Three."}\n')
    (tmp_path / "e.txt").write_text("Four.")
    items = list(articles_from(str(tmp_path)))
    assert texts(items) == ["One.", NotText, InputError, "Two.", FormatError, "Three.", "Four."]
    failures = [item for item in items if isinstance(item, Failure)]
    assert [Path(f.source).name for f in failures] == ["b.txt", "c.html", "d.jsonl, line 2"]
    assert str(failures[0]).startswith(f"{tmp_path / 'b.txt'}: ")


@pytest.mark.parametrize("name", ["absent.txt", "absent", "a\0b", "x" * 5000, ""])
def test_a_missing_file_is_a_failure(tmp_path: Path, name: str) -> None:
    (failure,) = articles_from(str(tmp_path / name) if name else name)
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, InputError)


def test_a_folder_with_nothing_to_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    (failure,) = articles_from(str(tmp_path))
    assert isinstance(failure, Failure)
    assert "no text, HTML or JSON file" in str(failure)


def test_a_name_that_is_no_unicode_can_be_reported(tmp_path: Path) -> None:
    (failure,) = articles_from(f"{tmp_path}/bad\udcff.txt")
    assert isinstance(failure, Failure)
    assert str(failure).encode()


def test_a_url_is_read(serve: Callable[[Any], Any]) -> None:
    def route(handler: Any) -> None:
        body = json.dumps([{"text": "One."}, {"text": "Two."}]).encode()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + body)

    site = serve(route)
    assert texts(list(articles_from(site.url, allow=site.allow))) == ["One.", "Two."]
    (failure,) = articles_from(site.url)
    assert isinstance(failure, Failure)
    assert (failure.source, type(failure.error)) == (site.url, RefusedAddress)


@pytest.mark.parametrize("url", ["ftp://news.example/a", "http://", "HTTP://[::1"])
def test_a_url_that_is_none_is_a_failure(url: str) -> None:
    assert texts(list(articles_from(url))) == [FetchError]


def test_the_public_face_is_sorted_and_there() -> None:
    assert sayso.intake.__all__ == sorted(sayso.intake.__all__)
    assert all(hasattr(sayso.intake, name) for name in sayso.intake.__all__)


def test_importing_intake_imports_nothing_heavy() -> None:
    heavy = ["trafilatura", "httpx", "httpcore", "lxml", "py3langid"]
    code = f"import sys, sayso.intake; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
