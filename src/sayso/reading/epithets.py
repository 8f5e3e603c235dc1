"""Whom an epithet means that tells nothing but age or origin: ``the 58-year-old``, ``the Norwegian``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import fold
from .peoples import DEMONYM, OF_PARTIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from .figure import Figure
    from .naming import Naming
    from .phrases import Phrase

__all__ = ["Epithets"]

_AGE = re.compile(r"(\d{1,3})-year-old")
# Words for one of a people that do not end like others, and for one from a city or state.
_ONE_OF = re.compile(
    r"(?:dane|swede|finn|pole|turk|spaniard|briton|scot|thai|czech|croat|serb|kurd|filipin[oa]|arab|israeli|iraqi|qatari"
    r"|yemeni|bangladeshi|pakistani|azeri|uzbek|kazakh|tajik|afghan|lankan|slovak|slovene|bulgarian|basque|catalan"
    r"|\w+(?:wom[ae]n|m[ae]n)|\w+(?:exan|otan|onian|ornian|rgian|awaiian|yorker|ondoner|erliner|isian|lander))"
)
_NO_PEOPLE = frozenset({"woman", "guardian", "christian"})
# Words that are said of a people and of one of it alike.
_OF_ALL = ("ese", "ish", "ench", "utch", "swiss")
_ROOM = 60
_NOTHING_BETWEEN = re.compile(r"[^.,;:“”\"]*")
_APPOSED = re.compile(r", [^.;:“”\"]*")


class Epithets:
    """Finds people by what is said of their age and origin beside their names."""

    def __init__(self, naming: Naming) -> None:
        self.cast, self.text = naming.cast, naming.text
        self._told: dict[str, list[Figure]] = {}
        self._words: dict[str, list[int]] = {}

    def of(self, phrase: Phrase, among: Callable[[Callable[[Figure], bool]], Figure | None]) -> Figure | None:
        """The person of that age or origin, or where none is said to be, the likeliest ``among`` whom nothing bars."""
        if age := _AGE.fullmatch(phrase.core):
            told = self._told_of(age.group(1))
            return told[0] if len(told) == 1 else among(lambda figure: not self._has_other_age(figure, age.group(1)))
        people = fold(phrase.core.split()[-1])
        if not phrase.core[:1].isupper() or not self._is_one_of(people):
            return None
        told = self._told_of(phrase.core)
        if len(told) == 1:
            return told[0]
        return None if people.endswith(_OF_ALL) else among(lambda figure: figure in told if told else True)

    @staticmethod
    def _is_one_of(people: str) -> bool:
        if people in _NO_PEOPLE or (people in OF_PARTIES and people != "american"):
            return False
        return people.endswith(DEMONYM) or _ONE_OF.fullmatch(people) is not None

    def _told_of(self, words: str) -> list[Figure]:
        """People beside whose names the words stand, before them or in an apposition."""
        if words not in self._told:
            found = (f for end in self._ends(words) for f in self._beside(end - len(words), end))
            self._told[words] = list(dict.fromkeys(found))
        return self._told[words]

    def _ends(self, words: str) -> list[int]:
        """Where the words end, wherever they stand."""
        if not self._words:
            for word in re.finditer(r"\w+", self.text):
                self._words.setdefault(word.group(), []).append(word.end())
        ends = self._words.get(words.split()[-1], [])
        return [end for end in ends if self.text.endswith(words, 0, end)]

    def _beside(self, begin: int, end: int) -> list[Figure]:
        """Of whom the words at a place tell."""
        for n in self.cast.inside(end, end + _ROOM):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            if figure is not None and figure.kind == "person":
                if _NOTHING_BETWEEN.fullmatch(self.text, end, name.start):
                    return [figure]
                break
        for n in reversed(self.cast.inside(max(0, begin - _ROOM), begin)):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            if figure is not None and figure.kind == "person":
                return [figure] if _APPOSED.fullmatch(self.text, name.end, begin) else []
        return []

    def _has_other_age(self, figure: Figure, age: str) -> bool:
        for begin, end in figure.mentions:
            said = re.match(r", (\d{1,3}),", self.text[end : end + 8]) or re.search(
                r"(\d{1,3})-year-old \Z", self.text[max(0, begin - 20) : begin]
            )
            if said and said.group(1) != age:
                return True
        return False
