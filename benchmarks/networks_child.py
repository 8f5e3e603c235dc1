"""One size, measured in a process of its own: ``python -m benchmarks.networks_child KIND SIZE SEED FILE``.

KIND is ``table`` (columns in memory), ``ledger`` (FILE, which is made where it is missing) or ``dna`` (FILE); what was
measured is printed as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.networks import NetworkOptions, Window, network, series, table_of

from .child import peak_mb
from .networks_made import made_table, make_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

Measured = tuple[float, float] | float

WINDOWS = 100
_MONTHS = Window("months", 19)


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    begin, used = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - begin, time.process_time() - used


def of_table(size: int, seed: int) -> dict[str, Measured]:
    statements = made_table(size, seed)
    found: dict[str, Measured] = {}
    for name, kind in (("two-mode", "twomode"), ("one-mode", "onemode")):
        options = NetworkOptions(type=kind, aggregation="subtract")
        moving = NetworkOptions(type=kind, aggregation="subtract", window=_MONTHS)
        found[name] = timed(lambda options=options: network(statements, options))  # type: ignore[misc]
        found[f"{WINDOWS} {name} windows"] = timed(
            lambda moving=moving: [one.statements for one in islice(series(statements, moving), WINDOWS)]  # type: ignore[misc]
        )
    return found


def of_ledger(file: Path, size: int, seed: int) -> dict[str, Measured]:
    from sayso.ledger import Ledger
    from sayso.networks.from_ledger import ledger_table

    found: dict[str, Measured] = {}
    if not file.exists():
        found["(made)"] = timed(lambda: make_ledger(file, size, seed))
    options = NetworkOptions(variable1="speaker", aggregation="subtract")
    moving = NetworkOptions(variable1="speaker", aggregation="subtract", window=_MONTHS)
    with Ledger(file, create=False) as ledger:
        found["two-mode, read from the ledger"] = timed(lambda: ledger.network(options))

        def windows() -> None:
            table = ledger_table(ledger, ("speaker", "concept", "agreement"), dated=True)
            assert sum(1 for _ in islice(series(table, moving), WINDOWS)) == WINDOWS

        found[f"{WINDOWS} two-mode windows, read from the ledger"] = timed(windows)
    return found


def of_dna(file: Path) -> dict[str, Measured]:
    """The best of ten, as a user who asks again meets it."""
    reading = min(timed(lambda: table_of(file)) for _ in range(10))
    statements = table_of(file)
    found: dict[str, Measured] = {"reading the file": reading}
    for name, kind in (("two-mode", "twomode"), ("one-mode", "onemode")):
        options = NetworkOptions(type=kind, aggregation="subtract")
        found[name] = min(timed(lambda options=options: network(statements, options)) for _ in range(10))  # type: ignore[misc]
    return found


def main(kind: str, size: str, seed: str, file: str) -> None:
    if kind == "table":
        found = of_table(int(size), int(seed))
    else:
        found = of_ledger(Path(file), int(size), int(seed)) if kind == "ledger" else of_dna(Path(file))
    found["peak MB"] = peak_mb(resource.getrusage(resource.RUSAGE_SELF))
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
