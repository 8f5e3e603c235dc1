"""Where sentences begin and end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["split_paragraphs", "split_sentences"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_ENDS = re.compile(r"[.!?…:;\"”’')\]]\s*\Z")
# A stop, what closes with it, and white space; or a full-width stop, which needs none. Each run of marks is read once:
# the look-behind and the possessive quantifiers keep a long one from being tried again and again.
_STOP = re.compile(r"(?:(?<![.!?…])[.!?…]++[\"”’'»›)\]}]*+(?=\s)|[。！？]+[」』”’]*)")
_LAST_WORD = re.compile(r"[\w.’'&-]+\Z")
_OPENERS = " \t\u00a0\"“”‘’'`«‹([{—–-•*"
_TAIL = 24


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs, trimmed: lines, joined where a single break stands in the middle of a sentence."""
    paragraphs: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        begin, end = _trim(text, *match.span())
        if begin >= end:
            continue
        if paragraphs and _runs_on(text, *paragraphs[-1], begin):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((begin, end))
    return paragraphs


def _runs_on(text: str, begin: int, end: int, following: int) -> bool:
    """Whether the line that ends at ``end`` was only wrapped: nothing closes it and the next goes on in lower case."""
    gap = text[end:following]
    breaks = gap.count("\n") or gap.count("\r")
    tail = text[max(begin, end - 3) : end]
    return breaks == 1 and text[following].islower() and not _ENDS.search(tail)


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences in ``text``, trimmed; none crosses the end of a paragraph."""
    return [sentence for begin, end in split_paragraphs(text) for sentence in _split(text, begin, end)]


def _split(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    start = begin
    for match in _STOP.finditer(text, begin, end):
        stop = match.end()
        following = _next_visible(text, stop, end)
        if following >= end or not _ends_here(text, start, match.start(), match.group(), following, end):
            continue
        if stop > start:
            yield start, stop
        start = following
    if start < end:
        yield start, end


def _next_visible(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends_here(text: str, start: int, at: int, mark: str, following: int, end: int) -> bool:
    first = _first_letter(text, following, end)
    if first.islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    if len(mark) > 1 and first.isupper() and mark[1] in "\"”’'" and text[at - 1 : at].islower():
        return True
    word = _LAST_WORD.search(text, max(start, at - _TAIL), at)
    return word is None or not _is_abbreviation(word.group(), text[following : following + _TAIL])


def _first_letter(text: str, at: int, end: int) -> str:
    """The first character after opening marks; the text between sentences holds few of them."""
    for i in range(at, min(end, at + 6)):
        if text[i] not in _OPENERS:
            return text[i]
    return " "


_STARTERS = re.compile(
    r"[\"“'‘]*(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|This|That|These|Those|There|His|Her|Their|Its|If"
    r"|When|While|As"
    r"|For|After|Before|Some|Many|Most|According|However|Mr|Mrs|Ms|Meanwhile|Both|Now|So|Yet|Since|Although|Another)\b"
)


def _is_abbreviation(word: str, after: str) -> bool:
    bare = word.lower().strip("'’-").lstrip(".")
    if bare in words("leading"):
        # These stand before the name or number that they belong to, so that the sentence goes on whatever follows.
        return bare not in ("no", "al", "fig") or after[:1].isdigit()
    if len(bare) == 1 and bare.isalpha():
        # An initial ("Ana M. Ruiz"), but not the pronoun and not the end of a list ("plan B. The").
        return word != "I" and not _STARTERS.match(after)
    dotted = re.fullmatch(r"(?:\w\.)+\w", bare) is not None
    if dotted or bare in words("abbreviations"):
        return not _STARTERS.match(after)
    return False
