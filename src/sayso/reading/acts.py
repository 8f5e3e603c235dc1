"""What a statement mainly does: asks, proposes, commits, foresees, appraises or claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .denials import main_clause
from .folding import fold
from .lexicon import words
from .phrases import head_sort

if TYPE_CHECKING:
    from ..record import Act

__all__ = ["act_of", "act_of_narration"]


def _any(pattern: str) -> re.Pattern[str]:
    """Any of the words; both they and what they are looked up in are lower case, which matches far faster."""
    return re.compile(rf"\b(?:{pattern.lower()})\b")


_ASKING = _any(
    r"question(?:s|ed|ing)?|wonder(?:s|ed|ing)?|ask(?:s|ed|ing)? (?:about|whether|if|why|how|what)|(?:was|were"
    r"|been) (?:asked|pressed|challenged|grilled)|unknown|asked questions|query|inquir\w+"
)
_ASK = _any(r"ask(?:s|ed|ing)?")
_PROPOSING = _any(
    r"urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:again )?(?:for|on|upon)|demand(?:s|ed|ing)?|propos(?:e|es|ed|ing"
    r"|al|als)|recommend(?:s|ed|ing|ation|ations)?|endors(?:e|es|ed|ing|ement)|support(?:s|ed|ing|er|ers)?"
    r"|back(?:s|ed|ing)"
    r"|favou?r(?:s|ed|ing)?|oppos(?:e|es|ed|ing|ition)|advocat(?:e|es|ed|ing)|push(?:es|ed|ing)? (?:for|to)"
    r"|encourag(?:e|es|ed|ing)|advis(?:e|es|ed|ing)|appeal(?:s|ed|ing)?|lobb(?:y|ies|ied|ying)|campaign(?:s|ed"
    r"|ing)? (?:for|against|message)"
    r"|against|in favou?r of|desires?|wish(?:es|ed)?|want(?:s|ed)? (?:the|a|this|that|to see|him|her|them|us"
    r"|more|less|an end)|wanted|plead(?:s|ed)?|pleas?|implor\w+|beg(?:s|ged)?|insist(?:s|ed)? on|press(?:es|ed"
    r"|ing)? for|sided? with|prefer(?:s|red)?"
    r"|resist(?:s|ed)?|stump(?:s|ed)?|rally(?:ing)? cry|seek(?:s|ing)?|sought|fight(?:s|ing)? (?:for|to)|suing"
    r"|ask(?:s|ed|ing)? for|calls|disapprov\w+|protest(?:s|ed)?|would like|requir(?:e|es|ed)|tell(?:s"
    r"|ing)? \w+ to|speaks? out for|spoke out"
    r"|champion(?:s|ed|ing)?|petition(?:s|ed)?|request(?:s|ed|ing)?|instruct(?:s|ed)?|exhort\w*|counsel(?:s|ed"
    r"|led)|caution(?:s|ed)? against|warn(?:s|ed)? against|invit(?:e|es|ed|ing)|object(?:s|ed|ing|ions?)? to"
    r"|opponents?|proponents?|backers|pressur(?:e|es|ed|ing)|would rather|challeng(?:e|es|ed|ing)|need(?:s"
    r"|ed)? to|pressing|agitat\w+|pine[sd]? for"
)
_COMMITTING = _any(
    r"announc(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|vow(?:s|ed|ing)?|plan(?:s|ned|ning)?"
    r"|intend(?:s|ed|ing)?|threaten(?:s|ed|ing)?(?: to)?|decid(?:e|es|ed|ing)|decision|agree(?:s|d|ing)? to"
    r"|offer(?:s|ed|ing)?|vot(?:e|es|ed|ing)|rul(?:e|es|ed|ing)"
    r"|order(?:s|ed|ing)?|approv(?:e|es|ed|ing|al)|refus(?:e|es|ed|ing|al)|overturn(?:s|ed)?|sue(?:s|d)?"
    r"|suspend(?:s|ed)?|fir(?:es|ed)|pass(?:es|ed)|nominat(?:e|es|ed)|is bent on|vetoe?[sd]|opt(?:s|ed)"
    r"|resolv(?:e|es|ed)|commit(?:s|ted)?|swor(?:e|n)"
    r"|charged with|implement(?:s|ed)?|ban(?:s|ned)?|goal|mull(?:s|ing)|looking (?:ahead|for)|is seeking"
    r"|wants to|submitted|guarantee[sd]?|assurances?|prepar(?:es|ed|ing) to|set to|hint(?:s|ed|ing) at|replaced"
    r"|imposed|showed no sign|aims? to|ready to"
    r"|volunteer(?:s|ed)|sign(?:s|ed|ing)|subpoena(?:s|ed)?|grant(?:s|ed)|award(?:s|ed)|appoint(?:s|ed)"
    r"|indict(?:s|ed|ment)|sentenc(?:es|ed)|convict(?:s|ed)|arrest(?:s|ed)|accept(?:s|ed|ing)?|withdr[ae]w(?:s"
    r"|n)?|cancel(?:s|ed|led)|resign(?:s|ed)?|determined to|prepared to|scheduled to|launch(?:es|ed|ing)|filed"
    r"|files|lifted|adopt(?:s|ed|ing)|ratif(?:y|ies|ied)|authori[sz](?:es|ed)|upheld|struck down|halt(?:s|ed)"
    r"|moved to|move to|directed|declared (?:war|a state)|willing to|chosen to|chose to|hir(?:es|ed)|recus\w+"
    r"|barred|bars|allow(?:s|ed|ing)?|permit(?:s|ted)"
)
_APPRAISING = _any(
    r"critici[sz](?:e|es|ed|ing)|criticisms?|prais(?:e|es|ed|ing)|blast(?:s|ed|ing)?|slam(?:s|med|ming)?"
    r"|rip(?:s|ped|ping)?|attack(?:s|ed|ing)?|condemn(?:s|ed|ing)?|mock(?:s|ed|ing)?|defend(?:s|ed|ing)?"
    r"|call(?:s|ed|ing)|describ(?:e|es|ed|ing)|accus(?:e|es|ed|ing|ations?)"
    r"|blam(?:e|es|ed|ing)|thank(?:s|ed|ing)?|apologi[sz](?:e|es|ed|ing)|regret(?:s|ted)?|welcom(?:e|es|ed|ing)"
    r"|applaud(?:s|ed|ing)?|hail(?:s|ed|ing)?|tout(?:s|ed|ing)?|denounc(?:e|es|ed|ing)|assail(?:s|ed|ing)?"
    r"|dismiss(?:es|ed|ing)?|trash(?:es|ed|ing)?"
    r"|chid(?:e|es|ed)|chided|rebuk(?:e|es|ed)|insult(?:s|ed)?|bash(?:es|ed)?|hammer(?:s|ed|ing)?|pound(?:s|ed"
    r"|ing)|(?:took|takes?|taking) (?:a )?(?:shot|aim|whack|issue)|ridicul(?:e|es|ed|ing)|lament(?:s|ed|ing)?"
    r"|complain(?:s|ed|ing|t)?|decr(?:y|ies|ied)|deplor\w+"
    r"|admir\w+|respect(?:s|ed)?|lov(?:e|es|ed)|lik(?:e|es|ed)|enjoy(?:s|ed)?|hat(?:e|es|ed)|disgust\w*"
    r"|regard(?:s|ed|ing)?|consider(?:s|ed)|compar(?:e|es|ed|ing)|credit(?:s|ed|ing)|went after|goes? after"
    r"|going after|pinn?s|assault|vouch|celebrat\w+|congratulat\w+"
    r"|downplay\w*|brush\w* off|rail(?:s|ed|ing)? against|(?:dis)?pleas(?:ed|ure)|angered|outrag\w+|shock"
    r"|boo(?:ed|s)|laud(?:s|ed|ing)?|salut\w+|faults?|faulted|scold\w*|taunt\w*|jab(?:s|bed)?|roil(?:s|ed)"
    r"|startled|disappoint\w*|(?:is|are|was) popular|"
    r"trust(?:s|ed)?|sits? well|sat well|wary|insist(?:s|ed)? he is|dub(?:s|bed)|label(?:s|ed|led)|brand(?:s|ed"
    r"|ing)|paint(?:s|ed|ing)|nam(?:es|ed)|views?|disagree\w*|merits"
    r"|lambast\w*|castigat\w*|berat\w*|chastis\w*|excoriat\w*|derid\w*|disparag\w*|belittl\w*|vilif\w*"
    r"|demoni[sz]\w*|extol\w*|commend\w*|compliment\w*|cheer(?:s|ed|ing)?|bemoan\w*|grumbl\w*|grip(?:e|es|ed)"
    r"|lash(?:es|ed|ing) out|fir(?:es|ed|ing) back|tor[en]? into|unload(?:s|ed) on|panned|scoff\w*|sneer\w*"
    r"|jeer\w*|characteri[sz]\w*|portray\w*|depict\w*|liken\w*|sympath\w*|mourn\w*|appreciat\w*|embrac(?:e|es"
    r"|ed|ing)|skeptic\w*|proud|lamented|excus\w+|frustrat\w+|resent\w*|delight\w*|thrilled|dismay\w*|upset"
    r"|surpris\w+|impressed|marvel\w*|fond|unhappy|angry|furious|happy|glad|grateful|sorry|offens\w+|insult\w*"
    r"|smear\w*|swip\w+|zing\w*"
)
_FORESEEING = _any(
    r"predict(?:s|ed|ing|ion)?|expect(?:s|ed|ing|ation|ations)?|warn(?:s|ed|ing)?|hop(?:e|es|ed|ing)|hopeful"
    r"|fear(?:s|ed|ing)?|forecast(?:s|ed)?|project(?:s|ed)|anticipat\w+|could|may|might|likely|bets?"
    r"|is confident|confidence|estimates? that .* will|foresee\w*|imply|certain"
    r"|foresees?|foresaw|foreseen|envision\w*|caution(?:s|ed)?|brac(?:es|ed|ing) for|poised|speculat\w*|outlook"
    r"|worr(?:y|ies|ied) that|odds|projections?|predictions|fears|dreams?"
)
_CLAIMING = _any(
    r"deny|denies|denied|show(?:s|ed|ing|n)?|found|finds|reveal(?:s|ed|ing)?|report(?:s|ed|ing)?|estimat(?:e|es"
    r"|ed)|cit(?:e|es|ed|ing)|recall(?:s|ed|ing)?|alleg(?:e|es|ed|ing)|confirm(?:s|ed|ing)?|acknowledg(?:e|es"
    r"|ed|ing)|learn(?:s|ed|ing)?"
    r"|explain(?:s|ed|ing)?|explanation|list(?:s|ed|ing)?|not(?:es|ed|ing)|describing|follows|suspect(?:s|ed)?"
    r"|believ(?:e|es|ed|ing)|exposed|claim(?:s|ed|ing)?|discover(?:s|ed)|referr?(?:ing|ed|s)? to|pointed out"
    r"|point(?:s|ing)? out|knows?|aware|declin(?:e|es|ed)|respond(?:ed)? to"
    r"|testif\w*|testimony|disclos\w*|document(?:s|ed)|detail(?:s|ed)|identif(?:y|ies|ied)|mention(?:s|ed)?"
    r"|record(?:s|ed)|quot(?:e|es|ed|ing)|attribut(?:e|es|ed|ing)|concluded|determined that|calculat\w+"
    r"|measured|indicat(?:e|es|ed)|suggests?|remember(?:s|ed)?|admit(?:s|ted)|demonstrat\w+|illustrat\w+"
    r"|highlight\w*|outlin\w+|summari[sz]\w*|recount\w*|hear(?:s|d)?|notic(?:es|ed)|reali[sz]\w+|reflect\w*"
)
_SPEAKING = _any(
    r"sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|wr(?:ite|ites|ote|iting)|written|add(?:s|ed|ing)?|tweet(?:s"
    r"|ed|ing)?|post(?:s|ed|ing)?|stat(?:e|es|ed|ing)|statement|repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?"
    r"|argu(?:e|es|ed|ing)|continu(?:e|es|ed|ing)|conclud(?:e|es|ed|ing)"
    r"|declar(?:e|es|ed|ing)|according to|not(?:es|ed|ing)|insist(?:s|ed|ing)?|suggest(?:s|ed|ing)?|think(?:s"
    r"|ing)?|thought|feels?|felt|quip(?:s|ped)|remark(?:s|ed)?|read(?:s|ing)?|comment(?:s|ed)?|shot back"
    r"|maintain(?:s|ed)?|contend(?:s|ed|ing)?|clear|speaking|spoke|speaks|observ(?:e|es|ed)|pointed to"
    r"|point(?:s|ing) to|signal(?:s|ed)|indicat(?:e|es|ed)|assert\w*|emphasi[sz]\w+|stress\w*|reiterat\w+"
    r"|repeat\w*|joked?|admit(?:s|ted)?|conced(?:e|es|ed)|put it|assur(?:e|es|ed)|recount\w*|tells|mention\w*"
)

_SILENT = _any(
    r"(?:did not|didn[’']t|does not|has not|would not|not) (?:immediately )?(?:respond|return|comment|reply"
    r"|answer|stop to answer|release|explain|naming|name)|without \w*\s?naming|declin(?:e|es|ed|ing)|no comment"
    r"|mum"
)
_SILENT_DEED = re.compile(
    r"\W*(?:to )?(?:speak|comment|answer|say|discuss|respond|specify|elaborate|a request for comment)\b", re.IGNORECASE
)
_REFUSING = _any(r"refus(?:e|es|ed|ing)")
_SHOULD = _any(
    r"should(?!n[’']t be surprised)|shouldn[’']t|must(?! have)|ought to|needs? to(?! know)|need(?:s|ed)? (?:a"
    r"|more|better|stronger)|ha(?:s|ve|d) to|let[’']s|let us|please|it[’']s time|is time (?:to|for)|I (?:urge"
    r"|support|endorse|back|oppose|recommend|encourage|want (?:you|him|her|them|people|the))"
    r"|(?:he|she|they|we) (?:supports?|opposes?|favou?rs?|backs?|endorses?)|we need|you need|had better"
    r"|I would(?:n[’']t| not)? (?:advise|tell|urge|counsel|encourage) [a-z]+ (?:not )?to"
    r"|cannot (?:allow|let|afford)|can[’']t (?:allow|let|afford)|would like to see"
    r"|join (?:me|us)|vote for|call(?:s|ing)? (?:on|for)|(?:was|were|is|are) (?:not )?(?:to be|needed|vital"
    r"|urgent|overdue)|no right to|(?:I|we|he|she|they) (?:\w+ )?(?:do(?:es)? not |do(?:es)?n[’']t "
    r"|did not )?want(?:s|ed)? (?:my|our|a|an|the|this|to see|change|more|less|him|her|them|someone|somebody)"
    r"|now is the time"
    r"|the time (?:for|to)|time for|feel free|we (?:can[’']t|cannot)|do(?:n[’']t| not) (?:let|be|vote|forget"
    r"|give|ever)|I challenge|must be|supporting|deserves?|my next choice|propose[sd]?|be allowed"
)
_FIRST = re.compile(
    r"\b(?:I|[Ww]e) (?:(?:will|shall|won[’']t|would never|am going to|are going to|plan to|intend to|pledge"
    r"|promise|vow|have decided|am committed|are committed|look forward)\b)|\b(?:I|[Ww]e)[’'](?:ll|m going to"
    r"|re going to|re committed)\b"
)
_DEED = re.compile(
    r"\W*(?:that )?(?P<subject>(?:[\w.'-]+ ){0,4}?[\w.-]+)(?:'(?:d|ll|s|re)(?= (?:\w+ )?(?:going|planning"
    r"|willing))|'(?:d|ll)\b| (?:also |still |never |now |only )?(?:will|would|won't|wouldn't|plans?|planned"
    r"|intend(?:s|ed)?"
    r"|(?:is|are|was|were) (?:going|willing|ready|prepared|planning|determined|set|not going|voting|running"
    r"|considering)|ha(?:d|s|ve) (?:decided|no plans|their minds|made up)|did not intend))\b",
    re.IGNORECASE,
)
# What a statement does shows in its first sentences.
_MOST = 800
_SELF = frozenset({"he", "she", "they", "it", "we", "i"})
_FUTURE = _any(
    r"will|won[’']t|[a-z]+[’']ll|(?:is|are|am|was|were|[a-z]+[’'](?:re|s|m)) (?:likely|going|unlikely|expected"
    r"|poised|set) to|going to|would(?! have)|wouldn[’']t|might|may|could(?! not)|likely|unlikely|gonna"
)
_AHEAD = _any(
    r"upcoming|coming|possible|potential|looming|impending|next|planned|future|prospects?|will|would|could|might|may"
)


def act_of(cue: str, content: str, *, direct: bool, own: frozenset[str] = frozenset()) -> Act:
    """The act of a statement, from its cue and content; ``own`` are the folded words that name its speaker."""
    flat = content.replace("’", "'")
    cue = cue.lower()[:_MOST]
    spoken = _SPEAKING.search(cue) is not None
    if _asks(cue, flat, direct=direct):
        return "question"
    flat = flat[:_MOST].lstrip(" \n\r\t\"'“”‘")
    if not (spoken and direct):
        by_cue = _by_cue(cue, flat, own)
        if by_cue is not None:
            return by_cue
    return _by_content(flat, own, direct=direct)


def act_of_narration(sentence: str) -> Act:
    """The act of a sentence in the article's own voice."""
    if sentence.rstrip(" \"”’'").endswith("?"):
        return "question"
    clause = main_clause(sentence)
    if _SHOULD.search(clause.lower()) and not re.search(r"\bhad to\b", clause):
        return "proposal"
    if _FUTURE.search(clause.lower()) and not re.search(r"\bwould\b", clause):
        return "forecast"
    return "appraisal" if _evaluates(clause) >= 2 else "claim"


def _asks(cue: str, content: str, *, direct: bool) -> bool:
    if _ASKING.search(cue):
        return True
    ends = list(re.findall(r"[.?!]", content))
    questions = ends.count("?")
    if _ASK.search(cue):
        return (questions > 0 and questions * 2 >= len(ends)) or re.match(
            r"\W*(?:whether|if|why|how|what|when|who)\b", content, re.IGNORECASE
        ) is not None
    return direct and questions > 0 and questions * 2 >= len(ends) and content.rstrip(" \"'”").endswith("?")


def _by_cue(cue: str, content: str, own: frozenset[str]) -> Act | None:
    """The act that the cue itself names; ``None`` where it only says that somebody spoke."""
    if re.search(r"\bsuggest", cue) and _proposes(content):
        return "proposal"
    if re.search(r"\bconcern|\bworr|\balarm", cue):
        return "forecast" if _AHEAD.search(content.lower()) else "appraisal"
    to_do = re.match(r"\W*(?:\w+ ){0,6}?to \w+", content) is not None
    asks = _ASK.search(cue) or re.search(r"\btell(?:s|ing)?\b|\btold\b", cue)
    if asks and to_do and not re.match(r"\W*that\b", content):
        return "proposal"
    order: tuple[tuple[re.Pattern[str], Act], ...] = (
        (_PROPOSING, "proposal"),
        (_COMMITTING, "commitment"),
        (_APPRAISING, "appraisal"),
        (_FORESEEING, "forecast"),
        (_CLAIMING, "claim"),
    )
    if _SILENT.search(cue) or (_SILENT_DEED.match(content) and _REFUSING.search(cue)):
        return "claim"
    if re.search(r"\bwant(?:s|ed)?\b", cue):
        return "commitment" if re.match(r"\W*to (?!see|be\b)", content) else "proposal"
    if (re.search(r"\bdescrib", cue) and not re.search(r"\bas\b", content[:80])) or re.match(
        r"\W*(?:him|her|them)sel(?:f|ves)\b", content
    ):
        return "claim"
    hits = [(match.start(), rank, act) for rank, (pattern, act) in enumerate(order) if (match := pattern.search(cue))]
    if not hits:
        return None if _SPEAKING.search(cue) else _by_content(content, own, direct=False)
    act = min(hits)[2]
    if act == "commitment" and re.match(r"\W*that\b(?!.{0,40}\b(?:will|would|plan))", content):
        return None
    if act == "claim" and _SPEAKING.search(cue):
        return None
    return act


def _own_deed(content: str, own: frozenset[str]) -> bool:
    """Whether the content says what the speaker, or the body that they speak for, will or would do."""
    match = _DEED.match(content)
    if match is None:
        return False
    subject = [fold(w) for w in match.group("subject").split()]
    if len(subject) == 1 and subject[0] in _SELF:
        return True
    if subject[0] in ("his", "her", "their", "its", "the", "our") and len(subject) == 2:
        return head_sort(subject[1]) == "body" or subject[1] in own
    return any(word in own for word in subject if len(word) > 2)


def _proposes(content: str) -> bool:
    """Whether what is suggested is a deed: a bare verb after the subject ("that Ruiz resign") or a noun phrase."""
    subject = re.match(r"\W*that (?:(?:he|she|it|they)|(?:the )?(?:[A-Z][\w'-]+ ?)+|the \w+) ?([a-z]+)\b", content)
    if subject:
        verb = subject.group(1)
        return not verb.endswith(("s", "ed")) and verb not in words("finite")
    return not re.match(r"\W*(?:that|how|why|what|whether)\b", content) and not re.search(
        r"\b(?:is|are|was|were|has|have|had|will|would|could|might|may|did|does|do)\b|\w\w+ed\b", main_clause(content)
    )


def _by_content(content: str, own: frozenset[str], *, direct: bool) -> Act:
    head = content[:600] if direct else content[:120]
    if _SHOULD.search(head.lower()):
        return "proposal"
    if direct:
        if _FIRST.search(head):
            return "commitment"
    elif _own_deed(content, own):
        return "commitment"
    clause = main_clause(content)
    evaluation = _evaluates(content[:500])
    if _FUTURE.search(clause.lower()) and evaluation < 3:
        return "forecast"
    return "appraisal" if evaluation >= (1 if len(content) < 160 else 2) else "claim"


def _evaluates(content: str) -> int:
    """How strongly the wording praises or blames."""
    tokens = re.findall(r"[a-z'-]+", content.lower())
    value = words("values")
    return sum(token in value for token in tokens) + (content.count("!") > 0)
