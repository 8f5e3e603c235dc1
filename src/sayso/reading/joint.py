"""Noun phrases that name one source or several: joint sources, lists, collectives with their members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import fold
from .lexicon import words
from .links import JOINED_PRONOUNS, Links
from .phrases import head_sort, is_noun_for, parse_phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from .descriptions import Descriptions
    from .figure import Figure
    from .naming import Naming

__all__ = ["Phrases"]

_AND = re.compile(
    r"(?:,| [—–-])? (?:and(?: from| by)?|n?or|as well as|along with|together with|&) (?:even )?", re.IGNORECASE
)
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
_MEMBERS = re.compile(
    r"(?:the )?(?P<n>two|three|four|five|six) (?:[\w’'-]+ ){0,7}?[\w’']+(?:, | (?:[-–—]|--) )", re.IGNORECASE
)
# "One of the men, Ana Ruiz, 70,"
_ONE_OF = re.compile(r"(?:[Oo]ne|[Aa]nother) of (?:the|them|those|these|his|her|their|its)\b[^,]{0,60}, ")
_DESCRIBED = re.compile(r"((?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne of|[\w.-]+(?: [\w.-]+)?[’']s?) [^,]{2,60}), ")
_PLAIN = re.compile(r"(?:(?:[a-z\d][\w-]*|[A-Z]\w+(?:[’']s)?)[ \u00a0]){0,6}")
_OFFICE = re.compile(
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:[Mm]inister|[Ss]ecretary|[Cc]ommissioner|[Ss]pokes(?:man|woman|person)|[Ee]ditor"
    r"|[Cc]orrespondent|[Ss]elect [Cc]ommittee|[Cc]ommittee|[Dd]epartment|[Mm]inistry)\b"
)
_AGE = re.compile(r"(?:, \d{1,3})?,?[ \u00a0]*")
_TITLE_ROOM = 30
_NUMBERS = ("two", "three", "four", "five", "six")
_EITHER = re.compile(r"(?:neither|either|both) (?=.* (?:and|or|nor) )", re.IGNORECASE)


class Phrases:
    """Takes a source apart into those that it names."""

    def __init__(
        self, naming: Naming, descriptions: Descriptions, pronoun: Callable[[int, str, int], list[Figure]]
    ) -> None:
        self.naming, self.descriptions, self.text = naming, descriptions, naming.text
        self._pronoun, self._links = pronoun, Links(naming)

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
                and self.text[self.naming.cast.names[n].title_start - 1] != "("  # "Ana Ruiz (Ariz.)"
                and not self._tells_which_people(n, limit)
                and (f := self._listed(n))
                and f.kind in ("person", "organisation")
            ]
            return [*left, *(names or self._collectives(begin + such.end(), end, i))]
        if issued := _ISSUED.match(surface) or _PANEL.match(surface):
            begin += issued.end()
        if person := self._apposed(begin, end):
            return [person]
        if (one := _ONE_OF.match(surface)) and (person := self._named_at(begin + one.end(), end)):
            return [person]
        members = _MEMBERS.match(surface)
        if members:
            at, number = begin + members.end(), _NUMBERS.index(members.group("n").lower()) + 2
            if named := self._joint(at, end, i) or self._so_many(at, end, number):
                return named
        joint = self._joint(begin, end, i)
        return joint or self._part(begin, end, i)

    def _apposed(self, begin: int, end: int) -> Figure | None:
        """``The law’s sponsor, state Rep. Ana Ruiz``, ``one of them, a student named Ana``: who is named behind."""
        described = _DESCRIBED.match(self.text, begin, end)
        if described is None or not is_noun_for(parse_phrase(described.group(1)).head, "people", "vague"):
            return None
        stop = end - len(self.text[begin:end]) + len(self.text[begin:end].rstrip(" ,"))
        for n in reversed(self.naming.cast.inside(described.end(), stop)):
            name = self.naming.cast.names[n]
            before = self.text[described.end() : name.title_start]
            full = len(name.key) > 1 or before.endswith(" named ")
            if name.end < stop or not full or not _PLAIN.fullmatch(before) or name.sort not in ("person", "open"):
                return None
            return self.naming.figure(n)
        return None

    def _so_many(self, begin: int, end: int, number: int) -> list[Figure]:
        """The ``number`` people of a list, whatever is said of each: ``Ana Ruiz at the Echo and Jo Bell of Lund``."""
        numbers = self.naming.cast.inside(begin, end)
        found = (self.naming.cast.of_name[n] for n in numbers if not self.naming.cast.names[n].possessive)
        people = list(dict.fromkeys(f for f in found if f is not None and f.kind == "person"))
        return people if len(people) == number else []

    def _named_at(self, begin: int, end: int) -> Figure | None:
        """The full name at ``begin`` behind which, up to ``end``, no more than an age stands."""
        for n in self.naming.cast.inside(begin, begin + _TITLE_ROOM):
            name = self.naming.cast.names[n]
            if name.title_start == begin and len(name.key) > 1 and _AGE.fullmatch(self.text, name.end, end):
                return self.naming.figure(n)
        return None

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
        return [self.descriptions.of(begin, end, i)] if self._links.is_collective(begin, end) else []

    def _joint(self, begin: int, end: int, i: int) -> list[Figure]:
        if either := _EITHER.match(self.text, begin, end):
            begin = either.end()
        surface = self.text[begin:end]
        if tail := _TAIL.search(surface):
            end = begin + tail.start()
            surface = self.text[begin:end]
        for match in _AND.finditer(surface):
            left, right = (begin, begin + match.start()), (begin + match.end(), end)
            if surface.count("“", 0, match.start()) > surface.count("”", 0, match.start()):
                continue  # in a title
            if self.naming.cast.is_within_name(begin + match.start()):
                continue
            if self._is_one_office(left, right):
                if "," in self.text[left[0] : left[1]]:
                    continue
                holder = self._named_at(*right)
                return [holder or self.descriptions.of(begin, end, i)]
            if self._links.shares_noun(left, right) or self._links.are_one_crowd(left, right):
                return [self.descriptions.of(begin, end, i)]
            if self._links.is_rest_of_name(left, right) or self._links.is_acronym(left, right):
                continue
            if (holder := self._links.holds_both(left, right)) is not None:
                return [holder]
            closes = self._links.closes(*left, match.group().startswith(","))
            further = _AND.search(self.text, *right)
            begins = self._links.begins(*right) or self._links.goes_with(left, right)
            begins = begins or (further is not None and self._links.begins(right[0], further.start()))
            if (closes or (self._links.is_counted(*left) and self._links.is_counted(*right))) and begins:
                rest = self._joint(*right, i) if further else []
                return [*self._comma_list(*left, i), *(rest or self._part(*right, i))]
            pair = self.naming.shared_surname(left, right)
            if pair:
                return pair
        if self.page_line(begin, end):
            return self._comma_list(begin, end, i) if ", " in surface else []
        return []

    def _is_one_office(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
        """``the Trade and Industry Secretary``: one field of two that a minister is for."""
        field = self.text[left[0] : left[1]].split()[-1:]
        return bool(field) and fold(field[0]) in words("fields") and _OFFICE.match(self.text, *right) is not None

    def page_line(self, begin: int, end: int) -> bool:
        """Whether the phrase begins a headline, where a comma stands for "and": ``Ruiz, Bell Clash``."""
        return self.text[:begin].strip() == "" and self.text.find("\n", end) >= 0

    def _comma_list(self, begin: int, end: int, i: int) -> list[Figure]:
        spans = self._links.pieces(begin, end)
        if self._links.is_list(begin, end):
            return [f for s in spans for f in self._part(*s, i)]
        return self._part(begin, end, i)

    def _part(self, begin: int, end: int, i: int) -> list[Figure]:
        if (word := self.text[begin:end].lower()) in JOINED_PRONOUNS:
            return self._pronoun(i, word, begin)
        if person := self.descriptions.epithet(begin, end, i):
            return [person]
        family = self.naming.family(begin, end)
        name = None if family else self.naming.denoting(begin, end)
        if name is not None:
            figure = self.naming.named(name) or self.naming.enter(name)
            self.naming.note(figure, name, begin, end)
            return [figure]
        return family or [self.descriptions.of(begin, end, i)]
