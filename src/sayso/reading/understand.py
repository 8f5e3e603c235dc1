"""Article and attributions -> a reading: who speaks, through whom, and what the words do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..article import Article, Span
from ..record import Actor, Attribution, Reading, Statement
from .actors import Resolver
from .acts import act_of
from .cast import Cast
from .conditions import find_conditions
from .denials import denies
from .folding import bare
from .hedges import find_hedges
from .layout import Layout, cue_of
from .modes import mode_of
from .narration import find_narration, run_on_reports
from .page import Page
from .relay_marks import RelayMarks
from .relays import find_relays
from .senses import Sensed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..record import Mode
    from .figure import Figure

__all__ = ["understand"]

Spans = tuple[Span, ...]

_ENOUGH_TURNS = 3
_ASKED = re.compile(r"(?:when |was |were )?(?:asked|pressed|questioned)\b", re.IGNORECASE)


def understand(article: Article, attributions: Sequence[Attribution], marks: RelayMarks | None = None) -> Reading:
    """Everything that plain code can tell about the attributions of an article, with what the model tells of relays.

    Speakers, relays, mode, act, condition, hedge, denial and nesting of each, reports that run on, and the narration.
    Deterministic; spans that do not lie in the text are left out.
    """
    page = Page(article.text)
    given = [a for a in (_sound(article.text, a) for a in attributions) if a is not None]
    ordered = sorted([*given, *run_on_reports(page, given)], key=_position)
    layout = Layout(ordered)
    cast = Cast(article.text, sorted({at for a in ordered for s in a.source for at in (s.start, s.end)}))
    resolver = Resolver(page, cast, ordered, layout)
    speakers = [resolver.speaker(i) for i in range(len(ordered))]
    relays = find_relays(resolver, speakers, marks or RelayMarks())
    hosts = [f for f in cast.figures if any("host" in role.lower().split() for role in f.roles)]
    speakers = [_who_asked(i, layout, resolver, speakers[i], relays, hosts) for i in range(len(ordered))]
    relays = [[f for f in through if f not in said] for through, said in zip(relays, speakers, strict=True)]
    ids = _number(speakers, relays, cast)
    turns = _find_turns(page, ordered)
    modes = [mode_of(page, a, turn=i in turns) for i, a in enumerate(ordered)]
    own = [_own_words(figures) for figures in speakers]
    statements = tuple(
        _statement(page, layout, i, [ids[f] for f in speakers[i]], [ids[f] for f in relays[i]], own[i], modes[i])
        for i in range(len(ordered))
    )
    actors = tuple(_actor(article.text, figure, number) for figure, number in ids.items())
    return Reading(article, actors, statements, find_narration(page, ordered))


def _who_asked(
    i: int,
    layout: Layout,
    resolver: Resolver,
    speaker: list[Figure],
    relays: Sequence[Sequence[Figure]],
    hosts: list[Figure],
) -> list[Figure]:
    """``Asked whether it was late, Bell told the Echo ...``: the outlet that got the answer asked, or its host."""
    a = layout.attributions[i]
    if a.source or not a.cue or not _ASKED.match(a.cue[0].surface) or speaker != [resolver.unstated]:
        return speaker
    near = [j for j in (i + 1, i - 1) if 0 <= j < len(relays) and resolver.are_near(i, j)]
    asked = [relays[j][0] for j in near if relays[j] and relays[j][0].kind != "unnamed"]
    return (hosts if len(hosts) == 1 else asked[:1]) if asked else speaker


def _sound(text: str, a: Attribution) -> Attribution | None:
    """The attribution with only those spans that lie in the text; ``None`` where no content is left."""

    def kept(spans: Spans) -> Spans:
        inside = {(s.start, s.end) for s in spans if 0 <= s.start < s.end <= len(text)}
        return tuple(Span.of(text, begin, end) for begin, end in sorted(inside))

    content = kept(a.content)
    return replace(a, source=kept(a.source), cue=kept(a.cue), content=content) if content else None


def _position(a: Attribution) -> tuple[int, int, int]:
    spans = [*a.source, *a.cue, *a.content]
    return min(s.start for s in spans), max(s.end for s in spans), a.content[0].start


def _number(speakers: Iterable[Sequence[Figure]], relays: Iterable[Sequence[Figure]], cast: Cast) -> dict[Figure, str]:
    """Ids in order of first speaking, then those who only relay, then the people who are only talked about."""
    named = [f for f in cast.figures if f.kind == "person" and " " in f.name and f.mentions]
    order: dict[Figure, str] = {}
    for figure in (*(f for fs in speakers for f in fs), *(f for fs in relays for f in fs), *named):
        order.setdefault(figure, f"a{len(order) + 1}")
    return order


def _actor(text: str, figure: Figure, number: str) -> Actor:
    mentions = tuple(Span.of(text, begin, end) for begin, end in sorted(figure.mentions) if begin < end)
    aliases = tuple(a for a in figure.aliases if a and a != figure.name)
    return Actor(number, figure.name, figure.kind, aliases, tuple(figure.roles), figure.affiliation, mentions)


def _statement(
    page: Page,
    layout: Layout,
    i: int,
    speaker: Sequence[str],
    relay: Sequence[str],
    own: frozenset[str],
    mode: Mode,
) -> Statement:
    a = layout.attributions[i]
    text = page.text
    cue = cue_of(a)
    content = " ".join(s.surface for s in a.content)
    pieces = [(s.start, s.end) for s in a.content]
    act = act_of(cue, content, direct=mode == "direct", own=own)
    denied = denies(cue, content)
    sensed = a if isinstance(a, Sensed) and a.acts else None
    if sensed is not None:
        act, denied = sensed.act(act), sensed.denies(denied)
    conditions = [c for begin, end in pieces for c in find_conditions(text, begin, end, asked=act == "question")]
    if sensed is not None:
        conditions = sensed.conditions(conditions)
    hedges = find_hedges(text, pieces, [(s.start, s.end) for s in a.cue], sensed.hedge if sensed else None)
    within = layout.within[i]
    return Statement(
        f"s{i + 1}",
        a.source,
        a.cue,
        a.content,
        tuple(speaker),
        tuple(relay),
        mode,
        act,
        _spans(text, conditions),
        _spans(text, hedges),
        denied,
        f"s{within + 1}" if within is not None else None,
        a.confidence,
    )


def _own_words(figures: Iterable[Figure]) -> frozenset[str]:
    """The words that name the speakers and those they speak for."""
    return frozenset(w for f in figures for w in (*bare(f.name), *bare(f.affiliation or "")))


def _spans(text: str, found: Iterable[tuple[int, int]]) -> Spans:
    return tuple(Span.of(text, begin, end) for begin, end in sorted(set(found)))


def _find_turns(page: Page, attributions: Sequence[Attribution]) -> frozenset[int]:
    """Numbers of the attributions that are turns of a transcript: ``Ana Ruiz: words``, ``Q: words``.

    A name in mixed case must come back, among turns enough: once or twice it opens a headline ("Ruiz: rents must
    fall"), which reports.
    """
    heads = {i: a.source[0].surface for i, a in enumerate(attributions) if _opens_like_turn(page, a)}
    times = Counter(heads.values())
    return frozenset(
        i for i, name in heads.items() if name.isupper() or (times[name] > 1 and len(heads) >= _ENOUGH_TURNS)
    )


def _opens_like_turn(page: Page, a: Attribution) -> bool:
    """Whether a paragraph begins with the source, a colon as the cue, and the content."""
    if len(a.source) != 1 or [s.surface for s in a.cue] != [":"]:
        return False
    (source,), (cue,) = a.source, a.cue
    begin, _ = page.paragraphs[page.paragraph_at(source.start)]
    before, between = page.text[begin : source.start], page.text[source.end : cue.start]
    return not before.strip(" \t\"“”'‘") and source.end <= cue.start <= a.content[0].start and not between.strip()
