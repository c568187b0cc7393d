"""The amounts beside the last ones of the same municipality."""

from __future__ import annotations

from datetime import date

import pytest
from rules_examples import SOUND, TODAY, check, codes, declared, facts_of, last_year, only

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    Contact,
    Extras,
    IndexValue,
    Interval,
    Method,
    RentKind,
)


def yearly(*francs, year=2027, **changes):
    return declared(
        *(12 * value for value in francs or SOUND), year=year, interval=Interval.YEAR, **changes
    )


# ------------------------------------------------------------------ change


def test_a_change_of_15_percent_is_usual_and_a_hair_more_is_not():
    assert check(declared(1150, 1300, 1450, 1650, 1800, 150), last_year()) == ()
    finding = only(
        check(declared(1150.05, 1300, 1450, 1650, 1800, 150), last_year()), "change_large"
    )
    assert (finding.field, finding.subject, finding.value) == ("amount_p1", "p1", 115_005)


def test_the_sentence_of_a_change_has_both_figures_and_the_usual_limit():
    # 1'298 / 1'100 = 1.18
    new, old = (
        declared(800, 1000, 1298, 1500, 1650, 150),
        last_year(800, 1000, 1100, 1500, 1650, 150),
    )
    finding = only(check(new, old), "change_large")
    assert finding.message == (
        "1'298 für 3 Personen statt 1'100 im Vorjahr (+18,0 %). Üblich sind höchstens ±15 %."
    )
    assert finding.detail == "Im Vorjahr 1'100"


def test_a_fall_of_more_than_15_percent_is_a_hint_too():
    new = declared(1000, 1200, 1400, 1600, 1750, 127)
    assert only(check(new, last_year()), "change_large").field == "amount_further"


def test_an_older_declaration_is_named_by_its_year():
    new = declared(1160, 1300, 1450, 1650, 1800, 150)
    finding = only(check(new, declared(year=2024)), "change_large")
    assert "statt 1'000 im Jahr 2024 (+16,0 %)" in finding.message


def test_only_the_newest_earlier_declaration_counts():
    old, older = last_year(), declared(700, 900, 1100, 1300, 1450, 150, year=2025)
    assert check(declared(), older, old) == ()
    assert check(declared(), old, older, declared(1, year=2027)) == ()


def test_month_and_year_are_made_equal_before_comparing():
    findings = check(yearly(), last_year())
    assert codes(findings) == ["kind_changed"]
    assert findings[0].field == "interval"
    assert findings[0].message.startswith(
        "Die Beträge gelten pro Jahr, im Vorjahr galten sie pro Monat."
    )


def test_net_and_gross_are_never_compared():
    gross = last_year(2000, 2400, 2800, 3200, 3500, 300, rent_kind=RentKind.GROSS)
    findings = check(declared(unchanged=True), gross)
    assert codes(findings) == ["kind_changed"]
    assert (findings[0].field, findings[0].subject) == ("rent_kind", "rent_kind")


def test_a_basis_that_was_not_stated_last_year_has_not_changed():
    assert check(declared(), last_year(rent_kind=None, interval=None)) == ()


def test_nothing_is_compared_with_an_amount_of_zero():
    old = last_year(1000, 1200, 1400, 1600, 1750, 0)
    assert check(declared(), old) == ()


# ------------------------------------------------------------------ month and year mixed up


@pytest.mark.parametrize("single", [400, 4800])
def test_twelve_times_or_a_twelfth_of_last_year_is_a_mix_up(single):
    # both lie between 300 and 5'000: only last year shows the mix-up
    new = declared(single, 4900, 4950, 4980, 5000, None)
    old = last_year(12 * single if single == 400 else single / 12, 4900, 4950, 4980, 5000, None)
    finding = only(check(new, old), "month_year")
    assert finding.field == "amount_p1"
    assert "wie im Vorjahr" in finding.message


def test_a_mix_up_is_not_also_a_large_change_or_a_lowering():
    new = declared(*(value / 12 for value in SOUND), interval=Interval.MONTH)
    rules_of_subsidies = facts_of(rent_subsidy_rules_on=date(2024, 3, 1))
    findings = check(new, last_year(), facts=rules_of_subsidies)
    assert codes(findings) == ["month_year"] * 6
    assert "Üblich sind rund 1'000 wie im Vorjahr." in findings[0].message


def test_a_wrong_interval_shows_at_every_amount():
    findings = check(declared(interval=Interval.YEAR), last_year())
    assert codes(findings) == ["month_year"] * 6 + ["kind_changed"]


# ------------------------------------------------------------------ slipped rows


def test_the_amount_of_the_neighbouring_size_is_a_slipped_row():
    finding = only(check(declared(1000, 1400, 1500, 1650, 1800, 150), last_year()), "row_slip")
    assert (finding.field, finding.value) == ("amount_p2", 140_000)
    assert finding.message == (
        "1'400 für 2 Personen statt 1'200 im Vorjahr (+16,7 %). "
        "So viel galt damals für 3 Personen. Vielleicht ist eine Zeile verrutscht."
    )


def test_rows_can_slip_downwards_too():
    findings = check(declared(1000, 1000, 1200, 1400, 1600, 150), last_year())
    slipped = [finding.subject for finding in findings if finding.code == "row_slip"]
    assert slipped == ["p2", "p3", "p4", "p5"]
    assert "change_large" not in codes(findings)


def test_equal_neighbours_that_stay_as_they_were_are_no_slip():
    same = (1000, 1200, 1200, 1400, 1550, 150)
    assert "row_slip" not in codes(check(declared(*same), last_year(*same)))


def test_two_sizes_away_is_no_slip():
    findings = check(declared(1400, 1450, 1500, 1650, 1800, 150), last_year())
    assert [f.code for f in findings if f.subject == "p1"] == ["change_large"]


# ------------------------------------------------------------------ unchanged, lower


def test_unchanged_but_different_names_the_first_amount_and_counts_the_others():
    new = declared(1050, 1200, 1450, 1600, 1750, 150, unchanged=True)
    finding = only(check(new, last_year()), "unchanged_but_different")
    assert (finding.field, finding.value) == ("unchanged", 2)
    assert "1 Person 1'050 statt 1'000 im Vorjahr, dazu 1 weiterer Betrag" in finding.message


def test_an_unchanged_basis_beside_other_amounts_is_a_hint_of_its_own():
    new = declared(1050, 1200, 1450, 1600, 1750, 150, method=Method.UNCHANGED)
    finding = only(check(new, last_year()), "basis_but_different")
    assert finding.field == "method"
    assert "1 Person 1'050 statt 1'000 im Vorjahr" in finding.message


@pytest.mark.parametrize("method", [Method.UNCHANGED, Method.ADVERTS, None])
def test_other_amounts_take_back_unchanged_as_tick_and_as_basis(method):
    new = declared(1050, 1200, 1450, 1600, 1750, 150, unchanged=True, method=method)
    now = rules.no_longer_unchanged(new, last_year())
    assert now.unchanged is False
    assert now.method is (Method.ADVERTS if method is Method.ADVERTS else None)


@pytest.mark.parametrize("previous", [None, last_year()])
def test_equal_or_incomparable_amounts_take_nothing_back(previous):
    same = declared(unchanged=True, method=Method.UNCHANGED)
    assert rules.no_longer_unchanged(same, previous) == same


def test_last_year_s_index_belongs_to_the_basis_index_only():
    extras = {"index_name": "Landesindex", "index_base": 106_500}
    before = last_year(extras=extras)
    for method in (None, Method.INDEX):
        kept = declared(method=method, extras=extras)
        assert rules.index_with_its_basis(kept, before) == kept
    other = declared(method=Method.PERCENTILE, extras=extras)
    assert rules.index_with_its_basis(other, before).extras == Extras()
    assert rules.index_with_its_basis(other, last_year()) == other
    assert rules.index_with_its_basis(other, None) == other


def test_unchanged_and_equal_is_no_hint():
    assert check(declared(unchanged=True), last_year()) == ()


def test_different_without_saying_unchanged_is_no_hint():
    assert check(declared(1050, 1250, 1450, 1650, 1800, 150), last_year()) == ()


@pytest.mark.parametrize(
    ("rules_on", "hinted"),
    [(date(2024, 3, 1), True), (TODAY, True), (date(2027, 1, 6), False), (None, False)],
)
def test_lower_amounts_are_a_hint_where_subsidy_rules_hold(rules_on, hinted):
    lower = declared(990, 1200, 1400, 1600, 1750, 150)
    findings = check(lower, last_year(), facts=facts_of(rent_subsidy_rules_on=rules_on))
    assert codes(findings) == (["lower_with_subsidy_rules"] if hinted else [])


def test_lower_amounts_without_any_facts_are_no_hint():
    assert check(declared(990, 1200, 1400, 1600, 1750, 150), last_year()) == ()


def test_what_belongs_to_one_amount_stands_together_before_everything_else():
    new = declared(1000, 1201, 1900, 2000, 2150, 0, contact=Contact(), rent_kind=RentKind.NET)
    found = check(new, last_year())
    assert [(finding.field, finding.code) for finding in found] == [
        ("amount_p3", "step_large"),
        ("amount_p3", "change_large"),
        ("amount_p4", "change_large"),
        ("amount_p5", "change_large"),
        ("amount_further", "further_not_positive"),
        ("amount_further", "change_large"),
        ("contact_name", "no_contact"),
    ]


# ------------------------------------------------------------------ unchanged while the index moved

SERIES = "BFS Mietpreisindex"


def index(*values, series=SERIES):
    """Values in thousandths at the end of the years from 2024 on."""
    return [IndexValue(series, date(2024 + i, 12, 31), value) for i, value in enumerate(values)]


def unchanged(**changes):
    """2027 as in 2026 and 2025."""
    return declared(**changes), last_year(**changes), declared(year=2025, **changes)


def test_unchanged_for_two_years_while_the_index_rose_by_more_than_3_percent():
    # since 1 January 2025: the value of 31 December 2024, 100.0, and 103.001 today
    finding = only(check(*unchanged(), index=index(100_000, 103_001)), "unchanged_index_moved")
    assert finding.message == (
        "Seit 01.01.2025 unverändert. Der Index «BFS Mietpreisindex» ging von 100,0 auf 103,001 "
        "(+3,0 %). Üblich ist eine Anpassung ab 3 %."
    )
    assert finding.detail == "Indexstände vom 31.12.2024 und vom 31.12.2025"


@pytest.mark.parametrize(("value", "hinted"), [(103_000, False), (97_000, False), (96_999, True)])
def test_three_percent_up_or_down_is_not_yet_a_move(value, hinted):
    assert bool(check(*unchanged(), index=index(100_000, value))) is hinted


def test_unchanged_for_one_year_is_not_checked():
    assert check(declared(), last_year(), index=index(100_000, 150_000)) == ()


def test_a_change_in_between_starts_the_count_again():
    two_years_ago = declared(950, 1150, 1350, 1550, 1700, 150, year=2025)
    assert check(declared(), last_year(), two_years_ago, index=index(100_000, 150_000)) == ()


def test_the_first_day_of_the_unchanged_amounts_counts():
    since = date(2023, 7, 1)
    values = [IndexValue(SERIES, date(2023, 6, 1), 100_000), *index(104_000, 105_000)]
    findings = check(
        *unchanged(valid_from=since, decision=declared(year=2023).decision), index=values
    )
    assert only(findings, "unchanged_index_moved").message.startswith("Seit 01.07.2023")


def test_without_a_day_the_year_counts_from_its_first_of_january():
    findings = check(*unchanged(valid_from=None), index=index(100_000, 104_000))
    assert only(findings, "unchanged_index_moved").message.startswith("Seit 01.01.2025")


def test_a_missing_series_is_said_and_never_silent():
    finding = only(check(*unchanged()), "index_not_checkable")
    assert finding.severity == "note"
    assert finding.message == (
        "Seit 01.01.2025 unverändert. Ob sich der Index «BFS Mietpreisindex» bewegt hat, "
        "ist nicht prüfbar: die Reihe fehlt. Werte ergänzen Sie unter «Indexreihen»."
    )


def test_an_index_that_nobody_knows_is_said():
    findings = check(*unchanged(extras={"index_name": "Heizölpreis"}), index=index(1, 2))
    assert "«Heizölpreis»" in only(findings, "index_not_checkable").message


def test_a_part_of_the_name_finds_the_series_if_only_one_has_it():
    both = [*index(100_000, 100_000), *index(100_000, 110_000, series="Referenzzinssatz (BWO)")]
    by_part = unchanged(extras={"index_name": "Referenzzinssatz"})
    assert "unchanged_index_moved" in codes(check(*by_part, index=both))
    by_more = unchanged(extras={"index_name": "der Referenzzinssatz (BWO) von damals"})
    assert "unchanged_index_moved" in codes(check(*by_more, index=both))
    ambiguous = unchanged(extras={"index_name": "s"})
    assert codes(check(*ambiguous, index=both)) == ["index_not_checkable"]


def test_the_words_of_the_name_may_stand_in_another_order():
    # so the form offers it
    turned = unchanged(extras={"index_name": "Mietpreisindex BFS"})
    assert codes(check(*turned, index=index(100_000, 110_000))) == ["unchanged_index_moved"]


def test_what_cannot_be_checked_stands_beside_the_index_if_one_is_named():
    assert only(check(*unchanged()), "index_not_checkable").field == "unchanged"
    named = check(*unchanged(extras={"index_name": "LIK"}))
    assert only(named, "index_not_checkable").field == "index_name"


def test_the_office_may_have_another_series_of_its_own():
    other = index(100_000, 110_000, series="LIK")
    assert codes(check(*unchanged(), index=other, series="LIK")) == ["unchanged_index_moved"]


def test_an_index_that_starts_later_is_not_checkable():
    late = [IndexValue(SERIES, date(2025, 6, 1), 100_000), *index(0, 110_000)[1:]]
    assert (
        "für diesen Tag fehlt ein Wert"
        in only(check(*unchanged(), index=late), "index_not_checkable").message
    )


def test_a_first_value_on_the_first_unchanged_day_is_early_enough():
    values = [IndexValue(SERIES, date(2025, 1, 1), 100_000), *index(0, 104_000)[1:]]
    assert "unchanged_index_moved" in codes(check(*unchanged(), index=values))


def test_an_index_without_a_newer_value_is_not_checkable():
    finding = only(check(*unchanged(), index=index(100_000)), "index_not_checkable")
    assert "der neuste Wert ist vom 31.12.2024." in finding.message


def test_values_of_the_future_do_not_count():
    ahead = [*index(100_000, 101_000), IndexValue(SERIES, date(2027, 1, 6), 150_000)]
    assert check(*unchanged(), index=ahead) == ()
    assert "unchanged_index_moved" in codes(
        check(*unchanged(), index=ahead, today=TODAY.replace(day=6))
    )


def test_a_series_that_stopped_years_ago_is_not_checkable_unless_it_had_moved_before():
    ended = [IndexValue(SERIES, date(2015, 12, 31), 90_000), *index(100_000)]
    long_ago = [declared(year=year, valid_from=date(2019, 1, 1)) for year in (2027, 2026, 2025)]
    assert "unchanged_index_moved" in codes(check(*long_ago, index=ended))
    flat = [ended[0], IndexValue(SERIES, date(2024, 12, 31), 91_000)]
    finding = only(check(*long_ago, index=flat), "index_not_checkable")
    assert "der neuste Wert ist vom 31.12.2024." in finding.message


def test_without_any_amount_nothing_has_stayed_the_same():
    empty = [declared(None, year=year) for year in (2027, 2026, 2025)]
    assert "index_not_checkable" not in codes(check(*empty))
