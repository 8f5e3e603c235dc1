"""Datasets: the same by every way, whole after every end, and read in place."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

import sayso as package
from sayso.intake.archive import SourceOptions, open_sources
from sayso.ledger import Ledger
from sayso.scale import DatasetError, Settings, build, read_dataset
from sayso.scale.dataset import Dataset
from sayso.scale.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading

    Contents = Callable[[Path], dict[str, str]]

MODEL = (Path(package.__file__).parent / "models" / "en" / "settings.json").is_file()
SIZE = 10_000
GERMAN = "Der Hafen war am Montag ruhig, und niemand wollte sagen, wann die Schiffe fahren."


def test_what_is_read_back_is_what_was_read(archive: Path, tmp_path: Path, made: list[Reading]) -> None:
    report = build([archive], tmp_path / "set", Settings(), size=SIZE)

    assert list(read_dataset(tmp_path / "set")) == made
    assert [item.reading for item in open_sources([tmp_path / "set"])] == made
    assert (report.read, report.statements) == (160, sum(len(reading.statements) for reading in made))
    assert report.bytes_read == report.bytes_total == sum(path.stat().st_size for path in archive.iterdir())
    assert len(list((tmp_path / "set/readings").iterdir())) > 5


def test_two_processes_write_the_same_as_one(archive: Path, tmp_path: Path, contents: Contents) -> None:
    for jobs in (1, 2):
        build([archive], tmp_path / f"{jobs}", Settings(), jobs=jobs, size=SIZE)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_columns_say_what_the_reading_says(archive: Path, tmp_path: Path, made: list[Reading]) -> None:
    build([archive], tmp_path / "set", Settings())
    row, month = pq.read_table(tmp_path / "set/readings").slice(6, 2).to_pylist()
    reading = made[6]

    assert json.loads(row["reading"]) == reading.to_dict()
    assert (row["id"], row["title"], row["outlet"]) == (reading.article.id, "No. 6", "Post")
    assert (row["authors"], row["published"], str(row["day"])) == (["A B", "C"], "2031-03-04T10:00:00Z", "2031-03-04")
    assert (month["published"], month["day"]) == ("2031-03", None)
    assert row["place"] == f"{archive}/a.jsonl, line 7"
    assert row["n_statements"] == 1
    (said,) = row["statements"]
    assert (said["speaker"], said["speaker_kind"], said["relay"]) == (["Bram Okoye6"], ["person"], ["The Lantern"])
    assert (said["mode"], said["act"], said["denies"], said["confidence"]) == ("mixed", "forecast", True, 0.25)
    assert reading.article.text[said["start"] : said["end"]] == said["content"] == "it would be “6”, or 𝟙"
    assert (said["cue"], said["condition"], said["within"]) == ("said", None, None)


def test_duckdb_queries_it_in_place(archive: Path, tmp_path: Path, made: list[Reading]) -> None:
    duckdb = pytest.importorskip("duckdb")
    build([archive], tmp_path / "set", Settings(), size=SIZE)
    query = f"""SELECT s.act, count(*), min(s.speaker[1])
        FROM '{tmp_path}/set/readings/*.parquet', unnest(statements) t(s)
        WHERE day = DATE '2031-03-04' AND s.denies GROUP BY ALL"""
    with duckdb.connect() as connection:
        found = connection.execute(query).fetchall()
    wanted = [r for r in made if (r.article.published or "").startswith("2031-03-04") and r.statements]
    assert found == [("forecast", sum(r.statements[0].denies for r in wanted), "Bram Okoye102")]


def test_a_ledger_of_the_dataset_is_the_ledger_of_the_sources(
    archive: Path, tmp_path: Path, sayso: list[str], made: list[Reading]
) -> None:
    (archive / "hafen.txt").write_text(GERMAN, encoding="utf-8")
    _run([*sayso, "ingest", str(archive), "--output", str(tmp_path / "set"), "--jobs", "1"])
    (ran,) = pq.read_table(tmp_path / "set/unread").to_pylist()
    for source, ledger in ((archive, "plain.db"), (tmp_path / "set", "set.db")):
        _run([*sayso, "ingest", str(source), "--ledger", str(tmp_path / ledger), "--jobs", "1"])

    assert (ran["language"], ran["text"]) == ("de", GERMAN)
    with Ledger(tmp_path / "plain.db") as plain, Ledger(tmp_path / "set.db") as by_set:
        assert by_set.counts() == plain.counts()
        assert by_set.counts().unread == 1
        there = [by_set.reading(article.id) for article in by_set.articles() if article.language != "de"]
        assert there == made


def test_what_is_done_is_not_done_again(archive: Path, tmp_path: Path, made: list[Reading]) -> None:
    folder = tmp_path / "set"
    build([archive / "a.jsonl"], folder, Settings(), size=SIZE)
    before = {path: path.stat().st_mtime_ns for path in (folder / "readings").iterdir()}
    report = build([archive], folder, Settings(), size=SIZE // 2)  # what is cut already stays as it is cut

    assert (report.again, report.read) == (150, 10)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert list(read_dataset(folder)) == made
    assert build([archive / "b.jsonl"], folder, Settings()).again == 10


def test_what_fails_is_listed_and_the_rest_goes_on(archive: Path, tmp_path: Path, sayso: list[str]) -> None:
    broken, missing = archive / "c.jsonl", archive / "none.warc.gz"
    broken.write_text('{"no": "text"}\n{broken\n{"text": "a\\u0000b"}\n', encoding="utf-8")
    command = [*sayso, "ingest", str(archive), str(missing), "--output", str(tmp_path / "set"), "--jobs", "1"]
    for read in (160, 0):
        ran = subprocess.run([*command, "--errors", str(tmp_path / "errors.csv")], capture_output=True, text=True)
        with (tmp_path / "errors.csv").open(newline="", encoding="utf-8") as stream:
            rows = list(csv.reader(stream))
        assert ran.returncode == 1, ran.stderr
        assert ran.stderr.startswith(f"sayso: {read} articles read")
        places = [f"{broken}, line {n}" for n in (1, 2, 3)]
        assert [place for place, _ in rows] == ["source", str(missing), *places]
        assert all(reason for _, reason in rows)


def test_a_source_that_only_failed_is_tried_again(tmp_path: Path, made: list[Reading]) -> None:
    path, folder = tmp_path / "a.json", tmp_path / "set"
    good = json.dumps(made[0].to_dict())
    path.write_text("x" * len(good.encode()), encoding="utf-8")
    assert len(build([path], folder, Settings()).failures) == 1
    path.write_text(good, encoding="utf-8")
    report = build([path], folder, Settings())
    assert (report.read, report.failures) == (1, [])


def test_a_dataset_is_not_mixed(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    build([archive], folder, Settings())
    with pytest.raises(DatasetError, match="force is True now and was False"):
        build([archive], folder, Settings(force=True))
    with pytest.raises(DatasetError, match="columns"):
        build([archive], folder, Settings(options=SourceOptions(columns={"text": "body"})))
    (archive / "b.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"b\.jsonl has changed"):
        build([archive], folder, Settings())
    with pytest.raises(DatasetError, match="something else"):
        build([archive], archive, Settings())
    with pytest.raises(DatasetError, match="no dataset"):
        next(read_dataset(archive))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_dataset_that_cannot_be_written_is_told(archive: Path, tmp_path: Path, jobs: int) -> None:
    (tmp_path / "set/.sayso").mkdir(parents=True)
    (tmp_path / "set/readings/000000.parquet").mkdir(parents=True)
    with pytest.raises(DatasetError, match="set cannot be written: Is a directory"):
        build([archive], tmp_path / "set", Settings(), jobs=jobs, size=SIZE)


def test_an_item_at_which_workers_die_fails_alone(archive: Path, tmp_path: Path, made: list[Reading]) -> None:
    item = f"{archive}/a.jsonl#line 3"
    left = {"host": "", "pid": 0, "item": item, "deaths": {item: 2}}  # two died before, and this one now
    dataset = Dataset(tmp_path / "set")
    with dataset.begun(Settings()):
        slices = dataset.slices({str(path): path.stat().st_size for path in sorted(archive.iterdir())}, 2**20)
        (dataset.folder / ".sayso/at/000000.json").write_text(json.dumps(left), encoding="utf-8")
        note = Worker(dataset.folder, Settings()).work(slices[0])

    assert note.failures == [(f"{archive}/a.jsonl, line 3", "3 processes that read it died")]
    assert list(read_dataset(dataset.folder)) == made[:2] + made[3:]


def test_a_run_that_was_killed_blames_no_item(archive: Path, tmp_path: Path, made: list[Reading]) -> None:
    folder, item = tmp_path / "set", f"{archive}/a.jsonl#line 3"
    (folder / ".sayso/at").mkdir(parents=True)
    left = {"host": "", "pid": 0, "item": item, "deaths": {item: 2}}
    (folder / ".sayso/at/000000.json").write_text(json.dumps(left), encoding="utf-8")

    assert build([archive], folder, Settings()).failures == []
    assert list(read_dataset(folder)) == made


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_again_and_again_it_is_exact_in_the_end(
    archive: Path, tmp_path: Path, sayso: list[str], contents: Contents, jobs: int
) -> None:
    build([archive], tmp_path / "whole", Settings(), size=SIZE)
    dice = random.Random(jobs)
    command = [*sayso, "ingest", str(archive), "--output", str(tmp_path / "set"), "--part-size", str(SIZE)]
    for _ in range(4):
        running = subprocess.Popen([*command, "--jobs", str(jobs)], stderr=subprocess.PIPE, start_new_session=True)
        _until((tmp_path / "set/.sayso/done").is_dir)
        time.sleep(dice.random() * 0.4)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
    _run([*command, "--jobs", str(jobs)])
    assert contents(tmp_path / "set") == contents(tmp_path / "whole")
    assert not list((tmp_path / "set/.sayso/aside").iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not MODEL, reason="the model is not here")
def test_a_worker_that_is_killed_is_followed_by_another(
    tmp_path: Path, sayso: list[str], invented: Any, contents: Contents
) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(invented.warc(invented.pages(24))))
    command = [*sayso, "ingest", str(path), "--part-size", "8000", "--output"]
    _run([*command, str(tmp_path / "whole"), "--jobs", "1"])
    running = subprocess.Popen([*command, str(tmp_path / "set"), "--jobs", "2"], stderr=subprocess.PIPE, text=True)
    os.kill(_worker(tmp_path / "set"), signal.SIGKILL)
    said = running.communicate()[1]
    assert running.returncode == 0, said
    assert said.startswith("sayso: 24 articles read")
    assert contents(tmp_path / "set") == contents(tmp_path / "whole")


@pytest.mark.slow
@pytest.mark.skipif(not MODEL, reason="the model is not here")
def test_ctrl_c_stops_it_and_it_goes_on(tmp_path: Path, sayso: list[str], invented: Any, contents: Contents) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(invented.warc(invented.pages(24))))
    command = [*sayso, "ingest", str(path), "--part-size", "8000", "--jobs", "2", "--output"]
    _run([*command, str(tmp_path / "whole")])
    running = subprocess.Popen(
        [*command, str(tmp_path / "set")], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    _until(lambda: any((tmp_path / "set/.sayso/done").glob("*")))
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate()[1]
    assert running.returncode == 130
    assert "Traceback" not in said
    assert not list((tmp_path / "set/.sayso/at").iterdir())
    assert "were there already" in _run([*command, str(tmp_path / "set")])
    assert contents(tmp_path / "set") == contents(tmp_path / "whole")


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--output", "x", "--ledger", "y"],
        ["--ledger", "x", "--engine", "ray"],
        ["--output", "x", "--address", "h:1"],
    ],
)
def test_options_that_do_not_go_together_are_told(archive: Path, sayso: list[str], options: list[str]) -> None:
    ran = subprocess.run([*sayso, "ingest", str(archive), *options], capture_output=True, text=True)
    assert ran.returncode == 2
    assert "--" in ran.stderr.splitlines()[-1]


def _run(command: list[str]) -> str:
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stderr


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 300
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def _worker(folder: Path) -> int:
    """The process that is at an item just now."""
    pids: list[int] = []

    def found() -> bool:
        for path in (folder / ".sayso/at").glob("*"):
            try:
                pids.append(json.loads(path.read_text(encoding="utf-8"))["pid"])
            except (OSError, ValueError):
                continue  # it is done, or being written
        return bool(pids)

    _until(found)
    return pids[0]
