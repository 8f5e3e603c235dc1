"""One text with its sentences, paragraphs and quotations, each found once and looked up by offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from .quotes import Quotation, find_quotations
from .sentences import split_paragraphs, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Page"]


_DOUBLED = re.compile(r"(?<!')''(?!')")


def _plain_marks(text: str, paragraphs: Iterable[tuple[int, int]]) -> str:
    """The text, offsets unchanged, with doubled apostrophes told apart and wrapped paragraphs made one line."""
    if "''" in text and "``" not in text:
        text = _DOUBLED.sub(lambda m: _as_marks(text, m.start(), m.end()), text)
    pieces, at = [], 0
    for begin, end in paragraphs:
        pieces += [text[at:begin], text[begin:end].replace("\n", " ").replace("\r", " ")]
        at = end
    return "".join([*pieces, text[at:]])


def _as_marks(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    opens = bool(after) and not after.isspace() and (not before or before.isspace() or before in '([{—–-"“')
    return "\u200b“" if opens else "”\u200b"


class Page:
    """What the plain-code part of a reading asks of a text, in logarithmic time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = split_sentences(text)
        self.paragraphs = split_paragraphs(text)
        self.quotations = find_quotations(_plain_marks(text, self.paragraphs))
        self._sentence_starts = [s for s, _ in self.sentences]
        self._paragraph_starts = [s for s, _ in self.paragraphs]
        self.outer = [q for q in self.quotations if q.depth == 0]
        self._outer_starts = [q.start for q in self.outer]

    def sentence_at(self, at: int) -> int:
        """Number of the sentence at or before an offset (0 in a text without sentences)."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def paragraph_at(self, at: int) -> int:
        """Number of the paragraph at or before an offset."""
        return max(0, bisect_right(self._paragraph_starts, at) - 1)

    def sentence_span(self, at: int) -> tuple[int, int]:
        """Offsets of the sentence at or before an offset."""
        return self.sentences[self.sentence_at(at)] if self.sentences else (0, len(self.text))

    def quotation_at(self, at: int) -> int:
        """Number of the outermost quotation that holds an offset, or -1."""
        i = bisect_right(self._outer_starts, at) - 1
        return i if i >= 0 and self.outer[i].end > at else -1

    def quotations_in(self, spans: Iterable[tuple[int, int]]) -> list[Quotation]:
        """The outermost quotations that overlap one of the spans."""
        found: list[Quotation] = []
        for begin, end in spans:
            i = max(0, bisect_right(self._outer_starts, begin) - 1)
            while i < len(self.outer) and self.outer[i].start < end:
                if self.outer[i].end > begin and (not found or found[-1] is not self.outer[i]):
                    found.append(self.outer[i])
                i += 1
        return found
