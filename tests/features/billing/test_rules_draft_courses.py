"""Whole bills by hand: a course is one period, and what third parties pay for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import draft_kit as kit
from draft_kit import (
    MARCH,
    NOTHING,
    claim,
    cost,
    drafted,
    enactment,
    figures,
    quarter,
    tariff,
)
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing.terms import (
    Deduction,
    DraftBill,
)
from sozdesk.features.cases import texts as cases_texts
from sozdesk.features.offerings.terms import PriceUnit, ProRata

COURSE = tariff(500_000, PriceUnit.COURSE, ProRata.NONE)
HALF_YEAR = (date(2027, 1, 1), date(2027, 6, 30))


def course(invoice: Any, paid: tuple[Deduction, ...], **more: Any) -> DraftBill:
    enacted = enactment(unit=PriceUnit.COURSE, price=300_000)
    return drafted(
        claim(*invoice, deductions=paid, enactments=(enacted,)), known=kit.catalogue(COURSE), **more
    )


def test_a_course_is_one_period_wherever_its_invoice_and_the_payment_lie() -> None:
    """3'000.00 invoiced in March, the IV pays 1'200.00 for January to June: 1'800.00, half is 900.00."""
    paid = (Deduction(first=HALF_YEAR[0], last=HALF_YEAR[1], amount=120_000, payer="iv"),)
    bill = course([cost(*MARCH, 300_000)], paid)
    assert figures(bill) == [(300_000, 180_000, 90_000, 90_000)]
    assert bill.lines[0].line.third_party == 120_000
    assert bill.left_out == ()


def test_a_payment_for_another_month_of_a_billed_course_is_deducted_with_the_next_bill() -> None:
    invoice = [cost(*MARCH, 300_000)]
    first = course(invoice, ())
    assert figures(first) == [(300_000, 300_000, 150_000, 150_000)]
    paid = (Deduction(first=date(2027, 4, 1), last=date(2027, 4, 30), amount=60_000, payer="iv"),)
    second = course(invoice, paid, period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert figures(second) == [(0, -60_000, -30_000, -30_000)]


def test_a_payment_that_was_taken_back_is_given_back() -> None:
    invoice = cost(*MARCH, 90_000)
    paid = (Deduction(first=MARCH[0], last=MARCH[1], amount=31_000, payer="iv"),)
    first = drafted(claim(invoice, deductions=paid))
    second = drafted(claim(invoice), period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert figures(second) == [(0, 31_000, 15_500, 15_500)]
    assert second.lines[0].line.third_party == -31_000


def test_a_late_payment_for_other_days_of_a_billed_month_is_deducted() -> None:
    """The course ran to 10 March, the IV pays for 15 to 31 March: the month is the period."""
    invoice = cost(MARCH[0], date(2027, 3, 10), 90_000)
    first = drafted(claim(invoice))
    paid = (Deduction(first=date(2027, 3, 15), last=MARCH[1], amount=80_000, payer="iv"),)
    second = drafted(
        claim(invoice, deductions=paid), period=quarter(2), earlier=kit.billed(NOTHING, first)
    )
    # 900.00 − 800.00 = 100.00 count; the tariff of ten days, 322.58, was billed
    assert figures(second) == [(0, -22_258, -11_129, -68_871)]
    assert second.lines[0].line.third_party == 80_000


def test_what_third_parties_pay_above_the_cost_is_said() -> None:
    paid = (Deduction(first=MARCH[0], last=MARCH[1], amount=100_000, payer="iv"),)
    bill = drafted(claim(cost(*MARCH, 90_000), deductions=paid))
    assert figures(bill) == [(90_000, 0, 0, 0)]
    assert bill.lines[0].line.steps[-1].text == (
        "Dritte zahlen 100.00 mehr als die Kosten: nicht abgezogen."
    )


def test_a_contested_ruling_stays_billable_and_is_said() -> None:
    contested = replace(kit.RULING, contested=True)
    bill = drafted(claim(cost(*MARCH, 90_000), enactments=(enactment(ruling=contested),)))
    assert figures(bill) == [(90_000, 90_000, 45_000, 45_000)]
    said = bill.lines[0].line.steps[-1].text
    assert said == f"Verfügung 2027-001 ist angefochten. {cases_texts.SUSPENDED}"


@given(
    st.integers(0, 400_000),
    st.integers(1, 12),
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 60), st.integers(0, 90_000)), max_size=3
    ),
)
def test_all_that_is_paid_for_a_course_is_deducted_up_to_its_cost(
    amount: int, month: int, payments: list[tuple[int, int, int]]
) -> None:
    day = date(2027, month, 1)
    paid = tuple(
        Deduction(
            first=kit.JANUARY + timedelta(days=start),
            last=kit.JANUARY + timedelta(days=start + length),
            amount=each,
            payer="iv",
        )
        for start, length, each in payments
    )
    (line,) = course([cost(day, day + timedelta(days=20), amount)], paid, period=kit.YEAR).lines
    assert line.line.third_party == min(sum(each for *_days, each in payments), amount)
