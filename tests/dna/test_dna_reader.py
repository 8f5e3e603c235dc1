"""``.dna`` files in, plain data out; and what is said of files that are none, or broken."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dna import read_dna
from sayso.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path


def change(path: Path, *commands: str) -> Path:
    with closing(sqlite3.connect(path)) as database, database:
        for command in commands:
            database.execute(command)
    return path


def test_everything_in_the_file_is_there(debate: Path) -> None:
    dna = read_dna(debate)
    assert dna.settings["version"] == "3.0.11.5"
    assert [coder.name for coder in dna.coders] == ["Admin"]
    assert [(r.label, r.color) for r in dna.regexes] == [("harbour|port", "#FF0000")]
    (kind,) = dna.statement_types
    assert (kind.label, kind.color) == ("DNA Statement", "#EFD033")
    assert [(v.name, v.data_type) for v in kind.variables][2:4] == [("concept", "short text"), ("agreement", "boolean")]
    assert len(dna.documents) == 7
    assert (dna.documents[0].title, dna.documents[0].date) == ("Article 1", 1709251200)
    assert dna.attribute_names == {2: ("Type",)}
    union = next(entity for entity in dna.entities if entity.value == "Dockers' Union")
    assert (union.color, dict(union.attributes), union.child_of) == ("#CC3311", {"Type": "union"}, None)


def test_statements_have_their_values_and_words(debate: Path) -> None:
    dna = read_dna(debate)
    assert len(dna.statements) == 21
    second = dna.statements[1]
    assert second.values == {
        "person": "Ilse Torvald",
        "organization": "Harbour Board",
        "concept": "The harbour tax should go.",
        "agreement": 0,
        "weight": -2,
        "note": "",
    }
    text = dna.documents[0].text
    assert text[second.start : second.stop] == "Harbour Board rejects this: The harbour tax should go."


def test_the_file_stays_as_it_was(debate: Path) -> None:
    before = debate.read_bytes()
    read_dna(debate)
    assert debate.read_bytes() == before
    assert [path.name for path in debate.parent.iterdir()] == [debate.name]


@pytest.mark.parametrize("data", [b"", b"no database\n", b"SQLite format 3", b"PK\x03\x04" + bytes(200)])
def test_what_is_no_database_is_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.dna"
    path.write_bytes(data)
    with pytest.raises(FormatError, match="no DNA database"):
        read_dna(path)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_dna(tmp_path / "none.dna")


def test_another_database_is_named(tmp_path: Path) -> None:
    path = change(tmp_path / "other.db", "CREATE TABLE PEOPLE (ID INTEGER)")
    with pytest.raises(FormatError, match="no table SETTINGS"):
        read_dna(path)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("UPDATE SETTINGS SET Value = '2.0 beta 25' WHERE Property = 'version'", "version 2.0 beta 25"),
        ("UPDATE SETTINGS SET Value = '4.1' WHERE Property = 'version'", "only 3.0 is known"),
        ("DELETE FROM SETTINGS", "does not say which version"),
        ("DROP TABLE STATEMENTTYPES", "perhaps it is of version 2"),
        ("ALTER TABLE ENTITIES DROP COLUMN ChildOf", "ENTITIES has no column ChildOf"),
        ("UPDATE STATEMENTS SET DocumentId = 99 WHERE ID = 4", "STATEMENTS 4 points to DOCUMENTS 99"),
        ("UPDATE STATEMENTS SET Coder = 7 WHERE ID = 4", "STATEMENTS 4 points to CODERS 7"),
        ("DELETE FROM ENTITIES WHERE Value = 'Tidewatch'", "points to ENTITIES"),
        ("DELETE FROM DATABOOLEAN WHERE StatementId = 3", "statement 3 has no value for its variable 'agreement'"),
        ("UPDATE DATABOOLEAN SET Value = 'yes' WHERE StatementId = 3", "statement 3 has the value 'yes'"),
        ("UPDATE DATABOOLEAN SET Value = 2 WHERE StatementId = 3", "statement 3 has the value 2"),
        ("UPDATE VARIABLES SET DataType = 'date' WHERE ID = 6", "'note' is of type 'date'"),
        ("UPDATE DOCUMENTS SET Date = 'Monday' WHERE ID = 2", "document 2 has the date 'Monday'"),
        ("UPDATE DOCUMENTS SET Date = 999999999999999 WHERE ID = 2", "document 2 has the date 9"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(command: str, message: str, debate: Path) -> None:
    with pytest.raises(FormatError, match=message) as error:
        read_dna(change(debate, command))
    assert str(debate) in str(error.value)


def test_a_statement_type_that_is_not_there(debate: Path) -> None:
    with pytest.raises(FormatError, match="no statement type 'Quote'; the file has 'DNA Statement'"):
        read_dna(debate).statement_type("Quote")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, made: object) -> Path:
    path: Path = made.write_dna(tmp_path_factory.mktemp("dna") / "whole.dna")  # type: ignore[attr-defined]
    return path


@given(data=st.data())
def test_damage_is_never_a_traceback(data: st.DataObject, whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content)))]
    for _ in range(data.draw(st.integers(1, 20))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = whole.with_name("damaged.dna")
    path.write_bytes(content)
    with suppress(FormatError):
        assert read_dna(path).settings
