"""The files of Discourse Network Analyzer (``.dna``): read into plain data, or table by table, checked and written."""

from __future__ import annotations

from .passwords import digest_password, is_password
from .reader import read_dna, read_settings
from .records import (
    Coder,
    DnaFile,
    Document,
    Entity,
    Regex,
    Statement,
    StatementType,
    Variable,
)
from .rules import check
from .tables import DnaTables, read_tables, to_bytes, write_dna

__all__ = [
    "Coder",
    "DnaFile",
    "DnaTables",
    "Document",
    "Entity",
    "Regex",
    "Statement",
    "StatementType",
    "Variable",
    "check",
    "digest_password",
    "is_password",
    "read_dna",
    "read_settings",
    "read_tables",
    "to_bytes",
    "write_dna",
]
