"""``sayso network``, and the formats that it writes, read back by others."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from sayso.cli.network import FORMATS, network
from sayso.errors import FormatError, SaysoError

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(network, [str(argument) for argument in arguments], input=given)


def good(*arguments: object, given: bytes | None = None) -> str:
    result = run(*arguments, given=given)
    assert result.exit_code == 0, result.output
    return result.stdout


ONE = ("--type", "onemode", "--aggregation", "subtract")


def test_a_matrix_is_the_default(debate: Path) -> None:
    rows = list(csv.reader(io.StringIO(good(debate))))
    assert rows[0][1] == "Night work should be allowed."
    assert rows[1] == ["Dockers' Union", "1", "1", "0", "0"]
    assert sum(int(cell) for row in rows[1:] for cell in row[1:]) == 21


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", [(), ONE])
def test_every_form_goes_to_a_file_too(form: str, kind: tuple[str, ...], debate: Path, tmp_path: Path) -> None:
    path = tmp_path / f"out.{FORMATS[form]}"
    assert good(debate, *kind, "--format", form, "--output", path) == ""
    assert path.read_text(encoding="utf-8").strip() == good(debate, *kind, "--format", form).strip()


def test_networkx_reads_what_was_written(debate: Path, tmp_path: Path) -> None:
    weights = {
        frozenset((s, t)): float(w)
        for s, t, w, _ in csv.reader(io.StringIO(good(debate, *ONE, "-f", "edges")))
        if s != "source"
    }
    good(debate, *ONE, "-f", "pajek", "-o", tmp_path / "x.net")
    pajek = nx.read_pajek(tmp_path / "x.net")
    assert {frozenset((s, t)): d["weight"] for s, t, d in pajek.edges(data=True)} == weights
    good(debate, *ONE, "-f", "gexf", "-o", tmp_path / "x.gexf")
    gexf = ET.parse(tmp_path / "x.gexf").getroot()
    space = {"g": "http://gexf.net/1.3"}
    names = {node.get("id"): node.get("label") for node in gexf.iterfind(".//g:node", space)}
    signed = {
        frozenset((names[e.get("source")], names[e.get("target")])): float(e.find(".//g:attvalue", space).get("value"))  # type: ignore
        for e in gexf.iterfind(".//g:edge", space)
    }
    assert signed == weights


def test_graphml_is_what_visone_wants(debate: Path) -> None:
    root = ET.fromstring(good(debate, "--aggregation", "combine", "-f", "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}
    keys = [key.get("id") for key in root.iterfind("g:key", space)]
    assert keys == ["d0", "e0", "prop", "id", "name", "Type", "variable", "frequency", "weight"]
    graph = root.find("g:graph", space)
    assert graph is not None
    assert (graph.get("parse.edges"), graph.get("parse.nodes")) == ("24", "10")
    first = graph.find("g:node", space)
    assert first is not None
    data = {d.get("key"): d.text for d in first.iterfind("g:data", space)}
    assert (data["name"], data["Type"], data["frequency"]) == ("Dockers' Union", "union", "2")
    fill = first.find(".//y:Fill", space)
    assert fill is not None
    assert fill.get("color") == "#CC3311"
    colors = {line.get("color") for line in graph.iterfind(".//y:LineStyle", space)}
    assert colors == {"#00ff00", "#ff0000"}


def test_dl_has_its_labels_and_a_full_matrix(debate: Path) -> None:
    lines = good(debate, *ONE, "-f", "dl").splitlines()
    assert lines[:2] == ["dl n = 6, format = fullmatrix", "labels:"]
    assert lines[2] == '"Dockers Union"'
    assert lines[8] == "data:"
    assert lines[9].split()[0] == "0"


def test_time_windows_go_into_a_folder_or_one_json(debate: Path, tmp_path: Path) -> None:
    windows = ("--window", "days", "--window-size", "31")
    many = json.loads(good(debate, *windows, "--format", "json"))
    assert many[0]["start"] == "2024-03-01T00:00:00"
    good(debate, *windows, "--output", tmp_path / "all")
    files = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert len(files) == len(many)
    assert files[0] == "01-2024-03-16T000000.csv"
    assert "need --output FOLDER" in run(debate, *windows).output


def test_filters_and_dates(debate: Path) -> None:
    made = json.loads(
        good(debate, "--include", "author=Reporter 1", "--exclude", "organization=Tidewatch", "-f", "json")
    )
    assert "Tidewatch" not in made["rows"]
    days = json.loads(good(debate, "--start", "2024-03-04", "--stop", "2024-03-11", "-f", "json"))
    assert days["statements"] == 6
    assert days["stop"] == "2024-03-11T23:59:59"


def test_dnas_own_options(debate: Path) -> None:
    options = json.dumps({"networkType": "onemode", "qualifierAggregation": "conflict", "variable1": "party"})
    made = json.loads(good(debate, "--dna-options", "-", "-f", "json", given=options.encode()))
    assert made["effective"]["variable1"] == "person"
    assert made["results"][0]["row_names"][0] == "Ada Brand"
    assert made["log"][0].startswith("WARNING: variable 1 (party)")
    bars = json.loads(good(debate, "--dna-options", "-", "-f", "json", given=b'{"variable": "concept"}'))
    assert bars["int_values"] == [0, 1]
    nested = good(debate, "--dna-options", "-", "--kind", "nested", "-f", "json", given=b"{}")
    assert json.loads(nested)["result"]["numStatementsFull"] == 20


def test_where_dna_fails_the_exit_code_says_so(debate: Path) -> None:
    options = {"excludeValues": [["party", "x"]]}
    result = run(debate, "--dna-options", "-", "-f", "json", given=json.dumps(options).encode())
    assert result.exit_code == 1
    assert "'party' is not a variable of statements" in json.loads(result.stdout)["exception"]


def test_the_picture_has_every_name(debate: Path, tmp_path: Path) -> None:
    for kind in (ONE, ()):
        good(debate, *kind, "--plot", tmp_path / "x.svg")
        root = ET.fromstring((tmp_path / "x.svg").read_text(encoding="utf-8"))
        words = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
        assert "Shippers' League" in words


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--variable1", "party"], "no variable 'party'"),
        (["--aggregation", "conflict"], "aggregation of a twomode network"),
        (["--statement-type", "Quote"], "no statement type 'Quote'"),
        (["--dna-options", "missing.json"], "missing.json"),
    ],
)
def test_errors_are_plain(arguments: list[str], message: str, debate: Path) -> None:
    error: Any = run(debate, *arguments).exception
    assert isinstance(error, (SaysoError, OSError))
    assert message in str(error)


@pytest.mark.parametrize("options", [b"[]", b"{", b'{"networkType": "onemod"}', b'{"startDate": "2020-01-01"}'])
def test_options_that_are_none(options: bytes, debate: Path) -> None:
    assert isinstance(run(debate, "--dna-options", "-", "-f", "json", given=options).exception, SaysoError)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.dna").write_bytes(b"hello")
    assert isinstance(run(tmp_path / "x.dna").exception, FormatError)
