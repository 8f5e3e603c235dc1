"""What attacks or breaks a reader of archives costs itself only; and no string is a command."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import os
import sqlite3
import subprocess
import zipfile
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest

from sayso.article import Article, Span
from sayso.errors import SaysoError
from sayso.intake.archive import raw_items
from sayso.ledger import Coding, Ledger, NewStatement, Outcome, Who
from sayso.ledger.ingest import Work, ingest
from sayso.ledger.query import QueryError, search
from sayso.ledger.reports import Scope, forecasts, sources
from sayso.record import Actor, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Kept unread, for which no model is needed.
GERMAN = "Der Hafen war am Montag ruhig, und niemand wollte sagen, wann die Schiffe wieder fahren, Nummer {}."
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">{LAUGHS}]>'
FEED = LAUGHS + "<rss version='2.0'><channel><title>&l9;</title><item><title>&l9;</title></item></channel></rss>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def _record(number: int) -> bytes:
    page = f"<html lang='de'><body><article><h1>Hafen {number}</h1>"
    page += "".join(f"<p>{GERMAN.format(f'{number}, {part}')}</p>" for part in range(9))
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}</article></body></html>".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
    head += f"WARC-Date: 2031-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:{number:08}-0000-4000-8000-000000000000>\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def _zipped(members: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def _word(document: str) -> bytes:
    kinds = "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
    kinds += "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument."
    kinds += "wordprocessingml.document.main+xml'/>"
    relation = f"<Relationship Id='r1' Type='{OFFICE}' Target='word/document.xml'/>"
    return _zipped(
        {
            "[Content_Types].xml": f"<Types xmlns='{RELATIONS}/content-types'>{kinds}</Types>",
            "_rels/.rels": f"<Relationships xmlns='{RELATIONS}/relationships'>{relation}</Relationships>",
            "word/document.xml": document,
        }
    )


@pytest.fixture
def attacks(tmp_path: Path) -> Path:
    """A folder of hostile files with a good one among them, and last."""
    folder = tmp_path / "archive"
    folder.mkdir()
    records = [_record(n) for n in range(6)]
    whole = b"".join(records)
    flipped = bytearray(whole)
    flipped[len(records[0]) + len(records[1]) // 2] ^= 16
    laughing = (
        f"{LAUGHS}<w:document xmlns:w='{WORD}'><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    )
    files: dict[str, bytes | str] = {
        "a-cut.warc.gz": whole[: len(whole) - len(records[-1]) // 2],
        "b-flipped.warc.gz": bytes(flipped),
        "c-bomb.zip": _zipped({"bomb.txt": b"a" * 30_000_000, "good.txt": GERMAN.format("zip")}),
        "d-traversal.zip": _zipped({"../../evil.txt": "Evil.", "/tmp/evil.txt": "Evil.", "..\\evil.txt": "Evil."}),
        "e-laughs.rss": FEED,
        "f-laughs.docx": _word(laughing),
        "g-bomb.html.gz": gzip.compress(b"<html><body><p>" + b"a" * 100_000_000),
        "h-deep.html": "<div>" * 100_000,
        "i-deep.json": '{"text": ' + "[" * 100_000,
        "j'; DROP TABLE articles; --.txt": GERMAN.format("quote"),
        "k-nothing.parquet": b"PAR1" + bytes(64) + b"PAR1",
        "l-half.dna": b"SQLite format 3\0" + bytes(100),
        "z-good.txt": GERMAN.format("last"),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    with (folder / "m-huge.html").open("wb") as file:
        file.write(b"<html><body><p>")
        file.truncate(2**30)  # sparse: a gigabyte
    return folder


BAD = ["a-cut", "b-flipped", "c-bomb", "d-traversal", "e-laughs", "f-laughs", "g-bomb", "i-deep", "k-nothing", "l-half"]
BAD += ["m-huge"]
LIMITED = """import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))
from sayso.cli import main
main()"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_attack_is_told_and_the_rest_goes_on(sayso: list[str], attacks: Path, tmp_path: Path, jobs: str) -> None:
    place, errors = tmp_path / "news.db", tmp_path / "errors.csv"
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    words = [*sayso, "ingest", str(attacks), "--ledger", str(place), "--jobs", jobs, "--errors", str(errors)]
    limited = [words[0], "-c", LIMITED, *words[3:]] if os.name != "nt" else words
    done = subprocess.run(limited, capture_output=True, text=True, timeout=300, check=False)

    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    with errors.open(encoding="utf-8", newline="") as stream:
        failed = list(csv.DictReader(stream))
    assert {one for one in BAD if any(f"{one}." in row["source"] for row in failed)} == set(BAD)
    assert all(row["reason"].strip() and len(row["reason"]) < 500 for row in failed)
    with Ledger(place, create=False) as ledger:
        texts = [article.text for article in ledger.articles()]
        places = [article.url for article in ledger.articles() if article.url]
    for good in ("last", "quote", "zip"):
        assert GERMAN.format(good) in texts
    # The one file has lost its last record, the other its second: each costs no more than that.
    assert sorted(url for url in places if "a.example" in url) == [f"https://a.example/{n}" for n in range(6)]
    assert not any("Evil" in text for text in texts)
    after = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.name.partition("-")[0] for path in after - before} <= {"news.db", "errors.csv"}
    with closing(sqlite3.connect(place)) as look:
        assert look.execute("PRAGMA integrity_check").fetchone() == ("ok",)


STRINGS = [
    "'; DROP TABLE statements; --",
    '" OR 1=1 --',
    "x' UNION SELECT text FROM articles --",
    "%s %(a)s :b ? $1",
    "\\'; DELETE FROM codings; --",
    "Robert'); DROP TABLE articles;--",
    "a;b\tc\nd",
    "\u202egnitirw",
    "*) OR (*",
]


@pytest.mark.parametrize("evil", STRINGS)
def test_no_string_is_a_command(place: str, tmp_path: Path, evil: str) -> None:
    text = f"{evil} said: {evil}"
    spans = (Span.of(text, 0, len(evil)),), (Span.of(text, len(evil) + 1, len(evil) + 5),)
    content = (Span.of(text, len(text) - len(evil), len(text)),)
    about = dict.fromkeys(("title", "outlet", "published", "url", "language"), evil)
    reading = Reading(
        Article(text, authors=(evil,), id=evil, **about),
        (Actor(evil, evil, "person", (evil,), (evil,), evil, spans[0]),),
        (Statement(evil, *spans, content, (evil,), (evil,), "direct", "forecast", content, content, False, None, 0.5),),
    )
    (tmp_path / "who.csv").write_text('name,aliases,affiliation,external\n"{0}","{0}","{0}","{0}"\n'.format(
        evil.replace('"', '""')), encoding="utf-8")  # fmt: skip
    with Ledger(place) as ledger:
        ledger.add(reading)
        ledger.codings.add(Coding(1, evil, evil, variables={evil: evil}, comment=evil))
        ledger.outcomes.add(Outcome(1, evil, "true", note=evil))
        number = ledger.edits.add(evil, NewStatement(content=content, speaker=[Who(evil), evil]), coder=evil)
        ledger.edits.undo(ledger.edits.correct(number, {"relay": [Who(evil, "group")]}, coder=evil), coder=evil)
        ledger.load_authority(tmp_path / "who.csv")
        ledger.actors.rename(1, evil, coder=evil)
        ledger.actors.affiliate(1, evil)
        ledger.actors.find(evil)
        ledger.run(evil, version=evil, settings={evil: evil})
        names = ("speaker", "via", "outlet", "concept", "coder", "hedge", "condition", "after", "act", evil)
        for query in itertools.chain([evil, f'"{evil}"', f"{evil}*"], (f'{name}:"{evil}"' for name in names)):
            with suppress(QueryError):
                search(ledger, query)
        for ask in (lambda: ledger.number_of(f"{evil}:1-2"), lambda: ledger.reading(f"{evil}x")):
            with pytest.raises(SaysoError):
                ask()
        assert list(ledger.articles(outlet=evil)) == [reading.article]
        assert sources(ledger, Scope(outlet=evil)).rows
        assert [row["outcome"] for row in forecasts(ledger).to_dicts()] == ["true"]
        assert ledger.codings.of(1)[0].comment == evil
        assert ledger.outcomes.of(1)[0].note == evil
        assert ledger.counts().articles == 1
        assert ledger.reading(evil).article == reading.article


def test_hostile_readings_through_the_door(place: str, tmp_path: Path, make: Callable[..., Reading]) -> None:
    """Sayso's own readings from somebody else, with what the ledger does not expect."""
    good = make(("Ilse Torvald", "it would go")).to_dict()
    far = [{"id": "s1", "content": [[0, 10**12, "x"]]}]
    changes: list[dict[str, Any]] = [{"actors": [{"id": "a1", "name": "x", "kind": "god"}]}, {"statements": far},
               {"statements": [{"id": "s1", "speaker": ["a9"]}]}, {"statements": 3}, {"actors": {"a": 1}},
               {"article": {"text": "a\0b"}}, {"article": {"text": "a", "authors": [{}]}}]  # fmt: skip
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(json.dumps(good | change) for change in [*changes, {}]), encoding="utf-8")
    with Ledger(place) as ledger:
        report = ingest(ledger, raw_items([path]), Work(place, ledger.run("en")))
        assert ledger.counts().articles >= 1
        assert len(report.failures) + report.read + report.unread.total() == len(changes) + 1
        assert len(report.failures) >= 5
        assert good["article"]["id"] in ledger
