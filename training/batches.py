"""Documents -> batches of windows with labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch

from sayso.reading.attributions import distance_bucket, line_bucket
from sayso.reading.windows import Window, make_windows, window_inputs
from sayso.reading.words import CASE, Words
from sayso.record import ROLES

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from sayso.record import Attribution

    from .corpora import Document

MASK = 103
MASKED, SHIFTED = 0.03, 0.1  # share of pieces masked, of anchors moved


@dataclass(frozen=True)
class Labelled:
    """A document in words, each attribution as word numbers by role."""

    words: Words
    attributions: list[dict[str, list[int]]]
    tags: np.ndarray


def label(document: Document, words: Words) -> Labelled:
    found = [in_words(a, words) for a in document.attributions]
    found = [a for a in found if a["cue"] and a["content"]]
    return Labelled(words, found, bio(found, len(words)))


def in_words(attribution: Attribution, words: Words) -> dict[str, list[int]]:
    out = {}
    for role in ROLES:
        numbers: set[int] = set()
        for begin, end, _ in getattr(attribution, role):
            first = int(np.searchsorted(words.end, begin, side="right"))
            last = int(np.searchsorted(words.start, end, side="left"))
            numbers.update(range(first, last))
        out[role] = sorted(numbers)
    return out


def bio(attributions: list[dict[str, list[int]]], n: int) -> np.ndarray:
    """Univocal tags (n,): 0, then B and I of source, cue, content."""
    tags = np.zeros(n, np.int64)
    for role, base in (("content", 5), ("source", 1), ("cue", 3)):
        for attribution in attributions:
            before = -2
            for word in attribution[role]:
                tags[word] = base + (word == before + 1)
                before = word
    return tags


class Augment:
    """Surface changes that leave the labels as they are: foreign names, flat casing, other quotation marks."""

    def __init__(self, names: list[list[int]], marks: dict[str, int], rng: random.Random) -> None:
        self.names, self.marks, self.rng = names, marks, rng

    def __call__(self, item: Labelled) -> Labelled:
        words = item.words
        if self.rng.random() < 0.3:
            words = self._rename(words)
        if self.rng.random() < 0.12:
            words = self._flatten(words)
        if self.rng.random() < 0.3:
            words = self._requote(words)
        return replace(item, words=words)

    def _rename(self, words: Words) -> Words:
        title = CASE.index("title")
        known: dict[tuple[int, ...], list[int]] = {}
        pieces: list[int] = []
        offset = [0]
        for i in range(len(words)):
            own = words.pieces[words.offset[i] : words.offset[i + 1]].tolist()
            inner = i > 0 and words.case[i] == title and words.space[i] == 1 and words.case[i - 1] != 5
            key = tuple(own)
            if inner and key not in known and self.rng.random() < 0.5:
                known[key] = self.rng.choice(self.names)
            if words.case[i] == title:
                own = known.get(key, own)
            pieces += own
            offset.append(len(pieces))
        return replace(words, pieces=np.array(pieces, np.int64), offset=np.array(offset, np.int64))

    def _flatten(self, words: Words) -> Words:
        flat = 0 if self.rng.random() < 0.7 else 2
        case = np.where(words.case <= 3, flat, words.case)
        if self.rng.random() < 0.5:  # only the headline
            end = int(np.searchsorted(words.paragraph, 1))
            case = np.concatenate([case[:end], words.case[end:]])
        return replace(words, case=case)

    def _requote(self, words: Words) -> Words:
        m = self.marks
        curly = {m['"']: None, m["“"]: None, m["”"]: None}
        style = self.rng.choice(["straight", "straight", "curly", "guillemets", "single"])
        pair = {
            "straight": (m['"'], m['"']),
            "curly": (m["“"], m["”"]),
            "guillemets": (m["«"], m["»"]),
            "single": (m["‘"], m["’"]),
        }[style]
        pieces = words.pieces.copy()
        opening = words.quote == 2
        for i, piece in enumerate(pieces[words.offset[:-1]].tolist()):
            if piece in curly:
                pieces[words.offset[i]] = pair[0] if opening[i] else pair[1]
        quote = words.quote
        if style == "single":
            quote = np.where((quote == 1) | (quote == 4), 5, quote)
        return replace(words, pieces=pieces, quote=quote)


@dataclass(frozen=True)
class Example:
    """One window of one document, as lists."""

    ids: list[int]
    features: np.ndarray
    first: list[int]
    lines: np.ndarray
    tags: np.ndarray
    anchors: list[int]
    roles: list[np.ndarray]


def examples(item: Labelled, windows: list[Window], rng: random.Random) -> Iterator[Example]:
    words = item.words
    for w in windows:
        inputs = window_inputs(words, w)
        ids = [MASK if i > MASK and rng.random() < MASKED else i for i in inputs["ids"].tolist()]
        inside = [a for a in item.attributions if w.start <= a["cue"][0] < w.end]
        yield Example(
            ids,
            np.stack([inputs["case"], inputs["space"], inputs["quote"]]),
            inputs["first"].tolist(),
            words.paragraph[w.start : w.end],
            item.tags[w.start : w.end],
            [_anchor(a["cue"], w, rng) - w.start for a in inside],
            [_seen_from(a, w) for a in inside],
        )


def _anchor(cue: list[int], window: Window, rng: random.Random) -> int:
    """The word that the roles are seen from: the cue's first, now and then another, since reading errs there too."""
    if len(cue) > 1 and rng.random() < SHIFTED:
        other = rng.choice(cue)
        return other if window.start <= other < window.end else cue[0]
    return cue[0]


def _seen_from(attribution: dict[str, list[int]], window: Window) -> np.ndarray:
    roles = np.zeros(window.end - window.start, np.int64)
    for number, role in ((3, "content"), (1, "source"), (2, "cue")):
        inside = [i - window.start for i in attribution[role] if window.start <= i < window.end]
        roles[inside] = number
    return roles


def collate(batch: list[Example]) -> dict[str, torch.Tensor]:
    """Pad a batch; anchors of all windows lie one after another, ``owner`` says in which window."""
    size = max(len(e.ids) for e in batch)
    width = max(len(e.first) for e in batch)
    ids = torch.zeros(len(batch), size, dtype=torch.long)
    features = torch.zeros(3, len(batch), size, dtype=torch.long)
    first = torch.zeros(len(batch), width, dtype=torch.long)
    tags = torch.full((len(batch), width), -100)
    anchor = torch.zeros(len(batch), width)
    for i, e in enumerate(batch):
        ids[i, : len(e.ids)] = torch.tensor(e.ids)
        features[:, i, : len(e.ids)] = torch.from_numpy(e.features)
        first[i, : len(e.first)] = torch.tensor(e.first)
        tags[i, : len(e.first)] = torch.from_numpy(e.tags)
    pairs = [(i, a, r) for i, e in enumerate(batch) for a, r in zip(e.anchors, e.roles, strict=True)]
    roles = torch.zeros(len(pairs), width, dtype=torch.long)
    distance = torch.zeros(len(pairs), width, dtype=torch.long)
    line = torch.zeros(len(pairs), width, dtype=torch.long)
    valid = torch.zeros(len(pairs), width)
    for row, (i, a, r) in enumerate(pairs):
        lines = batch[i].lines
        n = len(lines)
        roles[row, :n] = torch.from_numpy(r)
        valid[row, :n] = 1
        distance[row, :n] = torch.from_numpy(distance_bucket(np.arange(n) - a))
        line[row, :n] = torch.from_numpy(line_bucket(lines - lines[a]))
        anchor[i, int(np.flatnonzero(r == 2)[0]) if (r == 2).any() else a] = 1
    lengths = torch.tensor([len(e.ids) for e in batch])
    inside = torch.arange(size) < lengths.unsqueeze(1)
    mask = None if bool(inside.all()) else inside[:, None, None, :]
    return {
        "ids": ids, "case": features[0], "space": features[1], "quote": features[2], "first": first, "mask": mask,
        "tags": tags, "anchor": anchor, "owner": torch.tensor([p[0] for p in pairs], dtype=torch.long),
        "at": torch.tensor([p[1] for p in pairs], dtype=torch.long), "roles": roles, "valid": valid,
        "distance": distance, "line": line,
    }  # fmt: skip


def epoch(
    items: list[Labelled], augment: Augment | None, rng: random.Random, pieces: int, size: int, context: int
) -> list[list[Example]]:
    """One epoch's batches: every document cut anew, windows of like length together, about ``pieces`` a batch."""
    every: list[Example] = []
    for item in items:
        changed = augment(item) if augment else item
        first = rng.randint(size // 3, size)
        windows = make_windows(changed.words, size - 2, rng.randint(0, context), first)
        every += examples(changed, windows, rng)
    rng.shuffle(every)
    batches: list[list[Example]] = []
    for begin in range(0, len(every), 400):
        pool = sorted(every[begin : begin + 400], key=lambda e: len(e.ids))
        batch: list[Example] = []
        for e in pool:
            if batch and (len(batch) + 1) * len(e.ids) > pieces:
                batches.append(batch)
                batch = []
            batch.append(e)
        batches.append(batch)
    rng.shuffle(batches)
    return batches
