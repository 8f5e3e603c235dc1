"""What is put in comes out again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.article import Article, Span
from sayso.errors import FormatError, InputError
from sayso.ledger import Ledger, LedgerError
from sayso.record import ACTS, KINDS, MODES, Actor, Narration, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

_HOSTILE = [
    "'; DROP TABLE statements; --",
    '"',
    "%s",
    ":name",
    "\\",
    "\x1b[31m",
    "\r\n",
    "e\u0301",
    "🚢",
    "\u202e",
    "x",
]
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
STRINGS = WORDS | st.sampled_from(_HOSTILE)


EDGES = st.lists(st.integers(0, 40), max_size=5)


def cut(text: str, numbers: list[int], most: int = 3) -> tuple[Span, ...]:
    edges = sorted({n % (len(text) + 1) for n in numbers})[: 2 * most]
    return tuple(Span.of(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = "".join(draw(st.lists(STRINGS, min_size=1, max_size=8))) or "x"
    ids = [f"a{n}" for n in range(draw(st.integers(0, 3)))]
    some = st.lists(st.sampled_from(ids), max_size=2).map(tuple) if ids else st.just(())
    count = draw(st.integers(0, 4))
    within = st.none() | st.sampled_from([f"s{m}" for m in range(count)]) if count else st.none()
    actors = tuple(
        Actor(a, draw(STRINGS), draw(st.sampled_from(KINDS)), (draw(STRINGS),), (draw(STRINGS),),
              draw(st.none() | STRINGS), cut(text, draw(EDGES)))
        for a in ids
    )  # fmt: skip
    statements = tuple(
        Statement(f"s{n}", cut(text, draw(EDGES)), cut(text, draw(EDGES)), cut(text, draw(EDGES)), draw(some),
                  draw(some), draw(st.sampled_from(MODES)), draw(st.sampled_from(ACTS)), cut(text, draw(EDGES), 1),
                  cut(text, draw(EDGES), 1), draw(st.booleans()), draw(within), draw(st.floats(0, 1)))
        for n in range(count)
    )  # fmt: skip
    narration = tuple(
        Narration(s, draw(st.sampled_from(ACTS)), cut(text, draw(EDGES)), (), cut(text, draw(EDGES)))
        for s in cut(text, draw(EDGES))
    )
    about: dict[str, Any] = {k: draw(st.none() | STRINGS) for k in ("title", "outlet", "published", "url", "language")}
    return Reading(Article(text, authors=(draw(STRINGS),), **about), actors, statements, narration)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(one=readings())
def test_a_reading_comes_back_exactly(ledger: Ledger, one: Reading) -> None:
    ledger.add(one)

    assert ledger.reading(one.article.id) == one


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=readings(), second=readings())
def test_a_rereading_comes_back_exactly(ledger: Ledger, first: Reading, second: Reading) -> None:
    same = replace(second, article=replace(second.article, id=first.article.id))
    ledger.add(first)
    ledger.add(same)

    assert ledger.reading(first.article.id) == same
    assert [k.statement for k in ledger.statements(first.article.id)] == list(same.statements)


def test_the_same_article_twice_is_stored_once(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(("Ilse Torvald", "the tax would go"), outlet="The Courier")

    assert ledger.add_many([reading, reading, reading]) == [1, 1, 1]
    assert (ledger.counts().articles, ledger.counts().statements) == (1, 1)


def test_articles_and_statements_in_order(ledger: Ledger, make: Callable[..., Reading]) -> None:
    old = make(("Ilse Torvald", "the tax would go"), outlet="The Courier", published="2031-03")
    new = make(("Bram Okoye", "it would stay"), ("Ilse Torvald", "it would not"), published="2031-04-02T10:00:00+02:00")
    ledger.add_many([new, old])

    assert [a.id for a in ledger.articles()] == [new.article.id, old.article.id]
    assert list(ledger.articles(outlet="The Courier")) == [old.article]
    assert list(ledger.articles(after="2031-03-15")) == [new.article]
    assert list(ledger.articles(before="2031-04")) == [old.article]
    assert [k.speakers for k in ledger.statements()] == [("Bram Okoye",), ("Ilse Torvald",), ("Ilse Torvald",)]
    assert [k.key for k in ledger.statements(old.article.id)] == [f"{old.article.id}:18-39"]


@pytest.mark.parametrize("day", ["soon", "2031-13", "3/4/2031", ""])
def test_what_is_no_date_is_refused_at_once(ledger: Ledger, day: str) -> None:
    with pytest.raises(FormatError, match="is no date: write YYYY"):
        ledger.articles(after=day)
    with pytest.raises(FormatError, match="is no date: write YYYY"):
        ledger.articles(before=day)


def test_an_unread_article_is_kept(ledger: Ledger) -> None:
    article = Article("Der Hafen war am Montag ruhig.", language="de")
    ledger.keep(article)

    assert ledger.reading(article.id) == Reading(article)
    assert (ledger.counts().articles, ledger.counts().unread) == (1, 1)


def test_nul_and_half_surrogates_are_refused_with_words(ledger: Ledger, make: Callable[..., Reading]) -> None:
    good = make(("Ilse Torvald", "the tax would go"))
    for bad in ("a\0b", "a\ud800b"):
        with pytest.raises(InputError, match=r"character 1 is U\+(0000|D800)"):
            ledger.add_many([good, Reading(Article(bad))])
        with pytest.raises(InputError, match="character 1"):
            ledger.add(Reading(Article("text", title=bad)))

    assert ledger.counts().articles == 0


def test_a_dangling_reference_is_refused_and_nothing_half_written(ledger: Ledger, make: Callable[..., Reading]) -> None:
    reading = make(("Ilse Torvald", "the tax would go"))
    for change in ({"speaker": ("a9",)}, {"within": "s9"}):
        broken = replace(reading, statements=(replace(reading.statements[0], **change),))
        with pytest.raises(FormatError, match="not listed"):
            ledger.add(broken)

    assert ledger.counts().articles == 0


def test_what_is_not_there_is_told(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no article 'x'"):
        ledger.reading("x")


def test_runs_are_found_again(ledger: Ledger) -> None:
    one = ledger.run("en", version="1.0", settings={"force": True})

    assert ledger.run("en", version="1.0", settings={"force": True}) == one
    assert ledger.run("en", version="1.0") != one


def test_views_and_full_text_for_people_who_know_sql(ledger: Ledger, make: Callable[..., Reading]) -> None:
    ledger.add(make(("Ilse Torvald", "the taxes would go"), outlet="The Courier", published="2031-03-04"))
    ledger.add(make(("Ilse Torvald", "nobody had asked her"), outlet="The Lantern"))
    with ledger.connect() as connection:
        found = connection.exec_driver_sql("SELECT outlet, day, speakers, act, content FROM statements_view").all()
        actors = connection.exec_driver_sql("SELECT name, kind, articles, statements FROM actors_view").all()
        sqlite = connection.dialect.name == "sqlite"
        search = (
            "SELECT rowid FROM statements_text WHERE statements_text MATCH 'tax'"
            if sqlite
            else "SELECT number FROM statements WHERE words @@ to_tsquery('english', 'tax')"
        )
        hits = connection.exec_driver_sql(search).all()

    assert found[0] == ("The Courier", "2031-03-04", "Ilse Torvald", "claim", "that the taxes would go")
    assert actors == [("Ilse Torvald", "person", 2, 2)]
    assert hits == [(1,)]
