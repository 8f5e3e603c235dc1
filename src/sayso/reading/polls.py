"""Polls: shares of those whom one asked are heard through it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .actors import Resolver
    from .figure import Figure

__all__ = ["Polls"]

_COUNTED = r"(?:one|two|three|four|five|six|seven|eight|nine|\d)"
_SHARE = re.compile(
    r"percent|\d+%|\b(?:third|quarter|half|majority)\b"
    rf"|\b{_COUNTED} (?:in|out of) (?:ten|10|five|three|four)\b"
    r"|\b(?:voters|respondents|those|adults|residents|americans)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"\b(?:a|two)[ -](?:thirds?|quarter|majority)\b|\bthree[ -]quarters\b|\bmajorities\b"
    r"|(?<!first )(?<!second )(?<!last )\bhalf of\b"
    rf"|\b{_COUNTED} (?:in|of|out of) (?:every )?(?:ten|10|five|three|four)\b|\d+ ?%|\bpercent\b|\b\d+-\d+\b",
    re.IGNORECASE,
)
# In an article about one poll, crowds like these are those whom it asked.
_PUBLIC = re.compile(
    r"(?:(?:the|a|large|number|many|most|of|those|likely|registered|primary|independent|young|younger|older|women|men"
    r"|under|over|all|\d+)[ -])*?"
    r"(?:voters|Americans|respondents|millennials|women|men|adults|residents|independents|surveyed|polled|most|many"
    r"|people|electorate|public)(?= (?:who|in|under|over|aged|across|surveyed)\b|\Z)",
    re.IGNORECASE,
)
_POLL = re.compile(r"\b(?:poll|survey)s?\b", re.IGNORECASE)
_POLLS = frozenset({"poll", "survey", "polls", "surveys", "polling"})
# "In a Lund Echo poll conducted on Friday, 73 percent said ..."
_IN_ONE = re.compile(r"\b[Ii]n ((?:an?|the|this|that) (?:[\w/’'&.-]+ ){0,6}?(?:poll|survey))\b")
_TAIL = re.compile(r" (?:of|by|from|in|on|about|conducted|released|published) ")
# "Polls", "many other polls": none of them in particular.
_ANY = re.compile(
    r"(?:(?:the|many|most|other|some|several|recent|new|public|opinion|national|early) )*\w+", re.IGNORECASE
)
# A poll that another is compared with.
_BEFORE = re.compile(
    r"\b(?:earlier|previous|[Ll]ast (?:month|year|week)|ago|[Ii]n (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December))\b"
)
# How far a sentence is looked at, and how many statements ahead a poll may be named.
_REACH, _AHEAD = 300, 3
# What an article is about is spoken of in its first paragraphs.
_OPENING = 4


class Polls:
    """Finds the poll behind each share of people, statement after statement."""

    def __init__(self, resolver: Resolver, speakers: Sequence[Sequence[Figure]]) -> None:
        self.page, self.layout, self.phrases = resolver.page, resolver.layout, resolver.phrases
        self.attributions, self.speakers = resolver.attributions, speakers
        begin, end = self.page.paragraphs[0] if self.page.paragraphs else (0, 0)
        self._in_title = _POLL.search(self.page.text, begin, min(end, begin + _REACH)) is not None
        self._main = next((p for i in range(len(speakers)) if (p := self._told_of_first(i))), None)
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget the polls spoken of before."""
        self._poll: Figure | None = None
        self._earlier: Figure | None = None
        self._last: Figure | None = None
        self._sentence = self._paragraph = 0

    def _told_of_first(self, i: int) -> Figure | None:
        """The poll that speaks in attribution ``i``, if the article is about it."""
        speaker = self.speakers[i][0]
        if not _is_poll(speaker) or not _is_particular(speaker):
            return None
        return speaker if self._in_title or self._paragraph_of(i) <= _OPENING else None

    def behind(self, i: int) -> Figure | None:
        """The poll that asked the speakers of attribution ``i``; to be asked of each attribution in its order."""
        speaker, paragraph = self.speakers[i][0], self._paragraph_of(i)
        if _is_poll(speaker):
            self._note(i, speaker)
            return None
        public = self._in_title and self._main is not None and _PUBLIC.match(speaker.name) is not None
        if not public and (speaker.kind != "group" or not self._is_share(i, near=paragraph - self._paragraph <= 1)):
            return None
        found = self._named_there(i) or self._spoken_of(i) or self._named_next(i)
        if found is not None:
            self._paragraph = paragraph
        return found

    def _note(self, i: int, poll: Figure) -> None:
        """Note the poll that speaks in attribution ``i``."""
        particular = _is_particular(poll)
        if self._poll is None or (particular and not self._is_of_before(i)):
            self._poll = poll
        elif particular:
            self._earlier = poll
        if particular:
            self._last = poll
        self._paragraph, self._sentence = self._paragraph_of(i), self.page.sentence_at(self.layout.anchor(i))

    def _spoken_of(self, i: int) -> Figure | None:
        """The poll that the article is about, or one that was spoken of right before or is compared with it."""
        if self._earlier is not None and self._is_of_before(i):
            return self._earlier
        beside = self.page.sentence_at(self.layout.anchor(i)) - self._sentence <= 1
        if beside and self._last is not None:
            return self._last
        return self._main or self._poll

    def _is_of_before(self, i: int) -> bool:
        """Whether the sentence of attribution ``i`` compares with a poll of before."""
        begin, end = self.page.sentence_span(self.layout.anchor(i))
        return _BEFORE.search(self.page.text, begin, min(end, begin + _REACH)) is not None

    def _is_share(self, i: int, *, near: bool) -> bool:
        """Whether the speakers are a share of those whom a poll asked; ``near`` where that was just spoken of."""
        begin, end = self.page.sentence_span(self.attributions[i].content[0].start)
        name = self.speakers[i][0].name
        if _FIGURES.search(name):
            return True
        if _FIGURES.search(self.page.text, begin, min(end, begin + _REACH)):
            return self._known()
        return near and self._known() and _SHARE.search(name) is not None

    def _known(self) -> bool:
        return self._poll is not None or (self._in_title and self._main is not None)

    def _named_there(self, i: int) -> Figure | None:
        """The poll that the sentence names without quoting it."""
        source = self.attributions[i].source
        at = max(self.layout.anchor(i), source[-1].end if source else 0)
        begin, _ = self.page.sentence_span(self.layout.anchor(i))
        match = _IN_ONE.search(self.page.text, max(begin, at - _REACH), at)
        found = self.phrases.of(match.start(1), match.end(1), -1)[:1] if match else []
        return next(filter(_is_particular, found), None)

    def _named_next(self, i: int) -> Figure | None:
        """The first poll that is quoted right behind: ``About two thirds of voters say ... That is according to``."""
        for j in range(i + 1, min(i + 1 + _AHEAD, len(self.attributions))):
            if self._paragraph_of(j) - self._paragraph_of(i) > 1:
                return None
            if _is_poll(self.speakers[j][0]):
                return self.speakers[j][0]
        return None

    def _paragraph_of(self, i: int) -> int:
        return self.page.paragraph_at(self.layout.anchor(i))


def _is_particular(poll: Figure) -> bool:
    return _ANY.fullmatch(poll.name) is None


def _is_poll(speaker: Figure) -> bool:
    if speaker.kind != "document":
        return False
    named = {word.lower() for word in _TAIL.split(speaker.name, maxsplit=1)[0].split()}
    return speaker.head in _POLLS or not named.isdisjoint(_POLLS)
