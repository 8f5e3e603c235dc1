"""Bytes, files, folders and URLs -> articles."""

from __future__ import annotations

from .decode import decode
from .failure import Failure
from .fetch import fetch
from .files import find_files, load, load_many
from .html import read_html
from .language import detect_language, is_english
from .source import articles_from

__all__ = [
    "Failure",
    "articles_from",
    "decode",
    "detect_language",
    "fetch",
    "find_files",
    "is_english",
    "load",
    "load_many",
    "read_html",
]
