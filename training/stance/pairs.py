"""Debates -> pairs of a concept and a statement to learn from, drawn anew for each epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from .contrary import contraries
from .network import POSITIONS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from tokenizers import Tokenizer
    from torch import Tensor

    from .debates import Debate

CONCEPT = 48
BEGIN, BETWEEN = "[CLS]", "[SEP]"


@dataclass(frozen=True)
class Pair:
    """``supports`` is null where the statement is about something else; ``weight`` is how much it counts."""

    concept: str
    statement: str
    supports: bool | None
    weight: float = 1.0


@dataclass(frozen=True)
class Mix:
    """How many pairs of each kind there are for one of a debate's own texts."""

    contrary: float = 0.2
    among: float = 0.2
    other: float = 0.2


class Drawing:
    """``close`` are, for each debate, others that it could be taken for."""

    def __init__(self, debates: Sequence[Debate], close: Sequence[Sequence[int]], mix: Mix) -> None:
        self.debates, self.close, self.mix = debates, close, mix

    def epoch(self, rng: random.Random) -> list[Pair]:
        """All pairs of claim and text, and of the other kinds some."""
        pairs: list[Pair] = []
        for number, debate in enumerate(self.debates):
            for side in debate.sides:
                for text in side.texts:
                    pairs.append(Pair(debate.claim, text, side.supports))
                    pairs.extend(self._more(number, text, side.supports, rng))
        rng.shuffle(pairs)
        return pairs

    def _more(self, number: int, text: str, supports: bool, rng: random.Random) -> Iterator[Pair]:
        debate, mix = self.debates[number], self.mix
        if rng.random() < mix.contrary:
            yield from self._contrary(debate.claim, text, supports, rng)
        if rng.random() < mix.among and debate.sides:
            side = rng.choice(debate.sides)
            other = rng.choice(side.texts) if side.texts else text
            if other != text:
                yield Pair(other, text, side.supports == supports, 0.3)
        if rng.random() < mix.other and self.close[number]:
            other_claim = self.debates[rng.choice(self.close[number])].claim
            yield Pair(other_claim, text, None)

    def _contrary(self, claim: str, text: str, supports: bool, rng: random.Random) -> Iterator[Pair]:
        turned = contraries(claim)
        if turned:
            yield Pair(rng.choice(turned), text, not supports, 0.7)
        else:
            yield Pair(claim, claim, True, 0.5)


def frame(pair: Pair, tokenizer: Tokenizer) -> tuple[list[int], int]:
    """The pieces of a pair with the marks around them, and how many are of the concept; as ``sayso.coding`` has it."""
    begin, end = tokenizer.token_to_id(BEGIN), tokenizer.token_to_id(BETWEEN)
    first, second = (tokenizer.encode(t, add_special_tokens=False).ids for t in (pair.concept, pair.statement))
    concept = [begin, *first[: CONCEPT - 2], end]
    return [*concept, *second[: POSITIONS - len(concept) - 1], end], len(concept)


def batches(pairs: Sequence[Pair], tokenizer: Tokenizer, size: int, rng: random.Random) -> Iterator[dict[str, Tensor]]:
    """Pairs of like length together, the batches in random order."""
    framed = [(*frame(pair, tokenizer), pair) for pair in pairs]
    groups = [framed[i : i + 20 * size] for i in range(0, len(framed), 20 * size)]
    cut = []
    for group in groups:
        group.sort(key=lambda item: len(item[0]))
        cut += [group[i : i + size] for i in range(0, len(group), size)]
    rng.shuffle(cut)
    for batch in cut:
        yield collate([ids for ids, _, _ in batch], [n for _, n, _ in batch]) | labels([pair for _, _, pair in batch])


def collate(pieces: Sequence[Sequence[int]], first: Sequence[int]) -> dict[str, Tensor]:
    """(B, N) ids, segments and which are there."""
    width = max(map(len, pieces))
    ids = torch.tensor([[*p, *([0] * (width - len(p)))] for p in pieces])
    places = torch.arange(width)
    there = places < torch.tensor([len(p) for p in pieces]).unsqueeze(1)
    segments = (places >= torch.tensor(first).unsqueeze(1)) & there
    return {"ids": ids, "segments": segments.long(), "there": there}


def labels(pairs: Sequence[Pair]) -> dict[str, Tensor]:
    """(B,) whether each is for; whether it is about the concept; and how much it counts for either."""
    return {
        "supports": torch.tensor([float(bool(p.supports)) for p in pairs]),
        "about": torch.tensor([float(p.supports is not None) for p in pairs]),
        "weight": torch.tensor([p.weight for p in pairs]),
    }


__all__ = ["CONCEPT", "Drawing", "Mix", "Pair", "batches", "collate", "frame"]
