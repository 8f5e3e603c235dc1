"""What is computed from networks: spectra, backbones, polarization, communities, phases, barplots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from sayso.dna import read_dna
from sayso.networks import (
    NetworkError,
    NetworkOptions,
    StatementTable,
    Window,
    backbones,
    barplot,
    distances,
    network,
    polarization,
    series,
    table_of,
)
from sayso.networks.communities import METHODS, best_communities, communities
from sayso.networks.phases import phases, trajectory
from sayso.networks.polarization import Quality, best_groups
from sayso.networks.spectrum import spectrum

if TYPE_CHECKING:
    from pathlib import Path

ONE = NetworkOptions(type="onemode", aggregation="subtract", normalization="average", duplicates="document")


@pytest.fixture
def statements(debate: Path) -> StatementTable:
    return table_of(read_dna(debate))


def two_camps(size: int) -> np.ndarray:
    ties = np.kron(np.eye(2), np.ones((size, size)))
    ties[0, -1] = ties[-1, 0] = 0.5
    np.fill_diagonal(ties, 0)
    return ties


def test_the_spectrum_is_that_of_the_laplacian_but_in_dna() -> None:
    path = np.array([[0.0, 1, 0], [1, 0, 1], [0, 1, 0]])
    np.testing.assert_allclose(spectrum(path), [3 / 4, 1 / 4, 0], atol=1e-12)
    np.testing.assert_allclose(spectrum(path, dna=True), [2 / 4, 1 / 4, 1 / 4])
    assert distances([path, path, 2 * path], "spectral").max() < 1e-12
    assert distances([path, 2 * path], "absdiff")[0, 1] == 4
    with pytest.raises(NetworkError, match="same nodes"):
        distances([path, path[:2, :2]], "absdiff")


def test_a_backbone_loses_least_first(statements: StatementTable) -> None:
    found = backbones(statements, ONE)
    steps = found.nested()
    assert {step.concept for step in steps} == set(found.concepts)
    assert steps[0].backbone_loss == min(
        found.loss([c for c in found.concepts if c != gone]) for gone in found.concepts
    )
    assert steps[-1].redundant_loss == pytest.approx(0)
    best, loss = found.anneal(size=2, steps=200, seed=1)
    assert loss == min(cost for concepts, cost, _ in found.landscape() if len(concepts) == 2)
    assert found.anneal(size=2, steps=200, seed=1) == (best, loss)


def test_polarization_finds_the_camps() -> None:
    congruence = two_camps(4)
    quality = Quality(congruence, 1 - congruence - np.eye(8))
    groups = best_groups(quality)
    assert set(groups[:4]) != set(groups[4:])
    assert len(set(groups[:4])) == len(set(groups[4:])) == 1
    assert quality.raw(groups) == min(raw for _, raw, _ in quality.table(2))
    upside_down = Quality(quality.congruence, quality.conflict, dna=True)
    assert upside_down.raw(best_groups(upside_down)) == max(raw for _, raw, _ in upside_down.table(2))


def test_perfect_camps_score_one_and_the_worst_zero() -> None:
    together = np.kron(np.eye(2), np.ones((3, 3))) - np.eye(6)
    apart = 1 - together - np.eye(6)
    assert Quality(together, apart).of(np.array([0, 0, 0, 1, 1, 1])) == pytest.approx(1)
    assert Quality(apart, together).of(np.array([0, 0, 0, 1, 1, 1])) == pytest.approx(0)
    assert Quality(0 * apart, 0 * apart).of(np.array([0, 0, 0, 1, 1, 1])) == 0


def test_polarization_over_time(statements: StatementTable) -> None:
    options = NetworkOptions(window=Window("days", 31, "gaussian"))
    scores = polarization(statements, options)
    assert len(scores) > 10
    assert all(0 <= one.score <= 1 for one in scores)
    assert [one.time for one in scores] == sorted(one.time for one in scores)
    (whole,) = polarization(statements)
    assert (
        dict(zip(whole.actors, whole.groups, strict=True))["Tidewatch"]
        != whole.groups[whole.actors.index("Shippers' League")]
    )


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_two_camps(method: str) -> None:
    from sayso.networks.communities import of_ties

    found = of_ties(two_camps(5), method, count=None if method in METHODS[:9] else 2)
    assert found.groups == (0,) * 5 + (1,) * 5
    assert found.modularity > 0.4


def test_communities_of_a_network(statements: StatementTable) -> None:
    made = network(statements, ONE)
    best = best_communities(made)
    assert best.modularity >= communities(made, "louvain").modularity
    assert len(best.groups) == len(made.rows)
    with pytest.raises(NetworkError, match="one-mode"):
        communities(network(statements))
    with pytest.raises(NetworkError, match="'guess' is not one of"):
        communities(made, "guess")


def test_phases_part_the_times(statements: StatementTable) -> None:
    options = NetworkOptions(
        type="onemode", aggregation="subtract", window=Window("days", 15, "gaussian", indent=False)
    )
    found = phases(list(series(statements, options)))
    assert found.distance.max() == 1
    assert set(found.states) >= {1, 2}
    places = trajectory(found.distance)
    assert places.shape == (len(found.times), 2)


def test_a_trajectory_keeps_the_order_of_distances() -> None:
    line = np.abs(np.subtract.outer(np.arange(8.0), np.arange(8.0)))
    places = trajectory(line)
    gaps = np.linalg.norm(np.diff(places, axis=0), axis=1)
    np.testing.assert_allclose(gaps, gaps[0], rtol=1e-3)


def test_bars_count_each_side(statements: StatementTable) -> None:
    bars = barplot(statements)
    assert bars.levels == (0, 1)
    assert bars.values[0] == "Night work should be allowed."
    assert bars.counts.tolist() == [[2, 3], [1, 3], [2, 3], [2, 3]]
    assert barplot(statements, qualifier=None).counts.sum(axis=1).tolist() == [3, 3, 3, 4]
    assert bars.to_pandas().shape == (4, 2)
