"""Alembic's way in: the connection is given by ``migrate.py``."""

from __future__ import annotations

from alembic import context

from sayso.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters tables by copying them
    version_table="sayso_schema",
)
context.run_migrations()
