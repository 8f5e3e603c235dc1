"""A text cut wherever a statement begins or ends, so that nested and overlapping ones can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..article import Span
    from ..record import Reading, Statement

__all__ = ["Layer", "Mark", "Piece", "depths", "first_offset", "number_places", "pieces"]

Layer = Literal["content", "source", "cue", "condition", "hedge", "scare"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of text is: ``statement`` is its number in the reading, or None in narration."""

    start: int
    end: int
    layer: Layer
    statement: int | None
    depth: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch in which nothing begins or ends; its marks from the outermost to the innermost."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    def statement(self, *layers: Layer) -> int | None:
        """The number of the innermost statement of which this is one of the layers."""
        return next((m.statement for m in reversed(self.marks) if m.layer in layers), None)

    def has(self, layer: Layer) -> bool:
        """Whether any mark here is of this layer."""
        return any(m.layer == layer for m in self.marks)


def depths(reading: Reading) -> dict[str, int]:
    """How many statements each statement stands within."""
    outer = {s.id: s.within for s in reading.statements}
    found = {}
    for start in outer:
        seen = {start}
        at = outer[start]
        while at is not None and at not in seen:
            seen.add(at)
            at = outer.get(at)
        found[start] = len(seen) - 1
    return found


def first_offset(statement: Statement) -> int | None:
    """Where the statement's content begins, or its cue or source where it has none."""
    for spans in (statement.content, statement.cue, statement.source):
        if spans:
            return min(span.start for span in spans)
    return None


def number_places(reading: Reading) -> dict[int, list[int]]:
    """Where the statements' numbers stand in the text, the outer statement's before the inner one's."""
    depth = depths(reading)
    places: dict[int, list[int]] = {}
    for number, statement in sorted(enumerate(reading.statements), key=lambda x: depth[x[1].id]):
        offset = first_offset(statement)
        if offset is not None:
            places.setdefault(offset, []).append(number)
    return places


def pieces(reading: Reading, cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """The whole text in pieces, in order; ``cuts`` are further offsets at which to divide it."""
    marks = sorted(_marks(reading), key=lambda m: m.start)
    size = len(reading.article.text)
    bounds = {0, size, *cuts}.union(*((m.start, m.end) for m in marks))
    edges = sorted(b for b in bounds if 0 <= b <= size)
    active: list[Mark] = []
    upcoming = 0
    for start, end in pairwise(edges):
        active = [m for m in active if m.end > start]
        while upcoming < len(marks) and marks[upcoming].start <= start:
            active.append(marks[upcoming])
            upcoming += 1
        active.sort(key=lambda m: (m.depth, m.start - m.end, m.statement or 0))
        yield Piece(start, end, tuple(active))


def _marks(reading: Reading) -> Iterator[Mark]:
    depth = depths(reading)
    for number, s in enumerate(reading.statements):
        layers: tuple[tuple[Layer, tuple[Span, ...]], ...] = (
            ("content", s.content),
            ("source", s.source),
            ("cue", s.cue),
            ("condition", s.condition),
            ("hedge", s.hedge),
        )
        for layer, spans in layers:
            for span in spans:
                yield Mark(span.start, span.end, layer, number, depth[s.id])
    for n in reading.narration:
        told: tuple[tuple[Layer, tuple[Span, ...]], ...] = (
            ("condition", n.condition),
            ("hedge", n.hedge),
            ("scare", n.scare_quotes),
        )
        for layer, spans in told:
            for span in spans:
                yield Mark(span.start, span.end, layer, None, 0)
