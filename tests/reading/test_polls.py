"""Shares of those whom a poll asked are heard through it: through which one, and how they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

POLL = "A Norvale poll of 400 parents found that most want the pier."


def relays(reading: Reading) -> list[list[str]]:
    return [[reading.actor(a).name for a in s.relay] for s in reading.statements]


@pytest.mark.parametrize(
    "share", ["Two in three", "One in four", "Some 56 percent", "Almost half of those asked", "About the same number"]
)
def test_a_share_is_a_group_that_the_poll_asked(share: str, read: Callable[..., Reading]) -> None:
    text = f"{POLL} {share} said they would pay 55-41."
    reading = read(
        text,
        ("A Norvale poll of 400 parents", "found", "that most want the pier"),
        (share, "said", "they would pay 55-41"),
    )
    assert relays(reading) == [[], ["Norvale poll of 400 parents"]]
    assert reading.actor(reading.statements[1].speaker[0]).kind == "group"


def test_a_poll_that_is_only_compared_speaks_for_its_own_shares(read: Callable[..., Reading]) -> None:
    text = (
        f"{POLL} In April, a Quay poll found that few did. Half of fathers said the same in it.\n\n"
        "Half of mothers said they would pay."
    )
    reading = read(
        text,
        ("A Norvale poll of 400 parents", "found", "that most want the pier"),
        ("a Quay poll", "found", "that few did"),
        ("Half of fathers", "said", "the same"),
        ("Half of mothers", "said", "they would pay"),
    )
    assert relays(reading) == [[], [], ["Quay poll"], ["Norvale poll of 400 parents"]]


def test_polls_in_general_do_not_stand_for_the_one_spoken_of(read: Callable[..., Reading]) -> None:
    text = f"{POLL}\n\nMany other polls show the opposite.\n\nHere, 52 percent said they would pay."
    reading = read(
        text,
        ("A Norvale poll of 400 parents", "found", "that most want the pier"),
        ("Many other polls", "show", "the opposite"),
        ("52 percent", "said", "they would pay"),
    )
    assert relays(reading)[2] == ["Norvale poll of 400 parents"]


def test_the_poll_may_be_named_right_behind(read: Callable[..., Reading]) -> None:
    text = "Two in three parents say they would pay. The pier is wanted, a Norvale poll found."
    reading = read(
        text,
        ("Two in three parents", "say", "they would pay"),
        ("a Norvale poll", "found", "The pier is wanted"),
    )
    assert relays(reading) == [["Norvale poll"], []]


def test_the_sentence_may_name_the_poll(read: Callable[..., Reading]) -> None:
    text = "In a Norvale poll on Friday, 73 percent of parents said they would pay."
    assert relays(read(text, ("73 percent of parents", "said", "they would pay"))) == [["Norvale poll"]]


def test_shares_without_any_poll_have_no_relay(read: Callable[..., Reading]) -> None:
    text = "Ferries were late. Two in three parents said they would pay."
    assert relays(read(text, ("Two in three parents", "said", "they would pay"))) == [[]]


def test_who_made_a_poll_stays_in_its_name(read: Callable[..., Reading]) -> None:
    source = "a poll of 400 parents released on Friday by Lund Decisions"
    reading = read(f"Ferries are late, according to {source}.", (source, "according to", "Ferries are late"))
    assert reading.actor(reading.statements[0].speaker[0]).name == source.removeprefix("a ")


@pytest.mark.parametrize("share", ["One in four captains in a recent Quay poll", "Some 20 percent in a Quay survey"])
def test_a_share_may_name_its_own_poll(share: str, read: Callable[..., Reading]) -> None:
    reading = read(f"{POLL} {share} said it sinks.", (share, "said", "it sinks"))
    assert relays(reading) == [[share.split(" in a ")[1].removeprefix("recent ")]]


@pytest.mark.parametrize(
    ("title", "crowd", "asked"),
    [
        ("Poll: pier wanted\n\n", "Voters", True),
        ("Poll: pier wanted\n\n", "Those surveyed", True),
        ("Poll: pier wanted\n\n", "Captains", False),
        ("A pier is old\n\n", "Voters", False),
    ],
)
def test_the_public_is_heard_through_the_poll_that_an_article_is_about(
    title: str, crowd: str, asked: bool, read: Callable[..., Reading]
) -> None:
    text = f"{title}{POLL}\n\nThe pier is old.\n\n{crowd} say it sinks."
    reading = read(
        text, ("A Norvale poll of 400 parents", "found", "that most want the pier"), (crowd, "say", "it sinks")
    )
    assert relays(reading)[1] == (["Norvale poll of 400 parents"] if asked else [])


def test_the_poll_asked_what_its_respondents_answer(
    read: Callable[..., Reading], speakers: Callable[[Reading], list[list[str]]]
) -> None:
    text = f"{POLL} Asked whether it sinks, 59 percent said no."
    reading = read(
        text,
        ("A Norvale poll of 400 parents", "found", "that most want the pier"),
        ("", "Asked", "whether it sinks"),
        ("59 percent", "said", "no"),
    )
    assert speakers(reading)[1] == ["Norvale poll of 400 parents"]
