"""Every command and Python example on the pages runs here, and prints what the page says.

A ``console`` block holds commands after ``$ `` and what they print; a line ``...`` stands for any lines. Blocks run in
order, page by page, in a folder that holds the examples. A ``python`` block with ``>>>`` is a doctest.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SET_UP = re.compile(r"pip install|scripts/check|python -m training|python -m benchmarks")


def blocks(page: Path, kind: str) -> list[str]:
    return [body for found, body in BLOCK.findall(page.read_text(encoding="utf-8")) if found == kind]


def commands(block: str) -> list[tuple[str, str]]:
    """(command, what the page says that it prints) of one console block."""
    out: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            out.append((line[2:], ""))
        elif out:
            out[-1] = (out[-1][0], out[-1][1] + line + "\n")
    return out


def as_pattern(expected: str) -> str:
    """Dots for lines, or within a line for digits that another processor may round otherwise."""
    lines = expected.splitlines(keepends=True)
    return "".join("(?:.*\n)*" if line == "...\n" else re.escape(line).replace(r"\.\.\.", ".*") for line in lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", made / "examples")
    return made


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_print_what_the_page_says(page: Path, folder: Path) -> None:
    env = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONWARNINGS": "ignore"}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    for block in blocks(page, "console"):
        for command, expected in commands(block):
            if SET_UP.search(command):
                continue
            ran = subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, text=True, check=False)
            if expected:
                assert re.fullmatch(as_pattern(expected), ran.stdout + ran.stderr), (command, ran.stdout + ran.stderr)
            else:
                assert ran.returncode == 0, (command, ran.stderr)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_python_prints_what_the_page_says(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    source = "\n".join(blocks(page, "python"))
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    runner.run(test, out=report.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


def test_every_command_and_option_is_documented() -> None:
    import click

    from sayso.cli import cli

    context = click.Context(cli)

    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        assert f"sayso {name}" in text, name
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in text, f"{name} {option}"


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
