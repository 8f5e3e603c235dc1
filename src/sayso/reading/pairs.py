"""Two or three that were just named together: whom “both women”, “the two”, “neither company”, “they” mean."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .folding import fold
from .phrases import head_sort

if TYPE_CHECKING:
    from .cast import Cast
    from .figure import Figure
    from .page import Page

__all__ = ["Pairs"]

# "the two", "both senators", "neither company", "all three"
_FEW = re.compile(
    r"(?:(?:the|these) (?P<n>two|pair|duo|couple|three)|(?P<a>both|neither|either)(?: of (?:them|the (?:two|pair)))?"
    r"|all (?P<t>three)(?: of them)?|none of the (?P<z>three))(?: (?P<noun>[a-z]+))?",
    re.IGNORECASE,
)
_MEN = frozenset({"men", "man", "gentlemen", "guys", "brothers"})
_WOMEN = frozenset({"women", "woman", "ladies", "sisters"})
_JOINED = re.compile(r"(?:,[^,;:.\n]{0,60},)? (?:and|&|with) (?:(?:his|her) (?:[\w-]+ ){1,3})?|, (?:his|her) wife, ")
# How many sentences back they are named, and how far a sentence is looked at.
_BACK, _REACH = 3, 400


class Pairs:
    """Finds them in one text."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page, self.cast, self.text = page, cast, page.text

    def few(self, surface: str) -> tuple[int, str] | None:
        """How many a source like ``both women`` speaks of, and its noun; ``None`` for any other source."""
        match = _FEW.fullmatch(surface)
        if match is None:
            return None
        number = match.group("n") or match.group("t") or match.group("z") or "two"
        noun = fold(match.group("noun") or "")
        fits = not noun or head_sort(noun) in ("people", "body")
        return (3 if number.lower() == "three" else 2, noun) if fits else None

    def before(self, at: int, number: int, noun: str) -> list[Figure]:
        """So many people, or bodies where ``noun`` is for such, that the sentences right before ``at`` name."""
        sentence = self.page.sentence_at(at)
        paragraph = self.page.paragraph_at(at)
        found: dict[Figure, None] = {}
        for k in range(sentence, max(-1, sentence - _BACK - 1), -1):
            begin, end = self.page.sentences[k]
            if paragraph - self.page.paragraph_at(begin) > 1:
                break
            end = min(end, at, begin + _REACH)
            if number == 2 and (pair := self.joined(begin, end, noun)):
                return pair
            named = [self.cast.of_name[n] for n in self.cast.inside(begin, end)]
            found |= dict.fromkeys(f for f in named if f is not None and self.may_be(f, noun))
            if len(found) >= number:
                return list(found) if len(found) == number else []
        return []

    def joined(self, begin: int, end: int, noun: str = "") -> list[Figure]:
        """The last two in ``[begin, end)`` that "and" or "with" joins: ``Ana Ruiz and Jo Bell``."""
        numbers = self.cast.inside(begin, end)
        for n, m in reversed(list(pairwise(numbers))):
            one, other = self.cast.of_name[n], self.cast.of_name[m]
            gap = self.text[self.cast.names[n].end : self.cast.names[m].title_start]
            if (
                one is not None
                and other is not None
                and one is not other
                and not (self.cast.names[n].possessive or self.cast.names[m].possessive)
                and self.may_be(one, noun)
                and self.may_be(other, noun)
                and _JOINED.fullmatch(gap)
            ):
                return [one, other]
        return []

    def may_be(self, figure: Figure, noun: str) -> bool:
        """Whether somebody may be one of those whom the noun, if any, is for."""
        if noun in _MEN | _WOMEN:
            return figure.kind == "person" and figure.gender in ("", "m" if noun in _MEN else "f")
        if noun and head_sort(noun) == "body":
            return figure.kind == "organisation"
        return figure.kind == "person"
