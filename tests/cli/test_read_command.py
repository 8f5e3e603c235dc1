"""``sayso read`` as it is typed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

needs_model = pytest.mark.usefixtures("model")


def sayso(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(cli, list(map(str, arguments)), input=stdin, prog_name="sayso")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_version_is_shown() -> None:
    result = sayso("--version")

    assert result.exit_code == 0
    assert result.stdout.startswith("sayso ")


def test_help_lists_the_commands() -> None:
    shown = sayso("--help").stdout

    assert "read" in shown
    assert "evaluate" in shown


def test_without_a_source_the_help_is_shown() -> None:
    result = sayso("read")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "SOURCE..." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read", "x", "--format", "xml"], "xml"),
        (["read", "x", "--published", "yesterday"], "'yesterday' is no date"),
        (["read", "x", "--threads", "0"], "threads"),
        (["read", "x", "y", "--format", "brat"], "needs --output FOLDER"),
        (["read", "x", "y", "--title", "One"], "belong to one article"),
        (["read", "x", "--output", "."], "is a folder"),
        (["read", "x", "--output", "no/such/place"], "there is no folder no/such"),
        (["shout"], "shout"),
    ],
)
def test_a_command_that_makes_no_sense_is_a_usage_error(arguments: list[str], says: str) -> None:
    result = sayso(*arguments)

    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_a_missing_file_is_reported_and_nothing_is_written(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    output.write_text("old", encoding="utf-8")

    result = sayso("read", tmp_path / "none.txt", "--format", "json", "--output", output)

    assert result.exit_code == 1
    assert "none.txt: there is no such file" in result.stderr
    assert output.read_text(encoding="utf-8") == "old"


def test_failures_are_safe_for_the_terminal(tmp_path: Path) -> None:
    result = sayso("read", tmp_path / "a\x1b[2Jb\nc.txt")

    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\x00\x01\x02\xff\xfe\x00" * 50])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)

    result = sayso("read", path)

    assert result.exit_code == 1
    assert result.stderr.startswith("sayso: ")
    assert result.stdout == ""


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    assert sayso("read", tmp_path).exit_code == 1


@needs_model
def test_text_goes_to_the_terminal(article: Path) -> None:
    result = sayso("read", article)

    assert result.exit_code == 0
    assert "Ilse Torvald" in result.stdout
    assert "Whose words" in result.stdout
    assert "\x1b" not in result.stdout


@needs_model
def test_json_of_one_article_is_an_object_and_of_several_an_array(article: Path, tmp_path: Path) -> None:
    one = json.loads(sayso("read", article, "--format", "json").stdout)
    two = json.loads(sayso("read", article, article, "--format", "json").stdout)
    folder = json.loads(sayso("read", tmp_path, "--format", "json").stdout)

    assert one["format"] == "sayso-reading/1"
    assert two == [one, one]
    assert folder == [one]


@needs_model
def test_json_lines_hold_one_article_each(article: Path) -> None:
    lines = sayso("read", article, article, "--format", "jsonl").stdout.splitlines()

    assert [json.loads(line)["article"]["text"] for line in lines] == [article.read_text(encoding="utf-8")] * 2


@needs_model
def test_what_is_known_of_the_article_is_kept(article: Path) -> None:
    about = {"title": "Tax", "outlet": "Courier", "published": "2031-03", "url": "https://courier.example/tax"}
    options = [word for key, value in about.items() for word in (f"--{key}", value)]

    found = json.loads(sayso("read", article, "--format", "json", *options).stdout)["article"]

    assert about.items() <= found.items()


@needs_model
def test_standard_input_is_read(article: Path) -> None:
    result = sayso("read", "-", "--format", "csv", stdin=article.read_bytes())

    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert rows
    assert all(row["content"] in article.read_text(encoding="utf-8") for row in rows if "…" not in row["content"])


@needs_model
def test_a_bad_file_does_not_stop_the_others(article: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")

    result = sayso("read", tmp_path / "bad.txt", article, tmp_path / "none.txt", "--format", "jsonl")

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "2 sources could not be read" in result.stderr


@needs_model
def test_a_page_is_written_whole(article: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.html"

    assert sayso("read", article, "--format", "html", "--output", output).exit_code == 0
    assert output.read_text(encoding="utf-8").endswith("</html>\n")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["harbour.txt", "out.html"]


@needs_model
def test_brat_of_several_articles_fills_a_folder_under_their_names(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "quay.txt"
    other.write_text("The quay was closed, Bram Okoye said.", encoding="utf-8")

    assert sayso("read", article, other, "--format", "brat", "--output", tmp_path / "out").exit_code == 0

    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert names == ["harbour.ann", "harbour.txt", "quay.ann", "quay.txt"]
    assert (tmp_path / "out" / "quay.txt").read_bytes() == other.read_bytes()
    assert "\nE1\tAttribution" in (tmp_path / "out" / "quay.ann").read_text(encoding="utf-8")


GERMAN = "Der Bürgermeister sagte gestern, dass die Brücke sicher sei und sich niemand Sorgen machen müsse."


@needs_model
def test_an_article_in_another_language_gives_one_plain_line() -> None:
    result = sayso("read", "-", "--format", "json", stdin=GERMAN)

    assert result.exit_code == 0
    assert json.loads(result.stdout)["statements"] == []
    assert result.stderr.startswith("sayso: warning: ")
    assert result.stderr.count("\n") == 1
    assert sayso("read", "-", "--quiet", stdin=GERMAN).stderr == ""
    assert sayso("read", "-", "--force", stdin=GERMAN).stderr == ""


@needs_model
def test_the_number_of_threads_changes_nothing(article: Path) -> None:
    one, two = (sayso("read", article, "--format", "json", "--threads", n).stdout for n in ("1", "2"))

    assert one == two
