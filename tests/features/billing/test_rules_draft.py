"""Whole bills by hand: what is claimed, what is left out and why, over several offerings and bills."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import draft_kit as kit
import pytest
from draft_kit import claim, cost, enactment, offering, quarter, support, tariff
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing import rules
from sozdesk.features.billing.rules import Catalogue
from sozdesk.features.billing.rules.blocks import EVER
from sozdesk.features.billing.terms import (
    BillingFigures,
    Claim,
    Deduction,
    DraftBill,
    Earlier,
    FinancingSpan,
    Period,
    RegimeSpan,
    Span,
)
from sozdesk.features.cases import texts as cases_texts
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.offerings.terms import Billable, CapKind, Financing, PriceUnit, ProRata

MARCH = (date(2027, 3, 1), date(2027, 3, 31))
NOTHING = Earlier()


def drafted(
    *claims: Claim,
    known: Catalogue | None = None,
    period: Period | None = None,
    counts: bool | None = False,
    earlier: Earlier = NOTHING,
    facts: Any = None,
) -> DraftBill:
    return rules.draft(
        claims,
        {kit.OFFERING: offering(), OTHER: offering(id=OTHER, number=13)}
        if facts is None
        else facts,
        known or kit.catalogue(),
        period or quarter(1),
        BillingFigures(running_month_counts=counts, running_month_source="Beschluss KSA"),
        earlier,
    )


OTHER = UUID(int=61)


def reasons(bill: DraftBill) -> list[tuple[date, date, int, tuple[str, ...]]]:
    """What is left out although there is an invoice."""
    return [(one.first, one.last, one.cost, one.reasons) for one in bill.left_out if one.number]


def figures(bill: DraftBill) -> list[tuple[int, int, int, int]]:
    return [
        (one.line.cost, one.line.eligible, one.line.canton, one.line.municipality)
        for one in bill.lines
    ]


def test_a_month_below_the_tariff_is_halved() -> None:
    bill = drafted(claim(cost(*MARCH, 90_000)))
    assert figures(bill) == [(90_000, 90_000, 45_000, 45_000)]
    (line,) = bill.lines
    assert (line.month, line.late, line.person.last_name) == (MARCH[0], False, "Muster")
    assert [(one.number, one.amount) for one in line.costs] == [("R-1", 90_000)]
    assert bill.total("canton") == 45_000


def test_enacted_months_without_an_invoice_are_named() -> None:
    bill = drafted(claim(cost(*MARCH, 90_000)))
    assert [(one.first, one.last, one.cost, one.reasons) for one in bill.left_out] == [
        (date(2027, 1, 1), date(2027, 1, 31), 0, ("Keine Rechnung erfasst.",)),
        (date(2027, 2, 1), date(2027, 2, 28), 0, ("Keine Rechnung erfasst.",)),
    ]


def test_a_course_without_an_invoice_is_named_once() -> None:
    course = enactment(unit=PriceUnit.COURSE, ended_on=date(2027, 2, 20))
    bill = drafted(claim(enactments=(course,)))
    assert [(one.first, one.last) for one in bill.left_out] == [(kit.JANUARY, date(2027, 2, 20))]
    assert drafted(claim(cost(*MARCH, 1), enactments=(course,))).lines
    assert not [
        one
        for one in drafted(claim(cost(*MARCH, 1), enactments=(course,))).left_out
        if not one.number
    ]


@pytest.mark.parametrize(
    "silent",
    [
        {"ruling": None},
        {"ruling": replace(kit.RULING, nature=RulingNature.REFUSAL)},
        {"began_on": None},
        {"without_share": True},
        {"gfs_free": True},
        {"unit": PriceUnit.COURSE, "began_on": date(2027, 5, 1)},
    ],
)
def test_where_no_invoice_is_expected_none_is_missed(silent: dict[str, Any]) -> None:
    assert drafted(claim(enactments=(enactment(**silent),))).left_out == ()


def test_half_a_month_without_a_ruling_in_force_is_left_out() -> None:
    """900.00 for 31 days; to 10 March 10/31 = 290.32, the rest is claimed; the cap is 21/31 of 1'000.00."""
    late = replace(kit.RULING, in_force_from=date(2027, 3, 11))
    bill = drafted(claim(cost(*MARCH, 90_000), enactments=(enactment(ruling=late),)))
    assert figures(bill) == [(60_968, 60_968, 30_484, 30_484)]
    assert reasons(bill) == [
        (
            date(2027, 3, 1),
            date(2027, 3, 10),
            29_032,
            ("Verfügung 2027-001 gilt vom 11.03.2027 an: an diesem Tag nicht in Kraft.",),
        )
    ]


def test_a_ruling_that_a_later_one_replaces_ends_the_day_before() -> None:
    ended = replace(kit.RULING, in_force_to=date(2027, 3, 15))
    bill = drafted(claim(cost(*MARCH, 90_000), enactments=(enactment(ruling=ended),)))
    ((first, _last, _cost, said),) = reasons(bill)
    assert first == date(2027, 3, 16)
    assert said == (
        "Verfügung 2027-001 gilt vom 01.01.2027 bis 15.03.2027: an diesem Tag nicht in Kraft.",
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"ruling": None}, "Keine Verfügung in Kraft ordnet das Angebot an (§ 16 SHG)."),
        (
            {"without_share": True},
            "Ohne Kantonsbeitrag verfügt: ganz zulasten der Gemeinde (Verfügung).",
        ),
        (
            {"gfs_free": True},
            "Kostenloses Angebot der Gemeinde für die frühe Sprachförderung (GfS).",
        ),
        ({"began_on": None}, "Der Beginn der Teilnahme ist nicht erfasst."),
        (
            {"last": date(2027, 2, 28)},
            "Ausserhalb der verfügten Tage vom 01.01.2027 bis 28.02.2027.",
        ),
        ({"began_on": date(2027, 4, 1)}, "Vor dem Beginn der Teilnahme am 01.04.2027."),
    ],
)
def test_what_was_enacted_decides(change: dict[str, Any], reason: str) -> None:
    bill = drafted(claim(cost(*MARCH, 90_000), enactments=(enactment(**change),)))
    assert bill.lines == ()
    assert [one[3] for one in reasons(bill)] == [(reason,)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"recognised": ()}, "Angebot 12 ist an diesem Tag nicht anerkannt (Katalog des KSA)."),
        (
            {
                "financing": (
                    FinancingSpan(first=MARCH[0], last=None, financing=Financing.PER_AGREEMENT),
                )
            },
            "Von einer Leistungsvereinbarung bezahlt (§ 25c SHV, § 4 Abs. 4 kAV).",
        ),
        (
            {
                "financing": (
                    FinancingSpan(first=MARCH[0], last=MARCH[1], financing=Financing.FREE),
                )
            },
            "Kostet an diesem Tag pro Person nichts (Katalog des KSA).",
        ),
    ],
)
def test_the_catalogue_decides(change: dict[str, Any], reason: str) -> None:
    bill = drafted(claim(cost(*MARCH, 90_000)), facts={kit.OFFERING: offering(**change)})
    assert bill.lines == ()
    assert [one[3] for one in reasons(bill)] == [(reason,)]


def test_recognised_again_after_a_gap() -> None:
    spans = (
        Span(first=kit.LONG_AGO, last=date(2027, 3, 10)),
        Span(first=date(2027, 3, 21), last=None),
    )
    bill = drafted(claim(cost(*MARCH, 31_000)), facts={kit.OFFERING: offering(recognised=spans)})
    assert [one.line.cost for one in bill.lines] == [21_000]
    assert [(one.first, one.last) for one in bill.lines[0].costs] == [
        (date(2027, 3, 1), date(2027, 3, 10)),
        (date(2027, 3, 21), date(2027, 3, 31)),
    ]


def test_an_offering_that_the_catalogue_does_not_know_is_left_out() -> None:
    april = cost(date(2027, 4, 1), date(2027, 4, 30), 1)
    before = cost(date(2026, 4, 1), date(2026, 4, 30), 1)
    bill = drafted(claim(before, april), facts={})
    assert [(one.first, one.offering, one.reasons) for one in bill.left_out] == [
        (date(2027, 4, 1), None, ("Das Angebot steht nicht im Katalog des KSA.",))
    ]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (
            {"billable": Billable.NO},
            "Im Katalog «nicht abrechenbar» (social_assistance, § 25b SHV).",
        ),
        (
            {"billable": Billable.UNKNOWN, "citation": ""},
            "Ob abrechenbar, ist im Katalog offen (social_assistance): Abrechnung gesperrt.",
        ),
    ],
)
def test_what_the_catalogue_says_of_the_regime_locks(more: dict[str, Any], reason: str) -> None:
    bill = drafted(claim(cost(*MARCH, 1)), known=kit.catalogue(rates=(kit.rate(**more),)))
    assert [one[3] for one in reasons(bill)] == [(reason,)]


def test_two_units_without_the_one_of_the_price_are_ambiguous() -> None:
    both = kit.catalogue(tariff(1, PriceUnit.DAY), tariff(2, PriceUnit.HOUR))
    bill = drafted(claim(cost(*MARCH, 1)), known=both)
    assert [one[3] for one in reasons(bill)] == [
        ("Mehrere Maximaltarife mit anderer Einheit gelten: Abrechnung gesperrt.",)
    ]


def test_a_kind_of_a_category_takes_what_stands_above_it() -> None:
    known = replace(
        kit.catalogue(), parents={"employment": "all", "workshop": "employment", "all": "workshop"}
    )
    facts = {kit.OFFERING: offering(category_code="workshop")}
    bill = drafted(claim(cost(*MARCH, 90_000)), known=known, facts=facts)
    assert figures(bill) == [(90_000, 90_000, 45_000, 45_000)]


# ------------------------------------------------------------------ Ablösung, move


def after(ended: date, **more: Any) -> tuple[Any, ...]:
    return (support(support_ended_on=ended, **more),)


def test_days_after_the_end_of_support_are_left_out() -> None:
    """Support ends on 15 March; months of the course are those of the calendar."""
    bill = drafted(claim(cost(*MARCH, 31_000), support=after(date(2027, 3, 15))))
    assert [one.line.cost for one in bill.lines] == [15_000]
    assert reasons(bill) == [
        (
            date(2027, 3, 16),
            date(2027, 3, 31),
            16_000,
            ("Nach der Ablösung am 15.03.2027 (Beschluss KSA).",),
        )
    ]


def test_the_running_course_month_counts_if_the_canton_says_so() -> None:
    """Begun on the 10th, Ablösung on 28 February: the course month runs to 9 March."""
    begun = enactment(first=date(2027, 1, 10), began_on=date(2027, 1, 10))
    bill = drafted(
        claim(cost(*MARCH, 31_000), enactments=(begun,), support=after(date(2027, 2, 28))),
        counts=True,
    )
    assert [one.line.cost for one in bill.lines] == [9_000]
    assert [(one[0], one[2]) for one in reasons(bill)] == [(date(2027, 3, 10), 22_000)]


def test_an_open_question_locks_only_the_days_it_is_about() -> None:
    begun = enactment(first=date(2027, 1, 10), began_on=date(2027, 1, 10))
    bill = drafted(
        claim(cost(*MARCH, 31_000), enactments=(begun,), support=after(date(2027, 3, 4))),
        counts=None,
    )
    assert [one.line.cost for one in bill.lines] == [4_000]
    assert [(one[0], one[1], one[3]) for one in reasons(bill)] == [
        (
            date(2027, 3, 5),
            date(2027, 3, 9),
            (
                (
                    "Das KSA hat nicht festgelegt, ob der laufende Kursmonat nach der Ablösung zählt: "
                    "Abrechnung gesperrt."
                ),
            ),
        ),
        (
            date(2027, 3, 10),
            date(2027, 3, 31),
            ("Nach der Ablösung am 04.03.2027 (Beschluss KSA).",),
        ),
    ]


def test_who_comes_back_in_the_open_month_is_billed_from_that_day() -> None:
    begun = enactment(first=date(2027, 1, 10), began_on=date(2027, 1, 10))
    spans = (*after(date(2027, 3, 4)), support(first=date(2027, 3, 7)))
    bill = drafted(claim(cost(*MARCH, 31_000), enactments=(begun,), support=spans), counts=None)
    assert [one.line.cost for one in bill.lines] == [29_000]
    assert [(one[0], one[1]) for one in reasons(bill)] == [(date(2027, 3, 5), date(2027, 3, 6))]


def test_a_move_leaves_the_days_to_the_other_municipality() -> None:
    bill = drafted(claim(cost(*MARCH, 31_000), support=(support(moved_on=date(2027, 3, 13)),)))
    assert [one.line.cost for one in bill.lines] == [12_000]
    assert reasons(bill)[0][3] == (
        "Ab 13.03.2027 in einer anderen Gemeinde: diese rechnet ab (Wegzug).",
    )


def test_days_before_and_after_the_support_are_left_out() -> None:
    spans = (support(first=date(2027, 3, 11), last=date(2027, 3, 20)),)
    bill = drafted(claim(cost(*MARCH, 31_000), support=spans))
    assert [one.line.cost for one in bill.lines] == [10_000]
    said = "An diesen Tagen nicht von dieser Gemeinde unterstützt (Fall)."
    assert [(one[0], one[3]) for one in reasons(bill)] == [
        (date(2027, 3, 1), (said,)),
        (date(2027, 3, 21), (said,)),
    ]


def test_a_support_that_ended_before_the_last_supported_day_says_so() -> None:
    spans = after(date(2027, 3, 31), last=date(2027, 3, 20))
    bill = drafted(claim(cost(*MARCH, 31_000), support=spans))
    assert reasons(bill)[0][3] == ("An diesen Tagen nicht von dieser Gemeinde unterstützt (Fall).",)


def test_nobody_supports_a_person_without_a_case() -> None:
    bill = drafted(claim(cost(*MARCH, 31_000), support=()))
    assert bill.lines == ()


def test_a_change_of_regime_inside_a_month_splits_the_line() -> None:
    """From 11 March refugees: 10 and 21 days of 3'100.00 against 1'000.00 a month; 50 % and 100 %."""
    spans = (
        RegimeSpan(first=kit.LONG_AGO, last=date(2027, 3, 10), code="social_assistance"),
        RegimeSpan(first=date(2027, 3, 11), last=kit.DECEMBER, code="refugees"),
    )
    known = kit.catalogue(
        tariff(),
        tariff(124_000, regime_code="refugees"),
        rates=(kit.rate(), kit.rate(10_000, regime_code="refugees")),
    )
    bill = drafted(claim(cost(*MARCH, 310_000), regimes=spans), known=known)
    # 10/31 of 1'000.00 = 322.58, half 161.29; 21/31 of 1'240.00 = 840.00, all of it
    assert figures(bill) == [
        (100_000, 32_258, 16_129, 83_871),
        (210_000, 84_000, 84_000, 126_000),
    ]


# ------------------------------------------------------------------ period, late, cut-off


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


# ------------------------------------------------------------------ limits over several lines


def test_two_offerings_at_once_share_the_limit_of_the_person() -> None:
    """700.00 and 800.00 against 1'200.00 for a person's month: 700.00, then 500.00."""
    known = kit.catalogue(kit.capped(CapKind.PER_PERSON_MONTH, 120_000))
    second = claim(cost(*MARCH, 80_000, "R-2"), offering_id=OTHER)
    bill = drafted(claim(cost(*MARCH, 70_000)), second, known=known)
    assert [one.line.eligible for one in bill.lines] == [70_000, 50_000]
    assert "Rest der Obergrenze der Person" in " ".join(
        step.text for step in bill.lines[1].line.steps
    )
    late = drafted(
        second,
        known=known,
        earlier=kit.billed(NOTHING, drafted(claim(cost(*MARCH, 70_000)), known=known)),
    )
    assert [one.line.eligible for one in late.lines] == [50_000]


def test_an_offering_has_a_limit_over_all_its_months() -> None:
    """900.00 a month, at most 2'000.00 in all: 900.00, 900.00, 200.00, and nothing in the next bill."""
    known = kit.catalogue(kit.capped(CapKind.PER_OFFERING, 200_000))
    months = [
        cost(date(2027, 1, 1), date(2027, 1, 31), 90_000),
        cost(date(2027, 2, 1), date(2027, 2, 28), 90_000),
        cost(*MARCH, 90_000),
    ]
    first = drafted(claim(*months), known=known)
    assert [one.line.eligible for one in first.lines] == [90_000, 90_000, 20_000]
    april = cost(date(2027, 4, 1), date(2027, 4, 30), 90_000)
    second = drafted(
        claim(*months, april),
        known=known,
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert [one.line.eligible for one in second.lines] == [0]


def test_a_limit_of_a_persons_month_is_none_for_a_course() -> None:
    course = kit.capped(CapKind.PER_PERSON_MONTH, 1, unit=PriceUnit.COURSE)
    bill = drafted(
        claim(cost(*MARCH, 90_000), enactments=(enactment(unit=PriceUnit.COURSE),)),
        known=kit.catalogue(course),
    )
    assert [one.line.eligible for one in bill.lines] == [90_000]


def test_a_new_rate_inside_a_started_month_shares_its_tariff() -> None:
    """One tariff of 1'000.00 for the started month, first taken whole by the second half, as billed alone.

    With the first half there are 15/31 = 483.87 and 16/31 = 516.13: the second gives 383.87 back.
    """
    known = kit.catalogue(
        tariff(pro_rata=ProRata.STARTED_MONTH),
        rates=(kit.rate(), kit.rate(10_000, valid_from=date(2027, 3, 16))),
    )
    second_half = cost(date(2027, 3, 16), date(2027, 3, 31), 90_000)
    first = drafted(claim(second_half), known=known)
    assert [one.line.eligible for one in first.lines] == [90_000]
    first_half = cost(date(2027, 3, 1), date(2027, 3, 15), 90_000, "R-0")
    second = drafted(
        claim(first_half, second_half),
        known=known,
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert [one.line.eligible for one in second.lines] == [48_387, -38_387]
    assert [one.line.canton for one in second.lines] == [24_194, -38_387]


def test_days_and_months_by_their_units() -> None:
    """8 of 8 agreed days in a whole month; 4 attended in the half that was invoiced: 4 of 8."""
    known = kit.catalogue(tariff(pro_rata=ProRata.ACTUAL_DAYS))
    half = cost(date(2027, 3, 16), date(2027, 3, 31), 90_000, units=400, possible=400)
    agreed = drafted(claim(half, enactments=(enactment(units_possible=800),)), known=known)
    assert [one.line.eligible for one in agreed.lines] == [50_000]
    more = cost(*MARCH, 200_000, units=900, possible=800)
    above = drafted(claim(more), known=known)
    assert [one.line.eligible for one in above.lines] == [100_000]
    unknown = drafted(claim(cost(*MARCH, 1, units=100)), known=known)
    assert reasons(unknown)[0][3] == (
        "Die Rechnung sagt nicht, wie viele Tage möglich waren: Abrechnung gesperrt.",
    )


def test_an_interruption_leaves_the_cost_and_counts_only_by_attended_days() -> None:
    """Two weeks ill, 6 of 12 days attended: by calendar days all counts, by actual days half."""
    ill = cost(*MARCH, 90_000, units=600, possible=1200)
    assert [one.line.eligible for one in drafted(claim(ill)).lines] == [90_000]
    actual = kit.catalogue(tariff(pro_rata=ProRata.ACTUAL_DAYS))
    assert [one.line.eligible for one in drafted(claim(ill), known=actual).lines] == [50_000]


def test_an_early_end_with_notice_stays_billable_and_is_said() -> None:
    over = enactment(ended_on=date(2027, 3, 10))
    bill = drafted(claim(cost(*MARCH, 90_000), enactments=(over,)))
    assert figures(bill) == [(90_000, 90_000, 45_000, 45_000)]
    assert bill.lines[0].line.steps[-1].text == (
        "Kosten nach dem Ende der Teilnahme am 10.03.2027 (Kündigungsfrist): "
        "abrechenbar, solange die Verfügung in Kraft ist."
    )


def test_several_enactments_of_one_offering_share_one_month() -> None:
    other = UUID(int=51)
    two = (
        enactment(last=date(2027, 3, 15)),
        enactment(id=other, first=date(2027, 3, 16), began_on=date(2027, 3, 16), price=120_000),
    )
    bill = drafted(
        claim(
            cost(date(2027, 3, 1), date(2027, 3, 15), 70_000),
            cost(date(2027, 3, 16), date(2027, 3, 31), 70_000, "R-2", enactment_id=other),
            enactments=two,
        )
    )
    assert figures(bill) == [(140_000, 100_000, 50_000, 90_000)]
    assert len(bill.lines[0].costs) == 2
