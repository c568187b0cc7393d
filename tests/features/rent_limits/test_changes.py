"""Änderungen: a new Beschluss outside the Erhebung, from any day, beside what was declared."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from returns_examples import (
    BOECKTEN,
    ITINGEN,
    TODAY,
    a_file,
    declared,
    entry,
    open_round,
    previewed,
    record,
    results,
    revisions,
)

from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import Category
from sozdesk.kernel.errors import RuleViolation
from sozdesk.kernel.findings import Severity

JULY = date(2027, 7, 1)
JANUARY = date(2027, 1, 1)
TODAY_AT_NOON = datetime(2027, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def opened(archive):
    open_round(archive, 2026)
    open_round(archive, 2027)
    open_round(archive, 2028)


def from_july(first=1040, **changes):
    return declared(first=first, valid_from=JULY, **changes)


def change(first=1040, *findings, **values):
    return entry(from_july(first), *findings, change_from=JULY, **values)


def holding(archive, day, bfs=BOECKTEN):
    """Francs for one person on a day, since when, and whether that is a change."""
    rows = archive.query(queries.in_force, day)
    row = next(row for row in rows if row.bfs_number == bfs)
    if row.declaration is None:
        return None
    return row.declaration.amounts[Category.P1] // 100, row.since, row.is_change


# ------------------------------------------------------------------ recording


def test_a_change_stands_beside_the_return_and_counts_its_own_versions(archive):
    record(archive, entry(declared(first=1000)))
    first = record(archive, change(1040))
    again = record(archive, change(1060))
    assert results(first) == [(BOECKTEN, "recorded", 1)]
    assert results(again) == [(BOECKTEN, "superseded", 2)]
    assert [row.revision for row in revisions(archive)] == [1]
    of_change = archive.query(queries.revisions, 2027, BOECKTEN, JULY)
    assert [(row.revision, row.change_from) for row in of_change] == [(2, JULY), (1, JULY)]


def test_the_verlauf_says_from_when_a_change_holds(archive):
    record(archive, entry(declared()))
    assert record(archive, change()).summary == "Böckten, Änderung ab 01.07.2027 erfasst, Version 1"


def test_the_overview_keeps_what_the_erhebung_brought_and_names_the_change(archive):
    record(archive, entry(declared(first=1000)))
    record(archive, change(1040))
    rows = archive.query(queries.overview, 2027, TODAY)
    row = next(row for row in rows if row.bfs_number == BOECKTEN)
    assert row.current == declared(first=1000)
    assert row.changes == (from_july(1040),)


def test_a_change_without_a_return_is_refused(archive):
    with pytest.raises(RuleViolation) as refused:
        record(archive, change())
    assert str(refused.value) == (
        "Böckten: Für 2027 gibt es noch keine Rückmeldung, die sich ändern kann. "
        "Erfassen Sie zuerst die Rückmeldung der Erhebung."
    )


def test_a_return_and_its_change_are_recorded_in_one_go(archive):
    both = record(archive, entry(declared(first=1000)), change(1040))
    assert [one.change_from for one in both.value] == [None, JULY]
    assert holding(archive, date(2027, 6, 30)) == (1000, JANUARY, False)
    assert holding(archive, JULY) == (1040, JULY, True)


def test_a_change_from_another_day_than_it_says_is_refused(archive):
    record(archive, entry(declared()))
    with pytest.raises(RuleViolation, match="Es fehlt, ab wann die Änderung gilt"):
        record(archive, entry(declared(first=1040), change_from=JULY))


def test_the_same_change_again_changes_nothing(archive):
    record(archive, entry(declared()))
    record(archive, change())
    assert results(record(archive, change())) == [(BOECKTEN, "identical", 1)]


# ------------------------------------------------------------------ what holds on a day


def test_what_holds_follows_returns_and_changes(archive):
    record(archive, entry(declared(first=950, year=2026)), year=2026)
    record(archive, entry(declared(first=1000)))
    record(archive, change(1040))
    assert holding(archive, date(2025, 12, 31)) is None
    assert holding(archive, date(2026, 12, 31)) == (950, date(2026, 1, 1), False)
    assert holding(archive, JANUARY) == (1000, JANUARY, False)
    assert holding(archive, date(2027, 6, 30)) == (1000, JANUARY, False)
    assert holding(archive, JULY) == (1040, JULY, True)
    record(archive, entry(declared(first=1050, year=2028)), year=2028)
    assert holding(archive, date(2027, 12, 31)) == (1040, JULY, True)
    assert holding(archive, date(2028, 1, 1)) == (1050, date(2028, 1, 1), False)


def test_a_return_that_names_a_later_day_holds_from_then(archive):
    record(archive, entry(declared(first=950, year=2026)), year=2026)
    record(archive, entry(declared(first=1000, valid_from=date(2027, 3, 1))))
    assert holding(archive, date(2027, 2, 28)) == (950, date(2026, 1, 1), False)
    assert holding(archive, date(2027, 3, 1)) == (1000, date(2027, 3, 1), False)


def test_a_return_that_names_an_old_day_takes_nothing_back(archive):
    """«gültig ab 1.1.2020», unchanged since: what 2026 declared keeps holding in 2026."""
    record(archive, entry(declared(first=950, year=2026)), year=2026)
    record(archive, entry(declared(first=1000, valid_from=date(2020, 1, 1))))
    assert holding(archive, date(2026, 6, 1)) == (950, date(2026, 1, 1), False)
    assert holding(archive, JANUARY) == (1000, JANUARY, False)


def test_next_year_compares_with_the_change(archive):
    record(archive, entry(declared(first=1000)))
    record(archive, change(1040))
    rows = archive.query(queries.overview, 2028, TODAY)
    row = next(row for row in rows if row.bfs_number == BOECKTEN)
    assert row.previous == from_july(1040)
    requests = archive.query(queries.form_requests, 2028, TODAY_AT_NOON, False)
    page = next(r.pages[0] for r in requests if r.pages[0].municipality.bfs_number == BOECKTEN)
    assert page.previous == from_july(1040)


def test_a_waiting_change_holds_nowhere(archive):
    record(archive, entry(declared(first=1000)))
    record(archive, change(1040, decision="keep"))
    assert holding(archive, JULY) == (1000, JANUARY, False)


# ------------------------------------------------------------------ by rule, or as somebody says


def test_the_preview_tells_a_change_from_a_correction(archive):
    record(archive, entry(declared(first=1000)), entry(declared(ITINGEN, first=1000)))
    new, wrong = previewed(archive, a_file(from_july(1040)), a_file(declared(ITINGEN, first=1010)))
    assert (new.change_from, new.supersedes) == (JULY, None)
    assert (wrong.change_from, wrong.supersedes) == (None, 1)


def test_somebody_may_say_that_it_is_a_correction_after_all(archive):
    record(archive, entry(declared(first=1000)))
    (row,) = previewed(archive, a_file(from_july(1040), as_change=False))
    assert (row.change_from, row.supersedes) == (None, 1)


def test_the_same_change_in_a_file_is_identical(archive):
    record(archive, entry(declared(first=1000)))
    record(archive, change(1040))
    (row,) = previewed(archive, a_file(from_july(1040)))
    assert row.result == "identical"


def test_a_change_is_compared_with_what_held_until_then(archive):
    """1'000 → 1'170 is 17 % more; last year's 1'190 would have raised nothing."""
    record(archive, entry(declared(first=1190, year=2026)), year=2026)
    record(archive, entry(declared(first=1000)))
    (row,) = previewed(archive, a_file(from_july(1170)))
    assert row.previous == declared(first=1000)
    large = [f for f in row.findings if f.code == "change_large" and f.field == "amount_p1"]
    assert [finding.severity for finding in large] == [Severity.HINT]
    assert (
        large[0].message
        == "1'170 für 1 Person statt 1'000 bisher (+17,0 %). Üblich sind höchstens ±15 %."
    )


def test_a_return_and_its_change_in_one_folder_are_told_apart(archive):
    """1'000 → 1'170 is 17 % more, also where the 1'000 lie in the file beside."""
    record(archive, entry(declared(first=1190, year=2026)), year=2026)
    back, first = previewed(
        archive,
        a_file(from_july(1170), received_on=date(2026, 12, 20)),
        a_file(declared(first=1000), received_on=date(2026, 12, 1)),
    )
    assert (first.change_from, back.change_from) == (None, JULY)
    assert (back.supersedes, back.previous) == (None, declared(first=1000))
    (hint,) = [f for f in back.findings if f.code == "change_large" and f.field == "amount_p1"]
    assert "statt 1'000 bisher (+17,0 %)" in hint.message


def test_a_change_can_wait_and_be_decided(archive):
    from sozdesk.features.rent_limits import usecases

    record(archive, entry(declared(first=1000)))
    record(archive, change(1040, decision="keep"))
    (waiting,) = archive.query(queries.revisions, 2027, BOECKTEN, JULY)
    decided = archive.run(
        usecases.decide_return,
        usecases.DecideReturn(
            declaration_id=waiting.id,
            base_version=waiting.version,
            decision=usecases.EntryDecision.RECORD,
        ),
    )
    assert decided.summary == "Böckten, Änderung ab 01.07.2027 erfasst, Version 1"
    assert holding(archive, JULY) == (1040, JULY, True)
