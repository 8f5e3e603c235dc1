"""Sayso reads news and keeps the record of who is answerable for every sentence.

>>> import sayso
>>> reading = sayso.read("Mayor Ann Lee said the bridge is safe.")
>>> [statement.speaker for statement in reading.statements]
[('a1',)]
"""

from __future__ import annotations

from .article import Article, Span
from .errors import (
    EmptyInput,
    FetchError,
    FormatError,
    InputError,
    LanguageWarning,
    MissingExtra,
    NotText,
    RefusedAddress,
    SaysoError,
    SaysoWarning,
    TooLarge,
)
from .reading import Reader, read
from .record import Actor, Attribution, Narration, Reading, Statement

__all__ = [
    "Actor",
    "Article",
    "Attribution",
    "EmptyInput",
    "FetchError",
    "FormatError",
    "InputError",
    "LanguageWarning",
    "MissingExtra",
    "Narration",
    "NotText",
    "Reader",
    "Reading",
    "RefusedAddress",
    "SaysoError",
    "SaysoWarning",
    "Span",
    "Statement",
    "TooLarge",
    "__version__",
    "read",
]

__version__ = "0.1.0"


def _show_in_notebook(reading: Reading) -> str:
    from .formats.html import fragment

    return fragment(reading)


Reading._repr_html_ = _show_in_notebook
