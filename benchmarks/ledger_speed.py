"""How fast a large ledger opens and answers: ``python -m benchmarks.ledger_speed --statements N --file FILE``.

A ledger of invented articles is made where ``FILE`` does not exist yet, with the same rows as an ingest would leave:

- 50,000 invented words, drawn with probability 1 / (rank + 2.7) (Zipf and Mandelbrot); 8 statements of 8 to 30 words an
  article, each followed by a sentence of narration of 10 to 50 words.
- One person in an article for every two statements, of N / 20 in all (at least 100), drawn by the same law; a fifth of
  the statements reach the paper through another of its actors. 40 outlets; days of 2010 to 2019, in random order.
- Articles have signatures and bands of random bytes: they take the room that real ones take, and no two are alike.

Searched for are two words and one filter (speaker, outlet, act or date, in turn) that all hold of one statement drawn
at random, so that something is found; the words are drawn from it, but for the 100 commonest of the language, as people
search for words that say something. Each query is asked once, all in one process; the file is in the cache of the
system as far as it fits there. All is drawn from ``--seed``.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.ledger import Ledger, schema
from sayso.ledger.names import fold
from sayso.ledger.query import search
from sayso.ledger.rows import Rows, now
from sayso.record import ACTS, MODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS, _COMMON = 50_000, 100
_STATEMENTS, _ACTORS = 8, 4
_OUTLETS = [f"Outlet {n}" for n in range(1, 41)]
_BATCH = 500
_FILTERS = ("speaker", "outlet", "act", "after")
_ONSETS, _VOWELS = "bdfghklmnprstvz", "aeiou"


def syllables(number: int) -> str:
    """An invented word for each number: the commoner, the shorter."""
    made = ""
    while True:
        number, rest = divmod(number, len(_ONSETS) * len(_VOWELS))
        made += _ONSETS[rest // len(_VOWELS)] + _VOWELS[rest % len(_VOWELS)]
        if not number:
            return made
        number -= 1


class Drawn:
    """Ranks by Zipf's law, from 0, drawn many at a time."""

    def __init__(self, size: int, draw: np.random.Generator) -> None:
        weights = 1 / (np.arange(size) + 2.7)
        self._steps = np.cumsum(weights / weights.sum())
        self._draw = draw

    def some(self, count: int) -> list[int]:
        found = np.searchsorted(self._steps, self._draw.random(count))
        return np.minimum(found, len(self._steps) - 1).tolist()  # type: ignore[no-any-return]


class Generator:
    """Makes rows. Numbers are given out here, for the ledger is new."""

    def __init__(self, statements: int, seed: int) -> None:
        self.statements = statements
        self.draw = np.random.default_rng(seed)
        self.words = [syllables(n) for n in range(_WORDS)]
        self.word_ranks = Drawn(_WORDS, self.draw)
        self.people = max(100, statements // 20)
        self.people_ranks = Drawn(self.people, self.draw)
        self.statement = self.local = self.narrated = 1

    def name(self, person: int) -> str:
        """First names repeat, surnames hardly do."""
        return f"{syllables(person % 300).title()} {syllables(person + 75).title()}"

    def sentence(self, shortest: int, longest: int) -> str:
        count = int(self.draw.integers(shortest, longest + 1))
        return " ".join(self.words[rank] for rank in self.word_ranks.some(count))

    def actors(self) -> Rows:
        rows = Rows()
        for person in range(self.people):
            name = self.name(person)
            about = {"affiliation": None, "external": None, "authority": None, "merged_into": None}
            row = {"number": person + 1, "name": name, "kind": "person", "added": now()}
            rows.add(schema.actors, [row | about])
            key = {"actor": person + 1, "folded": fold(name).folded, "initials": ""}
            rows.add(schema.actor_names, [key | {"name": name, "origin": "name"}])
        return rows

    def article(self, rows: Rows, number: int) -> None:
        people = list(dict.fromkeys(self.people_ranks.some(_ACTORS)))
        names = [self.name(person) for person in people]
        mentions: list[list[tuple[int, int]]] = [[] for _ in people]
        first = self.local
        self.local += len(people)
        text = ""
        for ordinal in range(min(_STATEMENTS, self.statements - self.statement + 1)):
            who = int(self.draw.integers(len(people)))
            content, start = self.sentence(8, 30), len(text)
            mentions[who].append((start, start + len(names[who])))
            text += f"{names[who]} said that {content}. "
            spans = self._spans(start, len(names[who]), len(content))
            self._statement(rows, (number, ordinal), content, spans, [first + who, first, len(people)])
            after = self.sentence(10, 50)
            span = {"start": len(text), "stop": len(text) + len(after) + 1, "act": "claim"}
            rows.add(schema.narration, [{"article": number, "ordinal": ordinal} | span])
            text += f"{after}.\n"
        self._people(rows, number, first, people, names, mentions)
        self._article(rows, number, text)

    @staticmethod
    def _spans(start: int, name: int, content: int) -> dict[str, tuple[int, int]]:
        cue = start + name + 1
        return {"source": (start, cue - 1), "cue": (cue, cue + 4), "content": (cue + 5, cue + 10 + content)}

    def _statement(
        self, rows: Rows, place: tuple[int, int], content: str, spans: dict[str, tuple[int, int]], who: Sequence[int]
    ) -> None:
        number, (article, ordinal) = self.statement, place
        self.statement += 1
        start, stop = spans["content"]
        row = {"number": number, "article": article, "run": 1, "ordinal": ordinal, "id": f"s{ordinal + 1}"}
        row |= {"state": "found", "mode": self._one(MODES), "act": self._one(ACTS), "confidence": 0.9, "within": None}
        row |= {"denies": bool(self.draw.random() < 0.03), "start": start, "stop": stop, "content": f"that {content}"}
        row |= {"condition": None, "hedge": None}
        rows.add(schema.statements, [row])
        made = [{"role": role, "start": a, "stop": b} for role, (a, b) in spans.items()]
        rows.add(schema.statement_spans, [{"statement": number, "ordinal": 0} | span for span in made])
        rows.add(schema.statement_speakers, [{"statement": number, "ordinal": 0, "actor": who[0]}])
        if self.draw.random() < 0.2:
            relay = who[1] + int(self.draw.integers(who[2]))
            rows.add(schema.statement_relays, [{"statement": number, "rank": 0, "actor": relay}])

    def _one(self, values: Sequence[str]) -> str:
        return values[int(self.draw.integers(len(values)))]

    def _people(
        self,
        rows: Rows,
        article: int,
        first: int,
        people: Sequence[int],
        names: Sequence[str],
        mentions: Sequence[Sequence[tuple[int, int]]],
    ) -> None:
        for ordinal, (person, name) in enumerate(zip(people, names, strict=True)):
            number = first + ordinal
            row = {"number": number, "article": article, "ordinal": ordinal, "id": f"a{ordinal + 1}", "name": name}
            row |= {"kind": "person", "aliases": [], "roles": [], "affiliation": None, "actor": person + 1}
            row |= {"by_hand": False, "folded": fold(name).folded, "state": "found"}
            rows.add(schema.article_actors, [row])
            places = enumerate(mentions[ordinal])
            rows.add(schema.mentions, [{"actor": number, "ordinal": n, "start": a, "stop": b} for n, (a, b) in places])

    def _article(self, rows: Rows, number: int, text: str) -> None:
        day = str(np.datetime64("2010-01-01") + int(self.draw.integers(3652)))
        row = {"number": number, "id": f"{number:016x}", "text": text, "title": text[:60]}
        row |= {
            "outlet": self._one(_OUTLETS),
            "authors": [],
            "published": day,
            "day": day,
            "url": None,
            "language": "en",
            "source": f"made:{number}",
        }
        rows.add(schema.articles, [row | {"status": "read", "run": 1, "near": number, "added": now()}])
        rows.add(schema.signatures, [{"article": number, "signature": self.draw.bytes(512)}])
        bands = self.draw.integers(2**62, size=21).tolist()
        rows.add(schema.bands, [{"band": band, "article": number} for band in bands])

    def batches(self) -> Iterator[Rows]:
        yield self.actors()
        number = 1
        while self.statement <= self.statements:
            rows = Rows()
            while self.statement <= self.statements and number % _BATCH:
                self.article(rows, number)
                number += 1
            if self.statement <= self.statements:
                self.article(rows, number)
                number += 1
            yield rows


def make(file: Path, statements: int, seed: int) -> None:
    """Write a ledger of so many statements."""
    with Ledger(file) as ledger:
        ledger.run("(made)")
        made = Generator(statements, seed)
        for rows in made.batches():
            with ledger.write() as connection:
                rows.insert(connection)
        with ledger.write() as connection:
            _count_on(connection, made)


def _count_on(connection: Any, made: Generator) -> None:
    """So that the ledger can be added to."""
    nexts = {"statements": made.statement, "article_actors": made.local, "actors": made.people + 1}
    nexts["articles"] = made.statements // _STATEMENTS + 2
    connection.execute(schema.counters.insert(), [{"name": name, "next": number} for name, number in nexts.items()])


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, how long it took (seconds) and how much it found."""

    query: str
    seconds: float
    found: int


def queries(ledger: Ledger, count: int, seed: int) -> list[str]:
    """Two words and a filter each, all of one statement."""
    draw, common = random.Random(seed), {syllables(n) for n in range(_COMMON)} | {"that"}
    made: list[str] = []
    with ledger.connect() as connection:
        last = connection.exec_driver_sql("SELECT max(number) FROM statements").scalar_one()
        while len(made) < count:
            number = draw.randint(1, last)
            row = connection.exec_driver_sql(_STATEMENT, (number,)).one()
            words = sorted(set(row.content.split()) - common)
            if len(words) > 1:
                made.append(f"{' '.join(draw.sample(words, 2))} {_filter(_FILTERS[len(made) % 4], row)}")
    return made


_STATEMENT = "SELECT content, act, outlet, day, speakers FROM statements_view WHERE number = ?"


def _filter(name: str, row: Any) -> str:
    values = {"speaker": row.speakers.split()[-1], "outlet": row.outlet, "act": row.act, "after": row.day[:7]}
    return f'{name}:"{values[name]}"'


def ask(ledger: Ledger, some: Sequence[str]) -> list[Asked]:
    """Run them, each once."""
    asked = []
    for query in some:
        start = time.perf_counter()
        page = search(ledger, query)
        asked.append(Asked(query, time.perf_counter() - start, page.total))
    return asked


def opening(file: Path, times: int = 11) -> float:
    """Seconds, the median."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        with Ledger(file, create=False):
            taken.append(time.perf_counter() - start)
    return float(np.median(taken))


def report(file: Path, count: int, seed: int) -> None:
    """Print what was measured."""
    print(f"opening: {opening(file) * 1000:.1f} ms (floor 100)")
    with Ledger(file, create=False) as ledger:
        statements = ledger.counts().statements
        asked = ask(ledger, queries(ledger, count, seed))
    print(f"statements: {statements:,}; file: {file.stat().st_size / statements:,.0f} bytes a statement")
    for name in ("", *_FILTERS):
        some = [a for a in asked if f" {name}:" in a.query or not name]
        taken = np.array([a.seconds for a in some]) * 1000
        middle, high = np.percentile(taken, [50, 95])
        found = int(np.median([a.found for a in some]))
        print(f"{name or 'all':8} {len(some):4} searches: median {middle:6.1f} ms (floor 50), ", end="")
        print(f"95th {high:6.1f} ms (floor 200), slowest {taken.max():.1f} ms; found: median {found}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not given.file.exists():
        start = time.perf_counter()
        make(given.file, given.statements, given.seed)
        print(f"made in {time.perf_counter() - start:.0f} s")
    report(given.file, given.searches, given.seed)


if __name__ == "__main__":
    main()
