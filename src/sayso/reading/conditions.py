"""The clauses under which something is said to hold: if, unless, when, without, should, as long as."""

from __future__ import annotations

import re

__all__ = ["find_conditions"]

_START = re.compile(
    r"\b(?:(?:even |only |especially |but only )?(?P<if>if|unless|as long as|so long as|provided that"
    r"|on condition that|in the event(?: that| of)?|in case"
    r"|assuming(?: that)?)|(?P<when>when(?:ever)?)|(?P<without>without)|(?P<should>should))\b",
    re.IGNORECASE,
)
# After these, "if" asks and does not condition.
_ASKING = re.compile(
    r"\b(?:(?:ask\w*|wonder\w*|question\w*|tell|told) (?:(?:him|her|them|me|us|you|it|reporters) )?|(?:know\w*"
    r"|knew|see|sees|saw|sure|say|decid\w*|determin\w*|doubt\w*|unclear|clear|check\w*|as|what|learn\w*"
    r"|understand"
    r"|find out|discuss|consider\w*|explain|certain|figure out) )\Z",
    re.IGNORECASE,
)
_NO_CLAUSE = re.compile(
    r"if (?:any|ever|only|anything|not (?:all|most|many|the|more|a|an|impossible|always|entirely|worse))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|won[’']t|going to|would|shall|can|cannot)\b|[’']ll\b")
_PAST = re.compile(
    r"\b(?:was|were|had|did|came|went|said|told|got|took|made|gave|saw|heard|began|became|ran|won|lost|left|met"
    r"|spoke|wrote|called|asked|learned|started|arrived|first|last (?:week|year|month|night))\b"
    r"|\b(?!need|indeed|speed|feed|seed|exceed|succeed|proceed|agreed)\w{3,}ed\b"
)
_BREAK = re.compile(r", |; | [-–—]+ |—|\)|[.?!…](?=\s|[\"”’']|\Z)|[\"”]|''|\bthen\b|:")
_GOES_ON = re.compile(
    r"(?:where|which|who|whose|through|in (?:a|the|her|his|their|my|our)|including|or|and (?!(?:I|we|he|she"
    r"|they|you|it|the|that)\b)|when|as|at|on|say|for)\b",
    re.IGNORECASE,
)
_LATE = re.compile(r" (?:because|but|so that|although|though|which means|and (?:if|that)|or if)\b")
_SUBJECT = (
    r"(?:I|you|we|they|he|she|it|people|someone|somebody|anyone|[A-Z][\w’'-]+|the|those|these|this|that|a|an"
    r"|his|her|their|our|my|your|given|asked|elected)"
)
_WHEN = re.compile(rf"when(?:ever)? {_SUBJECT}\b", re.IGNORECASE)
_WITHOUT = re.compile(
    r"without (?:a|an|the|any|new|more|some|this|that|these|such|his|her|their|our|your|its)\b(?! (?:doubt"
    r"|question|problem))",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"should (?:I|you|we|they|he|she|it|[A-Z][\w’'-]+|the|a|an|this|that|his|her|their)\b")
_STOP = re.compile(r"[.?!]")
_REACH = 300
_WORDS = (
    "if",
    "unless",
    "when",
    "without",
    "should",
    "long as",
    "provided",
    "condition",
    "event",
    "in case",
    "assuming",
)


def find_conditions(text: str, begin: int, end: int, *, asked: bool = False) -> list[tuple[int, int]]:
    """The condition clauses in ``text[begin:end]``, in order; they do not overlap.

    ``asked`` says that the stretch is a question reported, where a first "if" only asks.
    """
    found: list[tuple[int, int]] = []
    lowered = text[begin:end].lower()
    if not any(word in lowered for word in _WORDS):
        return found
    match = re.compile(r"\W*if\b", re.IGNORECASE).match(text, begin, end) if asked else None
    at = match.end() if match else begin
    while match := _START.search(text, at, end):
        at = match.end()
        if not _is_condition(text, match, begin, end):
            continue
        stop = _clause_end(text, match.start(), match.end(), begin, end)
        if stop - match.start() < 5 or (stop - match.end() < 3 and match.group("if") is None):
            continue
        found.append((match.start(), stop))
        at = stop
    return found


def _is_condition(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    start = match.start()
    before = text[max(begin, start - 30) : start]
    clause = text[start : min(end, start + 90)]
    if match.group("if"):
        return not (_ASKING.search(before) and match.group("if").lower() == "if") and _NO_CLAUSE.match(clause) is None
    fronted = _is_fronted(text, start, begin)
    if match.group("when"):
        first = re.split(r"[,.;?!]", clause)[0]
        ahead = fronted or _AHEAD.search(text[max(begin, start - 60) : start]) is not None
        return _WHEN.match(clause) is not None and ahead and not _PAST.search(first)
    if match.group("without"):
        return (
            _WITHOUT.match(clause) is not None
            and re.search(
                r"\b(?:can[’']?t|cannot|will|won[’']?t|would|no|not|never|could|can|nobody|nothing)\b",
                text[max(begin, start - _REACH) : start],
            )
            is not None
        )
    return (
        fronted
        and _SHOULD.match(text[start : start + 1].lower() + text[start + 1 : start + 60]) is not None
        and not _asks(text, start, min(end, start + _REACH))
    )


def _is_fronted(text: str, start: int, begin: int) -> bool:
    before = text[max(begin, start - 12) : start].rstrip(" \"“‘'(")
    return (
        not before
        or before[-1] in ".?!:;,—–…"
        or re.search(r"(?:\bthat|\bbut|\band|''|\bbecause)\Z", before) is not None
    )


def _asks(text: str, start: int, end: int) -> bool:
    stop = _STOP.search(text, start, end)
    return stop is not None and stop.group() == "?"


def _clause_end(text: str, start: int, after: int, begin: int, end: int) -> int:
    limit = min(end, start + _REACH)
    fronted = _is_fronted(text, start, begin)
    inserted = False
    for match in _BREAK.finditer(text, after, limit):
        mark = match.group()
        if mark == ", ":
            if inserted:
                inserted = False
                if not fronted or not _ends_insert(text, match.end()):
                    return match.start()
                continue
            if _GOES_ON.match(text, match.end(), limit) or match.start() - start < 5:
                inserted = True
                continue
        if mark in (".", "?", "!", "…") and re.search(
            r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St)\Z", text[max(start, match.start() - 4) : match.start()]
        ):
            continue
        return _trim(text, start, match.start())
    stop = limit
    late = None if fronted else _LATE.search(text, after, limit)
    return _trim(text, start, late.start() if late else stop)


def _ends_insert(text: str, at: int) -> bool:
    """Whether a participle follows, as in "if she is, through her firm, taking money"."""
    return re.match(r"\w+ing\b", text[at : at + 30]) is not None


def _trim(text: str, start: int, stop: int) -> int:
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in ",;:"):
        stop -= 1
    return stop
