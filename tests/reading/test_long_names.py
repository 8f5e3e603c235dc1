"""Names that the article shortens itself, in brackets behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.long_names import find_long_forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.record import Reading


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("International Federation of Ferry and Barge Workers", "IFFBW"),
        ("Association for Safety and Co-operation at Sea", "ASCS"),
        ("Nordic Educational, Scientific and Cultural League", "NESCL"),
        ("Department for Ports, Food and Coastal Affairs", "DPFCA"),
        ("Bureau of Alcohol, Tobacco and Ferries", "ATF"),
        ("Centre for Ferries in the Public Interest", "CFPI"),
    ],
)
def test_the_letters_tell_where_a_name_begins(
    name: str, short: str, read: Callable[..., Reading], speakers: Callable[[Reading], list[list[str]]]
) -> None:
    text = f"On Monday the {name} ({short}) said it sinks.\n\nThe {short} fears storms."
    reading = read(text, (f"the {name} ({short})", "said", "it sinks"), (f"The {short}", "fears", "storms"))
    assert speakers(reading) == [[name], [name]]
    (actor,) = [a for a in reading.actors if a.name == name]
    assert actor.kind == "organisation"
    assert short in actor.aliases


@pytest.mark.parametrize("person", ["Ida Brandt (IB)", "Sen. Ida Brandt (R-Ohio)", "Ida Brandt (SPD)"])
def test_a_person_with_a_party_behind_stays_one(
    person: str, read: Callable[..., Reading], speakers: Callable[[Reading], list[list[str]]]
) -> None:
    reading = read(f"{person} said it sinks.", (person, "said", "it sinks"))
    assert speakers(reading) == [["Ida Brandt"]]
    assert reading.actor(reading.statements[0].speaker[0]).kind == "person"


@given(st.text(alphabet="AbC of, .()“”\n", max_size=80))
def test_long_forms_stand_before_their_bracket(text: str) -> None:
    for begin, end in find_long_forms(text):
        assert 0 <= begin < end
        assert text[end : end + 2].strip().startswith("(")
        assert "\n" not in text[begin:end]


def test_a_union_is_a_group(read: Callable[..., Reading], speakers: Callable[[Reading], list[list[str]]]) -> None:
    text = "The Federation of Ferry Workers will sue. The group said it sinks."
    assert speakers(read(text, ("The group", "said", "it sinks"))) == [["Federation of Ferry Workers"]]
