"""Noun phrases: determiner, head noun, what kind of actor it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .folding import bare, fold, full_names
from .lexicon import words
from .peoples import PEOPLE

if TYPE_CHECKING:
    from ..record import Kind

__all__ = ["Phrase", "head_sort", "is_noun_for", "listed_sort", "parse_phrase", "singulars"]

_DETERMINER = re.compile(
    r"(?:(?:nearly|almost|about|roughly|at least|only|even|virtually) (?=all|every|some|many|any|most)"
    r"|(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|whose)\b"
    r"|(?:some|many|several|various|other|most|all|both|few|any|every|each|no|more|certain|another|one"
    r"|much)\b(?: of (?:the|his|her|its|their)\b)?"
    r"|a (?:number|handful|couple|group|majority|lot|slew|host|range|few|string) of\b)(?!-)[ \u00a0]*",
    re.IGNORECASE,
)
# What stands before a phrase and is no part of it: "of voters", "will reporters", "this year’s speakers".
_LEADING = re.compile(
    r"\A(?:(?:of|like|at(?! least\b| most\b)|among|does|did|will|would|can|could)[ \u00a0](?=[\w’'-]+[ \u00a0]|[A-Z])"
    r"|[Ww]e[ \u00a0](?=[A-Z])"
    r"|(?:this|last|next|that) (?:year|week|month|season|summer|spring|fall)[’']s[ \u00a0](?=\w)"
    r"|[Uu]ltimately[ \u00a0])",
    re.IGNORECASE,
)
# After these the determiner is itself the head: "those who", "several of them".
_BARE = re.compile(
    r"(?:of|who|whose|that|with|in|from|over|under|aged|on|near|at|[a-z]+ing)\b|[a-z]+ed(?:\Z| (?:by|in|at"
    r"|for|who|from|with)\b)"
)
# "the most optimistic", "the few": what tells which, not how many.
_SUPERLATIVE = re.compile(r"(?:most|more|few)[ \u00a0](?!of\b)", re.IGNORECASE)
# "the tall, quiet nurse": a comma between adjectives.
_ADJECTIVES = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat)[ \u00a0]([a-z][\w-]*),[ \u00a0](?=[\w/-]*[a-z])(?!and |who |which |the |an? )"
)
# "A growing number of", "a handful of", "the majority of"
_AMOUNT = re.compile(
    r"(?:[a-z-]+ ){0,2}(number|lot|slew|host|array|range|series|stream|wave|chorus|handful|trio|pair|duo"
    r"|couple|dozen|mix|plurality|majority"
    r"|share|percentage|proportion|minority|army|crop) of (?:the |his |her |its |their )?(?=[\w-]+)",
    re.IGNORECASE,
)
# "56 percent of those asked", "one in four", "about the same number"
_COUNTED = re.compile(
    r"(?:[\d.,]+(?: ?%| percent\b)|(?:about |nearly |almost |roughly )?(?:one|two|three|four|five|six|seven|eight|nine"
    r"|\d+) (?:in|out of) (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
    r"|(?:about )?the same (?:number|share|percentage)\b)",
    re.IGNORECASE,
)
_MANY = frozenset({"number", "lot", "slew", "host", "array", "range", "stream", "wave", "chorus"})
_THOSE = re.compile(r"(?:those|these) [a-z]+(?:ed|ing)\b", re.IGNORECASE)
_JOINED_ADJECTIVES = re.compile(
    r"(?:current|past|former|present|active|retired|sitting|elected|serving)(?:,? (?:and|or) )(?:current|past"
    r"|former|present|retired|would-be) ",
    re.IGNORECASE,
)
# "Club for Growth ad": a body that is for something only tells whose.
_BODY_FOR = re.compile(
    r"(?:[A-Z]\w+ )+(?:for|of) (?:the )?(?:[A-Z]\w+ )+(?=(?:ad|poll|report|study|survey|email|statement|spokes\w+)\b)"
)
_CLAUSE = re.compile(
    r"[a-z]+(?:ed|ing)|present|everywhere|close|loyal|worried|likely|unlikely|eager|able|unable|afraid|aware|alike"
)
# "a group of comedians" is no body with a name.
_GATHERED = frozenset({"group", "coalition", "band", "gang", "cadre", "bevy"})
_FEW = frozenset({"handful", "trio", "pair", "duo", "couple", "dozen"})
_TRAILING = re.compile(
    r"(?: (?:here|there|today|yesterday|tonight|now|alike|too|also|both|himself|herself|itself|themselves))+\Z"
)
_LISTED = r"(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*"
# A comma ends a phrase, but not within "of Aland, Bland and Cland".
_CUT = re.compile(
    rf"\s*(?:,(?!\d)(?! (?:19|20)\d\d )"
    rf"(?! {_LISTED}(?:, {_LISTED})*,? and {_LISTED}\Z)|;| [-–—―]+ |\(|—| who\b.*? also\b)"
)
# "a teacher from Lund, Ohio, "
_TOWN = re.compile(r"\b(?:in|from|of|near|outside) ([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)\Z")
_PLACE = re.compile(r", ([A-Z][\w.]*(?: [A-Z]\w*)?)(?=,|\Z)")
_AFTER_HEAD = re.compile(
    r"[ \u00a0](?:(?:recently|newly|first|previously) )?"
    r"(?:and (?:from|by|former|current|ex-\w+)|of|in|on|at|for|with|from|to|by|who|that|which|whose|where|near|inside"
    r"|outside|among|close(?= to\b)"
    r"|within|behind|over|against|about|like"
    r"|such|along|leaving|speaking|out|familiar|working|identifying|describing|posted|released|published|obtained"
    r"|filed|led|issued|written|signed|prepared|conducted|commissioned|compiled|named|called|under|between"
    r"|including|around|across|representing|involved|seeking|after|as|is|are|was"
    r"|were|has|have|had|said|says|(?:this|last)(?= (?:week|month|year|spring|summer|fall|autumn|winter|\w+day)))\b"
)
# Endings of nouns for people that no list need hold ("lobbyists", "technocrat").
_PERSONAL = re.compile(
    r"(?:ologist|[a-z]{2}ist|[a-z]{2}ocrat|[a-z]m[ae]n|[a-z]wom[ae]n|[a-z]{2}person|eteer|[a-z]{3}ician|[a-z]goer|[a-z]holder"
    r"|(?:mother|father|grandmother|grandfather)-of-[a-z]+|[a-z](?:people|folk)|[a-z](?:keeper|worker|dweller|seeker|grower|fighter|owner|picker|sitter))s?\Z"
)
_NO_PERSON = frozenset(
    {
        "list",
        "twist",
        "mist",
        "fist",
        "wrist",
        "waist",
        "gist",
        "tourist",
        "human",
        "roman",
        "german",
        "checklist",
        "shortlist",
        "playlist",
        "blacklist",
        "heist",
    }
)
_ONE_OF_THEM = frozenset({"another", "other", "each", "either", "neither", "second", "first", "former", "latter"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: ``core`` is the phrase without determiner and side remarks, ``head`` its folded main noun."""

    determiner: str
    core: str
    head: str
    plural: bool
    kind: Kind

    @property
    def definite(self) -> bool:
        """Whether it points back to something that the reader knows."""
        return self.determiner.split(" ")[0] in _DEFINITE


def parse_phrase(surface: str) -> Phrase:
    """Take a noun phrase apart."""
    flat = " ".join(surface.replace("\u00a0", " ").split()).strip(" ,;:\"“”‘’'")
    flat = _LEADING.sub("", flat.removesuffix("'s").removesuffix("’s"))
    adjective = _ADJECTIVES.match(flat)
    cut = _cut(flat, adjective.end() if adjective and not listed_sort(fold(adjective.group(1))) else 1)
    core = _TRAILING.sub("", (flat[: cut.start()] if cut else flat).strip(" —–-"))
    determiner = ""
    while match := _DETERMINER.match(core):
        if match.end() >= len(core) or (determiner and _SUPERLATIVE.match(core)):
            break
        if _BARE.match(core, match.end()) and not _AMOUNT.match(core, match.end()):
            break
        determiner = f"{determiner} {match.group().strip().lower()}".strip()
        core = core[match.end() :]
    if determiner:
        core = core.removeprefix("own ")
    if amount := _AMOUNT.match(core):
        return _counted(amount, determiner, core)
    noun = _noun(core)
    head = fold(noun)
    plural = _is_plural(head, determiner)
    kind = _kind(head, determiner, plural, core)
    # "The labor union S.E.I.U.": a name that nothing explains is rather a body's than a text's.
    named = noun[:1].isupper() and (core != noun or noun.isupper()) and not listed_sort(head)
    return Phrase(determiner, core, head, plural, "organisation" if kind == "document" and named else kind)


def _cut(flat: str, begin: int) -> re.Match[str] | None:
    """Where what only adds to a phrase begins; the second half of "Lund, Ohio" does not, that of "Spain, Chile" may."""
    cut = _CUT.search(flat, begin)
    while cut and (place := _PLACE.match(flat, cut.start())) and (town := _TOWN.search(flat[: cut.start()])):
        if _is_known(town.group(1)) or not _is_known(place.group(1)):
            break
        cut = _CUT.search(flat, place.end())
    return cut


def _is_known(place: str) -> bool:
    """Whether it is in the list of countries, states and large cities."""
    return " ".join(bare(place)) in full_names("places")


def _counted(amount: re.Match[str], determiner: str, core: str) -> Phrase:
    """``A growing number of Democrats``: many of those whom the noun behind "of" means."""
    inner = parse_phrase(core[amount.end() :])
    word = amount.group(1).lower()
    kind: Kind = "vague" if word in _MANY else "unnamed" if word in _FEW else "group"
    if not inner.plural or inner.kind in ("document", "organisation"):
        kind = inner.kind
    return Phrase(determiner, core, inner.head, inner.plural, kind)


def _noun(core: str) -> str:
    if _THOSE.match(core):
        return core.split()[0]
    # "current and former officials": what is joined only tells which.
    joined = _JOINED_ADJECTIVES.match(core) or _BODY_FOR.match(core)
    end = _AFTER_HEAD.search(core, joined.end() if joined else 0)
    nominal = core[: end.start()] if end else core
    tokens = _without_clause(nominal.split())
    return tokens[-1].removesuffix("'s").removesuffix("’s") if tokens else ""


def _without_clause(tokens: list[str]) -> list[str]:
    """The words up to a plural noun for people behind which a participle begins: ``activists clamoring``."""
    for n, (word, following) in enumerate(pairwise(tokens)):
        low = fold(word)
        plural = low.endswith("s") or low in ("people", "men", "women", "folks")
        if plural and _CLAUSE.fullmatch(following) and head_sort(low) in ("people", "vague", "body"):
            return tokens[: n + 1]
    return tokens


def _is_plural(head: str, determiner: str) -> bool:
    first = determiner.split(" ")[0]
    if first in ("these", "those", "many", "several", "some", "few", "most", "both", "all", "various"):
        return True
    if first in ("a", "an", "one", "this", "that", "another", "each", "every") and " of" not in determiner:
        return False
    if head in ("people", "police", "men", "women", "children", "others", "folks", "media", "staff", "many", "some"):
        return True
    if head.endswith("men") and head_sort(head) == "people":
        return True
    return (
        head.endswith("s")
        and not head.endswith(("ss", "us", "is", "news", "congress"))
        and (len(head) > 3 or head == "mps")
    )


def singulars(noun: str) -> tuple[str, ...]:
    """The forms under which a noun that may be plural can stand in a list, itself first."""
    forms = (noun, noun.removesuffix("s"), noun.removesuffix("es"))
    if noun.endswith("children"):
        return (noun, noun.removesuffix("ren"))
    if noun.endswith("ves"):  # "midwives", "thieves"
        return (*forms, f"{noun[:-3]}fe", f"{noun[:-3]}f")
    return (*forms, f"{noun[:-3]}y") if noun.endswith("ies") else forms


def head_sort(head: str) -> str:
    """``document``, ``body``, ``people`` or ``vague`` by the noun lists and endings; empty for any other noun."""
    return listed_sort(head) or ("people" if _PERSONAL.search(head) and head not in _NO_PERSON else "")


def is_noun_for(head: str, *sorts: str) -> bool:
    """Whether a noun is one of these ``head_sort``, or for a people, a party or a faith."""
    return head_sort(head) in sorts or PEOPLE.search(head) is not None


def listed_sort(head: str) -> str:
    """``document``, ``body``, ``people`` or ``vague`` by the noun lists; empty for a noun in none."""
    for form in singulars(head):
        if form in words("people"):
            return "people"
        if form in words("bodies"):
            return "body"
        if form in words("documents"):
            return "document"
        if form in words("vague"):
            return "vague"
    return ""


def _kind(head: str, determiner: str, plural: bool, core: str) -> Kind:
    sort = head_sort(head)
    if _COUNTED.match(core):
        return "group"
    quantified = set(determiner.split(" ")) & words("quantifiers") or determiner.startswith(
        ("a number", "a lot", "a host")
    )
    if head == "people" and (determiner == "the" or (" " in core and not quantified)):
        return "group"
    if head in words("vague"):
        return "vague" if determiner not in ("one", "another") or head not in ("people",) else "unnamed"
    if sort == "document":
        return "document"
    if head in _GATHERED and core.startswith(f"{head} of "):
        return "group"
    if determiner.startswith("any") and sort == "body":
        return "vague"
    if sort == "body":
        return "group" if plural and head not in ("police",) else "organisation"
    if head in words("handfuls"):
        return "unnamed"
    if plural:
        return "vague" if quantified else "group"
    if head in words("gatherings"):
        return "group"
    if head in _ONE_OF_THEM:
        return "unnamed"
    if head in ("none", "all"):
        return "vague"
    if head in ("those", "both") or head in words("numbers"):
        return "group"
    if re.fullmatch(r"\d+-year-old", head):
        return "unnamed"
    if re.fullmatch(r"[\d.,]+%?", head) or core.endswith("%"):
        return "group"
    return "unnamed" if sort == "people" or determiner in ("another", "one") else "document"
