"""Proper names: what belongs to a name, and what it is likely to name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.cast import Cast
from sayso.reading.names import find_names


def names(text: str) -> list[tuple[str, str]]:
    return [(n.surface, n.title) for n in find_names(text)]


def people(text: str) -> list[str]:
    return [f.name for f in Cast(text).figures if f.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Sen. Ana Ruiz left.", "Ana Ruiz", "Sen."),
        ("Secretary of State Jo Bell left.", "Jo Bell", "Secretary of State"),
        ("Yesterday co-Anchor Ana Ruiz left.", "Ana Ruiz", "co-Anchor"),
        ("The Danish People’s Party left.", "Danish People’s Party", ""),
        ("He lost at the 6th Circuit Court of Appeals.", "6th Circuit Court of Appeals", ""),
        ("Ana Ruiz of Ohio left.", "Ana Ruiz", ""),
        ("Samir al-Hakkari left.", "Samir al-Hakkari", ""),
        ("Bruno de Castellane left.", "Bruno de Castellane", ""),
        ("Kemal Yıldızoğlu left.", "Kemal Yıldızoğlu", ""),
    ],
)
def test_what_belongs_to_a_name(text: str, name: str, title: str) -> None:
    assert (name, title) in names(text)


def test_a_compound_before_a_hyphen_is_the_name_alone() -> None:
    assert names("The Ruiz-led council met Jean-Luc Moreau.") == [("Ruiz", ""), ("Jean-Luc Moreau", "")]


def test_a_surname_of_two_words_is_the_same_person() -> None:
    assert people("Ana Norberg Ruiz spoke. Norberg Ruiz then left, and Ruiz slept.") == ["Ana Norberg Ruiz"]


@pytest.mark.parametrize("role", ["a doctoral candidate at Lund", "the veteran skipper", "47", "who sails"])
def test_an_unknown_full_name_is_a_person_by_what_follows(role: str) -> None:
    assert people(f"Shen Xinpei, {role}, spoke.") == ["Shen Xinpei"]


def test_a_family_name_that_stands_first_is_found_again() -> None:
    cast = Cast("Shen Xinpei, a student, spoke. Shen then left.")
    assert [f.name for f in cast.of_name if f is not None] == ["Shen Xinpei", "Shen Xinpei"]


@given(
    st.lists(
        st.sampled_from(["Ana", "Ruiz", "People’s", "Party", "6th", "Court", "of", "the", "co-", "Sen.", ",", "\n"])
    )
)
def test_names_lie_in_the_text_apart_and_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    found = find_names(text)
    for name in found:
        assert text[name.start : name.end] == name.surface != ""
        assert name.title_start <= name.start
    assert all(a.end <= b.start for a, b in pairwise(found))
