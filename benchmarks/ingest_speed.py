"""How fast an archive becomes a ledger: ``python -m benchmarks.ingest_speed --data FOLDER``.

``FOLDER`` holds plain text articles, ``FOLDER/*.txt``, such as ``polnear/train/text``. Each becomes an HTML page with a
head, navigation and a footer around its paragraphs, and the pages become a WARC as Common Crawl News has them: one
response a record, each record packed with gzip by itself. Where there are fewer articles than ``--articles``, they come
again with a line at the end that tells them apart, so that each is read.

In turn, ``--repeat`` times, the command ``sayso ingest`` takes the archive into a new ledger with one job and with two,
as processes of their own; the ratio is that of the medians. Processor seconds are given besides: they tell, also on a
machine that is not idle, how much work two jobs make that one does not. Then one process takes it in with one job, with
clocks around its parts: the archive (WARC records), pages (HTML to text and metadata), the reading (of it the encoder),
the signature that finds near-duplicates, and the store; these clocks count processor seconds. ``--cores`` says on which
cores; run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import html
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINKS = "".join(f"<li><a href='/{name}'>{name.title()}</a></li>" for name in ("news", "politics", "world", "sports"))
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="The Benchmark"><meta property="article:published_time" content="2026-01-15">
<meta name="author" content="Nora Field"><script>var tracker = {{id: {number}, tags: []}};</script></head>
<body><nav><ul>{links}</ul></nav><main><article><h1>{title}</h1>{paragraphs}</article></main>
<aside><h2>Most read</h2><ul>{links}</ul></aside><footer><p>All rights reserved.</p></footer></body></html>"""


def page(text: str, number: int) -> bytes:
    """An article as a page of a news site."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in parts)
    title = html.escape(parts[0][:80])
    return _PAGE.format(title=title, number=number, links=_LINKS, paragraphs=paragraphs).encode()


def record(body: bytes, number: int) -> bytes:
    """A page as a packed record of a WARC."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://benchmark.example/{number}\r\n"
    head += f"WARC-Date: 2026-01-15T10:20:30Z\r\nWARC-Record-ID: <urn:uuid:{number:08}-0000-4000-8000-000000000000>\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def write_warc(folder: Path, count: int, path: Path) -> int:
    """Write so many articles; how many words they have."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
    words = 0
    with path.open("wb") as stream:
        for number in range(count):
            again, at = divmod(number, len(texts))
            text = texts[at] + (f"\nThis article came again, as number {number}." if again else "")
            words += len(text.split())
            stream.write(record(page(text, number), number))
    return words


def by_command(warc: Path, ledger: Path, jobs: int, cores: Sequence[int]) -> tuple[float, float]:
    """Seconds of one ``sayso ingest``, its start included; and processor seconds of all its processes."""
    words = [sys.executable, "-m", "sayso", "ingest", str(warc), "--ledger", str(ledger), "--jobs", str(jobs)]
    before, start = _used(), time.perf_counter()
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, preexec_fn=lambda: os.sched_setaffinity(0, cores)
    )
    taken, used = time.perf_counter() - start, _used() - before
    if done.returncode:
        raise SystemExit(done.stderr)
    told = done.stderr.strip().splitlines()[-1]
    print(f"  {jobs} jobs: {taken:.1f} s, {used:.1f} processor seconds; {told}", flush=True)
    return taken, used


def _used() -> float:
    """Processor seconds of all processes that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Clocks:
    """Processor seconds spent in parts of the work; a part within another is counted in both."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = defaultdict(float)

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        start = time.process_time()
        try:
            yield
        finally:
            self.taken[name] += time.process_time() - start

    def around(self, owner: Any, attribute: str, name: str) -> None:
        """Put a clock around a function of a module or a method of a class."""
        work = getattr(owner, attribute)

        def timed(*given: Any, **more: Any) -> Any:
            with self.on(name):
                return work(*given, **more)

        setattr(owner, attribute, timed)

    def through(self, name: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            with self.on(name):
                item = next(items, None)
            if item is None:
                return
            yield item


def in_parts(warc: Path, place: Path) -> dict[str, float]:
    """Seconds of each part of an ingest with one job, in this process."""
    from sayso.intake.archive import raw_items
    from sayso.ledger import Ledger, ingest, workers
    from sayso.reading.reader import Reader

    clocks = Clocks()
    clocks.around(workers, "to_article", "pages")
    clocks.around(workers, "signature", "signature")
    clocks.around(Reader, "read", "reading")
    clocks.around(ingest._Writer, "_write", "store")
    _time_encoder(clocks)
    with Ledger(place) as ledger, clocks.on("all"):
        work = ingest.Work(str(place), ledger.run("en"))
        ingest.ingest(ledger, clocks.through("archive", raw_items([str(warc)])), work)
    return dict(clocks.taken)


def _time_encoder(clocks: Clocks) -> None:
    """A clock around onnxruntime itself."""
    import onnxruntime

    class Timed(onnxruntime.InferenceSession):  # type: ignore[misc]
        def run(self, *given: Any, **more: Any) -> Any:
            with clocks.on("encoder"):
                return super().run(*given, **more)

    onnxruntime.InferenceSession = Timed


def report(taken: dict[str, float]) -> None:
    """Print where the time goes."""
    whole = taken["all"]
    around = whole - taken["encoder"]
    outside = whole - taken["reading"]
    for name in ("all", "archive", "pages", "signature", "reading", "encoder", "store"):
        print(f"  {name:10} {taken.get(name, 0):7.1f} s  {taken.get(name, 0) / whole:6.1%}")
    print(f"  archive, pages, signature and store: {outside / whole:.1%} of the time (floor: at most 35 %)")
    print(f"  all but the encoder's own session, with the understanding of what it finds: {around / whole:.1%}")


def compare(runs: dict[int, list[tuple[float, float]]], articles: int, words: int) -> None:
    """Print the rates, and how many times faster two jobs are."""
    seconds = {jobs: statistics.median(taken for taken, _ in made) for jobs, made in runs.items()}
    used = {jobs: statistics.median(used for _, used in made) for jobs, made in runs.items()}
    for jobs, taken in seconds.items():
        rates = f"{articles / taken:.2f} articles and {words / taken:,.0f} words a second"
        print(f"{jobs} jobs: {taken:.1f} s, {rates}; {used[jobs]:.1f} processor seconds")
    print(f"two jobs are {seconds[1] / seconds[2]:.2f} times as fast as one (floor 1.7)")
    print(f"two cores with nothing else to do could not be more than {2 * used[1] / used[2]:.2f} times as fast")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--cores", type=int, nargs="+", default=sorted(os.sched_getaffinity(0)))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder, "news.warc.gz")
        words = write_warc(given.data, given.articles, warc)
        print(
            f"{given.articles} articles, {words:,} words, {warc.stat().st_size:,} bytes; cores {given.cores}",
            flush=True,
        )
        runs: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for turn in range(given.repeat):
            for jobs, made in runs.items():
                made.append(by_command(warc, Path(folder, f"{turn}-{jobs}.db"), jobs, given.cores))
        compare(runs, given.articles, words)
        print("one job, in parts:")
        report(in_parts(warc, Path(folder, "parts.db")))


if __name__ == "__main__":
    main()
