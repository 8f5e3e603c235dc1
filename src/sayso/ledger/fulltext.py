"""The full text index over what statements say, kept up to date by the database itself.

SQLite: ``statements_text``, an FTS5 table over ``statements.content`` that stores no text of its own. PostgreSQL: a
column ``statements.words`` with a GIN index. Both fold case, reduce English words to their stems; FTS5 drops accents,
too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["create_full_text", "protect_codings"]

_SQLITE = (
    """CREATE VIRTUAL TABLE statements_text USING fts5(
        content, content='statements', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER statements_text_add AFTER INSERT ON statements BEGIN
        INSERT INTO statements_text(rowid, content) VALUES (new.number, new.content); END""",
    """CREATE TRIGGER statements_text_remove AFTER DELETE ON statements BEGIN
        INSERT INTO statements_text(statements_text, rowid, content) VALUES ('delete', old.number, old.content); END""",
    """CREATE TRIGGER statements_text_change AFTER UPDATE OF content ON statements
        WHEN old.content <> new.content BEGIN
        INSERT INTO statements_text(statements_text, rowid, content) VALUES ('delete', old.number, old.content);
        INSERT INTO statements_text(rowid, content) VALUES (new.number, new.content); END""",
)

_POSTGRESQL = (
    """ALTER TABLE statements ADD COLUMN words tsvector
        GENERATED ALWAYS AS (to_tsvector('english', content)) STORED""",
    "CREATE INDEX ix_statements_words ON statements USING gin (words)",
)

_SQLITE_GUARDS = tuple(
    f"""CREATE TRIGGER codings_no_{verb} BEFORE {verb} ON codings BEGIN
        SELECT RAISE(ABORT, 'codings are only ever added to'); END"""
    for verb in ("update", "delete")
)

_POSTGRESQL_GUARDS = (
    """CREATE FUNCTION codings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'codings are only ever added to'; END $$""",
    """CREATE TRIGGER codings_stay BEFORE UPDATE OR DELETE ON codings
        FOR EACH ROW EXECUTE FUNCTION codings_stay()""",
)


def create_full_text(connection: Connection) -> None:
    """Create the index, over a table without rows."""
    for command in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(command)


def protect_codings(connection: Connection) -> None:
    """Have the database refuse to change or remove a coding, whoever asks."""
    for command in _SQLITE_GUARDS if connection.dialect.name == "sqlite" else _POSTGRESQL_GUARDS:
        connection.exec_driver_sql(command)
