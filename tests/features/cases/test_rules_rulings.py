"""From when to when a Verfügung is in force: days worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules
from sozdesk.features.cases.terms import RulingFact, RulingNature, RulingSpan

CASE = UUID(int=100)
JANUARY = date(2027, 1, 1)


def ruling(number: int, replaces: int | None = None, **more: Any) -> RulingFact:
    """A Verfügung of December 2026 that grants something, notified, valid from January."""
    values: dict[str, Any] = {
        "nature": RulingNature.GRANT,
        "ruled_on": date(2026, 12, 10),
        "valid_from": JANUARY,
        "finalised_on": date(2026, 12, 10),
        "notified_on": date(2026, 12, 12),
        "contested_on": None,
        "final_on": None,
        **more,
    }
    return RulingFact(
        id=UUID(int=number),
        case_id=CASE,
        replaces_id=UUID(int=replaces) if replaces else None,
        number=f"2026-{number:03}" if values["finalised_on"] else None,
        **values,
    )


def days(span: RulingSpan) -> tuple[str, date, date | None]:
    return span.number, span.first, span.last


def test_it_is_in_force_from_its_first_day_on() -> None:
    assert [days(one) for one in rules.ruling_spans([ruling(1)])] == [("2026-001", JANUARY, None)]
    assert rules.in_force([ruling(1)], date(2026, 12, 31)) == ()
    assert [one.number for one in rules.in_force([ruling(1)], JANUARY)] == ["2026-001"]


def test_without_a_first_day_it_is_in_force_from_the_day_of_the_ruling() -> None:
    found = rules.ruling_spans([ruling(1, valid_from=None)])
    assert [days(one) for one in found] == [("2026-001", date(2026, 12, 10), None)]


def test_a_draft_and_what_is_not_notified_is_never_in_force() -> None:
    draft = ruling(1, finalised_on=None, notified_on=None)
    assert rules.ruling_spans([draft, ruling(2, notified_on=None)]) == ()


def test_a_refusal_and_an_end_grant_nothing() -> None:
    rows = [ruling(1, nature=RulingNature.REFUSAL), ruling(2, nature=RulingNature.END)]
    assert rules.ruling_spans(rows) == ()


def test_a_change_ends_the_earlier_one_the_day_before_its_effect() -> None:
    change = ruling(2, 1, nature=RulingNature.CHANGE, valid_from=date(2027, 7, 1))
    found = rules.ruling_spans([ruling(1), change])
    assert [days(one) for one in found] == [
        ("2026-001", JANUARY, date(2027, 6, 30)),
        ("2026-002", date(2027, 7, 1), None),
    ]
    assert [one.number for one in rules.in_force([ruling(1), change], date(2027, 7, 1))] == [
        "2026-002"
    ]


def test_an_end_ends_it_and_a_change_that_is_only_drafted_does_not() -> None:
    end = ruling(2, 1, nature=RulingNature.END, valid_from=date(2027, 3, 1))
    assert [days(one) for one in rules.ruling_spans([ruling(1), end])] == [
        ("2026-001", JANUARY, date(2027, 2, 28))
    ]
    drafted = ruling(2, 1, nature=RulingNature.END, finalised_on=None, notified_on=None)
    assert [one.last for one in rules.ruling_spans([ruling(1), drafted])] == [None]


def test_what_is_replaced_before_it_begins_is_never_in_force() -> None:
    """B shall hold from July; C replaces B already from April: B never, A until the end of March."""
    second = ruling(2, 1, valid_from=date(2027, 7, 1))
    third = ruling(3, 2, valid_from=date(2027, 4, 1))
    found = rules.ruling_spans([ruling(1), second, third])
    assert [days(one) for one in found] == [
        ("2026-001", JANUARY, date(2027, 3, 31)),
        ("2026-003", date(2027, 4, 1), None),
    ]


def test_being_contested_is_said_until_it_is_decided() -> None:
    contested = ruling(1, contested_on=date(2026, 12, 20))
    assert [one.contested for one in rules.ruling_spans([contested, ruling(2)])] == [True, False]
    decided = ruling(1, contested_on=date(2026, 12, 20), final_on=date(2027, 5, 3))
    assert [one.contested for one in rules.ruling_spans([decided])] == [False]


def test_a_circle_in_a_damaged_file_comes_to_an_end() -> None:
    assert rules.ruling_spans([ruling(1, 2), ruling(2, 1)]) == ()


@given(st.lists(st.dates(JANUARY, date(2027, 12, 31)), min_size=1, max_size=6))
def test_of_a_chain_at_most_one_is_in_force_on_any_day(starts: list[date]) -> None:
    chain = [
        ruling(place, place - 1 or None, valid_from=first)
        for place, first in enumerate(starts, start=1)
    ]
    for day in {*starts, date(2027, 6, 15), date(2028, 1, 1)}:
        assert len(rules.in_force(chain, day)) <= 1
    assert [one.number for one in rules.in_force(chain, date(2028, 1, 1))] == [
        f"2026-{len(starts):03}"
    ]
