"""Days, authors and languages: read where they are stated, left open where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.archive.dates import from_epoch, iso_date
from sayso.intake.archive.particulars import authors_of, byline_authors, host_of, language_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-03-01", "2025-03-01"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("20250301", "2025-03-01"),
        ("2025-03-01T12:30:00Z", "2025-03-01T12:30:00Z"),
        ("2025-03-01 12:30:00+01:00", "2025-03-01T12:30:00+01:00"),
        ("2025-03-01T12:30 or so", "2025-03-01"),
        ("January 11, 2010 Monday", "2010-01-11"),
        ("July 1, 2019 Monday 9:20 AM GMT", "2019-07-01T09:20:00Z"),
        ("July 3, 2019 Wednesday 12:02 AM GMT", "2019-07-03T00:02:00Z"),
        ("July 3, 2019 Wednesday 11:02 PM EDT", "2019-07-03T23:02:00-04:00"),
        ("July 3, 2019 Wednesday 11:02 PM XYZ", "2019-07-03"),
        ("Mon, 03 Mar 2025 08:00:00 GMT", "2025-03-03T08:00:00Z"),
        ("3 March 2025", "2025-03-03"),
        ("3. März 2025", "2025-03-03"),
        ("3 de marzo de 2025", "2025-03-03"),
        ("14/3/2025", "2025-03-14"),
        ("3/14/2025", "2025-03-14"),
        ("3.4.2025", "2025-04-03"),
        ("3/4/2025", None),
        (1741000000, "2025-03-03T11:06:40Z"),
        ("1741000000000", "2025-03-03T11:06:40Z"),
        ("2025-13-01", None),
        ("2025-02-30", None),
        ("yesterday", None),
        ("Monday", None),
        ("", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_days(written: object, meant: str | None) -> None:
    assert iso_date(written) == meant


def test_a_day_with_two_readings_needs_to_be_told_which() -> None:
    assert iso_date("3/4/2025", day_first=True) == "2025-04-03"
    assert iso_date("3/4/2025", day_first=False) == "2025-03-04"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ann Lee and Bo Lind", ("Ann Lee", "Bo Lind")),
        ("Ann Lee; Bo Lind", ("Ann Lee", "Bo Lind")),
        ("Lee, Ann", ("Lee, Ann",)),
        ("Toby Busby", ("Toby Busby",)),
        ("['Ann Lee', 'Bo Lind']", ("Ann Lee", "Bo Lind")),
        ([{"name": "Ann Lee"}, "Bo Lind", 3, None], ("Ann Lee", "Bo Lind")),
        ("", ()),
        (None, ()),
        (3, ()),
    ],
)
def test_authors(written: object, names: tuple[str, ...]) -> None:
    assert authors_of(written) == names


def test_bylines() -> None:
    assert byline_authors("Mattha Busby (now), Andrew Roe (earlier)") == ("Mattha Busby", "Andrew Roe")
    assert byline_authors("BY BO LIND in Brussels") == ("BO LIND",)


def test_languages_and_hosts() -> None:
    assert [language_of(x) for x in ("ENGLISH", "en-GB", "de", "Klingon", "", None)] == [
        "en",
        "en",
        "de",
        None,
        None,
        None,
    ]
    assert [host_of(x) for x in ("https://www.post.example/a", "nothing", None, "http://[")] == [
        "post.example",
        None,
        None,
        None,
    ]


@given(st.one_of(st.text(), st.integers(), st.floats(), st.datetimes(), st.dates(), st.lists(st.text())))
def test_nothing_breaks_them(value: object) -> None:
    found = iso_date(value)
    assert found is None or found[:4].isdecimal()
    assert all(name.strip() == name and name for name in authors_of(value))
    language_of(value)
    if isinstance(value, str):
        host_of(value)
        byline_authors(value)
    if isinstance(value, float):
        from_epoch(value)
