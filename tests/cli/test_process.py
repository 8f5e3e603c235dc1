"""What only a process of its own shows: signals, pipes, the terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = subprocess.CompletedProcess[bytes]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and named pipes of POSIX")


def test_the_module_is_the_command(run: Callable[..., Run]) -> None:
    assert run("--version").stdout.startswith(b"sayso ")
    assert run("evaluate", "--help").returncode == 0


def test_a_failure_is_a_plain_line_and_no_traceback(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("read", tmp_path / "none.txt")

    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("word", ["--help", "read --help", "search --help"])
def test_help_needs_no_extra(word: str) -> None:
    """As in a plain installation, which lacks these packages."""
    ran = _without(("sqlalchemy", "alembic", "datasketch", "igraph", "pandas", "pyarrow", "scipy"), *word.split())

    assert ran.returncode == 0, ran.stderr
    assert b"Usage" in ran.stdout


def test_a_command_without_its_extra_says_what_to_install() -> None:
    ran = _without(("sqlalchemy",), "search", "word", "--ledger", "none.db")

    assert ran.returncode == 1
    assert b"pip install 'sayso[ledger]'" in ran.stderr
    assert b"Traceback" not in ran.stderr


def _without(packages: tuple[str, ...], *words: str) -> Run:
    code = f"import sys\nfor name in {packages!r}:\n    sys.modules[name] = None\nimport sayso.cli\nsayso.cli.main()"
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False)


def test_ctrl_c_while_waiting_for_input_ends_quietly(command: list[str], environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [*command, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    _wait_until_it_reads(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.usefixtures("model")
def test_ctrl_c_keeps_the_lines_so_far(
    command: list[str], environment: dict[str, str], article: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    words = [*command, "read", str(article), str(pipe), "--format", "jsonl"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    assert process.stdout
    line = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=60)

    assert json.loads(line)["format"] == "sayso-reading/1"
    assert (process.returncode, rest, err) == (130, b"", b"")


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    ("verb", "form"), [("read", "jsonl"), ("read", "text"), ("actors", "table"), ("actors", "csv")]
)
def test_a_reader_that_goes_away_ends_it_quietly(
    command: list[str], environment: dict[str, str], article: Path, verb: str, form: str
) -> None:
    process = subprocess.Popen(
        [*command, verb, *[str(article)] * 3, "--format", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()

    assert process.wait(timeout=60) == 141
    assert err == b""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.usefixtures("model")
def test_bytes_are_utf8_whatever_the_terminal_speaks(
    command: list[str], environment: dict[str, str], article: Path
) -> None:
    poor = {**environment, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for form in ("json", "text"):
        words = [*command, "read", str(article), "--format", form]
        done = subprocess.run(words, capture_output=True, env=poor, timeout=120, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert ("“We will keep".encode() in done.stdout) == (form == "json")


def _wait_until_it_reads(process: subprocess.Popen[bytes]) -> None:
    """Until the process has started up and sleeps on its input."""
    for _ in range(600):
        time.sleep(0.05)
        try:
            with open(f"/proc/{process.pid}/wchan", encoding="ascii") as where:  # noqa: PTH123
                if "pipe" in where.read():
                    return
        except OSError:
            time.sleep(3)
            return
    raise AssertionError("the process never came to read its input")
