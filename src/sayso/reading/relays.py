"""Through whom a statement reached the article: outlets, shows, documents and people that pass words on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import report_phrases as phrase
from .layout import cue_of, is_turn
from .marked_relays import MarkedRelays
from .named_relays import PASSING, NamedRelays
from .polls import Polls
from .scenes import Scenes
from .surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .actors import Resolver
    from .figure import Figure
    from .relay_marks import RelayMarks

__all__ = ["find_relays"]

# Within how many statements somebody is answered.
_ANSWERS = 2
# How many statements back one belongs to an interview that is only named later.
_BACK = 3
# A relay holds on for so many paragraphs after its last statement.
_FAR = 6
# Within how many paragraphs the next of several people is named.
_NEXT_OF_THEM = 2


@dataclass(slots=True)
class _Report:
    """Words of somebody that came through others, and the paragraph where it was last heard of.

    ``passed``: a source only passes on words of another; ``written``: they are no spoken ones; ``scene``: where the
    sentence begins that puts somebody on the air; ``model_only``: no rule tells of it.
    """

    through: list[Figure]
    paragraph: int
    passed: bool = False
    written: bool = False
    scene: int = -1
    model_only: bool = False


def find_relays(resolver: Resolver, speakers: Sequence[Sequence[Figure]], marks: RelayMarks) -> list[list[Figure]]:
    """The relays of each attribution; one that is named holds on while the same speaker's report runs on."""
    return _Relays(resolver, speakers, marks).find()


@dataclass
class _Several:
    """People of whom an article first speaks together: their report, how many are unnamed, who spoke before."""

    report: _Report
    left: int
    before: set[Figure]


class _Relays:
    def __init__(self, resolver: Resolver, speakers: Sequence[Sequence[Figure]], marks: RelayMarks) -> None:
        self.page, self.layout, self.text = resolver.page, resolver.layout, resolver.text
        self.attributions, self.speakers, self.passed_by = resolver.attributions, speakers, resolver.passed_by
        self.cast, self.named = resolver.cast, NamedRelays(resolver)
        self.beside = Surroundings(resolver, self.named.next_begin)
        self.marked = MarkedRelays(resolver, self.named.channels, marks)
        self.scenes = Scenes(resolver, self.named.channels)
        self.polls = Polls(resolver, speakers)
        self._found: list[list[Figure]] = []
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._reports: dict[Figure, _Report] = {}
        self._heard: dict[Figure, list[Figure]] = {}
        self._latest: _Report | None = None
        self._several: _Several | None = None
        self._model_saw_one = False
        self.polls.begin_anew()

    def find(self) -> list[list[Figure]]:
        """The relays of each attribution."""
        paragraphs = self.page.paragraphs
        breaks = [n for n, (begin, end) in enumerate(paragraphs) if phrase.BREAK.fullmatch(self.text, begin, end)][::-1]
        for i in range(len(self.attributions)):
            while breaks and breaks[-1] < self.beside.paragraph(i):
                breaks.pop()
                self._begin_anew()
            self._found.append(self._relays(i))
        return self._found

    def _relays(self, i: int) -> list[Figure]:
        self._note_scenes(i)
        named, poll = self.named.own(i, self.speakers[i]), self.polls.behind(i)
        if poll is not None and not named:
            return [poll]
        parent = self.layout.within[i]
        if parent is not None:
            return self._of_what_it_is_said_in(i, parent) if self._is_nobodys(i) or not named else named
        if not named and self._latest is not None and self._is_on_it(i):
            named = self._latest.through
        if not named:
            named = self._on_tape(i)
        if not named and self.beside.says(i, phrase.IN_HIS_INTERVIEW):
            named = self._heard.get(self.speakers[i][0], [])
        if self._asks_in_transcript(i):
            self._latest = _Report([self.speakers[i][0]], self.beside.paragraph(i))
            return []
        if not named:
            return self._by_the_model(i) or self._runs_on_with(i)
        named = self._show_of(i, named)
        self._open(i, named)
        relays = [f for f in named if f not in self.speakers[i]]
        if relays:
            self._share_with_unnamed(i, relays)
            if i not in self.passed_by and self.attributions[i].cue[0].surface == "telling":
                self._share_in_sentence(i, relays)
        return relays

    def _by_the_model(self, i: int) -> list[Figure]:
        """The relay of attribution ``i`` that only the model sees; a report that the rules tell of goes on with it."""
        named = self._show_of(i, self.marked.named(i, self.speakers[i]))
        report = self._reports.get(self.speakers[i][0])
        if named and report is not None and report.through == named and self._is_near(i, report):
            report.paragraph = self.beside.last_paragraph(i)
        elif named:
            self._open(i, named, model_only=True)
        return [f for f in named if f not in self.speakers[i]]

    def _runs_on_with(self, i: int) -> list[Figure]:
        """Through whom attribution ``i`` came by a report that runs on with it; where the model has seen one begin, it
        may rule that out.
        """
        if self._model_saw_one and self.marked.rules_out(i):
            return []
        return [f for f in self._running_on(i) if f not in self.speakers[i]]

    def _show_of(self, i: int, through: list[Figure]) -> list[Figure]:
        """``NBC’s “Harbour View” ... pressed by NBC’s host``: the show that was named, where the channel is next."""
        report = self._reports.get(self.speakers[i][0])
        if report is None or len(through) != 1 or not self._is_near(i, report):
            return through
        show, channel = report.through[0], through[0]
        on_it = self.named.channels.outlets.channel_of.get(show) is channel or show.name.startswith(f"{channel.name} ")
        return report.through if on_it else through

    def _of_what_it_is_said_in(self, i: int, parent: int) -> list[Figure]:
        """Through whom the words came in which attribution ``i`` stands, where they are its speaker’s or nobody’s."""
        same = self._is_nobodys(i) or self.speakers[i][0] is self.speakers[parent][0]
        return [f for f in self._found[parent] if f not in self.speakers[i]] if same and parent < i else []

    def _is_nobodys(self, i: int) -> bool:
        return self.speakers[i][0].name == "(unstated)"

    def _asks_in_transcript(self, i: int) -> bool:
        """``Lund Echo: ...`` in an interview: the answers come through the paper."""
        asks = self.attributions[i].content[-1].surface.rstrip().endswith("?")
        return is_turn(self.attributions[i]) and asks and self.speakers[i][0].outlet

    def _note_scenes(self, i: int) -> None:
        for at, person, through in self.scenes.before(self.layout.anchor(i)):
            self._share_with_lead(i, at, person, through)
            begin, _ = self.page.sentence_span(at)
            written = self.beside.sentence_says(at, phrase.IN_WRITING)
            report = _Report(through, self.page.paragraph_at(at), written=written, scene=begin)
            self._latest = self._reports[person] = report
            if self.beside.sentence_says(at, phrase.JOINT):
                self._several = _Several(report, 1, {person})

    def _share_with_lead(self, i: int, at: int, person: Figure, through: list[Figure]) -> None:
        """``Bell called it late. ... Bell made the remark on “Harbour View”``: what was said before was said there."""
        if not self.beside.sentence_says(at, phrase.MADE_IT):
            return
        for j in range(i - 1, max(-1, i - 1 - _BACK), -1):
            if self.speakers[j][0] is person and not self._found[j] and self.layout.within[j] is None:
                self._found[j] = [f for f in through if f not in self.speakers[j]]

    def _open(self, i: int, through: list[Figure], *, model_only: bool = False) -> None:
        """Note the report that the sentence of attribution ``i`` opens."""
        self._model_saw_one |= self.marked.sees(i)
        cue = cue_of(self.attributions[i])
        written = phrase.WRITES.search(cue) is not None or self.beside.says(i, phrase.IN_WRITING)
        passed = i in self.passed_by
        report = _Report(through, self.beside.last_paragraph(i), passed, written, model_only=model_only)
        last = self._reports.get(self.speakers[i][0])
        if passed and last is not None and last.through == through and self._is_near(i, last):
            report.passed, report.written = last.passed, last.written  # of the same interview
        for figure in (*self.speakers[i], *self._writers(i), *self._companions(i)):
            self._reports[figure] = report
            self._heard[figure] = through
        if not passed and not PASSING.search(cue):
            self._latest = report
        if self.speakers[i][0].kind in ("group", "unnamed") and (
            some := phrase.SO_MANY.match(self.speakers[i][0].name)
        ):
            self._several = _Several(
                report, phrase.NUMBERS[some.group(1).lower()], {f for s in self.speakers[: i + 1] for f in s}
            )

    def _writers(self, i: int) -> list[Figure]:
        """The people who wrote the piece that is the source of attribution ``i``: ``an article by Jo Bell``."""
        if self.speakers[i][0].kind != "document":
            return []
        named = (n for s in self.attributions[i].source for n in self.cast.inside(s.start, s.end))
        return [f for n in named if (f := self.cast.of_name[n]) is not None and f.kind == "person"]

    def _companions(self, i: int) -> list[Figure]:
        """Who is heard beside the speaker of attribution ``i``: ``alongside Jo Bell``, ``joined Jo Bell on his show``.

        Between whom papers went that somebody got hold of, they all are: ``emails between Ana Ruiz and Jo Bell``.
        """
        begin, end = self.beside.around(i)
        spans = [(s.start, s.end) for s in self.attributions[i].content]
        letters = (
            phrase.LETTERS.search(self.text, begin, end) is not None
            and phrase.HELD.search(self.text, begin, end) is not None
        )
        found = []
        for n in self.cast.inside(begin, end):
            name, figure = self.cast.names[n], self.cast.of_name[n]
            if figure is None or figure.kind != "person" or any(a <= name.start < b for a, b in spans):
                continue
            if letters or phrase.BESIDE.search(self.text, max(begin, name.title_start - 16), name.title_start):
                found.append(figure)
        return [f for f in found if f not in self.speakers[i]]

    def _running_on(self, i: int) -> list[Figure]:
        """Through whom attribution ``i`` came if a report runs on with it."""
        report = self._reports.get(self.speakers[i][0])
        if report is None:
            return self._released_by(i) or self._heard_beside(i) or self._rounded_up(i) or self._as_one_of(i)
        cue = cue_of(self.attributions[i])
        if self.beside.paragraph(i) - report.paragraph > (
            phrase.ADDS.search(cue) is not None if report.passed else _FAR
        ):
            del self._reports[self.speakers[i][0]]
            return []
        if self.page.sentence_span(self.layout.anchor(i))[0] == report.scene:
            return report.through
        if report.model_only and not self.marked.runs_on(i):
            return []
        if self.beside.is_elsewhere(i) or (phrase.WRITES.search(cue) is not None) > report.written:
            return []
        if self.beside.paragraph(i) > report.paragraph and not (phrase.TALKS.search(cue) or self.beside.is_quoted(i)):
            return []
        report.paragraph = self.beside.last_paragraph(i)
        return report.through

    def _as_one_of(self, i: int) -> list[Figure]:
        """``Two women told the Echo ... Ana Ruiz said``: one of those of whom the article first speaks together."""
        several, speaker = self._several, self.speakers[i][0]
        if several is None or speaker.kind != "person" or speaker in several.before or self.beside.is_elsewhere(i):
            return []
        if self.beside.paragraph(i) - several.report.paragraph > _NEXT_OF_THEM or any(
            "spokes" in role for role in speaker.roles
        ):
            return []
        several.before.add(speaker)
        several.left -= 1
        several.report.paragraph = self.beside.last_paragraph(i)
        self._reports[speaker] = several.report
        if not several.left:
            self._several = None
        return several.report.through

    def _rounded_up(self, i: int) -> list[Figure]:
        """Through whom all of those were heard whom an article brings together."""
        speaker, quoted = self.speakers[i][0], self.beside.is_quoted(i)
        if (
            not self.attributions[i].source
            or speaker.kind not in ("person", "group", "vague")
            or speaker.name[0] == "("
        ):
            return []
        found = self.scenes.round_up(self.layout.anchor(i), quoted_person=quoted and speaker.kind == "person")
        return found if found and not self.beside.is_elsewhere(i) else []

    def _heard_beside(self, i: int) -> list[Figure]:
        """Through whom another was heard, where the speaker of attribution ``i`` asks or answers him."""
        latest, speaker = self._latest, self.speakers[i][0]
        if latest is None or not self._is_near(i, latest):
            return []
        if is_turn(self.attributions[i]):
            latest.paragraph = self.beside.paragraph(i)
            return latest.through
        if not phrase.HOSTS.isdisjoint(word for role in speaker.roles for word in role.lower().split()):
            self._reports[speaker] = latest
            return latest.through
        beside = speaker.kind in ("person", "unnamed") and self.beside.paragraph(i) - latest.paragraph <= 1
        heard = beside and self.beside.is_quoted(i) and not self.beside.is_elsewhere(i) and self._is_answered(i, latest)
        if heard:
            self._reports[speaker] = latest
        return latest.through if heard else []

    def _is_answered(self, i: int, report: _Report) -> bool:
        """Whether the one whose report it is speaks in this paragraph, or again right after attribution ``i``."""
        if self.beside.paragraph(i) == report.paragraph:
            return True
        following = range(i + 1, min(i + 1 + _ANSWERS, len(self.attributions)))
        return any(self._reports.get(self.speakers[j][0]) is report for j in following)

    def _released_by(self, i: int) -> list[Figure]:
        """Who made public the papers that attribution ``i`` quotes from."""
        at = self.layout.anchor(i)
        cue, released = cue_of(self.attributions[i]), self.scenes.released_before(at)
        replies = (
            phrase.REPLIES.search(cue) is not None and bool(released) and released in self._found[max(0, i - 1) : i]
        )
        written = replies or phrase.WRITES.search(cue) is not None or self.scenes.is_in_writing(at)
        quoted = self.beside.is_quoted(i) or (self.scenes.is_in_writing(at) and self.layout.within[i] is None)
        return released if written and quoted else []

    def _on_tape(self, i: int) -> list[Figure]:
        """Who has the recording on which attribution ``i`` was said: ``says in the video``, and what follows."""
        at, through = self.scenes.taped_before(self.layout.anchor(i))
        if not through or self.beside.says(i, phrase.ON_TAPE):
            return through
        heard = phrase.IS_HEARD.search(cue_of(self.attributions[i])) is not None and self.beside.is_quoted(i)
        near = self.beside.paragraph(i) - self.page.paragraph_at(at) <= _FAR
        return through if heard and near and self.speakers[i][0].kind in ("person", "unnamed") else []

    def _share_with_unnamed(self, last: int, relays: list[Figure]) -> None:
        """``Bell praised the plan in an interview. ... Bell told the Echo``: it was the interview with the Echo."""
        for i in range(last - 1, max(-1, last - 1 - _BACK), -1):
            if self.speakers[i][0] is self.speakers[last][0] and self.layout.within[i] is None:
                if self._found[i]:
                    return
                if self.beside.says(i, phrase.SOME_OCCASION):
                    self._found[i] = [*relays]

    def _share_in_sentence(self, last: int, relays: list[Figure]) -> None:
        """``Bell attacked the plan, telling the Echo that it was late``: the attack was heard there too."""
        sentence = self.page.sentence_at(self.layout.anchor(last))
        for i in range(last - 1, -1, -1):
            if self.page.sentence_at(self.layout.anchor(i)) != sentence:
                return
            same = list(self.speakers[i]) == list(self.speakers[last])
            if same and not self._found[i] and self.layout.within[i] is None:
                self._found[i] = [*relays]

    def _is_on_it(self, i: int) -> bool:
        """Whether attribution ``i`` was said on a show, or in an interview, that was spoken of before."""
        return self.beside.says(i, phrase.ON_IT)

    def _is_near(self, i: int, report: _Report) -> bool:
        return self.beside.paragraph(i) - report.paragraph <= _FAR
