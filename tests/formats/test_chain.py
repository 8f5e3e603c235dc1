from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.formats import chain, shares
from sayso.formats.layers import pieces
from sayso.formats.plain import shorten, visible

if TYPE_CHECKING:
    from sayso.record import Reading


def test_the_chain_names_relay_speaker_act_condition_and_hedge(reading: Reading) -> None:
    chains = [chain(reading, statement) for statement in reading.statements]

    assert chains == [
        "Some · proposal",
        "The Lantern ▸ Bram Okoye · claim",
        "The Lantern ▸ Bram Okoye ▸ Ilse Torvald · commitment",
        "The Lantern ▸ Bram Okoye · forecast · If the talks fail · might",
        "cafe\u0301 owner near the quay · commitment · denies",
    ]


def test_a_statement_of_nobody_and_statements_within_each_other_have_a_chain_too(reading: Reading) -> None:
    first, second, third, *rest = reading.statements
    odd = replace(
        reading,
        statements=(replace(first, speaker=()), replace(second, within="s3"), third, *rest),
    )

    assert chain(odd, odd.statements[0]) == "(unstated) · proposal"
    assert chain(odd, odd.statements[1]) == "Ilse Torvald ▸ The Lantern ▸ Bram Okoye · claim"


def test_joint_speakers_stand_side_by_side(reading: Reading) -> None:
    joint = replace(reading.statements[3], speaker=("a2", "a4"), condition=(), hedge=())

    assert chain(reading, joint) == "The Lantern ▸ Bram Okoye, Ilse Torvald · forecast"


def test_shares_count_words_for_the_innermost_speaker(reading: Reading) -> None:
    found = shares(reading)

    # contents: 5 (Some), 4 of Okoye's quotation outside the mayor's and "The mayor told us" before it, 6 (the mayor),
    # 8 (Okoye again), 2 (the owner); own voice: 5 + 6 + 6 and "The Lantern daily".
    assert found.actors["a4"] * found.words == pytest.approx(6)
    assert found.actors["a1"] * found.words == pytest.approx(5)
    assert found.actors["a2"] * found.words == pytest.approx(4 + 4 + 8)
    assert found.voices["own voice"] * found.words == pytest.approx(5 + 6 + 6 + 3)
    assert found.voices["vague"] == found.actors["a1"]
    assert found.voices["unnamed"] == found.actors["a5"]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_shares_sum_to_one_and_pieces_are_the_text(readings: st.SearchStrategy[Reading], data: st.DataObject) -> None:
    reading = data.draw(readings)
    text = reading.article.text

    found = shares(reading)
    assert sum(found.voices.values()) == pytest.approx(1 if found.words else 0)
    assert all(share >= 0 for share in (*found.voices.values(), *found.actors.values()))
    assert "".join(text[p.start : p.end] for p in pieces(reading)) == text
    for piece in pieces(reading):
        for number, statement in enumerate(reading.statements):
            covered = any(s.start <= piece.start and piece.end <= s.end for s in statement.content)
            assert covered == any(m.layer == "content" and m.statement == number for m in piece.marks)


@given(st.text(), st.integers(5, 40))
def test_shortened_text_is_short_and_on_one_line(text: str, width: int) -> None:
    short = shorten(text, width)

    assert len(short) <= width
    assert "\n" not in short
    assert short == " ".join(short.split())


@given(st.text())
def test_visible_text_holds_no_control_characters(text: str) -> None:
    assert all(c in "\n\t" or (ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0) for c in visible(text))
