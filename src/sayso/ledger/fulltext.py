"""The full text index over what statements say, kept up to date by the database itself.

SQLite: ``statements_text``, an FTS5 table over ``statements.content`` that stores no text of its own. PostgreSQL: a
column ``statements.words`` with a GIN index. Both fold case, reduce English words to their stems; FTS5 drops accents,
too. Version 0001 of the schema makes them.
"""

from __future__ import annotations

__all__ = ["TOKENIZER"]

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""What FTS5 takes words apart with. Ledgers have it since version 0001 of their schema: another takes a migration."""
