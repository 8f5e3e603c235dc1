"""What a statement does, by what the model thinks of it together with what plain code takes it for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..record import ACTS, Attribution

if TYPE_CHECKING:
    from ..record import Act

__all__ = ["Sensed"]

_RULE = 1.0
"""What the word of the rules counts for, in log-probability; chosen on the gold readings of PolNeAR dev."""


@dataclass(frozen=True, slots=True)
class Sensed(Attribution):
    """An attribution of the model, with the log-probabilities of the acts that its statement may be."""

    acts: tuple[float, ...] = field(default=(), kw_only=True)

    def act(self, by_rule: Act) -> Act:
        """The likeliest act, where plain code takes the statement for ``by_rule``."""
        if not self.acts:
            return by_rule
        return max(ACTS, key=lambda act: self.acts[ACTS.index(act)] + _RULE * (act == by_rule))
