"""Text -> words, word pieces and the surface features that an uncased encoder cannot see."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .quotes import find_quotations
from .sentences import split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tokenizers import Encoding, Tokenizer

__all__ = ["CASE", "QUOTE", "SPACE", "Words", "load_tokenizer", "split_words"]

IntArray = npt.NDArray[np.int64]

CASE = ("lower", "title", "upper", "mixed", "number", "mark", "initial")
SPACE = ("none", "space", "line", "paragraph")
QUOTE = ("outside", "double", "opening", "closing", "continued", "single")

_CHUNK = 20_000
_LINES = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text.

    ``start`` and ``end`` (n,) are code-point offsets; ``pieces`` holds the word pieces of all words one after
    another and ``offset`` (n + 1,) where each word's pieces begin; ``case``, ``space`` and ``quote`` (n,) index
    ``CASE``, ``SPACE`` and ``QUOTE``; ``paragraph`` (n,) numbers the lines.
    """

    start: IntArray
    end: IntArray
    pieces: IntArray
    offset: IntArray
    case: IntArray
    space: IntArray
    quote: IntArray
    paragraph: IntArray

    def __len__(self) -> int:
        return len(self.start)

    def part(self, begin: int, end: int) -> Words:
        """The words ``[begin, end)``, with their offsets in the whole text."""
        first, last = int(self.offset[begin]), int(self.offset[end])
        return Words(
            self.start[begin:end],
            self.end[begin:end],
            self.pieces[first:last],
            self.offset[begin : end + 1] - first,
            self.case[begin:end],
            self.space[begin:end],
            self.quote[begin:end],
            self.paragraph[begin:end],
        )


def load_tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokenizer stored at ``path``, with neither truncation nor padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split_words(text: str, tokenizer: Tokenizer) -> Words:
    """Split ``text`` into words, each with its pieces, offsets and surface features."""
    start: list[int] = []
    end: list[int] = []
    pieces: list[int] = []
    offset: list[int] = [0]
    paragraph: list[int] = []
    chunks = list(_chunks(text))
    # The tokenizer takes no lone surrogates; a stand-in of the same length keeps the offsets.
    lines = [_SURROGATE.sub("□", text[a:b]) for _, a, b in chunks]
    for (number, begin, _), encoding in zip(chunks, _encode(lines, tokenizer), strict=True):
        word: int | None = None
        for piece, (a, b), of in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
            if of != word:
                word = of
                if len(pieces) > offset[-1]:
                    offset.append(len(pieces))
                start.append(begin + a)
                end.append(begin + b)
                paragraph.append(number)
            pieces.append(piece)
            end[-1] = begin + b
    if not text.isascii():
        end = [_with_marks(text, e) for e in end]
    if len(pieces) > offset[-1]:
        offset.append(len(pieces))
    starts, ends = np.array(start, np.int64), np.array(end, np.int64)
    return Words(
        starts,
        ends,
        np.array(pieces, np.int64),
        np.array(offset, np.int64),
        _cases(text, start, end),
        _spaces(text, start, end, paragraph),
        _quotes(text, starts),
        np.array(paragraph, np.int64),
    )


def _encode(lines: list[str], tokenizer: Tokenizer) -> Iterator[Encoding]:
    """Encodings, some lines at a time: those of a whole long text would fill the memory."""
    for first in range(0, len(lines), _LINES):
        yield from tokenizer.encode_batch(lines[first : first + _LINES], add_special_tokens=False)


def _with_marks(text: str, end: int) -> int:
    """The end of a word, its last letter's combining marks included: the encoder's text has lost them."""
    while (
        end < len(text) and text[end] > "\x7f" and (unicodedata.category(text[end])[0] == "M" or text[end] == "\u200d")
    ):
        end += 1
    return end


def _chunks(text: str) -> list[tuple[int, int, int]]:
    """Number and offsets of each paragraph; a giant one is cut at white space."""
    out = []
    for number, (begin, end) in enumerate(split_paragraphs(text)):
        while end - begin > _CHUNK:
            cut = text.rfind(" ", begin + 1, begin + _CHUNK)
            cut = cut if cut > 0 else begin + _CHUNK
            out.append((number, begin, cut))
            begin = cut
        out.append((number, begin, end))
    return out


def _case(word: str) -> int:
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 6
    if word.istitle():
        return 1
    if any(c.isalpha() for c in word):
        return 3
    return 4 if any(c.isdigit() for c in word) else 5


def _cases(text: str, start: list[int], end: list[int]) -> IntArray:
    return np.array([_case(text[a:b]) for a, b in zip(start, end, strict=True)], np.int64)


def _spaces(text: str, start: list[int], end: list[int], paragraph: list[int]) -> IntArray:
    kinds = [SPACE.index("paragraph")] if start else []
    for (_, left), (right, _) in pairwise(zip(start, end, strict=True)):
        kinds.append(_space(text[left:right]) if right > left else 0)
    # A break inside a paragraph is only where a line was wrapped.
    wrapped = (np.diff(paragraph, prepend=-1) == 0) & (np.array(kinds, np.int64) > 1)
    return np.where(wrapped, SPACE.index("space"), np.array(kinds, np.int64))


def _space(gap: str) -> int:
    breaks = gap.count("\n") or gap.count("\r")
    if breaks:
        return SPACE.index("line") if breaks == 1 else SPACE.index("paragraph")
    return SPACE.index("space") if gap else 0


def _quotes(text: str, starts: IntArray) -> IntArray:
    """The quotation state of each word (its first character)."""
    state = np.zeros(len(starts), np.int64)
    for q in find_quotations(text):
        first, last = np.searchsorted(starts, [q.start, q.end])
        inside = QUOTE.index("single") if q.single else QUOTE.index("continued" if q.continues else "double")
        state[first:last] = inside
        if first < last:
            state[first] = QUOTE.index("opening")
        if q.closed and last - first > 1:
            state[last - 1] = QUOTE.index("closing")
    return state
