"""Which organisation a common noun can stand for: "the court", "the union", "the paper"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .folding import bare

if TYPE_CHECKING:
    from .figure import Figure

__all__ = ["COMPANIES", "OUTLETS", "is_company", "is_of_sort"]

OUTLETS = frozenset(
    {
        "newspaper",
        "paper",
        "magazine",
        "outlet",
        "network",
        "website",
        "site",
        "publication",
        "tabloid",
        "daily",
        "weekly",
        "journal",
        "broadcaster",
    }
)
COMPANIES = frozenset(
    {"company", "firm", "business", "corporation", "retailer", "manufacturer", "maker", "airline", "bank"}
    | {
        "automaker",
        "carmaker",
        "chipmaker",
        "drugmaker",
        "insurer",
        "lender",
        "carrier",
        "chain",
        "giant",
        "conglomerate",
    }
    | {"conglomerate", "startup", "start-up", "brokerage", "utility", "employer"}
)
_COMMITTEES = frozenset({"committee", "commission", "panel", "board", "council", "rnc", "dnc"})
# Which common nouns stand for a body with one of these words in its name; a body with none of them may be any other.
_SORTS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"court", "tribunal"}), frozenset({"court", "tribunal"})),
    (frozenset({"administration"}), frozenset({"administration"})),
    (
        frozenset({"legislature", "parliament", "senate", "house", "chamber"}),
        frozenset({"senate", "house", "congress", "parliament", "assembly", "legislature", "council"}),
    ),
    (
        frozenset({"agency", "department", "bureau", "ministry", "office", "service", "police"}),
        frozenset({"agency", "department", "bureau", "ministry", "administration", "office", "service", "police"})
        | {"services", "enforcement", "protection", "patrol", "authority", "pentagon"}
        | {
            "fbi",
            "cia",
            "nsa",
            "epa",
            "fda",
            "irs",
            "nasa",
            "dea",
            "atf",
            "fema",
            "tsa",
            "cdc",
            "nih",
            "usda",
            "faa",
            "ftc",
            "dhs",
            "unicef",
            "unhcr",
            "iaea",
            "usgs",
            "noaa",
            "europol",
            "interpol",
            "unesco",
        },
    ),
    (
        frozenset({"union", "federation"}),
        frozenset({"union", "federation", "workers", "teachers", "steelworkers", "brotherhood", "teamsters"}),
    ),
    (frozenset({"university", "college", "school"}), frozenset({"university", "college", "school", "institute"})),
    (frozenset({"committee", "commission", "board", "council"}), _COMMITTEES),
    (frozenset({"panel"}), _COMMITTEES | {"court"}),
    (
        frozenset({"government", "regime", "country", "nation", "state", "city", "town", "village", "county"})
        | {"province", "region", "canton", "municipality", "borough"},
        frozenset({"government", "regime"}),
    ),
    (frozenset({"campaign", "party"}), frozenset({"campaign", "party"})),
)

_WIDE = frozenset({"group", "organization", "organisation"})
# No firm, whatever else.
_NO_FIRM = frozenset(
    {"foundation", "fund", "center", "centre", "institute", "association", "coalition", "alliance", "society", "church"}
    | {"league", "nations", "museum", "nato", "un", "eu", "opec", "conference", "academy", "pac", "movement", "project"}
)
# No newspaper, and no network, whatever else.
_NO_PAPER = frozenset(
    {"press", "reuters", "afp", "ap", "cnn", "nbc", "abc", "cbs", "fox", "msnbc", "cnbc", "npr", "pbs", "bbc"}
)
_NO_NETWORK = frozenset({"times", "post", "journal", "herald", "tribune", "gazette", "magazine", "politico", "reuters"})
_NOT_THAT = {
    "newspaper": _NO_PAPER,
    "paper": _NO_PAPER,
    "magazine": _NO_PAPER,
    "tabloid": _NO_PAPER,
    "network": _NO_NETWORK,
    "broadcaster": _NO_NETWORK,
}


def is_company(head: str) -> bool:
    """Whether a common noun is one for a company: ``airline``, ``planemaker``."""
    return head in COMPANIES or head.endswith("maker")


def is_of_sort(figure: Figure, head: str) -> bool:
    """Whether an organisation can be called by the common noun: no court is a company, no paper a union."""
    key = set(bare(figure.name))
    if figure.outlet or head in OUTLETS:
        return figure.outlet and head in OUTLETS and not key & _NOT_THAT.get(head, frozenset())
    if is_company(head) and key & _NO_FIRM:
        return False
    for nouns, marks in _SORTS:
        if head in nouns:
            return bool(key & marks)
    # A union or a federation is a group or an organisation, too.
    return not any(key & marks for nouns, marks in _SORTS if "union" not in nouns or head not in _WIDE)
