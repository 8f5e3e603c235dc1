"""Whom pronouns in sources mean: he and she, they and it, I and you, the two."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .figure import Figure
from .folding import fold
from .he_or_she import HeOrShe
from .layout import is_turn
from .pairs import Pairs
from .parallel import Parallel
from .phrase_bounds import phrase_before
from .phrases import head_sort, is_noun_for
from .pronouns import PRONOUNS, Mentions
from .relatives import Relatives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..record import Attribution
    from .cast import Cast
    from .joint import Phrases
    from .layout import Layout
    from .naming import Naming
    from .page import Page

__all__ = ["Antecedents", "Nobody"]

_PLURAL = re.compile(r"\b[A-Za-z][\w-]{2,}s\b(?![’'])")
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
        self.pairs = Pairs(page, self.cast)
        self.relatives = Relatives(page, naming, attributions, nobody.unstated, self._described)
        self.parallel = Parallel(page, naming, layout, speaker, self._described)
        self.he_or_she = HeOrShe(page, naming, layout, attributions, mentions, speaker)

    def _described(self, begin: int, end: int, i: int) -> list[Figure]:
        return self.phrases.of(begin, end, i)

    def of(self, i: int, word: str, at: int) -> list[Figure]:
        """The figures that the pronoun ``word`` at ``at``, in attribution ``i``, means."""
        sort = PRONOUNS[word]
        if sort == "you":
            return self._asked_in_turn(i, at) or [self.nobody.reader]
        if sort == "i":
            return self._first_person(i, at)
        if sort == "who":
            return self.relatives.of(i, at, word)
        if sort in ("m", "f"):
            found = self.he_or_she.of(i, sort, at)
            return [found] if found else [self.nobody.unstated]
        return self._they_or_it(i, sort, at)

    def all_of(self, i: int, word: str, at: int, who: int) -> list[Figure]:
        """``Ana Ruiz and Jo Bell, both of whom``: the two that are joined in the sentence before ``at``."""
        begin, _ = self.page.sentence_span(at)
        return self.pairs.joined(max(begin, at - _REACH), at) or self.of(i, word, who)

    def _asked_in_turn(self, i: int, at: int) -> list[Figure]:
        """``Q: Do you think so?``: who has the next turn of a transcript."""
        turn = self.layout.holder(i, at)
        if turn is None or not is_turn(self.attributions[turn]):
            return []
        if not self.attributions[turn].content[-1].surface.endswith("?"):
            return []
        following = range(turn + 1, len(self.attributions))
        answer = next((j for j in following if self.layout.within[j] is None and is_turn(self.attributions[j])), None)
        return [] if answer is None else self.speaker(answer)

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

    def _they_or_it(self, i: int, sort: str, at: int) -> list[Figure]:
        before = self.layout.previous(i)
        if sort == "they" and before is not None and len(last := self.speaker(before)) > 1:
            return last
        if sort == "they" and (pair := self._pair_before(at)):
            return pair
        if sort == "it" and (paper := self.parallel.written(i, at)):
            return paper
        if subject := self.parallel.of(i, at, plural=sort == "they"):
            return subject

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
        if sort == "they" and (crowd := self._crowd_for(i, at, found)):
            return crowd
        return [found] if found else [self.nobody.unstated]

    def _crowd_for(self, i: int, at: int, found: Figure | None) -> list[Figure]:
        """A plural noun that is likelier meant than ``found``: than a body, or than somebody of another sentence."""
        begin, _ = self.page.sentence_span(at)
        if found is None or found.kind == "organisation":
            return self.pairs.joined(max(begin, at - _REACH), at) or self._crowd_before(i, at)
        here = any(begin <= start < at for start, _ in found.mentions)
        return [] if here else self._crowd_before(i, at, same=True)

    def _crowd_before(self, i: int, at: int, *, same: bool = False) -> list[Figure]:
        """The last plural noun for people that stands before ``at`` in its sentence or the one before; or the first one
        of the ``same`` sentence, mostly its subject.
        """
        number, quotation = self.page.sentence_at(at), self.page.quotation_at(at)
        for k in (number,) if same else (number, number - 1):
            if k < 0 or self.page.paragraph_at(self.page.sentences[k][0]) != self.page.paragraph_at(at):
                break
            begin, end = self.page.sentences[k]
            stop = min(end, at)
            found = list(_PLURAL.finditer(self.text, max(begin, stop - _REACH), stop))
            for match in found if same else reversed(found):
                means = is_noun_for(fold(match.group()), "people")
                if means and self.page.quotation_at(match.start()) in (-1, quotation):
                    start = phrase_before(self.text, begin, match.end())
                    return self.phrases.of(match.start() if start is None else start, match.end(), i)
        return []

    def few(self, i: int, at: int, surface: str) -> list[Figure]:
        """``The two``, ``both senators``: those who spoke together last, or who were just named together."""
        sought = self.pairs.few(surface)
        if sought is None:
            return []
        number, noun = sought
        for spoke in self._spoke_before(i, _BACK if head_sort(noun) != "body" else 0):
            if len(spoke) == number and all(f.kind == "person" for f in spoke):
                return spoke
        return self.pairs.before(at, number, noun) or self._spoke_in_turn(i, number, noun)

    def _spoke_before(self, i: int, count: int) -> Iterator[list[Figure]]:
        """The speakers of up to ``count`` attributions before ``i``, last first."""
        before = self.layout.previous(i)
        for _ in range(count):
            if before is None:
                return
            yield self.speaker(before)
            before = self.layout.previous(before)

    def _spoke_in_turn(self, i: int, number: int, noun: str) -> list[Figure]:
        """The last so many people who spoke, one after another."""
        found: dict[Figure, None] = {}
        for spoke in self._spoke_before(i, 2 * _BACK):
            found |= dict.fromkeys(f for f in spoke if self.pairs.may_be(f, noun) and f.name[0] != "(")
            if len(found) == number:
                break
        return list(found) if len(found) == number else []

    def _pair_before(self, at: int) -> list[Figure]:
        """Two people with whom the sentence before began: ``Ana Ruiz and Jo Bell wrote to the judge. They ...``."""
        number = self.page.sentence_at(at)
        if number == 0 or self.page.paragraph_at(at) != self.page.paragraph_at(self.page.sentences[number - 1][0]):
            return []
        begin, end = self.page.sentences[number - 1]
        return self.pairs.joined(begin, min(end, begin + _OPENING))
