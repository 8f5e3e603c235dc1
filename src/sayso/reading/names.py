"""Proper names in a text: where they stand, what title goes before them, and what they are likely to name."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from .lexicon import words
from .sentences import split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "SUFFIXES",
    "Name",
    "bare",
    "find_names",
    "fold",
    "folded",
    "full_names",
    "gender_of",
    "is_headline",
    "without_possessive",
]

Sort = Literal["person", "outlet", "organisation", "place", "open"]

_UPPER = "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper() and not 0x10A0 <= ord(c) < 0x1E00)
_U = f"[{re.escape(_UPPER)}]"
_PARTICLE = (
    r"(?:de la|de los|van der|van den|von der|de|del|della|di|da|dos|du|la|le|van|von|der|den|ter"
    r"|bin|ibn|al|el|ben|abu|y)"
)
# Accents may stand as characters of their own, and Latin-1 read wrongly leaves signs in names.
_L = r"[\w\u0300-\u036f\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba]"
_WORD = (
    rf"(?:(?:{_U}\.){{2,}}|(?:[ad]l-|el-|ash-|d[’']|O[’']|ul-)?{_U}{_L}*"
    rf"(?:[’'](?!(?:s|S|re|m|ll|ve|d|t)\b){_L}+|[-&](?!(?:led|backed|era|style|like|owned|based|born|area)\b){_L}+)*"
    rf"(?:(?<=\b\w)\.(?!\.)|\.(?:com|org|net)\b)?)"
)
_ABBREVIATED = (
    r"(?:(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Govs?|Pres|Gen|Col|Maj|Capt|Lt|Sgt|Cpl|Adm|Rev|Fr|Hon"
    r"|St|Jr|Sr|Supt|Det|Insp)\.)"
)
_JOIN = rf"(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+)?|[ \u00a0]+(?:of(?:[ \u00a0]the)?|for|&|on)[ \u00a0]+(?={_U}))"
_NAME = re.compile(
    rf"(?<!\w)(?:{_ABBREVIATED}[ \u00a0])*(?:{_PARTICLE}[ \u00a0])?(?:{_ABBREVIATED}"
    rf"|{_WORD})(?:{_JOIN}(?:{_ABBREVIATED}|{_WORD}))*"
)
_PREFIX = re.compile(r"(?<!\w)[a-z]{2,5}-\Z")
_ORDINAL = re.compile(r"(?<!\w)(\d{1,3}(?:st|nd|rd|th)[ \u00a0])\Z")
_TOKEN = re.compile(r"[^\s\u00a0]+")
_POSSESSIVE = re.compile(r"[’']s?(?!\w)")
_POSSESSIVE_END = re.compile(r"[’']s?\Z")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LONE = frozenset({"congress", "senate", "parliament", "pentagon", "kremlin", "vatican", "cabinet"})
# No name has more words; what goes on is another one.
_LONGEST = 14
_LINKS = frozenset({"of", "for", "&", "the", "on"})


@dataclass(frozen=True, slots=True)
class Name:
    """One proper name: ``text[start:end]``, its folded words, and the title that stands before it."""

    start: int
    end: int
    surface: str
    key: tuple[str, ...]
    title: str
    title_start: int
    sort: Sort
    headline: bool
    possessive: bool


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The word without case, stops, accents and curly apostrophes: the same for all its spellings."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").casefold().replace(".", ""))
    return "".join(c for c in plain if not unicodedata.combining(c)).strip("'\"“”‘’,;:()[]")


@lru_cache(maxsize=64)
def folded(name: str) -> frozenset[str]:
    """The words of the list ``name``, folded."""
    return frozenset(fold(word) for word in words(name))


@lru_cache(maxsize=20_000)
def bare(surface: str) -> tuple[str, ...]:
    """The folded words of a name, without possessive endings."""
    tokens = (fold(t) for t in surface.replace("\u00a0", " ").split())
    out = tuple(t[:-2] if t.endswith("'s") else t.rstrip("'") for t in tokens)
    return tuple(t for t in out if t)


def without_possessive(surface: str) -> str:
    """The name or word without the ``'s`` or apostrophe that it ends with."""
    return _POSSESSIVE_END.sub("", surface)


@lru_cache(maxsize=20_000)
def gender_of(title: str, first: str) -> str:
    """``m`` or ``f`` from a title or else a first name; empty where neither tells."""
    spoken = {fold(w) for w in title.split()}
    man, woman = bool(spoken & words("men_words")), bool(spoken & words("women_words"))
    if man == woman:
        man, woman = first in folded("men"), first in folded("women")
    return "" if man == woman else ("m" if man else "f")


def is_headline(text: str) -> bool:
    """Whether a line is written like a headline: its long words nearly all begin with a capital."""
    if len(text) > 250:
        return False
    long = list(re.findall(r"[^\W\d_]{4,}", text))
    capital = sum(w[0].isupper() for w in long)
    return len(long) >= 4 and capital >= 0.75 * len(long)


def find_names(text: str, cuts: Sequence[int] = ()) -> list[Name]:
    """The proper names in ``text``, in text order.

    They do not overlap, and none crosses an offset of the sorted ``cuts``.
    """
    found: list[Name] = []
    for begin, end in split_paragraphs(text):
        headline = is_headline(text[begin:end]) if end - begin <= 250 else False
        for match in _NAME.finditer(text, begin, end):
            at = match.start()
            for cut in (*cuts[bisect_right(cuts, at) : bisect_left(cuts, match.end())], match.end()):
                found.extend(_names_in(text, at, cut, headline))
                at = cut
    return _join_bodies(text, found, cuts)


def _join_bodies(text: str, names: list[Name], cuts: Sequence[int]) -> list[Name]:
    """``People’s Party`` is one name, and so are ``6th Circuit Court`` and ``Health and Human Services``."""
    out: list[Name] = []
    for name in names:
        before = out[-1] if out else None
        if before is not None and _are_one_office(text, before, name, cuts):
            out[-1] = _whole(text, before.start, before.title_start, name)
            continue
        if (
            before is not None
            and before.possessive
            and before.end < name.start <= before.end + 3
            and name.key[-1] in folded("organisations")
            and len(name.key) == 1
            and (before.key[-1] in words("folk") or singular_of_person(before.key[-1]))
            and bisect_right(cuts, before.start) == bisect_left(cuts, name.end)
        ):
            out[-1] = _whole(text, before.start, before.title_start, name)
            continue
        ordinal = _ORDINAL.search(text, max(0, name.start - 6), name.start) if name.sort == "organisation" else None
        if ordinal and not name.title and bisect_right(cuts, ordinal.start(1)) == bisect_left(cuts, name.end):
            name = _whole(text, ordinal.start(1), ordinal.start(1), name)
        out.append(name)
    return out


def _are_one_office(text: str, before: Name, name: Name, cuts: Sequence[int]) -> bool:
    """Two fields that one office is for: ``Citizenship and Immigration Services``."""
    return (
        text[before.end : name.start] in (" and ", " & ")
        and name.key[-1] in words("office_ends")
        and before.key[-1] in words("fields")
        and not name.title
        and bisect_right(cuts, before.start) == bisect_left(cuts, name.end)
    )


def _whole(text: str, begin: int, title_start: int, name: Name) -> Name:
    surface = text[begin : name.end]
    return replace(name, start=begin, title_start=title_start, surface=surface, key=bare(surface), sort="organisation")


def _names_in(text: str, begin: int, end: int, headline: bool) -> list[Name]:
    names: list[Name] = []
    run: list[tuple[int, int, str]] = []
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, begin, end)]
    for i, token in enumerate(tokens):
        if _is_plain(tokens[i][2], run) or (token[2] in _LINKS and not _links(run, token[2])) or len(run) >= _LONGEST:
            _add(names, text, run, headline)
            run = []
        elif run or token[2] != "PAC":  # "super PAC Acme" is Acme
            run.append(token)
    _add(names, text, run, headline)
    return names


def _links(run: Sequence[tuple[int, int, str]], link: str) -> bool:
    """Whether "of", "for" or "on" goes on with the name before it ("Bank of", "Center for"; not "Bell of Ohio")."""
    keys = [fold(token[2]) for token in run]
    if len(keys) == 1 and keys[0].endswith("s") and singular_of_person(keys[0]):
        return False
    if link in ("for", "on"):
        return bool(set(keys) & folded("organisations"))
    if link == "of":
        if keys[-1] not in folded("organisations") | folded("titles") and any(_is_title(k) for k in keys[:-1]):
            return False
        if len(keys) > 1 and not any(k in folded("organisations") | folded("titles") | words("bodies") for k in keys):
            return keys[-1] in words("documents") or "of" in keys
        return keys[-1] in folded("titles") or not any(_is_first(k) for k in keys)
    return True


def singular_of_person(key: str) -> bool:
    """Whether the word is the plural of a common noun for a person ("supporters")."""
    return any(form in words("people") for form in (key[:-1], key[:-2], f"{key[:-3]}y"))


def _is_plain(word: str, run: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the token is an everyday word with a capital, at which a name cannot go on."""
    if not _is_everyday(word):
        return word in _LINKS and not run
    if run and word in words("organisations"):
        return False
    if not run and word in ("Will", "May", "April", "June", "Young", "Day", "Long", "August"):
        # "Will Ruiz win?" asks; "Will Smith" is only known as a name by what follows it.
        return True
    previous = fold(run[-1][2]) if run else ""
    return not _is_first(previous) or word in ("The", "And", "But", "A", "I")


@lru_cache(maxsize=20_000)
def _is_everyday(word: str) -> bool:
    stem = re.split(r"[’']", word)[0]
    return stem in words("plain") or stem[:1].isdigit()


def _add(names: list[Name], text: str, run: list[tuple[int, int, str]], headline: bool) -> None:
    while run and (run[-1][2] in _LINKS or run[-1][2] in words("particles")):
        run = run[:-1]
    while run and run[0][2] in _LINKS:
        run = run[1:]
    if not run:
        return
    cut = _title_length(tuple(t[2] for t in run))
    name = run[cut:]
    if not name:
        return
    end = name[-1][1]
    if (
        name[-1][2].endswith(".")
        and len(name[-1][2]) > 2
        and fold(name[-1][2]) not in SUFFIXES
        and "." not in name[-1][2][:-1]
    ):
        end -= 1
    surface = text[name[0][0] : end]
    key = bare(surface)
    if not key:
        return
    title_start = _before_hyphen(text, run[0][0])
    title = text[title_start : run[cut - 1][1]] if cut else ""
    after = text[end : end + 2]
    possessive = _POSSESSIVE.match(after) is not None and (after[1:2] in ("s", "S") or surface[-1] == "s")
    sort = _sort(key, surface, title, headline)
    names.append(
        Name(name[0][0], end, surface, key, title, title_start if cut else run[0][0], sort, headline, possessive)
    )


def _before_hyphen(text: str, start: int) -> int:
    """Where a word begins that goes over into a name at a hyphen ("co-Anchor")."""
    match = _PREFIX.search(text, max(0, start - 8), start) if text[start - 1 : start] == "-" else None
    return match.start() if match else start


@lru_cache(maxsize=20_000)
def _title_length(tokens: tuple[str, ...]) -> int:
    """How many of the first words are titles and what goes with them ("Texas Sen.", "House Speaker")."""
    keys = [fold(t) for t in tokens]
    if keys[-1] in folded("organisations") or (len(tokens) > 1 and keys[-1] in folded("media")):
        return 0
    if "of" in keys[1:-1]:
        return _title_with_of(keys)
    last = max((i + 1 for i, key in enumerate(keys[:-1]) if _is_title(key)), default=0)
    return last or _description_length(keys)


def _is_title(key: str) -> bool:
    return key in folded("titles") or ("-" in key and key.rsplit("-", 1)[1] in folded("titles") | words("people"))


def _description_length(keys: Sequence[str]) -> int:
    """Capitalised words before a first name ("Liberal Critic Ana Ruiz" in a headline) are no part of the name."""
    if _is_first(keys[0]) or len(keys[0]) == 1:
        return 0
    for i in range(1, len(keys) - 1):
        if _is_first(keys[i]) and keys[i - 1] not in words("particles"):
            return i
    return 0


def _is_first(key: str) -> bool:
    return key in folded("men") or key in folded("women")


def _title_with_of(keys: list[str]) -> int:
    """``Secretary of State Jo Bell``: the name begins at the first name after "of", or is the last two words."""
    at = keys.index("of")
    if keys[at - 1] not in folded("titles"):
        return 0
    for i in range(at + 2, len(keys)):
        if _is_first(keys[i]):
            return i
    return len(keys) - 2 if len(keys) - at > 3 else len(keys)


@lru_cache(maxsize=20_000)
def _sort(key: tuple[str, ...], surface: str, title: str, headline: bool) -> Sort:
    surface_words = surface.split()
    if surface in words("media") or (len(key) > 1 and (key[-1] in folded("media") or key[0] in _outlets())):
        # An outlet's name may be a surname, too: Amy Fox, Ruth Bloomberg.
        surname = len(key) == 2 and key[-1] in words("also_surnames") and _is_first(key[0])
        return "person" if surname else "outlet"
    if (" ".join(key) in full_names("known_bodies") and not title) or surface.endswith((".com", ".org", ".net")):
        return "organisation"
    if surface == "Democratic" or (len(key) == 1 and key[0] in folded("titles")):
        return "open"
    if len(key) == 1 and key[0] in folded("organisations"):
        return "organisation" if key[0] in _LONE else "open"
    if set(key) & folded("organisations") or surface_words[0] == "Democratic" or "of" in key or "for" in key:
        if title and len(key) <= 3 and _is_first(key[0]):
            return "person"
        return "organisation"
    if " ".join(key) in full_names("places") and not title:
        return "place"
    if title or (len(key) > 1 and _is_first(key[0])):
        return "person"
    if len(key) > 1 and re.fullmatch(r"(?:\w\.)+", surface_words[0]) and "." not in surface_words[-1]:
        return "open" if surface.startswith("U.S.") else "person"
    if len(key) == 1 and surface.isupper() and 2 <= len(surface) <= 6 and not headline:
        return "organisation"
    return "open"


@lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    return frozenset(fold(w) for w in words("media") if w.isupper() or w in ("Fox", "Sky", "Al-Jazeera", "Bloomberg"))


@lru_cache(maxsize=8)
def full_names(name: str) -> frozenset[str]:
    """The names of the list ``name``, folded; there ``_`` stands between the words of one."""
    return frozenset(" ".join(bare(full.replace("_", " "))) for full in words(name))
