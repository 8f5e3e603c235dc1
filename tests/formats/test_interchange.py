from __future__ import annotations

import json
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        ('{"article": {"text": "x"}, "statements": [{"id": "s", "confidence": NaN}]}', "line 1: .*nan"),
        ("[" * 100_000, "no JSON"),
        ('{"article": "gold-only", "statements": []}', "does not hold its text"),
    ],
)
def test_what_is_no_reading_is_refused_with_line_and_reason(text: str, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        list(read_readings(text))


STATEMENT = {"id": "s1", "content": [[0, 3]]}
ACTOR = {"id": "a1", "name": "Ann Lee", "kind": "person"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": "sayso-reading/2"}, "sayso-reading/2"),
        ({"format": None}, "format"),
        ({"article": {"text": "One.", "authors": "Ann Lee"}}, "authors is no list"),
        ({"actors": [ACTOR | {"aliases": "Lee"}]}, "aliases is no list"),
        ({"actors": [ACTOR | {"roles": "mayor"}]}, "roles is no list"),
        ({"actors": [ACTOR | {"id": []}]}, "id is no string"),
        ({"actors": [ACTOR | {"name": None}]}, "name is no string"),
        ({"actors": "none"}, "actors is no list"),
        ({"statements": [STATEMENT | {"relay": "a1"}]}, "relay is no list"),
        ({"statements": [STATEMENT | {"speaker": [["a1"]]}]}, "speaker is no string"),
        ({"statements": [STATEMENT | {"speaker": {"a1": 1}}]}, "speaker is no list"),
        ({"statements": [STATEMENT | {"within": ["s1"]}]}, "within is no string"),
        ({"statements": [STATEMENT | {"denies": "false"}]}, "denies"),
        ({"statements": [STATEMENT | {"denies": None}]}, "denies"),
        ({"statements": [STATEMENT | {"confidence": 10**400}]}, "confidence"),
        ({"statements": [STATEMENT | {"confidence": "1"}]}, "confidence"),
        ({"statements": [STATEMENT | {"content": [[False, True]]}]}, "whole numbers"),
        ({"statements": [STATEMENT | {"content": [{"start": 0}]}]}, "span is no list"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(change: dict[str, object], says: str) -> None:
    good = {"article": {"text": "One."}, "actors": [ACTOR], "statements": [STATEMENT]}
    assert Reading.from_dict(good).article.text == "One."

    with pytest.raises(FormatError, match=says):
        Reading.from_dict(good | change)


SCALARS = st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | st.text(max_size=5)
ANY_JSON = st.recursive(
    SCALARS, lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=5), x, max_size=3)
)


def places(value: object) -> Iterator[tuple[Any, Any]]:
    """Every list or object in the value with each of its indices or keys."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


@settings(max_examples=40)
@given(data=st.data())
def test_whatever_stands_in_a_reading_is_read_or_refused(
    readings: st.SearchStrategy[Reading], data: st.DataObject
) -> None:
    form = data.draw(readings).to_dict()
    holder, key = data.draw(st.sampled_from(list(places(form))))
    holder[key] = data.draw(ANY_JSON)

    with suppress(FormatError):
        Reading.from_dict(form).to_dict()


@given(ANY_JSON)
def test_whatever_json_is_given_is_refused(value: Any) -> None:
    with pytest.raises(FormatError):
        Reading.from_dict(value)


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


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are absent")
def test_the_gold_readings_are_read() -> None:
    found = list(read_readings(SHARED / "gold" / "dev", texts=SHARED / "polnear" / "dev" / "text"))

    assert len(found) == 14
    assert all(reading.statements for reading in found)
