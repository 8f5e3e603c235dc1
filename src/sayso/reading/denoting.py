"""Which of the names in a noun phrase it is about, and which only modify it ("Bell's office", "a Bell aide")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .evidence import THE, is_common_noun
from .folding import fold, folded
from .lexicon import words
from .peoples import DEMONYM
from .phrases import head_sort, listed_sort, parse_phrase
from .roles import description_before
from .titles import is_first_name, is_title

if TYPE_CHECKING:
    from .cast import Cast
    from .name import Name

__all__ = ["Denoting"]

_OFFICE_OF = re.compile(
    r"\A(?:[Tt]he |[Aa]n? )?(?:[\w’'-]+ ){0,3}(?:(?:[Ss]ecretary|[Mm]inister|[Dd]irector|[Hh]ead|[Cc]hief|[Pp]rofessor"
    r"|[Ss]peaker|[Ll]eader|[Cc]hair(?:man|woman|person)?|[Pp]resident|[Mm]ember) of (?:the )?"
    r"[a-z]+(?: [a-z]+)?) \Z"
)
_OFFICE = re.compile(
    r"(?:[Tt]he |[Aa]n? )?[\w’'.-]+(?: [\w’'.-]+){0,9}? (?:of|to|for|at|from|with) (?:the )?(?:[\w’'-]+ ){0,4}\Z"
)
# "Ruiz’s hometown Lund Herald"
_WHOSE = re.compile(r"[’']s? (?:[a-z-]+ ){0,2}\Z")
# ", 39," and " (Md.)" behind a name, and ", who was in the third row"
_ASIDE = re.compile(r"\A(?: \([^()]{1,20}\))?(?:, \d{1,3}\b)?(?:, who\b.*)?", re.DOTALL)
# "Ana Ruiz’s son" before his name
_KIN_OF = re.compile(
    r"(?:[’']s?|[Hh]is|[Hh]er|[Tt]heir) "
    r"(?:(?:late|only|eldest|oldest|older|elder|younger|youngest|twin|adult|estranged|former) )?"
    r"(?:(?:step)?(?:son|daughter|brother|sister|father|mother)|wife|husband|widow(?:er)?|partner|fianc[ée]e?|aunt|uncle"
    r"|cousin|niece|nephew|grand(?:son|daughter|father|mother)|(?:girl|boy)friend) \Z"
)
# "the semi-official" of a news agency
_ADJECTIVES = re.compile(r"(?:[Tt]he |[Aa]n? )?(?:[a-z-]+ ){0,2}")
# "the Lund Post’s Ana Ruiz"
_IS_ITS = re.compile(r"[’']s?[ \u00a0]")
_NOT_WHENCE = re.compile(r"[;:]|\b(?:of|for|by|with|from|in|and|at|to|on|as|who|that|called|including)\b")


class Denoting:
    """Finds the name that a phrase denotes."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.text = cast, cast.text

    def denoting(self, begin: int, end: int) -> int | None:
        """Number of the name that the phrase is about: no modifier ("Bell's office", "head of Acme")."""
        for n in self.cast.inside(begin, end):
            name = self.cast.names[n]
            modifies = self._modifies(name, end)
            if modifies and name.sort in ("organisation", "outlet", "place"):
                further = self._person_behind(n, end)
                if further is not None and self.text[begin : name.title_start].strip().lower() in ("", "the"):
                    return further  # "University of Lund historian Ana Ruiz"
            if modifies and name.sort == "place" and (its := self._its(n, end)) is not None:
                return its
            if name.end > end + 1 or modifies or self._is_bare_title(n) or is_common_noun(self.cast, n):
                continue
            if name.sort != "person" and (further := self._person_behind(n, end)) is not None:
                return further
            before = self.text[begin : name.title_start]
            if self._leads(before, begin, name) or self._is_apposed(before, begin, n, end):
                return n
        return self._officer(begin, end)

    def _its(self, n: int, end: int) -> int | None:
        """``Lund’s Ana Ruiz``: the full name right behind that of a place."""
        name = self.cast.names[n]
        for m in self.cast.inside(name.end, end):
            other = self.cast.names[m]
            beside = name.possessive and _IS_ITS.fullmatch(self.text, name.end, other.title_start) is not None
            return m if beside and len(other.key) > 1 and not self._modifies(other, end) else None
        return None

    def _officer(self, begin: int, end: int) -> int | None:
        """The person whose office and its body stand before the name: ``the head of the Acme Council Jo Bell``."""
        inside = self.cast.inside(begin, end)
        if len(inside) < 2:
            return None
        body, name = self.cast.names[inside[-2]], self.cast.names[inside[-1]]
        between = self.text[body.end : name.title_start]
        full = len(name.key) == 2 and name.sort in ("person", "open") and name.end >= end - 1
        return inside[-1] if full and between == " " and _OFFICE.match(self.text, begin, body.start) else None

    def _person_behind(self, n: int, end: int) -> int | None:
        """The person behind a place or body that only tells whence: ``Acme County (Ariz.) Sheriff Jo Bell``."""
        name = self.cast.names[n]
        for m in self.cast.inside(name.end, end):
            other = self.cast.names[m]
            gap = re.sub(r"\([^()]*\)", "", self.text[name.end : other.title_start])
            if _NOT_WHENCE.search(gap):
                return None
            if "," in gap and "-based" not in gap:
                return None
            figure = self.cast.of_name[m]
            described = len(other.key) > 1 and gap.strip() != "" and head_sort(fold(gap.split()[-1])) == "people"
            described = described or (
                name.possessive
                and name.sort in ("outlet", "organisation")
                and _IS_ITS.fullmatch(gap) is not None
                and len(other.key) == 2
                and other.sort == "open"
            )
            known = figure is not None and figure.kind == "person"
            its = name.possessive and len(other.key) > 1 and _IS_ITS.fullmatch(gap) is not None
            if (known and (other.sort == "person" or its)) or described:
                return None if self._modifies(other, end) else m
        return None

    def _is_bare_title(self, n: int) -> bool:
        name = self.cast.names[n]
        known = self.cast.of_name[n] or self.cast.known_body(name.key)
        if known is not None or head_sort(name.key[-1]) != "people":
            return False
        return len(name.key) == 1 or self._is_office(name)

    def _is_office(self, name: Name) -> bool:
        """``The Prime Minister``, ``the Home Secretary``."""
        before = all(word in words("before_offices") or is_title(word) for word in name.key[:-1])
        said = THE.search(self.text, max(0, name.start - 4), name.start) is not None
        return before and said and name.key[-1] in folded("titles")

    def _is_apposed(self, before: str, begin: int, n: int, end: int) -> bool:
        """``an aide, Ana Ruiz``, ``one critic, radio host Ana Ruiz,``, ``a group called Acme``."""
        name = self.cast.names[n]
        if re.search(r"\b(?:called|named|known as) (?:the )?[“\"‘']?(?:The )?\Z", before):
            return re.search(r" (?:by|of|from|against) ", before) is None
        if _ASIDE.sub("", self.text[name.end : end]).strip(" ,—–-") or self.tells_where(n):
            return False
        start = name.title_start
        if not before.rstrip().endswith(","):
            start, _ = description_before(self.text, start, begin)
        lead = re.sub(r"(?:(?:the|an?) |[\w-]+-year-old )\Z", "", self.text[begin:start]).rstrip()
        if not lead or lead[-1] not in ",—–-":
            return False
        first = lead[:-1].strip()
        phrase = parse_phrase(first)
        return (
            "," not in first
            and not phrase.plural
            and bool(phrase.core)
            and (first[:1].islower() or bool(phrase.determiner) or re.search(r"[’']s? ", first) is not None)
        )

    def tells_where(self, n: int) -> bool:
        """``a teacher from Dayton, Ohio``: a place that only tells where the place before it is."""
        if not n or self.cast.names[n].sort != "place":
            return False
        return self.text[self.cast.names[n - 1].end : self.cast.names[n].start] == ", "

    def _modifies(self, name: Name, end: int) -> bool:
        after = self.text[name.end : end]
        if name.possessive and after.strip(" ’'s,") == "":
            return False
        if name.possessive or re.match(r"[’']s\b", after):
            return True
        word = re.match(r"[ \u00a0](\w[\w-]*)", after)
        if word is None:
            return after.startswith(("/", "-"))
        low = fold(word.group(1))
        if low in (
            "of",
            "in",
            "at",
            "on",
            "for",
            "from",
            "with",
            "who",
            "whose",
            "that",
            "which",
            "speaking",
            "himself",
            "herself",
            "has",
            "is",
            "was",
            "and",
        ):
            return False
        if len(name.key) == 1 and name.key[0].endswith(DEMONYM) and self.cast.inside(name.end, end):
            return True  # "French newspaper Le Monde"
        body = low in ("daily", "website", "newspaper", "tabloid", "magazine", "network", "news", "blog", "weekly")
        further = re.match(r"[ \u00a0]([a-z][\w-]*)", after[word.end() :])
        if low == "news" and further and further.group(1) in ("agency", "service", "site", "channel", "portal"):
            return False
        if body and further and head_sort(fold(further.group(1))) in ("people", "document", "body"):
            return True  # "Acme news reports"
        return (
            not body
            or re.search(r"\b[Aa]n?\s\Z", self.text[max(0, name.title_start - 3) : name.title_start]) is not None
        )

    def _leads(self, before: str, begin: int, name: Name) -> bool:
        """Whether what stands before the name is only a determiner, titles or a description of the person."""
        flat = re.sub(r"^(?:both|even|then|late|the|either) ", "", before.strip().lower().strip(",'\"“‘")).removeprefix(
            "the "
        )
        if flat in (
            "",
            "the",
            "both",
            "then",
            "even",
            "late",
            "the late",
            "and",
            "former",
            "ex",
            "a",
            "an",
            "as",
            "that",
            "young",
            "either",
        ):
            return True
        if (self._figure_if_person(name) or name.sort == "open") and len(name.key) > 1 and _OFFICE_OF.search(before):
            return True
        if is_first_name(name.key[0]) and _KIN_OF.search(before):
            return True
        if re.search(
            r" (?:of|for|to|with|from|by|at|in|on|against|like|who|that|backing|supporting|opposing|opposed|inside"
            r"|outside|near|behind|representing|attacking|targeting|promoting) ",
            f" {flat} ",
        ) and not before.rstrip().endswith(","):
            return False
        figure = self._figure_if_person(name)
        start, described = description_before(self.text, name.title_start, begin)
        if described and (figure or (name.sort == "open" and len(name.key) > 1)):
            lead = self.text[begin:start].strip().lower()
            return (
                lead in ("", "the", "a", "an", "his", "her", "their", "its")
                or not self.text[begin:start].strip(" ’'s").islower()
            )
        full = figure or (name.sort == "open" and 2 <= len(name.key) <= 4)
        if (
            full
            and len(name.key) > 1
            and re.fullmatch(r"(?:former |an? |the )?[\w’'-]+(?: [\w’'-]+){0,2}", flat)
            and not self._verb(flat)
        ):
            return True
        if figure and flat.endswith(" and") and any(head_sort(w) == "people" for w in flat.split()):
            return True
        adjectives = flat.removeprefix("the ").removeprefix("a ").removeprefix("an ").split()
        called = self.cast.is_called_outlet(name)
        if (called or (name.sort in ("outlet", "organisation") and len(name.key) > 1)) and _WHOSE.search(before):
            return True
        if called and _ADJECTIVES.fullmatch(before):
            return True
        if not figure and name.sort in ("organisation", "outlet", "open") and 0 < len(adjectives) <= 3:
            counted = any(a in words("numbers") or a in words("quantifiers") for a in adjectives)
            sorts = [listed_sort(a) for a in adjectives]
            # "the labor union Acme", "the nonpartisan Tax Center"
            if head_sort(adjectives[-1]) == "body" and not counted and "people" not in sorts:
                return True
            if name.sort != "open" and not counted and not any(sorts) and not self._verb(flat):
                return True
        return (
            len(adjectives) <= 2
            and (figure or name.sort == "outlet" or (name.sort == "open" and not adjectives))
            and not any(listed_sort(a) for a in adjectives)
        )

    def _verb(self, flat: str) -> bool:
        return (
            re.search(r"\b(?:is|are|was|were|has|have|had|said|says|and|or|but)\b|(?:[’']s|s[’'])(?:\s|\Z)", flat)
            is not None
        )

    def _figure_if_person(self, name: Name) -> bool:
        return name.sort == "person" or self.cast.person(name) is not None
