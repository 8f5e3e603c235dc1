"""Relays that no rule tells of but the model: where it sees one named beside a statement that came through one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .layout import extent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .actors import Resolver
    from .channels import Channels
    from .figure import Figure
    from .relay_marks import NamedThere, RelayMarks

__all__ = ["MarkedRelays"]

# From these log-odds on a statement has a relay, and a stretch names one.
_RELAYED, _NAMED = 0.0, 1.0
# Below the first a statement is not of a report that only the model tells of; below the second of none at all.
_RUNS_ON, _RULED_OUT = -1.1, -3.5
# How far from the cue a name is looked for: a paragraph may be as long as the text.
_REACH = 800
# In which parts of its statement a name is sought, one after another.
_BESIDE, _SOURCE, _SAID = range(3)
_TITLE = re.compile(r"[A-Z0-9][\w&’'.-]*(?: [\w&’'.-]+)+")


class MarkedRelays:
    """Finds in one article the figures that the model marks as relays."""

    def __init__(self, resolver: Resolver, channels: Channels, marks: RelayMarks) -> None:
        self.page, self.layout, self.attributions = resolver.page, resolver.layout, resolver.attributions
        self.cast, self.naming, self.text = resolver.cast, resolver.naming, resolver.text
        self.channels, self.marks = channels, marks

    def sees(self, i: int) -> bool:
        """Whether the model thinks that attribution ``i`` has a relay."""
        return self._odds(i) > _RELAYED

    def runs_on(self, i: int) -> bool:
        """Whether a report that only the model tells of may run on with attribution ``i``."""
        return self._odds(i) > _RUNS_ON

    def rules_out(self, i: int) -> bool:
        """Whether the model is sure that attribution ``i`` has no relay."""
        return self._odds(i) < _RULED_OUT

    def named(self, i: int, speakers: Sequence[Figure]) -> list[Figure]:
        """The relay of attribution ``i``, where the model thinks that it has one: the nearest in its sentence, or else
        in its paragraph.
        """
        if not self.sees(i):
            return []
        begin, end = self.page.sentence_span(self.layout.anchor(i))
        first, last = extent(self.attributions[i])
        paragraph = self.page.paragraphs[self.page.paragraph_at(self.layout.anchor(i))]
        return self._nearest(i, min(begin, first), max(end, last), speakers) or self._nearest(i, *paragraph, speakers)

    def _odds(self, i: int) -> float:
        return self.marks.relayed(self._begin(i))

    def _begin(self, i: int) -> int:
        """Where the cue of attribution ``i`` begins, or what is said where there is none."""
        attribution = self.attributions[i]
        return (attribution.cue or attribution.content)[0].start

    def _nearest(self, i: int, begin: int, end: int, speakers: Sequence[Figure]) -> list[Figure]:
        """What is named nearest to the cue in ``[begin, end)``; in the source, or in what is said, only if nowhere
        else.
        """
        cue = self._begin(i)
        near = self.marks.named_in(max(begin, cue - _REACH), min(end, cue + _REACH))
        sure = [name for name in near if name.odds > _NAMED]
        for name in sorted(sure, key=lambda name: (self._part(i, name), abs(name.begin - cue))):
            for figure in self._figures(name, said=self._part(i, name) == _SAID):
                if figure not in speakers:
                    return [figure]
        return []

    def _part(self, i: int, name: NamedThere) -> int:
        """Whether a name stands in the words that attribution ``i`` reports, in its source, or beside them."""
        attribution = self.attributions[i]
        said, source = (
            any(s.start <= name.begin < s.end for s in spans) for spans in (attribution.content, attribution.source)
        )
        return _SAID if said else _SOURCE if source else _BESIDE

    def _figures(self, name: NamedThere, *, said: bool) -> Iterator[Figure]:
        """Whom a stretch names: outlets or shows, names that are no places', or a title of several words."""
        closing = name.end + 1  # a quotation mark that closes a title is no part of the stretch
        if found := self.channels.outlets.at(name.begin, closing, told=True):
            yield from found
            return
        names = [n for n in self.cast.inside(name.begin, name.end) if self.cast.names[n].sort != "place"]
        if names:
            yield from map(self.naming.figure, names)
        elif not said and (title := _TITLE.fullmatch(self.text, name.begin, name.end)):
            yield self.channels.outlets.show(title.group())
