"""Attributions in which what is spoken of comes first: “The levy is of great concern to the harbour union.”

The encoder was shown few of them. The form is fixed, so plain code reads it, where nobody else is quoted or reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..article import Span
from ..record import Attribution
from .quotes import find_quotations
from .sentences import split_sentences
from .turns import merged, overlaps_one

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["add_concerns", "without_deeds"]

_FORM = re.compile(
    r"[ ]((?:is|are|was|were|remains?|remained|(?:has|have)[ ]been)(?:[ ](?:now|also|still|[a-z]+ly))?[ ]"
    r"(?:of[ ](?:[a-z]+[ ]){0,2}(?:concern|interest|alarm)[ ]to"
    r"|a[ ](?:[a-z]+[ ]){0,2}(?:concern|worry)[ ](?:to|for|among)))[ ]"
)
_HELPERS = (
    r"(?:(?:do|does|did|will|would|must|should|can|could|is|are|was|were|has|have|had|be|been|being|to|not|never|\w+n[’']t)"
    r"[ ])*"
)
_DEED = re.compile(
    _HELPERS + r"(?:take|takes|took|taken|taking)[ ](?:[a-z]+[ ]){0,3}(?:steps?|measures?|actions?)\b", re.IGNORECASE
)
_SHOWING = re.compile(_HELPERS + r"(?:show|display)(?:s|ed|n|ing)?\Z", re.IGNORECASE)
_OWN = re.compile(r"(?:his|her|its|our|their|my)\b", re.IGNORECASE)
_EVIDENCE = re.compile(
    r"\b(?:polls?|polling|surveys?|stud(?:y|ies)|data|results?|figures?|numbers|reports?|records?|research|analys[ie]s"
    r"|videos?|footage|tapes?|clips?|films?|photos?|photographs?|images?|pictures?|charts?|maps?|e-?mails?|documents?"
    r"|filings?|transcripts?|letters?|advertisements?|ads?)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r",? and (?:is|are|was|were|has|have|had|will|would)\b")
_SURE = 0.6


def add_concerns(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """``attributions`` with those of this form that stand in nobody's words."""
    given = list(_find(text, attributions))
    return sorted([*attributions, *given], key=lambda a: (a.cue or a.content)[0].start) if given else attributions


def without_deeds(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """Those in which somebody does not merely take steps, or show a feeling: who does something has said nothing.

    Polls and pictures show things otherwise.
    """
    return [a for a in attributions if not (a.cue and (_is_step(text, a) or _is_feeling_shown(text, a)))]


def _is_step(text: str, attribution: Attribution) -> bool:
    return _DEED.match(text, attribution.cue[0].start, attribution.cue[0].end) is not None


def _is_feeling_shown(text: str, attribution: Attribution) -> bool:
    cue, content = attribution.cue[0], attribution.content[0]
    return (
        _SHOWING.match(text[cue.start : cue.end]) is not None
        and _OWN.match(text, content.start, content.end) is not None
        and bool(attribution.source)
        and not any(_EVIDENCE.search(text, s.start, s.end) for s in attribution.source)
    )


def _find(text: str, attributions: list[Attribution]) -> Iterator[Attribution]:
    forms = list(_FORM.finditer(text))
    if not forms:
        return
    taken = merged(
        [(span.start, span.end) for a in attributions for span in (*a.cue, *a.content, *a.source)]
        + [(q.start, q.end) for q in find_quotations(text)]
    )
    sentences = split_sentences(text)
    done = 0
    for form in forms:
        start, end = sentences[max(0, bisect_right(sentences, (form.start(1), 0)) - 1)]
        who = _GOES_ON.split(text[form.end() : end], maxsplit=1)[0].rstrip(" .!?;:")
        inside = start < form.start(1) < end
        if start < done or not inside or not who or overlaps_one(taken, start, form.end()):
            continue
        done = end
        source, cue = Span.of(text, form.end(), form.end() + len(who)), Span.of(text, *form.span(1))
        yield Attribution((source,), (cue,), (Span.of(text, start, form.start()),), _SURE)
