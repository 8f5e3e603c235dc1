"""Words and names in the form in which all their spellings are the same, and what they tell alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .lexicon import words

__all__ = [
    "bare",
    "fold",
    "folded",
    "full_names",
    "gender_of",
    "is_one_slip",
    "singular_of_person",
    "without_possessive",
]

_POSSESSIVE_END = re.compile(r"[’']s?\Z")


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The word without case, stops, accents and curly apostrophes: the same for all its spellings."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").casefold().replace(".", ""))
    return "".join(c for c in plain if not unicodedata.combining(c)).strip("'\"“”‘’,;:()[]")


@lru_cache(maxsize=64)
def folded(name: str) -> frozenset[str]:
    """The words of the list ``name``, folded."""
    return frozenset(fold(word) for word in words(name))


@lru_cache(maxsize=20_000)
def bare(surface: str) -> tuple[str, ...]:
    """The folded words of a name, without possessive endings."""
    tokens = (fold(t) for t in surface.replace("\u00a0", " ").split())
    out = tuple(t[:-2] if t.endswith("'s") else t.rstrip("'") for t in tokens)
    return tuple(t for t in out if t)


def without_possessive(surface: str) -> str:
    """The name or word without the ``'s`` or apostrophe that it ends with."""
    return _POSSESSIVE_END.sub("", surface)


@lru_cache(maxsize=20_000)
def gender_of(title: str, first: str) -> str:
    """``m`` or ``f`` from a title or else a first name; empty where neither tells."""
    spoken = {fold(w) for w in title.split()}
    man, woman = bool(spoken & words("men_words")), bool(spoken & words("women_words"))
    if man == woman:
        man, woman = first in folded("men"), first in folded("women")
    return "" if man == woman else ("m" if man else "f")


def singular_of_person(key: str) -> bool:
    """Whether the word is the plural of a common noun for a person ("supporters")."""
    return any(form in words("people") for form in (key[:-1], key[:-2], f"{key[:-3]}y"))


def is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter more or less, another one, or two neighbours that changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, more = short[same:], long[same:]
    if len(short) < len(long):
        return rest == more[1:]
    return rest[1:] == more[1:] or (rest[:2] == more[1::-1] and rest[2:] == more[2:])


@lru_cache(maxsize=8)
def full_names(name: str) -> frozenset[str]:
    """The names of the list ``name``, folded; there ``_`` stands between the words of one."""
    return frozenset(" ".join(bare(full.replace("_", " "))) for full in words(name))
