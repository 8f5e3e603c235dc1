"""Fit what makes a word a hedge: ``python -m training.hedges --data DIR``.

To the hedges of ``marks.tsv`` and of the gold readings, without the articles that are kept for measuring, on which it
prints how well hedges are found. What it prints are the weights of ``sayso/reading/lexicon/hedges.txt``, a line each
phrase, and the table in ``sayso/reading/hedges.py``.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch.nn import functional as F

from sayso.reading.hedges import candidates, context, find_hedges
from sayso.reading.lexicon import weights

from .corpora import NONE, kept, load_polnear, marks_read, read_gold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.record import Attribution

    from .corpora import Offsets

PENALTY, ROUNDS, SHIFT = 0.7, 60, 0.35
"""How strongly weights are drawn to nought, and how far the score of a hedge may lie below even odds: found hedges and
missed ones count alike in F1, so that what is nearly as likely as not is worth giving."""
SURE = re.compile(
    "almost certainly|conceivably|could well|difficult to predict|for certain|for sure|hopefully|i fear|i guess"
    "|i presume|i suspect|i worry|in all likelihood|in all probability|inevitabl[ey]|(?:may|might) well|no certainty"
    "|no doubt|not (?:so |yet )?(?:certain|clear|sure)|perhaps|possibly|potentially|presumably|probably|seemingly"
    "|supposedly|surely|uncertain|unclear|undoubtedly|unlikely|unquestionably|unsure|very well (?:may|might)"
    "|(?:may|might) very well|without (?:a )?doubt|without question"
)
"""Phrases that are rare and hardly anything but hedges: their weights are drawn to one instead."""


@dataclass(frozen=True)
class Case:
    """A candidate: its phrase, whether it stands in the cue, what is around it, and whether it is a hedge."""

    phrase: str
    in_cue: bool
    around: list[str]
    hedge: bool

    @property
    def names(self) -> list[str]:
        return [f"{self.phrase} in cue", "in cue"] if self.in_cue else [self.phrase, "in content", *self.around]


def pieces(attribution: Attribution) -> tuple[Offsets, Offsets]:
    """Where its content and its cue are."""
    content, cue = ([(s.start, s.end) for s in spans] for spans in (attribution.content, attribution.cue))
    return content, cue


def cases(text: str, attribution: Attribution, hedges: Offsets) -> Iterable[Case]:
    for in_cue, some in enumerate(pieces(attribution)):
        for one in candidates(text, some):
            said = any(begin < one.end and one.begin < end for begin, end in hedges)
            yield Case(one.phrase, bool(in_cue), [] if in_cue else context(text, some, one), said)


def fit(given: list[Case]) -> dict[str, float]:
    """The weights by name under which the cases are likeliest."""
    names = sorted({name for case in given for name in case.names})
    at = {name: n for n, name in enumerate(names)}
    inside = torch.zeros(len(given), len(names))
    for row, case in enumerate(given):
        inside[row, [at[name] for name in case.names]] = 1
    said = torch.tensor([float(case.hedge) for case in given])
    drawn_to = torch.tensor([float(SURE.fullmatch(name.removesuffix(" in cue")) is not None) for name in names])
    weight = drawn_to.clone().requires_grad_()
    optimizer = torch.optim.LBFGS([weight], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        wrong = F.binary_cross_entropy_with_logits(inside @ weight, said, reduction="sum")
        total = wrong + PENALTY * (weight - drawn_to).square().sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)
    return dict(zip(names, weight.tolist(), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/ and gold/")
    options = parser.parse_args()
    gold, read = read_gold(options.data / "gold" / "train")[1], marks_read()
    given: list[Case] = []
    right = found = wanted = 0
    for document in load_polnear(options.data / "polnear" / "train"):
        if len(document.annotations) > 1:
            continue
        marks = gold.get(document.name) or read.get(document.name, {})
        for attribution in document.attributions:
            if not attribution.content:
                continue
            key = attribution.content[0].start, attribution.content[-1].end
            hedges = marks.get(key, NONE).hedge
            if document.name in gold or not kept(document.name):
                given += cases(document.text, attribution, hedges)
                continue
            there, said = (_letters(spans) for spans in (find_hedges(document.text, *pieces(attribution)), hedges))
            right, found, wanted = right + len(there & said), found + len(there), wanted + len(said)
    weight = fit(given)
    for phrase in sorted(weights("hedges")):
        unseen = float(SURE.fullmatch(phrase) is not None)
        content = weight.get(phrase, unseen) + weight["in content"] + SHIFT
        cue = weight.get(f"{phrase} in cue", unseen) + weight["in cue"] + SHIFT
        print(f"{phrase}\t{content:.2f}\t{cue:.2f}")
    print({name: round(w, 2) for name, w in weight.items() if name in {n for c in given for n in c.around}})
    print(f"before these weights, on the articles kept: P {right / max(1, found):.3f}, R {right / wanted:.3f}")
    print(f"{len(given)} candidates, {sum(c.hedge for c in given)} of them hedges")


def _letters(spans: Offsets) -> set[int]:
    return {at for begin, end in spans for at in range(begin, end)}


if __name__ == "__main__":
    main()
