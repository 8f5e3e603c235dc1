"""Where in a text the words of a query stand."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from ..fulltext import TOKENIZER
from .fulltext import expression
from .tree import Or

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .tree import Text

__all__ = ["marks"]

_WORD = re.compile(r"[^\W_]+")
_NONCHARACTERS = [chr(code) for code in range(0xFDD0, 0xFDF0)]


def marks(texts: Sequence[str], words: Sequence[Text]) -> list[list[tuple[int, int]]]:
    """Of each text the places of the words, in code points of it, in order.

    A small index in memory answers it, with the tokenizer of the ledger's own index on SQLite. PostgreSQL takes English
    words to their stems a little differently: a word may be found there and not be marked.
    """
    if not texts or not words:
        return [[] for _ in texts]
    opening, ending = _unused("".join(texts))
    wanted = expression(Or(tuple(words)))
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE VIRTUAL TABLE t USING fts5(content, tokenize='{TOKENIZER}')")
        database.executemany("INSERT INTO t (rowid, content) VALUES (?, ?)", enumerate(texts))
        query = "SELECT rowid, highlight(t, 0, ?, ?) FROM t WHERE t MATCH ?"
        shown = dict(database.execute(query, (opening, ending, wanted)).fetchall())
    return [_places(shown.get(at, ""), opening, ending) for at in range(len(texts))]


def _unused(text: str) -> tuple[str, str]:
    """Two characters that are not in the text, to mark places with."""
    there = set(text)
    free = [c for c in _NONCHARACTERS if c not in there]
    if len(free) < 2:  # somebody has used the noncharacters, too; a plane of private ones is left
        free = [c for code in range(0xF0000, 0xFFFFD) if (c := chr(code)) not in there][:2]
    return free[0], free[1]


def _places(shown: str, opening: str, ending: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    done = 0
    for piece in shown.split(opening):
        inside, mark, outside = piece.partition(ending)
        if mark:
            places += [(done + word.start(), done + word.end()) for word in _WORD.finditer(inside)]
        done += len(inside) + len(outside)
    return places
