"""The few numbers that join what the models say, fitted on debates that neither model was trained on."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """Of concepts: log odds are ``label`` times the product with the concept's own vector, and where it has examples
    ``most`` and ``mean`` times those of ``Nearest``, ``some``, and ``count`` times the logarithm of their number.
    ``nothing`` are the log odds that a statement is about no concept at all.

    Of agreement: log odds are ``stance`` times those of the pair, ``lean``, and ``vote`` and ``echo`` times the two
    votes of the nearest examples (``Voters.votes``, with ``reach``).
    """

    label: float = 20.0
    most: float = 8.0
    mean: float = 4.0
    some: float = -5.0
    count: float = 0.3
    nothing: float = 6.0
    stance: float = 1.0
    lean: float = 0.0
    vote: float = 0.5
    echo: float = 1.3
    reach: float = 0.1

    @classmethod
    def load(cls, path: Path) -> Weights:
        """Those in a settings file."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{f.name: float(data[f.name]) for f in fields(cls)})
