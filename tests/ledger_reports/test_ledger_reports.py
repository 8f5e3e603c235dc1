"""Reports over a small invented ledger, as people call them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sayso.article import Article, Span
from sayso.cli.report import report
from sayso.errors import FormatError
from sayso.ledger import Coding, Ledger, Outcome
from sayso.ledger.reports import Scope, commitments, forecasts, mean_brier, quotes, sources, turns
from sayso.ledger.reports.chances import chance
from sayso.ledger.reports.deadlines import deadline
from sayso.record import Actor, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.record import Act, Mode

WEDNESDAY = date(2026, 11, 25)


def said(content: str, outlet: str, day: str, *, mode: Mode = "direct", act: Act = "claim", hedge: str = "") -> Reading:
    text = f"{content} said Mara Lindqvist of the harbour office in the {outlet} of {day}."
    who, name = "Mara Lindqvist", text.index("Mara")
    span = Span.of(text, name, name + len(who))
    at = text.index(hedge)
    hedges = (Span.of(text, at, at + len(hedge)),) if hedge else ()
    whole = (Span.of(text, 0, len(content)),)
    statement = Statement(
        "s1",
        (span,),
        (),
        whole,
        ("a1",),
        (),
        mode,
        act,
        (),
        hedges,
        False,
        None,
        0.9,
    )
    article = Article(text, outlet=outlet, published=day)
    return Reading(article, (Actor("a1", who, "person", mentions=(span,)),), (statement,))


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger(place) as made:
        made.add_many(
            [
                said("“We will never close the old north harbour,”", "Echo", "2026-01-05"),
                said("“We will never shut the old north harbour,”", "Herald", "2026-01-06"),
                said(
                    "The quay will likely open by Friday",
                    "Echo",
                    "2026-11-25",
                    mode="indirect",
                    act="forecast",
                    hedge="likely",
                ),
                said("We shall repair the pier next month", "Echo", "2026-12-10", mode="indirect", act="commitment"),
            ]
        )
        yield made


def test_sources_count_statements_and_shares(ledger: Ledger) -> None:
    (row,) = sources(ledger).to_dicts()
    assert (row["speaker"], row["naming"], row["statements"], row["articles"]) == ("Mara Lindqvist", "named", 4, 4)
    assert (row["direct"], row["indirect"]) == (0.5, 0.5)
    assert {r["outlet"]: r["statements"] for r in sources(ledger, by="outlet").to_dicts()} == {"Echo": 3, "Herald": 1}
    assert [r["month"] for r in sources(ledger, by="month").to_dicts()] == ["2026-01", "2026-11", "2026-12"]


def test_no_cell_of_the_csv_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    place = str(tmp_path / "news.db")
    with Ledger(place) as made:
        made.add(said("The quay will open by Friday", "=1+2\rEcho", "2026-11-25", act="forecast"))
    ran = CliRunner().invoke(report, ["forecasts", "--ledger", place, "--format", "csv"])

    header, row = csv.reader(io.StringIO(ran.stdout_bytes.decode(), newline=""))
    assert dict(zip(header, row, strict=True))["outlet"] == "'=1+2\rEcho"


def test_scope_narrows(ledger: Ledger) -> None:
    (row,) = sources(ledger, Scope(outlet="Echo", after="2026-11-25", before="2026-12-10")).to_dicts()
    assert row["statements"] == 1
    with pytest.raises(FormatError, match="soon"):
        sources(ledger, Scope(after="soon"))


def test_quotes_show_where_outlets_differ(ledger: Ledger) -> None:
    rows = quotes(ledger).to_dicts()
    assert [(r["quote"], r["outlet"], r["differences"]) for r in rows] == [
        (1, "Echo", ""),
        (1, "Herald", "-close +shut"),
    ]
    assert quotes(ledger, Scope(outlet="Echo")).rows == ()


def test_forecasts_have_deadline_probability_and_score(ledger: Ledger) -> None:
    (row,) = forecasts(ledger).to_dicts()
    assert (row["from"], row["to"], row["probability"], row["brier"]) == ("2026-11-25", "2026-11-27", 0.75, None)
    scored = forecasts(ledger, outcomes={str(row["key"]): True})
    assert mean_brier(scored) == pytest.approx(0.0625)
    assert [r["outcome"] for r in scored.to_dicts()] == ["true"]
    (promise,) = commitments(ledger).to_dicts()
    assert (promise["from"], promise["to"], promise["probability"]) == ("2027-01-01", "2027-01-31", None)


def test_recorded_outcomes_are_shown_and_scored_and_disputes_are_not_hidden(ledger: Ledger) -> None:
    (row,), (promise,) = forecasts(ledger).to_dicts(), commitments(ledger).to_dicts()
    number, promised = ledger.number_of(str(row["key"])), ledger.number_of(str(promise["key"]))
    ledger.outcomes.add(Outcome(number, "ana", "false", "2026-11-28", "still shut"), Outcome(promised, "ana", "partly"))
    shown = forecasts(ledger)
    assert [shown.to_dicts()[0][key] for key in ("outcome", "known", "judged_by", "brier")] == [
        "false", "2026-11-28", "ana", 0.5625,
    ]  # fmt: skip
    assert [(r["outcome"], r["brier"]) for r in commitments(ledger).to_dicts()] == [("partly", None)]

    ledger.outcomes.add(Outcome(number, "ben", "true"))
    (row,) = forecasts(ledger).to_dicts()
    assert (row["outcome"], row["judged_by"], row["brier"]) == ("disputed", "ana; ben", None)
    ledger.outcomes.add(Outcome(number, "ana", "open"))
    assert mean_brier(forecasts(ledger)) == pytest.approx(0.0625)


def test_statements_without_a_day_come_first_on_any_database(ledger: Ledger) -> None:
    ledger.add(replace(one := said("The mole will open", "Echo", "2027", act="forecast"),
                       article=replace(one.article, published=None)))  # fmt: skip
    assert [r["day"] for r in forecasts(ledger).to_dicts()] == [None, "2026-11-25"]


def test_turns_follow_the_last_coding_of_each_coder(ledger: Ledger) -> None:
    first, then = [s.number for s in ledger.statements()][:2]
    ledger.codings.add(Coding(first, "ana", concept="keep the harbour", agreement=True))
    ledger.codings.add(Coding(then, "ana", concept="keep the harbour", agreement=False))
    ledger.codings.add(Coding(then, "ben", concept="keep the harbour", agreement=False))
    (row,) = turns(ledger).to_dicts()
    assert (row["coder"], row["first"], row["first_day"], row["then"], row["then_day"]) == (
        "ana", "yes", "2026-01-05", "no", "2026-01-06",
    )  # fmt: skip
    ledger.codings.add(Coding(then, "ana", concept="keep the harbour", agreement=True))
    assert turns(ledger).rows == ()


def test_frames_have_the_rows(ledger: Ledger) -> None:
    table = forecasts(ledger)
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    assert isinstance(table.to_pandas(), pandas.DataFrame)
    assert table.to_pandas()["to"].tolist() == ["2026-11-27"]
    assert isinstance(table.to_polars(), polars.DataFrame)
    assert table.to_polars()["to"].to_list() == ["2026-11-27"]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("done by Friday", "2026-11-25", "2026-11-27"),
        ("done before Friday", "2026-11-25", "2026-11-26"),
        ("they meet on Monday", "2026-11-30", "2026-11-30"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("in 2027", "2027-01-01", "2027-12-31"),
        ("before the end of the year", "2026-11-25", "2026-12-31"),
        ("within three weeks", "2026-11-25", "2026-12-16"),
        ("in the next two years", "2026-11-25", "2028-11-25"),
        ("by March", "2026-11-25", "2027-03-31"),
        ("on 3 December 2026", "2026-12-03", "2026-12-03"),
    ],
)
def test_deadlines(words: str, first: str, last: str) -> None:
    assert deadline(words, WEDNESDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("words", ["in 2019", "March on", "it may rain", "2000 people", "for two weeks", "on June 31"])
def test_no_deadline(words: str) -> None:
    assert deadline(words, WEDNESDAY) is None


@given(st.text(), st.dates())
def test_a_deadline_is_never_past_or_turned_round(text: str, day: date) -> None:
    for words in (text, f"by {text}", "by the end of next year", "in 999 years"):
        found = deadline(words, day)
        assert found is None or day <= found[0] <= found[1]


@pytest.mark.parametrize(
    ("content", "hedge", "expected"),
    [
        ("it will probably rain", "probably", 0.75),
        ("it will probably not rain", "probably", 0.30),
        ("it is unlikely to rain", "unlikely", 0.30),
        ("it is not likely to rain", "likely", 0.30),
        ("it will almost certainly rain", "almost certainly", 0.93),
        ("it will almost certainly not rain", "almost certainly", 0.07),
        ("there is a 60 percent chance of rain", None, 0.6),
        ("it might rain", "might", None),
        ("it is more likely to rain", "likely", None),
        ("prices rise by 60 percent", None, None),
        ("it will rain", None, None),
    ],
)
def test_chances(content: str, hedge: str | None, expected: float | None) -> None:
    assert chance(content, hedge) == expected


@pytest.mark.usefixtures("ledger")
def test_command(place: str, tmp_path: Path) -> None:
    run = CliRunner().invoke
    got = run(report, ["forecasts", "--ledger", place, "--format", "json"])
    (row,) = json.loads(got.output)
    (tmp_path / "o.csv").write_text(f"key,outcome\n{row['key']},no\n", encoding="utf-8")
    got = run(report, ["forecasts", "--ledger", place, "--outcomes", str(tmp_path / "o.csv")])
    assert got.exit_code == 0
    assert "mean Brier score: 0.5625" in got.output
    (tmp_path / "o.csv").write_text(f"key,outcome\n{row['key']},maybe\n", encoding="utf-8")
    got = run(report, ["forecasts", "--ledger", place, "--outcomes", str(tmp_path / "o.csv")])
    assert "line 2: outcome 'maybe' is none of yes, no, partly" in str(got.exception)
    assert run(report, ["turns", "--ledger", place]).output == "nothing found\n"
    assert run(report, ["turns", "--ledger", place, "--by", "month"]).exit_code == 2
