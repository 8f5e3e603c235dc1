"""Through whom a statement reached the article: outlets, shows, documents and people that pass words on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .names import fold, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..record import Attribution
    from .actors import Resolver
    from .cast import Figure
    from .layout import Layout
    from .page import Page

__all__ = ["find_relays"]

_TOLD = re.compile(
    r"\b(?:told|tells|telling|(?:confirmed|admitted|revealed|disclosed|said|explained|insisted|complained) to"
    r"|shared with|spoke (?:to|with))\b"
)
_CHANNEL = re.compile(
    r"\b(?:interview|appearance|call|conversation|sit-down|segment|remarks?|comments?|speaking|appeared"
    r"|appearing|column|op-ed|essay|piece|editorial|article|post|posting|letter|wrote|writes|writing|panel"
    r"|telephone|phone"
    r"|discussion|call-in|town hall|email|mail|talking|aired|published|released|publishing|part|debut"
    r"|stint)\b[^.\n\"“”]{0,40}?\b(?:with|on|to|in|for|by|of)\b|\bduring an?\b|\bon(?= (?:the )?[A-Z“\"‘'])"
)
_LEAD = re.compile(r" (?:the |its |his |her |their |an? )?")
_PASSING = re.compile(r"\b(?:cited|cites|citing|quoted|quotes|quoting|reported|reports|published)\b")
_SHOW_WORD = r"(?:[A-Z][\w&-]*|of|the|and|in|on|with|this|to|a|&|[0-9]+)"
_QUOTED = re.compile(rf"(?:[\"“‘]|'{{1,2}}|`{{1,2}})({_SHOW_WORD}(?: {_SHOW_WORD}){{0,5}})[,.]?(?:[\"”’]|'{{1,2}})")
# The report of another occasion begins.
_OTHER_OCCASION = re.compile(
    r"\b(?:later|earlier|previously|once|last (?:week|month|year)|in a (?:statement|speech|tweet|blog post"
    r"|letter|news conference|press release)|tweet\w*|on Twitter|rally|has|have|had|in (?:19|20)\d\d"
    r"|at the time|debate)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"percent|\d+%|\bin (?:10|ten|five|three|four)\b|\b(?:voters|respondents|those|adults|residents|americans)\b",
    re.IGNORECASE,
)
# How far from its statement a sentence is looked at: one without stops may be as long as the text.
_REACH = 300
_POLLS = frozenset({"poll", "survey", "polls", "surveys", "polling"})


class _Relays:
    def __init__(self, page: Page, layout: Layout, resolver: Resolver, attributions: Sequence[Attribution]) -> None:
        self.page, self.layout, self.resolver, self.attributions = page, layout, resolver, attributions
        self.text = page.text
        self.shows: dict[str, Figure] = {}

    def own(self, i: int, speakers: Sequence[Figure]) -> list[Figure]:
        """The relays that the sentence of attribution ``i`` itself names."""
        parent = self.layout.within[i]
        if parent is not None:
            passed = [
                f
                for f in self.resolver.speaker(parent)
                if f not in speakers and f.name not in ("(unstated)", "(author)")
            ]
            if passed:
                return passed
        attribution = self.attributions[i]
        if not attribution.cue:
            return []
        for zone in self._zones(attribution):
            found = [f for f in self._channel(*zone) if f not in speakers]
            if found:
                return found
        return [f for f in self._passer(attribution) if f not in speakers]

    def is_elsewhere(self, i: int) -> bool:
        """Whether the sentence of attribution ``i`` says that its words were said at another occasion."""
        attribution = self.attributions[i]
        cue = " ".join(s.surface for s in attribution.cue)
        begin, end = self.page.sentence_span(self.layout.anchor(i))
        first, last = _extent(attribution)
        before, after = self.text[max(begin, first - _REACH) : first], self.text[last : min(end, last + _REACH)]
        around = f"{cue} {before} {after}"
        return _OTHER_OCCASION.search(around) is not None

    def _zones(self, attribution: Attribution) -> list[tuple[int, int, bool]]:
        """Stretches that can name a channel: behind the cue, before the statement and after it, in its sentence."""
        cue = attribution.cue[0]
        begin, end = self.page.sentence_span(cue.start)
        contents = [s.start for s in attribution.content if s.start >= cue.end]
        stop = min([min(contents, default=end), cue.end + 160, max(end, cue.end)])
        told = _TOLD.search(cue.surface) is not None
        zones = [(cue.start, stop, told)]
        first, last = _extent(attribution)
        if begin < first:
            zones.append((max(begin, first - _REACH), first, False))
        if last < end:
            zones.append((last, min(end, last + 120), False))
        return zones

    def _channel(self, begin: int, end: int, told: bool) -> list[Figure]:
        if told:
            match = _TOLD.search(self.text, begin, end)
            lead = _LEAD.match(self.text, match.end()) if match else None
            if lead and (found := self._outlet(lead.end(), min(end, lead.end() + 60))):
                return [found]
        for match in _CHANNEL.finditer(self.text, begin, end):
            lead = _LEAD.match(self.text, match.end())
            found = self._outlet(lead.end() if lead else match.end(), min(end + 40, match.end() + 60))
            if found is not None:
                return [found]
        return []

    def _outlet(self, begin: int, end: int) -> Figure | None:
        """The outlet or show named right at ``begin``: a show in quotation marks before the channel that airs it."""
        cast = self.resolver.cast
        show = _QUOTED.search(self.text, begin, end)
        for n in cast.inside(begin, end):
            name = cast.names[n]
            if name.start - begin > 22:
                break
            gap = self.text[begin : name.start]
            if show and show.start() < name.start:
                break
            if re.search(r"\b(?:reporters?|supporters|that|by|and|about|host|anchor)\b|[.;]", gap):
                break
            if not self._is_outlet(n):
                break
            if show and show.start() - name.end < 12 and self.text[name.end : name.end + 2] in ("’s", "'s", "s'", "s’"):
                return self._show(show.group(1))
            return self.resolver.naming.named(n) or self.resolver.naming.enter(n)
        if show and show.start() - begin <= 5 and len(show.group(1).split()) <= 5 and " " in show.group(1):
            return self._show(show.group(1))
        return None

    def _is_outlet(self, n: int) -> bool:
        name = self.resolver.cast.names[n]
        figure = self.resolver.cast.of_name[n]
        if figure is not None and figure.kind == "person":
            return False
        if name.sort == "outlet":
            return True
        after = re.match(
            r"[ \u00a0](?:daily|website|newspaper|news agency|magazine|network|channel|radio|weekly|tabloid"
            r"|agency|blog|podcast|program|show)\b",
            self.text[name.end : name.end + 20],
        )
        return after is not None or (len(name.key) > 1 and name.key[-1] in folded("media"))

    def _show(self, name: str) -> Figure:
        key = name.strip(" ,.").casefold()
        if key not in self.shows:
            self.shows[key] = self.resolver.cast.body(tuple(fold(w) for w in key.split()), name.strip(" ,."))
        return self.shows[key]

    def _passer(self, attribution: Attribution) -> list[Figure]:
        """``The Echo cited Ana Ruiz as saying``: the subject before the cue when the source follows it."""
        cue = attribution.cue[0]
        if not attribution.source or attribution.source[0].start < cue.end or not _PASSING.search(cue.surface):
            return []
        begin, _ = self.page.sentence_span(cue.start)
        names = [
            n
            for n in self.resolver.cast.inside(max(begin, cue.start - _REACH), cue.start)
            if self._is_outlet(n) or self.resolver.cast.of_name[n]
        ]
        return [self.resolver.naming.named(n) or self.resolver.naming.enter(n) for n in names[-1:]]


def _extent(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(s.start for s in spans), max(s.end for s in spans)


def find_relays(
    page: Page,
    layout: Layout,
    resolver: Resolver,
    attributions: Sequence[Attribution],
    speakers: Sequence[Sequence[Figure]],
) -> list[list[Figure]]:
    """The relays of each attribution; one that is named holds on while the same speaker's report runs on."""
    finder = _Relays(page, layout, resolver, attributions)
    out: list[list[Figure]] = []
    running: dict[Figure, list[Figure]] = {}
    poll: Figure | None = None
    for i in range(len(attributions)):
        speaker = speakers[i][0]
        found = finder.own(i, speakers[i])
        if speaker.kind == "document" and (speaker.head in _POLLS or speaker.name.split()[-1:][0].lower() in _POLLS):
            poll = speaker
        if not found and poll is not None and speaker.kind == "group" and _SHARE.search(speaker.name):
            found = [poll]
        elif layout.within[i] is None:
            found = _carry(running, speaker, found, finder.is_elsewhere(i))
        out.append(found)
    return out


def _carry(running: dict[Figure, list[Figure]], speaker: Figure, found: list[Figure], elsewhere: bool) -> list[Figure]:
    if found:
        running[speaker] = found
    elif elsewhere:
        running.pop(speaker, None)
    return found or running.get(speaker, [])
