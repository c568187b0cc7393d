"""What is claimed of an invoice, and what is left out and why: the Verfügung, the catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import draft_kit as kit
import pytest
from draft_kit import (
    MARCH,
    claim,
    cost,
    drafted,
    enactment,
    figures,
    offering,
    reasons,
    tariff,
)

from sozdesk.features.billing.terms import (
    FinancingSpan,
    Span,
)
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.offerings.terms import Billable, Financing, PriceUnit


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
