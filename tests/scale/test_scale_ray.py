"""The same dataset from a Ray cluster of two nodes as from this machine alone, whatever happens to the workers."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sayso as package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Contents = Callable[[Path], dict[str, str]]

MODEL = (Path(package.__file__).parent / "models" / "en" / "settings.json").is_file()

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a cluster of two nodes with one core each."""
    command = [sys.executable, str(Path(__file__).with_name("two_nodes.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        found = running.stdout.readline().strip()
        assert found
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, invented: Any) -> Path:
    """A WARC with 24 pages."""
    path = tmp_path_factory.mktemp("pages") / "news.warc.gz"
    path.write_bytes(b"".join(invented.warc(invented.pages(24))))
    return path


@pytest.fixture(scope="module")
def whole(pages: Path) -> Path:
    """What the local engine makes of it."""
    folder = pages.parent / "whole"
    command = [sys.executable, "-m", "sayso", "ingest", str(pages), "--output", str(folder)]
    subprocess.run([*command, "--jobs", "1", "--part-size", "6000", "-q"], check=True)
    return folder


@pytest.fixture
def on_ray(sayso: list[str], pages: Path, tmp_path: Path, address: str) -> list[str]:
    """The command that reads it on the cluster."""
    command = [*sayso, "ingest", str(pages), "--output", str(tmp_path / "set"), "--part-size", "6000"]
    return [*command, "--engine", "ray", "--address", address]


def test_all_kinds_of_sources_give_the_same_rows(
    archive: Path, sayso: list[str], tmp_path: Path, address: str, contents: Contents
) -> None:
    (archive / "hafen.txt").write_text("Der Hafen war am Montag ruhig, und niemand wollte das sagen.", encoding="utf-8")
    (archive / "c.jsonl").write_text("{broken\n", encoding="utf-8")
    command = [*sayso, "ingest", str(archive), "--part-size", "20000", "--output"]
    said = []
    for name, engine in (("local", ["--jobs", "2"]), ("ray", ["--engine", "ray", "--address", address])):
        ran = subprocess.run([*command, str(tmp_path / name), *engine], capture_output=True, text=True, check=False)
        assert ran.returncode == 1  # the broken line
        said.append([line.partition(" (")[0] for line in ran.stderr.splitlines()])
    assert said[0] == said[1]
    assert contents(tmp_path / "local") == contents(tmp_path / "ray")


@pytest.mark.skipif(not MODEL, reason="the model is not here")
def test_a_worker_is_killed_and_nothing_is_missing_or_double(
    on_ray: list[str], whole: Path, tmp_path: Path, contents: Contents
) -> None:
    running = subprocess.Popen(on_ray, stderr=subprocess.PIPE, text=True)
    _until(lambda: any((tmp_path / "set/.sayso/done").glob("*")))
    os.kill(_worker(tmp_path / "set"), signal.SIGKILL)
    said = running.communicate()[1]
    assert running.returncode == 0, said
    assert "24 articles read" in said
    assert contents(tmp_path / "set") == contents(whole)


@pytest.mark.skipif(not MODEL, reason="the model is not here")
def test_ctrl_c_stops_the_cluster_and_it_goes_on(
    on_ray: list[str], whole: Path, tmp_path: Path, contents: Contents
) -> None:
    running = subprocess.Popen(on_ray, stderr=subprocess.PIPE, text=True, start_new_session=True)
    _until(lambda: any((tmp_path / "set/.sayso/done").glob("*")))
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate()[1]
    assert running.returncode == 130, said
    assert "Traceback" not in said
    ran = subprocess.run(on_ray, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "were there already" in ran.stderr
    assert contents(tmp_path / "set") == contents(whole)


def test_a_dataset_that_cannot_be_written_is_told(
    archive: Path, sayso: list[str], tmp_path: Path, address: str
) -> None:
    (tmp_path / "set/.sayso").mkdir(parents=True)
    (tmp_path / "set/readings/000000.parquet").mkdir(parents=True)
    command = [*sayso, "ingest", str(archive), "--output", str(tmp_path / "set"), "--engine", "ray", "-q"]
    ran = subprocess.run([*command, "--address", address], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, f"Error: {tmp_path}/set cannot be written: Is a directory\n")


def test_no_cluster_is_told_in_one_line(archive: Path, sayso: list[str], tmp_path: Path) -> None:
    command = [*sayso, "ingest", str(archive), "--output", str(tmp_path / "set"), "--engine", "ray", "-q"]
    ran = subprocess.run([*command, "--address", "127.0.0.1:9"], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "no Ray cluster answers at 127.0.0.1:9" in ran.stderr
    assert "Traceback" not in ran.stderr


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
