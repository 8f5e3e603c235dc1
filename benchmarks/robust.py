"""``python -m benchmarks.robust``: the span figures where the same texts look otherwise, and by publisher.

The variations keep every offset, so that the gold holds for them as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from sayso.article import Span
from sayso.errors import SaysoError
from sayso.evaluate import GoldArticle, evaluate, publisher

from . import corpus, page
from .__main__ import FOLDER, PAGE
from .runs import pin
from .systems import SYSTEMS, Read
from .table import machine, markdown

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.record import Attribution, Statement

STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'"})
FIGURES = ("attr", "content_src", "exact.source", "exact.cue", "exact.content")
SUBSETS = ("", "direct.", "indirect.")

Change = Callable[[str], str]


def lower_headline(text: str) -> str:
    """The first line in lower case, but for characters whose lower case is longer."""
    headline, line_break, rest = text.partition("\n")
    return "".join(low if len(low := c.lower()) == 1 else c for c in headline) + line_break + rest


def straight_quotes(text: str) -> str:
    """Curly quotation marks and apostrophes made straight."""
    return text.translate(STRAIGHT)


VARIATIONS: Mapping[str, Change] = {
    "as printed": lambda text: text,
    "headline in lower case": lower_headline,
    "straight quotes": straight_quotes,
    "both": lambda text: straight_quotes(lower_headline(text)),
}


def changed(article: GoldArticle, change: Change) -> GoldArticle:
    """The article with another text of the same length; its spans are cut from it anew."""
    text = change(article.text)
    if len(text) != len(article.text):
        raise SaysoError(f"{article.name}: the changed text has another length")
    return GoldArticle(article.name, text, [_cut(one, text) for one in article.attributions])


def _cut(one: Attribution | Statement, text: str) -> Attribution | Statement:
    source, cue, content = (
        tuple(Span.of(text, s.start, s.end) for s in spans) for spans in (one.source, one.cue, one.content)
    )
    return replace(one, source=source, cue=cue, content=content)


def report(articles: Sequence[GoldArticle], read: Read) -> str:
    """Two tables: variations by kind of attribution, and publishers."""
    rows: list[list[str]] = []
    for name, change in VARIATIONS.items():
        print(f"reading: {name}", file=sys.stderr)
        varied = [changed(a, change) for a in articles]
        readings = corpus.readings(varied, read([a.text for a in varied]).found)
        figures = evaluate(varied, readings)
        rows += [_row(f"{name}: {subset.rstrip('.') or 'all'}", figures, subset) for subset in SUBSETS]
        if name == "as printed":
            publishers = _publishers(varied, readings)
    texts = markdown(("text", *FIGURES, "alpha"), rows)
    return f"{texts}\n\n{markdown(('publisher', 'articles', *FIGURES, 'alpha'), publishers)}"


def _publishers(articles: Sequence[GoldArticle], readings: Sequence[Mapping[str, object]]) -> list[list[str]]:
    rows = []
    for name in sorted({publisher(a.name) for a in articles}):
        theirs = [a for a in articles if publisher(a.name) == name]
        label, *figures = _row(name, evaluate(theirs, readings), "")
        rows.append([label, str(len(theirs)), *figures])
    return rows


def _row(label: str, figures: Mapping[str, float], subset: str) -> list[str]:
    alpha = "" if subset else f"{figures['alpha']:.3f}"
    return [label, *(f"{figures[subset + name]:.3f}" for name in FIGURES), alpha]


@click.command()
@click.option("--data", type=FOLDER, required=True, help="Folder with text/ and attributions/, as in PolNeAR.")
@click.option("--words", type=click.IntRange(1), help="Only about so many words; all of them by default.")
@click.option("--system", type=click.Choice(list(SYSTEMS)), default="sayso", show_default=True)
@click.option("--core", type=click.IntRange(0), help="The core to run on; the last one by default.")
@click.option("--write", type=PAGE, help="Put the tables into this page, between its robustness comments.")
def main(data: Path, words: int | None, system: str, core: int | None, write: Path | None) -> None:
    """Score one system on the texts as they are and as they might look elsewhere."""
    try:
        pin(core)
        articles = corpus.load(data, words)
        title = f"{date.today().isoformat()}: {SYSTEMS[system].label}, {len(articles)} articles. {machine()}."
        text = f"{title}\n\n{report(articles, SYSTEMS[system].load())}"
        print(text)
        if write:
            page.replace_part(write, "robustness", text)
    except ModuleNotFoundError as error:
        sys.exit(f"Error: {SYSTEMS[system].label}: not installed: {error.name}")
    except (SaysoError, page.PageError, OSError) as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.robust")
