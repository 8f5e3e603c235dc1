"""PERSPECTRUM (Chen and others, NAACL 2019): claims, and texts that support or undermine them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

KEPT_BACK = 10  # every tenth claim of the training split is kept for fitting the few numbers that join the models


@dataclass(frozen=True)
class Side:
    """Texts that say the same, for the claim or against it."""

    supports: bool
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Debate:
    claim: str
    sides: tuple[Side, ...]


def load(path: Path) -> list[Debate]:
    """The debates of one split."""
    return [
        Debate(
            " ".join(row["claim"].split()),
            tuple(
                Side(p["stance"] == "SUPPORT", tuple(" ".join(text.split()) for text in p["texts"] if text.strip()))
                for p in row["perspectives"]
            ),
        )
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def split(debates: Sequence[Debate]) -> tuple[list[Debate], list[Debate]]:
    """Those to train on, and those that are kept back."""
    kept = [d for i, d in enumerate(debates) if i % KEPT_BACK == 0]
    return [d for i, d in enumerate(debates) if i % KEPT_BACK], kept


def halves(debate: Debate, rng: random.Random) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Sides to take examples from, and sides to be coded; a lone side is to be coded."""
    sides = list(debate.sides)
    rng.shuffle(sides)
    cut = len(sides) // 2
    return tuple(sides[:cut]), tuple(sides[cut:])


def coded(sides: Sequence[Side], count: int) -> list[tuple[str, bool]]:
    """Up to ``count`` texts of the sides: one of each, then a second of each, and so on."""
    rounds = range(max((len(s.texts) for s in sides), default=0))
    every = [(s.texts[i], s.supports) for i in rounds for s in sides if i < len(s.texts)]
    return every[:count]


__all__ = ["Debate", "Side", "coded", "halves", "load", "split"]
