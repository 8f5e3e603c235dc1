"""What the query language understands, and where it says that it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.query import QueryError, parse


@pytest.mark.parametrize(
    ("query", "reason", "pointed"),
    [
        ("tax (harbour", "never closed", "("),
        ("tax) harbour", "no parenthesis", ")"),
        ('tax "harbour', "quotation mark", '"'),
        ("tax OR", "missing at the end", ""),
        ("OR tax", "before this", "OR tax"),
        ("tax ()", "before this", ")"),
        ("tax -", "missing at the end", ""),
        ("tax speker:Lind", "did you mean speaker:", "speker:Lind"),
        ("tax act:dance", "question, proposal", "dance"),
        ("on:2018-13", "needs a date", "2018-13"),
        ("on:2018-02-30", "needs a date", "2018-02-30"),
        ("after: 2018", "needs a value", " 2018"),
        ("tax ***", "no letter or digit", "***"),
        ("tax \0", "U+0000", "\0"),
        ("(" * 30 + "tax", "within each other", "("),
        ("a " * 101, "more than 100", "a "),
        ("a" * 2001, "longer than 2000", ""),
    ],
)
def test_errors_point_at_the_place(query: str, reason: str, pointed: str) -> None:
    with pytest.raises(QueryError, match="at character") as caught:
        parse(query)

    error = caught.value
    assert reason in error.reason
    assert query[error.at :].startswith(pointed)
    shown, caret = error.pointed().split("\n")[1:]
    if error.at < len(query) and query[error.at].isprintable():
        assert shown[caret.index("^")] == query[error.at]


def test_the_caret_stands_under_wide_characters() -> None:
    with pytest.raises(QueryError, match="parenthesis") as caught:
        parse("港口 (x")

    assert caught.value.pointed().endswith("  港口 (x\n       ^")


@given(st.text() | st.text(alphabet='ab()-"“”:*. ORANDactspeaker2018'))
def test_any_string_is_understood_or_refused_in_words(query: str) -> None:
    refused: QueryError | None = None
    try:
        parse(query)
    except QueryError as error:
        refused = error
    if refused:
        assert 0 <= refused.at <= len(query)
        assert len(refused.pointed().split("\n")) == 3
