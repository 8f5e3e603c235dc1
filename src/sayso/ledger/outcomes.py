"""What became of forecasts and commitments, as people record it. An outcome is never changed: another follows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ..errors import InputError
from . import schema
from .coding import coder_number
from .errors import LedgerError
from .rows import as_day, check_string, now
from .writing import allocate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from .database import Database

__all__ = ["Outcome", "Outcomes"]

_ACTS = ("forecast", "commitment")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a statement, as one coder has it.

    ``outcome`` is ``true``, ``false``, ``partly``, ``withdrawn`` (the speaker took it back), ``moot`` (its condition
    did not come about) or ``open`` (not known yet; it takes back what the coder decided before). ``known`` is the day
    from which it was known (ISO 8601; of a month or year the first).
    """

    statement: int
    coder: str
    outcome: str
    known: str | None = None
    note: str | None = None
    time: str | None = None
    number: int | None = None


class Outcomes:
    """The outcomes in a ledger. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *outcomes: Outcome) -> list[int]:
        """Record outcomes, all in one transaction; their numbers.

        Raises:
            LedgerError: there is no such statement, or it is neither a forecast nor a commitment.
            InputError: the outcome is none of those that there are.
            FormatError: the day is none.
        """
        with self._database.write() as connection:
            return [_add(connection, outcome) for outcome in outcomes]

    def of(self, statement: int, *, history: bool = False) -> list[Outcome]:
        """The outcomes of a statement that hold, one a coder, or with ``history`` all, in the order of recording."""
        made = self._made(schema.outcomes.c.statement == statement)
        return made if history else _holding(made)

    def holding(self) -> dict[int, list[Outcome]]:
        """Statement -> the outcomes that hold, of all statements that have any."""
        found: dict[int, list[Outcome]] = {}
        for outcome in _holding(self._made()):
            found.setdefault(outcome.statement, []).append(outcome)
        return found

    def _made(self, *where: Any) -> list[Outcome]:
        t, k = schema.outcomes, schema.coders
        query = select(t, k.c.name.label("who")).join_from(t, k, k.c.number == t.c.coder)
        with self._database.read() as connection:
            return [_outcome(row) for row in connection.execute(query.where(*where).order_by(t.c.number))]


def _holding(made: list[Outcome]) -> list[Outcome]:
    last = {(outcome.statement, outcome.coder): outcome for outcome in made}
    return [o for o in made if last[o.statement, o.coder] is o and o.outcome != "open"]


def _outcome(row: Row[Any]) -> Outcome:
    return Outcome(row.statement, row.who, row.outcome, row.known, row.note, row.time, row.number)


def _add(connection: Connection, outcome: Outcome) -> int:
    if outcome.outcome not in schema.OUTCOMES:
        raise InputError(f"outcome {outcome.outcome!r} is none of {', '.join(schema.OUTCOMES)}")
    for value in (outcome.coder, outcome.note):
        check_string(value)
    s = schema.statements
    act = connection.execute(select(s.c.act).where(s.c.number == outcome.statement)).scalar()
    if act is None:
        raise LedgerError(f"there is no statement {outcome.statement}")
    if act not in _ACTS and outcome.outcome != "open":
        raise LedgerError(f"statement {outcome.statement} is neither a forecast nor a commitment, but: {act}")
    number = allocate(connection, "outcomes", 1)
    row = {
        "number": number,
        "statement": outcome.statement,
        "coder": coder_number(connection, outcome.coder),
        "outcome": outcome.outcome,
        "known": as_day(outcome.known) if outcome.known else None,
        "note": outcome.note,
        "time": outcome.time or now(),
    }
    connection.execute(schema.outcomes.insert(), [row])
    return number
