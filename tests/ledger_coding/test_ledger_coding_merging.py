"""Two people's ledgers become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.coding import Concept
from sayso.ledger import Coding, Ledger, LedgerError, NewStatement, Outcome, Who

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sayso.record import Reading

SHARED = (("Ilse Torvald", "the tax must rise"), ("Bram Okoye", "the bridge will fall"))


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Ledger]:
    """Another ledger, in a file."""
    with Ledger(tmp_path / "other.db") as made:
        yield made


def decisions(ledger: Ledger) -> list[tuple[str, str, str | None, bool | None, bool]]:
    kept = {one.number: one.key for one in ledger.statements()}
    made = (c for number in kept for c in ledger.codings.of(number, history=True))
    return sorted((kept[c.statement], c.coder, c.concept, c.agreement, c.withdrawn) for c in made)


def test_codings_of_both_are_kept_and_nothing_comes_twice(
    ledger: Ledger, other: Ledger, make: Callable[..., Reading]
) -> None:
    ledger.add(make(("Cleo Mandel", "only here")))
    for one in (ledger, other):
        one.add(make(*SHARED, title="Shared"))
    other.add(make(("Ann Lee", "only there"), outlet="Post", published="2031-03-04"))
    mine, theirs = [[s.number for s in one.statements() if "only" not in s.key] for one in (ledger, other)]
    ledger.codings.add(Coding(2, "Ana", "tax", True), Coding(3, "Ana", "bridge", False))
    other.codings.add(Coding(1, "Ben", "tax", False), Coding(2, "Ben", "bridge", False), Coding(3, "Ben", "port", None))
    before = decisions(ledger)

    made = ledger.merge(other)

    assert (made.articles, made.statements, made.codings, made.concepts) == (1, 1, 3, 1)
    assert len(list(ledger.statements())) == 4
    assert decisions(ledger) == sorted(before + decisions(other))
    assert [(d.variable, dict(d.labels)) for d in ledger.adjudication.disagreements()] == [
        ("agreement", {"Ana": "for", "Ben": "against"})
    ]
    again = ledger.merge(other)
    assert (again.articles, again.statements, again.codings, again.concepts) == (0, 0, 0, 0)
    assert decisions(ledger) == sorted(before + decisions(other))
    assert (len(mine), len(theirs)) == (3, 3)


def test_articles_come_over_as_they_are(ledger: Ledger, other: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SHARED, outlet="Post", published="2031-03-04", affiliation="Port Board")
    other.add(reading)
    other.edits.correct(1, {"act": "proposal", "speaker": [Who("Dora Quist", "person")]}, coder="Ben")
    added = other.add_statement(reading.article.id, NewStatement(content=[(0, 4)], speaker=["a1"]), coder="Ben")
    other.outcomes.add(Outcome(added, "Ben", "open"))
    ledger.merge(other)
    assert ledger.reading(reading.article.id) == other.reading(reading.article.id)
    assert [(s.key, s.state, s.speakers) for s in ledger.statements()] == [
        (s.key, s.state, s.speakers) for s in other.statements()
    ]
    assert {a.name for a in ledger.actors.find("")} == {a.name for a in other.actors.find("")}
    ledger.add(reading)  # read again: what Ben said still stands
    assert ledger.reading(reading.article.id) == other.reading(reading.article.id)
    ledger.edits.undo(next(e.number for e in ledger.edits.history() if e.action == "correct"), coder="Ana")
    first = next(iter(ledger.statements()))
    assert (first.statement.act, first.speakers) == ("claim", ("Ilse Torvald",))


def test_what_people_did_to_statements_of_an_article_in_both_comes_along(
    ledger: Ledger, other: Ledger, make: Callable[..., Reading]
) -> None:
    reading = make(*SHARED)
    for one in (ledger, other):
        one.add(reading)
    other.edits.correct(1, {"act": "proposal", "speaker": [Who("Dora Quist", "person")]}, coder="Ben")
    new = other.add_statement(reading.article.id, NewStatement(content=[(0, 4)], speaker=["a2"]), coder="Ben")
    other.codings.add(Coding(new, "Ben", "names", True))
    other.edits.remove(2, coder="Ben")
    made = ledger.merge(other)
    assert (made.statements, made.codings, made.corrections, made.kept_back) == (1, 1, 3, 0)
    assert [(s.key, s.state, s.statement.act, s.speakers) for s in ledger.statements()] == [
        (s.key, s.state, s.statement.act, s.speakers) for s in other.statements()
    ]
    assert ledger.merge(other).corrections == 0


def test_a_correction_here_outranks_one_there(ledger: Ledger, other: Ledger, make: Callable[..., Reading]) -> None:
    for one, act in ((ledger, "proposal"), (other, "forecast")):
        one.add(make(*SHARED))
        one.edits.correct(1, {"act": act}, coder="Ana" if one is ledger else "Ben")
    made = ledger.merge(other)
    assert (made.corrections, made.kept_back) == (0, 1)
    assert next(iter(ledger.statements())).statement.act == "proposal"


def test_a_coded_statement_that_the_reading_here_has_not_is_kept_as_lost(
    ledger: Ledger, other: Ledger, make: Callable[..., Reading]
) -> None:
    reading = make(*SHARED)
    other.add(reading)
    other.codings.add(Coding(1, "Ben", "tax", True))
    ledger.add(sayso.Reading(reading.article))
    ledger.merge(other)
    assert [(s.state, s.speakers) for s in ledger.statements()] == [("lost", ("Ilse Torvald",))]
    ledger.add(reading)  # found again: the coding is attached to it
    found = [s for s in ledger.statements() if ledger.codings.of(s.number)]
    assert [(s.state, s.statement.content[0].surface) for s in found] == [("found", "that the tax must rise")]


def test_what_a_coder_decided_last_holds_wherever_it_was(
    ledger: Ledger, other: Ledger, make: Callable[..., Reading]
) -> None:
    for one in (ledger, other):
        one.add(make(*SHARED))
    ledger.codings.add(Coding(1, "Ana", "new", time="2031-03-05T10:00:00Z"))
    ledger.codings.add(Coding(2, "Ana", "old", time="2031-03-01T10:00:00Z"))
    other.codings.add(Coding(1, "Ana", "old", time="2031-03-01T10:00:00Z"))
    other.codings.add(Coding(2, "Ana", "new", time="2031-03-05T10:00:00Z"))
    assert ledger.merge(other).codings == 2
    assert [c.concept for n in (1, 2) for c in ledger.codings.of(n)] == ["new", "new"]
    assert {c.concept for c in ledger.codings.of(1, history=True)} == {"old", "new"}
    assert ledger.merge(other).codings == 0
    assert other.merge(ledger).codings == 2
    assert [c.concept for n in (1, 2) for c in other.codings.of(n)] == ["new", "new"]


def test_codebooks_are_brought_together(ledger: Ledger, other: Ledger) -> None:
    ledger.concepts.add([Concept("tax", "ours"), Concept("bridge")])
    other.concepts.add([Concept("tax", "theirs", ("more",)), Concept("bridge", "the old one"), Concept("port")])
    assert ledger.merge(other).concepts == 1
    assert [(c.label, c.description, c.for_) for c in ledger.concepts.all()] == [
        ("tax", "ours", ("more",)),
        ("bridge", "the old one", ()),
        ("port", "", ()),
    ]


def test_a_ledger_is_not_merged_with_itself(ledger: Ledger, place: str) -> None:
    with Ledger(place) as same, pytest.raises(LedgerError, match="not merged with itself"):
        ledger.merge(same)
