"""What the article says a person is: appositions and descriptions beside the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import fold
from .lexicon import words
from .name_forms import is_person_noun
from .phrases import parse_phrase

if TYPE_CHECKING:
    from .cast import Cast
    from .figure import Figure
    from .name import Name

__all__ = ["description_before", "note_roles", "own_part"]

_APPOSITION = re.compile(
    r"(?:,? \d\d)?, (?:who (?:is|was|had been|serves as|served as) )?(?=[\w“\"‘'])([^.;:\n—]{3,160})"
)
_OFFICE_BEHIND = re.compile(r",? (MP|MEP|MSP|MLA|TD)\b")
# "The mayor of Lund, " before a name
_DESCRIBED = re.compile(
    r"(?:\A|[.;:?!\n—“”\"(,][ \u00a0\n]*|\b(?:and|but|while|as|that|when) )"
    r"((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[A-Z][\w-]+[’']s?) [^.;:?!\n—“”\"(),]{3,100}), \Z"
)
# "On the show of Jo Bell, the mayor said": what is no apposition but the subject.
_SPEAKS = re.compile(
    r"(?:the|an?|his|her) (?:[\w’'-]+ ){1,4}?(?:said|says|told|tells|added|replied|insisted|claimed|argued|denied|asked"
    r"|warned|wrote|called|acknowledged|admitted|described|accused)\b"
)
_TO_ANOTHER = re.compile(
    r"\b(friend|critic|rival|opponent|enemy|foe|wife|husband|daughter|son|brother|sister|ally|colleague) (?:of|to)\b"
)
_ENDS = re.compile(r",| who | whose |\)| - ")
_WORD_BEFORE = re.compile(r"([\w’'“”\"&./-]+)(,?)[ \u00a0]\Z")
_REACH = 120


def description_before(text: str, begin: int, floor: int) -> tuple[int, str]:
    """The description that ends right before ``begin`` ("former Echo reporter"), and where it starts."""
    match = _WORD_BEFORE.search(text, max(floor, begin - 40), begin)
    if match is None or not is_person_noun(match.group(1)) or match.group(1)[0].isupper():
        return begin, ""
    if _ends_sentence(match.group(1)):
        return begin, ""
    start, end = match.start(1), match.end(1)
    for _ in range(6):
        match = _WORD_BEFORE.search(text, max(floor, start - 40), start)
        if match is None or match.group(2) or fold(match.group(1)) in words("stoppers") or match.group(1)[0] in '“"”':
            break
        if _ends_sentence(match.group(1)):
            break
        start = match.start(1)
    return start, text[start:end]


def own_part(role: str) -> str:
    """What of a role tells of the person, not of somebody else: ``friend`` of ``friend of the Tory leader``."""
    match = _TO_ANOTHER.search(role)
    return role[: match.end(1)] if match else role


def _ends_sentence(word: str) -> bool:
    """Whether the word before a description ends the sentence before it."""
    stop = word.rstrip("”\"’'")
    return stop[-1:] == "." and "." not in stop[:-1] and fold(stop) not in words("abbreviations")


def note_roles(cast: Cast) -> None:
    """Give the people in a cast the roles, affiliation and gender that stand beside their names."""
    for name, figure in zip(cast.names, cast.of_name, strict=True):
        if figure is None or figure.kind != "person" or name.headline:
            continue
        _, before = description_before(cast.text, name.title_start, 0)
        before = before or _described_before(cast.text, name)
        if before:
            _note(cast, figure, before, name.title_start)
        if letters := _OFFICE_BEHIND.match(cast.text, name.end):
            figure.roles.setdefault(letters.group(1))
        after = _apposition(cast.text, name)
        if after:
            _note(cast, figure, after, name.end)


def _described_before(text: str, name: Name) -> str:
    """``The mayor of Lund, Ana Ruiz, said``: what the phrase says whose other name stands in commas."""
    if len(name.key) < 2 or text[name.end : name.end + 1] != ",":
        return ""
    match = _DESCRIBED.search(text, max(0, name.title_start - _REACH), name.title_start)
    phrase = parse_phrase(match.group(1)) if match else None
    return phrase.core if phrase and phrase.core and is_person_noun(phrase.head) else ""


def _apposition(text: str, name: Name) -> str:
    if text[name.end : name.end + 1] not in (",", " "):
        return ""
    match = _APPOSITION.match(text, name.end, name.end + _REACH + 40)
    if match is None:
        return ""
    told = _ENDS.split(match.group(1), maxsplit=1)[0]
    if _SPEAKS.match(told):
        return ""
    phrase = parse_phrase(told if "“" in told else told.split("”")[0])
    return phrase.core if is_person_noun(phrase.head) and phrase.core else ""


def _note(cast: Cast, figure: Figure, role: str, near: int) -> None:
    figure.roles.setdefault(role)
    spoken = {fold(w) for w in role.split()}
    if not figure.gender:
        man, woman = bool(spoken & words("men_words")), bool(spoken & words("women_words"))
        figure.gender = "" if man == woman else ("m" if man else "f")
    if figure.affiliation is None:
        for i in cast.inside(near - _REACH, near + _REACH + 40):
            other = cast.of_name[i]
            if other is not None and other is not figure and cast.names[i].surface in role:
                figure.affiliation = other.name
                return
