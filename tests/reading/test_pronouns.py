"""Whom a pronoun means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.article import Article, Span
from sayso.reading.understand import understand
from sayso.record import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

    Read = Callable[..., Reading]
    Speakers = Callable[[Reading], list[list[str]]]


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Paul Bell"), ("She", "Ida Brandt")])
def test_he_and_she_by_gender(pronoun: str, name: str, read: Read, speakers: Speakers) -> None:
    text = f"Ida Brandt met Paul Bell on Monday. {pronoun} said that it was late."
    assert speakers(read(text, (pronoun, "said", "that it was late"))) == [[name]]


def test_who_spoke_last_goes_on_speaking(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt said that Lena Moe was late. She added that it rained."
    reading = read(text, ("Ida Brandt", "said", "that Lena Moe was late"), ("She", "added", "that it rained"))
    assert speakers(reading)[1] == ["Ida Brandt"]


def test_a_pronoun_that_is_the_subject_keeps_who_it_means_in_mind(read: Read, speakers: Speakers) -> None:
    text = (
        "Ida Brandt told the council that she would stay. She has come back to Lund as Lena Moe left it. "
        "On Monday, she recalled that it had rained."
    )
    reading = read(text, ("Ida Brandt", "told", "that she would stay"), ("she", "recalled", "that it had rained"))
    assert speakers(reading)[1] == ["Ida Brandt"]


def test_a_name_behind_like_is_no_subject(read: Read, speakers: Speakers) -> None:
    text = "But like Paul Bell, Jon Moe wants a port. He believes that boats will come."
    assert speakers(read(text, ("He", "believes", "that boats will come"))) == [["Jon Moe"]]


def test_a_name_that_only_tells_whose_ally_somebody_is_is_no_subject(read: Read, speakers: Speakers) -> None:
    text = (
        "Jon Moe rested. Moe ally Paul Bell argued: “It will not help. Moe is in a circle of friends.” "
        "He added that it was late."
    )
    said = "“It will not help. Moe is in a circle of friends.”"
    reading = read(text, ("Moe ally Paul Bell", "argued", said), ("He", "added", "that it was late"))
    assert speakers(reading) == [["Paul Bell"]] * 2


def test_they_means_the_group_and_it_the_body(read: Read, speakers: Speakers) -> None:
    text = (
        "Voters in Lund said no. They added that it was late. The Dockers Union objected to it. "
        "It said that boats would stay."
    )
    reading = read(
        text,
        ("Voters in Lund", "said", "no"),
        ("They", "added", "that it was late"),
        ("The Dockers Union", "objected", "to it"),
        ("It", "said", "that boats would stay"),
    )
    assert speakers(reading) == [["Voters in Lund"]] * 2 + [["Dockers Union"]] * 2


def test_they_after_a_joint_source_means_all_of_them(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt and Paul Bell said no. They added that it was late."
    reading = read(text, ("Ida Brandt and Paul Bell", "said", "no"), ("They", "added", "that it was late"))
    assert speakers(reading) == [["Ida Brandt", "Paul Bell"]] * 2


def test_who_means_the_person_before_it(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt, who opposes the bridge, left. Candidates in close races who fear voters stayed."
    reading = read(text, ("who", "opposes", "the bridge"), ("who", "fear", "voters"))
    assert speakers(reading) == [["Ida Brandt"], ["Candidates in close races who fear voters"]]


def test_who_after_and_is_who_the_first_who_was(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt of Lund, who once ran for mayor against Paul Bell, and who hopes to run again, left."
    assert speakers(read(text, ("who", "hopes", "to run again"))) == [["Ida Brandt"]]


def test_who_after_a_place_is_whom_it_is_told_of(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt, a nurse from Aland, New Jersey, who said that it was late, left."
    assert speakers(read(text, ("who", "said", "that it was late"))) == [["Ida Brandt"]]


def test_i_inside_a_quotation_is_its_speaker(read: Read, speakers: Speakers) -> None:
    text = "“I fear that we lose,” Ida Brandt said."
    reading = read(text, ("Ida Brandt", "said", "“I fear that we lose,”"), ("I", "fear", "that we lose"))
    assert speakers(reading) == [["Ida Brandt"], ["Ida Brandt"]]


def test_nobody_of_that_gender_is_no_guess(read: Read, speakers: Speakers) -> None:
    text = "Paul Bell left. She said that it was late."
    assert speakers(read(text, ("She", "said", "that it was late"))) == [["(unstated)"]]


def test_a_long_chain_of_pronouns_has_an_end() -> None:
    text = "Ida Brandt left. " + "She went. " * 400 + "she said, " * 400
    begin = text.index("she said")
    given = [
        Attribution(
            (Span.of(text, begin + 10 * n, begin + 10 * n + 3),),
            (Span.of(text, begin + 10 * n + 4, begin + 10 * n + 8),),
            (Span.of(text, 17 + 10 * n, 25 + 10 * n),),
            0.9,
        )
        for n in range(400)
    ]
    assert len(understand(Article(text), given).statements) == 400
    text = "Ida Brandt " + "and who " * 2000 + "said that it was late."
    at = text.rindex("who")
    said = Attribution(
        (Span.of(text, at, at + 3),), (Span.of(text, at + 4, at + 8),), (Span.of(text, at + 9, at + 20),), 0.9
    )
    assert len(understand(Article(text), [said]).statements) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("There is worry among Pilots, who fear rain.", "Pilots"),
        ("He must persuade old pilots who fear rain.", "old pilots who fear rain"),
        ("Those in the port world who fear rain stayed.", "Those in the port world who fear rain"),
        ("Paul Bell trails, compared with 64 percent who fear rain.", "64 percent who fear rain"),
    ],
)
def test_who_stands_for_the_noun_and_not_for_what_leads_to_it(
    read: Read, speakers: Speakers, text: str, speaker: str
) -> None:
    assert speakers(read(text, ("who", "fear", "rain"))) == [[speaker]]


def test_which_after_an_explanation_is_the_body_explained(read: Read, speakers: Speakers) -> None:
    text = "He joined Harbour Watch, an organisation that fears rain."
    assert speakers(read(text, ("that", "fears", "rain"))) == [["Harbour Watch"]]


def test_he_after_a_question_is_whoever_answers(read: Read, speakers: Speakers) -> None:
    text = "Asked whether Paul Bell could win the port, Nils Holm smiled.\n\n“It is late,” he said."
    assert speakers(read(text, ("he", "said", "“It is late,”"))) == [["Nils Holm"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paul Bell’s mate Jon Moe ran the port. He said that Bell was late.", "Jon Moe"),
        ("Ida Brandt rested. Paul Bell met Jon Moe. He accused Moe of sloth.", "Paul Bell"),
    ],
)
def test_nobody_is_taken_to_speak_of_himself_by_name(read: Read, speakers: Speakers, text: str, name: str) -> None:
    cue, content = ("accused", "Moe of sloth") if "sloth" in text else ("said", "that Bell was late")
    assert speakers(read(text, ("He", cue, content))) == [[name]]


def test_a_new_paragraph_tells_of_whom_it_names(read: Read, speakers: Speakers) -> None:
    text = (
        "Paul Bell said that it rained. “It rains,” Bell said. Bell said that it had rained.\n\n"
        "Captain Jon Moe came in as well. “It is late,” he said."
    )
    reading = read(
        text,
        ("Paul Bell", "said", "that it rained"), ("Bell", "said", "“It rains,”"),
        ("Bell", "said", "that it had rained"), ("he", "said", "“It is late,”"),
    )  # fmt: skip
    assert speakers(reading)[3] == ["Jon Moe"]


@pytest.mark.parametrize(
    ("text", "source", "meant"),
    [
        ("The port tax made fuel dear in Lund. It said it was late.", "It", "port tax"),
        ("Acme Union has raised half of the money that it said it was late.", "it", "Acme Union"),
        ("The union was there. In Lund, the tax was raised, and it said it was late.", "it", "tax"),
        ("Lower courts have ruled for the Port Council. They said it was late.", "They", "Lower courts"),
        ("Pilots wept as they said it was late.", "they", "Pilots"),
        ("Paul Bell spoke for Acme Union. It said it was late.", "It", "Acme Union"),
    ],
)
def test_a_subject_goes_on(read: Read, speakers: Speakers, text: str, source: str, meant: str) -> None:
    assert speakers(read(text, (source, "said", "it was late"))) == [[meant]]


def test_a_sign_is_what_reads(read: Read, speakers: Speakers) -> None:
    text = "Paul Bell left the Acme Union and held up a small sign of his own. “It is late,” it read."
    assert speakers(read(text, ("it", "read", "“It is late,”"))) == [["small sign"]]


def test_both_of_whom_are_the_two_before(
    read: Callable[..., Reading], speakers: Callable[..., list[list[str]]]
) -> None:
    text = "They met Ida Brandt and Paul Bell, both of whom opposed the pier."
    assert speakers(read(text, ("both of whom", "opposed", "the pier"))) == [["Ida Brandt", "Paul Bell"]]


@pytest.mark.parametrize(("source", "cue"), [("", "let’s hope"), ("’s", "hope")])
def test_let_us_is_the_writer(source: str, cue: str, read: Read, speakers: Speakers) -> None:
    text = "And let’s hope that it is late."
    assert speakers(read(text, (source, cue, "that it is late"))) == [["(author)"]]
