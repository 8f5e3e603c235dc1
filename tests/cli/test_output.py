"""Where readings go, with readings made by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from sayso.cli.files import replacing
from sayso.cli.output import Output, file_name
from sayso.errors import FormatError
from sayso.formats import read_readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.record import Reading


def stopped(*readings: Reading, by: type[BaseException]) -> Iterator[tuple[str, Reading]]:
    for reading in readings:
        yield "name", reading
    raise by


@pytest.mark.parametrize("form", ["json", "jsonl", "html", "csv", "text"])
def test_ctrl_c_keeps_what_was_read(reading: Reading, tmp_path: Path, form: str) -> None:
    path = tmp_path / "out"

    with pytest.raises(KeyboardInterrupt):
        Output(form, path, several=True).write(stopped(reading, reading, by=KeyboardInterrupt))

    assert "Ilse Torvald" in path.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    if form.startswith("json"):
        assert list(read_readings(path)) == [reading, reading]


def test_an_error_leaves_the_old_file_as_it_was(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")

    with pytest.raises(FormatError):
        Output("jsonl", path, several=True).write(stopped(reading, by=FormatError))

    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_keeps_its_mode_and_a_link_its_target(tmp_path: Path) -> None:
    path, link = tmp_path / "out", tmp_path / "link"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)

    with replacing(link) as stream:
        stream.write(b"new")

    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    with replacing(Path("/dev/null")) as stream:
        stream.write(b"x")

    assert Path("/dev/null").is_char_device()


def test_json_of_one_source_with_several_articles_is_an_array(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "out"

    Output("json", path, several=False).write(iter([("a", reading), ("b", reading), ("c", reading)]))

    assert len(json.loads(path.read_text(encoding="utf-8"))) == 3


def test_no_articles_of_several_are_an_empty_array(tmp_path: Path) -> None:
    Output("json", tmp_path / "out", several=True).write(iter([]))

    assert json.loads((tmp_path / "out").read_text(encoding="utf-8")) == []


def test_brat_of_one_source_with_several_articles_needs_a_folder(reading: Reading, tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="FOLDER"):
        Output("brat", tmp_path / "out", several=False).write(iter([("a", reading), ("b", reading)]))


def test_articles_of_one_name_do_not_overwrite_each_other(reading: Reading, tmp_path: Path) -> None:
    Output("brat", tmp_path, several=True).write(iter([("a", reading), ("A", reading), ("a", reading)]))

    assert sorted(p.name for p in tmp_path.glob("*.ann")) == ["A-2.ann", "a-3.ann", "a.ann"]


def test_a_long_name_in_any_script_can_be_written(reading: Reading, tmp_path: Path) -> None:
    Output("brat", tmp_path, several=True).write(iter([("港湾税" * 100, reading), ("港湾税" * 100, reading)]))

    assert len(list(tmp_path.glob("*.ann"))) == 2


def test_an_output_with_a_long_name_can_be_written(tmp_path: Path) -> None:
    with replacing(tmp_path / ("港" * 80)) as stream:
        stream.write(b"new")

    assert (tmp_path / ("港" * 80)).read_bytes() == b"new"


def test_many_articles_of_one_name_do_not_take_ever_longer(reading: Reading, tmp_path: Path) -> None:
    names = [("a", reading)] * 100
    calls = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal calls
        calls += event == "c_call" and getattr(_what, "__name__", "") == "casefold"

    sys.setprofile(count)
    try:
        Output("brat", tmp_path, several=True).write(iter(names))
    finally:
        sys.setprofile(None)

    assert len(list(tmp_path.glob("*.ann"))) == 100
    assert calls < 10 * len(names)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("Who pays? The mayor’s plan", "Who-pays-The-mayor-s-plan"),
        ("a\0b\n", "a-b"),
        ("…", "article"),
        ("x" * 500, "x" * 120),
        ("港" * 500, "港" * 40),
        ("é" + "港" * 500, "é" + "港" * 39),
    ],
)
def test_names_of_files_stay_in_their_folder(name: str, wanted: str) -> None:
    assert file_name(name) == wanted
