"""What the KSA finds in the invoices of a bill: price, units and days, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from checking_kit import LONG_AGO, around, basis, enacted, facts, found, only

import bill_file_kit as kit
from sozdesk.features.billing.terms import (
    ClaimCost,
    ClaimEnactment,
    Earlier,
    LineAnswer,
    LineDecision,
    PriceSpan,
)
from sozdesk.features.billing.terms.bill_files import BillContent, SentCost
from sozdesk.features.billing.terms.checks import CheckAround, CheckBasis, CheckCode
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel.findings import Finding, Severity

FIRST, LAST = kit.JANUARY
MIDDLE, BEFORE = date(2026, 1, 16), date(2026, 1, 15)


def cost(number: int = 1, amount: int = 90_000, **changes: Any) -> ClaimCost:
    """A line of invoice «R-1», «R-2», … for January."""
    made = kit.claim().costs[0]
    line = UUID(int=60 + number)
    return replace(made, number=f"R-{number}", invoice_line_id=line, amount=amount, **changes)


def bill(
    *costs: ClaimCost, enactments: Sequence[ClaimEnactment] = (), earlier: int = 0
) -> BillContent:
    """One line that holds the costs, but for the first ones, which an earlier bill holds."""
    held = tuple(
        SentCost(
            invoice_line_id=one.invoice_line_id,
            enactment_id=one.enactment_id,
            provider_id=one.provider_id,
            number=one.number,
            invoiced_on=one.invoiced_on,
            first_day=one.first,
            last_day=one.last,
            amount=one.amount,
        )
        for one in costs[earlier:]
    )
    days = {
        "first_day": min(one.first_day for one in held),
        "last_day": max(one.last_day for one in held),
    }
    claim = kit.claim(costs=costs, enactments=tuple(enactments) or (enacted(),))
    return kit.content(lines=(kit.line(costs=held, **days),), claims=(claim,))


def priced(amount: int, unit: PriceUnit = PriceUnit.MONTH) -> CheckBasis:
    """The catalogue has this price."""
    return basis(
        offerings=(facts(prices=(PriceSpan(first=LONG_AGO, last=None, amount=amount, unit=unit),)),)
    )


def agreed(amount: int, unit: PriceUnit = PriceUnit.MONTH, **changes: Any) -> ClaimEnactment:
    return enacted(price=amount, unit=unit, **changes)


def codes(content: BillContent, *more: Any) -> list[str]:
    """What is found in invoices."""
    of_costs = {
        CheckCode.ABOVE_PRICE,
        CheckCode.UNITS_MISSING,
        CheckCode.UNITS_ABOVE_POSSIBLE,
        CheckCode.PRICE_DIFFERS,
        CheckCode.SAME_DAYS,
    }
    return [one.code for one in found(content, *more) if one.code in of_costs]


def hint(code: CheckCode, content: BillContent, *more: Any) -> str:
    """The sentence of the one finding of this check."""
    one: Finding = only(code, content, *more)
    assert one.severity is Severity.HINT
    return one.message


# ------------------------------------------------------------------ amount and price


def test_an_invoice_above_the_agreed_price_of_a_month() -> None:
    content = bill(cost(amount=90_000), enactments=[agreed(50_000)])
    assert hint(CheckCode.ABOVE_PRICE, content, priced(50_000)) == (
        "Rechnung R-1 lautet auf 900.00; zum vereinbarten Preis von 500.00 pro Monat sind es 500.00."
    )
    assert codes(bill(cost(amount=50_000), enactments=[agreed(50_000)]), priced(50_000)) == []
    assert codes(bill(cost(amount=30_000), enactments=[agreed(50_000)]), priced(50_000)) == []


@pytest.mark.parametrize(
    ("amount", "units", "above"),
    [
        (46_452, None, False),  # 16 of 31 days of 900.00
        (46_455, None, False),  # rounded to five Rappen
        (46_460, None, True),
        (90_000, 100, False),  # the invoice says: one month
        (46_455, 50, True),  # half a month is 450.00
        (46_455, 1_200, False),  # twelve days are no twelve months
    ],
)
def test_half_a_month_is_half_the_price_unless_the_invoice_counts_months(
    amount: int, units: int | None, above: bool
) -> None:
    content = bill(cost(amount=amount, units=units, first=MIDDLE))
    assert codes(content) == [CheckCode.ABOVE_PRICE] * above


def test_a_month_of_the_course_is_a_month_whatever_february_has() -> None:
    course = cost(first=date(2026, 2, 15), last=date(2026, 3, 14))
    assert codes(bill(course)) == []
    assert codes(bill(replace(course, amount=90_005))) == [CheckCode.ABOVE_PRICE]


def test_an_invoice_of_days_is_price_times_days() -> None:
    days = [agreed(9_000, PriceUnit.DAY)]
    of_day = priced(9_000, PriceUnit.DAY)
    assert codes(bill(cost(units=1_000), enactments=days), of_day) == []
    assert hint(CheckCode.ABOVE_PRICE, bill(cost(units=900), enactments=days), of_day) == (
        "Rechnung R-1 lautet auf 900.00; zum vereinbarten Preis von 90.00 pro Tag sind es 810.00."
    )
    assert hint(CheckCode.UNITS_MISSING, bill(cost(), enactments=days), of_day) == (
        "Rechnung R-1 nennt keine Einheiten: Mit dem vereinbarten Preis von 90.00 pro Tag ist sie nicht "
        "verglichen."
    )


def test_a_credit_note_makes_an_invoice_right() -> None:
    back = cost(2, -40_000, credits="R-1")
    assert codes(bill(cost(), back, enactments=[agreed(50_000)]), priced(50_000)) == []
    days, of_day = [agreed(9_000, PriceUnit.DAY)], priced(9_000, PriceUnit.DAY)
    two = cost(2, -18_000, credits="R-1", units=200)  # 8 × 90.00 are 720.00
    assert codes(bill(cost(units=1_000), two, enactments=days), of_day) == []
    less = replace(two, amount=-17_000)  # 730.00 for 8 days
    content = bill(cost(units=1_000), less, enactments=days)
    assert "lautet auf 730.00; " in hint(CheckCode.ABOVE_PRICE, content, of_day)
    alone = bill(cost(amount=90_000), back, enactments=[agreed(10_000)], earlier=1)
    assert codes(alone, priced(10_000)) == []


def test_all_invoices_of_a_course_are_its_price_once() -> None:
    course = [agreed(80_000, PriceUnit.COURSE)]
    half = cost(amount=40_000, last=BEFORE), cost(2, 40_000, first=MIDDLE)
    of_course = priced(80_000, PriceUnit.COURSE)
    assert codes(bill(*half, enactments=course), of_course) == []
    before = around(billed_before={kit.ENACTMENT: 30_000})
    assert hint(CheckCode.ABOVE_PRICE, bill(*half, enactments=course), of_course, before) == (
        "Mit allen Abrechnungen 1'100.00; zum vereinbarten Preis von 800.00 pro Kurs sind es 800.00."
    )


def test_so_many_flat_prices_as_the_invoice_names() -> None:
    flat, of_flat = [agreed(30_000, PriceUnit.FLAT)], priced(30_000, PriceUnit.FLAT)
    assert codes(bill(cost(units=300), enactments=flat), of_flat) == []
    assert codes(bill(cost(), enactments=flat), of_flat) == [CheckCode.ABOVE_PRICE]


# ------------------------------------------------------------------ the catalogue


def changed(first: int, second: int) -> CheckBasis:
    """Another price in the catalogue from 16 January on."""
    spans = (
        PriceSpan(first=LONG_AGO, last=BEFORE, amount=first, unit=PriceUnit.MONTH),
        PriceSpan(first=MIDDLE, last=None, amount=second, unit=PriceUnit.MONTH),
    )
    return basis(offerings=(facts(prices=spans),))


def test_each_agreed_price_is_compared_on_the_days_of_its_own_costs() -> None:
    """900.00 to the 15th, then 950.00, agreed and in the catalogue: nothing is otherwise."""
    other = UUID(int=9)
    content = bill(
        cost(amount=43_000, last=BEFORE),
        cost(2, 47_000, first=MIDDLE, enactment_id=other),
        enactments=[enacted(last=BEFORE), agreed(95_000, id=other, first=MIDDLE)],
    )
    assert codes(content, changed(90_000, 95_000)) == []
    assert hint(CheckCode.PRICE_DIFFERS, content, changed(90_000, 94_000)) == (
        "Vereinbart sind 950.00 pro Monat, im Katalog stehen am 16.01.2026 940.00 pro Monat."
    )


def test_a_price_that_changes_inside_a_cost_is_compared_on_both_sides() -> None:
    assert hint(CheckCode.PRICE_DIFFERS, bill(cost()), changed(90_000, 85_000)) == (
        "Vereinbart sind 900.00 pro Monat, im Katalog stehen am 16.01.2026 850.00 pro Monat."
    )
    ended = PriceSpan(first=LONG_AGO, last=BEFORE, amount=90_000, unit=PriceUnit.MONTH)
    until = basis(offerings=(facts(prices=(ended,)),))
    said = hint(CheckCode.PRICE_DIFFERS, bill(cost()), until)
    assert said == "Im Katalog steht am 16.01.2026 kein Preis."


def test_an_enactment_that_the_bill_does_not_explain_has_no_price() -> None:
    unknown = replace(kit.line().costs[0], enactment_id=UUID(int=9))
    assert codes(kit.content(lines=(kit.line(costs=(unknown,)),))) == []


# ------------------------------------------------------------------ units

DAYS = [agreed(9_000, PriceUnit.DAY)]
OF_DAY = priced(9_000, PriceUnit.DAY)


def days(number: int, units: int, **changes: Any) -> ClaimCost:
    """So many days at 90.00, in hundredths."""
    return cost(number, 90 * units, units=units, **changes)


def test_two_invoices_of_eleven_days_are_more_than_half_of_january() -> None:
    """January 2026 has 22 weekdays, at 50 % eleven."""
    both = bill(days(1, 1_100), days(2, 1_100), enactments=DAYS)
    sentence = (
        "Rechnungen R-1 und R-2, 01.01.2026 bis 31.01.2026: zusammen 22 Tage besucht, bei einem Pensum "
        "von 50 % sind es höchstens 11 Werktage."
    )
    assert hint(CheckCode.UNITS_ABOVE_POSSIBLE, both, OF_DAY) == sentence
    late = bill(days(1, 1_100), days(2, 1_100), enactments=DAYS, earlier=1)
    assert hint(CheckCode.UNITS_ABOVE_POSSIBLE, late, OF_DAY, held(1)) == sentence
    assert codes(late, OF_DAY) == []  # no bill that stands holds the first


def held(number: int, decision: LineDecision | None = None) -> CheckAround:
    """An earlier bill holds January of an invoice."""
    answer = decision and LineAnswer(decision=decision, eligible=0, canton=0)
    line = kit.claimed(FIRST, LAST, answer, UUID(int=60 + number))
    return around(earlier=Earlier(lines=(line,)))


def test_halves_of_a_month_are_summed_and_what_a_credit_note_takes_back_is_not() -> None:
    """1–15 January has eleven weekdays, 16–31 too: at 50 % six each, eleven together."""
    halves = days(1, 600, last=BEFORE), days(2, 600, first=MIDDLE)
    assert codes(bill(*halves, enactments=DAYS), OF_DAY) == [CheckCode.UNITS_ABOVE_POSSIBLE]
    back = cost(3, -9_000, credits="R-2", units=100, first=MIDDLE)
    assert codes(bill(*halves, back, enactments=DAYS), OF_DAY) == []
    unnamed = replace(back, units=None)
    content = bill(*halves, unnamed, enactments=DAYS)
    assert codes(content, OF_DAY) == [CheckCode.UNITS_ABOVE_POSSIBLE]


def test_months_that_one_invoice_joins_are_looked_at_together() -> None:
    """A quarter has 22 + 20 + 22 weekdays, at 50 % 32 days; half of February, counted alone, ten."""
    quarter = days(1, 2_000, last=date(2026, 3, 31))
    february = {"first": date(2026, 2, 1), "last": date(2026, 2, 28)}
    fine = bill(quarter, days(2, 1_000, **february), enactments=DAYS)
    assert CheckCode.UNITS_ABOVE_POSSIBLE not in codes(fine, OF_DAY)
    many = bill(quarter, days(2, 1_000, **february), days(3, 300, last=BEFORE), enactments=DAYS)
    assert "zusammen 33 Tage besucht" in hint(CheckCode.UNITS_ABOVE_POSSIBLE, many, OF_DAY)


def test_two_enactments_at_another_pensum_add_up_by_their_own_days() -> None:
    """Eleven weekdays at 50 % and eleven at 100 % are 16.5: at most 17 days."""
    other = UUID(int=9)
    full = agreed(9_000, PriceUnit.DAY, id=other, workload=100, first=MIDDLE)
    first = days(1, 600, last=BEFORE)
    right = bill(first, days(2, 1_100, first=MIDDLE, enactment_id=other), enactments=[*DAYS, full])
    assert codes(right, OF_DAY) == []
    wrong = bill(first, days(2, 1_150, first=MIDDLE, enactment_id=other), enactments=[*DAYS, full])
    assert codes(wrong, OF_DAY) == [CheckCode.UNITS_ABOVE_POSSIBLE] * 2
    said = [one.message for one in found(wrong, OF_DAY) if one.code == "units_above_possible"]
    assert said[0].endswith(
        "zusammen 17.5 Tage besucht, bei einem Pensum von 50 % und 100 % sind es höchstens 17 Werktage."
    )
    assert said[1].startswith("Rechnung R-2: 11.5 Tage besucht, bei einem Pensum von 100 %")


def test_units_above_what_a_month_was_agreed_to_hold() -> None:
    eight = [agreed(9_000, PriceUnit.DAY, workload=None, units_possible=800)]
    assert codes(bill(days(1, 800), enactments=eight), OF_DAY) == []
    both = bill(days(1, 400, last=BEFORE), days(2, 500, first=MIDDLE), enactments=eight)
    assert hint(CheckCode.UNITS_ABOVE_POSSIBLE, both, OF_DAY) == (
        "Rechnungen R-1 und R-2, 01.01.2026 bis 31.01.2026: zusammen 9 Tage besucht, vereinbart sind "
        "höchstens 8."
    )
    february = days(2, 800, first=date(2026, 2, 1), last=date(2026, 2, 28))
    assert codes(bill(days(1, 800), february, enactments=eight), OF_DAY) == []
    course = [agreed(90_000, PriceUnit.COURSE, units_possible=800)]
    of_course = priced(90_000, PriceUnit.COURSE)
    assert codes(bill(cost(units=900), enactments=course), of_course) == []


# ------------------------------------------------------------------ the same days


def test_two_invoices_for_the_same_days() -> None:
    both = bill(cost(amount=40_000), cost(2, 50_000, first=MIDDLE, units=100))
    assert hint(CheckCode.SAME_DAYS, bill(*both.claims[0].costs, earlier=1), None, held(1)) == (
        "Rechnungen R-1 und R-2 betreffen beide 16.01.2026 bis 31.01.2026. Prüfen Sie, ob doppelt "
        "verrechnet ist."
    )
    assert codes(both) == [CheckCode.SAME_DAYS]  # once for both


def test_an_invoice_that_was_refused_or_taken_back_is_not_twice() -> None:
    again = bill(cost(), cost(2), earlier=1)
    assert codes(again, None, held(1)) == [CheckCode.SAME_DAYS]
    assert codes(again, None, held(1, LineDecision.REDUCED)) == [CheckCode.SAME_DAYS]
    assert codes(again, None, held(1, LineDecision.REFUSED)) == []
    back = bill(cost(), cost(3, -90_000, credits="R-1"), cost(2))
    assert codes(back) == []


def test_other_days_and_other_lines_of_one_invoice_are_not_twice() -> None:
    halves = cost(amount=43_000, last=BEFORE), cost(2, 46_000, first=MIDDLE)
    assert codes(bill(*halves)) == []
    lines = cost(amount=45_000), replace(cost(2, 45_000), number="r 1")
    assert CheckCode.SAME_DAYS not in codes(bill(*lines))
