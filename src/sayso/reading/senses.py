"""What a statement does, by what the model thinks of it together with what plain code takes it for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..record import ACTS, Attribution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..record import Act

__all__ = ["UNLIKELY", "Sensed"]

UNLIKELY = -6.0
"""No log-odds of a word are lower; words that are surely neither hedge nor condition are not told of."""

_RULE = 1.0
"""What the word of the rules counts for an act, in log-probability; chosen on the gold readings of PolNeAR dev."""
_RULE_OF_DENIALS, _SHY = 1.0, 0.5
"""The same for a denial, in log-odds, and how far too low the model's are; chosen, like the next, on the articles of
PolNeAR train that are kept for it."""
_NO_CONDITION = -2.5
"""Below these mean log-odds of its words a clause is no condition of the main point."""


@dataclass(frozen=True, slots=True)
class Sensed(Attribution):
    """An attribution of the model, with the log-probabilities of the acts that its statement may be, the log-odds that
    it denies, and for words in it, by where they begin, those of being a hedge and of standing in a condition.
    """

    acts: tuple[float, ...] = field(default=(), kw_only=True)
    denial: float = field(default=0.0, kw_only=True)
    words: tuple[tuple[int, float, float], ...] = field(default=(), kw_only=True)

    def act(self, by_rule: Act) -> Act:
        """The likeliest act, where plain code takes the statement for ``by_rule``."""
        return max(ACTS, key=lambda act: self.acts[ACTS.index(act)] + _RULE * (act == by_rule))

    def denies(self, by_rule: bool) -> bool:
        """Whether the statement denies, where plain code thinks that it does, or not, ``by_rule``."""
        return self.denial + _SHY + (_RULE_OF_DENIALS if by_rule else -_RULE_OF_DENIALS) > 0

    def hedge(self, begin: int, end: int) -> float:
        """The log-odds that a hedge stands in a stretch."""
        return max((hedge for at, hedge, _ in self.words if begin <= at < end), default=UNLIKELY)

    def conditions(self, by_rule: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Of the stretches that plain code takes for conditions, those that may be some."""
        return [one for one in by_rule if self._in_condition(*one) > _NO_CONDITION]

    def _in_condition(self, begin: int, end: int) -> float:
        """The mean log-odds of the words of a stretch that are told of."""
        odds = [condition for at, _, condition in self.words if begin <= at < end]
        return sum(odds) / len(odds) if odds else UNLIKELY
