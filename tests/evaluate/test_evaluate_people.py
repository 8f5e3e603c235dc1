"""People among themselves and a reading beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.errors import FormatError
from sayso.evaluate import GoldArticle, people_bench
from sayso.record import Attribution

Attributions = Callable[..., tuple[Attribution, ...]]
Read = Callable[..., dict[str, Any]]

TEXT = "Mara Quill warned of floods. The council denied it."
BOTH = [
    {"source": ["Mara Quill"], "cue": ["warned"], "content": ["of floods"]},
    {"source": ["The council"], "cue": ["denied"], "content": ["it"]},
]


def annotated(attributions: Attributions, **by: list[dict[str, list[str]]]) -> GoldArticle:
    annotators = {name: attributions(TEXT, theirs) for name, theirs in by.items()}
    return GoldArticle("echo_1", TEXT, next(iter(annotators.values())), annotators=annotators)


def test_two_of_three_agree(attributions: Attributions, reading: Read) -> None:
    article = annotated(attributions, ada=BOTH, bo=BOTH, cy=BOTH[:1])

    figures = people_bench([article], [reading(TEXT, BOTH)])

    assert figures["articles"] == 1
    # Pairs ada-bo 1, ada-cy and bo-cy 2/3; the reading against ada and bo 1, against cy 2/3.
    assert figures["people.attr"] == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)
    assert figures["reading.attr"] == pytest.approx((1 + 1 + 2 / 3) / 3)
    assert figures["people.alpha"] < figures["reading.alpha"] < 1


def test_people_who_agree_are_at_one(attributions: Attributions, reading: Read) -> None:
    figures = people_bench([annotated(attributions, ada=BOTH, bo=BOTH)], [reading(TEXT, [])])

    assert {figures[k] for k in figures if k.startswith("people.")} == {1.0}
    assert figures["reading.exact.cue"] == 0


def test_articles_of_one_annotator_or_without_a_reading_are_left_aside(
    attributions: Attributions, reading: Read
) -> None:
    alone = GoldArticle("echo_2", "Hush.", (), annotators={"ada": ()})
    unread = GoldArticle("echo_3", "Hush!", (), annotators={"ada": (), "bo": ()})

    figures = people_bench([annotated(attributions, ada=BOTH, bo=BOTH), alone, unread], [reading(TEXT, BOTH)])

    assert figures["articles"] == 1


def test_without_any_such_article_there_is_an_error(attributions: Attributions, reading: Read) -> None:
    with pytest.raises(FormatError, match="several people"):
        people_bench([annotated(attributions, ada=BOTH)], [reading(TEXT, BOTH)])
