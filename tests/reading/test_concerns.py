"""What somebody minds, said of the thing first; and deeds and feelings, which are nobody's words."""

from __future__ import annotations

import pytest

from sayso.article import Span
from sayso.reading.concerns import add_concerns, without_deeds
from sayso.record import Attribution


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple(Span.of(text, text.index(part), text.index(part) + len(part)) for part in parts)


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    return Attribution(spans(text, source), spans(text, cue), spans(text, content), 0.9)


@pytest.mark.parametrize(
    ("who", "cue", "what"),
    [
        ("Ada Venn, a spokeswoman for the pilots", "is of grave concern to", "The dredging of the bay"),
        ("the harbour union", "are of interest to", "Such fees"),
        ("fishermen", "remains a growing worry for", "The price of diesel"),
        ("the opposition", "has been a concern among", "The new road"),
    ],
)
def test_a_concern_is_its_holders(who: str, cue: str, what: str) -> None:
    text = f"Rain fell on Lund. {what} {cue} {who}. Nobody came."
    (found,) = add_concerns(text, [])
    assert (found.source, found.cue, found.content) == (spans(text, who), spans(text, cue), spans(text, what))


@pytest.mark.parametrize(
    "text",
    [
        "The dredging is a priority for the council.",
        "“The dredging is of concern to us,” she said.",
        "It is of no use to the council.",
    ],
)
def test_other_sentences_hold_no_concern(text: str) -> None:
    assert add_concerns(text, []) == []


def test_a_concern_in_somebodys_words_is_left_to_them() -> None:
    text = "Venn said the dredging is of great concern to the pilots."
    given = [attribution(text, "Venn", "said", "the dredging is of great concern to the pilots")]
    assert add_concerns(text, given) == given


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("councillors", "do not take steps to mend", "the pier"),
        ("the ministry", "has taken further measures to protect", "the bay"),
        ("The pilots", "are showing", "their impatience with the council"),
        ("She", "showed", "her delight"),
    ],
)
def test_deeds_are_no_statements(source: str, cue: str, content: str) -> None:
    text = f"{source} {cue} {content}."
    assert without_deeds(text, [attribution(text, source, cue, content)]) == []


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("The ministry", "vowed to take steps to mend", "the pier"),
        ("A poll", "shows", "their candidate ahead"),
        ("The pilots", "showed", "that the pier was safe"),
    ],
)
def test_promises_and_findings_are_statements(source: str, cue: str, content: str) -> None:
    text = f"{source} {cue} {content}."
    given = [attribution(text, source, cue, content)]
    assert without_deeds(text, given) == given


def test_of_two_in_a_sentence_the_first_is_read_and_many_at_once() -> None:
    text = "The road is of concern to the pilots and is of interest to the council. " * 3000
    found = add_concerns(text, [])
    assert len(found) == 3000
    assert {(a.content[0].surface, a.source[0].surface) for a in found} == {("The road", "the pilots")}
