"""What the machine would code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the ledger here."""
    op.create_table(
        "proposals",
        sa.Column("statement", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Integer(), nullable=True),
        sa.Column("agreement", sa.Boolean(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("alternatives", sa.JSON(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coders.number"], name=op.f("fk_proposals_coder")),
        sa.ForeignKeyConstraint(["concept"], ["concepts.number"], name=op.f("fk_proposals_concept")),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.number"], name=op.f("fk_proposals_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_concept"), "proposals", ["concept"], unique=False)
    op.create_index(op.f("ix_proposals_confidence"), "proposals", ["confidence"], unique=False)
