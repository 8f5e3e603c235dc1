"""The whole path in a real browser, by mouse and by keyboard alone: paste, read, correct, code, network, export."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Download, Page

    from .conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("model")]

TEXT = "Mayor Ann Lee said the bridge is safe.\n\n“We will open it in May,” said Tom Reed, the builder."


@pytest.fixture
def empty(room: Callable[..., Site], tmp_path: Path) -> Site:
    """A reading room over a ledger that has nothing in it yet."""
    return room(tmp_path / "path.db")


def check(site: Site, saved: Download) -> None:
    """What the path must leave behind: a corrected act, codings of both statements, and the picture of them."""
    kept = {k.statement.content[0].surface: k for k in site.ledger.statements()}
    bridge = next(k for words, k in kept.items() if "bridge" in words)
    assert bridge.statement.act == "appraisal"
    assert [e.action for e in site.ledger.edits.history(bridge.number)] == ["correct"]
    codings = [c for k in kept.values() for c in site.ledger.codings.of(k.number)]
    assert sorted((c.concept, c.agreement) for c in codings) == [("bridge", False), ("bridge", True)]
    picture = Path(saved.path()).read_text(encoding="utf-8")
    assert all(name in picture for name in ("Ann Lee", "Tom Reed", "bridge"))
    assert picture.startswith("<?xml") or picture.startswith("<svg")


def test_by_mouse(empty: Site, page: Page) -> None:
    page.goto(empty.url)
    page.get_by_role("link", name="Read", exact=True).click()
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Correct or code statement 1").click()
    page.get_by_text("Correct what the machine found").click()
    page.get_by_label("Act", exact=True).select_option("appraisal")
    page.get_by_role("button", name="Correct", exact=True).click()
    for stand in ("For", "Against"):
        page.locator("label", has_text="Read right").click()
        page.locator("#concept").fill("bridge")
        page.locator("label", has_text=re.compile(f"^{stand}")).click()
        here = page.url
        page.get_by_role("button", name="Save, next").click()
        page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
    page.get_by_text("coded all of it").wait_for()
    page.get_by_role("link", name="Network", exact=True).click()
    page.locator("#graph .knot", has_text="Ann Lee").hover()
    page.locator("#about", has_text="bridge").wait_for()
    with page.expect_download() as saving:
        page.locator(".export a", has_text="SVG").click()
    check(empty, saving.value)


def test_by_keyboard_alone(empty: Site, page: Page) -> None:
    page.goto(empty.url)
    go(page, "nav a[href='/read']")
    reach(page, "#text")
    page.keyboard.type(TEXT)
    go(page, "main form button.main")
    go(page, "form.keep button")
    go(page, ".card a.edit")
    page.wait_for_load_state()
    page.keyboard.press("x")
    reach(page, "#act")
    page.keyboard.type("appraisal")
    go(page, "#mend form:first-of-type button")
    for stand in ("f", "g"):
        page.wait_for_load_state()
        page.keyboard.press("a")
        page.keyboard.press("c")
        page.keyboard.type("bridge")
        page.keyboard.press("Escape")
        page.keyboard.press(stand)
        here = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
    page.get_by_text("coded all of it").wait_for()
    go(page, "nav a[href='/network']")
    page.locator("#graph .knot").first.wait_for()
    reach(page, "#graph .knot")
    page.locator("#about", has_text="bridge").wait_for()
    with page.expect_download() as saving:
        reach(page, ".export a[href*='.svg']", "Shift+Tab")
        page.keyboard.press("Enter")
    check(empty, saving.value)


def reach(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until what ``selector`` says has the focus, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{key} never comes to {selector}")


def go(page: Page, selector: str) -> None:
    """Reach it, press Enter, and wait for the page that this leads to."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
