"""Noun phrases that name one source or several: joint sources, lists, collectives with their members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .lexicon import words
from .names import bare
from .phrases import head_sort, parse_phrase

if TYPE_CHECKING:
    from .cast import Figure
    from .descriptions import Descriptions
    from .naming import Naming

__all__ = ["Phrases", "phrase_before"]

_AND = re.compile(
    r"(?:,| [—–-])? (?:and(?: from| by)?|or|as well as|along with|together with|&) (?:even )?", re.IGNORECASE
)
# "Ruiz and Bell each", "Ruiz — and Bell —"
_TAIL = re.compile(r"(?: (?:each|both|alike|all))?(?: ?[—–-])?\Z")
_SUCH_AS = re.compile(r",? (?:such as|like|including|among them) ")
# What a body merely issues in its own name is the body's word.
_ISSUED = re.compile(
    r"(?:an? |the )?(?:[\w-]+ )?(?:statement|release|guidelines?|message) (?:recently )?(?:issued "
    r"|released )?(?:from|by) ",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"(?:the )?(?:two|three|four|five|six) (?:[\w’'-]+ ){1,7}[\w’'-]+(?:, | [-–—] )", re.IGNORECASE)


# "Ruiz’s campaign", "the Ruiz administration"
_RUN_BY_SOMEBODY = frozenset({"campaign", "administration", "government", "camp", "office", "team"})


class Phrases:
    """Takes a source apart into those that it names."""

    def __init__(self, naming: Naming, descriptions: Descriptions) -> None:
        self.naming, self.descriptions, self.text = naming, descriptions, naming.text

    def of(self, begin: int, end: int, i: int) -> list[Figure]:
        """The figures that the noun phrase ``text[begin:end]`` names."""
        surface = self.text[begin:end]
        such = _SUCH_AS.search(surface)
        if such:
            left = self._part(begin, begin + such.start(), i)
            stop = re.search(r" (?:who|[-–—―]+|that|which) |\Z", surface[such.end() :])
            limit = begin + such.end() + (stop.start() if stop else 0)
            names = [
                f
                for n in self.naming.cast.inside(begin + such.end(), limit)
                if (f := self._listed(n)) and f.kind in ("person", "organisation")
            ]
            return [*left, *names]
        issued = _ISSUED.match(surface)
        if issued:
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

    def _joint(self, begin: int, end: int, i: int) -> list[Figure]:
        surface = self.text[begin:end]
        if tail := _TAIL.search(surface):
            end = begin + tail.start()
            surface = self.text[begin:end]
        for match in _AND.finditer(surface):
            left, right = (begin, begin + match.start()), (begin + match.end(), end)
            if self._closes(*left, match.group().startswith(",")) and self._begins(*right):
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

    def _closes(self, begin: int, end: int, comma: bool) -> bool:
        """Whether the part before "and" ends with its name, or with an apposition that a comma closes."""
        n = self.naming.denoting(begin, end)
        if n is None:
            return self._is_collective(begin, end)
        tail = self.text[self.naming.cast.names[n].end : end].strip()
        return (
            not tail
            or comma
            or (tail[0] == "(" and tail[-1] == ")")
            or self._list_tail(tail)
            or re.fullmatch(r"of [A-Z]\w+(?: [A-Z]\w+)?", tail) is not None
        )

    def _list_tail(self, tail: str) -> bool:
        return tail[0] == "," and all(
            w[:1].isupper() or (w[:1].islower() and w in ("de", "van", "al")) for w in tail[1:].split()
        )

    def _begins(self, begin: int, end: int) -> bool:
        n = self.naming.denoting(begin, end)
        if n is None:
            return self._is_collective(begin, end)
        return self.naming.cast.names[n].sort != "place" or begin == self.naming.cast.names[n].start

    def _is_collective(self, begin: int, end: int) -> bool:
        phrase = parse_phrase(self.text[begin:end].strip())
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

    def _comma_list(self, begin: int, end: int, i: int) -> list[Figure]:
        pieces = self.text[begin:end].split(", ")
        at, spans = begin, []
        for piece in pieces:
            spans.append((at, at + len(piece)))
            at += len(piece) + 2
        if len(spans) > 1 and all(self._names_someone(*s) for s in spans):
            return [f for s in spans for f in self._part(*s, i)]
        return self._part(begin, end, i)

    def _names_someone(self, begin: int, end: int) -> bool:
        n = self.naming.denoting(begin, end)
        return n is not None and not self.text[self.naming.cast.names[n].end : end].strip()

    def _part(self, begin: int, end: int, i: int) -> list[Figure]:
        family = self.naming.family(begin, end)
        name = None if family else self.naming.denoting(begin, end)
        if name is not None:
            figure = self.naming.named(name) or self.naming.enter(name)
            self.naming.note(figure, name, begin, end)
            return [figure]
        return family or [self.descriptions.of(begin, end, i)]


def phrase_before(text: str, floor: int, stop: int) -> int | None:
    """Where the noun phrase that ends at ``stop`` begins."""
    begin = None
    left = max(floor, stop - 80)
    for match in reversed(list(re.finditer(r"[\w’'%.-]+", text[left:stop]))):
        at = left + match.start()
        low = match.group().lower()
        if low in words("boundaries") or (
            begin is not None and re.search(r"[,;:—–―()]", text[left + match.end() : begin])
        ):
            break
        begin = at
        if low in words("beginners"):
            break
    return begin
