"""Which name a noun phrase is about, and which figure that is."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from .cast import Cast, Figure, last_name, surname_of
from .evidence import THE, is_common_noun, is_spoken_of_as_person
from .lexicon import words
from .names import Name, bare, fold, gender_of, singular_of_person, without_possessive
from .phrases import head_sort, listed_sort, parse_phrase
from .roles import description_before

if TYPE_CHECKING:
    from ..record import Kind

__all__ = ["DEMONYM", "Naming"]

_OFFICE_OF = re.compile(
    r"\A(?:[Tt]he |[Aa]n? )?(?:[\w’'-]+ ){0,3}(?:secretary|minister|director|head|chief|professor|speaker) of (?:the )?"
    r"[a-z]+(?: [a-z]+)? \Z"
)
# "Russians", "Texans": a people or the people of a place or party.
_PEOPLE = re.compile(
    r"(?:[a-z]{3}ians|icans|eans|exans|ermans|ghans|aelis|raqis|tanis|ritons)\Z|\A(?:democrats|saudis)\Z"
)
_SORT_OF_PAPER = re.compile(r"(?:the )?(\w[\w. ]*?) (?:magazine|newspaper)\Z", re.IGNORECASE)
# "Ruiz’s hometown Lund Herald"
_WHOSE = re.compile(r"[’']s? (?:[a-z-]+ ){0,2}\Z")
# How adjectives of peoples end.
DEMONYM = ("ese", "ish", "ench", "utch", "swiss", "ian", "ican", "ean", "ani", "aeli", "raqi", "reek", "german")
_NOT_WHENCE = re.compile(r"[;:]|\b(?:of|for|by|with|from|in|and|at|to|on|as|who|that|called|including)\b")
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


class Naming:
    """Tells the name that a source denotes from names that only modify it ("Bell's office", "a Bell aide")."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.text = cast, cast.text
        self.described: dict[Key, Figure] = {}
        self._filed = 0
        self._bodies: dict[tuple[str, ...], Figure] = {}
        self._firsts: set[str] = set()
        self._places: dict[tuple[str, ...], str] = {}
        for name in cast.names:
            if name.sort == "place":
                self._places.setdefault(name.key, name.surface)
        self._surnames: defaultdict[str, list[Figure]] = defaultdict(list)

    def denoting(self, begin: int, end: int) -> int | None:
        """Number of the name that the phrase is about: no modifier ("Bell's office", "head of Acme")."""
        for n in self.cast.inside(begin, end):
            name = self.cast.names[n]
            modifies = self._modifies(name, end)
            if modifies and name.sort in ("organisation", "outlet", "place"):
                further = self._person_behind(n, end)
                if further is not None and self.text[begin : name.title_start].strip().lower() in ("", "the"):
                    return further  # "University of Lund historian Ana Ruiz"
            if name.end > end + 1 or modifies or self._is_bare_title(n) or is_common_noun(self.cast, n):
                continue
            if name.sort != "person" and (further := self._person_behind(n, end)) is not None:
                return further
            before = self.text[begin : name.title_start]
            if self._leads(before, begin, name) or self._is_apposed(before, begin, n, end):
                return n
        return None

    def _person_behind(self, n: int, end: int) -> int | None:
        """The person behind a place or body that only tells whence: ``Acme County (Ariz.) Sheriff Jo Bell``."""
        name = self.cast.names[n]
        for m in self.cast.inside(name.end, end):
            other = self.cast.names[m]
            gap = re.sub(r"\([^()]*\)", "", self.text[name.end : other.title_start])
            if _NOT_WHENCE.search(gap):
                return None
            if "," in gap and "-based" not in gap:
                return None
            figure = self.cast.of_name[m]
            described = len(other.key) > 1 and gap.strip() != "" and head_sort(fold(gap.split()[-1])) == "people"
            if (other.sort == "person" and figure is not None and figure.kind == "person") or described:
                return None if self._modifies(other, end) else m
        return None

    def _is_bare_title(self, n: int) -> bool:
        name = self.cast.names[n]
        return self.cast.of_name[n] is None and len(name.key) == 1 and head_sort(name.key[0]) == "people"

    def _is_apposed(self, before: str, begin: int, n: int, end: int) -> bool:
        """``an aide, Ana Ruiz``, ``one critic, radio host Ana Ruiz,``, ``a group called Acme``."""
        name = self.cast.names[n]
        if re.search(r"\b(?:called|named|known as) (?:the )?\Z", before):
            return re.search(r" (?:by|of|from|against) ", before) is None
        if self.text[name.end : end].strip(" ,—–-"):
            return False
        start = name.title_start
        if not before.rstrip().endswith(","):
            start, _ = description_before(self.text, start, begin)
        lead = re.sub(r"(?:the|an?) \Z", "", self.text[begin:start]).rstrip()
        if not lead or lead[-1] not in ",—–-":
            return False
        first = lead[:-1].strip()
        phrase = parse_phrase(first)
        return (
            "," not in first
            and not phrase.plural
            and bool(phrase.core)
            and first[:1].islower() | bool(phrase.determiner)
        )

    def _modifies(self, name: Name, end: int) -> bool:
        after = self.text[name.end : end]
        if name.possessive and after.strip(" ’'s,") == "":
            return False
        if name.possessive or re.match(r"[’']s\b", after):
            return True
        word = re.match(r"[ \u00a0](\w[\w-]*)", after)
        if word is None:
            return after.startswith(("/", "-"))
        low = fold(word.group(1))
        if low in (
            "of",
            "in",
            "at",
            "on",
            "for",
            "from",
            "with",
            "who",
            "whose",
            "that",
            "which",
            "speaking",
            "himself",
            "herself",
            "has",
            "is",
            "was",
            "and",
        ):
            return False
        if len(name.key) == 1 and name.key[0].endswith(DEMONYM) and self.cast.inside(name.end, end):
            return True  # "French newspaper Le Monde"
        body = low in ("daily", "website", "newspaper", "tabloid", "magazine", "network", "news", "blog", "weekly")
        return (
            not body
            or re.search(r"\b[Aa]n?\s\Z", self.text[max(0, name.title_start - 3) : name.title_start]) is not None
        )

    def _leads(self, before: str, begin: int, name: Name) -> bool:
        """Whether what stands before the name is only a determiner, titles or a description of the person."""
        flat = re.sub(r"^(?:both|even|then|late|the|either) ", "", before.strip().lower().strip(",'\"“‘")).removeprefix(
            "the "
        )
        if flat in (
            "",
            "the",
            "both",
            "then",
            "even",
            "late",
            "the late",
            "and",
            "former",
            "ex",
            "a",
            "an",
            "as",
            "that",
            "young",
            "either",
        ):
            return True
        if self._figure_if_person(name) and len(name.key) > 1 and _OFFICE_OF.search(before):
            return True
        if re.search(
            r" (?:of|for|to|with|from|by|at|in|on|against|like|who|that) ", f" {flat} "
        ) and not before.rstrip().endswith(","):
            return False
        figure = self._figure_if_person(name)
        start, described = description_before(self.text, name.title_start, begin)
        if described and (figure or (name.sort == "open" and len(name.key) > 1)):
            lead = self.text[begin:start].strip().lower()
            return (
                lead in ("", "the", "a", "an", "his", "her", "their", "its")
                or not self.text[begin:start].strip(" ’'s").islower()
            )
        full = figure or (name.sort == "open" and 2 <= len(name.key) <= 4)
        if (
            full
            and len(name.key) > 1
            and re.fullmatch(r"(?:former |an? |the )?[\w’'-]+(?: [\w’'-]+){0,2}", flat)
            and not self._verb(flat)
        ):
            return True
        if figure and flat.endswith(" and") and any(head_sort(w) == "people" for w in flat.split()):
            return True
        adjectives = flat.removeprefix("the ").removeprefix("a ").removeprefix("an ").split()
        if name.sort == "outlet" and len(name.key) > 1 and _WHOSE.search(before):
            return True
        if not figure and name.sort in ("organisation", "outlet", "open") and 0 < len(adjectives) <= 3:
            counted = any(a in words("numbers") or a in words("quantifiers") for a in adjectives)
            sorts = [listed_sort(a) for a in adjectives]
            # "the labor union Acme", "the nonpartisan Tax Center"
            if head_sort(adjectives[-1]) == "body" and not counted and "people" not in sorts:
                return True
            if name.sort != "open" and not counted and not any(sorts) and not self._verb(flat):
                return True
        return (
            len(adjectives) <= 2
            and (figure or name.sort == "outlet" or (name.sort == "open" and not adjectives))
            and not any(listed_sort(a) for a in adjectives)
        )

    def _verb(self, flat: str) -> bool:
        return (
            re.search(r"\b(?:is|are|was|were|has|have|had|said|says|and|or|but)\b|(?:[’']s|s[’'])(?:\s|\Z)", flat)
            is not None
        )

    def _figure_if_person(self, name: Name) -> bool:
        return name.sort == "person" or self.cast.person(name) is not None

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
        if name.sort == "place":
            return None
        self._file_figures()
        return self._bodies.get(name.key)

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
        if len(name.key) == 1 and _PEOPLE.search(low):
            return self.new(name.surface, "group", name.key, plural=True)
        if name.sort in ("open", "person") and self._looks_like_person(name):
            figure = Figure(name.surface, "person", gender_of(name.title, name.key[0]))
            self.cast.figures.append(figure)
        elif low.endswith("s") and head_sort(low) == "people":
            return self.new(name.surface, "group", name.key, plural=True)
        elif head_sort(low) == "document" and name.sort == "open":
            return self.new(name.surface, "document", name.key)
        else:
            figure = self.cast.body(name.key, name.surface)
        self.cast.of_name[n] = figure
        return figure

    def _looks_like_person(self, name: Name) -> bool:
        before = re.search(r"([a-z-]+|PAC) \Z", self.text[max(0, name.title_start - 24) : name.title_start])
        if before and not name.title and head_sort(fold(before.group(1))) == "body":
            return False  # "the group Clean Water"
        if name.sort == "person" or gender_of("", name.key[0]):
            return True
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
            and re.fullmatch(r"[\w.’'-]+(?: [\w.’'-]+){1,2}", name.surface) is not None
            and not name.headline
        )

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
        cut = re.split(r",| \(", full)[0] if not full.endswith(name.surface) else full
        if 0 < len(cut) <= 80:
            figure.aliases.setdefault(without_possessive(cut))
