"""How well statements are coded: ``python -m benchmarks.coding --data DIR``, a folder with PERSPECTRUM's two splits.

All figures are of the dev split, on which nothing was trained; the training split is what the rivals learn from.

- Without examples: all texts. Agreement with the claim given; recall of the claim among all claims of dev.
- Curve: of each claim's sides (texts that say the same) one half gives the examples, the other is coded, so that no
  paraphrase of an example is coded; means over the seeds. A claim gives fewer examples where its half has fewer.
- Coder: the different texts in random order; a person who is always right codes some at a time, the machine proposes
  for the rest after each time. How many decisions until 95 % of all texts are coded right, by decision or proposal?
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.coding import Codebook, Coder
from sayso.coding.model import CodingModel

from . import page
from .coding_systems import Majority, Sayso, TfIdf
from .debates import Asked, examples, f1, load, parts, task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.stance.debates import Debate

    from .coding_systems import System
    from .debates import Task

SYSTEMS = ("majority", "TF-IDF + logistic regression", "sayso")
COUNTS = (0, 1, 3, 10)
GOAL = 0.95
STEP = 20  # decisions between two rounds of proposals


@dataclass(frozen=True)
class Figures:
    """F1 of support, undermine and their mean; recall at 1 and 5, of any claim that a text stands under."""

    support: float
    undermine: float
    macro: float
    at_1: float
    at_5: float

    def cells(self) -> str:
        return " | ".join(f"{v:.3f}" for v in (self.support, self.undermine, self.macro, self.at_1, self.at_5))


def measure(system: System, asked: Sequence[Asked], whole: Task) -> Figures:
    said = system.agreement(asked)
    found = system.concepts([one.text for one in asked])
    hit = [[c in whole.under[one.text] for c in row] for one, row in zip(asked, found, strict=True)]
    recall = [float(np.mean([any(row[:k]) for row in hit])) for k in (1, 5)]
    return Figures(*f1([one.supports for one in asked], said), *recall)


def mean(some: Sequence[Figures]) -> Figures:
    return Figures(*np.mean([(f.support, f.undermine, f.macro, f.at_1, f.at_5) for f in some], axis=0).tolist())


def curve(make: Callable[[], System], debates: Sequence[Debate], seeds: int) -> dict[int, Figures]:
    """By the number of examples of each claim."""
    whole = task(debates)
    out: dict[int, list[Figures]] = {count: [] for count in COUNTS}
    for seed in range(seeds):
        pool, rest = parts(debates, seed)
        for count in COUNTS:
            system = make()
            system.learn(examples(pool, count))
            out[count].append(measure(system, task(rest).asked, whole))
    return {count: mean(some) for count, some in out.items()}


@dataclass(frozen=True)
class Simulated:
    """Decisions until the goal, and the share that was right before the first."""

    decisions: int
    begin: float


def simulate(debates: Sequence[Debate], model: CodingModel, *, by_doubt: bool, seed: int) -> Simulated:
    """A coder who decides in random order, or on what the machine is least sure of."""
    whole = task(debates)
    left = list(whole.under)
    random.Random(seed).shuffle(left)
    coder = Coder(Codebook.of([d.claim for d in debates]), model=model)
    total, begin = len(left), None
    while left:
        made = dict(zip(left, coder.propose(left), strict=True))
        right = {t for t, p in made.items() if p.agreement in whole.under[t].get(p.concept or "", ())}
        begin = len(right) / total if begin is None else begin
        if by_doubt:
            left.sort(key=lambda text: made[text].confidence)
        done = total - len(left) + len(right)
        for i, text in enumerate(left[:STEP]):
            if done >= math.ceil(GOAL * total):
                return Simulated(total - len(left) + i, begin)
            done += text not in right
            concept = next(iter(whole.under[text]))
            coder.learn(text, concept, next(iter(whole.under[text][concept])))
        left = left[STEP:]
    return Simulated(total, begin or 0.0)


def report(dev: Sequence[Debate], train: Sequence[Debate], seeds: int, systems: Sequence[str]) -> str:
    """The tables."""
    labels, model, learnt = [d.claim for d in dev], CodingModel(), task(train).asked
    makers: dict[str, Callable[[], System]] = {
        "majority": lambda: Majority(labels, learnt),
        "TF-IDF + logistic regression": lambda: TfIdf(labels, learnt),
        "sayso": lambda: Sayso(labels, model),
    }
    makers = {name: make for name, make in makers.items() if name in systems}
    whole = task(dev)
    seen = {one.text.lower() for one in learnt}
    unseen = [one for one in whole.asked if one.text.lower() not in seen]
    head = "F1 support | F1 undermine | macro F1 | recall@1 | recall@5 |"
    lines = [f"| system | texts | {head}", "|---|---:|---:|---:|---:|---:|---:|"]
    for name, make in makers.items():
        for asked in (whole.asked, unseen):
            lines.append(f"| {name} | {len(asked):,} | {measure(make(), asked, whole).cells()} |")
    lines += ["", f"| system | examples | {head}", "|---|---:|---:|---:|---:|---:|---:|"]
    for name, make in makers.items():
        lines += [f"| {name} | {k} | {f.cells()} |" for k, f in curve(make, dev, seeds).items()]
    if "sayso" in makers:
        lines += ["", *coder_table(dev, model, seeds)]
    return "\n".join(lines)


def coder_table(dev: Sequence[Debate], model: CodingModel, seeds: int) -> list[str]:
    total = len(task(dev).under)
    lines = ["| order | proposals | right before the first decision | decisions to 95 % right |", "|---|---|---:|---:|"]
    lines.append(f"| as they come | no | 0 % | {math.ceil(GOAL * total):,} of {total:,} |")
    for name, by_doubt in (("as they come", False), ("least certain first", True)):
        made = [simulate(dev, model, by_doubt=by_doubt, seed=seed) for seed in range(seeds)]
        decisions = round(float(np.mean([m.decisions for m in made])))
        lines.append(f"| {name} | yes | {made[0].begin:.0%} | {decisions:,} of {total:,} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with perspectrum_train.json and _dev.json")
    parser.add_argument("--system", choices=SYSTEMS, action="append", help="only these systems")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--limit", type=int, help="only so many claims of dev (to try things out)")
    parser.add_argument("--write", type=Path, help="put the tables into this page, between its coding comments")
    o = parser.parse_args()
    dev, train = (load(o.data / f"perspectrum_{name}.json") for name in ("dev", "train"))
    text = report(dev[: o.limit], train, o.seeds, o.system or SYSTEMS)
    print(text)
    try:
        if o.write:
            page.replace_part(o.write, "coding", text)
    except page.PageError as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main()
