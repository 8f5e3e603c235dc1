"""What the machine would code, beside what people decided and never among it; and a person's answer to it.

A proposal is no decision: the next one takes its place, and it goes when its statement goes. A person who accepts,
changes or rejects one makes a coding, which notes what had been proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, exists, func, select

from . import schema
from .coding import Coding, add_coding, coder_number, concept_number
from .rows import chunks, key_of, now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection, Row

    from .database import Database

__all__ = ["MACHINE", "Proposals", "Proposed", "Uncoded"]

MACHINE = "Sayso"
"""The coder whose proposals they are, unless another is named."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a statement could be coded as.

    ``confidence`` (0 to 1) is the probability that concept and agreement are right; ``alternatives`` are the next most
    probable concepts with theirs. ``agreement`` is the speaker's: of a denied statement the opposite of its words'.
    """

    statement: int
    concept: str | None
    agreement: bool | None
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()
    coder: str = MACHINE
    time: str | None = None

    @property
    def note(self) -> dict[str, Any]:
        """What a decision notes of it."""
        return {"concept": self.concept, "agreement": self.agreement, "confidence": round(self.confidence, 4)}


@dataclass(frozen=True, slots=True)
class Uncoded:
    """A statement that waits to be coded: its words, whether the speaker denies them, and its key."""

    statement: int
    text: str
    denies: bool
    key: str


class Proposals:
    """The machine's proposals in a ledger, and the answers to them. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, proposals: Iterable[Proposed]) -> int:
        """Keep proposals, in place of earlier ones on the same statements; how many.

        Those on statements that are not there any more are left out. Concepts that are new are made.

        Raises:
            LedgerError: the coder's name is a person's.
        """
        return sum(self._put(some) for some in chunks(list(proposals), 500))

    def _put(self, proposals: Sequence[Proposed]) -> int:
        t, s = schema.proposals, schema.statements
        given = {one.statement: one for one in proposals}
        with self._database.write() as connection:
            there = set(connection.execute(select(s.c.number).where(s.c.number.in_(given))).scalars())
            connection.execute(delete(t).where(t.c.statement.in_(there)))
            rows = _rows(connection, [one for number, one in given.items() if number in there])
            if rows:
                connection.execute(t.insert(), rows)
        return len(rows)

    def of(self, statement: int) -> Proposed | None:
        """What is proposed for a statement, also where people have coded it."""
        return next(iter(self._some(schema.proposals.c.statement == statement)), None)

    def queue(self, *, coder: str | None = None, limit: int | None = 100, concept: str | None = None) -> list[Proposed]:
        """Proposals that wait for a decision, the least certain first: for ``coder``, or without one, for anybody.

        They are those on statements that the coder (without one: any person) has not coded, and that are not lost; with
        ``concept`` those that propose it.
        """
        wanted = [_waiting(coder)]
        if concept is not None:
            wanted.append(schema.concepts.c.label == concept)
        return self._some(*wanted, limit=limit)

    def waiting(self, *, coder: str | None = None) -> int:
        """How many proposals wait for a decision; see ``queue``."""
        t, s = schema.proposals, schema.statements
        query = select(func.count()).select_from(t.join(s, s.c.number == t.c.statement)).where(_waiting(coder))
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def uncoded(self, *, missing: bool = False, coder: str | None = None) -> list[Uncoded]:
        """Statements that no person has coded, in order; with ``missing`` those without a proposal only.

        With a ``coder``, those that others have coded and this coder has not. Statements without content, and lost
        ones, are not among them.
        """
        t, s = schema.proposals, schema.statements
        wanted = [_waiting(coder), s.c.content != ""]
        if coder is not None:
            wanted.append(~_waiting(None))
        if missing:
            wanted.append(s.c.number.not_in(select(t.c.statement)))
        with self._database.read() as connection:
            return _words(connection, *wanted)

    def words(self, statements: Sequence[int]) -> dict[int, Uncoded]:
        """Of statements by number what it takes to propose for them; those without content are left out."""
        s = schema.statements
        with self._database.read() as connection:
            some = (_words(connection, s.c.number.in_(part), s.c.content != "") for part in chunks(statements))
            return {one.statement: one for part in some for one in part}

    def accept(self, shown: Proposed, coder: str, *, comment: str | None = None) -> int:
        """The coder decides as was proposed; the number of the coding. ``shown`` is what the coder saw."""
        return self._decide(shown, coder, "accepted", (shown.concept, shown.agreement), comment)

    def change(
        self, shown: Proposed, coder: str, concept: str, agreement: bool | None, *, comment: str | None = None
    ) -> int:
        """The coder decides otherwise than was proposed; the number of the coding."""
        return self._decide(shown, coder, "changed", (concept, agreement), comment)

    def reject(self, shown: Proposed, coder: str, *, comment: str | None = None) -> int:
        """The coder decides that the statement is about no concept of the codebook; the number of the coding."""
        return self._decide(shown, coder, "rejected", (None, None), comment)

    def _decide(
        self, shown: Proposed, coder: str, decision: str, value: tuple[str | None, bool | None], comment: str | None
    ) -> int:
        notes = {"decision": decision, "proposed": shown.note}
        with self._database.write() as connection:
            return add_coding(connection, Coding(shown.statement, coder, *value, notes, comment))

    def _some(self, *wanted: ColumnElement[bool], limit: int | None = None) -> list[Proposed]:
        t, s, k, p = schema.proposals, schema.statements, schema.coders, schema.concepts
        query = select(t, k.c.name.label("who"), p.c.label).join_from(t, s, s.c.number == t.c.statement)
        query = query.join(k, k.c.number == t.c.coder).outerjoin(p, p.c.number == t.c.concept).where(*wanted)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(t.c.confidence, t.c.statement).limit(limit)).all()
        return [_proposed(row) for row in rows]


def _words(connection: Connection, *wanted: ColumnElement[bool]) -> list[Uncoded]:
    s, a = schema.statements, schema.articles
    query = select(s.c.number, s.c.content, s.c.denies, a.c.id, s.c.start, s.c.stop)
    query = query.join_from(s, a, a.c.number == s.c.article).where(*wanted).order_by(s.c.number)
    return [Uncoded(n, text, denies, key_of(*place)) for n, text, denies, *place in connection.execute(query)]


def _waiting(coder: str | None) -> ColumnElement[bool]:
    """Of ``statements``: not lost, and without a coding that holds by the coder, or by any person."""
    s, c, later, k = schema.statements, schema.codings, schema.codings.alias(), schema.coders
    who = k.c.name == coder if coder is not None else k.c.kind == "person"
    same = [later.c[key] == c.c[key] for key in ("statement", "coder", "part")]
    last = select(func.max(later.c.number)).where(*same).correlate(c).scalar_subquery()
    coders = select(k.c.number).where(who)
    held = exists().where(c.c.statement == s.c.number, c.c.coder.in_(coders), ~c.c.withdrawn, c.c.number == last)
    return and_(s.c.state != "lost", ~held.correlate(s))


def _rows(connection: Connection, proposals: Sequence[Proposed]) -> list[dict[str, Any]]:
    coders = {name: coder_number(connection, name, "machine") for name in {one.coder for one in proposals}}
    labels = {one.concept for one in proposals if one.concept is not None}
    concepts = {label: concept_number(connection, label) for label in sorted(labels)}
    return [
        {
            "statement": one.statement,
            "coder": coders[one.coder],
            "concept": concepts.get(one.concept) if one.concept is not None else None,
            "agreement": one.agreement,
            "confidence": one.confidence,
            "alternatives": [list(pair) for pair in one.alternatives],
            "time": one.time or now(),
        }
        for one in proposals
    ]


def _proposed(row: Row[Any]) -> Proposed:
    others = tuple((label, confidence) for label, confidence in row.alternatives)
    return Proposed(row.statement, row.label, row.agreement, row.confidence, others, row.who, row.time)
