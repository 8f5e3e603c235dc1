"""The tokens of a text, and how spans are seen through them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..article import Span

__all__ = ["Fragment", "Tokens", "opens_quotation"]

Fragment = tuple[int, int]

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MONEY_AND_HANDLES = frozenset("#$%@£€")
_DOUBLE = frozenset('"“”„«″')
_SINGLE = frozenset("'‘`")
_ENDS_A_SENTENCE = frozenset("!,.?")


class Tokens:
    """Words and single marks of ``text``, numbered from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.words: list[str] = []
        for found in _TOKEN.finditer(text):
            self._starts.append(found.start())
            self._ends.append(found.end())
            self.words.append(found.group().lower())

    def __len__(self) -> int:
        return len(self.words)

    def under(self, spans: Iterable[Span]) -> frozenset[int]:
        """The numbers of the tokens of which at least one character lies in one of the spans."""
        numbers: set[int] = set()
        for start, end, _ in spans:
            numbers.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(numbers)

    def trimmed(self, spans: Iterable[Span]) -> tuple[Fragment, ...]:
        """The spans without the marks and spaces at their edges; those that only such part are joined."""
        fragments: list[Fragment] = []
        for start, end, _ in sorted(spans):
            core = self._core(start, end)
            if core is None:
                continue
            if fragments and self._core(fragments[-1][1], core[0]) is None:
                before = fragments.pop()
                core = before[0], max(before[1], core[1])
            fragments.append(core)
        return tuple(fragments)

    def _core(self, start: int, end: int) -> Fragment | None:
        """``text[start:end]`` from its first to its last telling character; None where there is none."""
        telling = [i for i in range(max(0, start), min(len(self.text), end)) if _tells(self.text[i])]
        return (telling[0], telling[-1] + 1) if telling else None


def _tells(character: str) -> bool:
    return character.isalnum() or character in _MONEY_AND_HANDLES


def opens_quotation(text: str, start: int) -> bool:
    """Whether what begins at ``start`` begins with a quotation mark, or directly after an opening one."""
    start = max(0, start)
    before = text[max(0, start - 2) : start]
    while start < len(text) and text[start].isspace():
        start += 1
        before = text[max(0, start - 2) : start]
    here, last = text[start : start + 1], before[-1:]
    if here in _DOUBLE:
        return True
    if here in _SINGLE and start + 1 < len(text) and not last.isalnum():
        return True
    # A closing mark stands behind a letter or the end of a sentence, an opening one does not.
    return last in _DOUBLE and not (before[:-1].isalnum() or before[:-1] in _ENDS_A_SENTENCE)
