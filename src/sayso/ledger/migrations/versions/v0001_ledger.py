"""Articles, statements, actors, codings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# The full text index, over a table without rows; the database itself keeps it up to date.
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

# The database refuses to change or remove a coding, whoever asks.
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


def upgrade() -> None:
    """Bring the ledger here."""
    _coders()
    _articles()
    _actors()
    _statements()
    _codings()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for command in _SQLITE + _SQLITE_GUARDS if sqlite else _POSTGRESQL + _POSTGRESQL_GUARDS:
        op.get_bind().exec_driver_sql(command)


def _coders() -> None:
    op.create_table(
        "coders",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'machine')", name=op.f("ck_coders_kind")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_coders")),
        sa.UniqueConstraint("name", name=op.f("uq_coders_name")),
    )
    op.create_table(
        "concepts",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("examples_for", sa.JSON(), nullable=False),
        sa.Column("examples_against", sa.JSON(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_concepts")),
        sa.UniqueConstraint("label", name=op.f("uq_concepts_label")),
    )


def _articles() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_runs")),
    )
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("near", sa.Integer(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('read', 'unread')", name=op.f("ck_articles_status")),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_articles_run")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_day"), "articles", ["day"], unique=False)
    op.create_index(op.f("ix_articles_near"), "articles", ["near"], unique=False)
    op.create_index(op.f("ix_articles_outlet"), "articles", ["outlet"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_appearances_article")),
        sa.PrimaryKeyConstraint("article", "ordinal", name=op.f("pk_appearances")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "intake_items",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('done', 'unread', 'failed')", name=op.f("ck_intake_items_state")),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_intake_items_article")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_intake_items")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_intake_items_failed",
        "intake_items",
        ["state"],
        unique=False,
        sqlite_where=sa.text("state = 'failed'"),
        postgresql_where=sa.text("state = 'failed'"),
    )
    op.create_table(
        "narration",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_narration_article")),
        sa.PrimaryKeyConstraint("article", "ordinal", name=op.f("pk_narration")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "narration_spans",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("piece", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('condition', 'hedge', 'scare_quotes')", name=op.f("ck_narration_spans_role")),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_narration_spans_article")),
        sa.PrimaryKeyConstraint("article", "piece", "role", "ordinal", name=op.f("pk_narration_spans")),
        sqlite_with_rowid=False,
    )


def _actors() -> None:
    op.create_table(
        "authority",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("external", sa.Text(), nullable=True),
        sa.Column("loaded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_authority")),
    )
    op.create_table(
        "actors",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("external", sa.Text(), nullable=True),
        sa.Column("authority", sa.Integer(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["authority"], ["authority.number"], name=op.f("fk_actors_authority")),
        sa.ForeignKeyConstraint(["merged_into"], ["actors.number"], name=op.f("fk_actors_merged_into")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actors")),
    )
    op.create_table(
        "actor_history",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("coder", sa.Integer(), nullable=True),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "action IN ('merge', 'split', 'rename', 'alias', 'affiliation', 'link')",
            name=op.f("ck_actor_history_action"),
        ),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_actor_history_actor")),
        sa.ForeignKeyConstraint(["coder"], ["coders.number"], name=op.f("fk_actor_history_coder")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actor_history")),
    )
    op.create_index(op.f("ix_actor_history_actor"), "actor_history", ["actor"], unique=False)
    op.create_table(
        "actor_names",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('name', 'alias', 'hand', 'authority')", name=op.f("ck_actor_names_origin")),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_actor_names_actor")),
        sa.PrimaryKeyConstraint("actor", "folded", "initials", name=op.f("pk_actor_names")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_actor_names_folded"), "actor_names", ["folded"], unique=False)
    op.create_table(
        "article_actors",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("actor", sa.Integer(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('found', 'lost', 'added')", name=op.f("ck_article_actors_state")),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_article_actors_actor")),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_article_actors_article")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_article_actors")),
    )
    op.create_index(op.f("ix_article_actors_actor"), "article_actors", ["actor"], unique=False)
    op.create_index(op.f("ix_article_actors_article"), "article_actors", ["article"], unique=False)
    op.create_index(op.f("ix_article_actors_folded"), "article_actors", ["folded"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["article_actors.number"], name=op.f("fk_mentions_actor")),
        sa.PrimaryKeyConstraint("actor", "ordinal", name=op.f("pk_mentions")),
        sqlite_with_rowid=False,
    )


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("denies", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("within", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("hedge", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('found', 'lost', 'added')", name=op.f("ck_statements_state")),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_statements_article")),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_statements_run")),
        sa.ForeignKeyConstraint(
            ["within"], ["statements.number"], name=op.f("fk_statements_within"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_article"), "statements", ["article"], unique=False)
    op.create_index(
        "ix_statements_within",
        "statements",
        ["within"],
        unique=False,
        sqlite_where=sa.text("within IS NOT NULL"),
        postgresql_where=sa.text("within IS NOT NULL"),
    )
    op.create_table(
        "statement_relays",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["article_actors.number"], name=op.f("fk_statement_relays_actor")),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_statement_relays_statement")),
        sa.PrimaryKeyConstraint("statement", "rank", name=op.f("pk_statement_relays")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_statement_relays_actor"), "statement_relays", ["actor"], unique=False)
    op.create_table(
        "statement_spans",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('source', 'cue', 'content', 'condition', 'hedge')", name=op.f("ck_statement_spans_role")
        ),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_statement_spans_statement")),
        sa.PrimaryKeyConstraint("statement", "role", "ordinal", name=op.f("pk_statement_spans")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement_speakers",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["article_actors.number"], name=op.f("fk_statement_speakers_actor")),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_statement_speakers_statement")),
        sa.PrimaryKeyConstraint("statement", "ordinal", name=op.f("pk_statement_speakers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_statement_speakers_actor"), "statement_speakers", ["actor"], unique=False)


def _codings() -> None:
    op.create_table(
        "codings",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("part", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("concept", sa.Integer(), nullable=True),
        sa.Column("agreement", sa.Boolean(), nullable=True),
        sa.Column("variables", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coders.number"], name=op.f("fk_codings_coder")),
        sa.ForeignKeyConstraint(["concept"], ["concepts.number"], name=op.f("fk_codings_concept")),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_codings_statement")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codings")),
        sa.UniqueConstraint(
            "statement", "coder", "part", "number", name=op.f("uq_codings_statement_coder_part_number")
        ),
    )
    op.create_index(op.f("ix_codings_coder"), "codings", ["coder"], unique=False)
    op.create_index(op.f("ix_codings_concept"), "codings", ["concept"], unique=False)
