"""Who a pronoun means: gender, number, recency, and who is the subject or speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .folding import fold
from .phrases import head_sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .cast import Cast
    from .figure import Figure
    from .name import Name
    from .page import Page

__all__ = ["PRONOUNS", "Mentions", "Seen", "infer_genders"]

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("i", "me", "my", "myself", "mine", "we", "us", "our", "ours", "ourselves"), "i"),
    **dict.fromkeys(("you", "your", "yourself", "yours"), "you"),
    **dict.fromkeys(("who", "which", "whose", "whom", "that", "where"), "who"),
}
# What a mention counts, by what it is; how much more each further one counts, and how much less one does for each
# sentence back and in another quotation. Chosen on the articles of gold train and of parts a and b of
# training/speakers.tsv.
_WEIGHTS = {
    "speaks": 1.2,
    "subject": 1.2,
    "first": 0.6,
    "again": 0.8,
    "reported": -1.2,
    "possessive": -0.6,
    "headline": -0.6,
    "modifies": 0.0,
}
_MORE, _DECAY, _ELSEWHERE = 0.1, 0.8, 1.5
_OPENING = re.compile(
    r"[\s\"“”'‘’—–-]*(?:(?:But|And|Yet|So|Still|While|As|When|If|Though|Although|Because|After|Before),? "
    r"|[A-Z][^.;:“”\"\n]{1,80}, |(?:Asked|Pressed|Questioned|Challenged) [^.;:“”\"\n]{1,240}, )?"
)
_NOUN = re.compile(r"[ \u00a0]([a-z][\w-]*)")
_WINDOW = 60
_GENDERED = re.compile(r"\b(?:(he|his|him)|(she|her|hers))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class _Mention:
    at: int
    order: int
    kinds: tuple[str, ...]
    sentence: int
    quotation: int


class Seen(NamedTuple):
    """A mention as a pronoun sees it: of what kinds it is, and how many sentences and paragraphs back."""

    kinds: tuple[str, ...]
    sentences: int
    paragraphs: int


class Mentions:
    """Everybody's mentions in text order, from which pronouns take their meaning."""

    def __init__(self, page: Page, cast: Cast, reported: Callable[[int], bool]) -> None:
        self._page = page
        self._mentions: list[_Mention] = []
        self._figures: list[Figure] = []
        seen_in = -1
        for name, figure in zip(cast.names, cast.of_name, strict=True):
            if figure is None:
                continue
            sentence = page.sentence_at(name.start)
            person, said = figure.kind == "person", reported(name.start)
            modifies = person and self._modifies(name)
            body = figure.kind == "organisation" and not name.possessive and not self._modifies(name)
            subject = (body or (person and not name.possessive and not modifies)) and self._opens(name)
            first = person and not name.possessive and not modifies and not subject and sentence != seen_in
            if person:
                seen_in = sentence
            traits = {"subject": subject, "first": first, "possessive": name.possessive, "headline": name.headline}
            traits |= {"reported": said, "modifies": modifies}
            kinds = tuple(kind for kind, there in traits.items() if there)
            self._put(name.start, figure, sentence, kinds, ordered=False)

    def _modifies(self, name: Name) -> bool:
        """Whether the name only tells whose somebody is: ``a Brandt ally``."""
        following = _NOUN.match(self._page.text, name.end, name.end + 30)
        return following is not None and head_sort(fold(following.group(1))) in ("people", "body")

    def _opens(self, name: Name) -> bool:
        """Whether the name seems to be the subject of its sentence: only an opening phrase stands before it."""
        begin, _ = self._page.sentence_span(name.start)
        return _OPENING.fullmatch(self._page.text, max(begin, name.title_start - 260), name.title_start) is not None

    def _put(self, at: int, figure: Figure, sentence: int, kinds: tuple[str, ...], *, ordered: bool = True) -> None:
        mention = _Mention(at, len(self._figures), kinds, sentence, self._page.quotation_at(at))
        self._figures.append(figure)
        if ordered:
            insort(self._mentions, mention)
        else:
            self._mentions.append(mention)

    def speaks(self, at: int, figure: Figure) -> None:
        """Note that ``figure`` is a source at ``at``."""
        self._put(at, figure, self._page.sentence_at(at), ("speaks",))

    def again(self, at: int, figure: Figure) -> None:
        """Note that a pronoun at ``at``, the subject of its sentence, means ``figure``."""
        self._put(at, figure, self._page.sentence_at(at), ("again",))

    def _before(self, at: int) -> Iterator[_Mention]:
        """The mentions before ``at``, last first, as far back as is looked."""
        last = bisect_left(self._mentions, at, key=lambda mention: mention.at) - 1
        return (self._mentions[i] for i in range(last, max(-1, last - _WINDOW), -1))

    def people(self, at: int, gender: str | None, reach: int) -> dict[Figure, list[Seen]]:
        """The people before ``at`` whom a pronoun of that gender, or of any where it is ``None``, can mean there, and
        their mentions up to ``reach`` sentences back, last first.
        """
        sentence, quotation, paragraph = (
            f(at) for f in (self._page.sentence_at, self._page.quotation_at, self._page.paragraph_at)
        )
        found: dict[Figure, list[Seen]] = {}
        for mention in self._before(at):
            if sentence - mention.sentence > reach:
                break
            figure = self._figures[mention.order]
            if figure.kind not in ("person", "unnamed") or figure.plural:
                continue
            if gender is not None and figure.gender not in ("", gender):
                continue
            kinds = mention.kinds
            if mention.quotation not in (-1, quotation):
                kinds = (*kinds, "elsewhere")
            far = paragraph - self._page.paragraph_at(mention.at)
            found.setdefault(figure, []).append(Seen(kinds, sentence - mention.sentence, far))
        return found

    def nearest(self, at: int, figures: tuple[Figure, ...]) -> Figure | None:
        """Who of these was mentioned last before ``at``."""
        before = (self._figures[mention.order] for mention in self._before(at))
        return next((figure for figure in before if figure in figures), None)

    def best(self, at: int, fits: Callable[[Figure], float | None], reach: int) -> Figure | None:
        """The figure before ``at`` that a pronoun there most likely means.

        ``fits`` gives a figure's own score, or ``None`` where it cannot be meant; ``reach`` is how many sentences back
        it may stand.
        """
        sentence, quotation = self._page.sentence_at(at), self._page.quotation_at(at)
        scores: dict[Figure, float] = {}
        for mention in self._before(at):
            back = sentence - mention.sentence
            if back > reach:
                break
            figure = self._figures[mention.order]
            own = fits(figure)
            if own is None:
                continue
            inside_other = mention.quotation not in (-1, quotation)
            score = own + sum(map(_WEIGHTS.__getitem__, mention.kinds)) - _DECAY * back - _ELSEWHERE * inside_other
            scores[figure] = max(score, scores.get(figure, -99.0)) + _MORE * (figure in scores)
        return max(scores, key=lambda f: scores[f]) if scores else None


def infer_genders(text: str, figures: Iterable[Figure], starts: list[int]) -> None:
    """For people whose gender neither title nor first name tells: by the pronoun that follows them alone."""
    for figure in figures:
        if figure.kind != "person" or figure.gender:
            continue
        tally = 0
        for _, end in sorted(figure.mentions)[:12]:
            following = bisect_left(starts, end)
            stop = min(starts[following] if following < len(starts) else len(text), end + 160)
            match = _GENDERED.search(text, end, stop)
            if match:
                tally += 1 if match.group(1) else -1
        figure.gender = "m" if tally > 0 else "f" if tally < 0 else ""
