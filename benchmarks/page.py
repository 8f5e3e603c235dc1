"""A generated part inside a page that people write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class PageError(Exception):
    """The page does not say where the part belongs."""


def replace_part(page: Path, name: str, part: str) -> None:
    """Put ``part`` between ``<!-- NAME:begin -->`` and ``<!-- NAME:end -->``.

    Raises:
        PageError: the page is missing or has not both comments, in this order.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    try:
        text = page.read_text(encoding="utf-8")
    except OSError as error:
        raise PageError(f"{page}: {error.strerror}") from None
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise PageError(f"{page} needs the lines {begin} and {end}")
    page.write_text(f"{before}{begin}\n{part}\n{end}{after}", encoding="utf-8")
