"""When two names are the same name.

Case, accents, punctuation, a leading “the”, and titles before a person's name are folded away. Middle initials are kept
aside: “Donald J. Trump” is “Donald Trump”, but “George W. Bush” is not “George H. W. Bush”.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Name", "agree", "fold", "is_own", "surname"]

_TITLE_WORDS = (
    "mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep representative gov governor president "
    "vice-president mayor judge justice gen general col colonel capt captain lt sgt rev reverend father sister pope "
    "king queen prince princess sheikh ayatollah hojatoleslam imam chancellor minister secretary ambassador"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_PARTICLE_WORDS = "al el de del della di da du dos la le van von der den bin ibn abu ben ap st san"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_RUN_ON = re.compile(r"\b(\w)\.(?=\w)")  # the initials in “J.R. Smith” are words of their own
_APART = re.compile(r"[^\w]+")
_QUIET = re.compile(r"['’‘`´.]")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})


class Name(NamedTuple):
    """A name to compare by: its words folded, and the middle initials of a person."""

    folded: str
    initials: str


@lru_cache(maxsize=2**16)
def fold(name: str, kind: str = "person") -> Name:
    """The form by which names are compared.

    >>> fold("Sen. José A. Núñez-Pérez")
    Name(folded='jose nunez perez', initials='a')
    >>> fold("The White House", "organisation")
    Name(folded='white house', initials='')
    """
    if kind != "person":
        words = _words(name)
        return Name(" ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words), "")
    words = _words(_RUN_ON.sub(r"\1 ", name))
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    middle = [w for w in words[1:-1] if len(w) == 1]
    return Name(" ".join([*words[:1], *(w for w in words[1:-1] if len(w) > 1), *words[1:][-1:]]), " ".join(middle))


def _words(name: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return [word for word in _APART.split(_QUIET.sub("", plain)) if word]


def surname(folded: str) -> str:
    """The last word of a folded name."""
    return folded.rpartition(" ")[2]


def agree(initials: str, others: frozenset[str]) -> bool:
    """Whether someone with these middle initials may be the one who is known with ``others``."""
    return not initials or all(not other or other == initials for other in others)


def is_own(name: str, kind: str) -> bool:
    """Whether the name alone tells who it is, also in another article.

    A person's surname alone does not, nor does what is said of somebody unnamed or vague, nor ``(author)``.
    """
    if name.startswith("(") or kind in ("unnamed", "vague"):
        return False
    folded, initials = fold(name, kind)
    if kind == "person":  # first name and surname, or “J. K. Rowling”
        words = [word for word in folded.split() if word not in _PARTICLES]
        return len(words) > 1 and (len(words[0]) > 1 or bool(initials))
    if kind == "document":  # “report” is any report
        return " " in folded and any(word[:1].isupper() for word in name.split()[1:])
    return bool(folded)
