"""What others read and write, one file a format: JSON, brat, tables, HTML pages, the terminal."""

from __future__ import annotations

from .brat import read_brat, to_brat
from .chain import chain
from .html import fragment, page
from .interchange import read_readings, to_json, to_jsonl
from .shares import Shares, shares
from .table import COLUMNS, to_csv, unguard
from .terminal import print_reading

__all__ = [
    "COLUMNS",
    "Shares",
    "chain",
    "fragment",
    "page",
    "print_reading",
    "read_brat",
    "read_readings",
    "shares",
    "to_brat",
    "to_csv",
    "to_json",
    "to_jsonl",
    "unguard",
]
