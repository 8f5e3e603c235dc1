"""Which words of a run of capitalised ones are a title or office before the name itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .folding import fold, folded
from .lexicon import words
from .spelling import LINKS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AS_TITLE", "OF_PEOPLE", "body_before_person", "is_first_name", "is_title", "title_length"]

# How titles are written before names.
AS_TITLE = {
    "senator": "sen",
    "congressman": "rep",
    "congresswoman": "rep",
    "representative": "rep",
    "governor": "gov",
    "lawmaker": "rep",
    "judge": "justice",
}
# "the director of the", "ambassador to the"; and what goes on with its subject.
_OFFICER = re.compile(
    r"\b(?:director|head|chief|CEO|CFO|president|chair(?:man|woman|person)?|secretary|minister|ambassador|envoy|consul|leader|member"
    r"|professor|student|major|spokes(?:man|woman|person)|editor|founder|manager|commissioner|attorney|governor|mayor|coach|captain"
    r"|economist|analyst|researcher|fellow|scientist)\b (?:[\w’'-]+ ){0,8}(?:of|to|for|at|from|with|in) (?:the )?\Z",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"[ \u00a0](?:also |later |then |has |had |\w+ly )?(?:said|says|told|tells|wrote|writes|heard|thought"
    r"|called|asked|added|noted"
    r"|argued|explained|warned|is|was|has|had|\w+ed)\b|,|\Z"
)
# "Farouk Ben Mustapha", "Mahamat Saleh Oumar": no description goes before these.
_SECOND_NAMES = frozenset({"ben", "bin", "ibn", "saleh", "said", "ali", "ahmed", "mohamed", "mohammed", "hassan"}) | {
    "hussein",
    "abdullah",
    "ibrahim",
    "omar",
}
_THREE, _FIVE = 3, 5
# Short forms of titles that are first names as well where no stop follows.
_SHORT_FIRSTS = frozenset({"Gen", "Rep", "Sol", "Fr", "Adm", "Maj", "Rev"})


def body_before_person(text: str, name: Sequence[tuple[int, int, str]]) -> int:
    """How many words name the body whose officer the last two name: ``head of the Acme Council Jo Bell``; or 0."""
    keys = [fold(token[2]) for token in name]
    end = name[-1][1]
    if len(keys) < 4 or keys[-1] in folded("organisations") or keys[-2] in folded("organisations"):
        return 0
    if name[-2][2] in LINKS or not _OFFICER.search(text, max(0, name[0][0] - 90), name[0][0]):
        return 0
    return len(keys) - 2 if _DOES.match(text, end, end + 40) else 0


OF_PEOPLE = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "prof", "professor"})
"""Titles that only people have."""


@lru_cache(maxsize=20_000)
def title_length(tokens: tuple[str, ...]) -> int:
    """How many of the first words are titles and what goes with them ("Texas Sen.", "House Speaker")."""
    keys = [fold(t) for t in tokens]
    last = max((i + 1 for i, key in enumerate(keys[:-1]) if is_title(key)), default=0)
    if last == len(keys) - 1 and keys[last - 1] in OF_PEOPLE:
        return last  # "Mr Fox"
    if len(tokens) > 1 and keys[-1] in folded("media"):
        return last if len(keys) - last == 2 and is_first_name(keys[last]) else 0  # "Mayor Jo Guardian"
    if keys[-1] in folded("organisations"):
        return 0
    if "of" in keys[1:-1]:
        return _title_with_of(keys)
    if last > 1 and tokens[last - 1] in _SHORT_FIRSTS and last == len(keys) - 1 and is_title(keys[last - 2]):
        return last - 1  # "Minister Gen Sato"
    if last and keys[last] in ("for", "to"):
        return 0  # "High Commissioner for Refugees"
    if last and len(keys) - last == _THREE and keys[last] in ("executive", "officer"):
        return last + 1
    return last or _description_length(keys)


def is_title(key: str) -> bool:
    """Whether a folded word is a title or a noun for an office."""
    return key in folded("titles") or ("-" in key and key.rsplit("-", 1)[1] in folded("titles") | words("people"))


def _description_length(keys: Sequence[str]) -> int:
    """Capitalised words before a first name ("Liberal Critic Ana Ruiz" in a headline) are no part of the name."""
    if is_first_name(keys[0]) or len(keys[0]) == 1:
        return 0
    if (
        _THREE <= len(keys) <= _FIVE
        and keys[0] in words("people")
        and not set(keys) & (folded("media") | folded("organisations"))
    ):
        return 1  # "Lawyer Teodoro Abella"
    for i in range(1, len(keys) - 1):
        if is_first_name(keys[i]) and keys[i - 1] not in words("particles"):
            return 0 if i == 1 and len(keys) == _THREE and keys[i] in _SECOND_NAMES else i
    return 0


def is_first_name(key: str) -> bool:
    """Whether a folded word is in the lists of first names."""
    return key in folded("men") or key in folded("women")


def _title_with_of(keys: list[str]) -> int:
    """``Secretary of State Jo Bell``: the name begins at the first name after "of", or is the last two words."""
    of_office = [k for k, key in enumerate(keys) if key == "of" and k and keys[k - 1] in folded("titles")]
    if not of_office:
        return 0
    at = of_office[-1]
    for i in range(at + 2, len(keys)):
        if is_first_name(keys[i]):
            return i - 1 if i == len(keys) - 1 and keys[i - 2] in folded("organisations") else i
    return len(keys) - 2 if len(keys) - at > 3 else len(keys)
