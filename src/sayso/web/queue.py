"""Which statements are to be coded next: those of which the machine is least certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from ..ledger import schema

if TYPE_CHECKING:
    from ..ledger import Ledger

__all__ = ["Queue", "queue"]

_LENGTH = 5000


@dataclass(frozen=True, slots=True)
class Queue:
    """Numbers of statements, the least certain first; of very many only the first ones."""

    numbers: tuple[int, ...]


def queue(ledger: Ledger) -> Queue:
    """The queue over the whole ledger: what the machine has proposed a concept for, then what it has read."""
    s, p = schema.statements, schema.proposals
    proposed = select(p.c.statement).join_from(p, s, s.c.number == p.c.statement).where(s.c.state != "lost")
    proposed = proposed.order_by(p.c.confidence, p.c.statement).limit(_LENGTH)
    query = select(s.c.number).where(s.c.state != "lost").order_by(s.c.confidence, s.c.number).limit(_LENGTH)
    with ledger.connect() as connection:
        numbers = [*connection.execute(proposed).scalars(), *connection.execute(query).scalars()]
    return Queue(tuple(dict.fromkeys(numbers)))
