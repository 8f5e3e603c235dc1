"""``sayso code --ledger``, ``sayso agreement`` and ``sayso ledger merge``, as a person at the terminal has them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sayso.cli import cli
from sayso.ledger import Coding, Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from sayso.record import Reading

SAID = (
    ("Ilse Torvald", "the fuel tax must rise so that the air gets clean"),
    ("Bram Okoye", "a higher fuel tax would ruin every driver"),
    ("Cleo\x1b[31m Mandel", "the old harbour bridge has to be kept"),
)
BOOK = "concepts:\n  - label: Raise the fuel tax\n  - label: Keep the harbour bridge\n"


@pytest.fixture
def news(tmp_path: Path, make: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger with statements 1 to 3 in a file, and the codebook ``book.yaml`` beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book.yaml").write_text(BOOK, "utf-8")
    with Ledger("news.db") as ledger:
        ledger.add(make(*SAID, outlet="Post", title="Harbour\x07 news"))
    return "news.db"


def run(*command: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, command, input=typed, prog_name="sayso")


def codings(where: str) -> list[tuple[int, str, str | None, bool | None]]:
    with Ledger(where) as ledger:
        made = [c for kept in ledger.statements() for c in ledger.codings.of(kept.number)]
    return [(c.statement, c.coder, c.concept, c.agreement) for c in made]


def test_code_proposes_for_all_and_prints_them(news: str) -> None:
    ran = run("code", "--ledger", news, "--codebook", "book.yaml", "--format", "jsonl")
    assert ran.exit_code == 0, ran.output
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert "3 statements: proposals kept in news.db" in ran.stderr
    assert {row["concept"] for row in rows} == {"Raise the fuel tax", "Keep the harbour bridge"}
    assert [row["confidence"] for row in rows] == sorted(row["confidence"] for row in rows)
    assert codings(news) == []
    with Ledger(news) as ledger:
        assert {ledger.number_of(row["id"]) for row in rows} == {1, 2, 3}


def test_review_saves_every_decision(news: str) -> None:
    typed = "a\nx\nc\nkeep\na\nr\n"  # accept; no such key, then change to "Keep ...", against; reject
    ran = run("code", "--ledger", news, "--codebook", "book.yaml", "--review", "--coder", "Ana", typed=typed)
    assert ran.exit_code == 0, ran.output
    assert "3 decisions by Ana saved" in ran.output
    made = codings(news)
    assert len(made) == 3
    assert [c[2:] for c in made].count(("Keep the harbour bridge", False)) >= 1
    assert [c[2:] for c in made].count((None, None)) == 1
    assert "\x1b[31m" not in ran.output
    assert "\x07" not in ran.output
    assert "Post · Harbour" in ran.output


def test_review_skips_stops_and_goes_on_where_it_was(news: str) -> None:
    first = run("code", "--ledger", news, "--codebook", "book.yaml", "--review", "--coder", "Ana", typed="s\na\nq\n")
    assert "1 decisions by Ana saved" in first.output
    assert len(codings(news)) == 1
    second = run("code", "--ledger", news, "--review", "--coder", "Ben", typed="a\na\n")
    assert "nothing is left to decide on" in second.output
    assert sorted(c[1] for c in codings(news)) == ["Ana", "Ben", "Ben"]


def test_a_new_concept_can_be_made_on_the_way(news: str) -> None:
    typed = "c\nClean air\nn\nClean air\ny\nf\nq\n"
    ran = run("code", "--ledger", news, "--codebook", "book.yaml", "--review", "--coder", "Ana", typed=typed)
    assert ran.exit_code == 0, ran.output
    assert [c[2:] for c in codings(news)] == [("Clean air", True)]


def test_a_second_coder_decides_on_what_the_first_has(news: str) -> None:
    with Ledger(news) as ledger:
        ledger.codings.add(Coding(1, "Ana", "Raise the fuel tax", agreement=True))
    ran = run("code", "--ledger", news, "--codebook", "book.yaml", "--second", "--coder", "Ben", typed="a\n")
    assert "nothing is left to decide on" in ran.output
    assert [c[:2] for c in codings(news)] == [(1, "Ana"), (1, "Ben")]


@pytest.mark.slow
def test_ctrl_c_loses_nothing(news: str) -> None:
    command = [sys.executable, "-m", "sayso", "code", "--ledger", news, "--codebook", "book.yaml", "--review"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*command, "--coder", "Ana"], text=True, **pipes) as process:  # type: ignore[call-overload]
        process.stdin.write("a\n")
        process.stdin.flush()
        until = time.monotonic() + 120
        while not codings(news) and time.monotonic() < until:
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert len(codings(news)) == 1, err
    assert "1 decisions by Ana saved" in out
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (["code", "--ledger", "news.db", "--review", "--codebook", "book.yaml"], "--review needs --coder"),
        (["code", "--ledger", "news.db", "--review", "--second", "--coder", "A"], "do not go together"),
        (["code", "--ledger", "news.db"], "no concepts yet"),
        (["code", "--ledger", "none.db", "--codebook", "book.yaml"], "none.db: there is no such ledger"),
        (["agreement", "--ledger", "none.db"], "none.db: there is no such ledger"),
        (["agreement", "--ledger", "news.db", "--coder", "Dan"], "no coder 'Dan'"),
        (["agreement", "--ledger", "news.db", "--settle", " "], "needs a name"),
        (["ledger", "--ledger", "news.db", "merge", "news.db"], "not merged with itself"),
        (["ledger", "--ledger", "news.db", "merge", "none.db"], "none.db: there is no such ledger"),
        (["ledger", "--ledger", "news.db", "merge", "1", "two"], "the numbers of two actors"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(news: str, command: list[str], problem: str) -> None:
    assert news
    ran = run(*command)
    assert ran.exit_code in (1, 2)
    assert problem in ran.stderr
    assert "Traceback" not in ran.output


def two_coders(where: str) -> None:
    with Ledger(where) as ledger:
        ledger.codings.add(
            Coding(1, "Ana", "tax", True), Coding(2, "Ana", "tax", False), Coding(3, "Ana", "bridge", True)
        )
        ledger.codings.add(
            Coding(1, "Ben", "tax", True), Coding(2, "Ben", "port", True), Coding(3, "Ben", "bridge", False)
        )


def test_agreement_tells_figures_and_disagreements(news: str) -> None:
    two_coders(news)
    ran = run("agreement", "--ledger", news)
    assert ran.exit_code == 0, ran.output
    lines = [line.split() for line in ran.stdout.splitlines()]
    assert lines[1][:6] == ["concept", "Ana", "&", "Ben", "3", "0.6667"]
    assert "Ana: tax; Ben: port" in ran.stdout
    assert "Ana: for; Ben: against" in ran.stdout
    found = json.loads(run("agreement", "--ledger", news, "--format", "json").stdout)
    assert [f["variable"] for f in found["figures"]] == ["concept", "agreement", "concept and agreement"]
    assert found["disagreements"][0]["labels"] == {"Ana": "tax", "Ben": "port"}
    rows = run("agreement", "--ledger", news, "--format", "csv", "--list").stdout.splitlines()
    assert rows[0] == "id,part,variable,labels,settled,by,content"
    assert len(rows) == 3


def test_agreement_of_nobody_is_an_empty_table(news: str) -> None:
    assert run("agreement", "--ledger", news).stdout == "nothing found\n"
    assert json.loads(run("agreement", "--ledger", news, "--format", "json").stdout) == {
        "figures": [],
        "disagreements": [],
    }
    assert "there is nothing to settle" in run("agreement", "--ledger", news, "--settle", "Eve").stdout


def test_disagreements_are_settled_in_the_terminal(news: str) -> None:
    two_coders(news)
    ran = run("agreement", "--ledger", news, "--settle", "Eve", typed="2\ns\n")
    assert "1 statements settled by Eve" in ran.output
    assert [c for c in codings(news) if c[1] == "Eve"] == [(2, "Eve", "port", True)]
    left = json.loads(run("agreement", "--ledger", news, "--open", "--list", "--format", "json").stdout)
    assert [row["variable"] for row in left] == ["agreement"]
    run("agreement", "--ledger", news, "--settle", "Eve", typed="c\nport\na\n")
    assert [c for c in codings(news) if c[1] == "Eve"] == [(2, "Eve", "port", True), (3, "Eve", "port", False)]
    assert json.loads(run("agreement", "--ledger", news, "--open", "--list", "--format", "json").stdout) == []


def test_ledgers_are_merged_by_a_command(news: str, make: Callable[..., Reading]) -> None:
    with Ledger("other.db") as other:
        other.add(make(("Ann Lee", "it is safe")))
        other.codings.add(Coding(1, "Ben", "safety", agreement=True))
    ran = run("ledger", "--ledger", news, "merge", "other.db")
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.splitlines()[:3] == [
        "1  new articles",
        "1  new statements",
        "1  new codings",
    ]
    assert [c[1:] for c in codings(news)] == [("Ben", "safety", True)]


def test_concepts_are_suggested_from_a_ledger(news: str) -> None:
    ran = run("concepts", "suggest", "--ledger", news, "--smallest", "1", "--format", "jsonl")
    assert ran.exit_code == 0, ran.output
    assert sum(json.loads(line)["size"] for line in ran.stdout.splitlines()) == 3
