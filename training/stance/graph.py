"""Weights -> ONNX, by the operators of ``training.export``: one text or pair at a time, 8-bit matrices.

The graph begins behind the word embeddings, which the reading model's file holds: ``words`` (1, N, 384) are those of
the pieces, ``segments`` (1, N) says for each whether it is of the first text or the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from onnx import TensorProto, helper

from training.export import MICROSOFT, Graph

from .network import POSITIONS

if TYPE_CHECKING:
    import onnx

    from training.network import Shape

HIDDEN = 384


def encoder(g: Graph, shape: Shape) -> str:
    """The name of the last layer's states (1, N, HIDDEN)."""
    size = g.one("Shape", ["words"], start=1, end=2)
    zero, axis = g.weight("zero", np.zeros(1, np.int64)), g.weight("axis", np.zeros(1, np.int64))
    positions = g.weight("encoder.position.weight", g.state["encoder.position.weight"][:POSITIONS])
    x = g.one("Add", ["words", g.one("Slice", [positions, zero, size, axis])])
    x = g.norm(x, g.table("encoder.segment", "segments"), "encoder.norm")
    for i in range(shape.layers):
        at = f"encoder.layers.{i}"
        q, k, v = g.node("Split", [g.linear(x, f"{at}.qkv")], 3, axis=2, num_outputs=3)
        attended = g.one("MultiHeadAttention", [q, k, v], MICROSOFT, num_heads=shape.heads)
        x = g.norm(x, g.linear(attended, f"{at}.out", bias=False), f"{at}.norm1", f"{at}.out.bias")
        up = g.one("Gelu", [g.linear(x, f"{at}.up")], MICROSOFT)
        x = g.norm(x, g.linear(up, f"{at}.down", bias=False), f"{at}.norm2", f"{at}.down.bias")
    return x


def mean(g: Graph, states: str) -> str:
    """(1, HIDDEN): the mean over the pieces."""
    return g.one("ReduceMean", [states, g.weight("pieces_axis", np.ones(1, np.int64))], keepdims=0)


def embedder(state: dict[str, np.ndarray], shape: Shape, *, quantise: bool = True) -> onnx.ModelProto:
    """``vector`` (1, HIDDEN), of length 1."""
    g = Graph(state, quantise=quantise)
    pooled = mean(g, encoder(g, shape))
    g.nodes.append(helper.make_node("LpNormalization", [pooled], ["vector"], axis=1, p=2))
    return _model(g, "vector", HIDDEN)


def stance(state: dict[str, np.ndarray], shape: Shape, *, quantise: bool = True) -> onnx.ModelProto:
    """``scores`` (1, 2): for rather than against; about it at all."""
    g = Graph(state, quantise=quantise)
    states = encoder(g, shape)
    axis = g.weight("first_axis", np.ones(1, np.int64))
    begin, end = g.weight("begin", np.zeros(1, np.int64)), g.weight("end", np.ones(1, np.int64))
    first = g.one("Squeeze", [g.one("Slice", [states, begin, end, axis]), axis])
    pooled = g.one("Concat", [first, mean(g, states)], axis=1)
    mixed = g.one("Tanh", [g.linear(pooled, "mix")])
    g.quantise = False
    g.nodes.append(helper.make_node("Identity", [g.linear(mixed, "out")], ["scores"]))
    return _model(g, "scores", 2)


def _model(g: Graph, output: str, width: int) -> onnx.ModelProto:
    inputs = [helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "pieces", HIDDEN])]
    inputs.append(helper.make_tensor_value_info("segments", TensorProto.INT64, [1, "pieces"]))
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, width])]
    graph = helper.make_graph(g.nodes, "sayso", inputs, outputs, g.weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="sayso")


__all__ = ["embedder", "stance"]
