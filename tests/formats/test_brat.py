from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import FormatError
from sayso.formats import read_brat, to_brat

if TYPE_CHECKING:
    from sayso.record import Reading

SHARED = Path(__file__).resolve().parents[3] / "shared"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_attributions_come_back_as_they_went(readings: st.SearchStrategy[Reading], data: st.DataObject) -> None:
    reading = data.draw(readings)

    found = read_brat(to_brat(reading), reading.article.text)

    want = [(s.source, s.cue, s.content) for s in reading.statements if s.source or s.cue or s.content]
    assert [(a.source, a.cue, a.content) for a in found] == want


def test_the_form_is_that_of_the_corpus(reading: Reading) -> None:
    lines = to_brat(reading).splitlines()

    assert lines[:5] == [
        "T1\tSource 32 36\tSome",
        "T2\tCue 37 51\thave suggested",
        "T3\tContent 52 82\tthat Mayor Ilse Torvald resign",
        "T4\tAttribution 37 51\thave suggested",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
    ]
    assert "T6\tCue 141 146;187 196\tcited as saying" in lines


def test_a_statement_without_source_or_cue_hangs_on_its_content() -> None:
    from sayso.record import Reading

    reading = Reading.from_dict(
        {
            "article": {"text": "If not, she\nshould go."},
            "statements": [{"id": "s1", "content": [[0, 21]]}, {"id": "s2"}],
        }
    )

    assert to_brat(reading) == (
        "T1\tContent 0 21\tIf not, she should go\n"
        "T2\tAttribution-no-source 0 21\tIf not, she should go\n"
        "E1\tAttribution-no-source:T2 Content:T1\n"
    )


def test_surfaces_with_line_breaks_several_contents_and_notes_are_understood() -> None:
    ann = (
        "T1\tSource 0 3\tAda\nT2\tCue 4 8\tsaid\nT3\tContent 9 17\tit\nworks\n"
        "T4\tAttribution 4 8\tsaid\nT5\tContent 19 23\twell\n"
        "#1\tAnnotatorNotes T1\tunsure\nT6\tDiscuss 0 3\tAda\n"
        "E1\tAttribution:T4 Cue:T2 Source:T1 Content:T3 Content2:T5\n"
        "E2\tAttribution:T4 \n"
    )

    (found,) = read_brat(ann, "Ada said it\nworks, well.")

    assert [s.surface for s in found.content] == ["it\nworks", "well"]


@pytest.mark.parametrize(
    ("ann", "says"),
    [
        ("T1\tSource 0 99\tAda\n", "line 1: span"),
        ("\nT1\tSource 3 3\t\n", "line 2: span"),
        ("T1\tSource 0 3\tEve\n", "line 1: T1 says 'Eve', but the text has 'Ada'"),
        ("T1\tCue 0 3\tAda\nE1\tAttribution:T1 Cue:T1 Source:T7\n", "line 2: the event names T7"),
    ],
)
def test_annotations_that_do_not_fit_the_text_are_refused(ann: str, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        read_brat(ann, "Ada said so.")


def test_a_file_without_annotations_has_no_attributions() -> None:
    assert read_brat("", "Ada said so.") == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are absent")
def test_the_corpus_is_read_whole() -> None:
    count = 0
    for path in sorted((SHARED / "polnear" / "dev" / "attributions").glob("*.ann"))[:40]:
        text = SHARED / "polnear" / "dev" / "text" / f"{path.stem.rsplit('_', 1)[0]}.txt"
        ann = path.read_bytes().decode()
        found = read_brat(ann, text.read_bytes().decode())
        assert all(a.content for a in found)
        count += len(found)

    assert count > 500
