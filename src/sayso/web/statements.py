"""The search over the ledger: words in context, facets with counts, and export of what is shown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ..ledger.query import QueryError, search
from ..ledger.query.result import COLUMNS
from ..record import ACTS, KINDS
from .facets import facets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..ledger.query import Hit, Page
    from .facets import Facets
    from .visit import Visit

__all__ = ["Asked", "counts", "export", "part_of", "statements"]

_PAGE, _EXPORTED = 20, 1000
_FEW = 1000
"""Of up to so many statements the counts are made with the page; of more the page asks for them when it is there."""
_LEAD = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: words in the language of ``docs/search.md``, and one value of each facet."""

    q: str = ""
    speaker: str = ""
    outlet: str = ""
    act: str = ""
    kind: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, visit: Visit) -> Asked:
        """As the address has it."""
        return cls(**{f.name: visit.asked(f.name).strip() for f in fields(cls)})

    @property
    def query(self) -> str:
        """All of it in the query language."""
        given = ((f.name, getattr(self, f.name)) for f in fields(self) if f.name != "q")
        parts = [f"({self.q})"] if self.q and any(v for _, v in self._facets()) else [self.q] if self.q else []
        return " ".join([*parts, *(f"{name}:{_quoted(value)}" for name, value in given if value)])

    def _facets(self) -> Iterator[tuple[str, str]]:
        yield from ((f.name, getattr(self, f.name)) for f in fields(self) if f.name != "q")

    @property
    def chosen(self) -> dict[str, str]:
        """The facets that are set."""
        return {name: value for name, value in self._facets() if value}

    def but(self, **changed: str) -> dict[str, str]:
        """The parts of the address with some changed."""
        made = replace(self, **changed)
        return {f.name: getattr(made, f.name) for f in fields(self)}


def _quoted(value: str) -> str:
    return '"{}"'.format(value.replace('"', " "))


def statements(visit: Visit) -> Response:
    """The page."""
    asked = Asked.of(visit)
    number = visit.number("page", most=500)
    try:
        key = ("search", asked.query, number, visit.asked("counts"))
        found, counted = visit.room.cache.get(key, lambda: _find(visit, asked, number))
        problem = ""
    except QueryError as error:
        found, counted, problem = None, None, str(error)
    status = 400 if problem else 200
    parts = {hit.number: list(part_of(hit)) for hit in found} if found else {}
    choices = {"asked": asked, "acts_known": ACTS, "kinds_known": KINDS}
    return visit.render("statements.html", status, found=found, facets=counted, parts=parts, problem=problem, **choices)


def _find(visit: Visit, asked: Asked, number: int) -> tuple[Page, Any]:
    found = search(visit.room.ledger, asked.query, _PAGE, number)
    return found, _counted(visit, asked) if found.total <= _FEW or visit.asked("counts") == "1" else None


def _counted(visit: Visit, asked: Asked) -> Facets:
    return visit.room.cache.get(("facets", asked.query), lambda: facets(visit.room.ledger, asked.query))


def counts(visit: Visit) -> Response:
    """The counts beside a search, as a piece of the page."""
    asked = Asked.of(visit)
    try:
        return visit.render("facets.html", facets=_counted(visit, asked), asked=asked)
    except QueryError as error:
        raise HTTPException(400, str(error)) from None


def part_of(hit: Hit) -> Iterator[tuple[str, str]]:
    """The words in context, cut into (class, text): around, said, and found."""
    first, last = hit.context_start, hit.context_start + len(hit.context)
    marks = {bound for mark in hit.marks for bound in mark}
    cuts = sorted({first, last, *(min(max(x, first), last) for x in (hit.start, hit.stop, *marks))})
    for start, stop in pairwise(cuts):
        said = hit.start <= start and stop <= hit.stop
        found = any(a <= start and stop <= b for a, b in hit.marks)
        kind = "found" if found else "said" if said else "around"
        yield kind, hit.context[start - first : stop - first]


def export(visit: Visit) -> Response:
    """What is found as CSV or JSON, at most a thousand statements."""
    form = visit.path("form")
    try:
        found = search(visit.room.ledger, Asked.of(visit).query, _EXPORTED)
    except QueryError as error:
        raise HTTPException(400, str(error)) from None
    rows = [hit.to_dict() for hit in found]
    body = json.dumps(rows, ensure_ascii=False, indent=1) if form == "json" else _csv(rows)
    kind = "application/json" if form == "json" else "text/csv; charset=utf-8"
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="statements.{form}"'})


def _csv(rows: list[dict[str, Any]]) -> str:
    """Cells that a spreadsheet would take for a formula get an apostrophe before them."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        row |= {key: "; ".join(row[key]) for key in ("speakers", "relays")}
        row["marks"] = "; ".join(f"{start}-{stop}" for start, stop in row["marks"])
        writer.writerow(_cell(row[name]) for name in COLUMNS)
    return stream.getvalue()


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_LEAD) else value
