from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import FormatError
from sayso.formats import read_readings, to_json, to_jsonl
from sayso.record import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).resolve().parents[3] / "shared"


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_back(readings: st.SearchStrategy[Reading], data: st.DataObject) -> None:
    reading = data.draw(readings)

    assert Reading.from_dict(reading.to_dict()) == reading
    assert list(read_readings(to_json(reading))) == [reading]
    assert list(read_readings("".join(to_jsonl([reading, reading])))) == [reading, reading]


def test_json_shows_characters_as_they_are_and_keeps_the_order_of_keys(reading: Reading) -> None:
    text = to_json(reading)

    assert "🚢" in text
    assert list(json.loads(text)) == ["format", "article", "actors", "statements", "narration"]
    assert text == to_json(reading)


def test_a_reading_takes_one_line_even_where_its_text_has_several(reading: Reading) -> None:
    (line,) = to_jsonl([reading])

    assert line.count("\n") == 1
    assert line.endswith("\n")


def test_json_lines_are_written_as_they_come(reading: Reading) -> None:
    def endless() -> Iterator[Reading]:
        while True:
            yield reading

    assert len(list(islice(to_jsonl(endless()), 3))) == 3


def test_a_text_that_no_utf8_can_hold_is_still_written() -> None:
    article = Reading.from_dict({"article": {"text": "a\ud800b"}, "statements": []})

    text = to_json(article)

    text.encode()
    assert next(read_readings(text)).article.text == "a\ud800b"


@pytest.mark.parametrize("indent", [None, 2])
def test_files_of_every_layout_are_read(reading: Reading, tmp_path: Path, indent: int | None) -> None:
    one = to_json(reading, indent)
    layouts = [one, f"\ufeff{one}\n", f"[{one}]", f"[\n{one},\n{one}\n]\n", f"{one}\n\n{one}\n", "", "[]", "\n \n"]
    counts = []
    for layout in layouts:
        path = tmp_path / "readings.json"
        path.write_text(layout, encoding="utf-8")
        found = list(read_readings(path))
        assert all(r == reading for r in found)
        counts.append(len(found))

    assert counts == [1, 1, 1, 2, 2, 0, 0, 0]


def test_a_folder_is_read_in_order_of_names(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text("".join(to_jsonl([reading])), encoding="utf-8")
    (tmp_path / "a.json").write_text('{"article": {"text": "First."}, "statements": []}', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("none of it", encoding="utf-8")

    assert [r.article.text[:5] for r in read_readings(tmp_path)] == ["First", "Counc"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"article": {"text": "x"}, "statements": []}\n{"article": 3', "line 2: no JSON"),
        ('{"article": {"text": "x"}, "statements": []}\n[1]', "line 2: a reading is an object, not list"),
        ('{"article": {"text": "x"}, "statements": []}\n{"statements": []}', "line 2: .*'article'"),
        ('[\n{"article": {"text": "x"}, "statements": []},\n{"article": {"text": "x"}}]', "line 3: .*'statements'"),
        ('{\n"article": nonsense}', "line 2: no JSON"),
        ('[\n{"article": {"text": "x"}, "statements": []}\n', "array"),
        ('[{"article": {"text": "x"}, "statements": []}] more', "follows the end"),
        ('{"article": {"text": "x"}, "statements": [{"id": "s", "content": [[0, 9]]}]}', "line 1: span"),
        ('{"article": {"text": "x"}, "statements": [{"id": "s", "confidence": NaN}]}', "NaN"),
        ("[" * 100_000, "no JSON"),
        ('{"article": "gold-only", "statements": []}', "does not hold its text"),
    ],
)
def test_what_is_no_reading_is_refused_with_line_and_reason(text: str, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        list(read_readings(text))


def test_good_lines_come_before_the_bad_one(reading: Reading) -> None:
    found = read_readings("".join(to_jsonl([reading])) + "{bad\n")

    assert next(found) == reading
    with pytest.raises(FormatError, match="line 2"):
        next(found)


def test_a_binary_file_is_no_reading(tmp_path: Path) -> None:
    path = tmp_path / "readings.jsonl"
    path.write_bytes(b'{"article": "\xff\xfe"}')

    with pytest.raises(FormatError, match="UTF-8"):
        list(read_readings(path))


def test_gold_that_names_its_article_finds_the_text_beside_it(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_bytes(b"One.\r\nTwo.")
    gold = '{"article": "harbour", "statements": [{"id": "s1", "content": [[6, 10, "Two."]]}]}'

    (reading,) = read_readings(gold, texts=tmp_path)

    assert reading.statements[0].content[0].surface == "Two."
    assert reading.article.id == "harbour"


@pytest.mark.parametrize("name", ["../harbour", "/etc/passwd", "..", "", "a\\b", "missing"])
def test_a_name_never_leads_out_of_the_folder_of_texts(tmp_path: Path, name: str) -> None:
    (tmp_path / "harbour.txt").write_text("One.", encoding="utf-8")
    inner = tmp_path / "texts"
    inner.mkdir()

    with pytest.raises(FormatError, match=r"no name|not there"):
        list(read_readings(json.dumps({"article": name, "statements": []}), texts=inner))


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_the_gold_readings_are_read() -> None:
    found = list(read_readings(SHARED / "gold" / "dev", texts=SHARED / "polnear" / "dev" / "text"))

    assert len(found) == 14
    assert all(reading.statements for reading in found)
