"""Who a pronoun means: gender, number, recency, and who is the subject or speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .folding import fold
from .phrases import head_sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
# What a mention counts: as a source, as the subject or the first person of its sentence, by a pronoun that is the
# subject; how much less for each sentence back, inside reported words, as a possessive, in a headline, in a quotation.
# Chosen on the articles of gold train and of parts a and b of training/speakers.tsv.
_SPEAKS, _SUBJECT, _FIRST, _AGAIN, _MORE = 1.2, 1.2, 0.6, 0.8, 0.1
_DECAY, _REPORTED, _POSSESSIVE, _HEADLINE, _ELSEWHERE = 0.8, 1.2, 0.6, 0.6, 1.5
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
    weight: float
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
        self._kinds: list[tuple[str, ...]] = []
        seen_in = -1
        for name, figure in zip(cast.names, cast.of_name, strict=True):
            if figure is None:
                continue
            sentence, weight = page.sentence_at(name.start), 0.0
            person, said = figure.kind == "person", reported(name.start)
            modifies = person and self._modifies(name)
            body = figure.kind == "organisation" and not name.possessive and not self._modifies(name)
            subject = (body or (person and not name.possessive and not modifies)) and self._opens(name)
            first = person and not name.possessive and not modifies and not subject and sentence != seen_in
            if person:
                seen_in = sentence
            weight = _SUBJECT * subject + _FIRST * first
            weight -= _POSSESSIVE * name.possessive + _HEADLINE * name.headline + _REPORTED * said
            traits = {"subject": subject, "first": first, "possessive": name.possessive, "headline": name.headline}
            traits |= {"reported": said, "modifies": modifies}
            kinds = tuple(kind for kind, there in traits.items() if there)
            self._put(name.start, figure, weight, sentence, kinds, ordered=False)

    def _modifies(self, name: Name) -> bool:
        """Whether the name only tells whose somebody is: ``a Brandt ally``."""
        following = _NOUN.match(self._page.text, name.end, name.end + 30)
        return following is not None and head_sort(fold(following.group(1))) in ("people", "body")

    def _opens(self, name: Name) -> bool:
        """Whether the name seems to be the subject of its sentence: only an opening phrase stands before it."""
        begin, _ = self._page.sentence_span(name.start)
        return _OPENING.fullmatch(self._page.text, max(begin, name.title_start - 260), name.title_start) is not None

    def _put(
        self, at: int, figure: Figure, weight: float, sentence: int, kinds: tuple[str, ...], *, ordered: bool = True
    ) -> None:
        mention = _Mention(at, len(self._figures), weight, sentence, self._page.quotation_at(at))
        self._figures.append(figure)
        self._kinds.append(kinds)
        if ordered:
            insort(self._mentions, mention)
        else:
            self._mentions.append(mention)

    def speaks(self, at: int, figure: Figure) -> None:
        """Note that ``figure`` is a source at ``at``."""
        self._put(at, figure, _SPEAKS, self._page.sentence_at(at), ("speaks",))

    def again(self, at: int, figure: Figure) -> None:
        """Note that a pronoun at ``at``, the subject of its sentence, means ``figure``."""
        self._put(at, figure, _AGAIN, self._page.sentence_at(at), ("again",))

    def people(self, at: int, gender: str | None, reach: int) -> dict[Figure, list[Seen]]:
        """The people before ``at`` whom a pronoun of that gender, or of any where it is ``None``, can mean there, and
        their mentions up to ``reach`` sentences back, last first.
        """
        sentence, quotation, paragraph = (
            f(at) for f in (self._page.sentence_at, self._page.quotation_at, self._page.paragraph_at)
        )
        found: dict[Figure, list[Seen]] = {}
        last = bisect_left(self._mentions, _Mention(at, -1, 0, 0, 0)) - 1
        for i in range(last, max(-1, last - _WINDOW), -1):
            mention = self._mentions[i]
            if sentence - mention.sentence > reach:
                break
            figure = self._figures[mention.order]
            if figure.kind not in ("person", "unnamed") or figure.plural:
                continue
            if gender is not None and figure.gender not in ("", gender):
                continue
            kinds = self._kinds[mention.order]
            if mention.quotation not in (-1, quotation):
                kinds = (*kinds, "elsewhere")
            far = paragraph - self._page.paragraph_at(mention.at)
            found.setdefault(figure, []).append(Seen(kinds, sentence - mention.sentence, far))
        return found

    def nearest(self, at: int, figures: tuple[Figure, ...]) -> Figure | None:
        """Who of these was mentioned last before ``at``."""
        last = bisect_left(self._mentions, _Mention(at, -1, 0, 0, 0)) - 1
        before = (self._figures[self._mentions[i].order] for i in range(last, max(-1, last - _WINDOW), -1))
        return next((figure for figure in before if figure in figures), None)

    def best(self, at: int, fits: Callable[[Figure], float | None], reach: int) -> Figure | None:
        """The figure before ``at`` that a pronoun there most likely means.

        ``fits`` gives a figure's own score, or ``None`` where it cannot be meant; ``reach`` is how many sentences back
        it may stand.
        """
        sentence, quotation = self._page.sentence_at(at), self._page.quotation_at(at)
        scores: dict[Figure, float] = {}
        last = bisect_left(self._mentions, _Mention(at, -1, 0, 0, 0)) - 1
        for i in range(last, max(-1, last - _WINDOW), -1):
            mention = self._mentions[i]
            back = sentence - mention.sentence
            if back > reach:
                break
            figure = self._figures[mention.order]
            own = fits(figure)
            if own is None:
                continue
            inside_other = mention.quotation not in (-1, quotation)
            score = own + mention.weight - _DECAY * back - _ELSEWHERE * inside_other
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
