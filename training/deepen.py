"""A trained network -> the same with more layers, which at first change next to nothing.

The new layers copy their neighbour's inner parts, but what they add begins at zero (Chen, Goodfellow and Shlens,
"Net2Net", 2016); their norms undo themselves, to first order, by the mean and the spread of what goes in.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import torch
from torch import nn

if TYPE_CHECKING:
    from torch import Tensor

    from .network import Network


def deepen(network: Network, layers: int, batches: list[dict[str, Tensor]]) -> Network:
    """``network`` with as many layers; each new one stands after the middle of those that were there."""
    while len(network.encoder.layers) < layers:
        every = list(network.encoder.layers)
        place = (len(every) + 1) // 2
        mean, spread = _statistics(network, every[place - 1], batches)
        new = copy.deepcopy(every[place - 1])
        for linear in (new.out, new.down):
            nn.init.zeros_(linear.weight)
            nn.init.zeros_(linear.bias)
        for norm in (new.norm1, new.norm2):
            nn.init.constant_(norm.weight, spread)
            nn.init.constant_(norm.bias, mean)
        network.encoder.layers = nn.ModuleList([*every[:place], new, *every[place:]])
    return network


@torch.no_grad()
def _statistics(network: Network, layer: nn.Module, batches: list[dict[str, Tensor]]) -> tuple[float, float]:
    """Mean and standard deviation over the features of what ``layer`` gives, averaged over the pieces."""
    seen: list[Tensor] = []
    hook = layer.register_forward_hook(lambda _module, _inputs, output: seen.append(output))
    for batch in batches:
        network.states(batch)
    hook.remove()
    states = torch.cat([s.flatten(0, 1) for s in seen])
    return states.mean().item(), states.std(dim=1).mean().item()


__all__ = ["deepen"]
