"""Text from outside made fit to be shown: on one line, shortened, and without power over a terminal."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..article import Span

__all__ = ["GAP", "join_pieces", "one_line", "shorten", "visible"]

GAP = " … "
"""Stands between the pieces of a split span."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HELD_BACK = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """``text`` with all that could steer a terminal or turn the writing direction replaced by U+FFFD.

    Line breaks of every style become line feeds; tabs stay.
    """
    return _CONTROL.sub(_HELD_BACK, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """``text`` fit to be shown on one line: ``visible``, and white space folded."""
    return " ".join(visible(text).split())


def join_pieces(spans: Iterable[Span], gap: str = GAP) -> str:
    """The surfaces of a span's pieces, in the order given."""
    return gap.join(span.surface for span in spans)


def shorten(text: str, width: int) -> str:
    """``text`` on one line in at most ``width`` characters, cut between words where there is a place to cut."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line.rfind(" ", width // 2, width)
    if cut < 0:
        cut = max(width - 1, 0)
        while cut > 0 and unicodedata.combining(line[cut]):
            cut -= 1
    head = line[:cut].rstrip(" ,;:")
    return f"{head}…" if cut == width - 1 else f"{head} …"
