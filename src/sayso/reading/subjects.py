"""Whose doing a cue without a source is: its subject or agent, where the sentence has one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .peoples import PEOPLE
from .phrases import head_sort, parse_phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cast import Figure
    from .layout import Layout
    from .naming import Naming
    from .page import Page

__all__ = ["Subjects"]

_BE = r"(?:is|are|was|were|be|been|being|has been|have been|had been|got)"
# What is done to the subject, or thought of it by nobody in sight: "was named", "is not expected", "is certain to".
_PASSIVE = re.compile(
    rf"{_BE} (?:\w+ly |being |also |first |better |now |best |later |already |never |not |n[’']t |almost |perhaps "
    r"|all but )*"
    r"(?:\w+(?:ed|en|own|ought|old|aid|nown)\b|(?:certain|likely|unlikely|bound|set|sure|due) to\b"
    r"|(?:certain|likely|unlikely)\Z)"
)
_MODAL = r"(?:will|would|did|does|do|could|should|must) (?:not |n[’']t |also )?(?!be\b|have\b)"
# What somebody does: "did not blame", "and has promised", "without mentioning", "told".
_VERBAL = re.compile(
    r"(?:\w+ly |also |first |then |has |have |had |is |was |are |were |only |not |n[’']t |still |even |to |without "
    r"|before |after |by |in |while |when |and |but )*"
    rf"(?:{_MODAL}[a-z]+|\w+(?:ed|s|ing)|[a-z]*(?:said|told|written|wrote|took|taken|made|put|spoken|spoke|sworn|shown|seen"
    r"|saw|known|heard|understood|held|left|led|met|given|gave|found|felt|thought|kept|chosen|begun|become|won|come"
    r"|came|went|meant|paid|sent|set)|agree|ask|back|believe|call|face|give|hope|know|make|oppose|plan|recommend"
    r"|rule|say|see|seek|speak|support|take|think|want)\b"
)
_NOUN = r"(?:the |an? )?[\w’'-]+(?: [\w’'-]+){0,4}?"
_AGENT = re.compile(
    rf"(?:[ \u00a0]\w+)?[ \u00a0](by|from)[ \u00a0]({_NOUN})(?=[,.;:—]| [–—-] | (?:that|to|who|which|whether|if"
    r"|for|in|on|at|over|about|of|after|during|with|as)\b|\Z)"
)
_BY_NAME = re.compile(r"(?:[ \u00a0]\w+)?[ \u00a0]by[ \u00a0](?:the )?(?=[A-Z])")
# "Bell’s well-known fears"
_WHOSE = re.compile(r"[’'](?:s[ \u00a0])?(?:[\w-]+[ \u00a0]){0,2}\Z")
# "Noting that it was late, Bell ...", "While touring Lund, he ...", "In a halfhearted defence of it, Bell ..."
_OPENS = re.compile(
    r"[\s“”\"'‘’]*(?:(?:But|And|Yet|Still|So|Then|Later|Instead|However),? )?(?:[^,.;:\n]{1,40}, )?"
    r"(?:(?:[Aa]fter|[Ww]hile|[Ww]hen|[Bb]efore|[Bb]esides|[Bb]y|[Ww]ithout|[Dd]espite|[Ii]n|[Ii]n an?|[Ff]or"
    r"|[Oo]n|[Uu]pon|[Ss]ince)[ \u00a0])?\Z"
)
_PARTICIPLE = re.compile(
    r"(?:\w+ly )?(?:[a-z]+ing|(?!ask|press|push|question)[a-z]+ed(?= (?:by|at|with|that|about)))\b", re.IGNORECASE
)
_FINITE = re.compile(r"[ \u00a0](?:has|have|had|will|would|could|can|did|does|do)\b")
_DEED = re.compile(r"an? (?:\w+ ){0,2}\w+\b")
# "an assertion", "fierce critic of": a noun for what the subject of the sentence does.
_DOING = re.compile(
    r"(?:an? |the |with an? )?(?:\w+ ){0,2}(?:assertion|suggestion|claim|warning|promise|hint|threat|pledge"
    r"|vow|demand|prediction"
    r"|critic|opponent|supporter|advocate|proponent)\b"
)
_CONJUNCTION = re.compile(r"[\s“”\"'‘’]*(?:(?:But|And|Yet|Still|So|Then|Later|However|Meanwhile),? )?")
_CLAUSE = re.compile(r"(?:while|as|when|after|before) [^,.;:\n]{3,60}, ")
_ITS = re.compile(r"\b(?:his|her|their|its|an?)[ \u00a0]\Z", re.IGNORECASE)
_THEN = re.compile(r"[,”\"’']{1,3}[ \u00a0]")
_HE = re.compile(r"\b([Hh]e|[Ss]he|[Tt]hey)\b")
_OBJECT = re.compile(r"\b(?:of|by|with|for|from|against|about|after|to|on|in|at|than) (?:the )?\Z")
# How far back in its sentence the subject is looked for.
_REACH = 300
# Of how many words at most is a subject that is taken for one without its verb being known.
_SIMPLE = 4
_COMPLEX = re.compile(r"[’']|\A(?:In|On|At|After|Before|With|For|By|From|As|If|When|While)\b|\b(?:is|are|was|were)\b")


class Subjects:
    """Finds the subject of a cue that has no source of its own ("... and threatened to leave")."""

    def __init__(
        self,
        page: Page,
        naming: Naming,
        layout: Layout,
        pronoun: Callable[[int, str, int], list[Figure]],
        described: Callable[[int, int, int], list[Figure]],
    ) -> None:
        self.page, self.naming, self.layout = page, naming, layout
        self.cast, self.text = naming.cast, page.text
        self._pronoun, self._described = pronoun, described

    def beside(self, i: int, cue: str, at: int) -> list[Figure]:
        """The name right before an active cue, behind "by" after a passive one, or that a participle leads up to."""
        begin, end = self.layout.attributions[i].cue[0].start, self.layout.attributions[i].cue[0].end
        if agent := self._agent(i, end):
            return agent
        floor, stop = self.page.sentence_span(at)
        if self._is_opening(floor, begin, cue) and (led_to := self._led_to(i, stop)):
            return led_to
        if whose := self._whose(begin):
            return whose
        if cue.startswith("asked") or _PASSIVE.match(cue) or not (_VERBAL.match(cue) or _DOING.match(cue)):
            return []
        found = self._subject_before(i, floor, begin)
        undergoes = self.layout.attributions[i].content[-1].end <= begin
        return found or ([] if undergoes else self._described_subject(i, floor, begin))

    def _agent(self, i: int, end: int) -> list[Figure]:
        """``was accused by Bell``, ``pledges from the two parties``."""
        if named := _BY_NAME.match(self.text, end, end + 20):
            for n in self.cast.inside(named.end(), named.end() + 1):
                return [self.naming.figure(n)]
        match = _AGENT.match(self.text, end, end + 90)
        if match is None:
            return []
        begin, stop = match.span(2)
        for n in self.cast.inside(begin, stop):
            if self.cast.names[n].title_start - begin <= len("the "):
                return [self.naming.figure(n)]
        people = head_sort(parse_phrase(self.text[begin:stop]).head) in ("people", "body")
        return self._described(begin, stop, i) if people else []

    def _whose(self, begin: int) -> list[Figure]:
        """The person whose saying the cue is a noun for: ``Bell’s well-known fears``."""
        for n in reversed(self.cast.inside(max(0, begin - 60), begin)):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            whose = name.possessive and _WHOSE.match(self.text, name.end, begin)
            return [figure] if whose and figure is not None and figure.kind == "person" else []
        return []

    def _is_opening(self, floor: int, begin: int, cue: str) -> bool:
        """Whether the cue is what its sentence opens with, before the subject."""
        return _OPENS.match(self.text[floor:begin]) is not None and (
            _PARTICIPLE.match(cue) is not None or _DEED.match(cue) is not None
        )

    def _led_to(self, i: int, stop: int) -> list[Figure]:
        """The subject behind the comma that closes what the sentence opens with."""
        at = max(s.end for s in (*self.layout.attributions[i].cue, *self.layout.attributions[i].content))
        comma = _THEN.match(self.text, at, stop)
        if comma is None:
            return []
        if clause := _CLAUSE.match(self.text, comma.end(), stop):
            comma = clause
        if match := _HE.match(self.text, comma.end()):
            return self._pronoun(i, match.group(1).lower(), match.start())
        for n in self.cast.inside(comma.end(), min(stop, comma.end() + _REACH // 3)):
            figure = self.cast.of_name[n]
            if figure is not None and figure.kind == "person" and not self.cast.names[n].possessive:
                between = self.text[comma.end() : self.cast.names[n].title_start]
                return [figure] if "," not in between and _OBJECT.search(between) is None else []
        return []

    def _subject_before(self, i: int, floor: int, at: int) -> list[Figure]:
        """The subject of the sentence that goes on with the cue: its first name, or a pronoun."""
        if not floor < at:
            return []
        match = _HE.search(self.text, max(floor, at - _REACH), at)
        for n in self.cast.inside(max(floor, at - _REACH), match.start() if match else at):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            modifies = _ITS.search(self.text, max(floor, name.title_start - 8), name.title_start) is not None
            if figure is not None and not name.possessive and not modifies and self.page.quotation_at(name.start) < 0:
                fits = figure.kind in ("person", "organisation") and self._is_subject(floor, name.title_start)
                if fits or match is None:
                    return [figure] if fits else []
        return self._pronoun(i, match.group(1).lower(), match.start()) if match else []

    def _described_subject(self, i: int, floor: int, at: int) -> list[Figure]:
        """The noun phrase that the sentence begins with: ``Voters had sued, saying ...``."""
        lead = _CONJUNCTION.match(self.text, floor, at)
        begin = lead.end() if lead else floor
        at = min(at, begin + _REACH // 3)
        if finite := _FINITE.search(self.text, begin, at):
            at = finite.start()
        phrase = parse_phrase(self.text[begin:at])
        known = head_sort(phrase.head) in ("people", "body", "document") or PEOPLE.search(phrase.head) is not None
        stop = self.text.find(phrase.core, begin, at) + len(phrase.core)
        simple = len(phrase.core.split()) <= _SIMPLE and not _COMPLEX.search(phrase.core)
        return self._described(begin, stop, i) if known and simple and phrase.core and begin < stop <= at else []

    def _is_subject(self, floor: int, start: int) -> bool:
        """Whether nothing before the name makes it an object or part of a phrase with "of" or "by"."""
        return _OBJECT.search(self.text[floor:start]) is None
