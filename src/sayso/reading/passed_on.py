"""Attributions of the form “OUTLET quoted SPEAKER as saying ...”, and the like behind a quotation.

The training corpus takes the outlet for the source there; the guidelines take the speaker, with the outlet for the
relay. The form is fixed, so plain code reads it.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..article import Span
from ..record import Attribution
from .quotes import find_quotations
from .sentences import split_sentences
from .turns import overlaps_one

if TYPE_CHECKING:
    from .quotes import Quotation

__all__ = ["add_passed_on", "find_passed_on"]

_FORM = re.compile(
    r"\b(quot(?:ed|es|ing)|cit(?:ed|es|ing))[ ]"
    r"([^\s.][^.“”\"\n]{0,200}?[^\s,]),?[ ]"
    r"(as[ ](?:saying|telling|arguing|warning|stating|claiming|explaining|insisting|adding|writing))\b[,:]?[ ]*"
)
# Behind a quotation: “CNN quoted Bell as saying”, “Bell was quoted as saying”
_BEHIND = re.compile(
    r"[ ](?:[^,.“”\"\n]{2,60}?[ ](?P<verb>quoted|cited)[ ](?P<who>[^\s.][^.“”\"\n]{0,80}?)[ ](?P<as>as[ ]saying)"
    r"|(?P<subject>[^\s.“”\"][^.“”\"\n]{0,120}?)[ ]"
    r"(?P<done>(?:was|were|is|are)(?:[ ](?:also|later))?[ ](?:quoted|cited)[ ]as[ ]saying))\b"
)
_AND_MORE = re.compile(r"[^.“”\"\n]*[.,:][ ](?=[“\"])")
_MORE_ROOM = 120
_SURE = 0.9


def find_passed_on(text: str) -> list[Attribution]:
    """All attributions of this form: the speaker is the source, both halves of the verb are the cue."""
    if " as saying" not in text and not _FORM.search(text):
        return []
    quotations = {q.start: q for q in find_quotations(text)}
    sentences = split_sentences(text)
    found = [a for quotation in quotations.values() if (a := _read_behind(text, quotation, quotations))]
    verbs = {a.cue[0].start for a in found}
    forms = (form for form in _FORM.finditer(text) if form.start() not in verbs)
    return [*found, *(a for form in forms if (a := _read(text, form, quotations, sentences)))]


def _read_behind(text: str, quotation: Quotation, quotations: dict[int, Quotation]) -> Attribution | None:
    """``“It is late,” Bell was quoted as saying. “It will cost more.”``: both quotations are what Bell said."""
    form = _BEHIND.match(text, quotation.end, quotation.end + 240)
    if form is None:
        return None
    who, cue = ("subject", ("done",)) if form["done"] else ("who", ("verb", "as"))
    spans = tuple(Span.of(text, *form.span(name)) for name in cue)
    said = [quotation]
    more = _AND_MORE.match(text, form.end(), form.end() + _MORE_ROOM)
    if more and more.end() in quotations:
        said.append(quotations[more.end()])
    content = tuple(Span.of(text, q.start, q.end) for q in said)
    return Attribution((Span.of(text, *form.span(who)),), spans, content, _SURE)


def _read(
    text: str, form: re.Match[str], quotations: dict[int, Quotation], sentences: list[tuple[int, int]]
) -> Attribution | None:
    begin = form.end()
    quotation = quotations.get(begin)
    if quotation:
        content = text[begin : quotation.end]
    else:
        content = text[begin : _sentence_end(sentences, form.start(), begin)].rstrip(" .!?")
    if not content:
        return None
    cue = (Span.of(text, *form.span(1)), Span.of(text, *form.span(3)))
    return Attribution((Span.of(text, *form.span(2)),), cue, (Span.of(text, begin, begin + len(content)),), _SURE)


def _sentence_end(sentences: list[tuple[int, int]], at: int, otherwise: int) -> int:
    """The end of the sentence that holds the offset ``at``."""
    number = bisect_right(sentences, (at, sys.maxsize)) - 1
    return sentences[number][1] if number >= 0 and at < sentences[number][1] else otherwise


def add_passed_on(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """The attributions of this form, and those of ``attributions`` that do not read the same words otherwise."""
    given = find_passed_on(text)
    if not given:
        return attributions
    verbs = [(g.cue[0].start, g.cue[-1].end) for g in given]
    kept = [a for a in attributions if not _begins_in_one(a, verbs)]
    return sorted([*given, *kept], key=lambda a: (a.cue or a.content)[0].start)


def _begins_in_one(attribution: Attribution, verbs: list[tuple[int, int]]) -> bool:
    """Whether a piece of the cue, or the content, begins where the form stands."""
    pieces = (*attribution.cue, *attribution.content[:1])
    return any(overlaps_one(verbs, piece.start, piece.start + 1) for piece in pieces)
