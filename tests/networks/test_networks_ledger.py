"""Networks of a ledger: what people coded, what the machine proposed, and what was read; every edge with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.article import Article, Span
from sayso.ledger import Coding, Ledger, Proposed
from sayso.networks import EventList, NetworkError, NetworkOptions, Window
from sayso.networks.from_ledger import LedgerChoice, ledger_table
from sayso.record import Actor, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAID = [
    # day, outlet, speakers, relays, what
    ("2024-03-01", "Post", ["Ann Hill"], [], "The port should grow by next year"),
    ("2024-03-01", "Post", ["Bob Moss"], ["Cy Reed"], "The port should never grow at all"),
    ("2024-03-09", "Echo", ["Ann Hill", "Bob Moss"], ["Cy Reed", "Di West"], "A tunnel is what this town needs"),
    ("2024-04-20", "Echo", ["officials"], [], "There are no plans for any tunnel"),
]
ONE: dict[str, Any] = {"type": "onemode", "variable1": "speaker"}


def reading(day: str | None, outlet: str, speakers: list[str], relays: list[str], what: str) -> Reading:
    names = [*speakers, *relays]
    text = f"{', '.join(names)} said: {what}."
    start = len(text) - len(what) - 1
    actors = []
    for number, name in enumerate(names, 1):
        kind = "vague" if name == "officials" else "person"
        at = text.index(name)
        mention = Span.of(text, at, at + len(name))
        actors.append(Actor(f"a{number}", name, kind, affiliation=f"{name} & Co", mentions=(mention,)))  # type: ignore[arg-type]
    ids = [actor.id for actor in actors]
    who = {"speaker": tuple(ids[: len(speakers)]), "relay": tuple(ids[len(speakers) :])}
    span = (Span.of(text, start, len(text) - 1),)
    parts = {"source": (), "cue": (), "content": span, "condition": (), "hedge": (), "within": None}
    said = Statement(id="s1", mode="indirect", act="proposal", denies=False, confidence=0.9, **who, **parts)  # type: ignore[arg-type]
    return Reading(Article(text, outlet=outlet, published=day), tuple(actors), (said,))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "news.db") as made:
        made.add_many(reading(*said) for said in SAID)
        yield made


@pytest.fixture
def keys(ledger: Ledger) -> list[str]:
    return [kept.key for kept in ledger.statements()]


def code(ledger: Ledger, place: int, *coded: tuple[str | None, bool | None], coder: str = "Eva", **more: Any) -> None:
    number = [kept.number for kept in ledger.statements()][place]
    about = ((part, *pair) for part, pair in enumerate(coded))
    ledger.codings.add(*(Coding(number, coder, concept, agreement, part=p, **more) for p, concept, agreement in about))


@pytest.fixture
def coded(ledger: Ledger) -> Ledger:
    code(ledger, 0, ("port", True))
    code(ledger, 1, ("port", False))
    code(ledger, 2, ("port", True), ("tunnel", True))
    return ledger


def test_who_stands_for_what(coded: Ledger, keys: list[str]) -> None:
    made = coded.network(NetworkOptions(variable1="speaker", aggregation="subtract"))
    assert made.to_pandas().to_dict("index") == {
        "Ann Hill": {"port": 2, "tunnel": 1},
        "Bob Moss": {"port": 0, "tunnel": 1},
    }
    assert made.evidence("Bob Moss", "port") == (keys[1], keys[2])
    assert made.evidence("Ann Hill", "tunnel") == (keys[2],)


def test_without_options_speakers_by_concepts(coded: Ledger) -> None:
    assert coded.network().columns == ("port", "tunnel")


def test_who_stands_with_whom(coded: Ledger, keys: list[str]) -> None:
    made = coded.network(NetworkOptions(**ONE, aggregation="conflict"))
    assert made.to_pandas().loc["Ann Hill", "Bob Moss"] == 2
    assert made.evidence("Ann Hill", "Bob Moss") == (keys[0], keys[1], keys[2])


def test_statements_as_they_were_read(ledger: Ledger, keys: list[str]) -> None:
    acts = ledger.network(NetworkOptions(variable1="speaker", variable2="act", qualifier=None))
    assert acts.to_pandas().to_dict("index") == {"Ann Hill": {"proposal": 2}, "Bob Moss": {"proposal": 2}}
    relays = ledger.network(NetworkOptions(variable1="speaker", variable2="relay"))
    assert relays.to_pandas().to_dict("index") == {
        "Ann Hill": {"Cy Reed": 1, "Di West": 1},
        "Bob Moss": {"Cy Reed": 2, "Di West": 1},
    }
    assert relays.evidence("Bob Moss", "Cy Reed") == (keys[1], keys[2])
    outlets = ledger.network(NetworkOptions(variable1="outlet", variable2="affiliation"))
    assert outlets.to_pandas().loc["Echo"].to_dict() == {"Ann Hill & Co": 1, "Bob Moss & Co": 1}


def test_a_statement_counts_once_for_what_is_not_asked(ledger: Ledger) -> None:
    made = ledger.network(NetworkOptions(variable1="act", variable2="outlet", qualifier=None))
    assert made.to_pandas().loc["proposal"].to_dict() == {"Echo": 2, "Post": 2}
    assert made.statements == 4


def test_nameless_speakers_are_one_only_when_asked(ledger: Ledger) -> None:
    options = NetworkOptions(variable1="speaker", variable2="outlet")
    assert ledger.network(options).rows == ("Ann Hill", "Bob Moss")
    assert ledger.network(options, LedgerChoice(nameless=True)).rows == ("Ann Hill", "Bob Moss", "officials")


def test_namesakes_are_told_apart(ledger: Ledger) -> None:
    from sayso.ledger import schema

    with ledger.write() as connection:
        connection.execute(schema.actors.update().where(schema.actors.c.name == "Bob Moss").values(name="Ann Hill"))
    rows = ledger.network(NetworkOptions(variable1="speaker", variable2="outlet")).rows
    assert len(rows) == 2
    assert all(row.startswith("Ann Hill #") for row in rows)


def test_the_person_who_decided_last_holds(coded: Ledger) -> None:
    code(coded, 0, ("rails", True), coder="Fay")
    assert coded.network().columns == ("port", "rails", "tunnel")
    assert coded.network(choice=LedgerChoice(coder="Eva")).columns == ("port", "tunnel")
    code(coded, 0, (None, None), coder="Fay", withdrawn=True)
    assert coded.network().columns == ("port", "tunnel")
    with pytest.raises(NetworkError, match="no coder 'Gus' in the ledger; codings are by Eva, Fay"):
        coded.network(choice=LedgerChoice(coder="Gus"))


def test_what_was_settled_holds_alone(coded: Ledger) -> None:
    code(coded, 0, ("rails", True), ("quay", True), coder="Fay")
    number = next(iter(coded.statements())).number
    coded.adjudication.settle(number, "Fay", [("port", True)])
    assert coded.network().columns == ("port", "tunnel")


def test_notes_on_decisions_are_no_variables(coded: Ledger) -> None:
    code(coded, 0, ("port", True), variables={"decision": "accepted"})
    with pytest.raises(NetworkError, match="no variable 'decision'"):
        coded.network(NetworkOptions(variable1="decision"))


def test_proposals_count_only_when_asked_and_where_nobody_decided(coded: Ledger) -> None:
    numbers = [kept.number for kept in coded.statements()]
    coded.proposals.put([Proposed(numbers[0], "quay", True, 0.8), Proposed(numbers[3], "tunnel", False, 0.8)])
    assert coded.network().to_pandas().sum().sum() == 6
    options = NetworkOptions(variable1="outlet")
    found = coded.network(options, LedgerChoice(proposals=True)).to_pandas()
    assert found.to_dict("index") == {"Echo": {"port": 1, "tunnel": 2}, "Post": {"port": 2, "tunnel": 0}}


def test_variables_that_people_coded(coded: Ledger) -> None:
    code(coded, 0, ("port", True), variables={"frame": "jobs", "strength": 3, "sure": True})
    code(coded, 1, ("port", False), variables={"frame": "noise", "strength": 1, "sure": False})
    frames = coded.network(NetworkOptions(variable1="speaker", variable2="frame"))
    assert frames.to_pandas().to_dict("index") == {
        "Ann Hill": {"jobs": 1, "noise": 0},
        "Bob Moss": {"jobs": 0, "noise": 1},
    }
    by = NetworkOptions(variable1="speaker", qualifier="strength", aggregation="subtract")
    assert coded.network(by).to_pandas()["port"].to_dict() == {"Ann Hill": 3, "Bob Moss": 1}
    sure = NetworkOptions(variable1="speaker", qualifier="sure", aggregation="subtract")
    assert coded.network(sure).to_pandas()["port"].to_dict() == {"Ann Hill": 1, "Bob Moss": -1}
    with pytest.raises(NetworkError, match=r"no variable 'party'; statements have .*frame.*; articles have author"):
        coded.network(NetworkOptions(variable1="party"))


def test_dates_and_windows_leave_out_what_has_no_date(ledger: Ledger) -> None:
    ledger.add(reading(None, "Gazette", ["Ann Hill"], [], "The harbour is full of old boats"))
    options: dict[str, Any] = {"variable1": "outlet", "variable2": "act", "qualifier": None}
    assert ledger.network(NetworkOptions(**options)).rows == ("Echo", "Gazette", "Post")
    windows = ledger.network(NetworkOptions(**options, window=Window("days", 31)))
    assert {row for one in windows for row in one.rows} == {"Echo", "Post"}
    months = ledger.network(NetworkOptions(variable1="month", variable2="act", qualifier=None))
    assert months.rows == ("2024-03", "2024-04")


def test_copies_count_once_when_asked(ledger: Ledger) -> None:
    day, *rest = SAID[2]
    again = reading(day, *rest)  # type: ignore[arg-type]
    ledger.add(Reading(Article(again.article.text + " Indeed.", outlet="Copy"), again.actors, again.statements))
    options = NetworkOptions(variable1="outlet", variable2="act")
    with ledger.write() as connection:
        connection.exec_driver_sql("UPDATE articles SET near = 3 WHERE outlet = 'Copy'")
    assert ledger.network(options).rows == ("Copy", "Echo", "Post")
    assert ledger.network(options, LedgerChoice(once=True)).rows == ("Echo", "Post")


def test_events_have_all_variables_and_words(coded: Ledger) -> None:
    events = coded.network(NetworkOptions(type="eventlist", variable1="speaker"))
    assert isinstance(events, EventList)
    first = next(iter(events))
    assert first.text == SAID[0][-1]
    assert first.values["concept"] == "port"
    assert first.document["outlet"] == "Post"


def test_an_empty_ledger_gives_an_empty_network(tmp_path: Path) -> None:
    with Ledger(tmp_path / "none.db") as ledger:
        for options in (None, NetworkOptions(variable1="speaker", variable2="act"), NetworkOptions(**ONE)):
            made = ledger.network(options)
            assert made.shape == (0, 0)
            assert not list(made.edges())
        assert len(ledger_table(ledger, ["speaker", "relay", "concept", "agreement", "outlet"])) == 0
