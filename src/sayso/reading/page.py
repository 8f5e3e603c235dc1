"""One text with its sentences, paragraphs and quotations, each found once and looked up by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from .quotes import Quotation, find_quotations
from .sentences import split_paragraphs, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Page"]


class Page:
    """What the plain-code part of a reading asks of a text, in logarithmic time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = split_sentences(text)
        self.paragraphs = split_paragraphs(text)
        self.quotations = find_quotations(text)
        self._sentence_starts = [s for s, _ in self.sentences]
        self._paragraph_starts = [s for s, _ in self.paragraphs]
        self.outer = [q for q in self.quotations if q.depth == 0]
        self._outer_starts = [q.start for q in self.outer]
        self._inner = [q for q in self.quotations if q.depth > 0]
        self._inner_starts = [q.start for q in self._inner]

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

    def inner_within(self, spans: Iterable[tuple[int, int]]) -> list[Quotation]:
        """The quotations within another that lie in one of the spans."""
        found: dict[Quotation, None] = {}
        for begin, end in spans:
            first, last = bisect_left(self._inner_starts, begin), bisect_left(self._inner_starts, end)
            found.update(dict.fromkeys(q for q in self._inner[first:last] if q.end <= end))
        return list(found)
