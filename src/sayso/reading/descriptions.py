"""Sources that are described and not named: "the senator", "a White House official", "his campaign"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from .cast import Figure, surname_of
from .lexicon import words
from .names import bare, fold, folded, gender_of
from .phrases import Phrase, head_sort, parse_phrase
from .pronouns import PRONOUNS, Mentions

if TYPE_CHECKING:
    from collections.abc import Callable

    from .naming import Key, Naming

__all__ = ["Descriptions"]

_AS_TITLE = {
    "senator": "sen",
    "congressman": "rep",
    "congresswoman": "rep",
    "representative": "rep",
    "governor": "gov",
    "lawmaker": "rep",
}
_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself", "hers"})
_CAMPAIGNS = frozenset(
    {"campaign", "office", "team", "administration", "staff", "camp", "lawyers", "party", "government"}
)
# How many speakers of one description are remembered when it comes back.
_WINDOW = 60


class Descriptions:
    """Finds the figure that a description points back to, or makes one of it.

    ``he_or_she`` resolves a possessive pronoun.
    """

    def __init__(
        self,
        naming: Naming,
        mentions: Mentions,
        he_or_she: Callable[[int, str, int], Figure | None],
        unstated: Figure,
    ) -> None:
        self.naming, self.mentions, self.text = naming, mentions, naming.text
        self._he_or_she, self.unstated = he_or_she, unstated
        self._recent: defaultdict[str, dict[Figure, None]] = defaultdict(dict)

    def spoke(self, figure: Figure) -> None:
        """Note that ``figure`` has spoken, later than all noted before."""
        same = self._recent[figure.head]
        same.pop(figure, None)
        same[figure] = None

    def of(self, begin: int, end: int, i: int) -> Figure:
        """The figure that ``text[begin:end]`` describes."""
        surface = self.text[begin:end].strip()
        phrase = parse_phrase(surface)
        owner = self._owner(begin, end, phrase, i)
        if not phrase.core or not bare(phrase.core):
            return self.unstated
        figure = self._known(phrase, begin, owner)
        if figure is None:
            figure = self._new_described(phrase, owner)
        figure.note(begin, end, surface.strip(" ,"))
        return figure

    def _owner(self, begin: int, end: int, phrase: Phrase, i: int) -> Figure | None:
        """Whose office, campaign or staff: the possessor, or the name that stands before the noun."""
        if phrase.head not in _CAMPAIGNS:
            return None
        for n in self.naming.cast.inside(begin, end):
            figure = self.naming.named(n)
            if figure is not None and figure.kind == "person":
                return figure
        word = phrase.determiner.split(" ")[0]
        if word in _PERSONAL:
            return self._he_or_she(i, PRONOUNS[word], begin)
        return None

    def _known(self, phrase: Phrase, at: int, owner: Figure | None) -> Figure | None:
        if owner is not None:
            return self.naming.described.get(("owned", owner, phrase.head))
        key = bare(phrase.core)
        if phrase.determiner.split(" ")[0] in ("another", "other"):
            return None
        if key in self.naming.described:
            return self.naming.described[key]
        if phrase.definite or (phrase.plural and not phrase.determiner and len(key) == 1):
            return self._anaphor(phrase, at)
        return None

    def _anaphor(self, phrase: Phrase, at: int) -> Figure | None:
        sort = head_sort(phrase.head)
        wanted = set(bare(phrase.core))
        for figure in islice(reversed(self._recent.get(phrase.head, {})), _WINDOW):
            if figure.plural == phrase.plural and wanted <= set(bare(figure.name)):
                return figure
        if phrase.plural or phrase.determiner.split(" ")[0] in ("his", "her", "their", "its", "our", "my"):
            return None
        if sort == "people":
            return self._person_of_role(phrase, at)
        if sort == "body":
            return self._body_of_sort(phrase, at)
        return None

    def _person_of_role(self, phrase: Phrase, at: int) -> Figure | None:
        wanted = set(bare(phrase.core)) - {"former", "new", "longtime", "influential"}
        short = _AS_TITLE.get(phrase.head, phrase.head)
        gender = gender_of(phrase.head, "")

        def fits(figure: Figure) -> float | None:
            if figure.kind not in ("person", "unnamed") or (gender and figure.gender not in ("", gender)):
                return None
            spoken = {fold(w) for role in figure.roles for w in re.findall(r"[\w.’'-]+", role)} | set(
                bare(figure.name) if figure.kind == "unnamed" else ()
            )
            if phrase.head not in spoken and short not in spoken:
                return None
            return 1.5 * len(wanted & spoken) / max(1, len(wanted))

        return self.mentions.best(at, fits, reach=60) or self._other_words_for(phrase, at)

    def _other_words_for(self, phrase: Phrase, at: int) -> Figure | None:
        """``The billionaire``, ``the front-runner``: a new description of the person whom the report is about."""
        if phrase.determiner != "the" or phrase.head in words("offices"):
            return None
        gender = gender_of(phrase.head, "")

        def fits(figure: Figure) -> float | None:
            return 0.0 if figure.kind == "person" and (not gender or figure.gender in ("", gender)) else None

        return self.mentions.best(at, fits, reach=2)

    def _body_of_sort(self, phrase: Phrase, at: int) -> Figure | None:
        if phrase.head in ("campaign", "party"):
            return None
        outlet = phrase.head in (
            "newspaper",
            "paper",
            "magazine",
            "outlet",
            "network",
            "website",
            "site",
            "publication",
            "tabloid",
        )

        def fits(figure: Figure) -> float | None:
            if figure.kind != "organisation" or figure.owner is not None:
                return None
            key = bare(figure.name)
            is_outlet = bool(key) and key[-1] in folded("media")
            return 0.0 if is_outlet == outlet and len(bare(phrase.core)) == 1 else None

        def named(figure: Figure) -> float | None:
            return 0.0 if figure.kind == "organisation" and phrase.head in bare(figure.name) else None

        return self.mentions.best(at, named, reach=60) or self.mentions.best(at, fits, reach=8)

    def _new_described(self, phrase: Phrase, owner: Figure | None) -> Figure:
        key: Key = bare(phrase.core)
        if owner is not None:
            key = ("owned", owner, phrase.head)
            name = f"{surname_of(owner)} {phrase.head}" if phrase.determiner in _PERSONAL else phrase.core
            figure = self.naming.new(name, phrase.kind, key, plural=phrase.plural)
            figure.owner, figure.affiliation = owner, owner.name
        else:
            figure = self.naming.new(_naming(phrase), phrase.kind, key, plural=phrase.plural)
        figure.head = phrase.head
        figure.gender = gender_of(phrase.head, "")
        return figure


def _naming(phrase: Phrase) -> str:
    """The description as an actor's name: determiner off, except where it is all that tells one from another."""
    first = phrase.determiner.split(" ")[0]
    if first in ("another", "one") and len(phrase.core.split()) == 1:
        return f"{phrase.determiner.capitalize() if first == 'another' else phrase.determiner} {phrase.core}"
    return phrase.core
