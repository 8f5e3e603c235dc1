"""One system, one pass over the texts, in a process of its own: ``python -m benchmarks.child SYSTEM TEXTS OUT``.

TEXTS is a JSON file with a list of texts; OUT takes the measurements and what was found.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import SaysoError

from .systems import SYSTEMS

if TYPE_CHECKING:
    from collections.abc import Sequence

WARM_UP = 2_000


def main(name: str, texts: str, out: str) -> None:
    try:
        result = measure(name, json.loads(Path(texts).read_text(encoding="utf-8")))
    except ModuleNotFoundError as error:
        result = {"missing": f"not installed: {error.name}"}
    except SaysoError as error:
        result = {"missing": str(error)}
    Path(out).write_text(json.dumps(result), encoding="utf-8")


def measure(name: str, texts: Sequence[str]) -> dict[str, Any]:
    begin = time.perf_counter()
    read = SYSTEMS[name].load()
    read([texts[0][:WARM_UP]])
    loaded = time.perf_counter()
    output = read(texts)
    done = time.perf_counter()
    return {
        "load_seconds": loaded - begin,
        "seconds": done - loaded,
        "words_per_second": sum(len(text.split()) for text in texts) / (done - loaded),
        "peak_mb": peak_mb(resource.getrusage(resource.RUSAGE_SELF)),
        "refused": output.refused,
        "found": output.found,
    }


def peak_mb(usage: resource.struct_rusage) -> float:
    """Linux counts in kilobytes, macOS in bytes."""
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
