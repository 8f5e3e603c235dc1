"""Words and phrases as the two databases search for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import and_, bindparam, column, func, literal_column, not_, or_, select, table
from sqlalchemy import cast as sql_cast
from sqlalchemy.types import Float, UserDefinedType

from .. import schema
from .tree import And, Node, Not, Or, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, FromClause

__all__ = ["FULL_TEXT", "Driven", "FullText", "expression", "positive"]

_FTS = table("statements_text", column("rowid"), column("rank"), column("statements_text"))


def positive(node: Node) -> Iterator[Text]:
    """The words and phrases that a statement may be found by: all but negated ones."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from positive(part)


def expression(node: Node) -> str | None:
    """The node in FTS5's own language; ``None`` where that cannot say it: filters, or negation alone.

    Every string is quoted, so nothing in it is an operator.
    """
    if isinstance(node, Text):
        quoted = node.words.replace('"', '""')
        return f'"{quoted}" *' if node.prefix else f'"{quoted}"'
    if isinstance(node, Or):
        made = [expression(part) for part in node.parts]
        return None if None in made else f"({' OR '.join(map(str, made))})"
    if isinstance(node, And):
        return _all_of(node.parts)
    return None


def _all_of(parts: Sequence[Node]) -> str | None:
    wanted = [expression(part) for part in parts if not isinstance(part, Not)]
    unwanted = [expression(part.part) for part in parts if isinstance(part, Not)]
    if not wanted or None in wanted or None in unwanted:
        return None
    made = f"({' AND '.join(map(str, wanted))})"
    return f"({made} NOT ({' OR '.join(map(str, unwanted))}))" if unwanted else made


@dataclass(frozen=True, slots=True)
class Driven:
    """Statements joined with the index; the condition on it; the score, higher for what fits better; the number."""

    tables: FromClause
    match: ColumnElement[bool]
    score: ColumnElement[Any]
    key: ColumnElement[Any]


class FullText(Protocol):
    """What a database has to do: say whether a statement has the words, and how well it fits."""

    def matches(self, node: Node, *, wanted: bool = True) -> ColumnElement[bool]:
        """Whether a statement has these words; ``wanted`` says whether that is asked for, or its contrary."""
        ...

    def driven(self, node: Node) -> Driven:
        """The way to the statements through the index; the node is one that ``expression`` can say."""
        ...


class _Sqlite:
    def matches(self, node: Node, *, wanted: bool = True) -> ColumnElement[bool]:
        found = select(_FTS.c.rowid).where(self._match(node)).correlate(None)
        inside = schema.statements.c.number.in_(found)
        return inside if wanted else not_(inside)

    def driven(self, node: Node) -> Driven:
        s = schema.statements
        # bm25 in SQLite is lower for what fits better.
        return Driven(_FTS.join(s, s.c.number == _FTS.c.rowid), self._match(node), -_FTS.c.rank, _FTS.c.rowid)

    def _match(self, node: Node) -> ColumnElement[bool]:
        return _FTS.c.statements_text.bool_op("MATCH")(bindparam(None, expression(node)))


class _TsQuery(UserDefinedType[Any]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "tsquery"


class _Postgresql:
    _ENGLISH: ColumnElement[Any] = literal_column("'english'::regconfig")
    _WORDS: ColumnElement[Any] = literal_column("statements.words")

    def matches(self, node: Node, *, wanted: bool = True) -> ColumnElement[bool]:
        if isinstance(node, Not):
            return self.matches(node.part, wanted=not wanted)
        if isinstance(node, And | Or):
            parts = [self.matches(part, wanted=wanted) for part in node.parts]
            return and_(*parts) if isinstance(node, And) is wanted else or_(*parts)
        assert isinstance(node, Text)
        query = self._query(node)
        found = self._WORDS.bool_op("@@")(query)
        # The commonest words ("the") are not in the index: they are passed over.
        return or_(func.numnode(query) == 0, found if wanted else not_(found))

    def driven(self, node: Node) -> Driven:
        queries = [self._query(leaf) for leaf in positive(node)]
        together = queries[0]
        for query in queries[1:]:
            together = together.op("||")(query)
        score = sql_cast(func.ts_rank(self._WORDS, together), Float)
        return Driven(schema.statements, self.matches(node), score, schema.statements.c.number)

    def _query(self, leaf: Text) -> ColumnElement[Any]:
        if not leaf.prefix:
            return func.phraseto_tsquery(self._ENGLISH, leaf.words, type_=_TsQuery())
        words = "".join(c if c.isalnum() else " " for c in leaf.words).split()
        terms = " <-> ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
        return func.to_tsquery(self._ENGLISH, terms, type_=_TsQuery())


FULL_TEXT: dict[str, FullText] = {"sqlite": _Sqlite(), "postgresql": _Postgresql()}
"""By the name of SQLAlchemy's dialect."""
