"""Through whom words reach the article, and for how long that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading


def relays(reading: Reading) -> list[list[str]]:
    return [[reading.actor(a).name for a in s.relay] for s in reading.statements]


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("“It is late,” Ida Brandt said on CNN.", ["CNN"]),
        ("“It is late,” Ida Brandt admitted to the Lund Herald.", ["Lund Herald"]),
        ("“It is late,” Ida Brandt told The Quay.", ["Quay"]),
        ("“It is late,” Ida Brandt said on CBS This Evening on Monday.", ["CBS This Evening"]),
        (
            "“It is late,” Ida Brandt said in interviews with CNN, MSNBC and the Lund Herald.",
            ["CNN", "MSNBC", "Lund Herald"],
        ),
        ("“It is late,” Ida Brandt said in a statement, according to the Lund Herald.", ["Lund Herald"]),
        ("Reached by the Lund Herald on Monday, Ida Brandt said “It is late,” and hung up.", ["Lund Herald"]),
        ("In emails released by Quayleaks, Ida Brandt said “It is late,” and no more.", ["Quayleaks"]),
        ("“It is late,” Ida Brandt told host Nils Holm.", ["Nils Holm"]),
        ("“It is late,” Ida Brandt told Harbour View on Monday.", ["Harbour View"]),
        ("“It is late,” Ida Brandt told the Harbour Forum on Monday.", []),
        ("In a Lund Herald article, Ida Brandt said “It is late,” and no more.", ["Lund Herald"]),
        ("In footage aired by the Lund Herald, Ida Brandt said “It is late,” and no more.", ["Lund Herald"]),
        ("Once an analyst on CNN, Ida Brandt said “It is late,” and no more.", []),
        ("“It is late,” Ida Brandt said on Twitter.", []),
        ("“It is late,” Ida Brandt said, and a CNN poll agrees.", []),
        ("“It is late,” Ida Brandt said on Monday in Lund.", []),
    ],
)
def test_the_outlet_that_the_sentence_names(text: str, relay: list[str], read: Callable[..., Reading]) -> None:
    cue = next(c for c in ("said", "admitted", "told") if f" {c}" in text)
    assert relays(read(text, ("Ida Brandt", cue, "“It is late,”"))) == [relay]


def test_an_appearance_told_before_the_words_is_their_relay(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt stumbled during an appearance on CNN. “I do not know,” Brandt said. “Ask me later,” she added."
    reading = read(text, ("Brandt", "said", "“I do not know,”"), ("she", "added", "“Ask me later,”"))
    assert relays(reading) == [["CNN"], ["CNN"]]


@pytest.mark.parametrize(
    "break_", ["In a speech in May, Brandt said", "Brandt has said", "\n\nA.\n\nB.\n\nC.\n\nD.\n\nE.\n\nBrandt said"]
)
def test_another_occasion_or_a_long_way_ends_the_report(break_: str, read: Callable[..., Reading]) -> None:
    text = f"Ida Brandt told CNN that it was late. {break_} that she was fine."
    cue = "has said" if "has said" in break_ else "said"
    reading = read(text, ("Ida Brandt", "told", "that it was late"), ("Brandt", cue, "that she was fine"))
    assert relays(reading) == [["CNN"], []]


def test_what_somebody_goes_on_to_say_comes_through_the_same_paper(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt told CNN that it was late.\n\nBrandt went on to suggest that the pier close."
    reading = read(
        text, ("Ida Brandt", "told", "that it was late"), ("Brandt", "went on to suggest", "that the pier close")
    )
    assert relays(reading) == [["CNN"], ["CNN"]]


def test_those_who_speak_at_an_event_come_through_who_broadcast_it(read: Callable[..., Reading]) -> None:
    text = "At a debate aired by CNN, Ida Brandt and Paul Bell met.\n\nBrandt said it was late. Bell said it was not."
    reading = read(text, ("Brandt", "said", "it was late"), ("Bell", "said", "it was not"))
    assert relays(reading) == [["CNN"], ["CNN"]]


def test_what_somebody_wrote_was_not_said_in_the_interview(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt told CNN that it was late.\n\n“It is not,” Brandt wrote. Brandt said so again."
    reading = read(text, ("Ida Brandt", "told", "that it was late"), ("Brandt", "wrote", "“It is not,”"))
    assert relays(reading) == [["CNN"], []]


def test_what_somebody_does_is_not_relayed_by_the_outlet_spoken_to(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt told CNN that it was late.\n\nBrandt backs the bridge."
    reading = read(text, ("Ida Brandt", "told", "that it was late"), ("Brandt", "backs", "the bridge"))
    assert relays(reading) == [["CNN"], []]


def test_the_host_speaks_through_the_show_as_well(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt told CNN that it was late. “Really?” asked host Paul Bell."
    reading = read(text, ("Ida Brandt", "told", "that it was late"), ("host Paul Bell", "asked", "“Really?”"))
    assert relays(reading) == [["CNN"], ["CNN"]]


def test_those_whom_a_poll_asked_speak_through_the_poll(read: Callable[..., Reading]) -> None:
    text = "A Norvale poll found that most want the pier. Parents say by 55%-41% that they would pay."
    reading = read(
        text, ("A Norvale poll", "found", "that most want the pier"), ("Parents", "say", "that they would pay")
    )
    assert relays(reading) == [[], ["Norvale poll"]]


def test_who_first_reported_something_is_no_relay_of_whom_it_is_about(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt’s resignation was first reported by the Lund Herald."
    reading = read(text, ("the Lund Herald", "was first reported", "Ida Brandt’s resignation"))
    assert relays(reading) == [[]]


def test_a_show_that_is_named_after_its_host(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt appeared on Nils Holm’s radio show on Friday. Brandt said that it was late."
    assert relays(read(text, ("Brandt", "said", "that it was late"))) == [["Nils Holm’s radio show"]]


def test_an_item_of_a_digest_comes_through_the_outlet_in_brackets(read: Callable[..., Reading]) -> None:
    text = "PORT SHUT Ida Brandt said it was late. [Nils Holm, CNN]\nBOATS SAIL Ida Brandt said it was early. [Photo]"
    reading = read(text, ("Ida Brandt", "said", "it was late"), ("Ida Brandt", "said", "it was early"))
    assert relays(reading)[0] == ["CNN"]


def test_what_is_told_as_an_example_shares_its_relay(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt blasted the port, telling CNN that it was late."
    reading = read(text, ("Ida Brandt", "blasted", "the port"), ("", "telling", "that it was late"))
    assert relays(reading) == [["CNN"], ["CNN"]]


@pytest.mark.parametrize("first", ["said in a statement", "wrote in a letter"])
def test_what_was_said_elsewhere_does_not_share_the_relay(first: str, read: Callable[..., Reading]) -> None:
    text = f"Ida Brandt {first} that it was late, and later told CNN that she would resign."
    reading = read(text, ("Ida Brandt", first, "that it was late"), ("", "told", "that she would resign"))
    assert relays(reading)[0] == []


def test_brackets_that_only_mention_an_outlet_are_no_credit(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt said it was late. [She works for CNN]"
    assert relays(read(text, ("Ida Brandt", "said", "it was late"))) == [[]]


def test_a_campaign_whose_words_an_outlet_passes_on_is_the_speaker(read: Callable[..., Reading]) -> None:
    text = "The Brandt campaign said the port would be shut on Saturday, CNN reported."
    reading = read(text, ("CNN", "reported", "The Brandt campaign said the port would be shut on Saturday"))
    assert relays(reading) == [["CNN"]]
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == ["Brandt campaign"]
