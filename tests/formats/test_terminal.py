from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from sayso.article import Article
from sayso.formats import print_reading
from sayso.record import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLOUR = re.compile(r"\x1b\[[\d;]*3[0-7][\d;]*m")


def printed(reading: Reading, width: int = 100, *, tty: bool = False, env: Mapping[str, str] | None = None) -> str:
    stream = io.StringIO()
    colours: Literal["standard", "auto"] = "standard" if tty else "auto"
    console = Console(file=stream, width=width, force_terminal=tty, color_system=colours, _environ=env or {})
    print_reading(reading, console)
    return stream.getvalue()


def test_text_statements_actors_and_shares_are_shown(reading: Reading) -> None:
    shown = " ".join(printed(reading, 200).split())

    for words in (
        "The Velmora Courier · Ana Lindqvist · 2031-03-04",
        "³that the tax would be dropped. 🚢 We are still waiting.”",
        "The Lantern ▸ Bram Okoye direct claim “The mayor told us that the tax would be dropped.",
        "The Lantern ▸ Bram Okoye ▸",
        "condition: If the talks fail",
        "hedge: might",
        "within 2",
        "head of the dockers’ union; dockers’ union; also Okoye",
        "named sources",
        "own voice",
    ):
        assert words in shown


@pytest.mark.parametrize("width", [20, 60, 200])
def test_lines_keep_to_the_width(reading: Reading, width: int) -> None:
    lines = printed(reading, width).splitlines()

    assert all(len(line.replace("\u0301", "").rstrip()) <= width for line in lines)


def test_colours_only_where_they_are_wanted(reading: Reading) -> None:
    assert "\x1b" not in printed(reading)
    assert _COLOUR.search(printed(reading, tty=True))
    assert not _COLOUR.search(printed(reading, tty=True, env={"NO_COLOR": "1"}))


def test_one_speaker_has_one_colour(reading: Reading) -> None:
    shown = printed(reading, tty=True)

    codes = {m.group(1) for m in re.finditer(r"\x1b\[(?:1;)?(3\d)m(?:Bram Okoye,|Okoye)", shown)}
    assert len(codes) == 1


def test_sources_are_bold_and_cues_italic(reading: Reading) -> None:
    shown = printed(reading, tty=True)

    assert re.search(r"\x1b\[1;3\dmSome", shown)
    assert re.search(r"\x1b\[3;3\dmhave suggested", shown)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_text_steers_the_terminal(readings: st.SearchStrategy[Reading], data: st.DataObject) -> None:
    shown = printed(data.draw(readings), data.draw(st.integers(30, 120)))

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_markup_and_emoji_codes_in_a_text_stay_as_they_are() -> None:
    reading = Reading(Article("He wrote [bold red]no[/] :smile: \x1b]0;title\x07 \x1b[2J today."))

    shown = printed(reading, tty=True)

    assert "[bold red]no[/] :smile:" in shown
    assert "\x1b]" not in shown
    assert "\x1b[2J" not in shown


def test_an_article_without_statements_says_so(reading: Reading) -> None:
    shown = printed(replace(reading, statements=(), actors=()))

    assert "No statements: all of it is in the article's own voice." in shown
    assert "This article was not read." in printed(Reading(Article("Der Hafen war still.")))
