"""Readings against gold: every figure, in one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..errors import FormatError
from ..record import Reading
from .gold import GoldArticle
from .layers import layer_figures
from .readings import AnyReading, as_reading, broken_spans
from .spans import SUBSETS, alpha, compare, score_subset

if TYPE_CHECKING:
    from .tally import PRF

__all__ = ["evaluate", "span_scores"]


def evaluate(gold: Sequence[GoldArticle], readings: Iterable[AnyReading]) -> dict[str, float]:
    """Every figure of the readings against the gold, by name; F1 where nothing else is said.

    Readings are found by their text; those of no gold article are left aside. The speaker, act and other layers are
    scored over the articles whose gold has them.

    Raises:
        FormatError: there is no gold, an article has no reading, or a reading is in no form that can be scored.
    """
    pairs = _pair(gold, readings)
    figures: dict[str, float] = {
        "articles": len(pairs),
        "broken_spans": sum(broken_spans(reading) for _, reading in pairs),
        **_span_figures(pairs),
    }
    layered = [(g.reading, reading) for g, reading in pairs if g.reading is not None]
    return figures | layer_figures(layered) if layered else figures


def span_scores(gold: Sequence[GoldArticle], readings: Iterable[AnyReading]) -> dict[str, PRF]:
    """Precision, recall and F1 of the span figures; those of a subset under ``direct.`` and ``indirect.``.

    Raises:
        FormatError: as for ``evaluate``.
    """
    return _scores(_pair(gold, readings))[0]


Pairs = Sequence[tuple[GoldArticle, Reading]]


def _pair(gold: Sequence[GoldArticle], readings: Iterable[AnyReading]) -> list[tuple[GoldArticle, Reading]]:
    if not gold:
        raise FormatError("there is no gold to score against")
    by_text = {r.article.text: r for r in map(as_reading, readings)}
    missing = [g.name for g in gold if g.text not in by_text]
    if missing:
        # Offsets into a text that was changed in reading would mean nothing.
        names = ", ".join(missing[:5]) + (" ..." if len(missing) > 5 else "")
        raise FormatError(f"no reading has exactly the text of {len(missing)} gold articles: {names}")
    return [(g, by_text[g.text]) for g in gold]


def _span_figures(pairs: Pairs) -> dict[str, float]:
    scores, agreement = _scores(pairs)
    return {**{name: score.f1 for name, score in scores.items()}, "alpha": agreement}


def _scores(pairs: Pairs) -> tuple[dict[str, PRF], float]:
    compared = [compare(g.text, g.attributions, reading.statements) for g, reading in pairs]
    scores: dict[str, PRF] = {}
    for subset in SUBSETS:
        prefix = "" if subset == "all" else f"{subset}."
        scores |= {prefix + name: score for name, score in score_subset(compared, subset).items()}
    return scores, alpha(compared)
