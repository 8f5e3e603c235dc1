"""Pieces of quotations that are taken from whom they do not belong to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.article import Span
from sayso.reading.stray import without_strays
from sayso.record import Attribution


def attribution(text: str, cue: str, *pieces: str) -> Attribution:
    at = text.index(cue)
    spans = [Span.of(text, text.index(piece), text.index(piece) + len(piece)) for piece in pieces]
    return Attribution((), (Span.of(text, at, at + len(cue)),), tuple(spans), 0.9)


def contents(attributions: list[Attribution]) -> list[list[str]]:
    return [[span.surface for span in one.content] for one in attributions]


TEXT = "The Echo cited many. Bell stated: “It is late.\n\n“It is dark.”\n\nHolm told Sky it “was cold.”"


def test_a_quotation_is_whose_cue_stands_beside_it_or_who_held_it_before() -> None:
    found = [
        attribution(TEXT, "cited", "many", "late.", "“It is dark.”"),
        attribution(TEXT, "stated", "“It is late.", "“It is dark.”"),
        attribution(TEXT, "told", "“It is dark.”", "it “was cold.”"),
    ]
    assert contents(without_strays(TEXT, found)) == [
        ["many"],
        ["“It is late.", "“It is dark.”"],
        ["it “was cold.”"],
    ]


def test_who_has_no_other_words_keeps_them() -> None:
    found = [attribution(TEXT, "cited", "“It is dark.”"), attribution(TEXT, "stated", "“It is late.", "“It is dark.”")]
    assert contents(without_strays(TEXT, found)) == contents(found)


def test_what_stands_in_another_statement_stays() -> None:
    text = "Bell said that Holm called it “very late indeed.”"
    found = [
        attribution(text, "said", "that Holm called it “very late indeed.”"),
        attribution(text, "called", "it", "“very late indeed.”"),
    ]
    assert contents(without_strays(text, found)) == contents(found)


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), min_size=1, max_size=6))
def test_no_attribution_is_lost_and_none_gains(spans: list[tuple[int, int]]) -> None:
    found = [
        Attribution((), (), (Span.of(TEXT, begin, min(len(TEXT), begin + length)),), 0.9) for begin, length in spans
    ]
    kept = without_strays(TEXT, found)
    assert len(kept) == len(found)
    assert all(set(after.content) <= set(before.content) for before, after in zip(found, kept, strict=True))
    assert all(one.content for one in kept)
