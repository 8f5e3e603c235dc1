"""``sayso network``, and the formats that it writes, read back by others."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from sayso.cli.network import network
from sayso.cli.network_place import FORMATS
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


MOVING = ("--window", "days", "--window-size", "31")
KERNEL = (*MOVING, "--kernel", "gaussian")


def rows_of(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(good(*arguments))))


@pytest.mark.parametrize(
    ("measure", "more", "columns"),
    [
        ("nodes", ONE, {"node", "degree", "betweenness", "eigenvector"}),
        ("networks", (), {"density", "edges", "components"}),
        ("communities", (), {"method", "modularity", "node", "community"}),
        ("communities", ("--method", "kmeans", "--groups", "2"), {"method", "community"}),
        ("communities", MOVING, {"time", "community"}),
        ("polarization", KERNEL, {"time", "polarization", "group"}),
        ("phases", KERNEL, {"time", "state", "x", "y"}),
        ("backbone", (), {"rank", "concept", "backbone_loss"}),
        ("backbone", ("--method", "penalised", "--seed", "3"), {"concept", "part", "loss"}),
        ("bars", (), {"concept", "agreement", "statements"}),
        ("scaling", ("--method", "correspondence"), {"what", "label", "mean", "low", "high"}),
    ],
)
def test_measures_are_tables_in_both_forms(
    measure: str, more: tuple[str, ...], columns: set[str], debate: Path
) -> None:
    rows = rows_of(debate, "--measures", measure, *more)
    assert columns <= set(rows[0])
    same = json.loads(good(debate, "--measures", measure, *more, "--format", "json"))
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in same] == rows


@pytest.mark.parametrize(
    ("measure", "more"),
    [
        ("nodes", ONE),
        ("communities", ()),
        ("communities", MOVING),
        ("polarization", KERNEL),
        ("phases", KERNEL),
        ("backbone", ()),
        ("bars", ()),
        ("scaling", ("--method", "correspondence", "--dimensions", "2")),
    ],
)
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_measures_are_drawn(measure: str, more: tuple[str, ...], ending: str, debate: Path, tmp_path: Path) -> None:
    path = tmp_path / f"picture.{ending}"
    good(debate, "--measures", measure, *more, "--plot", path)
    assert path.read_bytes().startswith(b"<svg" if ending == "svg" else b"\x89PNG")


def test_a_backbone_of_a_size_has_that_size(debate: Path) -> None:
    rows = rows_of(debate, "--measures", "backbone", "--method", "penalised", "--size", "3")
    assert [row["part"] for row in rows].count("backbone") == 3


def test_the_scale_tells_of_whom_too_little_is_known(debate: Path) -> None:
    result = run(debate, "--measures", "scaling", "--positive", "Tidewatch", "--start", "2024-03-20")
    assert result.exit_code == 0, result.output
    assert "too little is known of: " in result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert float(next(row["mean"] for row in rows if row["label"] == "Tidewatch")) > 0


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two people who speak of a port, one of them twice; all coded but the last."""
    from sayso.article import Article, Span
    from sayso.ledger import Coding, Ledger
    from sayso.record import Actor, Reading, Statement

    path = tmp_path / "news.db"
    with Ledger(path) as made:
        for day, name in (("2024-03-01", "Ann Hill"), ("2024-03-02", "Bob Moss"), ("2024-04-01", "Ann Hill")):
            text = f"{name} said on {day} that the port should grow."
            spans = (Span.of(text, len(text) - 26, len(text) - 1),)
            actor = Actor("a1", name, "person", mentions=(Span.of(text, 0, len(name)),))
            said = Statement("s1", (), (), spans, ("a1",), (), "indirect", "proposal", (), (), False, None, 0.9)
            made.add(Reading(Article(text, outlet="Post", published=day), (actor,), (said,)))
        numbers = [kept.number for kept in made.statements()]
        made.codings.add(*(Coding(n, "Eva", "port", n == numbers[0]) for n in numbers[:2]))
    return path


def test_a_ledger_takes_the_place_of_the_file(ledger: Path) -> None:
    coded = rows_of("--ledger", ledger, "--aggregation", "subtract")
    assert coded == [{"": "Ann Hill", "port": "1"}, {"": "Bob Moss", "port": "-1"}]
    read = rows_of("--ledger", ledger, "--variable2", "act")
    assert read == [{"": "Ann Hill", "proposal": "2"}, {"": "Bob Moss", "proposal": "1"}]
    edges = rows_of("--ledger", ledger, "--variable2", "act", "--format", "edges")
    assert [len(row["statements"].split()) for row in edges] == [2, 1]
    assert all(":" in key for row in edges for key in row["statements"].split())
    bars = rows_of("--ledger", ledger, "--measures", "bars")
    assert bars == [
        {"concept": "port", "agreement": "0", "statements": "1"},
        {"concept": "port", "agreement": "1", "statements": "1"},
    ]
    assert len(json.loads(good("--ledger", ledger, "--type", "eventlist", "--variable2", "act", "-f", "json"))) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give one of the two"),
        (["FILE", "--ledger", "LEDGER"], "give one of the two"),
        (["--ledger", "LEDGER", "--dna-options", "x.json"], "--dna-options go with FILE.dna"),
        (["FILE", "--plot", "x.pdf"], "ends in .svg or .png"),
        (["FILE", "--measures", "networks", "--plot", "x.svg"], "no picture of these measures"),
        (["FILE", "--measures", "nodes", "--format", "graphml"], "take --format csv or json"),
        (["FILE", *MOVING, "--format", "json", "--plot", "x.svg"], "--plot draws one network"),
        (["FILE", "--measures", "backbone", "--method", "guess"], "a backbone is nested or penalised"),
        (["FILE", "--kernel", "uniform"], "--kernel needs --window UNIT"),
        (["FILE", "--start", "yesterday"], "is no date"),
        (["FILE", "--exclude", "organization"], "is not of the form VARIABLE=VALUE"),
    ],
)
def test_what_is_asked_for_wrongly_is_said(arguments: list[str], message: str, debate: Path, ledger: Path) -> None:
    places = {"FILE": str(debate), "LEDGER": str(ledger)}
    result = run(*(places.get(argument, argument) for argument in arguments))
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--ledger", "none.db"], "there is no such ledger"),
        (["--ledger", "LEDGER", "--variable2", "party"], "no variable 'party'; statements have"),
        (["--ledger", "LEDGER", "--coder", "Gus"], "no coder 'Gus'"),
        (["--ledger", "FILE"], "not a ledger|another program|no ledger"),
        (["FILE", "--measures", "communities", "--type", "twomode"], "aggregation|one-mode"),
        (["FILE", "--measures", "communities", "--method", "guess"], "'guess' is not one of louvain"),
        (["FILE", "--measures", "phases"], "1 networks are too few"),
        (["FILE", "--measures", "nodes", "--type", "eventlist"], "an event list has no measures"),
    ],
)
def test_what_cannot_be_had_is_said(arguments: list[str], message: str, debate: Path, ledger: Path) -> None:
    places = {"FILE": str(debate), "LEDGER": str(ledger)}
    error: Any = run(*(places.get(argument, argument) for argument in arguments)).exception
    assert isinstance(error, SaysoError)
    assert re.search(message, str(error))


def damaged(path: Path, *commands: str) -> Path:
    with closing(sqlite3.connect(path)) as database, database:
        for command in commands:
            database.execute(command)
    return path


@pytest.mark.parametrize(
    ("commands", "message"),
    [
        (["UPDATE SETTINGS SET Value = '2.0 beta 25' WHERE Property = 'version'"], "version 2"),
        (["UPDATE STATEMENTS SET DocumentId = 99 WHERE ID = 4"], "points to"),
        (["DROP TABLE STATEMENTTYPES"], "STATEMENTTYPES"),
    ],
)
def test_a_file_that_is_broken_or_of_version_2_is_one_plain_line(
    commands: list[str], message: str, debate: Path
) -> None:
    from sayso.cli import cli

    result = CliRunner().invoke(cli, ["network", str(damaged(debate, *commands))])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_file_cut_short_is_one_plain_line(debate: Path) -> None:
    from sayso.cli import cli

    debate.write_bytes(debate.read_bytes()[:5_000])
    result = CliRunner().invoke(cli, ["network", str(debate)])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_an_empty_result_is_an_empty_network(debate: Path, tmp_path: Path) -> None:
    never = ("--start", "1999-01-01", "--stop", "1999-12-31")
    for form in FORMATS:
        good(debate, *never, "--format", form, "--plot", tmp_path / "x.svg")
    assert json.loads(good(debate, *never, "-f", "json"))["rows"] == []
    for measure in ("nodes", "networks", "communities", "bars"):
        good(debate, *never, "--measures", measure, "--plot", tmp_path / "x.png") if measure != "networks" else None
    assert rows_of(debate, *never, "--measures", "networks")[0]["edges"] == "0"


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
