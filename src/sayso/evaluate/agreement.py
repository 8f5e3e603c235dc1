"""Krippendorff's alpha: how far coders agree beyond chance."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from .marked import Marked

__all__ = ["nominal_alpha", "token_labels"]

# Where a token has several roles, the later of these is its label.
_RISING = ("content", "source", "cue")


def token_labels(size: int, attributions: Iterable[Marked]) -> list[str]:
    """One label for each of ``size`` tokens: ``cue``, ``source``, ``content`` or ``none``."""
    labels = ["none"] * size
    attributions = list(attributions)
    for role in _RISING:
        for marked in attributions:
            for token in marked.tokens[role]:
                labels[token] = role
    return labels


def nominal_alpha(units: Iterable[Sequence[Hashable]]) -> float:
    """Alpha for nominal labels; a unit is the labels that its coders gave it, and counts if there are two or more.

    1 where there is no variety at all to disagree about.
    """
    totals: Counter[Hashable] = Counter()
    disagreement = 0.0
    for unit, times in Counter(tuple(unit) for unit in units).items():
        if len(unit) < 2:
            continue
        labels = Counter(unit)
        totals.update({label: n * times for label, n in labels.items()})
        disagreement += times * _unlike_pairs(labels) / (len(unit) - 1)
    by_chance = _unlike_pairs(totals)
    return 1 - disagreement * (totals.total() - 1) / by_chance if by_chance else 1.0


def _unlike_pairs(labels: Counter[Hashable]) -> int:
    """Ordered pairs of values that bear different labels."""
    return labels.total() ** 2 - sum(n * n for n in labels.values())
