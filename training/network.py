"""The network: a BERT encoder with surface features, and heads that read attributions off it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HIDDEN, HEAD, POSITIONS = 384, 32, 512
TAGS = 7  # O, then B and I of source, cue, content
ROLES = 4  # O, source, cue, content, seen from one cue
SOURCE, CUE, CONTENT = 1, 2, 3
COND = 192
SENSE, MIXED = 96, 96
RULES = 7  # six acts and whether it denies
# What the graph gives of every word: the linear heads on the encoder's states, by their names here, with their widths.
OUTPUTS = {"anchor": 1, "token": COND, "cue": COND, "gate": COND, "sense.word": SENSE, "sense.sure": 2}
DISTANCES, PARAGRAPHS = 25, 5
RELAY_LAYERS = 2  # of so many of the encoder's last layers the network for relays has copies of its own


@dataclass(frozen=True)
class Shape:
    """Layers, attention heads a layer (of 32 dimensions each), and the width of the layers' inner matrices."""

    layers: int = 6
    heads: int = 12
    inner: int = 1536

    @classmethod
    def of(cls, state: Mapping[str, Tensor]) -> Shape:
        """The shape of the network whose weights these are."""
        layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
        first = "encoder.layers.0"
        heads = state[f"{first}.out.weight"].shape[1] // HEAD
        return cls(layers, heads, state[f"{first}.up.weight"].shape[0])


class SharedDropout(nn.Module):
    """Dropout with one mask a sequence (variational dropout, Gal and Ghahramani 2016)."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate) / (1 - self.rate)
        return x * mask


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(HIDDEN, 3 * shape.heads * HEAD)
        self.out = nn.Linear(shape.heads * HEAD, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, shape.inner)
        self.down = nn.Linear(shape.inner, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(attended.transpose(1, 2).reshape(b, n, self.heads * HEAD))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary: int, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.case = nn.Embedding(8, HIDDEN)
        self.space = nn.Embedding(5, HIDDEN)
        self.quote = nn.Embedding(7, HIDDEN)
        for table in (self.case, self.space, self.quote):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = SharedDropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, case: Tensor, space: Tensor, quote: Tensor, mask: Tensor | None) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions) + self.case(case) + self.space(space) + self.quote(quote)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_bert(self, path: Path) -> None:
        """Take the weights of a Hugging Face BERT (safetensors); token type 0 goes into the positions."""
        state = load_file(str(path))
        with torch.no_grad():
            self.word.weight.copy_(state["embeddings.word_embeddings.weight"])
            kind = state["embeddings.token_type_embeddings.weight"][0]
            self.position.weight.copy_(state["embeddings.position_embeddings.weight"] + kind)
            _copy(self.norm, state, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}"
                for kind_ in ("weight", "bias"):
                    parts = [state[f"{at}.attention.self.{n}.{kind_}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, kind_).copy_(torch.cat(parts))
                _copy(layer.out, state, f"{at}.attention.output.dense")
                _copy(layer.norm1, state, f"{at}.attention.output.LayerNorm")
                _copy(layer.up, state, f"{at}.intermediate.dense")
                _copy(layer.down, state, f"{at}.output.dense")
                _copy(layer.norm2, state, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, state: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(state[f"{name}.weight"])
    module.bias.copy_(state[f"{name}.bias"])


class SenseHead(nn.Module):
    """What a statement does: its words projected and pooled over content and cue, with what plain code takes it for."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Linear(HIDDEN, SENSE)
        self.mix = nn.Linear(4 * SENSE + RULES, MIXED)
        self.out = nn.Linear(MIXED, RULES)
        self.sure = nn.Linear(HIDDEN, 2)
        self.drop = nn.Dropout(0.2)

    def forward(self, words: Tensor, content: Tensor, cue: Tensor, rule: Tensor) -> Tensor:
        """(A, RULES) scores from (A, W, HIDDEN) words, (A, W) masks of content and cue, and (A, RULES) rules."""
        seen = F.relu(self.word(words))
        pooled = [pool(seen, mask) for mask in (content, cue)]
        return self.out(self.drop(F.relu(self.mix(torch.cat([*pooled, rule], dim=1)))))


def pool(seen: Tensor, mask: Tensor) -> Tensor:
    """Mean and maximum (A, 2 D) over the words of the mask; zero where there is none."""
    inside = seen * mask.unsqueeze(2)
    mean = inside.sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
    return torch.cat([mean, inside.amax(1)], dim=1)


class Network(nn.Module):
    """Heads on the words' first pieces.

    ``tag``: univocal BIO tags. ``anchor``: is this word the first of a cue? Seen from an anchor, every word gets one of
    four roles: a gated sum of the word's and the anchor's projections and their distance, then a linear-chain CRF.
    """

    def __init__(self, vocabulary: int, shape: Shape | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, shape or Shape(), dropout)
        self.drop = SharedDropout(dropout)
        self.tag = nn.Linear(HIDDEN, TAGS)
        self.anchor = nn.Linear(HIDDEN, 1)
        self.token = nn.Linear(HIDDEN, COND)
        self.cue = nn.Linear(HIDDEN, COND)
        self.gate = nn.Linear(HIDDEN, COND)
        self.distance = nn.Embedding(DISTANCES, COND)
        self.line = nn.Embedding(PARAGRAPHS, COND)
        self.role = nn.Linear(COND, ROLES)
        self.transition = nn.Parameter(torch.zeros(ROLES, ROLES))
        self.sense = SenseHead()
        for table in (self.distance, self.line):
            nn.init.normal_(table.weight, std=0.05)

    def states(self, batch: dict[str, Tensor]) -> Tensor:
        """(B, W, HIDDEN): the encoder's state of each word's first piece."""
        hidden: Tensor = self.encoder(batch["ids"], batch["case"], batch["space"], batch["quote"], batch["mask"])
        return hidden.gather(1, batch["first"].unsqueeze(-1).expand(-1, -1, HIDDEN))

    def seen_from(self, words: Tensor, batch: dict[str, Tensor]) -> Tensor:
        """(A, W, ROLES) scores of the words, seen from each of the batch's anchors."""
        owner = batch["owner"]
        at = words[owner, batch["at"]].unsqueeze(1)
        token = self.token(words)[owner]
        return self.roles(token, self.cue(at), self.gate(at), batch["distance"], batch["line"])

    def roles(self, token: Tensor, cue: Tensor, gate: Tensor, distance: Tensor, line: Tensor) -> Tensor:
        """(A, W, ROLES) scores from (A, W, COND) tokens and (A, 1, COND) anchors."""
        mixed = token * (1 + gate) + cue + self.distance(distance) + self.line(line)
        return self.role(F.relu(mixed))


def crf_nll(scores: Tensor, labels: Tensor, valid: Tensor, transition: Tensor) -> Tensor:
    """Negative log-likelihood, summed, of ``labels`` (A, W) under a linear-chain CRF."""
    n = scores.shape[1]
    picked = scores.gather(2, labels.unsqueeze(2)).squeeze(2) * valid
    moves = transition[labels[:, :-1], labels[:, 1:]] * valid[:, 1:]
    gold = picked.sum() + moves.sum()
    alpha = scores[:, 0]
    for t in range(1, n):
        step = torch.logsumexp(alpha.unsqueeze(2) + transition, dim=1) + scores[:, t]
        alpha = torch.where(valid[:, t : t + 1] > 0, step, alpha)
    return torch.logsumexp(alpha, dim=1).sum() - gold


__all__ = [
    "CONTENT",
    "CUE",
    "DISTANCES",
    "HEAD",
    "HIDDEN",
    "OUTPUTS",
    "RELAY_LAYERS",
    "RULES",
    "SENSE",
    "Encoder",
    "Network",
    "SenseHead",
    "Shape",
    "crf_nll",
]
