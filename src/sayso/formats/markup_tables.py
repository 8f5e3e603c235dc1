"""The parts of the HTML page beside the text: statements, actors and the key to the signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .chain import KIND_SIGNS, Chains, colours, manner, qualifiers
from .layers import first_offset
from .markup import CLASSES, COLOURS, Names, colour, escape
from .plain import join_pieces, shorten
from .shares import counts, ranked, was_read

if TYPE_CHECKING:
    from ..record import Actor, Reading, Statement

__all__ = ["actors", "key", "statements"]

_CONTENT_WIDTH = 160


def statements(reading: Reading, names: Names) -> str:
    """The table of statements: who, how, what."""
    if not reading.statements:
        none = "None: all of it is in the article’s own voice." if was_read(reading) else "This article was not read."
        return f'<section><h3>Statements</h3><p class="none">{none}</p></section>\n'
    draw = _Rows(reading, names)
    rows = "".join(draw.row(number) for number in range(len(reading.statements)))
    return (
        '<section><h3>Statements</h3>\n<table role="table">\n<thead role="rowgroup"><tr role="row">'
        '<th role="columnheader" scope="col" class="num"><span aria-label="Number">#</span></th>'
        '<th role="columnheader" scope="col">Who</th><th role="columnheader" scope="col">How</th>'
        '<th role="columnheader" scope="col">What</th></tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}</tbody>\n</table></section>\n'
    )


class _Rows:
    """The rows of one reading's statements."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.statements = reading.statements
        self.names = names
        self.chains = Chains(reading)
        self.numbers = colours(reading)
        self.places = {s.id: n for n, s in enumerate(reading.statements)}

    def row(self, number: int) -> str:
        """One statement: who, how, what."""
        s = self.statements[number]
        tint = colour(s, self.numbers)
        what = escape(shorten(join_pieces(s.content), _CONTENT_WIDTH))
        return (
            f'<tr class="row" role="row" id="{self.names.row(number)}" data-s="{self.names.key(number)}">'
            f'<th class="num" role="rowheader" scope="row">{self._number(s, number, tint)}</th>'
            f'<td class="who" role="cell">{self._who(s, tint)}</td>'
            f'<td class="how" role="cell">{_how(s)}{self._within(s)}</td>'
            f'<td class="what" role="cell"><bdi>{what}</bdi></td></tr>\n'
        )

    def _number(self, s: Statement, number: int, tint: str) -> str:
        if first_offset(s) is None:
            return f'<span class="f{tint}">{number + 1}</span>'
        said = f"Statement {number + 1}: show it in the text"
        return f'<a class="f{tint}" href="#{self.names.mark(number)}" aria-label="{said}">{number + 1}</a>'

    def _who(self, s: Statement, tint: str) -> str:
        *through, last = [", ".join(f"<bdi>{escape(name)}</bdi>" for name in step) for step in self.chains.steps(s)]
        way = "".join(f'{step} <span class="step">▸</span> ' for step in through)
        kinds = dict.fromkeys(actor.kind for actor in self.chains.speakers(s))
        signs = "".join(f'<span title="{kind}">{KIND_SIGNS[kind]}</span>' for kind in kinds)
        return f'{way}<b class="f{tint}">{signs}&nbsp;{last}</b>'

    def _within(self, s: Statement) -> str:
        if s.within not in self.places:
            return ""
        outer = self.places[s.within]
        return f'<p class="within">within <a href="#{self.names.row(outer)}">{outer + 1}</a></p>'


def _how(s: Statement) -> str:
    act, *denies = manner(s)
    said = "".join(f' <span class="denies">{word}</span>' for word in denies)
    limits = "".join(
        f'<p><bdi class="{CLASSES[name]}">{escape(part)}</bdi></p>' for name, part in qualifiers(s, 60).items()
    )
    return f'<span class="act">{act}</span>{said} <small>{s.mode} · {s.confidence:.0%}</small>{limits}'


def actors(reading: Reading) -> str:
    """Those who speak, relay or are talked about, the most quoted first."""
    if not reading.actors:
        return ""
    numbers = colours(reading)
    made, passed = counts(reading)
    items = []
    for actor, share in ranked(reading):
        tint = str(numbers[actor.id] % COLOURS) if actor.id in numbers else "x"
        done = [f"{made[actor.id]} said", f"{share:.0%} of the words"] if made[actor.id] else []
        done += [f"{passed[actor.id]} relayed"] if passed[actor.id] else []
        items.append(_actor(actor, tint, " · ".join(done), share))
    return f'<section><h3>Actors</h3>\n<ul class="actors">\n{"".join(items)}</ul></section>\n'


def _actor(actor: Actor, tint: str, done: str, share: float) -> str:
    more = [*actor.roles, *([actor.affiliation] if actor.affiliation else [])]
    lines = [" · ".join(f"<bdi>{escape(x)}</bdi>" for x in more)] if more else []
    if actor.aliases:
        lines.append("also " + ", ".join(f"<bdi>{escape(alias)}</bdi>" for alias in actor.aliases))
    paragraphs = "".join(f'<p class="more">{line}</p>' for line in lines)
    return (
        f'<li><span class="count">{done}</span><span class="sign f{tint}" aria-hidden="true">'
        f'{KIND_SIGNS[actor.kind]}</span><b class="f{tint}"><bdi>{escape(actor.name)}</bdi></b> '
        f'<span class="kind">{actor.kind}</span>'
        f"{paragraphs}{_bar(share, tint)}</li>\n"
    )


def _bar(share: float, tint: str) -> str:
    if not share:
        return ""
    return (
        '<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="f{tint}" width="{share * 100:.3f}" height="1"/></svg>'
    )


def key(reading: Reading) -> str:
    """What the colours and signs mean."""
    tint = colour(reading.statements[0], colours(reading)) if reading.statements else "x"
    signs = "".join(f"<li>{sign} {kind}</li>" for kind, sign in KIND_SIGNS.items())
    return (
        '<div class="key"><h3>How to read this</h3>\n<ul>'
        f'<li><span class="src f{tint}">source</span></li><li><span class="cue f{tint}">cue</span></li>'
        f'<li><span class="con b{tint}">content</span> in its speaker’s colour</li>'
        f'<li><span class="con b{tint} nest ux">content within content</span></li>'
        '<li><span class="cond">condition</span></li><li><span class="hedge">hedge</span></li>'
        '<li><span class="scare">“scare quotes”</span></li><li>plain: the article’s own voice</li>'
        "<li>▸ from the relay to the speaker</li><li>% of a statement: how sure Sayso is</li></ul>\n"
        f"<ul>{signs}</ul></div>\n"
    )
