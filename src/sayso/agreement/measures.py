"""Agreement beyond chance on labels that have no order. Pure Python; time and memory grow with the number of labels."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

__all__ = ["cohen_kappa", "krippendorff_alpha", "share_alike"]


def krippendorff_alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha for nominal data; any number of coders, and values may be missing.

    A unit is the labels that its coders gave it, ``None`` where one gave none; it counts if there are two or more. 1 is
    perfect agreement, 0 what chance would give, less is disagreement by system. ``None`` where alpha is undefined: no
    unit has two labels, or all labels are the same, so that there is nothing to disagree about.

    K. Krippendorff: Computing Krippendorff's Alpha-Reliability, Annenberg School for Communication, University of
    Pennsylvania, 2011; Content Analysis, 3rd edition, Sage 2013, chapter 12.
    """
    totals: Counter[Hashable] = Counter()
    unlike = 0.0
    for unit, times in Counter(map(tuple, units)).items():
        labels = Counter(label for label in unit if label is not None)
        given = labels.total()
        if given > 1:
            totals.update({label: n * times for label, n in labels.items()})
            unlike += times * _unlike_pairs(labels) / (given - 1)
    by_chance = _unlike_pairs(totals)
    return 1 - unlike * (totals.total() - 1) / by_chance if by_chance else None


def _unlike_pairs(labels: Counter[Hashable]) -> int:
    """Ordered pairs of values that bear different labels."""
    return labels.total() ** 2 - sum(n * n for n in labels.values())


def cohen_kappa(pairs: Iterable[tuple[Hashable | None, Hashable | None]]) -> float | None:
    """Cohen's kappa, unweighted, of two coders; a pair is their labels of one unit.

    Pairs in which one is ``None`` do not count. ``None`` where kappa is undefined: there is no pair, or both coders
    gave one and the same label to all.

    J. Cohen: A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20 (1960), 37-46.
    """
    cells = Counter(pair for pair in pairs if None not in pair)
    units = cells.total()
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), times in cells.items():
        first[one] += times
        second[other] += times
    alike = sum(times for (one, other), times in cells.items() if one == other)
    by_chance = sum(times * second[label] for label, times in first.items())  # over units squared
    left = units * units - by_chance
    return (units * alike - by_chance) / left if left else None


def share_alike(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Of the pairs of labels that two coders gave one unit the share that is alike; ``None`` where there is none.

    With two coders it is the plain percentage of agreement.
    """
    alike = total = 0
    for unit, times in Counter(map(tuple, units)).items():
        labels = Counter(label for label in unit if label is not None)
        total += times * (labels.total() ** 2 - labels.total())
        alike += times * sum(n * n - n for n in labels.values())
    return alike / total if total else None
