"""Whose doing a cue without a source of its own is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

    Read = Callable[..., Reading]
    Speakers = Callable[[Reading], list[list[str]]]


@pytest.mark.parametrize(
    ("text", "cue", "content", "speaker"),
    [
        ("Noting that ferries were late, Ida Brandt left.", "Noting", "that ferries were late", "Ida Brandt"),
        ("While praising the ferries, Ida Brandt left.", "praising", "the ferries", "Ida Brandt"),
        ("Besides attacking the port, while rain fell, Ida Brandt left.", "attacking", "the port", "Ida Brandt"),
        ("Ida Brandt has toured Lund without mentioning the port.", "without mentioning", "the port", "Ida Brandt"),
        ("The Dockers Union left but did not blame the port.", "did not blame", "the port", "Dockers Union"),
        ("Paul Bell left. He wrote about Ida Brandt, saying it was late.", "saying", "it was late", "Paul Bell"),
        ("Voters had sued, saying it was late.", "saying", "it was late", "Voters"),
        ("Ida Brandt’s well-known claims that it was late came up.", "claims", "that it was late", "Ida Brandt"),
        ("The deal holds together pledges from the two mayors to stay.", "pledges", "to stay", "two mayors"),
        ("“No,” Ida Brandt said when asked by a reporter if it was late.", "asked", "if it was late", "reporter"),
        ("The one listed by Ida Brandt included Lund.", "listed", "included Lund", "Ida Brandt"),
        ("Ida Brandt is almost certain to win.", "is almost certain", "to win", "(unstated)"),
        ("Ida Brandt is not expected to run.", "is not expected", "to run", "(unstated)"),
        ("The ferry doesn’t seem ready.", "doesn’t seem", "ready", "(author)"),
        ("Still, it’s not clear whether it was late.", "it’s not clear", "whether it was late", "(author)"),
    ],
)  # fmt: skip
def test_a_cue_without_a_source_has_a_subject(
    read: Read, speakers: Speakers, text: str, cue: str, content: str, speaker: str
) -> None:
    assert speakers(read(text, ("", cue, content))) == [[speaker]]


def test_they_are_the_crowd_that_the_sentence_before_names(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt was jeered by her fellow Pilots, though they swore that they would stay."
    assert speakers(read(text, ("they", "swore", "that they would stay"))) == [["fellow Pilots"]]


def test_whoever_asks_is_the_outlet_that_gets_the_answer(read: Read, speakers: Speakers) -> None:
    text = "Asked whether it was late, Ida Brandt told the Lund Herald: “It is.”"
    reading = read(text, ("", "Asked", "whether it was late"), ("Ida Brandt", "told", "“It is.”"))
    assert speakers(reading) == [["Lund Herald"], ["Ida Brandt"]]


@pytest.mark.parametrize(
    ("text", "cue", "content", "speaker"),
    [
        ("After thanking the pilots, who cheered, Ida Brandt left.", "thanking", "the pilots", "Ida Brandt"),
        ("LUND — After boasting of the port, Ida Brandt left.", "boasting of", "the port", "Ida Brandt"),
        ("Citing the tide, the Dockers Union left.", "Citing", "the tide", "Dockers Union"),
        ("Worried about the tide, the pilots left.", "Worried about", "the tide", "pilots"),
        ("To explain the tide, Ida Brandt drew a map.", "To explain", "the tide", "Ida Brandt"),
        ("Ida Brandt called the pilots in, to tell them it was late.", "to tell them", "it was late", "Ida Brandt"),
        ("It was Paul Bell who met Ida Brandt, who grew up in Lund and denied it.", "denied", "it", "Ida Brandt"),
        ("Ida Brandt, who is from Lund, doesn’t pretend it was late.", "doesn’t pretend", "it was late", "Ida Brandt"),
        ("Ida Brandt took a boat and asked for coal.", "asked", "for coal", "Ida Brandt"),
        ("The port, which many pilots opposed, is old.", "opposed", "The port", "many pilots"),
        ("The mayor was backed by voters.", "was backed", "The mayor", "voters"),
        ("The mayor has been mocked by Paul Bell.", "has been mocked by", "The mayor", "Paul Bell"),
        ("The mayor was endorsed the day before by former rival Paul Bell.", "was endorsed", "The mayor", "Paul Bell"),
        ("The move was seen by some as late.", "was seen", "The move", "some"),
        ("Ida Brandt won a town known as Lund.", "known as", "Lund", "(unstated)"),
        ("Ida Brandt moved to a port seen as safe.", "seen as", "safe", "(unstated)"),
    ],
)  # fmt: skip
def test_the_subject_may_stand_further_off(
    read: Read, speakers: Speakers, text: str, cue: str, content: str, speaker: str
) -> None:
    assert speakers(read(text, ("", cue, content))) == [[speaker]]
