"""A new reading replaces the machine's answers, and people's codings stay attached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from sayso.article import Span
from sayso.ledger import Coding, Ledger, LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

SAID = (("Ilse Torvald", "the tax would go"), ("Bram Okoye", "it would stay"), ("", "The harbour was quiet."))


def _shifted(reading: Reading, number: int, by: int) -> Reading:
    """The reading with one statement's content beginning a little later."""
    statement, text = reading.statements[number], reading.article.text
    content = tuple(Span.of(text, s.start + by, s.end) for s in statement.content)
    changed = replace(statement, content=content, act="forecast", denies=True)
    return replace(reading, statements=tuple(changed if s is statement else s for s in reading.statements))


def test_codings_stay_attached_by_overlap(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(*SAID)
    ledger.add(reading, ledger.run(version="1"))
    first, second = (k.number for k in ledger.statements())
    ledger.codings.add(Coding(first, "Ana", "harbour tax", agreement=False, comment="clear", variables={"x": [1, "é"]}))

    new = _shifted(reading, 0, 5)
    ledger.add(replace(new, statements=tuple(reversed(new.statements))), ledger.run(version="2"))

    kept = {k.number: k for k in ledger.statements()}
    assert set(kept) == {first, second}
    assert kept[first].statement.act == "forecast"
    (coding,) = ledger.codings.of(first)
    assert (coding.concept, coding.agreement, coding.variables) == ("harbour tax", False, {"x": [1, "é"]})


def test_a_coded_statement_that_is_not_found_again_is_kept_as_lost_and_may_be_found_later(
    ledger: Ledger, make: Callable[..., Reading]
) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    coded, plain = (k.number for k in ledger.statements())
    ledger.codings.add(Coding(coded, "Ana", "harbour tax"))

    empty = replace(reading, statements=(), actors=())
    ledger.add(empty)
    (lost,) = ledger.statements()
    assert ledger.reading(reading.article.id) == empty
    assert (lost.number, lost.state, lost.speakers) == (coded, "lost", ("Ilse Torvald",))
    assert [c.concept for c in ledger.codings.of(coded)] == ["harbour tax"]
    assert (ledger.counts().statements, ledger.counts().lost) == (0, 1)

    ledger.add(reading)
    assert ledger.reading(reading.article.id) == reading
    assert {k.number: k.state for k in ledger.statements()} == {coded: "found", plain + 1: "found"}


def test_offsets_of_what_is_kept_follow_when_only_the_spacing_changes(
    ledger: Ledger, make: Callable[..., Reading]
) -> None:
    reading = make(*SAID)
    ledger.add(reading)
    coded = next(ledger.statements()).number
    ledger.codings.add(Coding(coded, "Ana", "harbour tax"))

    spaced = replace(reading.article, text="\n\n" + reading.article.text.replace(" ", "  "))
    assert spaced.id == reading.article.id
    ledger.add(replace(reading, article=spaced, statements=(), actors=()))

    (lost,) = ledger.statements()
    assert " ".join(lost.statement.content[0].surface.split()) == "that the tax would go"
    assert lost.statement.source[0].surface == "Ilse  Torvald"


def test_codings_are_followed_never_overwritten(ledger: Ledger, make: Callable[..., Reading]) -> None:
    ledger.add(make(*SAID))
    ledger.codings.add(Coding(1, "Ana", "harbour tax", agreement=True), Coding(1, "Ben", "quay"))
    ledger.codings.add(Coding(1, "Ana", "harbour tax", agreement=False))
    assert [(c.coder, c.agreement) for c in ledger.codings.of(1)] == [("Ben", None), ("Ana", False)]
    assert [c.agreement for c in ledger.codings.of(1, history=True)] == [True, None, False]

    ledger.codings.add(Coding(1, "Ana", withdrawn=True))
    assert [c.coder for c in ledger.codings.of(1)] == ["Ben"]
    for command in ("UPDATE codings SET comment = 'x'", "DELETE FROM codings"):
        with pytest.raises((LedgerError, DBAPIError), match="only ever added"), ledger.write() as connection:
            connection.exec_driver_sql(command)
    with pytest.raises(LedgerError, match="no statement 99"):
        ledger.codings.add(Coding(99, "Ana"))


def test_what_a_person_said_about_an_actor_outlives_a_rereading(ledger: Ledger, make: Callable[..., Reading]) -> None:
    one = make(("Ilse Torvald", "the tax would go"))
    ledger.add_many([one, make(("Ilse Torvald", "the quay was hers"))])
    other, _ = ledger.actors.split(1, [one.article.id], name="Ilse Torvald (junior)")

    ledger.add(one)

    assert next(ledger.statements(one.article.id)).speakers == ("Ilse Torvald (junior)",)
    assert ledger.actors.get(other).articles == 1
