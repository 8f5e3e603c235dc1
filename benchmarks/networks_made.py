"""Invented statements in any number, as a table and as a ledger: a few actors and concepts have most of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.networks import Column, Documents, StatementTable

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger.rows import Rows

ACTORS, CONCEPTS, DAYS = 2_000, 200, 3_652
_ARTICLE, _BATCH = 8, 500
_START = np.datetime64("2010-01-01")


class Said:
    """Who says what about what and when, drawn from a seed; eight statements an article."""

    def __init__(self, count: int, seed: int) -> None:
        random = np.random.default_rng(seed)
        self.count, self.articles = count, -(-count // _ARTICLE)
        self.days = random.integers(0, DAYS, self.articles)
        self.who, self.what = (_skewed(random, count, size) for size in (ACTORS, CONCEPTS))
        self.agree = (random.random(count) < 0.5 + 0.4 * np.sin(self.who * self.what % 7)).astype(np.int64)
        self.article = np.arange(count) // _ARTICLE


def _skewed(random: np.random.Generator, count: int, size: int) -> Any:
    return np.minimum((size * random.random(count) ** 3).astype(np.int64), size - 1)


def made_table(count: int, seed: int) -> StatementTable:
    """The statements as columns."""
    said = Said(count, seed)
    place = np.arange(count, dtype=np.int64)
    times = (_START + said.days).astype("M8[s]").astype(np.int64)
    return StatementTable(
        ids=place,
        document=said.article.astype(np.int64),
        start=place % _ARTICLE,
        stop=place % _ARTICLE + 1,
        coder=np.ones_like(place),
        variables={
            "organization": Column.of_codes("short text", said.who, [f"actor {n}" for n in range(ACTORS)]),
            "concept": Column.of_codes("short text", said.what, [f"concept {n}" for n in range(CONCEPTS)]),
            "agreement": Column.of_codes("boolean", said.agree, [0, 1]),
        },
        documents=Documents(np.arange(said.articles, dtype=np.int64), times),
    )


def make_ledger(file: Path, count: int, seed: int) -> None:
    """The same statements as a ledger, each coded once by one person; texts are short, nothing else is left out."""
    from sayso.ledger import Ledger
    from sayso.ledger.rows import Rows

    said = Said(count, seed)
    with Ledger(file) as ledger:
        ledger.run("(made)")
        for first in range(0, said.articles, _BATCH):
            rows = Rows()
            if not first:
                _people(rows)
            for article in range(first, min(first + _BATCH, said.articles)):
                _article(rows, said, article)
            with ledger.write() as connection:
                rows.insert(connection)


def _people(rows: Rows) -> None:
    from sayso.ledger import schema
    from sayso.ledger.rows import now

    about = {"affiliation": None, "external": None, "authority": None, "merged_into": None, "added": now()}
    people = [{"number": n + 1, "name": f"actor {n}", "kind": "person"} | about for n in range(ACTORS)]
    rows.add(schema.actors, people)
    nothing: dict[str, Any] = {"description": None, "examples_for": [], "examples_against": [], "added": now()}
    rows.add(schema.concepts, [{"number": n + 1, "label": f"concept {n}"} | nothing for n in range(CONCEPTS)])
    coder = {"number": 1, "name": "coder", "kind": "person", "colour": None, "added": now()}
    rows.add(schema.coders, [coder])


def _article(rows: Rows, said: Said, article: int) -> None:
    from sayso.ledger import schema
    from sayso.ledger.rows import now

    first, last = article * _ARTICLE, min((article + 1) * _ARTICLE, said.count)
    text = " ".join(f"{said.who[at]} says {said.what[at]:>40}." for at in range(first, last))
    day = str(_START + said.days[article])
    about = {"number": article + 1, "id": f"{article:016x}", "text": text, "title": None, "outlet": "Post"}
    about |= {"authors": [], "published": day, "day": day, "url": None, "language": "en", "source": None}
    about |= {"status": "read", "run": 1, "near": article + 1, "added": now()}
    rows.add(schema.articles, [about])
    for at in range(first, last):
        _statement(rows, said, article, at)


def _statement(rows: Rows, said: Said, article: int, at: int) -> None:
    from sayso.ledger import schema
    from sayso.ledger.rows import now

    who, nth = int(said.who[at]), at % _ARTICLE
    actor = {"number": at + 1, "article": article + 1, "ordinal": nth, "id": f"a{nth + 1}", "name": f"actor {who}"}
    actor |= {"kind": "person", "aliases": [], "roles": [], "affiliation": None, "actor": who + 1}
    actor |= {"by_hand": False, "folded": f"actor {who}", "state": "found"}
    rows.add(schema.article_actors, [actor])
    about = {"number": at + 1, "article": article + 1, "run": 1, "ordinal": nth, "id": f"s{nth + 1}", "state": "found"}
    about |= {"mode": "indirect", "act": "claim", "denies": False, "confidence": 0.9, "within": None}
    about |= {
        "start": 50 * nth,
        "stop": 50 * nth + 40,
        "content": f"{said.what[at]:>40}",
        "condition": None,
        "hedge": None,
    }
    rows.add(schema.statements, [about])
    rows.add(schema.statement_speakers, [{"statement": at + 1, "ordinal": 0, "actor": at + 1}])
    coding: dict[str, Any] = {
        "number": at + 1,
        "statement": at + 1,
        "coder": 1,
        "part": 0,
        "concept": int(said.what[at]) + 1,
    }
    coding |= {"agreement": bool(said.agree[at]), "variables": {}, "comment": None, "confidence": None}
    rows.add(schema.codings, [coding | {"withdrawn": False, "time": now()}])
