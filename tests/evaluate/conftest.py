"""Invented articles for the scorer, built from surfaces so that no offset is counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from sayso.article import Span
from sayso.evaluate import GoldArticle
from sayso.record import Attribution, Reading

if TYPE_CHECKING:
    from pathlib import Path

Roles = Mapping[str, list[str]]
ROLES = ("source", "cue", "content", "condition", "hedge")


def spans(text: str, surfaces: list[str]) -> list[list[Any]]:
    """The first place where each surface stands."""
    return [[text.index(s), text.index(s) + len(s), s] for s in surfaces]


def make_reading(text: str, statements: list[dict[str, Any]], **rest: Any) -> dict[str, Any]:
    """A reading in the interchange form; roles are given as lists of surfaces."""
    made = []
    for number, given in enumerate(statements, 1):
        roles = {role: spans(text, given.get(role, [])) for role in ROLES}
        made.append({"id": f"s{number}", **given, **roles})
    narration = [
        {"span": spans(text, [surface])[0], "act": act, "condition": [], "hedge": []}
        for surface, act in rest.get("narration", [])
    ]
    return {
        "article": {"id": "x", "text": text},
        "actors": rest.get("actors", []),
        "statements": made,
        "narration": narration,
    }


def make_gold(text: str, statements: list[dict[str, Any]], name: str = "echo_1", **rest: Any) -> GoldArticle:
    """Gold for one article; with ``actors`` its layers are gold too."""
    reading = Reading.from_dict(make_reading(text, statements, **rest))
    layered = reading if "actors" in rest else None
    return GoldArticle(name, text, reading.statements, layered)


def make_attributions(text: str, statements: list[Roles]) -> tuple[Attribution, ...]:
    """Attributions from surfaces."""
    made = []
    for given in statements:
        roles = [tuple(Span(*s) for s in spans(text, given.get(role, []))) for role in ROLES[:3]]
        made.append(Attribution(roles[0], roles[1], roles[2], 1.0))
    return tuple(made)


@pytest.fixture
def gold() -> Callable[..., GoldArticle]:
    return make_gold


@pytest.fixture
def reading() -> Callable[..., dict[str, Any]]:
    return make_reading


@pytest.fixture
def attributions() -> Callable[..., tuple[Attribution, ...]]:
    return make_attributions


BRAT_TEXT = "Ilse Brandt warned of floods.\n“Build the\nwall,” she said. Nobody answered."
BRAT = """\
T1\tSource 0 11\tIlse Brandt
T2\tCue 12 18\twarned
T3\tContent 19 28\tof floods
T4\tAttribution 12 18\twarned
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tContent 30 47\t“Build the
wall,”
T6\tSource 48 51\tshe
T7\tCue 52 56\tsaid
T8\tAttribution 52 56\tsaid
E2\tAttribution:T8 Source:T6 Cue:T7 Content:T5
"""


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    """A folder like PolNeAR's: two publishers, one article that two people annotated."""
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    for name in ("echo_flood", "herald_flood"):
        (tmp_path / "text" / f"{name}.txt").write_text(name + "\n" + BRAT_TEXT, encoding="utf-8")
    shifted = {name: _shift(BRAT, len(name) + 1) for name in ("echo_flood", "herald_flood")}
    files = {"echo_flood_aa11": shifted["echo_flood"], "herald_flood_bb22": shifted["herald_flood"]}
    files["herald_flood_cc33"] = shifted["herald_flood"].split("T5")[0]
    for name, annotation in files.items():
        (tmp_path / "attributions" / f"{name}.ann").write_text(annotation, encoding="utf-8")
    return tmp_path


def _shift(annotation: str, by: int) -> str:
    out = []
    for line in annotation.splitlines():
        parts = line.split("\t")
        if parts[0].startswith("T"):
            role, start, end = parts[1].split(" ")
            parts[1] = f"{role} {int(start) + by} {int(end) + by}"
        out.append("\t".join(parts))
    return "\n".join(out) + "\n"
