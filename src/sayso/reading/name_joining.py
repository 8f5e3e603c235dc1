"""Names that only together are one: nicknames, courts, offices for two fields; and surnames that are everyday words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from .folding import bare, folded, full_names, singular_of_person
from .lexicon import words
from .name import Name, is_everyday
from .spelling import POSSESSIVE
from .titles import is_first_name

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["everyday_surnames", "join_bodies"]

_ORDINAL = re.compile(r"(?<!\w)(\d{1,3}(?:st|nd|rd|th)[ \u00a0])\Z")
# What stands beside a name and hardly beside the everyday word.
_AS_NAME_BEFORE = re.compile(
    r"\b(?:said|says|told|asked|added|by|to|of|with|from|Mr\.?|Mrs\.?|Ms\.?|according to|wrote)[ \u00a0]\Z"
)
_AS_NAME_AFTER = re.compile(
    r"[’']s\b|[ \u00a0](?:also |then |later |\w+ly )?(?:said|says|told|tells|asked|wrote|writes|added|called"
    r"|argued|claimed|noted|warned"
    r"|insisted|explained|replied|continued|has|had|was|is|did|does|went|came|made|took|gave|\w{3,}ed"
    r"|acknowledges|believes|thinks|wants|argues|calls|notes|sees|describes|admits|claims|insists|suggests|points)\b"
)
_ABSTRACT = re.compile(r"(?:ment|tion|sion|ity|ics|ence|ance|ship|ism|logy|ness|ture)s?\Z")
_COMMITTEES = frozenset({"committee", "subcommittee"})
_NICKNAME = re.compile(r"[ \u00a0](?:[“\"'‘][A-Z][\w. -]{1,14}[”\"'’]|\([“\"]?[A-Z][\w.-]{1,12}[”\"]?\))[ \u00a0]")


def everyday_surnames(text: str, found: Sequence[Name], cuts: Sequence[int]) -> list[Name]:
    """``Will`` and ``May`` where the article has a George Will or a Theresa May: as a word that begins no question."""
    last = {
        n.surface.split()[-1]
        for n in found
        if len(n.key) > 1 and n.sort == "person" and is_everyday(n.surface.split()[-1]) and not n.headline
    }
    taken = {n.end for n in found}
    names = []
    for word in sorted(last):
        for match in re.finditer(rf"\b{re.escape(word)}\b", text):
            begin, end = match.span()
            if end in taken or not _is_used_as_name(text, begin, end):
                continue
            if bisect_right(cuts, begin) != bisect_left(cuts, end):
                continue
            key = bare(word)
            after = text[end : end + 2]
            names.append(Name(begin, end, word, key, "", begin, "open", False, POSSESSIVE.match(after) is not None))
    return names


def _is_used_as_name(text: str, begin: int, end: int) -> bool:
    """Whether a word that may be an everyday one is a name here: a possessor, or beside a verb that people do."""
    if _AS_NAME_BEFORE.search(text, max(0, begin - 14), begin):
        return True
    return _AS_NAME_AFTER.match(text, end, end + 24) is not None


def join_bodies(text: str, names: list[Name], cuts: Sequence[int]) -> list[Name]:
    """``People’s Party`` is one name, and so are ``6th Circuit Court`` and ``Health and Human Services``."""
    out: list[Name] = []
    for name in names:
        before = out[-1] if out else None
        if before is not None and _are_one_office(text, before, name, cuts):
            out[-1] = _whole(text, before.start, before.title_start, name)
            continue
        if len(out) > 1 and _is_nicknamed(text, out[-2], name):
            out[-2:] = [_with_nickname(text, out[-2], name)]
            continue
        if before is not None and _is_circuit(text, before, name):
            out[-1] = _whole(text, before.start, before.title_start, name)
            continue
        if (
            before is not None
            and before.possessive
            and before.end < name.start <= before.end + 3
            and name.key[-1] in folded("organisations")
            and len(name.key) <= (3 if before.key[-1] in words("folk") else 2)
            and (before.key[-1] in words("folk") or singular_of_person(before.key[-1]))
            and bisect_right(cuts, before.start) == bisect_left(cuts, name.end)
        ):
            out[-1] = _whole(text, before.start, before.title_start, name)
            continue
        ordinal = _ORDINAL.search(text, max(0, name.start - 6), name.start) if name.sort == "organisation" else None
        if ordinal and not name.title and bisect_right(cuts, ordinal.start(1)) == bisect_left(cuts, name.end):
            name = _whole(text, ordinal.start(1), ordinal.start(1), name)
        out.append(name)
    return out


def _is_nicknamed(text: str, before: Name, name: Name) -> bool:
    """``John “Jack” Bell``: a first name, what he is called, and the surname."""
    return (
        len(before.key) <= 2
        and is_first_name(before.key[-1])
        and len(name.key) == 1
        and not name.title
        and _NICKNAME.fullmatch(text, before.end, name.start) is not None
    )


def _with_nickname(text: str, before: Name, name: Name) -> Name:
    start = before.end - len(before.surface.split()[-1])
    title = before.title if start == before.start else text[before.title_start : start].strip()
    key = (before.key[-1], *name.key)
    whole = replace(name, start=start, title_start=before.title_start, title=title, key=key)
    return replace(whole, surface=text[start : name.end], sort="person")


def _is_circuit(text: str, before: Name, name: Name) -> bool:
    """``U.S. Court of Appeals for the 9th Circuit``."""
    return (
        name.key[-1] in ("circuit", "district")
        and not {"court", "tribunal"}.isdisjoint(before.key)
        and re.fullmatch(r" for the (?:\d{1,2}(?:st|nd|rd|th) )?", text[before.end : name.start]) is not None
    )


def _are_one_office(text: str, before: Name, name: Name, cuts: Sequence[int]) -> bool:
    """Two fields that one office is for: ``Citizenship and Immigration Services``."""
    known = " ".join((*before.key, "and", *name.key)) in full_names("known_bodies")
    return (
        text[before.end : name.start] in (" and ", " & ")
        and (
            known
            or (name.key[-1] in words("office_ends") and before.key[-1] in words("fields"))
            or _is_first_half(text, before, name)
            or _are_one_aim(text, before, name)
            or (before.key[0] in ("house", "senate") and len(before.key) < 4 and name.key[-1] in _COMMITTEES)
        )
        and not name.title
        and bisect_right(cuts, before.start) == bisect_left(cuts, name.end)
    )


def _are_one_aim(text: str, before: Name, name: Name) -> bool:
    """``Organization for Trade and Development``, ``the Science and Technology Office``, ``Ana and Jo Bell Fund``."""
    if before.possessive or name.key[0] in folded("places"):
        return False
    if is_first_name(before.key[-1]):
        return len(before.key) == 1 and len(name.key) > 2 and is_first_name(name.key[0]) and name.sort == "organisation"
    if _is_for_both(before, name):
        return True
    if (
        before.sort == "organisation"
        and {"of", "for"} & set(before.key)
        and {before.key[-1], *name.key} <= words("fields")
    ):
        return True  # "Department of Trade and Industry"
    if not (_ABSTRACT.search(before.key[-1]) and _ABSTRACT.search(name.key[0])):
        return False
    one = len(name.key) == 1 and not {"for", "of"}.isdisjoint(before.key)
    named = re.search(r"\b[Tt]he[ \u00a0]\Z", text[max(0, before.start - 4) : before.start]) is not None
    return one or (len(before.key) == 1 and len(name.key) > 1 and named and name.sort == "organisation")


def _is_for_both(before: Name, name: Name) -> bool:
    """``Commission for Museums and Monuments``, ``Centre for Volcanology and Geological Hazard Mitigation``."""
    if before.sort != "organisation" or "for" not in before.key or name.sort != "open" or name.possessive:
        return False
    if len(name.key) == 1:
        return before.key[-1].endswith("s") and name.key[0].endswith("s")
    adjective = re.search(r"(?:al|ic|ive|ary)\Z", name.key[0]) is not None
    return adjective and bool(_ABSTRACT.search(before.key[-1]) and _ABSTRACT.search(name.key[-1]))


def _is_first_half(text: str, before: Name, name: Name) -> bool:
    """``the National Oceanic`` of the National Oceanic and Atmospheric Administration: no name without what follows."""
    return (
        name.sort == "organisation"
        and 1 < len(name.key) <= 4
        and len(before.key) > 1
        and name.key[-1] in folded("organisations")
        and before.sort == "open"
        and not before.title
        and not before.possessive
        and not is_first_name(before.key[0])
        and before.key[-1] not in folded("media")
        and before.key[0] not in folded("places")
        and re.search(r"\b[Tt]he[ \u00a0]\Z", text[max(0, before.start - 4) : before.start]) is not None
    )


def _whole(text: str, begin: int, title_start: int, name: Name) -> Name:
    surface = text[begin : name.end]
    return replace(name, start=begin, title_start=title_start, surface=surface, key=bare(surface), sort="organisation")
