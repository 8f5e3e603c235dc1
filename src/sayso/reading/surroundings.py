"""What stands beside a statement in its sentence, and what that says of the occasion on which the words were said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import report_phrases as phrase
from .layout import cue_of, extent

if TYPE_CHECKING:
    from collections.abc import Callable

    from .actors import Resolver

__all__ = ["Surroundings"]

_CLAUSE_END = re.compile(r"[,;(—–]| - ")
# How far from its statement a sentence is looked at: one without stops may be as long as the text.
_REACH, _ROOM = 300, 80


class Surroundings:
    """Looks beside the attributions of one article.

    ``next_begin`` tells where in a stretch the next attribution begins, or its end.
    """

    def __init__(self, resolver: Resolver, next_begin: Callable[[int, int], int]) -> None:
        self.page, self.layout, self.text = resolver.page, resolver.layout, resolver.text
        self.attributions, self.next_begin = resolver.attributions, next_begin

    def around(self, i: int) -> tuple[int, int]:
        """Attribution ``i`` and what stands beside it in its sentence."""
        first, last = extent(self.attributions[i])
        begin, end = self.page.sentence_span(self.layout.anchor(i))
        return max(begin, first - _ROOM), min(max(end, last), last + _ROOM)

    def says(self, i: int, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern is found there."""
        return pattern.search(self.text, *self.around(i)) is not None

    def sentence_says(self, at: int, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern is found in the sentence at an offset."""
        begin, end = self.page.sentence_span(at)
        return pattern.search(self.text, begin, min(end, begin + _REACH)) is not None

    def paragraph(self, i: int) -> int:
        """The paragraph where attribution ``i`` begins."""
        return self.page.paragraph_at(self.layout.anchor(i))

    def last_paragraph(self, i: int) -> int:
        """The paragraph where what attribution ``i`` reports ends."""
        return self.page.paragraph_at(self.attributions[i].content[-1].end - 1)

    def is_quoted(self, i: int) -> bool:
        """Whether the words of attribution ``i`` begin a quotation or stand in one."""
        at = self.attributions[i].content[0].start
        return self.page.quotation_at(at) >= 0 or self.text[at : at + 1] in '“"‘'

    def is_elsewhere(self, i: int) -> bool:
        """Whether the sentence of attribution ``i`` says that its words were said at another occasion."""
        cue = cue_of(self.attributions[i])
        begin, end = self.page.sentence_span(self.layout.anchor(i))
        first, last = extent(self.attributions[i])
        before = self.text[max(begin, first - _REACH) : first]
        stop = self.next_begin(last, min(end, last + _REACH))
        after = _CLAUSE_END.split(self.text[last:stop], maxsplit=1)[0]
        beside = f"{self._before_cue(i)} {cue}{self._behind_cue(i)} {before} {after}"
        return phrase.OTHER_OCCASION.search(beside) is not None or phrase.PERFECT.search(cue) is not None

    def _before_cue(self, i: int) -> str:
        """What stands between the source of attribution ``i`` and its cue: ``apologized the next day,``."""
        attribution = self.attributions[i]
        if not attribution.cue or not attribution.source:
            return ""
        begin = attribution.source[-1].end
        return self.text[begin : min(begin + _ROOM, attribution.cue[0].start)]

    def _behind_cue(self, i: int) -> str:
        """What stands between the cue of attribution ``i`` and the next piece of it: ``in a statement. “``."""
        attribution = self.attributions[i]
        if not attribution.cue:
            return ""
        at = attribution.cue[-1].end
        starts = [s.start for s in (*attribution.source, *attribution.content) if s.start >= at]
        return self.text[at : min([at + _ROOM, *starts])] if starts else ""
