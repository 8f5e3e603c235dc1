"""What is found once for many edges, sets or windows is what each of them has alone; and packages that are absent."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import MissingExtra
from sayso.networks import (
    NetworkError,
    NetworkOptions,
    StatementTable,
    Window,
    backbones,
    barplot,
    event_list,
    network,
    series,
)
from sayso.networks.communities import communities
from sayso.networks.evidence import Evidence
from sayso.networks.formats import edges_to_csv, events_to_csv, matrix_to_csv, to_pajek
from sayso.networks.phases import phases
from sayso.networks.polarization import Quality, best_groups

if TYPE_CHECKING:
    from collections.abc import Callable

Coded = tuple[int, str, str, int]
DAYS = ["2020-01-06", "2020-01-07", "2020-01-09", "2021-01-05"]
SAID = st.lists(
    st.tuples(st.integers(0, len(DAYS) - 1), st.sampled_from("ABCD"), st.sampled_from("xyz"), st.integers(0, 1)),
    max_size=20,
)
SERIES = NetworkOptions(type="onemode", isolates=True, window=Window("years", 3))
AGGREGATIONS = ["ignore", "congruence", "conflict", "subtract"]


def behind(said: list[Coded], row: str, column: str, aggregation: str) -> set[int]:
    """Ids of the statements of two actors that meet one of the other's, as the definition has it."""
    found = set()
    for number, (_, who, what, agree) in enumerate(said, 1):
        for _, other, same, as_well in said:
            meets = {"congruence": agree == as_well, "conflict": agree != as_well}.get(aggregation, True)
            if {who, other} == {row, column} and what == same and meets:
                found.add(number)
    return found


def in_time(said: list[Coded], ids: set[int]) -> list[str]:
    return [str(number) for number in sorted(ids, key=lambda number: (said[number - 1][0], number))]


@given(said=SAID, aggregation=st.sampled_from(AGGREGATIONS))
def test_the_list_of_edges_has_the_evidence_of_each(
    table: Callable[..., StatementTable], said: list[Coded], aggregation: str
) -> None:
    made = network(table(said, DAYS), NetworkOptions(type="onemode", aggregation=aggregation))
    _, *rows = csv.reader(io.StringIO(edges_to_csv(made), newline=""))
    for source, target, _, ids in rows:
        assert ids.split() == in_time(said, behind(said, source, target, aggregation))
        assert ids.split() == list(map(str, made.evidence(source, target)))


@given(said=SAID)
def test_two_mode_edges_have_theirs(table: Callable[..., StatementTable], said: list[Coded]) -> None:
    _, *rows = csv.reader(io.StringIO(edges_to_csv(network(table(said, DAYS))), newline=""))
    for source, target, weight, ids in rows:
        wanted = {number for number, (_, who, what, _) in enumerate(said, 1) if (who, what) == (source, target)}
        assert ids.split() == in_time(said, wanted)
        assert float(weight) == len(wanted)


def test_many_edges_have_the_errors_of_one(table: Callable[..., StatementTable]) -> None:
    made = network(table([(0, "A", "x", 1), (1, "B", "x", 0)], DAYS), NetworkOptions(type="onemode"))
    found = Evidence(made)
    with pytest.raises(NetworkError, match="no node 'Y'"):
        found.of("Y", "Z")
    with pytest.raises(NetworkError, match="no node 'Z'"):
        found.of("A", "Z")
    assert found.of("A", "A") == ()
    assert found.of("A", "B") == found.of("B", "A") == (1, 2)


def test_a_carriage_return_stays_in_its_cell(table: Callable[..., StatementTable]) -> None:
    statements = table([(0, "A\rB", "x\ry", 1), (1, "C", "x\ry", 0)], DAYS)
    made = network(statements)
    written = (matrix_to_csv(made), edges_to_csv(made), events_to_csv(event_list(statements, NetworkOptions())))
    widths = [{len(row) for row in csv.reader(io.StringIO(text, newline=""))} for text in written]
    assert widths == [{2}, {4}, {15}]
    assert ["A\rB", "x\ry", "1.0", "1"] in csv.reader(io.StringIO(written[1], newline=""))
    assert all(text.endswith("\n") and "\r\n" not in text for text in written)


def test_a_landscape_has_the_loss_of_every_set_and_of_the_rest(large: Callable[..., StatementTable]) -> None:
    found = backbones(large(300, actors=12, concepts=4))
    rows = list(found.landscape())
    assert len(rows) == len({concepts for concepts, *_ in rows}) == 2 ** len(found.concepts) - 2
    for concepts, loss, rest in rows:
        assert loss == found.loss(concepts)
        assert rest == found.loss([concept for concept in found.concepts if concept not in concepts])


@pytest.mark.parametrize("dna", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_the_best_groups_are_those_of_the_highest_score(seed: int, *, dna: bool) -> None:
    random = np.random.default_rng(seed)
    congruence, conflict = (np.triu(random.integers(0, 5, (6, 6)), 1).astype(np.float64) for _ in range(2))
    quality = Quality(congruence + congruence.T, conflict + conflict.T, dna)
    every = [groups for groups, *_ in quality.table(2)]
    assert best_groups(quality).tolist() == max(every, key=quality.of).tolist()


def test_both_take_turns(large: Callable[..., StatementTable]) -> None:
    statements = large(60, actors=6, concepts=4)

    def of(aggregation: str) -> list[np.ndarray]:
        options = NetworkOptions(type="onemode", aggregation=aggregation, window=Window("events", 11))
        return [one.to_numpy() for one in series(statements, options)]

    turns = zip(of("congruence"), of("conflict"), strict=True)
    both = of("congruence & conflict")
    assert len(both) == 50
    for place, (made, pair) in enumerate(zip(both, turns, strict=True)):
        np.testing.assert_array_equal(made, pair[place % 2])


def test_isolates_are_in_every_window(large: Callable[..., StatementTable]) -> None:
    statements = large(200, actors=9, concepts=4)
    dropped = {"organization": ["actor 0"]}
    whole = network(statements, NetworkOptions())
    options = NetworkOptions(isolates=True, exclude=dropped, window=Window("months", 9))
    windows = list(series(statements, options))
    assert len(windows) > 50
    assert {(one.rows, one.columns) for one in windows} == {(whole.rows, whole.columns)}
    assert all(not one.to_numpy()[one.rows.index("actor 0")].any() for one in windows)


def test_pajek_counts_the_rows_of_two_modes_alone(table: Callable[..., StatementTable]) -> None:
    statements = table([(0, "A", "x", 1), (1, "B", "x", 0)], DAYS)
    assert to_pajek(network(statements)).splitlines()[0] == "*Vertices 3 2"
    assert to_pajek(network(statements, NetworkOptions(type="onemode"))).splitlines()[0] == "*Vertices 2"
    assert to_pajek(network(table([], []))) == "*Vertices 0\n*Edges\n"


@pytest.mark.parametrize(
    ("package", "make"),
    [
        ("pandas", lambda statements: network(statements).to_pandas()),
        ("pandas", lambda statements: event_list(statements, NetworkOptions()).to_pandas()),
        ("pandas", lambda statements: barplot(statements).to_pandas()),
        ("pandas", lambda statements: phases(list(series(statements, SERIES)), methods=["single"]).to_pandas()),
        ("networkx", lambda statements: network(statements).to_networkx()),
        ("igraph", lambda statements: network(statements).to_igraph()),
        ("igraph", lambda statements: communities(network(statements, NetworkOptions(type="onemode")))),
    ],
)
def test_a_package_that_is_absent_is_named(
    package: str,
    make: Callable[[StatementTable], Any],
    large: Callable[..., StatementTable],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statements = large(200, actors=9, concepts=4)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=f"^{package} is not installed: pip install {package}$"):
        make(statements)
