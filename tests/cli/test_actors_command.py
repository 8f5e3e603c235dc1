"""``sayso actors`` as it is typed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from sayso.cli.actors import actors

if TYPE_CHECKING:
    from pathlib import Path

needs_model = pytest.mark.usefixtures("model")


def listed(*arguments: str | Path, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(actors, list(map(str, arguments)), input=stdin, prog_name="sayso actors")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@needs_model
def test_the_table_names_the_speaker_with_role_and_numbers(article: Path) -> None:
    shown = listed(article).stdout

    assert "Ilse Torvald" in shown
    (line,) = (line for line in shown.splitlines() if "Ilse Torvald" in line)
    assert "person" in line
    assert "Mayor" in line
    assert line.split()[-3:-1] == ["2", "0"]


@needs_model
def test_json_holds_every_field(article: Path) -> None:
    first, *_ = json.loads(listed(article, "--format", "json").stdout)

    assert (first["article"], first["name"], first["kind"]) == ("harbour", "Ilse Torvald", "person")
    assert (first["statements"], first["relayed"]) == (2, 0)
    assert first["roles"] == ["Mayor"]
    assert set(first) == {
        *("article", "id", "name", "kind", "statements", "relayed", "mentions", "aliases", "roles", "affiliation")
    }


@needs_model
def test_csv_has_one_row_an_actor_and_guards_formulas(tmp_path: Path) -> None:
    path = tmp_path / "=cmd.txt"
    path.write_text("Ilse Torvald said the tax would go. Critics said it would stay.", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(listed(path, "-f", "csv").stdout)))

    assert [row["name"] for row in rows] == ["Ilse Torvald", "Critics"]
    assert rows[0]["article"] == "'=cmd"


@needs_model
def test_only_the_kinds_asked_for(article: Path) -> None:
    assert json.loads(listed(article, "-f", "json", "--kind", "document").stdout) == []
    assert len(json.loads(listed(article, "-f", "json", "--kind", "person").stdout)) == 1


@needs_model
def test_those_only_talked_about_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ilse Torvald said the tax would go. Paul Bell left early.", encoding="utf-8")

    assert "Paul Bell" in listed(path).stdout
    assert "Paul Bell" not in listed(path, "--speakers").stdout


@needs_model
def test_several_articles_are_told_apart_and_a_bad_one_is_reported(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Paul Bell said that it rained.", encoding="utf-8")
    result = listed(article, other, tmp_path / "absent.txt", "-f", "json")

    assert result.exit_code == 1
    assert {row["article"] for row in json.loads(result.stdout)} == {"harbour", "other"}
    assert "absent.txt" in result.stderr


@needs_model
def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31mred.txt"
    path.write_text("Ilse Torvald said the tax would go.", encoding="utf-8")
    second = tmp_path / "b.txt"
    second.write_text("Paul Bell said no tax would go.", encoding="utf-8")

    assert "\x1b" not in listed(path, second).stdout


@needs_model
def test_an_output_file_is_written(article: Path, tmp_path: Path) -> None:
    place = tmp_path / "actors.json"

    assert listed(article, "-f", "json", "-o", place).stdout == ""
    assert json.loads(place.read_text(encoding="utf-8"))[0]["name"] == "Ilse Torvald"


@needs_model
def test_standard_input_without_a_word_is_told_of() -> None:
    result = listed("-", stdin=" \n")

    assert result.exit_code == 1
    assert "there is no text in it" in result.stderr


def test_without_a_source_the_help_is_shown() -> None:
    result = listed()

    assert result.exit_code == 2
    assert "SOURCE..." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["x", "-f", "xml"], "xml"), (["x", "-o", "."], "is a folder"), (["x", "-o", "no/such/x"], "there is no folder")],
)
def test_wrong_use_is_refused(arguments: list[str], says: str) -> None:
    result = listed(*arguments)

    assert result.exit_code == 2
    assert says in result.stderr
