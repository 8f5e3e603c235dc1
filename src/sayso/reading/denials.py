"""Whether the main point of a statement is a negation, a rejection, an opposition or a refusal."""

from __future__ import annotations

import re

__all__ = ["denies"]

_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|refus(?:e|es|ed|ing|al)|oppos(?:e|es|ed|ing|ition)|disput(?:e|es|ed"
    r"|ing)|disagree\w*|disapprov\w*|against|rebut\w*|refut\w*|repudiat\w*|declin(?:e|es|ed|ing)"
    r"|resist\w*|pushed? back|tak(?:e|es|ing) issue|took issue|balk\w*|dismissed? (?:the )?(?:claims?|notion"
    r"|idea|suggestion|question)|ban|bans|banned|forb\w+|condemn\w*|protest(?:s|ed)? (?:of|against)|veto\w*"
    r"|block\w*"
    r"|overturn\w*|avoid\w*|unlikely|no longer|ruled? out|disprov\w*|contradict\w*|rail(?:s|ed|ing)? against"
    r"|turn(?:s|ed)? away|brush\w* off|defy|defied)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\b(?:not|never|no|cannot|none|nobody|nothing|neither|nor|hardly|without)\b|n[’']t\b)", re.IGNORECASE
)
_SPLIT = re.compile(
    r"\b(?:because|if|unless|when|while|although|though|who|which|whom|whose|where|since|until|after|before"
    r"|even|but|,? (?:and|as)|so that|to (?:say|know|see)|that)\b|[,;:—–.?!]",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:(?:even )?if|when|while|although|though|because|since|as|after|before|in|at|on|despite|unless"
    r"|given)\b[^,]{3,160}, ",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[\s\"“”‘’'`(\[]*(?:that |and |but |well, |so |no, |i think |i believe |he thinks |she thinks )*", re.IGNORECASE
)
_NOT_REALLY = re.compile(
    r"\b(?:not (?:only|just|merely)|no (?:doubt|question|longer than|one more)|nothing (?:but|short)"
    r"|can[’']t (?:wait|help)|why not|not sure|don[’']t know if)\b",
    re.IGNORECASE,
)
_OPPOSES = re.compile(
    r"(?:\w+ ){0,2}(?:oppos(?:e|es|ed)|reject(?:s|ed)?|refus(?:e|es|ed)|den(?:y|ies|ied)|disagree[sd]?"
    r"|unqualified|meritless|nonsense|false|impossible|unable)\b",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    r"\bn[’']t (?:say|respond|comment|return|answer|explain|release|name|specify)|\bnot (?:immediately )?(?:say"
    r"|respond|comment|return|answer|explain|release|naming|name|specify)"
)


def denies(cue: str, content: str) -> bool:
    """Read the cue and the first main clause of the content for a negation, and weigh one against the other."""
    cue = cue[:400]
    negative_cue = _CUE.search(cue) is not None
    negated_cue = _NOT.search(cue) is not None and not _NOT_REALLY.search(cue)
    if negative_cue:
        return not negated_cue
    if negated_cue:
        return True
    clause = main_clause(content)
    if _NOT_REALLY.search(clause):
        return False
    return _NOT.search(clause) is not None or _OPPOSES.match(clause) is not None


def main_clause(content: str) -> str:
    """The first clause that stands on its own: subordinate openings and everything from the next clause on left out."""
    text = content[:400]
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    opening = _SUBORDINATE.match(text)
    if opening:
        text = text[opening.end() :]
    stop = _SPLIT.search(text, 12)
    return text[: stop.start()] if stop else text
