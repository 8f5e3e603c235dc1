"""Where a text names the outlet or show through which words came: “told the Echo”, “in an interview on CNN”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .evidence import THE
from .lexicon import words
from .names import fold, folded, gender_of
from .phrases import head_sort

if TYPE_CHECKING:
    from .cast import Cast, Figure
    from .naming import Naming

__all__ = ["Channels"]

_TOLD = re.compile(
    r"\b(?:told|tells|telling|(?:confirm|admitt|reveal|disclos|explain|insist|complain|reiterat"
    r"|repeat|add|acknowledg|conced)(?:ed|ing) to|sa(?:id|ying) to"
    r"|shared with|spoke (?:to|with))\b"
)
_CHANNEL = re.compile(
    r"\b(?:interview(?:s|ed)?|statements?|appearances?|call|conversation|sit-down|segment|remarks?|comments?|speaking|appear(?:s|ed)?"
    r"|appearing|column|op-ed|essay|piece|editorial|article|post|posting|letter|wrote|writes|writing|panel"
    r"|telephone|phone"
    r"|discussion|call-in|town hall|email|mail|talking|aired|published|released|publishing|part|debut"
    r"|stint)\b[^.\n\"“”]{0,40}?\b(?:with|on|to|in|for|by|of)\b|\bduring an?\b|\baccording to"
    r"|\b(?:[Ii]n|[Dd]uring|[Aa]t) an? (?=[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}"
    r" (?:interview|forum|town hall|special|appearance|podcast|article|story|report|column|op-ed|editorial|profile)\b)"
    r"|\b[Oo]n(?= (?:the )?[A-Z“\"‘'])|\b[Oo]n(?= ''[A-Z])"
    r"|\b(?:[Aa]sked|[Pp]ressed|[Rr]eached|[Cc]ontacted|[Qq]uestioned)\b(?: \w+){0,2} by"
)
_ON_AIR = re.compile(
    r"\b(?:interview(?:s|ed)?|appear(?:s|ed|ing|ances?)?|sat down|spoke|speaking)\b"
    r"[^.\n\"“”]{0,30}?\b(?:with|on|by|to) (?:the )?"
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
    r"\b(?:e-?mails?|messages?|documents?|recordings?|audio|videos?|tapes?|transcripts?|memos?|cables?|files|clips?|footage)\b"
    r"[^.\n“”\"]{0,30}?\b(?:published|released|obtained|leaked|posted|disclosed|acquired|aired|broadcast|circulated|distributed"
    r"|recorded|shared|tweeted|put out|sent out)\b (?:\w+ )?by (?:the )?"
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
        return found or self._host(match.end())

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
            )
            if found:
                return found
        held = _GOT_HOLD.search(self.text, begin, end)
        names = self.cast.inside(held.end(), held.end() + 3) if held else []
        return [self.naming.figure(n) for n in names[:1]]

    def _is_said_on(self, phrase: str, at: int) -> bool:
        """Whether a show may follow the phrase at ``at``: “said on”, “interviewed on”."""
        if phrase == "on":
            return _SAID.search(self.text, max(0, at - 30), at) is not None
        return phrase.startswith(("interviewed", "appear")) and phrase.endswith("on")

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

    def _list(self, begin: int, end: int, *, told: bool = False, show: bool = False) -> list[Figure]:
        """The outlet or show named right at ``begin``, and those that a comma or "and" adds to it."""
        found: list[Figure] = []
        while True:
            one = self._one(begin, end, told=told, show=show)
            if one is None:
                return found
            figure, stop = one
            found.append(figure)
            more = _AND.match(self.text, stop)
            if more is None:
                return found
            begin, end, told, show = more.end(), more.end() + 30, False, False

    def _one(self, begin: int, end: int, *, told: bool, show: bool) -> tuple[Figure, int] | None:
        quoted = _QUOTED.search(self.text, begin, end)
        for n in self.cast.inside(begin, end):
            name = self.cast.names[n]
            if name.start - begin > 22 or (quoted and quoted.start() < name.start):
                break
            gap = self.text[begin : name.start]
            if re.search(r"\b(?:reporters?|supporters|that|by|and|about|host|anchor)\b|[.;]", gap):
                break
            if show and (personal := _PERSONAL_SHOW.match(self.text, name.end, name.end + 40)):
                return self._show(self.text[name.start : personal.end()]), personal.end()
            if not (
                self.is_outlet(n)
                or (told and (self._is_the_paper(n) or self._seems_told(n, gap)))
                or (show and self._seems_show(n, gap))
            ):
                break
            if (
                quoted
                and quoted.start() - name.end < 12
                and self.text[name.end : name.end + 2] in ("’s", "'s", "s'", "s’")
            ):
                return self._show(quoted.group(1)), quoted.end()
            if own := _OWN_SHOW.match(self.text, name.end, name.end + 60):
                return self._show(own.group(1)), own.end()
            after = (
                _NAMED_AFTER.match(self.text, name.end) if name.surface.isupper() or name.surface in _CHANNELS else None
            )
            if after and self._is_show_tail(after.group()):
                return self._show(self.text[name.start : after.end()]), after.end()
            return self.naming.figure(n), name.end
        if quoted and quoted.start() - begin <= 5 and len(quoted.group(1).split()) <= 5 and " " in quoted.group(1):
            return self._show(quoted.group(1)), quoted.end()
        return None

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
        name = self.cast.names[n]
        return (
            not gap.strip()
            and len(name.key) > 1
            and name.sort == "open"
            and self.cast.of_name[n] is None
            and not set(name.key) & _NO_SHOW
        )

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
        key = name.strip(" ,.").casefold()
        if key not in self._shows:
            self._shows[key] = self.cast.body(tuple(fold(w) for w in key.split()), name.strip(" ,."))
        return self._shows[key]
