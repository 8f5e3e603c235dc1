"""What a name is likely to name: a person, an outlet, an organisation, a place, or nobody can tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from .folding import fold, folded, full_names
from .lexicon import words
from .titles import OF_PEOPLE, is_first_name

__all__ = ["POST_NOMINALS", "Sort", "sort_of"]

Sort = Literal["person", "outlet", "organisation", "place", "open"]
_LONE = frozenset({"congress", "senate", "parliament", "pentagon", "kremlin", "vatican", "cabinet"})
# What stands in capitals behind the names of people: "Ana Ruiz MP".
POST_NOMINALS = frozenset({"MP", "MEP", "MSP", "MLA", "TD", "QC", "KC", "SC", "CBE", "OBE", "MBE", "MD", "RN", "JP"})
_LETTERS = POST_NOMINALS | {"II", "III", "IV", "JR", "SR"}
# "HarbourTV"
_ONE_WORD_OUTLET = re.compile(r"[A-Z]\w*[a-z](?:TV|News|Radio|FM)")
# "Catholic News Service", "New England Cable News Network"
_NEWS_WORDS = frozenset({"news", "newspaper", "newspapers", "radio", "television", "broadcasting"})
# "BBC2"
_NUMBERED = re.compile(r"([A-Z]{2,4})\d{1,2}")
_STATIONS = frozenset({"FM", "AM", "TV"})
_COMPANIES = words("corporate") - {"sa", "ag", "co", "international", "financial", "group"}


def _is_of_two_papers(word: str) -> bool:
    """``Times-Dispatch``, ``Clarion-Ledger``, ``Star-Telegram``, but not the like of ``Sun-Woo``."""
    first, dash, last = word.partition("-")
    low = fold(last)
    return (
        bool(dash)
        and last[:1].isupper()
        and (low in folded("media") or (fold(first) in folded("media") and len(low) > 5))
    )


@lru_cache(maxsize=20_000)
def sort_of(key: tuple[str, ...], surface: str, title: str, headline: bool) -> Sort:
    """What a name of these folded words most likely names."""
    surface_words = surface.split()
    if title and len(key) == 2 and key[1] in folded("media") and is_first_name(key[0]):
        return "person"
    if title and len(key) == 1 and fold(title.split()[-1].rstrip(".")) in OF_PEOPLE:
        return "person"  # "Mr Fox"
    if (numbered := _NUMBERED.fullmatch(surface)) and numbered.group(1) in words("media"):
        return "outlet"
    if len(key) > 1 and key[-1] in ("agency", "agencies") and key[-2] not in ("news", "press", "wire", "information"):
        return "organisation"
    if (len(key) == 2 and key[1] in ("today", "now")) or (len(key) == 1 and _ONE_WORD_OUTLET.fullmatch(surface)):
        return "outlet"
    if not title and " ".join(key) in full_names("outlets"):
        return "outlet"
    if _is_of_two_papers(surface_words[-1]) or (not title and _NEWS_WORDS & set(key) and len(key) > 1):
        return "outlet"
    if surface in words("media") or (len(key) > 1 and (key[-1] in folded("media") or key[0] in _outlets())):
        # An outlet's name may be a surname, too: Amy Fox, Ruth Bloomberg.
        surname = len(key) in (2, 3) and key[-1] in words("also_surnames") and is_first_name(key[0])
        return "person" if surname else "outlet"
    if (" ".join(key) in full_names("known_bodies") and not title) or surface.endswith((".com", ".org", ".net")):
        return "organisation"
    if len(key) > 1 and not title and key[-1] in _COMPANIES:
        return "organisation"
    if len(key) > 1 and key[0] == "radio" and not title:
        return "outlet"
    if key[-2:] == ("geological", "survey"):
        return "organisation"
    if len(key) > 1 and not title and not headline and _ends_in_letters(surface_words):
        return "outlet" if surface_words[-1] in _STATIONS else "organisation"
    if surface == "Democratic" or (len(key) == 1 and key[0] in folded("titles")):
        return "open"
    if len(key) == 1 and key[0] in folded("organisations"):
        return "organisation" if key[0] in _LONE else "open"
    if " ".join(key) in full_names("places") and not title:
        return "place"
    if set(key) & folded("organisations") or surface_words[0] == "Democratic" or "of" in key or "for" in key:
        if title and len(key) <= 3 and is_first_name(key[0]):
            return "person"
        return "organisation"
    if title or (len(key) > 1 and is_first_name(key[0])):
        return "person"
    if len(key) > 1 and re.fullmatch(r"(?:\w\.)+", surface_words[0]) and "." not in surface_words[-1]:
        return "open" if surface.startswith("U.S.") else "person"
    if len(key) == 1 and surface.isupper() and 2 <= len(surface) <= 6 and not headline:
        return "organisation"
    return "open"


def _ends_in_letters(words_: list[str]) -> bool:
    """``Africa CDC``, ``Joy FM``; not ``Jo BELL`` and ``Jo Bell MP``."""
    last = words_[-1]
    if last in _STATIONS:
        return True
    return (
        last.isalpha()
        and last.isupper()
        and 2 <= len(last) <= 4
        and last not in _LETTERS
        and not words_[0].isupper()
        and not is_first_name(fold(words_[0]))
    )


@lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    return frozenset(fold(w) for w in words("media") if w.isupper() or w in ("Fox", "Sky", "Al-Jazeera", "Bloomberg"))
