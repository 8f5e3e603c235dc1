"""Sources that are described and not named: "the senator", "a White House official", "his campaign"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from .described_bodies import DescribedBodies
from .epithets import Epithets
from .folding import bare, fold, gender_of
from .lexicon import words
from .phrases import Phrase, head_sort, parse_phrase
from .pronouns import PRONOUNS, Mentions
from .roles import own_part
from .titles import AS_TITLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .figure import Figure
    from .named_later import NamedLater
    from .naming import Key, Naming

__all__ = ["Descriptions"]


# "One, a former aide" is a former aide.
_WHICH_ONE = re.compile(r"\A(?:one|another)(?: of (?:them|those|the \w+))?, (?=an? )", re.IGNORECASE)
# "The Geneva-based agency" is the agency.
_WORLD_BODIES = frozenset({"agency", "group", "body", "organisation", "organization"})
_BASED = re.compile(r"\S+-based ")
_NEW = re.compile(r"(?:(?:new|latest|(?:most )?recent) (?=[A-Z]))?")
_WHEN = re.compile(
    r" (?:(?:released|published|conducted|issued|out|taken) (?:on |late |early |last |this )?|this |last |on )"
    r"(?:week|month|year|today|yesterday|\w+day)\b(?! (?:by|from|for) ).*\Z"
)
_EX = re.compile(r"\b[Ee]x-(?=[a-z])")
_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself", "hers"})
# Nouns for what is said, not for what says it.
_SAYINGS = frozenset(
    {
        "argument",
        "claim",
        "comment",
        "comments",
        "remark",
        "remarks",
        "gaffe",
        "opinion",
        "account",
        "words",
        "admission",
    }
    | {"assertion", "contention", "telling", "reckoning", "estimate", "prediction", "warning", "complaint"}
)
# "The results of the latest poll" are the poll.
_OUTCOMES = frozenset({"results", "result", "findings"})
_OUTCOME = re.compile(r"(?:\w+ )?(?:results?|findings) (?:of|from) ((?:the |an? )?\w.*poll.*|.*survey.*)")
_SAME = (
    frozenset({"aide", "official", "source", "adviser", "advisor", "staffer", "insider", "operative"}),
    frozenset({"suit", "lawsuit", "complaint"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset({"poll", "survey"}),
    frozenset({"study", "report", "paper", "analysis"}),
)
_PARTIES = {
    "democratic": ("democratic", "democrat"),
    "democrat": ("democratic", "democrat"),
    "republican": ("republican", "gop"),
    "gop": ("republican", "gop"),
    "conservative": ("conservative", "tory"),
    "labour": ("labour",),
    "liberal": ("liberal",),
    "libertarian": ("libertarian",),
    "socialist": ("socialist",),
}
_CAMPAIGNS = frozenset(
    {"campaign", "office", "team", "administration", "staff", "camp", "lawyers", "party", "government"}
)
_QUANTIFIERS = words("quantifiers") | {"another", "one", "both", "all", "any", "every", "each"}
_SINGLED_OUT = frozenset({"one", "each", "some"})
_POLLS = frozenset({"poll", "polls", "survey", "surveys", "study"})
# By so many names of those who made it a poll is known again.
_ENOUGH_NAMES = 2
# How many speakers of one description are remembered when it comes back.
_WINDOW = 60
# How many sentences back somebody stands who is then called by other words.
_RECENT = 3


class Descriptions:
    """Finds the figure that a description points back to, or makes one of it.

    ``he_or_she`` resolves a possessive pronoun; ``said_within`` gives those in whose words a source stands, who hardly
    speak of themselves by a description.
    """

    def __init__(
        self,
        naming: Naming,
        mentions: Mentions,
        he_or_she: Callable[[int, str, int], Figure | None],
        unstated: Figure,
        said_within: Callable[[int, int], list[Figure]],
        later: NamedLater,
        among: Callable[[int, int, Callable[[Figure], bool], int], Figure | None],
    ) -> None:
        self.naming, self.mentions, self.text = naming, mentions, naming.text
        self._later, self._among, self._i = later, among, -1
        self._he_or_she, self.unstated = he_or_she, unstated
        self._said_within = said_within
        self._barred: list[Figure] = []
        self._bodies = DescribedBodies(naming, mentions)
        self._epithets = Epithets(naming)
        self._recent: defaultdict[str, dict[Figure, None]] = defaultdict(dict)

    def spoke(self, figure: Figure) -> None:
        """Note that ``figure`` has spoken, later than all noted before."""
        same = self._recent[figure.head]
        same.pop(figure, None)
        same[figure] = None

    def of(self, begin: int, end: int, i: int) -> Figure:
        """The figure that ``text[begin:end]`` describes."""
        surface = self.text[begin:end].strip()
        phrase = parse_phrase(_WHICH_ONE.sub("", surface))
        if phrase.head in _OUTCOMES and (inner := _OUTCOME.match(phrase.core)):
            phrase = parse_phrase(inner.group(1))
        if phrase.head in _SAYINGS and (sayer := self._sayer(begin, end)):
            return sayer
        owner = self._owner(begin, end, phrase, i)
        self._barred, self._i = self._said_within(i, begin), i
        if not phrase.core or not bare(phrase.core):
            return self.unstated
        known = parse_phrase(_EX.sub("former ", surface)) if _EX.search(surface) else phrase
        figure = self._known(known, begin, owner)
        if figure is None:
            figure = self._new_described(phrase, owner)
        figure.note(begin, end, surface.strip(" ,"))
        return figure

    def epithet(self, begin: int, end: int, i: int) -> Figure | None:
        """Whom ``the 58-year-old`` or ``the Norwegian`` means."""
        phrase = parse_phrase(self.text[begin:end].strip())
        if phrase.determiner != "the" or phrase.plural:
            return None
        self._barred, self._i = self._said_within(i, begin), i
        figure = self._epithets.of(phrase, self._recently(begin))
        if figure is not None:
            figure.note(begin, end, self.text[begin:end].strip(" ,"))
        return figure

    def _sayer(self, begin: int, end: int) -> Figure | None:
        """``Ruiz’s argument``, ``a claim by Ruiz``: whose words they are."""
        for n in self.naming.cast.inside(begin, end):
            name = self.naming.cast.names[n]
            figure = self.naming.named(n)
            by = self.text[begin : name.title_start].rstrip().endswith(" by")
            if figure is not None and figure.kind == "person" and (by or name.possessive):
                return figure
        return None

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
        if word == "the" and phrase.core == phrase.head == "campaign":
            return self._bodies.whose_campaign(begin)
        return None

    def _untitled(self, phrase: Phrase, owner: Figure) -> str:
        """``Rep. Ana Ruiz’s office`` without the title."""
        for form in (owner.name, *owner.aliases):
            at = phrase.core.find(form)
            if at == 0:
                return phrase.core
            if at > 0 and len(form) > 2 and " of " not in phrase.core[:at]:
                return phrase.core[at:]
        return phrase.core

    def _known(self, phrase: Phrase, at: int, owner: Figure | None) -> Figure | None:
        if owner is not None:
            return self.naming.described.get(("owned", owner, phrase.head))
        key = _key(phrase)
        if phrase.determiner.split(" ")[0] in ("another", "other"):
            return None
        if key in self.naming.described:
            return self.naming.described[key]
        if only := self._only_poll(phrase) or self._poll_of_same(phrase) or self._bodies.only_one(phrase):
            return only
        if phrase.definite or (
            phrase.plural and not phrase.determiner and len(key) == 1 and not self._is_proper(phrase.core)
        ):
            return self._anaphor(phrase, at) or self._named_later(phrase, at)
        return self._named_later(phrase, at)

    def _named_later(self, phrase: Phrase, at: int) -> Figure | None:
        found = self._later.of(phrase, at)
        return None if found in self._barred else found

    def _only_poll(self, phrase: Phrase) -> Figure | None:
        """The one poll so far, called by a new or another name: ``a new poll``, ``the Acme poll``."""
        if phrase.plural or phrase.head not in ("poll", "survey"):
            return None
        polls = [f for head in ("poll", "survey") for f in self._recent.get(head, {}) if not f.plural]
        if len(polls) != 1:
            return None
        poll, whose = polls[0], _proper(phrase.core)
        if phrase.determiner == "the" and whose and not _proper(poll.name):
            poll.aliases.setdefault(poll.name)
            poll.name = _naming(phrase)
            return poll
        again = phrase.determiner == "the" or (phrase.determiner == "a" and phrase.core.startswith("new "))
        return poll if again and whose <= _proper(poll.name) else None

    def _poll_of_same(self, phrase: Phrase) -> Figure | None:
        """``Exit polls conducted for Acme News by Lund Research``, whatever the order of those who are named."""
        whose = _proper(phrase.core)
        if phrase.head not in _POLLS or len(whose) < _ENOUGH_NAMES:
            return None
        same = (f for f in self._recent.get(phrase.head, {}) if _proper(f.name) == whose and f.kind == "document")
        return next(same, None)

    def _is_proper(self, noun: str) -> bool:
        """Whether a noun is written with a capital in the middle of a sentence as well: ``Republicans``."""
        return noun[0].isupper() and re.search(rf"[a-z,] {re.escape(noun)}\b", self.text) is not None

    def _anaphor(self, phrase: Phrase, at: int) -> Figure | None:
        if _BASED.match(phrase.core) and phrase.head in _WORLD_BODIES and (body := self._latest_body(at)):
            return body
        sort = head_sort(phrase.head)
        wanted = set(bare(phrase.core)) - {"same", "new", "latest"}
        for figure in islice(reversed(self._recent.get(phrase.head, {})), _WINDOW):
            if figure.plural == phrase.plural and wanted <= set(bare(figure.name)):
                return self._later_body(phrase, at, figure) or figure
        if phrase.determiner == "the" and len(wanted) == 1:
            same = self._by_another_word(phrase)
            if same is not None:
                return same
        if phrase.plural:
            return None
        if phrase.determiner.split(" ")[0] in ("his", "her", "their", "its", "our", "my"):
            return self._somebodys(wanted, phrase.head, at) if sort == "people" else None
        if sort == "people":
            return self._person_of_role(phrase, at)
        if sort == "body":
            return self._bodies.of_sort(phrase, at)
        return None

    def _latest_body(self, at: int) -> Figure | None:
        """``The Geneva-based agency``: the body heard of last, whatever its name."""

        def fits(figure: Figure) -> float | None:
            body = figure.kind == "organisation" and not figure.outlet and figure.owner is None
            return 0.0 if body and figure not in self._barred else None

        return self.mentions.best(at, fits, reach=_RECENT)

    def _recently(self, at: int) -> Callable[[Callable[[Figure], bool]], Figure | None]:
        """Chooses the likeliest of the people heard of right before ``at`` who may be meant."""

        def among(may_be: Callable[[Figure], bool]) -> Figure | None:
            def person(figure: Figure) -> bool:
                return figure.kind == "person" and figure not in self._barred and may_be(figure)

            return self._among(self._i, at, person, _RECENT)

        return among

    def _later_body(self, phrase: Phrase, at: int, described: Figure) -> Figure | None:
        """The body named since ``described`` was heard of, where ``the group`` may be either."""
        if phrase.determiner != "the" or " " in phrase.core or phrase.plural or head_sort(phrase.head) != "body":
            return None
        body = self._bodies.of_sort(phrase, at, but=described)
        return body if body is not None and self.mentions.nearest(at, (described, body)) is body else None

    def _by_another_word(self, phrase: Phrase) -> Figure | None:
        """``The aide`` for an official who spoke, ``the suit`` for a lawsuit."""
        for heads in _SAME:
            if phrase.head in heads:
                spoke = [
                    f for head in heads for f in list(self._recent.get(head, {}))[-1:] if f.plural == phrase.plural
                ]
                spoke = [f for f in spoke if f.kind in ("unnamed", "document")]
                return max(spoke, key=lambda f: max(f.mentions, default=(0, 0)), default=None)
        return None

    def _person_of_role(self, phrase: Phrase, at: int) -> Figure | None:
        wanted = set(bare(phrase.core)) - {"former", "new", "longtime", "influential"}
        short = AS_TITLE.get(phrase.head, phrase.head)
        gender = gender_of(phrase.head, "")

        def fits(figure: Figure) -> float | None:
            if figure.kind not in ("person", "unnamed") or (gender and figure.gender not in ("", gender)):
                return None
            if figure in self._barred:
                return None
            if figure.kind == "unnamed" and _proper(phrase.core) - _proper(figure.name):
                return None
            spoken = {fold(w) for role in figure.roles for w in re.findall(r"[\w.’'-]+", own_part(role))} | set(
                bare(figure.name) if figure.kind == "unnamed" else ()
            )
            if (phrase.head not in spoken and short not in spoken) or ("vice" in spoken and "vice" not in wanted):
                return None
            return 1.5 * len(wanted & spoken) / max(1, len(wanted))

        return self.mentions.best(at, fits, reach=60) or self._other_words_for(phrase, at)

    def _somebodys(self, wanted: set[str], head: str, at: int) -> Figure | None:
        """``His father``, ``her campaign manager``: whom the article names with these words."""
        gender = gender_of(head, "")

        def fits(figure: Figure) -> float | None:
            if figure.kind != "person" or figure in self._barred or (gender and figure.gender not in ("", gender)):
                return None
            roles = [{fold(w) for w in re.findall(r"[\w’'-]+", role)} for role in figure.roles]
            return 0.0 if any(wanted <= role and head in role for role in roles) else None

        return self.mentions.best(at, fits, reach=60)

    def _other_words_for(self, phrase: Phrase, at: int) -> Figure | None:
        """``The billionaire``, ``the front-runner``: a new description of the person whom the report is about."""
        if phrase.determiner != "the" or phrase.head in words("offices"):
            return None
        gender = gender_of(phrase.head, "")
        told = {w.lower() for w in phrase.core.split() if w[:1].isupper()} & set(_PARTIES)

        def belongs(figure: Figure) -> float | None:
            if figure.kind != "person" or (gender and figure.gender not in ("", gender)):
                return None
            known = {fold(w) for role in figure.roles for w in own_part(role).split()}
            return 0.0 if known & {w for party in told for w in _PARTIES[party]} else None

        if told and (found := self.mentions.best(at, belongs, reach=60)):
            return found

        return self._recently(at)(lambda figure: not gender or figure.gender in ("", gender))

    def _new_described(self, phrase: Phrase, owner: Figure | None) -> Figure:
        key: Key = _key(phrase)
        if owner is not None:
            key = ("owned", owner, phrase.head)
            name = (
                self._bodies.as_written(owner, phrase.head)
                if phrase.determiner in _PERSONAL or phrase.core == phrase.head
                else self._untitled(phrase, owner)
            )
            figure = self.naming.new(name, phrase.kind, key, plural=phrase.plural)
            figure.owner, figure.affiliation = owner, owner.name
        else:
            figure = self.naming.new(_naming(phrase), phrase.kind, key, plural=phrase.plural)
            if _quantifier(phrase):
                figure.aliases.setdefault(phrase.core)
        figure.head = phrase.head
        figure.gender = gender_of(phrase.head, "")
        return figure


def _proper(core: str) -> set[str]:
    """The words of a description that are written large."""
    return {word for word in re.split(r"[ /]", core) if word[:1].isupper()}


def _plain(core: str) -> str:
    """The name of a document without how new it is and when it came out."""
    return _WHEN.sub("", _NEW.sub("", core)) or core


def _key(phrase: Phrase) -> tuple[str, ...]:
    return bare(f"{_quantifier(phrase)} {phrase.core}")


def _naming(phrase: Phrase) -> str:
    """The description as an actor's name: determiner off, but not what tells how many of them."""
    if phrase.kind == "document":
        counted = phrase.determiner if phrase.determiner in _SINGLED_OUT else ""
        return f"{counted} {_plain(phrase.core) if phrase.head in _POLLS else phrase.core}".strip()
    return f"{_quantifier(phrase)} {phrase.core}".strip()


def _quantifier(phrase: Phrase) -> str:
    return phrase.determiner if phrase.determiner.split(" ")[0] in _QUANTIFIERS else ""
