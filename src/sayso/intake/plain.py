"""HTML -> its visible text: for pages in which no main text can be told from the rest, however broken they are."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["page_title", "visible_text"]

# The parsers at hand lose text that is nested deeply or need quadratic time on broken tags. This scanner only goes
# forward: whatever is not closed reaches to the end.
_MARK = re.compile(r"<!--|<[!?]|</?([a-z][^\s/>]*)", re.I)
_HIDDEN = re.compile("button|canvas|iframe|math|nav|noscript|object|script|select|style|svg|template|textarea|title")
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|"
    "strong|sub|sup|time|tt|u|var|wbr"
)
# Python refuses to make a number of so many digits; browsers show what stands for no character.
_ENDLESS = re.compile(r"&#[0-9]{1000,};?")
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)", re.I)


def visible_text(html: str) -> str:
    """The text that a browser would show, with a blank line between blocks; "" where there is none."""
    blocks: list[str] = []
    block: list[str] = []
    for piece in _pieces(html):
        if piece is not None:
            block.append(piece)
        elif block:
            blocks.append(_tidy(block))
            block = []
    blocks.append(_tidy(block))
    return "\n\n".join(filter(None, blocks))


def page_title(html: str) -> str | None:
    """What the first ``title`` element says."""
    found = _TITLE.search(html)
    return (_tidy([found[1]]) or None) if found else None


def _pieces(html: str) -> Iterator[str | None]:
    """The text outside tags; ``None`` where one block ends and another begins."""
    at = 0
    while (mark := _MARK.search(html, at)) is not None:
        yield html[at : mark.start()]
        name = (mark[1] or "").lower()
        if name and not _INLINE.fullmatch(name):
            yield None
        at = _after(html, mark, name)
    yield html[at:]


def _after(html: str, mark: re.Match[str], name: str) -> int:
    """Where the text goes on after a comment, a declaration, a tag or an element that is not shown."""
    if mark[0] == "<!--":
        return _past(html, "-->", mark.end())
    if _HIDDEN.fullmatch(name) and mark[0][1] != "/":
        closing = re.compile(rf"</{name}\b", re.I).search(html, mark.end())
        return _past(html, ">", closing.end()) if closing else len(html)
    return _past(html, ">", mark.end())


def _past(html: str, what: str, start: int) -> int:
    found = html.find(what, start)
    return len(html) if found < 0 else found + len(what)


def _tidy(pieces: list[str]) -> str:
    return " ".join(_without_controls(unescape(_ENDLESS.sub("\ufffd", "".join(pieces)))).split())


def _without_controls(text: str) -> str:
    return re.sub("[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
