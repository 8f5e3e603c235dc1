"""Noun phrases that name one source or several: joint sources, lists, collectives with their members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import bare, fold, folded
from .lexicon import words
from .peoples import DEMONYM, PEOPLE
from .phrases import head_sort, parse_phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cast import Figure
    from .descriptions import Descriptions
    from .naming import Naming

__all__ = ["Phrases", "phrase_before"]

_AND = re.compile(
    r"(?:,| [—–-])? (?:and(?: from| by)?|n?or|as well as|along with|together with|&) (?:even )?", re.IGNORECASE
)
_OR = re.compile(r", or (?:the )?\Z")
# "Ruiz and Bell each", "Ruiz — and Bell —", "Lund and Aland this year"
_TAIL = re.compile(
    r"(?: (?:each|both|alike|all|(?:this|last) (?:week|month|year|spring|summer|fall|autumn|winter)))?(?: ?[—–-])?\Z"
)
_SUCH_AS = re.compile(r",? (?:such as|like|including|among them|led by(?= [A-Z]| (?:[a-z]+ ){1,3}[A-Z])) ")
# What a body merely issues in its own name is the body's word.
_ISSUED = re.compile(
    r"(?:an? |the )?(?:[\w-]+ )?(?:statement|release|guidelines?|message) (?:recently )?(?:issued "
    r"|released )?(?:from|by) ",
    re.IGNORECASE,
)
# What some judges of a court rule is what the court rules.
_PANEL = re.compile(
    r"(?:an? |the )?(?:\w+, |\w+ )?\w+-(?:judge|member) panel (?:of|for|on|from|with) (?=(?:the )?[A-Z])", re.IGNORECASE
)
_MEMBERS = re.compile(r"(?:the )?(?:two|three|four|five|six) (?:[\w’'-]+ ){1,7}[\w’'-]+(?:, | [-–—] )", re.IGNORECASE)
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
# A participle of which the phrase is the object, and none that tells which: "uniting liberals", not "leading liberals".
_DOING = re.compile(
    r"(?!leading|working|aspiring|existing|remaining|sitting|voting|surviving|living|ruling|visiting|reigning|practicing|emerging|growing"
    r"|aging|ageing|promising|running|retiring|outgoing|incoming)[a-z]{3,}ing[ \u00a0]"
)
_MODALS = frozenset({"must", "will", "would", "can", "could", "should", "may", "might", "did", "does", "do"})
# Heads that are no nouns for people, and pronouns, that can be joined.
_HEADS = frozenset({"others", "many", "some", "several", "media", "dozens", "hundreds", "thousands"})
_JOINED_PRONOUNS = frozenset({"he", "she", "they", "we", "i"})
# Of so many words at most is a collective that "and" joins.
_WORDS = 5
_EITHER = re.compile(r"(?:neither|either|both) (?=.* (?:and|or|nor) )", re.IGNORECASE)
_OF_ONE = re.compile(r"of (?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)?\Z")
# "Ruiz’s campaign", "the Ruiz administration"
_RUN_BY_SOMEBODY = frozenset({"campaign", "administration", "government", "camp", "office", "team"})


class Phrases:
    """Takes a source apart into those that it names."""

    def __init__(
        self, naming: Naming, descriptions: Descriptions, pronoun: Callable[[int, str, int], list[Figure]]
    ) -> None:
        self.naming, self.descriptions, self.text = naming, descriptions, naming.text
        self._pronoun = pronoun

    def of(self, begin: int, end: int, i: int) -> list[Figure]:
        """The figures that the noun phrase ``text[begin:end]`` names."""
        surface = self.text[begin:end]
        such = _SUCH_AS.search(surface)
        if such:
            stop = begin + len(surface[: such.start()].rstrip(" -–—"))
            left = self._joint(begin, stop, i) or self._part(begin, stop, i)
            until = re.search(r" (?:who|[-–—―]+|that|which) |\Z", surface[such.end() :])
            limit = begin + such.end() + (until.start() if until else 0)
            names = [
                f
                for n in self.naming.cast.inside(begin + such.end(), limit)
                if not self.naming.cast.names[n].possessive
                and not self._tells_which_people(n, limit)
                and (f := self._listed(n))
                and f.kind in ("person", "organisation")
            ]
            return [*left, *(names or self._collectives(begin + such.end(), end, i))]
        if issued := _ISSUED.match(surface) or _PANEL.match(surface):
            begin += issued.end()
        members = _MEMBERS.match(surface)
        if members and (named := self._joint(begin + members.end(), end, i)):
            return named
        joint = self._joint(begin, end, i)
        return joint or self._part(begin, end, i)

    def _listed(self, n: int) -> Figure | None:
        """The figure of a name in a list; a full name that nothing else explains is entered."""
        known = self.naming.named(n)
        return known or (self.naming.enter(n) if len(self.naming.cast.names[n].key) > 1 else None)

    def _tells_which_people(self, n: int, end: int) -> bool:
        """``State Department employees``: the name only tells which."""
        noun = re.match(r"[ \u00a0]([a-z-]+)", self.text[self.naming.cast.names[n].end : end])
        return noun is not None and head_sort(fold(noun.group(1))) == "people"

    def _collectives(self, begin: int, end: int, i: int) -> list[Figure]:
        """Those among a collective that are no names: ``critics, including some senators``."""
        end = begin + len(re.split(r",| [-–—]", self.text[begin:end])[0])
        return [self.descriptions.of(begin, end, i)] if self._is_collective(begin, end) else []

    def _joint(self, begin: int, end: int, i: int) -> list[Figure]:
        if either := _EITHER.match(self.text, begin, end):
            begin = either.end()
        surface = self.text[begin:end]
        if tail := _TAIL.search(surface):
            end = begin + tail.start()
            surface = self.text[begin:end]
        for match in _AND.finditer(surface):
            left, right = (begin, begin + match.start()), (begin + match.end(), end)
            if self._shares_noun(left, right):
                return [self.descriptions.of(begin, end, i)]
            if self._is_rest_of_name(left, right) or self._is_acronym(left, right):
                continue
            closes = self._closes(*left, match.group().startswith(","))
            if (closes or (self._is_counted(*left) and self._is_counted(*right))) and self._begins(*right):
                return [*self._comma_list(*left, i), *self._part(*right, i)]
            pair = self.naming.shared_surname(left, right)
            if pair:
                return pair
        if self.page_line(begin, end):
            return self._comma_list(begin, end, i) if ", " in surface else []
        return []

    def page_line(self, begin: int, end: int) -> bool:
        """Whether the phrase begins a headline, where a comma stands for "and": ``Ruiz, Bell Clash``."""
        return self.text[:begin].strip() == "" and self.text.find("\n", end) >= 0

    def _shares_noun(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
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

    def _closes(self, begin: int, end: int, comma: bool) -> bool:
        """Whether the part before "and" ends with its name, or with an apposition that a comma closes."""
        if self.text[begin:end].lower() in _JOINED_PRONOUNS:
            return True
        n = self.naming.denoting(begin, end)
        if n is None:
            return self._is_collective(begin, end) or self._is_list(begin, end)
        tail = self.text[self.naming.cast.names[n].end : end].strip()
        return (
            not tail
            or comma
            or (tail[0] == "(" and tail[-1] == ")")
            or self._list_tail(tail)
            or _OF_ONE.fullmatch(tail) is not None
        )

    def _is_rest_of_name(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
        """``Ana Ruiz of the Lund and Aland``: a single word that nobody knows, behind the name of a body."""
        behind = self.naming.cast.inside(*right)
        tail = _OF_ONE.search(self.text[slice(*left)])
        return (
            tail is not None
            and len(behind) == 1
            and self.naming.named(behind[0]) is None
            and self.naming.cast.names[behind[0]].start == right[0]
        )

    def _is_acronym(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
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

    def _begins(self, begin: int, end: int) -> bool:
        if self.text[begin:end].lower() in _JOINED_PRONOUNS or self._is_counted(begin, end):
            return True
        n = self.naming.denoting(begin, end)
        if n is None:
            return self._is_collective(begin, end)
        return self.naming.cast.names[n].sort != "place" or begin == self.naming.cast.names[n].start

    def _is_counted(self, begin: int, end: int) -> bool:
        """Whether a new phrase surely begins here: ``many in the rank and file``, ``some of the members``."""
        phrase = parse_phrase(self.text[begin:end])
        people = (
            phrase.head in _HEADS or phrase.head.endswith("%") or head_sort(phrase.head) in ("people", "body", "vague")
        )
        return phrase.plural and people and _QUANTIFIED.match(self.text, begin, end) is not None

    def _is_list(self, begin: int, end: int) -> bool:
        spans = self._pieces(begin, end)
        return len(spans) > 1 and all(
            self._names_someone(*s) or (self._is_collective(*s) and not _LINKED.search(self.text[slice(*s)]))
            for s in spans
        )

    def _is_collective(self, begin: int, end: int) -> bool:
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

    def _pieces(self, begin: int, end: int) -> list[tuple[int, int]]:
        at, spans = begin, []
        for piece in self.text[begin:end].rstrip(", ").split(", "):
            spans.append((at, at + len(piece)))
            at += len(piece) + 2
        return spans

    def _comma_list(self, begin: int, end: int, i: int) -> list[Figure]:
        spans = self._pieces(begin, end)
        if self._is_list(begin, end):
            return [f for s in spans for f in self._part(*s, i)]
        return self._part(begin, end, i)

    def _names_someone(self, begin: int, end: int) -> bool:
        n = self.naming.denoting(begin, end)
        return n is not None and not self.text[self.naming.cast.names[n].end : end].strip()

    def _part(self, begin: int, end: int, i: int) -> list[Figure]:
        if (word := self.text[begin:end].lower()) in _JOINED_PRONOUNS:
            return self._pronoun(i, word, begin)
        family = self.naming.family(begin, end)
        name = None if family else self.naming.denoting(begin, end)
        if name is not None:
            figure = self.naming.named(name) or self.naming.enter(name)
            self.naming.note(figure, name, begin, end)
            return [figure]
        return family or [self.descriptions.of(begin, end, i)]


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
    for match in reversed(list(re.finditer(r"[\w’'%.-]+", text[left:stop]))):
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
