"""Train what tells of relays: ``python -m training.relays --data DIR --model src/sayso/models/en --out FILE``.

Encoder layers of its own, over the states beneath the last ones of the shipped encoder, which stays as it is; and of
each word two answers: whether it stands where a relay is named, and whether what the cue that begins here reports came
through one.
"""

from __future__ import annotations

import argparse
import copy
import random
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.reading.relay_marks import ANSWERS
from sayso.reading.windows import even_windows, make_windows, window_inputs
from sayso.reading.words import load_tokenizer

from .batches import masked
from .network import HIDDEN, RELAY_LAYERS, Encoder
from .relay_labels import UNKNOWN, RelayLabels, invented, relay_labels
from .restore import restore
from .steps import descend, move_average
from .teacher import alone
from .train import schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.reading.words import Words

BATCH, POOL = 8, 160
CONTEXT = 40
RELAYED = 0.5  # weight of the second answer
PER_STEP = 12.0  # about so many labels of 1 are in a batch
AVERAGE = 0.995
WARMUP = 60
LAYER_RATE, HEAD_RATE = 4e-4, 2e-3


@dataclass(frozen=True)
class Window:
    """One window of an article as the encoder is given it, and its words' labels."""

    inputs: dict[str, np.ndarray]
    labels: np.ndarray


class RelayNetwork(nn.Module):
    """The shipped encoder without its last layers, frozen; copies of these to be trained; and the two answers."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.below = copy.deepcopy(encoder).requires_grad_(requires_grad=False)
        self.layers = self.below.layers[-RELAY_LAYERS:].requires_grad_(requires_grad=True)
        self.below.layers = self.below.layers[:-RELAY_LAYERS]
        self.drop = nn.Dropout(0.1)
        self.answer = nn.Linear(HIDDEN, ANSWERS)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """(B, W, 2) log-odds."""
        mask = batch["mask"]
        with torch.no_grad():
            hidden = self.below(batch["ids"], batch["case"], batch["space"], batch["quote"], mask)
        for layer in self.layers:
            hidden = layer(hidden, mask)
        words = hidden.gather(1, batch["first"].unsqueeze(-1).expand(-1, -1, HIDDEN))
        answers: Tensor = self.answer(self.drop(words))
        return answers


def cut(article: RelayLabels, size: int, rng: random.Random) -> Iterator[Window]:
    """The article in windows, cut anew each time, some of its word pieces masked."""
    words = article.words
    for w in make_windows(words, size - 2, rng.randint(0, CONTEXT), rng.randint(size // 3, size)):
        inputs = {name: np.asarray(values) for name, values in window_inputs(words, w).items()}
        inputs["ids"] = np.array(masked(inputs["ids"].tolist(), rng))
        yield Window(inputs, article.labels[w.start : w.end])


def epoch(articles: list[RelayLabels], size: int, rng: random.Random) -> list[list[Window]]:
    """Batches of windows of like length."""
    windows = [w for article in articles for w in cut(article, size, rng)]
    rng.shuffle(windows)
    batches: list[list[Window]] = []
    for begin in range(0, len(windows), POOL):
        pool = sorted(windows[begin : begin + POOL], key=lambda w: len(w.inputs["ids"]))
        batches += [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
    rng.shuffle(batches)
    return batches


def collate(batch: list[Window]) -> tuple[dict[str, Tensor], Tensor]:
    """Padded inputs and labels (B, W, 2)."""
    pieces, width = (max(len(w.inputs[name]) for w in batch) for name in ("ids", "first"))

    def padded(name: str, to: int) -> Tensor:
        rows = [np.pad(w.inputs[name], (0, to - len(w.inputs[name]))) for w in batch]
        return torch.from_numpy(np.stack(rows).astype(np.int64))

    inputs = {name: padded(name, pieces) for name in ("ids", "case", "space", "quote")}
    inside = torch.arange(pieces) < torch.tensor([len(w.inputs["ids"]) for w in batch])[:, None]
    rows = [np.pad(w.labels, ((0, width - len(w.labels)), (0, 0)), constant_values=UNKNOWN) for w in batch]
    return {**inputs, "first": padded("first", width), "mask": inside[:, None, None, :]}, torch.from_numpy(
        np.stack(rows)
    )


def loss(answers: Tensor, labels: Tensor) -> Tensor:
    """Binary cross-entropy of the words whose label is known."""
    total = torch.zeros(())
    for kind, weight in ((0, 1.0), (1, RELAYED)):
        known = labels[..., kind] != UNKNOWN
        said, right = answers[..., kind][known], labels[..., kind][known]
        total = total + weight * F.binary_cross_entropy_with_logits(said, right, reduction="sum") / PER_STEP
    return total


def train(network: RelayNetwork, articles: list[RelayLabels], options: argparse.Namespace) -> dict[str, Tensor]:
    """The running average of the trained weights."""
    learnt = {"layers": LAYER_RATE, "answer": HEAD_RATE}
    groups = [{"params": network.get_submodule(n).parameters(), "lr": r, "base": r} for n, r in learnt.items()]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.01)
    average = {k: v.clone() for k, v in network.state_dict().items() if not k.startswith("below.")}
    rng, step = random.Random(options.seed), 0
    network.train()
    while step < options.steps:
        for batch in epoch(articles, options.size, rng)[: options.steps - step]:
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * schedule(step, options.steps, WARMUP)
            inputs, labels = collate(batch)
            missed = loss(network(inputs), labels)
            descend(network, optimizer, missed)
            step += 1
            move_average(average, network, step, AVERAGE)
            if step % 100 == 0:
                print(f"step {step} loss {missed.item():.3f}", flush=True)
    return average


@torch.no_grad()
def answers_of(network: RelayNetwork, words: Words, size: int) -> np.ndarray:
    """(n, 2): the log-odds of an article's words."""
    network.eval()
    parts = []
    for w in even_windows(words, size - 2):
        parts.append(network(alone(words, w))[0].numpy())
    return np.concatenate(parts)


def figures(network: RelayNetwork, articles: list[RelayLabels], size: int) -> str:
    """How many of the labels that are 1 are found, and how many of those found are right, word by word."""
    said = np.concatenate([answers_of(network, a.words, size) for a in articles]) > 0
    right = np.concatenate([a.labels for a in articles])
    out = []
    for kind, name in enumerate(("named", "relayed")):
        found, known = said[:, kind], right[:, kind] != UNKNOWN
        hits = int((found & (right[:, kind] == 1)).sum())
        recall, precision = hits / max(1, int((right[:, kind] == 1).sum())), hits / max(1, int((found & known).sum()))
        out.append(f"{name}: recall {recall:.3f} precision {precision:.3f}")
    return "  ".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/ and gold/")
    parser.add_argument("--model", type=Path, required=True, help="the model whose encoder it stands on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3600)
    parser.add_argument("--size", type=int, default=256, help="word pieces a window")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--without", type=int, help="number of the fold of the articles to leave out and measure on")
    parser.add_argument("--measure", action="store_true", help="measure on the part that nothing is fitted to")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    tokenizer = load_tokenizer(options.model / "tokenizer.json")
    network = RelayNetwork(restore(options.model).encoder)
    articles = relay_labels(options.data, tokenizer)
    folds = [zlib.crc32(a.name.encode()) % options.folds for a in articles]
    left_out = [a for a, fold in zip(articles, folds, strict=True) if fold == options.without]
    learnt = [a for a, fold in zip(articles, folds, strict=True) if fold != options.without]
    average = train(network, [*learnt, *invented(tokenizer)], options)
    network.load_state_dict(average, strict=False)
    if left_out:
        print("left out", figures(network, left_out, options.size))
    if options.measure:
        print("part h", figures(network, relay_labels(options.data, tokenizer, measured=True), options.size))
    torch.save({"relays": average, "step": options.steps}, options.out)


if __name__ == "__main__":
    main()
