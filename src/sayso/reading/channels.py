"""Where a text names the outlet or show through which words came: “told the Echo”, “in an interview on CNN”."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .evidence import THE
from .folding import fold, folded, full_names, gender_of
from .lexicon import words
from .peoples import DEMONYM
from .phrases import head_sort

if TYPE_CHECKING:
    from .cast import Cast, Figure
    from .naming import Naming

__all__ = ["Channels"]

_TOLD = re.compile(
    r"\b(?:told|tells?|telling|(?:confirm|admitt|reveal|disclos|explain|insist|complain|reiterat"
    r"|repeat|add|acknowledg|conced)(?:ed|ing) to|sa(?:id|ying) to"
    r"|shared with|spoke (?:to|with))\b"
)
_CHANNEL = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed)?|statements?|appearances?|call|conversation|sit-down|segment|remarks?|comments?|[Ss]peaking|appear(?:s|ed)?"
    r"|[Aa]ppearing|column|op-ed|essay|piece|editorial|article|post|posting|letter|wrote|writes|[Ww]riting|panel"
    r"|telephone|phone|airwaves"
    r"|issue|edition|discussion|call-in|town hall|email|mail|talking|aired|published|released|publishing|part|debut"
    r"|stint)\b[^.\n\"“”]{0,40}?\b(?:with|on|to|in|for|by|of)\b|\b[Dd]uring an?\b|\b(?:[Aa]ccording to|[Pp]er)\b"
    r"|\b(?:[Qq]uoted|[Rr]eported|[Cc]ited|as saying) by|\bas saying (?:\w+day )?(?:in|on|to)\b"
    r"|\b(?:[Ii]n|[Dd]uring|[Aa]t) an? (?=[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}"
    r" (?:interview|forum|town hall|special|appearance|podcast|article|story|report|column|op-ed|editorial|profile)\b)"
    r"|\b[Oo]n(?= (?:the )?[A-Z“\"‘'])|\b[Oo]n(?= ''[A-Z])"
    r"|\b(?:[Aa]sked|[Pp]ressed|[Rr]eached|[Cc]ontacted|[Qq]uestioned)\b(?: \w+){0,2} by"
)
_ON_AIR = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed)?|[Aa]ppear(?:s|ed|ing|ances?)?|sat down|spoke|[Ss]peaking|panel|opened up"
    r"|[Dd]uring an?)\b"
    r"(?:(?<=uring a)|(?<=uring an)|[^.\n\"“”]{0,30}?\b(?:with|on|by|to)) (?:the )?"
)
_SAID = re.compile(
    r"\b(?:said|says|added|argued|asked|insisted|told \w+|spoke|speaking|appear(?:ed|s|ing)|interviewed)"
    r"(?: \w+day)?[ \u00a0]\Z"
)
_WORD_BEFORE = re.compile(r"([\w-]+)[ \u00a0]\Z")
_ENDS_TELLING = re.compile(r"[.,;:]|\Z| (?:on|in|that|this|last|\w+day) ")
# "A town hall broadcast by Acme News": whoever speaks there is heard through it.
_EVENT = re.compile(
    r"\b(?:town halls?|debates?|forums?|events?|panels?|meetings?|broadcast)\b[^.\n\"“”]{0,20}? "
    r"(?:(?:broadcast|televised|hosted|aired|carried|moderated) (?:\w+day )?(?:live )?(?:by|on)|airing on) (?:the )?"
)
# What somebody wrote or said reached the article through whoever got hold of it.
_GOT_HOLD = re.compile(
    r"\b(?:e-?mails?|messages?|documents?|recordings?|audio|videos?|tapes?|transcripts?|memos?|cables?|files|clips?|footage|excerpts?"
    r"|records?|remarks|comments|letters?)\b"
    r"[^.\n“”\"]{0,30}?\b(?:published|released|obtained|leaked|posted|disclosed|acquired|aired|broadcast|circulated|distributed"
    r"|recorded|shared|tweeted|put out|sent out|provided|compiled|reviewed|seen|(?<!first )reported)\b"
    r" (?:\w+ )?by (?:[Tt]he )?"
)
_HOST = re.compile(
    r"[ \u00a0](?:(?:the|its|his|her)[ \u00a0])?(?:[\w-]+[ \u00a0]){0,3}?(?:host|anchor|interviewer|moderator)[ \u00a0]"
)
# "Ana Ruiz’s radio show"
_PERSONAL_SHOW = re.compile(r"[’']s?[ \u00a0](?:[\w-]+[ \u00a0]){0,2}(?:show|program|programme|podcast)\b")
_LEAD = re.compile(r"[ \u00a0](?:(?:the|its|his|her|their|an?)[ \u00a0])?")
_SHOW_WORD = r"(?:[A-Z][\w&-]*|of|the|and|in|on|with|this|to|a|&|[0-9]+)"
_QUOTED = re.compile(rf"(?:[\"“‘]|'{{1,2}}|`{{1,2}})({_SHOW_WORD}(?: {_SHOW_WORD}){{0,5}})[,.]?(?:[\"”’]|'{{1,2}})")
_SORT = re.compile(
    r"[ \u00a0](?:daily|website|newspaper|news agency|magazine|network|channel|radio|weekly|tabloid"
    r"|agency|blog|podcast|program|show)\b"
)
# "CBS This Morning", "Sky and Friends": a show that is named after its channel, without quotation marks.
_NAMED_AFTER = re.compile(r"(?:[ \u00a0](?:(?:and|&)[ \u00a0](?=Friends)|This[ \u00a0])?(?!\w+day\b)[A-Z][a-z]+){1,3}")
# "Acme’s Morning show"
_OWN_SHOW = re.compile(
    r"[’'](?:s)?[ \u00a0]((?:[A-Z][\w&-]*[ \u00a0]){1,4})(?:radio |TV )?(?:show|program|programme)\b"
)
_COLUMN = re.compile(r"[ \u00a0](?:op-ed|column|essay|opinion piece|guest column)\b")
_ASKED = re.compile(r"\b(?:asked|pressed|interviewed|questioned|grilled|(?:spoke|talked) (?:to|with))\b")
# "interview with the", "reported by the"
_BY_PAPER = re.compile(r"\A[Ii]nterview\b.{0,30}\bwith\Z|\A(?:[Qq]uoted|[Rr]eported) by\Z")
# ", Acme News reported."
_REPORTED = re.compile(r"[,”\"’' ]{1,4}(?:as )?(?:[Tt]he )?(?=[A-Z])")
_REPORTS = re.compile(r"[ \u00a0](?:first )?(?:reported|reports|writes|wrote)\b")
_SOME_MEDIA = re.compile(
    r"\b(?:told|to) ((?:[A-Z]\w+ )?(?:state|local|public|government)(?:-run|-owned)? (?:television|TV|radio"
    r"|news agency|media))\b"
)
_SOME_SHOW = re.compile(
    r"\b(?:[Oo]n|with|to|told) (?:his|her|its|their|an?|the) "
    r"((?:[\w’'-]+ ){0,4}(?:radio|television|TV|talk|call-in|cable)(?: [\w-]+)?"
    r" (?:show|station|program|programme|channel)|(?:[\w-]+ ){0,2}podcast)\b"
)
_WHOSE = re.compile(r"(?:[ \u00a0](?:channel|network))?(?:[’'‘]s?|(?<=s)[’'‘])[ \u00a0](?:[Tt]he[ \u00a0])?")
# "Acme 35", "WXYZ radio"
_NUMBERED = re.compile(
    r"[ \u00a0](?:\d{1,2}(?![\d-])(?!,?[ \u00a0](?:years?|percent))|[Rr]adio(?![ \u00a0](?:show|host|program)))\b"
)
# "The Hill" in the middle of a sentence
_ON_A_DAY = re.compile(r" on (?:the )?\w+day\Z")
_THE_TITLE = re.compile(r"[a-z,][ \u00a0]The[ \u00a0]\Z")
_TITLE = re.compile(r"[A-Z0-9][\w&-]*(?: (?:(?:of|the|and|in|on|with|this|to|a|&) )?[A-Z0-9][\w&-]*){0,5}")
_COUNT = re.compile(r"[ \u00a0](?:tally|poll|survey|count|average|projection|analysis)\b")
_AND = re.compile(r"(?:,|,? and|,? &) (?:the )?")
_CHANNELS = frozenset({"Fox", "Sky"})
_NO_SHOW = frozenset(
    {"twitter", "facebook", "instagram", "youtube", "tumblr", "reddit", "snapchat", "capitol", "hill", "air", "force"}
)


class Channels:
    """Finds outlets and shows in stretches of one text."""

    def __init__(self, cast: Cast, naming: Naming) -> None:
        self.cast, self.naming, self.text = cast, naming, cast.text
        self._shows: dict[str, Figure] = {}

    def told(self, begin: int, end: int) -> list[Figure]:
        """``told the Echo``, ``admitted to CNN``."""
        match = _TOLD.search(self.text, begin, end)
        if match is None:
            return []
        lead = _LEAD.match(self.text, match.end())
        found = self._list(lead.end(), min(end, lead.end() + 60), told=True) if lead else []
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
                return [self.naming.figure(m)] if self.is_outlet(m) else []
            return []
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
            found = self._list(
                lead.end() if lead else match.end(),
                min(end + 40, match.end() + 60),
                show=self._is_said_on(match.group().lower(), match.start()),
                paper=_BY_PAPER.search(match.group()) is not None,
            )
            if found:
                return found
        return self.holder(begin, end)[1]

    def holder(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` it is said who got hold of another's words, and who: ``audio obtained by CNN``."""
        held = _GOT_HOLD.search(self.text, begin, end)
        names = self.cast.inside(held.end(), held.end() + 3) if held else []
        return (held.start() if held else begin), [self.naming.figure(n) for n in names[:1]]

    def column(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` a piece for an outlet is spoken of, and the outlet: ``in an Acme News op-ed``."""
        for match in _COLUMN.finditer(self.text, begin, end):
            for n in reversed(self.cast.inside(max(begin, match.start() - 60), match.start())):
                if self.cast.names[n].end == match.start() and self.is_outlet(n):
                    return self.cast.names[n].start, [self.naming.figure(n)]
        return begin, []

    def asked_by(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` an outlet's man asks somebody, and the outlet: ``NBC’s Ana Ruiz asked Bell``."""
        match = _ASKED.search(self.text, begin, end)
        names = self.cast.inside(max(begin, match.start() - 60), match.start()) if match else []
        outlets = [n for n in names if self.is_outlet(n)]
        return (match.end() if match else begin), [self.naming.figure(n) for n in outlets[-1:]]

    def _is_said_on(self, phrase: str, at: int) -> bool:
        """Whether a show may follow the phrase at ``at``: “said on”, “interviewed on”."""
        if phrase == "on":
            return _SAID.search(self.text, max(0, at - 30), at) is not None
        return phrase.startswith(("interviewed", "appear")) and phrase.endswith("on")

    def unnamed_show(self, begin: int, end: int) -> list[Figure]:
        """``on his weekly radio show``, ``on a Lund radio station``."""
        match = _SOME_SHOW.search(self.text, begin, end) or _SOME_MEDIA.search(self.text, begin, end)
        return [self._show(match.group(1))] if match else []

    def reported(self, begin: int, end: int) -> list[Figure]:
        """``..., Acme News reported``: the outlet right behind a statement that says that it reports it."""
        match = _REPORTED.match(self.text, begin, end)
        names = self.cast.inside(match.end(), match.end() + 1) if match else []
        return [
            self.naming.figure(n)
            for n in names
            if self.is_outlet(n) and _REPORTS.match(self.text, self.cast.names[n].end, end)
        ]

    def on_air(self, begin: int, end: int) -> tuple[int, list[Figure]]:
        """Where in ``[begin, end)`` it is said that somebody is interviewed or appears, and the outlets."""
        for match in _ON_AIR.finditer(self.text, begin, end):
            found = self._list(match.end(), min(end, match.end() + 60), show=True)
            if found:
                return match.start(), found
        return begin, []

    def event(self, begin: int, end: int) -> list[Figure]:
        """The outlets by which an event that ``[begin, end)`` speaks of was broadcast."""
        match = _EVENT.search(self.text, begin, end)
        return self._list(match.end(), min(end, match.end() + 40)) if match else []

    def _list(
        self, begin: int, end: int, *, told: bool = False, show: bool = False, paper: bool = False
    ) -> list[Figure]:
        """The outlet or show named right at ``begin``, and those that a comma or "and" adds to it."""
        found: list[Figure] = []
        while True:
            one = self._one(begin, end, told=told, show=show, paper=paper)
            if one is None:
                return found
            figure, stop = one
            found.append(figure)
            more = _AND.match(self.text, stop)
            if more is None:
                return found
            begin, end, told, show, paper = more.end(), more.end() + 30, False, False, False

    def _one(self, begin: int, end: int, *, told: bool, show: bool, paper: bool) -> tuple[Figure, int] | None:
        quoted = _QUOTED.search(self.text, begin, end)
        for n in self.cast.inside(begin, end):
            name = self.cast.names[n]
            if name.start - begin > 22 or (quoted and quoted.start() < name.start):
                break
            if self._tells_whence(n):
                begin = name.end + 2 * name.possessive  # "German newspaper Bild", "Lund’s Channel 2"
                continue
            gap = self.text[begin : name.start]
            if re.search(r"\b(?:reporters?|supporters|that|by|and|about|host|anchor)\b|[.;]", gap):
                break
            if show and (personal := _PERSONAL_SHOW.match(self.text, name.end, name.end + 40)):
                return self._show(self.text[name.start : personal.end()]), personal.end()
            if (
                quoted
                and quoted.start() - name.end < 14
                and _WHOSE.match(self.text, name.end)
                and not self._is_person(n)
            ):
                return self._show(quoted.group(1)), quoted.end()
            if not (
                self.is_outlet(n)
                or (told and (self._is_the_paper(n) or self._seems_told(n, gap)))
                or (show and self._seems_show(n, gap))
                or (paper and self._seems_paper(n, gap))
            ):
                break
            if (numbered := _NUMBERED.match(self.text, name.end)) and not self._is_called_without(n, numbered.group()):
                return self._show(self.text[name.start : numbered.end()]), numbered.end()
            if shown := self._shown_there(n):
                return shown
            if own := _OWN_SHOW.match(self.text, name.end, name.end + 60):
                return self._show(own.group(1)), own.end()
            after = (
                _NAMED_AFTER.match(self.text, name.end) if name.surface.isupper() or name.surface in _CHANNELS else None
            )
            if after and self._is_show_tail(after.group()):
                return self._show(self.text[name.start : after.end()]), after.end()
            known = self.naming.named(n)
            return (known if known is not None else self._show(name.surface)), name.end
        if quoted and quoted.start() - begin <= 5 and len(quoted.group(1).split()) <= 5 and " " in quoted.group(1):
            return self._show(quoted.group(1)), quoted.end()
        return None

    def _is_called_without(self, n: int, tail: str) -> bool:
        """Whether the article also names the station without the "radio" or number behind it."""
        surface = self.cast.names[n].surface
        return re.search(rf"\b{re.escape(surface)}(?!\w|{re.escape(tail)})", self.text) is not None

    def _tells_whence(self, n: int) -> bool:
        """Whether a name is only where the outlet behind it comes from."""
        name = self.cast.names[n]
        following = self.cast.inside(name.end, name.end + 24)
        of_people = len(name.key) == 1 and name.key[0].endswith(DEMONYM)
        return bool(following) and (of_people or (name.possessive and name.sort == "place"))

    def _is_person(self, n: int) -> bool:
        figure = self.cast.of_name[n]
        return self.cast.names[n].sort == "person" or (figure is not None and figure.kind == "person")

    def _shown_there(self, n: int) -> tuple[Figure, int] | None:
        """``NBC’s Today``, ``BBC Radio’s Any Questions``: a show behind the channel that it belongs to."""
        whose = _WHOSE.match(self.text, self.cast.names[n].end)
        following = self.cast.inside(whose.end(), whose.end() + len("The ") + 1) if whose else []
        if not following:
            return None
        show, figure = self.cast.names[following[0]], self.cast.of_name[following[0]]
        if figure is not None or show.sort in ("person", "place") or show.title:
            return None
        title = _TITLE.match(self.text, show.start)
        return (self._show(title.group()), title.end()) if title else None

    def is_outlet(self, n: int) -> bool:
        """Whether the name of number ``n`` names an outlet."""
        name, figure = self.cast.names[n], self.cast.of_name[n]
        if figure is not None and figure.kind == "person":
            return False
        if (
            name.key[0] in ("tv", "radio")
            or name.key[-1].endswith("-language")
            or _COUNT.match(self.text, name.end, name.end + 20)
        ):
            return False
        if name.sort != "outlet" and len(name.key) == 1 and name.key[0] in words("the_outlets"):
            return _THE_TITLE.search(self.text, max(0, name.start - 8), name.start) is not None
        if name.surface.endswith(".com") or self.cast.is_called_outlet(name) or name.key == ("channel",):
            return name.key != ("channel",) or _NUMBERED.match(self.text, name.end) is not None
        if name.sort == "outlet" or (len(name.key) > 1 and name.key[-1] in folded("media")):
            return True
        return _SORT.match(self.text, name.end, name.end + 20) is not None

    def _is_the_paper(self, n: int) -> bool:
        """``told The Hill``: a title with its own article in the middle of a sentence."""
        name = self.cast.names[n]
        return (
            len(name.key) == 1
            and self.text[name.start - 4 : name.start] == "The "
            and self.cast.of_name[n] is None
            and re.match(r"[.,;]|\Z| (?:on|in|that|this|last) ", self.text[name.end : name.end + 6]) is not None
        )

    def _seems_show(self, n: int, gap: str) -> bool:
        """``said on Harbour View``: an unknown name of two words or more that is no place and no network of people."""
        name, known = self.cast.names[n], self.cast.of_name[n]
        itself = known is None or (known.kind == "organisation" and known.name == name.surface)
        unknown = (name.sort == "open" and itself) or (
            name.sort == "organisation"
            and itself
            and not {name.key[-1], "of", "for"} & (folded("organisations") | {"of", "for"} & set(name.key))
            and " ".join(name.key) not in full_names("known_bodies")
        )
        return gap.strip() in ("", "The") and len(name.key) > 1 and unknown and not set(name.key) & _NO_SHOW

    def _seems_paper(self, n: int, gap: str) -> bool:
        """``interview with the Lund Echo``: the like of a show that "the" stands before."""
        at = self.cast.names[n].start
        return self._seems_show(n, gap) and THE.search(self.text, max(0, at - 4), at) is not None

    def _seems_told(self, n: int, gap: str) -> bool:
        """``told Harbour View on Thursday``: the like of a show, and its first word is nobody's first name."""
        name = self.cast.names[n]
        return (
            self._seems_show(n, gap)
            and not name.title
            and not THE.search(self.text, max(0, name.start - 4), name.start)
            and not gender_of("", name.key[0])
            and _ENDS_TELLING.match(self.text, name.end, name.end + 12) is not None
        )

    def _is_show_tail(self, tail: str) -> bool:
        return (
            not any(w in words("plain") and w != "This" for w in tail.split()[:1]) and "News" not in tail.split()[-1:]
        )

    def _show(self, name: str) -> Figure:
        title = _ON_A_DAY.sub("", name.strip(" ,."))
        key = title.casefold()
        if key not in self._shows:
            self._shows[key] = self.cast.body(tuple(fold(w) for w in key.split()), title)
        return self._shows[key]
