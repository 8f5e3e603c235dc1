"""The statements of a ledger as a table: coded by people, proposed by the machine, or as they were read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import select

from ..cores import cores
from ..ledger import schema
from ..ledger.coding import NOTES
from ..ledger.rows import key_of
from .build import build
from .errors import NetworkError
from .ledger_articles import ARTICLE_VARIABLES, articles_of, documents_of
from .ledger_codings import Held, extra_values, holding
from .ledger_columns import NUMBER, Columns, flag, sorted_by
from .ledger_people import actors_of, people_of
from .options import NetworkOptions
from .table import Column, StatementTable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sqlalchemy import Connection

    from ..ledger import Ledger
    from .build import EventList
    from .ledger_people import Role
    from .result import Network
    from .table import Entity, Ints

__all__ = [
    "ARTICLE_VARIABLES",
    "STATEMENT_VARIABLES",
    "LedgerChoice",
    "is_dated",
    "ledger_network",
    "ledger_table",
    "used",
]

_ROLES = ("speaker", "relay")
_PEOPLE = {name: (role, part) for role in _ROLES for name, part in ((role, ""), (f"{role}_kind", "kinds"))}
_PEOPLE |= {"affiliation": ("speaker", "affiliations"), "relay_affiliation": ("relay", "affiliations")}
_CODED = ("concept", "agreement", "coder")
_READ = ("act", "mode", "denies", "conditional", "hedged")

STATEMENT_VARIABLES = (*_PEOPLE, *_READ, *_CODED)
"""The variables of statements, besides those that people coded under names of their own."""

_DATED = ("week", "month", "year")

_READERS = 4
"""Connections that read columns at once, at most."""


@dataclass(frozen=True, slots=True)
class LedgerChoice:
    """Which of a ledger's statements and codings count.

    ``once`` leaves out articles that are nearly the same as earlier ones. Codings are those of ``coder``, or of the
    person who decided last on a statement; ``proposals`` adds the machine's where no person has decided. ``nameless``
    takes unnamed and vague actors ("officials") of all articles for one where they are called the same; without it
    they are nobody.
    """

    once: bool = False
    coder: str | None = None
    proposals: bool = False
    nameless: bool = False


def used(options: NetworkOptions) -> tuple[str, ...]:
    """The variables that a network depends on."""
    names = [options.variable1, options.variable2, *options.exclude, *options.include]
    if options.qualifier is not None and options.aggregation != "ignore":
        names.append(options.qualifier)
    return tuple(dict.fromkeys(names))


def is_dated(options: NetworkOptions) -> bool:
    """Whether it matters to a network when its statements were made."""
    moving = options.window.unit != "no" or options.duplicates in _DATED
    return moving or options.start is not None or options.stop is not None


def ledger_network(
    ledger: Ledger, options: NetworkOptions | None = None, choice: LedgerChoice | None = None
) -> Network | list[Network] | EventList:
    """A network, one for each window, or a list of events; without options, of speakers by concepts.

    The evidence of an edge are the keys of the ledger's statements.

    Raises:
        NetworkError: as ``build``; or a variable or coder is not there.
    """
    options = options or NetworkOptions(variable1="speaker")
    whole = options.type == "eventlist"
    table = ledger_table(ledger, used(options), choice, dated=is_dated(options), texts=whole)
    return build(table, options)


def ledger_table(
    ledger: Ledger,
    variables: Collection[str],
    choice: LedgerChoice | None = None,
    *,
    dated: bool = False,
    texts: bool = False,
) -> StatementTable:
    """The statements with these variables (``STATEMENT_VARIABLES``, ``ARTICLE_VARIABLES``, or ones that were coded).

    A statement of several speakers has a row for each where a variable of speakers is asked for; likewise for relays,
    and for the parts of a coding. Where one of codings is asked for, there are only coded statements; with
    ``agreement`` only those where it was decided. ``dated`` leaves out articles without a date, which otherwise count
    as of the earliest one. ``texts`` gives all variables of articles, with their texts.

    Raises:
        NetworkError: a variable or coder is not there.
    """
    readers = min(cores(), _READERS) if cores() > 1 else 0
    with ledger.connect_together(1 + readers) as connections, Columns(connections) as columns:
        return _Maker(columns, frozenset(variables), choice or LedgerChoice(), dated, texts).table()


def _known(connection: Connection, names: Iterable[str]) -> frozenset[str]:
    """The names that only codings can have.

    Raises:
        NetworkError: none has such a variable.
    """
    articles = {form for name in ARTICLE_VARIABLES for form in (name, f"document:{name}")}
    others = set(names) - set(STATEMENT_VARIABLES) - articles
    if others:
        c = schema.codings
        coded = {name for (held,) in connection.execute(select(c.c.variables)) for name in held or ()} - set(NOTES)
        for name in sorted(others - coded):
            own = ", ".join(sorted({*STATEMENT_VARIABLES, *coded}))
            raise NetworkError(
                f"there is no variable {name!r}; statements have {own}; articles have {', '.join(ARTICLE_VARIABLES)}"
            )
    return frozenset(others)


class _Maker:
    """Makes one table; ``rows`` are places in the arrays of statements, one for each row of the table."""

    def __init__(self, columns: Columns, names: frozenset[str], choice: LedgerChoice, dated: bool, texts: bool) -> None:
        self.reads, self.connection = columns, columns.connection
        self.names, self.choice, self.texts = names, choice, texts
        self.others = _known(self.connection, names)
        self.plain = frozenset(name.removeprefix("document:") for name in names)
        s = schema.statements.c
        said = columns.ints(
            select(s.number, s.article, s.start, s.stop).where(s.state != "lost"), s.number, (NUMBER,) * 4
        )
        articles = articles_of(columns, self.plain, once=choice.once, dated=dated, texts=texts)
        self.held = None
        if self.others or names & set(_CODED):
            self.held = holding(columns, choice.coder, choice.proposals)
        self.people: dict[str, Callable[[], Role]] = {}
        if roles := {which for name, (which, _) in _PEOPLE.items() if name in names}:
            actors = actors_of(columns)
            for role in sorted(roles, key=_ROLES.index):
                self.people[role] = people_of(columns, role, actors, nameless=choice.nameless)
        self.number, article, self.start, self.stop = sorted_by(*said())
        self.articles = articles()
        numbers = self.articles.numbers
        places = np.full(1 + max(int(numbers.max(initial=-1)), int(article.max(initial=-1))), -1, np.int64)
        places[numbers] = np.arange(len(numbers))
        self.document = places[article]
        self.rows = np.flatnonzero(self.document >= 0)
        self.columns: dict[str, Column] = {}
        self.coder = np.zeros(len(self.rows), np.int64)

    def table(self) -> StatementTable:
        entities: dict[str, Mapping[str, Entity]] = {}
        if self.held is not None:
            self._codings(self.held())
        for role, people in self.people.items():
            entities[role] = self._people(people(), role)
        self._read()
        return StatementTable(
            ids=self.number[self.rows],
            document=self.document[self.rows],
            start=self.start[self.rows],
            stop=self.stop[self.rows],
            coder=self.coder,
            variables={name: self.columns[name] for name in self.columns if self.texts or name in self.names},
            documents=documents_of(self.articles, self.plain, texts=self.texts),
            entities=entities,
            attribute_names=dict.fromkeys(entities, ("kind", "affiliation")),
            key=self._key(),
        )

    def _key(self) -> Callable[[int], str]:
        ids, document, start, stop = self.articles.ids, self.document, self.start, self.stop
        rows = self.rows

        def key(row: int) -> str:
            at = rows[row]
            return key_of(ids[document[at]], int(start[at]), int(stop[at]))

        return key

    def _spread(self, statement: Ints, *, outer: bool) -> Ints:
        """Give rows once for each entry about their statement; the places of these entries, -1 for none at all."""
        numbers, order = sorted_by(statement, np.arange(len(statement)))
        wanted = self.number[self.rows]
        first = np.searchsorted(numbers, wanted, "left")
        count = np.searchsorted(numbers, wanted, "right") - first
        times = np.maximum(count, 1) if outer else count
        again = np.repeat(np.arange(len(wanted)), times)
        nth = np.arange(len(again)) - np.repeat(np.cumsum(times) - times, times)
        places = np.full(len(again), -1, np.int64)
        there = count[again] > 0
        places[there] = order[(first[again] + nth)[there]]
        self.rows, self.coder = self.rows[again], self.coder[again]
        self.columns = {name: column.take(again) for name, column in self.columns.items()}
        return places

    def _people(self, role: Role, name: str) -> Mapping[str, Entity]:
        places = self._spread(role.statement, outer=True)
        codes = np.where(places >= 0, role.code[places], 0) if len(role.code) else np.zeros(len(places), np.int64)
        for variable, (which, part) in _PEOPLE.items():
            if which == name:
                levels = getattr(role, part) if part else role.labels
                self.columns[variable] = Column.of_codes("short text", codes, levels)
        return role.entities()

    def _codings(self, held: Held) -> None:
        if "agreement" in self.names:
            held = held.take(held.agreement >= 0)
        extra = {name: extra_values(self.connection, name) for name in sorted(self.others)}
        for values in extra.values():
            if _kind(values) != "short text":  # a number that is missing is no number
                held = held.take(np.isin(held.number, list(values)))
        made = self._coded(held)
        for name, values in extra.items():
            made[name] = Column.of(_kind(values), (_value(values.get(number)) for number in held.number.tolist()))
        places = self._spread(held.statement, outer=False)
        self.coder = held.coder[places]
        self.columns |= {name: column.take(places) for name, column in made.items()}

    def _coded(self, held: Held) -> dict[str, Column]:
        return {
            "concept": _labelled(held.concept, self._labels(schema.concepts.c.label)),
            "agreement": Column("boolean", np.maximum(held.agreement, 0), (0, 1)),
            "coder": _labelled(held.coder, self._labels(schema.coders.c.name)),
        }

    def _labels(self, column: Any) -> dict[int, str]:
        return {row[0]: row[1] for row in self.connection.execute(select(column.table.c.number, column))}

    def _read(self) -> None:
        """What the reading says of statements, whoever codes them."""
        s = schema.statements
        texts = [name for name in ("act", "mode") if name in self.names or self.texts]
        flags = {"denies": s.c.denies, "conditional": s.c.condition.is_not(None), "hedged": s.c.hedge.is_not(None)}
        flags = {name: condition for name, condition in flags.items() if name in self.names or self.texts}
        if texts:
            query = select(s.c.number, *(s.c[name] for name in texts))
            numbers, *found = self.reads.texts(query, s.c.number)()
            places = self._places(np.asarray(numbers, dtype=np.int64))
            self.columns |= {n: Column.of("short text", c).take(places) for n, c in zip(texts, found, strict=True)}
        if flags:
            query = select(s.c.number, *map(flag, flags.values()))
            number, *bits = self.reads.ints(query, s.c.number, (NUMBER, *(2 for _ in flags)))()
            places = self._places(number)
            self.columns |= {n: Column("boolean", c[places], (0, 1)) for n, c in zip(flags, bits, strict=True)}

    def _places(self, numbers: Ints) -> Ints:
        """Where the statements of the rows stand among others."""
        numbers, order = sorted_by(numbers, np.arange(len(numbers)))
        return order[np.searchsorted(numbers, self.number[self.rows])]


def _labelled(numbers: Ints, labels: Mapping[int, str]) -> Column:
    """A column of text from numbers; -1 is the empty text."""
    known, codes = np.unique(numbers, return_inverse=True)
    return Column.of_codes("short text", codes, [labels.get(number, "") for number in known.tolist()])


def _kind(values: Mapping[int, Any]) -> str:
    if values and all(isinstance(value, bool) for value in values.values()):
        return "boolean"
    return "integer" if values and all(isinstance(value, int) for value in values.values()) else "short text"


def _value(value: Any) -> Any:
    return value if isinstance(value, int) else "" if value is None else str(value)
