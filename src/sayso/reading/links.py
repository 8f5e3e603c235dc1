"""Whether "and" and commas join sources: “unions, farmers and many mayors”, but “Lund and Aland researchers”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import bare, fold, folded
from .peoples import DEMONYM, PEOPLE
from .phrases import head_sort, parse_phrase

if TYPE_CHECKING:
    from .figure import Figure
    from .naming import Naming

__all__ = ["JOINED_PRONOUNS", "Links"]

_OR = re.compile(r", or (?:the )?\Z")
_HEAD_OF = re.compile(r"\b(?:secretary|minister|director|head|president) of \w+\Z", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:the|an?|his|her|their|its|one|another|[\w.]+[’']s?) ", re.IGNORECASE)
_IN_TITLE = re.compile(r",| and |[’']")
# "Lund and Aland researchers": both names only tell which researchers.
_SHARED_NOUN = re.compile(
    r"(?:[A-Z][\w.’'-]*[ \u00a0])+"
    r"(?:(?:[a-z]+[ \u00a0])?(?P<noun>[a-z]+s|staff|people)|Democrats|Republicans|Conservatives)\Z"
)
_CHAMBERS = frozenset({"house", "senate", "congressional"})
_SORTS_OF_PEOPLE = frozenset(
    {
        "black",
        "white",
        "hispanic",
        "latino",
        "latina",
        "muslim",
        "jewish",
        "catholic",
        "democratic",
        "republican",
        "gop",
    }
)
# What stands behind these belongs to all that is joined ("editors and reporters at the Echo").
_LINKED = re.compile(
    r"\b(?:of(?! the media\b)|in|at|for|from|with|by|on|to|against|over|who|that|which|named|called)\b", re.IGNORECASE
)
_QUANTIFIED = re.compile(
    r"(?:(?:some|many|several|most|other|others|various|dozens|hundreds|thousands|much|two|three|four|five|six|seven"
    r"|eight|nine|ten|\d+)\b)",
    re.IGNORECASE,
)
# Heads that are no nouns for people, and pronouns, that can be joined.
_HEADS = frozenset({"others", "many", "some", "several", "media", "dozens", "hundreds", "thousands"})
JOINED_PRONOUNS = frozenset({"he", "she", "they", "we", "i"})
# "another lawyer", "her husband"
_BESIDES = frozenset({"another", "one other", "his", "her", "their", "a", "an"})
# Of so many words at most is a collective that "and" joins.
_WORDS = 5
_OF_ONE = re.compile(r"of (?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)?\Z")
# "Ruiz’s campaign", "the Ruiz administration"
_RUN_BY_SOMEBODY = frozenset({"campaign", "administration", "government", "camp", "office", "team"})


class Links:
    """Tells of stretches of one text what their commas and "and" join."""

    def __init__(self, naming: Naming) -> None:
        self.naming, self.text = naming, naming.text

    def shares_noun(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
        """Whether a name before "and" only tells, as the one behind it does, which people are meant."""
        shared = _SHARED_NOUN.match(self.text[right[0] : right[1]])
        before = self.naming.cast.inside(*left)
        if (
            shared is None
            or not before
            or (shared["noun"] and head_sort(fold(shared["noun"])) not in ("people", "body"))
        ):
            return False
        name = self.naming.cast.names[before[-1]]
        behind = self.naming.cast.inside(*right)
        if name.end < left[1] or name.possessive or not behind:
            return False
        what = self._tells(before[-1])
        if what == "body" and self.text[left[0] : left[1]].lower().startswith("the "):
            return False
        return what == self._tells(behind[0])

    def are_one_crowd(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
        """``party leaders and opinion makers``: plain nouns for people, of whom nobody is named or told apart."""
        return all(self._is_crowd(*side) for side in (left, right)) and "," not in self.text[slice(*right)]

    def _is_crowd(self, begin: int, end: int) -> bool:
        last = self.text[begin:end].split(", ")[-1]
        phrase = parse_phrase(last)
        people = phrase.plural and head_sort(phrase.head) in ("people", "vague") and last.endswith(phrase.head)
        told_apart = _DETERMINED.match(last) or _QUANTIFIED.match(last) or _DETERMINED.match(self.text, begin, end)
        return people and not told_apart and self.naming.denoting(begin, end) is None

    def _tells(self, n: int) -> str:
        """What a name that stands before a noun tells: a chamber, a people or party, a place, a person or a body."""
        name = self.naming.cast.names[n]
        first = name.key[0]
        if first in _CHAMBERS:
            return "chamber"
        if first in _SORTS_OF_PEOPLE or first.endswith(DEMONYM):
            return "people"
        if name.sort == "place" or first in folded("places"):
            return "place"
        figure = self.naming.named(n)
        return "person" if figure is not None and figure.kind == "person" else "body"

    def closes(self, begin: int, end: int, comma: bool) -> bool:
        """Whether the part before "and" ends with its name, or with an apposition that a comma closes."""
        if self.text[begin:end].lower() in JOINED_PRONOUNS:
            return True
        n = self.naming.denoting(begin, end)
        if n is None:
            return self.is_collective(begin, end) or self.is_list(begin, end)
        tail = self.text[self.naming.cast.names[n].end : end].strip()
        return (
            not tail
            or comma
            or (tail[0] == "(" and tail[-1] == ")")
            or self._list_tail(tail)
            or _OF_ONE.fullmatch(tail) is not None
        )

    def is_rest_of_name(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
        """``Ana Ruiz of the Lund and Aland``: a single word that nobody knows, behind the name of a body."""
        behind = self.naming.cast.inside(*right)
        tail = _OF_ONE.search(self.text[slice(*left)])
        return (
            tail is not None
            and len(behind) == 1
            and self.naming.named(behind[0]) is None
            and self.naming.cast.names[behind[0]].start == right[0]
        )

    def holds_both(self, left: tuple[int, int], right: tuple[int, int]) -> Figure | None:
        """``former Acme CEO and candidate Ana Ruiz``: the one person with both titles."""
        role = self.text[slice(*left)].split()
        last = fold(role[-1]) if role else ""
        single = len(role) == 1 and role[0].islower() and not parse_phrase(role[0]).plural
        office = (len(role) > 1 or single) and (
            last in folded("titles") or (role[-1].islower() and head_sort(last) == "people")
        )
        office = office or _HEAD_OF.search(self.text[slice(*left)]) is not None
        behind = self.naming.cast.inside(*right)
        if not office or not behind or _DETERMINED.match(self.text, *left):
            return None
        comma = self.text.find(", ", *right)
        behind = [n for n in behind if comma < 0 or self.naming.cast.names[n].start < comma] or behind
        name, figure = self.naming.cast.names[behind[-1]], self.naming.named(behind[-1])
        full = figure is not None and figure.kind == "person" and len(name.key) > 1
        whole = full and (name.end == right[1] or self.text.startswith(", ", name.end))
        titled = (
            self.text[right[0] : name.start].strip() != ""
            and _IN_TITLE.search(self.text[right[0] : name.start]) is None
        )
        return figure if whole and titled else None

    def is_acronym(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
        """``the Swiss People’s Party, or SVP``: the same body, cut short."""
        short = self.text[slice(*right)].strip(" ,")
        return (
            short.isupper()
            and " " not in short
            and _OR.search(self.text, left[1], right[0]) is not None
            and self.naming.denoting(*left) is not None
        )

    def _list_tail(self, tail: str) -> bool:
        return tail[0] == "," and all(
            w[:1].isupper() or (w[:1].islower() and w in ("de", "van", "al")) for w in tail[1:].split()
        )

    def begins(self, begin: int, end: int) -> bool:
        """Whether a source of its own begins what stands behind "and"."""
        if self.text[begin:end].lower() in JOINED_PRONOUNS or self.is_counted(begin, end):
            return True
        n = self.naming.denoting(begin, end)
        if n is None:
            return self.is_collective(begin, end)
        return self.naming.cast.names[n].sort != "place" or begin == self.naming.cast.names[n].start

    def goes_with(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
        """``she and another reporter``, ``Ana Ruiz and her husband``: somebody besides whoever is named before."""
        pronoun = self.text[slice(*left)].lower() in JOINED_PRONOUNS
        if not pronoun and not self._names_someone(*left):
            return False
        phrase = parse_phrase(self.text[slice(*right)])
        sort = head_sort(phrase.head)
        one = sort == "people" and not phrase.plural and phrase.determiner.lower() in _BESIDES
        return (one or (pronoun and phrase.plural and sort in ("people", "vague"))) and " and " not in phrase.core

    def is_counted(self, begin: int, end: int) -> bool:
        """Whether a new phrase surely begins here: ``many in the rank and file``, ``some of the members``."""
        phrase = parse_phrase(self.text[begin:end])
        people = (
            phrase.head in _HEADS or phrase.head.endswith("%") or head_sort(phrase.head) in ("people", "body", "vague")
        )
        return phrase.plural and people and _QUANTIFIED.match(self.text, begin, end) is not None

    def is_list(self, begin: int, end: int) -> bool:
        """Whether each of the pieces between commas is somebody."""
        spans = self.pieces(begin, end)
        return len(spans) > 1 and all(
            self._names_someone(*s) or (self.is_collective(*s) and not _LINKED.search(self.text[slice(*s)]))
            for s in spans
        )

    def is_collective(self, begin: int, end: int) -> bool:
        """Whether the phrase is a noun for people or bodies that can be joined: ``farmers``, ``the union``."""
        surface = self.text[begin:end].strip(" ,—–-")
        phrase = parse_phrase(surface)
        if phrase.head == "media" and phrase.determiner == "the":
            return True
        if phrase.plural and phrase.kind in ("group", "vague", "unnamed") and not _LINKED.search(surface):
            known = head_sort(phrase.head) in ("people", "body") and not phrase.head.endswith("ss")
            known = known or PEOPLE.search(phrase.head) is not None
            if _QUANTIFIED.match(surface) and (known or phrase.head in _HEADS):
                return True
            if known and "," not in surface:
                return len(surface.split()) <= _WORDS
        if phrase.determiner == "the" and not phrase.plural and head_sort(phrase.head) == "people":
            return " " not in phrase.core
        if phrase.head in _RUN_BY_SOMEBODY and not phrase.plural and bare(phrase.core)[-1:] == (phrase.head,):
            return " " in phrase.core or bool(phrase.determiner)
        sort = head_sort(phrase.head)
        if sort == "body" and phrase.definite and " " not in phrase.core and not phrase.plural:
            return phrase.core == self.text[begin:end].split()[-1]
        if phrase.plural and not phrase.determiner and phrase.core == self.text[begin:end].strip():
            return sort in ("people", "body") and phrase.core.islower() and " " not in phrase.core
        return (
            phrase.plural
            and bool(phrase.determiner)
            and phrase.kind in ("group", "vague", "unnamed")
            and (sort == "people" and phrase.core.split()[-1:] == [self.text[begin:end].split()[-1]])
        )

    def pieces(self, begin: int, end: int) -> list[tuple[int, int]]:
        """Where the pieces between commas stand."""
        at, spans = begin, []
        stop = begin + len(self.text[begin:end].rstrip(", "))
        for comma in re.finditer(", ", self.text[begin:stop]):
            if not self.naming.cast.is_within_name(begin + comma.start()):
                spans.append((at, begin + comma.start()))
                at = begin + comma.end()
        return [*spans, (at, stop)]

    def _names_someone(self, begin: int, end: int) -> bool:
        n = self.naming.denoting(begin, end)
        return n is not None and not self.text[self.naming.cast.names[n].end : end].strip()
