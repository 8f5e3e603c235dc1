"""All coders at once: their figures together, and two by two."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from .measures import cohen_kappa, krippendorff_alpha, share_alike

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

__all__ = ["Comparison", "Pair", "compare"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders on the units that both labelled: how many, the share alike, and Cohen's kappa."""

    coders: tuple[str, str]
    units: int
    alike: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several coders: the units that two or more labelled, the share of pairs alike, and Krippendorff's alpha.

    ``pairs`` has every two coders with a unit in common, in alphabetic order. A measure is ``None`` where it is
    undefined.
    """

    coders: tuple[str, ...]
    units: int
    alike: float | None
    alpha: float | None
    pairs: tuple[Pair, ...]


def compare(units: Iterable[Mapping[str, Hashable]]) -> Comparison:
    """Compare coders; a unit is coder -> label, without those who gave it none."""
    shared = [unit for unit in units if len(unit) > 1]
    labels = [tuple(unit.values()) for unit in shared]
    coders = tuple(sorted({coder for unit in shared for coder in unit}))
    pairs = tuple(made for two in combinations(coders, 2) if (made := _pair(two, shared)).units)
    return Comparison(coders, len(shared), share_alike(labels), krippendorff_alpha(labels), pairs)


def _pair(two: tuple[str, str], units: list[Mapping[str, Hashable]]) -> Pair:
    one, other = two
    labels = [(unit[one], unit[other]) for unit in units if one in unit and other in unit]
    return Pair(two, len(labels), share_alike(labels), cohen_kappa(labels))
