"""What networks cost against statements, in seconds and memory: ``python -m benchmarks.networks``.

Statements are invented (``networks_made``): 2,000 actors, 200 concepts, ten years. Each size is measured in a process
of its own; the table of statements is made before the clock starts, and used on one core; a ledger is read while it
runs, on all cores. Times are seconds by the clock and, in brackets, of the processor.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .runs import ROOT, environment, pin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

FLOORS = {"two-mode": 3, "100 two-mode windows": 30}
"""Seconds for a million statements that must not be exceeded."""


def child(kind: str, size: int, seed: int, file: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.networks_child", kind, str(size), str(seed), str(file)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def lines(title: str, sizes: Sequence[int], found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A table; ``grows with`` is the power of statements that the processor's time grows with: 1 is linear."""
    yield f"| {title} | {' | '.join(f'{size:,}' for size in sizes)} | grows with | floor |"
    yield "|---|" + "---:|" * (len(sizes) + 2)
    for name in found[-1]:
        if name.startswith("("):
            continue
        values = [one[name] for one in found]
        memory = name == "peak MB"
        shown = " | ".join(f"{value:,.0f}" if memory else f"{value[0]:.2f} ({value[1]:.2f})" for value in values)
        power = _power(sizes, [value[1] for value in values]) if len(sizes) > 1 and not memory else ""
        floor = FLOORS.get(name.removesuffix(", read from the ledger")) if sizes[-1] == 1_000_000 else None
        yield f"| {name} | {shown} | {power} | {f'{floor} s' if floor else ''} |"


def _power(sizes: Sequence[int], values: Sequence[float]) -> str:
    if min(values[0], values[-1]) <= 0:
        return ""
    return f"n^{math.log(values[-1] / values[0]) / math.log(sizes[-1] / sizes[0]):.2f}"


@click.command()
@click.option("--statements", "sizes", multiple=True, type=click.IntRange(1), default=(100_000, 300_000, 1_000_000))
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--ledger/--no-ledger", default=True, show_default=True, help="Make ledgers of these sizes too.")
@click.option("--folder", type=click.Path(path_type=Path), help="Keep the ledgers there, and use those that are there.")
@click.option("--dna", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Measure this .dna file too.")
@click.option("--core", type=click.IntRange(0), help="The core to run on; the last one by default.")
def main(
    sizes: tuple[int, ...], seed: int, ledger: bool, folder: Path | None, dna: Path | None, core: int | None
) -> None:
    """Measure networks of many statements."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    pin(core)
    order = sorted(sizes)
    found = [child("table", size, seed, Path()) for size in order]
    print("\n".join(lines("statements in memory", order, found)), flush=True)
    if ledger:
        if cores is not None:
            os.sched_setaffinity(0, cores)
        with tempfile.TemporaryDirectory() as made:
            place = folder or Path(made)
            place.mkdir(parents=True, exist_ok=True)
            found = [child("ledger", size, seed, place / f"{size}-{seed}.db") for size in order]
        print("\n" + "\n".join(lines("coded statements of a ledger", order, found)), flush=True)
    if dna is not None:
        print(f"\n{dna.name}, the best of ten:")
        for name, value in child("dna", 0, seed, dna.resolve()).items():
            print(f"{name}: {value:.0f}" if name == "peak MB" else f"{name}: {value[0] * 1000:.2f} ms")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.networks")
