"""How long it takes to begin: importing Sayso, and reading one short article from a cold start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .child import peak_mb
from .runs import environment

IMPORT = "import time; begin = time.perf_counter(); import sayso; print(time.perf_counter() - begin)"
READ = "from sayso.cli import main; main()"
ARTICLE = """\
Harbour board split over new ferry

Two members of the Port Selwick harbour board said on Monday that the new ferry would not pay for itself before 2040.

“We are buying a boat that nobody asked for,” said Mara Quill, who has sat on the board since March. The company that
is to run the line denied this and called her figures “a guess.”

According to a report by the city's auditors, fares might have to rise by a fifth unless the state takes over the debt.
Some residents fear that the old pier will be closed. Mayor Tomas Edel promised to keep it open if the council agrees.
"""


@dataclass(frozen=True)
class Startup:
    """Seconds and megabytes; ``None`` where it could not be measured."""

    import_seconds: float | None
    read_seconds: float | None
    read_peak_mb: float | None


def measure(repeat: int) -> Startup:
    imports = [x for x in (_import() for _ in range(repeat)) if x is not None]
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(ARTICLE, encoding="utf-8")
        reads = [x for x in (_read(article) for _ in range(repeat)) if x is not None]
    return Startup(
        median(imports) if imports else None,
        median(seconds for seconds, _ in reads) if reads else None,
        median(peak for _, peak in reads) if reads else None,
    )


def _import() -> float | None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], env=environment(), capture_output=True, text=True, check=False
    )
    return None if done.returncode else float(done.stdout)


def _read(article: Path) -> tuple[float, float] | None:
    command = [sys.executable, "-c", READ, "read", str(article)]
    begin = time.perf_counter()
    with subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    return None if process.returncode else (seconds, peak_mb(usage))
