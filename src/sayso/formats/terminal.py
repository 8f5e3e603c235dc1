"""A reading in the terminal: the text in its speakers' colours, the statements, the actors, the shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .chain import KIND_SIGNS, Chains, colours, manner, qualifiers
from .layers import Piece, number_places, pieces
from .plain import join_pieces, one_line, shorten, visible
from .shares import VOICES, counts, ranked, shares, was_read

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from ..record import Actor, Reading, Statement

__all__ = ["print_reading"]

# The terminal's own colours, which its owner has made readable on its background.
_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red", "bright_cyan", "bright_magenta")
_UNDERLINED = {"condition", "hedge", "scare"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TEXT_WIDTH = 88
_TABLE_WIDTH = 132
_BAR = 24


def print_reading(reading: Reading, console: Console) -> None:
    """Print a reading on a rich console; what the article holds never reaches the terminal as a command."""
    width = console.width
    blank = ""
    parts: list[tuple[RenderableType, int]] = [
        (_heading(reading), _TEXT_WIDTH),
        (blank, width),
        (_body(reading), _TEXT_WIDTH),
        (blank, width),
    ]
    if reading.statements:
        parts.append((_statements(reading, min(width, _TABLE_WIDTH)), _TABLE_WIDTH))
        parts.append((blank, width))
        parts.append((_actors(reading), _TABLE_WIDTH))
    elif was_read(reading):
        parts.append(("No statements: all of it is in the article's own voice.", width))
    else:
        parts.append(("This article was not read.", width))
    if was_read(reading):
        parts.append((_voices(reading), width))
    for part, most in parts:
        console.print(part, width=min(width, most), highlight=False, markup=False, emoji=False)


def _heading(reading: Reading) -> Text:
    from rich.text import Text

    article = reading.article
    heading = Text(one_line(article.title or shorten(article.text, 60) or "Empty article"), style="bold")
    about = [one_line(x) for x in (article.outlet, *article.authors, article.published, article.url) if x]
    if about:
        heading.append("\n" + " · ".join(about), style="not bold dim")
    return heading


def _body(reading: Reading) -> Text:
    """The text; each statement's number stands before its content."""
    from rich.text import Text

    numbers = colours(reading)
    places = number_places(reading)
    body = Text()
    for piece in pieces(reading, places):
        for place, number in enumerate(places.get(piece.start, ())):
            style = _colour(reading.statements[number], numbers)
            body.append(" " * bool(place) + str(number + 1).translate(_SUPERSCRIPT), style=f"bold {style}")
        body.append(visible(reading.article.text[piece.start : piece.end]), style=_style(reading, piece, numbers))
    body.rstrip()
    return body


def _colour(statement: Statement, numbers: dict[str, int]) -> str:
    return _COLOURS[numbers[statement.speaker[0]] % len(_COLOURS)] if statement.speaker else "default"


def _style(reading: Reading, piece: Piece, numbers: dict[str, int]) -> str:
    styles = []
    number = piece.statement("source", "cue")
    if number is not None:
        styles.append("bold" if piece.statement("source") == number else "italic")
    else:
        number = piece.statement("content")
    if number is not None:
        styles.append(_colour(reading.statements[number], numbers))
    if any(m.layer in _UNDERLINED for m in piece.marks):
        styles.append("underline")
    return " ".join(styles)


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, expand=False, pad_edge=False, header_style="bold", show_edge=False, padding=(0, 1)
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _statements(reading: Reading, width: int) -> Table:
    """Who, how, what."""
    from rich.text import Text

    numbers = colours(reading)
    chains = Chains(reading)
    places = {s.id: n for n, s in enumerate(reading.statements, 1)}
    table = _table("", "who", "how", "what")
    table.columns[0].justify = "right"
    table.columns[0].no_wrap = True
    for column, ratio in zip(table.columns[1:], (3, 3, 4), strict=True):
        column.ratio = ratio
    table.expand = True
    for number, statement in enumerate(reading.statements, 1):
        style = _colour(statement, numbers)
        signs = "".join(dict.fromkeys(KIND_SIGNS[actor.kind] for actor in chains.speakers(statement)))
        table.add_row(
            Text(str(number), style=f"bold {style}"),
            Text(f"{signs} {chains.way(statement)}".strip(), style=style),
            Text(_how(statement, places)),
            Text(shorten(join_pieces(statement.content), width)),
        )
    return table


def _how(statement: Statement, places: dict[str, int]) -> str:
    limits = [f"{name}: {words}" for name, words in qualifiers(statement, 60).items()]
    within = [f"within {places[statement.within]}"] if statement.within in places else []
    return "\n".join([f"{statement.mode} {', '.join(manner(statement))}", *limits, *within])


def _actors(reading: Reading) -> Table:
    from rich.text import Text

    numbers = colours(reading)
    made, _ = counts(reading)
    table = _table("actor", "kind", "roles; also called", "said", "words")
    for column in table.columns[3:]:
        column.justify = "right"
    for column in (table.columns[1], *table.columns[3:]):
        column.no_wrap = True
    for actor, share in ranked(reading):
        style = _COLOURS[numbers[actor.id] % len(_COLOURS)] if actor.id in numbers else "default"
        said = (str(made[actor.id]), f"{share:.0%}") if made[actor.id] else ()
        cells = (actor.kind, _about(actor), *said)
        table.add_row(Text(f"{KIND_SIGNS[actor.kind]} {one_line(actor.name)}", style=style), *map(Text, cells))
    return table


def _about(actor: Actor) -> str:
    office = [*actor.roles, *([actor.affiliation] if actor.affiliation else [])]
    also = [f"also {', '.join(actor.aliases)}"] if actor.aliases else []
    return "; ".join(one_line(part) for part in [*office, *also])


def _voices(reading: Reading) -> Text:
    from rich.text import Text

    found = shares(reading)
    lines = Text("\nWhose words\n", style="bold")
    for voice in VOICES:
        share = found.voices[voice]
        filled = round(share * _BAR)
        name = voice if voice == "own voice" else f"{voice} sources"
        lines.append(f"{name:16} {'█' * filled}{'░' * (_BAR - filled)} {share:4.0%}\n", style="not bold")
    return lines
