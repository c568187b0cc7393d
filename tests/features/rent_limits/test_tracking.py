"""Where each municipality stands, and the counts of an Erhebung (due on 31 December)."""

from __future__ import annotations

from datetime import date

import pytest
from returns_examples import (
    BOECKTEN,
    CHANGE,
    IN_TIME,
    ITINGEN,
    REASON,
    SISSACH,
    declared,
    entry,
    open_round,
    record,
    tracked,
)

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices import usecases as office_usecases
from sozdesk.features.rent_limits import queries

LAST_DAY, DAY_AFTER = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture(autouse=True)
def erhebung(archive):
    open_round(archive)


def counted(archive, today):
    return queries.tally(archive.query(queries.return_tracking, 2027, today))


def test_all_86_municipalities_are_open_at_first_and_in_german_order(archive):
    rows = archive.query(queries.return_tracking, 2027, IN_TIME)
    assert len(rows) == 86
    assert {row.state.value for row in rows} == {"open"}
    names = [row.name for row in rows]
    assert names.index("Blauen") + 1 == names.index("Böckten")
    assert (names[0], rows[0].official_name) == ("Aesch", "Aesch (BL)")


@pytest.mark.parametrize(("today", "days"), [(LAST_DAY, 0), (DAY_AFTER, 1), (date(2027, 1, 5), 5)])
def test_without_an_answer_the_days_since_the_due_date_are_overdue(archive, today, days):
    assert tracked(archive, today=today).overdue_days == days


@pytest.mark.parametrize(("received_on", "late"), [(LAST_DAY, False), (DAY_AFTER, True)])
def test_a_return_after_the_due_date_is_late_but_not_overdue(archive, received_on, late):
    record(archive, entry(received_on=received_on))
    row = tracked(archive)
    assert (row.received_on, row.late, row.overdue_days) == (received_on, late, 0)


def test_a_correction_makes_nobody_late(archive):
    record(archive, entry(declared(first=1000), received_on=LAST_DAY))
    record(archive, entry(declared(first=1050), received_on=date(2027, 1, 20)))
    assert (tracked(archive).received_on, tracked(archive).late) == (LAST_DAY, False)


def test_the_tally_counts_answers_states_and_what_is_missing(archive):
    record(
        archive,
        entry(declared(BOECKTEN)),
        entry(declared(ITINGEN, unchanged=True), received_on=DAY_AFTER),
        entry(declared(SISSACH), CHANGE, decision="query"),
        entry(declared(2861 - 1), CHANGE, decision="keep"),
        entry(declared(2843, amounts={}, no_limits_reason="keine Fälle")),
        entry(declared(2844), CHANGE, reasons=REASON),
    )
    found = counted(archive, date(2027, 1, 5))
    assert (found.total, found.received, found.missing) == (86, 6, 80)
    assert (found.recorded, found.queried, found.late, found.overdue) == (4, 1, 1, 80)


def test_nobody_is_overdue_on_the_due_date(archive):
    assert counted(archive, LAST_DAY).overdue == 0


def test_who_no_longer_exists_when_the_limits_hold_is_not_asked(archive):
    row = archive.query(offices.details, BOECKTEN, IN_TIME).row
    archive.run(
        office_usecases.change_municipality,
        office_usecases.ChangeMunicipality(
            id=row.id, base_version=row.version, changes={"valid_to": LAST_DAY}
        ),
    )
    assert counted(archive, IN_TIME).total == 85


def test_the_list_takes_the_same_number_of_statements_for_one_and_for_86(archive, statements):
    record(archive, entry())
    with statements() as for_one:
        archive.query(queries.return_tracking, 2027, IN_TIME)
    numbers = [row.bfs_number for row in archive.query(queries.return_tracking, 2027, IN_TIME)]
    record(archive, *(entry(declared(bfs), CHANGE, reasons=REASON) for bfs in numbers))
    with statements() as for_86:
        archive.query(queries.return_tracking, 2027, IN_TIME)
    assert len(for_86) == len(for_one) <= 9
