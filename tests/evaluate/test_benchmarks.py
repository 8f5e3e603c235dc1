"""The benchmark command, without rivals and on a folder of two invented articles."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not (ROOT / "benchmarks").is_dir(), reason="the benchmarks are absent")


@pytest.fixture(scope="module")
def bench() -> Any:
    sys.path.insert(0, str(ROOT))
    try:
        return lambda name: import_module(f"benchmarks.{name}")
    finally:
        import_module("benchmarks")
        sys.path.remove(str(ROOT))


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("İ“”‘’„\n\r")))
def test_variations_keep_offsets(bench: Any, text: str) -> None:
    for change in bench("robust").VARIATIONS.values():
        assert len(change(text)) == len(text)


def test_only_the_headline_is_lower_cased(bench: Any) -> None:
    assert bench("robust").lower_headline("Quill Wins İ\nMara Quill") == "quill wins İ\nMara Quill"


def test_curly_quotes_become_straight(bench: Any) -> None:
    assert bench("robust").straight_quotes("“No,” it’s ‘out’") == "\"No,\" it's 'out'"


def test_only_the_part_between_the_comments_is_replaced(bench: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A\n<!-- x:begin -->\nold\n<!-- x:end -->\nB\n", encoding="utf-8")

    bench("page").replace_part(page, "x", "new")

    assert page.read_text(encoding="utf-8") == "# A\n<!-- x:begin -->\nnew\n<!-- x:end -->\nB\n"


def test_a_page_without_the_comments_is_left_alone(bench: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A\n<!-- x:end -->\n<!-- x:begin -->\n", encoding="utf-8")

    with pytest.raises(bench("page").PageError, match="x:begin"):
        bench("page").replace_part(page, "x", "new")
    assert "new" not in page.read_text(encoding="utf-8")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *(str(a) for a in arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_dated_table_is_printed_with_or_without_rivals(polnear: Path) -> None:
    done = run("benchmarks", "--data", polnear, "--repeat", "1", "--system", "textacy", "--system", "spacy")

    assert done.returncode == 0, done.stderr
    assert re.match(r"\d{4}-\d\d-\d\d: 2 articles, 26 words, one core", done.stdout)
    rows = [line for line in done.stdout.splitlines() if line.startswith(("| textacy", "| spaCy"))]
    assert len(rows) == 2
    assert all("not installed" in row or re.search(r"\d \|", row) for row in rows)


@pytest.mark.parametrize("module", ["benchmarks", "benchmarks.robust"])
def test_a_folder_without_texts_is_an_error(module: str, tmp_path: Path) -> None:
    done = run(module, "--data", tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("Error: no text/*.txt files")
