"""What tells a name from a common noun, and a person's name from another, where no list knows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import folded
from .lexicon import words
from .peoples import OF_PARTIES, PEOPLE
from .phrases import head_sort, listed_sort, singulars
from .titles import is_first_name

if TYPE_CHECKING:
    from .cast import Cast
    from .name import Name

__all__ = ["THE", "is_common_noun", "is_spoken_of_as_person", "stands_first"]

_STAFF = frozenset({"staff", "workers", "teachers"})
THE = re.compile(r"\b[Tt]he[ \u00a0]\Z")
_WHERE = re.compile(r"\b(?:on|in|at|via|into)[ \u00a0]\Z")
_HE_OR_IT = re.compile(r"\b(?:([Hh]e|[Hh]is|[Hh]im|[Ss]he|[Hh]er)|[Ii]t|[Ii]ts)\b")
_AND_PEOPLE = re.compile(
    r"[ \u00a0]and (?!other|some|many|several|his|her|their|its|two|three)[a-z-]+[ \u00a0]([a-z]+s)\b"
)
_SPEAKS = re.compile(
    r"(?:[ \u00a0](?:also|later|then|once|\w+ly))?[ \u00a0](?:said|says|told|added|wrote|tweeted|recalled|joked|replied"
    r"|thinks|believes|argued|insisted|explained|noted|asked|admitted|continued)\b|,” |,\" "
)


# "DVDs", "NGOs"
_MANY_LETTERS = re.compile(r"[A-Z]{2,}s")
_CHAMBERS = frozenset({"house", "senate", "commons", "lords", "treasury", "state", "union"})


def is_common_noun(cast: Cast, n: int) -> bool:
    """``Critics``, ``Senate Republicans``, ``Historians``: common nouns, capitalised for where they stand."""
    name, figure = cast.names[n], cast.of_name[n]
    if (figure is not None and figure.kind == "person") or name.title:
        return False
    last = name.key[-1]
    if _MANY_LETTERS.fullmatch(name.surface):
        return True
    small = _is_lower_after_all(cast, name) or (last.endswith("s") and cast.is_written_small(last))
    if figure is None and len(name.key) == 1 and small and stands_first(cast, name):
        return True
    if len(name.key) > 1 and (last in OF_PARTIES or PEOPLE.search(last)):
        return True
    sort = head_sort(last) if last.endswith("s") and last not in folded("organisations") else ""
    # "Associated Press", "Common Media": what is vague alone may be in the name of a body.
    if sort == "people" or (sort == "vague" and not (len(name.key) > 1 and name.sort in ("outlet", "organisation"))):
        return True
    either = name.surface.isupper() or is_first_name(last)  # "the DJ", "the Bill"
    if len(name.key) == 1 and either and head_sort(last) in ("people", "document") and _with_article(cast, name):
        return True
    if len(name.key) > 1 or (name.surface.isupper() and not name.headline):
        return False
    if (last in _STAFF or not words("gatherings").isdisjoint(singulars(last))) and stands_first(cast, name):
        return True
    if last.endswith("s") and head_sort(last) == "body":
        return True
    if name.sort == "open" and listed_sort(last) == "body" and last not in _CHAMBERS and _with_article(cast, name):
        return True
    return last in words("vague") or (head_sort(last) == "document" and stands_first(cast, name))


def _with_article(cast: Cast, name: Name) -> bool:
    """``the Council``, ``the Court``: a body that was named in full before."""
    return THE.search(cast.text, max(0, name.title_start - 4), name.title_start) is not None


def _is_lower_after_all(cast: Cast, name: Name) -> bool:
    """``Fifty of the officials``, ``Liberal and conservative economists``."""
    after = _AND_PEOPLE.match(cast.text, name.end, name.end + 60)
    return name.key[0] in words("numbers") or (after is not None and head_sort(after.group(1)) == "people")


def stands_first(cast: Cast, name: Name) -> bool:
    """Whether a name begins a sentence, where any word has a capital."""
    before = cast.text[max(0, name.start - 2) : name.start].strip(" \"“'")
    return not before or before[-1] in ".!?\n:"


def is_spoken_of_as_person(cast: Cast, name: Name) -> bool:
    """Whether a single name that nothing explains is a person's: by the pronouns and verbs that follow it."""
    if (
        (name.surface.isupper() and not name.headline)
        or not name.surface[0].isalpha()
        or name.surface[1:] != name.surface[1:].lower()
        or head_sort(name.key[0]) in ("body", "document")
        or cast.is_written_small(name.key[0])
    ):
        return False
    tally, speaks = 0, False
    for n in _alike(cast, name)[:12]:
        other = cast.names[n]
        if THE.search(cast.text, max(0, other.title_start - 4), other.title_start):
            return False
        stop = cast.starts[n + 1] if n + 1 < len(cast.names) else len(cast.text)
        after = cast.text[other.end : min(stop, other.end + 160)]
        tally -= _WHERE.search(cast.text, max(0, other.title_start - 6), other.title_start) is not None
        pronoun = _HE_OR_IT.search(after)
        tally += 0 if pronoun is None else (1 if pronoun.group(1) else -1)
        speaks = speaks or _SPEAKS.match(after) is not None
    return tally > 0 or (tally == 0 and speaks)


def _alike(cast: Cast, name: Name) -> list[int]:
    return [n for n, other in enumerate(cast.names) if other.key == name.key and not other.headline]
