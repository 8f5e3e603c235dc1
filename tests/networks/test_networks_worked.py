"""Networks of eight statements, with every number worked out by hand; and where Sayso and DNA differ."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from sayso.networks import (
    Column,
    DnaFailure,
    EventList,
    Network,
    NetworkError,
    NetworkOptions,
    StatementTable,
    Window,
    build,
    event_list,
    network,
    series,
)

if TYPE_CHECKING:
    from collections.abc import Callable

EIGHT = [
    (0, "A", "x", 1),
    (0, "A", "x", 1),
    (0, "A", "x", 0),
    (0, "B", "x", 1),
    (1, "A", "y", 1),
    (1, "B", "y", 0),
    (2, "B", "x", 1),
    (2, "C", "y", 0),
]
DAYS = ["2020-01-06", "2020-01-07", "2021-01-05"]


@pytest.fixture
def eight(table: Callable[..., StatementTable]) -> StatementTable:
    return table(EIGHT, DAYS)


def matrix(statements: StatementTable, **options: Any) -> list[list[float]]:
    rows: list[list[float]] = network(statements, NetworkOptions(**options)).to_numpy().tolist()
    return rows


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [[3, 1], [2, 1], [0, 1]]),
        ({"aggregation": "combine"}, [[3, 1], [1, 2], [0, 2]]),
        ({"aggregation": "subtract"}, [[1, 1], [2, -1], [0, -1]]),
        ({"normalization": "activity"}, [[3 / 4, 1 / 4], [2 / 3, 1 / 3], [0, 1]]),
        ({"normalization": "prominence"}, [[3 / 5, 1 / 3], [2 / 5, 1 / 3], [0, 1 / 3]]),
        ({"aggregation": "subtract", "normalization": "activity"}, [[1 / 4, 1 / 4], [2 / 3, -1 / 3], [0, -1]]),
        ({"aggregation": "combine", "normalization": "prominence"}, [[3 / 2, 1 / 3], [1 / 2, 2 / 3], [0, 2 / 3]]),
        ({"duplicates": "document"}, [[1, 1], [2, 1], [0, 1]]),
        ({"aggregation": "subtract", "duplicates": "document"}, [[0, 1], [2, -1], [0, -1]]),
        ({"duplicates": "acrossrange"}, [[1, 1], [1, 1], [0, 1]]),
        ({"duplicates": "month"}, [[1, 1], [2, 1], [0, 1]]),
        ({"duplicates": "month", "compat": "dna-3.0"}, [[1, 1], [1, 1], [0, 1]]),
        ({"exclude": {"organization": ["C"]}}, [[3, 1], [2, 1]]),
        ({"exclude": {"organization": ["C"]}, "isolates": True}, [[3, 1], [2, 1], [0, 0]]),
        ({"include": {"organization": ["C"]}}, [[1]]),
        ({"exclude": {"agreement": ["0"]}}, [[2, 1], [2, 0]]),
        ({"include": {"author": ["Anna"]}}, [[1], [1]]),
        ({"stop": datetime(2020, 12, 31), "isolates": True}, [[3, 1], [1, 1]]),
    ],
)
def test_two_modes(options: dict[str, Any], expected: list[list[float]], eight: StatementTable) -> None:
    np.testing.assert_allclose(matrix(eight, **options), expected)


@pytest.mark.parametrize(
    ("aggregation", "normalization", "expected"),
    [
        ("ignore", "no", (7, 1, 1)),
        ("ignore", "average", (2, 0.4, 0.5)),
        ("ignore", "jaccard", (1, 0.2, 1 / 3)),
        ("ignore", "cosine", (7 / 12, 0.25, 1 / 3)),
        ("congruence", "no", (4, 0, 1)),
        ("congruence", "jaccard", (4 / 7, 0, 1 / 3)),
        ("conflict", "average", (6 / 7, 0.4, 0)),
        ("subtract", "no", (1, -1, 1)),
        ("subtract", "cosine", (1 / 12, -0.25, 1 / 3)),
    ],
)
def test_one_mode(aggregation: str, normalization: str, expected: tuple[float, ...], eight: StatementTable) -> None:
    found = np.asarray(matrix(eight, type="onemode", aggregation=aggregation, normalization=normalization))
    np.testing.assert_allclose(found[[0, 0, 1], [1, 2, 2]], expected)
    np.testing.assert_allclose(found, found.T)
    assert not found.diagonal().any()


def test_text_as_qualifier_agrees_in_the_same_cell_only(table: Callable[..., StatementTable]) -> None:
    statements = table([(0, "A", "x", 1), (0, "B", "x", 1), (1, "B", "x", 1), (1, "C", "y", 0)], DAYS[:2])
    options = {"type": "onemode", "qualifier": "author"}
    assert matrix(statements, **options, aggregation="congruence")[0] == [0, 1, 0]
    assert matrix(statements, **options, aggregation="conflict")[0] == [0, 1, 2]


def test_numbers_as_qualifier_agree_by_how_near_they_are(eight: StatementTable) -> None:
    position = Column.of("integer", [2, 0, -2, 1, 2, -2, 0, 2])
    statements = StatementTable(
        eight.ids,
        eight.document,
        eight.start,
        eight.stop,
        eight.coder,
        {**eight.variables, "position": position},
        eight.documents,
    )
    options = {"type": "onemode", "qualifier": "position"}
    # On x: A has 2, 0, -2 and B has 1, 0; on y they are as far apart as can be. The range is 4.
    together = (1 - 1 / 4) + (1 - 2 / 4) + (1 - 1 / 4) + 1 + (1 - 3 / 4) + (1 - 2 / 4)
    assert matrix(statements, **options, aggregation="congruence")[0][1] == together
    assert matrix(statements, **options, aggregation="subtract")[0][1] == together - (7 - together)
    assert matrix(statements, qualifier="position", aggregation="subtract")[0] == [0, 2]
    assert matrix(statements, qualifier="position", aggregation="combine") == [[8 + 4 + 1, 1], [4 + 2, 8], [0, 1]]


def test_windows_of_days_slide_within_the_range(eight: StatementTable) -> None:
    options = NetworkOptions(stop=datetime(2020, 1, 10), window=Window("days", 3))
    found = list(series(eight, options))
    assert [(one.start.day, one.time.day, one.stop.day, one.statements) for one in found] == [
        (6, 7, 8, 6),
        (7, 8, 9, 2),
        (8, 9, 10, 0),
    ]
    assert found[1].rows == ("A", "B")
    assert found[1].columns == ("y",)
    assert found[2].shape == (0, 0)


def test_windows_of_events_have_an_odd_size(eight: StatementTable) -> None:
    found = build(eight, NetworkOptions(window=Window("events", 4)))
    assert isinstance(found, list)
    assert [one.statements for one in found] == [5, 5, 5, 5]


def test_months_are_cut_off_where_they_are_short(table: Callable[..., StatementTable]) -> None:
    statements = table([(0, "A", "x", 1), (1, "A", "x", 1)], ["2020-01-31", "2020-05-31"])
    found = series(statements, NetworkOptions(window=Window("months", 1)))
    assert [f"{one.time:%m-%d}" for one in found] == ["01-31", "02-29", "03-29", "04-29", "05-29"]


@pytest.mark.parametrize(
    ("kernel", "sound", "dna"),
    [
        ("uniform", (1.5, 0.5), (1.5, 0.5)),
        ("epanechnikov", (2.25, 0.75 * 0.75), (2.25, 0.75 * 1.5**2)),
        ("triangular", (3, 0.5), (3, 1.5)),
        ("gaussian", (1.1968, 0.3521), (1.1968, 0.3521)),
    ],
)
def test_kernels_fall_with_distance_but_not_in_dna(
    kernel: str, sound: tuple[float, float], dna: tuple[float, float], eight: StatementTable
) -> None:
    for compat, expected in ((None, sound), ("dna-3.0", dna)):
        options = NetworkOptions(
            stop=datetime(2020, 1, 10), window=Window("days", 4, kernel, indent=False), compat=compat
        )
        first = next(iter(series(eight, options)))
        np.testing.assert_allclose(first.to_numpy()[0], expected, atol=1e-4)


def test_a_flat_kernel_gives_what_no_kernel_gives(eight: StatementTable) -> None:
    flat = Window("years", 100, "uniform", indent=False)
    for aggregation in ("ignore", "congruence", "conflict", "subtract"):
        for normalization in ("average", "jaccard"):
            options: dict[str, Any] = {"type": "onemode", "aggregation": aggregation, "normalization": normalization}
            first = next(iter(series(eight, NetworkOptions(**options, window=flat))))
            np.testing.assert_allclose(first.to_numpy(), matrix(eight, **options), atol=1e-12)


def test_dna_fails_where_it_fails_and_sayso_does_not(eight: StatementTable) -> None:
    options = {"aggregation": "combine", "normalization": "prominence"}
    with pytest.raises(DnaFailure, match="D12"):
        matrix(eight, **options, compat="dna-3.0")
    by_author = {"type": "onemode", "qualifier": "author", "aggregation": "subtract", "duplicates": "document"}
    with pytest.raises(DnaFailure, match="D19"):
        matrix(eight, **by_author, compat="dna-3.0")
    assert matrix(eight, **by_author)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"variable1": "party"}, "no variable 'party'; statements have agreement, concept, organization"),
        ({"variable1": "agreement"}, "is boolean, but nodes need short text"),
        ({"variable2": "organization"}, "are both 'organization'"),
        ({"type": "threemode"}, "'twomode', 'onemode', 'eventlist'"),
        ({"aggregation": "conflict"}, "'ignore', 'combine', 'subtract'"),
        ({"normalization": "cosine"}, "'no', 'activity', 'prominence'"),
        ({"duplicates": "day"}, "'day' is not one of"),
        ({"aggregation": "subtract", "qualifier": None}, "needs a qualifier"),
        ({"aggregation": "subtract", "qualifier": "concept"}, "is variable 1 or 2 already"),
        ({"exclude": {"party": ["x"]}}, "no variable 'party'"),
        ({"window": Window("days", 0)}, "size 0 holds nothing"),
        ({"window": Window("fortnights")}, "'fortnights' is not one of"),
        ({"window": Window("events", 3, "uniform")}, "needs a window in"),
        ({"window": Window("seconds", 3)}, "more than 1000000 windows"),
        ({"start": datetime(2021, 1, 1), "stop": datetime(2020, 1, 1)}, "before it starts"),
    ],
)
def test_what_cannot_be_is_said(options: dict[str, Any], message: str, eight: StatementTable) -> None:
    with pytest.raises(NetworkError, match=message):
        build(eight, NetworkOptions(**options))


@pytest.mark.parametrize("kind", ["twomode", "onemode"])
def test_nothing_gives_an_empty_network(kind: str, eight: StatementTable, table: Callable[..., StatementTable]) -> None:
    none = NetworkOptions(type=kind, start=datetime(2022, 1, 1), stop=datetime(2023, 1, 1))
    for found in (network(eight, none), network(table([], []), NetworkOptions(type=kind))):
        assert isinstance(found, Network)
        assert found.shape == (0, 0)
        assert found.statements == 0
        assert found.to_pandas().empty
        assert not list(found.edges())


def test_events_keep_what_networks_drop(eight: StatementTable) -> None:
    events = event_list(eight, NetworkOptions(duplicates="document"))
    assert isinstance(events, EventList)
    assert [event.id for event in events] == [1, 4, 5, 6, 7, 8]
    assert list(events)[1].values == {"organization": "B", "concept": "x", "agreement": 1}
    assert list(events.to_pandas()["document_author"]) == ["Bob", "Bob", "Anna", "Anna", "Bob", "Bob"]


def test_every_edge_has_its_evidence(eight: StatementTable) -> None:
    assert network(eight).evidence("A", "x") == (1, 2, 3)

    def behind(aggregation: str) -> tuple[int | str, ...]:
        return network(eight, NetworkOptions(type="onemode", aggregation=aggregation)).evidence("A", "B")

    assert behind("congruence") == (1, 2, 4, 7)
    assert behind("conflict") == (3, 4, 5, 6, 7)
    assert behind("ignore") == (1, 2, 3, 4, 5, 6, 7)
    with pytest.raises(NetworkError, match="no node 'D'"):
        network(eight).evidence("D", "x")


def test_the_same_network_in_every_form(eight: StatementTable) -> None:
    made = network(eight, NetworkOptions(type="onemode", aggregation="subtract"))
    frame = made.to_pandas()
    assert frame.loc["A", "C"] == -1
    assert made.to_sparse().toarray().tolist() == made.to_numpy().tolist()
    graph = made.to_networkx()
    assert graph.edges["A", "C"] == {"weight": -1.0, "sign": -1}
    assert graph.nodes["A"]["frequency"] == 4
    other = made.to_igraph()
    assert other.vs["name"] == ["A", "B", "C"]
    assert sorted(other.es["weight"]) == [-1, 1, 1]
    two = network(eight).to_networkx()
    assert two.edges[("organization", "A"), ("concept", "x")]["weight"] == 3
    assert two.nodes[("concept", "x")]["bipartite"] == 1
    assert network(eight).to_igraph().vs["type"] == [False, False, False, True, True]
