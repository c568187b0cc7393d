"""What the start page says, from rows written by hand."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    Interval,
    OverviewRow,
    RentKind,
    ReturnState,
    RoundRow,
    RoundTally,
    TrackingRow,
)
from sozdesk.shell import start_rows

TODAY = date(2027, 1, 5)
DUE = date(2026, 12, 31)
ROUND = RoundRow(
    id=UUID(int=1),
    version=1,
    year=2027,
    call_on=date(2026, 11, 1),
    due_on=DUE,
    valid_from=date(2027, 1, 1),
    blocks=frozenset(),
)


def row(number, state, *, received=None, overdue=0, name=""):
    return TrackingRow(
        bfs_number=number,
        name=name or f"Ort {number}",
        official_name=f"Ort {number}",
        district="Liestal",
        state=state,
        due_on=DUE,
        received_on=received,
        late=False,
        overdue_days=overdue,
        open_hints=0,
        hints=0,
        declaration_id=None,
    )


def test_an_open_return_past_its_day_counts_as_overdue():
    rows = [
        row(1, ReturnState.OPEN, overdue=5),
        row(2, ReturnState.OPEN),
        row(3, ReturnState.RECORDED, received=date(2026, 12, 1)),
    ]
    parts = [(part.state, part.count) for part in start_rows.segments(rows)]
    assert parts == [("recorded", 1), ("open", 1), ("overdue", 1)]


@pytest.mark.parametrize("overdue", [0, 3])
def test_the_sentence_names_overdue_returns_only_if_there_are_any(overdue):
    tally = RoundTally(
        total=86, received=61, recorded=53, queried=3, missing=25, late=2, overdue=overdue
    )
    tail = ", 3 überfällig" if overdue else ""
    assert start_rows.progress_sentence(tally) == f"61 von 86 eingegangen{tail}"


def test_what_needs_a_person_most_urgent_first():
    rows = [
        row(1, ReturnState.OPEN, overdue=5, name="Bretzwil"),
        row(2, ReturnState.OPEN, overdue=5, name="Nenzlingen"),
        row(3, ReturnState.RECEIVED, received=date(2026, 12, 28), name="Ziefen"),
        row(4, ReturnState.RECEIVED, received=date(2026, 12, 20), name="Aesch"),
        row(5, ReturnState.QUERIED, received=date(2026, 12, 1), name="Wahlen"),
        row(6, ReturnState.RECORDED, received=date(2026, 12, 1)),
    ]
    found = [(p.chip, p.title, p.detail) for p in start_rows.points(rows, ROUND, TODAY)]
    assert found == [
        ("overdue", "2 Gemeinden sind 5 Tage überfällig", "Bretzwil und Nenzlingen"),
        ("received", "2 Rückmeldungen warten auf einen Entscheid", "Älteste vom 20.12.2026: Aesch"),
        ("queried", "1 Rückfrage ohne Antwort", "Wahlen"),
    ]


def test_one_overdue_municipality_is_named_in_the_sentence():
    rows = [row(1, ReturnState.OPEN, overdue=1, name="Bretzwil")]
    point = start_rows.points(rows, ROUND, date(2027, 1, 1))[0]
    assert point.title == "Bretzwil ist 1 Tag überfällig"


def test_many_names_are_shortened():
    rows = [row(n, ReturnState.QUERIED, name=name) for n, name in enumerate("ABCDE")]
    assert start_rows.points(rows, ROUND, TODAY)[0].detail == "A, B, C und 2 weitere"


def test_deadlines_stay_while_something_is_missing():
    missing = RoundTally(
        total=86, received=81, recorded=81, queried=0, missing=5, late=0, overdue=5
    )
    lines = start_rows.deadlines(ROUND, missing, TODAY)
    assert [(line.title, line.detail, line.left, line.urgency) for line in lines] == [
        ("Rückmeldungen", "5 Gemeinden fehlen noch", "seit 5 Tagen überfällig", "past")
    ]
    done = RoundTally(total=86, received=86, recorded=86, queried=0, missing=0, late=0, overdue=0)
    assert start_rows.deadlines(ROUND, done, TODAY) == ()


def test_coming_deadlines_are_coloured_ten_days_before():
    none = RoundTally(total=86, received=0, recorded=0, queried=0, missing=86, late=0, overdue=0)
    early = start_rows.deadlines(ROUND, none, date(2026, 12, 20))
    assert [line.urgency for line in early] == ["later", "later"]
    soon = start_rows.deadlines(ROUND, none, date(2026, 12, 21))
    assert [line.urgency for line in soon] == ["soon", "later"]


def overview(number, now, before, *, kind=RentKind.NET, old_kind=None):
    def declared(year, amount, rent_kind):
        return Declaration(
            bfs_number=number,
            year=year,
            amounts={Category.P1: amount},
            rent_kind=rent_kind,
            interval=Interval.MONTH,
        )

    return OverviewRow(
        bfs_number=number,
        official_name="",
        name="",
        district="",
        state=ReturnState.RECORDED,
        current=declared(2027, now, kind),
        previous=declared(2026, before, old_kind or kind) if before else None,
    )


def test_figures_compare_only_what_stands_on_the_same_basis():
    rows = [
        overview(1, 90_000, 80_000),
        overview(2, 100_000, 100_000),
        overview(3, 110_000, 120_000),
        overview(4, 140_000, 130_000, kind=RentKind.GROSS),
        overview(5, 95_000, 90_000, old_kind=RentKind.GROSS),
        overview(6, 100_000, None),
    ]
    figures = {figure.title: (figure.value, figure.change) for figure in start_rows.figures(rows)}
    # net now: 900, 950, 1000, 1000, 1100 → 1000; net before: 800, 1000, 1200 → 1000
    assert figures == {
        "Median 1 Person, netto pro Monat": ("CHF 1'000", "gleich"),
        "Gemeinden mit Erhöhung": ("2 von 4", ""),
        "Gemeinden mit Senkung": ("1 von 4", ""),
        "Gemeinden ohne Änderung": ("1 von 4", ""),
    }


def test_without_answers_there_are_no_figures():
    assert start_rows.figures([]) == ()
