"""Keys and lines from whoever sits at the terminal, or from a pipe: there each line counts by its first letter."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ask", "key"]


def key(known: Mapping[str, str]) -> str:
    """One of the ``known`` keys, each with what it does.

    Raises:
        click.Abort: there is no more input.
        KeyboardInterrupt: Ctrl-C.
    """
    words = "  ".join(f"[{letter}] {does}" for letter, does in known.items())
    while True:
        click.echo(f"{words}: ", nl=False)
        pressed = _letter().lower()
        click.echo(pressed if sys.stdin.isatty() and pressed.isprintable() else "")
        if pressed in known:
            return pressed


def _letter() -> str:
    if sys.stdin.isatty():
        pressed = click.getchar()
        if pressed in ("\x03", "\x04"):
            raise click.Abort
        return pressed[:1]
    return _line().strip()[:1]


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise click.Abort
    return line


def ask(question: str) -> str:
    """A line of text.

    Raises:
        click.Abort: there is no more input.
    """
    click.echo(f"{question}: ", nl=False)
    line = _line().rstrip("\n")
    if not sys.stdin.isatty():
        click.echo()
    return line
