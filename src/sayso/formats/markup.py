"""What the parts of the HTML page share, and the first of them: the article's head."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .plain import shorten, visible
from .shares import VOICES, shares

if TYPE_CHECKING:
    from ..record import Reading, Statement

__all__ = ["CLASSES", "COLOURS", "Names", "colour", "escape", "head", "label"]

COLOURS = 8
CLASSES: dict[str, str] = {
    "content": "con",
    "source": "src",
    "cue": "cue",
    "condition": "cond",
    "hedge": "hedge",
    "scare": "scare",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Ids in the page. They are made of numbers alone, never of what a reading says."""

    prefix: str

    def row(self, number: int) -> str:
        """Id of a statement's row in the table."""
        return f"{self.prefix}-r{number}"

    def mark(self, number: int) -> str:
        """Id of a statement's number in the text."""
        return f"{self.prefix}-t{number}"

    def key(self, number: int) -> str:
        """What ties row, number and text of a statement together."""
        return f"{self.prefix}-{number}"


def escape(text: str) -> str:
    """Text fit for HTML, between tags and in attributes."""
    return html.escape(visible(text), quote=True)


def label(reading: Reading) -> str:
    """The article's title, or its first words."""
    return shorten(reading.article.title or reading.article.text, 90) or "Empty article"


def colour(statement: Statement, numbers: dict[str, int]) -> str:
    """The colour class of a statement's speaker, ``x`` where there is none."""
    return str(numbers[statement.speaker[0]] % COLOURS) if statement.speaker else "x"


def head(reading: Reading, level: int) -> str:
    """Title, outlet, authors, date, address, and whose words the article is made of."""
    article = reading.article
    outlet = f'<p class="outlet"><bdi>{escape(article.outlet)}</bdi></p>\n' if article.outlet else ""
    parts = [f"<bdi>{escape(part)}</bdi>" for part in (*article.authors, article.published) if part]
    if article.url:
        parts.append(_link(article.url))
    named = "title" if article.title else "title untitled"
    by = f'<p class="by">{" · ".join(parts)}</p>\n' if parts else ""
    return (
        f'<header>\n{outlet}<h{level} class="{named}" dir="auto">{escape(label(reading))}</h{level}>\n{by}'
        f"{_voices(reading)}</header>\n"
    )


def _link(url: str) -> str:
    shown = escape(shorten(url, 80))
    if not re.match(r"https?://", url, re.IGNORECASE):
        return f"<bdi>{shown}</bdi>"
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow"><bdi>{shown}</bdi></a>'


def _voices(reading: Reading) -> str:
    found = shares(reading)
    if not found.words:
        return ""
    bars, items, left = "", "", 0.0
    for number, voice in enumerate(VOICES):
        share = found.voices[voice] * 100
        if share:
            bars += f'<rect class="v{number}" x="{left:.3f}" y="0" width="{share:.3f}" height="1"/>'
        name = voice if voice == "own voice" else f"{voice} sources"
        items += f'<li class="v{number}">{name} <b>{share:.0f}%</b></li>'
        left += share
    return (
        '<div class="voices"><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'{bars}</svg>\n<ul aria-label="Share of the words">{items}</ul></div>\n'
    )
