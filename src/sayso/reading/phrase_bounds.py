"""Where a noun phrase begins, seen from its end."""

from __future__ import annotations

import re

from .lexicon import words
from .phrases import head_sort

__all__ = ["is_object", "phrase_before"]

_TOKEN = re.compile(r"\d+(?:,\d{3})+|[\w’'%.-]+")
# What a name behind it is the object of, or part of a phrase with.
_PREPOSITION = re.compile(r"\b(?:of|by|with|for|from|against|about|after|to|on|in|at|than) (?:the )?\Z")
# A participle of which the phrase is the object, and none that tells which: "uniting liberals", not "leading liberals".
_DOING = re.compile(
    r"(?!leading|working|aspiring|existing|remaining|sitting|voting|surviving|living|ruling|visiting|reigning|practicing|emerging|growing"
    r"|aging|ageing|promising|running|retiring|outgoing|incoming)[a-z]{3,}ing[ \u00a0]"
)
_MODALS = frozenset({"must", "will", "would", "can", "could", "should", "may", "might", "did", "does", "do"})


def is_object(before: str) -> bool:
    """Whether what stands before a name makes it an object or part of a phrase with "of" or "by", and no subject."""
    return _PREPOSITION.search(before) is not None


def _is_verb(before: str, first: str) -> bool:
    """Whether the first word of a phrase is the verb that what stands before it leads to: ``must persuade voters``."""
    return before in _MODALS and first.strip().islower() and head_sort(first.strip()) == ""


def _is_infinitive(before: str, phrase: str) -> bool:
    """Whether "to" leads to a verb with its object, as far as a possessor tells: ``to persuade Bell’s voters``."""
    return before == "to" and re.match(r"[a-z]+ [A-Z][\w.]*[’']s? ", phrase) is not None


def phrase_before(text: str, floor: int, stop: int) -> int | None:
    """Where the noun phrase that ends at ``stop`` begins."""
    begin: int | None = None
    following: int | None = None
    left = max(floor, stop - 80)
    for match in reversed(list(_TOKEN.finditer(text[left:stop]))):
        at = left + match.start()
        low = match.group().lower()
        if low in words("boundaries") or (
            begin is not None and re.search(r"[,;:—–―()]", text[left + match.end() : begin])
        ):
            verb = (
                begin is not None
                and following is not None
                and (
                    _is_verb(low, text[begin:following])
                    or _is_infinitive(low, text[begin:stop])
                    or _DOING.fullmatch(text, begin, following) is not None
                )
            )
            return following if verb else begin
        begin, following = at, begin
        if low in words("beginners"):
            return begin
    if following is not None and begin is not None and _DOING.fullmatch(text, begin, following):
        return following
    return begin
