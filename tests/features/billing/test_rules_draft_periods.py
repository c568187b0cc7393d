"""Whole bills by hand: periods, cut-offs, late invoices and payments, several bills of one period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import draft_kit as kit
import pytest
from draft_kit import (
    MARCH,
    NOTHING,
    claim,
    cost,
    drafted,
    enactment,
    figures,
    quarter,
    reasons,
    support,
    tariff,
)
from test_rules_draft_support import after

from sozdesk.features.billing.rules.blocks import EVER
from sozdesk.features.billing.terms import (
    Deduction,
    Earlier,
    RegimeSpan,
)
from sozdesk.features.offerings.terms import ProRata


def test_days_after_the_period_come_with_the_next_bill_and_are_not_lost() -> None:
    """16 March to 15 April, 3'100.00 over 31 days: 16 days now, 15 with the next bill."""
    over = claim(cost(date(2027, 3, 16), date(2027, 4, 15), 310_000))
    first = drafted(over)
    # 16/31 of 1'000.00
    assert figures(first) == [(160_000, 51_613, 25_807, 134_193)]
    assert reasons(first)[0][3] == ("Nach dem 31.03.2027: kommt mit der nächsten Abrechnung.",)
    second = drafted(over, period=quarter(2), earlier=kit.billed(NOTHING, first))
    # 15/30 of 1'000.00
    assert figures(second) == [(150_000, 50_000, 25_000, 125_000)]
    assert reasons(second) == []


def test_an_invoice_after_the_cut_off_comes_late_and_is_marked() -> None:
    slow = claim(cost(*MARCH, 90_000, recorded_on=date(2027, 5, 2)))
    period = quarter(1, cut_off=date(2027, 4, 30))
    first = drafted(slow, period=period)
    assert first.lines == ()
    assert reasons(first)[0][3] == (
        "Nach dem Stichtag 30.04.2027 erfasst: kommt mit der nächsten Abrechnung.",
    )
    (line,) = drafted(slow, period=quarter(2)).lines
    assert line.late
    assert line.line.canton == 45_000


def test_what_was_claimed_is_not_claimed_again() -> None:
    one = claim(cost(*MARCH, 90_000))
    first = drafted(one)
    again = drafted(one, earlier=kit.billed(NOTHING, first))
    assert again.lines == ()
    assert reasons(again) == [
        (*MARCH, 90_000, ("Schon abgerechnet in einer früheren Abrechnung.",))
    ]
    later = drafted(one, period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert later.lines == ()
    assert reasons(later) == []


def test_a_closed_year_takes_no_line() -> None:
    december = cost(date(2026, 12, 16), date(2027, 1, 15), 31_000)
    bill = drafted(
        claim(
            december,
            enactments=(
                enactment(
                    first=date(2026, 12, 1),
                    began_on=date(2026, 12, 1),
                    ruling=replace(kit.RULING, in_force_from=date(2026, 12, 1)),
                ),
            ),
        ),
        earlier=Earlier(closed_years=(2026,)),
    )
    assert [(one.line.first, one.line.cost) for one in bill.lines] == [(kit.JANUARY, 15_000)]
    assert reasons(bill)[0][3] == ("Das Jahr 2026 ist abgeschlossen.",)


# ------------------------------------------------------------------ several bills of one period


def test_what_was_billed_for_an_entry_that_was_merged_counts_for_the_person() -> None:
    """900.00 under the former id, then 300.00: at most 1'000.00, 100.00 are left."""
    first_invoice = cost(*MARCH, 90_000)
    old = claim(first_invoice)
    before = kit.billed(NOTHING, drafted(old))
    person = replace(old.person, id=UUID(int=999), earlier_ids=(old.person.id,))
    now = replace(claim(first_invoice, cost(*MARCH, 30_000, "R-2")), person=person)
    (line,) = drafted(now, earlier=before).lines
    assert line.line.eligible == 10_000


def test_a_later_invoice_of_a_month_takes_what_the_cap_leaves() -> None:
    """900.00, then 300.00 for the same March: together 1'200.00, at most 1'000.00: 100.00 are left."""
    first_invoice = cost(*MARCH, 90_000)
    first = drafted(claim(first_invoice))
    second = drafted(
        claim(first_invoice, cost(*MARCH, 30_000, "R-2")),
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert figures(second) == [(30_000, 10_000, 5_000, 25_000)]
    assert second.lines[0].late


def test_a_credit_note_above_the_cap_takes_nothing_back() -> None:
    """1'400.00 of which 1'000.00 counted; 300.00 back: 1'100.00 are still above the cap."""
    invoice = cost(*MARCH, 140_000)
    first = drafted(claim(invoice))
    credit = cost(*MARCH, -30_000, "G-1")
    second = drafted(claim(invoice, credit), period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert figures(second) == [(-30_000, 0, 0, -30_000)]


def test_a_credit_note_below_the_cap_takes_back_its_share() -> None:
    """900.00, half is 450.00; 300.00 back: 600.00, half is 300.00: 150.00 go back."""
    invoice = cost(*MARCH, 90_000)
    first = drafted(claim(invoice))
    credit = cost(*MARCH, -30_000, "G-1")
    second = drafted(claim(invoice, credit), period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert figures(second) == [(-30_000, -30_000, -15_000, -15_000)]


def test_more_back_than_was_paid_takes_back_no_more_than_was_claimed() -> None:
    bill = drafted(claim(cost(*MARCH, 10_000), cost(*MARCH, -30_000, "G-1")))
    assert figures(bill) == [(-20_000, 0, 0, -20_000)]


def test_a_third_party_that_pays_later_is_deducted_with_the_next_bill() -> None:
    """900.00 claimed; the IV pays 310.00 for March: 590.00 count, 155.00 go back to the canton."""
    invoice = cost(*MARCH, 90_000)
    first = drafted(claim(invoice))
    paid = (Deduction(first=MARCH[0], last=MARCH[1], amount=31_000, payer="iv"),)
    second = drafted(
        claim(invoice, deductions=paid),
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert figures(second) == [(0, -31_000, -15_500, -15_500)]
    assert second.lines[0].line.third_party == 31_000
    third = drafted(
        claim(invoice, deductions=paid),
        period=quarter(3),
        earlier=kit.billed(kit.billed(NOTHING, first), second),
    )
    assert third.lines == ()


def test_a_payment_for_a_whole_month_goes_to_the_days_that_cost() -> None:
    """620.00 for March, the course runs to the 20th: all of it is deducted from its cost."""
    paid = (Deduction(first=MARCH[0], last=MARCH[1], amount=62_000, payer="iv"),)
    bill = drafted(claim(cost(MARCH[0], date(2027, 3, 20), 90_000), deductions=paid))
    assert bill.lines[0].line.third_party == 62_000
    assert figures(bill) == [(90_000, 28_000, 14_000, 14_000)]


@pytest.mark.parametrize(
    "now",
    [
        {"rates": (kit.rate(10_000),)},
        {"rates": ()},
        {"rates": (kit.rate(),), "tariffs": (tariff(1),)},
    ],
)
def test_a_late_payment_does_not_touch_what_was_billed_under_other_values(
    now: dict[str, Any],
) -> None:
    """Rate or tariff of March were changed afterwards: the billed line stays, only a cancellation moves it."""
    invoice = cost(*MARCH, 90_000)
    first = drafted(claim(invoice))
    paid = (Deduction(first=MARCH[0], last=MARCH[1], amount=31_000, payer="iv"),)
    known = replace(kit.catalogue(), **now)
    second = drafted(
        claim(invoice, deductions=paid),
        known=known,
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert second.lines == ()


def test_a_late_payment_does_not_touch_billed_days_whose_regime_is_not_known_any_more() -> None:
    invoice = cost(*MARCH, 90_000)
    first = drafted(claim(invoice))
    paid = (Deduction(first=MARCH[0], last=MARCH[1], amount=31_000, payer="iv"),)
    later = (RegimeSpan(first=date(2027, 4, 1), last=kit.DECEMBER, code="social_assistance"),)
    second = drafted(
        claim(invoice, deductions=paid, regimes=later),
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert second.lines == ()


def test_a_late_payment_finds_its_month_among_several_regimes() -> None:
    spans = (
        RegimeSpan(first=kit.LONG_AGO, last=date(2027, 2, 28), code="refugees"),
        RegimeSpan(first=date(2027, 3, 1), last=kit.DECEMBER, code="social_assistance"),
    )
    invoice = cost(*MARCH, 90_000)
    first = drafted(claim(invoice, regimes=spans))
    paid = (Deduction(first=MARCH[0], last=MARCH[1], amount=31_000, payer="iv"),)
    second = drafted(
        claim(invoice, deductions=paid, regimes=spans),
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert figures(second) == [(0, -31_000, -15_500, -15_500)]


def test_a_tariff_that_ended_locks_the_days_after_it() -> None:
    ended = kit.catalogue(tariff(ended_on=date(2027, 3, 10)))
    bill = drafted(claim(cost(*MARCH, 31_000)), known=ended)
    assert [one.line.cost for one in bill.lines] == [10_000]
    assert [(one[0], one[3]) for one in reasons(bill)] == [
        (date(2027, 3, 11), ("Tarif fehlt (social_assistance): Abrechnung gesperrt.",))
    ]


def test_two_persons_in_one_offering_have_a_line_each() -> None:
    other = replace(kit.PERSON, id=UUID(int=71), last_name="Zweite")
    bill = drafted(claim(cost(*MARCH, 90_000)), claim(cost(*MARCH, 80_000, "R-2"), person=other))
    assert [(one.person.last_name, one.line.cost) for one in bill.lines] == [
        ("Muster", 90_000),
        ("Zweite", 80_000),
    ]


def test_the_same_days_are_cut_for_each_person_by_what_holds_for_her() -> None:
    """March of three: all of it; up to the Ablösung on the 15th; and in another municipality's name."""
    second, third = (replace(kit.PERSON, id=UUID(int=number)) for number in (71, 72))
    bill = drafted(
        claim(cost(*MARCH, 31_000)),
        claim(cost(*MARCH, 31_000, "R-2"), person=second, support=after(date(2027, 3, 15))),
        claim(cost(*MARCH, 31_000, "R-3"), person=third, support=(support(bfs_number=2831),)),
    )
    assert [(one.line.cost, one.line.bfs_number) for one in bill.lines] == [
        (31_000, kit.BFS),
        (15_000, kit.BFS),
        (31_000, 2831),
    ]
    left_out = [(one.person.id, one.cost) for one in bill.left_out if one.cost]
    assert left_out == [(second.id, 16_000)]


def test_the_same_days_have_the_cap_of_the_units_that_were_attended() -> None:
    """A month of 1000 by days that were attended: 10 of 20 allow 500, 20 of 20 all of the 900."""
    other = replace(kit.PERSON, id=UUID(int=71))
    half, whole = ({"units": units, "possible": 2_000} for units in (1_000, 2_000))
    bill = drafted(
        claim(cost(*MARCH, 90_000, **half)),
        claim(cost(*MARCH, 90_000, "R-2", **whole), person=other),
        known=kit.catalogue(tariff(100_000, pro_rata=ProRata.ACTUAL_DAYS)),
    )
    assert [one.line.eligible for one in bill.lines] == [50_000, 90_000]


def test_a_regime_of_other_days_than_a_support_goes_only_with_the_support_of_its_days() -> None:
    """Supported to 15 March in one regime, again from the 16th in one that has no rate: 15 of 31 days."""
    turn = date(2027, 3, 15)
    bill = drafted(
        claim(
            cost(*MARCH, 31_000),
            support=(support(last=turn), support(first=turn + timedelta(days=1))),
            regimes=(
                RegimeSpan(first=kit.LONG_AGO, last=turn, code="social_assistance"),
                RegimeSpan(first=turn + timedelta(days=1), last=kit.DECEMBER, code="refugees"),
            ),
        )
    )
    assert [(one.line.cost, one.line.regime_code) for one in bill.lines] == [
        (15_000, "social_assistance")
    ]
    assert [one.cost for one in bill.left_out if one.cost] == [16_000]


def test_a_support_without_a_known_beginning_blocks_nothing_before_it() -> None:
    bill = drafted(claim(cost(*MARCH, 90_000), support=(support(first=EVER[0]),)))
    assert len(bill.lines) == 1


def test_a_payment_for_days_without_a_cost_waits() -> None:
    paid = (Deduction(first=date(2027, 1, 1), last=date(2027, 1, 31), amount=1, payer="iv"),)
    bill = drafted(claim(cost(*MARCH, 90_000), deductions=paid))
    assert bill.lines[0].line.third_party == 0
    assert (
        date(2027, 1, 1),
        date(2027, 1, 31),
        0,
        (
            "Zahlung Dritter von 0.01 für Januar 2027 nicht abgezogen: für diesen Monat sind keine Kosten da.",
        ),
    ) in [(one.first, one.last, one.cost, one.reasons) for one in bill.left_out]


def test_a_payment_after_the_period_is_not_missed_yet_and_one_before_it_stays_named() -> None:
    """310.00 of the IV for April: the bill of March is silent, those after it say it, and nothing is lost."""
    invoice = cost(*MARCH, 90_000)
    paid = (Deduction(first=date(2027, 4, 1), last=date(2027, 4, 30), amount=31_000, payer="iv"),)
    of_april = claim(invoice, deductions=paid, enactments=(enactment(last=MARCH[1]),))
    first = drafted(of_april)
    assert not [one for one in first.left_out if "Dritter" in one.reasons[0]]
    assert figures(first) == [(90_000, 90_000, 45_000, 45_000)]
    second = drafted(of_april, period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert second.lines == ()
    (left,) = second.left_out
    assert (left.first, left.cost, left.enactment_id) == (date(2027, 4, 1), 0, kit.ENACTMENT)
    assert left.reasons[0].startswith("Zahlung Dritter von 310.00 für April 2027 nicht abgezogen")
