"""From words to probabilities, where a probability is said.

The numbers are the middles of Sherman Kent's table, Words of Estimative Probability, Studies in Intelligence 8 (1964):
almost certain 93 % (give or take 6), probable 75 (12), chances about even 50 (10), probably not 30 (10), almost
certainly not 7 (5). “Likely” and “unlikely” are read as probable and probably not. “May”, “might”, “could” and
“possible” get no number, as Kent has it: they leave the probability open.
"""

from __future__ import annotations

import re

from ...formats.plain import GAP

__all__ = ["KENT", "chance"]

KENT = {
    "almost certainly not": 0.07,
    "probably not": 0.30,
    "about even": 0.50,
    "probable": 0.75,
    "almost certain": 0.93,
}

_NOT = r"(?:(?:will|would|is|are|does|do) ?)?(?:not\b|n['’]t\b)|(?:won|wouldn|isn|aren)['’]t\b"
# In this order: what is longer comes first, and is cut out before the next is looked for.
_WORDS = (
    (rf"(?:almost|virtually|nearly) certain(?:ly)? (?:{_NOT})", "almost certainly not"),
    (rf"probably (?:{_NOT})|(?:not|n['’]t) (?:likely|probable)|unlikely|improbable|doubtful", "probably not"),
    (r"(?:almost|virtually|nearly|all but) certain(?:ly)?|(?:highly|very) (?:likely|probable)", "almost certain"),
    (r"(?:chances?|odds) (?:are |is )?about even|even (?:chances?|odds)|fifty-fifty|50-50", "about even"),
    (r"probabl[ey]|likely", "probable"),
)
_TURNED = re.compile(r"(?:\b(?:not|never|hardly|less|more|how|as)|n['’]t) $", re.IGNORECASE)
_PERCENT = r"(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b)"
_ODDS = r"(?:chance|probability|likelihood|odds)"
_STATED = re.compile(
    rf"{_PERCENT}[- ](?:{_ODDS}|likely|probable|certain|sure)|{_ODDS}[^.;\d]{{0,30}}?{_PERCENT}", re.IGNORECASE
)


def chance(content: str, hedge: str | None) -> float | None:
    """The probability from 0 to 1 that a statement gives; None where it gives none, or several that differ.

    A percentage counts where it is one of chance; words count only where the statement has a hedge, and “not almost
    certain”, “more likely” and the like are left open.
    """
    stated = {float(a or b) / 100 for a, b in _STATED.findall(content)}
    if stated:
        return stated.pop() if len(stated) == 1 and max(stated) <= 1 else None
    if not hedge:
        return None
    within = all(piece in content for piece in hedge.split(GAP))
    found = _in_words(content if within else hedge)
    return found.pop() if len(found) == 1 else None


def _in_words(text: str) -> set[float | None]:
    found: set[float | None] = set()
    for words, meaning in _WORDS:
        pattern = re.compile(rf"\b(?:{words})" if not words.startswith("(?:not") else words, re.IGNORECASE)
        for match in pattern.finditer(text):
            found.add(None if _TURNED.search(text[: match.start()]) else KENT[meaning])
        text = pattern.sub("#", text)
    return found
