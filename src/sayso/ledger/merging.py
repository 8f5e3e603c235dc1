"""Another ledger taken into one: its articles, and what its people decided, nothing twice.

Articles are the same by their id, statements by their key, coders by their names, concepts by their labels. Where both
ledgers have an article, the reading here stays; statements there that it has not, and that people did something to,
come along. It can be stopped and run again at any time: what is here already is not taken twice.

What stays behind: proposals (they can be made again), where else an article stood that is in both, what people did to
actors across articles, and the rows of ``.dna`` files.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from . import near, schema
from .codebook import Concepts
from .coding import coder_number, concept_number
from .errors import LedgerError
from .merging_articles import Theirs, copy_articles, meet_article
from .merging_decisions import add_decisions
from .writing import allocate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Row

    from .database import Database

__all__ = ["Merged", "merge"]

_BATCH = 32


@dataclass(slots=True)
class Merged:
    """What was new here. ``kept_back``: corrections of statements that people had corrected here otherwise."""

    articles: int = 0
    statements: int = 0
    codings: int = 0
    outcomes: int = 0
    concepts: int = 0
    corrections: int = 0
    kept_back: int = 0

    def add(self, other: Merged) -> None:
        """Count these, too."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def merge(ours: Database, theirs: Database) -> Merged:
    """Take ``theirs`` into ``ours``; see ``Ledger.merge``."""
    if ours.name == theirs.name or (ours.path and theirs.path and ours.path.resolve() == theirs.path.resolve()):
        raise LedgerError(f"{ours.name}: a ledger is not merged with itself")
    made = Merged(concepts=_concepts(ours, theirs))
    for batch in _batches(theirs):
        with theirs.read() as source:
            found = Theirs.load(source, batch)
        signed = {row.number: near.signature(row.text) for row in batch}
        with ours.write() as connection:
            made.add(_take(connection, found, signed))
    return made


def _concepts(ours: Database, theirs: Database) -> int:
    """The codebook; what is described here already stays as it is."""
    from ..coding import Concept

    here = {concept.label: concept for concept in Concepts(ours).all()}
    there = Concepts(theirs).all()
    new = []
    for one in there:
        known = here.get(one.label)
        description = one.description if not (known and known.description) else ""
        for_, against = (() if known and known.for_ else one.for_), (() if known and known.against else one.against)
        new.append(Concept(one.label, description, for_, against))
    return Concepts(ours).add(new)


def _batches(theirs: Database) -> Iterator[Sequence[Row[Any]]]:
    t, last = schema.articles, 0
    while True:
        query = select(t).where(t.c.number > last).order_by(t.c.number).limit(_BATCH)
        with theirs.read() as connection:
            batch = connection.execute(query).all()
        if not batch:
            return
        yield batch
        last = batch[-1].number


def _take(connection: Connection, theirs: Theirs, signed: dict[int, bytes | None]) -> Merged:
    made = Merged()
    coders, concepts, runs = _names(connection, theirs)
    t = schema.articles
    ids = [row.id for row in theirs.articles]
    here = {row.id: row for row in connection.execute(select(t).where(t.c.id.in_(ids)))}
    new = [row for row in theirs.articles if row.id not in here]
    numbers = copy_articles(connection, theirs, new, runs, signed)
    made.articles, made.statements = len(new), len(numbers.statements)
    for row in theirs.articles:
        if row.id in here:
            made.statements += meet_article(connection, theirs, row, here[row.id], numbers)
    told = add_decisions(connection, theirs, numbers, coders, concepts)
    made.codings, made.outcomes, made.corrections, made.kept_back = told
    return made


def _names(connection: Connection, theirs: Theirs) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Their numbers of coders, concepts and runs -> those here; made where they are new."""
    coders = {row.number: coder_number(connection, row.name, row.kind) for row in theirs.coders}
    _colours(connection, theirs, coders)
    concepts = {row.number: concept_number(connection, row.label) for row in theirs.concepts}
    return coders, concepts, {row.number: _run(connection, row) for row in theirs.runs}


def _colours(connection: Connection, theirs: Theirs, coders: dict[int, int]) -> None:
    k = schema.coders
    for row in theirs.coders:
        if row.colour is not None:
            bare = (k.c.number == coders[row.number]) & k.c.colour.is_(None)
            connection.execute(k.update().where(bare).values(colour=row.colour))


def _run(connection: Connection, row: Row[Any]) -> int:
    t = schema.runs
    query = select(t).where(t.c.version == row.version, t.c.model == row.model).order_by(t.c.number)
    for found in connection.execute(query):
        if found.settings == row.settings:
            return int(found.number)
    number = allocate(connection, "runs", 1)
    values = {"version": row.version, "model": row.model, "settings": row.settings, "started": row.started}
    connection.execute(t.insert(), [values | {"number": number}])
    return number
