"""A concept of a codebook."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Concept"]


@dataclass(frozen=True, slots=True)
class Concept:
    """What statements can be about: a label, what it means, and examples of statements for and against it."""

    label: str
    description: str = ""
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
