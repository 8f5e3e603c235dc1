"""Published worked examples, and what must hold of any data."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.agreement import cohen_kappa, compare, krippendorff_alpha, share_alike

labels = st.sampled_from(["a", "b", "c"]) | st.none()
data = st.lists(st.tuples(labels, labels, labels), max_size=30)


def columns(*coders: str) -> list[tuple[str | None, ...]]:
    """One row of characters a coder, ``.`` for a missing value -> units."""
    return [tuple(None if label == "." else label for label in unit) for unit in zip(*coders, strict=True)]


def test_alpha_of_two_observers_and_binary_data_is_that_of_krippendorff_2011() -> None:
    assert krippendorff_alpha(columns("0100000010", "1110010000")) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_two_observers_and_five_labels_is_that_of_krippendorff_2011() -> None:
    units = columns("aabbdcccedda", "babbbccceddd")
    assert krippendorff_alpha(units) == pytest.approx(0.692, abs=5e-4)


def test_alpha_of_four_observers_with_missing_values_is_that_of_krippendorff_2011() -> None:
    units = columns("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=5e-4)


def test_kappa_of_two_psychologists_is_that_of_cohen_1960() -> None:
    cells = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    pairs = [(row, column) for row in range(3) for column in range(3) for _ in range(cells[row][column])]
    assert share_alike(pairs) == pytest.approx(0.70)
    assert cohen_kappa(pairs) == pytest.approx(0.492, abs=5e-4)


def test_where_there_is_nothing_to_disagree_about_no_figure_is_made_up() -> None:
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([("a", "a"), ("a", "a")]) is None
    assert krippendorff_alpha([("a", None), (None, "b")]) is None
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a")]) is None
    assert share_alike([("a", None)]) is None
    assert compare([{"Ana": "a"}]).units == 0


@given(data)
def test_alpha_is_one_minus_observed_by_expected_disagreement(units: list[tuple[str | None, ...]]) -> None:
    """By the definition: every pair of values within units against every pair of values at all."""
    kept = [tuple(label for label in unit if label) for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    values = [label for unit in kept for label in unit]
    observed = sum(2 * (a != b) / (len(unit) - 1) for unit in kept for a, b in combinations(unit, 2))
    expected = sum(2 * (a != b) for a, b in combinations(values, 2))
    alpha = krippendorff_alpha(units)
    if expected == 0:
        assert alpha is None
    else:
        assert alpha == pytest.approx(1 - (observed / len(values)) / (expected / len(values) / (len(values) - 1)))


@given(data, st.permutations(range(3)))
def test_neither_the_order_of_coders_nor_that_of_units_matters(
    units: list[tuple[str | None, ...]], order: list[int]
) -> None:
    turned = [tuple(unit[n] for n in order) for unit in reversed(units)]
    assert krippendorff_alpha(turned) == pytest.approx(krippendorff_alpha(units))
    assert share_alike(turned) == share_alike(units)


@given(data)
def test_pairs_of_a_comparison_are_their_coders_alone(units: list[tuple[str | None, ...]]) -> None:
    by_coder = [{name: label for name, label in zip("xyz", unit, strict=True) if label} for unit in units]
    made = compare(by_coder)
    for pair in made.pairs:
        both = [(u[pair.coders[0]], u[pair.coders[1]]) for u in by_coder if set(pair.coders) <= set(u)]
        assert (pair.units, pair.kappa) == (len(both), cohen_kappa(both))
    assert made.units == sum(len(unit) > 1 for unit in by_coder)
