"""What a search gives: a page of hits."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ..frames import pandas_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas

__all__ = ["COLUMNS", "Hit", "Page"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found.

    ``number`` and ``key`` are the statement's, ``article`` is the article's id. ``start`` and ``stop`` are where the
    statement stands in the article's text, ``context`` is the part of the text around it that begins at
    ``context_start``, and ``marks`` are the places of the words that were searched for. All offsets are half-open, in
    code points of the article's text: a marked word is ``context[a - context_start : b - context_start]``.
    ``score`` is higher for what fits better, comparable within one search; None where no word was searched for.
    """

    number: int
    key: str
    article: str
    outlet: str | None
    day: str | None
    title: str | None
    url: str | None
    speakers: tuple[str, ...]
    relays: tuple[str, ...]
    act: str
    mode: str
    denies: bool
    condition: str | None
    hedge: str | None
    content: str
    score: float | None
    start: int
    stop: int
    context: str
    context_start: int
    marks: tuple[tuple[int, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """By name of field; tuples are lists."""
        made = {name: getattr(self, name) for name in COLUMNS}
        lists = {"speakers": list(self.speakers), "relays": list(self.relays)}
        return made | lists | {"marks": [list(mark) for mark in self.marks]}


COLUMNS = tuple(field.name for field in fields(Hit))
"""The names of a hit's fields, in order."""


@dataclass(frozen=True, slots=True)
class Page:
    """Page ``number`` (from 1) of what was found, ``limit`` hits a page.

    ``total`` is how many were found in all; where ``more`` is set there are still more, which are not ranked.
    """

    hits: tuple[Hit, ...]
    number: int
    limit: int
    total: int
    more: bool = False

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.limit)

    def to_pandas(self) -> pandas.DataFrame:
        """One row a hit, a column for each field.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return pandas_frame((hit.to_dict() for hit in self.hits), COLUMNS)
