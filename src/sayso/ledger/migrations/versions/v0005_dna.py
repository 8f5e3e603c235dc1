"""Rows of .dna files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TARGETS = {
    "article": "articles",
    "statement": "statements",
    "actor": "actors",
    "concept": "concepts",
    "coder": "coders",
}


def upgrade() -> None:
    """Bring the ledger here."""
    op.create_table(
        "dna_rows",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("seen", sa.JSON(none_as_null=True), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _TARGETS),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.number"], name=op.f(f"fk_dna_rows_{name}"))
            for name, table in _TARGETS.items()
        ),
        sa.PrimaryKeyConstraint("name", "id", name=op.f("pk_dna_rows")),
    )
    op.create_index(
        "ix_dna_rows_statement",
        "dna_rows",
        ["statement"],
        unique=False,
        sqlite_where=sa.text("statement IS NOT NULL"),
        postgresql_where=sa.text("statement IS NOT NULL"),
    )
