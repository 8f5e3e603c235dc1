"""The ledgers of ``tests/ledger``, and one with a few invented articles in it."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.article import Article, Span
from sayso.ledger import Coding
from sayso.record import Actor, Reading, Statement

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_spec = spec_from_file_location("ledgers", Path(__file__).parents[1] / "ledger" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
_ledgers = module_from_spec(_spec)
_spec.loader.exec_module(_ledgers)
server, place, ledger = _ledgers.server, _ledgers.place, _ledgers.ledger


def _said(who: str, content: str, outlet: str | None, day: str | None, via: str = "", **more: object) -> Reading:
    text = f"Meanwhile 𝔘 in the port. {who} said that {content}. Nobody else did{f', {via} wrote' if via else ''}."

    def spans(part: object) -> tuple[Span, ...]:
        at = text.index(str(part)) if part else 0
        return (Span(at, at + len(str(part)), str(part)),) if part else ()

    actors = [Actor("a1", who, "person", mentions=spans(who))]
    actors += [Actor("a2", via, "organisation", mentions=spans(via))] if via else []
    statement = Statement(
        id="s1",
        source=spans(who),
        cue=spans("said"),
        content=spans(content),
        speaker=("a1",),
        relay=("a2",) if via else (),
        mode="indirect",
        act=more.get("act", "claim"),  # type: ignore[arg-type]
        hedge=spans(more.get("hedge")),
        condition=spans(more.get("condition")),
        denies=bool(more.get("denies")),
        within=None,
        confidence=0.9,
    )
    return Reading(Article(text, outlet=outlet, published=day), tuple(actors), (statement,))


@pytest.fixture
def port(ledger: Ledger) -> Ledger:
    """Statements 1 to 5; 1 and 2 are coded."""
    readings = [
        _said("Mara Lind", "the minister should resign now", "Echo", "2018-06-30", "The Gazette", act="proposal"),
        _said("Mara Lind", "she never resigned from the harbour board", "Herald", "2018-07-01", denies=True),
        _said("Ota Berg", "the harbour tax may fall if the strike ends", "Echo", "2019-02", act="forecast", hedge="may",
              condition="if the strike ends"),
        _said("Ota Lind", "the tax on the old harbour 100% helps", None, None),
        _said("José Núñez", "ministers are resigning; nobody will pay a tax", "Herald", "2020-01-01T10:00"),
    ]  # fmt: skip
    ledger.add_many(readings)
    ledger.codings.add(
        Coding(1, "Ana", concept="Resignation", agreement=True),
        Coding(2, "Ana", concept="Resignation", agreement=True),
        Coding(2, "Ana", concept="Resignation", agreement=False),  # it follows, and holds
        Coding(2, "Ben", concept="Harbour", agreement=True),
    )
    return ledger
