"""Outcomes of forecasts and commitments; statements that people add and correct; feeds that are watched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# The database refuses to change or remove an outcome, whoever asks, as it does for codings.
_SQLITE_GUARDS = tuple(
    f"""CREATE TRIGGER outcomes_no_{verb} BEFORE {verb} ON outcomes BEGIN
        SELECT RAISE(ABORT, 'outcomes are only ever added to'); END"""
    for verb in ("update", "delete")
)

_POSTGRESQL_GUARDS = (
    """CREATE FUNCTION outcomes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'outcomes are only ever added to'; END $$""",
    """CREATE TRIGGER outcomes_stay BEFORE UPDATE OR DELETE ON outcomes
        FOR EACH ROW EXECUTE FUNCTION outcomes_stay()""",
)


def upgrade() -> None:
    """Bring the ledger here."""
    _outcomes()
    _statement_history()
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feeds")),
        sqlite_with_rowid=False,
    )


def _outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("known", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('true', 'false', 'partly', 'withdrawn', 'moot', 'open')", name=op.f("ck_outcomes_outcome")
        ),
        sa.ForeignKeyConstraint(["coder"], ["coders.number"], name=op.f("fk_outcomes_coder")),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_outcomes_statement")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outcomes")),
    )
    op.create_index(op.f("ix_outcomes_statement"), "outcomes", ["statement"], unique=False)
    sqlite = op.get_bind().dialect.name == "sqlite"
    for command in _SQLITE_GUARDS if sqlite else _POSTGRESQL_GUARDS:
        op.get_bind().exec_driver_sql(command)


def _statement_history() -> None:
    op.create_table(
        "statement_history",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("action IN ('add', 'correct', 'remove')", name=op.f("ck_statement_history_action")),
        sa.ForeignKeyConstraint(["coder"], ["coders.number"], name=op.f("fk_statement_history_coder")),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_statement_history_statement")),
        sa.ForeignKeyConstraint(["undone_by"], ["coders.number"], name=op.f("fk_statement_history_undone_by")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statement_history")),
    )
    op.create_index(op.f("ix_statement_history_statement"), "statement_history", ["statement"], unique=False)
