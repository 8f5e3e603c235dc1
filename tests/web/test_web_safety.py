"""Who is let in, what is refused, and that nothing from an article ever runs."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger import Ledger
from sayso.web import Limits, Settings, WebError
from sayso.web.accounts import Accounts

from .conftest import TEXT, made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from .conftest import Site

HOSTILE = [
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "'><svg/onload=window.pwned=1>",
    "javascript:window.pwned=1",
    "</textarea></title></style><script>window.pwned=1</script>",
    "{{ 7*7 }}{% raw %}${window.pwned=1}`",
    "\u202eevil\u2066",
]


def test_every_answer_has_a_strict_policy(site: Site) -> None:
    for path in ("/", "/nothing", "/static/room.css", "/statements.json", "/coding/1"):
        headers = site.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_pages_have_no_inline_script_or_style(site: Site) -> None:
    (article,) = site.ledger.articles()
    for path in ("/", "/read", "/statements?q=tax", f"/article/{article.id}", "/coding/1", "/actors", "/coding"):
        page = site.get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=", page), path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80"])
def test_another_host_name_is_refused(site: Site, host: str) -> None:
    assert site.get("/", headers={"Host": host}).status_code == 421
    assert site.get("/", headers={"Host": "localhost:1234"}).status_code == 200


def test_a_post_needs_our_own_token_and_origin(site: Site) -> None:
    token = site.get("/token").json()["csrf"]
    assert site.client.post("/coding/1", data={"decision": "accepted"}).status_code == 403
    assert site.client.post("/coding/1", data={"decision": "accepted", "csrf": "0" * 64}).status_code == 403
    body = {"csrf": token, "decision": "accepted"}
    for foreign in ("https://evil.example", "null"):
        assert site.client.post("/coding/1", data=body, headers={"Origin": foreign}).status_code == 403
    assert site.ledger.codings.count() == 0
    assert site.client.post("/coding/1", data=body, headers={"Origin": site.url}).status_code == 200


def test_another_visitors_token_is_no_good(site: Site) -> None:
    import httpx

    theirs = httpx.get(f"{site.url}/token").json()["csrf"]
    site.get("/")
    assert site.client.post("/coding/1", data={"csrf": theirs, "decision": "accepted"}).status_code == 403


def test_beyond_loopback_there_must_be_accounts(tmp_path: Path) -> None:
    with pytest.raises(WebError, match="accounts"):
        Settings(host="0.0.0.0")
    assert Settings(host="0.0.0.0", accounts=tmp_path / "a").names == frozenset()


@pytest.fixture
def guarded(room: Callable[..., Site], ledger_file: Path, tmp_path: Path) -> Site:
    accounts = Accounts(tmp_path / "people")
    for name, role in (("Rea", "reader"), ("Cody", "coder")):
        accounts.add(name, "correct horse battery", role)
    return room(ledger_file, accounts=tmp_path / "people")


def sign_in(site: Site, name: str, password: str = "correct horse battery", **more: str) -> Any:
    return site.post("/sign-in", {"name": name, "password": password} | more)


def test_with_accounts_nothing_is_shown_before_one_signs_in(guarded: Site) -> None:
    for path in ("/", "/statements", "/coding/1", "/statements.json", "/token"):
        assert guarded.get(path).url.path == "/sign-in", path
    assert guarded.get("/api/statements").status_code == 401
    wrong = sign_in(guarded, "Cody", "wrong")
    assert wrong.status_code == 401
    there = sign_in(guarded, "Cody", next="/statements?q=tax")
    assert str(there.url).endswith("/statements?q=tax")
    guarded.post("/sign-out")
    assert guarded.get("/").url.path == "/sign-in"


def post_as_signed_in(site: Site, path: str, data: dict[str, str]) -> Any:
    return site.client.post(path, data=data | {"csrf": site.get("/token").json()["csrf"]})


def test_a_reader_reads_and_a_coder_codes_under_the_own_name(guarded: Site) -> None:
    sign_in(guarded, "Rea")
    assert guarded.get("/statements").status_code == 200
    assert post_as_signed_in(guarded, "/coding/1", {"decision": "accepted"}).status_code == 403
    assert guarded.ledger.codings.count() == 0
    guarded.client.cookies.clear()
    sign_in(guarded, "Cody")
    guarded.client.cookies.set("sayso-coder", "Somebody%20Else")
    assert post_as_signed_in(guarded, "/coding/1", {"decision": "accepted"}).status_code == 200
    assert [c.coder for c in guarded.ledger.codings.of(1)] == ["Cody"]


def test_signing_in_gives_a_new_session_and_leads_only_to_our_own_pages(guarded: Site) -> None:
    guarded.get("/sign-in")
    before = guarded.client.cookies["sayso"]
    there = sign_in(guarded, "Cody", next="//evil.example/")
    assert there.url.host == "127.0.0.1"
    assert guarded.client.cookies["sayso"] != before
    cookie = guarded.client.get("/sign-in").headers.get("set-cookie", "HttpOnly SameSite=strict")
    assert "HttpOnly" in cookie
    for outside in ("https://evil.example", "/\\evil.example", "//evil.example", "javascript:1", "/\n/evil"):
        from sayso.web.sign_in import own_path

        assert own_path(outside) == "/"


def test_guessing_passwords_is_slowed(room: Callable[..., Site], ledger_file: Path, tmp_path: Path) -> None:
    Accounts(tmp_path / "people").add("Cody", "correct horse battery")
    site = room(ledger_file, accounts=tmp_path / "people", limits=Limits(sign_ins=2))
    assert 429 in [sign_in(site, "Cody", "wrong").status_code for _ in range(5)]


@pytest.mark.usefixtures("guarded")
def test_passwords_are_hashed(tmp_path: Path) -> None:
    data = (tmp_path / "people").read_bytes()
    assert b"$argon2id$" in data
    assert b"correct horse" not in data
    assert (tmp_path / "people").stat().st_mode & 0o077 == 0


def test_weak_accounts_are_refused(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "people")
    with pytest.raises(WebError, match="at least"):
        accounts.add("Ann", "short")
    with pytest.raises(WebError, match="no name"):
        accounts.add("<b>", "long enough password")
    with pytest.raises(WebError, match="is none of"):
        accounts.add("Ann", "long enough password", "king")


def test_large_bodies_and_long_texts_are_refused(room: Callable[..., Site], ledger_file: Path) -> None:
    site = room(ledger_file, limits=Limits(body=20_000, text=1000))
    assert site.post("/read", {"text": "x" * 30_000}).status_code == 413
    long = site.post("/read", {"text": "word " * 500})
    assert long.status_code == 400
    assert "characters" in long.text

    def chunks() -> Any:
        for _ in range(40):
            yield b"x" * 1000

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert site.client.post("/read", content=chunks(), headers=kind).status_code == 413


def test_too_many_requests_are_turned_away(room: Callable[..., Site], ledger_file: Path) -> None:
    site = room(ledger_file, limits=Limits(requests=2))
    assert 429 in [site.get("/read").status_code for _ in range(12)]


def test_what_breaks_inside_is_not_shown(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret /place/in/the/house")

    monkeypatch.setattr(site.ledger.codings, "of", broken)
    logging.disable(logging.CRITICAL)
    answer = site.get("/coding/1")
    logging.disable(logging.NOTSET)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.fixture
def hostile(room: Callable[..., Site], tmp_path: Path) -> Site:
    """A ledger in which everything that can be hostile is."""
    with Ledger(tmp_path / "hostile.db") as ledger:
        for evil in HOSTILE:
            about = {"title": evil, "outlet": evil, "url": evil, "authors": [evil], "published": "2025-01-02"}
            ledger.add(made(text=f"{TEXT}\n\n{evil}", speaker=f"Ann {evil}", **about))
    return room(tmp_path / "hostile.db")


@pytest.mark.browser
def test_nothing_in_an_article_runs(hostile: Site, browser: Browser) -> None:
    context = browser.new_context()
    page, broken = context.new_page(), []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("dialog", lambda dialog: broken.append(dialog.message))
    articles = [f"/article/{a.id}" for a in hostile.ledger.articles()]
    actors = [f"/actor/{a.number}?edit=1&other=Ann" for a in hostile.ledger.actors.find()][:8]
    for number in range(1, 4):
        body = {"concept": HOSTILE[number], "comment": HOSTILE[number], "decision": "accepted"}
        hostile.post(f"/coding/{number}", body)
    paths = [
        "/",
        "/articles",
        "/statements",
        "/statements?q=tax",
        "/actors",
        "/coding",
        "/coding/1",
        *articles,
        *actors,
    ]
    for evil in HOSTILE:
        for path in ("/statements?q={}", "/statements?speaker={}", "/articles?title={}", "/actors?name={}", "/{}"):
            paths.append(path.format(evil.replace("%", "%25").replace("#", "%23").replace("?", "%3F").strip("/")))
    for path in paths:
        page.goto(hostile.url + path)
        assert page.evaluate("window.pwned") is None, path
        assert page.locator("main script, main svg[onload], main img, main [onerror]").count() == 0, path
        assert page.locator('a[href^="javascript" i]').count() == 0, path
    assert not broken
    context.close()


@pytest.mark.browser
def test_the_policy_itself_stops_what_would_slip_through(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site.url)
    said = page.evaluate(
        """() => { for (const tag of ['img', 'script']) try { const s = document.createElement(tag);
        s.src = 'data:text/javascript,window.pwned=1'; document.body.append(s);
        s.setAttribute('onerror', 'window.pwned=1');
        } catch { /* refused at once */ }
        return new Promise(r => setTimeout(() => r(window.pwned), 300)) }"""
    )
    assert said is None
    page.close()
