"""Surface changes that leave the labels as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sayso.reading.words import CASE, Words

if TYPE_CHECKING:
    import random


class Augment:
    """Foreign names, flat casing, other quotation marks."""

    def __init__(self, names: list[list[int]], marks: dict[str, int], rng: random.Random) -> None:
        self.names, self.marks, self.rng = names, marks, rng

    def __call__(self, words: Words) -> Words:
        if self.rng.random() < 0.3:
            words = self._rename(words)
        if self.rng.random() < 0.2:
            words = self._flatten(words)
        if self.rng.random() < 0.3:
            words = self._requote(words)
        return words

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
        if self.rng.random() < 0.7:  # only the headline
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
