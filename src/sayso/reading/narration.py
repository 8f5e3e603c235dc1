"""What no statement covers: the article's own voice, and reports that run on without a source of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..article import Span
from ..record import Attribution, Narration
from .acts import act_of_narration
from .conditions import find_conditions
from .hedges import find_hedges
from .turns import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .page import Page

__all__ = ["find_narration", "run_on_reports"]

_WORD = re.compile(r"\w[\w’'-]*")
_EDGE = re.compile(
    r"[\s,;:.!?…—–\"“”‘’'`()\[\]-]*(?:(?:and|but|or|so|as|that|because|while|who|which|for|then|also"
    r"|when)\b[\s,;:—–-]*)*",
    re.IGNORECASE,
)
_LAST_LINK = re.compile(r"\b(?:and|but|or|so|as|that|because|while|who|which)\Z", re.IGNORECASE)
_LONGEST_LINK = len("because")
_TAIL_MARKS = ",;:—–-"
_RUNS_ON = re.compile(
    r"(?:If (?:not|so)\b|If\b[^.?!]*\b(?:might|may|could|would|should|must|will|ought)\b"
    r"|Otherwise,? [^.?!]*\b(?:might|may|could|would|should|must|will)\b"
    r"|(?:This|That|Doing so|Such (?:a|an) \w+) (?:would|might|could|should)\b)"
)

# Who shows, knows or feels something has not begun a report that could run on.
_NO_REPORT = re.compile(
    r"\b(?:show|demonstrat|display|prove[sdn]?\b|reveal|aware|know|knew|feel|felt|fear|want|hope[sd]?\b|hoping|refus)",
    re.IGNORECASE,
)


def _covered(attributions: Iterable[Attribution]) -> list[tuple[int, int]]:
    """The stretches that sources, cues and contents cover, merged and in order."""
    return merged((s.start, s.end) for a in attributions for s in (*a.source, *a.cue, *a.content))


def _gaps(page: Page, covered: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, int, int]]:
    """For each sentence the stretches that nothing covers, with the sentence itself."""
    k = 0
    for begin, end in page.sentences:
        while k < len(covered) and covered[k][1] <= begin:
            k += 1
        at, j = begin, k
        while j < len(covered) and covered[j][0] < end:
            if covered[j][0] > at:
                yield at, covered[j][0], begin, end
            at = max(at, covered[j][1])
            j += 1
        if at < end:
            yield at, end, begin, end


def find_narration(page: Page, attributions: Sequence[Attribution]) -> tuple[Narration, ...]:
    """The sentences, or parts of them, that are nobody's statement."""
    found = []
    for begin, end, first, last in _gaps(page, _covered(attributions)):
        if (begin, end) != (first, last):
            begin, end = _trim(page.text, begin, end)
        if end > begin and _is_voice(page.text, begin, end, whole=(begin, end) == (first, last)):
            found.append(_narrate(page, begin, end))
    return tuple(found)


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    match = _EDGE.match(text, begin, end)
    begin = match.end() if match else begin
    return begin, _trim_tail(text, begin, end)


def _trim_tail(text: str, begin: int, end: int) -> int:
    """The end without the marks and linking words that lead over to what follows."""
    while True:
        while end > begin and (text[end - 1].isspace() or text[end - 1] in _TAIL_MARKS):
            end -= 1
        link = _LAST_LINK.search(text, max(begin, end - _LONGEST_LINK), end)
        if link is None:
            return end
        end = link.start()


_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|isn|aren|wasn|won|says?)\b"
    r"|\b\w{3,}(?:ed|es)\b|\b(?:said|told|made|came|went|took|held|lost|led|met|left|began|gave|got|ran|saw|spoke|wrote|stood"
    r"|fell|rose|grew|drew|knew|thought|brought|bought|built|spent|sent|kept|felt|found|became|broke|chose|drove|fought|flew"
    r"|heard|hit|hurt|laid|meant|paid|put|read|sat|sold|set|shot|sought|struck|taught|threw|understood|wore)\b",
    re.IGNORECASE,
)


def _is_voice(text: str, begin: int, end: int, *, whole: bool) -> bool:
    """Whether a stretch says something by itself: a whole sentence does; a part needs words enough and a verb."""
    count = len(_WORD.findall(text, begin, end))
    if whole:
        return count > 0
    return count >= 3 and (count >= 9 or _FINITE.search(text, begin, end) is not None)


def _narrate(page: Page, begin: int, end: int) -> Narration:
    text = page.text
    quotes = [
        Span.of(text, max(q.start, begin), min(q.end, end))
        for q in page.quotations_in([(begin, end)])
        if q.closed and q.start >= begin and q.end <= end and len(_WORD.findall(text, q.start, q.end)) <= 8
    ]
    return Narration(
        Span.of(text, begin, end),
        act_of_narration(text[begin:end]),
        tuple(Span.of(text, *c) for c in find_conditions(text, begin, end)),
        tuple(Span.of(text, *h) for h in find_hedges(text, [(begin, end)])),
        tuple(quotes),
    )


def run_on_reports(page: Page, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Statements without source and cue: sentences that go on with the report of the sentence before, in its paragraph.

    Only sentences that open like reported thought ("If ..., ... might", "If not, ... should") after an indirect
    statement count, where somebody said that one; everything else is left to the article's own voice.
    """
    by_end: dict[int, Attribution] = {}
    for a in attributions:
        for s in a.content:
            if a.source and a.cue and not any(_NO_REPORT.search(page.text, c.start, c.end) for c in a.cue):
                by_end[page.sentence_at(max(s.start, s.end - 1))] = a
    covered = _covered(attributions)
    touched = {
        n for begin, end in covered for n in range(page.sentence_at(begin), page.sentence_at(max(begin, end - 1)) + 1)
    }
    found = []
    for n, (begin, end) in enumerate(page.sentences):
        before = by_end.get(n - 1)
        if before is None or n in touched or not _RUNS_ON.match(page.text, begin, end):
            continue
        last = page.sentences[n - 1]
        same = page.paragraph_at(last[0]) == page.paragraph_at(begin)
        reported = before.content[-1].end >= last[1] - 2 and not page.quotations_in(
            [(before.content[-1].start, before.content[-1].end)]
        )
        if not same or not reported or page.quotation_at(begin) >= 0 or page.text[begin:end].endswith("?"):
            continue
        stop = end
        while stop > begin and page.text[stop - 1] in ".!…":
            stop -= 1
        added = Attribution((), (), (Span.of(page.text, begin, stop),), round(before.confidence * 0.8, 4))
        found.append(added)
        by_end[n] = replace(before, content=(Span.of(page.text, begin, end),))
    return found
