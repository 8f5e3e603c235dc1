"""Train the stance model: ``python -m training.stance.train --data DIR --encoder DIR --out DIR``.

Saves a checkpoint every few minutes and goes on from it when started again with the same ``--out``. Every tenth claim
of the training split is kept back, and the figures on them are printed after each epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch.nn import functional as F

from sayso.reading.words import load_tokenizer

from ..steps import descend, move_average
from .debates import load, split
from .embedding import nearest
from .network import PairEncoder, Stance
from .pairs import Drawing, Mix, Pair, batches, collate, frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer
    from torch import Tensor

    from .debates import Debate

SAVE_SECONDS = 180
SMOOTH = 0.05
ABOUT = 0.3  # what the second answer counts beside the first


@dataclass
class Run:
    network: Stance
    optimizer: torch.optim.Optimizer
    average: dict[str, Tensor]
    step: int = 0


def groups(network: Stance, rate: float, head_rate: float, decay: float) -> list[dict[str, object]]:
    """Parameters with their learning rates, smaller for lower layers."""
    layers = len(network.encoder.layers)
    out: list[dict[str, object]] = []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        depth = int(name.split(".")[2]) if name.startswith("encoder.layers.") else -1
        scale = rate * decay ** (layers - 1 - depth) if name.startswith("encoder.") else head_rate
        wide = 0.01 if parameter.ndim > 1 else 0.0
        out.append({"params": [parameter], "lr": scale, "base": scale, "weight_decay": wide})
    return out


def loss_of(network: Stance, batch: dict[str, Tensor]) -> Tensor:
    """Both answers; agreement only of what is about the concept."""
    scores = network(batch["ids"], batch["segments"], batch["there"])
    wanted = batch["supports"] * (1 - 2 * SMOOTH) + SMOOTH
    weight = batch["about"] * batch["weight"]
    stance = F.binary_cross_entropy_with_logits(scores[:, 0], wanted, weight, reduction="sum") / weight.sum().clamp(
        min=1
    )
    whole = (batch["weight"] == 1).float()  # pairs of claim and text alone say what is about what
    about = F.binary_cross_entropy_with_logits(scores[:, 1], batch["about"], whole, reduction="sum")
    return stance + ABOUT * about / whole.sum().clamp(min=1)


def factor(step: int, total: int, warmup: int) -> float:
    return min(1.0, (step + 1) / warmup) * max(0.0, 1 - max(0, step - warmup) / max(1, total - warmup))


def prepare(o: argparse.Namespace, vocabulary: int) -> Run:
    network = Stance(PairEncoder(vocabulary, dropout=o.dropout))
    network.encoder.load_bert(o.encoder / "model.safetensors")
    network.encoder.freeze(o.frozen)
    optimizer = torch.optim.AdamW(groups(network, o.rate, o.head_rate, o.decay), betas=(0.9, 0.98), eps=1e-6)
    run = Run(network, optimizer, {})
    checkpoint = o.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        run.average, run.step = state["average"], state["step"]
        print(f"goes on from step {run.step}", flush=True)
    else:
        run.average = {k: v.clone() for k, v in network.state_dict().items()}
    return run


def advance(run: Run, batch: dict[str, Tensor], o: argparse.Namespace, total: int) -> float:
    for group in run.optimizer.param_groups:
        group["lr"] = group["base"] * factor(run.step, total, o.warmup)
    loss = loss_of(run.network, batch)
    descend(run.network, run.optimizer, loss)
    run.step += 1
    move_average(run.average, run.network, run.step, o.average)
    return loss.item()


def save(path: Path, run: Run) -> None:
    state = {"network": run.network.state_dict(), "optimizer": run.optimizer.state_dict()}
    torch.save({**state, "average": run.average, "step": run.step}, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


@torch.no_grad()
def answers(network: Stance, pairs: Sequence[Pair], tokenizer: Tokenizer) -> Tensor:
    """(n, 2) scores."""
    framed = [frame(pair, tokenizer) for pair in pairs]
    order = sorted(range(len(pairs)), key=lambda i: len(framed[i][0]))
    out = torch.zeros(len(pairs), 2)
    for begin in range(0, len(order), 64):
        some = order[begin : begin + 64]
        batch = collate([framed[i][0] for i in some], [framed[i][1] for i in some])
        out[some] = network(batch["ids"], batch["segments"], batch["there"])
    return out


def figures(network: Stance, debates: Sequence[Debate], tokenizer: Tokenizer) -> dict[str, float]:
    """Share right, and F1 of both sides and their mean, without an example of any claim."""
    pairs = [Pair(d.claim, t, s.supports) for d in debates for s in d.sides for t in s.texts]
    said = answers(network.eval(), pairs, tokenizer)[:, 0] > 0
    network.train()
    gold = torch.tensor([bool(p.supports) for p in pairs])
    f1 = [2 * float((said & gold).sum()) / float(said.sum() + gold.sum())]
    f1.append(2 * float((~said & ~gold).sum()) / float((~said).sum() + (~gold).sum()))
    right = float((said == gold).float().mean())
    return {"right": round(right, 4), "support": round(f1[0], 4), "macro": round(sum(f1) / 2, 4)}


def averaged(run: Run, vocabulary: int) -> Stance:
    network = Stance(PairEncoder(vocabulary))
    network.load_state_dict(run.average)
    return network


def train(o: argparse.Namespace) -> None:
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    o.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(o.encoder / "tokenizer.json")
    vocabulary = tokenizer.get_vocab_size()
    learnt, kept = split(load(o.data / "perspectrum_train.json"))
    learnt = learnt[: o.limit or None]
    drawing = Drawing(learnt, nearest([d.claim for d in learnt], o.encoder), Mix())
    run = prepare(o, vocabulary)
    run.network.train()
    size = len(drawing.epoch(random.Random(0))) // o.size + 1
    total, done, saved = size * o.epochs, 0, time.time()
    for number in range(o.epochs):
        rng = random.Random(o.seed * 1000 + number)
        for batch in list(batches(drawing.epoch(rng), tokenizer, o.size, rng)):
            done += 1
            if done <= run.step:
                continue
            loss = advance(run, batch, o, total)
            if run.step % 20 == 0:
                print(
                    json.dumps({"step": run.step, "of": total, "loss": round(loss, 4), "time": round(time.time())}),
                    flush=True,
                )
            if time.time() - saved > SAVE_SECONDS:
                save(o.out / "checkpoint.pt", run)
                saved = time.time()
        save(o.out / "checkpoint.pt", run)
        print(number + 1, figures(averaged(run, vocabulary), kept, tokenizer), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with perspectrum_train.json")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--size", type=int, default=32, help="pairs a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--frozen", type=int, default=2, help="lower layers that stay as they were pretrained")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--warmup", type=int, default=60)
    parser.add_argument("--average", type=float, default=0.99)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="only so many claims (to try things out)")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
