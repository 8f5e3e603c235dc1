"""Who speaks, in the kinds of article that are hard: each invented, with its attributions marked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

    Read = Callable[..., Reading]
    Speakers = Callable[[Reading], list[list[str]]]


def kinds(reading: Reading) -> dict[str, str]:
    return {a.name: a.kind for a in reading.actors}


def test_two_people_of_one_surname_are_told_apart_by_title_and_first_name(read: Read, speakers: Speakers) -> None:
    text = (
        "Omar Haddad and Lina Haddad run the shop. Ms. Haddad said rents had doubled. Mr. Haddad said he would stay. "
        "Lina said that customers stayed away."
    )
    reading = read(
        text,
        ("Ms. Haddad", "said", "rents had doubled"),
        ("Mr. Haddad", "said", "he would stay"),
        ("Lina", "said", "that customers stayed away"),
    )
    assert speakers(reading) == [["Lina Haddad"], ["Omar Haddad"], ["Lina Haddad"]]


def test_a_person_and_an_organisation_of_one_name(read: Read, speakers: Speakers) -> None:
    text = (
        "Paul Garrick founded the Garrick Foundation. The Garrick Foundation gave no comment. Garrick said he was glad."
    )
    reading = read(
        text,
        ("The Garrick Foundation", "gave no", "comment"),
        ("Garrick", "said", "he was glad"),
    )
    assert speakers(reading) == [["Garrick Foundation"], ["Paul Garrick"]]
    assert kinds(reading) == {"Garrick Foundation": "organisation", "Paul Garrick": "person"}


def test_the_writer_who_says_i_is_the_author(read: Read, speakers: Speakers) -> None:
    text = "I doubt that the pier will last. We should mend it, and Ida Brandt said that she would help."
    reading = read(
        text,
        ("I", "doubt", "that the pier will last"),
        ("We", "should", "mend it"),
        ("Ida Brandt", "said", "that she would help"),
    )
    assert speakers(reading) == [["(author)"], ["(author)"], ["Ida Brandt"]]


def test_an_interview_transcript_with_names_in_capitals(read: Read, speakers: Speakers) -> None:
    text = (
        "Mayor Ilse Torvald spoke to the reporter Jens Moe about the tax.\n\nMOE: Will the tax go?\n\n"
        "TORVALD: It will. I promised it.\n\n"
        "MOE: When?\n\nTORVALD: In May."
    )
    reading = read(
        text,
        ("MOE", ":", "Will the tax go?"),
        ("TORVALD", ":", "It will. I promised it."),
        ("MOE", ":", "When?"),
        ("TORVALD", ":", "In May."),
    )
    assert speakers(reading) == [["Jens Moe"], ["Ilse Torvald"]] * 2
    assert {s.mode for s in reading.statements} == {"direct"}


def test_a_live_blog_keeps_its_speakers_apart(read: Read, speakers: Speakers) -> None:
    text = (
        "10:04 Ida Brandt says the gates are shut.\n\n"
        "10:20 Paul Bell, the harbour master, says two boats are missing.\n\n"
        "10:31 Brandt has told reporters that the gates will open. Bell says one boat is back."
    )
    reading = read(
        text,
        ("Ida Brandt", "says", "the gates are shut"),
        ("Paul Bell, the harbour master,", "says", "two boats are missing"),
        ("Brandt", "has told", "that the gates will open"),
        ("Bell", "says", "one boat is back"),
    )
    assert speakers(reading) == [["Ida Brandt"], ["Paul Bell"], ["Ida Brandt"], ["Paul Bell"]]
    assert "harbour master" in reading.actors[1].roles


def test_a_press_release_speaks_for_the_body_that_issues_it(read: Read, speakers: Speakers) -> None:
    text = (
        "Norvale Ferries Ltd today announced a new line to Lund. “We are proud of it,” said Ida Brandt, chief "
        "executive of Norvale Ferries. The company expects 4,000 passengers."
    )
    reading = read(
        text,
        ("Norvale Ferries Ltd", "announced", "a new line to Lund"),
        ("Ida Brandt, chief executive of Norvale Ferries", "said", "“We are proud of it,”"),
        ("The company", "expects", "4,000 passengers"),
    )
    assert speakers(reading) == [["Norvale Ferries Ltd"], ["Ida Brandt"], ["Norvale Ferries Ltd"]]


def test_a_tweet_quoted_in_full_belongs_to_who_wrote_it(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt tweeted on Monday: “I will not run again. Thank you all! #pier”"
    reading = read(
        text,
        ("Ida Brandt", "tweeted", "“I will not run again. Thank you all! #pier”"),
        ("I", "will not", "run again"),
    )
    assert speakers(reading) == [["Ida Brandt"], ["Ida Brandt"]]


def test_a_quotation_three_deep_has_three_speakers(read: Read, speakers: Speakers) -> None:
    text = "“My aunt told me, ‘Paul said, “Sell it now,” and I laughed,’ so I sold,” Ida Brandt recalled."
    reading = read(
        text,
        ("Ida Brandt", "recalled", "“My aunt told me, ‘Paul said, “Sell it now,” and I laughed,’ so I sold,”"),
        ("My aunt", "told", "‘Paul said, “Sell it now,” and I laughed,’"),
        ("Paul", "said", "“Sell it now,”"),
    )
    assert speakers(reading) == [["Ida Brandt"], ["aunt"], ["Paul"]]


def test_of_source_pieces_far_apart_the_one_at_the_cue_counts(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt met the press on Monday. While leaving, Paul Bell said that it was late."
    reading = read(text, ("Ida Brandt / Paul Bell", "said", "that it was late"))
    assert speakers(reading) == [["Paul Bell"]]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Ida Brandt closed the pier and threatened to sell it.", "threatened", "to sell it"),
        (
            "The plan to sell the pier was first reported by Ida Brandt.",
            "was first reported",
            "The plan to sell the pier",
        ),
    ],
)
def test_without_a_source_the_subject_or_the_agent_speaks(
    text: str, cue: str, content: str, read: Read, speakers: Speakers
) -> None:
    assert speakers(read(text, ("", cue, content))) == [["Ida Brandt"]]


@pytest.mark.parametrize("cue", ["is expected", "was widely seen as"])
def test_a_passive_without_an_agent_is_unstated(cue: str, read: Read, speakers: Speakers) -> None:
    assert speakers(read(f"Ida Brandt {cue} to win the vote.", ("", cue, "to win the vote"))) == [["(unstated)"]]


def test_whose_words_are_passed_on_is_the_speaker(read: Read, speakers: Speakers) -> None:
    text = "Ida Brandt left early. “She told us that the pier was safe,” Paul Bell said."
    reading = read(text, ("Paul Bell", "said", "“She told us that the pier was safe,”"))
    assert speakers(reading) == [["Ida Brandt"]]
    assert [reading.actor(a).name for a in reading.statements[0].relay] == ["Paul Bell"]


def test_who_goes_on_about_what_another_said_speaks(read: Read, speakers: Speakers) -> None:
    text = "Paul Bell left. “He said, ‘Trust me.’ That may be wrong,” Ida Brandt said."
    assert speakers(read(text, ("Ida Brandt", "said", "“He said, ‘Trust me.’ That may be wrong,”"))) == [["Ida Brandt"]]


def test_a_headline_that_only_describes_is_explained_by_the_report(read: Read, speakers: Speakers) -> None:
    text = "Poll: most want the pier\n\nA Norvale University poll found that most people want the pier."
    reading = read(
        text,
        ("Poll", ":", "most want the pier"),
        ("A Norvale University poll", "found", "that most people want the pier"),
    )
    assert speakers(reading) == [["Norvale University poll"]] * 2


def test_the_aide_is_the_official_who_spoke_and_the_suit_the_lawsuit(read: Read, speakers: Speakers) -> None:
    text = (
        "A harbour official said it was late. The aide added that it rained. A lawsuit says the pier is rotten. "
        "The suit demands repairs."
    )
    reading = read(
        text,
        ("A harbour official", "said", "it was late"),
        ("The aide", "added", "that it rained"),
        ("A lawsuit", "says", "the pier is rotten"),
        ("The suit", "demands", "repairs"),
    )
    assert speakers(reading) == [["harbour official"], ["harbour official"], ["lawsuit"], ["lawsuit"]]


def test_a_company_is_no_union_and_no_court(read: Read, speakers: Speakers) -> None:
    text = "Norvale Motors met the Dockers Union at the Lund High Court. The company said no. The court said yes."
    reading = read(text, ("The company", "said", "no"), ("The court", "said", "yes"))
    assert speakers(reading) == [["Norvale Motors"], ["Lund High Court"]]


def test_a_restricting_clause_is_part_of_the_name_of_a_group(read: Read, speakers: Speakers) -> None:
    text = "Some boats stayed out. Sailors who trust the mayor came home."
    reading = read(text, ("who", "trust", "the mayor"))
    assert (speakers(reading), reading.actors[0].kind) == ([["Sailors who trust the mayor"]], "group")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prime Minister Ida Brandt spoke. The Prime Minister said it was late.", "Ida Brandt"),
        ("Home Secretary Ida Brandt spoke. The Home Secretary said it was late.", "Ida Brandt"),
        ("President Bashir al-Hadad spoke. Hadad said it was late.", "Bashir al-Hadad"),
        ("Luis Brisa da Costa spoke. Brisa said it was late.", "Luis Brisa da Costa"),
        ("Sir Paul Bell spoke. Sir Paul said it was late.", "Paul Bell"),
        ("Paul Bell won the race. The Spaniard said it was late.", "Paul Bell"),
        ("Farouk Ben Mustafa said it was late.", "Farouk Ben Mustafa"),
        ("Human Rights Watch came. The rights group said it was late.", "Human Rights Watch"),
        ("Nokia came. The Finnish company said it was late.", "Nokia"),
        ("Unicef came. The agency said it was late.", "Unicef"),
    ],
)
def test_whom_an_office_a_short_name_or_a_description_means(
    text: str, name: str, read: Callable[..., Reading], speakers: Callable[[Reading], list[list[str]]]
) -> None:
    source = text[: text.index(" said")].rsplit(". ", 1)[-1]
    assert speakers(read(text, (source, "said", "it was late"))) == [[name]]


def test_one_person_whose_first_name_is_spelled_in_two_ways(
    read: Callable[..., Reading], speakers: Callable[[Reading], list[list[str]]]
) -> None:
    text = "Kristin Brandt said it was late. Kristen Brandt said it was not. Roberta Bell met Robert Bell."
    reading = read(text, ("Kristin Brandt", "said", "it was late"), ("Kristen Brandt", "said", "it was not"))
    assert speakers(reading) == [["Kristin Brandt"], ["Kristin Brandt"]]
    assert {"Roberta Bell", "Robert Bell"} <= {actor.name for actor in reading.actors}


def test_a_role_does_not_reach_into_the_sentence_before(read: Callable[..., Reading]) -> None:
    text = "He came for an internship. Quayside founder Paul Bell said it was late."
    reading = read(text, ("Quayside founder Paul Bell", "said", "it was late"))
    assert all("internship" not in role for actor in reading.actors for role in actor.roles)


def test_the_word_before_the_name_of_a_photographer_is_nobody(read: Callable[..., Reading]) -> None:
    text = "The port at night. Belle Image: Paul Bell.\n\nPaul Bell said it was late."
    reading = read(text, ("Paul Bell", "said", "it was late"))
    assert [actor.name for actor in reading.actors] == ["Paul Bell"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Scotland Yard", "organisation"), ("Lashkar-e-Taiba", "organisation"), ("The Dalai Lama", "person")],
)
def test_what_names_from_elsewhere_are(name: str, kind: str, read: Callable[..., Reading]) -> None:
    reading = read(f"{name} said it was late.", (name, "said", "it was late"))
    assert reading.actor(reading.statements[0].speaker[0]).kind == kind
