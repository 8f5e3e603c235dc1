"""JSON Lines, CSV, Parquet: columns, encodings, readings, damage."""

from __future__ import annotations

import gzip
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.article import Article, Span
from sayso.intake.archive import Limits, SourceOptions, open_sources
from sayso.record import Actor, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.intake.archive import Item

    Taken = Callable[..., list[Item]]

TEXT = "The mayor said: “no”; nobody, not even the port, asked why."
SQL = "Robert'); DROP TABLE articles;-- “said” he\x00"[:-1]


def reading() -> Reading:
    article = Article("Ann Lee said no.", outlet="Post", published="2025-03-01", language="en")
    span = Span.of(article.text, 0, 7)
    actor = Actor("a1", "Ann Lee", "person", mentions=(span,))
    cue, content = Span.of(article.text, 8, 12), Span.of(article.text, 13, 15)
    said = Statement("s1", (span,), (cue,), (content,), ("a1",), (), "indirect", "claim", (), (), False, None, 0.5)
    return Reading(article, (actor,), (said,))


def test_json_lines_are_mapped_by_their_usual_names(taken: Taken) -> None:
    record = {
        "Body": TEXT,
        "headline": "No",
        "publisher": {"name": "Post"},
        "date": "March 1, 2025",
        "author": "By A and B",
    }
    (item,) = taken("a.jsonl", json.dumps(record).encode() + b"\n\n")
    article = item.article
    assert article is not None
    assert (article.text, article.title, article.outlet) == (TEXT, "No", "Post")
    assert (article.published, article.authors, article.url, article.language) == ("2025-03-01", ("A", "B"), None, None)


def test_keys_can_be_named_even_within_others(taken: Taken) -> None:
    options = SourceOptions(columns={"text": "doc.words", "outlet": "paper"}, published="2020-01-01")
    lines = [
        {"doc": {"words": TEXT}, "paper": "Post", "text": "not this", "date": "2019-01-01"},
        {"doc": {"words": TEXT}},
    ]
    one, two = taken("a.jsonl", "\n".join(map(json.dumps, lines)).encode(), options)
    assert one.article == Article(TEXT, outlet="Post", published="2020-01-01")
    assert two.article == Article(TEXT, published="2020-01-01")


def test_a_bad_line_does_not_stop_the_others(taken: Taken) -> None:
    data = b'{"text": "One."}\n{"text": 3}\n{\n[1]\n\xff\n{"title": "x"}\n' + b'{"text": "%s"}\n{"text": "Two."}' % (
        b"x" * 500
    )
    items = taken("a.jsonl", data, SourceOptions(limits=Limits(item=300)))
    assert [bool(i.article) for i in items] == [True, False, False, False, False, False, False, True]
    assert [i.key.rpartition("#")[2] for i in items] == [f"line {n}" for n in range(1, 9)]
    assert "longer" in str(items[6].error)


def test_json_documents_hold_one_or_many(taken: Taken) -> None:
    assert len(taken("a.json", json.dumps([{"text": "One."}, {"text": "Two."}]).encode())) == 2
    assert len(taken("b.json", b'{\n"text": "One."}')) == 1
    assert len(taken("c.json", b'{"text": "One."}\n{"text": "Two."}')) == 2


def test_readings_come_back_as_they_are(taken: Taken, tmp_path: Path) -> None:
    line = json.dumps(reading().to_dict())
    (item,) = taken("a.jsonl", line.encode())
    assert item.reading == reading()
    assert item.article == reading().article
    pq.write_table(pa.table({"id": ["x"], "reading": [line]}), tmp_path / "a.parquet")
    parts = {key: [json.dumps(reading().to_dict()[key])] for key in ("article", "actors", "statements", "narration")}
    pq.write_table(pa.table(parts), tmp_path / "b.parquet")
    assert [i.reading for i in open_sources([tmp_path / "a.parquet", tmp_path / "b.parquet"])] == [reading()] * 2


def test_a_broken_reading_is_told(taken: Taken) -> None:
    broken = reading().to_dict()
    broken["statements"][0]["content"] = [[0, 5, "wrong"]]
    (item,) = taken("a.jsonl", json.dumps(broken).encode())
    assert item.article is None
    assert "span" in str(item.error)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_every_common_form(taken: Taken, separator: str, encoding: str) -> None:
    quoted = '"' + TEXT.replace(" nobody", "\nnobody") + '"'
    rows = [["Title", "Text", "Source"], ["No", quoted, "Post"], ["", '"' + SQL + '"', ""]]
    items = taken("a.csv", "\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert [i.article for i in items] == [
        Article(TEXT.replace(" nobody", "\nnobody"), title="No", outlet="Post"),
        Article(SQL),
    ]


def test_tables_without_a_text_say_what_there_is(taken: Taken) -> None:
    (item,) = taken("a.csv", b"one,two\n1,2\n")
    assert "one, two" in str(item.error)
    (item,) = taken("a.csv", b"text\nx\n", SourceOptions(columns={"outlet": "paper"}))
    assert "'paper'" in str(item.error)
    assert taken("a.csv", b"")[0].error
    assert taken("a.csv", b"text\n")[0].error == "there is no article in it"


def test_an_endless_line_of_a_table_is_passed_over(taken: Taken) -> None:
    data = b"text\nOne.\n" + b"x" * 5000 + b"\nTwo.\n"
    items = taken("a.csv", data, SourceOptions(limits=Limits(item=1000)))
    assert [i.article and i.article.text for i in items] == ["One.", None, "Two."]


def test_packed_tables(taken: Taken) -> None:
    assert len(taken("a.csv.gz", gzip.compress(b"text\nOne.\nTwo.\n"))) == 2
    assert len(taken("a.jsonl.gz", gzip.compress(b'{"text": "One."}\n' * 3))) == 3
    broken = taken("b.jsonl.gz", gzip.compress(b'{"text": "One."}\n' * 3)[:-12])
    assert "breaks off" in str(broken[-1].error)
    bomb = taken("c.jsonl.gz", gzip.compress(b'{"text": "' + b"x" * 10_000_000 + b'"}'))
    assert "times its size" in str(bomb[-1].error)


def test_parquet_has_dates_of_its_own(tmp_path: Path) -> None:
    table = pa.table(
        {
            "content": ["One.", None, SQL],
            "date": [datetime(2025, 3, 1, 12), None, datetime(2025, 3, 1)],
            "day": [date(2025, 3, 1)] * 3,
            "authors": [["A", "B"], [], None],
            "other": [1, 2, 3],
        }
    )
    table = table.set_column(1, "date", table["date"].cast(pa.timestamp("ns")))
    pq.write_table(table, tmp_path / "a.parquet")
    one, two, three = open_sources([tmp_path / "a.parquet"])
    assert one.article == Article("One.", published="2025-03-01T12:00:00", authors=("A", "B"))
    assert "no text" in str(two.error)
    assert three.article == Article(SQL, published="2025-03-01")


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_damaged_parquet_is_told(taken: Taken, tmp_path: Path, cut: float) -> None:
    pq.write_table(pa.table({"text": [f"Article {k}." for k in range(1000)]}), tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    assert "Parquet" in str(taken("b.parquet", whole[: int(len(whole) * cut)])[-1].error)


def values(items: list[Item]) -> list[Any]:
    return [(i.key, i.article, i.error) for i in items]


def test_what_is_done_is_skipped(taken: Taken) -> None:
    data = b"text\nOne.\nTwo.\nThree.\n"
    items = taken("a.csv", data)
    assert values(taken("a.csv", data, skip={items[0].key, items[2].key})) == values(items[1:2])
    assert taken("a.csv", data, skip={i.key for i in items}) == []
