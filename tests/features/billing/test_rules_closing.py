"""When a bill is closed, what stands against its deletion, and which days stay without persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing.rules import closing
from sozdesk.features.billing.rules.closing import BillFacts
from sozdesk.features.billing.terms import BillOrigin, BillState

BOOKED, PAID = date(2027, 2, 3), date(2027, 1, 20)
OWN = BillFacts(
    origin=BillOrigin.OWN,
    state=BillState.SETTLED,
    booked_on=BOOKED,
    paid_on=None,
    taker=None,
    open_differences=0,
    cases=(),
)
RECEIVED = replace(OWN, origin=BillOrigin.RECEIVED, booked_on=None, paid_on=PAID)


def test_a_sozialdienst_closes_a_bill_with_the_booking_and_the_ksa_with_the_payment() -> None:
    assert closing.closed_on(OWN) == BOOKED
    assert closing.closed_on(RECEIVED) == PAID


@pytest.mark.parametrize("state", [one for one in BillState if one is not BillState.SETTLED])
def test_before_that_it_is_open(state: BillState) -> None:
    assert closing.closed_on(replace(RECEIVED, state=state)) is None


def test_a_bill_that_was_taken_back_is_closed_with_the_one_that_takes_it_back() -> None:
    taken = replace(OWN, state=BillState.ISSUED, booked_on=None, taker=OWN)
    assert closing.closed_on(taken) == BOOKED
    waiting = replace(OWN, taker=replace(OWN, state=BillState.ISSUED))
    assert closing.closed_on(waiting) is None


def test_a_waiting_difference_and_a_case_that_is_still_there_are_said() -> None:
    assert closing.against(OWN) == ()
    assert closing.against(replace(OWN, open_differences=2)) == (
        "Eine Differenz ist noch nicht ausgeglichen.",
    )
    assert closing.against(replace(OWN, open_differences=1, cases=(3, 7, 9, 12))) == (
        "Eine Differenz ist noch nicht ausgeglichen.",
        "Die Fälle 3, 7 und 9 und weitere stehen noch in der Datei: Sie werden zuerst gelöscht.",
    )


def test_the_days_that_stay_are_whole_months() -> None:
    days = closing.whole_months(date(2028, 1, 17), date(2028, 2, 3))
    assert days == (date(2028, 1, 1), date(2028, 2, 29))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_whole_months_lie_around_the_days_and_stay_in_their_years(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    begin, end = closing.whole_months(first, last)
    assert begin <= first <= last <= end
    assert (begin.year, end.year) == (first.year, last.year)
    assert (end + timedelta(days=1)).day == 1
