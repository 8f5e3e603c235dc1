"""Span figures, computed by hand on invented texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.errors import FormatError
from sayso.evaluate import GoldArticle, evaluate, span_scores

Gold = Callable[..., GoldArticle]
Read = Callable[..., dict[str, Any]]

TEXT = "Mara Quill said “the old bridge is safe.” The council, which met late, denied it. Some fear floods."
QUILL = {"source": ["Mara Quill"], "cue": ["said"], "content": ["“the old bridge is safe.”"]}
COUNCIL = {"source": ["The council"], "cue": ["denied"], "content": ["it."]}


def test_a_perfect_reading_has_one_everywhere(gold: Gold, reading: Read) -> None:
    figures = evaluate([gold(TEXT, [QUILL, COUNCIL])], [reading(TEXT, [QUILL, COUNCIL])])

    assert figures.pop("articles") == 1
    assert figures.pop("broken_spans") == 0
    assert set(figures.values()) == {1.0}
    assert {"exact.cue", "direct.attr", "indirect.content_src", "alpha"} <= set(figures)


def test_outer_quotation_marks_and_punctuation_do_not_count_as_exact_differences(gold: Gold, reading: Read) -> None:
    bare = QUILL | {"content": ["the old bridge is safe"]}

    figures = evaluate([gold(TEXT, [QUILL])], [reading(TEXT, [bare])])

    assert figures["exact.content"] == 1
    assert figures["attr"] == 1
    # 8 tokens with the marks and the full stop, 5 without: precision 1, recall 5/8.
    assert figures["token.content"] == pytest.approx(2 * (5 / 8) / (1 + 5 / 8))


def test_one_attribution_of_two_is_found(gold: Gold, reading: Read) -> None:
    scores = span_scores([gold(TEXT, [QUILL, COUNCIL])], [reading(TEXT, [QUILL])])

    assert scores["attr"] == pytest.approx((1, 0.5, 2 / 3))
    assert scores["direct.attr"] == (1, 1, 1)
    assert scores["indirect.attr"] == (0, 0, 0)


def test_a_source_cut_short_is_the_same_source_but_not_exact(gold: Gold, reading: Read) -> None:
    scores = span_scores([gold(TEXT, [QUILL])], [reading(TEXT, [QUILL | {"source": ["Mara"]}])])

    assert scores["exact.source"].f1 == 0
    assert scores["overlap.source"] == pytest.approx((1, 0.5, 2 / 3))
    assert scores["attr"].f1 == 1


def test_a_shared_determiner_makes_no_shared_source(gold: Gold, reading: Read) -> None:
    figures = evaluate([gold(TEXT, [COUNCIL])], [reading(TEXT, [COUNCIL | {"source": ["The"]}])])

    assert figures["attr"] == 0
    assert figures["attr_nosrc"] == 1
    assert figures["content_src"] == 0


@pytest.mark.parametrize(("source", "attr"), [([], 1), (["Some"], 0)])
def test_no_source_is_matched_only_by_no_source(gold: Gold, reading: Read, source: list[str], attr: int) -> None:
    agentless = {"cue": ["fear"], "content": ["floods"]}

    figures = evaluate([gold(TEXT, [agentless])], [reading(TEXT, [agentless | {"source": source}])])

    assert figures["attr"] == attr


@pytest.mark.parametrize(("words", "attr"), [("the old bridge", 1), ("the old", 0)])
def test_content_has_to_share_half_of_its_tokens(gold: Gold, reading: Read, words: str, attr: int) -> None:
    figures = evaluate([gold(TEXT, [QUILL])], [reading(TEXT, [QUILL | {"content": [words]}])])

    assert figures["attr"] == attr


def test_content_tokens_given_to_somebody_else_are_wrong(gold: Gold, reading: Read) -> None:
    swapped = [QUILL | {"source": ["The council"]}, COUNCIL]

    scores = span_scores([gold(TEXT, [QUILL, COUNCIL])], [reading(TEXT, swapped)])

    # Of ten content tokens, the two of the council's are right.
    assert scores["content_src"].precision == pytest.approx(2 / 10)
    assert scores["attr"] == (0.5, 0.5, 0.5)


def test_two_readings_of_one_attribution_count_once(gold: Gold, reading: Read) -> None:
    scores = span_scores([gold(TEXT, [QUILL])], [reading(TEXT, [QUILL, QUILL])])

    assert scores["attr"] == pytest.approx((0.5, 1, 2 / 3))
    assert scores["exact.source"] == (1, 1, 1)


def test_matching_makes_room_where_the_likest_is_taken(gold: Gold, reading: Read) -> None:
    text = "Ann says a b c d e f."
    ours = [{"source": ["Ann"], "content": [c]} for c in ("b c d", "b c d e")]
    theirs = [{"source": ["Ann"], "content": [c]} for c in ("a b c d", "b c d e f")]

    figures = evaluate([gold(text, ours)], [reading(text, theirs)])

    assert figures["attr"] == 1


def test_pieces_parted_by_marks_only_are_one(gold: Gold, reading: Read) -> None:
    text = "“Go,” “now, please,” Ann said."
    whole = {"source": ["Ann"], "content": ["Go,” “now, please"]}
    parts = {"source": ["Ann"], "content": ["“Go,”", "“now", "please,”"]}

    assert evaluate([gold(text, [whole])], [reading(text, [parts])])["exact.content"] == 1


def test_split_spans_are_right_as_a_whole_or_piece_by_piece(gold: Gold, reading: Read) -> None:
    text = "“We stay,” Ann said, “and we fight.”"
    both = {"source": ["Ann"], "cue": ["said"], "content": ["“We stay,”", "“and we fight.”"]}

    scores = span_scores([gold(text, [both])], [reading(text, [both | {"content": ["“We stay,”"]}])])

    assert scores["exact.content"].f1 == 0
    assert scores["exact_frag.content"] == pytest.approx((1, 0.5, 2 / 3))


@pytest.mark.parametrize(
    ("text", "content", "subset"),
    [
        ("Ann said “we go” now", "“we go”", "direct"),
        ("Ann said “we go” now", "we go", "direct"),
        ('Ann said "we go" now', "we go", "direct"),
        ("Ann said ‘we go’ now", "‘we go’", "direct"),
        ("Ann said «we go» now", "«we go»", "direct"),
        ("Ann said that “we go” now", "that “we go” now", "indirect"),
        ("“No.” We go, Ann said", "We go", "indirect"),
        ("Ann said it’s on now", "it’s on", "indirect"),
    ],
)
def test_direct_content_begins_as_a_quotation(gold: Gold, reading: Read, text: str, content: str, subset: str) -> None:
    one = {"source": ["Ann"], "cue": ["said"], "content": [content]}

    figures = evaluate([gold(text, [one])], [reading(text, [one])])

    assert [s for s in ("direct", "indirect") if figures[f"{s}.attr"]] == [subset]


def test_attributions_without_content_are_left_out(gold: Gold, reading: Read) -> None:
    empty = {"source": ["Some"], "cue": ["fear"], "content": []}

    assert evaluate([gold(TEXT, [QUILL, empty])], [reading(TEXT, [QUILL])])["attr"] == 1


def test_broken_spans_are_counted_and_do_not_stop_the_scoring(gold: Gold, reading: Read) -> None:
    broken = reading(TEXT, [QUILL])
    broken["statements"][0]["cue"] = [[11, 15, "says"]]
    broken["statements"][0]["source"] += [[9_000, 9_009, "elsewhere"]]

    figures = evaluate([gold(TEXT, [QUILL])], [broken])

    assert figures["broken_spans"] == 2
    assert figures["attr"] == 1


def test_readings_are_found_by_their_text(gold: Gold, reading: Read) -> None:
    other = "Some fear floods."
    fear = {"source": ["Some"], "cue": ["fear"], "content": ["floods"]}

    figures = evaluate([gold(TEXT, [QUILL]), gold(other, [fear])], [reading(other, [fear]), reading(TEXT, [QUILL])])

    assert figures["articles"] == 2
    assert figures["attr"] == 1


def test_an_article_without_a_reading_is_named(gold: Gold, reading: Read) -> None:
    with pytest.raises(FormatError, match="echo_1"):
        evaluate([gold(TEXT, [QUILL])], [reading(TEXT + "\n", [QUILL])])


def test_no_gold_is_an_error() -> None:
    with pytest.raises(FormatError, match="no gold"):
        evaluate([], [])


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"article": {"text": 3}, "statements": []},
        {"article": {"text": "x"}},
        {"article": {"text": "x"}, "statements": [{"content": [["0", 1, "x"]]}]},
        {"article": {"text": "x"}, "statements": [{"content": [[0, 1]]}]},
        {"article": "x", "statements": []},
        {"article": {"text": "x"}, "statements": [3]},
    ],
)
def test_what_is_no_reading_is_refused(gold: Gold, data: dict[str, Any]) -> None:
    with pytest.raises(FormatError, match="not a reading"):
        evaluate([gold(TEXT, [QUILL])], [data])
