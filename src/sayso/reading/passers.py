"""Sources that only pass on what somebody else said: “Ruiz said Bell told them”, “Bell said, according to CNN”."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from .folding import bare
from .layout import cue_of
from .phrases import is_noun_for, parse_phrase
from .pronouns import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..article import Span
    from ..record import Attribution
    from .figure import Figure
    from .layout import Layout
    from .naming import Naming
    from .page import Page

__all__ = ["Passers"]

_SAID = (
    r"(?:said|told|added|wrote|tweeted|reassured|assured|requested|called on|made (?:it )?clear|revealed"
    r"|identified (?:himself|herself|themselves)|announced|promised|warned|insisted|acknowledged|confirmed|stated"
    r"|declared|pledged|vowed|testified|replied|explained)\b"
)
_REPORTS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|add(?:ed|s|ing)|told|tells|report(?:s|ed|ing)|recall(?:s|ed)|wrote|writes|tweet(?:s|ed)"
    r"|according to|recounted|related|noted|posted)\b|\A:\Z|\A\[",
    re.IGNORECASE,
)
_RELAYS = re.compile(r"according|(?:first )?report(?:s|ed)\b", re.IGNORECASE)
_OPENING = re.compile(r"[\"“”'‘’\s]*(?:that )?(?:(?:On|In|At|Last|Earlier)\b[^,.“”\"]{2,30}, )?")
_BODY = r" (?:campaign|administration|government|office|department|team)"
_SUBJECT_OF = (
    r"(?!(?:After|Although|As|Because|Before|If|Once|Since|Though|Until|When|While) )"
    r"(?:[Tt]he )?(?:[A-Z][\w.’'&-]*|de|al|van|von|of)(?: (?:[A-Z][\w.’'&-]*|de|al|van|von|of)){0,5}"
    rf"(?:{_BODY})?|[Hh]e|[Ss]he"
)
_SUBJECT = re.compile(rf"({_SUBJECT_OF}) (?:(?:also|later|then|once|first|has|had|have|\w+ly) ){{0,2}}{_SAID}")
_DID_WITH_WORDS = (
    r"praised|asked|described|argued|agreed|admitted|complained|joked|urged|expressed|denied|claimed|suggested|noted"
    r"|criticized|criticised|predicted|conceded|stressed|emphasized|recalled|wondered|proposed|demanded|threatened"
    r"|accused|likened|boasted|bragged|spoke|talked"
)
# What an outlet reports that somebody did with words.
_IN_WORDS = re.compile(
    rf"({_SUBJECT_OF}) (?:(?:also|later|then|once|first|has|had|have|\w+ly) ){{0,2}}"
    rf"(?:{_DID_WITH_WORDS}|compared|aired|reiterated|vented)\b"
)
_SAYING = re.compile(
    rf"\b(?:{_SAID}|(?:{_DID_WITH_WORDS}|discussed|slammed|blasted|attacked|welcomed|called|dismissed|rejected|condemned"
    r"|defended|says|writes|told|tells)\b)"
)
# What may stand between a subject and its verb.
_BESIDE_SUBJECT = re.compile(
    r"(?:,? (?:also|later|then|once|first|has|had|have|reportedly|\w+ly)\b"
    r"|,? (?:on )?\w+day(?: (?:morning|night|evening|afternoon))?"
    r"|, [^,“”\"]{3,140},| \([^)]{1,40}\))*,? ?"
)
_CLAUSE = re.compile(
    r"\b(?:that|who|which|whose|when|where|if|because|after|before|while|as|to|was|were|is|are)\b|[“”\"]"
)
_BEHIND = re.compile(rf"[,\s\"”’']*(?:{_SUBJECT.pattern})")
_QUOTES = ("“", '"', "''", "'")
_CLOSED = re.compile(rf"(?<=[,.?!])(?:”|\"|''|’)[ \u00a0](?:{_SUBJECT.pattern})")
_LATER = re.compile(rf"\b((?:[A-Z][\w.’'&-]*)(?: [A-Z][\w.’'&-]*){{0,4}}) (?:“[^”]{{1,40}}” and )?{_SAID}")
# "an officer said", "the ministry told", "two women say"
_SOMEBODY = re.compile(
    r"((?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]everal|[Ss]ome|[Mm]any|[Dd]ozens of)"
    r" (?:[a-z][\w-]* ){0,3}?[a-z][\w-]*)(?<! will)(?<! would)(?<! may)(?<! might)(?<! can)(?<! could)(?<! should)"
    rf"(?<! to) (?:(?:have|has) )?(?:{_SAID}|say|claims?|allege[ds]?|accused?)"
)
_CLOSED_BY = re.compile(rf"(?<=[,.?!])(?:”|\"|''|’)[ \u00a0]{_SOMEBODY.pattern}")
# "recalled the mayor telling him"
_RECALLED = re.compile(
    r"\b(?:recall(?:ed|s|ing)|remember(?:ed|s|ing)|overheard)"
    r" ((?:(?:[Tt]he|[Aa]n?|his|her|their) )?[\w’'.-]+(?: [\w’'.-]+){0,3}?)"
    r" (?:telling|saying|asking|responding|replying|shouting|calling)\b"
)
_ACCOUNTS = frozenset(
    {"account", "report", "story", "article", "interview", "transcript", "audio", "recording", "video", "tape"}
)
_QUOTES_SOMEBODY = re.compile(r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\Z")
_APPOSED = re.compile(r", [^,]{3,80},")
_QUOTED_BY = re.compile(r"\b(?:quoted|cited)\b(?! by)")
_CITING = re.compile(r",? (?:on \w+day,? )?(?:quoting|citing|which (?:cites|cited|quotes|quoted)) ")
_WHO_IS_CITED = re.compile(
    r"[^,.;:“”\"]{3,80}?(?=,| as (?:saying|telling|testifying|having)\b| who\b| (?:said|reported)\b|[.;])"
)
_BY = re.compile(r"\b[Bb]y ")
_IS_DONE = re.compile(r" (?:was|were|is|are|has been|have been)(?: also| later| \w+ly)? ?\Z")
# How much of the content, and of what stands between it and the cue, is looked at.
_REACH = 240
# What may stand behind the end of a sentence and still belong to it.
_SLACK = 3


class Passers:
    """Finds whose words they are that a source only passes on."""

    def __init__(
        self,
        page: Page,
        naming: Naming,
        layout: Layout,
        he_or_she: Callable[[int, str, int], Figure | None],
        described: Callable[[int, int, int], Figure],
    ) -> None:
        self.page, self.naming, self.layout, self.text = page, naming, layout, page.text
        self._he_or_she, self._described = he_or_she, described
        self._children: defaultdict[int | None, list[int]] = defaultdict(list)
        for j, parent in enumerate(layout.within):
            self._children[parent].append(j)

    def behind(self, i: int, source: list[Figure]) -> list[Figure]:
        """Those whose words attribution ``i`` holds, where its ``source`` did not say them; else none."""
        attribution = self.layout.attributions[i]
        cue = cue_of(attribution)
        if len(source) != 1:
            return []
        if source[0].kind != "person" and (cited := self._cited(i, attribution, cue)):
            return [cited] if cited is not source[0] else []
        if source[0].kind in ("person", "unnamed") and (told := self._recalled(i, attribution)):
            return [told] if told is not source[0] else []
        if not _REPORTS.search(cue):
            return []
        if source[0].kind == "document":
            found = self._between(i, attribution, cue) if self.outlet_of(source[0]) else None
            found = found or self._within(i, attribution, cue)
            return [] if found is None else [found]
        found = self._between(i, attribution, cue) or self._within(i, attribution, cue)
        found = found or self._reported(i, attribution, source[0])
        return [] if found is None or found in source else [found]

    def _recalled(self, i: int, attribution: Attribution) -> Figure | None:
        """``“It is late,” Bell recalled the mayor telling him``: whose words somebody remembers."""
        if not attribution.cue:
            return None
        match = _RECALLED.search(self.text, attribution.cue[0].start, attribution.cue[0].start + _REACH // 3)
        if match is None or match.start() > attribution.cue[-1].end:
            return None
        if match.group(1) in ("him", "her"):
            return self._he_or_she(i, PRONOUNS["he" if match.group(1) == "him" else "she"], match.start(1))
        named = self.naming.denoting(*match.span(1))
        return self.naming.figure(named) if named is not None else self._described(*match.span(1), i)

    def _cited(self, i: int, attribution: Attribution, cue: str) -> Figure | None:
        """``the Echo quoted Bell as saying``, ``the Echo said, citing two aides``, ``Bell was quoted by the Echo``."""
        if not attribution.cue:
            return None
        source, last = attribution.source[0], attribution.cue[-1]
        begin, end = self.page.sentence_span(attribution.cue[0].start)
        if _QUOTED_BY.search(cue) and _BY.search(self.text, max(0, source.start - 4), source.start + 3):
            return self._done_to(i, begin, attribution.cue[0].start)
        at = last.end + 1 if _QUOTES_SOMEBODY.search(cue) else None
        if at is None and (
            match := _CITING.match(self.text, last.end, end) or _CITING.match(self.text, source.end, end)
        ):
            at = match.end()
        who = _WHO_IS_CITED.match(self.text, at, min(end + 1, at + _REACH)) if at is not None else None
        if who is None or self.page.quotation_at(who.start()) >= 0:
            return None
        named = self.naming.denoting(*who.span())
        if named is not None:
            return self.naming.figure(named)
        return (
            self._described(*who.span(), i)
            if is_noun_for(parse_phrase(who.group()).head, "people", "body", "vague")
            else None
        )

    def _done_to(self, i: int, begin: int, at: int) -> Figure | None:
        """The subject of a passive: ``Bell was also``."""
        done = _IS_DONE.search(self.text, begin, at)
        stop = done.start() if done else at
        word = re.search(r"\b([Hh]e|[Ss]he)\Z", self.text[begin:stop])
        if word:
            return self._he_or_she(i, PRONOUNS[word.group().lower()], begin + word.start())
        for n in reversed(self.naming.cast.inside(begin, stop)):
            name = self.naming.cast.names[n]
            if not name.possessive and (name.end >= stop - 1 or _APPOSED.fullmatch(self.text, name.end, stop)):
                return self.naming.figure(n)
        return None

    def outlet_of(self, account: Figure) -> Figure | None:
        """The outlet whose account a source is: ``an Acme News account``."""
        if account.head not in _ACCOUNTS and _ACCOUNTS.isdisjoint(bare(account.name)[:1]):
            return None
        for begin, end in account.mentions:
            for n in self.naming.cast.inside(begin, end):
                figure = self.naming.named(n)
                if figure is not None and figure.outlet:
                    return figure
        return None

    def _between(self, i: int, attribution: Attribution, cue: str) -> Figure | None:
        """``“...,” Bell said Monday, according to audio of the Echo``: the name between content and cue."""
        end = attribution.content[-1].end
        at = min(s.start for s in (*attribution.cue, *attribution.source))
        if not _RELAYS.match(cue) or not end < at <= end + _REACH:
            return None
        match = _BEHIND.match(self.text[end:at])
        return self._subject(i, end + match.start(1), match.group(1)) if match else None

    def _within(self, i: int, attribution: Attribution, cue: str) -> Figure | None:
        """``“...,” Bell said at a meeting, according to the Echo``: who is said, in the content, to have said it."""
        if not _RELAYS.match(cue):
            return None
        for span in attribution.content:
            if self.text[span.start : span.start + 1] not in _QUOTES:
                continue
            if match := _CLOSED.search(self.text, span.start, span.end) or _CLOSED_BY.search(
                self.text, span.start, span.end
            ):
                return self._subject(i, match.start(1), match.group(1))
        return None

    def _reported(self, i: int, attribution: Attribution, source: Figure) -> Figure | None:
        """The subject of the content where its main verb is one of saying."""
        begin = attribution.content[0].start
        end = min(attribution.content[0].end, self.page.sentence_span(begin)[1], begin + _REACH)
        if self._read_within(i, begin, end):
            return None
        opening = _OPENING.match(self.text, begin, end)
        at = opening.end() if opening else begin
        match = _SUBJECT.match(self.text, at, end)
        outlet = source.outlet or (source.kind == "organisation" and cue_of(attribution).startswith("report"))
        confided = source.kind == "unnamed"
        if match is None and (outlet or confided):
            match = _IN_WORDS.match(self.text, at, end)
        if match is None and outlet:
            match = _LATER.search(self.text, begin, end) or _SOMEBODY.match(self.text, at, end)
        if match is None and outlet and (named := self._named_subject(at, end)):
            return named
        if match is None or not (outlet or confided or self._can_be_another(attribution, match.group(1))):
            return None
        return self._subject(i, match.start(1), match.group(1))

    def _named_subject(self, at: int, end: int) -> Figure | None:
        """``The mayor, Ana Ruiz, on Monday denied``: the person who is the subject of the first verb of saying."""
        verb = _SAYING.search(self.text, at, end)
        if verb is None:
            return None
        names = self.naming.cast.inside(at, verb.start())
        for n in reversed(names):
            name = self.naming.cast.names[n]
            if _BESIDE_SUBJECT.fullmatch(self.text, name.end, verb.start()) is None:
                continue
            before = _APPOSED.sub("", self.text[at : name.title_start])
            if name.possessive or _CLAUSE.search(before):
                return None
            figure = self.naming.figure(n)
            return figure if figure.kind == "person" else None
        return None

    def _can_be_another(self, attribution: Attribution, word: str) -> bool:
        """Whether the subject is nobody whom a person just talks about, and not that person.

        In one's own words "he" is another; in reported ones "he" is mostly who speaks. A quotation that begins with
        what a named person said goes on about it, in the words of who is quoted.
        """
        content = attribution.content
        quoted = self.page.quotation_at(content[0].start) >= 0
        return quoted == (word.lower() in PRONOUNS) and (not quoted or self._is_one_sentence(content))

    def _is_one_sentence(self, content: tuple[Span, ...]) -> bool:
        end = self.page.sentence_span(content[0].start)[1]
        return len(content) == 1 and content[0].end <= end + _SLACK

    def _read_within(self, i: int, begin: int, end: int) -> bool:
        """Whether an attribution of its own, with a source, stands in the first sentence of the content."""
        given = self.layout.attributions
        return any(given[j].source and begin <= self.layout.anchor(j) < end for j in self._children[i])

    def _subject(self, i: int, at: int, word: str) -> Figure | None:
        sort = PRONOUNS.get(word.lower())
        if sort in ("m", "f"):
            return self._he_or_she(i, sort, at)
        if sort is not None:
            return None
        for n in reversed(self.naming.cast.inside(at, at + len(word))):
            if self.naming.cast.names[n].end >= at + len(word) - 1:
                return self.naming.named(n) or (self.naming.enter(n) if " " in word else None)
        described = re.search(rf"{_BODY}\Z", word) or _SOMEBODY.match(self.text, at)
        return self._described(at, at + len(word), i) if described else None
