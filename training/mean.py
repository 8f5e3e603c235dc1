"""The mean of the weights of several runs: ``python -m training.mean RUN/checkpoint.pt ... --out MEAN.pt``.

Runs that began from the same weights mostly lie in one basin, and their mean is more right than each (Wortsman et al.,
"Model soups", ICML 2022). A checkpoint that is given twice counts twice.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from .teacher import load_network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor


def mean(runs: Sequence[Path]) -> dict[str, object]:
    """A checkpoint with the mean of the weights of checkpoints (their averages) and of models that export wrote.

    The head for what statements do, which not every run began with the same weights, is the last one's.
    """
    weights = [load_network(path).state_dict() for path in runs]
    last = weights[-1]
    together = {k: last[k] if k.startswith("sense.") else _mean([w[k] for w in weights]) for k in last}
    steps = [torch.load(path, weights_only=False, map_location="cpu")["step"] for path in runs if path.is_file()]
    return {"network": last, "average": together, "step": max(steps, default=0)}


def _mean(weights: list[Tensor]) -> Tensor:
    """Weights that no run changed, such as the words', stay what they are to the last bit: other models share them."""
    first = weights[0]
    return first if all(torch.equal(first, other) for other in weights) else torch.stack(weights).mean(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+", help="checkpoints, or folders that export wrote")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.save(mean(options.runs), options.out)


if __name__ == "__main__":
    main()
