"""What is entered about providers and offerings is whole and does not contradict itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import (
    CefrLevel,
    DatedKind,
    DecisionFact,
    DecisionKind,
    LanguageRow,
    OfferingState,
    RecognitionOn,
    ValueRow,
)
from sozdesk.features.offerings.usecases import AddOffering
from sozdesk.kernel.dated import on
from sozdesk.kernel.ids import natural_id

WHO = natural_id("who")
OFFER = AddOffering(provider_id=WHO, category_code="basic_skills", title="Deutsch im Alltag")


def codes(findings) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in findings]


def found(languages=(), **changes):
    offered = replace(OFFER, **changes)
    return codes(rules.offering_findings(offered, languages, ["basic_skills"]))


def test_an_offering_with_title_and_category_is_enough() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"title": "  "}, ("title_missing", "title")),
        ({"category_code": "old"}, ("category_unknown", "category_code")),
        ({"age_from": 60, "age_to": 18}, ("turned_round", "age_to")),
        ({"weeks_min": 8, "weeks_max": 4}, ("turned_round", "weeks_max")),
        ({"workload_from": 120}, ("above_whole", "workload_from")),
        ({"capacity": 8, "free_places": 9}, ("more_free_than_places", "free_places")),
    ],
)
def test_each_slip_is_said_at_its_field(changes, finding) -> None:
    assert found(**changes) == [finding]


def test_a_course_does_not_reach_less_than_it_asks_for() -> None:
    german = LanguageRow(language="Deutsch", needed=CefrLevel.B1, reached=CefrLevel.A2)
    again = LanguageRow(language=" deutsch", needed=None, reached=None)
    nameless = LanguageRow(language="", needed=CefrLevel.A1, reached=None)
    fine = LanguageRow(language="Englisch", needed=CefrLevel.A1, reached=CefrLevel.A2)
    assert found((german, again, nameless, fine)) == [
        ("reaches_less", "languages"),
        ("language_twice", "languages"),
        ("language_missing", "languages"),
    ]


@pytest.mark.parametrize(
    ("iban", "code"),
    [
        ("CH93 0076 2011 6238 5295 7", None),
        ("ch9300762011623852957", None),
        ("", None),
        ("CH94 0076 2011 6238 5295 7", "iban_checksum"),
        ("CH93 0076", "iban_form"),
        ("Postkonto", "iban_form"),
        ("DE89 3704 0044 0532 0130 00", None),
        ("XX89 3704 0044 0532 0130 00", "iban_checksum"),
        ("CH93 0076 2011 6238 5295", "iban_form"),
        ("XX46 3704 0044 0532 0130 00", "iban_form"),
    ],
)
def test_an_account_number_is_an_iban_with_right_check_digits(iban, code) -> None:
    assert [one.code for one in rules.iban_findings(iban)] == ([code] if code else [])


def test_a_provider_a_contact_and_a_place_have_a_name() -> None:
    assert codes(rules.provider_findings(" ", "")) == [("name_missing", "name")]
    assert codes(rules.contact_findings("")) == [("name_missing", "name")]
    assert codes(rules.place_findings("")) == [("town_missing", "town")]
    assert rules.provider_findings("Verein", "") == ()
    assert (rules.contact_findings("Anna"), rules.place_findings("Sissach")) == ((), ())


def test_who_offers_something_stays() -> None:
    assert rules.provider_removal_findings({"offering": 0, "recognition_decision": 0}) == ()
    uses = {"offering": 3, "recognition_request": 0, "recognition_decision": 1}
    (finding,) = rules.provider_removal_findings(uses)
    assert "gibt es 3 Angebote und 1 Entscheid." in finding.message
    assert rules.offering_removal_findings({"recognition_request": 0}) == ()
    (finding,) = rules.offering_removal_findings({"recognition_request": 2})
    assert "gibt es 2 Gesuche." in finding.message
    assert rules.removal_findings("Deutsch", {"offering": 0}) == ()
    (finding,) = rules.removal_findings("Deutsch", {"offering": 1, "tariff": 2})
    assert "«Deutsch» wird noch gebraucht: 1 Angebot und 2 Maximaltarife." in finding.message


@pytest.mark.parametrize(
    "field",
    ["age_from", "age_to", "workload_from", "weeks_min", "weeks_max", "capacity", "free_places"],
)
def test_no_count_of_an_offering_lies_below_zero(field) -> None:
    assert ("below_zero", field) in found(**{field: -1})
    assert found(**{field: 0}) == []


def test_contact_and_places_belong_to_the_provider() -> None:
    other = natural_id("other")
    assert rules.parts_findings(WHO, None, ()) == ()
    assert rules.parts_findings(WHO, WHO, (WHO,)) == ()
    assert codes(rules.parts_findings(WHO, other, (WHO, other))) == [
        ("other_provider", "contact_id"),
        ("other_provider", "place_ids"),
    ]


@pytest.mark.parametrize(
    ("state", "recognised", "has_price", "needs_price", "expected"),
    [
        (OfferingState.DRAFT, False, False, True, []),
        (OfferingState.PUBLISHED, True, True, True, []),
        (OfferingState.PUBLISHED, True, False, False, []),
        (OfferingState.PUBLISHED, False, True, True, ["not_recognised"]),
        (OfferingState.PUBLISHED, True, False, True, ["no_price"]),
    ],
)
def test_only_recognised_offers_with_a_price_go_to_the_platform(
    state, recognised, has_price, needs_price, expected
) -> None:
    by = RecognitionOn(recognised=recognised, since=None, until=None, by=None)
    findings = rules.publication_findings(state, by, has_price=has_price, needs_price=needs_price)
    assert [one.code for one in findings] == expected


# ------------------------------------------------------------------ recognised on a day

JAN, JUNE, YEAR_END = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 31)


def fact(kind, first=JAN, last=None, decided=JAN) -> DecisionFact:
    return DecisionFact(kind=kind, number="1", decided_on=decided, valid_from=first, valid_to=last)


def test_a_recognition_holds_to_its_last_day_and_ends_after_it() -> None:
    granted = [fact(DecisionKind.RECOGNISED, last=YEAR_END)]
    assert not rules.recognised_on(JAN - timedelta(days=1), granted).recognised
    assert rules.recognised_on(YEAR_END, granted).recognised
    after = rules.recognised_on(date(2027, 1, 1), granted)
    assert (after.recognised, after.since) == (False, date(2027, 1, 1))


def test_a_revoked_one_ends_from_its_day_and_a_refused_request_ends_nothing() -> None:
    granted = fact(DecisionKind.WITH_CONDITIONS)
    assert rules.recognised_on(JUNE, [granted]).with_conditions
    revoked = rules.recognised_on(JUNE, [granted, fact(DecisionKind.REVOKED, JUNE)])
    assert (revoked.recognised, revoked.since) == (False, JUNE)
    assert rules.recognised_on(JUNE, [granted, fact(DecisionKind.REFUSED, JUNE)]).recognised


def test_a_provider_that_lost_its_recognition_takes_its_offerings_with_it() -> None:
    own = [fact(DecisionKind.RECOGNISED)]
    lost = [fact(DecisionKind.RECOGNISED), fact(DecisionKind.EXPIRED, JUNE)]
    assert not rules.offering_recognised_on(YEAR_END, own, lost).recognised
    assert rules.offering_recognised_on(JAN, own, lost).recognised
    assert rules.offering_recognised_on(YEAR_END, own, ()).recognised
    ended = [fact(DecisionKind.REVOKED, JAN)]
    assert rules.offering_recognised_on(YEAR_END, ended, lost).since == JAN


def test_an_end_also_ends_the_renewal_that_was_granted_before_it() -> None:
    first = fact(DecisionKind.RECOGNISED, date(2025, 1, 1), date(2027, 12, 31), date(2024, 12, 1))
    renewed = fact(DecisionKind.RECOGNISED, date(2028, 1, 1), None, date(2027, 3, 1))
    revoked = fact(DecisionKind.REVOKED, date(2027, 7, 1), None, date(2027, 6, 1))
    facts = [first, renewed, revoked]
    assert rules.recognised_on(date(2027, 6, 30), facts).recognised
    after = rules.recognised_on(date(2028, 1, 1), facts)
    assert (after.recognised, after.since) == (False, date(2027, 7, 1))
    again = fact(DecisionKind.RECOGNISED, date(2028, 6, 1), None, date(2028, 5, 1))
    assert rules.recognised_on(date(2028, 6, 1), [*facts, again]).recognised


_days = st.integers(0, 60).map(lambda number: JAN + timedelta(days=number))
_facts = st.builds(
    DecisionFact,
    kind=st.sampled_from(DecisionKind),
    number=st.just(""),
    decided_on=_days,
    valid_from=_days,
    valid_to=st.one_of(st.none(), _days),
)


@given(st.lists(_facts, max_size=6), _days)
def test_after_an_end_nothing_that_was_granted_before_it_recognises(facts, day) -> None:
    state = rules.recognised_on(day, facts)
    ends = [one for one in facts if one.kind in rules.ENDS and one.valid_from <= day]
    if state.recognised:
        assert all(one.decided_on <= state.by.decided_on for one in ends)


def test_an_end_that_is_known_already_cuts_the_last_day() -> None:
    granted = fact(DecisionKind.RECOGNISED, last=date(2029, 12, 31))
    revoked = fact(DecisionKind.REVOKED, date(2027, 2, 1))
    expired = fact(DecisionKind.EXPIRED, date(2028, 1, 1))
    now = rules.recognised_on(JUNE, [granted, expired, revoked])
    assert (now.recognised, now.until, now.ended_by) == (True, date(2027, 1, 31), revoked)
    assert rules.recognised_on(JUNE, [granted]).ended_by is None
    short = fact(DecisionKind.RECOGNISED, last=YEAR_END)
    assert rules.recognised_on(JUNE, [short, revoked]).until == YEAR_END
    endless = rules.recognised_on(date(2027, 1, 31), [fact(DecisionKind.RECOGNISED), revoked])
    assert endless.until == date(2027, 1, 31)
    after = rules.recognised_on(date(2027, 2, 1), [granted, revoked])
    assert (after.recognised, after.since, after.until) == (False, date(2027, 2, 1), None)


def test_an_offering_ends_with_the_known_end_of_its_provider() -> None:
    own = [fact(DecisionKind.RECOGNISED, last=date(2029, 12, 31))]
    lost = [fact(DecisionKind.RECOGNISED), fact(DecisionKind.REVOKED, date(2027, 2, 1))]
    cut = rules.offering_recognised_on(JUNE, own, lost)
    assert (cut.until, cut.ended_by) == (date(2027, 1, 31), lost[1])
    only_later = [fact(DecisionKind.REVOKED, date(2027, 2, 1))]
    assert rules.offering_recognised_on(JUNE, own, only_later).until == date(2027, 1, 31)
    short = [fact(DecisionKind.RECOGNISED, last=YEAR_END)]
    assert rules.offering_recognised_on(JUNE, short, lost).until == YEAR_END
    held = [fact(DecisionKind.RECOGNISED, last=YEAR_END)]
    assert rules.offering_recognised_on(JUNE, own, held).until == date(2029, 12, 31)


# ------------------------------------------------------------------ dated values


def dated(first: int, length: int | None) -> ValueRow:
    start = JAN + timedelta(days=first)
    end = None if length is None else start + timedelta(days=length)
    return ValueRow(
        id=WHO, version=1, key="small_count", valid_from=start, ended_on=end, value=1, source=""
    )


spans = st.builds(
    dated, st.integers(0, 60), st.one_of(st.none(), st.integers(min_value=0, max_value=40))
)


@given(st.lists(spans, max_size=4), spans, st.integers(0, 120))
def test_values_without_findings_never_hold_together_on_one_day(others, new, offset) -> None:
    """A value without a last day ends where the next one begins."""
    kept: list[ValueRow] = []
    for one in [*others, new]:
        if not rules.overlap_findings(one.valid_from, one.ended_on, kept):
            kept.append(one)
    day = JAN + timedelta(days=offset)
    explicit = [
        row
        for row in kept
        if row.valid_from <= day and row.ended_on is not None and row.ended_on >= day
    ]
    assert len(explicit) <= 1
    holding = on(day, kept)
    assert not explicit or holding is explicit[0]


def test_each_way_to_overlap_is_said_at_the_day_that_is_wrong() -> None:
    there = [dated(31, 27)]
    first, last = there[0].valid_from, there[0].ended_on
    assert codes(rules.overlap_findings(first, None, there)) == [("same_start", "valid_from")]
    assert codes(rules.overlap_findings(last, None, there)) == [("overlaps_earlier", "valid_from")]
    assert codes(rules.overlap_findings(JAN, first, there)) == [("overlaps_later", "ended_on")]
    assert rules.overlap_findings(JAN, first - timedelta(days=1), there) == ()
    assert rules.overlap_findings(JAN, None, there) == ()
    assert rules.overlap_findings(last + timedelta(days=1), None, there) == ()
    assert rules.overlap_findings(last, None, [dated(31, None)]) == ()


def test_a_last_day_lies_not_before_the_first() -> None:
    assert rules.span_findings(JAN, None) == ()
    assert rules.span_findings(JAN, JAN) == ()
    assert codes(rules.span_findings(JUNE, JAN)) == [("ends_before_start", "ended_on")]


RATE = {"regime_code": "a", "category_code": "b"}
TARIFF = {**RATE, "amount": 100}


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (DatedKind.CATEGORY, {"code": "", "name": None}, ["code", "name"]),
        (DatedKind.COVERED_NEED, {"category_code": "a"}, []),
        (DatedKind.REGIME_RATE, {**RATE, "billable": "yes", "rate": 5000}, []),
        (DatedKind.REGIME_RATE, {**RATE, "billable": "yes", "rate": None}, ["rate"]),
        (DatedKind.REGIME_RATE, {**RATE, "billable": "no", "rate": 100}, ["rate"]),
        (DatedKind.REGIME_RATE, {**RATE, "billable": "yes", "rate": 10_001}, ["rate"]),
        (DatedKind.TARIFF, {**TARIFF, "cap_kind": None, "cap_amount": None}, []),
        (DatedKind.TARIFF, {**TARIFF, "cap_kind": "per_offering"}, ["cap_amount"]),
        (DatedKind.TARIFF, {**TARIFF, "amount": -1}, ["amount"]),
        (DatedKind.REMEDY, {"text": "innert [Frist] Tagen", "checked": True}, ["text"]),
        (DatedKind.REMEDY, {"text": "innert [Frist] Tagen", "checked": False}, []),
        (DatedKind.REMEDY, {"text": "innert 10 Tagen", "checked": True}, []),
        (DatedKind.REMEDY, {"text": None, "checked": True}, ["text"]),
        (DatedKind.PRICE, {"amount": 1, "vat": "included", "vat_rate": 810}, []),
        (DatedKind.PRICE, {"amount": 1, "vat": "exempt", "vat_rate": 810}, ["vat_rate"]),
        (DatedKind.PRICE, {"amount": 1, "vat": "included", "vat_rate": 10_001}, ["vat_rate"]),
        (DatedKind.VALUE, {"key": "report_due", "value": 430}, []),
        (DatedKind.VALUE, {"key": "report_due", "value": 229}, ["value"]),
        (DatedKind.VALUE, {"key": "report_due", "value": 1301}, ["value"]),
        (DatedKind.VALUE, {"key": "second_person", "value": 2}, ["value"]),
        (DatedKind.VALUE, {"key": "second_person", "value": 1}, []),
        (DatedKind.VALUE, {"key": "billing_months", "value": 3}, []),
        (DatedKind.VALUE, {"key": "billing_months", "value": 5}, ["value"]),
        (DatedKind.VALUE, {"key": "small_count", "value": -1}, ["value"]),
        (DatedKind.VALUE, {"key": "small_count", "value": None}, ["value"]),
    ],
)
def test_a_dated_value_is_whole_and_possible(kind, values, expected) -> None:
    assert [one.field for one in rules.value_findings(kind, values)] == expected
