"""Whose doing it is what a sentence opens with: "Noting that it was late, Bell ...", "After thanking them, she ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .phrase_bounds import is_object
from .phrases import is_noun_for, parse_phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from .figure import Figure
    from .layout import Layout
    from .naming import Naming
    from .page import Page

__all__ = ["STATES", "Fronted"]

# "wary of", "unsure whether", "in hopes of": a state of mind that needs somebody to be in it.
STATES = re.compile(
    r"(?:and |but |still |\w+ly )*(?:unaware|aware|nervous|wary|confident|worried|concerned|determined|eager|angry"
    r"|optimistic|skeptical|convinced|fearful|hopeful|proud|unsure|afraid|reluctant|unwilling|willing|mindful|wistful"
    r"|empathetic|sympathetic|in (?:the )?hopes? of|in an? (?:effort|attempt|bid) to|in order to)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"[\s“”\"'‘’]*(?:[A-Z][A-Z.,]+(?: [A-Z][A-Za-z.,]+){0,3} (?:\([^)]{1,20}\) )?[–—―-]+ )?"
    r"(?:(?:But|And|Yet|Still|So|Then|Later|Instead|However),? )?(?:[^,.;:\n]{1,40}, )?"
    r"(?:(?:(?:[\w-]+ ){0,4}(?:[Aa]fter|[Bb]efore|[Ss]ince)|[Ww]hile|[Ww]hen|[Bb]esides|[Bb]y|[Ww]ithout|[Dd]espite"
    r"|[Ii]n|[Ii]n an?|[Ff]or|[Oo]n|[Uu]pon|[Aa]lthough|[Tt]hough)[ \u00a0])?\Z"
)
_PARTICIPLE = re.compile(
    r"(?:\w+ly )?(?:[a-z]+ing|(?!ask|press|push|question)[a-z]+ed(?= (?:by|at|with|that|about)))\b", re.IGNORECASE
)
_PURPOSE = re.compile(r"[Tt]o (?!be\b|say the least)[a-z]+\b")
_DEED = re.compile(r"an? (?:\w+ ){0,2}\w+\b")
_CLAUSE = re.compile(r"(?:while|as|when|after|before|though|however|too)(?: [^,.;:\n]{3,60})?, ")
_BESIDE = re.compile(r"(?:which|who|where|including|and|or|but|as well as|not)\b")
_THEN = re.compile(r"[,”\"’']{1,3}[ \u00a0]|[ \u00a0][–—-][ \u00a0]|—")
_PRONOUN = re.compile(r"\b([Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)\b")
_NOUN = re.compile(r"(?:the|his|her|their|its|some|many|most|several|our|my)[ \u00a0](?:[\w-]+[ \u00a0]){0,3}?[\w-]+")
_WORD = re.compile(r"[ \u00a0][\w-]+")
# How far behind the words that open a sentence its subject begins.
_ROOM = 160
_REACH = 100


class Fronted:
    """Finds the subject behind what a sentence opens with."""

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

    def is_opening(self, floor: int, begin: int, cue: str) -> bool:
        """Whether the cue is what its sentence opens with, before the subject."""
        return _OPENS.match(self.text[floor:begin]) is not None and any(
            form.match(cue) for form in (_PARTICIPLE, _DEED, _PURPOSE, STATES)
        )

    def subject(self, i: int, stop: int) -> list[Figure]:
        """The subject behind the comma that closes what the sentence of attribution ``i`` opens with."""
        at = max(s.end for s in (*self.layout.attributions[i].cue, *self.layout.attributions[i].content))
        first = _THEN.match(self.text, at, stop)
        while comma := _THEN.search(self.text, at, min(stop, at + _ROOM)):
            at = comma.end()
            if clause := _CLAUSE.match(self.text, at, stop):
                at = clause.end()
            if _BESIDE.match(self.text, at, stop):
                continue
            found = self._subject_at(i, at, stop, near=first is None)
            if found or first is not None:
                return found
        return []

    def _subject_at(self, i: int, at: int, stop: int, *, near: bool) -> list[Figure]:
        """The pronoun, name or noun phrase at ``at``; a name may stand further on unless it must be ``near``."""
        if match := _PRONOUN.match(self.text, at):
            return self._pronoun(i, match.group(1).lower(), at)
        for n in self.cast.inside(at, min(stop, at + (len("the ") + 30 if near else _REACH))):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            between = self.text[at : name.title_start]
            if figure is None or name.possessive or figure.kind not in ("person", "organisation"):
                continue
            adjoins = between.lower() in ("", "the ")
            if adjoins or (figure.kind == "person" and not near):
                return [figure] if "," not in between and not is_object(between) else []
        return self._noun_at(i, at, stop)

    def _noun_at(self, i: int, at: int, stop: int) -> list[Figure]:
        """``the company``, ``his aides``: the shortest phrase there whose noun is one for people or bodies."""
        match = _NOUN.match(self.text, at, stop)
        end = match.end() if match else at
        while match and end - at <= _REACH // 2:
            head = parse_phrase(self.text[at:end]).head
            if is_noun_for(head, "people", "body"):
                return self._described(at, end, i)
            match = _WORD.match(self.text, end, stop)
            end = match.end() if match else end
        return []
