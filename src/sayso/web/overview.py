"""The page that shows the whole ledger: who speaks, named or not, what they do, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ..ledger import schema
from ..ledger.query import search
from ..ledger.reports.deadlines import deadline
from .charts import bars, by_time
from .templating import address

if TYPE_CHECKING:
    from starlette.responses import Response

    from ..ledger.query import Hit
    from .tallies import Tallies
    from .visit import Visit

__all__ = ["overview"]

_SPEAKERS, _OUTLETS, _LATEST, _TOLD = 15, 12, 6, 6


def overview(visit: Visit) -> Response:
    """The front page. Where the counts are not made yet, it says so and loads itself again."""
    found = visit.room.tallies.get()
    context: dict[str, Any] = {"tallies": found, "charts": _charts(found) if found else None}
    cache = visit.room.cache
    told = {act: cache.get(("told", act), partial(_told, visit, act)) for act in ("forecast", "commitment")}
    return visit.render("overview.html", latest=cache.get("latest", lambda: _latest(visit)), told=told, **context)


def _charts(found: Tallies) -> dict[str, object]:
    where = "/statements"
    speakers = ((s.name, s.statements, f"/actor/{s.number}", s.kind) for s in found.speakers[:_SPEAKERS])
    outlets = list(found.outlets.items())[:_OUTLETS]
    return {
        "speakers": bars(speakers),
        "acts": bars((act, n, address(where, act=act), "") for act, n in found.acts.items()),
        "kinds": bars((kind, n, address(where, kind=kind), "") for kind, n in found.kinds.items()),
        "modes": bars((mode, n, address(where, q=f"mode:{mode}"), "") for mode, n in found.modes.items()),
        "outlets": bars(
            (name, said, address(where, outlet=name), f"{count:,} articles") for name, (count, said) in outlets
        ),
        "time": by_time(found.months, f"{where}?after={{after}}&before={{before}}"),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """A forecast or commitment: by when it is to be, where that is said, and what became of it, where people say so."""

    hit: Hit
    by: str | None
    outcome: str | None


def _told(visit: Visit, act: str) -> list[Told]:
    """The latest ones."""
    ledger = visit.room.ledger
    made = []
    for hit in search(ledger, f"act:{act}", _TOLD):
        outcomes = ledger.outcomes.of(hit.number)
        ends = deadline(hit.content, date.fromisoformat(hit.day)) if hit.day else None
        made.append(Told(hit, ends[1].isoformat() if ends else None, outcomes[-1].outcome if outcomes else None))
    return made


def _latest(visit: Visit) -> list[object]:
    t = schema.articles
    query = select(t.c.id, t.c.title, t.c.outlet, t.c.day).order_by(t.c.day.desc().nulls_last(), t.c.number.desc())
    with visit.room.ledger.connect() as connection:
        return list(connection.execute(query.limit(_LATEST)).all())
