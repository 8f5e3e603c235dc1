from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.turns import add_layout_attributions, find_signed, find_turns

TRANSCRIPT = """A partial transcript follows.

HOLM: Will you lower the tax before winter?

VALMONT: We will look at it.

I promise nothing, but we will look at it.

HOLM: And the curfew?

VALMONT: It stays."""


def test_the_turns_of_a_transcript_belong_to_their_speakers() -> None:
    turns = find_turns(TRANSCRIPT)
    assert [t.source[0].surface for t in turns] == ["HOLM", "VALMONT", "HOLM", "VALMONT"]
    assert [s.surface for s in turns[1].content] == [
        "We will look at it.",
        "I promise nothing, but we will look at it.",
    ]


def test_questions_and_answers_are_turns() -> None:
    text = "Q: Why now?\nA: Because the tax was too high for us.\nQ: And later?\nA: That is for the council to say."
    assert [t.source[0].surface for t in find_turns(text)] == ["Q", "A", "Q", "A"]


def test_a_list_of_figures_is_no_transcript() -> None:
    assert find_turns("Holm: 1,204\nValmont: 1,180\nHolm: 33\nValmont: 41") == []


def test_one_headline_with_a_colon_is_no_transcript() -> None:
    assert find_turns("Holm: The tax must go\n\nThe minister spoke on Monday.") == []


def test_signed_quotations_belong_to_those_who_signed() -> None:
    text = "“I am tired of it.” — Ann Lee, Norvale\n\n“So am I.”\n― Bo Lind"
    assert [(s.source[0].surface, s.content[0].surface) for s in find_signed(text)] == [
        ("Ann Lee", "“I am tired of it.”"),
        ("Bo Lind", "“So am I.”"),
    ]


@given(st.text(st.sampled_from("AB: aQ“”—\n\r."), max_size=60))
def test_any_text_gives_spans_that_fit(text: str) -> None:
    for found in add_layout_attributions(text, []):
        for span in (*found.source, *found.cue, *found.content):
            assert text[span.start : span.end] == span.surface != ""
