"""Articles of another ledger, with all that hangs on them: read there, and written here under new numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from . import near, schema
from .edit_rows import free_id
from .linking import link
from .matching import match
from .names import fold
from .rows import Rows, chunks
from .writing import allocate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Row, Table

    Found = Row[Any]

__all__ = ["Numbers", "Theirs", "copy_articles", "meet_article"]

_OF_ARTICLES = ("appearances", "statements", "narration", "narration_spans", "article_actors")
_OF_STATEMENTS = (
    "statement_spans",
    "statement_speakers",
    "statement_relays",
    "statement_history",
    "codings",
    "outcomes",
)
_OF_ACTORS = ("mentions",)
_WRITTEN = ("appearances", "narration", "narration_spans", "statement_spans", "statement_speakers", "statement_relays")


@dataclass(slots=True)
class Numbers:
    """Their numbers -> those here. ``met`` are statements of articles that are in both."""

    articles: dict[int, int] = field(default_factory=dict)
    statements: dict[int, int] = field(default_factory=dict)
    actors: dict[int, int] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)

    def of(self, row: Found, **more: Any) -> dict[str, Any]:
        """A row of a table that hangs on others, as it is to be here."""
        values = dict(row._mapping)
        for name, numbers in (("article", self.articles), ("statement", self.statements), ("actor", self.actors)):
            if name in values:
                values[name] = numbers[values[name]]
        return values | more


@dataclass(slots=True)
class Theirs:
    """Some articles of the other ledger; ``rows``: table -> article, statement or actor -> rows in order."""

    articles: Sequence[Found]
    coders: Sequence[Found] = ()
    concepts: Sequence[Found] = ()
    runs: Sequence[Found] = ()
    across: dict[int, Found] = field(default_factory=dict)
    rows: dict[str, dict[int, list[Found]]] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: Connection, articles: Sequence[Found]) -> Theirs:
        """Read all that hangs on these articles."""
        made = cls(articles)
        made._read(connection, _OF_ARTICLES, "article", [row.number for row in articles])
        statements = [row.number for some in made.rows["statements"].values() for row in some]
        actors = [row.number for some in made.rows["article_actors"].values() for row in some]
        made._read(connection, _OF_STATEMENTS, "statement", statements)
        made._read(connection, _OF_ACTORS, "actor", actors)
        made.coders = connection.execute(select(schema.coders)).all()
        made.concepts = made._some(connection, schema.concepts, {row.concept for row in made.all("codings")})
        made.runs = made._some(connection, schema.runs, {row.run for row in (*articles, *made.all("statements"))})
        by_hand = {row.actor for row in made.all("article_actors") if row.by_hand}
        made.across = {row.number: row for row in made._some(connection, schema.actors, by_hand)}
        used = {row.coder for name in ("codings", "outcomes", "statement_history") for row in made.all(name)}
        used |= {row.undone_by for row in made.all("statement_history")}
        made.coders = [row for row in made.coders if row.number in used]
        return made

    def _read(self, connection: Connection, names: Iterable[str], key: str, numbers: Sequence[int]) -> None:
        for name in names:
            table, found = schema.metadata.tables[name], defaultdict(list)
            for some in chunks(numbers):
                query = select(table).where(table.c[key].in_(some)).order_by(*table.primary_key)
                for row in connection.execute(query):
                    found[getattr(row, key)].append(row)
            self.rows[name] = dict(found)

    @staticmethod
    def _some(connection: Connection, table: Table, numbers: Collection[int | None]) -> Sequence[Found]:
        wanted = sorted(number for number in numbers if number is not None)
        query = select(table).order_by(table.c.number)
        return [row for some in chunks(wanted) for row in connection.execute(query.where(table.c.number.in_(some)))]

    def all(self, name: str) -> Iterable[Found]:
        """All rows of a table."""
        return (row for some in self.rows[name].values() for row in some)

    def of(self, name: str, number: int) -> list[Found]:
        """The rows of a table that hang on one article, statement or actor."""
        return self.rows[name].get(number, [])

    def touched(self, statement: Found) -> bool:
        """Whether people did something to a statement."""
        tables = ("codings", "outcomes", "statement_history")
        return statement.state == "added" or any(self.of(name, statement.number) for name in tables)


def copy_articles(
    connection: Connection,
    theirs: Theirs,
    new: Sequence[Found],
    runs: Mapping[int, int],
    signed: Mapping[int, bytes | None],
) -> Numbers:
    """Write articles that are not here, with their statements and actors as they stand there; the numbers they got."""
    numbers, rows = Numbers(), Rows()
    said = [row for article in new for row in theirs.of("statements", article.number)]
    actors = [row for article in new for row in theirs.of("article_actors", article.number)]
    numbers.articles = _given(connection, "articles", new)
    numbers.statements = _given(connection, "statements", said)
    numbers.actors = _given(connection, "article_actors", actors)
    _add_articles(connection, rows, new, numbers, runs, signed)
    for row in said:
        within = None if row.within is None else numbers.statements[row.within]
        run = None if row.run is None else runs[row.run]
        rows.add(schema.statements, [numbers.of(row, number=numbers.statements[row.number], run=run, within=within)])
    rows.add(schema.article_actors, _linked(connection, theirs, actors, numbers))
    owners = {"article": new, "statement": said}
    for name in _WRITTEN:
        table = schema.metadata.tables[name]
        key = "article" if "article" in table.c else "statement"
        for owner in owners[key]:
            rows.add(table, [numbers.of(row) for row in theirs.of(name, owner.number)])
    for actor in actors:
        rows.add(schema.mentions, [numbers.of(row) for row in theirs.of("mentions", actor.number)])
    rows.insert(connection)
    return numbers


def _given(connection: Connection, table: str, rows: Sequence[Found]) -> dict[int, int]:
    first = allocate(connection, table, len(rows))
    return {row.number: number for number, row in enumerate(rows, first)}


def _add_articles(
    connection: Connection,
    rows: Rows,
    new: Sequence[Found],
    numbers: Numbers,
    runs: Mapping[int, int],
    signed: Mapping[int, bytes | None],
) -> None:
    here = numbers.articles
    firsts = near.place(connection, rows, {here[row.number]: s for row in new if (s := signed[row.number])})
    for row in new:
        number = here[row.number]
        values = {
            "number": number,
            "run": None if row.run is None else runs[row.run],
            "near": firsts.get(number, number),
        }
        rows.add(schema.articles, [dict(row._mapping) | values])


def _linked(connection: Connection, theirs: Theirs, actors: Sequence[Found], numbers: Numbers) -> list[dict[str, Any]]:
    """Rows of ``article_actors``: who they are across articles here, by name, or as a person there has said."""
    made, asked = [], []
    for row in actors:
        article = numbers.articles[row.article]
        values = dict(row._mapping) | {"number": numbers.actors[row.number], "article": article, "actor": None}
        across = theirs.across.get(row.actor) if row.by_hand else None
        if across is not None:
            about = {"name": across.name, "kind": across.kind, "affiliation": across.affiliation}
            folded = fold(across.name, across.kind).folded
            asked.append((values, values | about | {"by_hand": False, "aliases": [], "folded": folded}))
        made.append(values)
    link(connection, [*made, *(stand_in for _, stand_in in asked)], partial(allocate, connection))
    for values, stand_in in asked:
        values["actor"] = stand_in["actor"]
    return made


def meet_article(connection: Connection, theirs: Theirs, there: Found, here: Found, numbers: Numbers) -> int:
    """Find statements of an article in both; write those that only people's work there needs. How many were written."""
    s = schema.statements
    ours = connection.execute(select(s).where(s.c.article == here.number).order_by(s.c.ordinal)).all()
    said = theirs.of("statements", there.number)
    numbers.articles[there.number] = here.number
    found = _same(connection, theirs, ours, said)
    numbers.statements |= found
    numbers.met |= set(found)
    left = [row for row in said if row.number not in found and theirs.touched(row)]
    _meet_actors(connection, theirs, there, here, numbers)
    if left:
        _add_statements(connection, theirs, left, ours, numbers)
    return len(left)


def _same(connection: Connection, theirs: Theirs, ours: Sequence[Found], said: Sequence[Found]) -> dict[int, int]:
    """By key; what is left of what people touched there, by standing on much the same characters."""
    keys: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in ours:
        keys[row.start, row.stop].append(row.number)
    found = {row.number: keys[row.start, row.stop].pop(0) for row in said if keys.get((row.start, row.stop))}
    left = [row for row in said if row.number not in found and row.state != "added" and theirs.touched(row)]
    free = {number for some in keys.values() for number in some}
    alike = match(_pieces(connection, free), [_their_pieces(theirs, row) for row in left]) if left else {}
    return found | {left[place].number: number for place, number in alike.items()}


def _pieces(connection: Connection, numbers: set[int]) -> dict[int, tuple[tuple[int, int], ...]]:
    t, found = schema.statement_spans, defaultdict(list)
    for some in chunks(sorted(numbers)):
        query = select(t).where(t.c.statement.in_(some), t.c.role == "content").order_by(t.c.start)
        for row in connection.execute(query):
            found[row.statement].append((row.start, row.stop))
    return {number: tuple(spans) for number, spans in found.items()}


def _their_pieces(theirs: Theirs, statement: Found) -> tuple[tuple[int, int], ...]:
    rows = theirs.of("statement_spans", statement.number)
    return tuple(sorted((row.start, row.stop) for row in rows if row.role == "content"))


def _meet_actors(connection: Connection, theirs: Theirs, there: Found, here: Found, numbers: Numbers) -> None:
    """Their actors of the article -> ours, by name and kind; those that are not here are written as lost or added."""
    t = schema.article_actors
    ours = connection.execute(select(t).where(t.c.article == here.number).order_by(t.c.number)).all()
    known = {(row.folded, row.kind): row.number for row in reversed(ours)}
    new = []
    for row in theirs.of("article_actors", there.number):
        number = known.get((row.folded, row.kind))
        if number is None:
            new.append(row)
        else:
            numbers.actors[row.number] = number
    if not new or not any(theirs.touched(row) for row in theirs.of("statements", there.number)):
        return
    numbers.actors |= _given(connection, "article_actors", new)
    ids, last = {row.id for row in ours}, max((row.ordinal for row in ours), default=-1)
    rows = _linked(connection, theirs, new, numbers)
    for place, actor in enumerate(rows, last + 1):
        actor |= {"id": free_id(ids), "ordinal": place, "state": "added" if actor["state"] == "added" else "lost"}
        ids.add(actor["id"])
    connection.execute(t.insert(), rows)
    mentions = [numbers.of(m) for row in new for m in theirs.of("mentions", row.number)]
    if mentions:
        connection.execute(schema.mentions.insert(), mentions)


def _add_statements(
    connection: Connection, theirs: Theirs, left: Sequence[Found], ours: Sequence[Found], numbers: Numbers
) -> None:
    rows, ids = Rows(), {row.id for row in ours}
    numbers.statements |= _given(connection, "statements", left)
    for place, row in enumerate(left, 1 + max((row.ordinal for row in ours), default=-1)):
        about = {"number": numbers.statements[row.number], "run": None, "ordinal": place, "id": free_id(ids)}
        ids.add(about["id"])
        within = numbers.statements.get(row.within) if row.within is not None else None
        state = "added" if row.state == "added" else "lost"
        rows.add(schema.statements, [numbers.of(row, within=within, state=state, **about)])
        for name in ("statement_spans", "statement_speakers", "statement_relays"):
            rows.add(schema.metadata.tables[name], [numbers.of(part) for part in theirs.of(name, row.number)])
    rows.insert(connection)
