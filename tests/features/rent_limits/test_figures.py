"""Counts and figures of an Erhebung, from rows written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sozdesk.features.rent_limits import queries, texts
from sozdesk.features.rent_limits.queries.figures import MedianLimit, YearFigures
from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    Interval,
    OverviewRow,
    RentKind,
    ReturnState,
    RoundTally,
    Standing,
    TrackingRow,
)
from sozdesk.widgets.states import State

DUE = date(2026, 12, 31)


def tracked(state, *, overdue=0):
    return TrackingRow(
        bfs_number=2861,
        name="Sissach",
        official_name="Sissach",
        district="Sissach",
        state=state,
        due_on=DUE,
        received_on=None,
        late=False,
        overdue_days=overdue,
        open_hints=0,
        hints=0,
        declaration_id=None,
    )


def compared(now, before, *, kind=RentKind.NET, old_kind=None):
    def declared(year, amount, rent_kind):
        return Declaration(
            bfs_number=2861,
            year=year,
            amounts={} if amount is None else {Category.P1: amount},
            rent_kind=rent_kind,
            interval=Interval.MONTH,
        )

    return OverviewRow(
        bfs_number=2861,
        official_name="",
        name="",
        district="",
        state=ReturnState.RECORDED,
        current=declared(2027, now, kind),
        previous=declared(2026, before, old_kind or kind) if before else None,
    )


def test_without_an_answer_past_the_day_a_municipality_is_overdue_reminded_or_not():
    rows = [
        tracked(ReturnState.REMINDED, overdue=5),
        tracked(ReturnState.OPEN, overdue=5),
        tracked(ReturnState.OPEN),
        tracked(ReturnState.RECORDED),
    ]
    assert queries.standings(rows) == (
        (Standing.RECORDED, 1),
        (Standing.OPEN, 1),
        (Standing.OVERDUE, 2),
    )


@pytest.mark.parametrize("state", [one for one in ReturnState if one != ReturnState.DRAFT])
def test_in_time_every_state_stands_for_itself(state):
    assert queries.standing(tracked(state)).value == state.value
    assert texts.word(queries.standing(tracked(state))) == texts.word(state)


def test_every_standing_has_its_own_drawn_symbol():
    symbols = {State(texts.symbol(standing)) for standing in Standing}
    assert len(symbols) == len(Standing)


@pytest.mark.parametrize(("overdue", "tail"), [(0, ""), (3, ", 3 überfällig")])
def test_the_sentence_names_overdue_returns_only_if_there_are_any(overdue, tail):
    tally = RoundTally(
        total=86, received=61, recorded=53, queried=3, missing=25, late=2, overdue=overdue
    )
    assert texts.progress_sentence(tally) == f"61 von 86 eingegangen{tail}"


def test_figures_compare_only_what_stands_on_the_same_basis():
    rows = [
        compared(90_000, 80_000),
        compared(100_000, 100_000),
        compared(110_000, 120_000),
        compared(140_000, 130_000, kind=RentKind.GROSS),
        compared(95_000, 90_000, old_kind=RentKind.GROSS),
        compared(100_000, None),
    ]
    # net now: 900, 950, 1000, 1000, 1100 → 1000; net before: 800, 1000, 1200 → 1000
    net = MedianLimit(RentKind.NET, Interval.MONTH, now=100_000, before=100_000)
    assert queries.year_figures(rows) == YearFigures(net, compared=4, raised=2, lowered=1, equal=1)


def test_in_the_first_year_there_is_a_median_and_nothing_to_compare():
    net = MedianLimit(RentKind.NET, Interval.MONTH, now=100_000, before=None)
    figures = queries.year_figures([compared(100_000, None)])
    assert figures == YearFigures(net, compared=0, raised=0, lowered=0, equal=0)


def test_without_a_declared_basis_there_is_no_median():
    figures = queries.year_figures([compared(100_000, 90_000, kind=None)])
    assert figures is not None
    assert figures.median is None


def test_without_amounts_there_are_no_figures():
    assert queries.year_figures([]) is None
    assert queries.year_figures([compared(None, 90_000)]) is None
