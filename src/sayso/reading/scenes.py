"""Sentences that put somebody on the air, or bring papers to light: words that follow came through whom they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from .pronouns import PRONOUNS

if TYPE_CHECKING:
    from .actors import Resolver
    from .channels import Channels
    from .figure import Figure

__all__ = ["Scenes"]

# "The State Department released 1,000 emails": what is written in them came through it.
_RELEASED = re.compile(
    r"[ \u00a0](?:(?:has|have|had|also|\w+ly|on \w+day)[ \u00a0])*"
    r"(?:released|published|posted|dumped|leaked|obtained|disclosed)\b"
    r"[^.\n“”\"]{0,60}?\b(?:e-?mails?|messages|documents|transcripts?|records|memos?|cables|tapes?|recordings?)\b"
)
_RELEASED_BY = re.compile(
    r"\b(?:e-?mails?|messages|documents|transcripts?|records|memos?|cables)\b[^.\n“”\"]{0,30}?"
    r"\b(?:released|published|posted|dumped|leaked|disclosed)(?: \w+day)? by (?:the )?\Z"
)
_IN_WRITING = re.compile(r"\b(?:e-?mail(?:s|ed)?|message[sd]?|memos?|cables?)\b", re.IGNORECASE)
_HIS_INTERVIEW = re.compile(r"[’'](?:s)? (?:[\w-]+ )?(?:interview|appearance|op-ed|column|essay)\b")
# "The Lund mayor, who ..., appeared on"
_DESCRIBED = re.compile(r"[“\"‘']*The (?:[\w’'-]+ ){0,5}[a-z]+,? ")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
# How far a sentence is looked at: one without stops may be as long as the text.
_REACH = 600


class Scenes:
    """Finds the scenes of one text."""

    def __init__(self, resolver: Resolver, channels: Channels) -> None:
        self.page, self.cast, self.channels, self.text = resolver.page, resolver.cast, channels, resolver.text
        self._scenes = self._find_scenes()
        self._next = 0
        self._releases = self._find_releases()

    def before(self, at: int) -> list[tuple[int, Figure, list[Figure]]]:
        """What the sentences up to the one at ``at`` say of people on the air, as far as not yet given."""
        begin = self._next
        while self._next < len(self._scenes) and self._scenes[self._next][0] <= at:
            self._next += 1
        return self._scenes[begin : self._next]

    def is_in_writing(self, at: int) -> bool:
        """Whether the sentence at ``at`` speaks of an email or the like."""
        begin, end = self.page.sentence_span(at)
        return _IN_WRITING.search(self.text, begin, min(end, begin + _REACH)) is not None

    def released_before(self, at: int) -> list[Figure]:
        """Who was the last before ``at`` to make papers public."""
        number = bisect_left(self._releases, at, key=itemgetter(0))
        return [self._releases[number - 1][1]] if number else []

    def _find_scenes(self) -> list[tuple[int, Figure, list[Figure]]]:
        """Sentences that put a person on an outlet: where they begin, the person, the outlets."""
        cast, found = self.cast, []
        for begin, end in self.page.sentences:
            stop = min(end, begin + _REACH)
            people = [n for n in cast.inside(begin, stop) if (f := cast.of_name[n]) is not None and f.kind == "person"]
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
                found.append((begin, person, through))
        return found

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

    def _find_releases(self) -> list[tuple[int, Figure]]:
        """Where bodies make papers of others public, and which."""
        cast = self.cast
        return [
            (name.end, figure)
            for n, name in enumerate(cast.names)
            if (
                _RELEASED.match(self.text, name.end, name.end + 120)
                or _RELEASED_BY.search(self.text, max(0, name.start - 90), name.start)
            )
            and (figure := cast.of_name[n]) is not None
            and figure.kind == "organisation"
        ]
