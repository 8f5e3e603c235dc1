"""Coding, correcting, adding; and that what was confirmed stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx

from sayso.ledger import Ledger
from sayso.ledger.proposals import Proposed

from .conftest import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Site


def until(ask: Callable[[], str], words: str) -> str:
    """The page once the words are on it: figures over all codings are made in the background."""
    ends = time.monotonic() + 30
    while words not in (page := ask()):
        assert time.monotonic() < ends, page
        time.sleep(0.1)
    return page


def test_the_least_certain_statement_comes_first_and_the_queue_ends(site: Site) -> None:
    seen = []
    page = site.get("/coding/next")
    while page.url.path != "/coding":
        number = int(page.url.path.rpartition("/")[2])
        seen.append(number)
        page = site.post(f"/coding/{number}", {"decision": "accepted"})
    by_place = {kept.number: kept.statement.id for kept in site.ledger.statements()}
    assert [by_place[n] for n in seen] == ["s3", "s2", "s1"]
    assert "you have coded all of it" in page.text


def test_a_coding_is_kept_with_concept_agreement_and_comment(site: Site) -> None:
    given = {"decision": "accepted", "concept": "harbour tax", "agreement": "against", "comment": "clear"}
    site.post("/coding/1", given)
    (coding,) = site.ledger.codings.of(1)
    assert (coding.concept, coding.agreement, coding.comment) == ("harbour tax", False, "clear")
    page = site.get("/coding/1").text
    assert 'value="harbour tax"' in page
    assert "against" in page
    assert site.post("/coding/1", {"decision": "perhaps"}).status_code == 422
    assert site.post("/coding/99", {"decision": "accepted"}).status_code == 422


def test_coders_have_names_and_their_differences_show(site: Site) -> None:
    site.post("/coder", {"coder": "Ada"})
    site.post("/coding/1", {"concept": "tax", "agreement": "for"})
    site.post("/coder", {"coder": "Ben"})
    site.post("/coding/1", {"concept": "tax", "agreement": "against"})
    assert [c.coder for c in site.ledger.codings.of(1)] == ["Ada", "Ben"]
    page = until(lambda: site.get("/coding").text, "Where coders differ")
    assert "0%" in page
    settling = site.get("/coding/1").text
    assert "The coders differ" in settling
    site.post("/coder", {"coder": "Eve"})
    site.post("/coding/1/correct", {"what": "settle", "choice": "0"})
    assert site.ledger.adjudication.disagreements() == []


def test_speaker_act_and_span_are_corrected_and_undone(site: Site) -> None:
    site.post("/coding/1/correct", {"what": "labels", "act": "claim", "mode": "indirect", "denies": "1"})
    site.post("/coding/1/correct", {"what": "speaker", "new_name": "Karl Brandt", "new_kind": "person"})
    start = TEXT.index("the harbour tax")
    site.post("/coding/1/correct", {"what": "span", "role": "content", "spans": f"{start}-{start + 15}"})
    kept = next(k for k in site.ledger.statements() if k.number == 1)
    assert (kept.statement.act, kept.statement.denies, kept.speakers) == ("claim", True, ("Karl Brandt",))
    assert [s.surface for s in kept.statement.content] == ["the harbour tax"]
    page = site.get("/coding/1").text
    actions = re.findall(r'name="action" value="(\d+)"', page)
    assert len(actions) == 3
    for action in actions:
        site.post("/coding/1/correct", {"what": "undo", "action": action})
    kept = next(k for k in site.ledger.statements() if k.number == 1)
    assert (kept.statement.act, kept.statement.denies, kept.speakers) == ("forecast", False, ("Ilse Torvald",))


def test_what_was_missed_is_added_and_what_is_none_removed(site: Site) -> None:
    start = TEXT.index("The harbour is cold")
    page = site.post("/coding/1/correct", {"what": "add", "spans": f"{start}-{start + 19}", "speaker": "a1"})
    number = int(page.url.path.rpartition("/")[2])
    assert number not in (1, 2, 3)
    (article,) = site.ledger.articles()
    assert "added by hand" in site.get(f"/article/{article.id}").text
    site.post("/coding/3/correct", {"what": "remove"})
    assert site.get(f"/article/{article.id}").text.count('class="card l') == 3
    wrong = site.post("/coding/1/correct", {"what": "span", "role": "content", "spans": "5-99999"})
    assert wrong.status_code == 400


def test_an_outcome_is_recorded(site: Site) -> None:
    forecast = next(k.number for k in site.ledger.statements() if k.statement.act == "forecast")
    site.post(f"/coding/{forecast}/correct", {"what": "outcome", "outcome": "true", "note": "it went"})
    assert [o.outcome for o in site.ledger.outcomes.of(forecast)] == ["true"]


def test_many_coders_at_once_lose_nothing(site: Site) -> None:
    token = site.get("/token").json()["csrf"]

    def code(n: int) -> int:
        body = {"csrf": token, "comment": f"note {n}"}
        return site.client.post("/coding/1", data=body, headers={"Accept": "application/json"}).status_code

    before = site.ledger.codings.count()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(code, range(40))) == {200}
    assert site.ledger.codings.count() == before + 40
    assert {c.comment for c in site.ledger.codings.of(1, history=True)} == {f"note {n}" for n in range(40)}


def test_a_server_that_is_killed_keeps_what_it_confirmed(ledger_file: Path) -> None:
    command = [sys.executable, "-m", "sayso", "serve", str(ledger_file), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as server:
        assert server.stdout
        found = re.search(r"http://[\d.:]+", server.stdout.readline())
        assert found
        with httpx.Client(base_url=found[0], timeout=30) as client:
            token = client.get("/token").json()["csrf"]
            confirmed = 0
            killer = time.monotonic() + 1.5
            try:
                while True:
                    body = {"csrf": token, "comment": str(confirmed)}
                    answer = client.post("/coding/1", data=body, headers={"Accept": "application/json"})
                    assert answer.status_code == 200
                    confirmed += 1
                    if time.monotonic() > killer:
                        os.kill(server.pid, signal.SIGKILL)
            except httpx.HTTPError:
                pass
    with Ledger(ledger_file) as ledger:
        kept = {c.comment for c in ledger.codings.of(1, history=True)}
    assert confirmed > 0
    assert kept >= {str(n) for n in range(confirmed)}


def test_what_the_machine_proposed_is_queued_shown_and_answered(site: Site) -> None:
    site.ledger.proposals.put([Proposed(n, "word", True, 0.4 + n / 10) for n in (2, 3)])
    page = site.get("/coding/next?concept=word")
    assert page.url.path == "/coding/2"
    assert "proposes" in page.text
    sign = re.search(r'name="proposed" value="([^"]+)"', page.text)
    assert sign
    site.post("/coding/2", {"decision": "accepted", "proposed": sign[1]})
    (coding,) = site.ledger.codings.of(2)
    assert (coding.concept, coding.agreement, coding.variables["decision"]) == ("word", True, "accepted")
    sign = re.search(r'name="proposed" value="([^"]+)"', site.get("/coding/3").text)
    assert sign
    site.post("/coding/3", {"concept": "tax", "agreement": "against", "proposed": sign[1]})
    (coding,) = site.ledger.codings.of(3)
    assert (coding.concept, coding.variables["decision"]) == ("tax", "changed")
    assert coding.variables["proposed"]["concept"] == "word"


def test_nothing_decided_is_no_coding(site: Site) -> None:
    assert site.post("/coding/1", {}).status_code == 422
    assert site.ledger.codings.count() == 0
