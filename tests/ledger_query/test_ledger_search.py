"""Searching a ledger, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.cli.search import search as command
from sayso.ledger.query import QueryError, search

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger import Ledger


FOUND = {
    "": [1, 2, 3, 4, 5],
    "resign": [1, 2, 5],  # by the stem
    "RESIGN minister": [1, 5],
    '"harbour tax"': [3],
    "harb* tax": [3, 4],
    "resign -harbour": [1, 5],
    "-resign": [3, 4],
    "strike OR board": [2, 3],
    "(strike OR board) -denies": [3],
    "tax -(strike OR pay)": [4],
    "tax AND --pay": [5],
    "board OR speaker:Berg": [2, 3],
    "-(resign speaker:Lind)": [3, 4, 5],
    "speaker:Lind": [1, 2, 4],
    'speaker:"Mara Lind"': [1, 2],
    "speaker:Li*": [1, 2, 4],
    "speaker:Lin": [],
    "speaker:nunez tax": [5],
    "via:gazette": [1],
    "-via:gazette resign": [2, 5],
    "kind:person": [1, 2, 3, 4, 5],
    "kind:organisation": [],
    "outlet:echo": [1, 3],
    "outlet:H*": [2, 5],
    "-outlet:echo": [2, 4, 5],
    "act:proposal": [1],
    "mode:indirect -act:claim": [1, 3],
    "denies": [2],
    "denies:no resign": [1, 5],
    '"denies"': [],
    "hedge:yes": [3],
    "hedge:no harbour": [2, 4],
    "hedge:may": [3],
    "-hedge:may tax": [4, 5],
    "condition:strike": [3],
    "condition:%": [],
    "after:2018-07": [2, 3, 5],  # that day included
    "before:2018-07": [1],
    "on:2018": [1, 2],
    "on:2018-06-30 resign": [1],
    "concept:resignation": [1, 2],
    "concept:resignation agreement:yes": [1],  # what was decided last holds
    "agreement:yes": [1, 2],
    "coder:Ben resign": [2],
    "coder:ana concept:harbour": [],  # of one and the same coding
    "-coder:ana": [3, 4, 5],
    "x'; DROP TABLE statements; -tax": [],
    'outlet:"x\' OR 1=1 --"': [],
    "resign NEAR(x)": [],
}


def test_what_is_found(port: Ledger) -> None:
    found = {query: sorted(hit.number for hit in search(port, query)) for query in FOUND}

    assert found == FOUND


def test_a_hit_says_who_and_where(port: Ledger) -> None:
    (hit,) = search(port, "resign act:proposal")

    assert (hit.speakers, hit.relays, hit.outlet, hit.day) == (("Mara Lind",), ("The Gazette",), "Echo", "2018-06-30")
    text = port.article(hit.article).text
    assert text[hit.start : hit.stop] == hit.content
    assert text[hit.context_start :][: len(hit.context)] == hit.context
    assert [text[a:b] for a, b in hit.marks] == ["resign"]


def test_what_fits_best_comes_first_and_without_words_the_latest(port: Ledger) -> None:
    scores = [hit.score for hit in search(port, "harbour tax") if hit.score is not None]

    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)
    assert [hit.number for hit in search(port, "")] == [5, 3, 2, 1, 4]


def test_pages(port: Ledger) -> None:
    first, last, beyond = (search(port, "", limit=2, page=n) for n in (1, 3, 4))

    assert (len(first), len(last), len(beyond)) == (2, 1, 0)
    assert {(page.total, page.pages) for page in (first, last, beyond)} == {(5, 3)}
    with pytest.raises(ValueError, match="limit"):
        search(port, "", limit=0)


def test_a_frame_has_a_row_a_hit(port: Ledger) -> None:
    frame = search(port, "resign").to_pandas()

    assert sorted(frame["number"]) == [1, 2, 5]


_ODD = st.sampled_from([*"()-\"“”*:%_\\'", " ", " OR ", "speaker:", "outlet:", "hedge:", "concept:", "on:2018", "tax"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=30) | st.lists(_ODD | st.characters(), max_size=12).map("".join))
def test_any_string_gives_hits_or_a_query_error(port: Ledger, query: str) -> None:
    try:
        page = search(port, query)
    except QueryError:
        return
    for hit in page:
        assert port.article(hit.article).text[hit.start : hit.stop] == hit.content
        assert all(hit.context_start <= a < b <= hit.context_start + len(hit.context) for a, b in hit.marks)


def test_the_deepest_query_is_run(port: Ledger) -> None:
    deep = "tax"
    for level in range(18):
        deep = f"({deep} OR (w{level} -v))" if level % 2 else f"({deep} w{level})"
    for query in (deep, "(" * 20 + "tax" + ")" * 20, " ".join(["tax"] * 100), " OR ".join(["-tax"] * 100)):
        assert search(port, query).total >= 0


def run(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--ledger", place, *arguments])


def test_the_command_shows_words_in_context(port: Ledger, place: str) -> None:
    shown = run(place, "minister", "act:proposal")

    assert "Mara Lind | via The Gazette | proposal | Echo | 2018-06-30" in shown.output
    assert "the [minister] should resign now" in shown.output
    assert "1 found; page 1 of 1" in shown.output
    assert run(place, "-denies", "board").output == "nothing found\n"
    assert port.name


def test_the_command_writes_json_csv_and_parquet(port: Ledger, place: str, tmp_path: Path) -> None:
    import pandas

    (hit,) = json.loads(run(place, "minister act:proposal", "--format", "json").stdout)
    assert hit["speakers"] == ["Mara Lind"]
    rows = list(csv.DictReader(io.StringIO(run(place, "resign", "--format", "csv").stdout)))
    assert sorted(row["number"] for row in rows) == ["1", "2", "5"]
    assert run(place, "resign", "--format", "parquet", "--output", str(tmp_path / "r.parquet")).exit_code == 0
    assert len(pandas.read_parquet(tmp_path / "r.parquet")) == 3
    assert run(place, "--format", "parquet").exit_code == 2
    assert port.name


def test_the_command_points_at_what_is_wrong(port: Ledger, place: str) -> None:
    refused = run(place, "tax act:dance")

    assert refused.exit_code == 2
    assert refused.output.endswith("  tax act:dance\n          ^\n")
    assert port.name
