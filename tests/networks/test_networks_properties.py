"""Networks of any statements: as a slow loop over the definition has them, dense or sparse, and in all sizes."""

from __future__ import annotations

import time
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.networks import Column, NetworkOptions, StatementTable, Window, network, series
from sayso.networks.table import java_order

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = [f"20{year}-{month:02}-{day:02}" for year, month, day in product((19, 20), (1, 6), (1, 3, 9, 30))]
SAID = st.lists(
    st.tuples(st.integers(0, len(DAYS) - 1), st.sampled_from("ABCD"), st.sampled_from("xyz"), st.integers(0, 1)),
    max_size=30,
)


def loop(said: list[tuple[int, str, str, int]], left: str, right: str, aggregation: str) -> float:
    """The weight of two actors, statement pair by statement pair."""
    total = 0.0
    for (_, one, item, agree), (_, other, same, as_well) in product(said, said):
        if (one, other) == (left, right) and item == same:
            together = agree == as_well
            total += {"ignore": 1, "congruence": together, "conflict": not together}.get(
                aggregation, 1 if together else -1
            )
    return total


@given(said=SAID, aggregation=st.sampled_from(["ignore", "congruence", "conflict", "subtract"]))
def test_one_mode_is_a_sum_over_pairs_of_statements(
    table: Callable[..., StatementTable], said: list[tuple[int, str, str, int]], aggregation: str
) -> None:
    made = network(table(said, DAYS), NetworkOptions(type="onemode", aggregation=aggregation))
    assert made.rows == tuple(sorted({who for _, who, _, _ in said}))
    for (i, left), (j, right) in product(enumerate(made.rows), repeat=2):
        assert made.to_numpy()[i, j] == (loop(said, left, right, aggregation) if i != j else 0)


@given(said=SAID, duplicates=st.sampled_from(["document", "month", "week", "year", "acrossrange"]))
def test_of_duplicates_one_is_left_in_each_period(
    table: Callable[..., StatementTable], said: list[tuple[int, str, str, int]], duplicates: str
) -> None:
    def period(document: int) -> Any:
        day = date.fromisoformat(DAYS[document])
        return {
            "document": document,
            "month": str(day)[:7],
            "week": day.isocalendar()[:2],
            "year": str(day)[:4],
        }.get(duplicates)

    made = network(table(said, DAYS), NetworkOptions(duplicates=duplicates))
    expected = {(period(document), who, what) for document, who, what, _ in said}
    assert made.statements == len(expected)
    assert made.to_numpy().sum() == len(expected)


@settings(max_examples=30)
@given(said=SAID, size=st.integers(1, 9), unit=st.sampled_from(["weeks", "months", "years"]))
def test_windows_hold_what_lies_between_their_ends(
    table: Callable[..., StatementTable], said: list[tuple[int, str, str, int]], size: int, unit: str
) -> None:
    for one in series(table(said, DAYS), NetworkOptions(window=Window(unit, size))):
        inside = [s for s in said if np.datetime64(one.start) <= np.datetime64(DAYS[s[0]]) <= np.datetime64(one.stop)]
        assert one.statements == len(inside) == one.to_numpy().sum()
        assert set(one.rows) == {who for _, who, _, _ in inside}


@given(values=st.lists(st.text(max_size=3)))
def test_a_column_gives_back_what_went_in(values: list[str]) -> None:
    column = Column.of("short text", values)
    assert [column.levels[code] for code in column.codes] == values
    assert list(column.levels) == sorted(set(values), key=java_order)
    again = Column.of_codes("short text", column.codes[::-1], column.levels)
    assert [again.levels[code] for code in again.codes] == values[::-1]


def test_capitals_come_first_and_what_is_beyond_the_plane_before_its_end() -> None:
    assert sorted(["z", "É", "a", "Z", "\uff5e", "😀"], key=java_order) == ["Z", "a", "z", "É", "😀", "\uff5e"]


@pytest.mark.parametrize("aggregation", ["ignore", "congruence", "conflict", "subtract"])
@pytest.mark.parametrize("normalization", ["no", "average", "jaccard", "cosine"])
def test_many_actors_have_the_same_weights_as_few(
    large: Callable[..., StatementTable], aggregation: str, normalization: str
) -> None:
    """Beyond some thousand actors matrices are sparse; each part of them must be as if it stood alone."""
    statements = large(9_000, actors=6_000, concepts=400)
    options: dict[str, Any] = {"type": "onemode", "aggregation": aggregation, "normalization": normalization}
    whole = network(statements, NetworkOptions(**options))
    assert len(whole.rows) > 1 << 11
    some = whole.rows[:300]
    part = network(statements, NetworkOptions(**options, include={"organization": some}))
    np.testing.assert_allclose(whole.to_sparse()[:300, :300].toarray(), part.to_numpy(), atol=1e-12)


@pytest.mark.slow
def test_a_million_statements(large: Callable[..., StatementTable]) -> None:
    """Seconds of the processor, for other programs may have it in between."""
    statements = large(1_000_000)
    started = time.process_time()
    made = network(statements, NetworkOptions(aggregation="subtract"))
    one = time.process_time() - started
    assert made.statements == 1_000_000
    started = time.process_time()
    windows = sum(1 for _ in series(statements, NetworkOptions(aggregation="subtract", window=Window("months", 19))))
    assert windows > 100
    assert one < 3
    assert time.process_time() - started < 30
