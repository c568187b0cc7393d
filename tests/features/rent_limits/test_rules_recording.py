"""Bases, dated settings, and what becomes of a checked return."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from rules_examples import amounts, check, declared, last_year, with_group

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    Category,
    Code,
    Contact,
    Interval,
    ReadCell,
    RentKind,
    ReturnState,
    ThresholdRow,
    Thresholds,
    reason_key,
)
from sozdesk.kernel.findings import Finding, Severity

# ------------------------------------------------------------------ bases


def test_month_and_year_convert_exactly_and_round_half_up_only_to_show():
    assert rules.yearly(123_450, Interval.MONTH) == 1_481_400
    assert rules.yearly(123_450, Interval.YEAR) == 123_450
    assert rules.in_interval(1_481_400, Interval.MONTH) == 123_450
    assert rules.in_interval(1_481_400, Interval.YEAR) == 1_481_400
    # 1'000.06 / 12 = 83.338… francs; 0.06 / 12 is half a Rappen
    assert rules.in_interval(100_006, Interval.MONTH) == 8334
    assert rules.in_interval(6, Interval.MONTH) == 1
    assert rules.in_interval(5, Interval.MONTH) == 0


def test_net_and_gross_are_converted_only_where_nebenkosten_are_stated():
    stated = {"ancillary_amounts": {Category.P1: 15_000, Category.SHARED: 100}}
    assert rules.converted(declared(extras=stated)) == {Category.P1: 115_000}
    gross = declared(rent_kind=RentKind.GROSS, extras=stated)
    assert rules.converted(gross) == {Category.P1: 85_000}
    assert rules.converted(declared(rent_kind=None, extras=stated)) == {}
    assert rules.converted(declared()) == {}


def test_what_the_municipality_states_on_the_other_basis_counts_before_what_is_reckoned():
    """1'000 gross with 150 francs of Nebenkosten; for 1 person it says 870 net, not 850."""
    stated = {
        "ancillary_amounts": {Category.P1: 15_000, Category.P2: 20_000},
        "counter_amounts": {Category.P1: 87_000, Category.SHARED: 50_000},
    }
    gross = declared(rent_kind=RentKind.GROSS, extras=stated)
    # two persons: 1'200 - 200; a WG is not declared, so nothing is converted
    assert rules.converted(gross) == {Category.P1: 87_000, Category.P2: 100_000}
    assert rules.net_amounts(gross)[Category.P1] == 87_000
    assert rules.converted(replace(gross, rent_kind=None)) == {}


def test_the_view_of_the_subsidies_adds_20_percent_to_the_yearly_net_rent():
    # Vo MBG § 1: 12 × 1'000 = 12'000, plus 20 % = 14'400
    view = rules.yearly_net_with_ancillary(declared(), 2000)
    assert view[Category.P1] == 1_440_000
    assert view[Category.P5] == 2_520_000


def test_the_view_of_the_subsidies_takes_another_share_and_rounds_to_the_rappen():
    per_year = declared(1.01, interval=Interval.YEAR)
    # 101 Rappen × 1.125 = 113.625
    assert rules.yearly_net_with_ancillary(per_year, 1250) == {Category.P1: 114}


def test_the_view_of_the_subsidies_knows_gross_rents_only_with_their_nebenkosten():
    gross = declared(rent_kind=RentKind.GROSS, extras={"ancillary_amounts": {Category.P1: 20_000}})
    # (1'000 - 200) × 12 × 1.2 = 11'520
    assert rules.yearly_net_with_ancillary(gross, 2000) == {Category.P1: 1_152_000}
    assert rules.yearly_net_with_ancillary(declared(interval=None), 2000) == {}


# ------------------------------------------------------------------ settings


def setting(key, valid_from, value, ended_on=None):
    return ThresholdRow(key=key, valid_from=valid_from, value=value, ended_on=ended_on)


def test_a_setting_holds_from_its_first_day():
    rows = [
        setting("change_max", date(2026, 1, 1), 1500),
        setting("change_max", date(2027, 1, 1), 2000),
    ]
    assert rules.thresholds_on(date(2026, 12, 31), rows).change_max == 1500
    assert rules.thresholds_on(date(2027, 1, 1), rows).change_max == 2000


def test_without_a_row_the_built_in_value_holds():
    assert rules.thresholds_on(date(2027, 1, 1), []) == Thresholds()
    ended = [setting("step_min", date(2026, 1, 1), 900, ended_on=date(2026, 6, 30))]
    assert rules.thresholds_on(date(2026, 6, 30), ended).step_min == 900
    assert rules.thresholds_on(date(2026, 7, 1), ended).step_min == Thresholds().step_min


def test_unknown_settings_are_left_out():
    rows = [setting("colour", date(2020, 1, 1), 7)]
    assert rules.thresholds_on(date(2027, 1, 1), rows) == Thresholds()


def test_a_changed_setting_changes_the_checks():
    strict = replace(Thresholds(), change_max=100)
    new = declared(1011, 1200, 1400, 1600, 1750, 150)
    assert [f.field for f in check(new, last_year(), thresholds=strict)] == ["amount_p1"]


# ------------------------------------------------------------------ recording


def finding(severity, code="no_contact", **changes):
    return replace(Finding(code, severity, "Satz."), **changes)


def test_only_a_stop_keeps_a_return_out():
    assert rules.may_record([])
    assert rules.may_record([finding(Severity.HINT), finding(Severity.NOTE)])
    assert not rules.may_record([finding(Severity.HINT), finding(Severity.STOP)])


def test_only_lacking_answers_let_a_return_be_kept():
    missing, unread = (
        finding(Severity.STOP, code) for code in (Code.MISSING_INTERVAL, Code.UNREADABLE_FIELD)
    )
    assert rules.may_keep([finding(Severity.HINT), missing, unread])
    assert not rules.may_keep([missing, finding(Severity.STOP, Code.WRONG_YEAR)])
    assert not rules.may_keep([finding(Severity.STOP, Code.UNKNOWN_MUNICIPALITY)])


def test_hints_without_a_reason_stay_open():
    one = finding(Severity.HINT, subject="p3", value=168_000)
    other = finding(Severity.HINT, subject="p3", value=168_100)
    note = finding(Severity.NOTE)
    assert rules.open_hints([one, other, note], {reason_key(one): "geprüft"}) == (other,)


def test_findings_get_the_cell_of_their_field():
    cells = {"amount_p4": ReadCell("Erhebung", "C15", "1'298")}
    placed, elsewhere = rules.with_cells(
        [finding(Severity.HINT, field="amount_p4"), finding(Severity.HINT, field="method")], cells
    )
    assert (placed.cell, elsewhere.cell) == ("Erhebung!C15", "")


def test_identical_content_is_recognised_however_it_is_kept():
    one = declared(contact=Contact(name="Anna  Muster "), remark="wie besprochen")
    other = declared(contact=Contact(name="Anna Muster"), remark=" wie besprochen")
    frozen = replace(other, amounts=MappingProxyType(dict(other.amounts)))
    assert rules.same_content(one, one)
    assert rules.same_content(one, frozen)


@pytest.mark.parametrize(
    "change",
    [
        {"amounts": amounts(1000, 1200, 1400, 1600, 1750, 151)},
        {"contact": Contact(name="Beat Beispiel", email="anna.muster@example.ch")},
        {"valid_from": date(2027, 4, 1)},
        {"rent_kind": RentKind.GROSS},
        {"unchanged": True},
        {"no_limits_reason": ""},
    ],
)
def test_any_other_answer_is_not_identical(change):
    assert not rules.same_content(declared(), declared(**change))


def test_the_state_after_recording():
    assert rules.recorded_state(declared(), None) is ReturnState.RECORDED
    none = declared(no_limits_reason="Keine Haushalte")
    assert rules.recorded_state(none, last_year()) is ReturnState.NO_LIMITS


def test_unchanged_is_confirmed_unless_last_year_contradicts():
    unchanged = declared(unchanged=True)
    assert rules.recorded_state(unchanged, last_year()) is ReturnState.CONFIRMED_UNCHANGED
    assert rules.recorded_state(unchanged, None) is ReturnState.CONFIRMED_UNCHANGED
    assert rules.recorded_state(unchanged, last_year(990)) is ReturnState.RECORDED
    gross = last_year(rent_kind=RentKind.GROSS)
    assert rules.recorded_state(unchanged, gross) is ReturnState.RECORDED
    more = with_group(unchanged, emergency=900)
    assert rules.recorded_state(more, last_year()) is ReturnState.RECORDED


DUE = date(2026, 12, 31)


def test_the_due_date_itself_is_in_time():
    assert not rules.late(DUE, DUE)
    assert rules.late(date(2027, 1, 1), DUE)
    assert not rules.late(None, DUE)


def test_days_overdue_count_only_while_there_is_no_answer():
    assert rules.overdue_days(DUE, date(2027, 1, 5), None) == 5
    assert rules.overdue_days(DUE, DUE, None) == 0
    assert rules.overdue_days(DUE, date(2026, 12, 1), None) == 0
    assert rules.overdue_days(DUE, date(2027, 1, 5), date(2027, 1, 4)) == 0


# ------------------------------------------------------------------ the same return once more

OLD = declared(amounts=amounts(1000))
CORRECTED = declared(amounts=amounts(1100))
EARLIER = (
    rules.EarlierReturn(CORRECTED, 2, date(2026, 12, 28), frozenset({"new file"})),
    rules.EarlierReturn(OLD, 1, date(2026, 12, 5), frozenset({"old file"})),
)


@pytest.mark.parametrize(
    ("come", "day", "file", "revision"),
    [
        (CORRECTED, date(2027, 1, 4), "other", 2),  # the newest content, whenever it comes
        (OLD, date(2027, 1, 4), "old file", 1),  # the very file that was corrected since
        (OLD, date(2026, 12, 27), "other", 1),  # received before the correction
    ],
)
def test_what_is_there_already_is_no_news(come, day, file, revision):
    found = rules.repeated(come, day, file, EARLIER)
    assert found is not None
    assert found.revision == revision


def test_who_writes_the_old_amounts_again_later_goes_back_to_them():
    assert rules.repeated(OLD, date(2026, 12, 28), "other", EARLIER) is None
    assert rules.repeated(OLD, date(2027, 1, 4), "other", EARLIER) is None


def test_the_first_return_repeats_nothing():
    assert rules.repeated(OLD, date(2026, 12, 5), "old file", ()) is None


# ------------------------------------------------------------------ Änderung

JANUARY, JULY = date(2027, 1, 1), date(2027, 7, 1)


@pytest.mark.parametrize(
    ("valid_from", "chosen", "expected"),
    [
        (JANUARY, None, None),
        (date(2027, 1, 2), None, date(2027, 1, 2)),
        (JULY, None, JULY),
        (JULY, False, None),
        (JANUARY, True, JANUARY),
        (None, None, None),
        (None, True, None),
    ],
)
def test_a_declaration_from_later_on_is_a_change(valid_from, chosen, expected):
    given = declared(valid_from=valid_from)
    assert rules.change_from(given, declared(), JANUARY, chosen=chosen) == expected


def test_without_a_recorded_return_a_late_day_is_no_change():
    assert rules.change_from(declared(valid_from=JULY), None, JANUARY) is None


def test_a_return_that_itself_began_later_is_changed_only_from_later_on():
    begun = declared(valid_from=date(2027, 3, 1))
    assert rules.change_from(declared(valid_from=date(2027, 3, 1)), begun, JANUARY) is None
    assert rules.change_from(declared(valid_from=date(2027, 3, 2)), begun, JANUARY) is not None
