"""Through whom a statement reached the article: outlets, shows, documents and people that pass words on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .channels import Channels
from .scenes import Scenes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..record import Attribution
    from .actors import Resolver
    from .figure import Figure
    from .layout import Layout
    from .page import Page

__all__ = ["find_relays"]

_TELLS = re.compile(r"\b(?:told|tells?|telling)\b|\b(?:to|shared with|spoke with)\Z| to \Z")
_PASSING = re.compile(r"\b(?:cited|cites|citing|quoted|quotes|quoting|reported|reports|published)\b")
# The report of another occasion begins.
_OTHER_OCCASION = re.compile(
    r"\b(?:later|earlier|previously|once|last (?:week|month|year)|in a (?:statement|speech|tweet|blog post"
    r"|letter|news conference|press release)|tweet\w*|on (?:Twitter|Facebook|Instagram)|rall(?:y|ies)|in (?:19|20)\d\d"
    r"|at the time|debate|the next day|follow-up statement|(?:told|to) (?:the |his |her )?(?:crowd|audience|supporters"
    r"|attendees|delegates)|convention|in (?:January|February|March|April|June|July|August|September|October|November"
    r"|December)|on the campaign trail|in the past|news conference)\b",
    re.IGNORECASE,
)
# What somebody does who passes on the words of another.
_REPORTS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|report(?:s|ed|ing)|wr(?:ote|ites?)|according to|recall(?:s|ed|ing)"
    r"|recount(?:s|ed)|cit(?:es|ed|ing)|quot(?:es|ed|ing)|add(?:s|ed|ing)|claim(?:s|ed)|not(?:es|ed|ing))\b|\A:\Z"
)
_PERFECT = re.compile(r"\b(?:has|have|had|[’']ve|[’']d)\b")
_TALKS = re.compile(
    r"\b(?:sa(?:id|y|ys|ying)|add(?:ed|s|ing)?|t(?:old|ell|ells|elling)|wr(?:ote|ites?|iting)|according to"
    r"|repl(?:y|ied|ies)|point(?:ed|s)? (?:to|out)|went on|note[sd]?|noting"
    r"|(?:continu|respond|insist|explain|argu|claim|describ|conclud|call|ask|admit"
    r"|acknowledg|suggest|recall|jok|quip|warn|predict|estimat|reiterat|agre|defend|dismiss|maintain|express|stress"
    r"|emphasi[sz]|declar|assert|contend|propos|urg|accus|criticiz|prais|conced|vow|promis|pledg|den(?:y|i)|confirm"
    r"|complain|mention|pronounc|counter|remark|observ|question|clarif|derid|mock|laud|tout|blam|credit|outlin|refus"
    r"|declin|address|discuss|blast|slam|attack|recount|reveal|disclos)(?:e|es|s|ed|ing|ted|ped|y|ied|ies)?"
    r"|sp(?:oke|eaks?|eaking)|rul(?:e|ed|es|ing) out|st(?:ood|ands?) by|interview)\b|\A[:,—–-]?\Z",
    re.IGNORECASE,
)
# What somebody wrote was not said in the interview that went before.
_WRITES = re.compile(r"\b(?:wrote|writes?|writing|post(?:s|ed)|published|co-wrote)\b")
_SHARE = re.compile(
    r"percent|\d+%|\b(?:third|quarter|half|majority|out of (?:10|ten|five))\b|\bin (?:10|ten|five|three|four)\b"
    r"|\b(?:voters|respondents|those|adults|residents|americans)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"\b(?:a|two) (?:thirds?|quarter|majority)\b|\bout of (?:10|ten|five)\b"
    r"|\d+ ?%|\bpercent\b|\b\d+-\d+\b|\bin (?:10|ten)\b"
)
# "... called for the ban. [Reuters]", "[Ana Ruiz, Acme News]": whose report an item of a digest takes up.
_CREDIT = re.compile(r"\[(?:[^\[\]\n,]{2,40}, )?([A-Z][^\[\]\n,]{1,40})\]\s*\Z")
_SEEN_BY = re.compile(r"\b(?:seen|obtained|leaked|reviewed|acquired) (?:\w+day )?by (?:the )?")
_THROUGH = re.compile(
    r"\bthrough ((?:an?|his|her|their|its) (?:[\w-]+ ){0,2}(?:spokes(?:man|woman|person)|lawyer|attorney"
    r"|representative|publicist"
    r"|intermediary|translator|interpreter|aide)(?:,? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?)"
)
_HOSTS = frozenset({"host", "anchor", "co-anchor", "co-host", "moderator", "interviewer"})
# What stands between the items of a live blog: "___", "9:42 p.m."
_BREAK = re.compile(r"\s*(?:[_*#–—-]{2,}|\*(?: \*)+|\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?)\.?\s*")
# How far from its statement a sentence is looked at: one without stops may be as long as the text.
_REACH = 300
_CREDIT_ROOM = 90
_ROOM = 80
# A relay holds on for so many paragraphs after its last statement.
_FAR = 6
_POLLS = frozenset({"poll", "survey", "polls", "surveys", "polling"})


@dataclass(slots=True)
class _Running:
    """The report that runs on: through whom, and the paragraph where it was last heard of."""

    through: list[Figure]
    paragraph: int
    passed: bool = False
    written: bool = False


@dataclass(slots=True)
class _State:
    running: dict[Figure, _Running] = field(default_factory=dict)
    latest: _Running | None = None
    poll: Figure | None = None
    polled: int = 0


class _Relays:
    def __init__(self, page: Page, layout: Layout, resolver: Resolver, attributions: Sequence[Attribution]) -> None:
        self.page, self.layout, self.resolver, self.attributions = page, layout, resolver, attributions
        self.text = page.text
        self.channels = Channels(resolver.cast, resolver.naming)
        self._cues = sorted(a.cue[0].start for a in attributions if a.cue)
        self.scenes = Scenes(page, resolver, self.channels)

    def own(self, i: int, speakers: Sequence[Figure]) -> list[Figure]:
        """The relays that the sentence of attribution ``i`` itself names."""
        if i in self.resolver.passed_by:
            return self.resolver.passed_by[i]
        parent = self.layout.within[i]
        if parent is not None and _REPORTS.search(_cue(self.attributions[parent])):
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
        for number, (begin, end) in enumerate(self._zones(attribution)):
            found = self.channels.told(begin, end) if told and not number else []
            found = [f for f in found or self.channels.named(begin, end) if f not in speakers]
            found = found or self.channels.unnamed_show(begin, end)
            if found:
                return found
        if found := self._broadcast(attribution):
            return [f for f in found if f not in speakers]
        _, last = _extent(attribution)
        behind = self.channels.reported(last, self.page.sentence_span(attribution.cue[0].start)[1])
        found = (
            behind
            or self._seen_by(attribution)
            or self._passer(attribution)
            or self._credited(attribution)
            or self._spokesman(attribution)
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
        return []

    def _spokesman(self, attribution: Attribution) -> list[Figure]:
        """``Ruiz, through a spokeswoman, declined``, ``Ruiz said through her lawyer Jo Bell``."""
        begin, end = self.page.sentence_span(attribution.cue[0].start)
        at = attribution.cue[0].start
        match = _THROUGH.search(self.text, max(begin, at - _REACH // 3), min(end, at + _REACH // 3))
        return self.resolver.phrases.of(match.start(1), match.end(1), -1) if match else []

    def _credited(self, attribution: Attribution) -> list[Figure]:
        """The outlet that stands in brackets at the end of the paragraph, where it is known for one."""
        number = self.page.paragraph_at(attribution.content[0].start)
        begin, end = self.page.paragraphs[number] if 0 <= number < len(self.page.paragraphs) else (0, 0)
        credit = _CREDIT.search(self.text, max(begin, end - _CREDIT_ROOM), end)
        cast = self.resolver.cast
        names = cast.inside(credit.start(1), credit.start(1) + 1) if credit else []
        whole = [n for n in names if credit and cast.names[n].end == credit.end(1) and self.channels.outlets.is_one(n)]
        return [self.resolver.naming.figure(n) for n in whole]

    def is_elsewhere(self, i: int) -> bool:
        """Whether the sentence of attribution ``i`` says that its words were said at another occasion."""
        attribution = self.attributions[i]
        cue = _cue(attribution)
        begin, end = self.page.sentence_span(self.layout.anchor(i))
        first, last = _extent(attribution)
        before, after = self.text[max(begin, first - _REACH) : first], self.text[last : min(end, last + _REACH)]
        around = f"{cue} {before} {after}"
        return _OTHER_OCCASION.search(around) is not None or _PERFECT.search(cue) is not None

    def released_by(self, i: int) -> list[Figure]:
        """Who made public the papers that attribution ``i`` quotes from."""
        at = self.layout.anchor(i)
        written = _WRITES.search(_cue(self.attributions[i])) is not None or self.scenes.is_in_writing(at)
        return self.scenes.released_before(at) if written and self.is_quoted(i) else []

    def is_quoted(self, i: int) -> bool:
        """Whether the words of attribution ``i`` begin a quotation or stand in one."""
        at = self.attributions[i].content[0].start
        return self.page.quotation_at(at) >= 0 or self.text[at : at + 1] in '“"‘'

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
        first, last = _extent(attribution)
        if begin < first:
            zones.append((max(begin, first - _REACH), first))
        if last < end:
            zones.append((last, min(end, last + 120)))
        if attribution.source and 0 < cue.start - attribution.source[-1].end <= _REACH:
            zones.append((attribution.source[-1].end, cue.start))
        return zones

    def _passer(self, attribution: Attribution) -> list[Figure]:
        """``The Echo cited Ana Ruiz as saying``: the subject before the cue when the source follows it."""
        cue = attribution.cue[0]
        if not attribution.source or attribution.source[0].start < cue.end or not _PASSING.search(cue.surface):
            return []
        if re.search(r"\bby\b", self.text[cue.start : attribution.source[0].start]):
            return []
        begin, _ = self.page.sentence_span(cue.start)
        names = [
            n
            for n in self.resolver.cast.inside(max(begin, cue.start - _REACH), cue.start)
            if self.channels.outlets.is_one(n) or self.resolver.cast.of_name[n]
        ]
        return [self.resolver.naming.figure(n) for n in names[-1:]]


def _cue(attribution: Attribution) -> str:
    return " ".join(s.surface for s in attribution.cue)


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
    state, out = _State(), []
    breaks = [n for n, (begin, end) in enumerate(page.paragraphs) if _BREAK.fullmatch(page.text, begin, end)][::-1]
    for i, attribution in enumerate(attributions):
        speaker = speakers[i][0]
        paragraph = page.paragraph_at(layout.anchor(i))
        while breaks and breaks[-1] < paragraph:
            breaks.pop()
            state = _State()
        for at, person, through in finder.scenes.before(layout.anchor(i)):
            state.latest = state.running[person] = _Running(through, page.paragraph_at(at))
        found = finder.own(i, speakers[i])
        if _is_poll(speaker):
            state.poll, state.polled = speaker, paragraph
        if (
            not found
            and state.poll is not None
            and _is_share(page, attribution, speaker, near=paragraph - state.polled <= 1)
        ):
            found, state.polled = [state.poll], paragraph
        elif layout.within[i] is None:
            found = [f for f in _carry(state, finder, i, speaker, found, paragraph) if f not in speakers[i]]
        out.append(found)
        if found and i not in resolver.passed_by and attribution.cue and attribution.cue[0].surface == "telling":
            _share_backwards(page, layout, speakers, out)
    return out


def _share_backwards(page: Page, layout: Layout, speakers: Sequence[Sequence[Figure]], out: list[list[Figure]]) -> None:
    """``Bell attacked the plan, telling the Echo that it was late``: the attack was heard there too."""
    last = len(out) - 1
    sentence = page.sentence_at(layout.anchor(last))
    for i in range(last - 1, -1, -1):
        if page.sentence_at(layout.anchor(i)) != sentence:
            return
        if not out[i] and layout.within[i] is None and list(speakers[i]) == list(speakers[last]):
            out[i] = [*out[last]]


def _is_poll(speaker: Figure) -> bool:
    return speaker.kind == "document" and (speaker.head in _POLLS or speaker.name.split()[-1:][0].lower() in _POLLS)


def _is_share(page: Page, attribution: Attribution, speaker: Figure, *, near: bool) -> bool:
    """Whether the speakers are a share of those whom a poll asked; ``near`` where that was just spoken of."""
    if speaker.kind != "group":
        return False
    begin, end = page.sentence_span(attribution.content[0].start)
    if _FIGURES.search(page.text, begin, min(end, begin + _REACH)) or _FIGURES.search(speaker.name):
        return True
    return near and _SHARE.search(speaker.name) is not None


def _is_turn(attribution: Attribution) -> bool:
    """``BELL: ...`` in a transcript."""
    return [s.surface.strip() for s in attribution.cue] == [":"] and bool(attribution.source)


def _carry(
    state: _State, finder: _Relays, i: int, speaker: Figure, found: list[Figure], paragraph: int
) -> list[Figure]:
    """The relays of attribution ``i``, its own or those of the report that runs on."""
    running = state.running.get(speaker)
    cue = _cue(finder.attributions[i])
    writes = _WRITES.search(cue) is not None
    if found:
        state.running[speaker] = _Running(found, paragraph, i in finder.resolver.passed_by, writes)
        if not state.running[speaker].passed and not _PASSING.search(cue):
            state.latest = state.running[speaker]
        return found
    if running is None:
        if released := finder.released_by(i):
            return released
        hosts = {w for role in speaker.roles for w in role.lower().split()} & _HOSTS
        latest = state.latest
        if latest is None or paragraph - latest.paragraph > _FAR:
            return []
        if _is_turn(finder.attributions[i]):
            latest.paragraph = paragraph
            return latest.through
        beside = paragraph - latest.paragraph <= 1 and finder.is_quoted(i)
        return latest.through if hosts or beside else []
    far = paragraph - running.paragraph > (0 if running.passed else _FAR)
    if far:
        del state.running[speaker]
        return []
    if finder.is_elsewhere(i) or writes > running.written:
        return []
    if paragraph > running.paragraph and not (_TALKS.search(cue) or finder.is_quoted(i)):
        return []
    running.paragraph = paragraph
    return running.through
