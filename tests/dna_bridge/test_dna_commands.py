"""``sayso import`` and ``sayso export`` in the terminal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli
from sayso.dna import check, is_password, read_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(cli, list(words), catch_exceptions=False)


def test_in_and_out(say: Callable[..., Result], debate: Path, tmp_path: Path) -> None:
    done = say("import", "--ledger", "news.db", str(debate))
    assert done.exit_code == 0
    assert "debate.dna: 1 documents, 2 statements, 2 new codings" in done.stderr
    assert "1 more are of types without person, organization or concept" in done.stderr
    assert "3 statements stand behind emoji" in done.stderr
    assert say("import", "--ledger", "news.db", str(debate), "--utf16", "-q").stderr == ""
    done = say("export", "--ledger", "news.db", "out.dna")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "out.dna: 1 documents, 3 statements, 0 of them new to DNA" in done.stderr
    assert read_tables(tmp_path / "out.dna") == read_tables(debate)


def test_a_file_is_written_over_only_when_that_is_said(say: Callable[..., Result], debate: Path) -> None:
    say("import", "--ledger", "news.db", str(debate))
    before = debate.read_bytes()
    done = say("export", "--ledger", "news.db", str(debate))
    assert (done.exit_code, debate.read_bytes()) == (1, before)
    assert "--replace writes over it" in done.stderr
    assert say("export", "--ledger", "news.db", "--replace", str(debate)).exit_code == 0
    assert check(debate) == []


def test_what_is_wrong_is_one_plain_line(say: Callable[..., Result], debate: Path, tmp_path: Path) -> None:
    (tmp_path / "x.dna").write_bytes(b"hello")
    done = say("import", "--ledger", "news.db", "x.dna")
    assert (done.exit_code, done.stderr) == (
        1,
        "Error: x.dna: this is no DNA database (it is not in SQLite's format)\n",
    )
    assert not (tmp_path / "news.db").exists()
    done = say("export", "--ledger", "news.db", "out.dna")
    assert (done.exit_code, done.stderr) == (1, "Error: news.db: there is no such ledger\n")
    done = say("import", "--ledger", "news.db", str(debate), "--concept", "who \x1b[31m")
    assert done.exit_code == 1
    assert "no variable 'who" in done.stderr
    assert "\x1b" not in done.stderr


def test_rules_that_the_file_broke_before_are_told(say: Callable[..., Result], debate: Path) -> None:
    with closing(sqlite3.connect(debate)) as database, database:
        database.execute("DELETE FROM CODERRELATIONS WHERE ID = 2")
    say("import", "--ledger", "news.db", str(debate))
    assert "as in the file that was imported: coder 2 has no relation to coder 1" in say(
        "export", "--ledger", "news.db", "out.dna").stderr  # fmt: skip


def test_the_password_of_new_coders(say: Callable[..., Result], tmp_path: Path, debate: Path) -> None:
    from sayso.ledger import Coding, Ledger

    say("import", "--ledger", "news.db", str(debate))
    with Ledger("news.db") as ledger:
        ledger.codings.add(Coding(1, "Ben", "The tax should go.", agreement=True))
    say("export", "--ledger", "news.db", "out.dna", "--password", "crab")
    stored = {str(row["Name"]): str(row["Password"]) for row in read_tables(tmp_path / "out.dna").named("CODERS")}
    assert is_password("crab", stored["Ben"])
    assert stored["Ana"] == "y" * 64
