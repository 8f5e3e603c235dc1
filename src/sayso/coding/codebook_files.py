"""YAML and CSV files -> concepts. Whatever is wrong with one is told with its file and line."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from ..errors import FormatError, MissingExtra
from ..jsonlines import from_utf8
from .concept import Concept
from .errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["read_csv", "read_yaml"]

_KEYS = ("label", "description", "for", "against")
_BETWEEN = re.compile(r"\s*[|\n]\s*")


class _Labels:
    """Labels with the lines that they stand on, so that one that comes again is told with both."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[str, int] = {}

    def wrong(self, line: int, what: str) -> CodebookError:
        return CodebookError(f"{self.path}, line {line}: {what}")

    def concept(self, line: int, values: dict[str, Any]) -> Concept:
        label = " ".join(values.get("label", "").split())
        if not label:
            raise self.wrong(line, "a concept has no label")
        if label in self.lines:
            raise self.wrong(line, f"the label {label!r} stands on line {self.lines[label]} already")
        self.lines[label] = line
        examples = (tuple(values.get(key, ())) for key in ("for", "against"))
        return Concept(label, values.get("description", "").strip(), *examples)


def _text(path: Path) -> str:
    try:
        return from_utf8(path.read_bytes()).removeprefix("\ufeff")
    except FormatError as error:
        raise CodebookError(f"{path}: {error}") from None


def read_csv(path: Path) -> Iterator[Concept]:
    """The concepts of a CSV file.

    Raises:
        CodebookError: it is no such file.
    """
    labels = _Labels(path)
    rows = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        _check_header(header, labels)
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                yield labels.concept(line, _cells(header, row, labels, line))
            line = rows.line_num + 1
    except csv.Error as error:
        raise labels.wrong(rows.line_num, f"no CSV: {error}") from None


def _check_header(header: list[str], labels: _Labels) -> None:
    if "label" not in header:
        raise labels.wrong(1, f"there is no column 'label'; a codebook has {', '.join(_KEYS)}")
    for name in header:
        if name not in _KEYS:
            raise labels.wrong(1, f"the column {name!r} is none of {', '.join(_KEYS)}")
        if header.count(name) > 1:
            raise labels.wrong(1, f"the column {name!r} stands twice")


def _cells(header: list[str], row: list[str], labels: _Labels, line: int) -> dict[str, Any]:
    if len(row) > len(header):
        raise labels.wrong(line, f"{len(row)} cells under {len(header)} columns")
    values: dict[str, Any] = dict(zip(header, row, strict=False))
    for key in ("for", "against"):
        values[key] = [example for example in _BETWEEN.split(values.get(key, "").strip()) if example]
    return values


def read_yaml(path: Path) -> Iterator[Concept]:
    """The concepts of a YAML file.

    Raises:
        CodebookError: it is no such file.
        MissingExtra: PyYAML is not installed.
    """
    try:
        import yaml
    except ImportError:
        raise MissingExtra("codebooks in YAML need PyYAML: pip install 'sayso[coding]'") from None
    labels = _Labels(path)
    try:
        root = yaml.compose(_text(path), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise labels.wrong(mark.line + 1 if mark else 1, f"no YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise CodebookError(f"{path}: no YAML: {' '.join(str(error).split())}") from None
    for node in _listed(root, labels):
        yield labels.concept(_line(node), _values(node, labels))


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1


def _listed(root: Any, labels: _Labels) -> list[Any]:
    """The nodes of the concepts."""
    if root is None:
        raise labels.wrong(1, "the codebook is empty")
    if root.id == "mapping":
        found = _pairs(root, ("concepts",), labels)
        if "concepts" not in found:
            raise labels.wrong(_line(root), "there is no 'concepts:'")
        root = found["concepts"]
    if root.id != "sequence":
        raise labels.wrong(_line(root), "concepts are a list, each begun with '- '")
    return list(root.value)


def _pairs(node: Any, known: tuple[str, ...], labels: _Labels) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in known:
            raise labels.wrong(_line(key), f"the key {key.value!r} is none of {', '.join(known)}")
        if key.value in found:
            raise labels.wrong(_line(key), f"the key {key.value!r} stands twice")
        found[key.value] = value
    return found


def _values(node: Any, labels: _Labels) -> dict[str, Any]:
    if node.id == "scalar":
        return {"label": node.value}
    if node.id != "mapping":
        raise labels.wrong(_line(node), f"a concept is a label, or has {', '.join(_KEYS)}")
    read: dict[str, Callable[..., Any]] = {"label": _string, "description": _string, "for": _strings}
    read["against"] = _strings
    return {key: read[key](value, key, labels) for key, value in _pairs(node, _KEYS, labels).items()}


def _string(node: Any, key: str, labels: _Labels) -> str:
    if node.id != "scalar":
        raise labels.wrong(_line(node), f"{key!r} is a text, not a {node.id}")
    if node.tag.endswith(":null"):
        return ""
    # Files written as JSON escape what is beyond U+FFFF in halves, which PyYAML leaves apart.
    return str(node.value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _strings(node: Any, key: str, labels: _Labels) -> list[str]:
    nodes = node.value if node.id == "sequence" else [node]
    return [text for item in nodes if (text := _string(item, key, labels).strip())]
