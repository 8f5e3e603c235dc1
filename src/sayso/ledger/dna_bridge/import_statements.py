"""Statements of a ``.dna`` file -> statements by their coder's word, and codings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import schema
from ..edit_rows import current, put
from ..rows import Rows, chunks, now
from .import_people import affiliate, kinds_of
from .kept import Numbers, pairs
from .said import SaidReader
from .speakers import People, speakers_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from .kept import Kept
    from .merging import Merged
    from .said import Said

__all__ = ["holding", "take_statements"]


def take_statements(connection: Connection, kept: Kept, merged: Merged) -> tuple[int, int]:
    """Take in what is new or was changed; how many of the file's stand for statements, how many codings were added."""
    said = list(SaidReader(connection, kept).said())
    _Taker(connection, kept, said).take(merged.fresh, merged.changed)
    codings = sum(1 for one in said if (kept.links["STATEMENTS", one.number].seen or {}).get("new"))
    for one in said:
        (kept.links["STATEMENTS", one.number].seen or {}).pop("new", None)
    numbers = set(merged.ids["STATEMENTS"].values())
    return sum(one.number in numbers for one in said), codings


@dataclass(slots=True)
class _There:
    """A statement of the ledger: who speaks, and which parts of whose codings rows of the file stand for."""

    number: int
    keys: frozenset[int | str]


class _Taker:
    """Puts statements and codings into the ledger."""

    def __init__(self, connection: Connection, kept: Kept, said: list[Said]) -> None:
        self._connection, self._kept, self._said, self._rows = connection, kept, said, Rows()
        articles = sorted({one.article for one in said})
        self._numbers, self._kinds = Numbers(connection), kinds_of(kept)
        self._people = People(connection, articles, self._rows, self._numbers)
        self._texts: dict[int, str] = {}
        self._ordinals: dict[int, int] = defaultdict(int)
        self._ids: dict[int, set[str]] = defaultdict(set)
        self._there = self._load(articles)
        self._holding = holding(connection)
        self._used = {
            (link.statement, (link.seen or {}).get("coder"), (link.seen or {}).get("speaker"), link.seen["part"])
            for link in kept.linked("STATEMENTS").values()
            if link.seen
        }
        self._with: Counter[tuple[int, str]] = Counter()
        self._corrected: list[Callable[[], None]] = []

    def _load(self, articles: list[int]) -> dict[tuple[int, int, int], list[_There]]:
        a, s = schema.articles, schema.statements
        found: dict[tuple[int, int, int], list[_There]] = defaultdict(list)
        for some in chunks(articles):
            self._texts |= pairs(self._connection, select(a.c.number, a.c.text).where(a.c.number.in_(some)))
            rows = self._connection.execute(select(s).where(s.c.article.in_(some)).order_by(s.c.number)).all()
            who = speakers_of(self._connection, [row.number for row in rows])
            for row in rows:
                self._ordinals[row.article] = max(self._ordinals[row.article], row.ordinal + 1)
                self._ids[row.article].add(row.id)
                if row.state != "lost":
                    keys = frozenset(k for person in who.get(row.number, ()) for k in (person.key, person.name))
                    found[row.article, row.start, row.stop].append(_There(row.number, keys))
        return found

    def take(self, fresh: set[int], changed: set[int]) -> None:
        """Take in the new ones, and what was decided otherwise in those that were changed."""
        placed = [(one, *self._placed(one)) for one in self._said if one.number in fresh]
        for exact in (True, False):  # of several decisions on one statement, first those that are known already
            for one, speaker, statement in placed:
                if ("STATEMENTS", one.number) not in self._kept.links:
                    self._link(one, speaker, statement, exact)
        for one in self._said:
            if one.number in changed:
                self._again(one)
        self._rows.insert(self._connection)
        for put_again in self._corrected:
            put_again()
        self._numbers.settle()
        affiliate(self._connection, self._with)

    def _placed(self, one: Said) -> tuple[int | str | None, int]:
        """Who speaks, and the statement of the ledger that it is."""
        speaker = self._speaker(one)
        return speaker, self._same(one, speaker) or self._statement(one)

    def _link(self, one: Said, speaker: int | str | None, statement: int, exact: bool) -> None:
        part = self._part(one, statement, speaker, exact)
        if part is None:
            return
        coding, new = self._coding(one, statement, part)
        link = self._kept.link("STATEMENTS", one.number)
        link.statement = statement
        link.seen = {"part": part, "coder": one.coder, "coding": coding, "speaker": speaker, "new": new}
        link.seen["span"] = [one.start, one.stop]
        self._used.add((statement, one.coder, speaker, part))

    def _again(self, one: Said) -> None:
        """A statement that is linked already, whose row is not what it was."""
        link = self._kept.links["STATEMENTS", one.number]
        if link.statement is None or link.seen is None:
            return
        link.seen["coding"], link.seen["new"] = self._coding(one, link.statement, link.seen["part"])
        speaker = self._speaker(one)
        if speaker != link.seen["speaker"]:
            link.seen["speaker"] = speaker
            self._corrected.append(partial(self._correct, one, link.statement, self._speakers(one)))

    def _correct(self, one: Said, statement: int, speakers: list[int]) -> None:
        """The coder says that it was somebody else."""
        before = {"speaker": current(self._connection, statement)["speaker"]}
        put(self._connection, statement, self._texts[one.article], {"speaker": speakers})
        row: dict[str, Any] = {
            "number": self._numbers.next("statement_history"),
            "statement": statement,
            "coder": one.coder,
        }
        row |= {"time": now(), "action": "correct", "details": {"values": {"speaker": speakers}, "before": before}}
        self._connection.execute(schema.statement_history.insert(), [row | {"undone": None, "undone_by": None}])

    def _speaker(self, one: Said) -> int | str | None:
        if one.speaker is None:
            return None
        actor = (
            self._kept.links["ENTITIES", one.speaker].actor if ("ENTITIES", one.speaker) in self._kept.links else None
        )
        return actor if actor is not None else self._value(one.speaker)

    def _value(self, entity: int) -> str:
        return str(self._kept.book.tables["ENTITIES"][entity]["Value"])

    def _same(self, one: Said, speaker: int | str | None) -> int | None:
        """A statement of the ledger on just these characters by the same speaker."""
        for there in self._there.get((one.article, one.start, one.stop), ()):
            if speaker in there.keys or (speaker is None and not there.keys):
                return there.number
        return None

    def _statement(self, one: Said) -> int:
        number = self._numbers.next("statements")
        text = self._texts[one.article][one.start : one.stop]
        speakers = self._speakers(one)
        new = f"d{one.number}"
        while new in self._ids[one.article]:
            new += "b"
        self._ids[one.article].add(new)
        row: dict[str, Any] = {
            "number": number,
            "article": one.article,
            "run": None,
            "ordinal": self._ordinals[one.article],
            "id": new,
        }
        row |= {"state": "added", "mode": "indirect", "act": "claim", "denies": False, "confidence": 1.0}
        row |= {"within": None, "start": one.start, "stop": one.stop, "content": text, "condition": None, "hedge": None}
        self._ordinals[one.article] += 1
        self._rows.add(schema.statements, [row])
        span = {"statement": number, "role": "content", "ordinal": 0, "start": one.start, "stop": one.stop}
        self._rows.add(schema.statement_spans, [span])
        people = [{"statement": number, "ordinal": n, "actor": actor} for n, actor in enumerate(speakers)]
        self._rows.add(schema.statement_speakers, people)
        self._history(one, number, speakers)
        key = self._speaker(one)
        keys = frozenset() if key is None else frozenset([key])
        self._there[one.article, one.start, one.stop].append(_There(number, keys))
        return number

    def _history(self, one: Said, number: int, speakers: list[int]) -> None:
        """That its coder added it: so a re-reading leaves it as it is."""
        values: dict[str, Any] = {
            "content": [[one.start, one.stop]],
            "source": [],
            "cue": [],
            "condition": [],
            "hedge": [],
        }
        said = values | {"speaker": speakers, "relay": [], "mode": "indirect", "act": "claim", "denies": False}
        details: dict[str, Any] = {"values": said | {"within": None, "state": "added"}, "before": {"state": "lost"}}
        row: dict[str, Any] = {
            "number": self._numbers.next("statement_history"),
            "statement": number,
            "coder": one.coder,
        }
        row |= {"time": now(), "action": "add", "details": details, "undone": None, "undone_by": None}
        self._rows.add(schema.statement_history, [row])

    def _speakers(self, one: Said) -> list[int]:
        """The speaker as an actor of the article; the organization of a person becomes one, too."""
        if one.speaker is None:
            return []
        organization = None if one.organization in (None, one.speaker) else self._value(_int(one.organization))
        speaker = self._local(one, one.speaker, organization)
        actor = self._kept.link("ENTITIES", one.speaker).actor
        if organization is not None:
            self._local(one, _int(one.organization), None)
            if actor is not None:
                self._with[actor, organization] += 1
        return [speaker]

    def _local(self, one: Said, entity: int, affiliation: str | None) -> int:
        actor = self._kept.link("ENTITIES", entity).actor
        return self._people.of(one.article, self._value(entity), self._kinds[entity], actor, affiliation)

    def _part(self, one: Said, statement: int, speaker: int | str | None, exact: bool) -> int | None:
        """The first part of the coding that no other row stands for; ``exact``: on which just this was decided."""
        for part in range(len(self._said) + 1):
            held = self._holding.get((statement, one.coder, part))
            if (statement, one.coder, speaker, part) in self._used:
                continue
            if not exact or (held is not None and held[1] == one.decided):
                return part
            if held is None:
                return None
        return None

    def _coding(self, one: Said, statement: int, part: int) -> tuple[int | None, bool]:
        """The number of the coder's decision, and whether it is a new one."""
        held = self._holding.get((statement, one.coder, part))
        if not one.is_coding or (held is not None and held[1] == one.decided):
            return (None if held is None else held[0]), False
        number = self._numbers.next("codings")
        row: dict[str, Any] = {
            "number": number,
            "statement": statement,
            "coder": one.coder,
            "part": part,
            "concept": one.concept,
        }
        row |= {"agreement": one.agreement, "variables": one.variables, "comment": None, "confidence": None}
        self._rows.add(schema.codings, [row | {"withdrawn": False, "time": now()}])
        self._holding[statement, one.coder, part] = (number, one.decided)
        return number, True


def holding(connection: Connection) -> dict[tuple[int, int, int], tuple[int, tuple[Any, ...]]]:
    """Statement, coder and part -> the number of the coding that holds, and what it decided."""
    c = schema.codings
    found: dict[tuple[int, int, int], tuple[int, tuple[Any, ...]]] = {}
    for row in connection.execute(select(c).order_by(c.c.number)):
        key = row.statement, row.coder, row.part
        found.pop(key, None)
        if not row.withdrawn:
            found[key] = row.number, (row.concept, row.agreement, dict(row.variables or {}))
    return found


def _int(value: Any) -> int:
    return int(value)
