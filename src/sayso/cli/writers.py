"""Readings -> the bytes of one format. What is there when Ctrl-C comes is kept."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, TextIO

from ..formats import page, print_reading, to_brat, to_csv, to_json, to_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import Console

    from ..record import Reading

__all__ = ["FORMATS", "WRITERS", "encode", "show", "terminal"]

_FILE_WIDTH = 100


def encode(text: str) -> bytes:
    """UTF-8; what has no place in it (a lone surrogate) becomes ``?``, one for one, so that offsets hold."""
    return text.encode("utf-8", "replace")


def write_object(readings: Iterable[Reading], out: BinaryIO) -> None:
    """JSON: one object after another."""
    for reading in readings:
        out.write(encode(to_json(reading) + "\n"))


def write_array(readings: Iterable[Reading], out: BinaryIO) -> None:
    """JSON: one array, closed even where reading stops early."""
    before = "[\n"
    try:
        for reading in readings:
            out.write(encode(before + to_json(reading)))
            out.flush()
            before = ",\n"
    finally:
        out.write(b"[]\n" if before == "[\n" else b"\n]\n")


def write_jsonl(readings: Iterable[Reading], out: BinaryIO) -> None:
    """JSON Lines, each line out as soon as its article is read."""
    for line in to_jsonl(readings):
        out.write(encode(line))
        out.flush()


def write_csv(readings: Iterable[Reading], out: BinaryIO) -> None:
    """The table of statements."""
    for row in to_csv(readings):
        out.write(encode(row))


def write_html(readings: Iterable[Reading], out: BinaryIO) -> None:
    """One page with all of them."""
    read: list[Reading] = []
    try:
        read.extend(readings)
    finally:
        out.write(encode(page(read)))


def write_brat(readings: Iterable[Reading], out: BinaryIO) -> None:
    """The standoff file of one article."""
    for reading in readings:
        out.write(encode(to_brat(reading)))


def write_text(readings: Iterable[Reading], out: BinaryIO) -> None:
    """What the terminal would show, without colours."""
    stream = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="\n")
    try:
        show(readings, stream, plain=True)
    finally:
        stream.flush()
        stream.detach()


def show(readings: Iterable[Reading], stream: TextIO, *, plain: bool = False) -> None:
    """Print readings on a terminal, or what stands for one."""
    console = terminal(stream, plain=plain, width=_FILE_WIDTH)
    for number, reading in enumerate(readings):
        if number:
            console.rule(characters="═")
        print_reading(reading, console)


def terminal(stream: TextIO, *, plain: bool, width: int) -> Console:
    """A console that tells when nobody reads any more; ``plain`` without colours, ``width`` characters wide."""
    from rich.console import Console

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Terminal(file=stream, force_terminal=False, no_color=True, width=width) if plain else Terminal(file=stream)


FORMATS = ("brat", "csv", "html", "json", "jsonl", "text")

WRITERS: dict[str, Callable[[Iterable[Reading], BinaryIO], None]] = {
    "array": write_array,
    "brat": write_brat,
    "csv": write_csv,
    "html": write_html,
    "json": write_object,
    "jsonl": write_jsonl,
    "text": write_text,
}
