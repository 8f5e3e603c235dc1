"""Ledgers that are new, old, too new, somebody else's, or none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert

from sayso.ledger import Ledger, LedgerError, NewerLedger, NotALedger, schema
from sayso.ledger.database import Database
from sayso.ledger.migrate import HEAD, bring_to
from sayso.ledger.rows import article_row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.record import Reading

LONG = " ".join(f"word{n} harbour" for n in range(60))


def test_the_migrations_make_what_the_schema_says(ledger: Ledger) -> None:
    def ours(_thing: object, name: str | None, kind: str, *_: object) -> bool:
        full_text = name is not None and (name.startswith("statements_text") or name == "ix_statements_words")
        return not (full_text or (kind == "column" and name == "words"))

    with ledger.connect() as connection:
        options = {"version_table": "sayso_schema", "include_object": ours, "compare_type": True}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata)

    assert found == []


def test_a_ledger_is_reopened_as_it_was(place: str, make: Callable[..., Reading]) -> None:
    reading = make(("Ilse Torvald", "the tax would go"))
    with Ledger(place) as ledger:
        ledger.add(reading)
    with Ledger(place, create=False) as again:
        assert (again.backup, again.reading(reading.article.id)) == (None, reading)


def test_an_older_ledger_is_brought_up_to_date(place: str, make: Callable[..., Reading]) -> None:
    old = Database(place)
    articles = [make(("Ilse Torvald", f"{LONG} {end}")).article for end in ("a", "b")]
    bring_to(old, "0001")
    with old.write() as connection:
        rows = [
            article_row(a, n, near=n, source=None, run=None, status="unread", added="2031") | {"authors": []}
            for n, a in enumerate(articles, 1)
        ]
        connection.execute(insert(schema.articles), rows)
    old.close()

    with Ledger(place) as ledger:
        assert list(ledger.articles()) == articles
        assert (ledger.backup is not None) == (not place.startswith("postgresql"))
        assert (ledger.group_copies(), ledger.counts().copies) == (1, 1)
        if ledger.backup:
            with closing(sqlite3.connect(ledger.backup)) as copy:
                assert copy.execute("SELECT count(*) FROM articles").fetchone() == (2,)
                assert copy.execute("SELECT version_num FROM sayso_schema").fetchone() == ("0001",)
    with Ledger(place) as again:
        assert again.backup is None


def test_a_newer_ledger_is_refused_and_left_alone(place: str) -> None:
    with Ledger(place) as ledger, ledger.write() as connection:
        connection.exec_driver_sql("UPDATE sayso_schema SET version_num = '9999'")

    with pytest.raises(NewerLedger, match=rf"newer version of Sayso .*9999.*{HEAD}"):
        Ledger(place)


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("This is no database, but it is long enough to look into.", encoding="utf-8")
    with pytest.raises(NotALedger, match="no SQLite database"):
        Ledger(text)
    with pytest.raises(NotALedger, match="a folder"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger(tmp_path / "none.db", create=False)
    with pytest.raises(LedgerError, match="folder for it does not exist"):
        Ledger(tmp_path / "none" / "news.db")
    assert text.read_text(encoding="utf-8").startswith("This is no database")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.dna"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE DOCUMENTS (ID INTEGER)")
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="another program"):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(LedgerError, match=r"damaged|no SQLite"):
        Ledger(path)


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(LedgerError) as told:
        Ledger("postgresql://ana:secret@127.0.0.1:1/news")
    assert "secret" not in str(told.value)
    with pytest.raises(LedgerError, match="no URL"):
        Ledger("postgresql://ana@host:port:port/news")


def test_another_programs_postgresql_database_is_left_alone(server: str) -> None:
    import psycopg

    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE other")
    with psycopg.connect(server.format("other"), autocommit=True) as connection:
        connection.execute("CREATE TABLE things (id integer)")
    with pytest.raises(NotALedger, match="another program"):
        Ledger(server.format("other"))
