"""Statements that people add, correct and remove; what they said outlives every re-reading, and can be taken back."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.article import Span
from sayso.errors import InputError
from sayso.ledger import Coding, Edit, Ledger, LedgerError, NewStatement, Outcome, Who
from sayso.record import Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

SAID = (("Ilse Torvald", "the tax would go"), ("Bram Okoye", "it would stay"), ("", "The harbour was quiet, all said."))
QUIET = "The harbour was quiet"


def _place(reading: Reading, words: str) -> tuple[int, int]:
    start = reading.article.text.index(words)
    return start, start + len(words)


def _shown(ledger: Ledger, article: str) -> list[tuple[Any, ...]]:
    """What a person sees of the statements that stand."""
    return [
        (k.statement.content[0].surface, k.speakers, k.statement.act, k.statement.denies, k.state)
        for k in ledger.statements(article)
        if k.state != "lost"
    ]


def _with(reading: Reading, number: int, **changes: Any) -> Reading:
    statements = [replace(s, **changes) if n == number else s for n, s in enumerate(reading.statements)]
    return replace(reading, statements=tuple(statements))


def test_an_added_statement_is_there_and_stays(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    new = NewStatement(
        content=[_place(reading, QUIET)], speaker=["a1", Who("All of Velmora", "group")], act="appraisal"
    )
    number = ledger.add_statement(reading.article.id, new, coder="Ana")
    wanted = (QUIET, ("Ilse Torvald", "All of Velmora"), "appraisal", False, "added")

    assert _shown(ledger, reading.article.id)[-1] == wanted
    assert ledger.statement(number).statement.speaker == ("a1", "h1")
    whole = ledger.reading(reading.article.id)
    assert whole.statements[:2] == reading.statements
    assert {a.id: a.name for a in whole.actors}["h1"] == "All of Velmora"
    assert Reading.from_dict(whole.to_dict()) == whole

    for again in (reading, replace(reading, statements=(), actors=()), reading):
        ledger.add(again)
        assert _shown(ledger, reading.article.id)[-1] == wanted
        assert ledger.statement(number).state == "added"


def test_the_machine_may_find_what_a_person_added(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(replace(reading, statements=reading.statements[:1]))
    place = reading.statements[1].content[0]
    number = ledger.edits.add(
        reading.article.id, NewStatement(content=[place], speaker=["a1"], denies=True), coder="Ana"
    )
    (action,) = ledger.edits.history(number)
    ledger.add(reading)

    assert [k.number for k in ledger.statements()].count(number) == 1
    assert _shown(ledger, reading.article.id)[1] == (place.surface, ("Ilse Torvald",), "claim", True, "added")
    ledger.edits.undo(action.number, coder="Ben")
    assert ledger.reading(reading.article.id) == replace(
        reading, statements=(reading.statements[0], replace(reading.statements[1]))
    )


def test_a_correction_outlives_rereadings_and_undo_gives_what_the_machine_says_now(
    ledger: Ledger, make: Callable[..., Reading]
) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    first = next(ledger.statements()).number
    one = ledger.edits.correct(first, {"act": "forecast", "speaker": [Who("Bram Okoye")]}, coder="Ana")
    two = ledger.edits.correct(first, {"act": "proposal"}, coder="Ben")
    ledger.codings.add(Coding(first, "Ana", "harbour tax"))
    assert _shown(ledger, reading.article.id)[0][1:] == (("Bram Okoye",), "proposal", False, "found")

    ledger.add(_with(reading, 0, act="question", denies=True))
    assert _shown(ledger, reading.article.id)[0][1:] == (("Bram Okoye",), "proposal", True, "found")
    with pytest.raises(LedgerError, match=rf"action {two} \(correct\) came later"):
        ledger.edits.undo(one, coder="Ana")
    ledger.edits.undo(two, coder="Ana")
    assert _shown(ledger, reading.article.id)[0][1:] == (("Bram Okoye",), "forecast", True, "found")
    ledger.edits.undo(one, coder="Ana")
    assert _shown(ledger, reading.article.id)[0][1:] == (("Ilse Torvald",), "question", True, "found")
    done = ledger.edits.history(first)
    assert [(e.coder, e.action, e.values["act"], e.undone_by) for e in done] == [
        ("Ana", "correct", "forecast", "Ana"),
        ("Ben", "correct", "proposal", "Ana"),
    ]
    assert done[0].values["speaker"] == ("Bram Okoye",)
    assert done[0].before["speaker"] == ("Ilse Torvald",)


def test_other_words_are_kept_and_the_machines_are_known_again(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    first = next(ledger.statements()).number
    ledger.edits.correct(first, {"content": [_place(reading, QUIET)], "hedge": [_place(reading, "quiet")]}, coder="Ana")
    ledger.add(reading)

    shown = _shown(ledger, reading.article.id)
    assert [row[0] for row in shown] == [QUIET, "that it would stay"]
    kept = ledger.statement(first)
    assert kept.key == "{}:{}-{}".format(reading.article.id, *_place(reading, QUIET))
    assert ledger.number_of(kept.key) == ledger.number_of(str(first)) == first
    with ledger.connect() as connection:
        assert (
            connection.exec_driver_sql("SELECT hedge FROM statements_view WHERE hedge IS NOT NULL").scalar() == "quiet"
        )


def test_what_was_added_by_other_ways_stays_as_it_was(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    with ledger.write() as connection:  # as an import of somebody's codings does
        connection.exec_driver_sql("UPDATE statements SET state = 'added', act = 'forecast' WHERE number = 1")
    for again in (reading, replace(reading, statements=(), actors=()), reading):
        ledger.add(again)
        kept = ledger.statement(1)
        assert (kept.state, kept.statement.act, kept.speakers) == ("added", "forecast", ("Ilse Torvald",))


def test_what_was_corrected_stands_though_the_machine_drops_it(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    first = next(ledger.statements()).number
    action = ledger.edits.correct(first, {"denies": True}, coder="Ana")
    ledger.add(replace(reading, statements=(), actors=()))
    assert _shown(ledger, reading.article.id) == [("that the tax would go", ("Ilse Torvald",), "claim", True, "added")]

    ledger.edits.undo(action, coder="Ana")
    assert ledger.statement(first).state == "lost"
    ledger.add(reading)
    assert ledger.reading(reading.article.id) == reading


def test_what_was_removed_stays_away_until_that_is_undone(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(_with(reading, 1, within="s1"))
    first = next(ledger.statements()).number
    action = ledger.edits.remove(first, coder="Ana")
    for _ in range(2):
        assert [row[0] for row in _shown(ledger, reading.article.id)] == ["that it would stay"]
        assert [s.within for s in ledger.reading(reading.article.id).statements] == [None]
        with pytest.raises(LedgerError, match="was removed"):
            ledger.edits.correct(first, {"denies": True}, coder="Ben")
        ledger.add(_with(reading, 1, within="s1"))

    ledger.edits.undo(action, coder="Ben")
    assert len(_shown(ledger, reading.article.id)) == 2
    with pytest.raises(LedgerError, match="undone already"):
        ledger.edits.undo(action, coder="Ben")


def test_offsets_follow_when_only_the_spacing_changes(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    first = next(ledger.statements()).number
    ledger.edits.correct(first, {"content": [_place(reading, QUIET)]}, coder="Ana")
    action = ledger.edits.correct(first, {"content": [_place(reading, "harbour was")]}, coder="Ana")
    text = "\n\n" + reading.article.text.replace(" ", "  ")
    ledger.add(replace(reading, article=replace(reading.article, text=text), statements=(), actors=()))

    assert ledger.statement(first).statement.content[0].surface == "harbour  was"
    ledger.edits.undo(action, coder="Ana")
    assert ledger.statement(first).statement.content[0].surface == "The  harbour  was  quiet"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"act": "dance"}, "'dance' is none of question"),
        ({"denies": 1}, "1 is none of True"),
        ({"content": [(5, 5)]}, "no piece of a text"),
        ({"content": [(0, 10**9)]}, "no piece of a text"),
        ({"content": [(8, 12), (2, 4)]}, "not one after the other"),
        ({"content": ["ab"]}, "no pair of offsets"),
        ({"content": [Span(0, 4, "none")]}, "is 'Ilse', not 'none'"),
        ({"speaker": "a1"}, "no list"),
        ({"speaker": ["a9"]}, "no actor 'a9'"),
        ({"speaker": [Who(" ")]}, "no name"),
        ({"speaker": [Who("a\0b")]}, r"U\+0000"),
        ({"speaker": [Who("x", "mayor")]}, "kind 'mayor'"),  # type: ignore[arg-type]
        ({"speaker": [Who("x", actor=99)]}, "no actor 99"),
        ({"within": 99}, "no statement 99"),
        ({"within": 1}, "within itself"),
        ({"colour": "red"}, "no field 'colour'"),
        ({}, "nothing is given"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    place: str, make: Callable[..., Reading], changes: dict[str, Any], words: str
) -> None:
    with Ledger(place) as ledger:
        reading = make(*SAID)
        ledger.add(reading)
        with pytest.raises((LedgerError, InputError), match=words):
            ledger.edits.correct(1, changes, coder="Ana")
        assert ledger.reading(reading.article.id) == reading
        assert ledger.edits.history() == []


def test_what_is_not_there_is_told(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    for call, words in (
        (lambda: ledger.edits.add("x", NewStatement(content=[(0, 1)]), coder="Ana"), "no article 'x'"),
        (lambda: ledger.edits.add(reading.article.id, NewStatement(), coder="Ana"), "needs a content"),
        (lambda: ledger.edits.correct(99, {"denies": True}, coder="Ana"), "no statement 99"),
        (lambda: ledger.edits.remove(99, coder="Ana"), "no statement 99"),
        (lambda: ledger.edits.undo(99, coder="Ana"), "no action 99"),
        (lambda: ledger.statement(99), "no statement 99"),
        (lambda: ledger.number_of("x:1-2"), "no statement has the key x:1-2"),
        (lambda: ledger.number_of("x"), "no key of a statement"),
        (lambda: ledger.number_of("9" * 40), "no key of a statement"),
    ):
        with pytest.raises((LedgerError, InputError), match=words):
            call()


def test_outcomes_are_followed_never_overwritten_and_hold_the_statement(
    ledger: Ledger, make: Callable[..., Reading]
) -> None:
    reading = _with(make(*SAID), 0, act="forecast")
    ledger.add(reading)
    ledger.outcomes.add(Outcome(1, "Ana", "true", "2031-05"), Outcome(1, "Ben", "false", note="it came back"))
    ledger.outcomes.add(Outcome(1, "Ana", "partly"))
    assert [(o.coder, o.outcome, o.note) for o in ledger.outcomes.of(1)] == [
        ("Ben", "false", "it came back"),
        ("Ana", "partly", None),
    ]
    assert [o.known for o in ledger.outcomes.of(1, history=True)] == ["2031-05-01", None, None]
    ledger.outcomes.add(Outcome(1, "Ben", "open"))
    assert [o.coder for o in ledger.outcomes.holding()[1]] == ["Ana"]
    with pytest.raises(LedgerError, match="only ever added"), ledger.write() as connection:
        connection.exec_driver_sql("DELETE FROM outcomes")
    with pytest.raises(LedgerError, match="neither a forecast nor a commitment"):
        ledger.outcomes.add(Outcome(2, "Ana", "true"))
    with pytest.raises(InputError, match="'maybe' is none of true"):
        ledger.outcomes.add(Outcome(1, "Ana", "maybe"))

    ledger.add(replace(reading, statements=(), actors=()))
    assert ledger.statement(1).state == "lost"
    assert [o.coder for o in ledger.outcomes.of(1)] == ["Ana"]


def test_several_at_once_from_many_threads(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    problems: list[Exception] = []

    def work(name: str) -> None:
        try:
            for n in range(5):
                new = NewStatement(content=[_place(reading, QUIET)], speaker=[Who(f"{name} {n}")])
                number = ledger.edits.add(reading.article.id, new, coder=name)
                ledger.edits.correct(number, {"denies": True}, coder=name)
                ledger.edits.correct(1, {"act": "forecast"}, coder=name)
                ledger.outcomes.add(Outcome(1, name, "true"))
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(f"Coder{letter}",)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert len(list(ledger.statements())) == 2 + 4 * 5
    assert len({k.statement.id for k in ledger.statements()}) == 2 + 4 * 5
    assert len(ledger.edits.history()) == 4 * 5 * 3


_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "act": st.sampled_from(["forecast", "claim", "proposal"]),
        "denies": st.booleans(),
        "content": st.integers(0, 20).map(lambda n: [(n, n + 7)]),
        "hedge": st.sampled_from([[], [(2, 4)]]),
        "speaker": st.sampled_from([[], ["a1"], [Who("Ilse Torvald")], [Who("Otto Berg")]]),
    },
).filter(bool)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    some=st.lists(st.tuples(st.sampled_from(["correct", "remove", "reread", "drop"]), _CHANGES), max_size=6),
    act=st.sampled_from(["claim", "question"]),
)
def test_whatever_was_done_undone_it_is_the_machines_reading(
    ledger: Ledger, make: Callable[..., Reading], some: list[tuple[str, dict[str, Any]]], act: str
) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    first = ledger.number_of(f"{reading.article.id}:18-39")
    done: list[int] = []
    for verb, changes in some:
        if verb == "correct":
            done += _tried(lambda changes=changes: ledger.edits.correct(first, changes, coder="Ana"))  # type: ignore[misc]
        elif verb == "remove":
            done += _tried(lambda: ledger.edits.remove(first, coder="Ana"))
        else:
            ledger.add(_with(reading, 0, act=act) if verb == "reread" else replace(reading, statements=(), actors=()))
        history = ledger.edits.history(first)
        _check_what_holds(ledger, first, history)
    now = _with(reading, 0, act=act)
    ledger.add(now)
    for action in reversed(done):
        ledger.edits.undo(action, coder="Ana")
    assert ledger.reading(reading.article.id) == now
    ledger.add(reading)
    assert ledger.reading(reading.article.id) == reading


def _tried(call: Callable[[], int]) -> list[int]:
    """What cannot be done now (the statement or actor is not there any more) is told in words, and nothing is done."""
    try:
        return [call()]
    except LedgerError:
        return []


def _check_what_holds(ledger: Ledger, number: int, history: list[Edit]) -> None:
    """Of each field, what was said last."""
    wanted: dict[str, Any] = {}
    for edit in history:
        wanted |= edit.values if not edit.undone else {}
    if not wanted:
        return
    kept = ledger.statement(number)
    there: Statement = kept.statement
    values: dict[str, Any] = {"act": there.act, "denies": there.denies, "state": kept.state, "speaker": kept.speakers}
    values |= {role: [[s.start, s.end] for s in getattr(there, role)] for role in ("content", "hedge")}
    assert {key: values[key] for key in wanted} == wanted
