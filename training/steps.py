"""One step of training, whatever the network: down the gradient, and a running average of the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor, nn

FROZEN = "encoder.word.weight"  # stays as it was pretrained


def descend(network: nn.Module, optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    """Change the weights against the gradient of ``loss``, whose norm is at most 1."""
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.grad is not None], 1.0)
    optimizer.step()


@torch.no_grad()
def move_average(average: Mapping[str, Tensor], network: nn.Module, step: int, most: float) -> None:
    """Move the average towards the weights, of which it then keeps at most the share ``most``."""
    keep = min(most, (1 + step) / (10 + step))
    for name, value in network.state_dict().items():
        if name in average and name != FROZEN:
            average[name].lerp_(value, 1 - keep)
