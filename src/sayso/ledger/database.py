"""The database under a ledger: how it is reached, and how transactions begin and fail."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from ..errors import MissingExtra
from .errors import LedgerError, NotALedger

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["APPLICATION", "Database"]

APPLICATION = 0x53617973
"""SQLite's ``application_id`` of a ledger: “Says”."""

PATIENCE = 60
"""Seconds that a writer waits for others. Each holds the database for some hundredths of a second only."""

_KEPT = 20
"""Connections to a file that are kept open: a new one begins with nothing in its cache."""

_POSTGRESQL = re.compile(r"postgres(ql)?(\+psycopg)?://")
_MAGIC = b"SQLite format 3\0"
_LOCK = 0x5361797309
"""Of PostgreSQL's advisory locks the one that the writer of a ledger holds."""


class Database:
    """An SQLite file, or a PostgreSQL database by its URL.

    Readers never wait for anybody. Writers wait for each other: on SQLite by its own lock, on PostgreSQL by an advisory
    lock, so that on both what one writer has looked up still holds when it writes.

    Raises:
        NotALedger: the file is no SQLite database.
        LedgerError: it is missing and ``create`` is not set, or it cannot be reached.
        MissingExtra: psycopg is not installed.
    """

    def __init__(self, where: str | os.PathLike[str], *, create: bool = True) -> None:
        self.path: Path | None = None
        if isinstance(where, str) and _POSTGRESQL.match(where):
            self.engine, self.name = _postgresql(where)
        else:
            self.path = Path(where)
            self.name = str(self.path)
            _check_file(self.path, create)
            self.engine = _sqlite(self.path)
        self._writer = self.engine.execution_options(sayso_writes=True)
        self._together = Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is at one moment."""
        with self._in_plain_words(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def read_together(self, count: int) -> Iterator[list[Connection]]:
        """Up to ``count`` connections that see the ledger as it is at one and the same moment.

        There is one only where others read in this way just now, or where writers leave no moment for it.
        """
        alone = self._together.acquire(blocking=False)
        try:
            with self._in_plain_words(), ExitStack() as stack:
                connections = [stack.enter_context(self.engine.connect()) for _ in range(count if alone else 1)]
                same = _same_moment if self.path else _same_snapshot
                yield connections if same(connections) else connections[:1]
        finally:
            if alone:
                self._together.release()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that alone may write; what it wrote holds when the block ends, and never where it raises."""
        with self._in_plain_words(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def alter(self) -> Iterator[Connection]:
        """As ``write``, for changes to the schema: SQLite may copy tables that others point at."""
        with self._in_plain_words(), self._writer.connect() as connection:
            if self.path:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA foreign_keys = OFF")  # outside of a transaction, as it must be
            with connection.begin():
                yield connection
            connection.invalidate()  # the next connection has them on again

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _in_plain_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            kind = NotALedger if "file is not a database" in str(error.orig) else LedgerError
            raise kind(f"{self.name}: {_reason(error)}") from error


def _reason(error: DBAPIError) -> str:
    reason = " ".join(str(error.orig).split())
    known = {
        "database is locked": f"another program has held it for {PATIENCE} seconds",
        "database disk image is malformed": "the database is damaged",
        "file is not a database": "this is no SQLite database, or it is damaged",
        "unable to open database file": "the file cannot be opened",
        "attempt to write a readonly database": "it cannot be written to",
        "database or disk is full": "the disk is full",
    }
    return next((words for sign, words in known.items() if sign in reason), reason)


def _check_file(path: Path, create: bool) -> None:
    try:
        if path.is_dir():
            raise NotALedger(f"{path}: this is a folder, not a ledger")
        if not path.exists():
            if not create:
                raise LedgerError(f"{path}: there is no such ledger")
            if not path.absolute().parent.is_dir():
                raise LedgerError(f"{path}: the folder for it does not exist")
            return
        with path.open("rb") as stream:
            beginning = stream.read(len(_MAGIC))
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from None
    if beginning not in (b"", _MAGIC):
        raise NotALedger(f"{path}: this is no SQLite database")


def _json() -> dict[str, Any]:
    """Lists of names stay readable in the database."""
    return {"json_serializer": partial(json.dumps, ensure_ascii=False)}


def _sqlite(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path.absolute()))
    engine = create_engine(
        url, connect_args={"timeout": PATIENCE, "check_same_thread": False}, pool_size=_KEPT, max_overflow=40, **_json()
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what was confirmed survives a power cut
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA temp_store = MEMORY")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: one that begins as a reader cannot wait for it any more."""
    writes = connection.get_execution_options().get("sayso_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _same_moment(connections: list[Connection]) -> bool:
    """Begin on all; whether nobody wrote from before the first began until the last did.

    Where the file has no write-ahead log, readers keep writers waiting, and one that has begun must not wait for them.
    """
    *others, last = connections
    raw = last.connection.driver_connection
    assert raw is not None
    if raw.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        return False
    (before,) = raw.execute("PRAGMA data_version").fetchone()
    for other in others:
        other.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    return bool(last.exec_driver_sql("PRAGMA data_version").scalar() == before)


def _postgresql(where: str) -> tuple[Engine, str]:
    try:
        import psycopg  # noqa: F401 - to tell what is missing
    except ImportError:
        raise MissingExtra("a ledger on PostgreSQL needs psycopg: pip install 'sayso[postgresql]'") from None
    try:
        url = make_url(where).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise LedgerError("this is no URL of a PostgreSQL database") from None
    engine = create_engine(url, pool_pre_ping=True, **_json())
    event.listen(engine, "begin", _lock)
    return engine, url.set(drivername="postgresql").render_as_string(hide_password=True)


def _lock(connection: Connection) -> None:
    if connection.get_execution_options().get("sayso_writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _same_snapshot(connections: list[Connection]) -> bool:
    """Begin on all with what the first sees."""
    first, *others = connections
    if others:
        name = first.exec_driver_sql("SELECT pg_export_snapshot()").scalar()
        for other in others:
            other.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{name}'")
    return True
