"""Whether two actors are the same one, and how well statements are grouped by who is answerable for them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .tally import f_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..record import Actor

__all__ = ["BCubed", "plain_name", "same_actor", "same_actors"]

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile("['’]s")
_TITLES = frozenset(
    [
        *("the", "a", "an"),
        *("mr", "mrs", "ms", "dr", "sir", "lord", "lady", "prof", "professor"),
        *("president", "prime", "minister", "secretary", "governor", "gov", "mayor", "vice", "former"),
        *("senator", "sen", "representative", "rep", "speaker", "chairman", "chairwoman"),
        *("judge", "justice", "general"),
    ]
)


def plain_name(name: str) -> str:
    """The name in lower case without titles, determiners, possessives and punctuation.

    A name made of nothing else keeps its titles.
    """
    words = _WORD.findall(_POSSESSIVE.sub("", name.lower()))
    return " ".join([w for w in words if w not in _TITLES] or words)


def same_actor(one: Actor, other: Actor) -> bool:
    """Whether one of the two bears a name by which the other is known."""
    return plain_name(one.name) in _known_as(other) or plain_name(other.name) in _known_as(one)


def same_actors(some: Sequence[Actor], others: Sequence[Actor]) -> bool:
    """Whether each of them is one of the others, and the other way round."""
    if not some or not others:
        return False
    return all(any(same_actor(a, b) for b in others) for a in some) and all(
        any(same_actor(a, b) for a in some) for b in others
    )


def _known_as(actor: Actor) -> set[str]:
    return {plain_name(name) for name in (actor.name, *actor.aliases)} - {""}


class BCubed:
    """B-cubed F1 of things put into groups twice: in the gold and in the reading."""

    def __init__(self) -> None:
        self._precision = self._recall = 0.0
        self._things = 0

    def add(self, groups: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
        """Count the things of one article, each with its group in the gold and in the reading."""
        together = Counter(groups)
        gold = Counter(ours for ours, _ in groups)
        read = Counter(theirs for _, theirs in groups)
        for ours, theirs in groups:
            self._precision += together[ours, theirs] / read[theirs]
            self._recall += together[ours, theirs] / gold[ours]
        self._things += len(groups)

    def f1(self) -> float:
        """F1 over all things of all articles."""
        things = self._things or 1
        return f_score(self._precision / things, self._recall / things)
