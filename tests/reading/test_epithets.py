"""Sources that say nothing of somebody but age, origin or calling, and whom the article names beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading


def last_speaker(reading: Reading) -> tuple[str, str]:
    actor = reading.actor(reading.statements[-1].speaker[0])
    return actor.name, actor.kind


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Ida Brandt, 58, met Nils Holm, 40.", "the 58-year-old", "Ida Brandt"),
        ("Nils Holm met the 40-year-old nurse Ida Brandt.", "the 40-year-old", "Ida Brandt"),
        ("Ida Brandt was tired.", "The 31-year-old", "Ida Brandt"),
        ("Swedish coach Ida Brandt met Nils Holm, a Dane.", "the Dane", "Nils Holm"),
        ("Ida Brandt was tired.", "the Norwegian", "Ida Brandt"),
        ("Ida Brandt was tired.", "the Sri Lankan", "Ida Brandt"),
        ("The Lund Relief Council met. It was late.", "The Lund-based agency", "Lund Relief Council"),
    ],
)
def test_age_and_origin(before: str, source: str, name: str, read: Callable[..., Reading]) -> None:
    text = f"{before} “It rains,” {source} said."
    assert last_speaker(read(text, (source, "said", "“It rains,”")))[0] == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Lawyer Tancredo Abela", "Tancredo Abela"),
        ("Cllr Ida Brandt", "Ida Brandt"),
        ("Chief Executive Ida Brandt", "Ida Brandt"),
        ("The law’s sponsor, state Rep. Ida Brandt,", "Ida Brandt"),
        ("Holm’s opponent, former Lund councilwoman Ida Brandt,", "Ida Brandt"),
        ("Their mother, 81-year-old Ida Brandt,", "Ida Brandt"),
        ("Kenya’s Tancredo Abela", "Tancredo Abela"),
        ("One, a nurse from Lund,", "nurse from Lund"),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(source: str, name: str, read: Callable[..., Reading]) -> None:
    assert last_speaker(read(f"{source} said it rained.", (source, "said", "it rained")))[0] == name


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Radio Lund", "organisation"),
        ("Lund CDC", "organisation"),
        ("Quay FM", "organisation"),
        ("The Lund Geological Survey", "organisation"),
        ("State television", "organisation"),
        ("Redrock Minerals", "organisation"),
        ("Ida Brandt MP", "person"),
    ],
)
def test_kinds_by_the_words_of_a_name(source: str, kind: str, read: Callable[..., Reading]) -> None:
    assert last_speaker(read(f"{source} said it rained.", (source, "said", "it rained")))[1] == kind


def test_whom_a_report_first_describes_and_then_names(read: Callable[..., Reading]) -> None:
    text = "A mother of two says it rained on her.\n\nIda Brandt, 34, wept in the court. “It was late,” she said.\n"
    said = [("A mother of two", "says", "it rained on her"), ("she", "said", "“It was late,”")]
    reading = read(text, *said)
    assert [reading.actor(s.speaker[0]).name for s in reading.statements] == ["Ida Brandt"] * 2


def test_a_subject_behind_a_name_is_no_apposition(read: Callable[..., Reading]) -> None:
    text = "Speaking to Nils Holm, the mayor said it rained. Mayor Ida Brandt was late."
    reading = read(text, ("the mayor", "said", "it rained"))
    assert last_speaker(reading)[0] == "Ida Brandt"
