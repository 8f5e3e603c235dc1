"""Whose doing a cue without a source is: its subject or agent, where the sentence has one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .fronted import STATES, Fronted
from .phrase_bounds import is_object, phrase_before
from .phrases import is_noun_for, parse_phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from .figure import Figure
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
_MODAL = r"(?:will|would|did|does|do|could|should|must|ca|wo)(?:n[’']t)? (?:not |n[’']t |also )?(?!be\b|have\b)"
# What somebody does: "did not blame", "and has promised", "without mentioning", "told".
_VERBAL = re.compile(
    r"(?:\w+ly |also |first |then |long |often |never |most |now |just |has |have |had |is |was |are "
    r"|were |only |not |n[’']t |still |even |to |without "
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
# "has been attacked on her record by Bell"
_DONE = re.compile(
    rf"{_BE} (?:\w+ly |also |repeatedly |already |being |both )*(?:attack|criticiz|criticis|endors|prais|accus|rebuk"
    r"|reject|condemn|oppos|denounc|mock|cit|urg|press|ask|question|challeng|back|support|welcom|encourag|dismiss|blam)ed\Z"
)
_BY_FURTHER = re.compile(r"(?:[ \u00a0][\w’'-]+){1,6}?[ \u00a0]by[ \u00a0](?:the )?(?:[a-z][\w-]* ){0,3}(?=[A-Z])")
# "Bell’s well-known fears"
_WHOSE = re.compile(r"[’'](?:s[ \u00a0])?(?:[\w-]+[ \u00a0]){0,2}\Z")
_FINITE = re.compile(r"[ \u00a0](?:has|have|had|will|would|could|can|did|does|do)\b")
# "asked why it was late"
_ASKED = re.compile(r"asked (?:if|whether|why|what|how|who|when|where|about|by|on)\b")
# What nobody in sight thinks: "a place known as", "seen as a threat".
_THOUGHT = re.compile(
    r"(?:\w+ly |also |best |long |often )*(?:(?:known|seen|viewed|regarded|considered|perceived|renowned|dubbed"
    r"|rumou?red|nicknamed)(?: (?:as|for|to)\b|\Z)|(?:described|touted) as\b)"
)
_PURPOSE = re.compile(r"(?:not |only |just )?to (?!be\b)[a-z]+")
_AND = re.compile(r"(?:,? (?:and|but|or|then)(?: also| then| later| even| still| now| once| \w+ly)?,?)[ \u00a0]\Z")
_RELATIVE = re.compile(
    r"\b(who|which|that)[ \u00a0](?:(?:has|have|had|is|are|was|were|also|\w+ly|not|do|does|did|will|would"
    r"|once)[ \u00a0])*\Z"
)
_DASH = re.compile(r"[ \u00a0][–—-][ \u00a0]|—")
_WHO = re.compile(r"\b(who|which)\b")
# "Bell, a nurse, who fled and ...": within so many words from its beginning the subject of the sentence stands.
_OPENING = 6
_ENDS_BY = re.compile(r" by\Z")
_NONFINITE = re.compile(r"(?:to|not to|\w+ing|and|or|but|then|also)\b")
_CLAUSE_BEGINS = re.compile(
    r"(?:\b(?:as|while|which|that|how|what|because|but|and|if|when|where|whom|since|than|though|although|until)"
    r"|[,;—–-])[ \u00a0]\Z"
)
# "an assertion", "fierce critic of": a noun for what the subject of the sentence does.
_DOING = re.compile(
    r"(?:an? |the |with an? )?(?:\w+ ){0,2}(?:assertion|suggestion|claim|warning|promise|hint|threat|pledge"
    r"|vow|demand|prediction"
    r"|critic|opponent|supporter|advocate|proponent)\b"
)
_CONJUNCTION = re.compile(r"[\s“”\"'‘’]*(?:(?:But|And|Yet|Still|So|Then|Later|However|Meanwhile),? )?")
_ITS = re.compile(r"\b(?:his|her|their|its|an?)[ \u00a0]\Z", re.IGNORECASE)
_HE = re.compile(r"\b([Hh]e|[Ss]he|[Tt]hey)\b")
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
        self._fronted = Fronted(page, naming, layout, pronoun, described)

    def beside(self, i: int, cue: str, at: int) -> list[Figure]:
        """The name right before an active cue, behind "by" after a passive one, or that a participle leads up to."""
        begin, end = self.layout.attributions[i].cue[0].start, self.layout.attributions[i].cue[0].end
        if agent := self._agent(i, end - len(" by") if _ENDS_BY.search(cue) else end):
            return agent
        floor, stop = self.page.sentence_span(at)
        if self._fronted.is_opening(floor, begin, cue) and (led_to := self._fronted.subject(i, stop)):
            return led_to
        if whose := self._whose(begin):
            return whose
        if self._is_undergone(floor, begin, cue) or not any(f.match(cue) for f in (_VERBAL, _PURPOSE, _DOING, STATES)):
            return []
        found = (
            self._of_relative_clause(i, floor, begin)
            or self._adjoining(i, floor, begin, cue)
            or self._subject_before(i, floor, begin)
        )
        undergoes = self.layout.attributions[i].content[-1].end <= begin
        return found or ([] if undergoes else self._described_subject(i, floor, begin))

    def _is_undergone(self, floor: int, begin: int, cue: str) -> bool:
        """Whether the cue says what is done to somebody or thought of him: ``asked why``, ``named``, ``known as``."""
        active = _AND.search(self.text, max(floor, begin - 20), begin) and not _ASKED.match(self.text, begin)
        return (cue.startswith("asked") and not active) or any(f.match(cue) for f in (_PASSIVE, _THOUGHT))

    def _of_relative_clause(self, i: int, floor: int, begin: int) -> list[Figure]:
        """Whom "who" stands for where the cue is the verb behind it, or one that "and" adds to that verb."""
        floor = max(floor, begin - _REACH)
        right = _RELATIVE.search(self.text, floor, begin)
        if right is None and _AND.search(self.text, max(floor, begin - 20), begin):
            further = [m for m in _WHO.finditer(self.text, floor, begin) if self.page.quotation_at(m.start()) < 0]
            right = further[-1] if further and self._goes_on(floor, further[-1].start(), begin) else None
        if right is None:
            return []
        found = self._pronoun(i, right.group(1), right.start(1))
        return [f for f in found if not f.name.startswith("(")]

    def _adjoining(self, i: int, floor: int, begin: int, cue: str) -> list[Figure]:
        """The noun phrase right before a finite verb with which a clause begins: ``which private lenders resisted``."""
        stop = begin - 1
        start = (
            phrase_before(self.text, floor, stop)
            if self.text[stop:begin].isspace() and not _NONFINITE.match(cue)
            else None
        )
        if start is None or not _means_somebody(self.text[start:stop]):
            return []
        return self._described(start, stop, i) if _CLAUSE_BEGINS.search(self.text, floor, start) else []

    def _goes_on(self, floor: int, who: int, begin: int) -> bool:
        """Whether the clause of "who" at ``who`` goes on at ``begin``, and not the main one before it."""
        return self.text[floor:who].count(" ") > _OPENING and _DASH.search(self.text, who, begin) is None

    def _agent(self, i: int, end: int) -> list[Figure]:
        """``was accused by Bell``, ``pledges from the two parties``."""
        if named := _BY_NAME.match(self.text, end, end + 20):
            for n in self.cast.inside(named.end(), named.end() + 1):
                return [self.naming.figure(n)]
        if _DONE.search(self.text, max(0, end - 40), end) and (far := _BY_FURTHER.match(self.text, end, end + 90)):
            for n in self.cast.inside(far.end(), far.end() + 1):
                return [self.naming.figure(n)]
        match = _AGENT.match(self.text, end, end + 90)
        if match is None:
            return []
        begin, stop = match.span(2)
        for n in self.cast.inside(begin, stop):
            if self.cast.names[n].title_start - begin <= len("the "):
                return [self.naming.figure(n)]
        return self._described(begin, stop, i) if _means_somebody(self.text[begin:stop]) else []

    def _whose(self, begin: int) -> list[Figure]:
        """The person whose saying the cue is a noun for: ``Bell’s well-known fears``."""
        for n in reversed(self.cast.inside(max(0, begin - 60), begin)):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            whose = name.possessive and _WHOSE.match(self.text, name.end, begin)
            return [figure] if whose and figure is not None and figure.kind == "person" else []
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
                fits = figure.kind in ("person", "organisation") and not is_object(self.text[floor : name.title_start])
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
        known = is_noun_for(phrase.head, "people", "body", "document")
        stop = self.text.find(phrase.core, begin, at) + len(phrase.core)
        simple = len(phrase.core.split()) <= _SIMPLE and not _COMPLEX.search(phrase.core)
        return self._described(begin, stop, i) if known and simple and phrase.core and begin < stop <= at else []


def _means_somebody(phrase: str) -> bool:
    """Whether the noun of a phrase is one for people or bodies."""
    return is_noun_for(parse_phrase(phrase).head, "people", "body", "vague")
