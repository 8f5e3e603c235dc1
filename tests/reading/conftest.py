"""Articles whose attributions are marked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.article import Article, Span
from sayso.reading.understand import understand
from sayso.record import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading


@pytest.fixture
def read() -> Callable[..., Reading]:
    """Understands a text with (source, cue, content) marked; the pieces of each are divided by " / "."""
    return _read


@pytest.fixture
def speakers() -> Callable[[Reading], list[list[str]]]:
    """The names of the speakers, statement by statement."""
    return _speakers


def _read(text: str, *marked: tuple[str, str, str]) -> Reading:
    """Understand ``text`` with (source, cue, content) marked: sources and cues are those nearest to the content."""
    attributions = []
    for source, cue, content in marked:
        pieces = tuple(_span(text, piece, text.index(piece)) for piece in content.split(" / "))
        near = pieces[0].start
        attributions.append(Attribution(_near(text, source, near), _near(text, cue, near), pieces, 0.9))
    return understand(Article(text), attributions)


def _near(text: str, part: str, to: int) -> tuple[Span, ...]:
    found = []
    for piece in filter(None, part.split(" / ")):
        places = [i for i in range(len(text)) if text.startswith(piece, i)]
        found.append(_span(text, piece, min(places, key=lambda i: abs(i - to))))
    return tuple(sorted(found, key=lambda s: s.start))


def _span(text: str, piece: str, at: int) -> Span:
    return Span.of(text, at, at + len(piece))


def _speakers(reading: Reading) -> list[list[str]]:
    return [[reading.actor(a).name for a in s.speaker] for s in reading.statements]
