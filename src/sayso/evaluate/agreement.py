"""Krippendorff's alpha: how far coders agree beyond chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..agreement import krippendorff_alpha

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
    """Alpha for nominal labels; 1 where there is no variety at all to disagree about."""
    alpha = krippendorff_alpha(units)
    return 1.0 if alpha is None else alpha
