"""``QueryError``: what is wrong with a query, and where."""

from __future__ import annotations

import unicodedata

from ...errors import SaysoError
from ...formats.plain import visible

__all__ = ["QueryError"]

_BEFORE, _AFTER = 60, 40


class QueryError(SaysoError):
    """The query is not understood. ``at``: where in ``query``, in code points; ``reason``: what is wrong there."""

    def __init__(self, reason: str, query: str, at: int) -> None:
        self.reason = reason
        self.query = query
        self.at = min(at, len(query))
        super().__init__(f"{reason}, at character {self.at + 1} of the query")

    def pointed(self) -> str:
        """Three lines: the reason, the query (of a long one a part), and a caret under the place."""
        start = max(0, self.at - _BEFORE)
        shown = "".join(map(_plain, self.query[start : self.at + _AFTER]))
        width = sum(map(_width, shown[: self.at - start]))
        return f"{visible(self.reason)}\n  {shown}\n  {' ' * width}^"


def _plain(character: str) -> str:
    """One visible character for each, so that the caret stays under its place."""
    return " " if character.isspace() else visible(character)


def _width(character: str) -> int:
    """Columns on a terminal."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
