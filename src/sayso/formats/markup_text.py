"""The article's text in the HTML page, with every statement marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .chain import Chains, colours
from .layers import number_places, pieces
from .markup import CLASSES, Names, colour, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..record import Reading
    from .layers import Mark, Piece

__all__ = ["paragraph_bounds", "text"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


def text(reading: Reading, names: Names) -> str:
    """The article's text in paragraphs; without its tags it is the text itself."""
    spoken = reading.article.language or ""
    language = f' lang="{spoken}"' if _LANGUAGE.fullmatch(spoken) else ""
    return f'<div class="text"{language} dir="auto">\n{"".join(_paragraphs(reading, names))}</div>\n'


def _paragraphs(reading: Reading, names: Names) -> Iterator[str]:
    bounds = paragraph_bounds(reading.article.text)
    places = number_places(reading)
    drawing = _Drawing(reading, names)
    each = pieces(reading, [*(b for bound in bounds for b in bound), *places])
    piece = next(each, None)
    for start, end in bounds:
        inside: list[str] = []
        while piece is not None and piece.start < end:
            if piece.start >= start:
                inside += map(drawing.number, places.get(piece.start, ()))
                inside.append(drawing.piece(piece))
            piece = next(each, None)
        yield f'<p dir="auto">{"".join(inside)}</p>\n'


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Paragraphs are parted by blank lines; where there is no blank line, each line is one."""
    lines: list[tuple[int, int]] = []
    start = 0
    blank_before = []
    blank = False
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line)))
            blank_before.append(blank)
        blank = not line.strip()
        start += len(line) + 1
    if not any(blank_before[1:]):
        return lines
    bounds: list[tuple[int, int]] = []
    for (begin, end), apart in zip(lines, blank_before, strict=True):
        if bounds and not apart:
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((begin, end))
    return bounds


class _Drawing:
    """Draws pieces of one reading's text."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.text = reading.article.text
        self.names = names
        numbers = colours(reading)
        chains = Chains(reading)
        self.colour = [colour(s, numbers) for s in reading.statements]
        self.chain = [escape(chains.chain(s)) for s in reading.statements]

    def number(self, number: int) -> str:
        """The number of a statement, before its content."""
        said = self.chain[number]
        return (
            f'<a class="mark f{self.colour[number]}" id="{self.names.mark(number)}" href="#{self.names.row(number)}" '
            f'data-s="{self.names.key(number)}" data-n="{number + 1}" title="{said}" '
            f'aria-label="Statement {number + 1}: {said}"></a>'
        )

    def piece(self, piece: Piece) -> str:
        """A piece of the text with all that is marked there."""
        surface = escape(self.text[piece.start : piece.end])
        if not piece.marks:
            return surface
        classes = " ".join([*(CLASSES[m] for m in dict.fromkeys(m.layer for m in piece.marks)), *self._colours(piece)])
        about = list(dict.fromkeys(m.statement for m in piece.marks if m.statement is not None))
        if not about:
            return f'<span class="{classes}">{surface}</span>'
        keys = " ".join(self.names.key(number) for number in about)
        return f'<span class="{classes}" data-s="{keys}" title="{self.chain[about[-1]]}">{surface}</span>'

    def _colours(self, piece: Piece) -> Iterator[str]:
        """Tint of the innermost content, a line for the one around it, ink of the innermost source or cue."""
        contents = [m for m in piece.marks if m.layer == "content"]
        spoken = [m for m in piece.marks if m.layer in ("source", "cue")]
        if contents:
            yield f"b{self._colour(contents[-1])}"
        if len(contents) > 1:
            yield f"nest u{self._colour(contents[-2])}"
        if spoken:
            yield f"f{self._colour(spoken[-1])}"

    def _colour(self, mark: Mark) -> str:
        return "x" if mark.statement is None else self.colour[mark.statement]
