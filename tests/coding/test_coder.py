"""Proposals, and what decisions change in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding import Codebook, Coder, Concept, UnknownConcept

if TYPE_CHECKING:
    from sayso.coding.model import CodingModel


@pytest.fixture
def coder(book: Codebook, model: CodingModel) -> Coder:
    return Coder(book, model=model)


def test_a_statement_is_proposed_for_the_concept_that_it_is_about(coder: Coder) -> None:
    texts = ["Petrol must become dearer", "The bridge is too costly", "The animals should be set free"]
    assert [p.concept for p in coder.propose(texts)] == list(coder.codebook.labels)


def test_plain_support_and_rejection_are_told_apart(coder: Coder) -> None:
    concept = "Close the zoo"
    texts = ["The zoo should be closed.", "The zoo should not be closed."]
    assert [p.agreement for p in coder.propose(texts, [concept] * 2)] == [True, False]


def test_the_concept_that_was_given_stays(coder: Coder) -> None:
    given, free = coder.propose(["The bridge is too costly"] * 2, ["Close the zoo", None])
    assert given.concept == "Close the zoo"
    assert given.alternatives == ()
    assert free.concept == "Build the harbour bridge"
    assert {a.concept for a in free.alternatives} == {"Close the zoo", "Raise the fuel tax"}


def test_what_is_about_nothing_in_the_codebook_is_less_sure(coder: Coder) -> None:
    about, other = coder.propose(["Raise the tax on fuel", "The orchestra played Mozart on Sunday"])
    assert about.confidence > other.confidence
    assert other.unless_below(0.9).concept is None
    assert other.unless_below(0.9).agreement is None
    assert other.unless_below(0.0) == other


def test_a_decision_on_the_concept_is_learnt_at_once(model: CodingModel) -> None:
    coder = Coder(Codebook.of(["Plan A", "Plan B"]), model=model)
    text = "Lions pace up and down behind bars"
    before = coder.chances([text])[0]
    for label, place in (("Plan A", 0), ("Plan B", 1)):
        coder = Coder(coder.codebook, model=model)
        coder.learn("Tigers pace up and down in their cages", label, True)
        assert coder.propose([text])[0].concept == label
        assert coder.chances([text])[0][place] > before[place]


def test_the_same_words_are_coded_the_same(coder: Coder) -> None:
    text = "The zoo should be closed."
    coder.learn(text, "Build the harbour bridge", False)
    found = coder.propose([text])[0]
    assert (found.concept, found.agreement) == ("Build the harbour bridge", False)
    assert found.confidence > 0.9


def test_a_decision_on_the_agreement_is_learnt_at_once(coder: Coder) -> None:
    concept, text = "Build the harbour bridge", "The ferry is enough for everyone here."
    for agreement in (True, False):
        coder.learn("The ferry is enough for all of us.", concept, agreement)
        assert coder.propose([text], [concept])[0].agreement is agreement


def test_a_rejected_concept_is_not_proposed_again(coder: Coder) -> None:
    text = "The bridge is too costly"
    coder.reject(text, "Build the harbour bridge")
    found = coder.propose([text])[0]
    assert found.concept != "Build the harbour bridge"
    coder.learn(text, "Build the harbour bridge", False)
    assert coder.propose([text])[0].concept == "Build the harbour bridge"


def test_examples_of_the_codebook_are_learnt(model: CodingModel) -> None:
    text = "Lions pace up and down behind bars"
    plain = Coder(Codebook.of(["Zoo", "Bridge"]), model=model)
    taught = Coder(Codebook.of(["Zoo", Concept("Bridge", against=(text,))]), model=model)
    assert plain.propose([text])[0].concept == "Zoo"
    assert taught.propose([text])[0].concept == "Bridge"
    assert taught.propose([text])[0].agreement is False


def test_without_text_or_concepts_nothing_is_proposed(coder: Coder, model: CodingModel) -> None:
    assert coder.propose([]) == []
    assert [(p.concept, p.agreement, p.confidence) for p in coder.propose([" "])] == [(None, None, 0.0)]
    assert Coder(Codebook.of([]), model=model).propose(["The zoo"])[0].concept is None
    assert coder.propose([""], ["Close the zoo"])[0].agreement is None


def test_unknown_concepts_are_refused(coder: Coder) -> None:
    with pytest.raises(UnknownConcept):
        coder.propose(["The zoo"], ["Close the zo"])
    with pytest.raises(UnknownConcept):
        coder.learn("The zoo", "Close the zo", True)
    with pytest.raises(ValueError, match="1 texts, but 2 concepts"):
        coder.propose(["The zoo"], [None, None])


def test_an_answer_depends_on_nothing_but_its_text(coder: Coder) -> None:
    texts = ["Petrol must become dearer", "The bridge is too costly", "The animals should be set free"]
    assert [coder.propose([text])[0] for text in texts] == coder.propose(texts)


@settings(max_examples=15)
@given(st.text(max_size=40))
def test_any_text_is_answered(model: CodingModel, text: str) -> None:
    made = Coder(Codebook.of(["Close the zoo", "Build the bridge"]), model=model).propose([text])[0]
    assert 0 <= made.confidence <= 1
    assert (made.concept is None) == (not text.strip())


def test_a_very_long_text_is_answered(coder: Coder) -> None:
    long = "The zoo should be closed because nobody visits it. " * 400
    assert coder.propose([long, long + "\ud800"])[0].concept == "Close the zoo"
