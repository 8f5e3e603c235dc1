"""Exports of news archives, Word documents, databases of Discourse Network Analyzer."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake.archive import Item, SourceOptions, open_sources

if TYPE_CHECKING:
    from collections.abc import Callable

    Taken = Callable[..., list[Item]]

SHARED = Path(__file__).resolve().parents[3] / "shared"
NEXIS = SHARED / "intake/nexis"
SAMPLE = SHARED / "dna/sample.dna"

EXPORT = """\ufeff
Terms: (harbour)

                               1 of 2 DOCUMENTS

                               The Oststadt Post (Oststadt)

                            January 11, 2010 Monday
                                   Edition 1;
                               National Edition

Harbour tunnel
divides Oststadt

BYLINE: BY ANN LEE and Bo Lind

SECTION: NEWS; Pg. 6

LENGTH: 17 words

The mayor said on Monday that the tunnel would be
opened before winter.

WARNING: Nobody believed her.

LOAD-DATE: January 12, 2010

LANGUAGE: ENGLISH

GRAPHIC: The mayor, left, and
the tunnel

PUBLICATION-TYPE: Newspaper


                       Copyright 2010 Oststadt Post Ltd.
                              All Rights Reserved

                               2 of 2 DOCUMENTS

                                 Westhaven Post

                                January 9, 2010

No headline said so

LENGTH: 3 words

Nothing was said.


LOAD-DATE: January 9, 2010
"""


def parts(item: Item) -> tuple[object, ...]:
    a = item.article
    assert a is not None, item.error
    return (a.outlet, a.published, a.title, a.authors, a.language, a.text)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_plain_exports(taken: Taken, newline: str, encoding: str) -> None:
    one, two = taken("a.txt", EXPORT.replace("\n", newline).encode(encoding))
    text = "The mayor said on Monday that the tunnel would be opened before winter.\n\nWARNING: Nobody believed her."
    assert parts(one) == (
        "The Oststadt Post (Oststadt)",
        "2010-01-11",
        "Harbour tunnel divides Oststadt",
        ("ANN LEE", "Bo Lind"),
        "en",
        text,
    )
    assert parts(two) == ("Westhaven Post", "2010-01-09", "No headline said so", (), None, "Nothing was said.")


def test_a_document_without_a_text_is_told(taken: Taken) -> None:
    start = EXPORT.index("2 of 2")
    items = taken("a.txt", (EXPORT[:start] + "2 of 2 DOCUMENTS\n\n").encode())
    assert [bool(item.article) for item in items] == [True, False]


def word(lines: list[str], title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def export(headline: str, outlet: str, day: str) -> list[str]:
    head = [headline, outlet, day, "", "Copyright 2019 Post Ltd. All Rights Reserved", "", "Section:\xa0NEWS"]
    body = ["Length:\xa06 words", "Byline:\xa0Ann Lee in Oststadt", "Body", "", "“No,” said the mayor.", "", "Why?"]
    return [*head, *body, "Classification", "", "Language:\xa0ENGLISH", "Load-Date:\xa0July 4, 2019", "End of Document"]


def test_word_exports(taken: Taken) -> None:
    lines = ["Documents (2)", "1. One", "2. Two", *export("One", "Post", "July 1, 2019 Monday 9:20 AM GMT")]
    items = taken("a.docx", word([*lines, *export("Two", "Gazette", "July 2, 2019")]))
    text = "“No,” said the mayor.\n\nWhy?"
    assert parts(items[0]) == ("Post", "2019-07-01T09:20:00Z", "One", ("Ann Lee",), "en", text)
    assert parts(items[1]) == ("Gazette", "2019-07-02", "Two", ("Ann Lee",), "en", text)
    assert len(items) == 2


def test_any_word_document_is_an_article(taken: Taken) -> None:
    data = word(["The mayor said no.", "", "Nobody asked why."], "Harbour")
    (item,) = taken("a.docx", data)
    assert parts(item) == (None, None, "Harbour", (), None, "The mayor said no.\n\nNobody asked why.")
    assert taken("renamed.zip", data)[0].article == item.article
    assert "Word" in str(taken("b.docx", data[: len(data) // 2])[0].error)


@pytest.mark.skipif(not NEXIS.exists(), reason="needs the shared exports")
@pytest.mark.parametrize("name", ["sample.TXT", "sample.DOCX"])
def test_real_exports_give_all_ten(name: str) -> None:
    items = list(open_sources([NEXIS / name]))
    assert [item.error for item in items] == [None] * 10
    articles = [item.article for item in items if item.article]
    assert all(a.outlet and a.published and a.title and a.text for a in articles)
    assert sum(bool(a.authors) for a in articles) == (9 if name == "sample.TXT" else 10)
    days = {(a.published or "")[:7] for a in articles}
    assert days == ({"2010-01"} if name == "sample.TXT" else {"2019-07"})


def database(rows: list[tuple[object, ...]], columns: str = "Title, Text, Author, Source, Date") -> bytes:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title, Text, Author, Source, Section, Date)")
    base.executemany(f"INSERT INTO DOCUMENTS({columns}) VALUES (?, ?, ?, ?, ?)", rows)
    base.commit()
    data = base.serialize()
    base.close()
    return data


def test_databases(taken: Taken) -> None:
    sql = "x'); DELETE FROM DOCUMENTS;--"
    rows: list[tuple[object, ...]] = [
        ("One", "\nThe mayor said no.", "Lee, Ann", "Post", 1106697600),
        (sql, sql, sql, sql, 1106697600 + 3661),
        ("", "", "", "", 0),
        ("Four", b"Bj\xf6rn said no.", None, None, "soon"),
        ("Five", "Far.", "", "", 10**15),
    ]
    items = taken("a.dna", database(rows))
    assert parts(items[0]) == ("Post", "2005-01-26", "One", ("Lee, Ann",), None, "\nThe mayor said no.")
    assert parts(items[1])[:3] == (sql, "2005-01-26T01:01:01", sql)
    assert "no text" in str(items[2].error)
    assert parts(items[3])[5] == "Björn said no."
    assert parts(items[4])[1] is None
    assert len(items) == 5


def test_databases_are_only_read(tmp_path: Path) -> None:
    path = tmp_path / "a b#?.dna"
    path.write_bytes(database([("One", "Text.", "", "", 0)]))
    before = path.read_bytes()
    assert [bool(item.article) for item in open_sources([path])] == [True]
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_other_databases_say_so(taken: Taken) -> None:
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE VIEW DOCUMENTS AS WITH RECURSIVE n(ID) AS (SELECT 1 UNION ALL SELECT ID + 1 FROM n) SELECT ID FROM n"
    )
    base.commit()
    assert "Discourse Network Analyzer" in str(taken("a.dna", base.serialize())[0].error)
    base.close()
    assert taken("b.dna", b"SQLite format 3\0" + bytes(500))[0].error
    whole = database([(f"T{k}", "Text. " * 500, "", "", 0) for k in range(50)])
    items = taken("c.dna", whole[: len(whole) // 2])
    assert items[-1].error


@pytest.mark.skipif(not SAMPLE.exists(), reason="needs the shared database")
def test_a_real_database() -> None:
    items = list(open_sources([SAMPLE], SourceOptions()))
    assert [len(item.article.text) for item in items if item.article] == [
        11705,
        12463,
        33722,
        40092,
        40717,
        41513,
        43552,
    ]
    assert items[0].article is not None
    assert (items[0].article.published, items[0].article.authors) == ("2005-01-26", ("Bluestein, Joel",))


@settings(max_examples=60)
@given(st.data())
def test_no_damage_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    base = tmp_path_factory.getbasetemp()
    wholes = {".txt": EXPORT.encode(), ".dna": database([("T", "Text.", "A", "S", 5)] * 3), ".docx": _WORD}
    suffix = data.draw(st.sampled_from(sorted(wholes)))
    broken = bytearray(wholes[suffix])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    (base / f"fuzz{suffix}").write_bytes(broken)
    assert list(open_sources([base / f"fuzz{suffix}"]))


_WORD = word(export("One", "Post", "July 1, 2019 Monday"))
