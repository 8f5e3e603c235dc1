"""Articles labelled for relays -> what each word is: in a relay's name or not, the cue of relayed words or not.

``invented.txt`` holds articles that were written for this by machine, with marks: ``[[Lund Echo]]`` where the text
names a relay, ``{+told}`` and ``{-said}`` at the first word of each cue, by whether the statement came through one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.evaluate.gold import load_gold
from sayso.reading.layout import extent
from sayso.reading.page import Page
from sayso.reading.words import split_words

from .corpora import load_polnear
from .labels import in_words
from .speakers import gold, load_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tokenizers import Tokenizer

    from sayso.reading.words import Words
    from sayso.record import Reading, Statement

INVENTED = Path(__file__).parent / "invented.txt"
MEASURED = "h"  # the part of speakers.tsv that nothing is fitted to
UNKNOWN = -1
_MARK = re.compile(r"\[\[([^\[\]\n]+)\]\]|\{([+-])([^{}\n]+)\}")
Place = tuple[int, int]


@dataclass(frozen=True)
class RelayLabels:
    """An article's words with two labels each (n, 2), 1, 0, or -1 where none is known.

    The first: whether it stands where a relay is named for some statement; other mentions of relays are not judged.
    The second, known of words at which statements' cues begin: whether the statement reached the article through one.
    """

    name: str
    words: Words
    labels: np.ndarray


def relay_labels(data: Path, tokenizer: Tokenizer, *, measured: bool = False) -> list[RelayLabels]:
    """The articles to learn from: those with several annotators and the measured part are left out; or the latter."""
    return [
        RelayLabels(name, words := split_words(reading.article.text, tokenizer), label(reading, words))
        for name, reading, part in _readings(data)
        if (part == MEASURED) is measured
    ]


def invented(tokenizer: Tokenizer, path: Path = INVENTED) -> list[RelayLabels]:
    """The articles that were written for this."""
    articles = path.read_text(encoding="utf-8").split("\n=====\n")
    return [_invented(f"invented {n}", marked.strip(), tokenizer) for n, marked in enumerate(articles, 1)]


def _invented(name: str, marked: str, tokenizer: Tokenizer) -> RelayLabels:
    text, at = "", 0
    named: list[Place] = []
    cues: list[tuple[int, int, bool]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        marked_words, at = mark.group(1) or mark.group(3), mark.end()
        place = len(text), len(text) + len(marked_words)
        if mark.group(1):
            named.append(place)
        else:
            cues.append((*place, mark.group(2) == "+"))
        text += marked_words
    text += marked[at:]
    words = split_words(text, tokenizer)
    mentions = _mentions(text, tuple(text[begin:end] for begin, end in named))
    return RelayLabels(name, words, _labels(words, mentions, named, cues))


def _readings(data: Path) -> Iterator[tuple[str, Reading, str]]:
    labels, golden = load_labels(), load_gold(data / "gold" / "train", data / "polnear" / "train" / "text")
    readings = {article.name: article.reading for article in golden}
    for document in load_polnear(data / "polnear" / "train"):
        if len(document.annotations) > 1:
            continue
        if reading := readings.get(document.name):
            yield document.name, reading, "gold"
        elif said := labels.get(document.name):
            yield document.name, gold(document, said), next(iter(said.values())).part


def label(reading: Reading, words: Words) -> np.ndarray:
    """The labels (n, 2) of the words of a reading's article."""
    forms = {a.id: (a.name, *a.aliases) for a in reading.actors}
    relays = {relay for s in reading.statements for relay in s.relay}
    mentions = {relay: _mentions(reading.article.text, forms[relay]) for relay in relays}
    first = [((s.cue or s.content)[0], bool(s.relay)) for s in reading.statements]
    every = [place for found in mentions.values() for place in found]
    return _labels(words, every, _named(reading, mentions), [(at.start, at.end, relayed) for at, relayed in first])


def _labels(
    words: Words, mentions: Iterable[Place], named: Iterable[Place], cues: Iterable[tuple[int, int, bool]]
) -> np.ndarray:
    labels = np.full((len(words), 2), UNKNOWN, np.float32)
    labels[:, 0] = 0
    labels[in_words(mentions, words), 0] = UNKNOWN
    labels[in_words(named, words), 0] = 1
    for begin, end, relayed in cues:
        labels[in_words([(begin, end)], words)[:1], 1] = relayed
    return labels


def _mentions(text: str, forms: tuple[str, ...]) -> list[Place]:
    return sorted({m.span() for form in forms for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)})


def _named(reading: Reading, mentions: dict[str, list[Place]]) -> set[Place]:
    """Of the mentions of relays those by which one is named for a statement: the nearest beside it, or the last before
    it where the statement before did not have the same relay.
    """
    page = Page(reading.article.text)
    found: set[Place] = set()
    before: tuple[str, ...] = ()
    for s in sorted(reading.statements, key=lambda s: s.content[0].start):
        for relay in s.relay:
            beside = _beside(s, mentions[relay], page)
            if beside or relay not in before:
                earlier = [m for m in mentions[relay] if m[1] <= extent(s)[0]]
                found.update([beside] if beside else (earlier[-1:] or mentions[relay][:1]))
        before = s.relay
    return found


def _beside(s: Statement, mentions: list[Place], page: Page) -> Place | None:
    """The mention nearest to a statement in its own paragraphs, not in what is said."""
    begin, end = extent(s)
    first, last = page.paragraph_at(begin), page.paragraph_at(end - 1)
    near = [
        m
        for m in mentions
        if first <= page.paragraph_at(m[0]) <= last and not any(c.start <= m[0] < c.end for c in s.content)
    ]
    return min(near, key=lambda m: max(m[0] - end, begin - m[1], 0), default=None)


__all__ = ["MEASURED", "UNKNOWN", "RelayLabels", "invented", "relay_labels"]
