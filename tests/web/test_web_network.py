"""The network page, its data and pictures, and the statements behind a tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.ledger import Coding, Ledger

from .conftest import TEXT, made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from .conftest import Site

pytest.importorskip("igraph")


@pytest.fixture
def debate(room: Callable[..., Site], tmp_path: Path) -> Site:
    """Two speakers, two concepts, three months, coded."""
    with Ledger(tmp_path / "debate.db") as ledger:
        people = ("Ilse Torvald", "Ann Lee", "Ilse Torvald")
        for month, who in enumerate(people, 1):
            other = " ".join(f"word{month * n}" for n in range(200))  # so that they are no copies of each other
            ledger.add(made(text=f"{TEXT}\n\n{other}", speaker=who, published=f"2025-0{month}-05"))
        coded = [k.number for k in ledger.statements() if k.statement.id in ("s1", "s2")]
        for n, number in enumerate(coded):
            concept, agreement = ("tax", "word")[n % 2], (True, True, False, True, True, True)[n]
            ledger.codings.add(Coding(number, "Ada", concept=concept, agreement=agreement))
    return room(tmp_path / "debate.db")


def test_the_data_has_nodes_ties_and_frames(debate: Site) -> None:
    data = debate.get("/api/network?view=stands&window=month").json()
    assert {(n["label"], n["mode"]) for n in data["nodes"]} == {
        ("Ilse Torvald", 1),
        ("Ann Lee", 1),
        ("tax", 2),
        ("word", 2),
    }
    names = [n["label"] for n in data["nodes"]]
    ties = {(names[a], names[b]): w for a, b, w in data["ties"]}
    assert ties[("Ilse Torvald", "tax")] == 2
    assert ties[("Ann Lee", "tax")] == -1
    assert sum(frame["statements"] for frame in data["frames"]) >= 6
    allies = debate.get("/api/network?view=allies").json()
    assert allies["kind"] == "onemode"
    assert len(allies["ties"]) == 1


def test_without_codings_speakers_and_outlets_are_drawn(site: Site) -> None:
    data = site.get("/api/network").json()
    assert data["view"] == "outlets"
    assert {n["label"] for n in data["nodes"]} >= {"Ilse Torvald", "Courier"}
    assert site.get("/api/network?view=nothing").status_code == 422
    assert site.get("/network?view=nothing").status_code == 404


def test_a_tie_leads_to_its_statements(debate: Site) -> None:
    page = debate.get("/network/tie?view=stands&first=Ann+Lee&second=tax").text
    assert "1 statement is behind this tie" in page
    assert "the harbour tax would go" in page
    assert debate.get("/network/tie?view=stands&first=Nobody&second=tax").status_code == 404


def test_the_picture_is_saved_as_svg(debate: Site) -> None:
    answer = debate.get("/network.svg?view=stands")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "Ilse Torvald" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.browser
def test_nodes_show_their_ties_and_time_goes_on(debate: Site, page: Page) -> None:
    page.goto(f"{debate.url}/network?view=stands&window=month")
    page.locator(".knot").first.wait_for()
    assert page.locator(".knot").count() == 4
    page.locator('.knot[aria-label^="Ann Lee"]').focus()
    assert "Ann Lee" in page.locator("#about").inner_text()
    before = page.locator("#time-value").inner_text()
    page.locator("#time").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#time-value").inner_text() != before
    page.locator('.knot[aria-label^="Ann Lee"]').focus()
    page.locator("#about a", has_text="tax").click()
    page.get_by_text("behind this tie").wait_for()


@pytest.mark.browser
def test_the_threshold_takes_weak_ties_away(debate: Site, page: Page) -> None:
    page.goto(f"{debate.url}/network?view=stands")
    page.locator(".tie").first.wait_for(state="attached")
    before = page.locator(".tie").count()
    page.locator("#threshold").fill("2")
    assert page.locator(".tie").count() < before


@pytest.mark.browser
def test_the_picture_is_zoomed_and_a_node_dragged(debate: Site, page: Page) -> None:
    page.goto(f"{debate.url}/network?view=stands")
    node = page.locator('.knot[aria-label^="Ann Lee"]')
    node.wait_for()
    shape = node.locator("rect, circle").first
    before, size = shape.bounding_box(), shape.bounding_box()
    assert before
    assert size
    page.mouse.move(before["x"] + 4, before["y"] + 4)
    page.mouse.down()
    page.mouse.move(before["x"] + 64, before["y"] + 44, steps=4)
    page.mouse.up()
    after = shape.bounding_box()
    assert after
    assert after["x"] - before["x"] == pytest.approx(60, abs=2)
    assert after["y"] - before["y"] == pytest.approx(40, abs=2)
    page.mouse.wheel(0, -400)
    page.wait_for_function(
        f"document.querySelector('.knot circle, .knot rect').getBoundingClientRect().width > {size['width']}"
    )
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function(
        "[...document.querySelectorAll('.knot')].every(knot =>"
        " document.getElementById('graph').getBoundingClientRect().left <= knot.getBoundingClientRect().left)"
    )
