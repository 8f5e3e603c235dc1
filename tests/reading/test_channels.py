"""Outlets by many names, and the many ways in which an article says that somebody spoke to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading


def relays(reading: Reading) -> list[list[str]]:
    return [[reading.actor(a).name for a in s.relay] for s in reading.statements]


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("the Guardian", "Guardian"),
        ("The Oregonian", "Oregonian"),
        ("the Lund Times-Dispatch", "Lund Times-Dispatch"),
        ("the Lund Star-Telegram", "Lund Star-Telegram"),
        ("Roll Call", "Roll Call"),
        ("Bild am Sonntag", "Bild am Sonntag"),
        ("Germany’s Bild", "Bild"),
        ("the journal Nature", "Nature"),
        ("Lund Cable News Service", "Lund Cable News Service"),
        ("WLND-TV of Lund", "WLND-TV of Lund"),
        ("the CNN show “Harbour View”", "Harbour View"),
        ("the “Tide” show", "Tide"),
        ("BBC Radio 4’s Today programme", "Today"),
        ("BBC1’s Breakfast programme", "Breakfast"),
    ],
)
def test_an_outlet_is_known_by_its_name(outlet: str, name: str, read: Callable[..., Reading]) -> None:
    text = f"Ida Brandt told {outlet} on Monday that the ferry was late."
    assert relays(read(text, ("Ida Brandt", "told", "that the ferry was late"))) == [[name]]
    text = f"In an interview with {outlet}, Ida Brandt said the ferry was late."
    assert relays(read(text, ("Ida Brandt", "said", "the ferry was late"))) == [[name]]


@pytest.mark.parametrize(
    ("before", "relay"),
    [
        ("Ida Brandt told People", ["People"]),
        ("People like Ida Brandt said", []),
        ("Time and again, Ida Brandt said", []),
        ("In the spring of her time on the Hill, Ida Brandt said", []),
        ("In an interview with Vocaliv, Ida Brandt said", ["Vocaliv"]),
        ("In an op-ed for Harbour Energy Review, Ida Brandt wrote", ["Harbour Energy Review"]),
        ("In an interview with Sun-Hee Paek, Ida Brandt said", ["Sun-Hee Paek"]),
    ],
)
def test_a_common_word_is_an_outlet_only_where_it_was_told_something(
    before: str, relay: list[str], read: Callable[..., Reading]
) -> None:
    text = f"{before} that the ferry was late."
    source, cue = "Ida Brandt", before.split()[-1]
    cue = "told" if cue == "People" else cue
    assert relays(read(text, (source, cue, "that the ferry was late"))) == [relay]


@pytest.mark.parametrize(
    "opening",
    [
        "Challenged by the Lund Herald’s Nils Holm on the delay, Ida Brandt said",
        "As recently as an April Lund Herald interview, Ida Brandt said",
        "In a memo to the Lund Herald, Ida Brandt said",
        "Ida Brandt, speaking to us for the Lund Herald podcast, said",
    ],
)
def test_an_opening_names_the_channel(opening: str, read: Callable[..., Reading]) -> None:
    text = f"{opening} that the ferry was late."
    found = relays(read(text, ("Ida Brandt", "said", "that the ferry was late")))
    assert [name.removesuffix(" podcast") for (name,) in found] == ["Lund Herald"]


@pytest.mark.parametrize(
    "source",
    [
        "Court papers reported previously by the Lund Herald",
        "Brandt’s letter, sent on Monday and obtained by the Lund Herald,",
        "Officials interviewed by the Lund Herald",
    ],
)
def test_a_source_names_who_got_hold_of_it(source: str, read: Callable[..., Reading]) -> None:
    text = f"{source} said that the ferry was late."
    marked = source.split(",")[0]
    assert relays(read(text, (marked, "said", "that the ferry was late"))) == [["Lund Herald"]]


@pytest.mark.parametrize(
    ("source", "relay"),
    [
        ("“Harbour View” host Ida Brandt", ["Harbour View"]),
        ("Ida Brandt, host of CNN’s “Harbour View,”", ["Harbour View"]),
        ("Ida Brandt, who hosts the weekly show “Harbour View,”", ["Harbour View"]),
        ("CNN host Ida Brandt", []),
    ],
)
def test_the_host_of_a_show_is_heard_on_it(source: str, relay: list[str], read: Callable[..., Reading]) -> None:
    text = f"{source} called the ferry late.\n\n“It sinks,” Brandt said."
    reading = read(text, (source, "called", "the ferry late"), ("Brandt", "said", "“It sinks,”"))
    assert relays(reading) == [relay, relay]
    assert relays(read(f"{source} tweeted that it sinks.", (source, "tweeted", "that it sinks"))) == [[]]


def test_those_who_are_heard_together_go_on_one_by_one(read: Callable[..., Reading]) -> None:
    text = (
        "Ida Brandt and Nils Holm denounced the ferry in interviews with CNN.\n\n“It sinks,” Holm said.\n\n"
        "Brandt shot back that it floats."
    )
    reading = read(
        text,
        ("Ida Brandt and Nils Holm", "denounced", "the ferry"),
        ("Holm", "said", "“It sinks,”"),
        ("Brandt", "shot back", "that it floats"),
    )
    assert relays(reading) == [["CNN"], ["CNN"], ["CNN"]]


def test_who_is_quoted_after_many_were_interviewed_came_through_the_outlet(read: Callable[..., Reading]) -> None:
    text = (
        "The Lund Herald interviewed nearly 20 captains last week.\n\nCaptains have long hated the ferry.\n\n"
        "“It sinks,” said Ida Brandt.\n\nNils Holm opposes it."
    )
    reading = read(
        text,
        ("Captains", "have long hated", "the ferry"),
        ("Ida Brandt", "said", "“It sinks,”"),
        ("Nils Holm", "opposes", "it"),
    )
    assert relays(reading) == [[], ["Lund Herald"], []]


def test_answers_come_through_who_sent_the_questions(read: Callable[..., Reading]) -> None:
    text = (
        "The Union of Ferry Captains (UFC) sent a dozen questions to the candidates.\n\n"
        "Ida Brandt said the ferry floats."
    )
    reading = read(text, ("Ida Brandt", "said", "the ferry floats"))
    assert relays(reading) == [["Union of Ferry Captains"]]


def test_a_speech_that_somebody_taped_came_through_who_got_the_tape(read: Callable[..., Reading]) -> None:
    text = (
        "Nils Holm spoke behind closed doors.\n\nBut a guest taped the speech and shared the recording with the "
        "Lund Herald.\n\n“It sinks,” Holm said."
    )
    assert relays(read(text, ("Holm", "said", "“It sinks,”"))) == [["Lund Herald"]]


@pytest.mark.parametrize(
    "content",
    [
        "The captain, Ida Brandt, said that it sinks",
        "Ida Brandt on Monday denied that it sinks",
        "Captain Ida Brandt, who sails it, has dismissed the ferry",
    ],
)
def test_what_an_outlet_reports_somebody_to_have_said_is_theirs(content: str, read: Callable[..., Reading]) -> None:
    text = f"{content}, the Lund Herald reported."
    reading = read(text, ("the Lund Herald", "reported", content))
    (statement,) = reading.statements
    assert [reading.actor(a).name for a in statement.speaker] == ["Ida Brandt"]
    assert relays(reading) == [["Lund Herald"]]


@pytest.mark.parametrize(
    ("content", "speaker"),
    [
        ("Ida Brandt aired her doubts about the ferry", "Ida Brandt"),
        ("Ida Brandt sailed the ferry", "a source on the call"),
        ("When Ida Brandt said it sinks, nobody laughed", "a source on the call"),
    ],
)
def test_a_source_that_is_not_named_passes_on_only_what_was_said(
    content: str, speaker: str, read: Callable[..., Reading]
) -> None:
    text = f"{content}, according to a source on the call."
    reading = read(text, ("a source on the call", "according to", content))
    (statement,) = reading.statements
    assert [reading.actor(a).name for a in statement.speaker] == [speaker.removeprefix("a ")]


def test_a_report_of_the_same_outlet_does_not_end_its_interview(read: Callable[..., Reading]) -> None:
    text = (
        "Ida Brandt told CNN that it sinks.\n\nIda Brandt said it floats, CNN reported.\n\nShe has a boat.\n\n"
        "“It does,” Brandt said."
    )
    reading = read(
        text,
        ("Ida Brandt", "told", "that it sinks"),
        ("CNN", "reported", "Ida Brandt said it floats"),
        ("Brandt", "said", "“It does,”"),
    )
    assert relays(reading) == [["CNN"], ["CNN"], ["CNN"]]


def test_the_next_name_is_no_part_of_the_outlets(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt told BBC News Labour MPs would not get a vote."
    assert relays(read(text, ("Ida Brandt", "told", "Labour MPs would not get a vote"))) == [["BBC News"]]


def test_all_who_speak_on_a_tape_came_through_whoever_has_it(read: Callable[..., Reading]) -> None:
    text = (
        "Two agents boasted, according to a hidden-camera video made by Harbour Truth Action.\n\n"
        "“We did it,” Ida Brandt says in the video.\n\n“It was easy,” Max Lind says.\n\n"
        "Lind later said it was a joke.\n\nThe mayor, Ana Ruiz, said it was a crime."
    )
    reading = read(
        text,
        ("Ida Brandt", "says", "“We did it,”"),
        ("Max Lind", "says", "“It was easy,”"),
        ("Lind", "said", "it was a joke"),
        ("The mayor, Ana Ruiz,", "said", "it was a crime"),
    )
    assert relays(reading) == [["Harbour Truth Action"], ["Harbour Truth Action"], [], []]
    assert {a.kind for a in reading.actors if a.name == "Harbour Truth Action"} == {"organisation"}


@pytest.mark.parametrize(
    "held", ["caught on a hot microphone and obtained by CNN", "that was given to CNN", "captured by CNN"]
)
def test_a_conversation_came_through_whoever_got_hold_of_it(held: str, read: Callable[..., Reading]) -> None:
    text = f"Ida Brandt bragged in a private conversation {held} that she cheats."
    assert relays(read(text, ("Ida Brandt", "bragged", "that she cheats"))) == [["CNN"]]


def test_as_many_people_as_told_an_outlet_are_heard_through_it(read: Callable[..., Reading]) -> None:
    text = (
        "Two women told CNN that the mayor pushed them.\n\nIda Brandt said it was on a ferry.\n\n"
        "Ana Ruiz, a nurse, said it was dark.\n\nMax Lind, a witness, said it was late."
    )
    reading = read(
        text,
        ("Two women", "told", "that the mayor pushed them"),
        ("Ida Brandt", "said", "it was on a ferry"),
        ("Ana Ruiz, a nurse,", "said", "it was dark"),
        ("Max Lind, a witness,", "said", "it was late"),
    )
    assert relays(reading) == [["CNN"], ["CNN"], ["CNN"], []]


def test_the_spokesman_is_none_of_those_who_told_an_outlet(read: Callable[..., Reading]) -> None:
    text = "Two women told CNN that the mayor pushed them.\n\nMax Lind, a spokesman, said it was a lie."
    reading = read(
        text,
        ("Two women", "told", "that the mayor pushed them"),
        ("Max Lind, a spokesman,", "said", "it was a lie"),
    )
    assert relays(reading) == [["CNN"], []]


@pytest.mark.parametrize("accuse", ["Two women say that it sinks", "A former aide says it sinks"])
def test_an_outlet_passes_on_what_people_without_names_say(accuse: str, read: Callable[..., Reading]) -> None:
    assert relays(read(f"{accuse}, CNN reported.", ("CNN", "reported", accuse))) == [["CNN"]]


@pytest.mark.parametrize("own", ["The mayor will say that it sinks", "Some may say it sinks"])
def test_what_an_outlet_foretells_is_its_own(own: str, read: Callable[..., Reading]) -> None:
    reading = read(f"{own}, CNN reported.", ("CNN", "reported", own))
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == ["CNN"]


@pytest.mark.parametrize("between", ["later", "apologized the next day,", "released a follow-up statement,"])
def test_what_stands_between_source_and_cue_tells_of_another_occasion(
    between: str, read: Callable[..., Reading]
) -> None:
    text = f"Ida Brandt told CNN that it sinks.\n\nBrandt {between} saying that it floats."
    reading = read(text, ("Ida Brandt", "told", "that it sinks"), ("Brandt", "saying", "that it floats"))
    assert relays(reading) == [["CNN"], []]


def test_both_are_heard_in_a_joint_interview(read: Callable[..., Reading]) -> None:
    text = (
        "Ida Brandt and her running mate sat for a joint interview that aired on CNN.\n\n“It sinks,” Brandt said.\n\n"
        "Max Lind said it floats.\n\nAna Ruiz, a sailor, said it sank."
    )
    reading = read(
        text,
        ("Brandt", "said", "“It sinks,”"),
        ("Max Lind", "said", "it floats"),
        ("Ana Ruiz, a sailor,", "said", "it sank"),
    )
    assert relays(reading) == [["CNN"], ["CNN"], []]


def test_the_answer_to_an_email_came_through_whoever_obtained_both(read: Callable[..., Reading]) -> None:
    text = (
        "Ida Brandt mocked the ferry, according to CNN, which obtained her emails.\n\n“It sinks,” Brandt wrote.\n\n"
        "“So it does,” Max Lind replied.\n\n“It was long ago,” Brandt said on Monday."
    )
    reading = read(
        text,
        ("Brandt", "wrote", "“It sinks,”"),
        ("Max Lind", "replied", "“So it does,”"),
        ("Brandt", "said", "“It was long ago,”"),
    )
    assert relays(reading) == [["CNN"], ["CNN"], []]
