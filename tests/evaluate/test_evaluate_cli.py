"""The command, and gold as it lies in folders."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import sayso
from sayso.cli import cli
from sayso.errors import FormatError
from sayso.evaluate import load_gold, load_polnear

Read = Callable[..., dict[str, Any]]

MODEL = Path(sayso.__file__).parent / "models" / "en"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *map(str, arguments)])


def lines_of(path: Path, readings: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in readings), encoding="utf-8")
    return path


@pytest.fixture
def read(polnear: Path, reading: Read) -> Path:
    """A file of readings of the PolNeAR-like folder: each finds the first of two attributions."""
    one = {"source": ["Ilse Brandt"], "cue": ["warned"], "content": ["of floods"]}
    texts = [p.read_bytes().decode() for p in sorted((polnear / "text").iterdir())]
    return lines_of(polnear / "read.jsonl", [reading(text, [one]) for text in texts])


def test_brat_spans_that_hold_a_line_break_are_read(polnear: Path) -> None:
    articles = load_polnear(polnear)

    assert [a.name for a in articles] == ["echo_flood", "herald_flood"]
    assert articles[0].attributions[1].content[0].surface == "“Build the\nwall,”"
    assert list(articles[1].annotators) == ["bb22", "cc33"]
    assert len(articles[1].attributions) == 2


def test_spans_that_an_event_names_too_early_are_not_scored(polnear: Path) -> None:
    file = polnear / "attributions" / "echo_flood_aa11.ann"
    lines = file.read_text(encoding="utf-8").split("\n")
    event = next(x for x in lines if x.startswith("E1"))
    file.write_text("\n".join([*(x for x in lines[:2]), lines[3], event, *lines[2:3], *lines[5:]]), encoding="utf-8")

    late = load_polnear(polnear)[0].attributions[0]

    assert late.source
    assert not late.content


def test_figures_are_printed_one_a_line(polnear: Path, read: Path) -> None:
    result = run(read, "--polnear", polnear)

    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[:3] == [f"{'articles':26} 2", f"{'broken_spans':26} 0", f"{'exact.source':26} 0.6667"]
    assert lines[-1].split()[0] == "alpha"


def test_figures_are_written_as_json(polnear: Path, read: Path, tmp_path: Path) -> None:
    result = run(read, "--polnear", polnear, "--json", tmp_path / "out.json")

    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert figures["attr"] == pytest.approx(2 / 3)
    assert len(figures) == len(result.output.splitlines())


def test_figures_by_publisher(polnear: Path, read: Path, tmp_path: Path) -> None:
    result = run(read, "--polnear", polnear, "--by", "publisher", "--json", tmp_path / "out.json")

    assert [x for x in result.output.splitlines() if x.startswith("#")] == ["# all", "# echo", "# herald"]
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [figures[group]["articles"] for group in ("all", "echo", "herald")] == [2, 1, 1]


def test_people(polnear: Path, read: Path) -> None:
    result = run(read, "--polnear", polnear, "--people")

    assert result.exit_code == 0, result.output
    figures = dict(line.split() for line in result.output.splitlines())
    assert figures["articles"] == "1"
    assert figures["people.attr"] == "0.6667"
    assert figures["reading.attr"] == "0.8333"


@pytest.fixture
def gold_folder(tmp_path: Path, reading: Read) -> Path:
    text = "Mara Quill said no.\r\nNobody else did."
    one = {"source": ["Mara Quill"], "cue": ["said"], "content": ["no"], "speaker": "a1"}
    actors = [{"id": "a1", "name": "Mara Quill", "kind": "person"}]
    gold = reading(text, [one], actors=actors)
    lines_of(tmp_path / "read.jsonl", [gold])
    (tmp_path / "x.txt").write_bytes(text.encode())
    (tmp_path / "x.gold.json").write_text(json.dumps(gold | {"article": "x"}), encoding="utf-8")
    return tmp_path


def test_gold_in_the_interchange_format(gold_folder: Path) -> None:
    result = run(gold_folder / "read.jsonl", "--gold", gold_folder)

    assert result.exit_code == 0, result.output
    assert f"{'speaker':26} 1.0000" in result.output


def test_gold_is_loaded_with_its_line_ends(gold_folder: Path) -> None:
    (article,) = load_gold(gold_folder)

    assert "\r\n" in article.text


def test_the_module_can_be_run(gold_folder: Path) -> None:
    arguments = [sys.executable, "-m", "sayso.evaluate", str(gold_folder / "read.jsonl"), "--gold", str(gold_folder)]

    result = subprocess.run(arguments, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("articles")


def test_the_module_fails_as_the_command_does(gold_folder: Path) -> None:
    (gold_folder / "x.txt").unlink()
    arguments = ["evaluate", str(gold_folder / "read.jsonl"), "--gold", str(gold_folder)]

    done = [
        subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
        for words in (["sayso", *arguments], ["sayso.evaluate", *arguments[1:]])
    ]

    assert [d.returncode for d in done] == [1, 1]
    assert done[0].stderr == done[1].stderr
    assert done[0].stderr.startswith("Error: ")


@pytest.mark.skipif(not (MODEL / "settings.json").is_file(), reason="the model is not built")
def test_texts_can_be_read_on_the_spot(polnear: Path) -> None:
    result = run("--read", "--polnear", polnear)

    assert result.exit_code == 0, result.output
    assert f"{'broken_spans':26} 0" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--polnear", "."],
        [__file__, "--read", "--polnear", "."],
        [__file__],
        [__file__, "--gold", ".", "--polnear", "."],
        [__file__, "--gold", ".", "--people"],
        [__file__, "--polnear", ".", "--people", "--by", "publisher"],
        ["no such file", "--polnear", "."],
    ],
)
def test_wrong_usage_has_exit_code_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2: no JSON"),
        ("[]", "line 2: not a reading"),
        ('{"article": {}}', "line 2: not a reading"),
        ("[" * 100_000, "line 2: no JSON"),
    ],
)
def test_a_bad_line_of_readings_is_named(polnear: Path, read: Path, line: str, says: str) -> None:
    first = read.read_text(encoding="utf-8").splitlines()[0]
    read.write_text(f"{first}\n{line}\n", encoding="utf-8")

    result = run(read, "--polnear", polnear)

    assert result.exit_code == 1
    assert says in result.output


@pytest.mark.parametrize("change", [{"speaker": [["a1"]]}, {"act": []}, {"mode": {}}, {"denies": "false"}])
def test_a_statement_of_another_form_is_refused(polnear: Path, read: Path, change: dict[str, Any]) -> None:
    first = json.loads(read.read_text(encoding="utf-8").splitlines()[0])
    first["statements"][0] |= change
    lines_of(read, [first])

    result = run(read, "--polnear", polnear)

    assert result.exit_code == 1
    assert "line 1: not a reading" in result.output


def test_readings_that_are_no_text_are_refused(polnear: Path, read: Path) -> None:
    good = read.read_bytes()
    read.write_bytes(good + b"\xff\xfe\x00\n")

    result = run(read, "--polnear", polnear)

    assert result.exit_code == 1
    assert "line 3: no UTF-8 text" in result.output


def test_readings_in_an_array_are_scored_too(polnear: Path, read: Path) -> None:
    lines = run(read, "--polnear", polnear).output
    read.write_text(f"[{','.join(read.read_text(encoding='utf-8').splitlines())}]", encoding="utf-8")

    assert run(read, "--polnear", polnear).output == lines


def test_a_missing_text_is_named(gold_folder: Path) -> None:
    (gold_folder / "x.txt").unlink()

    with pytest.raises(FormatError, match=r"x\.txt is missing"):
        load_gold(gold_folder)


@pytest.mark.parametrize("data", ["{", "[]", '{"article": "x"}', '{"article": "x", "statements": [{"id": "s"}, 1]}'])
def test_a_bad_gold_file_is_named(gold_folder: Path, data: str) -> None:
    (gold_folder / "x.gold.json").write_text(data, encoding="utf-8")

    with pytest.raises(FormatError, match=r"x\.gold\.json"):
        load_gold(gold_folder)


def test_an_article_without_annotation_is_named(polnear: Path) -> None:
    (polnear / "attributions" / "echo_flood_aa11.ann").unlink()

    with pytest.raises(FormatError, match=r"echo_flood\.txt"):
        load_polnear(polnear)


def test_folders_without_gold_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"no \*\.gold\.json"):
        load_gold(tmp_path)
    with pytest.raises(FormatError, match=r"no text/\*\.txt"):
        load_polnear(tmp_path)
