"""The mean of the weights of several runs: ``python -m training.mean RUN/checkpoint.pt ... --out MEAN.pt``.

Runs that began from the same weights mostly lie in one basin, and their mean is more right than each (Wortsman et al.,
"Model soups", ICML 2022). A checkpoint that is given twice counts twice.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor


def mean(checkpoints: Sequence[Path]) -> dict[str, object]:
    """A checkpoint with the mean of the running averages; what has none is the last one's."""
    runs = [torch.load(path, weights_only=False, map_location="cpu") for path in checkpoints]
    averages: list[dict[str, Tensor]] = [run["average"] for run in runs]
    together = {name: _mean([a[name] for a in averages]) for name in averages[-1]}
    return {"network": runs[-1]["network"], "average": together, "step": max(run["step"] for run in runs)}


def _mean(weights: list[Tensor]) -> Tensor:
    """Weights that no run changed, such as the words', stay what they are to the last bit: other models share them."""
    first = weights[0]
    return first if all(torch.equal(first, other) for other in weights) else torch.stack(weights).mean(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.save(mean(options.checkpoints), options.out)


if __name__ == "__main__":
    main()
