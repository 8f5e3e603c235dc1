"""What forms a folded name has: surname, first name in full, what else a body is called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .folding import bare, fold, folded, full_names
from .lexicon import words
from .names import SUFFIXES
from .phrases import singulars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .figure import Figure

__all__ = [
    "in_full",
    "is_common",
    "is_person_noun",
    "last_name",
    "short_forms",
    "spelled",
    "surname_of",
    "with_one_letter_less",
]

# How places are cut short in the names of bodies.
_SPELLED = {"ny": ("new", "york"), "la": ("los", "angeles"), "wash": ("washington",)}


def last_name(key: tuple[str, ...]) -> tuple[str, ...]:
    """The surname of a folded name: its last word with the particles before it, without Jr. and the like."""
    end = len(key)
    while end > 1 and key[end - 1] in SUFFIXES:
        end -= 1
    begin = end - 1
    while begin > 0 and key[begin - 1] in words("particles"):
        begin -= 1
    return key[begin:end]


def surname_of(figure: Figure) -> str:
    """The last name of a person as written; the whole name of anything else."""
    key = bare(figure.name)
    if figure.kind != "person" or not key:
        return figure.name
    count = len(last_name(key))
    tokens = [t for t in figure.name.split() if fold(t) not in SUFFIXES]
    return " ".join(tokens[-count:])


@cache
def _nicknames() -> dict[str, str]:
    pairs = (pair.partition("=") for pair in words("nicknames"))
    return {short: full for short, _, full in pairs}


def in_full(first: str) -> str:
    """The first name that a short form stands for: ``Ken`` is Kenneth."""
    return _nicknames().get(first, first)


def with_one_letter_less(word: str) -> set[str]:
    """The word, and what is left of it without one of its letters: words that differ by a slip share one."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def spelled(key: tuple[str, ...]) -> tuple[str, ...]:
    """The name of a body with its place in full."""
    return (*_SPELLED.get(key[0], key[:1]), *key[1:])


def short_forms(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What else a body of this name is called: its last words ("Judiciary Committee", "Times" of an outlet), what it is
    of ("Homeland Security") or what is of that ("the Chamber").
    """
    if key[0] == "us" and len(key) > 2:
        yield key[1:]
    if key in (("fox", "news"), ("breitbart", "news"), ("yahoo", "news")):
        yield key[:1]
    if key[-1] in words("corporate"):
        yield key[:1]
        yield tuple(part for part in key[:-1] if part != "&")
    if key[-1] == "department" and key[0] in ("justice", "state", "treasury", "defense", "commerce", "labor"):
        yield key[:-1]
    if "of" in key[1:-1]:
        at = key.index("of")
        yield key[at - 1 : at]
        rest = key[at + 1 :]
        called_so = key[at - 1] in ("department", "ministry", "office", "bureau", "secretary")
        if called_so and len(rest) > 1 and rest[0] != "the" and " ".join(rest) not in full_names("places"):
            yield rest
    elif key[-1] in folded("media"):
        yield key[-1:]
    if "for" not in key and "of" not in key:
        yield from (key[begin:] for begin in range(1, len(key) - 1))


def is_person_noun(word: str) -> bool:
    """Whether a common noun (singular or plural) means a human being."""
    low = fold(word).rsplit("-", 1)[-1]
    return any(form in words("people") for form in singulars(low))


def is_common(key: str) -> bool:
    """Whether a word that begins a name is a place, a title or another word that is nobody's first name."""
    lists = ("places", "titles", "organisations", "media", "plain", "people", "bodies", "documents")
    return any(key in folded(name) for name in lists) or key.endswith(("ian", "ish", "ese", "ican"))
