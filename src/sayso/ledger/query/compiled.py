"""A tree -> one query: the statements that it finds, scored, the latest ``RANKED`` of them at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Float, and_, false, not_, null, or_, select, true
from sqlalchemy import cast as sql_cast

from .. import schema
from .conditions import Conditions
from .filters import CODED
from .fulltext import FULL_TEXT, FullText, expression, positive
from .tree import And, Filter, Node, Not, Or, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select

__all__ = ["RANKED", "found"]

RANKED = 10_000
"""Where more statements than this are found, the latest added of them are ranked: beyond, rank tells little."""


def found(node: Node, dialect: str) -> Select[Any]:
    """A query for ``number``, ``article`` and ``score`` (null where no word is searched for)."""
    s, text = schema.statements, FULL_TEXT[dialect]
    parts = node.parts if isinstance(node, And) else (node,)
    words, rest = _split(parts)
    there = s.c.state != "lost"
    if not any(True for part in words for _ in positive(part)):
        where = _Where(text, Conditions(by_row=False)).all_of(parts)
        score: ColumnElement[Any] = sql_cast(null(), Float)
        query = select(s.c.number, s.c.article, score.label("score")).where(there, where)
        return query.order_by(s.c.number.desc()).limit(RANKED + 1)
    where = _Where(text, Conditions(by_row=True)).all_of(rest)
    driven = text.driven(And(tuple(words)))
    query = select(s.c.number, s.c.article, driven.score.label("score")).select_from(driven.tables)
    return query.where(driven.match, there, where).order_by(driven.key.desc()).limit(RANKED + 1)


def _split(parts: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """What the full text index answers at once, and all the rest."""
    words: list[Node] = []
    rest: list[Node] = []
    for part in parts:
        inner = part.part if isinstance(part, Not) else part
        (words if expression(inner) else rest).append(part)
    return words, rest


@dataclass(frozen=True, slots=True)
class _Where:
    text: FullText
    conditions: Conditions

    def all_of(self, parts: Sequence[Node], *, wanted: bool = True) -> ColumnElement[bool]:
        coded = [p for p in parts if isinstance(p, Filter) and p.name in CODED]
        made = [self.of(p, wanted=wanted) for p in parts if p not in coded]
        if coded:
            together = self.conditions.coded(coded)
            made.append(together if wanted else not_(together))
        return and_(true(), *made) if wanted else or_(false(), *made)

    def of(self, node: Node, *, wanted: bool = True) -> ColumnElement[bool]:
        """The condition, or with ``wanted`` false its contrary: negation is carried down to the leaves."""
        if isinstance(node, Not):
            return self.of(node.part, wanted=not wanted)
        if isinstance(node, And):
            return self.all_of(node.parts, wanted=wanted)
        if isinstance(node, Or):
            parts = [self.of(part, wanted=wanted) for part in node.parts]
            return or_(*parts) if wanted else and_(*parts)
        if isinstance(node, Text):
            return self.text.matches(node, wanted=wanted)
        condition = self.conditions.of(node)
        return condition if wanted else not_(condition)
