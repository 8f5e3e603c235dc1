"""Checkpoints -> the files that the package ships.

``python -m training.stance.export --out DIR --embedder FILE --stance FILE``; without ``--embedder`` the vectors are
those of the pretrained encoder in ``--encoder``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import torch

from training.network import Shape

from . import graph
from .network import Embedder, PairEncoder

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor


def weights(checkpoint: Path) -> dict[str, Tensor]:
    """The averaged weights."""
    state: dict[str, Tensor] = torch.load(checkpoint, weights_only=True, map_location="cpu")["average"]
    return state


def pretrained(folder: Path) -> dict[str, Tensor]:
    """Those of the embedder before any training here."""
    vocabulary = sum(1 for _ in (folder / "vocab.txt").open(encoding="utf-8"))
    network = Embedder(PairEncoder(vocabulary))
    network.encoder.load_bert(folder / "model.safetensors")
    return network.state_dict()


def arrays(state: dict[str, Tensor]) -> dict[str, np.ndarray]:
    """All but the word embeddings, which are not shipped again."""
    return {name: t.float().numpy() for name, t in state.items() if name != "encoder.word.weight"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--embedder", type=Path, help="checkpoint of training.stance.embed")
    parser.add_argument("--stance", type=Path, help="checkpoint of training.stance.train")
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    if o.embedder or o.encoder:
        state = weights(o.embedder) if o.embedder else pretrained(o.encoder)
        onnx.save(graph.embedder(arrays(state), Shape.of(state)), o.out / "embedder.onnx")
    if o.stance:
        state = weights(o.stance)
        onnx.save(graph.stance(arrays(state), Shape.of(state)), o.out / "stance.onnx")
    for path in sorted(o.out.glob("*.onnx")):
        print(f"{path.stat().st_size / 1e6:.1f} MB {path}")


if __name__ == "__main__":
    main()
