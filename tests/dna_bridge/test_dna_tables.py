"""``.dna`` files table by table: written, read back, and held against DNA's rules."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.dna import DnaTables, check, digest_password, is_password, read_dna, read_tables, to_bytes, write_dna
from sayso.dna.passwords import DEFAULT_PASSWORD
from sayso.errors import FormatError

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

SHARED = Path(__file__).resolve().parents[3] / "shared" / "dna"


def change(path: Path, *commands: str) -> Path:
    with closing(sqlite3.connect(path)) as database, database:
        for command in commands:
            database.execute(command)
    return path


@settings(max_examples=25)
@given(data=st.data())
def test_any_file_is_read_as_it_was_written(data: st.DataObject, files: SearchStrategy[DnaTables]) -> None:
    tables = data.draw(files)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.dna"
        write_dna(tables, path)
        assert read_tables(path) == tables
        assert check(path) == []
        assert len(read_dna(path).statements) == len(tables.rows["STATEMENTS"])
        with closing(sqlite3.connect(path)) as database:
            for name, rows in tables.rows.items():
                assert sorted(map(repr, database.execute(f"SELECT * FROM {name}"))) == sorted(map(repr, rows))
    assert to_bytes(tables) == to_bytes(tables)


@pytest.mark.parametrize("name", ["sample.dna", "golden/new_empty.dna", "golden/synthetic.dna", "golden/worked.dna"])
def test_files_that_dna_wrote_obey_the_rules(name: str) -> None:
    if not SHARED.exists():
        pytest.skip("the files of ../shared are not here")
    assert check(SHARED / name) == []


def test_our_tables_take_and_refuse_what_dnas_do(debate: Path) -> None:
    """Column for column: names, types, defaults, what may be null, and what goes with what is deleted."""
    if not SHARED.exists():
        pytest.skip("the files of ../shared are not here")
    with closing(sqlite3.connect(debate)) as ours, closing(sqlite3.connect(SHARED / "golden/new_empty.dna")) as theirs:
        tables = sorted(row[0] for row in theirs.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
        assert tables == sorted(row[0] for row in ours.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for table in tables:
            for about, first in (("table_info", 1), ("foreign_key_list", 2)):
                asked = f"PRAGMA {about}({table})"
                mine, dnas = (sorted(str(row[first:]) for row in base.execute(asked)) for base in (ours, theirs))
                assert mine == dnas, table


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("DELETE FROM CODERRELATIONS WHERE Coder = 2", "coder 2 has no relation to coder 1"),
        ("DELETE FROM ATTRIBUTEVALUES WHERE ID = 2", "entity 5 has no value for the attribute 'Type'"),
        ("UPDATE ATTRIBUTEVALUES SET EntityId = 7 WHERE ID = 1", "an attribute that entity 7 does not have"),
        ("DELETE FROM DATABOOLEAN WHERE ID = 1", "statement 10 has no value for its variable 'agreement'"),
        ("UPDATE DATABOOLEAN SET Value = 7 WHERE ID = 1", "DATABOOLEAN 1 is 7, which is neither 0 nor 1"),
        ("UPDATE DATABOOLEAN SET VariableId = 5 WHERE ID = 1", "is of variable 'weight', which is no boolean"),
        ("UPDATE DATASHORTTEXT SET Entity = 5 WHERE ID = 1", "entity 5, which is a value of another variable"),
        ("UPDATE ENTITIES SET Red = NULL WHERE ID = 5", "ENTITIES 5 has nothing in its column Red"),
        ("UPDATE ENTITIES SET VariableId = 5 WHERE ID = 5", "entity 5 is a value of 'weight', which is no short text"),
        ("UPDATE STATEMENTS SET Stop = 900 WHERE ID = 10", "goes from 29 to 900, but its document 5 has 76 characters"),
        ("UPDATE STATEMENTS SET Coder = NULL WHERE ID = 10", "STATEMENTS 10 has nothing in its column Coder"),
        ("UPDATE STATEMENTS SET Coder = 9 WHERE ID = 10", "STATEMENTS 10 points to CODERS 9, which does not exist"),
        ("UPDATE DOCUMENTS SET Text = char(13) || Text", "document 5 has carriage returns"),
        ("UPDATE DOCUMENTS SET Date = 'Monday'", "DOCUMENTS 5 has 'Monday' in its column Date, which is INTEGER"),
        ("UPDATE SETTINGS SET Value = '2.0' WHERE Property = 'version'", "of version 2.0"),
        ("DROP TABLE CODERRELATIONS", "there is no table CODERRELATIONS"),
        ("ALTER TABLE CODERS DROP COLUMN ColorByCoder", "table CODERS has no column ColorByCoder"),
        ("DROP TABLE ENTITIES", "no table ENTITIES"),
    ],
)
def test_each_broken_rule_is_told(command: str, told: str, debate: Path) -> None:
    assert check(debate) == []
    broken = check(change(debate, "PRAGMA foreign_keys = OFF", command))
    assert any(told in rule for rule in broken), broken


def test_constraints_that_another_program_left_out_are_rules_too(debate: Path, tmp_path: Path) -> None:
    loose = tmp_path / "loose.dna"
    with closing(sqlite3.connect(debate)) as strict, closing(sqlite3.connect(loose)) as copy, copy:
        for (name,) in strict.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = [f"{row[1]} {row[2]}" for row in strict.execute(f"PRAGMA table_info({name})")]
            copy.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            copy.executemany(f"INSERT INTO {name} VALUES ({marks})", strict.execute(f"SELECT * FROM {name}"))
    assert check(loose) == []
    change(
        loose,
        "UPDATE DOCUMENTS SET Title = hex(zeroblob(96))",
        "UPDATE CODERS SET Blue = 256 WHERE ID = 2",
        "UPDATE STATEMENTS SET Start = Stop WHERE ID = 20",
        "INSERT INTO DATABOOLEAN VALUES (9, 10, 4, 1)",
    )
    broken = "\n".join(check(loose))
    assert "DOCUMENTS 5 breaks the rule LENGTH(Title) <= 190" in broken
    assert "CODERS 2 breaks the rule Blue <= 255" in broken
    assert "STATEMENTS 20 breaks the rule Start < Stop" in broken
    assert "DATABOOLEAN 1 and 9 are the same in StatementId, VariableId" in broken
    with pytest.raises(FormatError, match="cannot be"):
        read_tables(loose)


def test_what_is_no_file_of_dnas_is_one_broken_rule(tmp_path: Path) -> None:
    path = tmp_path / "x.dna"
    path.write_bytes(b"hello")
    assert len(check(path)) == 1
    assert "no DNA database" in check(path)[0]
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "none.dna")


def test_a_file_is_replaced_whole_or_not_at_all(debate: Path) -> None:
    before, tables = debate.read_bytes(), read_tables(debate)
    with pytest.raises(FormatError, match="Monday"):
        write_dna(DnaTables(dict(tables.rows) | {"REGEXES": (("Monday" * 40, 0, 0, 0),)}), debate)
    assert debate.read_bytes() == before
    assert [path.name for path in debate.parent.iterdir()] == ["debate.dna"]


def test_other_programs_tables_are_named(debate: Path) -> None:
    change(debate, "CREATE TABLE MINE (x)", "ALTER TABLE DOCUMENTS ADD COLUMN Mood TEXT")
    assert read_tables(debate).left_out == ("column DOCUMENTS.Mood", "table MINE")


def test_passwords_are_dnas() -> None:
    made = digest_password("Pässwörd ß 😀")
    assert len(made) == 64
    assert is_password("Pa\u0308sswörd ß 😀", made)
    assert not is_password("password", made)
    assert not is_password("", "no digest")
    assert is_password("sayso", DEFAULT_PASSWORD)


def test_the_samples_passwords() -> None:
    if not SHARED.exists():
        pytest.skip("the files of ../shared are not here")
    coder = next(read_tables(SHARED / "sample.dna").named("CODERS"))
    assert is_password("sample", str(coder["Password"]))
