from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.reading.passed_on import find_passed_on


def test_the_speaker_is_who_is_quoted_and_the_outlet_the_relay() -> None:
    text = "The Norvale Courier quoted Ida Brandt, a former minister, as saying, “The dam is safe. Nobody need worry.”"
    (statement,) = sayso.read(text).statements
    assert [s.surface for s in statement.source] == ["Ida Brandt, a former minister"]
    assert [s.surface for s in statement.cue] == ["quoted", "as saying"]
    assert [s.surface for s in statement.content] == ["“The dam is safe. Nobody need worry.”"]
    reading = sayso.read(text)
    assert [reading.actor(a).name for a in statement.speaker] == ["Ida Brandt"]
    assert [reading.actor(a).name for a in statement.relay] == ["Norvale Courier"]


def test_without_marks_the_content_goes_to_the_sentences_end() -> None:
    (found,) = find_passed_on("The daily cited two officials as warning that the dam leaks. It rained.")
    assert [s.surface for s in found.content] == ["that the dam leaks"]
    assert [s.surface for s in found.source] == ["two officials"]


def test_other_quoting_is_left_alone() -> None:
    assert find_passed_on("She quoted Rilke. He was seen as saying too little. The law cited in court stands.") == []


@given(st.lists(st.sampled_from(["quoted", "citing", "Ann", "as saying", ",", "“x”", ".", "\n", "  "])).map(" ".join))
def test_any_text_gives_spans_that_fit(text: str) -> None:
    for found in find_passed_on(text):
        for span in (*found.source, *found.cue, *found.content):
            assert text[span.start : span.end] == span.surface != ""


def test_behind_a_quotation_both_forms_are_read() -> None:
    text = "“It leaks,” the Courier quoted Ida Brandt as saying. “It will break.”\n\nHolm sighed."
    (found,) = find_passed_on(text)
    assert [s.surface for s in found.source] == ["Ida Brandt"]
    assert [s.surface for s in found.cue] == ["quoted", "as saying"]
    assert [s.surface for s in found.content] == ["“It leaks,”", "“It will break.”"]
    text = "“It leaks,” the minister, Ida Brandt, was quoted as saying by the Norvale Courier."
    (statement,) = sayso.read(text).statements
    assert [s.surface for s in statement.cue] == ["was quoted as saying"]
    reading = sayso.read(text)
    assert [reading.actor(a).name for a in statement.speaker] == ["Ida Brandt"]
    assert [reading.actor(a).name for a in statement.relay] == ["Norvale Courier"]
