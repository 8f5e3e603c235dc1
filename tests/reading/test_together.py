"""Whom “who”, “both” and “they” mean where several people or bodies stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

    Read = Callable[..., Reading]
    Speakers = Callable[[Reading], list[list[str]]]


@pytest.mark.parametrize(
    ("text", "speakers_named"),
    [
        ("The port is run by Ida Brandt and Paul Bell, who say it is late.", ["Ida Brandt", "Paul Bell"]),
        ("The port is run by Ida Brandt and Paul Bell, who said it is late.", ["Paul Bell"]),
        ("It is loved by voters and pilots who say it is late.", ["voters and pilots who say it is late"]),
        ("It won over nearly four in 10 pilots who say it is late.", ["nearly four in 10 pilots who say it is late"]),
        ("It was Ida Brandt, the leader of the pilots in Upper Scania, who said it is late.", ["Ida Brandt"]),
        ("It was Ida Brandt, a Lund ship maker and former pilot, who said it is late.", ["Ida Brandt"]),
        ("Meet Ida Brandt, the head of the Harbour Institute of Lund, who said it is late.", ["Ida Brandt"]),
        ("So said Ida Brandt, 24, from Lund, who said it is late.", ["Ida Brandt"]),
        ("It helps Ida Brandt and Paul Bell, harbour pilots who say it is late.", ["Ida Brandt", "Paul Bell"]),
        ("That is the view of experts in harbour law, who say it is late.", ["experts in harbour law"]),
        ("Paul Bell is a pilot, a captain and a father who said it is late.", ["Paul Bell"]),
        ("Ida Brandt, whom the port fired and who said it is late, left.", ["Ida Brandt"]),
        ("That may be the plan of Ida Brandt, who was said to hope it is late.", ["(unstated)"]),
        ("So says a friend of Ida Brandt, who declined to be named and said it is late.", ["friend of Ida Brandt"]),
        ("It was read by 1,522 pilots who say it is late.", ["1,522 pilots who say it is late"]),
        ("It hangs on the tide tables that said it is late.", ["tide tables that said it is late"]),
    ],
)
def test_who_and_that(read: Read, speakers: Speakers, text: str, speakers_named: list[str]) -> None:
    pronoun = "that" if " that " in text else "who"
    verb = "say" if " say it" in text else "said"
    assert speakers(read(text, (pronoun, verb, "it is late"))) == [speakers_named]


@pytest.mark.parametrize(
    ("source", "before", "meant"),
    [
        ("Both", "Ida Brandt and Paul Bell left.", ["Ida Brandt", "Paul Bell"]),
        ("Both pilots", "Ida Brandt has met Paul Bell.", ["Ida Brandt", "Paul Bell"]),
        ("Neither man", "Jon Moe and Paul Bell left.", ["Jon Moe", "Paul Bell"]),
        ("Neither company", "Acme Corp. and Bolt Inc. have met.", ["Acme Corp", "Bolt Inc"]),
        ("The couple", "Jon Moe, 25, and his wife, Ida Brandt, left.", ["Jon Moe", "Ida Brandt"]),
        ("All three", "Jon Moe, Ida Brandt and Paul Bell left.", ["Jon Moe", "Ida Brandt", "Paul Bell"]),
        ("Neither side", "Jon Moe and Paul Bell left.", ["neither side"]),
    ],
)
def test_the_few_who_were_just_named(
    read: Read, speakers: Speakers, source: str, before: str, meant: list[str]
) -> None:
    text = f"{before} {source} said it was late."
    named = [name.rstrip(".").casefold() for name in speakers(read(text, (source, "said", "it was late")))[0]]
    assert named == [name.casefold() for name in meant]


def test_both_are_the_two_who_spoke_in_turn(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt said it rained.\n\nPaul Bell said it snowed.\n\nThe port is old.\n\nBoth men said it was late."
    reading = read(
        text,
        ("Ida Brandt", "said", "it rained"), ("Paul Bell", "said", "it snowed"), ("Both men", "said", "it was late"),
    )  # fmt: skip
    assert speakers(reading)[2] == ["both men"]  # Ida Brandt is none
    reading = read(
        text.replace("men", "pilots"),
        ("Ida Brandt", "said", "it rained"), ("Paul Bell", "said", "it snowed"), ("Both pilots", "said", "it was late"),
    )  # fmt: skip
    assert sorted(speakers(reading)[2]) == ["Ida Brandt", "Paul Bell"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("When I met Ida Brandt and Paul Bell, they said it was late.", ["Ida Brandt", "Paul Bell"]),
        ("The Lund Herald is old. That angers many voters because they said it was late.", ["many voters"]),
        ("Voters wept as they said it was late.", ["Voters"]),
    ],
)
def test_they_are_those_of_the_same_sentence(read: Read, speakers: Speakers, text: str, meant: list[str]) -> None:
    assert speakers(read(text, ("they", "said", "it was late"))) == [meant]


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("Former Acme CEO and mayoral candidate Ida Brandt", ["Ida Brandt"]),
        ("former secretary of state and Lund mayor Ida Brandt", ["Ida Brandt"]),
        ("The president and Vice President Ida Brandt", ["president", "Ida Brandt"]),
        ("One of them, Ida Brandt, 70,", ["Ida Brandt"]),
        ("Gov. Paul Bell and Sen. Ida Brandt as well as former Gov. Jon Moe", ["Paul Bell", "Ida Brandt", "Jon Moe"]),
        (
            "Three pilots -- Ida Brandt at Lund, Paul Bell at Malmo and Jon Moe at Ystad --",
            ["Ida Brandt", "Paul Bell", "Jon Moe"],
        ),
        ("The ferry group backing Ida Brandt", ["ferry group backing Ida Brandt"]),
        ("One pilot inside Brandt Tower", ["one pilot inside Brandt Tower"]),
        ("Acme Union’s Ida Brandt", ["Ida Brandt"]),
        ("Ida Brandt and another pilot", ["Ida Brandt", "another pilot"]),
    ],
)
def test_one_person_or_several(read: Read, speakers: Speakers, source: str, meant: list[str]) -> None:
    text = f"{source} said it was late. Ida Brandt, Paul Bell and Jon Moe know Lund."
    assert speakers(read(text, (source, "said", "it was late"))) == [meant]


def test_a_piece_of_the_next_sentence_is_no_source(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt rejected a port. Paul Bell wants one."
    assert speakers(read(text, ("Ida Brandt / Paul Bell", "rejected", "a port"))) == [["Ida Brandt"]]


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("She and another pilot", ["Ida Brandt", "another pilot"]),
        ("She and harbour experts", ["Ida Brandt", "harbour experts"]),
        ("Doctors and harbour experts", ["Doctors and harbour experts"]),
    ],
)
def test_somebody_besides(read: Read, speakers: Speakers, source: str, meant: list[str]) -> None:
    assert speakers(read(f"Ida Brandt sailed. {source} said it was late.", (source, "said", "it was late"))) == [meant]
