"""Coders side by side: figures, disagreements, what was settled."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from sayso.agreement import krippendorff_alpha
from sayso.ledger import Coding, Ledger, LedgerError

if TYPE_CHECKING:
    from sayso.ledger import Disagreement


def code(ledger: Ledger, coder: str, *said: tuple[int, str | None, bool | None]) -> None:
    for statement, concept, agreement in said:
        notes = {"decision": "rejected"} if concept is None else {}
        ledger.codings.add(Coding(statement, coder, concept, agreement, notes))


def short(unlike: list[Disagreement]) -> list[tuple[int, str, dict[str, str], str | None, str | None]]:
    return [(d.statement, d.variable, dict(d.labels), d.settled, d.by) for d in unlike]


def test_figures_are_of_statements_that_two_or_more_have_coded(said: Ledger) -> None:
    code(said, "Ana", (1, "tax", True), (2, "tax", False), (3, "bridge", True), (4, None, None), (5, "tax", True))
    code(said, "Ben", (1, "tax", True), (2, "tax", True), (3, "tax", True), (4, "bridge", None))
    found = said.adjudication.compare().figures
    units = [("tax", "tax"), ("tax", "tax"), ("bridge", "tax"), ("(none)", "bridge")]
    assert found["concept"].units == 4
    assert found["concept"].alike == 0.5
    assert found["concept"].alpha == krippendorff_alpha(units)
    assert found["agreement"].units == 2  # only where both gave the same concept
    assert found["agreement"].alike == 0.5
    assert found["concept and agreement"].alike == 0.25
    assert found["concept"].pairs[0].coders == ("Ana", "Ben")


def test_disagreements_stand_side_by_side_with_the_words(said: Ledger) -> None:
    code(said, "Ana", (1, "tax", True), (2, "tax", False))
    code(said, "Ben", (1, "bridge", True), (2, "tax", True))
    code(said, "Cleo", (1, "tax", True))
    unlike = said.adjudication.disagreements()
    assert short(unlike) == [
        (1, "concept", {"Ana": "tax", "Ben": "bridge", "Cleo": "tax"}, None, None),
        (2, "agreement", {"Ana": "against", "Ben": "for"}, None, None),
    ]
    assert unlike[0].content == "that the fuel tax must rise so that the air gets clean"
    assert said.number_of(unlike[0].key) == 1


def test_only_the_coders_asked_for_are_compared(said: Ledger) -> None:
    code(said, "Ana", (1, "tax", True))
    code(said, "Ben", (1, "bridge", True))
    code(said, "Cleo", (1, "tax", True))
    found = said.adjudication.compare(["Ana", "Cleo"])
    assert (found.figures["concept"].coders, found.disagreements) == (("Ana", "Cleo"), ())
    with pytest.raises(LedgerError, match=r"no coder 'Dan'; there are Ana, Ben, Cleo"):
        said.adjudication.compare(["Dan"])


def test_the_last_decision_of_each_counts(said: Ledger) -> None:
    code(said, "Ana", (1, "tax", True), (1, "bridge", True))
    code(said, "Ben", (1, "bridge", True))
    assert said.adjudication.disagreements() == []
    said.codings.add(Coding(1, "Ben", withdrawn=True))
    assert said.adjudication.compare().figures["concept"].units == 0


def test_coders_may_number_the_concepts_of_a_statement_as_they_like(said: Ledger) -> None:
    said.codings.add(Coding(1, "Ana", "tax", True), Coding(1, "Ana", "bridge", False, part=1))
    said.codings.add(Coding(1, "Ben", "bridge", False), Coding(1, "Ben", "tax", True, part=1))
    assert said.adjudication.compare().disagreements == ()
    said.codings.add(Coding(2, "Ana", "tax", True), Coding(2, "Ana", "bridge", False, part=1))
    said.codings.add(Coding(2, "Ben", "bridge", False))
    assert short(said.adjudication.disagreements()) == [(2, "concept", {"Ana": "tax", "Ben": "(none)"}, None, None)]


def test_other_variables_are_compared_too_and_notes_are_not(said: Ledger) -> None:
    said.codings.add(Coding(1, "Ana", variables={"frame": "cost", "level": 2, "decision": "accepted"}))
    said.codings.add(Coding(1, "Ben", variables={"frame": "health", "level": 2, "decision": "changed"}))
    found = said.adjudication.compare()
    assert found.figures["level"].alike == 1.0
    assert short(list(found.disagreements)) == [(1, "frame", {"Ana": "cost", "Ben": "health"}, None, None)]
    assert "decision" not in found.figures


def test_what_is_settled_is_closed_and_leaves_the_coders_own_decisions(said: Ledger) -> None:
    code(said, "Ana", (1, "tax", True))
    code(said, "Ben", (1, "bridge", True))
    before = said.adjudication.compare().figures
    assert said.adjudication.said(1) == {(("tax", True),): ["Ana"], (("bridge", True),): ["Ben"]}
    said.adjudication.settle(1, "Eve", [("tax", True)], comment="see the headline")
    assert said.adjudication.disagreements() == []
    [closed] = said.adjudication.disagreements(open_only=False)
    assert (closed.settled, closed.by) == ("tax", "Eve")
    assert said.adjudication.compare().figures == before
    assert {c.coder: c.concept for c in said.codings.of(1)} == {"Ana": "tax", "Ben": "bridge", "Eve": "tax"}


def test_a_coder_may_settle_and_still_counts_as_a_coder(said: Ledger) -> None:
    code(said, "Ana", (1, "tax", True))
    code(said, "Ben", (1, "bridge", True))
    said.adjudication.settle(1, "Ana", [("bridge", True)])
    [closed] = said.adjudication.disagreements(open_only=False)
    assert (dict(closed.labels), closed.settled) == ({"Ana": "tax", "Ben": "bridge"}, "bridge")


def test_who_decides_otherwise_later_opens_it_again(said: Ledger) -> None:
    code(said, "Ana", (1, "tax", True))
    code(said, "Ben", (1, "bridge", True))
    said.adjudication.settle(1, "Eve", [("tax", True)])
    code(said, "Ben", (1, "port", True))
    assert [d.labels["Ben"] for d in said.adjudication.disagreements()] == ["port"]
    code(said, "Ben", (1, "tax", True))
    assert said.adjudication.disagreements() == []


def test_settling_says_all_that_a_statement_is_about(said: Ledger) -> None:
    code(said, "Ana", (1, "tax", True))
    code(said, "Ben", (1, "bridge", True))
    said.adjudication.settle(1, "Eve", [("tax", True), ("bridge", True)])
    said.adjudication.settle(1, "Eve", [("bridge", False)])
    assert [(c.concept, c.agreement) for c in said.codings.of(1) if c.coder == "Eve"] == [("bridge", False)]
    said.adjudication.settle(1, "Eve", [])
    [closed] = said.adjudication.disagreements(open_only=False)
    assert closed.settled == "(none)"


def test_many_coders_at_once_lose_nothing(place: str, said: Ledger) -> None:
    problems: list[Exception] = []

    def work(name: str) -> None:
        try:
            with Ledger(place) as mine:
                for n in range(20):
                    shown = mine.proposals.of(1 + n % 5)
                    if shown is None:
                        mine.codings.add(Coding(1 + n % 5, name, "tax", bool(n % 2)))
                    else:
                        mine.proposals.accept(shown, name)
                    mine.adjudication.compare()
        except Exception as problem:
            problems.append(problem)

    workers = [threading.Thread(target=work, args=(f"coder {n}",)) for n in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert problems == []
    assert said.codings.count() == 100
    assert said.adjudication.compare().figures["concept"].alpha is None  # all said the same
