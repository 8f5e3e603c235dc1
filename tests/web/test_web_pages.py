"""What each page shows, and what can be done there."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from sayso.ledger import Ledger

from .conftest import TEXT, made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Site

PAGES = ("/", "/read", "/articles", "/statements", "/actors", "/coding")


def plain(page: str) -> str:
    """What stands between the tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page))


def test_an_article_shows_its_text_its_statements_and_who_says_them(site: Site) -> None:
    (article,) = site.ledger.articles()
    page = site.get(f"/article/{article.id}").text
    assert "The harbour tax" in page
    assert "Courier" in page
    assert page.count('class="card l') == 3
    assert "that the tax would rise" in plain(page)
    assert "Courier ▸ Ilse Torvald · forecast · if the council agreed" in page
    assert "Gazette" in page
    assert "denies" in page


def test_the_words_of_an_article_are_all_there_and_in_order(site: Site) -> None:
    (article,) = site.ledger.articles()
    page = site.get(f"/article/{article.id}").text
    paragraphs = re.findall(r'<p class="text"[^>]*>(.*?)</p>', page, re.DOTALL)
    shown = [re.sub(r'<a class="mark.*?</a>', "", p, flags=re.DOTALL) for p in paragraphs]
    assert [re.sub(r"<[^>]*>", "", p) for p in shown] == TEXT.split("\n\n")


def test_filters_leave_the_statements_of_one_speaker_or_act(site: Site) -> None:
    (article,) = site.ledger.articles()
    page = site.get(f"/article/{article.id}?speaker=a2").text
    assert len(re.findall(r'class="card l\w off"', page)) == 2
    assert len(re.findall(r'class="card l\w off"', site.get(f"/article/{article.id}?act=forecast").text)) == 2


def test_an_article_that_is_not_there_is_a_plain_404(site: Site) -> None:
    answer = site.get("/article/nowhere")
    assert answer.status_code == 404
    assert "there is no article" in plain(answer.text)
    assert site.get("/nothing").status_code == 404


def test_search_finds_words_and_counts_facets(site: Site) -> None:
    page = site.get("/statements?q=tax").text
    assert "<mark>tax</mark>" in page
    assert "<b>2</b> statements" in page
    assert re.search(r"Ilse Torvald</bdi> <span class=\"n\">1<", page)
    narrowed = site.get("/statements", params={"q": "tax", "speaker": "Ilse Torvald"}).text
    assert "<b>1</b> statement" in narrowed
    assert "Nothing fits" in site.get("/statements?q=volcano").text


def test_a_query_that_is_not_understood_says_why(site: Site) -> None:
    answer = site.get("/statements?q=speeker:Torvald")
    assert answer.status_code == 400
    assert "did you mean speaker:?" in answer.text


def test_what_is_found_can_be_saved(site: Site) -> None:
    found = site.get("/statements.json?q=tax").json()
    assert sorted(hit["act"] for hit in found) == ["claim", "forecast"]
    rows = list(csv.DictReader(io.StringIO(site.get("/statements.csv?q=tax").text)))
    assert {row["speakers"] for row in rows} == {"Ilse Torvald", "a spokesman"}


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(room: Callable[..., Site], tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.db") as ledger:
        ledger.add(made(title="=HYPERLINK(1)"))
    rows = csv.DictReader(io.StringIO(room(tmp_path / "x.db").get("/statements.csv").text))
    assert {row["title"] for row in rows} == {"'=HYPERLINK(1)"}


def test_an_actor_page_has_all_that_the_actor_said(site: Site) -> None:
    (actor,) = site.ledger.actors.find("Ilse Torvald")
    page = site.get(f"/actor/{actor.number}").text
    assert "2 statements" in plain(page)
    said = [plain(item) for item in re.findall(r'<span class="said">(.*?)</span>', page)]
    assert sorted(said) == ["the harbour tax would go if the council agreed", "“We may keep our word,”"]
    assert site.get("/actor/999").status_code == 404


def test_actors_are_found_by_the_beginning_of_a_name(site: Site) -> None:
    assert "Ilse Torvald" in site.get("/actors?name=torv").text
    assert "Nobody has a name like that" in site.get("/actors?name=zzz").text


def test_an_actor_is_renamed_merged_and_all_is_undone(room: Callable[..., Site], tmp_path: Path) -> None:
    with Ledger(tmp_path / "two.db") as ledger:
        ledger.add_many([made(), made(text=TEXT + " Again.", speaker="Ilsa Thorvald")])
    site = room(tmp_path / "two.db")
    (one,), (other,) = site.ledger.actors.find("Ilse Torvald"), site.ledger.actors.find("Ilsa Thorvald")
    listed = site.get(f"/actor/{one.number}?edit=1&other=Thorvald").text
    assert f'value="{other.number}"' in listed
    site.post(f"/actor/{one.number}", {"what": "merge", "other": str(other.number)})
    assert site.ledger.actors.get(one.number).statements == 4
    site.post(f"/actor/{one.number}", {"what": "rename", "name": "Mayor Torvald"})
    assert "Mayor Torvald" in site.get(f"/actor/{one.number}").text
    for action in site.ledger.actors.history()[::-1]:
        site.post(f"/actor/{one.number}", {"what": "undo", "action": str(action.number)})
    assert site.ledger.actors.get(one.number).name == "Ilse Torvald"
    assert site.ledger.actors.get(other.number).statements == 2


def test_an_actor_is_split(room: Callable[..., Site], tmp_path: Path) -> None:
    with Ledger(tmp_path / "two.db") as ledger:
        ledger.add_many([made(), made(text=TEXT + " Again.")])
    site = room(tmp_path / "two.db")
    (actor,) = site.ledger.actors.find("Ilse Torvald")
    first = next(site.ledger.articles())
    site.post(f"/actor/{actor.number}", {"what": "split", "article": first.id, "name": "Another Torvald"})
    assert [a.statements for a in site.ledger.actors.find("Another Torvald")] == [2]
    refused = site.post(f"/actor/{actor.number}", {"what": "split"})
    assert refused.status_code == 400


def test_the_overview_counts_and_links_to_the_statements(site: Site) -> None:
    page = site.get("/").text
    assert "Ilse Torvald" in page
    assert 'href="/statements?act=forecast"' in page
    assert 'href="/statements?kind=unnamed"' in page
    assert "/statements?after=2025-03&amp;before=2025-04" in page


def test_the_overview_tells_what_became_of_forecasts(site: Site) -> None:
    forecast = next(k.number for k in site.ledger.statements() if k.statement.act == "forecast")
    assert "open: what became of this forecast" in site.get("/").text
    site.post(f"/coding/{forecast}/correct", {"what": "outcome", "outcome": "partly"})
    assert "partly: what became of this forecast" in site.get("/").text


def test_an_empty_ledger_says_what_to_do(room: Callable[..., Site], tmp_path: Path) -> None:
    site = room(tmp_path / "empty.db")
    assert "The ledger is empty" in site.get("/").text
    for path in PAGES:
        assert site.get(path).status_code == 200, path


@pytest.mark.usefixtures("model")
def test_an_article_is_read_on_the_spot_and_kept(room: Callable[..., Site], tmp_path: Path) -> None:
    site = room(tmp_path / "new.db")
    text = "Mayor Ann Lee said the bridge is safe."
    page = site.post("/read", {"text": text, "outlet": "The Courier"})
    assert page.url.path.startswith("/read/")
    assert "Ann Lee" in page.text
    assert not list(site.ledger.articles())
    kept = site.post(f"{page.url.path}/keep")
    assert kept.url.path.startswith("/article/")
    (article,) = site.ledger.articles()
    assert (article.text, article.outlet) == (text, "The Courier")


def test_nothing_and_private_addresses_are_not_read(site: Site) -> None:
    assert "one of the two" in site.post("/read", {"text": " "}).text
    answer = site.post("/read", {"url": f"{site.url}/articles"})
    assert answer.status_code == 400
    assert "private or local" in plain(answer.text) or "refused" in plain(answer.text)


def test_pages_are_light(site: Site) -> None:
    (article,) = site.ledger.articles()
    for path in (*PAGES, f"/article/{article.id}", "/coding/1"):
        answer = site.get(path)
        parts = re.findall(r'(?:href|src)="(/static/[^"]+)"', answer.text)
        assert len(answer.content) + sum(len(site.get(part).content) for part in parts) < 400_000, path
