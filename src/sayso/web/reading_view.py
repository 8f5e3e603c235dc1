"""A reading as the article page shows it: paragraphs of marked pieces, and a card for each statement beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..formats.chain import KIND_SIGNS, UNSTATED, Chains, colours, qualifiers
from ..formats.layers import first_offset, number_places, pieces
from ..formats.markup import CLASSES, COLOURS, colour
from ..formats.markup_text import paragraph_bounds
from ..formats.plain import join_pieces
from ..formats.shares import VOICES, counts, shares, was_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..formats.layers import Piece
    from ..record import Reading, Statement

__all__ = ["Card", "Paragraph", "ReadingView", "Run", "Segment", "Voice", "Wanted", "view"]

_QUALIFIER = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is filtered by; empty for all. ``speaker`` is an actor's id in the reading."""

    speaker: str = ""
    act: str = ""

    def __call__(self, statement: Statement) -> bool:
        """Whether the statement is shown."""
        return (not self.speaker or self.speaker in statement.speaker) and (not self.act or statement.act == self.act)


@dataclass(frozen=True, slots=True)
class Card:
    """One statement. ``n`` counts from 1 on the page, ``number`` is the ledger's, if it is there."""

    n: int
    number: int | None
    state: str
    tint: str
    steps: tuple[str, ...]
    speaker: str
    signs: tuple[tuple[str, str], ...]
    act: str
    mode: str
    denies: bool
    condition: str
    hedge: str
    confidence: float
    within: int | None
    content: str
    chain: str
    speakers: str
    on: bool
    in_text: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. ``marks`` are the cards whose numbers stand before it, ``keys`` those that it belongs to."""

    text: str
    classes: str
    keys: str
    marks: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its text from ``start`` on, and the statements that begin in it."""

    start: int
    runs: tuple[Run, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the bar: from ``x``, ``width`` wide, both in percent."""

    tint: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks, with the number of statements and the share of the article's words."""

    id: str
    name: str
    kind: str
    sign: str
    tint: str
    said: int
    share: float
    roles: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """All of the page."""

    paragraphs: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    voices: tuple[Voice, ...]
    bar: tuple[Segment, ...]
    shares: tuple[tuple[str, float], ...]
    acts: tuple[tuple[str, int], ...]
    read: bool
    loose: tuple[Card, ...] = field(default=())


def view(reading: Reading, numbers: Mapping[str, tuple[int, str]], wanted: Wanted) -> ReadingView:
    """The reading, filtered; ``numbers`` has of a statement's id its number in the ledger and its state there."""
    cards = _Cards(reading, numbers, wanted).all()
    text = _Text(reading, cards)
    paragraphs = tuple(text.paragraphs())
    placed = {card.n for p in paragraphs for card in p.cards}
    acts: dict[str, int] = {}
    for card in cards:
        acts[card.act] = acts.get(card.act, 0) + 1
    found = shares(reading)
    bar, voices = _voices(reading)
    return ReadingView(
        paragraphs,
        tuple(cards),
        voices,
        bar,
        tuple((voice, found.voices[voice]) for voice in VOICES),
        tuple(sorted(acts.items(), key=lambda item: -item[1])),
        was_read(reading),
        tuple(card for card in cards if card.n not in placed),
    )


class _Cards:
    def __init__(self, reading: Reading, numbers: Mapping[str, tuple[int, str]], wanted: Wanted) -> None:
        self.reading, self.numbers, self.wanted = reading, numbers, wanted
        self.chains, self.tints = Chains(reading), colours(reading)
        self.places = {s.id: n for n, s in enumerate(reading.statements, 1)}

    def all(self) -> list[Card]:
        return [self._card(n, s) for n, s in enumerate(self.reading.statements, 1)]

    def _card(self, n: int, s: Statement) -> Card:
        *through, speaker = (", ".join(step) for step in self.chains.steps(s))
        limits = qualifiers(s, _QUALIFIER)
        kinds = dict.fromkeys(actor.kind for actor in self.chains.speakers(s))
        number, state = self.numbers.get(s.id, (None, "found"))
        return Card(
            n=n,
            number=number,
            state=state,
            tint=colour(s, self.tints),
            steps=tuple(through),
            speaker="" if speaker == UNSTATED else speaker,
            signs=tuple((kind, KIND_SIGNS[kind]) for kind in kinds),
            act=s.act,
            mode=s.mode,
            denies=s.denies,
            condition=limits.get("condition", ""),
            hedge=limits.get("hedge", ""),
            confidence=s.confidence,
            within=self.places.get(s.within or ""),
            content=join_pieces(s.content),
            chain=self._chain(s),
            speakers=" ".join(s.speaker),
            on=self.wanted(s),
            in_text=first_offset(s) is not None,
        )

    def _chain(self, s: Statement) -> str:
        """With the outlet before it, through which all of it came."""
        outlet = self.reading.article.outlet
        return f"{outlet} ▸ {self.chains.chain(s)}" if outlet else self.chains.chain(s)


class _Text:
    """The text of one reading, cut into runs."""

    def __init__(self, reading: Reading, cards: list[Card]) -> None:
        self.reading, self.cards = reading, cards
        self.text = reading.article.text

    def paragraphs(self) -> Iterator[Paragraph]:
        bounds = paragraph_bounds(self.text)
        places = number_places(self.reading)
        each = pieces(self.reading, [*(b for bound in bounds for b in bound), *places])
        piece = next(each, None)
        for start, end in bounds:
            runs: list[Run] = []
            while piece is not None and piece.start < end:
                if piece.start >= start:
                    runs.append(self._run(piece, [self.cards[n] for n in places.get(piece.start, ())]))
                piece = next(each, None)
            yield Paragraph(start, tuple(runs), tuple(card for run in runs for card in run.marks))

    def _run(self, piece: Piece, marks: list[Card]) -> Run:
        surface = self.text[piece.start : piece.end]
        layers = [CLASSES[m] for m in dict.fromkeys(m.layer for m in piece.marks)]
        about = [self.cards[n] for n in dict.fromkeys(m.statement for m in piece.marks if m.statement is not None)]
        off = ["off"] if about and not any(card.on for card in about) else []
        keys = " ".join(str(card.n) for card in about)
        return Run(surface, " ".join([*layers, *self._tints(piece), *off]), keys, tuple(marks))

    def _tints(self, piece: Piece) -> Iterator[str]:
        """Tint of the innermost content, a line for the one around it, ink of the innermost source or cue."""
        contents = [m.statement for m in piece.marks if m.layer == "content" and m.statement is not None]
        spoken = piece.statement("source", "cue")
        if contents:
            yield f"b{self.cards[contents[-1]].tint}"
        if len(contents) > 1:
            yield f"nest u{self.cards[contents[-2]].tint}"
        if spoken is not None:
            yield f"f{self.cards[spoken].tint}"


def _voices(reading: Reading) -> tuple[tuple[Segment, ...], tuple[Voice, ...]]:
    """Those who speak, the most words first, and the bar of their shares."""
    part, (said, _), tints = shares(reading).actors, counts(reading), colours(reading)
    bar: list[Segment] = []
    voices: list[Voice] = []
    left = 0.0
    for actor in sorted((a for a in reading.actors if a.id in tints), key=lambda a: -part.get(a.id, 0.0)):
        tint, share = str(tints[actor.id] % COLOURS), part.get(actor.id, 0.0)
        roles = "; ".join(actor.roles)
        voices.append(
            Voice(actor.id, actor.name, actor.kind, KIND_SIGNS[actor.kind], tint, said[actor.id], share, roles)
        )
        bar.append(Segment(tint, round(left * 100, 3), round(share * 100, 3)))
        left += share
    return tuple(bar), tuple(voices)
