"""Speakers, relays, acts and narration, computed by hand on an invented text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.errors import FormatError
from sayso.evaluate import GoldArticle, evaluate

Gold = Callable[..., GoldArticle]
Read = Callable[..., dict[str, Any]]

TEXT = (
    "Mayor Mara Quill may sign if asked, she told the Echo. Quill said taxes fall. "
    "Critics said it is late. Will it help? The rain went on."
)
QUILL = {"id": "a1", "name": "Mara Quill", "kind": "person", "aliases": ["Quill"]}
CRITICS = {"id": "a2", "name": "critics", "kind": "vague"}
ECHO = {"id": "a3", "name": "Echo", "kind": "organisation", "aliases": ["the Echo"]}
ACTORS = [QUILL, CRITICS, ECHO]
SIGN: dict[str, Any] = {
    "source": ["Mayor Mara Quill"],
    "cue": ["she told the Echo"],
    "content": ["may sign if asked"],
    "speaker": ["a1"],
    "relay": ["a3"],
    "act": "commitment",
    "condition": ["if asked"],
    "hedge": ["may"],
}
TAXES: dict[str, Any] = {
    "source": ["Quill"],
    "cue": ["said"],
    "content": ["taxes fall"],
    "speaker": ["a1"],
    "act": "claim",
}
LATE: dict[str, Any] = {
    "source": ["Critics"],
    "content": ["it is late"],
    "speaker": ["a2"],
    "act": "appraisal",
    "denies": True,
}
STATEMENTS: list[dict[str, Any]] = [SIGN, TAXES, LATE]
VOICE = [("Will it help?", "question"), ("The rain went on.", "claim")]


def score(gold: Gold, reading: Read, statements: list[dict[str, Any]], **rest: Any) -> dict[str, float]:
    ours = gold(TEXT, STATEMENTS, actors=ACTORS, narration=VOICE)
    return evaluate([ours], [reading(TEXT, statements, **({"actors": ACTORS, "narration": VOICE} | rest))])


def change(index: int, **what: Any) -> list[dict[str, Any]]:
    return [s | what if i == index else s for i, s in enumerate(STATEMENTS)]


def test_a_perfect_reading_has_one_in_every_layer(gold: Gold, reading: Read) -> None:
    figures = score(gold, reading, STATEMENTS)

    assert (figures["statements_gold"], figures["statements_read"]) == (3, 3)
    layers = list(figures)[list(figures).index("found") :]
    assert {figures[name] for name in layers} == {1.0}
    assert {"speaker_b3", "act_macro_f1", "hedge", "narration_act"} <= set(layers)


def test_gold_of_spans_alone_has_no_layer_figures(gold: Gold, reading: Read) -> None:
    bare = [{"source": s["source"], "content": s["content"]} for s in STATEMENTS]

    figures = evaluate([gold(TEXT, bare)], [reading(TEXT, STATEMENTS, actors=ACTORS)])

    assert figures["attr"] == 1

    assert "speaker" not in figures


def test_gold_without_narration_has_no_narration_figures(gold: Gold, reading: Read) -> None:
    ours = gold(TEXT, STATEMENTS, actors=ACTORS)

    assert "narration" not in evaluate([ours], [reading(TEXT, STATEMENTS, actors=ACTORS, narration=VOICE)])


@pytest.mark.parametrize("name", ["Quill", "Mayor Quill", "Mara Quill", "President Mara Quill’s"])
def test_any_name_of_the_speaker_will_do_titles_aside(gold: Gold, reading: Read, name: str) -> None:
    renamed = [{"id": "a1", "name": name, "kind": "person"}, CRITICS, ECHO]

    figures = score(gold, reading, STATEMENTS, actors=renamed)

    assert figures["speaker"] == 1
    assert figures["speaker_name"] == (1 if "Mara" in name else pytest.approx(1 / 3))


def test_a_wrong_speaker(gold: Gold, reading: Read) -> None:
    figures = score(gold, reading, change(1, speaker=["a2"]))

    assert figures["speaker"] == pytest.approx(2 / 3)
    assert figures["speaker_e2e"] == pytest.approx(2 / 3)
    # In the reading's groups {sign}, {taxes, late}: precision (1 + 1/2 + 1/2) / 3, recall (1/2 + 1/2 + 1) / 3.
    assert figures["speaker_b3"] == pytest.approx(2 / 3)
    assert figures["kind"] == 1


def test_a_joint_speaker_half_right(gold: Gold, reading: Read) -> None:
    figures = score(gold, reading, change(1, speaker=["a1", "a2"]))

    assert figures["speaker"] == pytest.approx(2 / 3)
    assert figures["speaker_part"] == 1


def test_a_statement_missed_counts_end_to_end(gold: Gold, reading: Read) -> None:
    figures = score(gold, reading, STATEMENTS[:2])

    assert figures["found"] == pytest.approx(2 / 3)
    assert figures["speaker"] == 1
    assert figures["speaker_e2e"] == pytest.approx(2 * (2 / 3) / (1 + 2 / 3))


def test_acts_and_denials(gold: Gold, reading: Read) -> None:
    figures = score(gold, reading, change(2, act="claim", denies=False))

    assert figures["act"] == pytest.approx(2 / 3)
    # commitment 1, claim 2/3 (one of two), appraisal 0.
    assert figures["act_macro_f1"] == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert figures["denies_acc"] == pytest.approx(2 / 3)
    assert figures["denies"] == 0


def test_relays_conditions_and_hedges(gold: Gold, reading: Read) -> None:
    figures = score(gold, reading, change(0, relay=["a2", "a3"], condition=["asked"], hedge=[]))

    assert figures["relay"] == pytest.approx(2 / 3)
    assert figures["condition"] == pytest.approx(2 / 3)
    assert figures["hedge"] == 0


def test_narration_covered_by_a_statement_is_lost(gold: Gold, reading: Read) -> None:
    figures = score(gold, reading, STATEMENTS, narration=[("Will it", "claim"), ("help?", "claim")])

    assert figures["narration"] == 0.5
    assert figures["narration_act"] == 0


def test_an_actor_that_is_not_listed_is_an_error(gold: Gold, reading: Read) -> None:
    with pytest.raises(FormatError, match="a9"):
        score(gold, reading, change(0, speaker=["a9"]))
