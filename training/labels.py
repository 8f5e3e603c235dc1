"""Documents -> labels on words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.reading.acts import act_of
from sayso.reading.denials import denies
from sayso.record import ACTS, ROLES

from .corpora import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.reading.words import Words
    from sayso.record import Attribution

    from .corpora import Document, Key


_OPENING = ("“", '"', "‘", "'", "«")


@dataclass(frozen=True)
class Labelled:
    """A document in words, each attribution as word numbers by role.

    ``tags`` is -1 where nobody said what the word is. A teacher adds its ``states`` (words, HIDDEN) and the words at
    which it alone sees a cue begin.
    """

    words: Words
    attributions: list[InWords]
    tags: np.ndarray
    states: np.ndarray | None = None
    guessed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sense:
    """What a statement does: the probabilities of its acts, ``belief`` (6,), all zero where nothing is known; and where
    it was ``marked``, whether it denies and the word numbers of its hedges and conditions.

    ``rule`` is what plain code takes the act and the denial for: six acts and one, all zero where it is not to be seen.
    """

    belief: np.ndarray
    denies: bool
    hedge: list[int]
    condition: list[int]
    marked: bool
    rule: np.ndarray


@dataclass(frozen=True)
class InWords:
    """An attribution as sorted word numbers, and where somebody said so, its sense."""

    source: list[int]
    cue: list[int]
    content: list[int]
    sense: Sense | None = None


def label(document: Document, words: Words) -> Labelled:
    found = []
    for attribution in document.attributions:
        source, cue, content = (in_words(getattr(attribution, role), words) for role in ROLES)
        if cue and content:
            key = attribution.content[0].start, attribution.content[-1].end
            sense = _sense(document, key, attribution, words)
            found.append(InWords(source, cue, content, sense))
    tags = bio(found, len(words))
    for begin, end in document.unsure:
        numbers = in_words([(begin, end)], words)
        tags[[i for i in numbers if not tags[i]]] = -1
    return Labelled(words, found, tags)


def in_words(spans: Iterable[Sequence[int]], words: Words) -> list[int]:
    """The sorted numbers of the words that the spans touch."""
    numbers: set[int] = set()
    for begin, end, *_ in spans:
        first = int(np.searchsorted(words.end, begin, side="right"))
        last = int(np.searchsorted(words.start, end, side="left"))
        numbers.update(range(first, last))
    return sorted(numbers)


def _sense(document: Document, key: Key, attribution: Attribution, words: Words) -> Sense | None:
    belief = document.acts.get(key)
    if belief is None and document.marks is None:
        return None
    cue, content = (" ".join(s.surface for s in spans) for spans in (attribution.cue, attribution.content))
    rule = rules(cue, content, direct=content[:1] in _OPENING) * document.judged_by_rule
    marks = (document.marks or {}).get(key, NONE)
    hedge, condition = (in_words(spans, words) for spans in (marks.hedge, marks.condition))
    believed = np.array(belief or np.zeros(len(ACTS)), np.float32)
    return Sense(believed, marks.denies, hedge, condition, document.marks is not None, rule)


def rules(cue: str, content: str, *, direct: bool) -> np.ndarray:
    """(7,): what plain code takes a statement for: one of six acts, and whether it denies."""
    found = np.zeros(len(ACTS) + 1, np.float32)
    found[ACTS.index(act_of(cue, content, direct=direct))] = 1
    found[-1] = denies(cue, content)
    return found


def bio(attributions: list[InWords], n: int) -> np.ndarray:
    """Univocal tags (n,): 0, then B and I of source, cue, content."""
    tags = np.zeros(n, np.int64)
    for role, base in (("content", 5), ("source", 1), ("cue", 3)):
        for attribution in attributions:
            before = -2
            for word in getattr(attribution, role):
                tags[word] = base + (word == before + 1)
                before = word
    return tags
