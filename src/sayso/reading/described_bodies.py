"""Organisations that are described and not named: "the court", "the online retail giant", "the campaign"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .body_sorts import is_company, is_of_sort
from .evidence import is_common_noun, stands_first
from .folding import bare, fold
from .name_forms import surname_of
from .peoples import DEMONYM
from .phrases import head_sort
from .spelling import WORD_BEFORE
from .titles import is_first_name

if TYPE_CHECKING:
    from .figure import Figure
    from .naming import Naming
    from .phrases import Phrase
    from .pronouns import Mentions

__all__ = ["DescribedBodies"]

# How far back the name of a company may stand that is then called one.
_NEAR = 400
# And the name beside which stands the very noun by which it is then called.
_FAR = 2000
# Within how many characters behind a name it is said what that is.
_BESIDE = 80
_DOES = re.compile(r"[’']s\b|,|[ \u00a0](?:ha[sd]|have|is|was|will|would|could|may|also|\w+ed|\w+s)\b")
_ITS_CAMPAIGN = re.compile(r"(?:[’']s?)? (?:[a-z-]+ )?campaign\b")

# What bodies are called whose names do not tell that they are any: "Harbour Promise ... The group".
_OF_ANY_NAME = frozenset(
    {
        "group",
        "organization",
        "organisation",
        "nonprofit",
        "non-profit",
        "foundation",
        "network",
        "website",
        "publication",
        "charity",
        "watchdog",
    }
)
_PANEL = re.compile(r"(house|senate) (?:panel|committee)")
_OF_APPEALS = re.compile(r"(?:federal |u\.s\. |us |divided )*(?:appeals court|appellate court|three-judge panel)")


def _is_general(core: str) -> bool:
    """Whether the words of a description name nothing but a people: ``online retail giant``, ``Finnish company``."""
    return all(w[:1].islower() or fold(w).endswith(DEMONYM) for w in core.split())


class DescribedBodies:
    """Finds the organisation of an article that a description of one means."""

    def __init__(self, naming: Naming, mentions: Mentions) -> None:
        self.naming, self.cast, self.mentions, self.text = naming, naming.cast, mentions, naming.text
        self._only: dict[str, Figure | None] = {}
        self._campaigns: list[tuple[int, Figure]] | None = None
        self._within: set[tuple[str, ...]] | None = None

    def of_sort(self, phrase: Phrase, at: int, but: Figure | None = None) -> Figure | None:
        """The organisation, but one, that a definite noun for a body points back to: ``the court``, ``the company``."""
        if phrase.head == "campaign":
            return None

        # "The online retail giant" may be what "the company" is; of other bodies more words tell another one.
        plain = len(bare(phrase.core)) == 1
        general = phrase.determiner == "the" and _is_general(phrase.core)
        told = not plain and not (is_company(phrase.head) and general)

        def fits(figure: Figure) -> float | None:
            if figure.kind != "organisation" or figure is but or figure.owner is not None or told:
                return None
            if phrase.head == "party" or (figure.name.isupper() and figure.name.count(" ") > 2):  # a headline
                return None
            return 0.0 if is_of_sort(figure, phrase.head) else None

        def named(figure: Figure) -> float | None:
            known = set(bare(figure.name))
            fitting = (
                figure.kind == "organisation" and figure is not but and phrase.head in known and particular <= known
            )
            return 0.0 if fitting else None

        if phrase.core in ("high court", "nation’s highest court", "nation's highest court"):
            return self.cast.known_body(("supreme", "court"))
        particular = {fold(w) for w in phrase.core.split() if w[:1].isupper()}
        found = (self._called(phrase.head, at) if plain else None) or self.mentions.best(at, named, reach=60)
        if found is None and (is_company(phrase.head) or phrase.head in _OF_ANY_NAME) and not told:
            found = self._unknown_before(at, whole=not is_company(phrase.head))
        if found is None and told and (phrase.core.islower() or general):
            told = False
            return self.mentions.best(at, fits, reach=1 if general else 0)
        return found or self.mentions.best(at, fits, reach=8 if plain else 2)

    def only_one(self, phrase: Phrase) -> Figure | None:
        """``A federal appeals court``, ``a House panel``: the only such body that is named, maybe only further down."""
        core = phrase.core.lower()
        if core not in self._only:
            self._only[core] = self._court_of_appeals(core) or self._committee(core)
        return self._only[core]

    def _court_of_appeals(self, core: str) -> Figure | None:
        if not _OF_APPEALS.fullmatch(core):
            return None
        courts = [f for f in self.cast.figures if {"court", "appeals"} <= set(bare(f.name))]
        return courts[0] if len(courts) == 1 else None

    def _committee(self, core: str) -> Figure | None:
        match = _PANEL.fullmatch(core)
        if match is None:
            return None
        other = "senate" if match.group(1) == "house" else "house"
        named = [f for f in self.cast.figures if "committee" in (*bare(f.name)[-1:], *bare(f.name)[:2])]
        return named[0] if len(named) == 1 and other not in bare(named[0].name) else None

    def _called(self, head: str, at: int) -> Figure | None:
        """``The magazine``: the last name before ``at`` by that noun (``Acme magazine``, ``the maker Acme``)."""
        said = re.compile(rf"(?:,[ \u00a0]an?[ \u00a0](?:[\w’'-]+[ \u00a0]){{0,5}}|[ \u00a0]){re.escape(head)}(?!\w)")
        for n in reversed(self.cast.inside(max(0, at - _FAR), at)):
            name = self.cast.names[n]
            behind = said.match(self.text[name.end : name.end + len(head) + _BESIDE])
            before = self.text[max(0, name.title_start - len(head) - 1) : name.title_start]
            beside = behind is not None or before in (f"{head} ", f"{head}\u00a0")
            if beside and name.sort not in ("person", "place") and not name.key[-1].endswith(DEMONYM):
                figure = self.naming.figure(n)
                return figure if figure.kind == "organisation" else None
        return None

    def _unknown_before(self, at: int, *, whole: bool) -> Figure | None:
        """``Acme ... The company``: the last name before ``at`` that nothing explains; ``whole``: of several words."""
        for n in reversed(self.cast.inside(max(0, at - _NEAR), at)):
            name, known = self.cast.names[n], self.cast.of_name[n]
            if (
                known is not None
                and known.kind == "organisation"
                and is_of_sort(known, "company")
                and name.sort != "place"
            ):
                return None
            if whole and len(name.key) < 2:
                continue
            if len(name.key) == 1 and name.key[0].endswith((*DEMONYM, "tion", "ment")):  # "Korean", "Inflation"
                continue
            before = WORD_BEFORE.search(self.text, max(0, name.title_start - 24), name.title_start)
            if before and head_sort(before.group(1).lower()) == "people":  # "bassist Nicky Wire"
                continue
            if len(name.key) == 1 and not (_DOES.match(self.text, name.end) or self._stands_within(name.key)):
                continue  # "Looking ahead, ..."
            if known is None and name.sort == "open" and not name.headline and not is_common_noun(self.cast, n):
                if whole and not is_first_name(name.key[0]):
                    self.cast.of_name[n] = self.cast.body(name.key, name.surface)
                figure = self.naming.figure(n)
                return figure if figure.kind == "organisation" else None
        return None

    def _stands_within(self, key: tuple[str, ...]) -> bool:
        """Whether the article has the name elsewhere than at the beginning of a sentence."""
        if self._within is None:
            self._within = {name.key for name in self.cast.names if not stands_first(self.cast, name)}
        return key in self._within

    def whose_campaign(self, at: int) -> Figure | None:
        """``The campaign``: of whom the article last named one, or of the only one whose campaign it names."""
        if self._campaigns is None:
            self._campaigns = [
                (name.start, figure)
                for n, name in enumerate(self.cast.names)
                if _ITS_CAMPAIGN.match(self.text, name.end, name.end + 40)
                and (figure := self.cast.of_name[n]) is not None
                and figure.kind == "person"
            ]
        before = [figure for start, figure in self._campaigns if start < at]
        if before:
            return before[-1]
        owners = {figure for _, figure in self._campaigns}
        return owners.pop() if len(owners) == 1 else None

    def as_written(self, owner: Figure, head: str) -> str:
        """How the article writes whose it is: ``Bell campaign`` or ``Bell’s campaign``."""
        forms = sorted({surname_of(owner), owner.name, *owner.aliases}, key=len)
        pattern = "|".join(re.escape(form) for form in forms if form[:1].isupper() and not form.endswith(("’", "'")))
        match = re.search(rf"\b(?:{pattern})(?:[’']s?)? {re.escape(head)}\b", self.text)
        return match.group() if match else f"{surname_of(owner)} {head}"
