"""The words by which a report of what somebody said runs on, ends, or is of another occasion."""

from __future__ import annotations

import re

from .channel_phrases import REMARKS

__all__ = [
    "ADDS",
    "BESIDE",
    "BREAK",
    "HELD",
    "HOSTS",
    "IN_HIS_INTERVIEW",
    "IN_WRITING",
    "IS_HEARD",
    "JOINT",
    "LETTERS",
    "MADE_IT",
    "NUMBERS",
    "ON_IT",
    "ON_TAPE",
    "OTHER_OCCASION",
    "PERFECT",
    "REPLIES",
    "SOME_OCCASION",
    "SO_MANY",
    "TALKS",
    "WRITES",
]

# The report of another occasion begins.
OTHER_OCCASION = re.compile(
    r"\b(?:later|earlier|previously|once|last (?:week|month|year)|in a (?:statement|speech|tweet|blog post"
    r"|letter|news conference|press release)|tweet\w*|(?:on|in an?) (?:Twitter|Facebook|Instagram)"
    r"|rall(?:y|ies)|in (?:19|20)\d\d|at the time|debate|the next day|follow-up statement"
    r"|(?:told|to) (?:the |his |her )?(?:crowd|audience|supporters"
    r"|attendees|delegates|voters|workers|students|investigators|police|agents|lawmakers|senators|officers|prosecutors"
    r"|jurors|committee|panel|court|Congress|FBI|F\.B\.I\.|FBI agents|judge|jury|members|donors|aides|staffers|friends)"
    r"|convention|in (?:January|February|March|April|June|July|August|September|October|November"
    r"|December)|on the campaign trail|news conference)\b",
    re.IGNORECASE,
)
PERFECT = re.compile(r"\b(?:has|have|had|[’']ve|[’']d)\b")
TALKS = re.compile(
    r"\b(?:sa(?:id|y|ys|ying)|also|believes?|add(?:ed|s|ing)?|t(?:old|ell|ells|elling)|wr(?:ote|ites?|iting)"
    r"|stat(?:es?|ed|ing)|according to|repl(?:y|ied|ies)|point(?:ed|s)? (?:to|out)|went on|note[sd]?|noting"
    r"|(?:continu|respond|insist|explain|argu|claim|describ|conclud|call|ask|admit"
    r"|acknowledg|suggest|recall|jok|quip|warn|predict|estimat|reiterat|agre|defend|dismiss|maintain|express|stress"
    r"|emphasi[sz]|declar|assert|contend|propos|urg|accus|critici[sz]|lament|prais|conced|vow|promis|pledg|den(?:y|i)|confirm"
    r"|complain|mention|pronounc|counter|remark|observ|question|clarif|derid|mock|laud|tout|blam|credit|outlin|list|refus"
    r"|declin|address|discuss|blast|slam|attack|recount|reveal|disclos|compar|liken|hint|impl|intimat|anticipat"
    r"|hypothesi[sz]|speculat|bristl|scoff|chid|mus|vent|object|think|confess)(?:e|es|s|ed|ing|ted|ped|y|ied|ies)?"
    r"|(?:shot|fir(?:ed|es)|hits?) back|br(?:ought|ings?) up|left no doubt|t(?:ook|akes) (?:aim|issue)|thought"
    r"|offered (?:his|her) (?:thoughts|views?)"
    r"|distanc(?:ed|es)|weigh(?:ed|s) in|critical of|(?:is|was) sure"
    r"|sp(?:oke|eaks?|eaking)|rul(?:e|ed|es|ing) out|st(?:ood|ands?) by|interview)\b|\A[:,—–-]?\Z",
    re.IGNORECASE,
)
IN_WRITING = re.compile(r"\b(?:writing|wrote|op-ed|column|essay|article|book|excerpts?|letters?|e-?mails?|memos?)\b")
# "alongside Jo Bell", and letters that somebody got hold of
BESIDE = re.compile(r"\b(?:with|alongside|beside|opposite|joined|joining)[ \u00a0](?:[a-z]+[ \u00a0]){0,2}\Z")
LETTERS = re.compile(r"\b(?:e-?mails?|messages|texts|exchanges?|letters|correspondence|conversation)\b", re.IGNORECASE)
HELD = re.compile(r"\b(?:obtained|released|published|leaked|posted|reviewed|seen|disclosed) by\b")
# What somebody wrote was not said in the interview that went before.
WRITES = re.compile(r"\b(?:wrote|writes?|writing|post(?:s|ed)|published|co-wrote)\b")
HOSTS = frozenset({"host", "anchor", "co-anchor", "co-host", "moderator", "interviewer"})
# "in an interview" with nobody that is named
SOME_OCCASION = re.compile(
    r"\b(?:in|during) (?:an? )?(?:\w+ ){0,2}(?:interviews?|op-ed|essay|opinion piece|column)\b"
    r"(?! (?:with|on|by|for|of|to)\b)"
)
# "on the show", "later in the interview"
ON_IT = re.compile(
    r"\b(?:on|in|during|throughout|told) (?:the|this|that) (?:same )?(?:show|interview|broadcast|program|programme"
    r"|podcast|segment|episode|op-ed|column)\b(?! (?:with|on|by|for|of)\b)"
)
# "on the tape", "in the same video"
ON_TAPE = re.compile(
    r"\b(?:in|on|during|throughout) (?:the|this|that|another) (?:[\w-]+ )?"
    r"(?:recording|audio|video|tape|footage|clip|conversation|call)s?\b"
    r"(?! (?:with|by|of|from|posted|released|message)\b)"
)
# How what is heard on a tape is told.
IS_HEARD = re.compile(r"\b(?:says?|tells?|asks?|replies|reply|adds?|responds?|continues?|is heard|can be heard)\b")
IN_HIS_INTERVIEW = re.compile(
    r"\b(?:in|during|throughout) (?:his|her|their) (?:\w+ )?interview\b(?! (?:with|on|by|for|of)\b)"
)
MADE_IT = re.compile(
    rf"\b(?:made|makes|making) (?:the|th[eo]se|that|his|her) (?:\w+ )?{REMARKS}\b"
    rf"|\b(?:[Tt]he|[Tt]hese|[Tt]hose) {REMARKS} (?:came|comes|come|(?:was|were) made) (?:in|on|during)\b"
)
ADDS = re.compile(r"\b(?:add(?:ed|s|ing)|also|went on|continued)\b")
# What stands between the items of a live blog: "___", "9:42 p.m."
BREAK = re.compile(r"\s*(?:[_*#–—-]{2,}|\*(?: \*)+|\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?)\.?\s*")
REPLIES = re.compile(r"\b(?:repl(?:y|ies|ied)|respond(?:s|ed)?|answer(?:s|ed)?)\b")
# "their first joint interview"
JOINT = re.compile(r"\b(?:joint|together)\b[^.“”\"]{0,40}\b(?:interview|appearance)\b")
# "Two women"
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
SO_MANY = re.compile(rf"({'|'.join(NUMBERS)})\b", re.IGNORECASE)
