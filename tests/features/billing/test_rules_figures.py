"""Totals, reconciliation, Abgrenzung and what-if: arithmetic by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing.rules import figures
from sozdesk.features.billing.terms import BillState
from sozdesk.features.billing.terms.figures import (
    Agreement,
    BillSpan,
    FigureLine,
    OtherValue,
    ReconcileRow,
)

TOWNS = {1: "Äsch", 2: "Zwingen"}


def line(state: BillState, claimed: int, accepted: int = 0, town: int = 1) -> FigureLine:
    return FigureLine(
        bfs_number=town,
        category_code="german",
        regime_code="sh",
        state=state,
        lines=2,
        claimed=claimed,
        accepted=accepted,
        paid=accepted if state is BillState.SETTLED else 0,
    )


def test_totals_tell_open_accepted_reduced_and_paid_apart():
    lines = [
        line(BillState.RECEIVED, 100),
        line(BillState.HEARING, 10, 5),
        line(BillState.ANSWERED, 1000, 900),
        line(BillState.SETTLED, 500, 500, town=2),
    ]
    first, second, total = figures.totals(lines, lambda row: row.bfs_number, TOWNS)
    assert (first.name, first.claimed, first.open, first.accepted, first.reduced, first.paid) == (
        "Äsch",
        1110,
        110,
        900,
        -100,
        0,
    )
    assert (second.name, second.paid) == ("Zwingen", 500)
    assert (total.name, total.lines, total.claimed, total.accepted) == ("Total", 8, 1610, 1400)
    assert figures.totals([], lambda row: row.bfs_number, TOWNS) == ()


@given(
    st.lists(
        st.builds(
            line,
            st.sampled_from(list(BillState)),
            st.integers(0, 10**7),
            st.integers(0, 10**7),
            st.integers(1, 3),
        ),
        min_size=1,
    )
)
def test_every_total_is_the_sum_of_its_rows(lines):
    *rows, total = figures.totals(lines, lambda row: row.bfs_number, TOWNS)
    for part in ("lines", "claimed", "open", "accepted", "reduced", "paid"):
        assert sum(getattr(row, part) for row in rows) == getattr(total, part)
    assert total.claimed + total.reduced == total.accepted + total.open


@pytest.mark.parametrize(
    ("billed", "reported", "found"),
    [
        (100, None, Agreement.NO_REPORT),
        (100, 100, Agreement.EQUAL),
        (101, 100, Agreement.MORE),
        (99, 100, Agreement.LESS),
    ],
)
def test_billed_and_reported_agree_or_not(billed, reported, found):
    assert figures.agreement(billed, reported) is found


def row(name: str, billed: int, reported: int | None) -> ReconcileRow:
    return ReconcileRow(
        bfs_number=1,
        municipality=name,
        provider="Muster",
        billed=billed,
        reported=reported,
        claimed=0,
        accepted=0,
        paid=0,
        agreement=figures.agreement(billed, reported),
    )


def test_what_is_billed_above_the_report_stands_first_then_the_largest_differences():
    rows = [
        row("gleich", 5, 5),
        row("ohne", 5, None),
        row("wenig", 1, 100),
        row("weniger", 1, 900),
        row("mehr", 6, 5),
        row("viel mehr", 50, 5),
    ]
    assert [one.municipality for one in figures.differences_first(rows)] == [
        "viel mehr",
        "mehr",
        "weniger",
        "wenig",
        "ohne",
        "gleich",
    ]
    assert rows[1].difference is None
    assert rows[2].difference == -99


def test_of_equal_differences_the_one_that_the_canton_has_not_paid_stands_first():
    """1'193.50 billed: 412.50 accepted, 165.00 paid, 247.50 to pay."""
    paid = row("bezahlt", 5, 5)
    open_ = replace(row("offen", 119_350, 119_350), accepted=41_250, paid=16_500)
    assert open_.unpaid == 24_750
    assert figures.differences_first([paid, open_]) == (open_, paid)


def span(first: date, last: date, state=BillState.SETTLED, claimed=300, **more) -> BillSpan:
    values = {"accepted": claimed, "paid_on": date(2026, 6, 1), "stands": True, **more}
    return BillSpan(bfs_number=1, first=first, last=last, state=state, claimed=claimed, **values)


Q1 = (date(2026, 1, 1), date(2026, 3, 31))
Q2 = (date(2026, 4, 1), date(2026, 6, 30))
Q3 = (date(2026, 7, 1), date(2026, 9, 30))
OPEN = {"accepted": None, "paid_on": None}


def test_the_year_is_closed_with_what_is_unanswered_unpaid_and_expected():
    bills = [
        span(*Q1),
        span(*Q2, state=BillState.ANSWERED, claimed=330, accepted=270, paid_on=None),
        span(*Q3, state=BillState.RECEIVED, claimed=330, **OPEN),
    ]
    (found,) = figures.accruals(bills, 2026, TOWNS)
    assert (found.municipality, found.unanswered, found.unpaid) == ("Äsch", 330, 270)
    # 300 + 270 + 330 over nine months = 100 a month, three months are missing
    assert (found.months, found.per_month, found.expected, found.total) == (3, 100, 300, 900)


def test_what_is_paid_after_the_end_of_the_year_was_owed_on_it():
    late = span(date(2026, 1, 1), date(2026, 12, 31), paid_on=date(2027, 1, 20))
    (found,) = figures.accruals([late], 2026, TOWNS)
    assert (found.unpaid, found.months, found.expected) == (300, 0, 0)
    assert figures.accruals([span(date(2026, 1, 1), date(2026, 12, 31))], 2026, TOWNS) == ()


def test_a_year_without_a_bill_is_expected_as_the_year_before_and_older_ones_say_nothing():
    before = span(date(2025, 1, 1), date(2025, 12, 31), claimed=1200)
    (found,) = figures.accruals([before], 2026, TOWNS)
    assert (found.months, found.per_month, found.expected) == (12, 100, 1200)
    old = span(date(2020, 1, 1), date(2020, 12, 31))
    (found,) = figures.accruals([old], 2026, TOWNS)
    assert (found.months, found.expected, found.total) == (12, None, 0)


def test_a_cancelled_bill_covers_no_month():
    bills = [span(*Q1, stands=False), span(*Q1, claimed=-300, stands=False)]
    (found,) = figures.accruals(bills, 2026, TOWNS)
    assert (found.months, found.expected) == (12, None)


def test_a_bill_of_the_next_year_is_not_owed_yet():
    coming = span(date(2027, 1, 1), date(2027, 3, 31), state=BillState.RECEIVED, **OPEN)
    (found,) = figures.accruals([span(*Q1), coming], 2026, TOWNS)
    assert found.unanswered == 0


def test_what_if_shows_the_largest_difference_first_and_the_total_last():
    rows = figures.what_if_rows([(1, 100, 90), (2, 50, 80), (1, 10, 9)], TOWNS)
    assert [(one.name, one.before, one.after, one.difference) for one in rows] == [
        ("Zwingen", 50, 80, 30),
        ("Äsch", 110, 99, -11),
        ("Total", 160, 179, 19),
    ]
    assert figures.what_if_rows([], TOWNS) == ()


def test_a_report_says_an_amount_per_municipality_of_its_provider():
    one, other = UUID(int=1), UUID(int=2)
    assert figures.reported_by([(one, {1: 5, 2: None}), (other, {1: 7})]) == {
        (1, one): 5,
        (2, one): None,
        (1, other): 7,
    }


@pytest.mark.parametrize(
    ("after", "other"),
    [
        (OtherValue(amount=165_000), 165_000),
        (OtherValue(amount=1_000, relative=True), 165_000),
        (OtherValue(amount=-500, relative=True), 142_500),
        (OtherValue(amount=-10_000, relative=True), 0),
    ],
)
def test_another_value_is_an_amount_or_a_change_of_1500_francs(after, other) -> None:
    assert figures.other_amount(150_000, after) == other


def test_half_a_rappen_of_another_value_is_rounded_up() -> None:
    """1 % of 50 Rappen."""
    assert figures.other_amount(50, OtherValue(amount=100, relative=True)) == 51
