"""Which name a noun phrase is about, and which figure that is."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from .body_sorts import OUTLETS
from .denoting import Denoting
from .evidence import THE, is_spoken_of_as_person
from .figure import Figure
from .folding import bare, fold, gender_of, singular_of_person, without_possessive
from .lexicon import words
from .name_forms import last_name, surname_of
from .peoples import DEMONYM, OF_PARTIES, PEOPLE
from .phrases import head_sort

if TYPE_CHECKING:
    from ..record import Kind
    from .cast import Cast
    from .name import Name

__all__ = ["Naming"]

# Endings of words that are nobody's surname.
_ABSTRACT = re.compile(
    r"(?:ism|tion|sion|ness|ity|ics|ship|hood|ology|ography|awards?|prize|festival|cup|games|image|city|county|islands?|tower|avenue|street|square|airport|station|river)\Z"
)
_SORT_OF_PAPER = re.compile(r"(?:the )?(\w[\w. ]*?) (?:magazine|newspaper)\Z", re.IGNORECASE)
# "Acme news agency"
_AGENCY = re.compile(r"[ \u00a0]news[ \u00a0](?:agency|service|site|channel|portal)\b")
# What a described figure is known by: the words of its description, or whose it is.
Key = tuple["str | Figure", ...]


@cache
def _countries() -> dict[str, list[tuple[str, ...]]]:
    """What countries a capital stands for."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for pair in words("capitals"):
        capital, _, country = pair.partition("=")
        found.setdefault(fold(capital), []).append(bare(country.replace("_", " ")))
    return found


class Naming(Denoting):
    """Tells the name that a source denotes from names that only modify it ("Bell's office", "a Bell aide")."""

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast)
        self.described: dict[Key, Figure] = {}
        self._filed = 0
        self._entered: dict[tuple[str, ...], Figure] = {}
        self._called: defaultdict[str, list[Figure]] = defaultdict(list)
        self._bodies: dict[tuple[str, ...], Figure] = {}
        self._firsts: set[str] = set()
        self._places: dict[tuple[str, ...], str] = {}
        for name in cast.names:
            if name.sort == "place":
                self._places.setdefault(name.key, name.surface)
        self._surnames: defaultdict[str, list[Figure]] = defaultdict(list)

    def named(self, n: int) -> Figure | None:
        """The figure that a name is known to name."""
        figure = self.cast.of_name[n]
        if figure is None:
            name = self.cast.names[n]
            figure = self.cast.person(name) or self._country_of(name) or self.cast.known_body(name.key)
            figure = figure or self._longer_body(name)
            self.cast.of_name[n] = figure
        return figure

    def figure(self, n: int) -> Figure:
        """The figure that a name names, a new one where it is not known yet."""
        return self.named(n) or self.enter(n)

    def _country_of(self, name: Name) -> Figure | None:
        """The country whose capital is named for it, where the article names both: ``Berlin`` in "Berlin replied"."""
        if len(name.key) > 1:
            return None
        for country in _countries().get(name.key[0], ()):
            if country in self._places:
                return self.cast.body(country, self._places[country])
        return None

    def _longer_body(self, name: Name) -> Figure | None:
        """An organisation known by a longer form of the same name ("Acme" for "Acme Inc.")."""
        if name.sort == "place" or (len(name.key) == 1 and name.key[0].endswith(DEMONYM)):
            return None
        self._file_figures()
        return self._bodies.get(name.key) or self._clipped(name)

    def _clipped(self, name: Name) -> Figure | None:
        """The organisation whose first word is cut short: ``the Fed``."""
        word = name.key[0]
        if (
            len(name.key) > 1
            or not 3 <= len(word) <= 5
            or word in words("the_outlets")
            or not THE.search(self.text, max(0, name.start - 4), name.start)
        ):
            return None
        longer = {f for key, f in self._bodies.items() if len(key) > 1 and key[0].startswith(word) and key[0] != word}
        return longer.pop() if len(longer) == 1 else None

    def _file_figures(self) -> None:
        """File the figures that the cast has gained: organisations by how their names begin, people by their names."""
        for figure in self.cast.figures[self._filed :]:
            key = bare(figure.name)
            if figure.kind == "organisation" and key and not singular_of_person(key[-1]):
                for length in range(1, len(key) + 1):
                    self._bodies.setdefault(key[:length], figure)
            elif figure.kind == "person" and key:
                self._firsts.add(key[0])
                self._surnames[last_name(key)[-1]].append(figure)
        self._filed = len(self.cast.figures)

    def enter(self, n: int) -> Figure:
        """A name that no list and no other mention explains: what the words around it say, else an organisation."""
        name = self.cast.names[n]
        low = name.key[-1]
        if (
            len(name.key) == 1
            and low.endswith(("ese", "ish", "ench", "utch", "swiss"))
            and THE.search(self.text, max(0, name.start - 4), name.start)
        ):
            return self.new(name.surface, "group", name.key, plural=True)
        if len(name.key) == 1 and PEOPLE.search(low):
            return self.new(name.surface, "group", name.key, plural=True)
        if name.sort in ("open", "person") and not self.cast.is_called_outlet(name) and self._looks_like_person(name):
            figure = self._entered.get(name.key) or self._called_so(name)
            if figure is None:
                figure = Figure(name.surface, "person", gender_of(name.title, name.key[0]))
                self.cast.figures.append(figure)
                for word in {name.key[0], name.key[-1]} if len(name.key) > 1 else ():
                    self._called[word].append(figure)
            self._entered.setdefault(name.key, figure)
        elif low.endswith("s") and head_sort(low) == "people":
            return self.new(name.surface, "group", name.key, plural=True)
        elif head_sort(low) == "people" and name.sort == "open" and len(name.key) > 1:
            return self.new(name.surface, "unnamed", name.key)
        elif head_sort(low) == "document" and name.sort == "open":
            return self.new(name.surface, "document", name.key)
        else:
            figure = self.cast.body(name.key, name.surface)
        self.cast.of_name[n] = figure
        return figure

    def _called_so(self, name: Name) -> Figure | None:
        """``Mahathir`` after Mahathir Mohamad, whom nothing but these two names calls a person either."""
        found = self._called.get(name.key[0], ()) if len(name.key) == 1 else ()
        return found[0] if len(found) == 1 else None

    def _looks_like_person(self, name: Name) -> bool:
        before = re.search(r"([a-z-]+|PAC) \Z", self.text[max(0, name.title_start - 24) : name.title_start])
        if (before and not name.title and head_sort(fold(before.group(1))) in ("body", "document")) or (
            before and not name.title and before.group(1) in OUTLETS
        ):
            return False  # "the group Clean Water", "the journal Clean Water"
        if PEOPLE.search(name.key[-1]) or name.key[-1] in OF_PARTIES:
            return False
        if name.sort == "person" or gender_of("", name.key[0]):
            return True
        if name.headline and (elsewhere := self._outside_headlines(name)) is not None:
            return self._looks_like_person(elsewhere)
        after = self.text[name.end : name.end + 60]
        match = re.match(r",? (?:\d\d,|who\b|an? ([\w’' -]{3,50})|the ([\w’' -]{3,50}))", after)
        if match and ("who" in match.group()[:6] or match.group()[2:4].strip().isdigit()):
            return True
        if match and any(head_sort(fold(w)) == "people" for w in (match.group(1) or match.group(2) or "").split()):
            return True
        if len(name.key) == 1:
            return is_spoken_of_as_person(self.cast, name)
        two = 2 <= len(name.key) <= 3 and not name.surface.isupper()
        article = re.search(r"\b[Tt]he\s\Z", self.text[max(0, name.start - 4) : name.start]) is not None
        return (
            two
            and not article
            and not _ABSTRACT.search(name.key[-1])
            and re.fullmatch(r"[\w.’'-]+(?:[ \u00a0][\w.’'-]+){1,2}", name.surface) is not None
            and not name.headline
        )

    def _outside_headlines(self, name: Name) -> Name | None:
        """The same name, or its last word alone, where the article does not write every word large."""
        same = (other for other in self.cast.names if not other.headline and other.key in (name.key, name.key[-1:]))
        return next(same, None)

    def family(self, begin: int, end: int) -> list[Figure]:
        """``the Haddads``: everybody of that surname."""
        surface = self.text[begin:end].strip(" ,")
        match = re.fullmatch(r"(?:[Tt]he )?([^\W\d_]\w+?)e?s", surface)
        if match is None or not match.group(1)[0].isupper():
            return []
        key = fold(match.group(1))
        self._file_figures()
        people = [f for last in (key, key + "e") for f in self._surnames.get(last, ())]
        return sorted(people, key=lambda f: min(f.mentions, default=(0, 0))) if len(people) > 1 else []

    def shared_surname(self, left: tuple[int, int], right: tuple[int, int]) -> list[Figure]:
        """``Omar and Lina Haddad``: the first name alone shares the surname of the second."""
        first, second = self.cast.inside(*left), self.cast.inside(*right)
        if len(first) != 1 or not second or len(self.cast.names[first[0]].key) != 1:
            return []
        other = self.named(second[0])
        if other is None or other.kind != "person" or self.cast.names[second[0]].start - right[0] > 12:
            return []
        key = self.cast.names[first[0]].key[0]
        self._file_figures()
        if not (gender_of("", key) or key in self._firsts):
            return []
        known = self.named(first[0])
        if known is None or known.kind != "person":
            known = self.new(f"{self.cast.names[first[0]].surface} {surname_of(other)}", "person", ("shared", key))
        return [known, other]

    def new(self, name: str, kind: Kind, key: Key, *, plural: bool = False) -> Figure:
        """The figure under a description key, made if it is new."""
        known = self.described.get(key)
        if known is not None:
            return known
        figure = Figure(name, kind, plural=plural)
        self.described[key] = figure
        return figure

    def note(self, figure: Figure, n: int, begin: int, end: int) -> None:
        """Record a mention of ``figure`` by the name of number ``n`` in a source, with the source as alias."""
        name = self.cast.names[n]
        figure.note(name.start, name.end, name.surface)
        full = self.text[begin:end].strip(" ,")
        sort = _SORT_OF_PAPER.match(full) if figure.kind == "organisation" else None
        if sort and sort.group(1) == name.surface == figure.name:  # "Time magazine" is its fullest name
            figure.aliases.setdefault(figure.name)
            figure.name = full[sort.start(1) :]
        if figure.kind == "organisation" and (called := _AGENCY.match(self.text, name.end, end)):
            figure.aliases.setdefault(self.text[name.start : called.end()])
        cut = re.split(r",| \(", full)[0] if not full.endswith(name.surface) else full
        if 0 < len(cut) <= 80:
            figure.aliases.setdefault(without_possessive(cut))
