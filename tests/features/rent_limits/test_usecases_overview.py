"""Recording an overview of an earlier year: one transaction, the year opened where it is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from returns_examples import declared, entry, open_round, record, revisions, tracked
from table_kit import AESCH, LIESTAL, SISSACH, read, ugly

from sozdesk.archive.journal_history import recent
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import (
    Interval,
    ReceivedVia,
    Remembered,
    RentKind,
    ReturnState,
    TableResult,
)
from sozdesk.kernel.errors import RuleViolation

BY_TABLE = Remembered({"municipality": 0, "amount_p1": 1}, RentKind.NET, Interval.MONTH)


def old(bfs, first=900, **changes):
    return declared(bfs, first, year=2026, **changes)


def run(archive, *declarations, year=2026, **values):
    command = usecases.RecordOverview(
        year=year, declarations=declarations, file_name="uebersicht.xlsx", **values
    )
    return archive.run(usecases.record_overview, command)


def refused(archive, *declarations, **values):
    with pytest.raises(RuleViolation) as error:
        run(archive, *declarations, **values)
    return [finding.message for finding in error.value.findings]


@pytest.mark.parametrize("office", ["archive", "service_archive"])
def test_the_year_is_opened_with_the_usual_days_in_every_kind_of_office(request, office):
    archive = request.getfixturevalue(office)
    outcome = run(archive, old(AESCH), old(LIESTAL))
    assert outcome.value == (AESCH, LIESTAL)
    assert outcome.summary == "Übersicht 2026 eingelesen, 2 Gemeinden erfasst"
    round_ = archive.query(queries.round_of, 2026)
    assert (round_.call_on, round_.due_on, round_.valid_from, round_.blocks) == (
        date(2025, 11, 1),
        date(2025, 12, 31),
        date(2026, 1, 1),
        frozenset(),
    )


def test_an_erhebung_that_is_there_keeps_its_days(archive):
    open_round(archive, year=2026, due_on=date(2026, 1, 15))
    run(archive, old(AESCH))
    assert archive.query(queries.round_of, 2026).due_on == date(2026, 1, 15)


def test_it_is_recorded_as_it_stands_without_any_check(archive):
    odd = old(AESCH, 5, method=None, valid_from=None)
    run(archive, odd)
    (row,) = revisions(archive, AESCH, 2026)
    assert row.declaration == odd
    assert (row.state, row.via, row.file_name) == (
        ReturnState.RECORDED,
        ReceivedVia.OVERVIEW,
        "uebersicht.xlsx",
    )
    assert (row.findings, row.notes, row.received_on) == ((), (), date(2027, 1, 5))
    assert row.recorded_by == "Anna Muster"


def test_nobody_is_late_in_an_overview(archive):
    run(archive, old(AESCH))
    row = tracked(archive, AESCH, 2026)
    assert (row.late, row.overdue_days, row.state) == (False, 0, ReturnState.RECORDED)


def test_a_correction_that_comes_late_after_an_overview_is_late(archive):
    run(archive, old(AESCH))
    record(archive, entry(old(AESCH, 950), received_on=date(2027, 1, 4)), year=2026)
    assert tracked(archive, AESCH, 2026).late


def test_last_years_values_stand_beside_this_years(archive):
    run(archive, old(AESCH, 1000))
    open_round(archive)
    record(archive, entry(declared(AESCH, 1050)))
    rows = archive.query(queries.overview, 2027, date(2027, 1, 5))
    row = next(row for row in rows if row.bfs_number == AESCH)
    assert row.previous == old(AESCH, 1000)


def test_limits_that_nobody_set_are_recorded_with_the_reason(archive):
    none = old(SISSACH, amounts={}, rent_kind=None, interval=None, no_limits_reason="klein")
    run(archive, none)
    assert tracked(archive, SISSACH, 2026).state is ReturnState.NO_LIMITS


def test_what_is_there_already_is_left_alone(archive):
    open_round(archive, year=2026)
    record(archive, entry(old(AESCH, 1000)), year=2026)
    outcome = run(archive, old(AESCH, 1), old(LIESTAL))
    assert outcome.value == (LIESTAL,)
    assert outcome.summary == ("Übersicht 2026 eingelesen, 1 Gemeinde erfasst, 1 bereits erfasst")
    assert [row.declaration for row in revisions(archive, AESCH, 2026)] == [old(AESCH, 1000)]


def test_the_same_overview_again_changes_nothing(archive):
    run(archive, old(AESCH))
    before = len(archive.query(recent, 50))
    outcome = run(archive, old(AESCH))
    assert (outcome.value, outcome.changed) == ((), frozenset())
    assert outcome.summary == (
        "Übersicht 2026: alle Gemeinden sind bereits erfasst, nichts geändert"
    )
    assert len(archive.query(recent, 50)) == before


def test_undo_takes_back_the_returns_the_year_and_the_memory(archive):
    run(archive, old(AESCH), old(LIESTAL), heads="Ort | 1 P", columns=BY_TABLE)
    archive.undo_last()
    assert archive.query(queries.round_of, 2026) is None
    assert revisions(archive, AESCH, 2026) == ()
    assert archive.query(queries.remembered_columns) == {}


# ------------------------------------------------------------------ refused as a whole


def test_one_bad_municipality_and_nothing_is_recorded(archive):
    assert refused(archive, old(AESCH), old(9999)) == [
        "Die BFS-Nummer 9999 gehört zu keiner Gemeinde hier. Prüfen Sie die Nummer."
    ]
    assert archive.query(queries.rounds) == ()


def test_another_year_is_refused(archive):
    (message,) = refused(archive, declared(AESCH, year=2025))
    assert message.startswith("Aesch: Die Rückmeldung gilt für 2025, die Erhebung für 2026.")


def test_too_little_is_refused(archive):
    assert refused(archive, replace(old(AESCH), rent_kind=None)) == [
        (
            "Aesch: Es fehlen Beträge, netto oder brutto, Monat oder Jahr. "
            "Ergänzen Sie die Angaben in der Tabelle."
        )
    ]


def test_the_same_municipality_twice_is_refused(archive):
    assert set(refused(archive, old(AESCH), old(AESCH, 950))) == {
        "Aesch steht mehrmals in der Übersicht. Berichtigen Sie die Tabelle."
    }


def test_a_year_that_cannot_be_is_refused(archive):
    (message,) = refused(archive, old(AESCH), year=206)
    assert message.startswith("Das Jahr 206 ist nicht möglich.")


# ------------------------------------------------------------------ the columns are remembered


def test_the_columns_are_remembered_by_the_heads(archive):
    run(archive, old(AESCH), heads="Ort | 1 P", columns=BY_TABLE)
    assert archive.query(queries.remembered_columns) == {"Ort | 1 P": BY_TABLE}


def test_what_is_said_later_replaces_it(archive):
    other = replace(BY_TABLE, rent_kind=None, columns={"municipality": 2})
    run(archive, old(AESCH), heads="Ort | 1 P", columns=BY_TABLE)
    run(archive, old(LIESTAL), heads="Ort | 1 P", columns=BY_TABLE)
    run(archive, old(SISSACH), heads="Ort | 1 P", columns=other)
    assert archive.query(queries.remembered_columns) == {"Ort | 1 P": other}


def test_a_table_without_heads_is_not_remembered(archive):
    run(archive, old(AESCH), columns=BY_TABLE)
    assert archive.query(queries.remembered_columns) == {}


# ------------------------------------------------------------------ the preview


def test_the_preview_says_what_recording_would_do(archive):
    table = read(ugly())
    rows = archive.query(queries.table_preview, 2026, table.lines)
    assert {row.line.name: row.result for row in rows} == {
        "Aesch": TableResult.READY,
        "Arlesheim": TableResult.READY,
        "Liestal": TableResult.REFUSED,
        "Pratteln": TableResult.REFUSED,
        "Sissach": TableResult.READY,
        "Gelterkinden": TableResult.CONFIRM,
    }
    assert archive.query(queries.rounds) == ()


def test_the_preview_knows_what_is_there_already(archive):
    table = read(ugly())
    by_name = {line.name: line.declaration for line in table.lines}
    run(archive, by_name["Aesch"], replace(by_name["Arlesheim"], remark="anders"), old(SISSACH))
    rows = archive.query(queries.table_preview, 2026, table.lines)
    found = {row.line.name: (row.result, row.standing, row.same_amounts) for row in rows}
    recorded = ReturnState.RECORDED
    assert found["Aesch"] == (TableResult.IDENTICAL, recorded, True)
    assert found["Arlesheim"] == (TableResult.TAKEN, recorded, True)
    assert found["Sissach"] == (TableResult.TAKEN, recorded, False)


def selects(statements, archive, numbers, year):
    with statements() as seen:
        run(archive, *(declared(number, year=year) for number in numbers), year=year)
    return sum(one.lstrip().upper().startswith("SELECT") for one in seen)


def test_more_municipalities_need_no_more_questions_to_the_file(archive, statements):
    few = selects(statements, archive, (AESCH,), 2025)
    many = selects(statements, archive, range(2761, 2776), 2026)
    assert many == few
