"""Ideological scaling: places that were put in come out, with bounds that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from sayso.dna import read_dna
from sayso.networks import Column, NetworkError, NetworkOptions, ScalingOptions, StatementTable, scaling, table_of
from sayso.networks.irt import sample
from sayso.networks.posterior import highest_density, split_rhat
from sayso.networks.votes import votes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Coded = tuple[int, str, str, int]
SHORT: dict[str, Any] = {"draws": 500, "burn_in": 200}


def said_by(places: np.ndarray, concepts: int, seed: int = 0, times: int = 1) -> list[Coded]:
    """What actors at these places (one row each) say about concepts in random directions."""
    random = np.random.default_rng(seed)
    beta = 2 * random.standard_normal((concepts, places.shape[1]))
    alpha = 0.5 * random.standard_normal(concepts)
    said = []
    for _ in range(times):
        agree = random.standard_normal((len(places), concepts)) < places @ beta.T - alpha
        said += [(0, f"a{i:02}", f"c{j:02}", int(agree[i, j])) for i in range(len(places)) for j in range(concepts)]
    return said


def placed(found: Any, dimension: int = 0) -> np.ndarray:
    return np.asarray([place.mean[dimension] for place in sorted(found.actors, key=lambda place: place.label)])


def test_one_dimension_comes_out_as_it_went_in(table: Callable[..., StatementTable]) -> None:
    truth = np.linspace(-2, 2, 20)[:, None]
    statements = table(said_by(truth, 40), ["2020-01-01"])
    found = scaling(statements, None, ScalingOptions(positive=("a19",), negative=("a00",), draws=1_500, burn_in=500))
    assert np.corrcoef(placed(found), truth[:, 0])[0, 1] > 0.95
    assert placed(found).mean() == pytest.approx(0, abs=1e-9)
    inside = [p.low[0] <= t <= p.high[0] for p, t in zip(found.actors, truth[:, 0] / truth.std(), strict=True)]
    assert np.mean(inside) > 0.8
    assert found.rhat is not None
    assert found.rhat < 1.2


def test_two_dimensions_come_out_but_for_turning(table: Callable[..., StatementTable]) -> None:
    from scipy.spatial import procrustes

    truth = np.random.default_rng(3).standard_normal((25, 2))
    statements = table(said_by(truth, 50, seed=1), ["2020-01-01"])
    for method in ("irt", "correspondence"):
        found = scaling(statements, None, ScalingOptions(method=method, dimensions=2, **SHORT))
        places = np.stack([placed(found, 0), placed(found, 1)], axis=1)
        assert procrustes(truth, places)[2] < 0.25, method
        assert places[:, 0].var() >= places[:, 1].var()


def test_correspondence_has_bounds_that_shrink_with_what_is_known(table: Callable[..., StatementTable]) -> None:
    truth = np.linspace(-2, 2, 12)[:, None]
    widths = []
    for times in (1, 16):
        found = scaling(
            table(said_by(truth, 20, times=times), ["2020-01-01"]), None, ScalingOptions(method="correspondence")
        )
        assert abs(np.corrcoef(placed(found), truth[:, 0])[0, 1]) > 0.9
        widths.append(np.mean([place.high[0] - place.low[0] for place in found.actors]))
        assert all(place.low[0] <= place.high[0] for place in (*found.actors, *found.concepts))
    assert widths[1] < 0.5 * widths[0]
    assert 0 < found.explained[0] <= 1


def test_who_must_lie_on_a_side_does(table: Callable[..., StatementTable]) -> None:
    statements = table(said_by(np.linspace(-2, 2, 8)[:, None], 12), ["2020-01-01"])
    for method in ("irt", "correspondence"):
        for side, sign in (({"positive": ("a00",)}, 1), ({"negative": ("a00",)}, -1)):
            how: dict[str, Any] = {"method": method, **SHORT, **side}
            found = scaling(statements, None, ScalingOptions(**how))
            assert sign * placed(found)[0] > 0


def test_the_same_seed_gives_the_same_places(debate: Path) -> None:
    statements = table_of(read_dna(debate))
    one, same, other = (scaling(statements, None, ScalingOptions(seed=seed, **SHORT)) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_votes_follow_the_threshold(table: Callable[..., StatementTable]) -> None:
    said = [(0, who, what, agree) for who in "AB" for what, agree in (("x", 1), ("x", 1), ("x", 0), ("y", 0))]
    votes = votes_of(table(said, ["2020-01-01"]))
    assert votes.agree.tolist() == [[2, 0], [2, 0]]
    assert votes.against.tolist() == [[1, 1], [1, 1]]
    np.testing.assert_array_equal(votes.matrix(), [[np.nan, 0], [np.nan, 0]])
    np.testing.assert_array_equal(votes.matrix(0.4), [[1, 0], [1, 0]])


def test_numbers_vote_by_their_sign(table: Callable[..., StatementTable]) -> None:
    plain = table([(0, "A", "x", 1), (0, "A", "x", 1), (0, "B", "x", 1), (0, "B", "y", 1)], ["2020-01-01"])
    position = Column.of("integer", [-2, 3, 0, 1])
    variables = {**plain.variables, "position": position}
    statements = StatementTable(
        plain.ids, plain.document, plain.start, plain.stop, plain.coder, variables, plain.documents
    )
    votes = votes_of(statements, NetworkOptions(qualifier="position"))
    assert votes.agree.tolist() == [[1, 0], [0, 1]]
    assert votes.against.tolist() == [[1, 0], [0, 0]]


def test_who_says_too_little_is_named(table: Callable[..., StatementTable]) -> None:
    said = [*said_by(np.linspace(-2, 2, 6)[:, None], 8), (0, "alone", "of its own", 1)]
    found = scaling(table(said, ["2020-01-01"]), None, ScalingOptions(**SHORT))
    assert set(found.dropped) == {"alone", "of its own"}
    assert len(found.records()) == 6 + 8 + 8


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"method": "guess"}, "'guess' is not one of 'irt', 'correspondence'"),
        ({"dimensions": 3}, "one or two dimensions, not 3"),
        ({"threshold": 0.5}, "not between 0 and 0.5"),
        ({"draws": 0}, "four draws"),
        ({"positive": ("Nobody",)}, "'Nobody' is not among the actors"),
    ],
)
def test_what_cannot_be_scaled_is_said(how: dict[str, Any], message: str, debate: Path) -> None:
    with pytest.raises(NetworkError, match=message):
        scaling(table_of(read_dna(debate)), None, ScalingOptions(**how))


def test_too_few_actors_and_a_qualifier_of_text(table: Callable[..., StatementTable]) -> None:
    with pytest.raises(NetworkError, match="1 dimensions need 3 actors and 2 concepts"):
        scaling(table([(0, "A", "x", 1), (0, "B", "x", 0)], ["2020-01-01"]))
    with pytest.raises(NetworkError, match="needs a qualifier that is a number, which 'author' is not"):
        scaling(table([(0, "A", "x", 1)], ["2020-01-01"]), NetworkOptions(qualifier="author"))


def test_the_sampler_has_the_prior_where_nothing_is_known() -> None:
    made = sample(np.full((3, 2), np.nan), 2, draws=4_000, burn_in=0, seed=0, signs={0: 1, 1: -1})
    assert (made.theta[:, 0, 0] > 0).all()
    assert (made.theta[:, 1, 0] < 0).all()
    assert made.theta[:, 0, 0].mean() == pytest.approx(np.sqrt(2 / np.pi), abs=0.05)
    assert made.theta[:, 2].std(axis=0) == pytest.approx([1, 1], abs=0.05)
    assert made.alpha.std() == pytest.approx(2, abs=0.1)


def test_intervals_are_the_shortest_and_chains_that_differ_are_seen() -> None:
    draws = np.random.default_rng(0).exponential(size=(20_000, 1))
    low, high = highest_density(draws)
    assert low[0] == pytest.approx(0, abs=0.01)
    assert high[0] == pytest.approx(3, abs=0.15)
    same = np.random.default_rng(0).standard_normal((2, 1_000, 1))
    assert split_rhat(same)[0] == pytest.approx(1, abs=0.02)
    assert split_rhat(same + np.array([0, 3])[:, None, None])[0] > 1.5
