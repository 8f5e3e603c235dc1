"""Actors across articles: known again, put right by hand, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import FormatError, InputError
from sayso.ledger import Ledger, LedgerError
from sayso.ledger.names import fold, is_own

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.record import Reading


def _names(ledger: Ledger) -> list[tuple[str, int]]:
    return [(actor.name, actor.articles) for actor in ledger.actors.find()]


def _speakers(ledger: Ledger) -> list[str]:
    return [k.speakers[0] for k in ledger.statements()]


def test_the_same_full_name_is_one_actor(ledger: Ledger, make: Callable[..., Reading]) -> None:
    names = ["Recep Erdoğan", "Recep Erdogan", "RECEP ERDOGAN", "President Recep Erdoğan", "Recep T. Erdoğan"]
    ledger.add_many([make((name, f"number {n} would go")) for n, name in enumerate(names)])

    assert _names(ledger) == [("Recep Erdoğan", 5)]


def test_middle_initials_tell_namesakes_apart(ledger: Ledger, make: Callable[..., Reading]) -> None:
    names = ["Ilse A. Torvald", "Ilse B. Torvald", "Ilse Torvald"]
    ledger.add_many([make((name, f"number {n} would go")) for n, name in enumerate(names)])

    assert _names(ledger) == [("Ilse A. Torvald", 1), ("Ilse B. Torvald", 1)]
    (left,) = ledger.actors.open()
    assert (left.name, left.candidates) == ("Ilse Torvald", (1, 2))


def test_a_surname_alone_stays_open_with_candidates_until_a_person_says_whose_it_is(
    ledger: Ledger, make: Callable[..., Reading]
) -> None:
    ledger.add(make(("Ilse Torvald", "the tax would go")))
    alone = make(("Torvald", "the quay was hers"))
    ledger.add(alone)
    assert _names(ledger) == [("Ilse Torvald", 1)]
    (left,) = ledger.actors.open()
    assert (left.name, left.articles, left.candidates) == ("Torvald", (alone.article.id,), (1,))

    done = ledger.actors.alias(1, "Torvald", coder="Ana")
    ledger.add(make(("Torvald", "a third thing was so")))
    assert (_names(ledger), ledger.actors.open()) == ([("Ilse Torvald", 3)], [])

    ledger.actors.undo(done)
    assert _speakers(ledger)[1] == "Torvald"
    assert alone.article.id in ledger.actors.open()[0].articles


def test_kinds_and_unnamed_sources_are_kept_apart(ledger: Ledger, make: Callable[..., Reading]) -> None:
    ledger.add(make(("Harbour House", "one thing was so"), kind="organisation"))
    ledger.add(make(("The Harbour House", "another was so"), kind="organisation"))
    ledger.add(make(("Harbour House", "a third was so"), kind="person"))
    ledger.add(make(("Some critics", "nothing was so"), kind="vague"))

    assert _names(ledger) == [("Harbour House", 2), ("Harbour House", 1)]
    assert ledger.actors.open() == []


def test_merge_and_undo(ledger: Ledger, make: Callable[..., Reading]) -> None:
    ledger.add_many([make(("Ilse Torvald", "a was so")), make(("Elsie Torvald", "b was so"))])
    done = ledger.actors.merge(1, 2, coder="Ana")
    ledger.add(make(("Elsie Torvald", "c was so")))

    assert _names(ledger) == [("Ilse Torvald", 3)]
    assert "Elsie Torvald" in ledger.actors.get(1).aliases
    with pytest.raises(LedgerError, match="was merged into actor 1"):
        ledger.actors.rename(2, "X Y")

    ledger.actors.undo(done)
    assert _names(ledger) == [("Elsie Torvald", 2), ("Ilse Torvald", 1)]
    assert _speakers(ledger) == ["Ilse Torvald", "Elsie Torvald", "Elsie Torvald"]
    (action,) = ledger.actors.history()
    assert (action.action, action.coder, action.undone is None) == ("merge", "Ana", False)
    with pytest.raises(LedgerError, match="undone already"):
        ledger.actors.undo(done)


def test_split_leaves_namesakes_open_and_undo_joins_them(ledger: Ledger, make: Callable[..., Reading]) -> None:
    articles = [make(("Ilse Torvald", f"{letter} was so")) for letter in "abc"]
    ledger.add_many(articles)
    other, done = ledger.actors.split(1, [articles[1].article.id])
    ledger.add(make(("Ilse Torvald", "d was so")))

    assert sorted(_names(ledger)) == [("Ilse Torvald", 1), ("Ilse Torvald", 2)]
    assert ledger.actors.open()[0].candidates == (1, other)

    ledger.actors.undo(done)
    assert _names(ledger) == [("Ilse Torvald", 3)]
    ledger.add(make(("Ilse Torvald", "e was so")))
    assert _names(ledger) == [("Ilse Torvald", 4)]


def test_an_affiliation_tells_namesakes_apart(ledger: Ledger, make: Callable[..., Reading]) -> None:
    a = make(("Ilse Torvald", "a was so"), affiliation="Dockers’ Union")
    b = make(("Ilse Torvald", "b was so"))
    ledger.add_many([a, b])
    other, _ = ledger.actors.split(1, [b.article.id])
    ledger.actors.affiliate(other, "Velmora Council")
    ledger.add(make(("Ilse Torvald", "c was so"), affiliation="the Velmora Council"))

    assert ledger.actors.get(other).articles == 2


def test_rename_affiliation_and_link_with_undo(ledger: Ledger, make: Callable[..., Reading]) -> None:
    alone = make(("Torvald", "a was so"))
    ledger.add_many([make(("Ilse Torvald", "b was so")), alone])
    actions = [
        ledger.actors.rename(1, "Ilse Torvald-Berg"),
        ledger.actors.affiliate(1, "Velmora Council"),
        ledger.actors.link(1, alone.article.id, "Torvald"),
    ]
    found = ledger.actors.get(1)
    assert (found.name, found.affiliation, found.articles) == ("Ilse Torvald-Berg", "Velmora Council", 2)
    with pytest.raises(LedgerError, match=rf"action {actions[1]} \(affiliation\) came later"):
        ledger.actors.undo(actions[0])

    for action in reversed(actions):
        ledger.actors.undo(action)
    found = ledger.actors.get(1)
    assert (found.name, found.affiliation, found.articles, found.aliases) == ("Ilse Torvald", None, 1, ("Torvald",))


def test_an_authority_file_is_matched(ledger: Ledger, make: Callable[..., Reading], tmp_path: Path) -> None:
    ledger.add_many([make(("Ilse Torvald", "a was so")), make(("Okoye", "b was so"))])
    file = tmp_path / "who.csv"
    file.write_text(
        "name,aliases,kind,affiliation,external id\n"
        "Ilse M. Torvald,Torvald;The Mayor,,Velmora Council,Q1\n"
        "Bram Okoye,Okoye,person,,Q2\n",
        encoding="utf-8-sig",
    )
    matched = ledger.load_authority(file)
    ledger.add(make(("Torvald", "c was so")))

    assert (matched.known, matched.new, matched.open) == (1, 1, ())
    assert [(a.name, a.external, a.articles) for a in ledger.actors.find()] == [
        ("Ilse Torvald", "Q1", 2),
        ("Bram Okoye", "Q2", 1),
    ]
    assert ledger.load_authority(file).known == 2


def test_an_authority_entry_that_several_fit_decides_nothing(
    ledger: Ledger, make: Callable[..., Reading], tmp_path: Path
) -> None:
    ledger.add_many([make(("Ilse A. Torvald", "a was so")), make(("Ilse B. Torvald", "b was so"))])
    file = tmp_path / "who.csv"
    file.write_text("name,qid\nIlse Torvald,Q1\n", encoding="utf-8")

    assert ledger.load_authority(file).open == (("Ilse Torvald", (1, 2)),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("who\nx\n", "no column name"),
        ("name,kind\nIlse Torvald,mayor\n", "line 2: kind 'mayor' is none of person"),
        ("name,kind\n,person\n", "line 2: there is no name"),
        ("", "no column name"),
    ],
)
def test_a_wrong_authority_file_is_told(place: str, tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "who.csv"
    file.write_text(content, encoding="utf-8")
    with Ledger(place) as ledger:
        with pytest.raises(FormatError, match=words):
            ledger.load_authority(file)
        with pytest.raises(InputError, match="cannot be read"):
            ledger.load_authority(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("name", "own"),
    [("Ilse Torvald", True), ("Torvald", False), ("al-Assad", False), ("Bashar al-Assad", True), ("J. Smith", False),
     ("J. K. Rowling", True), ("J.K. Rowling", True), ("President Torvald", False), ("(author)", False)],
)  # fmt: skip
def test_which_names_say_who_it_is(name: str, own: bool) -> None:
    assert is_own(name, "person") is own


@given(st.text(), st.sampled_from(["person", "organisation"]))
def test_names_are_compared_whatever_the_spacing(name: str, kind: str) -> None:
    assert fold(f"  {name}\n", kind) == fold(" ".join(name.split()), kind)
