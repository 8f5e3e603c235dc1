"""Outlets that no list has and that nothing calls so: told by where their names stand and how they are written."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from .evidence import THE
from .folding import folded, full_names, gender_of
from .peoples import DEMONYM, PEOPLE
from .phrases import head_sort
from .titles import is_first_name, is_title

if TYPE_CHECKING:
    from .cast import Cast

__all__ = ["NUMBERED", "WHOSE", "Unheard"]

# "the Acme channel’s"
WHOSE = re.compile(r"(?:[ \u00a0](?:channel|network))?(?:[’'‘]s?|(?<=s)[’'‘])[ \u00a0](?:[Tt]he[ \u00a0])?")
# "Acme 35", "WXYZ radio"
NUMBERED = re.compile(
    r"[ \u00a0](?:\d{1,2}(?![\d-])(?!,?[ \u00a0](?:years?|percent))|[Rr]adio(?![ \u00a0](?:show|host|program)))\b"
)
_ENDS_TELLING = re.compile(r"[.,;:]|\Z| (?:on|in|that|this|last|\w+day) ")
_ENDS_TELLING_WHOM = re.compile(
    r"[.,;:]|\Z| (?:on|in|that|this|last|\w+day|s?he|they|it|the|there|an?|how|why|what|earlier|after|via|by|his|her) "
)
_INTERVIEW = re.compile(r"[ \u00a0](?:[a-z]+[ \u00a0])?(?:interview|podcast|op-ed)\b")
_AS_TOLD = re.compile(r"\b(?:told|tells|to|with|by|for)[ \u00a0]\Z")
# "HarbourView", "Ouest-Lund", "LBC2", "ENL"
_LIKE_OUTLET = re.compile(
    r"[A-Z]?[a-z]+[A-Z][A-Za-z]+|[A-Z][a-z]+-[A-Z][a-z]+|[a-z][A-Z]{2,4}|[B-DF-HJ-NP-TV-Z]{2,4}\d{0,2}"
)
_ENDS_PAPER = re.compile(r"[.,;]|\Z| (?:on|in|that|this|last|of|she|he|they|it|how|about|earlier|recently) ")
_NO_SHOW = frozenset(
    {"twitter", "facebook", "instagram", "youtube", "tumblr", "reddit", "snapchat", "capitol", "hill", "air", "force"}
)


class Unheard:
    """Guesses of the names of one text; ``gap`` is what stands between "told" and the like and the name."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.text = cast, cast.text

    def _is_the_paper(self, n: int) -> bool:
        """``told The Hill``: a title with its own article in the middle of a sentence."""
        name = self.cast.names[n]
        return (
            len(name.surface.split(" of ")[0].split()) == 1
            and self.text[name.start - 4 : name.start] == "The "
            and self.cast.of_name[n] is None
            and _ENDS_PAPER.match(self.text, name.end, name.end + 8) is not None
        )

    def _is_only_itself(self, n: int) -> bool:
        """Whether a name means nobody else that is known, but maybe a body of that very name."""
        name, known = self.cast.names[n], self.cast.of_name[n]
        return known is None or (known.kind == "organisation" and known.name == name.surface)

    def show(self, n: int, gap: str) -> bool:
        """``said on Harbour View``: an unknown name of two words or more that is no place and no network of people."""
        name, itself = self.cast.names[n], self._is_only_itself(n)
        unknown = (name.sort == "open" and itself) or (
            name.sort == "organisation"
            and itself
            and not {name.key[-1], "of", "for"} & (folded("organisations") | {"of", "for"} & set(name.key))
            and " ".join(name.key) not in full_names("known_bodies")
        )
        return gap.strip() in ("", "The") and len(name.key) > 1 and unknown and not set(name.key) & _NO_SHOW

    def paper(self, n: int, gap: str) -> bool:
        """``interview with the Lund Echo``, ``op-ed for Harbour View``: the like of a show, and of who is told."""
        at = self.cast.names[n].start
        if self.show(n, gap) and THE.search(self.text, max(0, at - 4), at):
            return True
        return self._seems_told(n, gap) or self._is_told_alone(n, gap)

    def told(self, n: int, gap: str) -> bool:
        """Whether whoever was told something is an outlet: ``told The Hill``, ``told Harbour View``."""
        return self._is_the_paper(n) or self._seems_told(n, gap) or self._is_told_alone(n, gap)

    def _seems_told(self, n: int, gap: str) -> bool:
        """``told Harbour View on Thursday``: the like of a show, and its first word is nobody's first name; or what is
        written like an outlet alone, ``told HarbourView``.
        """
        name = self.cast.names[n]
        if self._is_written_like_one(n, gap):
            return _ENDS_TELLING_WHOM.match(self.text, name.end, name.end + 12) is not None
        return (
            self.show(n, gap)
            and not name.title
            and not THE.search(self.text, max(0, name.start - 4), name.start)
            and not gender_of("", name.key[0])
            and _ENDS_TELLING.match(self.text, name.end, name.end + 12) is not None
        )

    def _is_told_alone(self, n: int, gap: str) -> bool:
        """``told Sentinel that``: a single name that nothing else in the article explains; people have two before."""
        name = self.cast.names[n]
        low = name.key[0]
        if gap or len(name.key) > 1 or name.sort != "open" or name.title or not self._is_only_itself(n):
            return False
        if low.endswith(DEMONYM) or PEOPLE.search(low) or is_first_name(low) or head_sort(low) or is_title(low):
            return False
        return _ENDS_TELLING_WHOM.match(self.text, name.end, name.end + 12) is not None and low in self._words_only_told

    @cached_property
    def _words_only_told(self) -> frozenset[str]:
        """The words of names that stand nowhere but behind "told" and the like."""
        told: set[str] = set()
        other: set[str] = set()
        for name in self.cast.names:
            behind = _AS_TOLD.search(self.text, max(0, name.start - 12), name.start)
            (told if behind else other).update(name.key)
        return frozenset(told - other)

    def numbered(self, n: int, gap: str, *, told: bool) -> bool:
        """``told Lund 24``, ``went on Lund 24’s``."""
        name = self.cast.names[n]
        numbered = NUMBERED.match(self.text, name.end) if gap == "" and len(name.key) == 1 else None
        ends = _ENDS_TELLING_WHOM if told else WHOSE
        return numbered is not None and ends.match(self.text, numbered.end(), numbered.end() + 12) is not None

    def _is_written_like_one(self, n: int, gap: str) -> bool:
        name, itself = self.cast.names[n], self._is_only_itself(n)
        unknown = len(name.key) == 1 and itself and " ".join(name.key) not in full_names("known_bodies")
        return gap == "" and unknown and _LIKE_OUTLET.fullmatch(name.surface) is not None

    def of_interview(self, n: int, end: int) -> bool:
        """``a Fox411 interview``: a name that nothing explains, before the word for an interview."""
        name = self.cast.names[n]
        alone = name.sort in ("open", "outlet") and self._is_only_itself(n) and not name.title
        interview = _INTERVIEW.match(self.text, name.end, end) is not None
        return alone and interview and not is_first_name(name.key[0])
