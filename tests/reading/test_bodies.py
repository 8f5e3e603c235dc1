"""Organisations under the many names that articles give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

CUE, FIRST, SECOND = "said", "that the pier was safe", "that the crane was not"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Department of Harbour Security", "Harbour Security"),
        ("The Lund Evening Times", "The Times"),
        ("The Scania Fisheries Committee", "The Fisheries Committee"),
        ("The Scania Chamber of Trade", "The Chamber"),
        ("Vestkran Motor Co.", "Vestkran"),
        ("Vestkran Motor Co.", "The automaker"),
        ("Scania Citizenship and Immigration Services", "The agency"),
        ("Norway", "Oslo"),
    ],
)
def test_a_body_is_known_again(first: str, second: str, read: Callable[..., Reading]) -> None:
    text = f"{first} said {FIRST}. {second} said {SECOND}."
    reading = read(text, (first, CUE, FIRST), (second, CUE, SECOND))
    one, other = (s.speaker for s in reading.statements)
    assert one == other
    assert reading.actor(one[0]).kind == "organisation"


def test_a_short_name_before_the_full_one(read: Callable[..., Reading]) -> None:
    text = f"Times Says Pier Is Safe This Week\n\nThe Lund Evening Times said {FIRST}. The Times said {SECOND}."
    reading = read(text, ("The Lund Evening Times", CUE, FIRST), ("The Times", CUE, SECOND))
    assert [reading.actor(s.speaker[0]).name for s in reading.statements] == ["Lund Evening Times"] * 2


def test_a_house_is_not_its_members(read: Callable[..., Reading]) -> None:
    text = f"House Republicans said {FIRST}. The House said {SECOND}."
    reading = read(text, ("House Republicans", CUE, FIRST), ("The House", CUE, SECOND))
    assert [reading.actor(s.speaker[0]).name for s in reading.statements] == ["House Republicans", "House"]


@pytest.mark.parametrize("surname", ["Fox", "Bloomberg", "Star"])
def test_a_person_with_the_name_of_an_outlet(surname: str, read: Callable[..., Reading]) -> None:
    text = f"A witness, Amy {surname}, 34, said {FIRST}. {surname} said {SECOND}."
    reading = read(text, (f"A witness, Amy {surname}, 34,", CUE, FIRST), (surname, CUE, SECOND))
    assert [reading.actor(s.speaker[0]).name for s in reading.statements] == [f"Amy {surname}"] * 2
    assert reading.actors[0].kind == "person"


def test_two_who_did_something_together_are_they(read: Callable[..., Reading]) -> None:
    text = f"Ida Brandt and Nils Holm wrote to the port. They said {FIRST}."
    (statement,) = (reading := read(text, ("They", CUE, FIRST))).statements
    assert [reading.actor(a).name for a in statement.speaker] == ["Ida Brandt", "Nils Holm"]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("The Associated Press", ["Associated Press"]),
        ("The labor union Vestkran", ["Vestkran"]),
        ("The nonpartisan Scania Policy Center", ["Scania Policy Center"]),
        ("French newspaper Le Monde", ["Le Monde"]),
        ("The Oslo-based Scania Institute", ["Scania Institute"]),
        ("The pro-harbour super PAC Lund Priorities Fund", ["Lund Priorities Fund"]),
        ("The Scania Party and the Brandt campaign", ["Scania Party", "Brandt campaign"]),
        ("Planned Parenthood", ["Planned Parenthood"]),
        ("Lundwatch.org", ["Lundwatch.org"]),
        ("The Centre for Hydrology and Coastal Protection", ["Centre for Hydrology and Coastal Protection"]),
        ("The Commission for Ferries and Lighthouses", ["Commission for Ferries and Lighthouses"]),
        ("Norway’s Joint Chiefs of Staff", ["Joint Chiefs of Staff"]),
        ("The semi-official Skerin news agency", ["Skerin"]),
        ("Norway’s state-run Skerin news agency", ["Skerin"]),
    ],
)
def test_bodies_and_what_stands_before_their_names(source: str, names: list[str], read: Callable[..., Reading]) -> None:
    reading = read(f"{source} said {FIRST}.", (source, CUE, FIRST))
    found = [reading.actor(a) for a in reading.statements[0].speaker]
    assert [(a.name, a.kind) for a in found] == [(name, "organisation") for name in names]


def test_where_a_scholar_works_is_not_who_speaks(read: Callable[..., Reading]) -> None:
    source = "University of Lund political scientist Nils Holm"
    reading = read(f"{source} said {FIRST}.", (source, CUE, FIRST))
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == ["Nils Holm"]


def test_a_news_agency_is_known_with_and_without_these_words(read: Callable[..., Reading]) -> None:
    text = f"The official Skerin news agency said {FIRST}. Skerin said {SECOND}."
    reading = read(text, ("The official Skerin news agency", CUE, FIRST), ("Skerin", CUE, SECOND))
    (agency,) = {a for s in reading.statements for a in s.speaker}
    assert "Skerin news agency" in reading.actor(agency).aliases


@pytest.mark.parametrize("opening", ["Inflation fell.", "The Korean crews left.", "It was paid on Oct. 9 and Nov 3."])
def test_the_company_is_none_of_these(opening: str, read: Callable[..., Reading]) -> None:
    text = f"Vestkran Motor Co. said {FIRST}. {opening} The company said {SECOND}."
    reading = read(text, ("Vestkran Motor Co.", CUE, FIRST), ("The company", CUE, SECOND))
    assert [reading.actor(s.speaker[0]).name for s in reading.statements] == ["Vestkran Motor Co"] * 2


def test_the_agency_of_the_dateline_does_not_rule(read: Callable[..., Reading]) -> None:
    text = "LUND (Reuters) - A Norwegian court closed the pier, ruling that it was late."
    reading = read(text, ("A Norwegian court", "ruling", "that it was late"))
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == ["Norwegian court"]
