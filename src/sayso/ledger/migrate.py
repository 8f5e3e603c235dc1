"""A ledger of an earlier version -> one of this version, in process, all or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from .database import APPLICATION
from .errors import NewerLedger, NotALedger
from .views import create_views, drop_views

if TYPE_CHECKING:
    from .database import Database

__all__ = ["HEAD", "bring_to", "prepare"]

HEAD = "0005"
"""The version of the schema that this version of Sayso works with."""

_MIGRATIONS = Path(__file__).with_name("migrations")


def prepare(database: Database) -> Path | None:
    """Create the ledger, or bring it up to date; the path of the copy where one was made before.

    Raises:
        NotALedger: the database belongs to another program.
        NewerLedger: it was made by a newer version of Sayso.
    """
    with database.read() as connection:
        found = _version(connection, database)
    if found == HEAD:
        return None
    if found is not None and not _known(found):
        raise NewerLedger(
            f"{database.name}: a newer version of Sayso made this ledger (schema {found}; this one knows up to {HEAD})"
        )
    copy = _backup(database, found) if found and database.path else None
    bring_to(database, HEAD)
    return copy


def bring_to(database: Database, target: str) -> None:
    """Run the steps that are missing up to ``target``, unless somebody else was quicker."""
    if database.path:
        _prepare_file(database)
    with database.alter() as connection:
        if _version(connection, database) != target:
            _upgrade(connection, target)


def _upgrade(connection: Connection, target: str) -> None:
    """Alembic's work. The views are made anew; they are those of the last version only."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    drop_views(connection)
    command.upgrade(config, target)
    if target == HEAD:
        create_views(connection)


def _known(version: str) -> bool:
    return version.isdigit() and int(version) <= int(HEAD)


def _version(connection: Connection, database: Database) -> str | None:
    """The schema's version; ``None`` of a database in which there is nothing yet."""
    if database.path:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if application != APPLICATION and connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
            raise NotALedger(f"{database.name}: this is the database of another program, not a ledger")
    if not inspect(connection).has_table("sayso_schema"):
        if inspect(connection).get_table_names():
            raise NotALedger(f"{database.name}: this is the database of another program, not a ledger")
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM sayso_schema").scalar()
    return str(found) if found else None


def _prepare_file(database: Database) -> None:
    """What SQLite keeps for a file as a whole; outside of a transaction, as it must be."""
    assert database.path
    with closing(sqlite3.connect(database.path, timeout=60)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute(f"PRAGMA application_id = {APPLICATION}")


def _backup(database: Database, version: str) -> Path:
    """A whole copy beside the file, made while others may write."""
    assert database.path
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = database.path.with_name(f"{database.path.name}.schema-{version}-{stamp}.backup")
    with closing(sqlite3.connect(database.path)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    return copy
