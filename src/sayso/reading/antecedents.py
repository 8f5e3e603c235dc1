"""Whom pronouns in sources mean: he and she, they and it, I and you, the two."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from .cast import Cast, Figure
from .folding import fold
from .joint import phrase_before
from .peoples import PEOPLE
from .phrases import head_sort
from .pronouns import PRONOUNS, Mentions
from .relatives import Relatives

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..record import Attribution
    from .joint import Phrases
    from .layout import Layout
    from .naming import Naming
    from .page import Page

__all__ = ["Antecedents", "Nobody"]

# A pronoun that is the subject of its sentence keeps whom it means in mind.
_SUBJECT = re.compile(
    r"[\s“”\"'‘’]*(?:(?:But|And|Yet|Still|So|Then|Later|Instead|However|Meanwhile),? "
    r"|[A-Z]\w+(?: [^,.;:“”\"\n]{1,40})?, )?([Hh]e|[Ss]he)\b"
)
_PLURAL = re.compile(r"\b[A-Za-z][\w-]{2,}s\b(?![’'])")
# How much more likely the one who was quoted last goes on: "“...,” he said".
_GOES_ON = 0.6
# How far back in its sentence a plural noun is looked for.
_REACH = 300
# Within how many characters from its beginning a sentence names those whom the next calls "they".
_OPENING = 60
# So many statements back at most two people spoke together.
_BACK = 6


@dataclass(frozen=True)
class Nobody:
    """The figures that stand for those whom a text does not name."""

    unstated: Figure = field(default_factory=lambda: Figure("(unstated)", "vague"))
    author: Figure = field(default_factory=lambda: Figure("(author)", "person"))
    reader: Figure = field(default_factory=lambda: Figure("(reader)", "vague"))


class Antecedents:
    """Resolves pronouns of one article; ``phrases`` is set before the first is."""

    phrases: Phrases

    def __init__(
        self,
        page: Page,
        naming: Naming,
        layout: Layout,
        attributions: Sequence[Attribution],
        mentions: Mentions,
        nobody: Nobody,
        speaker: Callable[[int], list[Figure]],
    ) -> None:
        self.page, self.layout, self.attributions, self.mentions = page, layout, attributions, mentions
        self.naming, self.nobody, self.speaker = naming, nobody, speaker
        self.cast: Cast = naming.cast
        self.text = page.text
        self.relatives = Relatives(page, naming, attributions, nobody.unstated, self._described)
        self._minding = False
        self._subject_pronouns = self._find_subject_pronouns()

    def _described(self, begin: int, end: int, i: int) -> list[Figure]:
        return self.phrases.of(begin, end, i)

    def of(self, i: int, word: str, at: int) -> list[Figure]:
        """The figures that the pronoun ``word`` at ``at``, in attribution ``i``, means."""
        sort = PRONOUNS[word]
        if sort == "you":
            return [self.nobody.reader]
        if sort == "i":
            return self._first_person(i, at)
        if sort == "who":
            return self.relatives.of(i, at, word)
        if sort in ("m", "f"):
            found = self.he_or_she(i, sort, at)
            return [found] if found else [self.nobody.unstated]
        return self._they_or_it(i, sort, at)

    def _first_person(self, i: int, at: int) -> list[Figure]:
        parent = self.layout.holder(i, at)
        if parent is not None:
            return self.speaker(parent)
        quotation = self.page.quotation_at(at)
        if quotation < 0:
            return [self.nobody.author]
        span = self.page.outer[quotation]
        near = self.layout.speaking(span.start, span.end, i)
        return self.speaker(near) if near is not None else [self.nobody.unstated]

    def said_within(self, i: int, at: int) -> list[Figure]:
        """Those in whose reported words the offset ``at`` of attribution ``i`` stands."""
        parent = self.layout.holder(i, at)
        return self.speaker(parent) if parent is not None else []

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
            if figure := self.he_or_she(-1, gender, place):
                self.mentions.again(place, figure)
        self._minding = False

    def he_or_she(self, i: int, gender: str, at: int) -> Figure | None:
        """The person of that gender whom a pronoun at ``at`` means."""
        self._keep_in_mind(at)
        boss = self.said_within(i, at)
        quoted = self.page.quotation_at(at) >= 0
        goes_on = self._who_goes_on(i)

        def fits(figure: Figure) -> float | None:
            if figure.kind not in ("person", "unnamed") or figure.plural or figure.gender not in ("", gender):
                return None
            own = -0.6 if not figure.gender else 0.0
            if figure in boss:
                own += -3.0 if quoted else 1.0
            if figure in goes_on:
                own += _GOES_ON
            return own - (0.3 if figure.kind == "unnamed" else 0.0)

        return self.mentions.best(at, fits, reach=12)

    def _who_goes_on(self, i: int) -> list[Figure]:
        """Whoever was quoted last, where words in quotation marks stand before this pronoun: ``“...,” he said``."""
        if i < 0 or not self.attributions[i].source:
            return []
        content, before = self.attributions[i].content[0], self.layout.previous(i)
        if content.start > self.attributions[i].source[0].start or self.page.quotation_at(content.start) < 0:
            return []
        return self.speaker(before) if before is not None else []

    def _they_or_it(self, i: int, sort: str, at: int) -> list[Figure]:
        before = self.layout.previous(i)
        if sort == "they" and before is not None and len(last := self.speaker(before)) > 1:
            return last
        if sort == "they" and (pair := self._pair_before(at)):
            return pair

        def fits(figure: Figure) -> float | None:
            if figure.kind == "person" or figure in (self.nobody.unstated,):
                return None
            many = figure.plural or figure.kind in ("group", "vague")
            if sort == "they":
                if figure.kind == "unnamed" and not figure.plural:
                    return None
                return (
                    0.8
                    if many
                    else (-0.8 if figure.kind == "organisation" else -0.3 if figure.kind == "unnamed" else None)
                )
            return None if many or figure.kind == "unnamed" else 0.0

        found = self.mentions.best(at, fits, reach=5)
        if sort == "they" and (found is None or found.kind == "organisation") and (crowd := self._crowd_before(i, at)):
            return crowd
        return [found] if found else [self.nobody.unstated]

    def _crowd_before(self, i: int, at: int) -> list[Figure]:
        """The last plural noun for people that stands before ``at`` in its sentence or the one before."""
        number, quotation = self.page.sentence_at(at), self.page.quotation_at(at)
        for k in (number, number - 1):
            if k < 0 or self.page.paragraph_at(self.page.sentences[k][0]) != self.page.paragraph_at(at):
                break
            begin, end = self.page.sentences[k]
            stop = min(end, at)
            for match in reversed(list(_PLURAL.finditer(self.text, max(begin, stop - _REACH), stop))):
                word = fold(match.group())
                means = head_sort(word) == "people" or PEOPLE.search(word) is not None
                if means and self.page.quotation_at(match.start()) in (-1, quotation):
                    start = phrase_before(self.text, begin, match.end())
                    return self.phrases.of(match.start() if start is None else start, match.end(), i)
        return []

    def the_two(self, i: int, at: int, noun: str | None) -> list[Figure]:
        """``The two``, ``both senators``: those who spoke together last, or with whom the sentence before began."""
        if noun and head_sort(fold(noun)) != "people":
            return []
        before = self.layout.previous(i)
        for _ in range(_BACK):
            if before is None:
                break
            spoke = self.speaker(before)
            if len(spoke) == 2 and all(f.kind == "person" for f in spoke):
                return spoke
            before = self.layout.previous(before)
        return self._pair_before(at)

    def _pair_before(self, at: int) -> list[Figure]:
        """Two people with whom the sentence before began: ``Ana Ruiz and Jo Bell wrote to the judge. They ...``."""
        number = self.page.sentence_at(at)
        if number == 0 or self.page.paragraph_at(at) != self.page.paragraph_at(self.page.sentences[number - 1][0]):
            return []
        begin, end = self.page.sentences[number - 1]
        first = self.cast.inside(begin, min(end, begin + _OPENING))
        for n, m in pairwise(first):
            one, other = self.cast.of_name[n], self.cast.of_name[m]
            gap = self.text[self.cast.names[n].end : self.cast.names[m].title_start]
            people = one is not None and other is not None and one.kind == other.kind == "person"
            if people and one is not other and gap in (" and ", " & "):
                return [f for f in (one, other) if f is not None]
        return []
