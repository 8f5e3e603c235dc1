"""``.dna`` files into a ledger and out again, with what people changed in between."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.dna import DnaFile, DnaTables, check, is_password, read_dna, read_tables, write_dna
from sayso.errors import FormatError
from sayso.ledger import Coding, Ledger
from sayso.ledger.dna_bridge import DnaMapping, Roles, export_dna, import_dna
from sayso.ledger.edits import NewStatement, Who

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from hypothesis.strategies import SearchStrategy

    from sayso.record import Reading

SHARED = Path(__file__).resolve().parents[3] / "shared" / "dna"


def change(path: Path, *commands: str) -> Path:
    with closing(sqlite3.connect(path)) as database, database:
        for command in commands:
            database.execute(command)
    return path


def exported(ledger: Ledger, folder: Path, **options: Any) -> DnaFile:
    """The file that is written, seen to obey all rules."""
    path = folder / "out.dna"
    done = export_dna(ledger, path, **options)
    assert done.broken == ()
    assert check(path) == []
    return read_dna(path)


def said(dna: DnaFile) -> list[tuple[Any, ...]]:
    """Coder, words and values of each statement."""
    coders = {coder.id: coder.name for coder in dna.coders}
    texts = {document.id: document.text for document in dna.documents}
    return [(coders[s.coder], texts[s.document][s.start : s.stop], *s.values.values()) for s in dna.statements]


MIA = ("Ana", "the tax should go", "Mia Lund", "Guild", "The tax should go.", 1, 3)
OMAR = ("Ana", "it must stay", "Omar Feld", "", "The tax should go.", 0, -1)
NOTE = ("Admin", "\U0001f980 ", "A crab.")


@settings(max_examples=20)
@given(data=st.data())
def test_any_file_comes_out_as_it_went_in(
    data: st.DataObject, files: SearchStrategy[DnaTables], empty: Callable[[], AbstractContextManager[Ledger]]
) -> None:
    tables = data.draw(files)
    with empty() as ledger:
        folder = Path(ledger.name).parent
        write_dna(tables, folder / "in.dna")
        import_dna(ledger, folder / "in.dna")
        export_dna(ledger, folder / "out.dna")
        assert read_tables(folder / "out.dna") == tables
        assert check(folder / "out.dna") == []
        codings = ledger.codings.count()
        import_dna(ledger, folder / "in.dna")
        assert ledger.codings.count() == codings
        export_dna(ledger, folder / "out.dna")
        assert read_tables(folder / "out.dna") == tables


def test_a_statement_in_a_document_without_words_comes_out_as_it_went_in(debate: Path, tmp_path: Path) -> None:
    change(debate, "UPDATE DOCUMENTS SET Text = '    '", "UPDATE STATEMENTS SET Start = 1, Stop = 2")
    before = read_tables(debate)
    with Ledger(tmp_path / "blank.db") as ledger:
        assert import_dna(ledger, debate).statements == 0
        export_dna(ledger, tmp_path / "out.dna")
    assert read_tables(tmp_path / "out.dna") == before


@pytest.mark.parametrize("name", ["sample.dna", "golden/new_empty.dna", "golden/synthetic.dna"])
def test_files_that_dna_wrote_come_out_as_they_went_in(name: str, ledger: Ledger, tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip("the files of ../shared are not here")
    import_dna(ledger, SHARED / name)
    export_dna(ledger, tmp_path / "out.dna")
    assert read_tables(tmp_path / "out.dna") == read_tables(SHARED / name)


def test_the_ledger_has_what_the_file_says(ledger: Ledger, debate: Path) -> None:
    done = import_dna(ledger, debate)
    assert (done.documents, done.statements, done.codings, done.kept, done.behind) == (1, 2, 2, 1, 3)
    (article,) = ledger.articles()
    assert (article.title, article.outlet, article.authors) == ("The tax", "The Courier", ("A. Writer", "B. Writer"))
    assert article.published == "2024-03-01T12:00:00"
    mia, omar = ledger.statements()
    assert (mia.state, mia.speakers, mia.statement.content[0].surface) == ("added", ("Mia Lund",), "the tax should go")
    assert omar.statement.content[0].surface == "it must stay"
    (coding,) = ledger.codings.of(omar.number)
    assert (coding.coder, coding.concept, coding.agreement) == ("Ana", "The tax should go.", False)
    assert coding.variables == {"weight": -1}
    (actor,) = ledger.actors.find("Mia Lund")
    assert (actor.kind, actor.affiliation, actor.statements) == ("person", "Guild", 1)
    assert [a.kind for a in ledger.actors.find("Guild")] == ["organisation"]


def test_changes_in_the_ledger_show_in_the_file(ledger: Ledger, debate: Path, tmp_path: Path) -> None:
    import_dna(ledger, debate)
    mia, omar = (kept.number for kept in ledger.statements())
    (actor,) = ledger.actors.find("Mia Lund")
    ledger.actors.rename(actor.number, "Mia Lund-Berg")
    ledger.codings.add(Coding(omar, "Ana", "The tax is high.", agreement=True, variables={"weight": 7}))
    ledger.codings.add(Coding(omar, "Ben", "The tax should go.", agreement=True))
    dna = exported(ledger, tmp_path)
    assert said(dna) == [
        (*MIA[:2], "Mia Lund-Berg", *MIA[3:]),
        ("Ana", "it must stay", "Omar Feld", "", "The tax is high.", 1, 7),
        NOTE,
        ("Ben", "it must stay", "Omar Feld", "", "The tax should go.", 1, 0),
    ]
    assert [s.id for s in dna.statements] == [10, 20, 30, 31]
    ben = next(coder for coder in read_tables(tmp_path / "out.dna").named("CODERS") if coder["Name"] == "Ben")
    assert is_password("sayso", str(ben["Password"]))
    ledger.actors.undo(1)
    ledger.codings.add(Coding(mia, "Ana", withdrawn=True), Coding(omar, "Ben", withdrawn=True))
    assert said(exported(ledger, tmp_path)) == [
        ("Ana", "it must stay", "Omar Feld", "", "The tax is high.", 1, 7),
        NOTE,
    ]


def test_statements_that_people_correct_add_and_remove(ledger: Ledger, debate: Path, tmp_path: Path) -> None:
    import_dna(ledger, debate)
    mia, omar = (kept.number for kept in ledger.statements())
    (article,) = ledger.articles()
    at = article.text.index("must stay")
    ledger.edits.correct(omar, {"content": [(at, at + 9)], "speaker": [Who("Ada Brand")]}, coder="Ben")
    new = NewStatement(content=[(2, 10)], speaker=[Who("Tidewatch", "organisation")], act="proposal")
    ledger.codings.add(Coding(ledger.add_statement(article.id, new, coder="Ben"), "Ben", "Crabs.", agreement=False))
    action = ledger.edits.remove(mia, coder="Ben")
    assert said(exported(ledger, tmp_path)) == [
        ("Ana", "must stay", "Ada Brand", "", "The tax should go.", 0, -1),
        NOTE,
        ("Ben", "Mia Lund", "", "Tidewatch", "Crabs.", 0, 0),
    ]
    ledger.edits.undo(action, coder="Ben")
    assert MIA in said(exported(ledger, tmp_path))


def test_actors_merged_and_told_apart(ledger: Ledger, debate: Path, tmp_path: Path) -> None:
    import_dna(ledger, debate)
    mia, omar = (ledger.actors.find(name)[0].number for name in ("Mia Lund", "Omar Feld"))
    action = ledger.actors.merge(mia, omar)
    assert [row[2] for row in said(exported(ledger, tmp_path))] == ["Mia Lund", "Mia Lund", "A crab."]
    ledger.actors.undo(action)
    assert said(exported(ledger, tmp_path)) == [MIA, OMAR, NOTE]
    (article,) = ledger.articles()
    ledger.actors.split(omar, [article.id], name="Omar Feld Jr")
    assert [row[2] for row in said(exported(ledger, tmp_path))] == ["Mia Lund", "Omar Feld Jr", "A crab."]


def test_a_re_reading_leaves_what_coders_said(
    ledger: Ledger, debate: Path, tmp_path: Path, make: Callable[..., Reading]
) -> None:
    import_dna(ledger, debate)
    (article,) = ledger.articles()
    read = make(("Ilse Torvald", "a was so"))
    spaced = replace(article, text=article.text.replace(". Omar", ".\n\n Omar"))
    ledger.add(replace(read, article=spaced, statements=(), actors=()))
    export_dna(ledger, tmp_path / "out.dna")
    assert read_tables(tmp_path / "out.dna") == read_tables(debate)


def test_a_ledger_that_never_saw_dna(ledger: Ledger, tmp_path: Path, make: Callable[..., Reading]) -> None:
    ledger.add(make(("Ilse Torvald", "a was so"), ("Bram Okoye", "b was so"), title="On a", outlet="Post",
                    published="2031-03-04", url="https://example.org/a"))  # fmt: skip
    ledger.add(make(("Velmora Council", "c \r\n𝔘 was so"), kind="organisation"))
    ledger.codings.add(
        Coding(1, "Ana", "A is so.", agreement=True),
        Coding(1, "Ben", "A is so.", agreement=False),
        Coding(2, "Ana", "B is so."),
    )
    dna = exported(ledger, tmp_path)
    assert [(d.title, d.author, d.source, d.date, d.notes) for d in dna.documents] == [
        ("On a", "", "Post", 1_930_348_800, "https://example.org/a"),
        ("(no title)", "", "", 0, "The date is not known."),
    ]
    kind = dna.statement_type("DNA Statement")
    assert [v.name for v in kind.variables][:4] == ["person", "organization", "concept", "agreement"]
    assert [row[:6] for row in said(dna)] == [
        ("Ana", "that a was so", "Ilse Torvald", "", "A is so.", 1),
        ("Ben", "that a was so", "Ilse Torvald", "", "A is so.", 0),
        ("Ana", "that b was so", "Bram Okoye", "", "", 1),
        ("Sayso", "that c \n𝔘 was so", "", "Velmora Council", "", 1),
    ]
    first = dna.statements[0].values
    assert {name: first[name] for name in ("act", "mode", "denies", "confidence")} == {
        "act": "claim", "mode": "indirect", "denies": 0, "confidence": 90}  # fmt: skip
    assert {e.value: dict(e.attributes) for e in dna.entities}["Ilse Torvald"]["Type"] == "person"
    assert [coder.name for coder in dna.coders] == ["Admin", "Ana", "Ben", "Sayso"]
    assert export_dna(ledger, tmp_path / "out.dna").undecided == 1
    coded = exported(ledger, tmp_path, coded=True)
    assert (len(coded.documents), len(coded.statements)) == (1, 3)


def test_what_is_coded_in_dna_comes_back(ledger: Ledger, tmp_path: Path, make: Callable[..., Reading]) -> None:
    ledger.add(make(("Ilse Torvald", "a was so"), ("Bram Okoye", "b was so")))
    ledger.codings.add(Coding(1, "Ana", "A is so.", agreement=True))
    exported(ledger, tmp_path)
    path = change(
        tmp_path / "out.dna",
        "INSERT INTO ENTITIES VALUES (900, 3, 'B is so.', 0, 0, 0, NULL)",
        "INSERT INTO ATTRIBUTEVALUES SELECT 900 + ID, 900, ID, '' FROM ATTRIBUTEVARIABLES WHERE VariableId = 3",
        "UPDATE DATASHORTTEXT SET Entity = 900 WHERE VariableId = 3 AND StatementId = 2",
        "UPDATE DATABOOLEAN SET Value = 0 WHERE VariableId = 4",
        "UPDATE STATEMENTS SET Coder = 2 WHERE ID = 2",
    )
    done = import_dna(ledger, path)
    assert (done.statements, done.codings) == (2, 2)
    assert ledger.counts().statements == 2
    assert [(c.coder, c.concept, c.agreement) for c in ledger.codings.of(1)] == [("Ana", "A is so.", False)]
    assert len(ledger.codings.of(1, history=True)) == 2
    assert [(c.coder, c.concept, c.agreement) for c in ledger.codings.of(2)] == [("Ana", "B is so.", False)]
    exported(ledger, tmp_path)
    assert sorted(map(str, said(read_dna(tmp_path / "out.dna")))) == sorted(map(str, said(read_dna(path))))


def test_the_same_file_with_changes_is_joined(ledger: Ledger, debate: Path, tmp_path: Path) -> None:
    import_dna(ledger, debate)
    mia, omar = (kept.number for kept in ledger.statements())
    ledger.codings.add(Coding(mia, "Ana", "The tax is high.", agreement=True))
    ledger.actors.rename(ledger.actors.find("Omar Feld")[0].number, "Omar Feld Sr")
    import_dna(ledger, debate)  # as it was: what the ledger decided since stands
    assert [row[4] for row in said(exported(ledger, tmp_path))[:2]] == ["The tax is high.", "The tax should go."]
    change(
        debate,
        "UPDATE DATABOOLEAN SET Value = 1 WHERE ID = 2",
        "UPDATE DATASHORTTEXT SET Entity = 2 WHERE ID = 4",
        "INSERT INTO STATEMENTS VALUES (21, 1, 5, 63, 75, 1)",
        "INSERT INTO DATABOOLEAN VALUES (3, 21, 4, 0)",
        "INSERT INTO DATAINTEGER VALUES (3, 21, 5, 0)",
        "INSERT INTO DATASHORTTEXT VALUES (7, 21, 1, 2), (8, 21, 2, 5), (9, 21, 3, 6)",
    )
    done = import_dna(ledger, debate)
    assert done.codings == 2
    assert said(exported(ledger, tmp_path)) == [
        (*MIA[:4], "The tax is high.", 1, 3),
        ("Ana", "it must stay", "Mia Lund", "", "The tax should go.", 1, -1),
        NOTE,
        ("Admin", said(read_dna(debate))[2][1], "Mia Lund", "Guild", "", 0, 0),
    ]
    kept = ledger.statement(omar)
    assert kept.speakers == ("Mia Lund",)


def test_two_files_become_one(ledger: Ledger, debate: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.dna"
    write_dna(read_tables(debate), other)
    change(
        other,
        "UPDATE DOCUMENTS SET Text = 'Another ' || Text",
        "UPDATE ENTITIES SET Value = 'Ada Brand' WHERE ID = 3",
        "UPDATE CODERS SET Name = 'Ben' WHERE ID = 2",
    )
    import_dna(ledger, debate)
    import_dna(ledger, other)
    dna = exported(ledger, tmp_path)
    assert said(dna)[:3] == [MIA, OMAR, NOTE]
    assert [row[0] for row in said(dna)] == ["Ana", "Ana", "Admin", "Ben", "Ben", "Admin"]
    assert [row[2] for row in said(dna)[3:5]] == ["Mia Lund", "Ada Brand"]
    assert len(ledger.actors.find("Mia Lund")) == 1


def test_offsets_that_count_utf16_units(ledger: Ledger, debate: Path, tmp_path: Path) -> None:
    change(debate, "UPDATE STATEMENTS SET Start = Start + 1, Stop = Stop + 1")
    change(debate, "UPDATE STATEMENTS SET Start = 0 WHERE ID = 30")
    import_dna(ledger, debate, DnaMapping(utf16=True))
    assert [k.statement.content[0].surface for k in ledger.statements()] == ["the tax should go", "it must stay"]
    ledger.codings.add(Coding(2, "Ben", "Crabs.", agreement=True))
    exported(ledger, tmp_path)
    rows = list(read_tables(tmp_path / "out.dna").named("STATEMENTS"))
    assert [row["Start"] for row in rows] == [row["Start"] for row in read_tables(debate).named("STATEMENTS")] + [
        rows[1]["Start"]
    ]
    change(debate, "UPDATE STATEMENTS SET Stop = 1 WHERE ID = 30")
    with pytest.raises(FormatError, match=r"statement 30: \[0, 1\] is no span .* UTF-16"):
        import_dna(ledger, debate, DnaMapping(utf16=True))


def test_other_variables_can_be_what_the_ledger_knows(ledger: Ledger, debate: Path, tmp_path: Path) -> None:
    change(debate, "UPDATE VARIABLES SET Variable = 'Akteur' WHERE ID = 1")
    import_dna(ledger, debate, DnaMapping(Roles(person=("akteur",))))
    assert [kept.speakers for kept in ledger.statements()] == [("Mia Lund",), ("Omar Feld",)]
    with pytest.raises(FormatError, match="no variable 'who' is a short text; there are Akteur, agreement"):
        import_dna(ledger, debate, DnaMapping(Roles(person=("who",))))
    export_dna(ledger, tmp_path / "out.dna")
    assert read_tables(tmp_path / "out.dna") == read_tables(debate)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (
            "UPDATE STATEMENTS SET Stop = 900 WHERE ID = 20",
            "statement 20 goes from 63 to 900, but its document 5 has 76",
        ),
        ("UPDATE STATEMENTS SET DocumentId = 9 WHERE ID = 20", "STATEMENTS 20 points to DOCUMENTS 9"),
        ("UPDATE SETTINGS SET Value = '2.0 beta 25' WHERE Property = 'version'", "is of version 2.0 beta 25"),
        ("UPDATE ENTITIES SET Value = 'a' || char(0) || 'b' WHERE ID = 2", r"U\+0000 in its Value"),
        ("UPDATE REGEXES SET Red = 3.5", "has 3.5 in its column Red"),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_leaves_nothing(
    command: str, message: str, empty: Callable[[], AbstractContextManager[Ledger]], debate: Path
) -> None:
    change(debate, "PRAGMA foreign_keys = OFF", command)
    with empty() as ledger:
        with pytest.raises(FormatError, match=message) as error:
            import_dna(ledger, debate)
        assert str(debate) in str(error.value)
        counts = ledger.counts()
        assert (counts.articles, counts.statements, counts.actors) == (0, 0, 0)
