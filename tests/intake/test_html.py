from __future__ import annotations

import logging
import warnings
from pathlib import Path

import pytest

from sayso.errors import EmptyInput, InputError, NotText
from sayso.intake import is_english, read_html

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGES = sorted((SHARED / "intake/pages").glob("*.html"))

SAID = "The mayor of Oststadt, Ann Lee, said on Monday that the new bridge would be opened before the end of the year."
DENIED = "“Nobody told us anything about it,” said Paul Roe, the head of the builders, who had not been asked before."
PAGE = f"""<!doctype html><html lang="en"><head><title>Bridge to open | Oststadt Post</title>
<meta property="og:title" content="Bridge to open"><meta property="og:site_name" content="Oststadt Post">
<meta name="author" content="Jo Writer"><meta property="article:published_time" content="2024-03-05T08:00:00Z">
<link rel="canonical" href="https://post.example/bridge"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge to open</h1><p>{SAID}</p><p>{DENIED}</p><p>{SAID.replace("Monday", "Friday")}</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_article() -> None:
    article = read_html(PAGE.encode())
    assert article.title == "Bridge to open"
    assert article.outlet == "Oststadt Post"
    assert article.authors == ("Jo Writer",)
    assert article.published == "2024-03-05"
    assert article.url == "https://post.example/bridge"
    assert f"{SAID}\n\n{DENIED}\n\n" in article.text
    assert "rights" not in article.text
    assert "Home" not in article.text


def test_the_address_that_is_known_outweighs_the_page() -> None:
    assert read_html(PAGE.encode(), url="https://other.example/").url == "https://other.example/"


def test_what_a_page_does_not_say_is_not_known() -> None:
    article = read_html(f"<html><body><p>{SAID}</p><p>{DENIED}</p></body></html>".encode())
    assert (article.title, article.outlet, article.authors) == (None, None, ())
    assert (article.published, article.url, article.language) == (None, None, None)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 10_000 + f"<p>{SAID}</p>" + "</div>" * 10_000,
        "<div><b><i>" * 10_000 + SAID,
        "<table><tr><td>" * 3000 + SAID,
        f"<p>{SAID}",
        f"<html><head><title>x</title><body><p>{SAID}<p {'a=1 ' * 50_000}>more</p></body>",
        f"<p>{SAID}</p><script>{'var x;' * 1000}",
        f"<p>{SAID}</p>" + "<!--" * 20_000,
        f"<p>{SAID}</p>" + "<title " * 700_000,
        f"<p>{SAID}</p>&#{'9' * 5000};" + " " * 5_000_000,
        f"<p>{SAID}</p>" + "<a href='" * 20_000,
        f"<?xml version='1.0' encoding='iso-8859-1'?><html><body><p>{SAID}</p></body></html>",
        f"<p>{SAID}</p>&#0;&#xD800;&#1;&nosuch;&#99999999999;",
        PAGE[: PAGE.index("</article>") - 30],
    ],
)
def test_a_broken_page_still_gives_its_text(page: str) -> None:
    assert SAID in read_html(page.encode()).text


def test_a_huge_page_is_read() -> None:
    long = " ".join([SAID] * 10)
    paragraphs = "".join(f"<p>{number}: {long}</p>" for number in range(5000))
    text = read_html(f"<html><title>Long</title><body>{paragraphs}</body></html>".encode()).text
    assert text.startswith(f"0: {long}\n\n1: ")
    assert text.endswith(f"4999: {long}")


def test_pictures_in_a_page_do_not_make_it_huge() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 6_000_000}">'
    assert read_html(PAGE.replace("<h1>", f"{picture}<h1>").encode()).outlet == "Oststadt Post"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><script>var text = 1</script></html>", "<p> &nbsp; </p>", "<!--"]
)
def test_a_page_without_text_is_a_clear_error(page: str) -> None:
    with pytest.raises(InputError, match="shows no text"):
        read_html(page.encode())


def test_empty_and_binary_pages_are_refused() -> None:
    with pytest.raises(EmptyInput):
        read_html(b" \n")
    with pytest.raises(NotText):
        read_html(b"<html>\0\1\2</html>")


def test_nothing_is_said_about_a_page(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), warnings.catch_warnings(record=True) as warned:
        read_html(b"<html><body>too little</body></html>")
    assert caplog.records == []
    assert warned == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not PAGES, reason="the corpora are absent")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:30])
def test_real_pages_are_read(path: Path) -> None:
    article = read_html(path.read_bytes())
    assert len(article.text) > 400
    assert article.title
    assert "\ufffd" not in article.text
    assert "\n\n" in article.text
    german = ".de." in path.name or path.name.startswith("de.") or ".de-" in path.name
    assert not (german and is_english(article.text))
