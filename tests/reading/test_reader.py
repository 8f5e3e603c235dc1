from __future__ import annotations

import itertools
import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso import Article, Reader, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour.txt"
PLAIN = "Mayor Ann Lee said the bridge is safe. “We tested it twice,” she added."
SHORT = [
    PLAIN,
    "Nothing happened on Tuesday.",
    "The union wants higher wages, according to its chairman, Bo Lind.\n\n“We will strike,” Lind warned.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


@pytest.fixture(scope="module")
def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


def as_json(reading: Reading) -> str:
    return json.dumps(reading.to_dict(), ensure_ascii=False)


def check_form(reading: Reading) -> None:
    """A reading survives its own interchange form, which checks spans, labels and references."""
    assert Reading.from_dict(json.loads(as_json(reading))) == reading
    for statement in reading.statements:
        assert statement.content
        assert statement.speaker
        assert 0 <= statement.confidence <= 1


def test_the_plainest_statement_is_read(reader: Reader) -> None:
    first, second = reader.read(PLAIN).statements
    assert [s.surface for s in first.source] == ["Mayor Ann Lee"]
    assert [s.surface for s in first.cue] == ["said"]
    assert [s.surface for s in first.content] == ["the bridge is safe"]
    assert [s.surface for s in second.cue] == ["added"]
    assert second.mode == "direct"
    assert first.mode == "indirect"
    assert first.speaker == second.speaker


def test_the_example_is_read_in_full_form(reader: Reader, example: str) -> None:
    reading = reader.read(example)
    check_form(reading)
    names = {reading.actor(a).name for s in reading.statements for a in s.speaker}
    assert {"Lucan Ferro", "Petra von Osten", "Anselm Okoro"} <= names


def test_the_text_is_never_rewritten(reader: Reader) -> None:
    text = "\ufeffAnn Lee said\r\n“no”.\x00 Zoe\u0301 😀 agreed that  it was\u2028late.\r\n"
    reading = reader.read(text, force=True)
    assert reading.article.text == text
    check_form(reading)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_text_gives_the_same_bytes(reader: Reader, example: str, threads: int) -> None:
    alone = [as_json(reader.read(text)) for text in [*SHORT, example]]
    other = Reader(threads=threads)
    for order in itertools.islice(itertools.permutations(range(4)), 0, 24, 7):
        texts = [[*SHORT, example][i] for i in order]
        together = [as_json(r) for r in other.read_many(texts)]
        assert together == [alone[i] for i in order]


def test_read_many_is_lazy_and_in_order(reader: Reader) -> None:
    taken = []

    def articles() -> Iterator[str]:
        for i in itertools.count():
            taken.append(i)
            yield f"Minister Number {i} said the bridge is safe."

    readings = reader.read_many(articles())
    texts = [r.article.text for r in itertools.islice(readings, 3)]
    assert texts == [f"Minister Number {i} said the bridge is safe." for i in range(3)]
    assert len(taken) < 100


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x00", "\u200b", "…", "“”", "\ufeff"])
def test_text_without_words_gives_an_empty_reading(reader: Reader, text: str) -> None:
    assert reader.read(text).statements == ()


def test_another_language_gives_a_warning_and_nothing_else(reader: Reader) -> None:
    text = "Die Ministerin sagte am Dienstag, dass die Brücke sicher sei und dass niemand sich sorgen müsse. " * 4
    with pytest.warns(sayso.LanguageWarning, match="de"):
        reading = reader.read(text)
    assert reading.statements == ()
    assert reading.article.language == "de"
    check_form(reader.read(text, force=True))


def test_the_articles_data_are_kept(reader: Reader) -> None:
    article = Article(PLAIN, title="Bridge", outlet="Gazette", authors=("A. Pen",), published="2026-01-02", url="x:y")
    kept = reader.read(article).article
    assert (kept.title, kept.outlet, kept.authors, kept.published, kept.url) == (
        "Bridge", "Gazette", ("A. Pen",), "2026-01-02", "x:y",
    )  # fmt: skip


def test_the_id_is_that_of_the_normalised_text(reader: Reader) -> None:
    one, two = (reader.read(t).article.id for t in (PLAIN, PLAIN.replace(" ", "\n", 1)))
    assert one == two
    assert one != reader.read(SHORT[1]).article.id


def test_an_unknown_model_is_named_with_those_there_are() -> None:
    with pytest.raises(sayso.InputError, match="no model 'xx'; there is en"):
        Reader("xx")


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=120)
    | st.text(st.sampled_from("“”\"'«»„‘’`() ,.:-—\n"), max_size=60)
    | st.lists(st.sampled_from([*PLAIN.split(), "“", "”", '"', "’", "\n", "if", "—", ":"]), max_size=40).map(" ".join)
)
def test_any_text_gets_a_reading_in_form(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sayso.LanguageWarning)
        check_form(sayso.read(text))
        check_form(sayso.read(text, force=True))


@pytest.mark.slow
def test_a_200_000_character_line_is_read(reader: Reader) -> None:
    filler = "The bridge was built in 1910 and painted grey in 1950 by the town. "
    text = filler * 1500 + "Ann Lee said the bridge is safe. " + filler * 1500
    assert len(text) > 200_000
    reading = reader.read(text)
    check_form(reading)
    assert [s.surface for st_ in reading.statements for s in st_.source] == ["Ann Lee"]


def test_a_notebook_shows_the_reading(reader: Reader) -> None:
    html = reader.read(PLAIN)._repr_html_()
    assert "Ann Lee" in html
    assert "<script src" not in html


def test_importing_takes_in_nothing_heavy() -> None:
    heavy = {"numpy", "onnxruntime", "tokenizers", "sqlalchemy", "trafilatura"}
    code = f"import sys, sayso; sys.exit(' '.join(sorted({heavy!r} & sys.modules.keys())) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
