"""Ledgers on SQLite and, where a server is at hand, on a PostgreSQL that lives for the time of the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.article import Article, Span
from sayso.ledger import Ledger
from sayso.record import Actor, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _as_somebody(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a running PostgreSQL, but for the name of the database."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server on this machine")
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # the path of a socket must be short
    who = _as_somebody(folder)
    data = str(folder / "data")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True, "cwd": folder}
    make = [*who, str(binaries / "initdb"), "-D", data, "-A", "trust", "-U", "tester", "-E", "UTF8", "--no-sync"]
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    control = [*who, str(binaries / "pg_ctl"), "-D", data, "-w"]
    subprocess.run(make, **quiet)  # type: ignore[call-overload]
    subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgresql://tester@/{{}}?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a ledger may be made: a file, then a database."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    import psycopg

    url = request.getfixturevalue("server")
    name = f"ledger_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield url.format(name)
    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(place) as made:
        yield made


@pytest.fixture(scope="session")
def make() -> Callable[..., Reading]:
    """Readings of invented articles: each sentence is (speaker or "", what is said)."""
    return _make


def _make(*said: tuple[str, str], affiliation: str | None = None, kind: str = "person", **about: str) -> Reading:
    text = ""
    actors: dict[str, str] = {}
    statements: list[tuple[str, tuple[int, int], tuple[int, int], tuple[int, int]]] = []
    for name, content in said:
        if not name:
            text += f"{content}\n"
            continue
        start = len(text)
        text += f"{name} said that {content}.\n"
        cue, what = start + len(name) + 1, start + len(name) + 6
        actors.setdefault(name, f"a{len(actors) + 1}")
        statements.append((name, (start, start + len(name)), (cue, cue + 4), (what, what + 5 + len(content))))

    def spans(*pairs: tuple[int, int]) -> tuple[Span, ...]:
        return tuple(Span.of(text, *pair) for pair in pairs)

    return Reading(
        Article(text, **about),  # type: ignore[arg-type]
        tuple(
            Actor(key, name, kind, affiliation=affiliation, mentions=spans(*(s[1] for s in statements if s[0] == name)))  # type: ignore[arg-type]
            for name, key in actors.items()
        ),
        tuple(
            Statement(f"s{n}", spans(source), spans(cue), spans(content), (actors[name],), (), "indirect", "claim", (),
                      (), False, None, 0.9)
            for n, (name, source, cue, content) in enumerate(statements, 1)
        ),
    )  # fmt: skip


@pytest.fixture
def sayso() -> list[str]:
    """The command as a process of its own."""
    return [sys.executable, "-m", "sayso"]
