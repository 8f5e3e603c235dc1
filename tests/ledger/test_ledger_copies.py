"""Near-duplicates are linked, and counted once or as often as they are."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.near import likeness, signature

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger import Ledger
    from sayso.record import Reading


def _story(seed: int, words: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(["harbour", "tax", "quay", "mayor", "said", "ship", "port", "crew", "dock", "fee"])
                    + str(chance.randint(0, 30)) for _ in range(words))  # fmt: skip


def test_wire_copy_is_linked_and_counted_once_where_asked(ledger: Ledger, make: Callable[..., Reading]) -> None:
    story = _story(1)
    first = make(("Ilse Torvald", story), outlet="The Courier")
    copy = make(("", "By our own reporter."), ("Ilse Torvald", story), outlet="The Lantern")
    other = make(("Ilse Torvald", _story(2)), outlet="The Courier")
    ledger.add_many([first, other])
    ledger.add(copy)

    assert ledger.counts().copies == 1
    assert (ledger.counts().statements, ledger.counts(once=True).statements) == (3, 2)
    assert [a.id for a in ledger.articles(once=True)] == [first.article.id, other.article.id]
    assert len(list(ledger.statements(once=True))) == 2


def test_copies_in_one_batch_are_found(ledger: Ledger, make: Callable[..., Reading]) -> None:
    story = _story(3)
    ledger.add_many([make(("Ilse Torvald", story), ("", f"Page {n}.")) for n in range(40)])

    assert ledger.counts().copies == 39


def test_short_notices_are_no_copies(ledger: Ledger, make: Callable[..., Reading]) -> None:
    ledger.add_many([make(("Ilse Torvald", f"the tax would go by {n}")) for n in range(3)])

    assert ledger.counts().copies == 0


def test_a_rereading_does_not_make_an_article_its_own_copy(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(("Ilse Torvald", _story(4)))
    ledger.add(reading)
    ledger.add(replace(reading, statements=()))

    assert ledger.counts().copies == 0


@given(st.integers(0, 1000), st.integers(0, 60))
def test_the_signature_estimates_the_share_of_common_runs(seed: int, changed: int) -> None:
    words = _story(seed).split()
    other = words[: len(words) - changed] + _story(seed + 5000).split()[:changed]
    one, two = ({tuple(w[n : n + 5]) for n in range(len(w) - 4)} for w in (words, other))
    made = signature(" ".join(words)), signature(" ".join(other))
    assert made[0] is not None
    assert made[1] is not None

    # Four and a half standard deviations of an estimate from 128 permutations.
    assert abs(likeness(made[0], made[1]) - len(one & two) / len(one | two)) < 0.2
