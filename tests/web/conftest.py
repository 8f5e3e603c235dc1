"""A reading room on loopback, over ledgers made by hand, and a real browser where there is one."""

from __future__ import annotations

import re
import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

import sayso
from sayso.ledger import Ledger
from sayso.record import Reading

pytest.importorskip("starlette")
uvicorn = pytest.importorskip("uvicorn")
pytest.importorskip("jinja2")
pytest.importorskip("argon2")

from sayso.cli.serve import opened  # noqa: E402
from sayso.web import Settings, create_app  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

TEXT = (
    "Mayor Ilse Torvald said the harbour tax would go if the council agreed.\n\n"
    "“We may keep our word,” she added. A spokesman denied that the tax would rise, the Gazette reported.\n\n"
    "The harbour is cold in winter."
)


def _span(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def made(**about: Any) -> Reading:
    """A reading of three statements by two speakers."""
    text = about.pop("text", TEXT)
    actors = [
        {"id": "a1", "name": about.pop("speaker", "Ilse Torvald"), "kind": "person", "roles": ["mayor"]},
        {"id": "a2", "name": "a spokesman", "kind": "unnamed"},
        {"id": "a3", "name": "Gazette", "kind": "organisation"},
    ]
    first: dict[str, Any] = {
        "id": "s1",
        "source": [_span("Mayor Ilse Torvald")],
        "cue": [_span("said")],
        "speaker": ["a1"],
    }
    first |= {"content": [_span("the harbour tax would go if the council agreed")], "act": "forecast"}
    first |= {"condition": [_span("if the council agreed")], "confidence": 0.9}
    second: dict[str, Any] = {
        "id": "s2",
        "source": [_span("she")],
        "cue": [_span("added")],
        "speaker": ["a1"],
        "act": "commitment",
    }
    second |= {
        "content": [_span("“We may keep our word,”")],
        "hedge": [_span("may")],
        "mode": "direct",
        "confidence": 0.6,
    }
    third: dict[str, Any] = {
        "id": "s3",
        "source": [_span("A spokesman")],
        "cue": [_span("denied")],
        "speaker": ["a2"],
        "relay": ["a3"],
    }
    third |= {"content": [_span("that the tax would rise")], "act": "claim", "denies": True, "confidence": 0.3}
    narration = [{"span": _span("The harbour is cold in winter.")}]
    article = {"text": text, "title": "The harbour tax", "outlet": "Courier", "published": "2025-03-01"} | about
    return Reading.from_dict(
        {"article": article, "actors": actors, "statements": [first, second, third], "narration": narration}
    )


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    """A ledger with one article."""
    path = tmp_path / "news.db"
    with Ledger(path) as ledger:
        ledger.add(made())
    return path


class Site:
    """A running reading room and a client that keeps cookies."""

    def __init__(self, app: Any, port: int) -> None:
        self.app, self.url = app, f"http://127.0.0.1:{port}"
        self.client = httpx.Client(base_url=self.url, follow_redirects=True, timeout=30)

    @property
    def ledger(self) -> Ledger:
        found: Ledger = self.app.state.room.ledger
        return found

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """As one of our own pages would."""
        token = self.client.get("/sign-in" if self.app.state.room.accounts else "/token").text
        found = re.search(r'"csrf"(?: value=|:)"([0-9a-f]{64})"', token)
        csrf = found[1] if found else ""
        return self.client.post(path, data={"csrf": csrf} | (data or {}), **more)


@contextmanager
def running(ledger: Path | str, settings: Settings) -> Iterator[Site]:
    listening = opened(settings)
    app = create_app(str(ledger), settings)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    site = Site(app, listening.getsockname()[1])
    try:
        yield site
    finally:
        site.client.close()
        server.should_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture
def room() -> Iterator[Callable[..., Site]]:
    """Start a reading room over a ledger; it ends with the test."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda ledger, **given: stack.enter_context(running(ledger, Settings(port=0, **given)))


@pytest.fixture
def site(room: Callable[..., Site], ledger_file: Path) -> Site:
    """A reading room over one article."""
    return room(ledger_file)


@pytest.fixture
def model() -> None:
    """Asked for by tests that read an article."""
    if not (Path(sayso.__file__).parent / "models" / "en" / "settings.json").is_file():
        pytest.skip("the weights are absent")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    api = pytest.importorskip("playwright.sync_api")
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    with api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page; what a script throws or the policy refuses fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield found
    context.close()
    assert not wrong
