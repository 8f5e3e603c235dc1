"""Names of many words, with small ones among them, that a plain pattern would cut.

Those that the article itself shortens, “International Federation of Harbour and Dock Workers (IFHDW)”, and those of a
list, “Save the Children”. The letters tell where a name of the first sort begins, as in Schwartz and Hearst, “A simple
algorithm for identifying abbreviation definitions in biomedical text” (2003), but each letter must begin a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from .folding import bare, fold, folded
from .lexicon import words
from .name import Name
from .spelling import POSSESSIVE
from .titles import is_first_name

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_long_forms", "join_long_names"]

_SHORT = re.compile(r"[ \u00a0]\((?:the )?[“\"‘']?([A-Z]{2,8}|[A-Z][A-Za-z]*[A-Z])[”\"’']?\)")
_WORD = re.compile(r"[^\W_][\w.’']*")
# A word at which a sentence or a bracket ends.
_ENDS = re.compile(r"\w{4,}\.|[;:()“”\"?!]\Z")
# A long form is looked for among so many words, and so many of its capitals may have no letter.
_WORDS, _SKIPPED = 16, 3
_REACH = 160
# What stands before a long form whose first words have no letter: "Bureau of Alcohol, ... (ATF)".
_BODY_OF = re.compile(r"\b([A-Z]\w+) (?:of|for) (?:the )?\Z")


def find_long_forms(text: str) -> list[tuple[int, int]]:
    """Where the names stand that a bracket with their letters follows."""
    found = []
    for match in _SHORT.finditer(text):
        begin = _begin(text, match.start(), match.group(1).upper())
        if begin is not None:
            found.append((begin, match.start()))
    return found


def _begin(text: str, end: int, letters: str) -> int | None:
    """Where the long form begins that ends at ``end``: its words supply the letters, the last letter first."""
    floor = max(0, end - _REACH, text.rfind("\n", 0, end) + 1)
    words = list(_WORD.finditer(text, floor, end))[-_WORDS:]
    left, skipped = len(letters), 0
    for word in reversed(words):
        first = word.group()[0]
        if word.end() < end and _ENDS.search(text[word.start() : word.end() + 1]):
            return None
        if first.upper() == letters[left - 1]:
            left -= 1
            if not left:
                return _with_body(text, word.start()) if first.isupper() else None
        elif first.isupper():
            skipped += 1
            if skipped > _SKIPPED:
                return None
    return None


def _with_body(text: str, begin: int) -> int:
    """``Bureau of`` before what is shortened without it."""
    body = _BODY_OF.search(text, max(0, begin - 40), begin)
    return body.start() if body and body.group(1).lower() in folded("organisations") else begin


@cache
def _known() -> re.Pattern[str]:
    """The bodies of the list whose names have three words or more, or begin with what may be a title."""
    listed = (name.split("_") for name in words("known_bodies"))
    names = sorted(" ".join(n) for n in listed if len(n) > 2 or (len(n) == 2 and fold(n[0]) in folded("titles")))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def join_long_names(text: str, names: list[Name], cuts: Sequence[int]) -> list[Name]:
    """The names, with those that stand in one long name made one."""
    starts, ends = [n.start for n in names], [n.end for n in names]
    listed = {match.span() for match in _known().finditer(text)}
    joined: list[Name] = []
    taken = 0
    for begin, end in sorted({*find_long_forms(text), *listed}):
        first, last = bisect_right(ends, begin), bisect_left(starts, end)
        parts = names[first:last]
        if first < taken or (not parts and (begin, end) not in listed) or (parts and parts[-1].end > end):
            continue
        if bisect_right(cuts, begin) != bisect_left(cuts, end) or (_is_person(parts) and (begin, end) not in listed):
            continue
        if last < len(names) and names[last].title_start < end:
            continue  # "New York City Mayor Ana Ruiz"
        joined += [*names[taken:first], _whole(text, min([begin, *starts[first:last]]), end)]
        taken = last
    return [*joined, *names[taken:]]


def _whole(text: str, begin: int, end: int) -> Name:
    surface = text[begin:end]
    possessive = POSSESSIVE.match(text, end, end + 2) is not None
    return Name(begin, end, surface, bare(surface), "", begin, "organisation", False, possessive)


def _is_person(parts: Sequence[Name]) -> bool:
    """Whether it is somebody with a party behind: ``Ana Ruiz (AR)``."""
    return len(parts) == 1 and (bool(parts[0].title) or parts[0].sort == "person" or is_first_name(parts[0].key[0]))
