"""Archives into a ledger, stopped, killed and run again."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sayso as package
from sayso.intake.archive import RawItem, raw_items
from sayso.ledger import Ledger, workers
from sayso.ledger.ingest import Work, ingest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

    Run = subprocess.CompletedProcess[str]

ARTICLES = 160
MODEL = (Path(package.__file__).parent / "models" / "en" / "settings.json").is_file()


@pytest.fixture
def archive(tmp_path: Path, make: Callable[..., Reading]) -> tuple[Path, list[Reading]]:
    """Readings in a file, so that no model is needed."""
    made = [
        make(*((f"Bram Okoye{k}", f"it would be {n} and {k}") for k in range(n % 6 + 1)), title=f"No. {n}")
        for n in range(ARTICLES)
    ]
    path = tmp_path / "readings.jsonl"
    path.write_text("".join(json.dumps(r.to_dict()) + "\n" for r in made), encoding="utf-8")
    return path, made


def _check(place: str, made: list[Reading], *, all_of_them: bool) -> int:
    """Every article that is there is there whole, once; what is noted as done is there."""
    with Ledger(place) as ledger:
        there = [article.id for article in ledger.articles()]
        assert len(there) == len(set(there))
        wanted = {reading.article.id: reading for reading in made}
        for article in there:
            assert ledger.reading(article) == wanted[article]
        assert ledger.counts().statements == sum(len(wanted[article].statements) for article in there)
        assert ledger.intake().counts() == ({"done": len(there)} if there else {})
    if all_of_them:
        assert there == [reading.article.id for reading in made]
    return len(there)


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_is_read_in_the_order_of_the_sources(place: str, archive: tuple[Path, list[Reading]], jobs: int) -> None:
    path, made = archive
    with Ledger(place) as ledger:
        work = Work(place, ledger.run("en"))
        report = ingest(ledger, raw_items([path], skip=ledger.intake()), work, jobs=jobs)
        assert (report.read, report.again, report.failures) == (ARTICLES, 0, [])
        assert ingest(ledger, raw_items([path], skip=ledger.intake()), work, jobs=jobs).read == 0

    assert _check(place, made, all_of_them=True) == ARTICLES


def test_what_fails_is_listed_and_the_rest_goes_on(place: str, tmp_path: Path, make: Callable[..., Reading]) -> None:
    good = make(("Ilse Torvald", "'; DROP TABLE articles; --"), outlet="'; DROP TABLE statements; --")
    path = tmp_path / "some.jsonl"
    lines = [json.dumps(good.to_dict()), "{broken", json.dumps({"text": "a\0b"}), json.dumps({"no": "text"})]
    path.write_text("\n".join(lines), encoding="utf-8")
    with Ledger(place) as ledger:
        report = ingest(ledger, raw_items([path], skip=ledger.intake()), Work(place, ledger.run("en")))
        failed = ledger.intake().failed()
        again = ingest(ledger, raw_items([path], skip=ledger.intake()), Work(place, ledger.run("en")))

        assert (report.read, len(report.failures), len(failed)) == (1, 3, 3)
        assert all(one.reason for one in failed)
        assert len(again.failures) == 3  # they may be readable by now
        assert ledger.reading(good.article.id) == good


def test_other_languages_are_counted_and_kept_unread(place: str, tmp_path: Path) -> None:
    path = tmp_path / "hafen.txt"
    path.write_text("Der Hafen war am Montag ruhig, und niemand wollte sagen, wann die Schiffe fahren.", "utf-8")
    with Ledger(place) as ledger:
        for unread in (1, 0):
            report = ingest(ledger, raw_items([path], skip=ledger.intake()), Work(place, ledger.run("en")))
            assert (report.read, report.unread.total()) == (0, unread)
        assert report.unread.keys() <= {"de"}
        assert (ledger.counts().unread, next(ledger.articles()).language) == (1, "de")


def test_the_same_text_elsewhere_is_one_article_with_two_appearances(
    place: str, make: Callable[..., Reading], tmp_path: Path
) -> None:
    path = tmp_path / "two.jsonl"
    both = [make(("Ilse Torvald", "the tax would go"), outlet=outlet) for outlet in ("The Courier", "The Lantern")]
    path.write_text("\n".join(json.dumps(r.to_dict()) for r in both), encoding="utf-8")
    with Ledger(place) as ledger:
        report = ingest(ledger, raw_items([path]), Work(place, ledger.run("en")))
        with ledger.connect() as connection:
            also = connection.exec_driver_sql("SELECT outlet FROM appearances").scalars().all()

        assert (report.read, report.again, also) == (1, 1, ["The Lantern"])
        assert next(ledger.articles()).outlet == "The Courier"


def test_few_items_start_few_processes(
    place: str, make: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[workers._Process] = []

    class Counted(workers._Process):
        def __init__(self, work: Work) -> None:
            super().__init__(work)
            started.append(self)

    monkeypatch.setattr(workers, "_Process", Counted)
    items = [RawItem(f"k{n}", f"place {n}", "record", json.dumps(make(("A B", f"{n}")).to_dict()).encode())
             for n in range(2)]  # fmt: skip
    with Ledger(place) as ledger:
        assert ingest(ledger, items, Work(place, ledger.run("en")), jobs=8).read == 2
    assert len(started) <= 2


def test_an_item_that_kills_its_process_fails_alone(place: str, make: Callable[..., Reading]) -> None:
    class Deadly:
        def __reduce__(self) -> tuple[object, tuple[int]]:
            return os._exit, (3,)

    items = [RawItem(f"k{n}", f"place {n}", "record", json.dumps(make(("A B", f"{n}")).to_dict()).encode())
             for n in range(8)]  # fmt: skip
    items.insert(0, RawItem("deadly", "deadly place", "record", Deadly()))
    with Ledger(place) as ledger:
        report = ingest(ledger, items, Work(place, ledger.run("en")), jobs=2)

        assert report.read == 8
        assert [where for where, _ in report.failures] == ["deadly place"]
        assert "died" in report.failures[0][1]


def _start(sayso: list[str], place: str, path: Path, *more: str) -> subprocess.Popen[str]:
    words = [*sayso, "ingest", str(path), "--ledger", place, *more]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def _items(place: str) -> int:
    try:
        with closing(sqlite3.connect(f"file:{place}?mode=ro", uri=True)) as look:
            return int(look.execute("SELECT count(*) FROM intake_items").fetchone()[0])
    except sqlite3.Error:
        return -1


def _wait_for(place: str, count: int, process: subprocess.Popen[str]) -> None:
    while process.poll() is None and _items(place) < count:
        time.sleep(0.005)


def _kills(sayso: list[str], place: str, path: Path, made: list[Reading], times: int, seed: int) -> None:
    chance, done = random.Random(seed), 0
    for _ in range(times):
        if done == len(made):
            Path(place).unlink()
            done = 0
        process = _start(sayso, place, path, "--jobs", str(chance.choice([1, 2])))
        # At the start (also while the ledger is made), or after some articles; mostly in the middle of a transaction.
        _wait_for(place, chance.choice([-1, done + chance.randint(0, ARTICLES // 2)]), process)
        time.sleep(chance.random() * 0.05)
        process.kill()  # the process that writes; those that read see that it is gone
        process.communicate()
        now = _check(place, made, all_of_them=False)
        assert now >= done
        done = now
        with closing(sqlite3.connect(place)) as look:
            assert look.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert look.execute("PRAGMA foreign_key_check").fetchall() == []
            look.execute("INSERT INTO statements_text(statements_text, rank) VALUES ('integrity-check', 1)")
    _, err = _start(sayso, place, path, "--jobs", "1").communicate()
    assert "could not" not in err
    assert _check(place, made, all_of_them=True) == len(made)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_at_any_moment_it_loses_and_doubles_nothing(
    sayso: list[str], tmp_path: Path, archive: tuple[Path, list[Reading]]
) -> None:
    _kills(sayso, str(tmp_path / "news.db"), *archive, times=3, seed=1)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_many_times_it_loses_and_doubles_nothing(
    sayso: list[str], tmp_path: Path, archive: tuple[Path, list[Reading]]
) -> None:
    _kills(sayso, str(tmp_path / "news.db"), *archive, times=int(os.environ.get("SAYSO_KILLS", "25")), seed=2)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(
    sayso: list[str], tmp_path: Path, archive: tuple[Path, list[Reading]], jobs: str
) -> None:
    place = str(tmp_path / "news.db")
    process = _start(sayso, place, archive[0], "--jobs", jobs)
    _wait_for(place, 1, process)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode in (130, 0)  # 0: it was done before the signal came
    assert "Traceback" not in err
    assert "articles read" in err
    _, err = _start(sayso, place, archive[0], "--jobs", jobs).communicate()
    assert _check(place, archive[1], all_of_them=True) == ARTICLES


def test_the_command_lists_failures_in_a_file(sayso: list[str], tmp_path: Path, make: Callable[..., Reading]) -> None:
    path, errors, place = tmp_path / "some.jsonl", tmp_path / "errors.csv", tmp_path / "news.db"
    path.write_text(json.dumps(make(("Ilse Torvald", "it would go")).to_dict()) + "\n{broken\n", encoding="utf-8")
    process = _start(sayso, str(place), path, "--jobs", "1", "--errors", str(errors))
    _, err = process.communicate()

    assert process.returncode == 1
    assert "1 articles read with 1 statements" in err
    assert errors.read_text(encoding="utf-8").splitlines()[0] == "source,reason"
    assert "some.jsonl" in errors.read_text(encoding="utf-8").splitlines()[1]


@pytest.mark.skipif(not MODEL, reason="the weights are absent")
def test_the_command_reads_text(sayso: list[str], tmp_path: Path) -> None:
    path, place = tmp_path / "tax.txt", tmp_path / "news.db"
    path.write_text("Mayor Ilse Torvald said the harbour tax would go.", encoding="utf-8")
    process = _start(sayso, str(place), path, "--jobs", "1", "--outlet", "The Courier")
    _, err = process.communicate()

    assert (process.returncode, "1 articles read" in err) == (0, True)
    with Ledger(place) as ledger:
        (statement,) = ledger.statements()
        assert statement.speakers == ("Ilse Torvald",)
        assert next(ledger.articles()).outlet == "The Courier"


def test_a_file_that_is_no_ledger_is_told_in_one_line(sayso: list[str], tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("no database at all, but long enough", encoding="utf-8")
    process = _start(sayso, str(text), text)
    _, err = process.communicate()

    assert (process.returncode, err.count("\n")) == (1, 1)
    assert "no SQLite database" in err
