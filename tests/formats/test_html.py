from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.article import Article, Span
from sayso.formats import fragment, page
from sayso.formats.plain import visible
from sayso.record import Narration, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"meta", "rect"}


class Page(HTMLParser):
    """Elements, ids and links of a page; fails where tags do not match."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.said = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        assert len(dict(attrs)) == len(attrs), f"an attribute of {tag} is given twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.said += data

    def having(self, key: str) -> Iterator[tuple[str, dict[str, str]]]:
        return ((tag, attrs) for tag, attrs in self.elements if key in attrs)

    def classes(self) -> set[str]:
        return {name for _, attrs in self.having("class") for name in attrs["class"].split()}


def test_the_page_shows_text_statements_actors_and_shares(reading: Reading) -> None:
    shown = Page(page(reading)).said

    for words in (
        "Council weighs the harbour tax",
        "The Velmora Courier",
        "2031-03-04",
        "🚢 We are still waiting.",
        "dockers’ union",
        "also Okoye",
        "within 3"[:6],
        "named sources",
        "own voice",
    ):
        assert words in shown


def test_the_hover_text_is_the_chain(reading: Reading) -> None:
    titles = {attrs["title"] for _, attrs in Page(page(reading)).having("title")}

    assert "The Lantern ▸ Bram Okoye · forecast · If the talks fail · might" in titles


def test_every_statement_has_a_number_in_the_text_and_a_row_that_lead_to_each_other(reading: Reading) -> None:
    parsed = Page(page(reading))
    ids = [attrs["id"] for _, attrs in parsed.having("id")]
    links = [attrs["href"] for _, attrs in parsed.having("href") if attrs["href"].startswith("#")]
    marks = [attrs for tag, attrs in parsed.elements if tag == "a" and "mark" in attrs.get("class", "").split()]

    assert len(set(ids)) == len(ids)
    assert all(link[1:] in ids for link in links)
    assert [attrs["data-n"] for attrs in marks] == ["1", "2", "3", "4", "5"]
    assert all(attrs["aria-label"].startswith(f"Statement {attrs['data-n']}: ") for attrs in marks)


def test_nested_and_marked_words_are_told_apart_by_more_than_colour(reading: Reading) -> None:
    classes = Page(page(reading)).classes()

    assert {"con", "src", "cue", "nest", "cond", "hedge", "scare"} <= classes


def test_the_page_needs_nothing_from_elsewhere(reading: Reading) -> None:
    source = page([reading, reading])
    parsed = Page(source)

    tags = {tag for tag, _ in parsed.elements}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "form", "audio", "video"}
    assert not [attrs for _, attrs in parsed.elements if "src" in attrs or "style" in attrs]
    assert not re.search(r"@import|url\(", source)
    policy = next(a["content"] for _, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_several_readings_have_a_list_of_contents(reading: Reading) -> None:
    parsed = Page(page([reading, reading]))

    links = [attrs["href"] for tag, attrs in parsed.elements if tag == "a" and attrs["href"] in ("#a0", "#a1")]
    assert links == ["#a0", "#a1"]
    assert [tag for tag, _ in parsed.elements].count("h1") == 1


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_text_becomes_markup(readings: st.SearchStrategy[Reading], data: st.DataObject) -> None:
    reading = data.draw(readings)
    for source in (page(reading), fragment(reading)):
        parsed = Page(source)
        assert [tag for tag, _ in parsed.elements].count("script") == ("<!DOCTYPE" in source)
        assert not [key for _, attrs in parsed.elements for key in attrs if key.startswith("on")]
        links = [attrs["href"] for _, attrs in parsed.having("href")]
        assert all(re.match(r"#[af]|https?://", link) for link in links)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", source)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_text_of_the_page_is_the_text_of_the_article(
    readings: st.SearchStrategy[Reading], data: st.DataObject
) -> None:
    reading = replace(data.draw(readings), actors=(), statements=())
    source = fragment(reading)

    text = re.search(r'<div class="text".*?\n</div>', source, re.DOTALL)
    assert text
    shown = Page(text.group()).said
    assert shown.split() == visible(reading.article.text).split()


def test_marks_leave_the_text_as_it_is(reading: Reading) -> None:
    text = re.search(r'<div class="text".*?</div>', fragment(reading), re.DOTALL)

    assert text
    assert Page(text.group()).said.split() == reading.article.text.split()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//courier.example", "JAVASCRIPT:x"])
def test_only_web_addresses_become_links(reading: Reading, url: str) -> None:
    odd = replace(reading, article=replace(reading.article, url=url))

    assert not [a for _, a in Page(page(odd)).having("href") if not a["href"].startswith("#")]


def test_a_reading_without_statements_says_so() -> None:
    article = Article("The harbour was quiet.")
    told = Reading(article, narration=(Narration(Span.of(article.text, 0, 22), "claim"),))

    shown = Page(page(told)).said
    assert "None: all of it is in the article’s own voice." in shown
    assert "own voice 100%" in shown


def test_an_article_that_was_not_read_is_not_taken_for_one_without_statements() -> None:
    shown = Page(page(Reading(Article("Der Hafen war still.")))).said

    assert "This article was not read." in shown
    assert "own voice 100%" not in shown


def test_an_empty_list_of_readings_is_a_page_too() -> None:
    assert "No articles" in Page(page([])).said


def test_a_notebook_shows_the_fragment_without_script(reading: Reading) -> None:
    source = reading._repr_html_()

    assert source == fragment(reading)
    assert "<script" not in source


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_has_enough_contrast(scheme: int) -> None:
    style = (resources.files("sayso.formats") / "static" / "reading.css").read_text("utf-8")
    block = re.findall(r"\.sayso \{([^}]*--paper[^}]*)\}", style)[scheme]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
    papers = [colours["paper"], colours["card"], *(colours[f"t{n}"] for n in "01234567x")]
    inks = [colours["ink"], *(colours[f"s{n}"] for n in "01234567x")]

    assert min(_contrast(ink, paper) for ink in inks for paper in papers) >= 4.5
    assert min(_contrast(colours["soft"], colours[name]) for name in ("paper", "card")) >= 4.5
    assert _contrast(colours["paper"], colours["ink"]) >= 7
