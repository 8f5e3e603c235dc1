"""Filters -> conditions on ``statements``, for both databases. Values are bound, never written into the SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, false, func, or_, select, true, union_all

from .. import schema
from ..names import fold
from .filters import day_range, yes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import ColumnElement, Table

    from .tree import Filter

__all__ = ["Conditions"]

_S, _A = schema.statements, schema.articles


@dataclass(frozen=True, slots=True)
class Conditions:
    """Makes conditions. ``by_row``: few statements are looked at one by one, so asking for each is cheaper than a list
    of all that have what the filter wants.
    """

    by_row: bool

    def of(self, f: Filter) -> ColumnElement[bool]:
        """The condition of one filter."""
        return _MAKERS[f.name](self, f)

    def actor(self, f: Filter) -> ColumnElement[bool]:
        """Speakers or relays by name: all of it, or whole words of it that stand together."""
        t = _of_actors(f)
        aa, n = schema.article_actors, schema.actor_names
        known = select(n.c.actor).where(_named(n.c.folded, f)).correlate(None)
        if self.by_row:
            wanted = or_(aa.c.actor.in_(known), _named(aa.c.folded, f))
            return exists().where(t.c.statement == _S.c.number, aa.c.number == t.c.actor, wanted).correlate(_S)
        linked = select(aa.c.number).where(aa.c.actor.in_(known))
        inside = union_all(linked, select(aa.c.number).where(_named(aa.c.folded, f)))
        return _S.c.number.in_(select(t.c.statement).where(t.c.actor.in_(inside)).correlate(None))

    def kind(self, f: Filter) -> ColumnElement[bool]:
        """Some speaker is of the kind."""
        t, aa = schema.statement_speakers, schema.article_actors
        return (
            exists().where(t.c.statement == _S.c.number, aa.c.number == t.c.actor, aa.c.kind == f.value).correlate(_S)
        )

    def article(self, wanted: ColumnElement[bool]) -> ColumnElement[bool]:
        """The statement's article is one of those."""
        if self.by_row:
            return exists().where(_A.c.number == _S.c.article, wanted).correlate(_S)
        return _S.c.article.in_(select(_A.c.number).where(wanted).correlate(None))

    def outlet(self, f: Filter) -> ColumnElement[bool]:
        """The article, or the same text elsewhere, is of the outlet."""
        again = schema.appearances
        elsewhere = select(again.c.article).where(_is(again.c.outlet, f)).correlate(None)
        return or_(self.article(_is(_A.c.outlet, f)), _S.c.article.in_(elsewhere))

    def day(self, f: Filter) -> ColumnElement[bool]:
        """The article is of these days; one without a date is of none."""
        first, following = day_range(f.value) or ("", "")
        if f.name == "after":
            return self.article(_A.c.day >= first)
        if f.name == "before":
            return self.article(_A.c.day < first)
        return self.article(and_(_A.c.day >= first, _A.c.day < following))

    def coded(self, filters: Sequence[Filter]) -> ColumnElement[bool]:
        """There is a coding that holds and is all that the filters say."""
        c, later = schema.codings, schema.codings.alias("later")
        same = [later.c[key] == c.c[key] for key in ("statement", "coder", "part")]
        last = select(func.max(later.c.number)).where(*same).correlate(c).scalar_subquery()
        query = select(c.c.statement).where(~c.c.withdrawn, c.c.number == last, *map(_coding, filters))
        return _S.c.number.in_(query.correlate(None))


def _of_actors(f: Filter) -> Table:
    return schema.statement_speakers if f.name == "speaker" else schema.statement_relays


def _named(folded: ColumnElement[Any], f: Filter) -> ColumnElement[bool]:
    return or_(*(_has_words(folded, form, f.prefix) for form in sorted(_forms(f.value))))


def _forms(name: str) -> set[str]:
    return {fold(name, "organisation").folded, fold(name, "person").folded} - {""}


def _has_words(folded: ColumnElement[Any], form: str, prefix: bool) -> ColumnElement[bool]:
    # A space on both sides makes one pattern of "at the beginning", "at the end" and "in between".
    return (" " + folded + " ").contains(f" {form}" if prefix else f" {form} ", autoescape=True)


def _is(column: ColumnElement[Any], f: Filter) -> ColumnElement[bool]:
    """The same but for case, which SQLite knows of A to Z only."""
    low = func.lower(column)
    if f.prefix:
        return or_(column.startswith(f.value, autoescape=True), low.startswith(f.value.lower(), autoescape=True))
    return or_(column == f.value, low == f.value.lower())


def _coding(f: Filter) -> ColumnElement[bool]:
    c, k, p = schema.codings, schema.coders, schema.concepts
    if f.name == "agreement":
        return c.c.agreement.is_(true() if f.value == "yes" else false())
    if f.name == "coder":
        return c.c.coder.in_(select(k.c.number).where(_is(k.c.name, f)))
    return c.c.concept.in_(select(p.c.number).where(_is(p.c.label, f)))


def _part(_: Conditions, f: Filter) -> ColumnElement[bool]:
    """Hedge or condition: whether there is one, or words in it."""
    column = _S.c[f.name]
    there = yes(f)
    if there is not None:
        return column.is_not(None) if there else column.is_(None)
    found = or_(
        column.contains(f.value, autoescape=True), func.lower(column).contains(f.value.lower(), autoescape=True)
    )
    return and_(column.is_not(None), found)  # so that not having it is a plain no


_MAKERS: dict[str, Callable[[Conditions, Filter], ColumnElement[bool]]] = {
    "speaker": Conditions.actor,
    "via": Conditions.actor,
    "kind": Conditions.kind,
    "outlet": Conditions.outlet,
    "after": Conditions.day,
    "before": Conditions.day,
    "on": Conditions.day,
    "act": lambda _, f: _S.c.act == f.value,
    "mode": lambda _, f: _S.c.mode == f.value,
    "denies": lambda _, f: _S.c.denies.is_(true() if f.value == "yes" else false()),
    "hedge": _part,
    "condition": _part,
    "concept": lambda self, f: self.coded([f]),
    "coder": lambda self, f: self.coded([f]),
    "agreement": lambda self, f: self.coded([f]),
}
