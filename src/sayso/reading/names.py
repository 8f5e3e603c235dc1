"""Proper names in a text: where they stand, what title goes before them, and what they are likely to name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from .folding import bare, fold, folded, full_names, singular_of_person
from .lexicon import words
from .long_names import join_long_names
from .name import Name, is_everyday
from .name_joining import everyday_surnames, join_bodies
from .name_sorts import POST_NOMINALS, sort_of
from .sentences import split_paragraphs
from .spelling import LINKS, NAME, POSSESSIVE
from .titles import body_before_person, is_first_name, is_title, title_length

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SUFFIXES", "find_names", "is_headline"]

_PREFIX = re.compile(r"(?<!\w)[a-z]{2,5}-\Z")
_TOKEN = re.compile(r"[^\s\u00a0]+")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_FOR_OR_AGAINST = re.compile(r"\b(?:[Pp]ro|[Aa]nti)-\Z")
# Bodies that are for something or somebody: "Committee to Protect Journalists", "Center for the Study of Lund".
_HAVE_AIMS = frozenset(
    {"committee", "campaign", "coalition", "mission", "project", "movement", "alliance", "center", "centre"}
) | {
    "commission",
    "fund",
    "network",
    "court",
    "appeals",
    "institute",
    "association",
    "foundation",
    "society",
    "agency",
    "academy",
    "league",
    "federation",
    "union",
    "conference",
    "initiative",
    "partnership",
    "office",
    "council",
    "organization",
    "organisation",
}
_OUTLETS_OF_TODAY = frozenset({"USA Today", "Russia Today", "India Today", "Christianity Today", "Democracy Now"})
_NEWS = frozenset({"BBC News", "Sky News", "ITV News", "CBS News", "NBC News", "ABC News", "Fox News", "BuzzFeed News"})
_FIRST_TOO = frozenset({"Will", "April", "June", "August", "May"})
_GOES_ON = re.compile(r",? (?:an? |the |said|says|told|who |of |wrote|added|was |is )|,? \d\d,|[’']s ")
# "Jo Bell Image: Acme News"
_CAPTIONS = frozenset({"Image", "Images", "Photo", "Photos", "Picture", "Video", "Audio", "Credit", "File"})
# "W." of "W. Va."
_INITIAL = re.compile(r"[A-Z]\.")
# No name has more words; what goes on is another one.
_LONGEST = 14


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
        for match in NAME.finditer(text, begin, end):
            at = match.start()
            for cut in (*cuts[bisect_right(cuts, at) : bisect_left(cuts, match.end())], match.end()):
                found.extend(_names_in(text, at, cut, headline))
                at = cut
    every = sorted([*found, *everyday_surnames(text, found, cuts)], key=lambda n: n.start)
    return join_long_names(text, join_bodies(text, every, cuts), cuts)


def _names_in(text: str, begin: int, end: int, headline: bool) -> list[Name]:
    names: list[Name] = []
    run: list[tuple[int, int, str]] = []
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, begin, end)]
    for i, token in enumerate(tokens):
        if len(run) == 1 and _FOR_OR_AGAINST.search(text, max(0, run[0][0] - 5), run[0][0]):
            _add(names, text, run, headline)
            run = []
        if (
            (_is_plain(tokens[i][2], run) and not _begins_name(text, tokens, i))
            or (token[2] in LINKS and not _links(run, token[2]))
            or (token[2] in _CAPTIONS and text[token[1] : token[1] + 1] == ":")
            or len(run) >= _LONGEST
        ):
            _add(names, text, run, headline)
            run = []
        elif run or token[2] != "PAC":  # "super PAC Acme" is Acme
            run.append(token)
    _add(names, text, run, headline)
    return names


def _begins_name(text: str, tokens: Sequence[tuple[int, int, str]], i: int) -> bool:
    """Whether a first name that is an everyday word too begins a name here: ``Will Bell, a professor``."""
    if tokens[i][2] not in _FIRST_TOO or i + 1 >= len(tokens) or tokens[i + 1][0] != tokens[i][1] + 1:
        return False
    following = tokens[i + 1][2]
    alone = i + 2 >= len(tokens) or tokens[i + 2][0] > tokens[i + 1][1] + 1
    return (
        alone
        and following.isalpha()
        and not is_everyday(following)
        and _GOES_ON.match(text, tokens[i + 1][1]) is not None
    )


def _links(run: Sequence[tuple[int, int, str]], link: str) -> bool:
    """Whether "of", "for" or "on" goes on with the name before it ("Bank of", "Center for"; not "Bell of Ohio")."""
    keys = [fold(token[2]) for token in run]
    if link == "for" and keys[-1] in words("who_are_for"):
        return True
    if len(keys) == 1 and keys[0].endswith("s") and (singular_of_person(keys[0]) or keys[0] in words("vague")):
        return False
    if link == "to" or (link == "the" and keys[-1] == "for"):
        return [key for key in keys if key not in LINKS][-1] in _HAVE_AIMS
    if link in ("for", "on"):
        return bool(set(keys) & folded("organisations"))
    if link == "of":
        if keys[-2:] == ["joint", "chiefs"]:
            return True
        if keys[-1] not in folded("organisations") | folded("titles") and any(is_title(k) for k in keys[:-1]):
            return False
        if len(keys) > 1 and not any(k in folded("organisations") | folded("titles") | words("bodies") for k in keys):
            return keys[-1] in words("documents") or "of" in keys
        return keys[-1] in folded("titles") | folded("organisations") or not any(is_first_name(k) for k in keys)
    return True


def _is_plain(word: str, run: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the token is an everyday word with a capital, at which a name cannot go on."""
    if not is_everyday(word):
        return word in LINKS and not run
    if run and (word in words("organisations") or f"{run[-1][2]} {word}" in _OUTLETS_OF_TODAY):
        return False
    if word in ("Our", "Your", "All") and run and run[-2:-1] and any(token[2] in ("to", "for") for token in run):
        return False  # "Alliance to Reclaim Our Schools"
    if not run and word in ("Will", "May", "April", "June", "Young", "Day", "Long", "August"):
        # "Will Ruiz win?" asks; "Will Smith" is only known as a name by what follows it.
        return True
    previous = fold(run[-1][2]) if run else ""
    return not is_first_name(previous) or word in ("The", "And", "But", "A", "I")


def _add(names: list[Name], text: str, run: list[tuple[int, int, str]], headline: bool) -> None:
    while run and (run[-1][2] in LINKS or run[-1][2] in words("particles")):
        run = run[:-1]
    while run and run[0][2] in LINKS:
        run = run[1:]
    if not run:
        return
    if len(run) > 2 and f"{run[0][2]} {run[1][2]}" in _NEWS and _begins_another(run[2][2]):
        _add(names, text, run[:2], headline)
        run = run[2:]
    cut = title_length(tuple(t[2] for t in run))
    name = run[cut:]
    if not name:
        return
    if not headline and (body := body_before_person(text, run)):
        _add(names, text, run[:body], headline)
        run, cut, name = run[body:], 0, run[body:]
    if len(name) > 2 and name[-1][2] in POST_NOMINALS and is_first_name(fold(name[0][2])):
        name = name[:-1]
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
    if not key or _INITIAL.fullmatch(surface):
        return
    title_start = _before_hyphen(text, run[0][0])
    title = text[title_start : run[cut - 1][1]] if cut else ""
    after = text[end : end + 2]
    possessive = POSSESSIVE.match(after) is not None and (after[1:2] in ("s", "S") or surface[-1] == "s")
    sort = sort_of(key, surface, title, headline)
    names.append(
        Name(name[0][0], end, surface, key, title, title_start if cut else run[0][0], sort, headline, possessive)
    )


def _begins_another(word: str) -> bool:
    """``told BBC News Labour MPs would ...``: a word with which a new name, or none, begins behind an outlet."""
    low = fold(word)
    return (
        word in ("US", "UK", "EU", "MPs") or is_title(low) or low in full_names("places") | full_names("known_bodies")
    )


def _before_hyphen(text: str, start: int) -> int:
    """Where a word begins that goes over into a name at a hyphen ("co-Anchor")."""
    match = _PREFIX.search(text, max(0, start - 8), start) if text[start - 1 : start] == "-" else None
    return match.start() if match else start
