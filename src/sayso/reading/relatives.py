"""Whom a relative pronoun that is a source stands for: "Ana Ruiz, a nurse, who said ...", "voters who fear ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .phrase_bounds import phrase_before
from .phrases import head_sort, is_noun_for, parse_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..record import Attribution
    from .figure import Figure
    from .naming import Naming
    from .page import Page

__all__ = ["Relatives"]

_LINKED = re.compile(r" (?:in|from|on|at|of) \Z")
# "Ana Ruiz, who fled and who ...", "Ana Ruiz, a nurse from Lund, Ohio, who ..."
_AND_WHO = re.compile(r",? and\Z")
_WHO = re.compile(r"\b(?:who|whom|whose)\b")
_EXPLAINED = re.compile(
    r"(?: \([^)]*\)?| (?:of|from) [A-Z]\w+(?: [A-Z]\w+)?|, [^,]*(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?)\Z"
)
# "Ana Ruiz of Ohio, 24, a nurse at the Lund clinic,"
_APPOSED = re.compile(
    r"(?: \([^)]{1,20}\))?(?: of [A-Z]\w+(?: [A-Z]\w+)?)?(?:, \d+)?, +"
    r"(?P<what>(?:an?|the|one|his|her|now|then|from|former)\b[^;:“”\"()]{2,180}|[a-z][^;:“”\"()]{2,60}s)\Z"
)
_FINITE = re.compile(
    r"\b(?:said|says|is|was|are|were|has|had|have|who|which|that|will|would|told|but|when|while|as|because|if)\b"
)
# "Ana Ruiz is a nurse, a mother and a fighter who ..."
_IS_A = re.compile(
    r"[ \u00a0](?:[a-z]+ly [^,;.]{3,60} and )?(?:is|was|became|remains) (?:just |now |still |also )?an? "
    r"[^;:.“”\"]{3,160}\Z"
)
_PLURAL_VERB = re.compile(
    r"(?:who|which|that)[ \u00a0](?:\w+ly )?(?:are|have|say|think|believe|want|do|don|show|oppose|support|fear)\b"
)
# "who is said to be", "who was asked about": nobody in sight says or asks it.
_IS_SAID = re.compile(
    r"wh(?:o|ich)[ \u00a0](?:\w+ly )?(?:is|are|was|were|has been|have been|had been) (?:\w+ly )?"
    r"(?:said|asked|reported|rumou?red|believed|alleged)\b"
)
# "an adviser to Ruiz, who declined to be named"
_UNNAMED = re.compile(
    r"who[ \u00a0](?:declined to be|(?:spoke|talked|agreed to speak|would only speak|insisted) on|asked (?:not|that)"
    r"|requested|(?:was|were)(?: not|n[’']t) authori[sz]ed|did(?: not|n[’']t) want to be|wanted to remain)\b"
)
_BOTH = re.compile(r"\bboth\b")
_ONE = re.compile(r"an? |the ")
# "an impact that has been ignored"
_UNDERGOES = re.compile(
    r"that[ \u00a0](?:(?:has|have|had|would|could|will|may|might|should|can|not|so|far|now|also|still|\w+ly)[ \u00a0])*"
    r"(?:been|is|are|was|were|be)[ \u00a0]"
)
# "nearly four in 10 voters who"
_SHARE_OF = re.compile(
    r"(?:(?:approximately|about|nearly|almost|roughly) )?(?:one|two|three|four|five|six|seven|eight|nine|\d+)"
    r" (?:in|out of) \Z"
)
_COORDINATED = re.compile(r"(?:,? and|,) \Z")
_NEAR = 80
_PRONOUNS_FOR_PEOPLE = frozenset(
    {"those", "these", "people", "anyone", "anybody", "someone", "somebody", "everyone", "everybody"}
)
_PRO_FORMS = _PRONOUNS_FOR_PEOPLE | {"one", "ones", "others", "many", "some", "percent"}
_WORD = re.compile(r"[\w’'-]+|[,;:]")
_STOPS = frozenset({",", ";", ":", "said", "says", "told", "that", "who", "which"})
# How far back in its sentence the noun of a relative pronoun stands.
_REACH = 300


class Relatives:
    """Resolves ``who``, ``which`` and ``that``."""

    def __init__(
        self,
        page: Page,
        naming: Naming,
        attributions: Sequence[Attribution],
        unstated: Figure,
        described: Callable[[int, int, int], list[Figure]],
    ) -> None:
        self.page, self.naming, self.attributions, self.unstated = page, naming, attributions, unstated
        self.cast, self.text, self._described = naming.cast, page.text, described

    def of(self, i: int, at: int, word: str) -> list[Figure]:
        """Whom ``who``, ``which`` or ``that`` at ``at`` stands for."""
        floor = max(self.page.sentence_span(at)[0], at - _REACH)
        stop = len(self.text[floor:at].rstrip(" ,—–-\u00a0(")) + floor
        end, last = stop, self.cast.inside(floor, stop)[-1:]
        if last and self.cast.names[last[0]].end == stop and self.naming.tells_where(last[0]):
            stop = self.cast.names[last[0] - 1].end  # "a teacher from Dayton, Ohio, who"
        if _AND_WHO.search(self.text, floor, stop) and (first := self._who_before(floor, stop)) is not None:
            return self.of(i, first, word)
        if _IS_SAID.match(self.text, at):
            return [self.unstated]
        unnamed = _UNNAMED.match(self.text, at) and (head := self._people_before(floor, stop))
        if not unnamed and (named := self._named(floor, stop, at, word)):
            return named
        begin = head if unnamed else phrase_before(self.text, floor, stop)
        if begin is None or word == "where":
            return [self.unstated]
        if body := self._explained_body(begin, floor, stop):
            return [body]
        return self._noun(i, floor, begin, end, at, word)

    def _named(self, floor: int, stop: int, at: int, word: str) -> list[Figure]:
        """Those whom a name before ``stop`` names, with no more than an explanation between."""
        for n in reversed(self.cast.inside(max(floor, stop - _NEAR), stop)):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            if word == "who" and not name.title and self.text.endswith(" in ", floor, name.start):
                continue  # "the leader of the party in Upper Lund, who"
            if name.end >= stop - 1 and figure is not None and (figure.kind == "person" or word != "who"):
                return self._with_others(n, figure, floor, at)
            tail = self.text[name.end : stop]
            if figure is not None and figure.kind == "person" and _is_explained(tail):
                return [figure]
        return self._apposed(floor, stop, at) if word == "who" else []

    def _with_others(self, n: int, figure: Figure, floor: int, at: int) -> list[Figure]:
        """``Ana Ruiz and Jo Bell, who say``: both, where the verb tells."""
        if _PLURAL_VERB.match(self.text, at) and (before := self.cast.inside(floor, self.cast.names[n].start)):
            other = self.cast.of_name[before[-1]]
            gap = self.text[self.cast.names[before[-1]].end : self.cast.names[n].title_start]
            if other is not None and other.kind == figure.kind and gap in (" and ", ", and "):
                return [other, figure]
        return [figure]

    def _apposed(self, floor: int, stop: int, at: int) -> list[Figure]:
        """The person before an apposition (``Ana Ruiz, a nurse at the Lund clinic and ..., who``) or a predicate."""
        numbers = self.cast.inside(floor, stop)
        for n in reversed(numbers):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            if figure is None or figure.kind != "person" or name.possessive:
                continue
            apposed = _APPOSED.match(self.text[name.end : stop])
            if apposed and not _FINITE.search(apposed.group("what")):
                plural = parse_phrase(apposed.group("what")).plural
                both = self._with_others(n, figure, floor, at)
                if plural == (len(both) > 1):
                    return both
            if n == numbers[0] and name.title_start == floor and _IS_A.match(self.text[name.end : stop]):
                return [figure]
        return self._loosely_apposed(floor, stop)

    def _loosely_apposed(self, floor: int, stop: int) -> list[Figure]:
        """``Ana Ruiz was one of the great, a nurse who``: the last person before it."""
        begin = phrase_before(self.text, floor, stop)
        if begin is None or self.text[max(floor, begin - 2) : begin] != ", " or not _ONE.match(self.text, begin):
            return []
        people = [f for n in self.cast.inside(floor, begin) if (f := self.cast.of_name[n]) and f.kind == "person"]
        return people[-1:] if not parse_phrase(self.text[begin:stop]).plural else []

    def _noun(self, i: int, floor: int, begin: int, stop: int, at: int, word: str) -> list[Figure]:
        """The noun phrase from ``begin``, or the one for people behind which it only stands."""
        adjoining = self.text[stop:at].strip() == ""
        if word == "that" and not (adjoining and self._can_say(begin, stop, at)):
            return [self.unstated]
        begin = self._noun_before(begin, floor)
        if share := _SHARE_OF.search(self.text, floor, begin):
            begin = share.start()
        if word == "who" and not _means_people(self.text[begin:stop]) and (head := self._people_before(floor, begin)):
            return self._described(head, stop, i)
        if (first := self._coordinated(floor, begin, stop)) is not None:
            begin = first
        found = self._described(begin, stop, i)
        if word == "who" and found[0].kind == "document":
            found[0].kind = "group" if found[0].plural else "unnamed"
        if adjoining and len(found) == 1:
            self._describe_more(found[0], i, stop)
        return found

    def _can_say(self, begin: int, stop: int, at: int) -> bool:
        """Whether what stands before "that" is a noun for who speaks, or does more than to be spoken of."""
        known = head_sort(parse_phrase(self.text[begin:stop]).head) in ("people", "body", "document")
        return known or _UNDERGOES.match(self.text, at) is None

    def _people_before(self, floor: int, begin: int) -> int | None:
        """Where the last noun phrase for people begins: ``experts in national law, who``, ``those for Bell, who``."""
        for match in reversed(list(_WORD.finditer(self.text, floor, begin))):
            if match.group() in _STOPS:
                return None
            word = match.group().lower()
            if word in _PRONOUNS_FOR_PEOPLE or (word not in _PRO_FORMS and _means_people(word)):
                return phrase_before(self.text, floor, match.end())
        return None

    def _coordinated(self, floor: int, begin: int, stop: int) -> int | None:
        """Where the crowd begins that "and" makes of the noun and those before it: ``activists and thinkers who``."""
        first = None
        last = parse_phrase(self.text[begin:stop])
        while last.plural and (joint := _COORDINATED.search(self.text, floor, begin)):
            before = phrase_before(self.text, floor, joint.start())
            if before is None or not _means_people(self.text[before : joint.start()]):
                break
            if _BOTH.search(self.text, before, joint.start()):
                break
            if not parse_phrase(self.text[before : joint.start()]).plural or (first is None and joint.group() == ", "):
                break
            begin = first = before
        return first

    def _explained_body(self, begin: int, floor: int, stop: int) -> Figure | None:
        """``Acme, an organisation that ...``: the body of whom that is said."""
        phrase = parse_phrase(self.text[begin:stop])
        if self.text[max(floor, begin - 2) : begin] != ", " or head_sort(phrase.head) != "body" or phrase.plural:
            return None
        before = self.cast.inside(max(floor, begin - _NEAR), begin)
        figure = self.naming.figure(before[-1]) if before and self.cast.names[before[-1]].end >= begin - 3 else None
        return figure if figure is not None and figure.kind == "organisation" else None

    def _who_before(self, floor: int, stop: int) -> int | None:
        """Where the first "who" stands of ``Bell, who ..., and who ...``."""
        for match in _WHO.finditer(self.text, floor, stop):
            if not _AND_WHO.search(self.text[floor : match.start()].rstrip()):
                return match.start()
        return None

    def _noun_before(self, begin: int, floor: int) -> int:
        """Where the noun phrase begins: ``candidates in close races who`` are candidates, not races."""
        match = _LINKED.search(self.text, floor, begin)
        if match is None or _means_people(self.text[begin : begin + 40].split(" who")[0]):
            return begin
        further = phrase_before(self.text, floor, match.start())
        return begin if further is None or not _means_people(self.text[further : match.start()]) else further

    def _describe_more(self, figure: Figure, i: int, stop: int) -> None:
        """Add a restricting clause to a description: ``voters who were once intrigued``."""
        end = self.attributions[i].content[-1].end
        clause = self.text[stop:end].rstrip(" ,.”\"’'")
        if figure.kind in ("group", "vague", "unnamed") and " who " not in figure.name and 0 < len(clause) <= 90:
            figure.aliases.setdefault(figure.name)
            figure.name += clause


def _is_explained(tail: str) -> bool:
    """Whether what stands between a person's name and "who" only says more of that person: ``, a nurse from Lund,``."""
    match = _EXPLAINED.match(tail)
    if match is None or tail[:2] != ", ":
        return match is not None
    phrase = parse_phrase(tail[2:])
    return not phrase.plural and head_sort(phrase.head) in ("people", "")


def _means_people(phrase: str) -> bool:
    head = parse_phrase(phrase).head
    pro_form = not _PRO_FORMS.isdisjoint((phrase.strip().lower(), head))
    return pro_form or is_noun_for(head, "people", "vague")
