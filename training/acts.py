"""An encoder that only tells what statements do, to teach the reader's small head for it.

``python -m training.acts --data DIR --encoder DIR --start FILE --out FILE --beliefs FILE`` fits all layers of the
network in ``--start`` on the statements whose sense somebody said (without every fourth gold article, on which it is
measured after each epoch), and writes what it believes of every statement of the training articles.

A statement goes in with its source, cue and content and the eight words to either side, as they stand in the article.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.reading.windows import Window, window_inputs
from sayso.reading.words import load_tokenizer, split_words
from sayso.record import ACTS

from .corpora import training_documents
from .labels import label
from .network import RULES, Network
from .teacher import load_network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.reading.words import Words

    from .corpora import Document
    from .labels import InWords

AROUND, LONGEST, BATCH, WARMUP = 8, 120, 32, 60
RATE, HEAD_RATE, DECAY = 1.5e-4, 1e-3, 0.9
KEPT_CUES, KEPT_RULES, SMOOTHING = 0.9, 0.6, 0.05


@dataclass(frozen=True)
class Item:
    """One statement: what the encoder is given, and of the words in it which are content and which cue."""

    article: str
    key: tuple[int, int]
    inputs: dict[str, np.ndarray]
    content: np.ndarray
    cue: np.ndarray
    known: InWords

    @property
    def size(self) -> int:
        return len(self.inputs["ids"])


def items(document: Document, words: Words) -> Iterator[Item]:
    """The statements of an article."""
    for found in label(document, words).attributions:
        every = sorted({*found.source, *found.cue, *found.content})
        first, last = every[0], every[-1] + 1
        if last - first > LONGEST:
            first = max(first, found.cue[0] - LONGEST // 2)
            last = min(last, first + LONGEST)
        first, last = max(0, first - AROUND), min(len(words), last + AROUND)
        inside = np.arange(first, last)
        key = int(words.start[found.content[0]]), int(words.end[found.content[-1]])
        inputs = window_inputs(words, Window(first, first, last))
        content, cue = (np.isin(inside, part).astype(np.float32) for part in (found.content, found.cue))
        yield Item(document.name, key, {k: np.asarray(v, np.int64) for k, v in inputs.items()}, content, cue, found)


def collated(some: list[Item]) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
    """What the encoder takes of a batch, masks (B, W) of content and cue, and the rules' answers (B, 7)."""
    width = max(len(s.content) for s in some)
    given = {k: torch.zeros(len(some), max(s.size for s in some), dtype=torch.long) for k in some[0].inputs}
    given["first"] = torch.zeros(len(some), width, dtype=torch.long)
    given["mask"] = torch.zeros(len(some), max(s.size for s in some), dtype=torch.bool)
    content, cue = torch.zeros(len(some), width), torch.zeros(len(some), width)
    rule = torch.zeros(len(some), RULES)
    for row, s in enumerate(some):
        for name, values in s.inputs.items():
            given[name][row, : len(values)] = torch.from_numpy(values)
        given["mask"][row, : s.size] = True
        content[row, : len(s.content)] = torch.from_numpy(s.content)
        cue[row, : len(s.cue)] = torch.from_numpy(s.cue)
        if s.known.sense:
            rule[row] = torch.from_numpy(s.known.sense.rule)
    given["mask"] = given["mask"][:, None, None, :]
    return given, content, cue, rule


def fit(network: Network, train: list[Item], test: list[Item], options: argparse.Namespace) -> None:
    """Fit all layers; word embeddings stay as they are."""
    optimizer = torch.optim.AdamW(_groups(network), weight_decay=0.01, betas=(0.9, 0.98))
    rng, step = random.Random(options.seed), 0
    total = options.epochs * -(-len(train) // BATCH)
    for epoch in range(options.epochs):
        network.train()
        order = sorted(train, key=lambda s: s.size * rng.uniform(0.8, 1.25))
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        rng.shuffle(batches)
        for batch in batches:
            scale = min(1.0, (step + 1) / WARMUP) * (1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * scale
            loss = _loss(network, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.grad is not None], 1.0)
            optimizer.step()
            step += 1
        acts = np.array([s.known.sense.belief.argmax() for s in test if s.known.sense])
        print(f"epoch {epoch}: {(beliefs(network, test).argmax(1) == acts).mean():.3f} right held out", flush=True)


def _groups(network: Network) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
    layers = len(network.encoder.layers)
    for name, parameter in network.named_parameters():
        if name == "encoder.word.weight":
            continue
        depth = layers - 1 - int(name.split(".")[2]) if name.startswith("encoder.layers.") else layers
        rate = RATE * DECAY**depth if name.startswith("encoder.") else HEAD_RATE
        groups.append({"params": [parameter], "lr": rate, "base": rate})
    return groups


def _loss(network: Network, batch: list[Item]) -> Tensor:
    given, content, cue, rule = collated(batch)
    kept = [(torch.rand(len(batch), 1) < share).float() for share in (KEPT_CUES, KEPT_RULES)]
    scores = network.sense(network.drop(network.states(given)), content, cue * kept[0], rule * kept[1])
    acts = torch.from_numpy(np.stack([s.known.sense.belief for s in batch if s.known.sense]))
    return F.cross_entropy(scores[:, :-1], acts, label_smoothing=SMOOTHING)


@torch.no_grad()
def beliefs(network: Network, some: list[Item]) -> np.ndarray:
    """(n, 6): the probabilities of the acts."""
    network.eval()
    found = np.zeros((len(some), len(ACTS)), np.float32)
    order = sorted(range(len(some)), key=lambda i: some[i].size)
    for at in range(0, len(order), BATCH):
        rows = order[at : at + BATCH]
        given, content, cue, rule = collated([some[i] for i in rows])
        found[rows] = network.sense(network.states(given), content, cue, rule)[:, :-1].softmax(1).numpy()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="a checkpoint of training.train")
    parser.add_argument("--out", type=Path, required=True, help="its checkpoint; taken as it is where it is there")
    parser.add_argument("--beliefs", type=Path, required=True, help="what it believes, for training.train")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    tokenizer = load_tokenizer(options.encoder / "tokenizer.json")
    documents = training_documents(options.data)
    every = [s for d in documents for s in items(d, split_words(d.text, tokenizer))]
    network = load_network(options.out if options.out.exists() else options.start).requires_grad_(requires_grad=True)
    network.encoder.word.weight.requires_grad_(requires_grad=False)
    if not options.out.exists():
        gold = sorted(d.name for d in documents if any(not g.judged_by_rule for g in d.senses.values()))
        parts: tuple[list[Item], list[Item]] = [], []
        for item in (s for s in every if s.known.sense):
            parts[item.article in gold[::4]].append(item)
        fit(network, *parts, options)
        torch.save({"network": network.state_dict(), "average": {}, "step": 0}, options.out)
    with options.beliefs.open("w", encoding="utf-8") as file:
        for item, row in zip(every, beliefs(network, every), strict=True):
            file.write("\t".join([item.article, *map(str, item.key), *(f"{p:.3f}" for p in row)]) + "\n")


if __name__ == "__main__":
    main()
