"""The texts, their gold, and what a system found as readings that can be scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.evaluate import GoldArticle, load_polnear

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .systems import Found


def load(folder: Path, words: int | None = None) -> list[GoldArticle]:
    """The articles of a PolNeAR-like folder, or evenly spaced ones of about so many white-space words."""
    articles = load_polnear(folder)
    step = 1 if words is None else max(1, count_words(articles) // words)
    return articles[::step]


def count_words(articles: Sequence[GoldArticle]) -> int:
    return sum(len(a.text.split()) for a in articles)


def readings(articles: Sequence[GoldArticle], found: Sequence[Sequence[Found]]) -> list[dict[str, Any]]:
    return [_reading(a.text, some) for a, some in zip(articles, found, strict=True)]


def _reading(text: str, found: Sequence[Found]) -> dict[str, Any]:
    statements = [
        {role: [[start, end, text[start:end]] for start, end in spans] for role, spans in one.items()} for one in found
    ]
    return {"article": {"text": text}, "statements": statements}
