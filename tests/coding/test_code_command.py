"""``sayso code`` and ``sayso concepts suggest`` on files."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli
from sayso.coding import Codebook

if TYPE_CHECKING:
    from pathlib import Path

BOOK = "concepts:\n  - Close the zoo\n  - label: Build the harbour bridge\n"
LINES = [{"id": "a", "text": "The zoo should be closed."}, {"text": "It is too costly", "concept": "Close the zoo"}]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    write(tmp_path / "in.jsonl", LINES)
    return tmp_path


def write(path: Path, lines: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line) + "\n\n" for line in lines), encoding="utf-8")


def run(*words: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, [*words], input=stdin)


def code(*words: str, stdin: str | bytes = "") -> Result:
    return run("code", "--codebook", "book.yaml", *words, stdin=stdin)


@pytest.mark.usefixtures("folder")
def test_json_lines_have_the_four_keys() -> None:
    ran = code("--input", "in.jsonl", "--format", "jsonl")
    first, second = map(json.loads, ran.output.splitlines())
    assert list(first) == ["id", "concept", "agreement", "confidence"]
    assert (first["id"], first["concept"], first["agreement"]) == ("a", "Close the zoo", True)
    assert (second["id"], second["concept"]) == (3, "Close the zoo")
    assert second["agreement"] in (True, False)
    assert 0 < first["confidence"] <= 1


def test_csv_json_and_table_say_the_same(folder: Path) -> None:
    asked = json.loads(code("--input", "in.jsonl", "--format", "json").output)
    code("--input", "in.jsonl", "--format", "csv", "--output", "out.csv")
    rows = list(csv.DictReader(io.StringIO((folder / "out.csv").read_text(encoding="utf-8"))))
    assert [row["concept"] for row in rows] == [one["concept"] for one in asked]
    assert [row["agreement"] for row in rows] == [str(one["agreement"]).lower() for one in asked]
    assert "  Close the zoo: for\n" in code("--input", "in.jsonl").output


def test_standard_input_and_cells_of_spreadsheets(folder: Path) -> None:
    line = json.dumps({"id": "=1+1", "text": "=close the zoo\u001b[31m"})
    (row,) = csv.DictReader(io.StringIO(code("--input", "-", "--format", "csv", stdin=line).output))
    assert row["id"] == "'=1+1"
    assert row["text"].startswith("'=")
    assert "\x1b" not in code("--input", "-", stdin=line).output
    assert folder.exists()


@pytest.mark.usefixtures("folder")
def test_what_is_less_sure_has_no_concept() -> None:
    line = json.dumps({"id": 1, "text": "The orchestra played Mozart"})
    made = json.loads(code("--input", "-", "--format", "jsonl", "--at-least", "0.99", stdin=line).output)
    assert made["concept"] is None
    assert made["agreement"] is None


@pytest.mark.usefixtures("folder")
def test_alternatives_are_the_other_concepts() -> None:
    first, second = json.loads(code("--input", "in.jsonl", "--format", "json", "--alternatives").output)
    assert [a["concept"] for a in first["alternatives"]] == ["Build the harbour bridge"]
    assert second["alternatives"] == []


def test_examples_are_learnt_from(folder: Path) -> None:
    text = "Lions pace up and down behind bars"
    write(folder / "known.jsonl", [{"text": text + ".", "concept": "Build the harbour bridge", "agreement": False}])
    line = json.dumps({"id": 1, "text": text})
    ran = code("--input", "-", "--examples", "known.jsonl", "--format", "jsonl", stdin=line)
    assert json.loads(ran.output)["concept"] == "Build the harbour bridge"
    assert json.loads(ran.output)["agreement"] is False


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"id": 1}', "line 2: there is no text in it"),
        ('{"id": 1, "text": " "}', "line 2: its text is empty"),
        ('{"id": 1, "text": 5}', "line 2: 'text' is a number, not a text"),
        ('{"id": true, "text": "x"}', "line 2: 'id' is a boolean"),
        ('{"id": 1, "text": "x", "concept": "Close the zo"}', "did you mean 'Close the zoo'?"),
        ('{"id": 1, "text": "x"', "line 2: no JSON"),
        ("[1]", "line 2: no JSON object, but a list"),
    ],
)
def test_wrong_lines_are_told_with_their_number(line: str, what: str) -> None:
    ran = code("--input", "-", stdin="\n" + line)
    assert ran.exit_code == 1
    assert ran.stderr.startswith("Error: standard input, line 2: ")
    assert what in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_wrong_codebook_is_told_with_its_line(folder: Path) -> None:
    (folder / "book.yaml").write_text(BOOK + "  - Close the zoo\n", encoding="utf-8")
    ran = code("--input", "in.jsonl")
    assert ran.exit_code == 1
    assert "book.yaml, line 4: the label 'Close the zoo' stands on line 2 already" in ran.stderr


def test_what_was_written_before_stays_where_the_input_is_wrong(folder: Path) -> None:
    (folder / "out.jsonl").write_text("before", encoding="utf-8")
    assert code("--input", "-", "--format", "jsonl", "--output", "out.jsonl", stdin="{}").exit_code == 1
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == "before"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--input", "in.jsonl", "--ledger", "x.db"),
        ("--input", "in.jsonl", "--review"),
        ("--input", "in.jsonl", "--coder", "Ana"),
        ("--input", "in.jsonl", "--alternatives"),
        ("--input", "missing.jsonl"),
        ("--ledger", "x.db", "--examples", "in.jsonl"),
    ],
)
def test_what_does_not_go_together_is_refused(words: tuple[str, ...]) -> None:
    assert code(*words).exit_code == 2


def test_suggested_groups_become_a_codebook(folder: Path) -> None:
    texts = ["The zoo should be closed.", "Close the zoo now.", 'The "city" zoo must not be closed.']
    write(folder / "many.jsonl", [{"text": text} for text in texts])
    assert "zoo" in run("concepts", "suggest", "--input", "many.jsonl").output
    (group,) = map(
        json.loads, run("concepts", "suggest", "--input", "many.jsonl", "--format", "jsonl").output.split("\n")[:-1]
    )
    assert sorted(group["members"]) == [0, 1, 2]
    ran = run("concepts", "suggest", "--input", "many.jsonl", "--format", "codebook", "--output", "new.yaml")
    assert ran.exit_code == 0
    (concept,) = Codebook.load(folder / "new.yaml")
    assert concept.label == group["label"]
    assert run("concepts", "suggest", "--input", "many.jsonl", "--format", "csv").output.startswith(
        "label,size,typical\n"
    )


def test_nothing_to_group_is_said(folder: Path) -> None:
    (folder / "none.jsonl").write_text("", encoding="utf-8")
    assert run("concepts", "suggest", "--input", "none.jsonl").output == "no groups found\n"
    run("concepts", "suggest", "--input", "none.jsonl", "--format", "codebook", "--output", "none.yaml")
    assert len(Codebook.load(folder / "none.yaml")) == 0
