from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.reader import MODELS
from sayso.reading.windows import even_windows, make_windows, sections
from sayso.reading.words import CASE, QUOTE, SPACE, Words, load_tokenizer, split_words

TOKENIZER = load_tokenizer(Path(MODELS) / "en" / "tokenizer.json")

texts = st.text(max_size=200) | st.text(st.sampled_from("aB1 .,“”\"'\n\r\té́😀你א\x00"), max_size=200)


def words_of(text: str) -> list[str]:
    words = split_words(text, TOKENIZER)
    return [text[a:b] for a, b in zip(words.start, words.end, strict=True)]


def test_offsets_count_code_points() -> None:
    text = "😀 Zoë e\u0301tait la\u0300."
    assert words_of(text) == ["😀", "Zoë", "e\u0301tait", "la\u0300", "."]


def test_surface_features_keep_what_an_uncased_encoder_forgets() -> None:
    text = "PARIS — Ann said “No.”\n\nMcKay, 40"
    words = split_words(text, TOKENIZER)
    assert [CASE[i] for i in words.case] == [
        "upper", "mark", "title", "lower", "mark", "title", "mark", "mark", "mixed", "mark", "number",
    ]  # fmt: skip
    assert [QUOTE[i] for i in words.quote][4:8] == ["opening", "double", "double", "closing"]
    assert SPACE[words.space[8]] == "paragraph"


@given(texts)
def test_words_lie_in_order_in_the_text(text: str) -> None:
    words = split_words(text, TOKENIZER)
    assert all(0 <= a < b <= len(text) for a, b in zip(words.start, words.end, strict=True))
    assert np.all(words.end[:-1] <= words.start[1:])
    assert len(words.offset) == len(words) + 1
    assert words.offset[-1] == len(words.pieces)
    assert np.all(np.diff(words.offset) > 0)


def test_lone_surrogates_are_read_like_any_unknown_character() -> None:
    assert words_of("a \ud800 b") == ["a", "\ud800", "b"]


def test_a_line_of_200_000_characters_keeps_its_offsets() -> None:
    text = "word, " * 33_334
    words = split_words(text, TOKENIZER)
    assert len(words) == 66_668
    assert set(words.paragraph.tolist()) == {0}
    assert text[words.start[-2] : words.end[-2]] == "word"


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=30),
    st.integers(20, 80),
    st.integers(0, 15),
)
def test_windows_cover_every_word_once_and_stay_in_size(lengths: list[int], size: int, context: int) -> None:
    text = "\n".join("word " * n for n in lengths)
    words: Words = split_words(text, TOKENIZER)
    windows = make_windows(words, size, context)
    assert [w.core for w in windows] == [0, *(w.end for w in windows[:-1])]
    assert windows[-1].end == len(words)
    assert all(w.start <= w.core < w.end for w in windows)
    assert all(words.offset[w.end] - words.offset[w.start] <= size for w in windows)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=30), st.integers(20, 80))
def test_even_windows_are_as_few_and_none_much_smaller_than_the_others(lengths: list[int], size: int) -> None:
    words: Words = split_words("\n".join("word " * n for n in lengths), TOKENIZER)
    greedy, even = make_windows(words, size, 0), even_windows(words, size)
    assert len(even) == len(greedy)
    assert [w.core for w in even] == [0, *(w.end for w in even[:-1])]
    assert even[-1].end == len(words)
    assert max(w.end - w.core for w in even) <= max(w.end - w.core for w in greedy)


def test_a_paragraph_that_fits_is_not_cut() -> None:
    words = split_words("One two three four five.\n" * 10, TOKENIZER)
    ends = {w.end for w in make_windows(words, 14, 0)}
    assert all(end % 6 == 0 for end in ends)


@pytest.mark.parametrize("limit", [7, 50, 1000])
def test_sections_of_a_long_text_hold_all_its_words(limit: int) -> None:
    words = split_words("one two three four five\n" * 40, TOKENIZER)
    parts = list(sections(words, limit))
    assert sum(len(p) for p in parts) == len(words)
    assert np.array_equal(np.concatenate([p.start for p in parts]), words.start)
    assert np.array_equal(np.concatenate([p.pieces for p in parts]), words.pieces)
