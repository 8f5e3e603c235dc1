from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.quotes import find_quotations

MARKS = "\"“”„«»‹›‘’'`「」"


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "She said, “We won.”",
        'She said, "We won."',
        "She said, ‘We won.’",
        "She said, «We won.»",
        "She said, „We won.“",
        "She said, ``We won.''",
        "She said, ''We won.''",
        "She said, 「We won.」",
        "She said, ＂We won.＂",
    ],
)
def test_every_style_of_mark_is_paired(text: str) -> None:
    (found,) = quoted(text)
    assert found == text.removeprefix("She said, ")


def test_apostrophes_are_no_quotations() -> None:
    assert quoted("The dockers’ plan, O'Neil's idea and rock 'n' roll don’t count, nor do the boss' books") == []


def test_an_apostrophe_before_a_quotation_does_not_hold_it() -> None:
    (found,) = find_quotations("In the '90s and the ‘80s, 'tis said, Bo's \"plan\" won.")
    assert found.depth == 0
    (found,) = find_quotations("Out with 'it, “we won,” she said.")
    assert found.depth == 0


def test_a_quotation_in_a_quotation_in_a_quotation() -> None:
    text = "“He told me ‘she cried “stop” twice’ and left,” Ana said."
    assert quoted(text) == ["“He told me ‘she cried “stop” twice’ and left,”", "‘she cried “stop” twice’", "“stop”"]
    assert [q.depth for q in find_quotations(text)] == [0, 1, 2]


def test_a_quotation_that_runs_over_paragraphs_is_one_that_continues() -> None:
    first, second = find_quotations("“We waited all night.\n\n“Nobody came,” he said.")
    assert not first.closed
    assert second.closed
    assert second.continues


def test_doubled_apostrophes_are_told_apart_by_what_stands_beside_them() -> None:
    text = "''One,'' he said of O'Hara's plan, ''two.''"
    assert quoted(text) == ["''One,''", "''two.''"]


def test_a_quotation_goes_on_over_a_wrapped_line() -> None:
    assert quoted("He said, “we never\nclosed it.” And\nleft.") == ["“we never\nclosed it.”"]


def test_an_unclosed_mark_does_not_swallow_the_next_paragraph() -> None:
    text = "He said “we tried\nNobody else spoke."
    assert quoted(text) == ["“we tried"]


def test_straight_marks_open_and_close_by_what_stands_beside_them() -> None:
    assert quoted('"One," he said, "two," and ("three")') == ['"One,"', '"two,"', '"three"']


@given(st.text(st.sampled_from(MARKS + "ab ,.\n"), max_size=80))
def test_quotations_lie_in_the_text_and_nest(text: str) -> None:
    found = find_quotations(text)
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert "\n\n" not in text[q.start : q.end]
    for a in found:
        for b in found:
            apart = a.end <= b.start or b.end <= a.start
            inside = (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
            assert apart or inside
