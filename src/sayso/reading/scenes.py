"""Sentences that put somebody on the air, or bring papers to light: words that follow came through whom they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from .channel_phrases import TAPED_BY
from .pronouns import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .actors import Resolver
    from .channels import Channels
    from .figure import Figure
    from .name import Name

__all__ = ["Scenes"]

# What is noted of a place in the text, which comes first.
_Placed = TypeVar("_Placed", bound=tuple[Any, ...])

# "The State Department released 1,000 emails": what is written in them came through it.
_RELEASED = re.compile(
    r"[ \u00a0](?:(?:has|have|had|also|\w+ly|on \w+day)[ \u00a0])*"
    r"(?:released|published|posted|dumped|leaked|obtained|disclosed)\b"
    r"[^.\n“”\"]{0,60}?\b(?:e-?mails?|messages|documents|transcripts?|records|memos?|cables|tapes?|recordings?)\b"
)
# "the Echo, which obtained the emails"
_WHICH_HOLDS = re.compile(
    r",? (?:which|that) (?:has |had |first |recently )?(?:released|published|posted|leaked|obtained|disclosed|reviewed)"
    r" (?:them|it|(?:the|those|these|his|her|their) (?:\w+ )?"
    r"(?:e-?mails?|messages|documents|memos?|cables|letters?|transcripts?))\b"
)
_RELEASED_BY = re.compile(
    r"\b(?:e-?mails?|messages|documents|transcripts?|records|memos?|cables)\b[^.\n“”\"]{0,30}?"
    r"\b(?:released|published|posted|dumped|leaked|disclosed)(?: \w+day)? by (?:the )?\Z"
)
_IN_WRITING = re.compile(
    r"\b(?:in|(?<!of )an?|one|another) (?:(?:an?|one|another|his|her|their|the same) )?(?:[\w-]+ ){0,3}"
    r"(?:e-?mail|message|memo|cable|note)\b|\b(?:e-?mail|message)(?:ed|ing)\b",
    re.IGNORECASE,
)
# "somebody taped the speech and shared the recording with Acme News"
_RECORDING = r"(?:recordings?|tapes?|audio|videos?|footage|transcripts?|cop(?:y|ies))"
_PASSED_ON = r"(?:shared|gave|given|leaked|passed|sent|provided|handed|played)"
_SHARED = re.compile(
    rf"\b(?:{_PASSED_ON}\b[^.\n“”\"]{{0,60}}?\b{_RECORDING}\b[^.\n“”\"]{{0,30}}?"
    rf"|{_RECORDING}\b[^.\n“”\"]{{0,40}}?\b{_PASSED_ON}) (?:with|to|for) (?:the )?"
)
_HIS_INTERVIEW = re.compile(r"[’'](?:s)? (?:[\w-]+ )?(?:interview|appearance|op-ed|column|essay)\b")
# "The Lund mayor, who ..., appeared on"
_DESCRIBED = re.compile(r"[“\"‘']*The (?:[\w’'-]+ ){0,5}[a-z]+,? ")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_ROUND = re.compile(r"\b[Ii]n (?:a series of |(?:\w+ )?)interviews with (?:the )?(?=[A-Z])")
_THEY_ALL = re.compile(
    r"(?: \w+day| (?:this|last) \w+)?, (?:all |both )?(?:of )?(?:the|two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r" (?:[\w-]+ ){0,3}?[a-z-]+s (?:[a-z]+ed|said|told|spoke|gave)\b"
)
# "Acme News interviewed nearly 20 senators", "the Echo spoke with dozens of them"
_MANY = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen|(?:half a|two|three) dozen|dozens|several|numerous"
    r"|scores|a number|hundreds)"
)
_ASKED_MANY = re.compile(
    r" (?:has |have )?(?:interviewed|surveyed|canvassed|contacted|polled|asked|(?:spoke|spoken|talked|reached out)"
    rf" (?:to|with)) (?:(?:nearly|more than|about|over|some|almost|around) )?{_MANY}\b"
)
# "Acme News sent a dozen questions to the candidates"
_QUESTIONS = re.compile(
    r"\)? (?:sent|put|posed|submitted|mailed) (?:[\w-]+ ){0,4}?(?:questions|questionnaires?) to\b"
    r"|\)? (?:sent|mailed) (?:[\w-]+ ){1,4}?questionnaires?\b|[’']s? (?:\w+ )?questionnaire\b"
)
# How far a sentence is looked at: one without stops may be as long as the text.
_REACH = 600


class Scenes:
    """Finds the scenes of one text."""

    def __init__(self, resolver: Resolver, channels: Channels) -> None:
        self.page, self.cast, self.channels, self.text = resolver.page, resolver.cast, channels, resolver.text
        self._scenes = self._find_scenes()
        self._next = 0
        self._releases, self._tapes = self._find_releases(), self._find_tapes()
        self._rounds = self._find_rounds()

    def before(self, at: int) -> list[tuple[int, Figure, list[Figure]]]:
        """What the sentences up to the one at ``at`` say of people on the air, as far as not yet given."""
        begin = self._next
        while self._next < len(self._scenes) and self._scenes[self._next][0] <= at:
            self._next += 1
        return self._scenes[begin : self._next]

    def round_up(self, at: int, *, quoted_person: bool) -> list[Figure]:
        """Through whom everybody was heard of whom the article speaks from some sentence before ``at`` on.

        Where the sentence only says that many were asked, it is the people that are quoted, not all that speak.
        """
        last = _last_before(at, self._rounds)
        if last is None:
            return []
        _, through, all_speak = last
        return through if all_speak or quoted_person else []

    def is_in_writing(self, at: int) -> bool:
        """Whether the sentence at ``at`` speaks of an email or the like."""
        begin, end = self.page.sentence_span(at)
        return _IN_WRITING.search(self.text, begin, min(end, begin + _REACH)) is not None

    def released_before(self, at: int) -> list[Figure]:
        """Who was the last before ``at`` to make papers public."""
        last = _last_before(at, self._releases)
        return [last[1]] if last else []

    def taped_before(self, at: int) -> tuple[int, list[Figure]]:
        """Who was the last before ``at`` to make a recording, or to get hold of one, and where that stands."""
        last = _last_before(at, self._tapes)
        return (last[0], [last[1]]) if last else (0, [])

    def _find_scenes(self) -> list[tuple[int, Figure, list[Figure]]]:
        """Sentences that put a person on an outlet: where they begin, the person, the outlets."""
        cast, found = self.cast, []
        for begin, end in self.page.sentences:
            stop = min(end, begin + _REACH)
            people = [n for n in cast.inside(begin, stop) if (f := cast.of_name[n]) is not None and f.kind == "person"]
            if shared := self._shared(begin, stop):
                found.append(shared)
                continue
            if not people:
                if given := self._given_by_him(begin, stop):
                    found.append(given)
                continue
            if through := self.channels.event(begin, stop):
                found += [(begin, f, through) for n in people if (f := cast.of_name[n]) is not None]
                continue
            asked, through = self.channels.asked_by(begin, stop)
            person = next(
                (f for n in people if cast.names[n].start >= asked and (f := cast.of_name[n]) is not None), None
            )
            if person is not None and through:
                found.append((begin, person, through))
                continue
            at, through = self.channels.on_air(begin, stop)
            if not through:
                at, through = self.channels.column(begin, stop)
                people = people[:1] if through else people
            if not through:
                at, through = self.channels.holder(begin, stop)
                through = [f for f in through if f.kind == "organisation"]
            before = [n for n in people if cast.names[n].end <= at and not self._modifies(n)]
            after = [n for n in people if cast.names[n].start > at and not cast.names[n].possessive]
            person = cast.of_name[before[-1]] if before else cast.of_name[after[0]] if after else None
            if person is not None and through:
                found += [(begin, figure, through) for figure in self._with(before[-1] if before else after[0], person)]
        return found

    def _with(self, n: int, person: Figure) -> list[Figure]:
        """The person and, before ``and`` and the name of number ``n``, whoever spoke with him."""
        if n and self.text[self.cast.names[n - 1].end : self.cast.names[n].title_start] in (" and ", " & "):
            other = self.cast.of_name[n - 1]
            return [other, person] if other is not None and other.kind == "person" else [person]
        return [person]

    def _modifies(self, n: int) -> bool:
        """Whether a name only tells whose something is, other than an interview or an appearance."""
        name = self.cast.names[n]
        return name.possessive and _HIS_INTERVIEW.match(self.text, name.end, name.end + 40) is None

    def _given_by_him(self, begin: int, stop: int) -> tuple[int, Figure, list[Figure]] | None:
        """``In an interview he gave to Acme News``: the person who was named last before."""
        at, through = self.channels.on_air(begin, stop)
        if not through:
            return None
        pronoun = _HE.search(self.text, begin, min(stop, at + _REACH // 8))
        if pronoun is None and not _DESCRIBED.match(self.text, begin, at):
            return None
        gender = PRONOUNS[pronoun.group().lower()] if pronoun else ""
        cast = self.cast
        for n in reversed(cast.inside(max(0, begin - _REACH), begin)):
            figure = cast.of_name[n]
            if figure is not None and figure.kind == "person" and (not gender or figure.gender in ("", gender)):
                return begin, figure, through
        return None

    def _shared(self, begin: int, stop: int) -> tuple[int, Figure, list[Figure]] | None:
        """``A guest taped the speech and shared the recording with Acme News``: the person last spoken of before."""
        match = _SHARED.search(self.text, begin, stop)
        through = self.channels.outlets.at(match.end(), match.end() + 60) if match else []
        if not through:
            return None
        for n in reversed(self.cast.inside(max(0, begin - 2 * _REACH), begin)):
            figure = self.cast.of_name[n]
            if figure is not None and figure.kind == "person":
                return begin, figure, through
        return None

    def _find_rounds(self) -> list[tuple[int, list[Figure], bool]]:
        """``In a series of interviews with Acme News, the candidates ...``, ``Acme News interviewed 20 senators``.

        Where such words stand, the outlets, and whether all who speak are meant.
        """
        found = []
        for match in _ROUND.finditer(self.text):
            through = self.channels.outlets.at(match.end(), match.end() + 60)
            names = self.cast.inside(match.end(), match.end() + 60) if through else []
            if names and _THEY_ALL.match(self.text, self.cast.names[names[0]].end):
                found.append((match.start(), through, True))
        for pattern, all_speak in ((_ASKED_MANY, False), (_QUESTIONS, True)):
            for match in pattern.finditer(self.text):
                for n in self.cast.inside(max(0, match.start() - 60), match.start())[-1:]:
                    figure = self.channels.naming.figure(n)
                    asks = self.channels.outlets.is_one(n) or (all_speak and figure.kind == "organisation")
                    if self.cast.names[n].end == match.start() and asks:
                        found.append((match.start(), [figure], all_speak))
        return sorted(found, key=itemgetter(0))

    def _find_releases(self) -> list[tuple[int, Figure]]:
        """Where bodies make papers of others public, and which."""
        return [
            (name.end, figure)
            for name, figure in self._bodies()
            if _RELEASED.match(self.text, name.end, name.end + 120)
            or _WHICH_HOLDS.match(self.text, name.end, name.end + 80)
            or _RELEASED_BY.search(self.text, max(0, name.start - 90), name.start)
        ]

    def _find_tapes(self) -> list[tuple[int, Figure]]:
        """Where bodies are said to have recordings of others, and which."""
        return [
            (name.end, figure)
            for name, figure in self._bodies()
            if TAPED_BY.search(self.text, max(0, name.start - 130), name.start)
        ]

    def _bodies(self) -> Iterator[tuple[Name, Figure]]:
        for n, name in enumerate(self.cast.names):
            figure = self.cast.of_name[n]
            if figure is not None and figure.kind == "organisation":
                yield name, figure


def _last_before(at: int, placed: Sequence[_Placed]) -> _Placed | None:
    """The last of what stands in the text, in its order, before ``at``."""
    number = bisect_left(placed, at, key=itemgetter(0))
    return placed[number - 1] if number else None
