"""Titles of outlets and shows that no pattern for names finds: known ones, plain words, those in quotation marks."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import words
from .unheard_outlets import WHOSE

__all__ = ["ENDS_TITLE", "QUOTED", "known_shows", "plain_title", "title_at"]

_SHOW_WORD = r"(?:[A-Z][\w&-]*(?:[’'][a-z]{1,2})?|of|the|and|in|on|with|this|to|a|&|[0-9]+)"
QUOTED = re.compile(rf"(?:[\"“‘]|'{{1,2}}|`{{1,2}})({_SHOW_WORD}(?: {_SHOW_WORD}){{0,6}})[,.]?(?:[\"”’]|'{{1,2}})")
# "the journal Nature", "Germany’s Bild"
_SORT_BEFORE = re.compile(
    r"(?:[A-Z]\w+[’']s?[ \u00a0])?"
    r"(?:(?:journal|magazine|newspaper|daily|tabloid|weekly|website|broadcaster)[ \u00a0](?=[A-Z])|(?<=s[ \u00a0]))"
)
# "the “Today” show"
_QUOTED_SHOW = re.compile(r"[“\"‘]([A-Z]\w+)[”\"’] (?:show|program|programme|podcast)\b")
_PLAIN_TITLE = re.compile(r"[\w&’'-]+(?: [\w&’'-]+){0,4}")
ENDS_TITLE = re.compile(
    r"[.,;:”\"]|[’']s\b|\Z| (?:magazine|on|in|that|this|last|\w+day|s?he|they|it|how|why|what|earlier|about|after|of) ?"
)


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.replace("_", " ") for title in words("outlets") if "_" in title)


@cache
def known_shows() -> re.Pattern[str]:
    """A well-known show, behind the channel that it is on: ``CNN’s State of the Union``."""
    titles = "|".join(
        r"[ \u00a0]".join(map(re.escape, title.split("_"))) for title in sorted(words("shows"), key=len, reverse=True)
    )
    channel = (
        r"(?:the )?(?:[A-Z][\w&-]*(?: News(?: Channel)?)?(?:[’']s?|(?<=s)[’'])?[ \u00a0])?"
        r"(?:[Tt]he[ \u00a0])?[“\"‘']{0,2}"
    )
    host = r"(?: [Ww]ith(?: [A-Z][\w.-]+){2,3})?"
    return re.compile(rf"{channel}((?:{titles})\b{host})(?! (?:address|speech|message))")


def plain_title(text: str, at: int, *, common: bool) -> tuple[str, int] | None:
    """The title at ``at`` that is made of plain words, and where it ends: ``Roll Call``, ``Bild am Sonntag``.

    Titles of one plain word (``People``) need a phrase before them that is ``common`` to outlets.
    """
    if sort := _SORT_BEFORE.match(text, at):
        at, common = sort.end(), True
    if quoted := _QUOTED_SHOW.match(text, at):
        return quoted.group(1), quoted.end(1)
    found = _PLAIN_TITLE.match(text, at)
    taken = found.group().split(" ") if found else []
    for length in range(len(taken), 0, -1):
        title = " ".join(taken[:length])
        known = _titles() if length > 1 else words("common_outlets") if common else ()
        if title in known and ENDS_TITLE.match(text, at + len(title), at + len(title) + 12):
            return title, at + len(title)
    return None


def title_at(text: str, begin: int, end: int) -> tuple[str, int]:
    """The show, well known or in quotation marks, whose title stands at ``begin``, and where the title ends."""
    if known := known_shows().match(text, begin, end):
        return known.group(1), known.end(1)
    quoted = QUOTED.search(text, begin, end)
    if quoted is None:
        return "", begin
    whose = WHOSE.fullmatch(text, max(begin, quoted.start() - 3), quoted.start())
    return (quoted.group(1), quoted.end(1)) if quoted.start() == begin or whose else ("", begin)
