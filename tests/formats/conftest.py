from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st

from sayso.article import Article, Span
from sayso.record import ACTS, KINDS, MODES, Actor, Narration, Reading, Statement

TEXT = (
    "Council weighs the harbour tax\n\n"
    "Some have suggested that Mayor Ilse Torvald resign. Will the “reform” survive the winter?\n\n"
    "The Lantern daily cited Bram Okoye, head of the dockers’ union, as saying, “The mayor told us that the tax would "
    "be dropped. 🚢 We are still waiting.”\n\n"
    "“If the talks fail,” Okoye went on, “the port might close.”\n"
    "A cafe\u0301 owner near the quay refused to pay.\n\n"
    "The harbour was quiet on Monday."
)


def span(surface: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Span.of(TEXT, start, start + len(surface))


def statement(number: int, **parts: object) -> Statement:
    given = {
        "source": (),
        "cue": (),
        "content": (),
        "speaker": (),
        "relay": (),
        "mode": "indirect",
        "act": "claim",
        "condition": (),
        "hedge": (),
        "denies": False,
        "within": None,
        "confidence": 0.9,
    }
    return Statement(id=f"s{number}", **(given | parts))  # type: ignore[arg-type]


@pytest.fixture
def reading() -> Reading:
    """An invented article with a nested statement, split content, a relay, a condition, emoji and combining marks."""
    quoted = span("“The mayor told us that the tax would be dropped. 🚢 We are still waiting.”")
    return Reading(
        Article(
            TEXT,
            title="Council weighs the harbour tax",
            outlet="The Velmora Courier",
            authors=("Ana Lindqvist",),
            published="2031-03-04",
            url="https://courier.example/harbour",
            language="en",
        ),
        actors=(
            Actor("a1", "Some", "vague", mentions=(span("Some"),)),
            Actor(
                "a2",
                "Bram Okoye",
                "person",
                ("Okoye",),
                ("head of the dockers’ union",),
                "dockers’ union",
                (span("Bram Okoye"), span("Okoye", 1)),
            ),
            Actor("a3", "The Lantern", "organisation", ("The Lantern daily",), ("daily",)),
            Actor("a4", "Ilse Torvald", "person", ("The mayor",), ("Mayor",)),
            Actor("a5", "cafe\u0301 owner near the quay", "unnamed"),
        ),
        statements=(
            statement(
                1,
                source=(span("Some"),),
                cue=(span("have suggested"),),
                content=(span("that Mayor Ilse Torvald resign"),),
                speaker=("a1",),
                act="proposal",
            ),
            statement(
                2,
                source=(span("Bram Okoye, head of the dockers’ union"),),
                cue=(span("cited"), span("as saying")),
                content=(quoted,),
                speaker=("a2",),
                relay=("a3",),
                mode="direct",
            ),
            statement(
                3,
                source=(span("The mayor"),),
                cue=(span("told us"),),
                content=(span("that the tax would be dropped"),),
                speaker=("a4",),
                act="commitment",
                within="s2",
                confidence=0.7,
            ),
            statement(
                4,
                source=(span("Okoye", 1),),
                cue=(span("went on"),),
                content=(span("“If the talks fail,”"), span("“the port might close.”")),
                speaker=("a2",),
                relay=("a3",),
                mode="direct",
                act="forecast",
                condition=(span("If the talks fail"),),
                hedge=(span("might"),),
            ),
            statement(
                5,
                source=(span("A cafe\u0301 owner near the quay"),),
                cue=(span("refused"),),
                content=(span("to pay"),),
                speaker=("a5",),
                act="commitment",
                denies=True,
            ),
        ),
        narration=(
            Narration(span("Council weighs the harbour tax"), "claim"),
            Narration(span("Will the “reform” survive the winter?"), "question", scare_quotes=(span("“reform”"),)),
            Narration(span("The harbour was quiet on Monday."), "claim"),
        ),
    )


def _spans(draw: st.DrawFn, text: str, most: int = 3) -> tuple[Span, ...]:
    """Pieces of a role: in text order, not overlapping."""
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=2 * most)))
    return tuple(Span.of(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '" onmouseover="x',
        "&lt;",
        "\x1b[31m",
        "\r\n",
        "\n\n",
        "e\u0301",
        "🚢",
        "\u202e",
        "]]>",
    ]
)


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    text = "".join(draw(st.lists(_WORDS | _HOSTILE, min_size=1, max_size=8))) or "x"
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=5) | _HOSTILE
    ids = [f"a{n}" for n in range(draw(st.integers(0, 3)))]
    some = st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple) if ids else st.just(())
    actors = tuple(
        Actor(
            actor,
            draw(words),
            draw(st.sampled_from(KINDS)),
            (draw(words),),
            (draw(words),),
            draw(st.none() | words),
            _spans(draw, text),
        )
        for actor in ids
    )
    count = draw(st.integers(0, 4))
    statements = tuple(
        Statement(
            f"s{n}",
            _spans(draw, text),
            _spans(draw, text),
            _spans(draw, text),
            draw(some),
            draw(some),
            draw(st.sampled_from(MODES)),
            draw(st.sampled_from(ACTS)),
            _spans(draw, text, 1),
            _spans(draw, text, 1),
            draw(st.booleans()),
            draw(st.none() | st.sampled_from([f"s{m}" for m in range(count)])),
            draw(st.floats(0, 1)),
        )
        for n in range(count)
    )
    narration = tuple(Narration(span, "claim", scare_quotes=(span,)) for span in _spans(draw, text))
    about: dict[str, Any] = {
        key: draw(st.none() | words) for key in ("title", "outlet", "published", "url", "language")
    }
    return Reading(Article(text, authors=(draw(words),), **about), actors, statements, narration)


@pytest.fixture(scope="session")
def readings() -> st.SearchStrategy[Reading]:
    """Readings in every form that is allowed, of texts that mean no good."""
    return _readings()
