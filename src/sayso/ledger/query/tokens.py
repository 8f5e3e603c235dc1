"""The marks, words and filters that a query is made of, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST", "Token", "tokens"]

LONGEST = 2000
"""Characters of a query."""

_UNFIT = re.compile("[\0\ud800-\udfff]")
_QUOTES = {'"': '"', "“": '”"', "”": '”"'}
"""What may open a phrase, and what closes it then."""

_ENDS = frozenset('()"“”')
_NAME = re.compile(r"([A-Za-z]+):")


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is one of ``( ) - OR AND word``; a word has a filter's ``name`` where it is ``name:value``."""

    kind: str
    at: int
    text: str = ""
    name: str | None = None
    prefix: bool = False
    quoted: bool = False


def tokens(query: str) -> Iterator[Token]:
    """The tokens in order.

    Raises:
        QueryError: the query is too long, holds a character that no database keeps, or a quotation mark stays open.
    """
    if len(query) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST} characters", query, LONGEST)
    if unfit := _UNFIT.search(query):
        raise QueryError(f"character U+{ord(unfit[0]):04X} cannot be searched for", query, unfit.start())
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        token, at = _next(query, at)
        yield token


def _next(query: str, at: int) -> tuple[Token, int]:
    if query[at] in "()-":
        return Token(query[at], at), at + 1
    named = _NAME.match(query, at)
    if named is not None:
        return _value(query, at, named.end(), named[1].lower())
    token, end = _value(query, at, at, None)
    if not token.quoted and not token.prefix and token.text in ("OR", "AND"):
        return Token(token.text, at), end
    return token, end


def _value(query: str, at: int, start: int, name: str | None) -> tuple[Token, int]:
    """The word or phrase that begins at ``start``; ``at`` is where the token does."""
    if start < len(query) and query[start] in _QUOTES:
        end = _closing(query, start)
        return Token("word", at, query[start + 1 : end], name, quoted=True), end + 1
    end = start
    while end < len(query) and not query[end].isspace() and query[end] not in _ENDS:
        end += 1
    word = query[start:end]
    prefix = word.endswith("*") and len(word) > 1
    return Token("word", at, word.removesuffix("*") if prefix else word, name, prefix=prefix), end


def _closing(query: str, start: int) -> int:
    marks = _QUOTES[query[start]]
    found = [end for mark in marks if (end := query.find(mark, start + 1)) >= 0]
    if not found:
        raise QueryError("this quotation mark is never closed", query, start)
    return min(found)
