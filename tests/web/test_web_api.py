"""The JSON API and the document that describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from sayso.record import Reading

if TYPE_CHECKING:
    from .conftest import Site


def as_program(site: Site, path: str, body: Any) -> Any:
    token = site.get("/token").json()["csrf"]
    return site.client.post(path, json=body, headers={"X-CSRF-Token": token})


def test_search_article_and_actor_are_there_as_json(site: Site) -> None:
    found = site.get("/api/statements?q=tax&facets=1").json()
    assert found["total"] == 2
    assert found["facets"]["acts"]
    reading = site.get(f"/api/articles/{found['hits'][0]['article']}").json()
    assert len(Reading.from_dict(reading).statements) == 3
    (actor,) = site.get("/api/actors?name=Torvald").json()
    assert site.get(f"/api/actors/{actor['number']}").json()["statements"] == 2
    assert site.get("/api/overview").json()["statements"] == 3


def test_a_program_codes_and_reads_the_codings(site: Site) -> None:
    answer = as_program(site, "/api/codings", {"statement": 1, "concept": "tax", "agreement": "for"})
    assert answer.status_code == 201
    (coding,) = site.get("/api/codings?statement=1").json()
    assert (coding["concept"], coding["agreement"]) == ("tax", True)
    assert site.client.post("/api/codings", json={"statement": 1}).status_code == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ([], 400),
        ({"statement": "1"}, 400),
        ({"statement": 99, "concept": "tax"}, 404),
        ({"statement": 1, "concept": 7}, 400),
    ],
)
def test_wrong_codings_are_refused_in_plain_words(site: Site, body: Any, status: int) -> None:
    answer = as_program(site, "/api/codings", body)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert site.ledger.codings.count() == 0


def test_errors_are_json(site: Site) -> None:
    for path, status in (("/api/articles/x", 404), ("/api/statements?q=a:b", 400), ("/api/nothing", 404)):
        answer = site.get(path)
        assert answer.status_code == status
        assert answer.json()["error"]


def test_numbers_that_no_ledger_has_are_not_found(site: Site) -> None:
    for path in (f"/api/actors/{10**30}", f"/actor/{10**19}", f"/coding/{2**31}"):
        assert site.get(path).status_code == 404, path


def test_the_document_describes_every_route(site: Site) -> None:
    described = site.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    there = {r.path.replace(":int}", "}") for r in site.app.routes if r.path.startswith("/api/")}
    assert there - {"/api/openapi.json"} == set(described["paths"])


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_schemathesis_finds_no_server_error(site: Site) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    token = site.get("/token").json()["csrf"]
    cookies = dict(site.client.cookies)
    schema = schemathesis.openapi.from_url(f"{site.url}/api/openapi.json")
    for operation in (found.ok() for found in schema.get_all_operations()):

        def no_server_error(case: Any) -> None:
            answer = case.call(headers={"X-CSRF-Token": token}, cookies=cookies)
            assert answer.status_code < 500, (case, answer.text)

        few = settings(max_examples=40, suppress_health_check=list(HealthCheck), database=None, deadline=None)
        few(given(case=operation.as_strategy())(no_server_error))()
