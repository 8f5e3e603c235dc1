"""Relays that the model tells of, beside those that the rules find."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.article import Article, Span
from sayso.reading.reader import Reader, read
from sayso.reading.relay_marks import NamedThere, RelayMarks
from sayso.reading.understand import understand
from sayso.record import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable

DINNER = (
    "Ruiz mocks her voters\n\n“They would vote for a goat,” Ana Ruiz said at a dinner that Lantern Watch filmed.\n\n"
    "“We will win without them,” she added.\n\nJo Bell said on Sunday that he was hurt."
)
INTERVIEW = (
    "“The levy is late,” Ana Ruiz told the Lund Echo.\n\n“The harbour is full,” she said.\n\nJo Bell praised the levy."
)


def _understood(text: str, marks: RelayMarks | None, *said: tuple[str, str, str]) -> list[list[str]]:
    """The names of the relays of attributions (source, cue, content), each given by where its words first stand."""

    def place(part: str) -> tuple[Span, ...]:
        return (Span.of(text, text.index(part), text.index(part) + len(part)),)

    attributions = [Attribution(place(source), place(cue), place(content), 0.9) for source, cue, content in said]
    reading = understand(Article(text), attributions, marks)
    return [[reading.actor(relay).name for relay in s.relay] for s in reading.statements]


def _marks(text: str, names: dict[str, float], cues: dict[str, float]) -> RelayMarks:
    """Marks with the log-odds of names and of cues; of all other words nothing is told."""
    words = [(m.group(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", text)]
    named = [NamedThere(text.index(n), text.index(n) + len(n), odds) for n, odds in names.items()]
    return RelayMarks(named, [end for _, end in words], [cues.get(word, 0.0) for word, _ in words])


SAID = [
    ("Ana Ruiz", "said", "“They would vote for a goat,”"),
    ("she", "added", "“We will win without them,”"),
    ("Jo Bell", "said on", "that he was hurt"),
]


def test_a_relay_that_only_the_model_sees_is_given_and_its_report_runs_on() -> None:
    marks = _marks(DINNER, {"Lantern Watch": 2.0}, {"said": 2.0, "added": 1.0})
    assert _understood(DINNER, None, *SAID) == [[], [], []]
    assert _understood(DINNER, marks, *SAID) == [["Lantern Watch"], ["Lantern Watch"], []]


def test_its_report_ends_where_the_model_says_so() -> None:
    marks = _marks(DINNER, {"Lantern Watch": 2.0}, {"said": 2.0, "added": -2.0})
    assert _understood(DINNER, marks, *SAID)[:2] == [["Lantern Watch"], []]


@pytest.mark.parametrize(
    ("names", "cues"),
    [
        ({"Lantern Watch": 2.0}, {"said": -1.0}),
        ({"Lantern Watch": -1.0}, {"said": 2.0}),
        ({"Ana Ruiz": 3.0}, {"said": 2.0}),
    ],
    ids=["no relay", "no name", "the speaker"],
)
def test_a_mark_alone_names_no_relay(names: dict[str, float], cues: dict[str, float]) -> None:
    assert _understood(DINNER, _marks(DINNER, names, cues), SAID[0]) == [[]]


@pytest.mark.parametrize(
    ("told", "said", "after"),
    [(2.0, 0.0, ["Lund Echo"]), (2.0, -2.0, ["Lund Echo"]), (2.0, -5.0, []), (-1.0, -5.0, ["Lund Echo"])],
    ids=["unsure", "doubtful", "ended", "never seen"],
)
def test_the_model_can_end_a_report_of_the_rules_that_it_saw_begin(told: float, said: float, after: list[str]) -> None:
    both = [("Ana Ruiz", "told", "“The levy is late,”"), ("she", "said", "“The harbour is full,”")]
    marks = _marks(INTERVIEW, {}, {"told": told, "said": said})
    assert _understood(INTERVIEW, marks, *both) == [["Lund Echo"], after]


def test_marks_beyond_the_text_do_no_harm() -> None:
    marks = RelayMarks([NamedThere(10_000, 10_010, 5.0)], [5], [5.0])
    assert _understood(INTERVIEW, marks, ("Jo Bell", "praised", "the levy")) == [[]]


class _Words(NamedTuple):
    start: np.ndarray
    end: np.ndarray
    paragraph: np.ndarray


@st.composite
def _told(draw: st.DrawFn) -> tuple[_Words, np.ndarray]:
    lengths = draw(st.lists(st.integers(1, 9), min_size=1, max_size=40))
    ends = np.cumsum([length + 1 for length in lengths])
    breaks = draw(st.lists(st.booleans(), min_size=len(lengths), max_size=len(lengths)))
    odds = draw(st.lists(st.floats(-9, 9, width=32), min_size=2 * len(lengths), max_size=2 * len(lengths)))
    words = _Words(ends - lengths, ends, np.cumsum(breaks))
    return words, np.array(odds, np.float32).reshape(-1, 2)


@given(_told())
def test_every_word_that_may_be_in_a_name_is_in_one_and_none_crosses_a_paragraph(
    told: tuple[_Words, np.ndarray],
) -> None:
    words, odds = told
    marks = RelayMarks.of([told])  # type: ignore[list-item]
    for one, following in pairwise(marks.names):
        assert one.begin < one.end <= following.begin
    likely = odds[:, 0] > 0
    for begin, end, sure in zip(words.start[likely], words.end[likely], odds[likely, 0], strict=True):
        assert any(n.begin <= begin and end <= n.end and n.odds >= sure for n in marks.names)
    for name in marks.names:
        inside = (words.start >= name.begin) & (words.end <= name.end)
        assert len(set(words.paragraph[inside])) == 1


@given(_told(), st.integers(0, 500))
def test_what_is_told_of_a_cue_is_told_at_each_of_its_characters(told: tuple[_Words, np.ndarray], at: int) -> None:
    words, odds = told
    marks = RelayMarks.of([told])  # type: ignore[list-item]
    inside = np.flatnonzero((words.start <= at) & (at < words.end))
    if len(inside):
        assert marks.relayed(at) == odds[inside[0], 1]
    elif at >= words.end[-1]:
        assert marks.relayed(at) == 0.0


@given(_told(), _told())
def test_the_marks_of_passages_follow_one_another(
    first: tuple[_Words, np.ndarray], second: tuple[_Words, np.ndarray]
) -> None:
    words, odds = second
    by = int(first[0].end[-1]) + 1
    second = _Words(words.start + by, words.end + by, words.paragraph), odds
    together = RelayMarks.of([first, second])  # type: ignore[list-item]
    apart = [RelayMarks.of([one]) for one in (first, second)]  # type: ignore[list-item]
    for part in ("names", "ends", "odds"):
        assert getattr(together, part) == [*getattr(apart[0], part), *getattr(apart[1], part)]


LETTERS = (
    "Mayor told aides to stall, letters show\n\n"
    "Mayor Olga Brandt told her staff to “let it rot in a drawer,” according to letters that the Committee for Open "
    "Streets put online.\n\n"
    "“Nobody will ask before June,” Brandt wrote to her chief of staff in March.\n\n"
    "Brandt said on Friday that the letters were private."
)


def _readings(text: str) -> list[list[str]]:
    reading = read(text)
    return [[reading.actor(relay).name for relay in s.relay] for s in reading.statements]


def test_the_reader_asks_the_model() -> None:
    assert _readings(LETTERS)[0] == ["Committee for Open Streets"]
    assert _readings(LETTERS)[-1] == []


def test_what_the_model_tells_of_relays_leaves_the_words_as_they_are() -> None:
    spans = [(a.source, a.cue, a.content) for a in Reader().attributions(LETTERS)]
    assert spans == [(s.source, s.cue, s.content) for s in read(LETTERS).statements]


def test_a_reading_does_not_depend_on_the_threads() -> None:
    assert Reader(threads=1).read(LETTERS) == Reader(threads=2).read(LETTERS)


@pytest.mark.parametrize("change", [str.lower, str.upper], ids=["small letters", "capitals"])
def test_text_without_capitals_or_with_nothing_else_is_read(change: Callable[[str], str]) -> None:
    reading = Reader().read(change(LETTERS), force=True)
    assert reading.statements
    for s in reading.statements:
        assert not {reading.actor(relay).name for relay in s.relay} & {piece.surface for piece in s.content}
