"""The reading room in a real browser: the whole path, by keyboard, and for everybody (axe)."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger import Ledger
from sayso.record import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from .conftest import Site

pytestmark = pytest.mark.browser
SCREENS = Path(__file__).parents[2] / "build" / "screens"
"""Where the screenshots of every page are kept, to be looked at."""


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core, as the package axe-playwright-python brings it."""
    package = pytest.importorskip("axe_playwright_python")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def every_page(site: Site) -> list[str]:
    while site.get("/api/overview").status_code == 503:  # until it is counted, the front page loads itself again
        time.sleep(0.1)
    (article, *_) = site.ledger.articles()
    (actor, *_) = site.ledger.actors.find("Ilse Torvald")
    site.post("/coding/1", {"decision": "accepted", "concept": "tax", "agreement": "for", "comment": "clear"})
    site.post("/coding/1/correct", {"what": "labels", "act": "claim", "mode": "indirect"})
    fixed = [
        "/",
        "/network",
        "/network/tie?view=outlets&first=Ilse+Torvald&second=Courier",
        "/read",
        "/articles",
        "/statements?q=tax&speaker=Torvald",
        "/statements?q=x:y",
        "/actors",
        "/coding",
    ]
    return [*fixed, f"/article/{article.id}", f"/actor/{actor.number}?edit=1&other=T", "/coding/1", "/nothing"]


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_axe_finds_nothing_serious_on_any_page(site: Site, browser: Browser, axe: str, look: str) -> None:
    size = {"width": 360, "height": 740} if look == "narrow" else {"width": 1280, "height": 900}
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme="dark" if look == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    found = []
    SCREENS.mkdir(parents=True, exist_ok=True)
    for path in every_page(site):
        page.goto(site.url + path)
        if path == "/coding/1":
            page.locator("#mend").evaluate("e => e.open = true")
        page.evaluate(axe)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        result = page.evaluate("tags => axe.run({runOnly: tags})", tags)
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in result["violations"] if _bad(v)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (path, wide)
        name = re.sub(r"\W+", "-", path).strip("-") or "overview"
        page.screenshot(path=SCREENS / f"{name[:60]}.{look}.png", full_page=True)
    context.close()
    assert not found


def _bad(violation: dict[str, Any]) -> bool:
    return violation["impact"] in ("serious", "critical", "moderate")


def test_the_article_is_readable_before_any_script(site: Site, browser: Browser) -> None:
    from playwright.sync_api import expect

    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    (article,) = site.ledger.articles()
    page.goto(f"{site.url}/article/{article.id}")
    assert page.get_by_text("The harbour is cold in winter.").is_visible()
    first, card = page.locator(".text").first.bounding_box(), page.locator("#c1").bounding_box()
    assert first
    assert card
    assert card["x"] > first["x"] + 300
    assert card["y"] < first["y"] + first["height"]
    tint = page.locator(".con").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert tint != "rgba(0, 0, 0, 0)"
    page.locator(".chip", has_text="a spokesman").click()
    expect(page.locator(".card:visible")).to_have_count(1)
    context.close()


def test_hover_and_focus_show_the_chain(site: Site, page: Page) -> None:
    (article,) = site.ledger.articles()
    page.goto(f"{site.url}/article/{article.id}")
    tip = page.locator("#tip")
    page.locator(".con", has_text="that the tax would rise").hover()
    assert "Courier ▸ Gazette ▸ a spokesman · claim · denies" in tip.inner_text()
    assert page.locator("#c3.lit").count() == 1
    page.mouse.move(2, 2)
    page.locator("#t1").focus()
    assert "Ilse Torvald · forecast" in tip.inner_text()
    page.keyboard.press("Escape")
    assert tip.is_hidden()


def test_filters_answer_at_once_and_stay_in_the_address(site: Site, page: Page) -> None:
    (article,) = site.ledger.articles()
    page.goto(f"{site.url}/article/{article.id}")
    page.locator(".chip", has_text="Ilse Torvald").click()
    assert page.locator(".card:visible").count() == 2
    page.locator(".chip", has_text="commitment").click()
    assert page.locator(".card:visible").count() == 1
    assert "act=commitment" in page.url
    page.reload()
    assert page.locator(".card:visible").count() == 1


def test_searching_shows_what_is_found_while_typing(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/statements")
    page.locator("#q").press_sequentially("word")
    page.locator(".hit mark", has_text="word").wait_for()
    assert page.locator(".hit").count() == 1
    assert page.url.endswith("?q=word")


def test_of_very_many_statements_the_counts_come_later(site: Site, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.web.statements._FEW", 1)
    assert "Counting" in site.get("/statements?q=tax").text
    page.goto(f"{site.url}/statements?q=tax")
    page.locator("#facets a", has_text="Ilse Torvald").wait_for()
    assert "a spokesman" not in page.locator("#facets").inner_text()
    assert "Ilse Torvald" in site.get("/statements?q=tax&counts=1").text


def test_coding_by_keyboard_alone(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/coding/next")
    first = page.url
    page.keyboard.press("a")
    page.keyboard.press("c")
    page.keyboard.type("harbour tax")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.keyboard.type("as he says")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first)
    number = int(first.rpartition("/")[2])
    (coding,) = site.ledger.codings.of(number)
    assert (coding.concept, coding.agreement, coding.comment) == ("harbour tax", False, "as he says")
    second = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != second)
    assert site.ledger.codings.count() == 1


def test_a_span_is_mended_by_selecting_words(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/coding/1")
    page.evaluate(
        """() => { const p = document.querySelector('#passage .con').firstChild; const r = document.createRange();
        r.setStart(p, 4); r.setEnd(p, 16); const s = getSelection(); s.removeAllRanges(); s.addRange(r); }"""
    )
    page.locator("#selected-text", has_text="harbour tax").wait_for()
    page.get_by_role("button", name="content", exact=True).click()
    page.wait_for_load_state()
    kept = next(k for k in site.ledger.statements() if k.number == 1)
    assert [s.surface for s in kept.statement.content] == ["harbour tax"]


def test_offsets_are_right_behind_characters_of_two_units(
    room: Callable[..., Site], tmp_path: Path, page: Page
) -> None:
    text = "𝔄𝔅 Ann Lee said the 🌉 bridge is safe."
    spans = {"source": [[3, 10]], "cue": [[11, 15]], "content": [[16, 37]]}
    actors = [{"id": "a1", "name": "Ann Lee", "kind": "person"}]
    reading = {"article": {"text": text}, "actors": actors, "statements": [{"id": "s1", "speaker": ["a1"]} | spans]}
    with Ledger(tmp_path / "wide.db") as ledger:
        ledger.add(Reading.from_dict(reading))
    site = room(tmp_path / "wide.db")
    page.goto(f"{site.url}/coding/1")
    page.evaluate(
        """() => { const p = document.querySelector('#passage .con').firstChild, at = p.data.indexOf('bridge');
        const r = document.createRange(); r.setStart(p, at); r.setEnd(p, at + 6);
        const s = getSelection(); s.removeAllRanges(); s.addRange(r); }"""
    )
    page.locator("#selected-text", has_text="bridge").wait_for()
    page.get_by_role("button", name="content", exact=True).click()
    page.wait_for_load_state()
    kept = next(iter(site.ledger.statements()))
    assert [s.surface for s in kept.statement.content] == ["bridge"]


def test_a_coding_is_sent_again_after_the_server_was_away(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/coding/1")
    context.set_offline(True)
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.get_by_text("Not saved yet").wait_for()
    assert site.ledger.codings.count() == 0
    context.set_offline(False)
    page.get_by_text("All is saved").wait_for()
    assert [c.variables for c in site.ledger.codings.of(1)] == [{"decision": "accepted"}]
    context.close()


def test_a_page_older_than_the_server_still_saves(site: Site, browser: Browser) -> None:
    context = browser.new_context()  # not the fixture, for the refusal is told on the console
    page = context.new_page()
    page.goto(f"{site.url}/coding/1")
    site.app.state.room.secret = b"another one"
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/coding/1"))
    assert [c.variables for c in site.ledger.codings.of(1)] == [{"decision": "rejected"}]
    context.close()


def test_it_prints_without_what_belongs_to_the_screen(site: Site, page: Page) -> None:
    (article,) = site.ledger.articles()
    page.goto(f"{site.url}/article/{article.id}")
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden()
    assert page.locator("#c1").is_visible()
