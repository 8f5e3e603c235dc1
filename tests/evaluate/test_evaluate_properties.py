"""What holds of the figures whatever the attributions are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.article import Article, Span
from sayso.evaluate import GoldArticle, evaluate, span_scores
from sayso.evaluate.agreement import nominal_alpha
from sayso.record import Reading, Statement

TEXT = (
    "The mayor of Oddness said “no, never.” A man’s wish: ‘rain’ – 5 € – and so on,\n“she” told us; we, the few, nod."
)

# How many are matched is certain, but not which: of a direct and an indirect one alike, either may be.
SUBSET_MATCHES = {f"{subset}.{figure}" for subset in ("direct", "indirect") for figure in ("attr", "attr_nosrc")}


@st.composite
def span_lists(draw: st.DrawFn, at_least: int = 0) -> tuple[Span, ...]:
    offsets = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 25))
    return tuple(Span(a, a + n, TEXT[a : a + n]) for a, n in draw(st.lists(offsets, min_size=at_least, max_size=3)))


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    source, cue, content = draw(span_lists()), draw(span_lists()), draw(span_lists(1))
    return Statement("s", source, cue, content, (), (), "direct", "claim", (), (), False, None, 1.0)


many = st.lists(statements(), max_size=6)


def gold_of(some: list[Statement]) -> GoldArticle:
    return GoldArticle("echo", TEXT, some)


def reading_of(some: list[Statement]) -> Reading:
    return Reading(Article(TEXT), statements=tuple(some))


@given(many)
@settings(max_examples=40, deadline=None)
def test_gold_against_itself_is_right(some: list[Statement]) -> None:
    figures = evaluate([gold_of(some)], [reading_of(some)])

    # Nothing there to be found is 0, everything else 1.
    assert all(value == pytest.approx(1) or value == 0 for name, value in figures.items() if name != "articles")
    assert figures["alpha"] == pytest.approx(1)
    assert figures["attr"] == (1 if any(s.surface.split() for one in some for s in one.content) else 0)


@given(many, many)
@settings(max_examples=40, deadline=None)
def test_precision_one_way_is_recall_the_other(some: list[Statement], others: list[Statement]) -> None:
    there = span_scores([gold_of(some)], [reading_of(others)])
    back = span_scores([gold_of(others)], [reading_of(some)])

    for name in there.keys() - SUBSET_MATCHES:
        score = there[name]
        assert (score.precision, score.recall) == pytest.approx((back[name].recall, back[name].precision)), name


@given(many, many)
@settings(max_examples=40, deadline=None)
def test_figures_keep_their_bounds(some: list[Statement], others: list[Statement]) -> None:
    figures = evaluate([gold_of(some)], [reading_of(others)])

    assert figures.pop("alpha") <= 1 + 1e-9
    assert figures["attr"] <= figures["attr_nosrc"] + 1e-9
    assert all(0 <= value <= 1 + 1e-9 for value in figures.values())


@given(many, many)
@settings(max_examples=40, deadline=None)
def test_the_order_of_statements_does_not_matter(some: list[Statement], others: list[Statement]) -> None:
    there = evaluate([gold_of(some)], [reading_of(others)])
    back = evaluate([gold_of(some[::-1])], [reading_of(others[::-1])])

    for name in there.keys() - SUBSET_MATCHES:
        assert there[name] == pytest.approx(back[name]), name


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        (["0100000010", "1110010000"], 0.095),
        (["aabbdcccedda", "babbbccceddd"], 0.692),
        (["aaaa", "aaaa"], 1.0),
        (["", ""], 1.0),
    ],
)
def test_alpha_is_as_in_the_textbook(coders: list[str], alpha: float) -> None:
    """Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A and B."""
    assert nominal_alpha(zip(*coders, strict=True)) == pytest.approx(alpha, abs=1e-3)


def test_alpha_with_gaps_is_as_in_the_textbook() -> None:
    """The same, example C: four coders, of whom not all saw every unit."""
    coders = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    units = [[label for label in unit if label != "."] for unit in zip(*coders, strict=True)]

    assert nominal_alpha(units) == pytest.approx(0.743, abs=1e-3)
