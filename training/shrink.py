"""A trained network -> a smaller one to be taught by it: fewer layers, the heads and inner neurons that matter most.

The importance of a head or a neuron is the mean size of the loss's change, to first order, if it were silent
(Michel, Levy and Neubig 2019; Molchanov et al. 2017).
"""

from __future__ import annotations

import copy
from itertools import combinations
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from .network import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from .network import Network, Shape

    Loss = Callable[[Network, dict[str, Tensor]], Tensor]


def shrink(network: Network, shape: Shape, batches: list[dict[str, Tensor]], loss: Loss) -> Network:
    """A copy of ``network`` cut down to ``shape``; ``batches`` are what its parts are judged by."""
    small = copy.deepcopy(network).eval().requires_grad_(requires_grad=True)
    small.encoder.layers = _best_layers(small, shape.layers, batches[:6], loss)
    heads, neurons = importance(small, batches, loss)
    for layer, head, neuron in zip(small.encoder.layers, heads, neurons, strict=True):
        _keep_heads(layer, head.topk(shape.heads).indices.sort().values)
        _keep_neurons(layer, neuron.topk(shape.inner).indices.sort().values)
    return small


def _best_layers(network: Network, count: int, batches: list[dict[str, Tensor]], loss: Loss) -> nn.ModuleList:
    """The layers, in order, with which the loss is lowest; the first always stays, since it takes up the input."""
    every = network.encoder.layers
    figures = {}
    for rest in combinations(range(1, len(every)), count - 1):
        network.encoder.layers = nn.ModuleList(every[i] for i in (0, *rest))
        with torch.no_grad():
            figures[rest] = sum(loss(network, batch).item() for batch in batches)
    best = min(figures, key=lambda rest: figures[rest])
    print(f"layers kept: {(0, *best)}", flush=True)
    return nn.ModuleList(every[i] for i in (0, *best))


def importance(network: Network, batches: list[dict[str, Tensor]], loss: Loss) -> tuple[list[Tensor], list[Tensor]]:
    """Of every layer's heads (heads,) and inner neurons (inner,)."""
    layers = list(network.encoder.layers)
    heads = [torch.zeros(layer.heads) for layer in layers]
    neurons = [torch.zeros(layer.up.out_features) for layer in layers]
    for batch in batches:
        seen: list[list[Tensor]] = [[], []]
        hooks = [m.register_forward_pre_hook(_keep(seen[k])) for x in layers for k, m in enumerate((x.out, x.down))]
        value = loss(network, batch)
        grads = torch.autograd.grad(value, seen[0] + seen[1])
        for hook in hooks:
            hook.remove()
        for i, (x, g) in enumerate(zip(seen[0] + seen[1], grads, strict=True)):
            effect = (x * g).detach()
            if i < len(layers):
                heads[i] += effect.unflatten(2, (-1, HEAD)).sum(3).abs().sum((0, 1))
            else:
                neurons[i - len(layers)] += effect.abs().sum((0, 1))
    return heads, neurons


def _keep(seen: list[Tensor]) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
    def hook(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        seen.append(inputs[0])

    return hook


def _keep_heads(layer: nn.Module, keep: Tensor) -> None:
    rows = (keep.unsqueeze(1) * HEAD + torch.arange(HEAD)).flatten()
    three = torch.cat([rows + part * layer.heads * HEAD for part in range(3)])
    layer.qkv = _linear(layer.qkv.weight[three], layer.qkv.bias[three])
    layer.out = _linear(layer.out.weight[:, rows], layer.out.bias)
    layer.heads = len(keep)


def _keep_neurons(layer: nn.Module, keep: Tensor) -> None:
    layer.up = _linear(layer.up.weight[keep], layer.up.bias[keep])
    layer.down = _linear(layer.down.weight[:, keep], layer.down.bias)


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    linear = nn.Linear(weight.shape[1], weight.shape[0])
    linear.weight = nn.Parameter(weight.detach().clone())
    linear.bias = nn.Parameter(bias.detach().clone())
    return linear


__all__ = ["importance", "shrink"]
