"""What DNA 3.0 computes, recomputed: every deterministic golden case, to 1e-9, labels in the same order."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.dna import read_dna
from sayso.networks.compat import Source, read_options, report

GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "dna" / "golden"

pytestmark = pytest.mark.skipif(not (GOLDEN / "index.json").is_file(), reason="the golden cases are absent")

# What is of the run and not of the result; of the spectra only DNA's own is no rounding noise.
_NOT_COMPARED = {"id", "options", "log", "runs_seed_1234", "outfile_prefix", "exception", "exception_at"}
_KINDS = {
    "barplot": 26 + 7,
    "backbone_landscape": 3 + 3,
    "file": 10 + 4,
    "nested": 20 + 2,
    "network": 724,
    "polarization": 8 + 2,
    "rdna_attributes": 1,
    "rdna_barplot": 2,
    "rdna_phase": 3,
}


@cache
def index() -> dict[str, Any]:
    if not (GOLDEN / "index.json").is_file():
        return {"cases": [], "databases": {}}
    data: dict[str, Any] = json.loads((GOLDEN / "index.json").read_text(encoding="utf-8"))
    return data


@cache
def source(name: str) -> Source:
    return Source(read_dna(GOLDEN / index()["databases"][name]["path"]))


@cache
def groups() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for case in index()["cases"]:
        if case["deterministic"]:
            found[f"{case['kind']}-{case['group']}"].append(case)
    return found


def comparable(golden: dict[str, Any]) -> dict[str, Any]:
    """What can be the same: no rounding noise, and not the places that rDNA's scaling happens to stop at."""
    made = {key: value for key, value in golden.items() if key not in _NOT_COMPARED}
    if "normalized_eigenvalues" in made:
        made["normalized_eigenvalues"] = {"ojalgo": made["normalized_eigenvalues"]["ojalgo"]}
    if "distmat" in made.get("result", ()):
        result = {key: value for key, value in made["result"].items() if key != "mds_stress"}
        result["states"] = [{key: state[key] for key in ("date", "state")} for state in result["states"]]
        made["result"] = result
    return made


def difference(expected: Any, found: Any, place: str = "") -> str:
    """Where two results differ, empty if nowhere."""
    if isinstance(expected, dict):
        return next((d for k in expected if (d := difference(expected[k], found.get(k), f"{place}.{k}"))), "")
    if _numbers(expected) and _numbers(found):
        one, other = np.asarray(expected, dtype=float), np.asarray(found, dtype=float)
        if one.shape != other.shape:
            return f"{place}: shape {other.shape}, not {one.shape}"
        return "" if np.allclose(one, other, rtol=0, atol=1e-9, equal_nan=True) else f"{place}: {found}, not {expected}"
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        return next((d for n, (one, other) in pairs if (d := difference(one, other, f"{place}[{n}]"))), "")
    return "" if expected == found else f"{place}: {found!r}, not {expected!r}"


def _numbers(value: Any) -> bool:
    """Whether it is a matrix, a list of numbers or one of them."""
    if isinstance(value, list):
        return (
            bool(value) and all(_numbers(part) for part in value) and len({type(part) is list for part in value}) == 1
        )
    return isinstance(value, (int, float)) and not isinstance(value, bool)


@pytest.mark.parametrize("group", groups())
def test_every_case_comes_out_as_in_dna(group: str) -> None:
    wrong = []
    for case in groups()[group]:
        golden = json.loads((GOLDEN / case["file"]).read_text(encoding="utf-8"))
        found = report(source(case["db"]), read_options(case))
        if case.get("dna_fails_with"):
            differs = "" if "exception" in found else "DNA fails here"
        else:
            differs = difference(comparable(golden), found)
        if differs:
            wrong.append((case["id"], differs[:200]))
    assert not wrong


def test_no_deterministic_case_is_left_out() -> None:
    counts: dict[str, int] = defaultdict(int)
    for cases in groups().values():
        for case in cases:
            counts[case["kind"]] += 1
    assert counts == _KINDS
