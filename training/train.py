"""Train the reader: ``python -m training.train --data DIR --encoder DIR --out DIR``.

Saves a checkpoint every few minutes and goes on from it when started again with the same ``--out``.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import torch
from torch import Tensor

from sayso.reading.words import load_tokenizer, split_words

from .augment import Augment
from .batches import Example, epoch
from .collate import collate
from .corpora import gum_names, plain_texts, training_documents
from .deepen import deepen
from .gum import cue_words, load_gum
from .labels import Labelled, label
from .loss import gold_loss, taught_loss
from .network import Network, Shape
from .shrink import shrink
from .steps import FROZEN, descend, move_average
from .teacher import Lesson, Teacher, load_network

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from .corpora import Document

SAVE_SECONDS = 240
SENSE_RATE = 2  # the sense head sees few labels: it learns faster than the others


def parameter_groups(network: Network, rate: float, head_rate: float, decay: float) -> list[dict[str, object]]:
    """Layer-wise learning rates; word embeddings stay as they were pretrained."""
    layers = len(network.encoder.layers)
    groups: dict[tuple[float, bool], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if name == FROZEN:
            parameter.requires_grad_(False)
            continue
        if name.startswith("encoder.layers."):
            scale = rate * decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.case", "encoder.space", "encoder.quote")):
            scale = head_rate
        elif name.startswith("encoder."):
            scale = rate * decay**layers
        else:
            scale = head_rate * (SENSE_RATE if name.startswith("sense.") else 1)
        groups.setdefault((scale, parameter.ndim > 1), []).append(parameter)
    return [{"params": p, "lr": lr, "base": lr, "weight_decay": 0.01 * wide} for (lr, wide), p in groups.items()]


def schedule(step: int, total: int, warmup: int) -> float:
    return min(1.0, (step + 1) / warmup) * max(0.0, 1 - max(0, step - warmup) / (total - warmup))


@dataclass
class Run:
    """A training in progress."""

    network: Network
    optimizer: torch.optim.Optimizer
    average: dict[str, Tensor]
    step: int = 0


class Data:
    """The articles of each epoch: changed anew every time, or where there is a teacher, a few variants in turn."""

    def __init__(self, options: argparse.Namespace, tokenizer: Tokenizer, teacher: Teacher | None) -> None:
        self.options, self.tokenizer, self.teacher = options, tokenizer, teacher
        limit = options.limit or None
        self.corpora: dict[str, list[Document]] = {"polnear": training_documents(options.data)[:limit]}
        if options.gum:
            cues = cue_words(self.corpora["polnear"])
            self.corpora["gum"] = [*load_gum(options.data / "gum" / "train", cue_words=cues)][:limit]
        if options.texts:
            self.corpora["texts"] = plain_texts(options.texts)[:limit]
        folder = options.data / "gum" / "train"
        self.names = [tokenizer.encode(n, add_special_tokens=False).ids for n in gum_names(folder)]
        self.marks = {m: tokenizer.token_to_id(m) for m in '"“”«»‘’'}

    def epoch(self, number: int) -> list[list[Example]]:
        """The batches of an epoch follow from the seed and its number alone: a resumed run sees the same ones."""
        o = self.options
        rng = random.Random(o.seed * 1000 + number)
        items = self.taught(number % o.variants) if self.teacher else self.changed(rng)
        return epoch(items, rng, o.pieces, o.size, o.context)

    def changed(self, rng: random.Random, limit: int | None = None) -> list[Labelled]:
        change = Augment(self.names, self.marks, rng)
        documents = [d for corpus in self.corpora.values() for d in corpus][:limit]
        return [label(d, change(split_words(d.text, self.tokenizer))) for d in documents]

    def taught(self, number: int) -> list[Labelled]:
        """A variant, with what the teacher makes of it; of the plain articles, which are many, there is one."""
        return [
            replace(label(document, lesson.words), states=lesson.states, guessed=lesson.guessed)
            for name, documents in self.corpora.items()
            for document, lesson in zip(documents, self._lessons(name, 0 if name == "texts" else number), strict=True)
        ]

    def _lessons(self, corpus: str, number: int) -> list[Lesson]:
        """Kept on disk, since they take minutes."""
        assert self.teacher is not None
        path = self.options.out / f"{corpus}-{number}.pickle"
        if not path.exists():
            change = Augment(self.names, self.marks, random.Random(self.options.seed * 1000 - 1 - number))
            words = [change(split_words(d.text, self.tokenizer)) for d in self.corpora[corpus]]
            with path.with_suffix(".new").open("wb") as file:
                pickle.dump([self.teacher.teach(w) for w in words], file)
            path.with_suffix(".new").replace(path)
        with path.open("rb") as file:
            return cast("list[Lesson]", pickle.load(file))


def begin(options: argparse.Namespace, vocabulary: int, data: Data) -> Network:
    """The network before its first step: pretrained, of a model that export wrote, or cut down from the teacher."""
    if options.start or data.teacher:
        rng = random.Random(options.seed)
        cut = epoch(data.changed(rng, 40), rng, options.pieces, options.size, 0)
        some = [collate(batch) for batch in cut[:24]]
        if options.start:
            return deepen(load_network(options.start), options.shape.layers, some[:4])
        assert data.teacher is not None
        return shrink(data.teacher.network, options.shape, some, gold_loss)
    network = Network(vocabulary, options.shape)
    network.encoder.load_bert(options.encoder / "model.safetensors")
    return network


def prepare(options: argparse.Namespace, vocabulary: int, data: Data) -> Run:
    """A run at its beginning, or where its checkpoint left it."""
    checkpoint = options.out / "checkpoint.pt"
    state = torch.load(checkpoint, weights_only=False) if checkpoint.exists() else None
    network = Network(vocabulary, Shape.of(state["network"])) if state else begin(options, vocabulary, data)
    network.requires_grad_(requires_grad=True)
    groups = parameter_groups(network, options.rate, options.head_rate, options.decay)
    run = Run(network, torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6), {})
    if state:
        network.load_state_dict(state["network"])
        run.optimizer.load_state_dict(state["optimizer"])
        run.average, run.step = state["average"], state["step"]
        print(f"goes on from step {run.step}", flush=True)
    else:
        run.average = {k: v.clone() for k, v in network.state_dict().items() if v.is_floating_point()}
    return run


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(options.encoder / "tokenizer.json")
    vocabulary = tokenizer.get_vocab_size()
    teacher = Teacher(load_network(options.teacher), options.size) if options.teacher else None
    data = Data(options, tokenizer, teacher)
    run = prepare(options, vocabulary, data)
    run.network.train()
    number = done = 0
    while run.step < options.steps:
        batches = data.epoch(number)
        for batch in batches[max(0, run.step - done) : options.steps - done]:
            advance(run, collate(batch), teacher, options)
        done, number = done + len(batches), number + 1
    save(options.out / "checkpoint.pt", run)


def advance(run: Run, batch: dict[str, Tensor], teacher: Teacher | None, options: argparse.Namespace) -> None:
    """One step: learn from the batch, move the running average, note the loss, save now and then."""
    for group in run.optimizer.param_groups:
        group["lr"] = group["base"] * schedule(run.step, options.steps, options.warmup)
    loss = taught_loss(run.network, teacher.network, batch) if teacher else gold_loss(run.network, batch)
    if not torch.isfinite(loss):
        raise SystemExit(f"loss is not a number at step {run.step}")
    descend(run.network, run.optimizer, loss)
    run.step += 1
    move_average(run.average, run.network, run.step, options.average)
    if run.step % 10 == 0:
        row = {"step": run.step, "loss": round(loss.item(), 4), "time": round(time.time())}
        with (options.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
    checkpoint = options.out / "checkpoint.pt"
    if not checkpoint.exists() or time.time() - checkpoint.stat().st_mtime > SAVE_SECONDS:
        save(checkpoint, run)


def save(path: Path, run: Run) -> None:
    state = {"network": run.network.state_dict(), "optimizer": run.optimizer.state_dict()}
    torch.save({**state, "average": run.average, "step": run.step}, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def shape(text: str) -> Shape:
    return Shape(*(int(number) for number in text.split(",")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/ and gum/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--start",
        type=Path,
        help="begin from a checkpoint or a model that export wrote; made deeper where --shape has more layers",
    )
    parser.add_argument("--teacher", type=Path, help="checkpoint or model to learn from and to be cut out of")
    parser.add_argument("--shape", type=shape, default=Shape(), help="layers,heads,inner (default: 6,12,1536)")
    parser.add_argument("--variants", type=int, default=2, help="variants of the articles that the teacher is shown")
    parser.add_argument("--gum", action="store_true", help="learn from the GUM treebank as well")
    parser.add_argument("--texts", type=Path, help="folder of plain articles; the teacher says what is in them")
    parser.add_argument("--steps", type=int, default=2200)
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--size", type=int, default=256, help="word pieces a window")
    parser.add_argument("--context", type=int, default=0, help="of them at most so many from before")
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
