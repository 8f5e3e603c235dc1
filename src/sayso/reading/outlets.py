"""Which names are those of outlets and shows: “CNN’s State of the Union”, “German newspaper Bild”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import fold, folded, full_names
from .lexicon import words
from .outlet_titles import ENDS_TITLE, QUOTED, known_shows, plain_title, title_at
from .peoples import DEMONYM
from .unheard_outlets import NUMBERED, WHOSE, Unheard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cast import Cast
    from .figure import Figure
    from .naming import Naming

__all__ = ["Outlets"]

# "Ana Ruiz’s radio show"
_PERSONAL_SHOW = re.compile(r"[’']s?[ \u00a0](?:[\w-]+[ \u00a0]){0,2}(?:show|program|programme|podcast)\b")
_SORT = re.compile(
    r"[ \u00a0](?:daily|website|newspaper|news agency|magazine|network|channel|radio|television|weekly|tabloid"
    r"|agency|blog|podcast|program|show)\b(?! (?:[Tt]he )?(?:al-)?[A-Z])"
)
# "the Lund daily Sydsvenskan"
_SORT_OF = re.compile(
    r"[ \u00a0](?:daily|weekly|newspaper|paper|magazine|broadcaster|tabloid|website)[ \u00a0](?=[A-Z]|al-)"
)
# "WLND", "KLND-TV", "WLN710": how American stations are called.
_CALL_SIGN = re.compile(r"[KW][A-Z]{3}(?:-?(?:TV|AM|FM))?|[KW][A-Z]{2,3}(?:-(?:TV|AM|FM)|[ -]?\d{2,4})")
_NO_STATIONS = frozenset({"WADA", "WIPO", "KFOR"})
# "CBS This Morning", "Sky and Friends": a show that is named after its channel, without quotation marks.
_NAMED_AFTER = re.compile(r"(?:[ \u00a0](?:(?:and|&)[ \u00a0](?=Friends)|This[ \u00a0])?(?!\w+day\b)[A-Z][a-z]+){1,3}")
# "Acme’s Morning show"
_OWN_SHOW = re.compile(
    r"[’'](?:s)?[ \u00a0]((?:[A-Z][\w&-]*[ \u00a0]){1,4})(?:radio |TV )?(?:show|program|programme)\b"
)
# "the Acme show “Harbour View”", "the Acme hosts of “Harbour View”"
_ITS_SHOW = re.compile(
    r"[ \u00a0](?:[\w-]+[ \u00a0])?(?:show|program|programme|podcast|series|hosts? of),?[ \u00a0](?:the[ \u00a0])?"
)
_TO_SOMEBODY = re.compile(r"\b(?:told|to|with|by)[ \u00a0](?:the[ \u00a0])?\Z")
_ON_A_DAY = re.compile(r" on (?:the )?\w+day\Z")
# "The Hill" in the middle of a sentence
_THE_TITLE = re.compile(r"[a-z,][ \u00a0]The[ \u00a0]\Z")
_TITLE = re.compile(r"[A-Z0-9][\w&-]*(?: (?:(?:of|the|and|in|on|with|this|to|a|&) )?[A-Z0-9][\w&-]*){0,5}")
_COUNT = re.compile(r"[ \u00a0](?:tally|poll|survey|count|average|projection|analysis)\b")
# "radio show Harbour’s Hour", "the podcast Harbour Talk"
_CALLED = re.compile(
    r"(?:(?:[a-z][\w-]*|[A-Z][\w-]*(?:[’']s)?)[ \u00a0]){0,3}(?:show|podcast|program|programme),?[ \u00a0]"
    r"(?:called[ \u00a0])?"
    r"([A-Z][\w&-]*(?:[’']s)?(?:[ \u00a0](?:(?:of|the|and|in|on|with|to|a|&)[ \u00a0])?[A-Z][\w&-]*){1,5})"
)
# "Acme News’s Lund headquarters"
_ROOMS = re.compile(r" (?:headquarters|offices?|studios?|bureau|newsroom)\b")
_MAGAZINE = re.compile(r" (?:magazine|newspaper)\b")
_AND = re.compile(r"(?:,|,? and|,? &) (?:the )?")
# "National Action Network"
_CAUSES = frozenset({"action", "advocacy", "crisis", "justice", "policy", "research", "rights", "support"})
# "Acme News reporter Ana Ruiz and Lund Echo reporter Jo Bell"
_AND_ANOTHER = re.compile(r"(?: [a-z]+){1,4} [A-Z][\w.’'-]+ [A-Z][\w’'-]+,? and (?:the )?(?=[A-Z])")
_STAFF_OF = re.compile(
    r"(?:reporters?|editors?|journalists?|correspondents?|writers?)[ \u00a0](?:from|of|for|at|with)[ \u00a0]"
    r"(?:[Tt]he[ \u00a0])?"
)
# What may stand between "German" and "Bild".
_WHENCE = re.compile(
    r"[ \u00a0](?:(?!(?:on|in|at|that|this|last|by|and|as|when|about|after|before|he|she|they|it|to|for|with)\b)"
    r"[a-z-]+[ \u00a0])*(?:[Tt]he[ \u00a0])?[“\"‘]?"
)
_WITH_THE = re.compile(r"\b(?!on\b)[a-z]+ the \Z")
_CHANNELS = frozenset({"Fox", "Sky"})


class Outlets:
    """Reads the names of outlets and shows in one text."""

    def __init__(self, cast: Cast, naming: Naming) -> None:
        self.cast, self.naming, self.text = cast, naming, cast.text
        self._shows: dict[str, Figure] = {}
        self._unheard = Unheard(cast)
        self.channel_of: dict[Figure, Figure] = {}

    def at(self, begin: int, end: int, *, told: bool = False, show: bool = False, paper: bool = False) -> list[Figure]:
        """The outlet or show named right at ``begin``, and those that a comma or "and" adds to it."""
        found: list[Figure] = []
        while True:
            one = self._one(begin, end, told=told, show=show, paper=paper)
            if one is None:
                return found
            figure, stop = one
            found.append(figure)
            more = _AND.match(self.text, stop) or _AND_ANOTHER.match(self.text, stop)
            if more is None:
                return found
            begin, end, told, show, paper = more.end(), more.end() + 30, False, False, False

    def _one(self, begin: int, end: int, *, told: bool, show: bool, paper: bool) -> tuple[Figure, int] | None:
        found = self._named(begin, end, told=told, show=show, paper=paper)
        if found is None and (plain := plain_title(self.text, begin, common=told or paper)):
            return self.show(plain[0]), plain[1]
        return found

    def _named(self, begin: int, end: int, *, told: bool, show: bool, paper: bool) -> tuple[Figure, int] | None:
        if staff := _STAFF_OF.match(self.text, begin, end):
            begin = staff.end()
        if show_title := known_shows().match(self.text, begin, end + 20):
            channel = [n for n in self.cast.inside(begin, show_title.start(1)) if self.is_one(n)]
            return self._on(channel, self.show(show_title.group(1))), show_title.end(1)
        if (called := _CALLED.match(self.text, begin, end + 20)) and not self._names_person(called.start(1)):
            return self.show(called.group(1)), called.end(1)
        quoted = QUOTED.search(self.text, begin, end)
        for n in self.cast.inside(begin, end):
            name = self.cast.names[n]
            if name.start - begin > 22 or (quoted and quoted.start() < name.start):
                break
            if self.tells_whence(n):
                begin = name.end + 2 * name.possessive  # "German newspaper Bild", "Lund’s Channel 2"
                continue
            gap = self.text[begin : name.start]
            if re.search(r"\b(?:reporters?|supporters|that|by|and|about|host|anchor)\b|[.;]", gap):
                break
            own = _OWN_SHOW.match(self.text, name.end, name.end + 60)
            if (
                (show or paper)
                and own is None
                and (personal := _PERSONAL_SHOW.match(self.text, name.end, name.end + 40))
            ):
                return self.show(self.text[name.start : personal.end()]), personal.end()
            if (
                quoted
                and quoted.start() - name.end < 20
                and (WHOSE.match(self.text, name.end) or _ITS_SHOW.fullmatch(self.text, name.end, quoted.start()))
                and not self._is_person(n)
            ):
                return self._on([n], self.show(quoted.group(1))), quoted.end()
            if not (
                self.is_one(n)
                or (told and self._unheard.told(n, gap))
                or self._is_paper_after(begin, n)
                or self._unheard.numbered(n, gap, told=told or paper)
                or (show and self._unheard.show(n, gap))
                or (paper and self._unheard.paper(n, gap))
            ):
                break
            if (numbered := NUMBERED.match(self.text, name.end)) and not self._is_called_without(n, numbered.group()):
                shown = self._shown_there(numbered.end())
                if own := _OWN_SHOW.match(self.text, numbered.end(), numbered.end() + 60):
                    shown = self.show(own.group(1)), own.end()
                return shown or (self.show(self.text[name.start : numbered.end()]), numbered.end())
            to_person = _TO_SOMEBODY.search(self.text, max(0, begin - 12), begin) is not None
            if shown := self._shown_there(name.end, to_person=to_person):
                return self._on([n], shown[0]), shown[1]
            if own:
                return self.show(own.group(1)), own.end()
            after = (
                _NAMED_AFTER.match(self.text, name.end) if name.surface.isupper() or name.surface in _CHANNELS else None
            )
            if after and self._is_show_tail(after.group()):
                return self.show(self.text[name.start : after.end()]), after.end()
            figure = self.naming.named(n) or self.show(name.surface)
            if called := _MAGAZINE.match(self.text, name.end):
                figure.aliases.setdefault(f"{name.surface}{called.group()}")
            return figure, name.end
        if quoted and quoted.start() - begin <= 5 and len(quoted.group(1).split()) <= 7 and " " in quoted.group(1):
            return self.show(quoted.group(1)), quoted.end()
        return None

    def title(self, begin: int, end: int) -> tuple[list[Figure], int]:
        """The show, well known or in quotation marks, whose title stands at ``begin``, and where the title ends."""
        title, stop = title_at(self.text, begin, end)
        return [self.show(title)] if title else [], stop

    def _on(self, channel: Sequence[int], show: Figure) -> Figure:
        """The show, noted to be on the channel that is named before it."""
        for n in channel:
            self.channel_of.setdefault(show, self.naming.figure(n))
        return show

    def _is_called_without(self, n: int, tail: str) -> bool:
        """Whether the article also names the station without the "radio" or number behind it."""
        surface = self.cast.names[n].surface
        return re.search(rf"\b{re.escape(surface)}(?!\w|{re.escape(tail)})", self.text) is not None

    def tells_whence(self, n: int) -> bool:
        """Whether a name is only where the outlet behind it comes from."""
        name = self.cast.names[n]
        following = self.cast.inside(name.end, name.end + 30)
        of_people = len(name.key) == 1 and name.key[0].endswith(DEMONYM) and not self._is_titled(n)
        of_people = of_people and bool(following) and self._stands_before(name.end, self.cast.names[following[0]].start)
        whence = of_people or (name.possessive and name.sort == "place")
        return bool(following) and (whence or _SORT_OF.match(self.text, name.end, name.end + 30) is not None)

    def _stands_before(self, end: int, start: int) -> bool:
        return _WHENCE.fullmatch(self.text, end, start) is not None

    def _is_titled(self, n: int) -> bool:
        """``told The Hill``, ``The Oregonian``: whether the article before a name is written as a part of it."""
        name = self.cast.names[n]
        titled = len(name.key) == 1 and name.key[0] in words("the_outlets")
        return titled and _THE_TITLE.search(self.text, max(0, name.start - 8), name.start) is not None

    def _is_paper_after(self, begin: int, n: int) -> bool:
        """``an interview with the Guardian``: the same where the article is written small, but not "on the Hill"."""
        name = self.cast.names[n]
        before = self.text[max(0, begin - 8) : name.start]
        return (
            len(name.key) == 1
            and name.key[0] in words("the_outlets")
            and _WITH_THE.search(before) is not None
            and ENDS_TITLE.match(self.text, name.end, name.end + 12) is not None
        )

    def _names_person(self, at: int) -> bool:
        return any(self._is_person(n) for n in self.cast.inside(at, at + 1))

    def _is_person(self, n: int) -> bool:
        figure = self.cast.of_name[n]
        return self.cast.names[n].sort == "person" or (figure is not None and figure.kind == "person")

    def _shown_there(self, at: int, *, to_person: bool = False) -> tuple[Figure, int] | None:
        """``NBC’s Today``, ``BBC Radio’s Any Questions``: a show behind the channel, which ends at ``at``; one of two
        words is a person where that is who was spoken to.
        """
        whose = WHOSE.match(self.text, at)
        following = self.cast.inside(whose.end(), whose.end() + len("The ") + 1) if whose else []
        if not following:
            return None
        show, figure = self.cast.names[following[0]], self.cast.of_name[following[0]]
        if figure is not None or show.sort in ("person", "place") or show.title or _ROOMS.match(self.text, show.end):
            return None
        if to_person and len(show.key) == 2:  # "interview with NBC’s Tamron Bell"
            return None
        title = _TITLE.match(self.text, show.start)
        return (self.show(title.group()), title.end()) if title else None

    def is_one(self, n: int) -> bool:
        """Whether the name of number ``n`` names an outlet."""
        name, figure = self.cast.names[n], self.cast.of_name[n]
        if figure is not None and figure.kind == "person":
            return False
        if name.key[-1] == "network" and not _CAUSES.isdisjoint(name.key):
            return False
        titled = self._is_titled(n)
        of_people = name.sort != "outlet" and len(name.key) == 1 and name.key[0].endswith(DEMONYM)
        if of_people and not titled and self.text[name.end : name.end + 2].strip().islower():
            return False  # "the French broadcaster"
        if (
            (name.key[0] == "tv" and " ".join(name.key) not in full_names("outlets"))
            or name.key == ("radio",)
            or name.key[-1].endswith("-language")
            or _COUNT.match(self.text, name.end, name.end + 20)
        ):
            return False
        called = self.cast.is_called_outlet(name)
        if name.sort != "outlet" and len(name.key) == 1 and name.key[0] in words("the_outlets") and not called:
            return titled
        if name.surface.endswith(".com") or called or name.key == ("channel",):
            return name.key != ("channel",) or NUMBERED.match(self.text, name.end) is not None
        if name.sort == "outlet" or (len(name.key) > 1 and name.key[-1] in folded("media")):
            return True
        if _CALL_SIGN.fullmatch(name.surface.split(" of ")[0]) and name.surface not in _NO_STATIONS:
            return True
        return _SORT.match(self.text, name.end, name.end + 24) is not None

    def named_before(self, begin: int, end: int) -> list[Figure]:
        """``a Fox411 interview``: whatever name stands at ``begin``, before the word for an interview."""
        for n in self.cast.inside(begin, begin + 1):
            if self.cast.names[n].start == begin and self._unheard.of_interview(n, end):
                return [self.naming.named(n) or self.show(self.cast.names[n].surface)]
        return []

    def _is_show_tail(self, tail: str) -> bool:
        return (
            not any(w in words("plain") and w != "This" for w in tail.split()[:1]) and "News" not in tail.split()[-1:]
        )

    def show(self, name: str) -> Figure:
        """The show of that title, entered if it is new."""
        title = _ON_A_DAY.sub("", name.strip(" ,."))
        key = title.casefold()
        if key not in self._shows:
            self._shows[key] = self.cast.body(tuple(fold(w) for w in key.split()), title)
            if key.endswith(" show"):
                self._shows[key].aliases.setdefault(title[: -len(" show")])
        return self._shows[key]
