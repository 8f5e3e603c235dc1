"""Slices of a source together hold what the whole source holds, under the same names."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.archive import SourceOptions, raw_items
from sayso.scale.opening import items_of
from sayso.scale.slices import Slice, cut, part_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.intake.archive import RawItem

OPTIONS = SourceOptions()


def sliced(path: Path, size: int) -> tuple[list[Slice], list[RawItem]]:
    slices = list(cut([(str(path), path.stat().st_size)], size))
    return slices, [item for one in slices for item in items_of(one, OPTIONS)]


def told(items: Iterable[RawItem]) -> list[tuple[Any, ...]]:
    return [(item.key, item.where, item.kind, item.data, item.meta) for item in items]


def same(path: Path, size: int) -> int:
    """Check it; the number of slices."""
    slices, items = sliced(path, size)
    assert told(items) == told(raw_items([path], OPTIONS))
    assert [one.number for one in slices] == list(range(len(slices)))
    assert sum(one.size for one in slices) == path.stat().st_size or slices[0].how == "rows"
    assert [Slice.from_dict(json.loads(json.dumps(one.to_dict()))) for one in slices] == slices
    return len(slices)


@pytest.mark.parametrize(("name", "packed"), [("news.warc.gz", True), ("news.warc", False)])
def test_a_warc_is_cut_between_records(tmp_path: Path, invented: Any, name: str, packed: bool) -> None:
    path = tmp_path / name
    path.write_bytes(b"".join(invented.warc(invented.pages(30), packed=packed)))
    assert same(path, path.stat().st_size // 5) == 5
    assert same(path, 1) == 31
    assert same(path, path.stat().st_size) == 1


def test_a_page_that_looks_like_a_warc_is_not_cut(tmp_path: Path, invented: Any) -> None:
    inner = invented.record("https://inner.example/", b"<p>Nobody said so.</p>")
    body = b"<p>How a WARC looks:</p>\n" + inner
    outer = [invented.record(f"https://outer.example/{n}", body) for n in range(9)]
    path = tmp_path / "news.warc"
    path.write_bytes(b"".join(outer))
    assert same(path, 1) == 9


def test_a_warc_packed_in_one_piece_is_not_cut(tmp_path: Path, invented: Any) -> None:
    import gzip

    path = tmp_path / "news.warc.gz"
    path.write_bytes(gzip.compress(b"".join(invented.warc(invented.pages(9), packed=False))))
    assert same(path, 100) == 1


@given(
    where=st.floats(0, 0.999),
    what=st.sampled_from(["flip", "cut", "zeros"]),
    size=st.integers(1, 9000),
    packed=st.booleans(),
)
def test_damage_costs_no_more_in_slices(invented: Any, where: float, what: str, size: int, packed: bool) -> None:
    data = bytearray(b"".join(invented.warc(invented.pages(12), packed=packed)))
    at = int(where * len(data))
    if what == "cut":
        del data[at:]
    else:
        data[at : at + 40] = bytes(40) if what == "zeros" else bytes(b ^ 0x55 for b in data[at : at + 40])
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("news.warc.gz" if packed else "news.warc")
        path.write_bytes(data)
        _, items = sliced(path, size)
        whole = list(raw_items([path], OPTIONS))

    def pages(items: list[RawItem]) -> list[Any]:
        return [item.data for item in items if item.kind != "error"]

    # A slice that begins behind the damage finds pages that a reading from the front can miss.
    assert all(page in pages(items) for page in pages(whole))


@given(
    lines=st.lists(st.sampled_from(['{"text": "Nobody said so."}', "", "{", '{"text": "é"}', " "]), max_size=40),
    size=st.integers(1, 300),
    ends=st.booleans(),
)
def test_json_lines_are_cut_between_lines(lines: list[str], size: int, ends: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        path.write_text("\n".join(lines) + "\n" * ends, encoding="utf-8")
        if any(line.strip() for line in lines):
            same(path, size)


def test_many_lines_make_many_slices(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "Nobody said so."}\n' * 100, encoding="utf-8")
    assert same(path, 1) == 100
    assert same(path, 280) == 10


@given(rows=st.integers(1, 60), group=st.integers(1, 20), size=st.integers(1, 2000))
def test_parquet_is_cut_between_row_groups(rows: int, group: int, size: int) -> None:
    table = pa.table({"title": [f"No. {n}" for n in range(rows)], "body": [f"Nobody said {n}." for n in range(rows)]})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.parquet"
        pq.write_table(table, path, row_group_size=group)
        assert same(path, size) <= -(-rows // group)


def test_small_sources_share_a_slice(tmp_path: Path) -> None:
    sizes = [(str(tmp_path / f"{n}.txt"), 10) for n in range(7)]
    assert [len(one.sources) for one in cut(sizes, 30)] == [3, 3, 1]
    assert [one.number for one in cut(sizes, 30, 5)] == [5, 6, 7]


@pytest.mark.parametrize("name", ["news.parquet", "news.warc.gz", "news.jsonl"])
def test_what_is_something_else_is_read_as_a_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04" + bytes(5000))
    assert same(path, 100) == 1


def test_parts_are_neither_tiny_nor_huge() -> None:
    assert [part_bytes(total) for total in (0, 2**27, 2**40)] == [2**20, 2**21, 2**24]
