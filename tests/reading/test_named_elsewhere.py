"""Descriptions, short forms and slips of whom the article names elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

    Read = Callable[..., Reading]
    Speakers = Callable[[Reading], list[list[str]]]


@pytest.mark.parametrize(
    ("source", "after", "name"),
    [
        ("The judge", "Judge Ida Brandt has a boat.", "Ida Brandt"),
        ("Danish diplomat", "Danish diplomat Ida Brandt has a boat.", "Ida Brandt"),
        ("A Danish diplomat", "Danish diplomat Ida Brandt has a boat.", "Ida Brandt"),
        ("The Danish diplomat", "Danish diplomats Ida Brandt and Jon Moe have a boat.", "Danish diplomat"),
        ("A diplomat", "Danish diplomat Ida Brandt has a boat.", "diplomat"),
        ("Lund governor", "Lund governor endorses Ida Brandt.", "Lund governor"),
    ],
)
def test_a_description_of_whom_the_article_names_later(
    read: Read, speakers: Speakers, source: str, after: str, name: str
) -> None:
    text = f"{source} said it was late.\n\n{after}"
    assert speakers(read(text, (source, "said", "it was late"))) == [[name]]


@pytest.mark.parametrize(
    ("lead", "report", "name"),
    [
        ("A retired pilot", "“It was a wave,” Ida Brandt told the court.", "Ida Brandt"),
        ("The captain of the ferry", "Speaking in Lund, Ida Brandt praised the crew.", "Ida Brandt"),
        ("The man who rang the bell", "“It rang,” said Jon Moe, 34.", "Jon Moe"),
        ("Acme’s chief executive", "Ida Brandt made the remark in Lund.", "Ida Brandt"),
        ("Airline boss", "“It was a joke,” Jon Moe told members.", "Jon Moe"),
        ("The pilot", "“It was a wave,” Ida Brandt told the court.", "pilot"),
        ("A retired pilot", "On Monday the town thanked Ida Brandt.", "retired pilot"),
        ("A man from Lund", "“It was a wave,” Ida Brandt told the court.", "man from Lund"),
        ("A retired pilot", "Jo Bell, a nurse, met Ida Brandt.\n\n“It was,” Ida Brandt said.", "retired pilot"),
    ],
)
def test_whom_a_report_first_describes_and_then_names(
    read: Read, speakers: Speakers, lead: str, report: str, name: str
) -> None:
    text = f"{lead} said it was late.\n\n{report}"
    assert speakers(read(text, (lead, "said", "it was late"))) == [[name]]


def test_who_is_not_the_country_of_a_town(read: Read, speakers: Speakers) -> None:
    text = "“It is late,” said a man in Lund, Sweden, who asked for tea."
    said = read(text, ("a man in Lund, Sweden", "said", "“It is late,”"), ("who", "asked for", "tea"))
    assert speakers(said) == [["man in Lund, Sweden"]] * 2


def test_other_words_for_whom_the_paragraph_is_about(read: Read, speakers: Speakers) -> None:
    text = "Paul Bell said it rained.\n\nIda Brandt came in. The ferry magnate said it was late."
    reading = read(text, ("Paul Bell", "said", "it rained"), ("The ferry magnate", "said", "it was late"))
    assert speakers(reading)[1] == ["Ida Brandt"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Ida Viguerie sailed. Vigurie said it was late.", "Vigurie", "Ida Viguerie"),
        ("Ida Viguerie sailed. Viguerre Maru said it was late.", "Viguerre Maru", "Viguerre Maru"),
        ("Ida Brandt and Jo Bell met Paul Bell. Jo Bell spoke. Bell said it was late.", "Bell", "Jo Bell"),
        (
            "Americans for Quiet Harbours said it was late.",
            "Americans for Quiet Harbours",
            "Americans for Quiet Harbours",
        ),
        (
            "The Organization for Trade Cooperation and Development said it was late.",
            "The Organization for Trade Cooperation and Development",
            "Organization for Trade Cooperation and Development",
        ),
        ("Ana Ruiz’s son Stephen said it was late.", "Ana Ruiz’s son Stephen", "Stephen"),
        (
            "The Echo’s publisher, Ida Brandt, who sat in front, said it was late.",
            "The Echo’s publisher, Ida Brandt, who sat in front,",
            "Ida Brandt",
        ),
        (
            "The Georgia Association of Convenience Stores said it was late.",
            "The Georgia Association of Convenience Stores",
            "Georgia Association of Convenience Stores",
        ),
        (
            "The Marine Engineers’ Beneficial Association said it was late.",
            "The Marine Engineers’ Beneficial Association",
            "Marine Engineers’ Beneficial Association",
        ),
        (
            "The Bureau of Alcohol, Tobacco, Firearms and Explosives said it was late.",
            "The Bureau of Alcohol, Tobacco, Firearms and Explosives",
            "Bureau of Alcohol, Tobacco, Firearms and Explosives",
        ),
        ("A teacher from Dayton, Ohio, said it was late.", "A teacher from Dayton, Ohio,", "teacher from Dayton, Ohio"),
        ("Billie Jean King sailed. King said it was late.", "King", "Billie Jean King"),
        ("The Associated Press sailed. The AP said it was late.", "The AP", "Associated Press"),
        ("Fox News sailed. Fox said it was late.", "Fox", "Fox News"),
        ("Ida Brandt leads Harbour Promise. The group said it was late.", "The group", "Harbour Promise"),
        ("This year’s pilots said it was late.", "This year’s pilots", "pilots"),
        ("A lot of voters said it was late.", "of voters", "voters"),
        ("Leader of the council Ida Viguerie said it was late.", "Leader of the council Ida Viguerie", "Ida Viguerie"),
        (
            "A ferry pilot, 34-year-old Ida Brandt, said it was late.",
            "A ferry pilot, 34-year-old Ida Brandt",
            "Ida Brandt",
        ),
        ("Her father, Brad, 39, said it was late.", "Her father, Brad, 39,", "Brad"),
        ("Lobbyist and planner Ida Brandt said it was late.", "Lobbyist and planner Ida Brandt", "Ida Brandt"),
        ("Bob sailed. Bob said it was late.", "Bob", "Bob"),
        ("The pilots and ferry crews said it was late.", "pilots and ferry crews", "pilots and ferry crews"),
        ("Evacuee Paulus Sony Tukan said it was late.", "Evacuee Paulus Sony Tukan", "Paulus Sony Tukan"),
        ("Ida Brandt, a former mayor, sailed. The ex-mayor said it was late.", "The ex-mayor", "Ida Brandt"),
    ],
)
def test_names(read: Read, speakers: Speakers, text: str, source: str, name: str) -> None:
    assert speakers(read(text, (source, "said", "it was late"))) == [[name]]


def test_the_group_is_the_body_named_last(read: Read, speakers: Speakers) -> None:
    text = "A big group of pilots said it rained. Then the League of Pilots spoke up. The group said it was late."
    reading = read(text, ("A big group of pilots", "said", "it rained"), ("The group", "said", "it was late"))
    assert speakers(reading)[1] == ["League of Pilots"]


def test_a_quotation_that_says_who_said_it(read: Read, speakers: Speakers) -> None:
    text = "“It is late,” Ida Brandt said at a meeting, according to the Lund Herald."
    reading = read(text, ("the Lund Herald", "according to", "“It is late,” Ida Brandt said at a meeting"))
    assert speakers(reading) == [["Ida Brandt"]]
    (statement,) = reading.statements
    assert [reading.actor(a).name for a in statement.relay] == ["Lund Herald"]


@pytest.mark.parametrize(
    ("headline", "meant"),
    [
        ("Harbour pilot", "Ida Brandt"),
        ("A Lund woman", "Lund woman"),
        ("A vice admiral", "vice admiral"),
        ("A pilot’s brother", "pilot’s brother"),
    ],
)
def test_a_headline_speaks_of_whom_the_report_names(read: Read, speakers: Speakers, headline: str, meant: str) -> None:
    text = f"{headline} said it was late.\n\nIt was. Many saw it, and pilot Ida Brandt knew. Admiral Jon Moe slept."
    assert speakers(read(text, (headline, "said", "it was late"))) == [[meant]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "meant"),
    [
        ("They met Ida Brandt, a pilot seeking a port.", "a pilot", "seeking", "Ida Brandt"),
        ("It came from Acme Union, a group set up to build a port.", "a group", "set up to build", "Acme Union"),
        ("As with Ida Brandt, a pilot rejected a port.", "a pilot", "rejected", "pilot"),
        ("They met Ida Brandt, a group seeking a port.", "a group", "seeking", "group"),
    ],
)
def test_what_only_tells_more_of_a_name(
    read: Read, speakers: Speakers, text: str, source: str, cue: str, meant: str
) -> None:
    assert speakers(read(text, (source, cue, "a port"))) == [[meant]]


def test_an_interview_by_letters_is_with_whom_it_presents(read: Read, speakers: Speakers) -> None:
    text = "Fourteen-year-old Bodhi Ranasinghe plays chess.\n\nQ: Did you know?\n\nA: It was late.\n"
    reading = read(text, ("Q", ":", "Did you know?"), ("A", ":", "It was late."))
    assert speakers(reading) == [["(author)"], ["Bodhi Ranasinghe"]]


def test_you_in_a_question_is_who_answers(read: Read, speakers: Speakers) -> None:
    text = "Q: Do you think so?\n\nBRANDT: I do.\n\nQ: Why?\n\nBRANDT: Because.\n\nIda Brandt spoke.\n"
    reading = read(text, ("Q", ":", "Do you think so?"), ("you", "think", "so"), ("BRANDT", ":", "I do."))
    assert speakers(reading)[1] == speakers(reading)[2]


def test_a_verb_before_a_name_is_no_part_of_it(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt sailed.\n\nStated Brandt: It was late."
    assert speakers(read(text, ("Brandt", "Stated", "It was late"))) == [["Ida Brandt"]]


def test_one_name_is_one_person(read: Read) -> None:
    text = "In an interview with CNN, Bob said it rained. Bob said it was late."
    reading = read(text, ("Bob", "said", "it rained"), ("Bob", "said", "it was late"))
    assert len({a for s in reading.statements for a in s.speaker}) == 1


def test_where_members_come_from_is_no_member(read: Read, speakers: Speakers) -> None:
    source = "Several mayors, including Ida Brandt (N.H.) and Jon Moe (Pa.),"
    reading = read(f"{source} said it was late.", (source, "said", "it was late"))
    assert speakers(reading)[0][1:] == ["Ida Brandt", "Jon Moe"]
