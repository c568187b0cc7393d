"""A provider's invoice beside the Kostengutsprache: every Prüfhinweis at its field, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules
from sozdesk.features.cases.terms import (
    InvoicedEnactment,
    InvoiceDraft,
    InvoiceFacts,
    InvoiceLineRow,
    InvoiceRow,
    LineDraft,
    RulingNature,
    RulingSpan,
    SameNumber,
    ServicePeriod,
)
from sozdesk.features.offerings.terms import PriceUnit, Vat
from sozdesk.kernel import german
from sozdesk.kernel.findings import Severity, stops

WHAT, WHO = UUID(int=3), UUID(int=7)
LINE = LineDraft(
    enactment_id=WHAT,
    first_day=date(2027, 1, 1),
    last_day=date(2027, 1, 31),
    units=800,
    possible=800,
    amount=96_000,
)
DRAFT = InvoiceDraft(provider_id=WHO, number="R 17", invoiced_on=date(2027, 2, 1), lines=(LINE,))
ENACTED = InvoicedEnactment(
    id=WHAT,
    label="Fall 1, Tagesstruktur",
    provider_id=WHO,
    first_day=date(2027, 1, 1),
    last_day=date(2027, 12, 31),
    unit=PriceUnit.DAY,
    price=12_000,
    approved=1_152_000,
    units_possible=800,
    absences_invoiced=True,
    others=(),
    third_party=0,
)
FEBRUARY = ServicePeriod(
    number="R 16", first_day=date(2027, 2, 1), last_day=date(2027, 2, 28), amount=96_000
)


def found(draft: InvoiceDraft = DRAFT, enacted: InvoicedEnactment = ENACTED, **more: object):
    """(code, severity, field) of everything that is found."""
    facts = InvoiceFacts(draft=draft, enactments=(enacted,), **more)
    return [(one.code, one.severity, one.field) for one in rules.invoice_findings(facts)]


def with_line(**changes: object) -> InvoiceDraft:
    return replace(DRAFT, lines=(replace(LINE, **changes),))


def said(draft: InvoiceDraft = DRAFT, enacted: InvoicedEnactment = ENACTED, **more: object):
    facts = InvoiceFacts(draft=draft, enactments=(enacted,), **more)
    return [one.message for one in rules.invoice_findings(facts)]


def hint(code: str, field: str):
    return (code, Severity.HINT, field)


def stopped(code: str, field: str = ""):
    return (code, Severity.STOP, field)


def test_eight_days_at_120_in_the_enacted_month_raise_nothing() -> None:
    assert found() == []


def test_all_invoices_of_a_verfugung_stay_within_what_it_grants() -> None:
    granted = replace(ENACTED, ruling_id=UUID(int=5), ruling_limit=200_000, ruling_invoiced=104_000)
    # 1'040.00 of other invoices and 960.00 are 2'000.00
    assert found(enacted=granted) == []
    above = replace(granted, ruling_invoiced=104_005)
    assert found(enacted=above) == [hint("over_limit", "amount_0")]
    (sentence,) = said(enacted=above)
    assert sentence == (
        "Mit dieser Rechnung sind es 2'000.05 für alle Angebote der Verfügung. Sie spricht 2'000.00 gut, "
        "also 0.05 weniger."
    )
    other = replace(above, id=UUID(int=4), ruling_id=UUID(int=6))
    facts = InvoiceFacts(draft=DRAFT, enactments=(above, other))
    assert [one.code for one in rules.invoice_findings(facts)] == ["over_limit"]
    assert found(with_line(enactment_id=None), enacted=above) == [
        stopped("missing", "enactment_id_0")
    ]


def test_an_empty_invoice_says_what_is_missing() -> None:
    empty = InvoiceDraft(provider_id=None)
    assert [field for _code, _severity, field in found(empty)] == [
        "provider_id", "number", "invoiced_on", "",
    ]  # fmt: skip
    assert [field for _code, _severity, field in found(replace(DRAFT, lines=(LineDraft(),)))] == [
        "enactment_id_0", "first_day_0", "amount_0",
    ]  # fmt: skip
    assert stopped("missing", "last_day_0") in found(with_line(last_day=None))


def test_the_same_number_of_a_provider_is_stopped_and_says_where_it_is() -> None:
    same = SameNumber(invoiced_on=date(2026, 12, 1), where="Fall 4 (Sissach)")
    assert found(same_number=same) == [stopped("same_number", "number")]
    assert said(same_number=same)[0].startswith(
        "Die Rechnung mit dieser Nummer ist schon erfasst: vom 01.12.2026, Fall 4 (Sissach)."
    )


@pytest.mark.parametrize(("one", "other"), [("R 17/a", "r17/A"), (" R-1 ", "R 1")])
def test_numbers_are_compared_by_letters_and_digits(one, other) -> None:
    assert german.number_key(one) == german.number_key(other)


@given(st.text(max_size=30))
def test_a_compact_number_stays_as_it_is(text) -> None:
    once = german.number_key(text)
    assert german.number_key(once.casefold()) == once


def test_paid_before_it_was_written_is_a_hint() -> None:
    assert found(replace(DRAFT, paid_on=date(2027, 1, 31))) == [hint("paid_early", "paid_on")]


def test_an_invoice_dated_before_the_end_of_the_service_is_pointed_out() -> None:
    ends = max(line.last_day for line in DRAFT.lines)
    assert found(replace(DRAFT, invoiced_on=ends)) == []
    early = replace(DRAFT, invoiced_on=ends - timedelta(days=1))
    assert found(early) == [hint("dated_early", "invoiced_on")]
    assert found(replace(DRAFT, paid_on=date(2027, 2, 1))) == []


def test_the_words_about_the_mwst_fit_each_other() -> None:
    assert found(replace(DRAFT, vat_rate=810)) == [stopped("vat_exempt", "vat_rate")]
    assert found(replace(DRAFT, vat=Vat.INCLUDED, vat_rate=810)) == []
    assert found(replace(DRAFT, vat=Vat.INCLUDED)) == [hint("vat_rate", "vat_rate")]
    assert found(replace(DRAFT, vat=Vat.INCLUDED, vat_rate=10_001)) == [
        stopped("vat_range", "vat_rate")
    ]
    assert found(replace(DRAFT, vat=Vat.EXCLUDED, vat_rate=810)) == [hint("vat_excluded", "vat")]


def test_the_total_on_the_paper_is_compared_with_the_lines() -> None:
    assert found(replace(DRAFT, stated_total=96_000)) == []
    wrong = replace(DRAFT, stated_total=69_000)
    assert found(wrong) == [hint("total", "stated_total")]
    assert said(wrong) == ["Die Zeilen geben 960.00, auf dem Papier stehen 690.00."]


def test_price_times_units_is_the_amount_to_the_rappen() -> None:
    wrong = with_line(amount=96_001)
    assert found(wrong) == [hint("not_price", "amount_0")]
    assert said(wrong) == ["8 Tage × 120.00 sind 960.00, verrechnet ist ein anderer Betrag."]


MONTHLY = replace(ENACTED, unit=PriceUnit.MONTH, price=50_000, units_possible=None)


def without_units(**changes: object) -> InvoiceDraft:
    return with_line(units=None, possible=None, **changes)


def test_without_units_a_price_per_day_is_compared_with_nothing_and_says_so() -> None:
    assert found(without_units()) == [hint("no_units", "units_0")]
    assert said(without_units()) == [
        (
            "Ohne Einheiten lässt sich der Betrag nicht mit dem vereinbarten Preis von 120.00 pro Tag "
            "vergleichen."
        )
    ]


def test_without_units_an_amount_is_compared_with_the_price_of_its_days() -> None:
    assert found(without_units(amount=50_000), MONTHLY) == []
    assert found(without_units(amount=90_000), MONTHLY) == [hint("above_price", "amount_0")]
    assert said(without_units(amount=90_000), MONTHLY) == [
        "Verrechnet sind 900.00; zum vereinbarten Preis von 500.00 pro Monat sind es 500.00."
    ]
    half = without_units(amount=25_810, first_day=date(2027, 1, 16))  # 16 of 31 days: 258.06
    assert found(half, MONTHLY) == []
    half = without_units(amount=25_900, first_day=date(2027, 1, 16))
    assert found(half, MONTHLY) == [hint("above_price", "amount_0")]
    for days in ({"first_day": None}, {"last_day": None}, {"last_day": date(2026, 12, 31)}):
        assert hint("above_price", "amount_0") not in found(without_units(**days), MONTHLY)


def test_without_units_all_invoices_of_a_course_are_compared_with_its_price() -> None:
    course = replace(MONTHLY, unit=PriceUnit.COURSE, price=150_000)
    assert found(without_units(amount=54_000), replace(course, others=(FEBRUARY,))) == []
    more = found(without_units(amount=54_100), replace(course, others=(FEBRUARY,)))
    assert more == [hint("above_price", "amount_0")]


def test_units_above_what_was_possible_or_agreed_are_hints() -> None:
    assert found(with_line(units=900, amount=108_000)) == [hint("above_possible", "units_0")]
    above = with_line(units=900, possible=None, amount=108_000)
    assert found(above) == [hint("above_agreed", "units_0")]
    assert said(above) == ["Verrechnet sind 9 Tage, vereinbart sind höchstens 8 Tage."]
    # two months hold 16 days
    two = with_line(units=900, possible=None, amount=108_000, last_day=date(2027, 2, 28))
    assert found(replace(two, invoiced_on=date(2027, 2, 28))) == []
    assert found(above, replace(ENACTED, units_possible=None)) == []
    course = replace(ENACTED, unit=PriceUnit.COURSE, units_possible=100, price=96_000)
    assert found(with_line(units=200, possible=None, amount=192_000), course) == [
        hint("above_agreed", "units_0")
    ]


def test_without_readable_days_nothing_is_compared_with_the_agreement() -> None:
    turned = with_line(units=900, possible=None, amount=108_000, last_day=date(2026, 1, 1))
    assert found(turned) == [stopped("days_turned", "last_day_0")]


def test_absences_are_part_of_the_units_and_may_be_excluded_by_the_price() -> None:
    assert found(with_line(absent=200)) == []
    assert found(with_line(absent=900)) == [hint("absent_more", "absent_0")]
    assert hint("absent_more", "absent_0") in found(with_line(absent=100, units=None))
    strict = replace(ENACTED, absences_invoiced=False)
    assert found(with_line(absent=200), strict) == [hint("absences", "absent_0")]
    assert found(with_line(absent=200), replace(ENACTED, absences_invoiced=None)) == []
    assert stopped("units", "absent_0") in found(with_line(absent=-1))


def in_force(first: date, last: date | None = None) -> InvoicedEnactment:
    span = RulingSpan(
        ruling_id=UUID(int=9),
        case_id=UUID(int=8),
        number="2027-4",
        nature=RulingNature.GRANT,
        first=first,
        last=last,
        contested=False,
    )
    return replace(ENACTED, ruling_span=span)


def test_days_on_which_the_ruling_does_not_hold_are_hints_at_the_day_that_is_wrong() -> None:
    assert found(DRAFT, in_force(date(2027, 1, 1))) == []
    late = in_force(date(2027, 1, 2))
    assert found(DRAFT, late) == [hint("not_in_force", "first_day_0")]
    (sentence,) = said(DRAFT, late)
    assert sentence == (
        "Verfügung 2027-4 gilt vom 02.01.2027 an. Was an anderen Tagen verrechnet wird, geht ganz "
        "zulasten der Gemeinde."
    )
    over = in_force(date(2027, 1, 1), date(2027, 1, 30))
    assert found(DRAFT, over) == [hint("not_in_force", "last_day_0")]
    assert found(DRAFT, in_force(date(2027, 1, 1), date(2027, 1, 31))) == []


def test_enacted_days_on_which_the_chosen_ruling_does_not_hold_are_a_hint() -> None:
    days = (date(2026, 12, 15), date(2027, 6, 30))
    assert rules.linking_findings(days, None) == ()
    assert rules.linking_findings(days, in_force(date(2026, 12, 15)).ruling_span) == ()
    (found,) = rules.linking_findings(days, in_force(date(2027, 1, 1)).ruling_span)
    assert (found.code, found.severity, found.field) == ("not_in_force", Severity.HINT, "ruling_id")


def test_days_outside_the_enacted_ones_are_hints_at_the_day_that_is_wrong() -> None:
    early = with_line(first_day=date(2026, 12, 15))
    assert found(early)[0] == hint("outside_enacted", "first_day_0")
    late = replace(ENACTED, last_day=date(2027, 1, 15))
    assert found(DRAFT, late) == [hint("outside_enacted", "last_day_0")]
    assert said(DRAFT, late) == ["Verfügt ist nur 01.01.2027–15.01.2027."]


def test_a_period_that_another_invoice_or_line_covers_is_a_hint() -> None:
    covered = replace(ENACTED, others=(FEBRUARY, replace(FEBRUARY, first_day=date(2027, 1, 31))))
    assert found(DRAFT, covered) == [hint("overlap", "first_day_0")]
    assert "Rechnung R 16" in said(DRAFT, covered)[0]
    credit = replace(FEBRUARY, first_day=date(2027, 1, 1), amount=-96_000)
    assert found(DRAFT, replace(ENACTED, others=(credit,))) == []
    later = replace(LINE, first_day=date(2027, 1, 31), last_day=date(2027, 2, 5))
    twice = replace(DRAFT, lines=(LINE, later), invoiced_on=date(2027, 3, 31))
    assert found(twice) == [hint("overlap", "first_day_1")]
    assert said(twice) == ["Zeile 1 betrifft dieselben Tage desselben Angebots."]
    march = replace(LINE, first_day=date(2027, 3, 1), last_day=date(2027, 3, 31))
    assert found(replace(twice, lines=(LINE, march))) == []
    unread = replace(LINE, first_day=None)
    assert found(replace(twice, lines=(unread, march))) == [stopped("missing", "first_day_0")]


def test_all_invoices_less_credit_notes_stay_within_the_kostengutsprache() -> None:
    little = replace(ENACTED, approved=150_000, others=(FEBRUARY,))
    assert found(DRAFT, little) == [hint("over_approved", "amount_0")]
    assert said(DRAFT, little) == [
        (
            "Mit dieser Rechnung sind es 1'920.00. Die Kostengutsprache lautet auf 1'500.00, also "
            "420.00 weniger."
        )
    ]
    credit = ServicePeriod(
        number="G 1", first_day=date(2027, 2, 1), last_day=date(2027, 2, 28), amount=-96_000
    )
    assert found(DRAFT, replace(little, others=(FEBRUARY, credit))) == []


def test_third_parties_that_pay_more_than_it_costs_are_a_hint() -> None:
    assert found(DRAFT, replace(ENACTED, third_party=96_001)) == [hint("third_above", "amount_0")]
    assert found(DRAFT, replace(ENACTED, third_party=96_000)) == []


def test_a_credit_note_is_negative_and_takes_back_no_more_than_there_is() -> None:
    credit = replace(with_line(amount=-96_000), credits_id=UUID(int=9))
    assert found(credit, credited=96_000) == []
    assert found(credit, credited=50_000) == [hint("over_credited", "credits_id")]
    assert found(replace(DRAFT, credits_id=UUID(int=9)), credited=96_000)[0] == stopped(
        "sign", "amount_0"
    )
    assert found(with_line(amount=-96_000)) == [stopped("sign", "amount_0")]
    assert found(with_line(amount=0, units=None)) == [stopped("zero", "amount_0")]


def test_a_credit_note_names_the_units_that_it_takes_back_without_a_sign() -> None:
    credit = replace(with_line(amount=-24_000, units=200, possible=None), credits_id=UUID(int=9))
    assert found(credit, credited=96_000) == []
    negative = replace(credit, lines=(replace(credit.lines[0], units=-200),))
    assert found(negative, credited=96_000)[0] == stopped("units", "units_0")
    assert said(negative, credited=96_000)[0].startswith("Einheiten stehen ohne Minus")
    empty = replace(credit, lines=(replace(credit.lines[0], units=None),))
    assert found(empty, credited=96_000) == [hint("credit_units", "units_0")]
    monthly = replace(ENACTED, unit=PriceUnit.MONTH)
    assert found(empty, monthly, credited=96_000) == []


def taken_back(*spans: tuple[date, date], enactment_id: UUID = WHAT) -> InvoiceRow:
    """«R-77» with a line of 960.00 for each span."""
    lines = tuple(
        InvoiceLineRow(
            id=UUID(int=20 + place),
            enactment_id=enactment_id,
            case_id=UUID(int=1),
            case_number=11,
            person_name="Muster Anna",
            offering_title="Tagesstruktur",
            bfs_number=2829,
            first_day=first,
            last_day=last,
            units=800,
            possible=None,
            absent=None,
            amount=96_000,
        )
        for place, (first, last) in enumerate(spans)
    )
    return InvoiceRow(
        id=UUID(int=9), version=1, provider_id=WHO, provider_name="Gartenbetrieb", number="R-77",
        invoiced_on=date(2027, 2, 1), paid_on=None, vat=Vat.EXEMPT, vat_rate=None, credits_id=None,
        credits_number="", recorded_on=date(2027, 2, 1), note="", lines=lines,
    )  # fmt: skip


def test_a_credit_note_for_other_days_or_another_offering_than_the_invoice_is_pointed_out() -> None:
    credit = replace(with_line(amount=-96_000), credits_id=UUID(int=9))
    january = (date(2027, 1, 1), date(2027, 1, 31))
    halves = [(date(2027, 1, 16), january[1]), (january[0], date(2027, 1, 15))]
    assert found(credit, taken_back=taken_back(january)) == []
    assert found(credit, taken_back=taken_back(*halves)) == []
    half = taken_back((date(2027, 1, 15), january[1]))
    assert found(credit, taken_back=half) == [hint("credit_days", "first_day_0")]
    assert said(credit, taken_back=half) == [
        "Die Rechnung R-77 betrifft 15.01.2027–31.01.2027. Prüfen Sie die Tage der Gutschrift."
    ]
    short = taken_back((january[0], date(2027, 1, 30)))
    assert found(credit, taken_back=short) == [hint("credit_days", "first_day_0")]
    other = taken_back(january, enactment_id=UUID(int=4))
    assert found(credit, taken_back=other) == [hint("credit_other", "enactment_id_0")]


def test_a_line_without_offering_or_days_is_not_held_against_the_invoice() -> None:
    credit = replace(with_line(amount=-96_000), credits_id=UUID(int=9))
    february = taken_back((date(2027, 2, 1), date(2027, 2, 28)))
    for gap in ({"enactment_id": None}, {"first_day": None}, {"last_day": None}):
        line = replace(credit.lines[0], **gap)
        codes = {code for code, _, _ in found(replace(credit, lines=(line,)), taken_back=february)}
        assert not codes & {"credit_days", "credit_other"}


def test_a_credit_note_begins_with_the_lines_of_the_invoice_negative() -> None:
    january = (date(2027, 1, 1), date(2027, 1, 31))
    (line,) = rules.credit_lines(taken_back(january))
    assert line == LineDraft(
        enactment_id=WHAT, first_day=january[0], last_day=january[1], units=800, amount=-96_000
    )


def test_an_enactment_of_another_provider_is_stopped_and_an_unknown_one_compares_nothing() -> None:
    assert found(DRAFT, replace(ENACTED, provider_id=UUID(int=8))) == [
        stopped("other_provider", "enactment_id_0")
    ]
    assert found(DRAFT, replace(ENACTED, id=UUID(int=99))) == []


amounts = st.integers(-(10**9), 10**9)
days = st.dates(date(2025, 1, 1), date(2029, 1, 1))
lines = st.builds(
    LineDraft,
    enactment_id=st.sampled_from([WHAT, None, UUID(int=5)]),
    first_day=st.none() | days,
    last_day=st.none() | days,
    units=st.none() | st.integers(-100, 10_000),
    possible=st.none() | st.integers(-100, 10_000),
    absent=st.none() | st.integers(-100, 10_000),
    amount=st.none() | amounts,
)


@given(st.lists(lines, max_size=4), st.none() | amounts)
def test_whatever_is_typed_is_answered_at_a_field_that_exists(typed, stated) -> None:
    draft = replace(DRAFT, lines=tuple(typed), stated_total=stated)
    facts = InvoiceFacts(draft=draft, enactments=(ENACTED,))
    findings = rules.invoice_findings(facts)
    names = {"stated_total", "invoiced_on", ""} | {
        rules.line_field(place, field)
        for place in range(len(typed))
        for field in ("enactment_id", "first_day", "last_day", "units", "possible", "absent",
                      "amount")
    }  # fmt: skip
    assert {one.field for one in findings} <= names
    complete = all(one.amount and one.amount > 0 and one.enactment_id for one in typed)
    assert typed or stops(findings)
    assert complete or stops(findings)


# ------------------------------------------------------------------ third parties, next period


def test_a_payment_of_a_third_party_is_above_zero_and_within_the_cost() -> None:
    plain = {
        "first": date(2027, 1, 1), "last": date(2027, 1, 31), "amount": 10_000,
        "days": (date(2027, 1, 1), date(2027, 12, 31)), "paid_by_others": 0, "invoiced": 96_000,
    }  # fmt: skip

    def codes(**changes: object) -> list[tuple[str, Severity, str]]:
        answer = rules.third_party_findings(**{**plain, **changes})
        return [(one.code, one.severity, one.field) for one in answer]

    assert codes() == []
    assert codes(last=date(2026, 12, 31), first=date(2027, 1, 1))[0] == stopped(
        "days_turned", "last_day"
    )
    assert codes(amount=0) == [stopped("amount", "amount")]
    assert codes(first=date(2028, 1, 1), last=date(2028, 1, 2)) == [hint("outside", "first_day")]
    assert codes(amount=90_000, paid_by_others=10_000) == [hint("third_above", "amount")]


@pytest.mark.parametrize(
    ("until", "span"),
    [
        (None, (date(2027, 1, 15), date(2027, 1, 31))),
        (date(2027, 1, 31), (date(2027, 2, 1), date(2027, 2, 28))),
        (date(2027, 2, 28), (date(2027, 3, 1), date(2027, 3, 10))),
        (date(2027, 3, 10), (date(2027, 3, 10), date(2027, 3, 10))),
    ],
)
def test_the_next_service_period_is_the_rest_of_the_month(until, span) -> None:
    assert rules.next_service(date(2027, 1, 15), date(2027, 3, 10), until) == span
