"""Rows go into a file and come back the same; what does not fit their description never passes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.kernel.rows_json import WrongContent, from_json, keys_of, to_json


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    size: int
    colour: Colour | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    id: UUID
    name: str
    made_on: date
    sold: bool
    wheels: tuple[Wheel, ...]
    spare: Wheel | None = None


ID = UUID("0192f0c1-0000-7000-8000-000000000001")
CART = Cart(
    id=ID,
    name="Wägeli",
    made_on=date(2027, 2, 28),
    sold=True,
    wheels=(Wheel(size=4, colour=Colour.RED), Wheel(size=5, colour=None)),
)
STORED = {
    "id": "0192f0c1-0000-7000-8000-000000000001",
    "name": "Wägeli",
    "made_on": "2027-02-28",
    "sold": True,
    "wheels": [{"size": 4, "colour": "red"}, {"size": 5, "colour": None}],
    "spare": None,
}


def wrong(stored: object) -> str:
    with pytest.raises(WrongContent) as caught:
        from_json(Cart, stored)
    return caught.value.place


def test_a_row_is_written_and_read_again() -> None:
    assert to_json(CART) == STORED
    assert from_json(Cart, STORED) == CART


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"id": "0192F0C1-0000-7000-8000-000000000001"}, "id"),
        ({"id": 7}, "id"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"name": "a" * 20_001}, "name"),
        ({"name": None}, "name"),
        ({"made_on": "28.2.2027"}, "made_on"),
        ({"made_on": "2027-02-30"}, "made_on"),
        ({"made_on": "20270228"}, "made_on"),
        ({"made_on": "0001-01-01"}, "made_on"),
        ({"made_on": "9999-12-31"}, "made_on"),
        ({"made_on": 20270228}, "made_on"),
        ({"sold": 1}, "sold"),
        ({"wheels": {}}, "wheels"),
        (
            {"wheels": [{"size": 4, "colour": "red"}, {"size": True, "colour": None}]},
            "wheels.2.size",
        ),
        ({"wheels": [{"size": 4.0, "colour": None}]}, "wheels.1.size"),
        ({"wheels": [{"size": 10**13, "colour": None}]}, "wheels.1.size"),
        ({"wheels": [{"size": 4, "colour": "green"}]}, "wheels.1.colour"),
        ({"wheels": [{"size": 4, "colour": ["red"]}]}, "wheels.1.colour"),
        ({"wheels": [{"size": 4}]}, "wheels.1"),
        ({"wheels": [{}] * 100_001}, "wheels"),
        ({"spare": []}, "spare"),
        ({"more": 1}, ""),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(change: dict[str, object], place: str) -> None:
    assert wrong({**STORED, **change}) == place


def test_a_missing_key_and_another_thing_are_refused() -> None:
    assert wrong({key: value for key, value in STORED.items() if key != "sold"}) == ""
    assert wrong([STORED]) == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)


@given(key=st.sampled_from(sorted(STORED)), value=JSON)
def test_any_json_is_read_to_the_same_json_or_refused(key: str, value: object) -> None:
    stored = {**STORED, key: value}
    try:
        assert to_json(from_json(Cart, stored)) == stored
    except WrongContent as error:
        assert error.place.split(".")[0] == key  # noqa: PT017 - either is right


def test_the_keys_are_listed_with_their_way() -> None:
    assert list(keys_of(Cart)) == [
        "id",
        "name",
        "made_on",
        "sold",
        "wheels",
        "wheels.size",
        "wheels.colour",
        "spare",
        "spare.size",
        "spare.colour",
    ]
    json.dumps(to_json(CART))
