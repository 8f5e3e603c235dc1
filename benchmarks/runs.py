"""Every system in turn, again and again, each time in a process of its own on the same core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from .systems import SYSTEMS, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.evaluate import GoldArticle

ROOT = Path(__file__).resolve().parent.parent
THREADS = ("OMP", "MKL", "OPENBLAS", "BLIS", "NUMEXPR", "RAYON")
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in THREADS}


@dataclass(frozen=True)
class Result:
    """Medians over the repeats of one system; ``problem`` says why there are none."""

    name: str
    problem: str = ""
    words_per_second: float = 0.0
    load_seconds: float = 0.0
    peak_mb: float = 0.0
    refused: int = 0
    found: Sequence[Sequence[Found]] = ()


def pin(core: int | None) -> int | None:
    """Keep this process and those that it starts on one core, where the system can; returns the core."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    core = max(os.sched_getaffinity(0)) if core is None else core
    os.sched_setaffinity(0, {core})
    return core


def environment() -> dict[str, str]:
    return os.environ | ONE_THREAD


def run_all(names: Sequence[str], articles: Sequence[GoldArticle], repeat: int) -> list[Result]:
    """The systems are interleaved, so that a slow minute of the machine falls on all of them."""
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.json"
        texts.write_text(json.dumps([a.text for a in articles]), encoding="utf-8")
        for name in _order(names, repeat):
            if not any("missing" in run for run in runs[name]):
                runs[name].append(_run(name, texts))
    return [_result(name, runs[name]) for name in names]


def _order(names: Sequence[str], repeat: int) -> Iterator[str]:
    for turn in range(repeat):
        for name in names:
            print(f"{SYSTEMS[name].label}: run {turn + 1} of {repeat}", file=sys.stderr)
            yield name


def _run(name: str, texts: Path) -> dict[str, Any]:
    out = texts.with_name(f"{name}.json")
    command = [sys.executable, "-m", "benchmarks.child", name, str(texts), str(out)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), check=False, stdout=subprocess.DEVNULL)
    if done.returncode:
        return {"missing": f"failed with exit code {done.returncode}"}
    result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return result


def _result(name: str, runs: Sequence[dict[str, Any]]) -> Result:
    problems = [run["missing"] for run in runs if "missing" in run]
    if problems:
        return Result(name, problems[0])
    middle = {key: median(run[key] for run in runs) for key in ("words_per_second", "load_seconds", "peak_mb")}
    return Result(name, refused=runs[0]["refused"], found=runs[0]["found"], **middle)
