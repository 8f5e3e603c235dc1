"""``sayso ledger`` in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sayso.cli.ledger_admin import ledger as command
from sayso.ledger import Ledger, LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.record import Reading


@pytest.fixture
def say(tmp_path: Path, make: Callable[..., Reading]) -> Callable[..., str]:
    place = str(tmp_path / "news.db")
    with Ledger(place) as made:
        made.add_many([make(("Ilse Torvald", "a was so")), make(("Elsie Torvald", "b was so"), ("Torvald", "c was"))])

    def say(*words: str) -> str:
        done = CliRunner().invoke(command, ["--ledger", place, *words])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    return say


def test_actors_are_put_right_and_back(say: Callable[..., str]) -> None:
    assert "may be: 1 Ilse Torvald, 2 Elsie Torvald" in say("actors", "--open")
    assert say("merge", "1", "2", "--coder", "Ana") == "done; undo 1 takes it back\n"
    say("alias", "1", "Torvald")
    say("rename", "1", "Ilse Berg")
    say("affiliate", "1", "Velmora Council")
    listed = say("actors")
    assert listed.split()[:3] == ["1", "2", "3"]
    assert "Ilse Berg (person)  also Elsie Torvald, Ilse Torvald, Torvald  Velmora Council" in listed
    for number in "4321":
        say("undo", number)
    assert "undone" in say("history").splitlines()[0]
    assert len(say("actors").splitlines()) == 2
    assert say("actors", "Elsie Torvald").split()[:3] == ["2", "1", "1"]


def test_counts_and_the_authority_file(say: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "who.csv"
    file.write_text("name,qid\nIlse Torvald,Q1\nBram Okoye,Q2\n", encoding="utf-8")

    assert say("authority", str(file)) == "1 known, 1 new, 0 open\n"
    assert "2  articles" in say("info")
    assert "Q1" in say("actors", "Ilse Torvald")
    assert say("failed") == ""
    with pytest.raises(LedgerError, match="no actor 99"):
        say("rename", "99", "X Y")


def test_copies_are_looked_for(say: Callable[..., str]) -> None:
    assert say("copies") == "0 found; 0 articles are copies of others\n"


def test_outcomes_are_recorded_and_listed(say: Callable[..., str], tmp_path: Path) -> None:
    with Ledger(tmp_path / "news.db") as made:
        key = made.statement(1).key
        made.edits.correct(1, {"act": "forecast"}, coder="Ana")
    assert say("outcome", key, "true", "--coder", "Ana", "--known", "2031-05") == "recorded for statement 1\n"
    say("outcome", "1", "false", "--coder", "Ben", "--note", "not\x1b[31m yet")
    listed = say("outcome", key).splitlines()
    assert listed[0].split("  ")[1:] == ["true", "Ana", "known 2031-05-01"]
    assert listed[1].split("  ")[1:] == ["false", "Ben", "not\ufffd[31m yet"]
    assert "--coder is needed" in say("outcome", key, "true")
    assert "there is no OUTCOME" in say("outcome", key, "--coder", "Ana")
    with pytest.raises(LedgerError, match="no statement has the key 99"):
        say("outcome", "99", "true", "--coder", "Ana")
    with pytest.raises(LedgerError, match="neither a forecast nor a commitment, but: claim"):
        say("outcome", "2", "true", "--coder", "Ana")


def test_statements_are_removed_and_back(say: Callable[..., str], tmp_path: Path) -> None:
    with Ledger(tmp_path / "news.db") as made:
        made.edits.correct(1, {"denies": True}, coder="Ana")
    assert say("remove", "1", "--coder", "Ben") == "done; undo-edit 2 takes it back\n"
    assert "2  statements" in say("info")
    say("undo-edit", "2", "--coder", "Ana")
    assert "3  statements" in say("info")
    first, second = say("edits", "1").splitlines()
    assert first.split("  ")[2:] == ["correct", "statement 1", "Ana", "denies: False -> True"]
    assert second.endswith("by Ana")


def test_names_cannot_steer_the_terminal(tmp_path: Path, make: Callable[..., Reading]) -> None:
    place = str(tmp_path / "news.db")
    with Ledger(place) as made:
        made.add(make(("Ilse \x1b[31mTorvald", "a was so")))

    assert "\x1b" not in CliRunner().invoke(command, ["--ledger", place, "actors"]).output
