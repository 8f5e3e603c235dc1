"""Whose words an article is made of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .chain import Chains, colours
from .layers import Piece, pieces

if TYPE_CHECKING:
    from ..record import Actor, Reading

__all__ = ["VOICES", "Shares", "counts", "ranked", "shares", "was_read"]

VOICES = ("named", "unnamed", "vague", "own voice")

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the article's words, each from 0 to 1.

    ``voices`` has every one of ``VOICES`` (they sum to 1, or are all 0 where there are no words), ``actors`` the ids
    of those who speak, ``words`` is the number of words that were shared out.
    """

    words: int
    voices: dict[str, float]
    actors: dict[str, float]


def shares(reading: Reading) -> Shares:
    """How much of the article's words named, unnamed and vague sources and the article itself are answerable for.

    A word of a statement's content counts for that statement's speakers, of the innermost statement where several
    are nested; a joint statement counts in equal parts for each actor, and as named if any speaker is. Words that
    are nobody's content are the article's own voice; the sources and cues themselves ("she said") are left out.
    An article that was not read (another language, say) has no shares.
    """
    by_statement: Counter[int | None] = Counter()
    for piece, count in _words(reading) if was_read(reading) else ():
        number = piece.statement("content")
        if number is not None or not (piece.has("source") or piece.has("cue")):
            by_statement[number] += count
    total = sum(by_statement.values())
    voices = dict.fromkeys(VOICES, 0.0)
    actors: dict[str, float] = {}
    chains = Chains(reading)
    for number, count in by_statement.items():
        if number is None:
            voices["own voice"] += count / total
            continue
        statement = reading.statements[number]
        voices[_voice(chains.speakers(statement))] += count / total
        for actor in statement.speaker:
            actors[actor] = actors.get(actor, 0.0) + count / total / len(statement.speaker)
    return Shares(total, voices, actors)


def ranked(reading: Reading) -> list[tuple[Actor, float]]:
    """The actors with their shares of the words: the largest first, those who say nothing last."""
    part = shares(reading).actors
    first = colours(reading)
    order = sorted(reading.actors, key=lambda a: (-part.get(a.id, 0.0), first.get(a.id, len(first))))
    return [(actor, part.get(actor.id, 0.0)) for actor in order]


def counts(reading: Reading) -> tuple[Counter[str], Counter[str]]:
    """How many statements each actor, by id, made and how many they passed on."""
    made = Counter(actor for s in reading.statements for actor in set(s.speaker))
    passed = Counter(actor for s in reading.statements for actor in set(s.relay))
    return made, passed


def was_read(reading: Reading) -> bool:
    """Whether there is anything in the reading: an article that was read has statements, or else narration."""
    return bool(reading.statements or reading.narration)


def _words(reading: Reading) -> list[tuple[Piece, int]]:
    """Each piece with the number of words that begin in it."""
    text = reading.article.text
    words = _WORD.finditer(text)
    word = next(words, None)
    found = []
    for piece in pieces(reading):
        count = 0
        while word is not None and word.start() < piece.end:
            count += 1
            word = next(words, None)
        if count:
            found.append((piece, count))
    return found


def _voice(speakers: list[Actor]) -> str:
    kinds = {actor.kind for actor in speakers}
    if kinds - {"unnamed", "vague"}:
        return "named"
    return "unnamed" if "unnamed" in kinds else "vague"
