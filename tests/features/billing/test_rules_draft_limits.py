"""Whole bills by hand: limits and tariffs over several lines."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import draft_kit as kit
from draft_kit import (
    MARCH,
    NOTHING,
    OTHER,
    claim,
    cost,
    drafted,
    enactment,
    figures,
    quarter,
    reasons,
    tariff,
)

from sozdesk.features.offerings.terms import CapKind, PriceUnit, ProRata


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
