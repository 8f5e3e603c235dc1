"""The words that say how sure a statement is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .lexicon import weights
from .plain_hedges import plain_hedges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["CONTEXT", "Candidate", "candidates", "context", "find_hedges"]

# What speaks for or against a word's telling how sure the main point is, besides the word itself: how far into the
# content it stands, what went before in its sentence, the words right beside it. Fitted by training/hedges.py.
CONTEXT: dict[str, float] = {
    "after a comma": 0.45,
    "after and": 0.12,
    "after as": -0.43,
    "after because": -1.92,
    "after but": 0.36,
    "after how": -0.97,
    "after if": 0.21,
    "after or": 0.53,
    "after than": -0.92,
    "after that": 0.12,
    "after to": -0.61,
    "after what": -1.06,
    "after where": 0.17,
    "after whether": -1.32,
    "after which": -0.72,
    "after while": -0.35,
    "after who": -0.75,
    "before be": 0.63,
    "before have": 0.85,
    "before he": 1.09,
    "before i": 0.83,
    "before it": 0.2,
    "before she": 0.82,
    "before that": 0.64,
    "before the": 0.63,
    "before they": 0.63,
    "before to": 0.54,
    "before we": 0.23,
    "behind are": 0.22,
    "behind as": -0.49,
    "behind be": 0.27,
    "behind but": -0.25,
    "behind i": -0.58,
    "behind is": 0.54,
    "behind it": 0.39,
    "behind not": -0.75,
    "behind she": -0.51,
    "behind that": -0.7,
    "behind was": 0.85,
    "behind we": -0.36,
    "behind who": -1.56,
    "behind you": -1.36,
    "far 0": 0.42,
    "far 1": -0.16,
    "far 2": -0.36,
    "far 3": -0.34,
    "far 4": -0.56,
    "first": 0.2,
    "of 2": -0.36,
    "of 3": -0.54,
    "quoted": -0.19,
    "sentence 0": -0.1,
    "sentence 2": -0.81,
    "words 0": 0.31,
    "words 2": -0.46,
    "words 3": -0.76,
}
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SENTENCE = re.compile(r"[.?!][\"”’']*\s")
_CLAUSE = re.compile(r"[.?!;][\"”’']*\s")
_BEFORE = re.compile(r"\b(?:because|what|whether|which|how|while|than|who|where|if|that|or|but|as|to|and)\b")
_PREVIOUS = re.compile(r"\b(i|we|you|he|she|it|they|that|who|which|not|is|was|are|be|most|as|and|but)\W*\Z")
_NEXT = re.compile(r"[ ,]*(have|be|not|that|to|the|he|she|it|they|we|i)\b")
_LETTER = re.compile(r"\w")
_SHORT = 3  # a clause's words are counted in threes
_FAR, _STEP = 4, 80  # a content's characters in eighties
_REACH = 480
_MUCH = 1.0
# What the model's word counts for, and what it says of a word that may be either.
_MODEL, _USUAL = 0.15, -2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word or phrase that may be a hedge: where it stands, in which piece of the content or the cue, its spelling."""

    begin: int
    end: int
    piece: tuple[int, int]
    phrase: str


def find_hedges(
    text: str,
    content: Sequence[tuple[int, int]],
    cue: Sequence[tuple[int, int]] = (),
    odds: Callable[[int, int], float] | None = None,
) -> list[tuple[int, int]]:
    """The hedges in the main point of a statement, in its content and its cue, in order.

    Those of fixed forms, unless their words and what is around them speak against them, and others for which much
    speaks. ``odds`` gives the model's log-odds that a hedge stands in a stretch.
    """
    known = weights("hedges")
    doubts = {(c.begin, c.end): known[c.phrase][1] for c in candidates(text, cue)}
    for c in candidates(text, content):
        doubts[c.begin, c.end] = known[c.phrase][0] + sum(CONTEXT.get(name, 0.0) for name in context(text, content, c))
    if not doubts:
        return []
    if odds is not None:
        doubts = {one: w + _MODEL * (odds(*one) - _USUAL) for one, w in doubts.items()}
    plain = {*plain_hedges(text, content[:2]), *plain_hedges(text, cue, cue=True)}
    found = {one for one in plain if not any(w < -_MUCH and _touch(one, other) for other, w in doubts.items())}
    found |= {one for one, w in doubts.items() if w > _MUCH and not any(_touch(one, other) for other in plain)}
    return sorted(found)


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def candidates(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """The words and phrases of ``lexicon/hedges.txt``, the longest at each place, near the beginning of the pieces."""
    for begin, end in pieces:
        stop = min(end, pieces[0][0] + _REACH)
        at = begin
        for word in _WORD.finditer(text, begin, max(begin, stop)):
            first = word.group().lower().replace("’", "'")
            for phrase in _by_first().get(first, ()) if word.start() >= at else ():
                last = word.start() + len(phrase)
                if last <= end and text[word.start() : last].lower().replace("’", "'") == phrase:
                    if not text[last : last + 1].isalpha() and not _is_month(text, word, begin):
                        yield Candidate(word.start(), last, (begin, end), phrase)
                        at = last
                    break


def context(text: str, content: Sequence[tuple[int, int]], candidate: Candidate) -> list[str]:
    """What there is around a candidate in the content, by the names of ``CONTEXT``."""
    begin, (start, end) = candidate.begin, candidate.piece
    before = " ".join(text[a:b] for a, b in content if b <= begin) + " " + text[start:begin]
    sentences = len(_SENTENCE.findall(" ".join(text[a : min(b, a + _REACH)] for a, b in content[:_FAR]))) + 1
    clause = _CLAUSE.split(before)[-1].lower()
    names = [
        f"sentence {min(len(_SENTENCE.findall(before)), 2)}",
        f"of {min(sentences, 3)}",
        f"far {min(_FAR, (begin - content[0][0]) // _STEP)}",
        f"words {min(_SHORT, len(clause.split()) // _SHORT)}",
        *(f"after {word}" for word in set(_BEFORE.findall(clause))),
    ]
    if "," in clause or "–" in clause or "—" in clause:
        names.append("after a comma")
    if previous := _PREVIOUS.search(clause):
        names.append(f"behind {previous.group(1)}")
    elif not _LETTER.search(clause):
        names.append("first")
    behind = text[candidate.end : min(end, candidate.end + 14)].lower()
    if following := _NEXT.match(behind):
        names.append(f"before {following.group(1)}")
    elif not _LETTER.search(behind):
        names.append("last")
    if text[content[0][0]] in "“\"‘'":
        names.append("quoted")
    return names


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """The phrases by their first words, the longest first."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(weights("hedges"), key=len, reverse=True):
        found.setdefault(phrase.split()[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _is_month(text: str, word: re.Match[str], begin: int) -> bool:
    """Whether "May" or "Might" is a name here, as it has a capital that no sentence's beginning gives it."""
    if word.group() not in ("May", "Might"):
        return False
    before = text[begin : word.start()].rstrip(" “\"‘'")
    return bool(before) and before[-1] not in ".?!:"
