"""The network: a BERT encoder with surface features, and heads that read attributions off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN, HEADS, INNER, LAYERS, POSITIONS = 384, 12, 1536, 6, 512
TAGS = 7  # O, then B and I of source, cue, content
ROLES = 4  # O, source, cue, content, seen from one cue
COND = 192
DISTANCES, PARAGRAPHS = 25, 5


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
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(attended.transpose(1, 2).reshape(b, n, HIDDEN))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary: int, dropout: float = 0.1, layers: int = LAYERS) -> None:
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
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))

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


class Network(nn.Module):
    """Heads on the words' first pieces.

    ``tag``: univocal BIO tags. ``anchor``: is this word the first of a cue? Seen from an anchor, every word gets one of
    four roles: a gated sum of the word's and the anchor's projections and their distance, then a linear-chain CRF.
    """

    def __init__(self, vocabulary: int, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, dropout, layers)
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
        for table in (self.distance, self.line):
            nn.init.normal_(table.weight, std=0.05)

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """(B, W, HIDDEN): the encoder's state of each word's first piece."""
        hidden = self.encoder(batch["ids"], batch["case"], batch["space"], batch["quote"], batch["mask"])
        index = batch["first"].unsqueeze(-1).expand(-1, -1, HIDDEN)
        return self.drop(hidden.gather(1, index))

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


__all__ = ["COND", "DISTANCES", "HIDDEN", "Network", "crf_nll"]
