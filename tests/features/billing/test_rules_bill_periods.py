"""Periods as people write them, days cut without a loss, and the questions a catalogue leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import draft_kit as kit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing import rules, texts
from sozdesk.features.billing.rules.splitting import course_month_end, part_of, pieces, thirtieths
from sozdesk.features.billing.terms import (
    BillRow,
    BillState,
    Claimed,
    Deduction,
    Participation,
    Period,
)
from sozdesk.features.offerings.terms import PriceUnit

MAY = date(2027, 5, 4)


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31), "1. Quartal 2027"),
        ("2027-q4", date(2027, 10, 1), date(2027, 12, 31), "4. Quartal 2027"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "Februar 2028"),
        ("2027-H2", date(2027, 7, 1), date(2027, 12, 31), "2. Halbjahr 2027"),
        ("2027", date(2027, 1, 1), date(2027, 12, 31), "Jahr 2027"),
    ],
)
def test_a_period_is_read_written_and_said(text: str, first: date, last: date, said: str) -> None:
    period = rules.period_of(text)
    assert period is not None
    assert (period.first, period.last) == (first, last)
    assert rules.written(first, last) == text.upper()
    assert texts.period_words(first, last) == said


@given(st.text(max_size=12))
def test_nothing_else_is_a_period(text: str) -> None:
    found = rules.period_of(text)
    assert found is None or rules.period_of(rules.written(found.first, found.last)) == found


@pytest.mark.parametrize("text", ["", "2027-13", "2027-Q5", "1999", "2027-00", "27-Q1"])
def test_these_are_no_periods(text: str) -> None:
    assert rules.period_of(text) is None


def test_days_that_are_no_period_are_said_as_days() -> None:
    first, last = date(2027, 2, 3), date(2027, 5, 4)
    assert rules.written(first, last) == "2027-02-03..2027-05-04"
    assert texts.period_words(first, last) == "03.02.2027 bis 04.05.2027"


def test_the_last_periods_that_are_over() -> None:
    found = [one.first for one in rules.periods_before(date(2027, 2, 10), 3, 3)]
    assert found == [date(2026, 10, 1), date(2026, 7, 1), date(2026, 4, 1)]
    (year,) = rules.periods_before(date(2027, 2, 10), 12, 1)
    assert (year.first, year.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert rules.with_cut_off(year, 30).cut_off == date(2027, 1, 30)
    assert rules.with_cut_off(year, None).cut_off is None


@given(
    st.integers(-1_000_000, 1_000_000),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 400),
    st.lists(st.dates(date(2026, 1, 1), date(2029, 3, 1)), max_size=6),
)
def test_parts_of_an_amount_add_up(
    amount: int, first: date, length: int, turns: list[date]
) -> None:
    whole = (first, date.fromordinal(first.toordinal() + length))
    parts = list(pieces(whole, turns))
    assert sum(part_of(amount, whole, part) for part in parts) == amount
    assert (parts[0][0], parts[-1][1]) == whole


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_a_month_has_thirty_parts(day: date) -> None:
    first = day.replace(day=1)
    last = date.fromordinal((first.replace(day=28).toordinal()) + 4).replace(day=1)
    end = date.fromordinal(last.toordinal() - 1)
    assert thirtieths((first, end)) == 30
    before = thirtieths((first, day))
    rest = thirtieths((date.fromordinal(day.toordinal() + 1), end)) if day < end else 0
    assert before + rest == 30


@pytest.mark.parametrize(
    ("anchor", "day", "end"),
    [
        (date(2027, 1, 1), date(2027, 3, 31), date(2027, 3, 31)),
        (date(2027, 1, 15), date(2027, 3, 31), date(2027, 4, 14)),
        (date(2027, 1, 15), date(2027, 3, 14), date(2027, 3, 14)),
        (date(2027, 1, 31), date(2027, 2, 10), date(2027, 2, 27)),
        (date(2027, 1, 15), date(2027, 12, 20), date(2028, 1, 14)),
    ],
)
def test_a_course_month_runs_to_the_day_before_its_turn(anchor: date, day: date, end: date) -> None:
    assert course_month_end(anchor, day) == end


MARCH = (date(2027, 3, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("unit", "more", "amount"),
    [
        (PriceUnit.MONTH, {"price": 93_000, "began_on": date(2027, 3, 11)}, 63_000),
        (PriceUnit.COURSE, {"price": 120_000, "began_on": date(2027, 3, 11)}, 120_000),
        (PriceUnit.DAY, {"price": 10_000, "units_possible": 800}, 80_000),
    ],
)
def test_what_is_expected_of_march(unit: PriceUnit, more: dict[str, object], amount: int) -> None:
    """930.00 a month from the 11th: 21/31; a course once; 8 days at 100.00."""
    period = kit.Period(first=MARCH[0], last=MARCH[1])
    claim = kit.claim(enactments=(kit.enactment(unit=unit, **more),))
    (cost,) = rules.with_expected(claim, period).costs
    assert (cost.amount, cost.number) == (amount, "erwartet")


def test_hours_that_nobody_agreed_on_are_not_expected() -> None:
    claim = kit.claim(enactments=(kit.enactment(unit=PriceUnit.HOUR),))
    assert rules.with_expected(claim, kit.quarter(1)).costs == ()


def test_a_claim_of_a_tariff_that_is_gone_stays_as_it_was() -> None:
    """The KSA took the tariff out of the catalogue: a payment for billed days changes nothing."""
    claimed = Claimed(
        tariff_id=kit.OFFERING,
        month=MARCH[0],
        regime_code="social_assistance",
        bfs_number=kit.BFS,
        rate=5000,
        third_party=0,
        eligible=1,
        canton=1,
        days=(),
    )
    part = Participation(
        category_code="employment",
        segments=(),
        costs=(),
        deductions=(Deduction(first=MARCH[0], last=MARCH[1], amount=1, payer="iv"),),
        claimed=(claimed,),
    )
    assert rules.compute(part, rules.Book(kit.catalogue())).lines == ()


@pytest.mark.parametrize(
    ("day", "months", "said"),
    [
        (date(2026, 12, 31), 3, "4. Quartal 2026"),
        (date(2027, 1, 1), 3, "1. Quartal 2027"),
        (date(2027, 3, 15), 1, "März 2027"),
        (date(2027, 7, 1), 6, "2. Halbjahr 2027"),
        (date(2027, 7, 1), 12, "Jahr 2027"),
    ],
)
def test_a_day_lies_in_one_period(day: date, months: int, said: str) -> None:
    period = rules.period_around(day, months)
    assert texts.period_words(period.first, period.last) == said


def test_the_last_periods_that_are_over_go_back_over_the_year() -> None:
    found = [texts.period_words(one.first, one.last) for one in rules.periods_before(MAY, 3, 3)]
    assert found == ["1. Quartal 2027", "4. Quartal 2026", "3. Quartal 2026"]


def test_a_municipality_is_billed_by_a_bill_of_some_days_that_stands() -> None:
    june = BillRow(
        id=UUID(int=1), version=1, state=BillState.ISSUED, bfs_number=2829,
        municipality_name="Liestal", year=2027, number=1, first_day=date(2027, 6, 1),
        last_day=date(2027, 6, 30), cut_off=None, accrual=False, drafted_on=date(2027, 7, 1),
        drafted_by="Muster Anna", released_by="", issued_on=date(2027, 7, 2), hearing_until=None,
        statement_on=None, persons_deleted_on=None, cancels="", cancelled_by="", cost=0,
        third_party=0, eligible=0, canton=0, municipality=0, lines=0,
    )  # fmt: skip
    second, third = rules.period_of("2027-Q2"), rules.period_of("2027-Q3")
    assert isinstance(second, Period)
    assert isinstance(third, Period)
    assert rules.billed_in([june], second) == {2829}
    assert rules.billed_in([june], third) == frozenset()
    assert rules.billed_in([june], rules.period_of("2027-05") or third) == frozenset()
    for one in ({"accrual": True}, {"cancels": "1/2026"}, {"cancelled_by": "2/2027"}):
        assert rules.billed_in([replace(june, **one)], second) == frozenset()
