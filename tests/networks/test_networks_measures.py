"""Centralities and densities against networkx; communities over time; every method at the public face."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest

from sayso.dna import read_dna
from sayso.networks import (
    NetworkError,
    NetworkOptions,
    StatementTable,
    Window,
    communities_over_time,
    network,
    network_measures,
    node_measures,
    series,
    table_of,
)
from sayso.networks.clustering import hierarchical, kmeans
from sayso.networks.communities import CUTTING, METHODS, best_communities, communities

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONE = NetworkOptions(type="onemode", aggregation="subtract")


@pytest.fixture
def statements(debate: Path) -> StatementTable:
    return table_of(read_dna(debate))


def by_name(rows: list[dict[str, Any]], what: str) -> dict[str, float]:
    return {row["node"]: row[what] for row in rows}


@pytest.mark.parametrize("options", [ONE, NetworkOptions(), NetworkOptions(aggregation="subtract")])
def test_centralities_are_those_of_networkx(options: NetworkOptions, statements: StatementTable) -> None:
    made = network(statements, options)
    rows = node_measures(made).to_dicts()
    whole = made.to_networkx()
    names = {key: key[1] if isinstance(key, tuple) else key for key in whole}
    whole = nx.relabel_nodes(whole, names)
    positive = nx.Graph()
    positive.add_nodes_from(whole)
    for one, other, about in whole.edges(data=True):
        if about["weight"] > 0:
            positive.add_edge(one, other, weight=about["weight"], far=1 / about["weight"])
    assert by_name(rows, "degree") == dict(whole.degree())
    net = dict(whole.degree(weight="weight"))
    assert by_name(rows, "net_degree") == pytest.approx(net)
    sizes = {node: sum(abs(about["weight"]) for about in whole[node].values()) for node in whole}
    assert by_name(rows, "weighted_degree") == pytest.approx(sizes)
    assert by_name(rows, "betweenness") == pytest.approx(nx.betweenness_centrality(positive, weight="far"))
    assert by_name(rows, "closeness") == pytest.approx(nx.closeness_centrality(positive, distance="far"))
    biggest = max(nx.connected_components(positive), key=len)
    expected = nx.eigenvector_centrality_numpy(positive.subgraph(biggest), weight="weight")
    most = max(expected.values())
    found = by_name(rows, "eigenvector")
    assert {node: found[node] for node in biggest} == pytest.approx(
        {node: value / most for node, value in expected.items()}, abs=1e-6
    )


def test_densities(table: Callable[..., StatementTable]) -> None:
    said = [(0, "A", "x", 1), (0, "B", "x", 0), (1, "C", "y", 1), (1, "C", "y", 1)]
    statements = table(said, ["2020-01-06", "2020-01-07"])
    (one,) = network_measures(network(statements, ONE)).to_dicts()
    assert (one["rows"], one["edges"]) == (3, 1)
    assert one["density"] == pytest.approx(1 / 3)
    assert (one["negative_share"], one["isolates"], one["components"]) == (1, 1, 2)
    assert one["mean_weight"] == pytest.approx(-1 / 3)
    (two,) = network_measures(network(statements)).to_dicts()
    assert (two["density"], two["mean_weight"], two["components"], two["isolates"]) == (0.5, 4 / 6, 2, 0)
    frame = network_measures([network(statements), network(statements, ONE)]).to_pandas()
    assert list(frame["edges"]) == [3, 1]


@pytest.mark.parametrize("options", [ONE, NetworkOptions()])
def test_measures_of_nothing(options: NetworkOptions, table: Callable[..., StatementTable]) -> None:
    empty = network(table([], []), options)
    assert len(node_measures(empty)) == 0
    (row,) = network_measures(empty).to_dicts()
    assert (row["edges"], row["density"], row["components"]) == (0, None, 0)


def test_nodes_without_positive_ties(table: Callable[..., StatementTable]) -> None:
    said = [(0, "A", "x", 1), (0, "B", "x", 0)]
    rows = node_measures(network(table(said, ["2020-01-06"]), ONE)).to_dicts()
    assert [row["betweenness"] for row in rows] == [0, 0]
    assert [row["net_degree"] for row in rows] == [-1, -1]


@pytest.mark.parametrize("method", METHODS)
def test_every_method_groups_a_network(method: str, table: Callable[..., StatementTable]) -> None:
    camps = [(0, f"{camp}{n}", f"{camp} says {(n + k) % 5}", 1) for camp in "AB" for n in range(5) for k in (1, 2, 3)]
    bridge = [(0, "A0", "both", 1), (0, "B0", "both", 1)]
    made = network(table([*camps, *bridge], ["2020-01-06"]), NetworkOptions(type="onemode", aggregation="congruence"))
    found = communities(made, method, count=2 if method in CUTTING else None)
    assert len(found.groups) == len(made.rows)
    assert found.method == method
    if method not in ("single", "concor", "edge_betweenness", "median", "centroid"):
        assert {group for row, group in zip(made.rows, found.groups, strict=True) if row[0] == "A"}.isdisjoint(
            group for row, group in zip(made.rows, found.groups, strict=True) if row[0] == "B"
        )


@pytest.mark.parametrize("method", [method for method in CUTTING if method != "concor"])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_methods_that_cut_make_as_many_groups_as_asked(method: str, count: int) -> None:
    random = np.random.default_rng(4)
    points = random.random((9, 3))
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    groups = kmeans(distance, count) if method == "kmeans" else None
    if method not in ("kmeans", "pam"):
        groups = hierarchical(distance, method, count)
    if groups is not None:
        assert len(set(groups)) == count


def test_means_lie_where_the_points_are() -> None:
    points = np.concatenate([np.zeros((4, 2)), np.ones((3, 2)) * 9, [[9.5, 0.0]]])
    groups = kmeans(points, 3, seed=7)
    assert len(set(groups[:4])) == len(set(groups[4:7])) == 1
    assert len(set(groups)) == 3
    assert kmeans(points, 3, seed=7) == groups


def test_communities_keep_their_numbers_through_time(statements: StatementTable) -> None:
    options = NetworkOptions(type="onemode", aggregation="congruence", window=Window("days", 41))
    networks = list(series(statements, options))
    found = communities_over_time(networks)
    assert len(found.times) == len(found.best) == len(found.groups) == len(networks)
    for one, groups, best in zip(networks, found.groups, found.best, strict=True):
        assert tuple(groups) == one.rows
        assert best.modularity == pytest.approx(best_communities(one).modularity)
        pairs = {(number, group) for number, group in zip(groups.values(), best.groups, strict=True)}
        assert len(pairs) == len(set(best.groups)) == len(set(groups.values()))
    same = [one for one, other in zip(found.groups, found.groups[1:], strict=False) if one == other]
    assert len(same) > len(found.groups) / 2


def test_a_camp_that_grows_stays_what_it_was(table: Callable[..., StatementTable]) -> None:
    def camp(day: int, names: str, what: str) -> list[tuple[int, str, str, int]]:
        return [(day, name, what, 1) for name in names]

    said = [*camp(0, "AB", "x"), *camp(0, "CD", "y"), *camp(1, "AEF", "z"), *camp(1, "BCD", "y")]
    statements = table(said, ["2020-01-01", "2020-02-01"])
    options: dict[str, Any] = {"type": "onemode", "aggregation": "congruence"}
    both = [
        network(statements, NetworkOptions(**options, include={"organization": names}, exclude={"concept": gone}))
        for names, gone in (("ABCD", "z"), ("ABCDEF", "x"))
    ]
    before, after = communities_over_time(both).groups
    assert after["C"] == after["D"] == after["B"] == before["C"]
    assert after["A"] == after["E"] == before["A"]


def test_times_with_nobody_or_one_have_no_communities(table: Callable[..., StatementTable]) -> None:
    alone = network(table([(0, "A", "x", 1)], ["2020-01-01"]), ONE)
    nobody = network(table([], []), ONE)
    found = communities_over_time([nobody, alone])
    assert [best.modularity for best in found.best] == [0, 0]
    assert found.records().to_dicts()[0]["node"] == "A"
    with pytest.raises(NetworkError, match="one-mode"):
        communities_over_time([network(table([(0, "A", "x", 1)], ["2020-01-01"]))])
