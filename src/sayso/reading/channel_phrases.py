"""The words by which an article says that somebody spoke to an outlet, or through one."""

from __future__ import annotations

import re

__all__ = [
    "AIRED",
    "ASKED",
    "BROADCAST",
    "BY_PAPER",
    "CHANNEL",
    "COLUMN",
    "EVENT",
    "GIVEN_TO",
    "GOT_HOLD",
    "GRANTED",
    "HOST",
    "INTERVIEW",
    "INTERVIEWER",
    "IN_A",
    "IT_REPORTS",
    "LEAD",
    "OF_SHOW",
    "ON_AIR",
    "OUTLET_SORTS",
    "PIECES",
    "REMARKS",
    "REPORTED",
    "REPORTS",
    "SAID",
    "SHOW_CALLED",
    "SOME_MEDIA",
    "SOME_SHOW",
    "TAPED",
    "TAPED_BY",
    "THE_OUTLET",
    "TOLD",
    "TOWN_HALL",
    "WENT_ON",
]

# "by the official Lund News Agency", "by the investigative portal Fokus"
OUTLET_SORTS = (
    r"(?:(?:(?:semi-)?official|state|state-(?:run|owned|controlled)|local|regional|national|private|independent"
    r"|investigative|conservative|liberal|left-wing|right-wing|pro-\w+|news|broadcaster|newspaper|paper|daily|weekly"
    r"|magazine|website|site|portal|blog|channel|station|television|radio|agency|outlet|group|nonprofit|watchdog) )*"
)

TOLD = re.compile(
    r"\b(?:told|tells?|telling|(?:confirm|admitt|reveal|disclos|explain|insist|complain|reiterat"
    r"|repeat|add|acknowledg|conced)(?:ed|ing) to|sa(?:id|ying) to|identified (?:him|her|them)sel(?:f|ves) to"
    r"|shared with|spoke (?:to|with))\b"
)
CHANNEL = re.compile(
    r"\b(?:[Ss]peaking|[Ss]poke|[Ss]peaks|[Tt]alk(?:ed|ing|s)) (?:to|with) (?:me|us) (?:for|on)\b"
    r"|\b(?:[Ii]nterview(?:s|ed)?|statements?|appearances?|call|conversation|sit-down|segment|remarks?|comments?|[Ss]peaking"
    r"|appear(?:s|ed)?|[Aa]ppearing|columns?|op-eds?|essays?|pieces?|editorials?|articles?|posts?|posting|letters?|wrote|writes|[Ww]riting|panel"
    r"|telephone|phone|airwaves|Q&A|profile|messages?|chat|exchange"
    r"|memo|commentary|questionnaire|survey"
    r"|issue|edition|discussion|call-in|town hall|email|mail|talking|aired|published|released|publishing|part|debut"
    r"|stint)\b[^.\n\"“”]{0,40}?\b(?:with|on|to|in|for|by|of|from)\b|\b[Dd]uring an?\b|\b(?:[Aa]ccording to|[Pp]er)\b"
    r"|\b(?:made|repeated|offered) to(?= (?:[Tt]he )?[A-Z])"
    r"|\b(?:[Qq]uoted|[Rr]eported|[Cc]ited|as saying) by|\bas saying (?:\w+day )?(?:in|on|to)\b"
    r"|\b(?:noted|notes|argue[sd]|observed|opined|explained|revealed|acknowledged|recalled|warned|claimed|insisted"
    r"|complained|predicted|sa(?:id|ys))"
    r"(?: recently| \w+day| (?:this|last) \w+| in an? (?:recent )?(?:report|story|article|piece))? (?:in|at)"
    r"(?= (?:[Tt]he )?[A-Z])"
    r"|\b(?:[Ii]n|[Dd]uring|[Aa]t|[Aa]s recently as) (?:an?|the|his|her|their|its|that|this)"
    r"(?: (?:recent|separate|new|exclusive|later|earlier|\d{4}|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)))? (?=[A-Z][\w-]*(?: [A-Z&][\w-]*){0,3}(?: on [A-Z]\w+)?"
    r" (?:interviews?|forum|town hall|special|appearances?|podcast|article|story|report|column|op-ed|editorial"
    r"|profile)\b)"
    r"|\b[Ii]n(?= [A-Z][\w-]*(?: [A-Z&][\w-]*){0,3}[’']s? (?:[a-z]+ )?(?:interview|town hall|forum)\b)"
    r"|\b[Oo]n \w+day(?: night| morning)?[’']s(?= [“\"‘'])"
    r"|\b[Oo]n(?= (?:the )?[A-Z“\"‘'])|\b[Oo]n(?= ''[A-Z])"
    r"|\bto(?= (?:the )?(?:[A-Z][a-z]+ )?(?:newspaper|daily|weekly|magazine|broadcaster|website|tabloid) [A-Z])"
    r"|\b(?:[Mm]eeting|[Mm]et|[Ss]ession) with(?= (?:the )?[A-Z][\w’' ]{2,40} editorial board\b)"
    r"|\b(?:[Aa]sked|[Pp]ressed|[Rr]eached|[Cc]ontacted|[Qq]uestioned|[Cc]hallenged|[Qq]uizzed"
    r"|[Gg]rilled)\b(?: \w+){0,2} by"
)
# "on Friday’s broadcast of", "on Monday’s"
BROADCAST = re.compile(
    r"\b[Oo]n (?:(?:\w+day|today)(?:[’']s)?|a|an)(?: (?:night|morning|evening))?(?:[’']s)?"
    r" (?:(?:broadcast|edition|episode|instal?lment|taping)(?: of)? )?(?:the )?(?=[A-Z“\"‘'])"
)
# "an interview with radio host Ana Ruiz"
INTERVIEWER = re.compile(
    r"\b[Ii]nterview(?:ed)? (?:\w+day )?(?:with|by) (?:the )?(?:(?:[\w-]+ ){0,3}?"
    r"(?:host|anchor|journalist|interviewer|broadcaster|commentator|correspondent) )?(?=[A-Z])"
    r"|\bas (?:recalled|recounted|remembered|told|described) by (?=[A-Z])"
    r"|\b(?:[Ss]poke|[Ss]peaking|talk(?:s|ed|ing)|discuss(?:es|ed|ing)|appear(?:s|ed|ing)|chat(?:ted|ting)?"
    r"|conversation)\b[^.\n\"“”]{0,60}?\b(?:with|to) (?:the )?(?:[\w-]+ ){0,2}?"
    r"(?:radio|TV|television|talk[ -]show|podcast) host (?=[A-Z])"
)
ON_AIR = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed)?|[Aa]ppear(?:s|ed|ing|ances?)?|sat down|spoke|[Ss]peaking|panel|guest|opened up"
    r"|talk(?:s|ed|ing)|discuss(?:es|ed|ing)"
    r"|[Dd]uring an?)\b"
    r"(?:(?<=uring a)|(?<=uring an)|(?<=sat down)(?: \w+){0,2} for|[^.\n\"“”]{0,30}?\b(?:with|on|by|to)) (?:the )?"
)
# What somebody makes who says something ("made the remark").
REMARKS = (
    r"(?:remarks?|comments?|claims?|allegations?|announcement|statements?|admission|prediction|suggestion|accusation)"
)
# "called in to Acme News", "went on Acme News"
WENT_ON = re.compile(
    r"\b(?:joined|visited|(?:stopped|dropped|reached|contacted) by|took to|went on|(?:was|were|is|are|asked|seen) on"
    r"|called in ?to|phoned in ?to|talked (?:to|with)"
    r"|(?:op-ed|column|essay|piece|article|interview|(?:made|makes|making) (?:the|th[eo]se|that|his|her|its)"
    rf" (?:\w+ )?(?:{REMARKS}|case))\b"
    r"[^.\n\"“”]{0,20}? (?:in|for|on)) (?:the )?"
)
PIECES = ("op-ed", "column", "essay", "piece", "article", "interview")
# "granted Acme News an interview"
GRANTED = re.compile(r"\b(?:granted|gave|giving|granting) (?:the )?(?=[A-Z])")
INTERVIEW = re.compile(r"[ \u00a0]an? (?:\w+ )?interview\b")
SAID = re.compile(
    r"\b(?:said|says|added|argued|asked|insisted|told \w+|spoke|speaking|appear(?:ed|s|ing)|interviewed)"
    r"(?: \w+day)?[ \u00a0]\Z"
)
# "A town hall broadcast by Acme News": whoever speaks there is heard through it.
EVENT = re.compile(
    r"\b(?:town halls?|forums?|events?|panels?|meetings?|broadcast)\b[^.\n\"“”]{0,20}? "
    r"(?:(?:broadcast|televised|hosted|aired|carried|moderated) (?:\w+day )?(?:live )?(?:by|on)|airing on) (?:the )?"
)
# Words before a camera or a microphone, before the verbs and the words that tell who has them.
_RECORDED = r"\b(?:recordings?|audio|videos?|tapes?|footage|clips?|conversations?|calls?)\b[^.\n“”\"]{0,60}?"
_TAKEN = "published|released|obtained|leaked|posted|recorded|made|shot|filmed|taped|captured|acquired"
_HANDED = "(?:given|leaked|provided|handed|passed) to|shared with"
# "audio obtained by the Echo", "a video that was made by the Harbour Project", right before the name
TAPED_BY = re.compile(rf"{_RECORDED}\b(?:(?:{_TAKEN})(?: \w+)? by|{_HANDED}) (?:the )?\Z")
# What somebody wrote or said reached the article through whoever got hold of it.
GOT_HOLD = re.compile(
    r"\b(?:e-?mails?|messages?|documents?|recordings?|audio|videos?|tapes?|transcripts?|memos?|cables?|files|clips?|footage|excerpts?"
    r"|records?|remarks|comments|commentary|notes?|letters?|speech(?:es)?)\b"
    r"[^.\n“”\"]{0,30}?\b(?:published|released|obtained|leaked|posted|disclosed|acquired|aired|broadcast|circulated|distributed"
    r"|recorded|shared|tweeted|put out|sent out|carried|provided|compiled|reviewed|seen|uncovered|unearthed"
    r"|(?<!first )reported)\b"
    rf" (?:\w+ )?by (?:[Tt]he )?{OUTLET_SORTS}"
    rf"|{_RECORDED}\b(?:(?:{_TAKEN}|aired)(?: \w+)? by|{_HANDED}) (?:[Tt]he )?{OUTLET_SORTS}"
)
OF_SHOW = re.compile(r",? (?:of|from) (?:the )?(?=[“\"‘'])")
HOST = re.compile(
    r"[ \u00a0](?:(?:the|its|his|her)[ \u00a0])?(?:[\w-]+[ \u00a0]){0,3}?(?:host|anchor|interviewer|moderator)[ \u00a0]"
)
LEAD = re.compile(r"[ \u00a0](?:(?:the|its|his|her|their|an?)[ \u00a0])?")
COLUMN = re.compile(r"[ \u00a0](?:op-ed|column|essay|opinion piece|guest column)\b")
ASKED = re.compile(r"\b(?:asked|pressed|interviewed|questioned|grilled|(?:spoke|talked) (?:to|with))\b")
# "interview with the", "reported by the"
BY_PAPER = re.compile(
    r"\A[Ii]nterview\b.{0,30}\bwith\Z|\A(?:[Qq]uoted|[Rr]eported) by\Z"
    r"|\A(?:[Ww]rote|[Ww]rites|[Ww]riting|op-ed|column|essay)\b.{0,20}\b(?:in|for)\Z"
)
# ", Acme News reported."
REPORTED = re.compile(r"[,”\"’' ]{1,4}(?:as )?(?:[Tt]he )?(?=[A-Z])")
REPORTS = re.compile(r"[ \u00a0](?:first )?(?:reported|reports|writes|wrote)\b")
IN_A = re.compile(r"\A(?:[Ii]n|[Dd]uring|[Aa]t) (?:an?|the|his|her|their)\b")
AIRED = re.compile(
    r"\b(?:aired|airing|broadcast|to air|published)(?: \w+day)?(?: (?:night|morning|evening))? (?:on|in)"
    r" (?:the )?(?=[A-Z“\"‘'])"
)
# "on the podcast “Harbour Talk”", "the hosts of “Harbour Talk”"
SHOW_CALLED = re.compile(
    r"\b(?:[Oo]n|with|to|told|of) (?:(?:(?:his|her|its|their|an?|the|this) )?(?:[\w’'-]+ ){0,4}?"
    r"(?:show|station|program|programme|channel|podcast|series|broadcast),?|(?:the )?(?:[\w’'-]+ ){0,2}hosts? of)"
    r" (?:the )?"
    r"(?=[A-Z“\"‘'])"
)
# "told the newspaper": the one last spoken of.
THE_OUTLET = re.compile(
    r"\b(?:told|to|with) (?:the|that|this) (?:(?:hard-line|conservative|liberal|left-wing|right-wing|local|state|same"
    r"|[A-Z][a-z]+(?:ese|ish|ench|utch|ian|an)) )?(?:newspaper|paper|magazine|network|website|station|broadcaster"
    r"|news agency|agency|publication|outlet|portal|site|news site|daily|weekly|tabloid)\b(?! [A-Z]| of\b)"
)
# "during taping of an Acme town hall"
TAPED = re.compile(r"\b(?:taping|recording|broadcast) of (?:an?|the) (?=[A-Z])")
GIVEN_TO = re.compile(
    r"\b(?:(?:who|that)(?: have| has| had)? (?:spoke|talked)|speaking|talking|leaked|given|provided|made available"
    r"|gave|interview|account|statement|letter)"
    r" (?:to|with) (?:the )?"
    r"|\b(?:interviewed|contacted|reached|surveyed|quoted) (?:\w+day )?by (?:the )?"
    r"|\b(?:broadcast|aired) (?:\w+day )?(?:on|by) (?:the )?"
)
IT_REPORTS = re.compile(r", (?:as )?(?:reports|reported|according to) (?:by )?(?:[Tt]he )?(?=[A-Z])")
SOME_MEDIA = re.compile(
    r"\b(?:told|to|on) ((?:[A-Z]\w+ )?(?:state|local|public|government)(?:-run|-owned)? (?:television|TV|radio"
    r"|news agency|media))\b"
)
SOME_SHOW = re.compile(
    r"\b(?:[Oo]n|with|to|told) (?:his|her|its|their|an?|the) "
    r"((?:[\w’'-]+ ){0,4}(?:radio|television|TV|talk|call-in|cable)(?: [\w-]+)?"
    r" (?:show|station|program|programme|channel)|(?:[\w-]+ ){0,2}podcast)\b(?! hosts?\b)"
)
# "at a CNN town hall"
TOWN_HALL = re.compile(r"\b(?:at|during|in|for) (?:an?|the|\w+day[’']s) (?=[A-Z][\w ’']{1,30} (?:town halls?|forum)\b)")
