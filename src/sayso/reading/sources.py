"""Which words of an attribution's source name who speaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..record import Attribution

__all__ = ["stretch", "trim"]

# Pieces of a source with no more than this between them are one phrase that something small interrupts.
_GAP = 3
_LONG = 200
_STOP = re.compile(r"[.!?][”\"’']*\s+[“\"‘']?[A-Z]")
_TRAILING_RELATIVE = re.compile(r"[ \u00a0,]+(?:who|which|that|whom)\Z")
_TRAILING_DAY = re.compile(
    r"[A-Z][\w’'-]+(,?[ \u00a0](?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:[ \u00a0](?:night|morning|afternoon|evening))?)\Z"
)
_LEADING_RELATIVE = re.compile(r"(?:who|which|that|whom)[ \u00a0](?=[A-Z])")
_LEADING_ADVERB = re.compile(
    r"(?:only|even|just|but|and|so|yet|between|among|amongst|from|by)[ \u00a0](?=\w)", re.IGNORECASE
)
# "her March" is "her March comment" cut short.
_POSSESSED_DATE = re.compile(
    r"(his|her|its|their|my|our)[ \u00a0](?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|[12]\d{3})\Z",
    re.IGNORECASE,
)


def stretch(text: str, attribution: Attribution) -> tuple[int, int]:
    """The part of the source that names who speaks: of pieces far apart the one that stands nearest to the cue."""
    runs: list[tuple[int, int]] = []
    for span in attribution.source:
        if runs and (span.start - runs[-1][1] <= _GAP or _is_one_phrase(text, runs[-1][1], span.start)):
            runs[-1] = (runs[-1][0], span.end)
        else:
            runs.append((span.start, span.end))
    if len(runs) == 1 or not attribution.cue:
        return runs[0]
    cue = attribution.cue[0]
    # A piece of the sentence behind the cue's own is the subject of that one.
    here = [run for run in runs if run[0] < cue.end or not _STOP.search(text, cue.end, run[0] + 1)]
    runs = here or runs
    return min(runs, key=lambda run: min(abs(run[1] - cue.start), abs(cue.end - run[0])))


def _is_one_phrase(text: str, begin: int, end: int) -> bool:
    """Whether what stands between two pieces is a side remark in commas, brackets or dashes, or a joining word."""
    between = text[begin:end].strip()
    if not between or end - begin > _LONG:
        return not between
    return between in ("and", "or", "&") or (between[0] in ",(—–-" and between[-1] in ",)—–-")


def trim(text: str, begin: int, end: int) -> tuple[int, int]:
    """The stretch without a pronoun or adverb at its ends that belongs to its clause and not to its name."""
    surface = text[begin:end]
    if (lead := _LEADING_RELATIVE.match(surface)) or (lead := _LEADING_ADVERB.match(surface)):
        begin += lead.end()
    elif whose := _POSSESSED_DATE.fullmatch(surface):
        return begin, begin + whose.end(1)
    if dated := _TRAILING_DAY.search(text[begin:end]):
        return begin, begin + dated.start(1)
    tail = _TRAILING_RELATIVE.search(text[begin:end])
    return (begin, begin + tail.start()) if tail and tail.start() else (begin, end)
