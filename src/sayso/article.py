"""The text and its offsets; everything else points into it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from .errors import FormatError

__all__ = ["Article", "Span", "text_id"]


class Span(NamedTuple):
    """A stretch of a text: half-open offsets in Unicode code points, and the characters that stand there."""

    start: int
    end: int
    surface: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span ``text[start:end]``.

        Raises:
            FormatError: the offsets do not lie in the text, or the span would be empty.
        """
        if not 0 <= start < end <= len(text):
            raise FormatError(f"span [{start}, {end}] does not lie in a text of {len(text)} characters")
        return cls(start, end, text[start:end])


def text_id(text: str) -> str:
    """The stable id of a text: the same for the same words, however they are spaced or composed.

    First 16 hex digits of the SHA-256 of the NFC-normalised text with white space folded.
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and where it comes from. What is not known is ``None``, never invented."""

    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", text_id(self.text))
