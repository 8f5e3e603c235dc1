"""Whose doing a cue without a source is: its subject or agent, where the sentence has one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .pronouns import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cast import Figure
    from .layout import Layout
    from .naming import Naming
    from .page import Page

__all__ = ["Subjects"]

_PASSIVE = re.compile(
    r"(?:is|are|was|were|be|been|being|has been|have been|had been|got)"
    r" (?:\w+ly |being |also |first |better |now |best )?\w+(?:ed|en|own|ought|old|aid|nown)\b"
)
_VERBAL = re.compile(
    r"(?:\w+ly |also |first |then |has |have |had |is |was |are |were |will |would |did |does |do |only |not |n[’']t "
    r"|still |even |to )*"
    r"(?:\w+(?:ed|s|ing)|said|told|wrote|went|came|saw|thought|made|took|gave|put|called|say|want|hope|believe|think"
    r"|plan)\b"
)
_AGENT = re.compile(r"(?:[ \u00a0]\w+)?[ \u00a0]by[ \u00a0](?:the )?(?=[A-Z])")
_HE = re.compile(r"\b([Hh]e|[Ss]he)\b")
_OBJECT = re.compile(r"\b(?:of|by|with|for|from|against|about|after|to) (?:the )?\Z")
# How far back in its sentence the subject is looked for.
_REACH = 300


class Subjects:
    """Finds the subject of a cue that has no source of its own ("... and threatened to leave")."""

    def __init__(
        self, page: Page, naming: Naming, layout: Layout, he_or_she: Callable[[int, str, int], Figure | None]
    ) -> None:
        self.page, self.naming, self.layout = page, naming, layout
        self.cast, self.text = naming.cast, page.text
        self._he_or_she = he_or_she

    def beside(self, i: int, cue: str, at: int) -> list[Figure]:
        """The name right before an active cue, or behind "by" after a passive one."""
        end = self.layout.attributions[i].cue[0].end
        agent = _AGENT.match(self.text, end, end + 20)
        if agent:
            for n in self.cast.inside(agent.end(), agent.end() + 1):
                return [self.naming.figure(n)]
        if cue.startswith("asked") or _PASSIVE.match(cue) or not _VERBAL.match(cue):
            return []
        return self._subject_before(self.page.sentence_span(at)[0], at)

    def _subject_before(self, floor: int, at: int) -> list[Figure]:
        """The subject of the sentence that goes on with the cue: its first name, or he or she."""
        if not floor < at:
            return []
        for n in self.cast.inside(max(floor, at - _REACH), at):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            if figure is not None and not name.possessive and self.page.quotation_at(name.start) < 0:
                return (
                    [figure]
                    if figure.kind in ("person", "organisation") and self._is_subject(floor, name.title_start)
                    else []
                )
        match = _HE.search(self.text, max(floor, at - _REACH), at)
        found = self._he_or_she(-1, PRONOUNS[match.group(1).lower()], match.start()) if match else None
        return [found] if found else []

    def _is_subject(self, floor: int, start: int) -> bool:
        """Whether nothing before the name makes it an object or part of a phrase with "of" or "by"."""
        return _OBJECT.search(self.text[floor:start]) is None
