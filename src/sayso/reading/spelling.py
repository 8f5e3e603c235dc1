"""How names are written: the patterns for their words and for what joins these."""

from __future__ import annotations

import re

__all__ = ["LINKS", "NAME", "POSSESSIVE", "WORD_BEFORE"]

_UPPER = "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper() and not 0x10A0 <= ord(c) < 0x1E00)
_U = f"[{re.escape(_UPPER)}]"
_PARTICLE = (
    r"(?:de la|de los|van der|van den|von der|de|del|della|di|da|dos|du|la|le|van|von|der|den|ter"
    r"|bin|ibn|al|el|ben|abu|y)"
)
# Accents may stand as characters of their own, and Latin-1 read wrongly leaves signs in names.
_L = r"[\w\u0300-\u036f\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba]"
_AFTER_HYPHEN = (
    "led|backed|era|style|like|owned|based|born|area|winning|funded|sponsored|appointed|speaking|majority|controlled|run|wide"
    "|inspired|bashing|trained|educated|friendly|related|turned|dominated|occupied|held|made|registered|listed|affiliated"
    "|aligned|leaning|linked|supported|supporting|loving|hating|nominated|elected|brokered|drafted|written|hosted|bound|only"
)
_WORD = (
    rf"(?:(?:{_U}\.){{2,}}|(?:[ad]l-|el-|ash-|d[’']|O[’']|ul-)?{_U}{_L}*"
    rf"(?:[’'](?!(?:s|S|re|m|ll|ve|d|t)\b){_L}+|[-&](?!(?:{_AFTER_HYPHEN})\b){_L}+)*"
    rf"(?:(?<=\b\w)\.(?!\.)|\.(?:com|org|net)\b)?)"
)
_ABBREVIATED = (
    r"(?:(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Govs?|Pres|Gen|Col|Maj|Capt|Lt|Sgt|Cpl|Adm|Rev|Fr|Hon"
    r"|St|Jr|Sr|Supt|Det|Insp)\.)"
)
_JOIN = rf"(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+)?|[ \u00a0]+(?:(?:of|for)(?:[ \u00a0]the)?|&|on|to)[ \u00a0]+(?={_U}))"
NAME = re.compile(
    rf"(?<!\w)(?:{_ABBREVIATED}[ \u00a0])*(?:{_PARTICLE}[ \u00a0])?(?:{_ABBREVIATED}"
    rf"|{_WORD})(?:{_JOIN}(?:{_ABBREVIATED}|{_WORD}))*"
)
POSSESSIVE = re.compile(r"[’']s?(?!\w)")
LINKS = frozenset({"of", "for", "&", "the", "on", "to"})
# The word that ends a stretch.
WORD_BEFORE = re.compile(r"([\w-]+)[ \u00a0]\Z")
