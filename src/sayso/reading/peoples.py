"""Words for peoples, parties and faiths, and for those who belong to one."""

from __future__ import annotations

import re

__all__ = ["DEMONYM", "OF_PARTIES", "PEOPLE"]

# "Russians", "Texans": a people or the people of a place or party.
PEOPLE = re.compile(
    r"(?:[a-z]{3}ians|icans|eans|exans|ermans|ghans|aelis|raqis|tanis|ritons)\Z|\A(?:republicans|democrats|progressives|conservatives|liberals|independents|moderates|millennials|hispanics|latinos|latinas|asians|blacks|whites"
    r"|women|men|dems|mexicans|germans|arabs|kurds|sunnis|shiites|christians|saudis|evangelicals|catholics|protestants|muslims|hindus|sikhs|buddhists|jews|mormons)\Z"
)
# How adjectives of peoples end.
DEMONYM = ("ese", "ish", "ench", "utch", "swiss", "ian", "ican", "ean", "ani", "aeli", "raqi", "reek", "german")
# "The Lund Republican"
OF_PARTIES = frozenset({"republican", "democrat", "libertarian", "socialist", "american", "muslim", "christian"})
