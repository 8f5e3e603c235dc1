"""Several at once on one ledger: nobody sees a lock error, and nothing is lost."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sayso.errors import InputError
from sayso.ledger import Coding, Ledger
from sayso.networks import NetworkOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

    from sayso.record import Reading

ARTICLES, CODINGS = 150, 60


def test_two_people_code_while_an_ingest_runs(place: str, make: Callable[..., Reading]) -> None:
    with Ledger(place) as ledger:
        ledger.add(make(("Ilse Torvald", "the tax would go")))
    problems: list[Exception] = []
    told: dict[str, list[int]] = {}

    def guarded(work: Callable[[Ledger], None]) -> None:
        try:
            with Ledger(place) as mine:
                work(mine)
        except Exception as problem:
            problems.append(problem)

    def write(mine: Ledger) -> None:
        for start in range(0, ARTICLES, 10):
            mine.add_many([make((f"Bram Okoye{n % 7}", f"it would be {n}")) for n in range(start, start + 10)])

    def code(name: str) -> Callable[[Ledger], None]:
        def work(mine: Ledger) -> None:
            numbers = told.setdefault(name, [])
            for n in range(CODINGS):
                numbers += mine.codings.add(Coding(1, name, f"concept {n % 5}", agreement=bool(n % 2)))
                assert mine.codings.of(1)

        return work

    def look(mine: Ledger) -> None:
        while any(worker.is_alive() for worker in workers[:3]):
            assert len(list(mine.statements())) >= 1

    work = [write, code("Ana"), code("Ben"), look]
    workers = [threading.Thread(target=guarded, args=(one,)) for one in work]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)

    assert problems == []
    with Ledger(place) as ledger:
        assert ledger.counts().articles == ARTICLES + 1
        assert ledger.codings.count() == 2 * CODINGS
        made = [c.number for c in ledger.codings.of(1, history=True)]
    assert made == sorted(told["Ana"] + told["Ben"])


def test_connections_that_read_together_see_one_moment(ledger: Ledger, make: Callable[..., Reading]) -> None:
    def count(connection: Connection) -> int:
        return int(connection.exec_driver_sql("SELECT count(*) FROM statements").scalar() or 0)

    ledger.add(make(("Ilse Torvald", "the tax would go")))
    with ledger.connect_together(3) as connections:
        ledger.add(make(("Bram Okoye", "it would stay")))
        assert [count(connection) for connection in connections] == [1, 1, 1]
        with ledger.connect_together(3) as others:  # the connections of a pool are few: who comes later has one
            assert [count(connection) for connection in others] == [2]


def test_networks_while_others_write(ledger: Ledger, make: Callable[..., Reading]) -> None:
    def write() -> None:
        for n in range(ARTICLES):
            ledger.add(make(("Ilse Torvald", f"it would be {n}"), ("Bram Okoye", f"it would not be {n}")))

    ledger.add(make(("Ilse Torvald", "it would be"), ("Bram Okoye", "it would not be")))
    writer = threading.Thread(target=write)
    writer.start()
    seen = set()
    while writer.is_alive():
        made = ledger.network(NetworkOptions(variable1="speaker", variable2="act", qualifier=None))
        ilse, bram = made.to_pandas().loc[["Ilse Torvald", "Bram Okoye"], "claim"]
        assert ilse == bram  # an article comes whole
        seen.add(ilse)
    writer.join()
    assert len(seen) > 2


def test_a_network_by_codings(ledger: Ledger, make: Callable[..., Reading]) -> None:
    odd = "post\x1f1"  # the mark that columns are joined with
    ledger.add(replace_id(make(("Ilse Torvald", "it goes"), ("Bram Okoye", "it stays"), outlet="Post\x1f\x1f"), odd))
    ledger.codings.add(Coding(1, "Ana", "tax", agreement=True), Coding(2, "Ana", "tax", agreement=False))
    made = ledger.network(NetworkOptions(variable1="speaker", aggregation="subtract"))
    assert made.to_pandas()["tax"].to_dict() == {"Ilse Torvald": 1, "Bram Okoye": -1}
    assert [key.startswith(odd) for key in made.evidence("Bram Okoye", "tax")] == [True]
    outlets = ledger.network(NetworkOptions(variable1="outlet", aggregation="subtract"))
    assert outlets.rows == ("Post\x1f\x1f",)


def replace_id(reading: Reading, own: str) -> Reading:
    return replace(reading, article=replace(reading.article, id=own))


def test_a_part_that_no_database_keeps_is_refused(ledger: Ledger, make: Callable[..., Reading]) -> None:
    ledger.add(make(("Ilse Torvald", "it goes")))
    for part in (-1, 40_000, 1 << 40):
        with pytest.raises(InputError, match="part"):
            ledger.codings.add(Coding(1, "Ana", "tax", agreement=True, part=part))
    assert ledger.codings.count() == 0


def test_a_file_without_a_log_is_read_by_one_connection(tmp_path: Path, make: Callable[..., Reading]) -> None:
    with Ledger(tmp_path / "news.db") as made:
        made.add(make(("Ilse Torvald", "it goes")))
    with sqlite3.connect(tmp_path / "news.db") as file:
        file.execute("PRAGMA journal_mode = DELETE")
    with Ledger(tmp_path / "news.db") as ledger, ledger.connect_together(3) as connections:
        assert len(connections) == 1
