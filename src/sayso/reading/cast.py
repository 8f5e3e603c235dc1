"""The cast of an article: its proper names grouped into figures, each to become an actor if it is needed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .figure import Figure
from .folding import bare, fold, gender_of, is_one_slip
from .lexicon import words
from .name_forms import in_full, is_common, is_person_noun, last_name, short_forms, spelled, with_one_letter_less
from .names import find_names
from .peoples import OF_PARTIES, PEOPLE
from .phrases import singulars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .name import Name

__all__ = ["Cast"]

_ACRONYM = re.compile(r"\s*(?:\((?:the\s+)?[“\"]?([A-Z][A-Za-z/.&-]{1,14})[”\"]?\)|, or (?:the )?([A-Z][A-Z.]+)\b)")
# "Mr. Ban" is Ban Ki-moon: family names that stand first.
_FAMILY_FIRST = frozenset(
    {"ban", "xi", "li", "wang", "zhang", "liu", "chen", "kim", "park", "moon", "choi", "deng", "hu", "wen"}
)
# How far before a surname a full name tells whose it is.
_JUST = 250
_SENTENCE = re.compile(r"(?:[.!?:]|[”\"’]|\n)\s+\Z|\n\Z")
# Only so many bearers of one surname are told apart.
_BEARERS = 40
# A full name of fewer spaces is short; a surname of fewer letters than that may well be another one.
_LONG_NAME, _LONG_ENOUGH = 3, 6
# "Sir Alex" is somebody's first name.
_BEFORE_FIRST_NAMES = frozenset({"sir", "dame", "prince", "princess", "king", "queen", "pope", "sheikh"})
# Of other bodies two letters may mean too much.
_OF_TWO = frozenset({"AP", "AU", "EU", "HP", "UK", "UN"})
_SMALL = re.compile(r"\b[a-z][a-z-]{2,}\b")
_PERSON_AFTER = re.compile(r", (?:\d\d\b|who\b|(?:an?|the) ((?:[\w’'-]+ ?){1,5}))")


_OUTLET_NOUN = (
    r"(?:newspaper|paper|magazine|website|daily|weekly|tabloid|newsletter|broadcaster|news agency|blog"
    r"|(?:radio|TV|television) (?:station|channel|network)|news (?:site|channel|website|service|portal))"
)
_OUTLET_AFTER = re.compile(rf"(?:,? (?:an?|the) (?:\w+ ){{0,2}}|,? ){_OUTLET_NOUN}\b(?! (?:[Tt]he )?(?:al-)?[A-Z])")
_OUTLET_BEFORE = re.compile(rf"\b{_OUTLET_NOUN},? (?:the )?\Z")


class Cast:
    """All proper names of a text and the figures that they name."""

    def __init__(self, text: str, cuts: Sequence[int] = ()) -> None:
        self.text = text
        self.names = find_names(text, cuts)
        self.starts = [n.start for n in self.names]
        self.figures: list[Figure] = []
        self.of_name: list[Figure | None] = [None] * len(self.names)
        self._small: frozenset[str] | None = None
        self._people: dict[tuple[str, str], Figure] = {}
        self._surname: defaultdict[str, list[Figure]] = defaultdict(list)
        self._first: defaultdict[str, list[Figure]] = defaultdict(list)
        self._middle: dict[str, Figure] = {}
        self._bodies: dict[tuple[str, ...], Figure] = {}
        self._apart: dict[str, Figure] = {}  # "WikiLeaks" is "Wiki Leaks"
        self._acronyms: dict[str, Figure] = {}
        self._short: dict[tuple[str, ...], Figure | None] = {}
        self._weight: Counter[Figure] = Counter()
        self._first_at: dict[Figure, int] = {}
        self._shortened: defaultdict[str, set[str]] | None = None
        self._longer: dict[tuple[str, ...], tuple[str, str]] = {}
        self._file_longer()
        self._find_people()
        self._find_bodies()
        self._assign()

    def inside(self, begin: int, end: int) -> list[int]:
        """Numbers of the names that begin in ``[begin, end)``."""
        return list(range(bisect_left(self.starts, begin), bisect_left(self.starts, end)))

    def is_within_name(self, at: int) -> bool:
        """Whether a comma or "and" at ``at`` belongs to a name."""
        n = bisect_left(self.starts, at) - 1
        return n >= 0 and at < self.names[n].end

    def is_written_small(self, word: str) -> bool:
        """Whether the article also writes the word, or its singular, without a capital."""
        if self._small is None:
            self._small = frozenset(_SMALL.findall(self.text))
        return not self._small.isdisjoint(singulars(word))

    # -- people ---------------------------------------------------------------------------------

    def _file_longer(self) -> None:
        """``Wasserman Bell`` is a surname of two words where ``Ana Wasserman Bell`` is named as well."""
        for name in self.names:
            if name.sort in ("person", "open") and self._may_be_full(name) and len(name.key) > 2:
                for begin in range(1, len(name.key) - 1):
                    if len(name.key[begin]) > 1 and not gender_of("", name.key[begin]):
                        self._longer[name.key[begin:]] = (in_full(name.key[0]), name.key[-1])

    def _find_people(self) -> None:
        for name in self.names:
            if name.sort == "person" and self._may_be_full(name):
                self._enter(name)
        alone = {n.key[-1] for n in self.names if len(n.key) == 1 and not n.headline and _may_be_surname(n)}
        for name in self.names:
            if name.sort == "open" and self._may_be_full(name) and self._seems_person(name, alone):
                self._enter(name)
        self._find_pairs()
        for name in self.names:
            only_there = name.headline and name.sort in ("person", "open") and len(name.key) == 2
            if not only_there or name.key[-1] not in alone or name.key[-1] in self._surname:
                continue
            if name.sort == "person" or not any(map(self.is_written_small, name.key)):
                self._enter(name)
        for name in self.names:
            if name.title and name.sort == "person" and not self.person(name):
                self._enter(name)

    def _find_pairs(self) -> None:
        """``Omar and Lina Haddad``: the first name alone shares the surname of the second."""
        for name, following in pairwise(self.names):
            if (
                len(name.key) == 1
                and len(following.key) > 1
                and following.start - name.end == 5
                and (
                    self.text[name.end : following.start] == " and "
                    and gender_of("", name.key[0])
                    and self.person(following)
                )
            ):
                last = " ".join(following.surface.split()[1:])
                self._enter(replace(name, surface=f"{name.surface} {last}", key=(*name.key, *following.key[1:])))

    def _may_be_full(self, name: Name) -> bool:
        return 2 <= len(name.key) <= 5 and not name.headline

    def _seems_person(self, name: Name, alone: set[str]) -> bool:
        last = last_name(name.key)[-1]
        if name.surface.isupper() or name.surface.split()[-1].isupper():
            return False
        if name.key[-1] in OF_PARTIES or PEOPLE.search(name.key[-1]):
            return False
        if self.is_written_small(name.key[0]):
            return False
        if last in self._surname:
            # "Lina Haddad" beside Omar Haddad, but no "Ohio Haddad" and no "Lucky Omar Haddad".
            return len(name.key) == 2 and not is_common(name.key[0]) and name.key[0] not in words("particles")
        if last in alone:
            return True
        after = _PERSON_AFTER.match(self.text, name.end, name.end + 60)
        return after is not None and (after.group(1) is None or any(map(is_person_noun, after.group(1).split())))

    def _enter(self, name: Name) -> Figure:
        last = last_name(name.key)
        identity = self._longer.get(name.key) or (in_full(name.key[0]) if len(name.key) > 1 else "", last[-1])
        figure = self._people.get(identity) or self._spelled_otherwise(name.key, last[-1])
        if figure is None:
            figure = Figure(name.surface, "person", gender_of(name.title, name.key[0]))
            self._people[identity] = figure
            self.figures.append(figure)
            self._surname[last[-1]].append(figure)
            if len(last) > 1:
                self._surname[" ".join(last)].append(figure)
            if last[-1].startswith(("al-", "el-")) and len(last[-1]) > _LONG_ENOUGH:
                self._surname[last[-1][3:]].append(figure)
            if len(name.key) > 1:
                self._first[name.key[0]].append(figure)
            for middle in name.key[1:-1]:
                if len(middle) > 2 and middle not in words("particles") and not gender_of("", middle):
                    self._middle.setdefault(middle, figure)
        elif len(name.surface) > len(figure.name):
            figure.aliases.setdefault(figure.name)
            figure.name = name.surface
        self._people.setdefault(identity, figure)
        self._weight[figure] += 1
        self._first_at[figure] = min(self._first_at.get(figure, name.start), name.start)
        return figure

    def _spelled_otherwise(self, key: tuple[str, ...], last: str) -> Figure | None:
        """``Kristin Bell`` who is also called Kristen Bell: another letter in a long first name, and the same sex."""
        if len(key) != 2 or len(key[0]) < _LONG_ENOUGH:
            return None
        same = [
            figure
            for figure in self._surname[last][:_BEARERS]
            if is_one_slip(fold(figure.name.split()[0]), key[0])
            and key[0][:1] == fold(figure.name.split()[0])[:1]
            and gender_of("", key[0]) == figure.gender
        ]
        return same[0] if len(same) == 1 else None

    def person(self, name: Name) -> Figure | None:
        """The person whom a name names, from what the whole article calls people."""
        key = name.key
        if len(key) > 1:
            last = last_name(key)
            if key in self._longer and self._longer[key] in self._people:
                return self._people[self._longer[key]]
            for i in range(len(key) - 1):
                found = self._people.get((in_full(key[i]), last[-1]))
                if found is not None:
                    return found
            if " ".join(key) not in self._surname:
                return None
            return self._choose(self._surname[" ".join(key)], name)
        if key[0] in self._surname:
            return self._choose(self._surname[key[0]], name)
        if key[0] in self._middle:
            return self._middle[key[0]]
        firsts = self._first.get(key[0], [])
        alone = len(firsts) == 1 and (
            not name.title
            or key[0] in _FAMILY_FIRST
            or "-" in firsts[0].name
            or fold(name.title) in _BEFORE_FIRST_NAMES
        )
        return firsts[0] if alone else None

    def _choose(self, candidates: list[Figure], name: Name) -> Figure:
        gender, candidates = gender_of(name.title, "") if name.title else "", candidates[:_BEARERS]
        fitting = [f for f in candidates if not gender or f.gender in ("", gender)] or candidates
        if len(fitting) > 1 and (near := self._just_named(fitting, name)):
            return near
        return max(fitting, key=self._likely)

    def _likely(self, figure: Figure) -> tuple[int, bool, bool, int]:
        """By what a bearer of a surname is chosen: how often named in full, by a first name, in few words, early."""
        short = figure.name.count(" ") < _LONG_NAME
        return self._weight[figure], bool(figure.gender), short, -self._first_at[figure]

    def _just_named(self, bearers: list[Figure], name: Name) -> Figure | None:
        """The only bearer of a surname of whom a sentence right before it is: ``Jo Bell spoke. Bell said ...``."""
        near: set[Figure | None] = set()
        for n in self.inside(max(0, name.start - _JUST), name.start):
            other = self.names[n]
            if len(other.key) > 1 and not other.headline and (figure := self.person(other)) in bearers:
                begins = _SENTENCE.search(self.text, max(0, other.title_start - 4), other.title_start)
                near.add(figure if begins else None)
        return near.pop() if len(near) == 1 else None

    # -- organisations and the like -------------------------------------------------------------

    def _find_bodies(self) -> None:
        for name in self.names:
            if name.sort not in ("organisation", "outlet") or self.person(name) is not None:
                continue
            figure = self.body(name.key, name.surface)
            figure.outlet = figure.outlet or name.sort == "outlet" or self.is_called_outlet(name)
            self._note_acronym(figure, name)

    def is_called_outlet(self, name: Name) -> bool:
        """Whether a newspaper, website or the like is what stands beside the name says it is."""
        return (
            _OUTLET_AFTER.match(self.text, name.end, name.end + 30) is not None
            or _OUTLET_BEFORE.search(self.text, max(0, name.title_start - 30), name.title_start) is not None
        )

    def _note_acronym(self, figure: Figure, name: Name) -> None:
        match = _ACRONYM.match(self.text, name.end, name.end + 24)
        short = (match.group(1) or match.group(2)) if match else ""
        parts = name.surface.removeprefix("U.S. ").removeprefix("US ").split()
        capitals = "".join(w[0] for w in parts if w[0].isupper())
        initials = "".join(w[0] for w in parts if w.lower() != "the").upper() if "of" in name.key[1:-1] else ""
        national = f"US{capitals}" if name.surface.startswith(("U.S. ", "US ")) and len(capitals) > 1 else ""
        long = (f for f in (capitals, initials, national) if len(f) > 2 or f in _OF_TWO)
        for form in {*short.split("/"), short, *long} - {""}:
            self._acronyms.setdefault(form.replace(".", ""), figure)

    def body(self, key: tuple[str, ...], surface: str) -> Figure:
        """The organisation of this name, entered if it is new."""
        if len(key) > 1 and key[0] == "the":
            key = key[1:]
        key = spelled(key)
        figure = self.known_body(key) or self._acronyms.get(surface.replace(".", ""))
        if figure is None:
            figure = self._shorter_before(key)
            if figure is None:
                figure = Figure(surface, "organisation")
                self.figures.append(figure)
            else:
                figure.aliases.setdefault(figure.name)
                figure.name = surface
            for form in set(short_forms(key)):
                self._short[form] = None if form in self._short else figure
        elif self._bodies.get(key) is figure and len(surface) > len(figure.name) and "." not in surface:
            figure.aliases.setdefault(figure.name)
            figure.name = surface
        self._bodies[key] = figure
        self._apart.setdefault("".join(key), figure)
        return figure

    def _shorter_before(self, key: tuple[str, ...]) -> Figure | None:
        """The organisation that was so far only named by a part of this name, as headlines do."""
        known = (self._bodies.get(form) for form in short_forms(key))
        return next((f for f in known if f is not None and len(bare(f.name)) < len(key)), None)

    def known_body(self, key: tuple[str, ...]) -> Figure | None:
        """The organisation that the article names so, in full or by a part that is no other's name, if it does."""
        key = spelled(key)
        return self._bodies.get(key) or self._short.get(key) or self._apart.get("".join(key))

    # -- which name is whose --------------------------------------------------------------------

    def _assign(self) -> None:
        for i, name in enumerate(self.names):
            figure = None
            if name.sort in ("person", "open"):
                figure = self.person(name) or self._acronyms.get(name.surface) or self._misspelt(name)
            elif name.sort in ("organisation", "outlet"):
                figure = self.person(name) if len(name.key) == 1 else None
                figure = figure or self.known_body(name.key) or self._acronyms.get(name.surface.replace(".", ""))
            self.of_name[i] = figure
            if figure is not None:
                self._note(figure, name)

    def _misspelt(self, name: Name) -> Figure | None:
        """``Vigurie`` where only a Viguerie is named: a lone surname with one letter more, less or out of place."""
        key = name.key[0]
        if len(name.key) > 1 or name.title or len(key) < _LONG_ENOUGH or self.is_written_small(key):
            return None
        if self._shortened is None:
            self._shortened = defaultdict(set)
            for surname in self._surname:
                for form in with_one_letter_less(surname):
                    self._shortened[form].add(surname)
        known = {s for form in with_one_letter_less(key) for s in self._shortened.get(form, ())}
        like = [self._surname[s] for s in known if s[:1] == key[:1] and is_one_slip(s, key)]
        return like[0][0] if len(like) == 1 and len(like[0]) == 1 else None

    def _note(self, figure: Figure, name: Name) -> None:
        figure.note(name.start, name.end, name.surface)
        if figure.kind != "person":
            return
        if name.title:
            figure.aliases.setdefault(f"{name.title} {name.surface}")
            role = name.title.strip()
            if fold(role) not in ("mr", "mrs", "ms", "miss", "dr"):
                figure.roles.setdefault(role)
        if not figure.gender:
            figure.gender = gender_of(name.title, "")


def _may_be_surname(name: Name) -> bool:
    """Whether a single name may be the surname of a full one: MOE is, before a turn of a transcript, Jens Moe."""
    return name.sort in ("open", "person") or (name.sort == "organisation" and name.surface.isupper())
