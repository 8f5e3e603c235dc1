"""Pictures: every name is in them, as SVG and PNG, of networks and of what is measured."""

from __future__ import annotations

import struct
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from sayso import MissingExtra
from sayso.dna import read_dna
from sayso.networks import (
    NetworkError,
    NetworkOptions,
    ScalingOptions,
    StatementTable,
    Window,
    backbones,
    barplot,
    communities_over_time,
    network,
    polarization,
    scaling,
    series,
    table_of,
)
from sayso.networks.phases import phases
from sayso.networks.pictures import (
    Scene,
    bars_scene,
    communities_scene,
    network_scene,
    phases_scene,
    polarization_scene,
    save,
    scaling_scene,
    steps_scene,
    to_png,
    to_svg,
)
from sayso.networks.pictures.scene import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
ACTORS = {"Dockers' Union", "Fishers' Guild", "Harbour Board", "Ministry of Trade", "Shippers' League", "Tidewatch"}
ONE = NetworkOptions(type="onemode", aggregation="subtract")
MOVING = NetworkOptions(type="onemode", aggregation="subtract", window=Window("days", 31))
SMOOTH = NetworkOptions(type="onemode", aggregation="subtract", window=Window("days", 15, "gaussian"))


@pytest.fixture
def statements(debate: Path) -> StatementTable:
    return table_of(read_dna(debate))


def words(scene: Scene) -> set[str]:
    return {text.text or "" for text in ET.fromstring(to_svg(scene)).iter(f"{SVG}text")}


def titles(scene: Scene) -> list[str]:
    return [title.text or "" for title in ET.fromstring(to_svg(scene)).iter(f"{SVG}title")]


def test_a_network_shows_all_names_and_what_its_lines_mean(statements: StatementTable) -> None:
    assert words(network_scene(network(statements, ONE))) >= ACTORS | {"agreement", "disagreement"}
    two = words(network_scene(network(statements, NetworkOptions(aggregation="subtract"))))
    assert two >= ACTORS | {"The harbour tax should go."}


def test_everything_lies_within_the_picture(statements: StatementTable) -> None:
    scene = network_scene(network(statements, ONE))
    for label in (item for item in scene.items if isinstance(item, Label)):
        assert 0 < label.x < scene.width
        assert 0 < label.y < scene.height


def test_agreement_goes_right_and_disagreement_left(statements: StatementTable) -> None:
    scene = bars_scene(barplot(statements))
    assert words(scene) >= {"agreement", "disagreement", "Night work should be allowed."}
    root = ET.fromstring(to_svg(scene))
    middle = float(next(root.iter(f"{SVG}polyline")).get("points", "").split(",")[0])
    for box in root.iter(f"{SVG}rect"):
        title = box.find(f"{SVG}title")
        if title is not None:
            left = float(box.get("x", "")) < middle - 0.1
            assert left == (": 0: " in str(title.text))


def test_bars_of_numbers_and_without_a_qualifier(statements: StatementTable) -> None:
    by_weight = titles(bars_scene(barplot(statements, qualifier="weight")))
    assert any(": -2: " in title for title in by_weight)
    plain = bars_scene(barplot(statements, qualifier=None))
    assert "agreement" not in words(plain)
    assert sum(int(title.rsplit(": ", 1)[1]) for title in titles(plain)) == 13


def test_timelines_have_their_dates(statements: StatementTable) -> None:
    scores = polarization(statements, MOVING)
    scene = polarization_scene(scores)
    assert f"{scores[0].time:%Y-%m-%d}" in words(scene)
    assert len(titles(scene)) == len(scores)
    found = communities_over_time(series(statements, MOVING))
    assert words(communities_scene(found)) >= ACTORS
    states = phases(list(series(statements, SMOOTH)))
    assert len(titles(phases_scene(states))) == len(states.times)
    assert {str(state) for state in states.states} <= words(phases_scene(states))


def test_places_have_their_names(statements: StatementTable) -> None:
    for dimensions in (1, 2):
        how = ScalingOptions(dimensions=dimensions, draws=50, burn_in=10)
        assert words(scaling_scene(scaling(statements, None, how))) >= ACTORS
    steps = backbones(statements).nested()
    assert len([word for word in words(steps_scene(steps)) if word.startswith(("1. ", "2. ", "3. ", "4. "))]) == 4


def size_of(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_a_png_is_the_same_picture_twice_as_large_and_always_the_same(statements: StatementTable) -> None:
    scene = network_scene(network(statements, ONE))
    data = to_png(scene)
    assert size_of(data) == (2 * scene.width, 2 * scene.height)
    assert to_png(scene) == data
    assert size_of(to_png(bars_scene(barplot(statements)), scale=1))[0] == 900


def test_the_ending_says_what_is_written(statements: StatementTable, tmp_path: Path) -> None:
    made = network(statements, ONE)
    for name in ("a.svg", "a.PNG"):
        made.plot(tmp_path / name)
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == made.to_svg() == made._repr_svg_()
    assert size_of((tmp_path / "a.PNG").read_bytes())
    with pytest.raises(NetworkError, match=r"ends in .svg or .png, which 'a.pdf' does not"):
        made.plot(tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_labels_with_signs_of_all_kinds_can_be_drawn(table: Callable[..., StatementTable]) -> None:
    labels = ["$x_1$ & <b>", "漢字", "a\nb\x1b[31m", "Ελλάδα"]
    statements = table([(0, label, "x", 1) for label in labels], ["2020-01-01"])
    scene = network_scene(network(statements, ONE))
    assert "$x_1$ & <b>" in words(scene)
    assert not any("\x1b" in word or "\n" in word for word in words(scene))
    assert size_of(to_png(scene))


def test_nothing_can_be_drawn(table: Callable[..., StatementTable]) -> None:
    empty = table([], [])
    scenes = [network_scene(network(empty, options)) for options in (ONE, NetworkOptions())]
    scenes += [bars_scene(barplot(empty)), polarization_scene([]), communities_scene(communities_over_time([]))]
    scenes += [steps_scene([])]
    for scene in scenes:
        assert ET.fromstring(to_svg(scene)).tag == f"{SVG}svg"
        assert size_of(to_png(scene))


def test_without_matplotlib_there_is_svg(
    statements: StatementTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    scene = network_scene(network(statements, ONE))
    save(scene, tmp_path / "x.svg")
    with pytest.raises(MissingExtra, match="matplotlib is not installed"):
        save(scene, tmp_path / "x.png")
