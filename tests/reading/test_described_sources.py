"""Sources that are counted, joined or described, and names that a plain pattern would cut short."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

    Read = Callable[..., Reading]
    Speakers = Callable[[Reading], list[list[str]]]


@pytest.mark.parametrize(
    ("source", "names", "kind"),
    [
        ("Fifty of the port’s pilots", ["Fifty of the port’s pilots"], "group"),
        ("Coastal and inland mayors", ["Coastal and inland mayors"], "group"),
        ("The mayors of Lund, Ystad and Malmo", ["mayors of Lund, Ystad and Malmo"], "group"),
        ("Some pilots", ["some pilots"], "vague"),
        ("Many of the pilots", ["many of the pilots"], "vague"),
        ("Another", ["Another"], "unnamed"),
        ("Norwegians", ["Norwegians"], "group"),
        ("Lund-based harbour consultant Ida Brandt", ["Ida Brandt"], "person"),
        ("between town and country mayors", ["town and country mayors"], "group"),
        ("A Norvale University poll this month", ["Norvale University poll"], "document"),
        ("A Norvale University poll out this week", ["Norvale University poll"], "document"),
        ("Each side", ["Each side"], "group"),
        ("The impostor", ["impostor"], "unnamed"),
    ],
)
def test_who_a_source_names(source: str, names: list[str], kind: str, read: Read, speakers: Speakers) -> None:
    reading = read(f"{source} said that the pier was unsafe.", (source, "said", "that the pier was unsafe"))
    assert [n.lower() for n in speakers(reading)[0]] == [n.lower() for n in names]
    assert reading.actor(reading.statements[0].speaker[0]).kind == kind


def test_those_who_are_joined_to_a_person(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt and allies said that the pier was unsafe."
    assert speakers(read(text, ("Ida Brandt and allies", "said", "that the pier was unsafe"))) == [
        ["Ida Brandt", "allies"]
    ]


@pytest.mark.parametrize("source", ["Ida Brandt — and Paul Bell —", "Ida Brandt and Paul Bell each"])
def test_what_joins_two_is_no_part_of_their_names(source: str, read: Read, speakers: Speakers) -> None:
    reading = read(f"{source} said that the pier was unsafe.", (source, "said", "that the pier was unsafe"))
    assert speakers(reading) == [["Ida Brandt", "Paul Bell"]]


def test_a_short_first_name_is_the_full_one(read: Read, speakers: Speakers) -> None:
    text = "Ken Brandt said that it was late. Kenneth Brandt of Lund argued that it was not. Karl Brandt added nothing."
    reading = read(
        text,
        ("Ken Brandt", "said", "that it was late"),
        ("Kenneth Brandt", "argued", "that it was not"),
        ("Karl Brandt", "added", "nothing"),
    )
    assert speakers(reading) == [["Kenneth Brandt"], ["Kenneth Brandt"], ["Karl Brandt"]]


def test_a_campaign_keeps_the_whole_name_before_it(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt left. The Ida Brandt mayoral campaign said that it was late. Her campaign added nothing."
    reading = read(
        text,
        ("The Ida Brandt mayoral campaign", "said", "that it was late"),
        ("Her campaign", "added", "nothing"),
    )
    assert speakers(reading) == [["Ida Brandt mayoral campaign"]] * 2


@pytest.mark.parametrize("source", ["The two", "Both councillors", "The pair"])
def test_the_two_are_those_who_spoke_together(source: str, read: Read, speakers: Speakers) -> None:
    text = f"Ida Brandt and Paul Bell said that it was late. {source} added nothing."
    reading = read(text, ("Ida Brandt and Paul Bell", "said", "that it was late"), (source, "added", "nothing"))
    assert speakers(reading) == [["Ida Brandt", "Paul Bell"]] * 2


def test_the_day_is_no_part_of_the_name(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt runs the port. On that point, Brandt Sunday night recounted how the crane fell."
    assert speakers(read(text, ("Brandt Sunday night", "recounted", "how the crane fell"))) == [["Ida Brandt"]]


def test_the_company_is_the_one_named_last(read: Read, speakers: Speakers) -> None:
    text = (
        "Shares rose in Lund, where the Bank of Scania kept rates. Vestkran climbed by a tenth. The company said that"
        " it had sold more cranes."
    )
    assert speakers(read(text, ("The company", "said", "that it had sold more cranes"))) == [["Vestkran"]]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_that_stand_apart_do_not_cut_a_name(
    form: Literal["NFC", "NFD"], read: Read, speakers: Speakers
) -> None:
    name = unicodedata.normalize(form, "Zoë Núñez Éluard")
    text = f"Senator {name} said that the pier was unsafe."
    assert speakers(read(text, (f"Senator {name}", "said", "that the pier was unsafe"))) == [[name]]


def relays(reading: Reading) -> list[list[str]]:
    return [[reading.actor(a).name for a in s.relay] for s in reading.statements]


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("“It is late,” Ida Brandt told CNN’s Quay show on Monday.", ["Quay"]),
        ("“It is late,” Ida Brandt acknowledged in an MSNBC forum.", ["MSNBC"]),
        ("“It is late,” Ida Brandt said in a statement to the Lund Herald.", ["Lund Herald"]),
        ("“It is late,” Ida Brandt said through Danish-language media.", []),
    ],
)
def test_more_ways_to_name_the_outlet(text: str, relay: list[str], read: Read) -> None:
    cue = next(c for c in ("told", "acknowledged", "said") if f" {c}" in text)
    assert relays(read(text, ("Ida Brandt", cue, "“It is late,”"))) == [relay]


def test_the_turns_of_a_transcript_come_through_the_show(read: Read) -> None:
    text = (
        "Ida Brandt appeared on CNN. Brandt said that it was late.\n\nPartial transcript:\n\nBELL: Will it fall?\n\n"
        "BRANDT: I think it will."
    )
    reading = read(
        text,
        ("Brandt", "said", "that it was late"),
        ("BELL", ":", "Will it fall?"),
        ("BRANDT", ":", "I think it will."),
    )
    assert relays(reading) == [["CNN"], ["CNN"], ["CNN"]]


def test_a_share_of_those_asked_speaks_through_the_poll(read: Read) -> None:
    text = "A Lund University poll found that the pier is loved. Less than a third said that they would walk on it."
    reading = read(
        text,
        ("A Lund University poll", "found", "that the pier is loved"),
        ("Less than a third", "said", "that they would walk on it"),
    )
    assert relays(reading) == [[], ["Lund University poll"]]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("farmers — and some mayors —", ["farmers", "some mayors"]),
        (
            "labor unions, environmental groups, and many local lawmakers",
            ["labor unions", "environmental groups", "many local lawmakers"],
        ),
        ("the Lund Port Authority and 14 national unions", ["Lund Port Authority", "14 national unions"]),
        ("port workers, like their Aland counterparts,", ["port workers", "Aland counterparts"]),
        ("critics, including some senators,", ["critics", "some senators"]),
        ("Ida Brandt, Paul Bell and others", ["Ida Brandt", "Paul Bell", "others"]),
        ("Sweden and Norway this year", ["Sweden", "Norway"]),
        ("from town leaders", ["town leaders"]),
        ("the 10,000 people in the arena", ["10,000 people in the arena"]),
        ("Quay magazine", ["Quay magazine"]),
        ("Mrs. Brandt -- whose husband left --", ["Ida Brandt"]),
        ("Pres. Brandt", ["Ida Brandt"]),
        ("Harvard and Yale researchers", ["Harvard and Yale researchers"]),
        ("Two people familiar with Brandt and Bell", ["Two people familiar with Brandt and Bell"]),
        ("Several people close to Ida Brandt and Paul Bell", ["several people close to Ida Brandt and Paul Bell"]),
        ("dozens of lawmakers from California and Texas", ["dozens of lawmakers from California and Texas"]),
        ("Several business and labor leaders", ["several business and labor leaders"]),
        ("some members of Congress and several governors", ["some members of Congress", "several governors"]),
        ("the Kremlin and Ukrainian officials", ["Kremlin", "Ukrainian officials"]),
        ("the White House and Senate Democrats", ["White House", "Senate Democrats"]),
        ("the House and Senate leaders", ["House and Senate leaders"]),
        ("editors and reporters at the Echo", ["editors and reporters at the Echo"]),
        ("the leaders of Sweden, Norway and Finland", ["leaders of Sweden, Norway and Finland"]),
    ],
)
def test_who_is_joined_and_who_is_one_group(source: str, named: list[str], read: Read, speakers: Speakers) -> None:
    text = f"Ida Brandt met Paul Bell in Lund on Monday, when {source} said that it rained."
    assert speakers(read(text, (source, "said", "that it rained"))) == [named]


def test_a_pronoun_can_be_joined(read: Read, speakers: Speakers) -> None:
    text = "Paul Bell left Lund. Soon he and other local mayors complained that it rained."
    reading = read(text, ("he and other local mayors", "complained", "that it rained"))
    assert speakers(reading) == [["Paul Bell", "other local mayors"]]
