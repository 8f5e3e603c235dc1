"""Sources whose speaker is named beside them, above or below: headlines, credits, statements, questions and answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .body_sorts import OUTLETS
from .folding import bare
from .phrases import head_sort, parse_phrase
from .sources import stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..record import Attribution
    from .antecedents import Nobody
    from .figure import Figure
    from .layout import Layout
    from .naming import Naming
    from .page import Page

__all__ = ["Elsewhere"]

_ISSUED = re.compile(r"[Tt]he (?:(?:press|news) release|release|statement|announcement)")
# "aiming at", "set up to", "also devoted to", "willing to": no verb that makes a clause of its own.
_PARTICIPLE = re.compile(
    r"(?:\w+ly |also |long )*(?:[a-z]+ing|aimed|set up|formed|founded|created|devoted|dedicated|infatuated|eager"
    r"|ready|opposed|committed|known|determined|that|who|of|for|against)\b"
)
_APPOSED = re.compile(r"(?: of [A-Z]\w+(?: [A-Z]\w+)?|[’'”\")]|(?: \([A-Z][^)]{0,12}\)))?(?:, | [-–—]{1,2} |—)")
_REACHED = re.compile(r"\b(?:[Rr]eached|[Cc]ontacted|[Aa]sked|[Ii]nterviewed|[Pp]ressed|[Qq]uestioned) by (?:the )?\Z")
_POINTS = re.compile(r"(?:another|this|one|an?)\b")


class Elsewhere:
    """Looks beside a source for whom it means."""

    def __init__(
        self,
        page: Page,
        naming: Naming,
        layout: Layout,
        attributions: Sequence[Attribution],
        nobody: Nobody,
        speaker: Callable[[int], list[Figure]],
    ) -> None:
        self.page, self.naming, self.layout, self.attributions = page, naming, layout, attributions
        self.nobody, self.speaker, self.cast, self.text = nobody, speaker, naming.cast, page.text

    def of(self, i: int, word: str, begin: int, end: int) -> list[Figure]:
        """Those to whom the source ``[begin, end)`` of attribution ``i``, as a bare ``word``, only points."""
        return (
            self._question_or_answer(i, word)
            or self._issuer(i, self.text[begin:end])
            or self._named_next(begin, end)
            or self._apposed(i, begin, end)
            or self._announced(i, begin, end)
        )

    def after_outlet(self, i: int) -> tuple[Figure, Figure] | None:
        """``According to the Echo, Ana Ruiz``, ``Reached by the Echo, Ana Ruiz``, taken for one source: the outlet, and
        whose words it passes on.
        """
        attribution = self.attributions[i]
        begin, end = stretch(self.text, attribution)
        first = self.cast.inside(begin, begin + len("the ") + 1)
        reached = _REACHED.search(self.text, max(0, begin - 24), begin)
        cue = attribution.cue[0].surface.lower() if attribution.cue else ""
        if not first or not cue or not (reached or cue.startswith("according")):
            return None
        name, outlet = self.cast.names[first[0]], self.cast.of_name[first[0]]
        behind = self.naming.denoting(name.end + 2, end) if self.text[name.end : name.end + 2] == ", " else None
        if outlet is None or not outlet.outlet or behind is None:
            return None
        person = self.naming.figure(behind)
        return (outlet, person) if person.kind == "person" else None

    def _issuer(self, i: int, surface: str) -> list[Figure]:
        """``The statement``, ``the release``: the body that was just heard through it."""
        before = self.layout.previous(i)
        if before is None or not _ISSUED.fullmatch(surface.strip(" ,")):
            return []
        near = self.page.paragraph_at(self.layout.anchor(i)) - self.page.paragraph_at(self.layout.anchor(before)) <= 2
        spoke = self.speaker(before)
        return spoke if near and all(f.kind == "organisation" for f in spoke) else []

    def _named_next(self, begin: int, end: int) -> list[Figure]:
        """``The coach, Ana Ruiz, ...`` where the source stops before the name."""
        after = self.cast.inside(end, end + 3)
        phrase = parse_phrase(self.text[begin:end])
        if not after or phrase.plural or head_sort(phrase.head) != "people" or phrase.determiner in ("a", "an", "one"):
            return []
        name = self.cast.names[after[0]]
        apposed = self.text[begin : name.title_start].rstrip(" ").endswith(",") and self.text[name.end :][:1] == ","
        if not apposed or len(name.key) < 2 or name.possessive or self.naming.denoting(begin, end) is not None:
            return []
        figure = self.naming.figure(after[0])
        return [figure] if figure.kind == "person" else []

    def _apposed(self, i: int, begin: int, end: int) -> list[Figure]:
        """``Ana Ruiz, a candidate aiming at ...``: the one of whom the words right behind a name only tell more."""
        cue = self.attributions[i].cue
        before = self.cast.inside(max(0, begin - 60), begin)
        if not before or not cue or not _PARTICIPLE.match(self.text, cue[0].start) or cue[0].start < end:
            return []
        phrase, figure = parse_phrase(self.text[begin:end]), self.naming.named(before[-1])
        gap = self.text[self.cast.names[before[-1]].end : begin]
        if figure is None or phrase.plural or not phrase.determiner or not _APPOSED.fullmatch(gap):
            return []
        if figure.outlet and gap.startswith(")"):  # "LUND (Acme News) - A court"
            return []
        kind = {"people": "person", "body": "organisation"}.get(head_sort(phrase.head))
        return [figure] if figure.kind == kind else []

    def _question_or_answer(self, i: int, word: str) -> list[Figure]:
        """``Q:`` and ``A:``: the writer asks, and the first person whom the article names before them answers."""
        cue = self.attributions[i].cue
        if word not in ("q", "a") or not cue or cue[0].surface.strip() not in (":", "."):
            return []
        if word == "q":
            return [self.nobody.author]
        before = [n for n in self.cast.inside(0, cue[0].start) if " " in self.cast.names[n].surface]
        return next(([f] for f in map(self.naming.figure, before) if f.kind == "person"), [])

    def _announced(self, i: int, begin: int, end: int) -> list[Figure]:
        """Whom a headline only describes ("Expert: ...", "Poll: ...") and the first report beneath names."""
        phrase = parse_phrase(self.text[begin:end])
        if self.page.paragraph_at(begin) > 0 or (" " in phrase.core.strip() and not _POINTS.match(phrase.determiner)):
            return []
        if (
            phrase.plural
            or (phrase.definite and phrase.determiner != "this")
            or self.naming.denoting(begin, end) is not None
        ):
            return []
        sort = head_sort(phrase.head)
        if sort not in ("people", "document", "body"):
            return []
        for j in range(i + 1, min(i + 7, len(self.attributions))):
            if self.page.paragraph_at(self.layout.anchor(j)) == 0 or not self.attributions[j].source:
                continue
            for figure in self.speaker(j):
                if _is_what_is_announced(figure, sort, phrase.head):
                    return [figure]
        return []

    def credit(self, i: int) -> list[Figure]:
        """A cue like ``[Reuters.]``: the credit names who reports, and the source is only a headline."""
        cue = self.attributions[i].cue
        if len(cue) != 1 or not re.fullmatch(r"\[[^\[\]]{2,60}\]", cue[0].surface):
            return []
        return [f for n in self.cast.inside(cue[0].start, cue[0].end)[:1] for f in [self.naming.figure(n)]]


def _is_what_is_announced(figure: Figure, sort: str, head: str) -> bool:
    if sort == "people":
        return figure.kind == "person"
    if sort == "document":
        return figure.kind == "document" and head in bare(figure.name)
    return figure.kind == "organisation" and figure.outlet and head in OUTLETS
