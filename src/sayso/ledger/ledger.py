"""``Ledger``: articles, what is said in them, and what people make of it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from .. import __version__
from ..record import Reading
from . import near, schema
from .actors import Actors
from .adjudication import Adjudication
from .again import GIVEN
from .authority import load_authority
from .codebook import Concepts
from .coding import Codings
from .database import Database
from .edits import Edits
from .errors import LedgerError
from .keys import number_of
from .merging import Merged, merge
from .migrate import prepare
from .outcomes import Outcomes
from .progress import Intake
from .proposals import Proposals
from .reading_back import KeptStatement, article_of, kept_statement, kept_statements, reading_of
from .rows import Rows, as_day, now
from .writing import Incoming, add_incoming, allocate

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection, Row

    from ..article import Article
    from ..networks import NetworkOptions
    from ..networks.from_ledger import LedgerChoice
    from .authority import Matched
    from .edits import NewStatement

__all__ = ["Counts", "Ledger"]

_BATCH = 32
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is; ``copies`` are near-duplicates of others, ``lost`` coded statements that are not read now."""

    articles: int
    unread: int
    copies: int
    statements: int
    lost: int
    actors: int
    codings: int


class Ledger:
    """A ledger: an SQLite file, or a PostgreSQL database by its URL. It is made where there is none.

    An older ledger is brought up to date, after a copy (``backup``) has been made beside the file. One ledger may be
    used by many threads, and opened by many programs at once.

    Raises:
        NotALedger: it is no SQLite database, or another program's.
        NewerLedger: a newer version of Sayso made it.
        LedgerError: it cannot be opened, or there is none and ``create`` is not set.
        MissingExtra: psycopg is not installed, which PostgreSQL needs.
    """

    def __init__(self, where: str | os.PathLike[str], *, create: bool = True) -> None:
        self.database = Database(where, create=create)
        try:
            self.backup: Path | None = prepare(self.database)
        except BaseException:
            self.database.close()
            raise
        self.actors = Actors(self.database)
        self.adjudication = Adjudication(self.database)
        self.codings = Codings(self.database)
        self.concepts = Concepts(self.database)
        self.edits = Edits(self.database)
        self.outcomes = Outcomes(self.database)
        self.proposals = Proposals(self.database)

    @property
    def name(self) -> str:
        """The file, or the URL without a password."""
        return self.database.name

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it; it can be used again all the same."""
        self.database.close()

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection for reading with SQLAlchemy; it sees the ledger as it is at one moment."""
        with self.database.read() as connection:
            yield connection

    @contextmanager
    def connect_together(self, count: int) -> Iterator[list[Connection]]:
        """Up to ``count`` connections as ``connect``'s, at least one, that all see the same moment."""
        with self.database.read_together(count) as connections:
            yield connections

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection for writing in one transaction: keep it short, others wait."""
        with self.database.write() as connection:
            yield connection

    def intake(self, *, unread_again: bool = False) -> Intake:
        """How far the intake of sources has come."""
        return Intake(self.database, unread_again=unread_again)

    def run(self, model: str = "en", *, version: str = __version__, settings: Mapping[str, Any] | None = None) -> int:
        """The number of the run with this version, model and settings; a new one where there is none."""
        t, wanted = schema.runs, dict(settings or {})
        query = select(t).where(t.c.version == version, t.c.model == model).order_by(t.c.number)
        with self.database.read() as connection:
            known = {int(row.number) for row in connection.execute(query) if row.settings == wanted}
        if known:
            return int(min(known))
        with self.database.write() as connection:
            number = allocate(connection, "runs", 1)
            row = {"number": number, "version": version, "model": model, "settings": wanted, "started": now()}
            connection.execute(t.insert(), [row])
        return int(number)

    def add(self, reading: Reading, run: int | None = None) -> int:
        """Keep a reading; the number of its article. See ``add_many``."""
        return self.add_many([reading], run)[0]

    def add_many(self, readings: Iterable[Reading], run: int | None = None) -> list[int]:
        """Keep readings; the numbers of their articles. Of each article all is kept, or nothing.

        An article that is there already gets the new reading: its statements keep their numbers and codings where they
        stand on much the same characters; a coded one that is not found again is kept as lost. Without a ``run``, the
        readings count as brought from elsewhere.

        Raises:
            InputError: a text has a character that no database keeps.
            FormatError: a reading names an actor or statement that it does not list.
        """
        run = self.run(GIVEN) if run is None else run
        numbers: list[int] = []
        batch: list[Incoming] = []
        for reading in readings:
            batch.append(_incoming(reading, run))
            if len(batch) == _BATCH:
                numbers += self._add(batch)
                batch = []
        return numbers + self._add(batch)

    def _add(self, batch: list[Incoming]) -> list[int]:
        if not batch:
            return []
        with self.database.write() as connection:
            return add_incoming(connection, batch, again=True)

    def keep(self, article: Article) -> int:
        """Keep an article that was not read; its number."""
        return self._add([_incoming(Reading(article), None)])[0]

    def add_statement(self, article_id: str, statement: NewStatement, *, coder: str) -> int:
        """Add a statement by hand; its number. See ``Edits.add``; ``edits`` corrects, removes and undoes."""
        return self.edits.add(article_id, statement, coder=coder)

    def merge(self, other: Ledger) -> Merged:
        """Take in another ledger: its articles, and the codings, outcomes and corrections of its people.

        Articles are the same by their id, statements by their key. Where both have an article, the reading here stays;
        what a coder decided last holds, in whichever ledger that was. Nothing is taken twice, however often it is run;
        see ``merging`` for what stays behind.

        Raises:
            LedgerError: it is the same ledger, or a person here has the name of a machine there.
        """
        return merge(self.database, other.database)

    def load_authority(self, path: str | os.PathLike[str]) -> Matched:
        """Take in an authority file; see ``authority.load_authority``."""
        return load_authority(self.database, path)

    def __contains__(self, article_id: object) -> bool:
        t = schema.articles
        with self.database.read() as connection:
            return connection.execute(select(t.c.number).where(t.c.id == article_id)).scalar() is not None

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            LedgerError: there is none.
        """
        with self.database.read() as connection:
            return article_of(_row(connection, article_id))

    def reading(self, article_id: str) -> Reading:
        """The reading of an article, just as it was added but for what people added, corrected and removed.

        It is an empty one where the article was not read.

        Raises:
            LedgerError: there is no article with this id.
        """
        with self.database.read() as connection:
            return reading_of(connection, _row(connection, article_id))

    def articles(
        self,
        *,
        outlet: str | None = None,
        after: str | None = None,
        before: str | None = None,
        once: bool = False,
    ) -> Iterator[Article]:
        """The articles in the order in which they came; ``after`` a day (it included) and ``before`` one (not).

        With ``once``, of those that are nearly the same only the first.

        Raises:
            FormatError: a day is none.
        """
        t = schema.articles
        wanted = [t.c.outlet == outlet] if outlet is not None else []
        wanted += [t.c.day >= as_day(after)] if after is not None else []
        wanted += [t.c.day < as_day(before)] if before is not None else []
        wanted += [t.c.near == t.c.number] if once else []
        return (article_of(row) for page in self._pages(wanted) for row in page)

    def statements(self, article_id: str | None = None, *, once: bool = False) -> Iterator[KeptStatement]:
        """All statements, or those of one article, in the order of articles and texts; lost ones included.

        With ``once``, of articles that are nearly the same only those of the first.
        """
        t = schema.articles
        wanted = [t.c.id == article_id] if article_id is not None else []
        wanted += [t.c.near == t.c.number] if once else []
        for page in self._pages(wanted):
            with self.database.read() as connection:
                kept = kept_statements(connection, page)
            yield from kept

    def statement(self, number: int) -> KeptStatement:
        """The statement with this number.

        Raises:
            LedgerError: there is none.
        """
        with self.database.read() as connection:
            kept = kept_statement(connection, number)
        if kept is None:
            raise LedgerError(f"there is no statement {number}")
        return kept

    def number_of(self, key: str) -> int:
        """The number of the statement with this key, or the number itself where ``key`` is one.

        Raises:
            LedgerError: there is no such statement, or there are several with this key.
        """
        with self.database.read() as connection:
            return number_of(connection, key)

    def _pages(self, wanted: list[Any]) -> Iterator[list[Row[Any]]]:
        """Rows of ``articles``, some at a time, so that no transaction stays open while they are used."""
        t, last = schema.articles, 0
        while True:
            query = select(t).where(t.c.number > last, *wanted).order_by(t.c.number).limit(_PAGE)
            with self.database.read() as connection:
                page = list(connection.execute(query))
            if page:
                yield page
            if len(page) < _PAGE:
                return
            last = page[-1].number

    def counts(self, *, once: bool = False) -> Counts:
        """How much there is; with ``once``, near-duplicates are left out."""
        a, s, c = schema.articles, schema.statements, schema.codings
        first = [a.c.near == a.c.number] if once else []
        with self.database.read() as connection:

            def count(table: Any, *where: Any) -> int:
                return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

            said = s.join(a, a.c.number == s.c.article) if once else s
            return Counts(
                count(a, *first),
                count(a, a.c.status == "unread", *first),
                0 if once else count(a, a.c.near != a.c.number),
                count(said, s.c.state != "lost", *first),
                count(said, s.c.state == "lost", *first),
                count(schema.actors, schema.actors.c.merged_into.is_(None)),
                count(c),
            )

    def network(self, options: NetworkOptions | None = None, choice: LedgerChoice | None = None) -> Any:
        """A discourse network of its statements, one for each window, or a list of events.

        See ``networks.from_ledger.ledger_network``; without options, speakers by the concepts that people coded.

        Raises:
            NetworkError: the options do not go together, or name a variable or coder that there is not.
        """
        from ..networks.from_ledger import ledger_network  # the next room: only this door leads there

        return ledger_network(self, options, choice)

    def group_copies(self) -> int:
        """Look for near-duplicates among articles that were never compared; how many were found.

        Articles of a ledger of an earlier version are; new ones are compared when they are added.
        """
        t, signed = schema.articles, select(schema.signatures.c.article)
        found = 0
        for page in self._pages([t.c.near == t.c.number, t.c.number.not_in(signed)]):
            made = {row.number: sign for row in page if (sign := near.signature(row.text))}
            with self.database.write() as connection:
                rows = Rows()
                for number, first in near.place(connection, rows, made).items():
                    connection.execute(t.update().where(t.c.number == number).values(near=first))
                    found += 1
                rows.insert(connection)
        return found


def _incoming(reading: Reading, run: int | None) -> Incoming:
    return Incoming(reading, run, signature=near.signature(reading.article.text))


def _row(connection: Connection, article_id: str) -> Row[Any]:
    t = schema.articles
    found = connection.execute(select(t).where(t.c.id == article_id)).one_or_none()
    if found is None:
        raise LedgerError(f"there is no article {article_id!r} in the ledger")
    return found
