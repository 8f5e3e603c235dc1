"""Whom a relative pronoun that is a source stands for: "Ana Ruiz, a nurse, who said ...", "voters who fear ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .joint import phrase_before
from .phrases import head_sort, parse_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..record import Attribution
    from .cast import Figure
    from .naming import Naming
    from .page import Page

__all__ = ["Relatives"]

_LINKED = re.compile(r" (?:in|from|on|at|of) \Z")
# "Ana Ruiz, who fled and who ...", "Ana Ruiz, a nurse from Lund, Ohio, who ..."
_AND_WHO = re.compile(r",? and\Z")
_WHO = re.compile(r"\bwho\b")
_EXPLAINED = re.compile(
    r"(?: \([^)]*\)?| (?:of|from) [A-Z]\w+(?: [A-Z]\w+)?|, [^,]*(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?)\Z"
)
_NEAR = 80
_PRONOUNS_FOR_PEOPLE = frozenset(
    {"those", "these", "people", "anyone", "anybody", "someone", "somebody", "everyone", "everybody"}
)
# How far back in its sentence the noun of a relative pronoun stands.
_REACH = 300


class Relatives:
    """Resolves ``who``, ``which`` and ``that``."""

    def __init__(
        self,
        page: Page,
        naming: Naming,
        attributions: Sequence[Attribution],
        unstated: Figure,
        described: Callable[[int, int, int], list[Figure]],
    ) -> None:
        self.page, self.naming, self.attributions, self.unstated = page, naming, attributions, unstated
        self.cast, self.text, self._described = naming.cast, page.text, described

    def of(self, i: int, at: int, word: str) -> list[Figure]:
        """Whom ``who``, ``which`` or ``that`` at ``at`` stands for."""
        floor = max(self.page.sentence_span(at)[0], at - _REACH)
        stop = len(self.text[floor:at].rstrip(" ,—–-\u00a0(")) + floor
        if _AND_WHO.search(self.text, floor, stop) and (first := self._who_before(floor, stop)) is not None:
            return self.of(i, first, word)
        for n in reversed(self.cast.inside(max(floor, stop - _NEAR), stop)):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            if name.end >= stop - 1 and figure is not None and (figure.kind == "person" or word != "who"):
                return [figure]
            tail = self.text[name.end : stop]
            if figure is not None and figure.kind == "person" and _is_explained(tail):
                return [figure]
        begin = phrase_before(self.text, floor, stop)
        if (
            begin is not None
            and self.text[max(floor, begin - 2) : begin] == ", "
            and re.match(r"an? |the ", self.text[begin:stop])
        ):
            people = [f for n in self.cast.inside(floor, begin) if (f := self.cast.of_name[n]) and f.kind == "person"]
            if people and not parse_phrase(self.text[begin:stop]).plural:
                return people[-1:]
        adjoining = self.text[stop:at].strip() == ""
        if (
            begin is None
            or word == "where"
            or (word == "that" and not (adjoining and self._is_known_noun(begin, stop)))
        ):
            return [self.unstated]
        if body := self._explained_body(begin, floor, stop):
            return [body]
        found = self._described(self._noun_before(begin, floor), stop, i)
        if word == "who" and found[0].kind == "document":
            found[0].kind = "group" if found[0].plural else "unnamed"
        if adjoining and len(found) == 1:
            self._describe_more(found[0], i, stop)
        return found

    def _is_known_noun(self, begin: int, stop: int) -> bool:
        return head_sort(parse_phrase(self.text[begin:stop]).head) in ("people", "body", "document")

    def _explained_body(self, begin: int, floor: int, stop: int) -> Figure | None:
        """``Acme, an organisation that ...``: the body of whom that is said."""
        phrase = parse_phrase(self.text[begin:stop])
        if self.text[max(floor, begin - 2) : begin] != ", " or head_sort(phrase.head) != "body" or phrase.plural:
            return None
        before = self.cast.inside(max(floor, begin - _NEAR), begin)
        figure = self.naming.figure(before[-1]) if before and self.cast.names[before[-1]].end >= begin - 3 else None
        return figure if figure is not None and figure.kind == "organisation" else None

    def _who_before(self, floor: int, stop: int) -> int | None:
        """Where the first "who" stands of ``Bell, who ..., and who ...``."""
        for match in _WHO.finditer(self.text, floor, stop):
            if not _AND_WHO.search(self.text[floor : match.start()].rstrip()):
                return match.start()
        return None

    def _noun_before(self, begin: int, floor: int) -> int:
        """Where the noun phrase begins: ``candidates in close races who`` are candidates, not races."""
        match = _LINKED.search(self.text, floor, begin)
        if match is None or _means_people(self.text[begin : begin + 40].split(" who")[0]):
            return begin
        further = phrase_before(self.text, floor, match.start())
        return begin if further is None or not _means_people(self.text[further : match.start()]) else further

    def _describe_more(self, figure: Figure, i: int, stop: int) -> None:
        """Add a restricting clause to a description: ``voters who were once intrigued``."""
        end = self.attributions[i].content[-1].end
        clause = self.text[stop:end].rstrip(" ,.”\"’'")
        if figure.kind in ("group", "vague", "unnamed") and " who " not in figure.name and 0 < len(clause) <= 90:
            figure.aliases.setdefault(figure.name)
            figure.name += clause


def _is_explained(tail: str) -> bool:
    """Whether what stands between a person's name and "who" only says more of that person: ``, a nurse from Lund,``."""
    match = _EXPLAINED.match(tail)
    if match is None or tail[:2] != ", ":
        return match is not None
    phrase = parse_phrase(tail[2:])
    return not phrase.plural and head_sort(phrase.head) in ("people", "")


def _means_people(phrase: str) -> bool:
    return phrase.strip().lower() in _PRONOUNS_FOR_PEOPLE or head_sort(parse_phrase(phrase).head) == "people"
