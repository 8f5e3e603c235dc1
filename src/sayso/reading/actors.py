"""Who stands behind each source: spans in the text -> figures of the article."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .body_sorts import OUTLETS
from .cast import Cast, Figure
from .descriptions import Descriptions
from .joint import Phrases, phrase_before
from .names import bare, fold, without_possessive
from .naming import Naming
from .passers import Passers
from .phrases import head_sort, parse_phrase
from .pronouns import PRONOUNS, Mentions, infer_genders
from .roles import note_roles
from .sources import stretch, trim
from .subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..record import Attribution
    from .layout import Layout
    from .page import Page

__all__ = ["Resolver"]

# A pronoun that is the subject of its sentence keeps whom it means in mind.
_SUBJECT = re.compile(
    r"[\s“”\"'‘’]*(?:(?:But|And|Yet|Still|So|Then|Later|Instead|However|Meanwhile),? "
    r"|[A-Z]\w+(?: [^,.;:“”\"\n]{1,40})?, )?([Hh]e|[Ss]he)\b"
)
_LINKED = re.compile(r" (?:in|from|on|at|of) \Z")
# "Ana Ruiz, who fled and who ...", "Ana Ruiz, a nurse from Lund, Ohio, who ..."
_AND_WHO = re.compile(r",? and\Z")
_WHO = re.compile(r"\bwho\b")
_EXPLAINED = re.compile(
    r"(?: \([^)]*\)?| (?:of|from) [A-Z]\w+(?: [A-Z]\w+)?|, [^,]*(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?)\Z"
)
_NEAR = 80
_POINTS = re.compile(r"(?:another|this|one|an?)\b")
# How far back in its sentence the noun of a relative pronoun stands.
_REACH = 300
# Within how many characters from its beginning a sentence names those whom the next calls "they".
_OPENING = 60

# "the two", "both senators"; and how many statements back the two may have spoken.
_TWO = re.compile(r"(?:(?:the|these) (?:two|pair|duo)|both)(?: ([a-z]+))?", re.IGNORECASE)
_BACK = 6


class Resolver:
    """Resolves the sources of one article, in text order, to figures."""

    def __init__(self, page: Page, cast: Cast, attributions: Sequence[Attribution], layout: Layout) -> None:
        self.page, self.cast, self.attributions, self.layout = page, cast, attributions, layout
        self.text = page.text
        note_roles(cast)
        infer_genders(self.text, cast.figures, cast.starts)
        self.mentions = Mentions(page, cast, lambda at: bool(layout.holders(at, at + 1)))
        self.unstated = Figure("(unstated)", "vague")
        self.author = Figure("(author)", "person")
        self.reader = Figure("(reader)", "vague")
        self.naming = Naming(cast)
        self._descriptions = Descriptions(self.naming, self.mentions, self._he_or_she, self.unstated, self._said_within)
        self.phrases = Phrases(self.naming, self._descriptions, self._pronoun)
        self._subjects = Subjects(page, self.naming, layout, self._he_or_she)
        self.passed_by: dict[int, list[Figure]] = {}
        self._passers = Passers(page, self.naming, layout, self._he_or_she, self._descriptions.of)
        self._done: dict[int, list[Figure]] = {}
        self._busy: set[int] = set()
        self._minding = False
        self._subject_pronouns = self._find_subject_pronouns()

    def speaker(self, i: int) -> list[Figure]:
        """The figures answerable for attribution ``i``."""
        if i in self._done:
            return self._done[i]
        if i in self._busy:
            return [self.unstated]
        self._busy.add(i)
        source = self.attributions[i].source
        found = self._source(i) if source else self._sourceless(i)
        behind = self._passers.behind(i, found) if source else []
        if behind:
            self.passed_by[i], found = found, behind
        self._busy.discard(i)
        found = list(dict.fromkeys(found)) or [self.unstated]
        self._done[i] = found
        for figure in found:
            if source and figure not in (self.unstated, self.author, self.reader):
                self.mentions.speaks(source[0].start, figure)
                self._descriptions.spoke(figure)
        return found

    def _source(self, i: int) -> list[Figure]:
        attribution = self.attributions[i]
        credit = self._credit(i)
        if credit:
            return credit
        begin, end = trim(self.text, *stretch(self.text, attribution))
        surface = self.text[begin:end]
        word = without_possessive(re.split(r"[’'](?:s|re|ve|d|ll|m)\b", surface.strip(' ,.:“”"'))[0]).lower()
        if word in PRONOUNS:
            return self._pronoun(i, word, begin)
        if word == "those":
            return [self._those(i, begin, end)]
        if (two := _TWO.fullmatch(surface.strip(" ,"))) and (pair := self._the_two(i, begin, two.group(1))):
            return pair
        return self._announced(i, begin, end) or self.phrases.of(begin, end, i)

    def _those(self, i: int, begin: int, end: int) -> Figure:
        """``Those`` with the participle that tells who they are and is the cue ("those describing themselves as")."""
        attribution = self.attributions[i]
        stop = attribution.content[-1].end
        if attribution.cue and attribution.cue[0].start - end <= 1 and end < stop <= end + 120:
            end = stop
        return self.naming.new(self.text[begin:end].rstrip(" ,.”"), "group", ("those", str(begin)), plural=True)

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

    def _credit(self, i: int) -> list[Figure]:
        """A cue like ``[Reuters.]``: the credit names who reports, and the source is only a headline."""
        cue = self.attributions[i].cue
        if len(cue) != 1 or not re.fullmatch(r"\[[^\[\]]{2,60}\]", cue[0].surface):
            return []
        return [f for n in self.cast.inside(cue[0].start, cue[0].end)[:1] for f in [self.naming.figure(n)]]

    def _sourceless(self, i: int) -> list[Figure]:
        """No source: the subject of a participle, or whoever the report is of; else nobody can be named."""
        attribution = self.attributions[i]
        cue = " ".join(s.surface for s in attribution.cue).lower()
        at = self.layout.anchor(i)
        before = self.layout.previous(i)
        if re.match(
            r"(?:it |just |also |only |\w+ly |sometimes |often )*(?:seem(?!ing)|appear(?!ing))|it (?:is"
            r"|was) (?:clear|difficult|hard|unclear|likely|possible)",
            cue,
        ):
            return [self.author]
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

    def _pronoun(self, i: int, word: str, at: int) -> list[Figure]:
        sort = PRONOUNS[word]
        if sort == "you":
            return [self.reader]
        if sort == "i":
            return self._first_person(i, at)
        if sort == "who":
            return self._relative(i, at, word)
        if sort in ("m", "f"):
            found = self._he_or_she(i, sort, at)
            return [found] if found else [self.unstated]
        return self._they_or_it(i, sort, at)

    def _first_person(self, i: int, at: int) -> list[Figure]:
        parent = self.layout.holder(i, at)
        if parent is not None:
            return self.speaker(parent)
        quotation = self.page.quotation_at(at)
        if quotation < 0:
            return [self.author]
        span = self.page.outer[quotation]
        near = self.layout.speaking(span.start, span.end, i)
        return self.speaker(near) if near is not None else [self.unstated]

    def _said_within(self, i: int, at: int) -> list[Figure]:
        """Those in whose reported words the offset ``at`` of attribution ``i`` stands."""
        parent = self.layout.holder(i, at)
        return self.speaker(parent) if parent is not None else []

    def _find_subject_pronouns(self) -> list[tuple[int, str]]:
        """Where sentences outside of quotations begin with ``he`` or ``she`` that are no source, last first."""
        sources = {s.start for a in self.attributions for s in a.source}
        found = [m.span(1) for begin, end in self.page.sentences if (m := _SUBJECT.match(self.text, begin, end))]
        return [
            (at, PRONOUNS[self.text[at:end].lower()])
            for at, end in reversed(found)
            if at not in sources and self.page.quotation_at(at) < 0
        ]

    def _keep_in_mind(self, at: int) -> None:
        """Take the subjects up to ``at`` for mentions of whom they mean."""
        if self._minding:
            return
        self._minding = True
        while self._subject_pronouns and self._subject_pronouns[-1][0] < at:
            place, gender = self._subject_pronouns.pop()
            if figure := self._he_or_she(-1, gender, place):
                self.mentions.again(place, figure)
        self._minding = False

    def _he_or_she(self, i: int, gender: str, at: int) -> Figure | None:
        self._keep_in_mind(at)
        boss = self._said_within(i, at)
        quoted = self.page.quotation_at(at) >= 0

        def fits(figure: Figure) -> float | None:
            if figure.kind not in ("person", "unnamed") or figure.plural or figure.gender not in ("", gender):
                return None
            own = -0.6 if not figure.gender else 0.0
            if figure in boss:
                own += -3.0 if quoted else 1.0
            return own - (0.3 if figure.kind == "unnamed" else 0.0)

        return self.mentions.best(at, fits, reach=12)

    def _they_or_it(self, i: int, sort: str, at: int) -> list[Figure]:
        before = self.layout.previous(i)
        if sort == "they" and before is not None and len(last := self.speaker(before)) > 1:
            return last
        if sort == "they" and (pair := self._pair_before(at)):
            return pair

        def fits(figure: Figure) -> float | None:
            if figure.kind == "person" or figure in (self.unstated,):
                return None
            many = figure.plural or figure.kind in ("group", "vague")
            if sort == "they":
                return (
                    0.8
                    if many
                    else (-0.8 if figure.kind == "organisation" else -0.3 if figure.kind == "unnamed" else None)
                )
            return None if many or figure.kind == "unnamed" else 0.0

        found = self.mentions.best(at, fits, reach=5)
        return [found] if found else [self.unstated]

    def _the_two(self, i: int, at: int, noun: str | None) -> list[Figure]:
        """``The two``, ``both senators``: those who spoke together last, or with whom the sentence before began."""
        if noun and head_sort(fold(noun)) != "people":
            return []
        before = self.layout.previous(i)
        for _ in range(_BACK):
            if before is None:
                break
            spoke = self.speaker(before)
            if len(spoke) == 2 and all(f.kind == "person" for f in spoke):
                return spoke
            before = self.layout.previous(before)
        return self._pair_before(at)

    def _pair_before(self, at: int) -> list[Figure]:
        """Two people with whom the sentence before began: ``Ana Ruiz and Jo Bell wrote to the judge. They ...``."""
        number = self.page.sentence_at(at)
        if number == 0 or self.page.paragraph_at(at) != self.page.paragraph_at(self.page.sentences[number - 1][0]):
            return []
        begin, end = self.page.sentences[number - 1]
        first = self.cast.inside(begin, min(end, begin + _OPENING))
        for n, m in pairwise(first):
            one, other = self.cast.of_name[n], self.cast.of_name[m]
            gap = self.text[self.cast.names[n].end : self.cast.names[m].title_start]
            people = one is not None and other is not None and one.kind == other.kind == "person"
            if people and one is not other and gap in (" and ", " & "):
                return [f for f in (one, other) if f is not None]
        return []

    def _relative(self, i: int, at: int, word: str) -> list[Figure]:
        floor = max(self.page.sentence_span(at)[0], at - _REACH)
        stop = len(self.text[floor:at].rstrip(" ,—–-\u00a0(")) + floor
        if _AND_WHO.search(self.text, floor, stop) and (first := self._who_before(floor, stop)) is not None:
            return self._relative(i, first, word)
        for n in reversed(self.cast.inside(max(floor, stop - _NEAR), stop)):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            if name.end >= stop - 1 and figure is not None and (figure.kind == "person" or word != "who"):
                return [figure]
            tail = self.text[name.end : stop]
            if figure is not None and figure.kind == "person" and _EXPLAINED.match(tail):
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
        if begin is None or word in ("that", "where"):
            return [self.unstated]
        found = self.phrases.of(self._noun_before(begin, floor), stop, i)
        if word == "who" and found[0].kind == "document":
            found[0].kind = "group" if found[0].plural else "unnamed"
        if self.text[stop:at].strip() == "" and len(found) == 1:
            self._describe_more(found[0], i, stop)
        return found

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


def _means_people(phrase: str) -> bool:
    return head_sort(parse_phrase(phrase).head) == "people"


def _is_what_is_announced(figure: Figure, sort: str, head: str) -> bool:
    if sort == "people":
        return figure.kind == "person"
    if sort == "document":
        return figure.kind == "document" and head in bare(figure.name)
    return figure.kind == "organisation" and figure.outlet and head in OUTLETS
