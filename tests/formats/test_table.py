from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.formats import COLUMNS, table, to_csv, unguard

if TYPE_CHECKING:
    from sayso.record import Reading

Rows = list[dict[str, str]]


def read_back(text: str) -> Rows:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{key: unguard(cell) for key, cell in row.items()} for row in rows]


def test_one_row_a_statement(reading: Reading) -> None:
    rows = read_back("".join(to_csv([reading])))

    assert [row["speaker"] for row in rows] == [
        "Some",
        "Bram Okoye",
        "Ilse Torvald",
        "Bram Okoye",
        "cafe\u0301 owner near the quay",
    ]
    fourth = rows[3]
    assert fourth["relay"] == "The Lantern"
    assert fourth["content"] == "“If the talks fail,” … “the port might close.”"
    assert (fourth["condition"], fourth["hedge"]) == ("If the talks fail", "might")
    assert reading.article.text[int(fourth["start"]) : int(fourth["end"])].startswith("“If the talks")
    assert rows[2]["within"] == "s2"
    assert (rows[4]["denies"], rows[4]["speaker_kind"], rows[4]["confidence"]) == ("true", "unnamed", "0.9")


def test_every_column_is_documented() -> None:
    assert all(f"``{column}``" in str(table.__doc__) for column in COLUMNS)


def test_a_reading_without_statements_has_no_rows() -> None:
    assert list(to_csv([])) == [",".join(COLUMNS) + "\n"]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_all_cells_come_back_and_none_is_a_formula(readings: st.SearchStrategy[Reading], data: st.DataObject) -> None:
    reading = data.draw(readings)
    text = "".join(to_csv([reading, reading]))

    raw = list(csv.reader(io.StringIO(text, newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in raw for cell in row)
    rows = read_back(text)
    assert len(rows) == 2 * len(reading.statements)
    for row, statement in zip(rows, reading.statements, strict=False):
        assert row["title"] == (reading.article.title or "")
        assert row["content"] == " … ".join(span.surface for span in statement.content)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted'", "''", "plain", "", "1-2"])
def test_guarding_a_cell_can_be_undone(cell: str) -> None:
    assert unguard(table.guard(cell)) == cell
    assert not table.guard(cell).startswith(("=", "+", "-", "@", "\t"))
