"""Checks of a yearly report: figures by hand, just below, at and above."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import (
    DecisionFact,
    DecisionKind,
    MunicipalFigures,
    OfferingFigures,
    PriceRow,
    PriceUnit,
    ReportedOfferingRow,
    ReportingProvider,
    ReportResult,
    ReportState,
    Vat,
    YearlyReport,
)
from sozdesk.kernel.findings import Severity

WHO, COURSE = UUID(int=1), UUID(int=2)


def price(amount: int, first: date = date(2026, 1, 1), **more) -> PriceRow:
    values = {
        "id": UUID(int=9),
        "version": 1,
        "offering_id": COURSE,
        "valid_from": first,
        "ended_on": None,
        "amount": amount,
        "unit": PriceUnit.COURSE,
        "vat": Vat.EXEMPT,
        "vat_rate": None,
        "minimum_units": None,
        "absences_invoiced": None,
        "notice_period": "",
        "trial_phase": "",
        "insured_by": "",
        "note": "",
    }
    return PriceRow(**{**values, **more})


def provider(*prices: PriceRow, unit: PriceUnit | None = PriceUnit.COURSE, before=None):
    row = ReportedOfferingRow(
        id=COURSE,
        number=12,
        title="Deutsch",
        unit=unit,
        prices=prices,
        category_code="basic_skills",
    )
    return ReportingProvider(
        id=WHO,
        name="Muster",
        email="",
        offerings=(row,),
        before=before,
        before_sha256=None,
        owes=True,
    )


FIGURES = OfferingFigures(
    offering_id=COURSE,
    places=12,
    utilisation=8750,
    participants=18,
    assignments=16,
    units=1600,
    amount=1_920_000,
)
WHOLE = YearlyReport(
    provider_id=WHO,
    year=2026,
    participants=18,
    assignments=16,
    amount=1_920_000,
    vat=Vat.EXEMPT,
    offerings=(FIGURES,),
    municipalities=(
        MunicipalFigures(bfs_number=2829, assignments=10, amount=1_200_000),
        MunicipalFigures(bfs_number=2861, assignments=6, amount=720_000),
    ),
)
"""16 courses at 1'200.00 make 19'200.00."""
AT_1200 = price(120_000)


def found(report: YearlyReport = WHOLE, who: ReportingProvider | None = None):
    return rules.report_findings(report, who or provider(AT_1200))


def codes(*args, **more) -> list[str]:
    return [one.code for one in found(*args, **more)]


def of_course(**changes) -> YearlyReport:
    """The course says something else; totals are left out, so that only it is looked at."""
    return replace(WHOLE, offerings=(replace(FIGURES, **changes),))


def course_codes(who=None, **changes) -> list[str]:
    """Without the remark on sums, which every change of one part brings."""
    return [code for code in codes(of_course(**changes), who) if code != "sum_differs"]


def test_a_report_that_adds_up_has_no_findings():
    assert found() == ()


def test_municipalities_that_do_not_make_the_total_are_named_with_both_figures():
    towns = (replace(WHOLE.municipalities[0], amount=1_200_001), WHOLE.municipalities[1])
    (one,) = found(replace(WHOLE, municipalities=towns))
    assert (one.code, one.severity, one.field) == ("sum_differs", Severity.HINT, "amount")
    assert one.message == (
        "Betrag: Die Gemeinden ergeben zusammen 19'200.01, das Total sagt 19'200.00."
    )


def test_assignments_of_the_municipalities_must_make_the_total():
    towns = (replace(WHOLE.municipalities[0], assignments=9), WHOLE.municipalities[1])
    (one,) = found(replace(WHOLE, municipalities=towns))
    assert one.message == "Zuweisungen: Die Gemeinden ergeben zusammen 15, das Total sagt 16."


def test_offerings_that_do_not_make_the_total_are_named():
    (one,) = found(replace(WHOLE, participants=20))
    assert one.message == "Teilnehmende: Die Angebote ergeben zusammen 18, das Total sagt 20."


def test_sums_say_nothing_where_nobody_filled_in_the_parts():
    assert found(replace(WHOLE, municipalities=())) == ()


def test_missing_totals_and_a_missing_mwst_are_asked_for():
    empty = YearlyReport(provider_id=WHO, year=2026)
    fields = [one.field for one in found(empty)]
    assert fields == ["participants", "assignments", "amount", "vat", "offering_12_participants"]


@pytest.mark.parametrize(
    ("utilisation", "expected"),
    [
        (10_000, []),
        (10_001, ["utilisation_above"]),
        (101, []),
        (100, ["utilisation_fraction"]),
        (87, ["utilisation_fraction"]),
        (0, []),
        (None, []),
    ],
)
def test_the_utilisation_is_at_most_hundred_percent_and_no_fraction(utilisation, expected):
    assert course_codes(utilisation=utilisation) == expected


def test_a_fraction_says_what_may_be_meant():
    one = next(f for f in found(of_course(utilisation=87)) if f.code == "utilisation_fraction")
    assert one.message.startswith("Auslastung 0,9 %: gemeint sind vielleicht 87,0 %.")
    assert one.field == "offering_12_utilisation"
    assert one.subject == "Angebot 12 Deutsch"


@pytest.mark.parametrize(("participants", "expected"), [(16, []), (15, ["fewer_participants"])])
def test_there_are_at_least_as_many_participants_as_assignments(participants, expected):
    assert course_codes(participants=participants) == expected


def test_the_total_of_participants_is_looked_at_too():
    assert "fewer_participants" in codes(replace(WHOLE, participants=15))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (1_920_000, []),
        (1_920_001, ["amount_implausible"]),
        (1_919_999, ["amount_implausible"]),
        (0, ["amount_implausible"]),
        (None, []),
    ],
)
def test_units_times_price_make_the_amount(amount, expected):
    assert course_codes(amount=amount) == expected


def test_an_implausible_amount_says_what_was_expected_and_how():
    one = next(f for f in found(of_course(amount=1_800_000)) if f.code == "amount_implausible")
    assert one.message == "18'000.00 statt 19'200.00 (16 verrechnete Einheiten × Preis)."


def test_a_price_that_changed_in_the_year_allows_everything_between_both():
    both = provider(AT_1200, price(130_000, date(2026, 7, 1)))
    assert course_codes(both, amount=2_000_000) == []
    assert course_codes(both, amount=2_080_000) == []  # 16 × 1'300.00
    assert course_codes(both, amount=2_080_001) == ["amount_implausible"]
    one = next(f for f in found(of_course(amount=1), both) if f.code == "amount_implausible")
    assert "19'200.00 bis 20'800.00" in one.message


def test_a_price_without_mwst_allows_the_amount_with_it():
    """16 × 1'200.00 with 8.1 % are 20'755.20."""
    net = provider(price(120_000, vat=Vat.EXCLUDED, vat_rate=810))
    assert course_codes(net, amount=2_075_520) == []
    assert course_codes(net, amount=2_075_521) == ["amount_implausible"]
    unknown = provider(price(120_000, vat=Vat.EXCLUDED))
    assert course_codes(unknown, amount=2_075_520) == ["amount_implausible"]


def test_parts_of_units_are_counted():
    """31.2 months at 500.00 are 15'600.00."""
    monthly = provider(price(50_000, unit=PriceUnit.MONTH), unit=PriceUnit.MONTH)
    assert course_codes(monthly, units=3120, amount=1_560_000) == []
    one = next(
        f
        for f in found(of_course(units=3125, amount=1_560_000), monthly)
        if f.code == "amount_implausible"
    )
    assert "(31,25 verrechnete Einheiten × Preis)" in one.message


def test_without_units_a_course_is_paid_once_for_each_assignment():
    assert course_codes(units=None) == []
    one = next(f for f in found(of_course(units=None, amount=1)) if f.code == "amount_implausible")
    assert "(16 Zuweisungen × Preis)" in one.message


def test_without_units_a_month_is_paid_at_most_twelve_times():
    """16 assignments × 12 months × 500.00 = 96'000.00."""
    monthly = provider(price(50_000), unit=PriceUnit.MONTH)
    assert course_codes(monthly, units=None, amount=9_600_000) == []
    one = next(
        f
        for f in found(of_course(units=None, amount=9_600_001), monthly)
        if f.code == "amount_above"
    )
    assert "höchstens 96'000.00 (16 Zuweisungen × 12 Monate × Preis)" in one.message


def test_days_and_hours_without_units_cannot_be_checked():
    daily = provider(price(9_000), unit=PriceUnit.DAY)
    assert course_codes(daily, units=None, amount=99_999_999) == []
    assert course_codes(units=None, assignments=None, amount=99_999_999) == []


def test_an_amount_without_a_price_of_the_year_is_said_to_be_unchecked():
    assert course_codes(provider()) == ["no_price"]
    assert course_codes(provider(), amount=0) == []


def test_an_offering_without_figures_is_missed():
    assert "not_reported" in codes(replace(WHOLE, offerings=()))
    silent = replace(WHOLE, offerings=(OfferingFigures(offering_id=COURSE),))
    assert "not_reported" in codes(silent)


def test_figures_of_an_offering_that_is_not_reported_on_any_more_are_left_alone():
    other = replace(FIGURES, offering_id=UUID(int=77), utilisation=20_000)
    assert "utilisation_above" not in codes(replace(WHOLE, offerings=(FIGURES, other)))


def test_the_same_figures_as_last_year_are_noticed_one_other_figure_is_enough():
    before = replace(WHOLE, year=2025, strengths="anders")
    assert codes(WHOLE, provider(AT_1200, before=before)) == ["same_figures"]
    changed = replace(before, offerings=(replace(FIGURES, places=11),))
    assert codes(WHOLE, provider(AT_1200, before=changed)) == []


def test_two_empty_reports_are_not_the_same_report():
    empty = YearlyReport(provider_id=WHO, year=2026)
    assert "same_figures" not in codes(empty, provider(AT_1200, before=empty))


def test_a_figure_below_zero_cannot_be_recorded():
    towns = (MunicipalFigures(bfs_number=2829, assignments=-1, amount=0),)
    stopping = [f for f in found(replace(WHOLE, municipalities=towns)) if f.code == "negative"]
    assert [(f.severity, f.field) for f in stopping] == [
        (Severity.STOP, "municipality_2829_assignments")
    ]


# ---------------------------------------------------------------- the file


def test_a_report_is_late_from_the_day_after_it_was_due():
    due = date(2027, 4, 30)
    assert rules.handed_in_findings(due, due, "a", None) == ()
    (one,) = rules.handed_in_findings(date(2027, 5, 3), due, "a", None)
    assert (one.severity, one.message) == (
        Severity.NOTE,
        "Eingegangen am 03.05.2027, 3 Tage nach dem 30.04.2027.",
    )
    assert rules.handed_in_findings(date(2027, 5, 3), None, "a", None) == ()
    assert rules.handed_in_findings(None, due, "a", None) == ()


def test_the_file_of_last_year_is_noticed():
    assert [f.code for f in rules.handed_in_findings(None, None, "abc", "abc")] == ["same_file"]
    assert rules.handed_in_findings(None, None, "", "") == ()


def test_the_day_is_month_and_day_of_the_following_year():
    assert rules.due_day(2026, 430) == date(2027, 4, 30)
    assert rules.due_day(2026, None) is None


# ---------------------------------------------------------------- who owes one


def fact(kind: DecisionKind, first: date, last: date | None = None) -> DecisionFact:
    return DecisionFact(kind=kind, number="", decided_on=first, valid_from=first, valid_to=last)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], False),
        ([fact(DecisionKind.RECOGNISED, date(2020, 1, 1))], True),
        ([fact(DecisionKind.RECOGNISED, date(2020, 1, 1), date(2025, 12, 31))], False),
        ([fact(DecisionKind.RECOGNISED, date(2020, 1, 1), date(2026, 1, 1))], True),
        ([fact(DecisionKind.RECOGNISED, date(2026, 12, 31))], True),
        ([fact(DecisionKind.RECOGNISED, date(2027, 1, 1))], False),
        (
            [
                fact(DecisionKind.RECOGNISED, date(2020, 1, 1)),
                fact(DecisionKind.REVOKED, date(2026, 1, 1)),
            ],
            False,
        ),
    ],
)
def test_one_recognised_day_in_the_year_is_enough(facts, expected):
    assert rules.was_recognised(2026, facts, []) is expected


def test_the_prices_of_a_year_are_those_that_held_on_some_day_of_it():
    old, before, within, after = (
        price(1, date(2024, 1, 1)),
        price(2, date(2025, 6, 1)),
        price(3, date(2026, 6, 1)),
        price(4, date(2027, 1, 1)),
    )
    assert rules.prices_in(2026, [old, before, within, after]) == (before, within)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"received": True}, ReportState.RECEIVED),
        ({"received": True, "decided": True}, ReportState.DECIDED),
        ({"reminded": True, "today": date(2027, 6, 1)}, ReportState.REMINDED),
        ({"today": date(2027, 5, 1)}, ReportState.OVERDUE),
        ({"today": date(2027, 4, 30)}, ReportState.OPEN),
        ({"today": date(2027, 5, 1), "due_on": None}, ReportState.OPEN),
    ],
)
def test_where_a_report_stands(values, expected):
    usual = {
        "received": False,
        "decided": False,
        "reminded": False,
        "due_on": date(2027, 4, 30),
        "today": date(2027, 1, 5),
    }
    assert rules.report_state(**{**usual, **values}) is expected


# ---------------------------------------------------------------- the result


@pytest.mark.parametrize(
    ("result", "day", "reason", "fields"),
    [
        (ReportResult.CONTINUE, date(2027, 5, 2), "", []),
        (ReportResult.CONDITIONS, date(2027, 5, 2), " ", ["result_reason"]),
        (ReportResult.WITHDRAW, date(2027, 5, 2), "Mängel", []),
        (ReportResult.CONTINUE, None, "", ["result_on"]),
        (ReportResult.CONTINUE, date(2027, 5, 4), "", ["result_on"]),
        (ReportResult.CONTINUE, date(2027, 4, 30), "", ["result_on"]),
    ],
)
def test_a_result_needs_a_day_and_if_it_is_adverse_a_reason(result, day, reason, fields):
    findings = rules.result_findings(result, day, reason, date(2027, 5, 1), date(2027, 5, 3))
    assert [one.field for one in findings] == fields
