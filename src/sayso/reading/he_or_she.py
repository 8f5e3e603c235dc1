"""Whom ``he`` and ``she`` mean: the likeliest of the people named before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .pronouns import PRONOUNS, Mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..record import Attribution
    from .figure import Figure
    from .layout import Layout
    from .naming import Naming
    from .page import Page
    from .pronouns import Seen

__all__ = ["HeOrShe"]

# A pronoun that is the subject of its sentence keeps whom it means in mind.
_SUBJECT = re.compile(
    r"[\s“”\"'‘’]*(?:(?:But|And|Yet|Still|So|Then|Later|Instead|However|Meanwhile),? "
    r"|[A-Z]\w+(?: [^,.;:“”\"\n]{1,40})?, )?([Hh]e|[Ss]he)\b"
)
# How likely a mention makes it that its figure is meant, by what it is, by how many sentences and paragraphs back, and
# as the subject of the same sentence or the one before. Fitted by training/pronouns.py.
_KINDS = {
    "subject": 0.99,
    "first": 0.43,
    "possessive": 0.25,
    "headline": -0.1,
    "reported": -1.02,
    "modifies": -0.77,
    "speaks": 0.25,
    "again": 0.01,
    "elsewhere": -1.22,
}
_SENTENCES = (0.69, 0.2, 0.2, -0.23, -0.26, -0.58)
_PARAGRAPHS = (1.69, 0.08, -1.72)
_SUBJECT_BACK = (0.57, 0.58)
# What counts for or against a figure; the last two, how somebody speaks of himself within his own words and within
# reported ones, are set by hand.
_FIGURES = {
    "unsure": -0.36,
    "unnamed": -0.84,
    "goes_on": 0.6,
    "spoken_of": -1.39,
    "last": 0.64,
    "last_here": 0.49,
    "often": 0.35,
    "twice": 0.62,
    "own_words": -3.0,
    "reported_words": 1.0,
}
# How many sentences back somebody may be named; from how many mentions on more do not count.
_REACH, _MANY = 12, 12
# How much of the words themselves is looked at for names.
_LOOK = 600


class HeOrShe:
    """Resolves the pronouns of one article."""

    def __init__(
        self,
        page: Page,
        naming: Naming,
        layout: Layout,
        attributions: Sequence[Attribution],
        mentions: Mentions,
        speaker: Callable[[int], list[Figure]],
    ) -> None:
        self.page, self.layout, self.attributions, self.mentions = page, layout, attributions, mentions
        self.cast, self.speaker, self.text = naming.cast, speaker, page.text
        self._minding = False
        self._subject_pronouns = self._find_subject_pronouns()

    def of(self, i: int, gender: str, at: int) -> Figure | None:
        """The person of that gender whom a pronoun at ``at`` means."""
        self._keep_in_mind(at)
        return self._likeliest(i, at, self.mentions.people(at, gender, reach=_REACH))

    def among(self, i: int, at: int, may_be: Callable[[Figure], bool], reach: int) -> Figure | None:
        """The likeliest of the people before ``at`` who may be meant there by other words than a pronoun."""
        seen = self.mentions.people(at, None, reach)
        return self._likeliest(i, at, {figure: seen[figure] for figure in seen if may_be(figure)})

    def _likeliest(self, i: int, at: int, seen: dict[Figure, list[Seen]]) -> Figure | None:
        if not seen:
            return None
        facts = self.facts(i, at, seen)

        def likelihood(figure: Figure) -> float:
            own = sum(weight * facts[figure][name] for name, weight in _FIGURES.items())
            return own + max(map(_weight, seen[figure]))

        return max(seen, key=likelihood)

    def facts(self, i: int, at: int, seen: dict[Figure, list[Seen]]) -> dict[Figure, dict[str, float]]:
        """What is known of each figure besides its mentions, by the names of ``_FIGURES``."""
        boss, quoted = self.said_within(i, at), self.page.quotation_at(at) >= 0
        goes_on, spoken_of = self._who_goes_on(i), self._named_behind(i, at)
        before = self.layout.previous(i) if i >= 0 else self.layout.last_before(at)
        last = self.speaker(before) if before is not None else []
        here = before is not None and self.page.paragraph_at(self.layout.anchor(before)) == self.page.paragraph_at(at)
        return {
            figure: {
                "unsure": not figure.gender,
                "unnamed": figure.kind == "unnamed",
                "goes_on": figure in goes_on,
                "spoken_of": figure in spoken_of,
                "last": figure in last,
                "last_here": figure in last and here,
                "often": min(len(mentions), _MANY) / 4,
                "twice": sum(one.sentences <= 1 for one in mentions) > 1,
                "own_words": figure in boss and quoted,
                "reported_words": figure in boss and not quoted,
            }
            for figure, mentions in seen.items()
        }

    def _named_behind(self, i: int, at: int) -> set[Figure]:
        """Whom the content of attribution ``i`` names, or without one the sentence behind the pronoun at ``at``: hardly
        anybody speaks of himself by name.
        """
        spans = [(at, self.page.sentence_span(at)[1])]
        if i >= 0:
            content = self.attributions[i].content
            spans = [(s.start, s.end) for s in content if s.start > at or self.page.quotation_at(s.start) >= 0]
        numbers = (n for begin, end in spans for n in self.cast.inside(begin, min(end, begin + _LOOK)))
        return {f for n in numbers if (f := self.cast.of_name[n]) is not None}

    def _who_goes_on(self, i: int) -> list[Figure]:
        """Whoever was quoted last, where words in quotation marks stand before this pronoun: ``“...,” he said``."""
        if i < 0 or not self.attributions[i].source:
            return []
        content, before = self.attributions[i].content[0], self.layout.previous(i)
        if content.start > self.attributions[i].source[0].start or self.page.quotation_at(content.start) < 0:
            return []
        return self.speaker(before) if before is not None else []

    def _find_subject_pronouns(self) -> list[tuple[int, str]]:
        """Where sentences outside of quotations begin with ``he`` or ``she`` that are no source, last first."""
        sources = {s.start for a in self.attributions for s in a.source}
        found = [m.span(1) for begin, end in self.page.sentences if (m := _SUBJECT.match(self.text, begin, end))]
        return [
            (at, PRONOUNS[self.text[at:end].lower()])
            for at, end in reversed(found)
            if at not in sources and self.page.quotation_at(at) < 0
        ]

    def _keep_in_mind(self, at: int) -> None:
        """Take the subjects up to ``at`` for mentions of whom they mean."""
        if self._minding:
            return
        self._minding = True
        while self._subject_pronouns and self._subject_pronouns[-1][0] < at:
            place, gender = self._subject_pronouns.pop()
            if figure := self.of(-1, gender, place):
                self.mentions.again(place, figure)
        self._minding = False

    def said_within(self, i: int, at: int) -> list[Figure]:
        """Those in whose reported words the offset ``at`` of attribution ``i`` stands."""
        parent = self.layout.holder(i, at)
        return self.speaker(parent) if parent is not None else []


def _weight(one: Seen) -> float:
    back = _SUBJECT_BACK[one.sentences] if "subject" in one.kinds and one.sentences < len(_SUBJECT_BACK) else 0.0
    sentences = _SENTENCES[min(one.sentences, len(_SENTENCES) - 1)]
    return sum(map(_KINDS.__getitem__, one.kinds)) + sentences + _PARAGRAPHS[min(one.paragraphs, 2)] + back
