"""PERSPECTRUM as a coding task: claims are concepts, the texts for and against them are statements."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from training.stance.debates import Debate, coded, halves, load

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Asked:
    """A statement under a concept, and whether it is for it."""

    text: str
    concept: str
    supports: bool


@dataclass
class Task:
    """What is asked, and for each text every concept that it stands under, with the sides that it takes there."""

    asked: list[Asked]
    under: dict[str, dict[str, set[bool]]] = field(default_factory=dict)


def task(debates: Sequence[Debate]) -> Task:
    """All texts of all debates."""
    made = Task([Asked(text, d.claim, s.supports) for d in debates for s in d.sides for text in s.texts])
    for one in made.asked:
        made.under.setdefault(one.text, {}).setdefault(one.concept, set()).add(one.supports)
    return made


def parts(debates: Sequence[Debate], seed: int) -> tuple[list[Debate], list[Debate]]:
    """Of each debate's sides one half to take examples from, and one to be coded: what says the same is in one half."""
    rng = random.Random(seed)
    cut = [(debate.claim, *halves(debate, rng)) for debate in debates]
    return [Debate(claim, pool) for claim, pool, _ in cut], [Debate(claim, rest) for claim, _, rest in cut]


def examples(pool: Sequence[Debate], count: int) -> list[Asked]:
    """Up to ``count`` texts of each claim: one of each side, then a second of each, and so on."""
    return [Asked(text, d.claim, supports) for d in pool for text, supports in coded(d.sides, count)]


def f1(gold: Sequence[bool], said: Sequence[bool]) -> tuple[float, float, float]:
    """F1 of support, of undermine, and their mean."""
    figures = []
    for side in (True, False):
        both = sum(g is side and s is side for g, s in zip(gold, said, strict=True))
        all_ = sum(g is side for g in gold) + sum(s is side for s in said)
        figures.append(2 * both / all_ if all_ else 0.0)
    return figures[0], figures[1], sum(figures) / 2


__all__ = ["Asked", "Debate", "Task", "examples", "f1", "load", "parts", "task"]
