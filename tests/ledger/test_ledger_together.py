"""Several at once on one ledger: nobody sees a lock error, and nothing is lost."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sayso.ledger import Coding, Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

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
