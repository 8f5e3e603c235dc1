"""A claim turned into its contrary, where that takes one word or two: what was for the one is against the other."""

from __future__ import annotations

import re

_PAIRS = (
    ("should not", "should"), ("should never", "should always"), ("must not", "must"), ("ought not to", "ought to"),
    ("cannot", "can"), ("would not", "would"), ("will not", "will"), ("is not", "is"), ("are not", "are"),
    ("does not", "does"), ("do not", "do"), ("was not", "was"), ("has not", "has"), ("should oppose", "should support"),
    ("believes", "does not believe"), ("supports", "opposes"), ("regrets", "welcomes"),
    ("more harm than good", "more good than harm"), ("ban", "allow"), ("banned", "allowed"), ("banning", "allowing"),
    ("prohibited", "permitted"), ("illegal", "legal"), ("legalise", "outlaw"), ("legalize", "outlaw"),
    ("legalised", "outlawed"), ("legalized", "outlawed"), ("abolish", "keep"), ("abolished", "kept"),
    ("increase", "reduce"), ("increased", "reduced"), ("raise", "lower"), ("raised", "lowered"), ("benefits", "harms"),
    ("beneficial", "harmful"), ("good", "bad"), ("better", "worse"), ("right", "wrong"), ("justified", "unjustified"),
    ("effective", "ineffective"), ("fair", "unfair"), ("moral", "immoral"), ("ethical", "unethical"),
    ("necessary", "unnecessary"), ("safe", "dangerous"), ("success", "failure"), ("help", "hurt"), ("helps", "hurts"),
    ("protects", "endangers"), ("improves", "worsens"), ("encourage", "discourage"), ("encourages", "discourages"),
    ("strengthen", "weaken"), ("strengthens", "weakens"), ("mandatory", "voluntary"), ("compulsory", "voluntary"),
    ("always", "never"), ("everyone", "no one"), ("all", "no"), ("gives", "denies"), ("prevents", "causes"),
)  # fmt: skip
_TURNED = {a: b for one, other in _PAIRS for a, b in ((one, other), (other, one))}
_NEGATED = frozenset("should must can would will is are does do was has".split())  # noqa: SIM905
_FOUND = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _TURNED), key=len, reverse=True))})\b", re.IGNORECASE)


def contraries(text: str) -> list[str]:
    """What each single change makes of ``text``; the order is that of the words changed."""
    return [text[: m.start()] + _like(m.group(), _TURNED[m.group().lower()]) + text[m.end() :] for m in _turns(text)]


def _turns(text: str) -> list[re.Match[str]]:
    """Verbs first: to negate them is the surest change."""
    found = list(_FOUND.finditer(text))
    verbs = [m for m in found if {m.group().lower(), _TURNED[m.group().lower()]} & _NEGATED]
    return verbs or found


def _like(old: str, new: str) -> str:
    return new[0].upper() + new[1:] if old[0].isupper() else new


__all__ = ["contraries"]
