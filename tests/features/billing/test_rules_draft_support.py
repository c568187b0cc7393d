"""Whole bills by hand: Ablösung, moves, changes of regime."""

from __future__ import annotations

from datetime import date
from typing import Any

import draft_kit as kit
from draft_kit import (
    MARCH,
    claim,
    cost,
    drafted,
    enactment,
    figures,
    reasons,
    support,
    tariff,
)

from sozdesk.features.billing.terms import (
    RegimeSpan,
)


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
