"""Groups of statements that are about the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding import suggest

if TYPE_CHECKING:
    from sayso.coding.model import CodingModel

ZOO = ["The zoo should be closed.", "Close the zoo now.", "The city zoo must not be closed.", "Nobody needs the zoo."]
TAX = ["The fuel tax should rise.", "Raise the tax on fuel.", "A higher fuel tax hurts drivers."]
ALONE = "The orchestra played on Sunday."


def test_statements_about_the_same_are_grouped(model: CodingModel) -> None:
    groups = suggest([ZOO[0], TAX[0], ALONE, *ZOO[1:], *TAX[1:]], model=model)
    assert [sorted(group.members) for group in groups] == [[0, 3, 4, 5], [1, 6, 7]]


def test_labels_say_what_a_group_is_about(model: CodingModel) -> None:
    zoo, tax = suggest([*ZOO, *TAX, ALONE], model=model)
    assert "zoo" in zoo.label.lower()
    assert "fuel" in tax.label.lower() or "tax" in tax.label.lower()


def test_typical_statements_are_of_the_group(model: CodingModel) -> None:
    texts = [*ZOO, *TAX]
    for group in suggest(texts, model=model):
        assert len(group.typical) == 3
        assert set(group.typical) <= {texts[i] for i in group.members}
        assert group.size == len(group.members)


def test_the_same_statement_counts_as_often_as_it_stands(model: CodingModel) -> None:
    (group,) = suggest([ALONE, ALONE, ALONE, *ZOO[:1]], model=model)
    assert group.members == (0, 1, 2)
    assert group.typical == (ALONE,)


def test_few_or_no_statements_have_no_group(model: CodingModel) -> None:
    assert suggest([], model=model) == []
    assert suggest(["", " "], model=model) == []
    assert suggest(ZOO[:2], model=model) == []


@settings(max_examples=20)
@given(st.lists(st.sampled_from([*ZOO, *TAX, ALONE, "", "?"]), max_size=12), st.integers(1, 4))
def test_every_statement_is_in_one_group_at_most(model: CodingModel, texts: list[str], smallest: int) -> None:
    groups = suggest(texts, smallest=smallest, model=model)
    members = [i for group in groups for i in group.members]
    assert len(members) == len(set(members))
    assert all(group.size >= smallest for group in groups)
    assert [g.size for g in groups] == sorted((g.size for g in groups), reverse=True)
    assert len({group.label for group in groups}) == len(groups)
