"""The coding pages: what is next, one statement with its form, corrections, statements that were missed, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from ..errors import InputError, SaysoError
from ..ledger import NewStatement, Outcome, Who
from ..ledger.schema import OUTCOMES, SPAN_ROLES
from ..record import ACTS, KINDS, MODES
from .coding_decide import FIELDS, decide, proposal_sign
from .coding_state import concepts, next_for_coder, people_in, progress, work
from .coding_text import passage
from .templating import address

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from .coding_state import Work
    from .visit import Visit

__all__ = ["coding", "correct", "following", "save", "statement"]

_LONGEST = 4000


def coding(visit: Visit) -> Response:
    """Where coding begins: how far everybody is, where coders differ."""
    cache, room = visit.room.cache, visit.room
    context: dict[str, Any] = {
        "coders": cache.get("progress", lambda: progress(room)),
        "agreement": room.agreement.get(),
        "concepts": cache.get("concepts", lambda: concepts(room)),
    }
    return visit.render("coding.html", done=visit.asked("done") == "1", **context)


def following(visit: Visit) -> Response:
    """Go on to the next statement."""
    concept = visit.asked("concept")
    number = next_for_coder(visit.room, visit.coder, visit.number("after", 0, 10**9), concept)
    if number is None:
        return visit.to("/coding?done=1")
    return visit.to(address(f"/coding/{number}", concept=concept))


def statement(visit: Visit) -> Response:
    """One statement: its words in the text, the form to code it, and what was done to it."""
    number = visit.path_number()
    found = _work(visit, number)
    ledger = visit.room.ledger
    holding = ledger.codings.of(number)
    own = next((c for c in holding if c.coder == visit.coder and c.part == 0), None)
    place = found.others.index(number) if number in found.others else -1
    proposed, said = ledger.proposals.of(number), ledger.adjudication.said(number)
    context: dict[str, Any] = {
        "proposed": proposed,
        "sign": proposal_sign(proposed) if proposed else "",
        "said": list(said.items()) if len(said) > 1 else [],
        "work": found,
        "statement": found.kept.statement,
        "passages": passage(found.article.text, found.kept.statement),
        "people": people_in(visit.room, found.article.id),
        "holding": holding,
        "own": own,
        "history": ledger.codings.of(number, history=True)[::-1],
        "edits": ledger.edits.history(number)[::-1],
        "outcomes": ledger.outcomes.of(number),
        "concepts": visit.room.cache.get("concepts", lambda: concepts(visit.room)),
        "concept": visit.asked("concept"),
        "before": found.others[place - 1] if place > 0 else None,
        "after": found.others[place + 1] if 0 <= place < len(found.others) - 1 else None,
    }
    choices: dict[str, Any] = {"modes": MODES, "roles": SPAN_ROLES, "known_outcomes": OUTCOMES}
    return visit.render("statement.html", number=number, **choices, **context)


def _work(visit: Visit, number: int) -> Work:
    found = work(visit.room, number)
    if found is None:
        raise HTTPException(404, f"there is no statement {number}")
    return found


def save(visit: Visit) -> Response:
    """Keep a coding, then go on. It is in the ledger, on the disk, before this is answered."""
    number = visit.path_number()
    kept = decide(visit.room.ledger, number, visit.coder, {name: visit.field(name) for name in FIELDS})
    visit.room.coded()
    onwards = address("/coding/next", after=number, concept=visit.field("queue"))
    if visit.request.headers.get("accept") == "application/json":
        return JSONResponse({"coding": kept, "next": onwards})
    return visit.to(onwards)


def correct(visit: Visit) -> Response:
    """Change what the machine found: speaker, act, mode, denial, a span; add or remove a statement; an outcome."""
    number, what = visit.path_number(), visit.field("what")
    if what not in _CHANGES:
        raise HTTPException(400, "There is no such change.")
    try:
        there = _CHANGES[what](visit, number)
    except SaysoError as error:
        back = f"/coding/{number}"
        return visit.render("problem.html", 400, title="That could not be done", detail=str(error), back=back)
    visit.room.written()
    return visit.to(address(f"/coding/{there}", concept=visit.field("queue")))


def _label(visit: Visit, number: int) -> int:
    changes: dict[str, Any] = {}
    for name, known in (("act", ACTS), ("mode", MODES)):
        if visit.field(name) in known:
            changes[name] = visit.field(name)
    changes["denies"] = visit.field("denies") == "1"
    there = _work(visit, number).kept.statement
    changed = {name: value for name, value in changes.items() if getattr(there, name) != value}
    if changed:
        visit.room.ledger.edits.correct(number, changed, coder=visit.coder)
    return number


def _speaker(visit: Visit, number: int) -> int:
    visit.room.ledger.edits.correct(number, {"speaker": _who(visit)}, coder=visit.coder)
    return number


def _who(visit: Visit) -> list[str | Who]:
    """Those who are chosen among the article's actors, or somebody new."""
    chosen: list[str | Who] = [value for value in visit.form.getlist("speaker") if isinstance(value, str) and value]
    name, kind = visit.field("new_name")[:200], visit.field("new_kind")
    if name:
        chosen.append(Who(name, kind if kind in KINDS else "person"))
    return chosen


def _span(visit: Visit, number: int) -> int:
    role = visit.field("role")
    if role not in SPAN_ROLES:
        raise InputError(f"a span is one of {', '.join(SPAN_ROLES)}")
    spans = _pairs(visit.field("spans"))
    visit.room.ledger.edits.correct(number, {role: spans}, coder=visit.coder)
    return number


def _pairs(given: str) -> list[tuple[int, int]]:
    """``12-40 55-60`` -> pairs of offsets."""
    pairs = []
    for part in given.split():
        start, dash, stop = part.partition("-")
        if not (dash and start.isdecimal() and stop.isdecimal()) or len(part) > 20:
            raise InputError(f"{part[:20]!r} is no span such as 12-40")
        pairs.append((int(start), int(stop)))
    return pairs


def _add(visit: Visit, number: int) -> int:
    found = _work(visit, number)
    content = _pairs(visit.field("spans"))
    if not content:
        raise InputError("select the words of the statement first")
    act = visit.field("act")
    new = NewStatement(content=content, speaker=_who(visit), act=act if act in ACTS else "claim")
    return visit.room.ledger.edits.add(found.article.id, new, coder=visit.coder)


def _remove(visit: Visit, number: int) -> int:
    visit.room.ledger.edits.remove(number, coder=visit.coder)
    return number


def _outcome(visit: Visit, number: int) -> int:
    known, note = visit.field("known") or None, visit.field("note")[:_LONGEST] or None
    visit.room.ledger.outcomes.add(Outcome(number, visit.coder, visit.field("outcome"), known, note))
    return number


def _settle(visit: Visit, number: int) -> int:
    """Decide between what coders said."""
    said, choice = list(visit.room.ledger.adjudication.said(number)), visit.field("choice")
    if not choice.isdecimal() or len(choice) > 3 or int(choice) >= len(said):
        raise InputError("choose one of what the coders said")
    visit.room.ledger.adjudication.settle(number, visit.coder, said[int(choice)])
    return number


def _undo(visit: Visit, number: int) -> int:
    action = visit.field("action")
    if not action.isdecimal() or len(action) > 9:
        raise InputError("there is no such action")
    visit.room.ledger.edits.undo(int(action), coder=visit.coder)
    return number


_CHANGES: dict[str, Callable[[Visit, int], int]] = {
    "labels": _label,
    "speaker": _speaker,
    "span": _span,
    "add": _add,
    "remove": _remove,
    "outcome": _outcome,
    "settle": _settle,
    "undo": _undo,
}
