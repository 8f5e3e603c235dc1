"""Codebooks from files: what is read, and how what is wrong is told."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding import Codebook, CodebookError, Concept, UnknownConcept

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

YAML = """\
concepts:
  - label: Raise the fuel tax
    description: The tax on petrol should go up
    for: [Dearer petrol would clean the air.]
    against:
      - Drivers pay enough already.
      - "It hurts: the poor"
  - Build the harbour bridge
"""
READ = (
    Concept(
        "Raise the fuel tax",
        "The tax on petrol should go up",
        ("Dearer petrol would clean the air.",),
        ("Drivers pay enough already.", "It hurts: the poor"),
    ),
    Concept("Build the harbour bridge"),
)
words: SearchStrategy[str] = st.text(
    st.characters(codec="utf-8", exclude_characters="|", exclude_categories=["C", "Z"]), min_size=1, max_size=12
)
concepts = st.builds(
    Concept, words, words | st.just(""), st.lists(words, max_size=3).map(tuple), st.lists(words, max_size=3).map(tuple)
)
books = st.lists(concepts, max_size=4, unique_by=lambda concept: concept.label)


def load(folder: Path, text: str | bytes, name: str = "book.yaml") -> Codebook:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Codebook.load(path)


def test_yaml_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, YAML).concepts == READ


def test_the_list_can_stand_alone(tmp_path: Path) -> None:
    assert load(tmp_path, "- Close the zoo\n- label: Keep the zoo\n").labels == ("Close the zoo", "Keep the zoo")


def test_a_label_is_a_text_whatever_yaml_takes_it_for(tmp_path: Path) -> None:
    assert load(tmp_path, "- No\n- 2030\n- 1.10\n").labels == ("No", "2030", "1.10")


def test_csv_is_read(tmp_path: Path) -> None:
    text = (
        "label,description,for,against\r\n"
        "Raise the fuel tax,The tax on petrol should go up,Dearer petrol would clean the air.,"
        '"Drivers pay enough already. | It hurts: the poor"\r\n'
        "\r\nBuild the harbour bridge\r\n"
    )
    assert load(tmp_path, "\ufeff" + text, "book.CSV").concepts == READ


@settings(max_examples=40)
@given(books)
def test_csv_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, book: list[Concept]) -> None:
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["label", "description", "for", "against"])
    rows.writerows([c.label, c.description, "\n".join(c.for_), "\n".join(c.against)] for c in book)
    assert load(tmp_path_factory.mktemp("book"), out.getvalue(), "book.csv").concepts == tuple(book)


@settings(max_examples=40)
@given(books)
def test_yaml_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, book: list[Concept]) -> None:
    rows = [{"label": c.label, "description": c.description, "for": c.for_, "against": c.against} for c in book]
    text = json.dumps({"concepts": rows}, ensure_ascii=True)
    assert load(tmp_path_factory.mktemp("book"), text).concepts == tuple(book)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("concepts:\n  - label: [a\n", 3, "no YAML"),
        ("- a\n- b\n- a\n", 3, "the label 'a' stands on line 1 already"),
        ("- label: a\n  lable: b\n", 2, "the key 'lable' is none of label, description, for, against"),
        ("- label: a\n  for: x\n  for: y\n", 3, "the key 'for' stands twice"),
        ("- description: x\n", 1, "a concept has no label"),
        ("- label: ~\n", 1, "a concept has no label"),
        ("- label: {a: b}\n", 1, "'label' is a text, not a mapping"),
        ("- [a, b]\n", 1, "a concept is a label, or has"),
        ("concepts: yes\n", 1, "concepts are a list"),
        ("concept:\n  - a\n", 1, "the key 'concept' is none of concepts"),
        ("{}\n", 1, "there is no 'concepts:'"),
        ("", 1, "the codebook is empty"),
    ],
)
def test_wrong_yaml_is_told_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(CodebookError) as error:
        load(tmp_path, text)
    assert f"book.yaml, line {line}: {what}" in str(error.value)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "there is no column 'label'"),
        ("label,labels\na,b\n", 1, "the column 'labels' is none of"),
        ("label,label\na,b\n", 1, "the column 'label' stands twice"),
        ("label,for\na,x,y\n", 2, "3 cells under 2 columns"),
        ('label\n"a\nb"\na b\n', 4, "the label 'a b' stands on line 2 already"),
        ('label\n"a\n', 2, "no CSV"),
    ],
)
def test_wrong_csv_is_told_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(CodebookError) as error:
        load(tmp_path, text, "book.csv")
    assert f"book.csv, line {line}: {what}" in str(error.value)


@pytest.mark.parametrize("name", ["book.yaml", "book.csv"])
def test_what_is_no_text_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(CodebookError, match="no UTF-8 text"):
        load(tmp_path, b"label\n\xff\xfe\n", name)


def test_yaml_runs_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "- !!python/name:os.system x\n").labels == ("x",)
    with pytest.raises(CodebookError, match="'label' is a text, not a sequence"):
        load(tmp_path, f"- label: !!python/object/apply:os.mkdir [{tmp_path}/made]\n")
    assert not (tmp_path / "made").exists()


def test_an_unknown_concept_is_told_with_what_was_meant() -> None:
    book = Codebook.of(["Close the zoo"])
    with pytest.raises(UnknownConcept, match="did you mean 'Close the zoo'"):
        book["Close the zo"]
    with pytest.raises(UnknownConcept, match="it has 'Close the zoo'"):
        book["Raise taxes"]


def test_a_label_stands_once() -> None:
    with pytest.raises(CodebookError, match="twice"):
        Codebook.of(["a", "b", "a"])
