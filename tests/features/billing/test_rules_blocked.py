"""Which billed days would be left out today, with the Rappen of their costs, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import draft_kit as kit

from sozdesk.features.billing import rules
from sozdesk.features.billing.terms import (
    BillingFigures,
    Claim,
    DraftLeftOut,
    HeldDays,
    OfferingFacts,
    RegimeSpan,
)

JANUARY, MARCH = (date(2027, 1, 1), date(2027, 1, 31)), (date(2027, 3, 1), date(2027, 3, 31))
HELD = HeldDays(
    enactment_id=kit.ENACTMENT,
    first=MARCH[0],
    last=MARCH[1],
    amount=90_000,
    regime_code="social_assistance",
    bill="1/2027",
    figures=BillingFigures(running_month_counts=None),
)
NAMES = {"social_assistance": "Sozialhilfe", "asylum": "Asyl"}
ENDED = kit.support(support_ended_on=date(2027, 1, 31))


def blocked(
    claim: Claim, *held: HeldDays, offering: OfferingFacts | None = None, known: bool = True
) -> tuple[DraftLeftOut, ...]:
    facts = {kit.OFFERING: offering or kit.offering()} if known else {}
    return rules.blocked_today([claim], facts, held or [HELD], NAMES)


def test_what_still_holds_is_not_named():
    assert blocked(kit.claim()) == ()


def test_days_of_another_enactment_are_not_looked_at():
    ended = kit.claim(enactments=(kit.enactment(id=kit.OFFERING),), support=(ENDED,))
    assert blocked(ended) == ()


def test_days_after_the_abloesung_are_named_with_their_cost():
    (found,) = blocked(kit.claim(support=(ENDED,)))
    said = "Verrechnet mit 1/2027 (Kosten CHF 900.00), heute gesperrt: Nach der Ablösung am 31.01.2027."
    assert found.reasons == (said,)
    assert (found.first, found.last, found.cost, found.billed_in) == (*MARCH, 0, "1/2027")


def test_whether_the_running_month_counts_is_asked_of_the_day_of_that_bill():
    counts = BillingFigures(running_month_counts=True)
    ended = kit.claim(support=(kit.support(support_ended_on=date(2027, 3, 10)),))
    assert blocked(ended, HELD._replace(figures=counts)) == ()
    # 21 of 31 days: 900.00 - 900.00 x 10 / 31 (290.32, cut off) = 609.68
    (found,) = blocked(ended, HELD._replace(figures=replace(counts, running_month_counts=False)))
    assert "Kosten CHF 609.68" in found.reasons[0]
    assert (found.first, found.last) == (date(2027, 3, 11), MARCH[1])


def test_several_bills_of_one_reason_are_one_entry_with_the_sum():
    late = HELD._replace(bill="2/2027", amount=10_000)
    (found,) = blocked(kit.claim(support=(ENDED,)), HELD, late)
    assert found.reasons[0].startswith("Verrechnet mit 1/2027 und 2/2027 (Kosten CHF 1'000.00)")
    assert found.billed_in == "1/2027, 2/2027"


def test_what_a_credit_note_has_taken_back_is_over():
    back = HELD._replace(bill="2/2027", amount=-90_000)
    assert blocked(kit.claim(support=(ENDED,)), HELD, back) == ()


def test_another_regime_is_named_from_its_day_on():
    spans = (
        RegimeSpan(first=kit.LONG_AGO, last=date(2027, 3, 16), code="social_assistance"),
        RegimeSpan(first=date(2027, 3, 17), last=date(2030, 12, 31), code="asylum"),
    )
    (found,) = blocked(kit.claim(regimes=spans))
    # 15 of 31 days: 900.00 - 900.00 x 16 / 31 (464.51, cut off) = 435.49
    said = "Mit dem Regime Sozialhilfe verrechnet, heute gilt Asyl."
    assert found.reasons == (f"Verrechnet mit 1/2027 (Kosten CHF 435.49), heute gesperrt: {said}",)
    assert found.first == date(2027, 3, 17)


def test_days_without_a_regime_and_what_the_catalogue_does_not_know_are_named_together():
    (found,) = blocked(kit.claim(regimes=()), known=False)
    both = (
        "Das Angebot steht nicht im Katalog des KSA. "
        "Regime oder Gemeinde ist an diesen Tagen nicht bekannt."
    )
    assert both in found.reasons[0]


def test_a_verfuegung_that_does_not_hold_any_more_and_a_later_begin_are_named():
    ended = replace(kit.RULING, in_force_to=date(2027, 2, 28))
    (found,) = blocked(kit.claim(enactments=(kit.enactment(ruling=ended),)))
    assert "Verfügung 2027-001 gilt vom 01.01.2027 bis 28.02.2027" in found.reasons[0]
    later = kit.enactment(began_on=date(2027, 3, 1))
    january = HELD._replace(first=JANUARY[0], last=JANUARY[1])
    (found,) = blocked(kit.claim(enactments=(later,)), january, HELD)
    assert (found.first, found.last) == JANUARY
    assert "Vor dem Beginn der Teilnahme am 01.03.2027." in found.reasons[0]
