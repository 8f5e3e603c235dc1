"""Search over a ledger: a small query language, compiled for SQLite's FTS5 and PostgreSQL's tsvector."""

from __future__ import annotations

from .errors import QueryError
from .language import parse
from .result import Hit, Page
from .run import search

__all__ = ["Hit", "Page", "QueryError", "parse", "search"]
