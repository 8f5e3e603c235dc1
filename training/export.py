"""A checkpoint -> the files that the package ships.

``python -m training.export --checkpoint FILE --encoder DIR --out DIR``; and then what tells of relays on top of it,
``python -m training.export --relays FILE ... --out DIR``.

The graph is built by hand from onnxruntime's fused operators, one window at a time (no batch, no padding): what a
word is answered can then not depend on its neighbours in a batch.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from sayso.reading.relay_marks import ANSWERS

from .network import HEAD, HIDDEN, OUTPUTS, RELAY_LAYERS, SENSE, Shape

State = dict[str, np.ndarray]
MICROSOFT = "com.microsoft"


class Graph:
    """A list of nodes and weights in the making."""

    def __init__(self, state: State, *, quantise: bool) -> None:
        self.state, self.quantise = state, quantise
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0
        self.ones = self.zeros = ""

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], outputs: int = 1, domain: str = "", **attributes: object) -> list[str]:
        self.count += 1
        names = [f"{kind}_{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def one(self, kind: str, inputs: list[str], domain: str = "", **attributes: object) -> str:
        return self.node(kind, inputs, 1, domain, **attributes)[0]

    def linear(self, x: str, name: str) -> str:
        """``x @ weight.T + bias``; in int8 where quantised: weights by column, activations by tensor."""
        matrix = self.state[f"{name}.weight"].T
        offset = self.weight(f"{name}.bias", self.state[f"{name}.bias"])
        if not self.quantise:
            return self.one("Add", [self.one("MatMul", [x, self.weight(f"{name}.weight", matrix)]), offset])
        values, scale, zero = by_column(matrix)
        inputs = [self.weight(f"{name}.{k}", v) for k, v in (("weight", values), ("scale", scale), ("zero", zero))]
        return self.one("DynamicQuantizeMatMul", [x, *inputs, offset], MICROSOFT)

    def table(self, name: str, ids: str) -> str:
        """Rows of an embedding table; in int8 by row where quantised."""
        values = self.state[f"{name}.weight"]
        if not self.quantise or len(values) < 1000:
            return self.one("Gather", [self.weight(f"{name}.weight", values), ids])
        scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / 127
        rounded = np.rint(values / scale).astype(np.int8)
        rows = self.one("Gather", [self.weight(f"{name}.weight", rounded), ids])
        scales = self.one("Gather", [self.weight(f"{name}.scale", scale.astype(np.float32)), ids])
        return self.one("Mul", [self.one("Cast", [rows], to=TensorProto.FLOAT), scales])

    def norm(self, x: str, name: str) -> str:
        """Layer norm, as an instance norm of each piece: onnxruntime runs that in vectors, its own layer norm not."""
        scale, bias = (self.weight(f"{name}.{k}", self.state[f"{name}.{k}"]) for k in ("weight", "bias"))
        normal = self.one("InstanceNormalization", [x, self.ones, self.zeros], epsilon=1e-12)
        return self.one("Add", [self.one("Mul", [normal, scale]), bias])

    def prepare_norms(self, given: str, axis: int = 1) -> None:
        """Ones and zeros, as many as ``given`` has pieces, which lie along ``axis``."""
        size = self.one("Shape", [given], start=axis, end=axis + 1)
        self.ones, self.zeros = (
            self.one("ConstantOfShape", [size], value=numpy_helper.from_array(np.float32([k]))) for k in (1, 0)
        )

    def layer(self, x: str, name: str, heads: int) -> str:
        """An encoder layer over the states (1, pieces, HIDDEN)."""
        q, k, v = self.node("Split", [self.linear(x, f"{name}.qkv")], 3, axis=2, num_outputs=3)
        return self._attended(x, q, k, v, name, heads)

    def last_layer(self, x: str, name: str, heads: int, wanted: str) -> str:
        """The same, of which only the states of the ``wanted`` pieces are worked out."""
        for kind in ("weight", "bias"):
            values = self.state[f"{name}.qkv.{kind}"]
            self.state[f"{name}.q.{kind}"], self.state[f"{name}.kv.{kind}"] = np.split(values, [len(values) // 3])
        k, v = self.node("Split", [self.linear(x, f"{name}.kv")], 2, axis=2, num_outputs=2)
        x = self.one("Gather", [x, wanted], axis=1)
        self.prepare_norms(wanted, 0)
        return self._attended(x, self.linear(x, f"{name}.q"), k, v, name, heads)

    def _attended(self, x: str, q: str, k: str, v: str, name: str, heads: int) -> str:
        attended = self.one("MultiHeadAttention", [q, k, v], MICROSOFT, num_heads=heads)
        x = self.norm(self.one("Add", [x, self.linear(attended, f"{name}.out")]), f"{name}.norm1")
        up = self.one("Gelu", [self.linear(x, f"{name}.up")], MICROSOFT)
        return self.norm(self.one("Add", [x, self.linear(up, f"{name}.down")]), f"{name}.norm2")

    def model(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        """All of it as a file."""
        graph = helper.make_graph(self.nodes, "sayso", inputs, outputs, self.weights)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="sayso")


def by_column(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Unsigned 8-bit weights, with a scale and a zero point of 128 for each column.

    Unsigned, because the AVX2 kernels of signed weights add pairs in 16 bits and overflow.
    """
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / 127
    values = np.clip(np.rint(matrix / scale), -127, 127) + 128
    return values.astype(np.uint8), scale.astype(np.float32), np.full(matrix.shape[1], 128, np.uint8)


def build(state: State, shape: Shape, *, quantise: bool) -> onnx.ModelProto:
    g = Graph(state, quantise=quantise)
    x = g.table("encoder.word", "ids")
    g.prepare_norms("ids")
    size = g.one("Shape", ["ids"], start=1, end=2)
    zero, axis = g.weight("zero", np.zeros(1, np.int64)), g.weight("axis", np.zeros(1, np.int64))
    positions = g.weight("encoder.position.weight", state["encoder.position.weight"])
    x = g.one("Add", [x, g.one("Slice", [positions, zero, size, axis])])
    for feature in ("case", "space", "quote"):
        x = g.one("Add", [x, g.table(f"encoder.{feature}", feature)])
    x = g.norm(x, "encoder.norm")
    for i in range(shape.layers):
        if i == shape.layers - RELAY_LAYERS:
            g.nodes.append(helper.make_node("Identity", [x], ["below"]))
        x = g.layer(x, f"encoder.layers.{i}", shape.heads)
    first_axis = g.weight("first_axis", np.zeros(1, np.int64))
    words = g.one("Gather", [g.one("Squeeze", [x, first_axis]), "first"])
    g.quantise = False
    for kind in ("weight", "bias"):
        g.state[f"heads.{kind}"] = np.concatenate([state[f"{name}.{kind}"] for name in OUTPUTS])
    sizes = g.weight("head_sizes", np.array(list(OUTPUTS.values()), np.int64))
    outputs = g.node("Split", [g.linear(words, "heads"), sizes], len(OUTPUTS), axis=1)
    for produced, name in zip(outputs, OUTPUTS, strict=True):
        g.nodes.append(helper.make_node("Identity", [produced], [output(name)]))
    integers = [
        helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"]) for n in ("ids", "case", "space", "quote")
    ]
    integers.append(helper.make_tensor_value_info("first", TensorProto.INT64, ["words"]))
    floats = [helper.make_tensor_value_info(output(n), TensorProto.FLOAT, ["words", w]) for n, w in OUTPUTS.items()]
    floats.append(helper.make_tensor_value_info("below", TensorProto.FLOAT, [1, "pieces", HIDDEN]))
    return g.model(integers, floats)


def build_relays(state: State, *, quantise: bool) -> onnx.ModelProto:
    """What tells of relays: layers over the states beneath the encoder's last ones, and two log-odds of each wanted
    word, whose answers then vary a little with which others are wanted: what goes into a product is rounded together.
    """
    g = Graph(dict(state), quantise=quantise)
    g.prepare_norms("below")
    heads = state["layers.0.out.weight"].shape[1] // HEAD
    x = "below"
    for i in range(RELAY_LAYERS - 1):
        x = g.layer(x, f"layers.{i}", heads)
    x = g.last_layer(x, f"layers.{RELAY_LAYERS - 1}", heads, "wanted")
    g.quantise = False
    first_axis = g.weight("first_axis", np.zeros(1, np.int64))
    answer = g.linear(g.one("Squeeze", [x, first_axis]), "answer")
    g.nodes.append(helper.make_node("Identity", [answer], ["relays"]))
    below = helper.make_tensor_value_info("below", TensorProto.FLOAT, [1, "pieces", HIDDEN])
    wanted = helper.make_tensor_value_info("wanted", TensorProto.INT64, ["words"])
    return g.model([below, wanted], [helper.make_tensor_value_info("relays", TensorProto.FLOAT, ["words", ANSWERS])])


def output(name: str) -> str:
    """What the graph calls the answers of a linear head."""
    return {"sense.word": "sense", "sense.sure": "sure"}.get(name, name)


def export(
    checkpoint: Path, encoder: Path, out: Path, settings: dict[str, object], *, averaged: bool, quantise: bool
) -> None:
    saved = torch.load(checkpoint, weights_only=False, map_location="cpu")
    weights = {**saved["network"], **saved["average"]} if averaged else saved["network"]
    state = {k: v.float().numpy() for k, v in weights.items()}
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(dict(state), Shape.of(weights), quantise=quantise), out / "model.onnx")
    (out / "relays.onnx").unlink(missing_ok=True)  # it was trained on another encoder
    np.savez(
        out / "roles.npz",
        distance=state["distance.weight"], line=state["line.weight"], weight=state["role.weight"].T,
        bias=state["role.bias"], transition=state["transition"],
    )  # fmt: skip
    parts = {
        "mix": state["sense.mix.weight"].T[: 4 * SENSE], "mix_bias": state["sense.mix.bias"],
        "out": state["sense.out.weight"].T, "out_bias": state["sense.out.bias"],
    }  # fmt: skip
    np.savez(out / "senses.npz", **{name: values.astype(np.float16) for name, values in parts.items()})
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    (out / "settings.json").write_text(json.dumps({**settings, "steps": saved["step"]}, indent=1) + "\n")


def export_relays(trained: list[Path], out: Path, *, quantise: bool) -> None:
    """The mean of the weights of several runs."""
    runs = [torch.load(path, weights_only=True, map_location="cpu")["relays"] for path in trained]
    state = {name: torch.stack([run[name] for run in runs]).mean(0).numpy() for name in runs[0]}
    onnx.save(build_relays(state, quantise=quantise), out / "relays.onnx")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--relays", type=Path, nargs="+", help="what runs of ``training.relays`` wrote, and no checkpoint"
    )
    parser.add_argument("--threshold", type=float, default=0.4)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--last", action="store_true", help="the last weights instead of their running average")
    parser.add_argument("--float", action="store_true", help="32-bit weights, to measure what int8 costs")
    o = parser.parse_args()
    if o.relays:
        export_relays(o.relays, o.out, quantise=not o.float)
    elif not (o.checkpoint and o.encoder):
        parser.error("give --checkpoint and --encoder, or --relays")
    else:
        settings = {"threshold": o.threshold, "size": o.size, "calibration": [0, 1, 0, 0]}
        export(o.checkpoint, o.encoder, o.out, settings, averaged=not o.last, quantise=not o.float)
    print(f"{sum(f.stat().st_size for f in o.out.iterdir()) / 1e6:.1f} MB in {o.out}")


if __name__ == "__main__":
    main()
