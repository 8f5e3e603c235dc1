"""The words that say how sure a statement is, by fixed forms alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["plain_hedges"]

_HEDGE = re.compile(
    r"\b(?:(?:almost|nearly|quite) (?=certainly|surely))?(?:may well|might well|may|might|could|unlikely"
    r"|probably|possibly|perhaps|maybe|apparently|allegedly|reportedly|supposedly|presumably|inevitably"
    r"|certainly"
    r"|undoubtedly|surely|obviously|clearly|of course|no doubt(?: in my mind)?|without (?:a )?doubt"
    r"|there[’']s no question|not sure|unclear|difficult to predict"
    r"|(?:(?<=is )|(?<=are )|(?<=was )|(?<=be )|(?<=were )|(?<=will )|(?<=would )|(?<=more )|(?<=most )"
    r"|(?<=very ))likely|likely(?= to\b)|I (?:guess|suspect|suppose|fear|imagine|assume)"
    r"|I (?:think|believe)(?= [^.,;]{1,40}\b(?:would|will|may|might|could|going to)\b)|(?<=I )hope|appears?"
    r"|appeared|seems?|seemed|(?<=is )considering"
    r"|(?:(?<=is )|(?<=are )|(?<=was )|(?<=am )|(?<=be )|(?<=were )|(?<=[’']m )|(?<=[’']re ))(?:hopeful"
    r"|confident|certain|convinced|afraid|fearful|worried|optimistic))\b",
    re.IGNORECASE,
)
# "he hoped that", "they fear": the reported speaker's own doubt, where the content opens with it.
_REPORTED = re.compile(
    r"(?:that )?(?:he|she|they|it|we|I|[A-Z][\w’'-]+) (?:also |still |only )?(hope[sd]?|fears?|feared|thought"
    r"|suspects?|suspected|guess|guessed|suspect)\b"
)
_SUBORDINATE = re.compile(r"\b(?:if|who|which|whether|where|because|so that|understands?)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which|who) \Z")
_STOP = re.compile(r"[.?!](?:[\"”’']| |\Z)")
_CUE_HEDGE = re.compile(
    r"\b(?:may well|might|may|could|possibly|apparently|probably|likely|unlikely|seem(?:s|ed|ing)?|appear(?:s"
    r"|ed|ing)?|hop(?:e|es|ed|ing)|fear(?:s|ed|ing)?|suspect(?:s|ed|ing)?|hopeful|confident"
    r"|confidence|certain|not sure|unsure|guess(?:es|ed)?|without doubt|difficult to predict|supposedly"
    r"|reportedly|allegedly|doubts?|doubted)\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\bnot (?:likely|certain)|\b(?:as|than|so) (?:likely|possible)|\b(?:early|late|in|of|last|next|this|since"
    r"|until|by) May\b|\bMay \d|\bcould (?:have|not)\b|\bappear(?:s|ed)? (?:on|at|in|with|before|beside"
    r"|alongside)\b"
)
_REACH = 400
_LONG = 220


def plain_hedges(text: str, spans: Iterable[tuple[int, int]], *, cue: bool = False) -> list[tuple[int, int]]:
    """The hedges in the main point of a statement (or, with ``cue``, in its cue), in order."""
    found = []
    for begin, end in spans:
        stop = min(end, begin + _REACH)
        if not cue and end - begin > _LONG and (first := _STOP.search(text, begin + 20, stop)):
            stop = first.end()
        if not cue and (opening := _REPORTED.match(text, begin, stop)):
            found.append(opening.span(1))
        for match in (_CUE_HEDGE if cue else _HEDGE).finditer(text, begin, stop):
            if not _is_false(text, match, begin, cue=cue):
                found.append(match.span())
    return sorted(set(found))


def _is_false(text: str, match: re.Match[str], begin: int, *, cue: bool) -> bool:
    word = match.group()
    if word in ("May", "Might") and match.start() != begin:
        return True
    if _FALSE.search(text[max(begin, match.start() - 8) : match.end() + 12]):
        return True
    weak = word.lower() in ("could", "may", "might", "likely", "seems", "seem")
    if cue or not weak:
        return word.lower() in ("appear", "seem") and text[max(0, match.start() - 4) : match.start()].endswith(" to ")
    if _RELATIVE.search(text, max(begin, match.start() - 7), match.start()):
        return True
    return any("," not in text[m.end() : match.start()] for m in _SUBORDINATE.finditer(text, begin, match.start()))
