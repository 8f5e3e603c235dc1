"""Names that the article itself shortens: “International Federation of Harbour and Dock Workers (IFHDW)”.

The letters tell where such a name begins, as in Schwartz and Hearst, “A simple algorithm for identifying abbreviation
definitions in biomedical text” (2003), but each letter must begin a word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .folding import bare, folded
from .titles import is_first_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .name import Name

__all__ = ["find_long_forms", "join_long_forms"]

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


def join_long_forms(text: str, names: list[Name], cuts: Sequence[int]) -> list[Name]:
    """The names, with those that stand in one long form made one."""
    taken = list(names)
    for begin, end in find_long_forms(text):
        parts = [n for n in taken if n.start < end and begin < n.end]
        if not parts or parts[-1].end > end or any(begin < cut < end for cut in cuts) or _is_person(parts):
            continue
        start = min(begin, parts[0].start)
        if start == parts[0].start and end == parts[0].end and parts[0].sort != "open":
            continue
        surface = text[start:end]
        whole = replace(
            parts[0], start=start, end=end, surface=surface, key=bare(surface), title="", title_start=start,
            sort="organisation", possessive=False,
        )  # fmt: skip
        at = taken.index(parts[0])
        taken[at : at + len(parts)] = [whole]
    return taken


def _is_person(parts: Sequence[Name]) -> bool:
    """Whether it is somebody with a party behind: ``Ana Ruiz (AR)``."""
    first = parts[0]
    return len(parts) == 1 and (bool(first.title) or first.sort == "person" or is_first_name(first.key[0]))
