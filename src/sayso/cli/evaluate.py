"""``sayso evaluate``: readings and gold in, figures out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..article import Article
from ..evaluate import GoldArticle, evaluate, load_gold, load_polnear, load_readings, people_bench, publisher

if TYPE_CHECKING:
    from ..record import Reading

__all__ = ["command"]

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

Figures = Mapping[str, float]


@click.command("evaluate")
@click.argument("readings", type=_FILE, required=False)
@click.option("--gold", type=_FOLDER, help="Folder of NAME.gold.json files.")
@click.option("--texts", type=_FOLDER, help="Folder of their NAME.txt files; without it, the gold folder.")
@click.option("--polnear", type=_FOLDER, help="Folder with text/ and attributions/ in brat's form.")
@click.option("--people", is_flag=True, help="Only the articles that several people annotated.")
@click.option("--by", type=click.Choice(["publisher"]), help="The figures once more for each publisher.")
@click.option("--read", "read_now", is_flag=True, help="Read the texts now instead of taking READINGS.")
@click.option("--json", "output", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures there too.")
def command(
    readings: Path | None,
    gold: Path | None,
    texts: Path | None,
    polnear: Path | None,
    people: bool,
    by: str | None,
    read_now: bool,
    output: Path | None,
) -> None:
    """Score READINGS, one a line in the interchange format, against gold."""
    _check_usage(readings, gold, polnear, people, by, read_now)
    articles = load_polnear(polnear) if polnear else load_gold(gold or Path(), texts)
    if people:
        articles = [a for a in articles if len(a.annotators) > 1]
    read = list(load_readings(readings)) if readings else _read(articles)
    score = people_bench if people else evaluate
    figures = {"all": score(articles, read)}
    if by:
        figures |= _by_publisher(articles, read, score)
    _show(figures)
    if output:
        output.write_text(json.dumps(figures if by else figures["all"], indent=1), encoding="utf-8")


def _check_usage(
    readings: Path | None, gold: Path | None, polnear: Path | None, people: bool, by: str | None, read_now: bool
) -> None:
    if (readings is None) != read_now:
        raise click.UsageError("give either READINGS or --read")
    if (gold is None) == (polnear is None):
        raise click.UsageError("give either --gold or --polnear")
    if people and polnear is None:
        raise click.UsageError("--people needs --polnear")
    if people and by:
        raise click.UsageError("--people cannot be split --by publisher")


def _read(articles: Sequence[GoldArticle]) -> list[Reading]:
    from ..reading.reader import Reader

    return list(Reader().read_many(Article(a.text) for a in articles))


def _by_publisher(
    articles: Sequence[GoldArticle],
    readings: Sequence[Reading],
    score: Callable[[Sequence[GoldArticle], Sequence[Reading]], dict[str, float]],
) -> dict[str, dict[str, float]]:
    groups: dict[str, list[GoldArticle]] = {}
    for article in articles:
        groups.setdefault(publisher(article.name), []).append(article)
    return {name: score(groups[name], readings) for name in sorted(groups)}


def _show(groups: Mapping[str, Figures]) -> None:
    for name, figures in groups.items():
        if len(groups) > 1:
            click.echo(f"\n# {name}" if name != "all" else "# all")
        for key, value in figures.items():
            click.echo(f"{key:26} {value:.4f}" if isinstance(value, float) else f"{key:26} {value}")
