"""Where people who coded the same statements agree and differ, and what was decided where they differ.

An adjudication is a coding that notes ``adjudicates``: nobody's own decision is changed by it. It settles what was
decided before it; whoever decides otherwise later opens the matter again. Figures are of the coders' own decisions, as
they were before anybody settled anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ..agreement import Comparison, compare
from . import schema
from .coding import Coding, add_coding
from .compared import NONE, Decisions, Labels, labels_of, load
from .rows import chunks, key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from .database import Database

__all__ = ["NONE", "Adjudication", "Agreement", "Disagreement"]

_BOTH = "concept and agreement"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What coders decided unlike: of one statement one variable.

    ``labels`` are the coders' own, by coder; agreement is ``for`` or ``against``, and a concept ``(none)`` where the
    coder found none that fits. ``part`` counts the concepts of a statement on several (see ``compared``). ``settled``
    is the label that an adjudication gave it, and ``by`` whose; both ``None`` while it is open.
    """

    statement: int
    key: str
    content: str
    part: int
    variable: str
    labels: Mapping[str, str]
    settled: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Variable -> how far the coders agree; and all disagreements, in the order of statements.

    ``concept and agreement`` takes both together. ``agreement`` compares only coders who gave the same concept.
    """

    figures: Mapping[str, Comparison]
    disagreements: tuple[Disagreement, ...]


class Adjudication:
    """Comparing coders, and settling what they disagree about. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def compare(self, coders: Collection[str] | None = None) -> Agreement:
        """How far people agree, all or only these, on statements that two or more have coded.

        Raises:
            LedgerError: there is no such coder.
        """
        with self._database.read() as connection:
            found = load(connection, coders)
            labels = [(d, labels_of(d.own)) for d in found]
            unlike = [one for d, by_variable in labels for one in _unlike(d, by_variable)]
            places = _places(connection, {statement for statement, *_ in unlike})
        figures = {name: compare(units) for name, units in _by_variable(by for _, by in labels).items()}
        made = (Disagreement(n, *places[n], part, name, *more) for n, part, name, *more in unlike)
        return Agreement(figures, tuple(made))

    def disagreements(self, *, open_only: bool = True) -> list[Disagreement]:
        """What coders decided unlike; with ``open_only`` only what nobody has settled."""
        return [one for one in self.compare().disagreements if not open_only or one.by is None]

    def said(self, statement: int) -> dict[tuple[tuple[str, bool | None], ...], list[str]]:
        """What was decided on a statement, with the coders who did: concepts with their agreement, as for ``settle``.

        Those that most coders decided come first.
        """
        found: dict[tuple[tuple[str, bool | None], ...], list[str]] = {}
        with self._database.read() as connection:
            for decisions in load(connection, None, statement):
                for who, rows in decisions.own.items():
                    concepts = tuple(sorted({row.label: row.agreement for row in rows if row.label}.items()))
                    found.setdefault(concepts, []).append(who)
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))

    def settle(
        self,
        statement: int,
        coder: str,
        decided: Sequence[tuple[str, bool | None]],
        *,
        variables: Mapping[str, Any] | None = None,
        comment: str | None = None,
    ) -> list[int]:
        """Settle a statement: all concepts that it is about, each with its agreement; the numbers of the codings.

        Without any, it is about none of the codebook. ``variables`` are decisions on other variables. What the coder
        had decided on further parts of it is withdrawn.

        Raises:
            LedgerError: there is no such statement.
        """
        notes = dict(variables or {}) | {"adjudicates": True}
        with self._database.write() as connection:
            own = next(load(connection, None, statement), None)
            parts = {part for who, part in own.parts if who == coder} if own else set()
            made = [Coding(statement, coder, c, a, notes, comment, n) for n, (c, a) in enumerate(decided)]
            if not decided:
                made = [Coding(statement, coder, variables=notes | {"decision": "rejected"}, comment=comment)]
            beyond = (part for part in sorted(parts) if part >= len(made))
            spare = [Coding(statement, coder, variables={"adjudicates": True}, part=n, withdrawn=True) for n in beyond]
            return [add_coding(connection, coding) for coding in (*made, *spare)]


def _by_variable(labels: Iterable[Labels]) -> dict[str, list[Mapping[str, str]]]:
    found: dict[str, list[Mapping[str, str]]] = {"concept": [], "agreement": [], _BOTH: []}
    for by_variable in labels:
        for (name, _), units in by_variable.items():
            found.setdefault(name, []).extend(units)
    return found


def _unlike(decisions: Decisions, by_variable: Labels) -> Iterable[tuple[Any, ...]]:
    """Statement, part, variable, labels, what settled it, and who did."""
    said, by = labels_of(decisions.settled, decisions.own), decisions.adjudicator
    for (name, part), units in by_variable.items():
        for unit in units:
            if len(set(unit.values())) > 1 and name != _BOTH:
                label = _said(said, name, part)
                is_open = by is None or any(decisions.later(who) and unit[who] != label for who in unit)
                yield decisions.statement, part, name, unit, *((None, None) if is_open else (label, by))


def _said(settled: Labels, name: str, part: int) -> str | None:
    """The label that settles it; of a part that was not settled none, but of a further concept that there is none."""
    for unit in settled.get((name, part), ()):
        for label in unit.values():
            return label
    return NONE if name == "concept" and settled else None


def _places(connection: Connection, statements: set[int]) -> dict[int, tuple[str, str]]:
    """Statement -> its key and its content."""
    s, a = schema.statements, schema.articles
    query = select(s.c.number, a.c.id, s.c.start, s.c.stop, s.c.content).join_from(s, a, a.c.number == s.c.article)
    found: dict[int, tuple[str, str]] = {}
    for some in chunks(sorted(statements)):
        for row in connection.execute(query.where(s.c.number.in_(some))):
            found[row.number] = key_of(row.id, row.start, row.stop), row.content
    return found
