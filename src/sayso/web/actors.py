"""The pages about actors: who there is, all that one says, and what people put right about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from starlette.exceptions import HTTPException

from ..errors import InputError
from ..ledger import LedgerError, schema
from ..ledger.names import fold
from ..ledger.people import with_actors
from ..ledger.query.hits import hits
from .charts import bars, by_time
from .statements import part_of
from .templating import address

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select
    from starlette.responses import Response

    from ..ledger import Action, KeptActor
    from ..ledger.query import Hit
    from .room import Room
    from .visit import Visit

__all__ = ["act_on", "actor", "actors", "named"]

_PAGE, _LISTED, _COUNTED, _ARTICLES = 20, 30, 10_000, 200


def actors(visit: Visit) -> Response:
    """Those who say most, or those with a name."""
    name = visit.asked("name").strip()
    if name:
        return visit.render("actors.html", name=name, found=named(visit.room, name), tallies=None)
    tallies = visit.room.tallies.get()
    return visit.render("actors.html", name="", found=None, tallies=tallies)


def named(room: Room, name: str, limit: int = _LISTED) -> list[KeptActor]:
    """The actors one of whose names begins with these words."""
    n, a = schema.actor_names, schema.actors
    forms = {fold(name, kind).folded for kind in ("person", "organisation")} - {""}
    if not forms:
        return []
    with room.ledger.connect() as connection:
        numbers: list[int] = []
        for form in sorted(forms):
            # A range, for the index to be used.
            query = select(n.c.actor).join_from(n, a).where(n.c.folded >= form, n.c.folded < form + "\U0010ffff")
            numbers += connection.execute(query.where(a.c.merged_into.is_(None)).distinct().limit(limit)).scalars()
            if not numbers:
                query = (
                    select(n.c.actor).join_from(n, a).where((" " + n.c.folded).contains(f" {form}", autoescape=True))
                )
                numbers += connection.execute(query.where(a.c.merged_into.is_(None)).distinct().limit(limit)).scalars()
    found = [room.ledger.actors.get(number) for number in dict.fromkeys(numbers)][:limit]
    return sorted(found, key=lambda actor: (-actor.statements, actor.number))


@dataclass(frozen=True, slots=True)
class About:
    """What the page shows of one actor besides the statements themselves. Counted are the latest 10,000."""

    acts: list[Any]
    outlets: list[Any]
    relays: list[Any]
    time: Any
    counted: int


def actor(visit: Visit) -> Response:
    """All that one actor says."""
    room, number, page = visit.room, visit.path_number(), visit.number("page", most=500)
    found = _find(visit, number)
    about = room.cache.get(("about", number), lambda: _about(room, found))
    shown = room.cache.get(("said", number, page), lambda: _said(room, number, page))
    editing = visit.may("coder")
    articles = _articles(room, number) if editing and visit.asked("edit") else None
    others = [a for a in named(room, visit.asked("other"), 12) if a.number != number] if visit.asked("other") else None
    context: dict[str, Any] = {"about": about, "shown": shown, "page": page, "articles": articles, "others": others}
    parts = {hit.number: list(part_of(hit)) for hit in shown}
    context |= {"parts": parts, "page_count": -(-found.statements // _PAGE), "history": _history(visit, number)}
    return visit.render("actor.html", actor=found, edit=bool(visit.asked("edit")), **context)


def _find(visit: Visit, number: int) -> KeptActor:
    try:
        return visit.room.cache.get(("actor", number), lambda: visit.room.ledger.actors.get(number))
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None


def _history(visit: Visit, number: int) -> list[Action]:
    return visit.room.cache.get(("history", number), lambda: visit.room.ledger.actors.history(number)[::-1])


def _own(actor: int) -> Select[Any]:
    """The statements of the actor."""
    t, aa, s = schema.statement_speakers, schema.article_actors, schema.statements
    joined = aa.join(t, t.c.actor == aa.c.number).join(s, s.c.number == t.c.statement)
    query = select(s.c.number, s.c.article, s.c.act).select_from(joined)
    return query.where(aa.c.actor == actor, s.c.state != "lost")


def _said(room: Room, actor: int, page: int) -> list[Hit]:
    a = schema.articles
    own = _own(actor).subquery("own")
    query = select(own.c.number).select_from(own.join(a, a.c.number == own.c.article))
    query = query.order_by(a.c.day.desc().nulls_last(), own.c.number.desc()).limit(_PAGE).offset((page - 1) * _PAGE)
    with room.ledger.connect() as connection:
        numbers = connection.execute(query).scalars().all()
        return hits(connection, [(number, None) for number in dict.fromkeys(numbers)], ())


def _about(room: Room, found: KeptActor) -> About:
    number = found.number
    where, a = "/statements", schema.articles
    own = _own(number).limit(_COUNTED).subquery("own")
    joined = own.join(a, a.c.number == own.c.article)
    month = func.substr(a.c.day, 1, 7)
    query = select(own.c.act, a.c.outlet, month, func.count()).select_from(joined)
    acts: dict[str, int] = {}
    outlets: dict[str, int] = {}
    months: dict[str, int] = {}
    with room.ledger.connect() as connection:
        for act, outlet, day, count in connection.execute(query.group_by(own.c.act, a.c.outlet, month)):
            acts[act] = acts.get(act, 0) + count
            outlets[outlet or ""] = outlets.get(outlet or "", 0) + count
            months[day or ""] = months.get(day or "", 0) + count
        through = _through(connection, number)
    name = found.name
    said = address(where, speaker=name)
    return About(
        bars((act, n, f"{said}&act={act}", "") for act, n in _most(acts)),
        bars((outlet, n, address(where, speaker=name, outlet=outlet), "") for outlet, n in _most(outlets) if outlet),
        bars((who, n, f"/actor/{which}" if which else "", "") for who, which, n in through),
        by_time({m: n for m, n in months.items() if m}, said.replace("{", "%7B") + "&after={after}&before={before}"),
        sum(acts.values()),
    )


def _through(connection: Connection, actor: int) -> list[tuple[str, int | None, int]]:
    """Those who passed on what the actor said."""
    own, t, aa, x = (
        _own(actor).limit(_COUNTED).subquery("own"),
        schema.statement_relays,
        schema.article_actors,
        schema.actors,
    )
    name = func.coalesce(x.c.name, aa.c.name)
    joined = with_actors(t, own.join(t, t.c.statement == own.c.number))
    query = select(name, x.c.number, func.count()).select_from(joined).group_by(name, x.c.number)
    return [
        (row[0], row[1], int(row[2])) for row in connection.execute(query.order_by(func.count().desc(), name).limit(10))
    ]


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:12]


def _articles(room: Room, actor: int) -> list[Any]:
    """The latest articles in which the actor is, and under which name."""
    aa, a = schema.article_actors, schema.articles
    query = (
        select(a.c.id, a.c.title, a.c.outlet, a.c.day, aa.c.name, aa.c.roles)
        .join_from(aa, a)
        .where(aa.c.actor == actor)
    )
    with room.ledger.connect() as connection:
        return list(connection.execute(query.order_by(a.c.day.desc().nulls_last(), a.c.number).limit(_ARTICLES)).all())


def act_on(visit: Visit) -> Response:
    """Merge, split, rename, alias, affiliation, undo."""
    number, what = visit.path_number(), visit.field("what")
    if what not in _ACTIONS:
        raise HTTPException(400, "There is no such action.")
    try:
        _ACTIONS[what](visit, number)
    except (LedgerError, InputError) as error:
        return visit.render(
            "problem.html", 400, title="That could not be done", detail=str(error), back=f"/actor/{number}"
        )
    visit.room.written()
    return visit.to(f"/actor/{number}?edit=1")


def _merge(visit: Visit, number: int) -> None:
    visit.room.ledger.actors.merge(number, _whole(visit.field("other")), coder=visit.coder)


def _split(visit: Visit, number: int) -> None:
    chosen = [value for value in visit.form.getlist("article") if isinstance(value, str)]
    if not chosen:
        raise InputError("choose the articles in which it is somebody else")
    visit.room.ledger.actors.split(number, chosen, name=visit.field("name") or None, coder=visit.coder)


def _rename(visit: Visit, number: int) -> None:
    visit.room.ledger.actors.rename(number, _name(visit), coder=visit.coder)


def _alias(visit: Visit, number: int) -> None:
    visit.room.ledger.actors.alias(number, _name(visit), coder=visit.coder)


def _affiliate(visit: Visit, number: int) -> None:
    visit.room.ledger.actors.affiliate(number, visit.field("name") or None, coder=visit.coder)


def _undo(visit: Visit, _number: int) -> None:
    visit.room.ledger.actors.undo(_whole(visit.field("action")))


_ACTIONS = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "alias": _alias,
    "affiliation": _affiliate,
    "undo": _undo,
}


def _name(visit: Visit) -> str:
    given = visit.field("name")
    if not given or len(given) > 200 or "\0" in given:
        raise InputError("a name has 1 to 200 characters")
    return given


def _whole(given: str) -> int:
    if not given.isdecimal() or len(given) > 9:
        raise InputError("choose one of those that are listed")
    return int(given)
