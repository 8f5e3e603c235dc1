"""Who stands behind each source: spans in the text -> figures of the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .antecedents import Antecedents, Nobody
from .descriptions import Descriptions
from .elsewhere import Elsewhere
from .folding import without_possessive
from .joint import Phrases
from .layout import cue_of
from .named_later import NamedLater
from .naming import Naming
from .passers import Passers
from .pronouns import PRONOUNS, Mentions, infer_genders
from .roles import note_roles
from .sources import stretch, trim
from .subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..record import Attribution
    from .cast import Cast
    from .figure import Figure
    from .layout import Layout
    from .page import Page

__all__ = ["Resolver"]

# "let’s hope", or "’s" alone where the source stops before the apostrophe
_LET_US = re.compile(r"(?:(?:and|but|so|now|please) )?(?:let)?[’']s\b", re.IGNORECASE)
_ALL_OF_WHOM = re.compile(r"(?:both|all) of (whom|which)\b", re.IGNORECASE)

# What nobody but the writer finds: "also seems", "doesn’t appear", "it is not clear".
_SEEMS = re.compile(
    r"(?:it |so |just |also |only |still |now |sometimes |often |\w+ly |(?:does|did|do|would|may|might|must|has|have)"
    r"(?: not|n[’']t)? )*(?:seem(?!ing)|appear(?!ing)|(?:looks?|sound(?:s|ed)?) (?:like|as|nothing)|sound(?:s|ed)\Z)"
    r"|it(?:[’']s| is| was)(?: not|n[’']t)? (?:clear|difficult|hard|unclear|likely|possible)"
)


class Resolver:
    """Resolves the sources of one article, in text order, to figures."""

    def __init__(self, page: Page, cast: Cast, attributions: Sequence[Attribution], layout: Layout) -> None:
        self.page, self.cast, self.attributions, self.layout = page, cast, attributions, layout
        self.text = page.text
        note_roles(cast)
        infer_genders(self.text, cast.figures, cast.starts)
        self.nobody = Nobody()
        self.unstated = self.nobody.unstated
        self.naming = Naming(cast)
        self._mentions = Mentions(page, cast, lambda at: bool(layout.holders(at, at + 1)))
        self._antecedents = Antecedents(
            page, self.naming, layout, attributions, self._mentions, self.nobody, self.speaker
        )  # fmt: skip
        he_or_she, pronoun = self._antecedents.he_or_she, self._antecedents.of
        self._descriptions = Descriptions(
            self.naming, self._mentions, he_or_she.of, self.unstated, he_or_she.said_within,
            NamedLater(page, cast), he_or_she.among,
        )  # fmt: skip
        self.phrases = self._antecedents.phrases = Phrases(self.naming, self._descriptions, pronoun)
        self._subjects = Subjects(page, self.naming, layout, pronoun, self.phrases.of)
        self._elsewhere = Elsewhere(page, self.naming, layout, attributions, self.nobody, self.speaker)
        self._passers = Passers(page, self.naming, layout, he_or_she.of, self._descriptions.of)
        self.passed_by: dict[int, list[Figure]] = {}
        self._done: dict[int, list[Figure]] = {}
        self._busy: set[int] = set()

    def speaker(self, i: int) -> list[Figure]:
        """The figures answerable for attribution ``i``."""
        if i in self._done:
            return self._done[i]
        if i in self._busy:
            return [self.unstated]
        self._busy.add(i)
        source = self.attributions[i].source
        found = self._source(i) if source else self._sourceless(i)
        behind = self._passers.behind(i, found) if source and i not in self.passed_by else []
        if behind:
            outlet = self._passers.outlet_of(found[0]) if found[0].kind == "document" else None
            self.passed_by[i], found = [outlet] if outlet else found, behind
        self._busy.discard(i)
        found = list(dict.fromkeys(found)) or [self.unstated]
        self._done[i] = found
        for figure in found:
            if source and figure not in (self.unstated, self.nobody.author, self.nobody.reader):
                self._mentions.speaks(source[0].start, figure)
                self._descriptions.spoke(figure)
        return found

    def are_near(self, i: int, j: int) -> bool:
        """Whether two attributions stand in one paragraph or in adjoining ones."""
        return abs(self.page.paragraph_at(self.layout.anchor(i)) - self.page.paragraph_at(self.layout.anchor(j))) <= 1

    def _source(self, i: int) -> list[Figure]:
        if outlet := self._elsewhere.after_outlet(i):
            self.passed_by[i], person = [outlet[0]], outlet[1]
            return [person]
        if credit := self._elsewhere.credit(i):
            return credit
        begin, end = trim(self.text, *stretch(self.text, self.attributions[i]))
        surface = self.text[begin:end].strip(" ,")
        word = without_possessive(re.split(r"[’'](?:s|re|ve|d|ll|m)\b", surface.strip('.:“”" '))[0]).lower()
        if word in PRONOUNS:
            return self._antecedents.of(i, word, begin)
        if _LET_US.fullmatch(surface) and self.text[max(0, begin - 3) : end].lower().startswith("let"):
            return self._antecedents.of(i, "we", begin)
        if all_of := _ALL_OF_WHOM.match(self.text, begin, end + len(" which")):
            return self._antecedents.all_of(i, all_of.group(1).lower(), begin, all_of.start(1))
        if word == "those":
            return [self._those(i, begin, end)]
        if few := self._antecedents.few(i, begin, surface):
            return few
        return self._elsewhere.of(i, word, begin, end) or self.phrases.of(begin, end, i)

    def _those(self, i: int, begin: int, end: int) -> Figure:
        """``Those`` with the participle that tells who they are and is the cue ("those describing themselves as")."""
        attribution = self.attributions[i]
        stop = attribution.content[-1].end
        if attribution.cue and attribution.cue[0].start - end <= 1 and end < stop <= end + 120:
            end = stop
        return self.naming.new(self.text[begin:end].rstrip(" ,.”"), "group", ("those", str(begin)), plural=True)

    def _sourceless(self, i: int) -> list[Figure]:
        """No source: the subject of a participle, or whoever the report is of; else nobody can be named."""
        attribution = self.attributions[i]
        cue = cue_of(attribution).lower()
        at = self.layout.anchor(i)
        before = self.layout.previous(i)
        if _SEEMS.match(cue):
            return [self.nobody.author]
        if _LET_US.match(cue):
            return self._antecedents.of(i, "we", attribution.cue[0].start)
        same_sentence = before is not None and (
            self.page.sentence_at(self.layout.anchor(before)) == self.page.sentence_at(at)
        )
        if before is not None and same_sentence and re.match(r"(?:\w+ly |even |also |while |by |and )*\w+ing\b", cue):
            return self.speaker(before)
        if cue and (near := self._subjects.beside(i, cue, at)):
            return near
        if before is None:
            return [self.unstated]
        direct = all(self.page.quotation_at(s.start) >= 0 for s in attribution.content)
        same_paragraph = self.page.paragraph_at(self.layout.anchor(before)) == self.page.paragraph_at(at)
        if same_paragraph and (not cue or (direct and len(cue) < 3)):
            return self.speaker(before)
        return [self.unstated]
