"""Articles that several people annotated: how far people are from each other, and a reading from them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

from ..errors import FormatError
from ..record import ROLES
from .marked import Marked, mark_all
from .readings import AnyReading, as_reading
from .spans import Compared, alpha, compare_marked, score_subset
from .tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .gold import GoldArticle

__all__ = ["people_bench"]

_FIGURES = ("attr", "content_src", "alpha", *(f"exact.{role}" for role in ROLES))


@dataclass(frozen=True, slots=True)
class _Shared:
    """One text with everybody's attributions in it, and the reading's."""

    size: int
    annotators: dict[str, list[Marked]]
    read: list[Marked]


def people_bench(gold: Sequence[GoldArticle], readings: Iterable[AnyReading]) -> dict[str, float]:
    """People against people beside the reading against people, over the articles that were read.

    Each pair of annotators is scored over the articles that the two share, each annotator against the reading over
    all of theirs; the figures are the means.

    Raises:
        FormatError: no article that several people annotated was read, or a reading is in no form that can be scored.
    """
    articles = list(_shared(gold, readings))
    if not articles:
        raise FormatError("none of the articles that several people annotated was read")
    people = sorted({name for a in articles for name in a.annotators})
    among = [_figures(pair) for one, other in combinations(people, 2) if (pair := _pair(articles, one, other))]
    beside = [_figures(_versus(articles, one)) for one in people]
    return {"articles": len(articles), **_mean("people", among), **_mean("reading", beside)}


def _shared(gold: Sequence[GoldArticle], readings: Iterable[AnyReading]) -> Iterator[_Shared]:
    by_text = {r.article.text: r for r in map(as_reading, readings)}
    for article in gold:
        if len(article.annotators) > 1 and article.text in by_text:
            tokens = Tokens(article.text)
            marked = {name: mark_all(tokens, theirs) for name, theirs in article.annotators.items()}
            yield _Shared(len(tokens), marked, mark_all(tokens, by_text[article.text].statements))


def _pair(articles: Iterable[_Shared], one: str, other: str) -> list[Compared]:
    # F1 and alpha are the same in both directions, so one of them is enough.
    return [
        compare_marked(a.size, a.annotators[one], a.annotators[other])
        for a in articles
        if one in a.annotators and other in a.annotators
    ]


def _versus(articles: Iterable[_Shared], one: str) -> list[Compared]:
    return [compare_marked(a.size, a.annotators[one], a.read) for a in articles if one in a.annotators]


def _figures(compared: Sequence[Compared]) -> dict[str, float]:
    scores = {name: score.f1 for name, score in score_subset(compared).items()}
    return {"alpha": alpha(compared), **scores}


def _mean(label: str, results: Sequence[dict[str, float]]) -> dict[str, float]:
    return {f"{label}.{name}": fmean(r[name] for r in results) for name in _FIGURES}
