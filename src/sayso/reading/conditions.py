"""The clauses under which something is said to hold: if, unless, when, without, until, should, as long as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["find_conditions"]

_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_PRONOUN = r"(?:I|you|we|they|he|she|it|there)"
_SUBJECT = (
    r"(?:I|you|we|they|he|she|it|people|someone|somebody|anyone|(?-i:[A-Z][\w’'.-]*)|the|those|these|this|that|a|an"
    r"|his|her|their|our|my|your|its|any|all|no|some|more|enough)"
)
_MODAL = (
    r"(?:(?:will|would|could|can|may|might|should|must|shall|cannot|won[’']?t|wouldn[’']?t|couldn[’']?t|can[’']?t"
    r"|shouldn[’']?t)\b|[’'](?:ll|d)\b)"
)
_START = re.compile(
    r"\b(?:(?:even |only |especially |but only )?(?P<if>if|unless|as long as|so long as|provided that"
    r"|on condition that|in the event(?: that| of)?|assuming that"
    rf"|assuming(?= {_SUBJECT} ))|(?:only )?(?P<when>when(?:ever)?)|(?P<without>without)|(?P<until>until)"
    r"|(?P<once>once)|(?P<should>should)|(?P<had>had|were))\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"if|unless|long as|provided|condition|event|assuming|when|without|until|once|should|had|were")
_WHETHER = re.compile(r"\s*if\b", re.IGNORECASE)
# After these, "if" asks and does not condition.
_ASKING = re.compile(
    r"\b(?:(?:ask\w*|wonder\w*|question\w*|tell|told) (?:(?:him|her|them|me|us|you|it|reporters) )?|(?:know\w*"
    r"|knew|see|sees|saw|sure|say|decid\w*|determin\w*|doubt\w*|unclear|clear|check\w*|as|learn\w*|understand"
    r"|find out|discuss|consider\w*|explain|certain|figure out|surprised|idea|remember|matter) )[‘“\"']?\Z",
    re.IGNORECASE,
)
_NO_CLAUSE = re.compile(
    r"(?:even )?if (?:any(?=\W*(?:,|\.|\Z))|(?:ever|only|anything|for no|necessary|possible|needed)\b|not\b(?!\W*,)"
    r"|\w+ly\b(?! \w+ed)"
    r"|you (?:will\b(?! \w)|(?:look|watch|think about it)\b|[’']?re listening))",
    re.IGNORECASE,
)
_AHEAD = re.compile(rf"{_MODAL}|\bgoing to\b", re.IGNORECASE)
_ABLE = re.compile(r"\b(?:can|can[’']?t|cannot|no longer|able to|only)\b", re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:can[’']?t|cannot|couldn[’']?t|won[’']?t|wouldn[’']?t|(?:can|could|will|would) not|no way|never|nobody|no one"
    r"|nothing|impossible|no longer|hard to)\b(?!.*\b(?:must|should)\b)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:(?!didn)\w+n[’']t|not|cannot|never|nobody|no one|nothing|no|impossible|refus\w+|wait|shutdown|stay in"
    r"|ban)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|came|went|said|told|got|took|made|gave|saw|heard|began|became|ran|won|lost|left|met"
    r"|spoke|wrote|called|asked|learned|started|arrived|first|last (?:week|year|month|night))\b"
    r"|\b(?<!\bare )(?<!\bis )(?<!\bbe )(?!need|indeed|speed|feed|seed|exceed|succeed|proceed|agreed)\w{3,}ed\b"
)
_ASKS = re.compile(r"when(?:ever)? (?:is|are|do|does|did|will|would|can|it comes) ", re.IGNORECASE)
_WHEN = re.compile(rf"when(?:ever)? {_SUBJECT}\b", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"\w+ (?:{_PRONOUN}\b|{_SUBJECT}\b [^,.;:]{{0,80}}?(?:\w+s|\w+ed|are|can|have|do|get|{_MODAL}|[’'](?:s|re|ve))\b)",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"without (?!(?:a |any )?(?:doubt|question|problem))", re.IGNORECASE)
_SHOULD = re.compile(r"should (?:I|you|we|they|he|she|it|[A-Z][\w’'-]+|the|a|an|this|that|his|her|their)\b")
_INVERTED = re.compile(
    rf"(?:had (?:{_PRONOUN}|the \w+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) (?:not |only |ever )?(?:\w+ed|\w+en|been|had"
    r"|known|won|lost|made|come|done|gone|run|said|told|left|kept|met)\b"
    rf"|were (?:{_PRONOUN}|the \w+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) to\b)"
)
_NO_INVERSION = re.compile(
    r"\b(?:what|how|why|who|whom|where|when|whether|that|which|and|or|but|so|than) \Z", re.IGNORECASE
)
_BREAK = re.compile(r", |; | [-–—]+ |—|(?<=\w)(?:–|…)(?=\w)|\)|[.?!…](?=\s|[\"”’']|\Z)|[\"”]|''|\bthen\b|:")
_GOES_ON = re.compile(
    r"(?:where|which|who|whose|through|in (?:a|the|her|his|their|my|our)|including|or|and (?!(?:I|we|he|she"
    r"|they|you|it|the|that)\b)|when|as|at|on|say|for)\b",
    re.IGNORECASE,
)
_LATE = re.compile(r" (?:because|since|but|so that|although|though|which means|and (?:if|that)|or if)\b")
# "if he spent the day here | he'd be": the main clause, where no comma parts the two.
_MAIN = re.compile(
    rf" [“\"]?(?:{_PRONOUN}|this|that)(?: (?:still |just |never )?{_MODAL}|[’'](?:ll|d)\b| (?:is|was) going to\b)"
)
_SUBORDINATE = re.compile(
    r"\b(?:th(?:ink|inks|ought)|believe[sd]?|sa(?:y|ys|id)|kn(?:ow|ows|ew)|hope[sd]?|feels?|felt|sure|told|that|what|how"
    r"|whether|where|who|whom|which|why|and|or|as|than|whatever|because|if|everything|anything|all|way|time|assum\w+"
    r"|decid\w+|see|sees)\Z"
)
_STOP = re.compile(r"[.?!]")
_REACH = 300


def find_conditions(text: str, begin: int, end: int, *, asked: bool = False) -> list[tuple[int, int]]:
    """The condition clauses in ``text[begin:end]``, in order; they do not overlap.

    ``asked`` says that the stretch is a question reported, where a first "if" only asks.
    """
    found: list[tuple[int, int]] = []
    if not _WORDS.search(text[begin:end].lower()):
        return found
    match = _WHETHER.match(text, begin, end) if asked else None
    at = match.end() if match else begin
    while match := _START.search(text, at, end):
        at = match.end()
        if not _KINDS[match.lastgroup or ""](text, match, begin, end):
            continue
        stop = _clause_end(text, match.start(), match.end(), begin, end)
        if stop - match.start() < 5 or (stop - match.end() < 3 and match.group("if") is None):
            continue
        found.append((match.start(), stop))
        at = stop
    return found


def _if(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    start, word = match.start(), match.group().lower()
    if text[match.end() : match.end() + 1] == ",":
        return False
    if word == "if" and _ASKING.search(text, max(0, start - 30), start):
        return False
    if word == "even if" and not _AHEAD.search(_sentence(text, start, begin, end)):
        return False
    return _NO_CLAUSE.match(text, start, min(end, start + 90)) is None


def _when(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    start = match.start("when")
    clause = _clause(text, start, end)
    if _ASKS.match(text, start, end) or _PAST.search(clause) or text[match.end() : match.end() + 1] == ",":
        return False
    if match.group().lower().startswith("only"):
        return True
    if _is_fronted(text, start, begin):
        return "," in text[start : min(end, start + _REACH)]
    return _WHEN.match(clause) is not None and _ABLE.search(text, max(begin, start - 60), start) is not None


def _without(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    start = match.start()
    if not _WITHOUT.match(text, start, end):
        return False
    if _is_fronted(text, start, begin):
        return _AHEAD.search(text, start, _sentence_end(text, start, end)) is not None
    return _NEVER.search(_before(text, start, begin)) is not None


def _until(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    start = match.start()
    if not _CLAUSE.match(text, start, end):
        return False
    return _is_fronted(text, start, begin) or _NOT_YET.search(_before(text, start, begin)) is not None


def _once(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    start = match.start()
    clause = _clause(text, start, end)
    if not _CLAUSE.match(text, start, end) or re.match(
        r"once (?:a|every|the most|an?) \w+\W", text[start : start + 20]
    ):
        return False
    return _AHEAD.search(_sentence(text, start, begin, end)) is not None and not _PAST.search(clause)


def _should(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    start = match.start()
    if _SHOULD.match(text[start].lower() + text[start + 1 : start + 60]) is None:
        return False
    if _asks(text, start, min(end, start + _REACH)):
        return False
    return _is_fronted(text, start, begin) or not _NO_INVERSION.search(text, max(begin, start - 12), start)


def _had(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    start = match.start()
    if not _INVERTED.match(text[start].lower() + text[start + 1 : min(end, start + 80)]):
        return False
    if _NO_INVERSION.search(text, max(begin, start - 12), start) and not _is_fronted(text, start, begin):
        return False
    return _AHEAD.search(_sentence(text, start, begin, end)) is not None


_KINDS: dict[str, Callable[[str, re.Match[str], int, int], bool]] = {
    "if": _if,
    "when": _when,
    "without": _without,
    "until": _until,
    "once": _once,
    "should": _should,
    "had": _had,
}


def _clause(text: str, start: int, end: int) -> str:
    """What stands from a place on up to the next mark."""
    return re.split(r"[,.;?!]", text[start : min(end, start + 90)])[0]


def _before(text: str, start: int, begin: int) -> str:
    """What stands before a place in its sentence."""
    return re.split(r"[.?!;] ", text[max(begin, start - _REACH) : start])[-1]


def _sentence_end(text: str, start: int, end: int) -> int:
    stop = _STOP.search(text, start, min(end, start + _REACH))
    return stop.start() if stop else min(end, start + _REACH)


def _sentence(text: str, start: int, begin: int, end: int) -> str:
    return _before(text, start, begin) + text[start : _sentence_end(text, start, end)]


def _is_fronted(text: str, start: int, begin: int) -> bool:
    before = text[max(begin, start - 12) : start].rstrip(" \"“‘'(")
    return (
        not before
        or before[-1] in ".?!:;,—–…"
        or re.search(r"(?:\bthat|\bbut|\band|''|\bbecause|\bso|\bthink)\Z", before, re.IGNORECASE) is not None
    )


def _asks(text: str, start: int, end: int) -> bool:
    stop = _STOP.search(text, start, end)
    return stop is not None and stop.group() == "?"


def _clause_end(text: str, start: int, after: int, begin: int, end: int) -> int:
    limit = min(end, start + _REACH)
    fronted = _is_fronted(text, start, begin)
    if fronted:
        mains = (m.start() for m in _MAIN.finditer(text, after + 4, limit))
        limit = next((m for m in mains if not _SUBORDINATE.search(text, after, m)), limit)
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
            rf"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St|{_MONTHS})\Z", text[max(start, match.start() - 4) : match.start()]
        ):
            continue
        if mark in ("”", '"') and _quoted(text, after, match, limit):
            continue
        return _trim(text, start, match.start())
    late = None if fronted else _LATE.search(text, after, limit)
    return _trim(text, start, late.start() if late else limit)


def _quoted(text: str, after: int, match: re.Match[str], limit: int) -> bool:
    """Whether a quotation mark belongs to a quotation that begins within the clause, which goes on behind it."""
    inside = text[after : match.start()]
    if match.group() == '"':
        opens = inside.count('"') % 2 == 0
        return text[match.end() : match.end() + 1].isalnum() if opens else text[match.end() : match.end() + 1] == " "
    return inside.count("“") > inside.count("”") and text[match.end() : match.end() + 1] == " " and match.end() < limit


def _ends_insert(text: str, at: int) -> bool:
    """Whether a participle follows, as in "if she is, through her firm, taking money"."""
    return re.match(r"\w+ing\b", text[at : at + 30]) is not None


def _trim(text: str, start: int, stop: int) -> int:
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in ",;:"):
        stop -= 1
    return stop
