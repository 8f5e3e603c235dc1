"""Where a text names the outlet or show through which words came: “told the Echo”, “in an interview on CNN”."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .folding import fold
from .outlets import Outlets
from .phrases import head_sort

if TYPE_CHECKING:
    from .cast import Cast
    from .figure import Figure
    from .naming import Naming

__all__ = ["OUTLET_SORTS", "REMARKS", "Channels"]

# "by the official Lund News Agency", "by the investigative portal Fokus"
OUTLET_SORTS = (
    r"(?:(?:(?:semi-)?official|state|state-(?:run|owned|controlled)|local|regional|national|private|independent"
    r"|investigative|conservative|liberal|left-wing|right-wing|pro-\w+|news|broadcaster|newspaper|paper|daily|weekly"
    r"|magazine|website|site|portal|blog|channel|station|television|radio|agency|outlet|group|nonprofit|watchdog) )*"
)

_TOLD = re.compile(
    r"\b(?:told|tells?|telling|(?:confirm|admitt|reveal|disclos|explain|insist|complain|reiterat"
    r"|repeat|add|acknowledg|conced)(?:ed|ing) to|sa(?:id|ying) to|identified (?:him|her|them)sel(?:f|ves) to"
    r"|shared with|spoke (?:to|with))\b"
)
_CHANNEL = re.compile(
    r"\b(?:[Ss]peaking|[Ss]poke|[Ss]peaks|[Tt]alk(?:ed|ing|s)) (?:to|with) (?:me|us) (?:for|on)\b"
    r"|\b(?:[Ii]nterview(?:s|ed)?|statements?|appearances?|call|conversation|sit-down|segment|remarks?|comments?|[Ss]peaking"
    r"|appear(?:s|ed)?|[Aa]ppearing|columns?|op-eds?|essays?|pieces?|editorials?|articles?|posts?|posting|letters?|wrote|writes|[Ww]riting|panel"
    r"|telephone|phone|airwaves|Q&A|profile|messages?|chat|exchange"
    r"|memo|commentary|questionnaire|survey"
    r"|issue|edition|discussion|call-in|town hall|email|mail|talking|aired|published|released|publishing|part|debut"
    r"|stint)\b[^.\n\"“”]{0,40}?\b(?:with|on|to|in|for|by|of|from)\b|\b[Dd]uring an?\b|\b(?:[Aa]ccording to|[Pp]er)\b"
    r"|\b(?:made|repeated|offered) to(?= (?:[Tt]he )?[A-Z])"
    r"|\b(?:[Qq]uoted|[Rr]eported|[Cc]ited|as saying) by|\bas saying (?:\w+day )?(?:in|on|to)\b"
    r"|\b(?:noted|notes|argue[sd]|observed|opined|explained|revealed|acknowledged|recalled|warned|claimed|insisted"
    r"|complained|predicted|sa(?:id|ys))"
    r"(?: recently| \w+day| (?:this|last) \w+| in an? (?:recent )?(?:report|story|article|piece))? (?:in|at)"
    r"(?= (?:[Tt]he )?[A-Z])"
    r"|\b(?:[Ii]n|[Dd]uring|[Aa]t|[Aa]s recently as) (?:an?|the|his|her|their|its|that|this)"
    r"(?: (?:recent|separate|new|exclusive|later|earlier|\d{4}|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)))? (?=[A-Z][\w-]*(?: [A-Z&][\w-]*){0,3}(?: on [A-Z]\w+)?"
    r" (?:interviews?|forum|town hall|special|appearances?|podcast|article|story|report|column|op-ed|editorial"
    r"|profile)\b)"
    r"|\b[Ii]n(?= [A-Z][\w-]*(?: [A-Z&][\w-]*){0,3}[’']s? (?:[a-z]+ )?(?:interview|town hall|forum)\b)"
    r"|\b[Oo]n \w+day(?: night| morning)?[’']s(?= [“\"‘'])"
    r"|\b[Oo]n(?= (?:the )?[A-Z“\"‘'])|\b[Oo]n(?= ''[A-Z])"
    r"|\bto(?= (?:the )?(?:[A-Z][a-z]+ )?(?:newspaper|daily|weekly|magazine|broadcaster|website|tabloid) [A-Z])"
    r"|\b(?:[Mm]eeting|[Mm]et|[Ss]ession) with(?= (?:the )?[A-Z][\w’' ]{2,40} editorial board\b)"
    r"|\b(?:[Aa]sked|[Pp]ressed|[Rr]eached|[Cc]ontacted|[Qq]uestioned|[Cc]hallenged|[Qq]uizzed"
    r"|[Gg]rilled)\b(?: \w+){0,2} by"
)
# "on Friday’s broadcast of", "on Monday’s"
_BROADCAST = re.compile(
    r"\b[Oo]n (?:(?:\w+day|today)(?:[’']s)?|a|an)(?: (?:night|morning|evening))?(?:[’']s)?"
    r" (?:(?:broadcast|edition|episode|instal?lment|taping)(?: of)? )?(?:the )?(?=[A-Z“\"‘'])"
)
# "an interview with radio host Ana Ruiz"
_INTERVIEWER = re.compile(
    r"\b[Ii]nterview(?:ed)? (?:\w+day )?(?:with|by) (?:the )?(?:(?:[\w-]+ ){0,3}?"
    r"(?:host|anchor|journalist|interviewer|broadcaster|commentator|correspondent) )?(?=[A-Z])"
    r"|\bas (?:recalled|recounted|remembered|told|described) by (?=[A-Z])"
    r"|\b(?:[Ss]poke|[Ss]peaking|talk(?:s|ed|ing)|discuss(?:es|ed|ing)|appear(?:s|ed|ing)|chat(?:ted|ting)?"
    r"|conversation)\b[^.\n\"“”]{0,60}?\b(?:with|to) (?:the )?(?:[\w-]+ ){0,2}?"
    r"(?:radio|TV|television|talk[ -]show|podcast) host (?=[A-Z])"
)
_ON_AIR = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed)?|[Aa]ppear(?:s|ed|ing|ances?)?|sat down|spoke|[Ss]peaking|panel|guest|opened up"
    r"|talk(?:s|ed|ing)|discuss(?:es|ed|ing)"
    r"|[Dd]uring an?)\b"
    r"(?:(?<=uring a)|(?<=uring an)|(?<=sat down)(?: \w+){0,2} for|[^.\n\"“”]{0,30}?\b(?:with|on|by|to)) (?:the )?"
)
# What somebody makes who says something ("made the remark").
REMARKS = (
    r"(?:remarks?|comments?|claims?|allegations?|announcement|statements?|admission|prediction|suggestion|accusation)"
)
# "called in to Acme News", "went on Acme News"
_WENT_ON = re.compile(
    r"\b(?:joined|visited|(?:stopped|dropped|reached|contacted) by|took to|went on|(?:was|were|is|are|asked|seen) on"
    r"|called in ?to|phoned in ?to|talked (?:to|with)"
    r"|(?:op-ed|column|essay|piece|article|interview|(?:made|makes|making) (?:the|th[eo]se|that|his|her|its)"
    rf" (?:\w+ )?(?:{REMARKS}|case))\b"
    r"[^.\n\"“”]{0,20}? (?:in|for|on)) (?:the )?"
)
_PIECES = ("op-ed", "column", "essay", "piece", "article", "interview")
# "granted Acme News an interview"
_GRANTED = re.compile(r"\b(?:granted|gave|giving|granting) (?:the )?(?=[A-Z])")
_INTERVIEW = re.compile(r"[ \u00a0]an? (?:\w+ )?interview\b")
_SAID = re.compile(
    r"\b(?:said|says|added|argued|asked|insisted|told \w+|spoke|speaking|appear(?:ed|s|ing)|interviewed)"
    r"(?: \w+day)?[ \u00a0]\Z"
)
_WORD_BEFORE = re.compile(r"([\w-]+)[ \u00a0]\Z")
# "A town hall broadcast by Acme News": whoever speaks there is heard through it.
_EVENT = re.compile(
    r"\b(?:town halls?|forums?|events?|panels?|meetings?|broadcast)\b[^.\n\"“”]{0,20}? "
    r"(?:(?:broadcast|televised|hosted|aired|carried|moderated) (?:\w+day )?(?:live )?(?:by|on)|airing on) (?:the )?"
)
# What somebody wrote or said reached the article through whoever got hold of it.
_GOT_HOLD = re.compile(
    r"\b(?:e-?mails?|messages?|documents?|recordings?|audio|videos?|tapes?|transcripts?|memos?|cables?|files|clips?|footage|excerpts?"
    r"|records?|remarks|comments|commentary|notes?|letters?|speech(?:es)?)\b"
    r"[^.\n“”\"]{0,30}?\b(?:published|released|obtained|leaked|posted|disclosed|acquired|aired|broadcast|circulated|distributed"
    r"|recorded|shared|tweeted|put out|sent out|carried|provided|compiled|reviewed|seen|uncovered|unearthed"
    r"|(?<!first )reported)\b"
    rf" (?:\w+ )?by (?:[Tt]he )?{OUTLET_SORTS}"
)
_OF_SHOW = re.compile(r",? (?:of|from) (?:the )?(?=[“\"‘'])")
_HOST = re.compile(
    r"[ \u00a0](?:(?:the|its|his|her)[ \u00a0])?(?:[\w-]+[ \u00a0]){0,3}?(?:host|anchor|interviewer|moderator)[ \u00a0]"
)
_LEAD = re.compile(r"[ \u00a0](?:(?:the|its|his|her|their|an?)[ \u00a0])?")
_COLUMN = re.compile(r"[ \u00a0](?:op-ed|column|essay|opinion piece|guest column)\b")
_ASKED = re.compile(r"\b(?:asked|pressed|interviewed|questioned|grilled|(?:spoke|talked) (?:to|with))\b")
# "interview with the", "reported by the"
_BY_PAPER = re.compile(
    r"\A[Ii]nterview\b.{0,30}\bwith\Z|\A(?:[Qq]uoted|[Rr]eported) by\Z"
    r"|\A(?:[Ww]rote|[Ww]rites|[Ww]riting|op-ed|column|essay)\b.{0,20}\b(?:in|for)\Z"
)
# ", Acme News reported."
_REPORTED = re.compile(r"[,”\"’' ]{1,4}(?:as )?(?:[Tt]he )?(?=[A-Z])")
_REPORTS = re.compile(r"[ \u00a0](?:first )?(?:reported|reports|writes|wrote)\b")
_IN_A = re.compile(r"\A(?:[Ii]n|[Dd]uring|[Aa]t) (?:an?|the|his|her|their)\b")
_AIRED = re.compile(
    r"\b(?:aired|airing|broadcast|to air|published)(?: \w+day)?(?: (?:night|morning|evening))? (?:on|in)"
    r" (?:the )?(?=[A-Z“\"‘'])"
)
# "on the podcast “Harbour Talk”", "the hosts of “Harbour Talk”"
_SHOW_CALLED = re.compile(
    r"\b(?:[Oo]n|with|to|told|of) (?:(?:(?:his|her|its|their|an?|the|this) )?(?:[\w’'-]+ ){0,4}?"
    r"(?:show|station|program|programme|channel|podcast|series|broadcast),?|(?:the )?(?:[\w’'-]+ ){0,2}hosts? of)"
    r" (?:the )?"
    r"(?=[A-Z“\"‘'])"
)
# "told the newspaper": the one last spoken of.
_THE_OUTLET = re.compile(
    r"\b(?:told|to|with) (?:the|that|this) (?:(?:hard-line|conservative|liberal|left-wing|right-wing|local|state|same"
    r"|[A-Z][a-z]+(?:ese|ish|ench|utch|ian|an)) )?(?:newspaper|paper|magazine|network|website|station|broadcaster"
    r"|news agency|agency|publication|outlet|portal|site|news site|daily|weekly|tabloid)\b(?! [A-Z]| of\b)"
)
# "during taping of an Acme town hall"
_TAPED = re.compile(r"\b(?:taping|recording|broadcast) of (?:an?|the) (?=[A-Z])")
_GIVEN_TO = re.compile(
    r"\b(?:(?:who|that)(?: have| has| had)? (?:spoke|talked)|speaking|talking|leaked|given|provided|made available"
    r"|gave|interview|account|statement|letter)"
    r" (?:to|with) (?:the )?"
    r"|\b(?:interviewed|contacted|reached|surveyed|quoted) (?:\w+day )?by (?:the )?"
    r"|\b(?:broadcast|aired) (?:\w+day )?(?:on|by) (?:the )?"
)
_IT_REPORTS = re.compile(r", (?:as )?(?:reports|reported|according to) (?:by )?(?:[Tt]he )?(?=[A-Z])")
_SOME_MEDIA = re.compile(
    r"\b(?:told|to|on) ((?:[A-Z]\w+ )?(?:state|local|public|government)(?:-run|-owned)? (?:television|TV|radio"
    r"|news agency|media))\b"
)
_SOME_SHOW = re.compile(
    r"\b(?:[Oo]n|with|to|told) (?:his|her|its|their|an?|the) "
    r"((?:[\w’'-]+ ){0,4}(?:radio|television|TV|talk|call-in|cable)(?: [\w-]+)?"
    r" (?:show|station|program|programme|channel)|(?:[\w-]+ ){0,2}podcast)\b(?! hosts?\b)"
)
# "at a CNN town hall"
_TOWN_HALL = re.compile(
    r"\b(?:at|during|in|for) (?:an?|the|\w+day[’']s) (?=[A-Z][\w ’']{1,30} (?:town halls?|forum)\b)"
)
# How far back an outlet may be named that is spoken of as "the newspaper".
_FAR = 2000


class Channels:
    """Finds outlets and shows in stretches of one text."""

    def __init__(self, cast: Cast, naming: Naming) -> None:
        self.cast, self.naming, self.text = cast, naming, cast.text
        self.outlets = Outlets(cast, naming)

    def within_source(self, begin: int, end: int) -> list[Figure]:
        """``Officials who spoke to Acme News``, ``a letter leaked to the Echo``: whom the words of a source name."""
        match = _GIVEN_TO.search(self.text, begin, end)
        return self.outlets.at(match.end(), min(len(self.text), end + 3)) if match else []

    def told(self, begin: int, end: int) -> list[Figure]:
        """``told the Echo``, ``admitted to CNN``."""
        match = _TOLD.search(self.text, begin, end)
        if match is None:
            return []
        lead = _LEAD.match(self.text, match.end())
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
            of = _OF_SHOW.match(self.text, name.end, name.end + 20)
            if name.title_start <= at + 5 and of:
                return self.outlets.at(of.end(), of.end() + 60, show=True)
        return []

    def _host(self, at: int) -> list[Figure]:
        """``told host Ana Ruiz``: an interviewer, where no outlet is named."""
        match = _HOST.match(self.text, at)
        names = self.cast.inside(match.end(), match.end() + 3) if match else []
        return [f for n in names[:1] if (f := self.naming.figure(n)).kind == "person"]

    def named(self, begin: int, end: int) -> list[Figure]:
        """The outlets of the first channel phrase in ``[begin, end)``, or who got hold of what is spoken of there."""
        for match in _CHANNEL.finditer(self.text, begin, end):
            before = _WORD_BEFORE.search(self.text, max(begin, match.start() - 30), match.start())
            if match.group() == "on" and before and head_sort(fold(before.group(1))) == "people":
                continue  # "an analyst on Acme News"
            lead = _LEAD.match(self.text, match.end())
            found = self.outlets.at(
                lead.end() if lead else match.end(),
                min(end + 40, match.end() + 60),
                show=self._is_said_on(match.group().lower(), match.start()),
                paper=_BY_PAPER.search(match.group()) is not None,
            )
            found = found or (self.outlets.named_before(match.end(), end) if _IN_A.search(match.group()) else [])
            if found:
                return self._aired(match.end(), end) or found
        return self.holder(begin, end)[1] or self._interviewed(begin, end)[1]

    def _aired(self, begin: int, end: int) -> list[Figure]:
        """``... with CNN’s Ana Ruiz aired Monday on “Harbour View”``: the show on which an interview was heard."""
        match = _AIRED.search(self.text, begin, end)
        return self.outlets.at(match.end(), min(len(self.text), end + 40), show=True) if match else []

    def _interviewed(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where a person holds an interview for no outlet that is named, and who: ``interview with host Ana Ruiz``."""
        match = _INTERVIEWER.search(self.text, begin, end)
        names = self.cast.inside(match.end(), match.end() + 1) if match else []
        found = [f for n in names if (f := self.naming.figure(n)).kind == "person"]
        return (match.start() if match else begin), found

    def broadcast(self, begin: int, end: int) -> list[Figure]:
        """The show on which the words that ``[begin, end)`` ends with were said: ``... on Friday’s “Harbour View.”``"""
        match = _BROADCAST.search(self.text, begin, end)
        return self.outlets.at(match.end(), min(len(self.text), end + 3), show=True) if match else []

    def holder(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` it is said who got hold of another's words, and who: ``audio obtained by CNN``."""
        held = _GOT_HOLD.search(self.text, begin, end)
        names = self.cast.inside(held.end(), held.end() + 3) if held else []
        return (held.start() if held else begin), [self.naming.figure(n) for n in names[:1]]

    def column(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` a piece for an outlet is spoken of, and the outlet: ``in an Acme News op-ed``."""
        for match in _COLUMN.finditer(self.text, begin, end):
            for n in reversed(self.cast.inside(max(begin, match.start() - 60), match.start())):
                if self.cast.names[n].end == match.start() and self.outlets.is_one(n):
                    return self.cast.names[n].start, [self.naming.figure(n)]
        return begin, []

    def asked_by(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` an outlet's man asks somebody, and the outlet: ``NBC’s Ana Ruiz asked Bell``."""
        match = _ASKED.search(self.text, begin, end)
        names = self.cast.inside(max(begin, match.start() - 60), match.start()) if match else []
        outlets = [n for n in names if self.outlets.is_one(n)]
        return (match.end() if match else begin), [self.naming.figure(n) for n in outlets[-1:]]

    def _is_said_on(self, phrase: str, at: int) -> bool:
        """Whether a show may follow the phrase at ``at``: “said on”, “interviewed on”."""
        if phrase == "on":
            return _SAID.search(self.text, max(0, at - 30), at) is not None
        return phrase.startswith(("interviewed", "appear")) and phrase.endswith("on")

    def unnamed_show(self, begin: int, end: int) -> list[Figure]:
        """``on his weekly radio show``, ``on a Lund radio station``."""
        for pattern in (_SHOW_CALLED, _TAPED):
            called = pattern.search(self.text, begin, end)
            if called and (found := self.outlets.at(called.end(), min(len(self.text), end + 40), show=True)):
                return found
        if the_one := _THE_OUTLET.search(self.text, begin, end):
            return self._last_outlet(the_one.start())
        match = _SOME_SHOW.search(self.text, begin, end) or _SOME_MEDIA.search(self.text, begin, end)
        return [self.outlets.show(match.group(1))] if match else []

    def _last_outlet(self, at: int) -> list[Figure]:
        """The outlet that was last named before ``at``."""
        for n in reversed(self.cast.inside(max(0, at - _FAR), at)):
            if self.outlets.is_one(n):
                return [self.naming.figure(n)]
        return []

    def reported(self, begin: int, end: int) -> list[Figure]:
        """``..., Acme News reported``: the outlet right behind a statement that says that it reports it."""
        match = _REPORTED.match(self.text, begin, end)
        names = self.cast.inside(match.end(), match.end() + 1) if match else []
        return [
            self.naming.figure(n)
            for n in names
            if self.outlets.is_one(n) and _REPORTS.match(self.text, self.cast.names[n].end, end)
        ]

    def reports_it(self, begin: int, end: int) -> list[Figure]:
        """``said Bell, the mayor of Lund, reports Acme News``: who reports what a source that goes on says."""
        match = _IT_REPORTS.search(self.text, begin, end)
        names = self.cast.inside(match.end(), match.end() + 1) if match else []
        return [self.naming.figure(n) for n in names if self.outlets.is_one(n)]

    def on_air(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` it is said that somebody is interviewed or appears, and the outlets."""
        for match in _ON_AIR.finditer(self.text, begin, end):
            found = self.outlets.at(match.end(), min(end, match.end() + 60), show=True)
            found = found or self._man_of(match.end() - 1)
            if found:
                return match.start(), found
        for match in _WENT_ON.finditer(self.text, begin, end):
            piece = match.group().startswith(_PIECES)
            if found := self.outlets.at(match.end(), min(end, match.end() + 60), paper=piece):
                return match.start(), found
        at, found = self._granted(begin, end)
        return (at, found) if found else self._interviewed(begin, end)

    def _granted(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """``granted Acme News an interview``: where, and the outlet."""
        for match in _GRANTED.finditer(self.text, begin, end):
            for n in self.cast.inside(match.end(), match.end() + 1):
                if self.outlets.is_one(n) and _INTERVIEW.match(self.text, self.cast.names[n].end, end):
                    return match.start(), [self.naming.figure(n)]
        return begin, []

    def event(self, begin: int, end: int) -> list[Figure]:
        """The outlets by which an event that ``[begin, end)`` speaks of was broadcast."""
        match = _EVENT.search(self.text, begin, end) or _TOWN_HALL.search(self.text, begin, end)
        return self.outlets.at(match.end(), min(end, match.end() + 40)) if match else []
