"""A BERT encoder of texts and of pairs of texts, and what is read off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from training.network import HIDDEN, Encoder, Layer, Shape, SharedDropout

if TYPE_CHECKING:
    from pathlib import Path

POSITIONS = 128  # word pieces that a text or a pair can have
BETWEEN = 0.1


class PairEncoder(nn.Module):
    """(B, N) pieces and segments (0 or 1), and a mask of the pieces that are there, -> (B, N, HIDDEN)."""

    def __init__(self, vocabulary: int, shape: Shape | None = None, dropout: float = BETWEEN) -> None:
        super().__init__()
        shape = shape or Shape()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.segment = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = SharedDropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.word.weight.requires_grad_(requires_grad=False)  # the shipped models share them with the reader

    def forward(self, ids: Tensor, segments: Tensor, there: Tensor) -> Tensor:
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.segment(segments)
        x = self.drop(self.norm(x))
        mask = torch.where(there, 0.0, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and so many lower layers as they are."""
        for module in (self.position, self.segment, self.norm, *self.layers[:layers]):
            if layers:
                module.requires_grad_(requires_grad=False)

    def load_bert(self, path: Path) -> None:
        """Take the weights of a Hugging Face BERT (safetensors)."""
        state = load_file(str(path))
        with torch.no_grad():
            self.word.weight.copy_(state["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(state["embeddings.position_embeddings.weight"][:POSITIONS])
            self.segment.weight.copy_(state["embeddings.token_type_embeddings.weight"])
        reader = Encoder(self.word.num_embeddings, Shape(), self.drop.rate)
        reader.load_bert(path)
        self.norm, self.layers = reader.norm, reader.layers


def mean(states: Tensor, there: Tensor) -> Tensor:
    """(B, HIDDEN): the mean over the pieces that are there."""
    weight = there.unsqueeze(2).float()
    return (states * weight).sum(1) / weight.sum(1).clamp(min=1)


class Embedder(nn.Module):
    """Texts -> vectors of length 1; what is alike in meaning has vectors with a large product."""

    def __init__(self, encoder: PairEncoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, segments: Tensor, there: Tensor) -> Tensor:
        return F.normalize(mean(self.encoder(ids, segments, there), there), dim=1)


class Stance(nn.Module):
    """Pairs of concept (segment 0) and statement (segment 1) -> (B, 2): for rather than against; about it at all."""

    def __init__(self, encoder: PairEncoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.mix = nn.Linear(2 * HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, 2)
        self.drop = nn.Dropout(BETWEEN)

    def forward(self, ids: Tensor, segments: Tensor, there: Tensor) -> Tensor:
        states = self.encoder(ids, segments, there)
        pooled = torch.cat([states[:, 0], mean(states, there)], dim=1)
        out: Tensor = self.out(self.drop(torch.tanh(self.mix(self.drop(pooled)))))
        return out


__all__ = ["POSITIONS", "Embedder", "PairEncoder", "Stance", "mean"]
