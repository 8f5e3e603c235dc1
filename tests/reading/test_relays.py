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
        ("“It is late,” Ida Brandt told NBC’s Quay Tonight.", ["Quay Tonight"]),
        ("“It is late,” Ida Brandt told Fox 35.", ["Fox 35"]),
        ("“It is late,” Ida Brandt said on WLND radio.", ["WLND radio"]),
        ("“It is late,” Ida Brandt said on her weekly radio show.", ["weekly radio show"]),
        ("“It is late,” Ida Brandt told Nils Holm of the Lund Herald.", ["Lund Herald"]),
        ("“It is late,” Ida Brandt told state television.", ["state television"]),
        ("“It is late,” Ida Brandt said through a spokeswoman.", ["spokeswoman"]),
        ("Speaking on the cable channel CNBC, Ida Brandt said “It is late,” and hung up.", ["CNBC"]),
        ("In an interview with the Lund Echo, Ida Brandt said “It is late,” and hung up.", ["Lund Echo"]),
        ("According to Reuters, Ida Brandt said “It is late,” and hung up.", ["Reuters"]),
        ("In excerpts released by the White House, Ida Brandt said “It is late,” and no more.", ["White House"]),
        ("Ida Brandt writes in The Atlantic: “It is late,” and no more.", ["Atlantic"]),
        ("Ida Brandt was quoted by Xinhua as saying “It is late,” and no more.", ["Xinhua"]),
        ("“It is late,” Ida Brandt said, the Lund Herald reported.", ["Lund Herald"]),
        ("“It is late,” Ida Brandt said in an interview with German newspaper Bild.", ["Bild"]),
        ("“It is late,” Ida Brandt told Norway’s Channel 2.", ["Channel 2"]),
        ("“It is late,” Ida Brandt said in the March issue of Lund Magazine.", ["Lund Magazine"]),
        ("“It is late,” Ida Brandt said, per CNN.", ["CNN"]),
        ("“It is late,” Ida Brandt said in an op-ed for USA Today.", ["USA Today"]),
        ("“It is late,” Ida Brandt told Quay.com.", ["Quay.com"]),
        ("“It is late,” Ida Brandt said on her weekly podcast.", ["weekly podcast"]),
        ("“It is late,” Ida Brandt said in an interview with a local radio station.", ["local radio station"]),
        (
            "In a memo obtained by The Associated Press, Ida Brandt said “It is late,” and no more.",
            ["Associated Press"],
        ),
        ("“It is late,” Ida Brandt told WLND.", ["WLND"]),
        ("“It is late,” Ida Brandt told WADA.", []),
        ("“It is late,” Ida Brandt told KLND-TV on Monday.", ["KLND-TV"]),
        ("“It is late,” Ida Brandt told the Lund daily Sydkusten.", ["Sydkusten"]),
        ("“It is late,” Ida Brandt said on the podcast “Harbour Talk.”", ["Harbour Talk"]),
        ("“It is late,” Ida Brandt told the hosts of “Harbour Talk.”", ["Harbour Talk"]),
        ("On CNN’s “Harbour Talk,” Ida Brandt told host Nils Holm “It is late,” and left.", ["Harbour Talk"]),
        ("During taping of a CNN town hall, Ida Brandt said “It is late,” and left.", ["CNN"]),
        ("In a 2013 video uncovered by Fox News, Ida Brandt said “It is late,” and left.", ["Fox News"]),
        ("In an article from Politico, Ida Brandt said “It is late,” and left.", ["Politico"]),
        ("In an interview with Nils Holm, Ida Brandt said “It is late,” and left.", ["Nils Holm"]),
        ("“It is late,” Ida Brandt told Radio New Zealand.", ["Radio New Zealand"]),
        ("“It is late,” Ida Brandt told French radio station Quai 1.", ["Quai 1"]),
        ("“It is late,” Ida Brandt told Wikinews.", ["Wikinews"]),
        ("“It is late,” Ida Brandt told Skerin on Monday.", ["Skerin"]),
        (
            "Speaking on radio show Joney’s Jukebox last week, Ida Brandt said “It is late,” and left.",
            ["Joney’s Jukebox"],
        ),
        ("Ida Brandt, who spoke with the Lund Herald, said “It is late,” and left.", ["Lund Herald"]),
        ("Ida Brandt writes for The Quay Informer: “It is late,” and no more.", ["Quay Informer"]),
        (
            "In a meeting with the Lund Herald’s editorial board, Ida Brandt said “It is late,” and left.",
            ["Lund Herald"],
        ),
        ("“It is late,” Ida Brandt said in an interview with reporters from The Lund Herald.", ["Lund Herald"]),
        ("“It is late,” Ida Brandt said in a Quay411 interview.", ["Quay411"]),
        ("“It is late,” Ida Brandt said in an interview with MSNBC’s Nils Holm.", ["MSNBC"]),
        (
            "“It is late,” Ida Brandt said in an interview with CNN’s Nils Holm aired Monday on “Quay Day.”",
            ["Quay Day"],
        ),
        ("“It is late,” Ida Brandt said, as recalled by Nils Holm.", ["Nils Holm"]),
        (
            "In an interview with Nils Holm on his podcast “Quay Files,” Ida Brandt said “It is late,” and left.",
            ["Quay Files"],
        ),
        ("“It is late,” Ida Brandt said in a talk with radio host Nils Holm.", []),
        ("“It is late,” Ida Brandt said in a conversation with radio host Nils Holm.", ["Nils Holm"]),
        ("“It is late,” Ida Brandt told QuayTV.", ["QuayTV"]),
        ("“It is late,” Ida Brandt said in an interview in CNN’s Quayside headquarters.", ["CNN"]),
        ("“It is late,” Ida Brandt told the Pilots Action Network.", []),
        ("“It is late,” Ida Brandt wrote in the Forward, a Norwegian newspaper.", ["Forward"]),
        ("“It is late,” Ida Brandt said on the podcast “Here’s the Quay.”", ["Here’s the Quay"]),
        ("“It is late,” Ida Brandt told Congress on Monday.", []),
        ("“It is late,” Ida Brandt told Moe. Jon Moe nodded.", []),
        ("“It is late,” Ida Brandt told Norway 24.", ["Norway 24"]),
        ("In a video carried by the official Skerin news agency, Ida Brandt said “It is late,” and left.", ["Skerin"]),
        ("“It is late,” Ida Brandt said on Twitter.", []),
        ("“It is late,” Ida Brandt said, and a CNN poll agrees.", []),
        ("“It is late,” Ida Brandt said on Monday in Lund.", []),
    ],
)
def test_the_outlet_that_the_sentence_names(text: str, relay: list[str], read: Callable[..., Reading]) -> None:
    cue = next(c for c in ("said", "admitted", "told", "writes", "saying", "asked", "wrote") if f" {c}" in text)
    assert relays(read(text, ("Ida Brandt", cue, "“It is late,”"))) == [relay]


def test_an_appearance_told_before_the_words_is_their_relay(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt stumbled during an appearance on CNN. “I do not know,” Brandt said. “Ask me later,” she added."
    reading = read(text, ("Brandt", "said", "“I do not know,”"), ("she", "added", "“Ask me later,”"))
    assert relays(reading) == [["CNN"], ["CNN"]]


@pytest.mark.parametrize(
    "break_",
    ["In a speech in May, Brandt said", "Brandt has said", "\n\nA.\n\nB.\n\nC.\n\nD.\n\nE.\n\nF.\n\nG.\n\nBrandt said"],
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
    text = "At a {} aired by CNN, Ida Brandt and Paul Bell met.\n\nBrandt said it was late. Bell said it was not."
    marked = ("Brandt", "said", "it was late"), ("Bell", "said", "it was not")
    assert relays(read(text.format("forum"), *marked)) == [["CNN"], ["CNN"]]
    assert relays(read(text.format("debate"), *marked)) == [[], []], "a debate is held in public"


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


@pytest.mark.parametrize(
    ("scene", "relay"),
    [
        ("NBC’s Nils Holm asked Ida Brandt about the ferries.", "NBC"),
        ("After writing a Lund Herald op-ed, Ida Brandt came back.", "Lund Herald"),
        ("Ida Brandt opened up to Harbour View about it.", "Harbour View"),
        ("Ida Brandt left. In an interview she gave to Harbour View, things changed.", "Harbour View"),
        ("The letter from Ida Brandt came in an email sent out Friday by the Lund Compass.", "Lund Compass"),
    ],
)
def test_a_sentence_that_puts_somebody_on_an_outlet_sets_the_scene(
    read: Callable[..., Reading], scene: str, relay: str
) -> None:
    reading = read(f"{scene}\n\n“It is late,” Brandt said.", ("Brandt", "said", "“It is late,”"))
    assert relays(reading) == [[relay]]


def test_an_outlet_before_a_person_in_one_source_passes_on(read: Callable[..., Reading]) -> None:
    text = "According to the Lund Herald, Professor Ida Brandt said ferries were late."
    reading = read(text, ("the Lund Herald, Professor Ida Brandt", "According to", "ferries were late"))
    assert relays(reading) == [["Lund Herald"]]
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == ["Ida Brandt"]


def test_a_document_that_somebody_has_seen_came_through_him(read: Callable[..., Reading]) -> None:
    text = "A letter seen by Sky News says ferries were late."
    assert relays(read(text, ("A letter seen by Sky News", "says", "ferries were late"))) == [["Sky News"]]


def test_who_releases_papers_passes_on_what_is_written_in_them(read: Callable[..., Reading]) -> None:
    text = "The Port Department released 300 emails.\n\nIda Brandt slept.\n\n“It is late,” Paul Bell wrote in one.\n"
    assert relays(read(text, ("Paul Bell", "wrote", "“It is late,”"))) == [["Port Department"]]


def test_who_is_answered_in_an_interview_is_heard_there_too(read: Callable[..., Reading]) -> None:
    text = "“It rains,” Ida Brandt told CNN.\n\n“Is it late?” Paul Bell said. “No,” Ms. Brandt said.\n"
    said = [("Ida Brandt", "told", "“It rains,”"), ("Paul Bell", "said", "“Is it late?”")]
    assert relays(read(text, *said, ("Ms. Brandt", "said", "“No,”"))) == [["CNN"]] * 3
    text = "“It rains,” Ida Brandt told CNN.\n\nFarmers hope. “It is late,” Paul Bell said.\n"
    reading = read(text, ("Ida Brandt", "told", "“It rains,”"), ("Paul Bell", "said", "“It is late,”"))
    assert relays(reading) == [["CNN"], []]


def test_whom_an_outlet_merely_quotes_shares_it_with_nobody(read: Callable[..., Reading]) -> None:
    text = "The Lund Herald quoted Ida Brandt as saying “It rains.”\n\nPaul Bell insists, “It is late.”\n"
    reading = read(text, ("Ida Brandt", "quoted", "“It rains.”"), ("Paul Bell", "insists", "“It is late.”"))
    assert relays(reading) == [["Lund Herald"], []]


@pytest.mark.parametrize(
    ("text", "content", "relay"),
    [
        ("It is late, as Ida Brandt noted in the Lund Herald.", "It is late", ["Lund Herald"]),
        ("In a recent Lund Herald interview, Ida Brandt said it is late.", "it is late", ["Lund Herald"]),
        ("During his Lund Herald interview, Ida Brandt said it is late.", "it is late", ["Lund Herald"]),
        ("In an interview with radio host Nils Holm, Ida Brandt said it is late.", "it is late", ["Nils Holm"]),
        (
            "Ida Brandt said it is late and that it will rain on Friday’s broadcast of HBO’s “Harbour View.”",
            "it is late and that it will rain on Friday’s broadcast of HBO’s “Harbour View.”",
            ["Harbour View"],
        ),
        ("Ida Brandt told ABC’s This Week that it is late.", "it is late", ["This Week"]),
        ("Ida Brandt said on State of the Union with Jake Tapper that it is late.", "it is late",
         ["State of the Union with Jake Tapper"]),
        ("Ida Brandt told The Daily Beast that it is late.", "it is late", ["Daily Beast"]),
    ],
)  # fmt: skip
def test_ways_to_name_an_outlet(read: Callable[..., Reading], text: str, content: str, relay: list[str]) -> None:
    cue = next(word for word in ("noted", "told", "said") if f" {word} " in text)
    assert relays(read(text, ("Ida Brandt", cue, content))) == [relay]


def test_an_item_of_a_live_blog_ends_what_ran_on(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt told CNN that it rained.\n\n___\n\n9:42 p.m.\n\nBrandt said that it was late."
    marked = (("Ida Brandt", "told", "that it rained"), ("Brandt", "said", "that it was late"))
    assert relays(read(text, *marked)) == [["CNN"], []]
    assert relays(read(text.replace("___\n\n9:42 p.m.", "Boats left."), *marked)) == [["CNN"], ["CNN"]]


@pytest.mark.parametrize(
    ("source", "relay"),
    [
        ("Two officials who spoke to Reuters", "Reuters"),
        ("A poll broadcast on NBC", "NBC"),
        ("Documents leaked to The Guardian", "Guardian"),
        ("An account he gave to the Lund Herald", "Lund Herald"),
        ("Emails released by Quayleaks", "Quayleaks"),
    ],
)
def test_the_words_of_a_source_tell_through_whom_it_came(source: str, relay: str, read: Callable[..., Reading]) -> None:
    assert relays(read(f"{source} said ferries were late.", (source, "said", "ferries were late"))) == [[relay]]


def test_a_poll_is_not_passed_on_by_who_issues_it(read: Callable[..., Reading]) -> None:
    text = "A poll released by the Lund Herald said ferries were late."
    assert relays(read(text, ("A poll released by the Lund Herald", "said", "ferries were late"))) == [[]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Lund Herald columnist Ida Brandt wrote that it was late.", "Lund Herald columnist Ida Brandt"),
        ("“It was late,” wrote Ida Brandt in The Guardian.", "Ida Brandt"),
        ("Ida Brandt, a reporter for the newspaper Sydkusten, wrote that it was late.", "Ida Brandt"),
    ],
)
def test_journalists_write_in_their_papers(text: str, source: str, read: Callable[..., Reading]) -> None:
    content = "“It was late,”" if "“" in text else "that it was late"
    source = text[: text.index(" wrote")] if source == "Ida Brandt" and "reporter" in text else source
    ((paper,),) = relays(read(text, (source, "wrote", content)))
    assert paper in ("Lund Herald", "Guardian", "Sydkusten")


def test_the_newspaper_is_the_one_last_spoken_of(read: Callable[..., Reading]) -> None:
    text = "The Lund Herald had called him on Friday. Ida Brandt told the newspaper that it was late."
    assert relays(read(text, ("Ida Brandt", "told", "that it was late"))) == [["Lund Herald"]]


def test_what_is_said_on_the_show_is_said_on_the_one_before(read: Callable[..., Reading]) -> None:
    text = "“It is late,” Ida Brandt said on CNN’s “Harbour Talk.” “It is not,” Paul Bell said later on the show."
    reading = read(text, ("Ida Brandt", "said", "“It is late,”"), ("Paul Bell", "said", "“It is not,”"))
    assert relays(reading) == [["Harbour Talk"], ["Harbour Talk"]]


def test_an_interview_that_is_only_named_later(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt praised the port in an interview. “It is late,” she told the Lund Herald."
    reading = read(text, ("Ida Brandt", "praised", "the port"), ("she", "told", "“It is late,”"))
    assert relays(reading) == [["Lund Herald"], ["Lund Herald"]]


@pytest.mark.parametrize("answer", ["wrote on Twitter", "said in a statement"])
def test_who_answers_elsewhere_is_not_heard_on_the_show(answer: str, read: Callable[..., Reading]) -> None:
    text = f"Ida Brandt told CNN that it was late.\n\n“It is not,” Paul Bell {answer}."
    reading = read(text, ("Ida Brandt", "told", "that it was late"), ("Paul Bell", answer, "“It is not,”"))
    assert relays(reading) == [["CNN"], []]


def test_each_item_of_a_digest_has_its_own_outlet(read: Callable[..., Reading]) -> None:
    text = (
        "PORT SHUT Ida Brandt: “It is late.” [QuayPost] BOATS SAIL Paul Bell: “It is early.” [Harbourer]\n"
        "SNOW Nils Holm said it would snow. [538]"
    )
    reading = read(
        text,
        ("Ida Brandt", ":", "“It is late.”"),
        ("Paul Bell", ":", "“It is early.”"),
        ("Nils Holm", "said", "it would snow"),
    )
    assert relays(reading) == [["QuayPost"], ["Harbourer"], ["538"]]


def test_what_an_outlet_reports_that_somebody_said_is_his(read: Callable[..., Reading]) -> None:
    text = "The Lund Herald reported that an officer said ferries were late."
    reading = read(text, ("The Lund Herald", "reported", "that an officer said ferries were late"))
    assert relays(reading) == [["Lund Herald"]]
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == ["officer"]


@pytest.mark.parametrize(
    "scene",
    [
        "Ida Brandt called in to CNN on Monday.",
        "Ida Brandt joined CNN’s Nils Holm on Monday.",
        "Ida Brandt penned an op-ed for CNN.",
        "Ida Brandt took to CNN on Monday.",
        "Ida Brandt spoke with Nils Holm of CNN.",
        "Ida Brandt granted CNN an interview.",
        "Ida Brandt’s interview with CNN was long.",
        "Ida Brandt was asked on CNN about ferries.",
        "Ida Brandt was a guest on CNN.",
    ],
)
def test_ways_to_come_to_a_broadcaster(scene: str, read: Callable[..., Reading]) -> None:
    reading = read(f"{scene} She said that they were late.", ("She", "said", "that they were late"))
    assert relays(reading) == [["CNN"]]


@pytest.mark.parametrize(
    "opening", ["In a Q&A with CNN,", "In CNN’s interview,", "In a message to CNN,", "In a profile in CNN,"]
)
def test_ways_to_open_a_sentence_with_an_outlet(opening: str, read: Callable[..., Reading]) -> None:
    text = f"{opening} Ida Brandt said that ferries were late."
    assert relays(read(text, ("Ida Brandt", "said", "that ferries were late"))) == [["CNN"]]


def test_what_somebody_goes_on_to_write_comes_through_the_paper_of_the_op_ed(read: Callable[..., Reading]) -> None:
    text = "In an op-ed for CNN.com, Ida Brandt said that it was late.\n\n“It is dark,” Brandt wrote."
    reading = read(text, ("Ida Brandt", "said", "that it was late"), ("Brandt", "wrote", "“It is dark,”"))
    assert relays(reading) == [["CNN.com"], ["CNN.com"]]


def test_what_else_somebody_spoke_for_there_is_the_same_report(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt told CNN that it was late.\n\nBrandt also backed the bridge."
    reading = read(text, ("Ida Brandt", "told", "that it was late"), ("Brandt", "also backed", "the bridge"))
    assert relays(reading) == [["CNN"], ["CNN"]]


@pytest.mark.parametrize(
    ("told", "relay"),
    [
        ("told NDR the", ["NDR"]),
        ("told QuayHome that", ["QuayHome"]),
        ("told Ouest-Lund that", ["Ouest-Lund"]),
        ("told Radio Lund that", ["Radio Lund"]),
        ("told Quay FM that", ["Quay FM"]),
        ("told UNESCO that", []),
        ("told the French broadcaster that", []),
    ],
)
def test_outlets_by_how_they_are_written(told: str, relay: list[str], read: Callable[..., Reading]) -> None:
    text = f"Ida Brandt {told} ferries were late."
    assert relays(read(text, ("Ida Brandt", "told", "ferries were late"))) == [relay]


@pytest.mark.parametrize(
    ("scene", "relay"),
    [
        ("Ida Brandt made the remark on “Harbour View.”", "Harbour View"),
        ("Ida Brandt made the allegation in an interview with the Lund Echo.", "Lund Echo"),
    ],
)
def test_where_somebody_said_so_is_told_in_the_next_sentence(
    scene: str, relay: str, read: Callable[..., Reading]
) -> None:
    text = f"Ida Brandt said ferries were late. {scene} She said it rained."
    reading = read(text, ("Ida Brandt", "said", "ferries were late"), ("She", "said", "it rained"))
    assert relays(reading) == [[relay], [relay]]


def test_a_host_of_a_show_stands_for_it(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt spoke to Nils Holm of “Harbour View.” The ferries, she said, were late."
    assert relays(read(text, ("she", "said", "The ferries"))) == [["Harbour View"]]


def test_papers_that_somebody_released_pass_on_what_is_written_in_them(read: Callable[..., Reading]) -> None:
    text = (
        "Aides worried, according to emails released Thursday by the White House.\n\n"
        "“It is late,” Ida Brandt wrote. In a second message, Paul Bell complained that it rained.\n"
    )
    said = [("Ida Brandt", "wrote", "“It is late,”"), ("Paul Bell", "complained", "that it rained")]
    assert relays(read(text, *said)) == [["White House"], ["White House"]]


def test_what_somebody_is_quoted_to_have_added_came_through_the_same_outlet(read: Callable[..., Reading]) -> None:
    text = "Quaynews quoted Ida Brandt as saying it rained.\n\nBrandt added that ferries were late.\n"
    said = [("Ida Brandt", "quoted", "it rained"), ("Brandt", "added", "ferries were late")]
    assert relays(read(text, *said)) == [["Quaynews"], ["Quaynews"]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "speaker"),
    [
        (
            "Ida Brandt, an aide, was quoted by Quaynews as saying it rained.",
            "by Quaynews",
            "quoted",
            "it rained",
            "Ida Brandt",
        ),
        ("Quaynews quoted Ida Brandt as saying it rained.", "Quaynews", "quoted", "it rained", "Ida Brandt"),
        ("Quaynews, citing two officials, said it rained.", "Quaynews", "said", "it rained", "two officials"),
        (
            "According to Quaynews, which cited two officials, it rained.",
            "Quaynews",
            "According to",
            "it rained",
            "two officials",
        ),
        (
            "It rained, Quaynews reported, citing an official in Lund.",
            "Quaynews",
            "reported",
            "It rained",
            "official in Lund",
        ),
    ],
)
def test_whom_an_outlet_cites_is_the_speaker(
    text: str, source: str, cue: str, content: str, speaker: str, read: Callable[..., Reading]
) -> None:
    reading = read(text, (source, cue, content))
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == [speaker]
    assert relays(reading) == [["Quaynews"]]


@pytest.mark.parametrize(
    ("scene", "relay"),
    [
        ("Ida Brandt talked ferries Monday on Fox and Friends.", "Fox and Friends"),
        ("Ida Brandt visited NBC’s “Quay Day” on Monday.", "Quay Day"),
        ("Ida Brandt sat down for the Lund Herald’s “Quay Hour” podcast.", "Quay Hour"),
        ("QuayTV’s Nils Holm asked Ida Brandt about ferries.", "QuayTV"),
        ("When contacted by the Lund Herald, Ida Brandt had little to say.", "Lund Herald"),
        ("Ida Brandt made an appearance at a CNN town hall in Lund.", "CNN"),
    ],
)
def test_what_follows_an_appearance(scene: str, relay: str, read: Callable[..., Reading]) -> None:
    text = f"{scene} She said it rained."
    assert relays(read(text, ("She", "said", "it rained"))) == [[relay]]


def test_two_who_sat_down_together(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt and Paul Bell sat down with CNN. Brandt said it rained. Bell said it was late."
    reading = read(text, ("Brandt", "said", "it rained"), ("Bell", "said", "it was late"))
    assert relays(reading) == [["CNN"], ["CNN"]]


def test_two_reporters_of_two_papers(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt spoke with CNN reporter Nils Holm and Lund Herald reporter Jon Moe. Brandt said it rained."
    assert relays(read(text, ("Brandt", "said", "it rained"))) == [["CNN", "Lund Herald"]]


def test_everybody_in_a_round_of_interviews(read: Callable[..., Reading]) -> None:
    text = (
        "In a series of interviews with CNN, the five candidates outlined their plans.\n\n"
        "Ida Brandt said it rained. Paul Bell said it was late. In a speech, Nils Holm said it was not.\n"
    )
    said = [
        ("Ida Brandt", "said", "it rained"),
        ("Paul Bell", "said", "it was late"),
        ("Nils Holm", "said", "it was not"),
    ]
    assert relays(read(text, *said)) == [["CNN"], ["CNN"], []]


def test_a_channel_stands_for_its_show_that_was_named(read: Callable[..., Reading]) -> None:
    text = "Ida Brandt said on CNN’s “Quay Day” that it rained. Brandt told CNN’s host that it was late."
    reading = read(text, ("Ida Brandt", "said", "that it rained"), ("Brandt", "told", "that it was late"))
    assert relays(reading) == [["Quay Day"], ["Quay Day"]]


@pytest.mark.parametrize(
    ("source", "cue"), [("Ida Brandt of The Lund Herald", "writes"), ("Lund Herald’s Ida Brandt", "asked")]
)
def test_journalists_are_heard_through_their_paper(source: str, cue: str, read: Callable[..., Reading]) -> None:
    assert relays(read(f"{source} {cue} if it was late.", (source, cue, "if it was late"))) == [["Lund Herald"]]


@pytest.mark.parametrize("whom", ["the police", "Congress", "FBI agents", "voters"])
def test_what_is_told_to_others_is_another_occasion(whom: str, read: Callable[..., Reading]) -> None:
    text = f"Ida Brandt told CNN that it rained. Brandt told {whom} that it was late."
    reading = read(text, ("Ida Brandt", "told", "that it rained"), ("Brandt", "told", "that it was late"))
    assert relays(reading) == [["CNN"], []]


def test_words_within_words_came_through_the_same_paper(read: Callable[..., Reading]) -> None:
    text = "“I think it is late,” Ida Brandt told CNN."
    reading = read(text, ("Ida Brandt", "told", "“I think it is late,”"), ("I", "think", "it is late"))
    assert relays(reading) == [["CNN"], ["CNN"]]


def test_what_nobody_says_in_an_interview_came_through_it(read: Callable[..., Reading]) -> None:
    text = "“They say the pier is seen as late,” Ida Brandt told CNN."
    whole = "“They say the pier is seen as late,”"
    reading = read(text, ("Ida Brandt", "told", whole), ("", "is seen as", "the pier"))
    assert relays(reading) == [["CNN"], ["CNN"]]


def test_his_interview_takes_the_report_up_again(read: Callable[..., Reading]) -> None:
    far = "\n\nA.\n\nB.\n\nC.\n\nD.\n\nE.\n\nF.\n\nG.\n\n"
    text = f"Ida Brandt told CNN that it rained.{far}Brandt said in her interview that it was late."
    reading = read(text, ("Ida Brandt", "told", "that it rained"), ("Brandt", "said", "that it was late"))
    assert relays(reading) == [["CNN"], ["CNN"]]


def test_who_wrote_the_article_goes_on_in_it(read: Callable[..., Reading]) -> None:
    source = "An article written by Lund Herald’s Ida Brandt"
    text = f"{source} warns of rain. Brandt also asserts that it is late."
    reading = read(text, (source, "warns", "of rain"), ("Brandt", "also asserts", "that it is late"))
    assert relays(reading) == [["Lund Herald"], ["Lund Herald"]]


def test_whose_words_somebody_remembers(read: Callable[..., Reading]) -> None:
    text = "Mayor Paul Bell met pilots. “It is late,” Ida Brandt recalled the mayor telling her."
    reading = read(text, ("Ida Brandt", "recalled", "“It is late,”"))
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == ["Paul Bell"]
    assert relays(reading) == [["Ida Brandt"]]


def test_whom_an_outlet_reports_to_have_praised_somebody(read: Callable[..., Reading]) -> None:
    text = "According to CNN, Ida Brandt praised the pilots."
    reading = read(text, ("CNN", "According to", "Ida Brandt praised the pilots"))
    assert [reading.actor(a).name for a in reading.statements[0].speaker] == ["Ida Brandt"]
    assert relays(reading) == [["CNN"]]
