"""What the pretrained encoder takes to be alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from sayso.reading.words import load_tokenizer

from .network import POSITIONS, Embedder, PairEncoder
from .pairs import BEGIN, BETWEEN, collate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tokenizers import Tokenizer
    from torch import Tensor


def inputs(texts: Sequence[str], tokenizer: Tokenizer) -> dict[str, Tensor]:
    """(B, N) ids, segments and which are there."""
    begin, end = tokenizer.token_to_id(BEGIN), tokenizer.token_to_id(BETWEEN)
    pieces = [
        [begin, *e.ids[: POSITIONS - 2], end] for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)
    ]
    return collate(pieces, [len(p) for p in pieces])


@torch.no_grad()
def embed(network: Embedder, texts: Sequence[str], tokenizer: Tokenizer) -> Tensor:
    """(n, HIDDEN)."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    parts = [network(**inputs([texts[i] for i in order[b : b + 64]], tokenizer)) for b in range(0, len(order), 64)]
    out = torch.zeros(len(texts), parts[0].shape[1])
    out[order] = torch.cat(parts)
    return out


def pretrained(encoder: Path) -> tuple[Embedder, Tokenizer]:
    """The embedder in a folder with model.safetensors and tokenizer.json."""
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    network = Embedder(PairEncoder(tokenizer.get_vocab_size()))
    network.encoder.load_bert(encoder / "model.safetensors")
    return network.eval(), tokenizer


def nearest(texts: Sequence[str], encoder: Path, count: int = 12, skip: int = 2) -> list[list[int]]:
    """For each text so many others that are near to it, but for the nearest, which may say the same."""
    network, tokenizer = pretrained(encoder)
    vectors = embed(network, texts, tokenizer)
    order = (vectors @ vectors.T).argsort(dim=1, descending=True)
    return [[j for j in row if j != i][skip : skip + count] for i, row in enumerate(order.tolist())]


__all__ = ["embed", "inputs", "nearest", "pretrained"]
