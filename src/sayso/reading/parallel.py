"""Whom “it” and “they” mean by where they stand: the subject goes on being the subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .phrase_bounds import phrase_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from .figure import Figure
    from .layout import Layout
    from .naming import Naming
    from .page import Page

__all__ = ["Parallel"]

_LEAD = re.compile(
    r"[\s\"“”'‘’]*(?:(?:But|And|Yet|So|Still|While|As|When|If|Though|Although|Because|After)\b,? )?"
    r"(?:[A-Z][^,.;:“”\"\n]{2,40}, (?=the |[A-Z]))?"
)
_ADVERB = r"(?:(?:also|now|still|often|mostly|largely|\w+ly|even|never) )?"
_VERB = re.compile(
    rf" {_ADVERB}(?:is|was|has|had|will|would|can|could|may|might"
    r"|did|does|doesn|didn|isn|wasn|[a-z]{2,}ed|made|makes|said|says|found|finds|took|takes|gave|gives|shows|offers|seeks|lays|sees"
    r"|went|came|comes|began|won|lost|drew|kept|keeps|put|puts|set|sets|wants|plans|includes|means|sent|held|holds|calls|goes)\b"
)
_SINGULAR = re.compile(
    rf"(?P<phrase>(?:The|the|This|this|That|that|An?|an?|His|his|Her|her|Its|its|Their|their) (?:[\w’'.-]+ ){{0,4}}?"
    rf"[a-z][\w-]*(?:(?<!s)|(?<=ss)|(?<=us)))(?={_VERB.pattern})"
)
_PLURALS = re.compile(
    r"(?!(?:while|as|when|if|because|but|and|though|although|after|before|since|that|in|of|at|for) )"
    r"(?P<phrase>(?:[A-Za-z][\w’'-]* ){0,4}?(?:[A-Za-z][\w-]{2,}s(?<!ss)(?<!us)|people|police|women|men|voters))"
    rf"(?= {_ADVERB}(?:are|aren|were|weren|have|haven|had|will"
    r"|would|can|could|may|might|do|don|did|didn|[a-z]{2,}ed|say|see|want|think|believe|wrote|spoke|came|went|took|made|gave"
    r"|got|saw|met|held|left|began|kept|make|take|face|argue|tend|seem|wept|come|give|show)\b)"
)
_READS = re.compile(r"reads?\b")
_PAPER = re.compile(
    r"\b(?:e-?mail|letter|memo|statement|sign|editorial|ad|tweet|post|report|message|release|document|banner|poster"
    r"|headline|note|petition|website|caption|invitation|plaque|placard|sticker)\b"
)
# How far before the words the paper is named.
_FAR = 500
# In so many characters before "it" a clause of the same sentence may stand.
_CLAUSE = 25


class Parallel:
    """Finds the subject before a pronoun that is one itself."""

    def __init__(
        self,
        page: Page,
        naming: Naming,
        layout: Layout,
        speaker: Callable[[int], list[Figure]],
        described: Callable[[int, int, int], list[Figure]],
    ) -> None:
        self.page, self.naming, self.layout, self.speaker = page, naming, layout, speaker
        self.cast, self.text, self._described = naming.cast, page.text, described

    def written(self, i: int, at: int) -> list[Figure]:
        """``“...,” it read``: the paper or sign last spoken of before these words."""
        attribution = self.layout.attributions[i]
        if not attribution.cue or not _READS.match(self.text, attribution.cue[0].start):
            return []
        stop = min(at, attribution.content[0].start)
        papers = list(_PAPER.finditer(self.text, max(0, stop - _FAR), stop))
        begin = phrase_before(self.text, max(0, stop - _FAR), papers[-1].end()) if papers else None
        return self._described(begin, papers[-1].end(), i) if begin is not None else []

    def of(self, i: int, at: int, *, plural: bool) -> list[Figure]:
        """The body, document or people with which this sentence, or the one before, begins: ``The tax made ... It``."""
        number, quotation = self.page.sentence_at(at), self.page.quotation_at(at)
        for k in (number, number - 1) if number else (0,):
            begin, end = self.page.sentences[k]
            stop = min(end, at)
            lead = _LEAD.match(self.text, begin, stop)
            start = lead.end() if lead else begin
            if self.page.quotation_at(start) not in (-1, quotation):
                continue
            if k < number and self._spoke_in(i, begin):
                return []
            if (n := self._named(start, stop)) is not None:
                named = self.cast.of_name[n] if plural else self.naming.figure(n)
                if named is not None and (named.kind == "person" or not plural):
                    return [named] if named.kind != "person" else []
            if match := (_PLURALS if plural else _SINGULAR).match(self.text, start, stop):
                return self._described(*match.span("phrase"), i)
            if at - start > _CLAUSE and k == number:
                return []
        return []

    def _named(self, start: int, stop: int) -> int | None:
        """The name that begins at ``start`` and has a verb behind it."""
        for n in self.cast.inside(start, min(stop, start + len("The ") + 1)):
            name = self.cast.names[n]
            whole = name.title_start - start in (0, len("The ")) and not name.possessive
            if whole and _VERB.match(self.text, name.end, stop):
                return n
        return None

    def _spoke_in(self, i: int, begin: int) -> bool:
        """Whether the last who spoke before attribution ``i`` did so in the sentence that begins at ``begin``."""
        before = self.layout.previous(i)
        return before is not None and self.layout.anchor(before) >= begin and self.speaker(before)[0].kind != "person"
