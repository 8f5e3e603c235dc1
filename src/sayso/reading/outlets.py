"""Which names are those of outlets and shows: “CNN’s State of the Union”, “German newspaper Bild”."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .evidence import THE
from .folding import fold, folded, full_names, gender_of
from .lexicon import words
from .peoples import DEMONYM

if TYPE_CHECKING:
    from .cast import Cast
    from .figure import Figure
    from .naming import Naming

__all__ = ["Outlets"]

_ENDS_TELLING = re.compile(r"[.,;:]|\Z| (?:on|in|that|this|last|\w+day) ")
_ENDS_TELLING_WHOM = re.compile(
    r"[.,;:]|\Z| (?:on|in|that|this|last|\w+day|s?he|they|it|the|there|an?|how|why|what|earlier|after|via|by|his|her) "
)
# "HarbourView", "Ouest-Lund", "LBC2", "ENL"
_LIKE_OUTLET = re.compile(
    r"[A-Z]?[a-z]+[A-Z][A-Za-z]+|[A-Z][a-z]+-[A-Z][a-z]+|[a-z][A-Z]{2,4}|[B-DF-HJ-NP-TV-Z]{2,4}\d{0,2}"
)
_ENDS_PAPER = re.compile(r"[.,;]|\Z| (?:on|in|that|this|last|of|she|he|they|it|how|about|earlier|recently) ")
# "Ana Ruiz’s radio show"
_PERSONAL_SHOW = re.compile(r"[’']s?[ \u00a0](?:[\w-]+[ \u00a0]){0,2}(?:show|program|programme|podcast)\b")
_SHOW_WORD = r"(?:[A-Z][\w&-]*|of|the|and|in|on|with|this|to|a|&|[0-9]+)"
_QUOTED = re.compile(rf"(?:[\"“‘]|'{{1,2}}|`{{1,2}})({_SHOW_WORD}(?: {_SHOW_WORD}){{0,6}})[,.]?(?:[\"”’]|'{{1,2}})")
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


@cache
def _known_shows() -> re.Pattern[str]:
    """A well-known show, behind the channel that it is on: ``CNN’s State of the Union``."""
    titles = "|".join(re.escape(title.replace("_", " ")) for title in sorted(words("shows"), key=len, reverse=True))
    channel = r"(?:the )?(?:[A-Z][\w&-]*(?: News(?: Channel)?)?(?:[’']s?|(?<=s)[’']) )?(?:[Tt]he )?[“\"‘']{0,2}"
    host = r"(?: [Ww]ith(?: [A-Z][\w.-]+){2,3})?"
    return re.compile(rf"{channel}((?:{titles})\b{host})(?! (?:address|speech|message))")


class Outlets:
    """Reads the names of outlets and shows in one text."""

    def __init__(self, cast: Cast, naming: Naming) -> None:
        self.cast, self.naming, self.text = cast, naming, cast.text
        self._shows: dict[str, Figure] = {}

    def at(self, begin: int, end: int, *, told: bool = False, show: bool = False, paper: bool = False) -> list[Figure]:
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
        if show_title := _known_shows().match(self.text, begin, end + 20):
            return self.show(show_title.group(1)), show_title.end(1)
        quoted = _QUOTED.search(self.text, begin, end)
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
            if show and (personal := _PERSONAL_SHOW.match(self.text, name.end, name.end + 40)):
                return self.show(self.text[name.start : personal.end()]), personal.end()
            if (
                quoted
                and quoted.start() - name.end < 14
                and _WHOSE.match(self.text, name.end)
                and not self._is_person(n)
            ):
                return self.show(quoted.group(1)), quoted.end()
            if not (
                self.is_one(n)
                or (told and (self._is_the_paper(n) or self._seems_told(n, gap)))
                or (show and self._seems_show(n, gap))
                or (paper and self._seems_paper(n, gap))
            ):
                break
            if (numbered := _NUMBERED.match(self.text, name.end)) and not self._is_called_without(n, numbered.group()):
                shown = self._shown_there(numbered.end())
                return shown or (self.show(self.text[name.start : numbered.end()]), numbered.end())
            if shown := self._shown_there(name.end):
                return shown
            if own := _OWN_SHOW.match(self.text, name.end, name.end + 60):
                return self.show(own.group(1)), own.end()
            after = (
                _NAMED_AFTER.match(self.text, name.end) if name.surface.isupper() or name.surface in _CHANNELS else None
            )
            if after and self._is_show_tail(after.group()):
                return self.show(self.text[name.start : after.end()]), after.end()
            known = self.naming.named(n)
            return (known if known is not None else self.show(name.surface)), name.end
        if quoted and quoted.start() - begin <= 5 and len(quoted.group(1).split()) <= 7 and " " in quoted.group(1):
            return self.show(quoted.group(1)), quoted.end()
        return None

    def _is_called_without(self, n: int, tail: str) -> bool:
        """Whether the article also names the station without the "radio" or number behind it."""
        surface = self.cast.names[n].surface
        return re.search(rf"\b{re.escape(surface)}(?!\w|{re.escape(tail)})", self.text) is not None

    def tells_whence(self, n: int) -> bool:
        """Whether a name is only where the outlet behind it comes from."""
        name = self.cast.names[n]
        following = self.cast.inside(name.end, name.end + 30)
        of_people = len(name.key) == 1 and name.key[0].endswith(DEMONYM)
        whence = of_people or (name.possessive and name.sort == "place")
        return bool(following) and (whence or _SORT_OF.match(self.text, name.end, name.end + 30) is not None)

    def _is_person(self, n: int) -> bool:
        figure = self.cast.of_name[n]
        return self.cast.names[n].sort == "person" or (figure is not None and figure.kind == "person")

    def _shown_there(self, at: int) -> tuple[Figure, int] | None:
        """``NBC’s Today``, ``BBC Radio’s Any Questions``: a show behind the channel, which ends at ``at``."""
        whose = _WHOSE.match(self.text, at)
        following = self.cast.inside(whose.end(), whose.end() + len("The ") + 1) if whose else []
        if not following:
            return None
        show, figure = self.cast.names[following[0]], self.cast.of_name[following[0]]
        if figure is not None or show.sort in ("person", "place") or show.title:
            return None
        title = _TITLE.match(self.text, show.start)
        return (self.show(title.group()), title.end()) if title else None

    def is_one(self, n: int) -> bool:
        """Whether the name of number ``n`` names an outlet."""
        name, figure = self.cast.names[n], self.cast.of_name[n]
        if figure is not None and figure.kind == "person":
            return False
        of_people = name.sort != "outlet" and len(name.key) == 1 and name.key[0].endswith(DEMONYM)
        if of_people and self.text[name.end : name.end + 2].strip().islower():
            return False  # "the French broadcaster"
        if (
            (name.key[0] == "tv" and " ".join(name.key) not in full_names("outlets"))
            or name.key == ("radio",)
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
        if _CALL_SIGN.fullmatch(name.surface) and name.surface not in _NO_STATIONS:
            return True
        return _SORT.match(self.text, name.end, name.end + 24) is not None

    def _is_the_paper(self, n: int) -> bool:
        """``told The Hill``: a title with its own article in the middle of a sentence."""
        name = self.cast.names[n]
        return (
            len(name.key) == 1
            and self.text[name.start - 4 : name.start] == "The "
            and self.cast.of_name[n] is None
            and _ENDS_PAPER.match(self.text, name.end, name.end + 8) is not None
        )

    def _is_only_itself(self, n: int) -> bool:
        """Whether a name means nobody else that is known, but maybe a body of that very name."""
        name, known = self.cast.names[n], self.cast.of_name[n]
        return known is None or (known.kind == "organisation" and known.name == name.surface)

    def _seems_show(self, n: int, gap: str) -> bool:
        """``said on Harbour View``: an unknown name of two words or more that is no place and no network of people."""
        name, itself = self.cast.names[n], self._is_only_itself(n)
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
        """``told Harbour View on Thursday``: the like of a show, and its first word is nobody's first name; or what is
        written like an outlet alone, ``told HarbourView``.
        """
        name = self.cast.names[n]
        if self._is_written_like_one(n, gap):
            return _ENDS_TELLING_WHOM.match(self.text, name.end, name.end + 12) is not None
        return (
            self._seems_show(n, gap)
            and not name.title
            and not THE.search(self.text, max(0, name.start - 4), name.start)
            and not gender_of("", name.key[0])
            and _ENDS_TELLING.match(self.text, name.end, name.end + 12) is not None
        )

    def _is_written_like_one(self, n: int, gap: str) -> bool:
        name, itself = self.cast.names[n], self._is_only_itself(n)
        unknown = len(name.key) == 1 and itself and " ".join(name.key) not in full_names("known_bodies")
        return gap == "" and unknown and _LIKE_OUTLET.fullmatch(name.surface) is not None

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
        return self._shows[key]
