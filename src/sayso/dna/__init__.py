"""The files of Discourse Network Analyzer (``.dna``), read into plain data."""

from __future__ import annotations

from .reader import read_dna
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

__all__ = [
    "Coder",
    "DnaFile",
    "Document",
    "Entity",
    "Regex",
    "Statement",
    "StatementType",
    "Variable",
    "read_dna",
]
