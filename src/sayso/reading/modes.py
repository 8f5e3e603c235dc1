"""Direct, mixed or indirect: how much of a statement's content stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from .layout import cue_of
from .names import is_headline

if TYPE_CHECKING:
    from ..record import Attribution, Mode
    from .page import Page
    from .quotes import Quotation

__all__ = ["mode_of"]

_WORD = re.compile(r"\w+")
# Words that may stand outside the marks of a direct quotation.
_OUTSIDE = frozenset({"that", "and", "but"})
_SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|told|wr(?:ote|ites?|iting)|tweet\w*|post\w*|add\w*|ask\w*|repl\w+|respond\w*"
    r"|read\w*|shout\w*|call\w*|chant\w*)\b|:",
    re.IGNORECASE,
)
_SMALL = frozenset({"of", "the", "and", "in", "a", "on", "to", "for", "with", "at", "by", "from", "&"})


def mode_of(page: Page, attribution: Attribution, *, turn: bool) -> Mode:
    """The mode of one attribution; ``turn`` says that it is a turn of a transcript, which needs no marks."""
    content = attribution.content
    if turn:
        return "direct"
    first, last = min(s.start for s in content), max(s.end for s in content)
    speech = _SPEECH.search(cue_of(attribution)) is not None
    quoted = [q for q in _quotations(page, attribution) if not _is_only_words(page, q, first, last, speech=speech)]
    if not quoted:
        return "indirect"
    quoted.sort(key=lambda q: q.start)
    starts, furthest = [q.start for q in quoted], list(accumulate((q.end for q in quoted), max, initial=-1))
    outside = 0
    for span in content:
        for match in _WORD.finditer(page.text, span.start, span.end):
            if furthest[bisect_right(starts, match.start())] <= match.start():
                outside += 1
                if outside > 2 or match.group().lower() not in _OUTSIDE:
                    return "mixed"
    return "direct"


def _quotations(page: Page, attribution: Attribution) -> list[Quotation]:
    """The quotations in the content; what a whole statement stands in is somebody else's quotation."""
    content = attribution.content
    outer = page.quotations_in((s.start, s.end) for s in content)
    if not outer:
        return outer
    holding = [q for q in outer if any(q.start < s.start and s.end < q.end for s in attribution.cue)]
    if not holding:
        return outer
    inner = page.inner_within((s.start, s.end) for s in content)
    return [q for q in outer if q not in holding] + inner


def _is_only_words(page: Page, quotation: Quotation, first: int, last: int, *, speech: bool) -> bool:
    """Whether the marks hold a title, a nickname or nothing of the content, so that nobody is quoted by them.

    The content reaches from ``first`` to ``last``; ``speech`` says that its cue is a verb of speaking or a colon.
    """
    begin, end = max(quotation.start, first), min(quotation.end, last)
    words = [m.group() for m in _WORD.finditer(page.text, begin, end)]
    if not words:
        return True
    covers_all = quotation.start <= first + 2 and last - 2 <= quotation.end
    if (covers_all and (speech or len(words) > 4)) or (words[-1].isupper() and len(words) == 1):
        return False
    capital = all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words)
    paragraph = page.paragraphs[page.paragraph_at(begin)] if page.paragraphs else (begin, end)
    return (
        capital and len(words) <= 6 and not is_headline(page.text[paragraph[0] : min(paragraph[1], paragraph[0] + 260)])
    )
