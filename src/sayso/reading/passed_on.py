"""Attributions of the form “OUTLET quoted SPEAKER as saying ...”.

The training corpus takes the outlet for the source there; the guidelines take the speaker, with the outlet for the
relay. The form is fixed, so plain code reads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..article import Span
from ..record import Attribution
from .quotes import find_quotations
from .sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .quotes import Quotation

__all__ = ["add_passed_on", "find_passed_on"]

_FORM = re.compile(
    r"\b(quot(?:ed|es|ing)|cit(?:ed|es|ing))[ ]"
    r"([^\s.][^.“”\"\n]{0,200}?[^\s,]),?[ ]"
    r"(as[ ](?:saying|telling|arguing|warning|stating|claiming|explaining|insisting|adding|writing))\b[,:]?[ ]*"
)
_SURE = 0.9


def find_passed_on(text: str) -> list[Attribution]:
    """All attributions of this form: the speaker is the source, both halves of the verb are the cue."""
    forms = list(_FORM.finditer(text))
    if not forms:
        return []
    quotations = {q.start: q for q in find_quotations(text)}
    sentences = split_sentences(text)
    return [a for form in forms for a in _read(text, form, quotations, sentences)]


def _read(
    text: str, form: re.Match[str], quotations: dict[int, Quotation], sentences: list[tuple[int, int]]
) -> Iterator[Attribution]:
    begin = form.end()
    quotation = quotations.get(begin)
    end = quotation.end if quotation else next((e for s, e in sentences if s <= form.start() < e), begin)
    content = text[begin:end] if quotation else text[begin:end].rstrip(" .!?")
    if content:
        cue = (Span.of(text, *form.span(1)), Span.of(text, *form.span(3)))
        content_span = Span.of(text, begin, begin + len(content))
        yield Attribution((Span.of(text, *form.span(2)),), cue, (content_span,), _SURE)


def add_passed_on(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """The attributions of this form, and those of ``attributions`` that do not read the same words otherwise."""
    given = find_passed_on(text)
    kept = [a for a in attributions if not any(_rivals(a, g) for g in given)]
    return sorted([*given, *kept], key=lambda a: (a.cue or a.content)[0].start) if given else attributions


def _rivals(other: Attribution, given: Attribution) -> bool:
    """Whether ``other`` has its cue, or the beginning of its content, where the form stands."""
    begin, end = given.cue[0].start, given.cue[-1].end
    return any(begin <= piece.start < end for piece in (*other.cue, *other.content[:1]))
