"""Proposals beside decisions: what people see, decide, and what is learnt from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.coding import Concept
from sayso.errors import InputError
from sayso.ledger import Coding, Ledger, LedgerError, Proposed
from sayso.ledger.assistant import Assistant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.record import Reading

TAX, BRIDGE = "Raise the fuel tax", "Keep the harbour bridge"


def test_a_codebook_file_is_kept_in_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    file.write_text("label,description,for,against\nTax,Higher.,Dear petrol. | Clean air.,\nBridge,,,\n", "utf-8")
    assert ledger.concepts.load(file) == 2
    assert [(c.label, c.description, c.for_) for c in ledger.concepts.all()] == [
        ("Tax", "Higher.", ("Dear petrol.", "Clean air.")),
        ("Bridge", "", ()),
    ]
    assert ledger.concepts.add([Concept("Bridge", "The old one.")]) == 0
    assert ledger.concepts.book()["Bridge"].description == "The old one."
    assert ledger.concepts.book()["Tax"].for_ == ("Dear petrol.", "Clean air.")


def test_proposals_are_no_codings(said: Ledger) -> None:
    said.proposals.put([Proposed(1, TAX, True, 0.9), Proposed(3, BRIDGE, False, 0.4, ((TAX, 0.2),))])
    assert said.codings.count() == 0
    assert said.codings.of(1) == []
    with said.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM codings_view").scalar() == 0
    assert [(p.statement, p.concept, p.agreement, p.alternatives) for p in said.proposals.queue()] == [
        (3, BRIDGE, False, ((TAX, 0.2),)),
        (1, TAX, True, ()),
    ]


def test_a_new_proposal_takes_the_place_of_the_old_one(said: Ledger) -> None:
    said.proposals.put([Proposed(1, TAX, True, 0.9)])
    assert said.proposals.put([Proposed(1, BRIDGE, None, 0.3), Proposed(99, TAX, True, 1.0)]) == 1
    kept = said.proposals.of(1)
    assert kept is not None
    assert (kept.concept, kept.agreement, kept.confidence) == (BRIDGE, None, 0.3)
    assert said.proposals.of(99) is None


def test_decisions_note_what_was_proposed_and_keep_their_history(said: Ledger) -> None:
    shown = Proposed(1, TAX, True, 0.75)
    said.proposals.put([shown])
    said.proposals.accept(shown, "Ana", comment="clear")
    said.proposals.change(shown, "Ben", BRIDGE, None)
    said.proposals.reject(shown, "Ana")
    made = said.codings.of(1, history=True)
    assert [(c.coder, c.concept, c.agreement, c.variables["decision"]) for c in made] == [
        ("Ana", TAX, True, "accepted"),
        ("Ben", BRIDGE, None, "changed"),
        ("Ana", None, None, "rejected"),
    ]
    assert made[0].comment == "clear"
    assert made[0].variables["proposed"] == {"concept": TAX, "agreement": True, "confidence": 0.75}
    assert {c.coder: c.concept for c in said.codings.of(1)} == {"Ana": None, "Ben": BRIDGE}


def test_what_was_decided_waits_no_more_and_what_was_withdrawn_waits_again(said: Ledger) -> None:
    said.proposals.put([Proposed(n, TAX, True, n / 10) for n in range(1, 6)])
    said.codings.add(Coding(1, "Ana", TAX), Coding(2, "Ben", TAX))
    assert [p.statement for p in said.proposals.queue(limit=2)] == [3, 4]
    assert [p.statement for p in said.proposals.queue(coder="Ana")] == [2, 3, 4, 5]
    assert [one.statement for one in said.proposals.uncoded(coder="Ana")] == [2]
    said.codings.add(Coding(2, "Ben", withdrawn=True))
    assert said.proposals.waiting() == 4
    assert [one.statement for one in said.proposals.uncoded()] == [2, 3, 4, 5]


def test_a_machine_does_not_pass_for_a_person(said: Ledger) -> None:
    said.proposals.put([Proposed(1, TAX, True, 0.9)])
    with pytest.raises(LedgerError, match="'Sayso' is a machine"):
        said.codings.add(Coding(1, "Sayso", TAX))
    said.codings.add(Coding(1, "Ana", TAX))
    with pytest.raises(LedgerError, match="'Ana' is a person"):
        said.proposals.put([Proposed(1, TAX, True, 0.9, coder="Ana")])


@pytest.mark.parametrize("coding", [Coding(1, " ", "a"), Coding(1, "Ana", ""), Coding(1, "Ana", "a", comment="\0")])
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(said: Ledger, coding: Coding) -> None:
    with pytest.raises(InputError):
        said.codings.add(Coding(2, "Eve", "b"), coding)
    assert said.codings.count() == 0


def test_proposals_go_with_their_statements_and_bind_none(said: Ledger) -> None:
    said.proposals.put([Proposed(n, TAX, True, 0.5) for n in range(1, 6)])
    said.codings.add(Coding(1, "Ana", TAX))
    article = next(iter(said.articles()))
    said.add(sayso.Reading(article))
    assert [(kept.number, kept.state) for kept in said.statements()] == [(1, "lost")]
    assert said.proposals.queue() == []
    assert said.proposals.of(2) is None


def test_the_assistant_proposes_for_all_and_learns_from_each_decision(said: Ledger) -> None:
    helper = Assistant(said, threads=1)
    assert helper.update() == 5
    assert {p.statement for p in said.proposals.queue()} == {1, 2, 3, 4, 5}
    first = {p.statement: p for p in said.proposals.queue()}
    assert first[1].concept == first[2].concept == TAX
    assert first[3].concept == first[4].concept == BRIDGE
    lunch = first[5]
    said.codings.add(Coding(5, "Ana", "Lunch in time", agreement=True))
    new = helper.again([lunch])[0]
    assert (new.concept, new.agreement) == ("Lunch in time", True)
    said.codings.add(Coding(5, "Ana", withdrawn=True))
    assert helper.again([new])[0].confidence < new.confidence


def test_what_is_denied_is_agreed_with_the_other_way_round(said: Ledger) -> None:
    helper = Assistant(said, threads=1)
    said.codings.add(Coding(1, "Ana", TAX, agreement=True))
    plain = helper.propose(said.proposals.uncoded(coder="Ben"))[0]
    said.edits.correct(1, {"denies": True}, coder="Ana")
    assert plain.agreement is True
    denied = helper.propose(said.proposals.uncoded(coder="Ben"))[0]
    assert denied.agreement is False
    assert said.codings.examples()[0].agreement is False


def test_a_second_coder_is_told_nothing_of_the_first(said: Ledger) -> None:
    said.codings.add(Coding(5, "Ana", TAX, agreement=True))
    open_, own = Assistant(said, threads=1), Assistant(said, own="Ben", threads=1)
    told = open_.propose(said.proposals.uncoded(coder="Ben"))[0]
    untold = own.propose(said.proposals.uncoded(coder="Ben"))[0]
    assert told.concept == TAX
    assert untold.confidence < told.confidence


def test_of_a_settled_statement_only_what_was_settled_is_learnt(said: Ledger, make: Callable[..., Reading]) -> None:
    said.codings.add(Coding(5, "Ana", TAX, agreement=True), Coding(5, "Ben", TAX, agreement=True))
    helper = Assistant(said, threads=1)
    helper.learn()
    said.adjudication.settle(5, "Eve", [(BRIDGE, False)])
    said.add(make(("Ann Lee", "lunch was late again"), title="Another"))
    uncoded = [one for one in said.proposals.uncoded() if "lunch" in one.text]
    assert [(p.concept, p.agreement) for p in helper.propose(uncoded)] == [(BRIDGE, False)]
