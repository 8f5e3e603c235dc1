"""Train the reader: ``python -m training.train --data DIR --encoder DIR --out DIR``.

Saves a checkpoint every few minutes and goes on from it when started again with the same ``--out``.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.reading.words import load_tokenizer, split_words

from .batches import Augment, collate, epoch, label
from .corpora import gum_names, training_documents
from .network import Network, crf_nll
from .restore import restore

SAVE_SECONDS = 240


def parameter_groups(network: Network, rate: float, head_rate: float, decay: float) -> list[dict[str, object]]:
    """Layer-wise learning rates; word embeddings stay as they were pretrained."""
    layers = len(network.encoder.layers)
    groups: dict[tuple[float, bool], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if name == "encoder.word.weight":
            parameter.requires_grad_(False)
            continue
        if name.startswith("encoder.layers."):
            scale = rate * decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.case", "encoder.space", "encoder.quote")):
            scale = head_rate
        elif name.startswith("encoder."):
            scale = rate * decay**layers
        else:
            scale = head_rate
        groups.setdefault((scale, parameter.ndim > 1), []).append(parameter)
    return [{"params": p, "lr": lr, "base": lr, "weight_decay": 0.01 * wide} for (lr, wide), p in groups.items()]


def schedule(step: int, total: int, warmup: int) -> float:
    return min(1.0, (step + 1) / warmup) * max(0.0, 1 - max(0, step - warmup) / (total - warmup))


def loss_of(network: Network, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
    words = network.words(batch)
    known = batch["tags"] >= 0
    count = known.sum()
    tag = F.cross_entropy(network.tag(words)[known], batch["tags"][known], reduction="sum")
    anchor = F.binary_cross_entropy_with_logits(
        network.anchor(words).squeeze(2)[known], batch["anchor"][known], reduction="sum"
    )
    roles = torch.zeros(())
    owner = batch["owner"]
    if len(owner):
        token = network.token(words)[owner]
        at = words[owner, batch["at"]].unsqueeze(1)
        scores = network.roles(token, network.cue(at), network.gate(at), batch["distance"], batch["line"])
        roles = crf_nll(scores, batch["roles"], batch["valid"], network.transition)
    total = (0.5 * tag + anchor + roles) / count
    parts = {
        "tag": tag.item() / int(count),
        "anchor": anchor.item() / int(count),
        "roles": roles.item() / max(1, len(owner)),
    }
    return total, parts


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(options.encoder / "tokenizer.json")
    documents = training_documents(options.data / "polnear" / "train")
    items = [label(d, split_words(d.text, tokenizer)) for d in documents[: options.limit or None]]
    names = [tokenizer.encode(n, add_special_tokens=False).ids for n in gum_names(options.data / "gum" / "train")]
    marks = {m: tokenizer.token_to_id(m) for m in '"“”«»‘’'}
    network = Network(tokenizer.get_vocab_size())
    if options.start:
        restore(network, options.start)
    else:
        network.encoder.load_bert(options.encoder / "model.safetensors")
    optimizer = torch.optim.AdamW(
        parameter_groups(network, options.rate, options.head_rate, options.decay), betas=(0.9, 0.98), eps=1e-6
    )
    average = {k: v.clone() for k, v in network.state_dict().items() if v.is_floating_point()}
    step = 0
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average, step = state["average"], state["step"]
        print(f"goes on from step {step}", flush=True)
    log = (options.out / "log.jsonl").open("a")
    saved = started = time.time()
    network.train()
    number = done = 0
    while step < options.steps:
        # The batches of an epoch follow from the seed and its number alone, so that a resumed run sees the same ones.
        rng = random.Random(options.seed * 1000 + number)
        batches = epoch(items, Augment(names, marks, rng), rng, options.pieces, options.size, options.context)
        if done + len(batches) <= step:
            done, number = done + len(batches), number + 1
            continue
        for batch in batches[step - done :]:
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * schedule(step, options.steps, options.warmup)
            total, parts = loss_of(network, collate(batch))
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.grad is not None], 1.0)
            optimizer.step()
            step += 1
            keep = min(options.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for key, value in network.state_dict().items():
                    if key in average and key != "encoder.word.weight":
                        average[key].lerp_(value, 1 - keep)
            if step % 10 == 0:
                figures = {"loss": total.item(), **parts, "seconds": time.time() - started}
                row = {"step": step, "epoch": number, **{k: round(v, 4) for k, v in figures.items()}}
                log.write(json.dumps(row) + "\n")
                log.flush()
            if math.isnan(total.item()):
                raise SystemExit(f"loss is not a number at step {step}")
            if time.time() - saved > SAVE_SECONDS or step == options.steps:
                save(checkpoint, network, optimizer, average, step)
                saved = time.time()
            if step >= options.steps:
                break
        done, number = done + len(batches), number + 1


def save(path: Path, network: Network, optimizer: torch.optim.Optimizer, average: dict[str, Tensor], step: int) -> None:
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/ and gum/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="begin from a model that export wrote")
    parser.add_argument("--steps", type=int, default=2200)
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--size", type=int, default=256, help="word pieces a window")
    parser.add_argument("--context", type=int, default=48, help="of them at most so many from before")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--warmup", type=int, default=150)
    parser.add_argument("--average", type=float, default=0.995)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="only so many articles (to try things out)")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
