"""The time series of a municipality: what held from when to when, its lines, and its sentence."""

from __future__ import annotations

from datetime import date

import pytest
from returns_examples import BOECKTEN, ITINGEN, MISSING, declared, entry, open_round, record

from sozdesk.documents.charts import line_chart
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.reports import history
from sozdesk.features.rent_limits.terms import Category, Declaration, Interval, RentKind

JULY = date(2027, 7, 1)
GROSS = RentKind.GROSS


@pytest.fixture(autouse=True)
def opened(archive):
    for year in (2025, 2026, 2027):
        open_round(archive, year)


def hand_in(archive, first, year, **changes):
    record(archive, entry(declared(first=first, year=year, **changes)), year=year)


def change(archive, first, since=JULY):
    changed = declared(first=first, valid_from=since)
    record(archive, entry(changed, change_from=since))


def spans(archive, bfs=BOECKTEN):
    """Since, until, francs for one person."""
    return [
        (row.since, row.until, row.amounts[Category.P1] // 100)
        for row in archive.query(queries.limit_history, bfs)
    ]


def rows(archive):
    return archive.query(queries.limit_history, BOECKTEN)


# ------------------------------------------------------------------ what held when


def test_each_year_holds_until_the_next_and_a_change_until_the_end_of_the_year(archive):
    hand_in(archive, 950, 2026)
    hand_in(archive, 1000, 2027)
    change(archive, 1040)
    assert spans(archive) == [
        (date(2026, 1, 1), date(2026, 12, 31), 950),
        (date(2027, 1, 1), date(2027, 6, 30), 1000),
        (JULY, date(2027, 12, 31), 1040),
    ]
    assert [row.is_change for row in rows(archive)] == [False, False, True]


def test_in_a_year_without_a_return_the_one_before_holds_on(archive):
    hand_in(archive, 950, 2025)
    hand_in(archive, 1000, 2027)
    assert [until for _, until, _ in spans(archive)] == [date(2026, 12, 31), date(2027, 12, 31)]


def test_the_last_return_holds_to_the_end_of_the_newest_erhebung(archive):
    hand_in(archive, 950, 2026)
    assert spans(archive) == [(date(2026, 1, 1), date(2027, 12, 31), 950)]


def test_the_series_and_the_day_give_the_same_answer(archive):
    hand_in(archive, 950, 2025)
    hand_in(archive, 1000, 2027, valid_from=date(2027, 3, 1))
    change(archive, 1040)
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2026, 8, 1), date(2027, 2, 28))
    for day in (*days, date(2027, 3, 1), date(2027, 6, 30), JULY, date(2027, 12, 31)):
        held = next(
            row for row in archive.query(queries.in_force, day) if row.bfs_number == BOECKTEN
        )
        francs = held.declaration.amounts[Category.P1] // 100 if held.declaration else None
        known = [amount for since, until, amount in spans(archive) if since <= day <= until]
        assert known == ([francs] if francs else []), day


def test_a_return_that_holds_later_lets_the_one_before_hold_on(archive):
    hand_in(archive, 950, 2026)
    hand_in(archive, 1000, 2027, valid_from=date(2027, 3, 1))
    assert spans(archive)[0][1] == date(2027, 2, 28)


def test_a_change_from_the_first_day_takes_the_place_of_the_return(archive):
    hand_in(archive, 950, 2027)
    change(archive, 1040, date(2027, 3, 1))
    change(archive, 1060, date(2027, 3, 2))
    assert spans(archive)[1:] == [
        (date(2027, 3, 1), date(2027, 3, 1), 1040),
        (date(2027, 3, 2), date(2027, 12, 31), 1060),
    ]


def test_amounts_per_year_are_shown_per_month_and_the_newest_revision_counts(archive):
    hand_in(archive, 950, 2027)
    hand_in(archive, 12_000, 2027, interval=Interval.YEAR)
    (row,) = rows(archive)
    assert row.amounts[Category.P1] == 100_000
    assert row.interval is Interval.YEAR


def test_what_is_not_recorded_and_what_others_declare_is_not_there(archive):
    record(archive, entry(declared(ITINGEN)))
    record(archive, entry(declared(), MISSING, decision="keep"))
    assert rows(archive) == ()


def test_no_limits_is_a_row_without_amounts(archive):
    none = Declaration(bfs_number=BOECKTEN, year=2027, no_limits_reason="keine Haushalte")
    record(archive, entry(none))
    (row,) = rows(archive)
    assert (row.no_limits, dict(row.amounts)) == (True, {})
    assert history.chart_lines(rows(archive)) == ()


def test_the_number_of_statements_does_not_grow_with_the_years(archive, statements):
    hand_in(archive, 950, 2025)
    with statements() as few:
        rows(archive)
    hand_in(archive, 950, 2026)
    hand_in(archive, 950, 2027)
    with statements() as many:
        rows(archive)
    assert len(few) == len(many)


# ------------------------------------------------------------------ chart and sentence


def test_there_is_a_line_for_each_household_size_and_none_for_each_further_person(archive):
    hand_in(archive, 1000, 2027)
    lines = history.chart_lines(rows(archive))
    assert [line.label for line in lines] == [
        "1 Person",
        "2 Personen",
        "3 Personen",
        "4 Personen",
        "5 Personen",
    ]
    assert lines[0].steps[0].rappen == 100_000


def test_another_basis_is_a_break_with_its_words(archive):
    hand_in(archive, 950, 2026)
    hand_in(archive, 1100, 2027, rent_kind=GROSS)
    (found,) = history.chart_breaks(rows(archive))
    assert (found.day, found.words) == (date(2027, 1, 1), "Basis gemischt: ab hier brutto")
    steps = history.chart_lines(rows(archive))[0].steps
    assert [step.basis for step in steps] == ["netto", "brutto"]
    assert "Basis gemischt: ab hier brutto" in line_chart(
        history.chart_lines(rows(archive)), history.chart_breaks(rows(archive))
    )


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        ((), "Noch keine Werte erfasst."),
        (((1000, 2027),), "1 Person: 1'000 Franken netto seit 2027."),
        (
            ((950, 2025), (970, 2026), (1000, 2027)),
            "1 Person: von 950 (2025) auf 1'000 Franken netto (2027), +5,3 %.",
        ),
        (((950, 2025), (950, 2027)), "1 Person: 2025 und 2027 gleich viel, 950 Franken netto."),
    ],
)
def test_the_sentence_says_how_the_limit_moved(archive, years, sentence):
    for first, year in years:
        hand_in(archive, first, year)
    assert history.finding(rows(archive)) == sentence


def test_the_sentence_compares_only_on_the_present_basis(archive):
    hand_in(archive, 950, 2025)
    hand_in(archive, 1100, 2026, rent_kind=GROSS)
    hand_in(archive, 1155, 2027, rent_kind=GROSS)
    assert history.finding(rows(archive)) == (
        "1 Person: von 1'100 (2026) auf 1'155 Franken brutto (2027), +5,0 %."
    )


def test_the_chart_is_said_in_words(archive):
    assert history.alt_text(()) == "Liniendiagramm ohne Werte."
    hand_in(archive, 950, 2026)
    hand_in(archive, 1000, 2027)
    assert history.alt_text(rows(archive)) == (
        "Liniendiagramm: CHF pro Monat nach Haushaltsgrösse, 2026 bis 2027. 1 Person: von 950 "
        "(2026) auf 1'000 Franken netto (2027), +5,3 %. Alle Werte stehen in der Tabelle darunter."
    )
