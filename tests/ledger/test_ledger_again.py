"""``sayso ledger reread``: the articles of a ledger read again by the model of today; what people did stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import sayso as package
from sayso.article import Article
from sayso.cli import cli
from sayso.ledger import Coding, Ledger, NewStatement
from sayso.ledger.ingest import Report, Work, reread

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

MODEL = (Path(package.__file__).parent / "models" / "en" / "settings.json").is_file()
pytestmark = pytest.mark.skipif(not MODEL, reason="the weights are absent")

GERMAN = "Der Hafen war am Montag ruhig, und niemand wollte sagen, wann die Schiffe wieder fahren."


@pytest.fixture
def old(place: str, make: Callable[..., Reading]) -> list[Reading]:
    """Articles that an earlier version read, the first of them coded; one brought from elsewhere, one unread."""
    made = [
        make(("Ilse Torvald", "the harbour tax would go"), ("", "The harbour was quiet.")),
        make(("Bram Okoye", "the old quay would stay open"), ("", "All was well.")),
        make(("Ilse Torvald", "she had never seen the letter")),
    ]
    with Ledger(place) as ledger:
        ledger.add_many(made[:2], ledger.run(version="0.0.1"))
        ledger.add(made[2])
        ledger.keep(Article(GERMAN, language="de"))
        ledger.codings.add(Coding(1, "Ana", "harbour tax"))
        start = made[0].article.text.index("The harbour was")
        ledger.edits.add(made[0].article.id, NewStatement(content=[(start, start + 15)], act="forecast"), coder="Ana")
        ledger.edits.correct(2, {"denies": True}, coder="Ana")
    return made


def _runs(place: str) -> list[str | None]:
    """The version that read each article."""
    query = "SELECT r.version FROM articles a LEFT JOIN runs r ON r.number = a.run ORDER BY a.number"
    with Ledger(place) as ledger, ledger.connect() as connection:
        return list(connection.exec_driver_sql(query).scalars())


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_machine_reads_anew_and_peoples_work_stays(place: str, old: list[Reading], jobs: int) -> None:
    with Ledger(place) as ledger:
        work = Work(place, ledger.run("en"))
        report = reread(ledger, work, jobs=jobs)
        assert (report.read, report.again, report.failures, report.bytes_total) == (2, 0, [], 2)
        assert ledger.intake().counts() == {}

        (coded,) = [k for k in ledger.statements(old[0].article.id) if k.number == 1]
        assert (coded.state, coded.statement.confidence == 0.9) == ("found", False)
        assert [c.concept for c in ledger.codings.of(1)] == ["harbour tax"]
        assert [k.statement.act for k in ledger.statements(old[0].article.id) if k.state == "added"] == ["forecast"]
        assert ledger.statement(2).statement.denies
        assert ledger.reading(old[2].article.id) == old[2]
        with ledger.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM appearances").scalar() == 0
        assert reread(ledger, work, jobs=jobs).items == 0


def test_broken_off_it_goes_on_with_what_is_left(place: str, old: list[Reading]) -> None:
    def stop(report: Report) -> None:
        if report.read or report.items:
            raise KeyboardInterrupt

    from sayso.ledger import ingest

    with Ledger(place) as ledger, pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest, "_MOST", 1)
        with pytest.raises(KeyboardInterrupt):
            reread(ledger, Work(place, ledger.run("en")), told=stop)
    assert _runs(place).count(package.__version__) == 1 + 1  # one article, and the reading from elsewhere
    with Ledger(place) as ledger:
        assert reread(ledger, Work(place, ledger.run("en"))).read == len(old) - 2


def test_the_command_and_what_it_leaves_out_unless_told(place: str, old: list[Reading]) -> None:
    def say(*words: str) -> str:
        done = CliRunner().invoke(cli, ["ledger", "--ledger", place, "reread", "--jobs", "1", *words])
        assert done.exit_code == 0, done.output
        return done.output

    assert "2 articles read" in say()
    assert "0 articles read" in say()
    assert "1 articles read" in say("--given")
    assert "1 articles read" in say("--unread")
    assert say("--quiet", "--given", "--unread") == ""
    with Ledger(place) as ledger:
        assert ledger.counts().unread == 0
        assert len(old) == 3
