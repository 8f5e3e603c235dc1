"""What people changed in statements and codings, put into the kept rows; and rows for what DNA never saw."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import schema
from ..rows import chunks
from .book import EMPTY, short
from .decisions import coerced, decisions, states
from .speakers import speakers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from .book import Cells
    from .decisions import Held
    from .export_rows import Coders, Documents, Entities
    from .kept import Kept
    from .speakers import Person

__all__ = ["Statements"]

_MANY = 1000


class Statements:
    """Writes statements into the kept rows. ``undecided``: codings that are neither for nor against their concept."""

    def __init__(
        self, connection: Connection, kept: Kept, coders: Coders, entities: Entities, documents: Documents
    ) -> None:
        self._connection, self._kept, self._book = connection, kept, kept.book
        self._coders, self._entities, self._documents = coders, entities, documents
        self._roles = {number: link.role for number, link in kept.linked("VARIABLES").items() if link.role}
        self._codings = decisions(connection)
        self._rows: dict[int, list[int]] = defaultdict(list)
        for number, link in sorted(kept.linked("STATEMENTS").items()):
            if link.statement is not None:
                self._rows[link.statement].append(number)
        self._gone: set[int] = set()
        self.undecided = 0
        self.new = 0

    def change(self) -> None:
        """Put changes into the rows that stand for statements, and add what others decided on these statements."""
        for some in chunks(sorted(self._rows), _MANY):
            found = states(self._connection, some)
            who = speakers_of(self._connection, some)
            for statement in some:
                if statement in found:
                    self._of(found[statement], who.get(statement, []))
        self._book.remove_statements(self._gone)

    def _of(self, state: Any, speakers: list[Person]) -> None:
        rows = self._rows[state.number]
        if state.removed:
            self._gone |= set(rows)
            return
        taken = {(seen["coder"], seen["part"]) for n in rows if (seen := self._seen(n)).get("coding") is not None}
        for number in rows:
            self._place(number, state)
            self._speaker(number, speakers)
        withdrawn = {n for n in rows if not self._decision(n, state.number)}
        others = [h for h in self._codings.of(state.number) if (h.coder, h.part) not in taken]
        self._add_decisions(rows, others, withdrawn)
        self._gone |= withdrawn

    def _seen(self, number: int) -> dict[str, Any]:
        return self._kept.links["STATEMENTS", number].seen or {}

    def _place(self, number: int, state: Any) -> None:
        """The span, where a person said another; in a text that is spaced otherwise, white space at its ends aside."""
        link, row = self._kept.links["STATEMENTS", number], self._book.tables["STATEMENTS"][number]
        document = int(row["DocumentId"] or 0)
        seen = self._kept.links["DOCUMENTS", document].seen or {}
        if self._documents.same(state.article, seen) and [state.start, state.stop] == (link.seen or {}).get("span"):
            return
        text = str(self._book.tables["DOCUMENTS"][document]["Text"])
        start, stop = self._documents.move(state.article, document)(state.start, state.stop)
        known = _bare(text, int(row["Start"] or 0), int(row["Stop"] or 0))
        if seen.get("utf16") or self._documents.same(state.article, seen) or _bare(text, start, stop) != known:
            row |= {"Start": start, "Stop": stop}

    def _speaker(self, number: int, speakers: list[Person]) -> None:
        """Who speaks, where that is somebody else now."""
        seen = self._seen(number).get("speaker")
        keys = {key for person in speakers for key in (person.key, person.name)}
        merged = self._entities.merged.get(seen, seen) if isinstance(seen, int) else seen
        if merged in keys or (seen is None and not speakers):
            return
        person = speakers[0] if speakers else None
        for variable in self._variables(number):
            role = self._roles.get(int(variable["ID"] or 0))
            if role in ("person", "organization"):
                keep = (
                    role == "organization" and person is not None and person.kind == "person" and not person.affiliation
                )
                if not keep:
                    self._book.put(number, variable, self._who(variable, role, person))

    def _variables(self, number: int) -> list[Cells]:
        return self._book.variables(self._book.tables["STATEMENTS"][number]["StatementTypeId"])

    def _who(self, variable: Cells, role: str, person: Person | None) -> str:
        """The person, or the organization: of a person the one that it belongs to."""
        alone = person is not None and person.kind in ("person", "unnamed", "vague")
        if person is None:
            return ""
        if (role == "person") == alone:
            return self._entities.of(int(variable["ID"] or 0), person)
        return short(person.affiliation or "") if role == "organization" else ""

    def _decision(self, number: int, statement: int) -> bool:
        """What the row's coder decides now; false where that was withdrawn."""
        link = self._kept.links["STATEMENTS", number]
        seen = link.seen or {}
        held = self._codings.held.get((statement, seen["coder"], seen["part"])) if seen else None
        if not seen or (held.number if held else None) == seen["coding"]:
            return True
        if held is None:
            return False
        self._put(number, held, self._codings.variables.get(seen["coding"], {}))
        return True

    def _add_decisions(self, rows: list[int], others: list[Held], withdrawn: set[int]) -> None:
        """What is decided by others, or on another part, of the same speaker; rows that nobody coded become theirs."""
        models = {self._seen(n).get("speaker"): n for n in reversed(rows) if n not in withdrawn}
        free = [n for n in rows if self._seen(n)["coder"] in self._codings.machines and self._seen(n)["coding"] is None]
        for held in others:
            for model in list(models.values()) or rows[:1]:
                number = model if model in free else self._copy(model)
                if number in free:
                    free.remove(number)
                    withdrawn.discard(number)
                self._book.tables["STATEMENTS"][number]["Coder"] = self._coders.of(held.coder)
                self._put(number, held, {})

    def _copy(self, model: int) -> int:
        row = self._book.tables["STATEMENTS"][model]
        number = self._book.add("STATEMENTS", **{key: cell for key, cell in row.items() if key != "ID"})
        for variable in self._variables(model):
            who = self._roles.get(_id(variable)) in ("person", "organization")
            value = self._book.value(model, variable) if who else EMPTY[str(variable["DataType"])]
            self._book.put(number, variable, value)
        self.new += 1
        return number

    def _put(self, number: int, held: Held, before: Mapping[str, Any]) -> None:
        """Write a decision into a row; of the other variables those that were decided otherwise than ``before``."""
        variables = self._variables(number)
        roles = {self._roles.get(int(v["ID"] or 0)): v for v in variables}
        undecided = "agreement" in roles and held.concept is not None and held.agreement is None
        self.undecided += undecided
        if "concept" in roles:
            self._book.put(number, roles["concept"], "" if undecided else held.concept or "")
        if "agreement" in roles:
            self._book.put(number, roles["agreement"], int(True if held.agreement is None else held.agreement))
        changed = {name: value for name, value in held.variables.items() if before.get(name) != value}
        for variable in variables:
            for name in (str(variable["Variable"]), {"person": "speaker"}.get(str(self._roles.get(_id(variable))), "")):
                if name in changed and self._roles.get(_id(variable)) not in ("concept", "agreement"):
                    self._book.put(number, variable, coerced(changed[name], str(variable["DataType"])))

    def add(self, *, coded: bool) -> None:
        """Add rows for statements that no row stands for, with ``coded`` only for those that somebody coded."""
        kind = self._kind()
        if kind is None:
            return
        for page in self._pages(coded):
            numbers = [row.number for row in page]
            who = speakers_of(self._connection, numbers)
            relays = speakers_of(self._connection, numbers, schema.statement_relays)
            for row in page:
                for held in self._decisions(row.number, coded):
                    for person in _or_nobody(who.get(row.number)):
                        self._one(row, kind, held, person, relays.get(row.number, []))

    def _decisions(self, statement: int, coded: bool) -> list[Held | None]:
        held: list[Held | None] = [*self._codings.of(statement)]
        return held if held or coded else [None]

    def _kind(self) -> int | None:
        """The statement type that new statements are of: the first that has a concept, or else somebody who speaks."""
        for wanted in ("concept", "person", "organization"):
            for kind in sorted(self._book.tables["STATEMENTTYPES"]):
                if wanted in {self._roles.get(_id(v)) for v in self._book.variables(kind)}:
                    return kind
        return None

    def _pages(self, coded: bool) -> Iterator[Sequence[Any]]:
        s = schema.statements
        people = set(self._codings.by_statement) - set(self._rows)
        a = schema.articles
        for (article,) in self._connection.execute(select(a.c.number).order_by(a.c.number)).all():
            query = select(s).where(s.c.article == article).order_by(s.c.start, s.c.stop, s.c.number)
            rows = [row for row in self._connection.execute(query) if row.number not in self._rows]
            removed = {n for n, state in states(self._connection, [r.number for r in rows]).items() if state.removed}
            rows = [
                r for r in rows if (r.number in people or (r.state != "lost" and not coded)) and r.number not in removed
            ]
            if rows or not coded:
                self._documents.of(self._connection.execute(select(a).where(a.c.number == article)).one())
            yield [row for row in rows if row.start < row.stop]

    def _one(self, row: Any, kind: int, held: Held | None, person: Person | None, relays: list[Person]) -> None:
        document = self._documents.number(row.article)
        start, stop = self._documents.move(row.article, document)(row.start, row.stop)
        coder = self._coders.machine() if held is None else self._coders.of(held.coder)
        cells: Cells = {"StatementTypeId": kind, "DocumentId": document, "Start": start, "Stop": stop, "Coder": coder}
        number = self._book.add("STATEMENTS", **cells)
        self.new += 1
        read = _read(row, relays)
        for variable in self._book.variables(kind):
            role, form = self._roles.get(_id(variable)), str(variable["DataType"])
            value = EMPTY[form]
            if role in ("person", "organization"):
                value = self._who(variable, role, person)
            elif role is None and str(variable["Variable"]) in read:
                value = coerced(read[str(variable["Variable"])], form)
            self._book.put(number, variable, value)
        if held is not None:
            self._put(number, held, {})


def _or_nobody(people: list[Person] | None) -> list[Person | None]:
    return [*people] if people else [None]


def _read(row: Any, relays: list[Person]) -> dict[str, Any]:
    """What the reading says of a statement, by the names of Sayso's own variables."""
    through = "; ".join(person.name for person in relays)
    said = {"act": row.act, "mode": row.mode, "relay": through, "condition": row.condition, "hedge": row.hedge}
    return said | {"denies": row.denies, "confidence": round(100 * row.confidence)}


def _bare(text: str, start: int, stop: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    inner = text[start:stop]
    return start + len(inner) - len(inner.lstrip()), stop - len(inner) + len(inner.rstrip())


def _id(variable: Cells) -> int:
    return int(variable["ID"] or 0)
