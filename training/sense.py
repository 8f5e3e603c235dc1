"""Fit the sense head anew on a trained network's states, which stay as they are.

``python -m training.sense --data DIR --encoder DIR --checkpoint FILE`` prints how well it does on held-out articles
(each fifth of them under a head fitted on the others), then fits it on all and writes it into the checkpoint.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.reading.words import load_tokenizer, split_words
from sayso.record import ACTS

from .corpora import training_documents
from .labels import label
from .network import SenseHead
from .teacher import Teacher, load_network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .labels import InWords, Sense

FOLDS, EPOCHS, BATCH, LONGEST = 5, 16, 64, 120
RATE, DECAY, DROPPED = 1e-3, 0.05, 0.3


@dataclass(frozen=True)
class Statement:
    """States (W, HIDDEN) of the words of content and cue, which of them are content, and the labels."""

    article: int
    states: np.ndarray
    content: np.ndarray
    sure: np.ndarray
    sense: Sense


def statements(options: argparse.Namespace) -> list[Statement]:
    tokenizer = load_tokenizer(options.encoder / "tokenizer.json")
    teacher = Teacher(load_network(options.checkpoint), options.size)
    found = []
    for number, document in enumerate(d for d in training_documents(options.data) if d.senses):
        item = label(document, split_words(document.text, tokenizer))
        states = teacher.teach(item.words).states
        found += [_statement(number, states, a, a.sense) for a in item.attributions if a.sense]
    return found


def _statement(article: int, states: np.ndarray, a: InWords, sense: Sense) -> Statement:
    words = [*a.content[:LONGEST], *a.cue]
    sure = np.array([[w in sense.hedge, w in sense.condition] for w in words], np.float32)
    return Statement(article, states[words], np.arange(len(words)) < len(a.content[:LONGEST]), sure, sense)


def batches(some: list[Statement], rng: np.random.Generator | None) -> Iterator[dict[str, Tensor]]:
    groups = [np.arange(begin, min(begin + BATCH, len(some))) for begin in range(0, len(some), BATCH)]
    if rng:  # statements of like length together, in another order every time
        length = np.array([len(s.states) for s in some]) * rng.uniform(0.8, 1.25, len(some))
        order = np.argsort(length)
        groups = [order[group] for group in groups]
        rng.shuffle(groups)  # type: ignore[arg-type]
    for group in groups:
        chosen = [some[i] for i in group]
        width = max(len(s.states) for s in chosen)
        words = torch.zeros(len(chosen), width, chosen[0].states.shape[1])
        masks = torch.zeros(2, len(chosen), width)
        sure = torch.zeros(len(chosen), width, 2)
        for row, s in enumerate(chosen):
            n = len(s.states)
            words[row, :n] = torch.from_numpy(s.states.astype(np.float32))
            masks[0, row, :n] = torch.from_numpy(s.content.astype(np.float32))
            masks[1, row, :n] = torch.from_numpy((~s.content).astype(np.float32))
            sure[row, :n] = torch.from_numpy(s.sure)
        yield {
            "words": words, "content": masks[0], "cue": masks[1], "sure": sure,
            "rule": torch.from_numpy(np.stack([s.sense.rule for s in chosen])),
            "act": torch.tensor([s.sense.act for s in chosen]),
            "denies": torch.tensor([float(s.sense.denies) for s in chosen]),
        }  # fmt: skip


def fit(some: list[Statement], seed: int) -> SenseHead:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    head = SenseHead()
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(some) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(EPOCHS):
        for batch in batches(some, rng):
            loss = loss_of(head, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return head.eval()


def loss_of(head: SenseHead, batch: dict[str, Tensor]) -> Tensor:
    words = F.dropout(batch["words"], DROPPED)
    kept = (torch.rand(len(words), 1) > 0.1).float()
    scores = head(words, batch["content"], batch["cue"] * kept, batch["rule"])
    loss = F.cross_entropy(scores[:, :-1], batch["act"])
    loss = loss + F.binary_cross_entropy_with_logits(scores[:, -1], batch["denies"])
    inside = (batch["content"] + batch["cue"]) > 0
    return loss + 4 * F.binary_cross_entropy_with_logits(head.sure(words)[inside], batch["sure"][inside])


@torch.no_grad()
def answers(head: SenseHead, some: list[Statement]) -> tuple[np.ndarray, np.ndarray]:
    """Scores (n, 7) of the statements, and the log-odds (words, 2) of all their words."""
    scores, sure = [], []
    for batch in batches(some, None):
        scores.append(head(batch["words"], batch["content"], batch["cue"], batch["rule"]))
        sure.append(head.sure(batch["words"])[(batch["content"] + batch["cue"]) > 0])
    return torch.cat(scores).numpy(), torch.cat(sure).numpy()


def show(name: str, some: list[Statement], scores: np.ndarray, sure: np.ndarray) -> None:
    act = np.array([s.sense.act for s in some])
    denies = np.array([s.sense.denies for s in some])
    found = scores[:, :-1].argmax(1)
    each = [f1(found == a, act == a) for a in range(len(ACTS))]
    words = np.concatenate([s.sure for s in some]) > 0
    print(
        f"{name:20} {len(some):5}  act {(found == act).mean():.3f} {np.mean(each):.3f}  denies "
        f"{f1(scores[:, -1] > 0, denies):.3f}  hedge {f1(sure[:, 0] > 0, words[:, 0]):.3f}  condition "
        f"{f1(sure[:, 1] > 0, words[:, 1]):.3f}",
        flush=True,
    )


def f1(found: np.ndarray, true: np.ndarray) -> float:
    return float(2 * (found & true).sum() / max(1, found.sum() + true.sum()))


def check(some: list[Statement], seed: int) -> None:
    """Held-out figures: of all, and of those on whose articles the rules were not written."""
    order, scores, sure = [], [], []
    for fold in range(FOLDS):
        inside = [s for s in some if s.article % FOLDS == fold]
        head = fit([s for s in some if s.article % FOLDS != fold], seed)
        one, words = answers(head, inside)
        order, scores, sure = order + inside, [*scores, one], [*sure, words]
    every = np.concatenate(scores), np.concatenate(sure)
    show("held out", order, *every)
    ruled = np.array([s.sense.rule.any() for s in order])
    owner = np.repeat(ruled, [len(s.states) for s in order])
    chosen = [s for s, r in zip(order, ruled, strict=True) if r]
    show("of them with rules", chosen, every[0][ruled], every[1][owner])
    rules = np.stack([s.sense.rule for s in chosen]) - 0.5
    show("the rules alone", chosen, rules, every[1][owner])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    some = statements(options)
    print(f"{len(some)} statements", flush=True)
    check(some, options.seed)
    head = fit(some, options.seed)
    saved = torch.load(options.checkpoint, weights_only=False, map_location="cpu")
    for name, value in head.state_dict().items():
        saved["network"][f"sense.{name}"] = saved["average"][f"sense.{name}"] = value
    torch.save(saved, options.checkpoint)


if __name__ == "__main__":
    main()
