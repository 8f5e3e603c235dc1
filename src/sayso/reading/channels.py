"""Where a text names the outlet or show through which words came: “told the Echo”, “in an interview on CNN”."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from . import channel_phrases as phrase
from .folding import fold
from .outlets import Outlets
from .phrases import head_sort
from .spelling import WORD_BEFORE

if TYPE_CHECKING:
    from .cast import Cast
    from .figure import Figure
    from .naming import Naming

__all__ = ["Channels"]

# How far back an outlet may be named that is spoken of as "the newspaper".
_FAR = 2000


class Channels:
    """Finds outlets and shows in stretches of one text."""

    def __init__(self, cast: Cast, naming: Naming) -> None:
        self.cast, self.naming, self.text = cast, naming, cast.text
        self.outlets = Outlets(cast, naming)

    def within_source(self, begin: int, end: int) -> list[Figure]:
        """``Officials who spoke to Acme News``, ``a letter leaked to the Echo``: whom the words of a source name."""
        match = phrase.GIVEN_TO.search(self.text, begin, end)
        return self.outlets.at(match.end(), min(len(self.text), end + 3)) if match else []

    def told(self, begin: int, end: int) -> list[Figure]:
        """``told the Echo``, ``admitted to CNN``."""
        match = phrase.TOLD.search(self.text, begin, end)
        if match is None:
            return []
        lead = phrase.LEAD.match(self.text, match.end())
        found = self.outlets.at(lead.end(), min(end, lead.end() + 60), told=True) if lead else []
        return found or self._host(match.end()) or self._man_of(match.end())

    def _man_of(self, at: int) -> list[Figure]:
        """``told Ana Ruiz of Acme News``: the outlet of whom it was told."""
        names = self.cast.inside(at + 1, at + 60)
        for n, m in pairwise(names):
            between = self.text[self.cast.names[n].end : self.cast.names[m].title_start]
            if self.cast.names[n].title_start <= at + 5 and between in (
                " of ",
                " of the ",
                " from ",
                " with ",
                ", of ",
            ):
                return [self.naming.figure(m)] if self.outlets.is_one(m) else []
            break
        for n in names[:1]:
            name = self.cast.names[n]
            of = phrase.OF_SHOW.match(self.text, name.end, name.end + 20)
            if name.title_start <= at + 5 and of:
                return self.outlets.at(of.end(), of.end() + 60, show=True)
        return []

    def _host(self, at: int) -> list[Figure]:
        """``told host Ana Ruiz``: an interviewer, where no outlet is named."""
        match = phrase.HOST.match(self.text, at)
        names = self.cast.inside(match.end(), match.end() + 3) if match else []
        return [f for n in names[:1] if (f := self.naming.figure(n)).kind == "person"]

    def named(self, begin: int, end: int) -> list[Figure]:
        """The outlets of the first channel phrase in ``[begin, end)``, or who got hold of what is spoken of there."""
        for match in phrase.CHANNEL.finditer(self.text, begin, end):
            before = WORD_BEFORE.search(self.text, max(begin, match.start() - 30), match.start())
            if match.group() == "on" and before and head_sort(fold(before.group(1))) == "people":
                continue  # "an analyst on Acme News"
            lead = phrase.LEAD.match(self.text, match.end())
            found = self.outlets.at(
                lead.end() if lead else match.end(),
                min(end + 40, match.end() + 60),
                show=self._is_said_on(match.group().lower(), match.start()),
                paper=phrase.BY_PAPER.search(match.group()) is not None,
            )
            found = found or (self.outlets.named_before(match.end(), end) if phrase.IN_A.search(match.group()) else [])
            if found:
                return self._aired(match.end(), end) or found
        return self.holder(begin, end)[1] or self._interviewed(begin, end)[1]

    def _aired(self, begin: int, end: int) -> list[Figure]:
        """``... with CNN’s Ana Ruiz aired Monday on “Harbour View”``: the show on which an interview was heard."""
        match = phrase.AIRED.search(self.text, begin, end)
        return self.outlets.at(match.end(), min(len(self.text), end + 40), show=True) if match else []

    def _interviewed(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where a person holds an interview for no outlet that is named, and who: ``interview with host Ana Ruiz``."""
        match = phrase.INTERVIEWER.search(self.text, begin, end)
        names = self.cast.inside(match.end(), match.end() + 1) if match else []
        found = [f for n in names if (f := self.naming.figure(n)).kind == "person"]
        return (match.start() if match else begin), found

    def broadcast(self, begin: int, end: int) -> list[Figure]:
        """The show on which the words that ``[begin, end)`` ends with were said: ``... on Friday’s “Harbour View.”``"""
        match = phrase.BROADCAST.search(self.text, begin, end)
        return self.outlets.at(match.end(), min(len(self.text), end + 3), show=True) if match else []

    def holder(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` it is said who got hold of another's words, and who: ``audio obtained by CNN``."""
        held = phrase.GOT_HOLD.search(self.text, begin, end)
        names = self.cast.inside(held.end(), held.end() + 3) if held else []
        return (held.start() if held else begin), [self.naming.figure(n) for n in names[:1]]

    def column(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` a piece for an outlet is spoken of, and the outlet: ``in an Acme News op-ed``."""
        for match in phrase.COLUMN.finditer(self.text, begin, end):
            for n in reversed(self.cast.inside(max(begin, match.start() - 60), match.start())):
                if self.cast.names[n].end == match.start() and self.outlets.is_one(n):
                    return self.cast.names[n].start, [self.naming.figure(n)]
        return begin, []

    def asked_by(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` an outlet's man asks somebody, and the outlet: ``NBC’s Ana Ruiz asked Bell``."""
        match = phrase.ASKED.search(self.text, begin, end)
        names = self.cast.inside(max(begin, match.start() - 60), match.start()) if match else []
        outlets = [n for n in names if self.outlets.is_one(n)]
        return (match.end() if match else begin), [self.naming.figure(n) for n in outlets[-1:]]

    def _is_said_on(self, said: str, at: int) -> bool:
        """Whether a show may follow the phrase at ``at``: “said on”, “interviewed on”."""
        if said == "on":
            return phrase.SAID.search(self.text, max(0, at - 30), at) is not None
        return said.startswith(("interviewed", "appear")) and said.endswith("on")

    def unnamed_show(self, begin: int, end: int) -> list[Figure]:
        """``on his weekly radio show``, ``on a Lund radio station``."""
        for pattern in (phrase.SHOW_CALLED, phrase.TAPED):
            called = pattern.search(self.text, begin, end)
            if called and (found := self.outlets.at(called.end(), min(len(self.text), end + 40), show=True)):
                return found
        if the_one := phrase.THE_OUTLET.search(self.text, begin, end):
            return self._last_outlet(the_one.start())
        match = phrase.SOME_SHOW.search(self.text, begin, end) or phrase.SOME_MEDIA.search(self.text, begin, end)
        return [self.outlets.show(match.group(1))] if match else []

    def _last_outlet(self, at: int) -> list[Figure]:
        """The outlet that was last named before ``at``."""
        for n in reversed(self.cast.inside(max(0, at - _FAR), at)):
            if self.outlets.is_one(n):
                return [self.naming.figure(n)]
        return []

    def reported(self, begin: int, end: int) -> list[Figure]:
        """``..., Acme News reported``: the outlet right behind a statement that says that it reports it."""
        match = phrase.REPORTED.match(self.text, begin, end)
        names = self.cast.inside(match.end(), match.end() + 1) if match else []
        return [
            self.naming.figure(n)
            for n in names
            if self.outlets.is_one(n) and phrase.REPORTS.match(self.text, self.cast.names[n].end, end)
        ]

    def reports_it(self, begin: int, end: int) -> list[Figure]:
        """``said Bell, the mayor of Lund, reports Acme News``: who reports what a source that goes on says."""
        match = phrase.IT_REPORTS.search(self.text, begin, end)
        names = self.cast.inside(match.end(), match.end() + 1) if match else []
        return [self.naming.figure(n) for n in names if self.outlets.is_one(n)]

    def on_air(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` it is said that somebody is interviewed or appears, and the outlets."""
        for match in phrase.ON_AIR.finditer(self.text, begin, end):
            found = self.outlets.at(match.end(), min(end, match.end() + 60), show=True)
            found = found or self._man_of(match.end() - 1)
            if found:
                return match.start(), found
        for match in phrase.WENT_ON.finditer(self.text, begin, end):
            piece = match.group().startswith(phrase.PIECES)
            if found := self.outlets.at(match.end(), min(end, match.end() + 60), paper=piece):
                return match.start(), found
        at, found = self._granted(begin, end)
        return (at, found) if found else self._interviewed(begin, end)

    def _granted(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """``granted Acme News an interview``: where, and the outlet."""
        for match in phrase.GRANTED.finditer(self.text, begin, end):
            for n in self.cast.inside(match.end(), match.end() + 1):
                if self.outlets.is_one(n) and phrase.INTERVIEW.match(self.text, self.cast.names[n].end, end):
                    return match.start(), [self.naming.figure(n)]
        return begin, []

    def event(self, begin: int, end: int) -> list[Figure]:
        """The outlets by which an event that ``[begin, end)`` speaks of was broadcast."""
        match = phrase.EVENT.search(self.text, begin, end) or phrase.TOWN_HALL.search(self.text, begin, end)
        return self.outlets.at(match.end(), min(end, match.end() + 40)) if match else []
