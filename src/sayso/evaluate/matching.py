"""Which attribution of a reading is which attribution of the gold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .marked import Marked

__all__ = ["any_source", "match", "same_source"]

Rule = Callable[[Marked, Marked], bool]

_ENOUGH = 0.5


def same_source(gold: Marked, read: Marked) -> bool:
    """Whether the sources share a word that is no determiner; no source is the same only as no source."""
    ours, theirs = gold.tokens["source"], read.tokens["source"]
    if not ours or not theirs:
        return not ours and not theirs
    if gold.source_words or read.source_words:
        return not gold.source_words.isdisjoint(read.source_words)
    return not ours.isdisjoint(theirs)


def any_source(_gold: Marked, _read: Marked) -> bool:
    """The rule under which only the content counts."""
    return True


def match(gold: Sequence[Marked], read: Sequence[Marked], rule: Rule) -> dict[int, int]:
    """As many one-to-one matches as there can be, gold index -> read index.

    Two attributions can be matched where their contents have a token Jaccard of one half or more and the ``rule``
    holds.
    """
    choices = [_choices(one, read, rule) for one in gold]
    holder: dict[int, int] = {}
    for index in range(len(gold)):
        _place(index, choices, holder, set())
    return {index: choice for choice, index in holder.items()}


def _choices(gold: Marked, read: Sequence[Marked], rule: Rule) -> list[int]:
    """The read attributions that could be this gold one, the most alike first."""
    likeness = [jaccard(gold.core, other.core) for other in read]
    fit = [i for i, other in enumerate(read) if likeness[i] >= _ENOUGH and rule(gold, other)]
    return sorted(fit, key=lambda i: -likeness[i])


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared part of two sets; 0 where both are empty."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _place(index: int, choices: Sequence[Sequence[int]], holder: dict[int, int], tried: set[int]) -> bool:
    """Find a place for one gold attribution, moving others to their next choice where that makes room."""
    for choice in choices[index]:
        if choice in tried:
            continue
        tried.add(choice)
        if choice not in holder or _place(holder[choice], choices, holder, tried):
            holder[choice] = index
            return True
    return False
