from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("The U.S. Senate met. The U.S. The end.", ["The U.S. Senate met.", "The U.S.", "The end."]),
        ("Sen. Ana M. Ruiz spoke. Mr. Bell did not.", ["Sen. Ana M. Ruiz spoke.", "Mr. Bell did not."]),
        ("It began at 5 a.m. Tuesday. He slept.", ["It began at 5 a.m. Tuesday.", "He slept."]),
        ("“We won.” She smiled.", ["“We won.”", "She smiled."]),
        ('"We won," he said. "Now go."', ['"We won," he said.', '"Now go."']),
        ("It cost $1.5 million. Why?! Nobody knew.", ["It cost $1.5 million.", "Why?!", "Nobody knew."]),
        ("He waited... and went. Then… nothing.", ["He waited... and went.", "Then… nothing."]),
        ("''Go on.'' She did.", ["''Go on.''", "She did."]),
        ("The headline\nThe story begins.", ["The headline", "The story begins."]),
        ("The line was wrapped\nin the middle. It ends.", ["The line was wrapped\nin the middle.", "It ends."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="Ab .!?\n\"”'…", max_size=80))
def test_sentences_are_ordered_trimmed_and_lose_nothing(text: str) -> None:
    spans = split_sentences(text)
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    ["word. Next " * 20_000, "!" * 100_000 + "a", "!" + "''" * 50_000 + "a", '!"' * 50_000 + "a"],
    ids=["sentences", "stops", "closing marks", "stops and marks"],
)
def test_a_giant_line_comes_to_an_end(text: str) -> None:
    # Where the time grows with the square of the length or faster, this one would run for hours.
    assert split_sentences(text)[-1][1] == len(text.rstrip())
