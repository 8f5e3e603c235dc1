"""The shipped 8-bit model -> a network to go on training from (or to teach a smaller one)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .network import OUTPUTS, Network, Shape

if TYPE_CHECKING:
    from pathlib import Path


def restore(model: Path) -> Network:
    """The network whose weights ``model`` holds, a folder as ``export`` writes it.

    What is not shipped of the heads for tags and senses is new.

    Raises:
        ValueError: the weights are those of another network.
    """
    graph = onnx.load(model / "model.onnx").graph
    stored = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    state = _plain(stored)
    at = 0
    for name, width in OUTPUTS.items():
        if at == len(stored["heads.bias"]):
            break  # a model from before this head
        state[f"{name}.weight"] = stored["heads.weight"].T[at : at + width]
        state[f"{name}.bias"] = stored["heads.bias"][at : at + width]
        at += width
    with np.load(model / "roles.npz") as roles:
        state |= {"distance.weight": roles["distance"], "line.weight": roles["line"], "role.weight": roles["weight"].T}
        state |= {"role.bias": roles["bias"], "transition": roles["transition"]}
    tensors = {name: torch.from_numpy(np.array(array, np.float32)) for name, array in state.items()}
    network = Network(len(tensors["encoder.word.weight"]), Shape.of(tensors))
    missing, unexpected = network.load_state_dict(tensors, strict=False)
    if unexpected or any(not name.startswith(("tag.", "sense.")) for name in missing):
        raise ValueError(f"not the weights of this network: missing {missing}, unexpected {unexpected}")
    return network


def _plain(stored: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The encoder's weights in 32 bits under the network's names."""
    out: dict[str, np.ndarray] = {}
    for name, array in stored.items():
        if not name.startswith("encoder.") or name.endswith((".scale", ".zero")):
            continue
        scale, zero = stored.get(name.replace(".weight", ".scale")), stored.get(name.replace(".weight", ".zero"))
        if scale is None or not name.endswith(".weight"):
            out[name] = array
        elif zero is None:  # an embedding table, by row
            out[name] = array.astype(np.float32) * scale
        else:  # a matrix, by column, stored the other way round
            out[name] = ((array.astype(np.float32) - zero.astype(np.float32)) * scale).T
    return out
