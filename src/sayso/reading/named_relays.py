"""Through whom a statement came by what its own sentence says: outlets, shows, papers and people."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from .channel_phrases import OUTLET_SORTS
from .channels import Channels
from .layout import cue_of, extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..record import Attribution
    from .actors import Resolver
    from .figure import Figure

__all__ = ["PASSING", "NamedRelays"]

_TELLS = re.compile(r"\b(?:told|tells?|telling|spoke (?:to|with))\b|\b(?:to|shared with|spoke with)\Z| to \Z")
PASSING = re.compile(r"\b(?:cited|cites|citing|quoted|quotes|quoting|reported|reports|published)\b")
# What somebody does who passes on the words of another.
_REPORTS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|report(?:s|ed|ing)|wr(?:ote|ites?)|according to|recall(?:s|ed|ing)"
    r"|recount(?:s|ed)|cit(?:es|ed|ing)|quot(?:es|ed|ing)|add(?:s|ed|ing)|claim(?:s|ed)|not(?:es|ed|ing))\b|\A:\Z"
)
# "... called for the ban. [Reuters]", "[Ana Ruiz, Acme News]": whose report an item of a digest takes up.
_CREDIT = re.compile(r"\[(?:[^\[\]\n,]{2,40}, )?([A-Z0-9][^\[\]\n,]{1,40}?)\.?\]")
_SEEN_BY = re.compile(
    r"\b(?:(?:seen|obtained|leaked|reviewed|acquired)|(?:records|e-?mails?|cables|documents?|excerpts?|letters?|files"
    r"|memos?|transcripts?|videos?|tapes?|recordings?|messages|filings?)\b[^,;.“”\"]{0,40}?"
    r" (?:released|published|compiled)"
    r"|\w+ (?:first )?reported(?: previously)?)"
    rf" (?:\w+day )?by (?:the )?{OUTLET_SORTS}",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:asked|asks|pressed|questioned|grilled)\b")
# What journalists do in their papers.
_PRINTS = re.compile(r"\b(?:wrote|writes?|writing|describes|report(?:s|ed)|point(?:s|ed) out|opined)\b")
_PIECE = re.compile(
    r"(?:[Aa]n?|[Tt]he) (?:\w+ )?(?:article|column|op-ed|essay|piece|story|editorial|report) (?:written )?by "
)
_IN_PRINT = re.compile(r"[ \u00a0](?:in|for|at|on)[ \u00a0](?:[Tt]he[ \u00a0])?(?=[A-Z])")
_JOURNALIST = re.compile(
    r"(?:[’'](?:s)?)?[ \u00a0](?:[\w-]+[ \u00a0]){0,3}?(?:columnist|reporter|correspondent|writer|blogger|editor"
    r"|journalist)[ \u00a0](?=[A-Z])|[’']s?[ \u00a0](?=[A-Z][a-z])"
)
_OF_PAPER = re.compile(
    r"(?:columnist|reporter|correspondent|writer|blogger|journalist) (?:for|at|with|of)"
    r" (?:the |an? )?(?:[A-Za-z]+ )?(?:[a-z]+ ){0,2}\Z"
)
# "Ana Ruiz of Acme News"
_OF_IT = re.compile(r"[A-Z][\w.’'-]+ [A-Z][\w’'-]+ (?:of|from|at) (?:[Tt]he )?\Z")
# "“Harbour View” host Ana Ruiz", "Ana Ruiz, who hosts Harbour View"
_HOSTS_IT = re.compile(r"[”\"’']{0,2} (?:co-)?(?:host|anchor)s?\b(?! of\b)", re.IGNORECASE)
_WHO_HOSTS = re.compile(r"\b(?:co-)?(?:hosts?|anchor) of |\bwho (?:co-)?hosts (?:[a-z]+ ){0,4}", re.IGNORECASE)
_WRITES = re.compile(r"\b(?:wr(?:ote|ites?|iting)|tweet\w*|post(?:s|ed))\b")
_THROUGH = re.compile(
    r"\bthrough ((?:an?|his|her|their|its) (?:[\w-]+ ){0,2}(?:spokes(?:man|woman|person)|lawyer|attorney"
    r"|representative|publicist"
    r"|intermediary|translator|interpreter|aide|office|campaign)(?:,? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?)"
)
# How far from its statement a sentence is looked at: one without stops may be as long as the text.
_REACH = 300
_CREDIT_ROOM = 400
# Where so many items end with brackets, what stands in them is whom they are from.
_ITEM_END = re.compile(r"[.”\"!?] ?\[[A-Z0-9][^\[\]\n,]{1,40}\]")
_ITEMS = 3
_ROOM = 80


class NamedRelays:
    """Finds in one article what the sentences of its statements name."""

    def __init__(self, resolver: Resolver) -> None:
        self.page, self.layout, self.attributions = resolver.page, resolver.layout, resolver.attributions
        self.resolver, self.text = resolver, resolver.text
        self.channels = Channels(resolver.cast, resolver.naming)
        self._cues = sorted(a.cue[0].start for a in self.attributions if a.cue)
        self._begins = sorted(extent(a)[0] for a in self.attributions)
        self._is_digest = len(_ITEM_END.findall(self.text)) >= _ITEMS

    def own(self, i: int, speakers: Sequence[Figure]) -> list[Figure]:
        """The relays that the sentence of attribution ``i`` itself names."""
        if i in self.resolver.passed_by:
            return self.resolver.passed_by[i]
        parent = self.layout.within[i]
        if parent is not None and _REPORTS.search(cue_of(self.attributions[parent])):
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
        told = _TELLS.search(self.text, attribution.cue[0].start, attribution.cue[0].end + 4) is not None
        host: list[Figure] = []
        for number, (begin, end) in enumerate(self._zones(attribution)):
            found = self.channels.told(begin, end) if told and not number else []
            if not found or found[0].kind == "person":
                found = self.channels.named(begin, end) or found
            found = [f for f in found if f not in speakers]
            if not found or found[0].kind == "person":
                found = self.channels.unnamed_show(begin, end) or self.channels.broadcast(begin, end) or found
            if found and found[0].kind != "person":
                return found
            host = host or found
        if found := self._broadcast(attribution):
            return [f for f in found if f not in speakers]
        if host:
            return host
        _, last = extent(attribution)
        inside = attribution.source[-1].start if attribution.source else last
        behind = self.channels.reports_it(inside, last) or self.channels.reported(
            last, self.page.sentence_span(attribution.cue[0].start)[1]
        )
        found = (
            behind
            or self._seen_by(attribution)
            or self._passer(attribution)
            or self._credited(attribution)
            or self._spokesman(attribution)
            or self._printed(attribution)
            or self._asker(attribution)
            or self._hosted(attribution)
        )
        return [f for f in found if f not in speakers]

    def _broadcast(self, attribution: Attribution) -> list[Figure]:
        """The show that the sentence ends with, taken for a part of what was said there."""
        begin, end = attribution.content[0].start, attribution.content[-1].end
        if self.page.quotation_at(begin) >= 0:
            return []
        return self.channels.broadcast(max(begin, end - _ROOM), end)

    def _seen_by(self, attribution: Attribution) -> list[Figure]:
        """``A letter seen by Acme News says``: who got hold of the document that is the source."""
        for span in attribution.source:
            match = _SEEN_BY.search(self.text, span.start, span.end)
            names = self.resolver.cast.inside(match.end(), match.end() + 1) if match else []
            if names:
                return [self.resolver.naming.figure(names[0])]
            if found := self.channels.within_source(span.start, span.end):
                return found
        source, cue = attribution.source[-1:], attribution.cue[0].start
        if source and 0 < cue - source[0].end < _ROOM and (behind := _SEEN_BY.search(self.text, source[0].end, cue)):
            return [self.resolver.naming.figure(n) for n in self.resolver.cast.inside(behind.end(), behind.end() + 1)]
        return []

    def _spokesman(self, attribution: Attribution) -> list[Figure]:
        """``Ruiz, through a spokeswoman, declined``, ``Ruiz said through her lawyer Jo Bell``."""
        begin, end = self.page.sentence_span(attribution.cue[0].start)
        at = attribution.cue[0].start
        match = _THROUGH.search(self.text, max(begin, at - _REACH // 3), min(end, at + _REACH // 3))
        return self.resolver.phrases.of(match.start(1), match.end(1), -1) if match else []

    def _printed(self, attribution: Attribution) -> list[Figure]:
        """``Lund Echo columnist Bell writes``, ``wrote Bell in the Echo``: the paper of whoever writes."""
        source = attribution.source
        if not source or not (_PRINTS.search(cue_of(attribution)) or _PIECE.match(source[0].surface)):
            return []
        if match := _IN_PRINT.match(self.text, source[-1].end, source[-1].end + 20):
            return self.channels.outlets.at(match.end(), match.end() + 40, show=True)
        if match := _IN_PRINT.search(self.text, source[0].start, source[-1].end):
            return self.channels.outlets.at(match.end(), match.end() + 40)
        for n in self.resolver.cast.inside(source[0].start, source[-1].end):
            if self.channels.outlets.tells_whence(n):
                continue
            name = self.resolver.cast.names[n]
            if self.channels.outlets.is_one(n) and (
                _JOURNALIST.match(self.text, name.end, source[-1].end)
                or _OF_PAPER.search(self.text, source[0].start, name.start)
                or _OF_IT.search(self.text, source[0].start, name.start)
            ):
                return [self.resolver.naming.figure(n)]
        return []

    def _asker(self, attribution: Attribution) -> list[Figure]:
        """``NBC’s Ana Ruiz asked``: a question is heard through the outlet of whoever asks."""
        source = attribution.source
        if not source or not _ASKS.search(cue_of(attribution)):
            return []
        names = self.resolver.cast.inside(source[0].start, source[-1].end)[:1]
        own = [n for n in names if self.channels.outlets.is_one(n) and self.resolver.cast.names[n].possessive]
        return [self.resolver.naming.figure(n) for n in own]

    def _hosted(self, attribution: Attribution) -> list[Figure]:
        """``“Harbour View” host Ana Ruiz said``: who holds a show is heard on it."""
        if not attribution.source or _WRITES.search(cue_of(attribution)):
            return []
        begin, end = attribution.source[0].start, attribution.source[-1].end
        if match := _WHO_HOSTS.search(self.text, begin, end):
            return self.channels.outlets.title(match.end(), end)[0]
        found, stop = self.channels.outlets.title(begin, end)
        return found if _HOSTS_IT.match(self.text, stop, end) else []

    def _credited(self, attribution: Attribution) -> list[Figure]:
        """The outlet that stands in brackets behind an item, where it is known for one or every item has one."""
        end = attribution.content[-1].end
        number = self.page.paragraph_at(attribution.content[0].start)
        stop = self.page.paragraphs[number][1] if 0 <= number < len(self.page.paragraphs) else end
        credit = _CREDIT.search(self.text, end, min(stop, end + _CREDIT_ROOM))
        if credit is None:
            return []
        if self._is_digest:
            return self.channels.outlets.at(credit.start(1), credit.end(1)) or [
                self.channels.outlets.show(credit.group(1))
            ]
        cast = self.resolver.cast
        names = cast.inside(credit.start(1), credit.start(1) + 1)
        whole = [n for n in names if cast.names[n].end == credit.end(1) and self.channels.outlets.is_one(n)]
        return [self.resolver.naming.figure(n) for n in whole]

    def next_begin(self, at: int, end: int) -> int:
        """Where in ``[at, end)`` the next attribution begins, or its end."""
        return min([end, *self._begins[bisect_left(self._begins, at) :][:1]])

    def _zones(self, attribution: Attribution) -> list[tuple[int, int]]:
        """Stretches that can name a channel: behind the cue, before the statement and after it, in its sentence."""
        cue = attribution.cue[0]
        begin, end = self.page.sentence_span(cue.start)
        contents = [s.start for s in attribution.content if s.start >= cue.end]
        contents += self._cues[bisect_left(self._cues, cue.end) :][:1]
        stop = min([min(contents, default=end), cue.end + 160, max(end, cue.end)])
        source = attribution.source
        behind = source[-1].end if source and source[0].start >= cue.end and source[-1].end <= stop else cue.start
        zones = [(behind, stop)]
        first, last = extent(attribution)
        if begin < first:
            zones.append((max(begin, first - _REACH), first))
        if last < end:
            zones.append((last, self.next_begin(last, min(end, last + 120))))
        if attribution.source and 0 < cue.start - attribution.source[-1].end <= _REACH:
            zones.append((attribution.source[-1].end, cue.start))
        return zones

    def _passer(self, attribution: Attribution) -> list[Figure]:
        """``The Echo cited Ana Ruiz as saying``: the subject before the cue when the source follows it."""
        cue = attribution.cue[0]
        if not attribution.source or attribution.source[0].start < cue.end or not PASSING.search(cue.surface):
            return []
        if re.search(r"\bby\b", self.text[cue.start : attribution.source[0].start]):
            return []
        begin, _ = self.page.sentence_span(cue.start)
        names = [
            n
            for n in self.resolver.cast.inside(max(begin, cue.start - _REACH), cue.start)
            if self.channels.outlets.is_one(n)
            or self.resolver.cast.of_name[n]
            or not self.text[begin : self.resolver.cast.names[n].start].strip()
        ]
        return [self.resolver.naming.figure(n) for n in names[-1:]]
