"""One proper name of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .lexicon import words

if TYPE_CHECKING:
    from .name_sorts import Sort

__all__ = ["Name", "is_everyday"]


@dataclass(frozen=True, slots=True)
class Name:
    """One proper name: ``text[start:end]``, its folded words, and the title that stands before it."""

    start: int
    end: int
    surface: str
    key: tuple[str, ...]
    title: str
    title_start: int
    sort: Sort
    headline: bool
    possessive: bool


@lru_cache(maxsize=20_000)
def is_everyday(word: str) -> bool:
    """Whether a word is an everyday one, or a number, that a capital makes no name."""
    stem = re.split(r"[’']", word)[0]
    return stem in words("plain") or stem[:1].isdigit() or stem.endswith("-year-old")
