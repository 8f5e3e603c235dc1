"""How fast the reading room answers on a large ledger: ``python -m benchmarks.web --file FILE``.

The ledger is that of ``benchmarks.ledger_speed``, which makes it where ``FILE`` does not exist yet. ``--people``
clients at once, each on a connection of its own, ask for pages drawn at random for ``--seconds``: every kind of page as
often as the others, with a word, an article, an actor or a statement drawn anew each time, so that kept answers help as
little as they would people who look at different things. Measured is the time to the first byte of the body, and to its
end. Between pages everybody looks at one for ``--think`` seconds on average. Server and clients share the machine.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import numpy as np

from .ledger_speed import make, syllables

if TYPE_CHECKING:
    from collections.abc import Callable

_FLOOR = 300


def paths(statements: int) -> dict[str, Callable[[random.Random], str]]:
    """Kinds of pages, with how an address of each is drawn."""
    articles, people = statements // 8, max(100, statements // 20)
    words = [syllables(n) for n in range(100, 5000)]
    return {
        "overview": lambda _: "/",
        "articles": lambda draw: f"/articles?page={draw.randint(1, 20)}",
        "article": lambda draw: f"/article/{draw.randint(1, articles):016x}",
        "statements": lambda draw: f"/statements?q={draw.choice(words)}",
        "two words": lambda draw: f"/statements?q={draw.choice(words)}+OR+{draw.choice(words)}&act=forecast",
        "actors": lambda draw: f"/actors?name={syllables(draw.randint(75, 2000))}",
        "actor": lambda draw: f"/actor/{draw.randint(1, people)}",
        "coding": lambda _: "/coding",
        "statement": lambda draw: f"/coding/{draw.randint(1, statements)}",
        "network": lambda _: "/network",
    }


@dataclass(frozen=True, slots=True)
class Load:
    """So many people for so many seconds; each looks at a page for ``think`` seconds on average."""

    people: int
    seconds: float
    think: float
    statements: int


def client(url: str, wanted: Load, seed: int, taken: dict[str, list[tuple[float, float]]]) -> None:
    """One person, who waits for an answer, looks at it and asks for the next page."""
    draw, kinds = random.Random(seed), paths(wanted.statements)
    time.sleep(draw.uniform(0, wanted.think))  # people do not all click in the same instant
    until = time.monotonic() + wanted.seconds
    # Without certificates: twenty people who load them would keep the server's cores busy with something else.
    with httpx.Client(base_url=url, timeout=60, verify=False) as session:
        while time.monotonic() < until:
            kind = draw.choice(list(kinds))
            begun = time.perf_counter()
            with session.stream("GET", kinds[kind](draw)) as answer:
                body = answer.iter_raw()
                next(body)
                first = time.perf_counter() - begun
                for _ in body:
                    pass
            if answer.status_code != 200:
                raise RuntimeError(f"{answer.request.url}: {answer.status_code}")
            taken[kind].append((first, time.perf_counter() - begun))
            time.sleep(draw.expovariate(1 / wanted.think) if wanted.think else 0)


def codings(url: str, count: int, people: int) -> float:
    """Codings a second that so many people together can have confirmed; each waits for one before the next."""
    begun = time.perf_counter()
    coding = [threading.Thread(target=_code, args=(url, range(k + 1, count + 1, people))) for k in range(people)]
    for thread in coding:
        thread.start()
    for thread in coding:
        thread.join()
    return count / (time.perf_counter() - begun)


def _code(url: str, numbers: range) -> None:
    with httpx.Client(base_url=url, timeout=60) as session:
        body = {"csrf": session.get("/token").json()["csrf"], "decision": "accepted"}
        for n in numbers:
            answer = session.post(f"/coding/{n}", data=body, headers={"Accept": "application/json"})
            answer.raise_for_status()


def coded(url: str) -> int:
    """How many codings there are, as a page about the statements tells."""
    with httpx.Client(base_url=url, timeout=60) as session:
        return sum(len(session.get(f"/api/codings?statement={n}&history=1").json()) for n in range(1, 501))


def load(url: str, wanted: Load) -> dict[str, list[tuple[float, float]]]:
    """All of them at once; times by kind of page."""
    each: list[dict[str, list[tuple[float, float]]]] = [defaultdict(list) for _ in range(wanted.people)]
    threads = [threading.Thread(target=client, args=(url, wanted, seed, taken)) for seed, taken in enumerate(each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for taken in each:
        for kind, times in taken.items():
            together[kind] += times
    return together


def report(taken: dict[str, list[tuple[float, float]]]) -> None:
    """Print what was measured."""
    every = [time for times in taken.values() for time in times]
    for kind, times in [*sorted(taken.items()), ("all", every)]:
        first, whole = np.array(times).T * 1000
        p50, p95 = np.percentile(first, [50, 95])
        print(
            f"{kind:10} {len(times):6} pages: first byte median {p50:6.0f} ms, 95th {p95:6.0f} ms (floor {_FLOOR}), ",
            end="",
        )
        print(f"all of it 95th {np.percentile(whole, 95):6.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--think", type=float, default=1.0, help="seconds on a page; 0 for machines")
    given = parser.parse_args()
    if not given.file.exists():
        make(given.file, given.statements, 1)
    command = [sys.executable, "-m", "sayso", "serve", str(given.file), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            found = re.search(r"http://[\d.:]+", server.stdout.readline())
            assert found
            wait_for_counts(found[0])
            report(load(found[0], Load(given.people, given.seconds, given.think, given.statements)))
            for people in (1, 4):
                before = coded(found[0])
                rate = codings(found[0], 500, people)
                kept = coded(found[0]) - before
                print(f"codings: {rate:.0f} a second by {people} at once (floor 100); {kept} of 500 kept")
        finally:
            server.terminate()


def wait_for_counts(url: str) -> None:
    """Until the counts over all of the ledger are there."""
    begun = time.perf_counter()
    while httpx.get(f"{url}/api/overview", timeout=60).status_code != 200:
        time.sleep(0.5)
    print(f"counted in {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
