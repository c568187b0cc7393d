"""The canton's share to the Rappen: worked examples by hand, and what must hold for every input.

The examples are the decision table of docs/billing.md.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from draft_kit import rate, tariff
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing import rules
from sozdesk.features.billing.rules import Book, Catalogue
from sozdesk.features.billing.terms import (
    Block,
    Claimed,
    ClaimedDays,
    Cost,
    Deduction,
    Participation,
    Segment,
)
from sozdesk.features.offerings.terms import (
    PriceUnit,
    ProRata,
    RegimeRateRow,
    TariffRow,
)


def catalogue(*tariffs: TariffRow, rates: tuple[RegimeRateRow, ...] | None = None) -> Book:
    return Book(
        Catalogue(rates=rates or (rate(5000),), tariffs=tariffs, parents={"employment": None})
    )


def taking_part(
    first: date, last: date, amount: int, unit: PriceUnit = PriceUnit.MONTH, **more: Any
) -> Participation:
    values = {
        "category_code": "employment",
        "segments": (
            Segment(first=first, last=last, regime_code="social_assistance", bfs_number=2861),
        ),
        "costs": (Cost(UUID(int=9), first, last, amount, unit),),
        **more,
    }
    return Participation(**values)


@pytest.mark.parametrize(
    ("pro_rata", "eligible"),
    [
        (ProRata.CALENDAR_DAYS, 70_000),  # 14 of 28 days of 1'400.00
        (ProRata.THIRTY_DAYS, 74_667),  # 15 to 30 of a month of 30 days: 16 of 30 of 1'400.00
        (ProRata.STARTED_MONTH, 90_000),  # the whole 1'400.00: the cost counts
        (ProRata.NONE, 0),  # not a whole month: nothing
    ],
)
def test_starting_on_15_february(pro_rata: ProRata, eligible: int) -> None:
    part = taking_part(date(2027, 2, 15), date(2027, 2, 28), 90_000)
    (line,) = rules.compute(part, catalogue(tariff(140_000, PriceUnit.MONTH, pro_rata))).lines
    assert line.eligible == eligible
    assert line.canton == (eligible + 1) // 2
    assert line.canton + line.municipality == 90_000
    said = "Maximaltarif, keine anteilige Berechnung: ein angefangener Monat zählt voll"
    assert (said in [one.text for one in line.steps]) is (pro_rata is ProRata.STARTED_MONTH)


def test_the_29th_of_february_is_a_day() -> None:
    part = taking_part(date(2028, 2, 15), date(2028, 2, 29), 100_000)
    days = tariff(145_000, PriceUnit.MONTH, ProRata.CALENDAR_DAYS)
    thirty = tariff(145_000, PriceUnit.MONTH, ProRata.THIRTY_DAYS)
    assert rules.compute(part, catalogue(days)).lines[0].eligible == 75_000  # 15 of 29
    assert rules.compute(part, catalogue(thirty)).lines[0].eligible == 77_333  # 16 of 30


def test_a_price_per_day_against_a_tariff_per_month() -> None:
    """Ten days at 90.00 in March, tariff 800.00 for the started month: 800.00, half is the canton's."""
    part = taking_part(date(2027, 3, 1), date(2027, 3, 31), 90_000, PriceUnit.DAY)
    (line,) = rules.compute(
        part, catalogue(tariff(80_000, PriceUnit.MONTH, ProRata.STARTED_MONTH))
    ).lines
    assert (line.eligible, line.canton, line.municipality) == (80_000, 40_000, 50_000)


@pytest.mark.parametrize(
    ("price", "unit", "said"),
    [
        (PriceUnit.DAY, PriceUnit.HOUR, "pro Stunde, der Preis pro Tag"),
        (PriceUnit.HOUR, PriceUnit.DAY, "pro Tag, der Preis pro Stunde"),
        (PriceUnit.MONTH, PriceUnit.DAY, "pro Tag, der Preis pro Monat"),
        (PriceUnit.FLAT, PriceUnit.HOUR, "pro Stunde, der Preis pauschal"),
    ],
)
def test_units_of_the_price_are_not_counted_as_units_of_another_tariff(
    price: PriceUnit, unit: PriceUnit, said: str
) -> None:
    """Ten days for 900.00 against 20.00 an hour are not ten hours, so not 200.00."""
    first, last = date(2027, 3, 1), date(2027, 3, 31)
    costs = (Cost(UUID(int=9), first, last, 90_000, price, units=1000),)
    part = taking_part(first, last, 0, costs=costs)
    made = rules.compute(part, catalogue(tariff(2_000, unit, ProRata.NONE)))
    assert made.lines == ()
    (left,) = made.left_out
    assert left.cost == 90_000
    assert left.reasons == (f"Der Maximaltarif gilt {said}: Abrechnung gesperrt.",)


def test_a_tariff_that_changes_inside_a_month_counts_by_its_days() -> None:
    """June 2027, 3'000.00: 1'500.00 to the 10th, 1'800.00 from the 11th: 10/30 and 20/30."""
    old = tariff(150_000, PriceUnit.MONTH, ProRata.CALENDAR_DAYS)
    new = tariff(180_000, PriceUnit.MONTH, ProRata.CALENDAR_DAYS, valid_from=date(2027, 6, 11))
    part = taking_part(date(2027, 6, 1), date(2027, 6, 30), 300_000)
    first, second = rules.compute(part, catalogue(old, new)).lines
    assert (first.last, first.cost, first.eligible) == (date(2027, 6, 10), 100_000, 50_000)
    assert (second.first, second.cost, second.eligible) == (date(2027, 6, 11), 200_000, 120_000)


def test_a_move_inside_a_started_month_shares_one_tariff() -> None:
    """April, 1'200.00 for the started month: 12 days here, 18 there."""
    first, last = date(2027, 4, 1), date(2027, 4, 30)
    part = taking_part(
        first,
        last,
        300_000,
        segments=(
            Segment(
                first=first,
                last=date(2027, 4, 12),
                regime_code="social_assistance",
                bfs_number=2861,
            ),
            Segment(
                first=date(2027, 4, 13),
                last=last,
                regime_code="social_assistance",
                bfs_number=2829,
            ),
        ),
    )
    here, there = rules.compute(
        part, catalogue(tariff(120_000, PriceUnit.MONTH, ProRata.STARTED_MONTH))
    ).lines
    assert (here.bfs_number, here.eligible) == (2861, 48_000)
    assert (there.bfs_number, there.eligible) == (2829, 72_000)


def test_third_parties_are_deducted_before_the_limit() -> None:
    part = taking_part(
        date(2027, 5, 1),
        date(2027, 5, 31),
        200_000,
        deductions=(
            Deduction(first=date(2027, 5, 1), last=date(2027, 5, 31), amount=62_000, payer="IV"),
        ),
    )
    (line,) = rules.compute(
        part, catalogue(tariff(150_000, PriceUnit.MONTH, ProRata.CALENDAR_DAYS))
    ).lines
    # 2'000.00 − 620.00 = 1'380.00, below 1'500.00
    assert (line.third_party, line.eligible, line.canton) == (62_000, 138_000, 69_000)
    assert line.municipality == 69_000


def test_what_an_earlier_bill_claimed_of_a_course_is_not_claimed_again() -> None:
    course = tariff(120_000, PriceUnit.COURSE, ProRata.NONE)
    part = taking_part(
        date(2027, 4, 1),
        date(2027, 6, 30),
        70_000,
        PriceUnit.COURSE,
        claimed=(
            Claimed(
                tariff_id=course.id,
                month=None,
                regime_code="social_assistance",
                bfs_number=2861,
                rate=5000,
                third_party=0,
                eligible=70_000,
                canton=35_000,
                days=(
                    ClaimedDays(
                        first=date(2027, 1, 15),
                        last=date(2027, 3, 31),
                        amount=70_000,
                        price_unit=PriceUnit.COURSE,
                    ),
                ),
            ),
        ),
    )
    (line,) = rules.compute(part, catalogue(course)).lines
    assert (line.eligible, line.canton, line.municipality) == (50_000, 25_000, 45_000)


def test_hours_count_as_they_were_attended() -> None:
    hour = tariff(12_000, PriceUnit.HOUR, ProRata.NONE)
    first, last = date(2027, 9, 1), date(2027, 9, 30)
    costs = (Cost(UUID(int=9), first, last, 100_000, PriceUnit.HOUR, units=750),)
    (line,) = rules.compute(taking_part(first, last, 0, costs=costs), catalogue(hour)).lines
    assert line.eligible == 90_000  # 7.5 hours at 120.00
    (left,) = rules.compute(
        taking_part(first, last, 100_000, PriceUnit.HOUR), catalogue(hour)
    ).left_out
    assert left.reasons == (
        "Die Rechnung sagt nicht, wie viele Einheiten besucht wurden: Abrechnung gesperrt.",
    )


def test_what_is_missing_locks_and_is_named() -> None:
    part = taking_part(date(2027, 1, 1), date(2027, 1, 31), 50_000)
    computed = rules.compute(part, Book(Catalogue(rates=(), tariffs=(), parents={})))
    assert computed.lines == ()
    (left,) = computed.left_out
    assert left.cost == 50_000
    assert left.reasons == (
        "Ansatz fehlt (social_assistance): Abrechnung gesperrt.",
        "Tarif fehlt (social_assistance): Abrechnung gesperrt.",
    )


def test_blocked_days_are_left_out_with_their_reason() -> None:
    part = taking_part(
        date(2027, 1, 1),
        date(2027, 1, 31),
        31_000,
        blocks=(
            Block(first=date(2027, 1, 22), last=date(2027, 1, 31), reason="Nach der Ablösung"),
        ),
    )
    computed = rules.compute(
        part, catalogue(tariff(310_000, PriceUnit.MONTH, ProRata.CALENDAR_DAYS))
    )
    assert [(line.cost, line.days) for line in computed.lines] == [(21_000, 21)]
    assert [(one.cost, one.reasons) for one in computed.left_out] == [
        (10_000, ("Nach der Ablösung",))
    ]


amounts = st.integers(0, 2_000_000)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@st.composite
def participations(draw: st.DrawFn) -> Participation:
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 120)))
    cut = first + timedelta(days=draw(st.integers(0, (last - first).days)))
    unit = draw(st.sampled_from(list(PriceUnit)))
    costs = tuple(
        Cost(
            price_unit=unit,
            invoice_line_id=UUID(int=number),
            first=first,
            last=cut if number else last,
            amount=draw(amounts),
            units=draw(st.none() | st.integers(0, 10_000)),
            possible=draw(st.none() | st.integers(0, 10_000)),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    return taking_part(
        first,
        last,
        0,
        costs=costs,
        segments=(
            Segment(first=first, last=cut, regime_code="social_assistance", bfs_number=2861),
            Segment(
                first=cut + timedelta(days=1),
                last=last,
                regime_code="social_assistance",
                bfs_number=2829,
            ),
        ),
        deductions=draw(
            st.lists(
                st.builds(
                    Deduction,
                    first=st.just(first),
                    last=st.just(cut),
                    amount=amounts,
                    payer=st.just("IV"),
                ),
                max_size=2,
            ).map(tuple)
        ),
    )


catalogues = st.builds(
    lambda amount, unit, pro_rata, share: catalogue(
        tariff(amount, unit, pro_rata), rates=(rate(share),)
    ),
    amounts,
    st.sampled_from(list(PriceUnit)),
    st.sampled_from(list(ProRata)),
    st.integers(0, 10_000),
)


@given(participations(), catalogues)
def test_canton_municipality_and_third_parties_are_the_cost(
    part: Participation, known: Book
) -> None:
    computed = rules.compute(part, known)
    for line in computed.lines:
        assert line.canton + line.municipality + line.third_party == line.cost
        assert 0 <= line.canton <= line.eligible <= line.cost - line.third_party
    total = sum(one.cost for one in computed.lines) + sum(one.cost for one in computed.left_out)
    assert total == sum(cost.amount for cost in part.costs)


@given(participations(), catalogues)
def test_no_month_claims_more_than_its_tariff(part: Participation, known: Book) -> None:
    (one,) = known.catalogue.tariffs
    if one.unit is not PriceUnit.MONTH or one.pro_rata is ProRata.ACTUAL_DAYS:
        return
    by_month: dict[date, int] = {}
    for line in rules.compute(part, known).lines:
        month = line.first.replace(day=1)
        by_month[month] = by_month.get(month, 0) + line.eligible
    assert all(claimed <= one.amount + 1 for claimed in by_month.values())  # a Rappen of rounding
