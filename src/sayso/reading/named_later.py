"""Whom a description means that the article names only further down: “SEIU chief says ...”, “Mary Kay Henry, ...”."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .folding import bare, fold, folded, gender_of
from .phrases import head_sort
from .roles import own_part
from .titles import AS_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .cast import Cast
    from .figure import Figure
    from .name import Name
    from .page import Page
    from .phrases import Phrase

__all__ = ["NamedLater"]

_SAID_ANYWAY = frozenset({"former", "ex", "new", "longtime", "top", "late", "the", "one", "and", "of", "for", "s"})
_WORDS_BEFORE = re.compile(r"(?:[\w.’'&/-]+[ \u00a0]){1,9}\Z")
# The vice president is not the president.
_VICE = frozenset({"vice", "deputy", "assistant"})
# Nouns that do not tell one person from another.
_ANYBODY = frozenset({"man", "woman", "person", "guy", "boy", "girl", "lady", "gentleman", "people", "someone"})
# Words for men that are also said of women.
_OF_EITHER = frozenset({"actor", "chairman", "spokesman", "congressman"})
# "Jo Bell, 34, who left in May, told": the one whom a report has so far only described.
_SPEAKS = re.compile(
    r"(?:, \d{1,3},(?: (?:of|from) [^,.]{2,30},)?|,? who [^,.]{3,80},|, [a-z][^,.]{2,60},| of [^,.]{2,40}?)?"
    r" (?:[a-z]+(?:s|ed|d|t|ke|ote|oke)|made)\b"
)
# “I had a lock,” or "Speaking in Lund," before the name
_QUOTED = re.compile(r"[”\"][ \u00a0](said |says )?\Z")
_DOING = re.compile(r"[A-Z][a-z]+ing\b[^.;“”\"]{2,120}, \Z")
# "the captain of the ferry", "the man who poured it", "Acme’s chief executive"
_WHICH, _WHOSE = re.compile(r" (?:of|who) "), re.compile(r"[A-Z][\w’' -]*[’']s? [a-z]")
_HOW_SOON, _LEAD = 2, 2000
# In how many paragraphs at the top an indefinite description may be of somebody whom the report then names.
_TOP = 2
_REACH = 100


class _Told(NamedTuple):
    """Whom words tell of, and which of them stands next to the name; none where they are an apposition."""

    figure: Figure
    words: frozenset[str]
    next: str

    def fits(self, wanted: frozenset[str]) -> bool:
        return self.words & _VICE == wanted & _VICE


class NamedLater:
    """Finds people by what stands beside their names anywhere in one article."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page, self.cast, self.text = page, cast, page.text
        self._found: dict[frozenset[str], Figure | None] = {}

    def of(self, phrase: Phrase, at: int) -> Figure | None:
        """The only person whom the article tells of in all the words of a description, wherever it does."""
        if phrase.plural or head_sort(phrase.head) != "people":
            return None
        first = phrase.determiner.split(" ")[0]
        top = self.page.paragraph_at(at) < _TOP
        if first not in ("the", "") and not (first in ("a", "an", "one") and top):
            return None
        if first == "" and not top and "’" not in phrase.core and "'" not in phrase.core:
            return None
        wanted = frozenset(bare(phrase.core)) - _SAID_ANYWAY
        if phrase.head not in wanted or (len(wanted) < 2 and first != "the"):
            return None
        if wanted not in self._found:
            told_of = self._told[phrase.head]
            self._found[wanted] = _one_of(told for told in told_of if wanted <= told.words and told.fits(wanted))
        found = self._found[wanted] or (self._only_one(phrase.head, wanted) if top else None)
        return found or (self._introduced(phrase, at) if top else None)

    def _introduced(self, phrase: Phrase, at: int) -> Figure | None:
        """``A mother of two says ... Jo Bell, 34, told the court``: the first new name that speaks right after."""
        told_which = phrase.determiner == "the" and _WHICH.search(phrase.core)
        headline = not phrase.determiner and self.page.paragraph_at(at) == 0
        if not (phrase.determiner in ("a", "an") or told_which or _WHOSE.match(phrase.core) or headline) or at > _LEAD:
            return None
        here, (_, stop) = self.page.paragraph_at(at), self.page.sentence_span(at)
        heard: set[Figure] = set()
        for name, figure in zip(self.cast.names, self.cast.of_name, strict=True):
            if figure is None or figure.kind != "person":
                continue
            if name.start < stop or figure in heard or len(name.key) < 2:
                heard.add(figure)
                continue
            if self.page.paragraph_at(name.start) > here + _HOW_SOON:
                return None
            gender = gender_of(phrase.head, "")
            fits = all(fold(role) in folded("titles") for role in figure.roles)
            fits = fits and (not gender or figure.gender in ("", gender))
            return figure if fits and self._is_first_to_speak(name) else None
        return None

    def _is_first_to_speak(self, name: Name) -> bool:
        """Whether nothing but what is said, or what somebody does meanwhile, stands before a name that speaks."""
        begin, _ = self.page.sentence_span(name.start)
        before = self.text[begin : name.title_start]
        quoted = _QUOTED.search(before)
        if quoted and quoted.group(1):
            return True
        first = quoted is not None or not before.strip(" “\"‘'") or _DOING.fullmatch(before) is not None
        return first and _SPEAKS.match(self.text, name.end, name.end + 160) is not None

    def _only_one(self, head: str, wanted: frozenset[str]) -> Figure | None:
        """Of whom the top may speak in other words: ``Hollywood actor``, and further down ``the actor Jo Bell``."""
        if head in _ANYBODY:
            return None
        sorts = {head, AS_TITLE.get(head, head)}
        gender = "" if head in _OF_EITHER else gender_of(head, "")
        told_of = (told for sort in sorts for told in self._told[sort] if told.next in sorts or not told.next)
        found = _one_of(told for told in told_of if told.fits(wanted))
        return found if found is not None and ("" in (gender, found.gender) or found.gender == gender) else None

    @cached_property
    def _told(self) -> defaultdict[str, list[_Told]]:
        """By each word of a title or description beside a name, whose it is and all words of it."""
        told: list[_Told] = []
        people: dict[Figure, None] = {}
        for name, figure in zip(self.cast.names, self.cast.of_name, strict=True):
            if figure is None or figure.kind != "person":
                continue
            people[figure] = None
            begin, _ = self.page.sentence_span(name.start)
            before = _WORDS_BEFORE.search(self.text, max(begin, name.start - _REACH), name.start)
            words = bare(before.group()) if before else ()
            if words and (head_sort(words[-1]) == "people" or words[-1] in folded("titles")):
                told.append(_Told(figure, frozenset(words), words[-1]))
        for figure in people:
            for role in figure.roles:
                told.append(_Told(figure, frozenset(fold(w) for w in re.findall(r"[\w’'-]+", own_part(role))), ""))
        by_word: defaultdict[str, list[_Told]] = defaultdict(list)
        for one in told:
            for word in one.words:
                by_word[word].append(one)
        return by_word


def _one_of(told_of: Iterable[_Told]) -> Figure | None:
    found = {told.figure for told in told_of}
    return found.pop() if len(found) == 1 else None
