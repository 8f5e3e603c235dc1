"""Where DNA and rDNA draw lots: their golden runs against ours, as near as chance allows."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.dna import read_dna
from sayso.networks import NetworkOptions, StatementTable, Window, backbones, network, series, table_of
from sayso.networks.communities import communities, modularity
from sayso.networks.compat import Source, read_options, report
from sayso.networks.irt import sample
from sayso.networks.phases import stress
from sayso.networks.polarization import Quality, best_groups
from sayso.networks.votes import votes_of

GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "dna" / "golden"

pytestmark = pytest.mark.skipif(not (GOLDEN / "index.json").is_file(), reason="the golden cases are absent")

BACKBONE = NetworkOptions(
    type="onemode", aggregation="subtract", normalization="average", duplicates="document", compat="dna-3.0"
)


def cases(kind: str) -> list[dict[str, Any]]:
    if not (GOLDEN / "index.json").is_file():
        return []
    every = json.loads((GOLDEN / "index.json").read_text(encoding="utf-8"))["cases"]
    return [case for case in every if case["kind"] == kind]


def golden(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    return data


@cache
def source(name: str) -> Source:
    data = json.loads((GOLDEN / "index.json").read_text(encoding="utf-8"))["databases"]
    return Source(read_dna(GOLDEN / data[name]["path"]))


@cache
def statements() -> StatementTable:
    return table_of(source("sample.dna").dna)


@pytest.mark.parametrize("case", cases("backbone_sa"), ids=lambda case: case["id"])
def test_annealing_finds_what_dna_finds_or_better(case: dict[str, Any]) -> None:
    runs = golden(case["file"])["runs"]
    found = backbones(statements(), BACKBONE)
    size = case["options"].get("backboneSize")
    best, loss = found.anneal(size=size, penalty=case["options"].get("penalty", 0.0), steps=2_000)
    assert loss <= min(run["backbone_loss_of_returned_set"] for run in runs) + 1e-12
    for run in runs:
        assert found.loss(run["backbone"]) == pytest.approx(run["backbone_loss_of_returned_set"], abs=1e-12)
        assert found.loss(run["redundant"]) == pytest.approx(run["redundant_loss_of_returned_set"], abs=1e-12)
    if size:
        assert len(best) == size


@pytest.mark.parametrize("case", cases("polarization"), ids=lambda case: case["id"])
def test_no_search_of_dna_finds_better_groups(case: dict[str, Any]) -> None:
    made = report(source(case["db"]), read_options(case))
    clusters, whole = int(case["options"].get("numClusters", 2)), not case["options"].get("timeWindow")
    second = made["conflict" if whole else "congruence"]  # D09: over time one network is taken twice
    found = [
        Quality(np.asarray(one["matrix"], dtype=float), np.asarray(other["matrix"], dtype=float), dna=True)
        for one, other in zip(made["congruence"], second, strict=True)
    ]
    best = [quality.raw(best_groups(quality, clusters)) if len(quality.congruence) > 1 else 0.0 for quality in found]
    if case["options"].get("normalizeScores"):
        best = [quality.score(raw) for quality, raw in zip(found, best, strict=True)]
    runs = golden(case["file"])["runs_seed_1234"]
    for run in [*runs.get("greedy", ()), *runs.get("genetic", ())]:
        assert len(run["final_max_qs"]) == len(best)
        assert all(ours >= theirs - 1e-9 for ours, theirs in zip(best, run["final_max_qs"], strict=True))


@pytest.mark.parametrize("case", cases("polarization")[:4], ids=lambda case: case["id"])
def test_the_groups_of_greedy_runs_have_the_quality_that_dna_gives_them(case: dict[str, Any]) -> None:
    made = report(source(case["db"]), read_options(case))
    one, other = (np.asarray(made[name][0]["matrix"]) for name in ("congruence", "conflict"))
    quality = Quality(one, other, dna=True)
    for run in golden(case["file"])["runs_seed_1234"]["greedy"]:
        raw = quality.raw(np.asarray(run["memberships"]))
        value = quality.score(raw) if case["options"]["normalizeScores"] else raw
        assert value == pytest.approx(run["final_max_qs"][0], abs=1e-9)


@pytest.mark.parametrize("case", cases("rdna_phase"), ids=lambda case: case["id"])
def test_trajectories_are_as_good_as_rdnas(case: dict[str, Any]) -> None:
    """rDNA's scaling stops early; ours has less stress, and lies nearly the same but for turning."""
    from scipy.spatial import procrustes

    theirs = golden(case["file"])["result"]
    made = report(source(case["db"]), read_options(case))["result"]
    places, others = (np.asarray([[s["X1"], s["X2"]] for s in one["states"]]) for one in (made, theirs))
    distance = np.asarray(theirs["distmat"])
    assert stress(distance, others) * 100 == pytest.approx(theirs["mds_stress"], rel=0.05, abs=0.01)
    assert stress(distance, places) <= stress(distance, others) + 1e-4
    assert procrustes(others, places)[2] < 0.05


def sides(groups: Any) -> list[bool]:
    return [group == groups[0] for group in groups]


@pytest.mark.parametrize(
    "method",
    ["louvain", "leiden", "fastgreedy", "walktrap", "leading_eigenvector", "infomap", "label_propagation"],
)
def test_communities_are_those_of_rdna(method: str) -> None:
    theirs = golden("rdna/multiclust_k0_document.json")["result"]
    options = NetworkOptions(type="onemode", aggregation="subtract", normalization="average", duplicates="document")
    made = network(statements(), options)
    (best,) = theirs["max_mod"]
    groups = {m["node"]: m["cluster"] for m in theirs["memberships"] if m["method"] == best["max_method"]}
    expected = [groups[actor] for actor in made.rows]
    assert sides(communities(made, method).groups) == sides(expected)
    ties = (made.to_numpy() > 0).astype(float)  # rDNA leaves the weights out
    assert modularity(ties, expected) == pytest.approx(best["max_mod"], abs=1e-9)


@pytest.mark.parametrize("method", ["single", "average", "complete", "ward", "kmeans", "pam", "concor"])
def test_methods_that_cut_find_rdnas_groups(method: str) -> None:
    theirs = golden("rdna/multiclust_k2_person_document.json")["result"]
    options = NetworkOptions(
        type="onemode", variable1="person", aggregation="subtract", normalization="average", duplicates="document"
    )
    made = network(statements(), options)
    groups = {m["node"]: m["cluster"] for m in theirs["memberships"] if m["method"] == "CONCOR (One-Mode)"}
    expected = [groups[actor] for actor in made.rows]
    votes = votes_of(statements(), options)
    assert votes.actors == made.rows
    found = communities(made, method, count=2, distance=votes.distance())
    assert sides(found.groups) == sides(expected)
    ties = (made.to_numpy() > 0).astype(float)
    assert modularity(ties, expected) == pytest.approx(theirs["max_mod"][0]["max_mod"], abs=1e-9)


def test_the_scale_is_rdnas() -> None:
    """rDNA standardizes each draw over all parameters together, which is undone by nothing: so do we, to compare."""
    theirs = golden("rdna/scale1dbin.json")["result"]
    votes = votes_of(statements(), NetworkOptions()).telling(0.49)
    assert list(votes.actors) == theirs["recoded_rows"]
    assert list(votes.concepts) == theirs["recoded_cols"]
    matrix = votes.matrix(0.49)
    np.testing.assert_array_equal(matrix, np.asarray(theirs["recoded_matrix"], dtype=float))
    names = ("National Petrochemical & Refiners Association", "Alliance to Save Energy")
    signs = {votes.actors.index(name): sign for name, sign in zip(names, (1, -1), strict=True)}
    made = sample(matrix, 1, draws=6_000, burn_in=500, seed=1, signs=signs)
    together = np.hstack([made.theta[:, :, 0], made.beta[:, :, 0], made.alpha])
    together -= together.mean(axis=1, keepdims=True)
    together /= together.std(axis=1, ddof=1, keepdims=True)
    of_part = {"ability": votes.actors, "discrimination": votes.concepts, "difficulty": votes.concepts}
    means = iter(together.mean(axis=0))
    for part, labels in of_part.items():
        expected = {row["Row.names"]: row["mean"] for row in theirs[part]}
        for label in labels:
            assert next(means) == pytest.approx(expected[label], abs=0.15), (part, label)


@pytest.mark.parametrize(
    "case", [case for case in cases("network") if not case["deterministic"]], ids=lambda case: case["id"]
)
def test_windows_of_events_at_the_same_time_are_as_many_and_as_large(case: dict[str, Any]) -> None:
    theirs = golden(case["file"])["results"]
    size = case["options"]["windowSize"]
    options = NetworkOptions(type="onemode", aggregation="congruence", window=Window("events", size))
    ours = list(series(statements(), options))
    assert [one.statements for one in ours] == [one["num_statements"] for one in theirs]
    assert [f"{one.time:%Y-%m-%dT%H:%M}" for one in ours] == [one["datetime"] for one in theirs]
