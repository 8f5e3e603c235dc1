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
        ("The most stubborn pilots", ["most stubborn pilots"], "group"),
        ("All-night pilots", ["All-night pilots"], "group"),
        ("A growing number of pilots", ["growing number of pilots"], "vague"),
        ("Current and former pilots", ["Current and former pilots"], "group"),
        ("Pilots clamoring for rest", ["Pilots clamoring for rest"], "group"),
        ("Those polled", ["Those polled"], "group"),
        ("One poster", ["one poster"], "unnamed"),
        ("The bearded, 71-year-old pilot", ["bearded, 71-year-old pilot"], "unnamed"),
        ("Latino Republicans", ["Latino Republicans"], "group"),
        ("One Club for Growth ad", ["one Club for Growth ad"], "document"),
        ("Multiple news reports", ["Multiple news reports"], "document"),
        ("Turkish news reports", ["Turkish news reports"], "document"),
        ("A Sept. 15, 2011 email", ["Sept. 15, 2011 email"], "document"),
        ("World leaders and CEOs", ["world leaders", "CEOs"], "group"),
        ("A group of Mexican comedians", ["group of Mexican comedians"], "group"),
        ("Any group that understands", ["any group that understands"], "vague"),
        ("Pilots, including 51 Port Department employees,", ["pilots", "51 Port Department employees"], "group"),
        ("The Swiss People’s Party, or SVP,", ["Swiss People’s Party"], "organisation"),
        ("Lund Women’s Research Hospital", ["Lund Women’s Research Hospital"], "organisation"),
        (
            "The United Nations High Commissioner for Refugees",
            ["United Nations High Commissioner for Refugees"],
            "unnamed",
        ),
        ("Blaze co-host Stu\xa0Holm", ["Stu\xa0Holm"], "person"),
        ("Neither Ida Brandt nor Paul Bell", ["Ida Brandt", "Paul Bell"], "person"),
        ("The Lund Herald’s Ishaan Thar", ["Ishaan Thar"], "person"),
        ("Lund’s ambassador to the United States Hamdu Mohi", ["Hamdu Mohi"], "person"),
        ("Ruiz's son, Grant,", ["Grant"], "person"),
        ("Matthew Ingram of The Globe and Mail", ["Matthew Ingram"], "person"),
        ("The Ruiz campaign and some harbour experts", ["Ruiz campaign", "some harbour experts"], "organisation"),
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


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("John “Jack” Moe left. Mr. Moe said no.", "Mr. Moe", "John “Jack” Moe"),
        ("Lund Mayor Don Guardian left. Guardian said no.", "Guardian", "Don Guardian"),
        ("George Will left. Then Will said no.", "Will", "George Will"),
        ("Will Moe, a professor, left. Moe said no.", "Moe", "Will Moe"),
        ("Port Minister Gen Sato said no.", "Port Minister Gen Sato", "Gen Sato"),
        ("Maria Acosta Febo left. Ms. Acosta said no.", "Ms. Acosta", "Maria Acosta Febo"),
        ("Deputy Chief of Staff Jo Bell said no.", "Deputy Chief of Staff Jo Bell", "Jo Bell"),
        ("The head of the Port Council Enver Solo said no.", "The head of the Port Council Enver Solo", "Enver Solo"),
        ("The pro-Ruiz Union Leader said no.", "The pro-Ruiz Union Leader", "Union Leader"),
        ("Ida Brandt sat with her father Nils Holm. Her father said no.", "Her father", "Nils Holm"),
        ("Sen. Ana Ruiz, a Republican, left. The Lund Republican said no.", "The Lund Republican", "Ana Ruiz"),
        ("The U.S. Court of Ports for the 3rd Circuit said no.", "The U.S. Court of Ports for the 3rd Circuit",
         "U.S. Court of Ports for the 3rd Circuit"),
        ("The Committee to Protect Pilots said no.", "The Committee to Protect Pilots", "Committee to Protect Pilots"),
        ("The National Port and Pier Administration said no.", "The National Port and Pier Administration",
         "National Port and Pier Administration"),
        ("The New York Daily News came. The Daily News said no.", "The Daily News", "New York Daily News"),
        ("The U.S. Department of Ports came. The DOP said no.", "The DOP", "U.S. Department of Ports"),
        ("Cookies went to Lund Circle magazine. The magazine said no.", "The magazine", "Lund Circle"),
        ("It rained, said Federation Bank. The Fed said no.", "The Fed", "Federation Bank"),
        ("The United Nations met. The U.N. said no.", "The U.N.", "United Nations"),
        ("The Harbour Council met. The Council said no.", "The Council", "Harbour Council"),
        ("U.S. Citizenship and Immigration Services met. USCIS said no.", "USCIS",
         "U.S. Citizenship and Immigration Services"),
        ("The Justice Department met. Justice said no.", "Justice", "Justice Department"),
        ("Ban Ki-moon left. Mr. Ban said no.", "Mr. Ban", "Ban Ki-moon"),
        ("The Swiss Pilots Party came. The Swiss said no.", "The Swiss", "Swiss"),
        ("The Supreme Court beat the Lund Court. The high court said no.", "The high court", "Supreme Court"),
        ("The Port Council of British Columbia met. British Columbia said no.", "British Columbia", "British Columbia"),
        ("Jo Bloomberg left Bloomberg News. Bloomberg said no.", "Bloomberg", "Jo Bloomberg"),
        ("Ida Brandt ran to Wall Street. The PAC said no.", "The PAC", "PAC"),
        ("It came by the Associated Press. The newspaper said no.", "The newspaper", "newspaper"),
        ("The US Court of Appeals for the 4th Circuit met. A federal appeals court said no.", "A federal appeals court",
         "US Court of Appeals for the 4th Circuit"),
        ("A three-judge panel of the Port Court said no.", "A three-judge panel of the Port Court", "Port Court"),
        ("The House Oversight and Government Reform Committee met. A House panel said no.", "A House panel",
         "House Oversight and Government Reform Committee"),
        ("The group Alliance to Reclaim Our Ports (AROP) met. AROP said no.", "AROP", "Alliance to Reclaim Our Ports"),
        ("The Harbour Coalition, a national network of unions, met. The network said no.", "The network",
         "Harbour Coalition"),
        ("Port Watch Center came. PortWatch Center said no.", "PortWatch Center", "Port Watch Center"),
        ("Paul Bell’s campaign came. The campaign said no.", "The campaign", "Paul Bell’s campaign"),
    ],
)  # fmt: skip
def test_a_short_form_or_description_has_the_full_name(
    read: Read, speakers: Speakers, text: str, source: str, name: str
) -> None:
    assert speakers(read(text, (source, "said", "no"))) == [[name]]


def test_one_poll_is_one_poll_under_a_new_or_another_name(read: Read, speakers: Speakers) -> None:
    text = "A new poll shows rain. The Lund Herald poll shows wind. The poll shows sun."
    reading = read(
        text,
        ("A new poll", "shows", "rain"),
        ("The Lund Herald poll", "shows", "wind"),
        ("The poll", "shows", "sun"),
    )
    assert speakers(reading) == [["Lund Herald poll"]] * 3


def test_questions_and_answers_are_the_writers_and_the_guests(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt sees hope.\n\nQ: Is it late?\n\nA: It is."
    reading = read(text, ("Q", ":", "Is it late?"), ("A", ":", "It is."))
    assert speakers(reading) == [["(author)"], ["Ida Brandt"]]


def test_a_statement_is_the_word_of_the_body_that_just_spoke(read: Read, speakers: Speakers) -> None:
    text = "The Dockers Union said no. The statement said that it was late."
    reading = read(text, ("The Dockers Union", "said", "no"), ("The statement", "said", "that it was late"))
    assert speakers(reading) == [["Dockers Union"]] * 2


@pytest.mark.parametrize(
    ("opening", "description"),
    [
        ("The captain of the ferry, Ida Brandt,", "The captain"),
        ("The minister for ports, Ida Brandt,", "The minister"),
        ("Lund’s captain, Ida Brandt,", "The captain"),
        ("Ida Brandt MP", "The MP"),
    ],
)
def test_who_is_described_before_the_name_is_that_later(
    opening: str, description: str, read: Callable[..., Reading], speakers: Callable[[Reading], list[list[str]]]
) -> None:
    text = f"{opening} said it sinks.\n\n{description} added that it leaks."
    reading = read(text, (opening, "said", "it sinks"), (description, "added", "that it leaks"))
    assert speakers(reading) == [["Ida Brandt"], ["Ida Brandt"]]


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("the Trade and Industry Secretary Ida Brandt", "Ida Brandt", "person"),
        ("Economy and Labour Minister Ida Brandt", "Ida Brandt", "person"),
        ("Ida Brandt, Commerce and Industry Minister,", "Ida Brandt", "person"),
        ("the Liberal Democrats", "Liberal Democrats", "group"),
        ("the Department of Trade and Industry", "Department of Trade and Industry", "organisation"),
        ("Mr Fox", "Fox", "person"),
        ("Three-quarters", "Three-quarters", "group"),
        ("No-one", "No-one", "vague"),
        ("the MPs", "MPs", "group"),
        ("the mother-of-nine", "mother-of-nine", "unnamed"),
        ("the DJ", "DJ", "unnamed"),
        ("the Bill", "Bill", "document"),
        ("Rebels", "Rebels", "group"),
        ("Families", "Families", "group"),
        ("the coastguard", "coastguard", "organisation"),
        ("the Red Cross", "Red Cross", "organisation"),
        ("Save the Children", "Save the Children", "organisation"),
    ],
)
def test_what_begins_like_a_name_is_told_from_one(
    source: str, name: str, kind: str, read: Read, speakers: Speakers
) -> None:
    text = f"It rained.\n\n{source[0].upper()}{source[1:]} said that the pier was unsafe."
    reading = read(text, (source[0].upper() + source[1:], "said", "that the pier was unsafe"))
    assert speakers(reading) == [[name]]
    assert reading.actor(reading.statements[0].speaker[0]).kind == kind


def test_the_company_is_no_word_that_only_begins_a_sentence(read: Read, speakers: Speakers) -> None:
    text = "Vestkran makes cranes. Weak demand hit sales. The company said that it had sold few."
    assert speakers(read(text, ("The company", "said", "that it had sold few"))) == [["Vestkran"]]


def test_what_stands_before_a_title_in_another_sentence_is_no_role(read: Read, speakers: Speakers) -> None:
    text = "Ida Fox met many members. Mr Bell said that the pier was unsafe."
    reading = read(text, ("Mr Bell", "said", "that the pier was unsafe"))
    assert speakers(reading) == [["Bell"]]
    assert all("members" not in role for role in reading.actor(reading.statements[0].speaker[0]).roles)


def test_a_friend_of_the_leader_is_not_the_leader(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt, a friend of the Tory leader, said it sinks. Nils Holm smiled. The Tory leader said it floats."
    reading = read(
        text,
        ("Ida Brandt, a friend of the Tory leader,", "said", "it sinks"),
        ("The Tory leader", "said", "it floats"),
    )
    assert speakers(reading)[1] != ["Ida Brandt"]
