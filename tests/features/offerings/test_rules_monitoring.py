"""Small counts that are left out, and the few figures that are worked out."""

from __future__ import annotations

from datetime import date
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import (
    DecisionFact,
    DecisionKind,
    MunicipalFigures,
    OfferingFigures,
    UnevenReport,
    YearlyReport,
)


def published(*counts: int, threshold: int | None = 5):
    return rules.publish_counts(dict(enumerate(counts)), threshold)


def shown(*counts: int, threshold: int | None = 5) -> list[int | None]:
    return list(published(*counts, threshold=threshold).counts.values())


def test_large_counts_and_zeros_stay_with_their_total():
    assert shown(5, 20, 0) == [5, 20, 0]
    assert published(5, 20, 0).total == 25


def test_a_single_small_count_takes_the_next_larger_one_with_it():
    """12 of 40 could be subtracted: 40 − 20 − 12 − 5 = 3."""
    assert shown(3, 20, 12, 5) == [None, 20, 12, None]
    assert published(3, 20, 12, 5).total == 40


def test_a_zero_protects_nobody():
    assert shown(3, 0, 9, 20) == [None, 0, None, 20]


def test_two_small_counts_protect_each_other_if_their_sum_is_not_small():
    assert shown(3, 4, 20) == [None, None, 20]


def test_two_small_counts_with_a_small_sum_take_another_one():
    assert shown(1, 2, 20, 30) == [None, None, None, 30]


def test_counts_that_all_are_one_would_be_told_by_their_sum():
    """Five counts hidden, the sum is five: each must be one."""
    assert shown(1, 1, 1, 1, 1, 8, 30) == [None, None, None, None, None, None, 30]


def test_counts_that_all_are_one_below_the_threshold_would_be_told_by_their_sum():
    assert shown(4, 4, 8, 30) == [None, None, None, 30]


def test_with_nothing_left_to_hide_the_total_goes():
    alone = published(3, 0)
    assert list(alone.counts.values()) == [None, 0]
    assert alone.total is None


def test_without_a_threshold_nothing_is_published():
    assert shown(5, 0, threshold=None) == [None, None]
    assert published(5, 0, threshold=None).total is None


def test_it_says_which_counts_may_be_read():
    some = published(3, 20, 12, 5)
    assert [some.shows(key) for key in range(4)] == [False, True, True, False]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(0, 9))
def test_no_small_count_is_ever_shown_and_none_is_left_alone(counts, threshold):
    result = rules.publish_counts(dict(enumerate(counts)), threshold)
    hidden = [counts[key] for key, value in result.counts.items() if value is None]
    for key, value in result.counts.items():
        assert value is None or value == counts[key]
        assert value is None or value == 0 or value >= threshold
    if hidden and result.total is not None:
        assert len(hidden) > 1
        assert sum(hidden) >= threshold
        assert result.total == sum(counts)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=4), st.integers(2, 4))
def test_whoever_knows_the_rule_cannot_work_out_a_hidden_count(counts, threshold):
    """Every table that would be published the same way is tried: two of them differ in each cell."""
    result = rules.publish_counts(dict(enumerate(counts)), threshold)
    hidden = [key for key, value in result.counts.items() if value is None]
    if not hidden or result.total is None:
        return
    room = range(1, result.total + 1)
    same = []
    for values in product(room, repeat=len(hidden)):
        if sum(values) != sum(counts[key] for key in hidden):
            continue
        other = {**dict(enumerate(counts)), **dict(zip(hidden, values, strict=True))}
        if rules.publish_counts(other, threshold) == result:
            same.append(values)
    for place in range(len(hidden)):
        assert len({values[place] for values in same}) > 1


# ---------------------------------------------------------------- figures


def test_utilisation_is_weighted_with_the_places():
    """12 places at 80 % and 4 at 100 % are (960 + 400) / 16 = 85 %."""
    assert rules.weighted_utilisation([(8000, 12), (10_000, 4)]) == 8500
    assert rules.weighted_utilisation([(8000, 12), (None, 4), (9000, None), (100, 0)]) == 8000
    assert rules.weighted_utilisation([(None, 4)]) is None


def test_a_sum_of_nothing_is_unknown_and_not_zero():
    assert rules.sum_of([None, 3, 0]) == 3
    assert rules.sum_of([None]) is None


@pytest.mark.parametrize(
    ("amount", "assignments", "expected"),
    [
        (100_000, 3, 33_333),
        (50, 4, 13),
        (None, 3, None),
        (100, 0, None),
        (-1, 3, None),
        (9, -1, None),
    ],
)
def test_the_cost_of_one_assignment_is_rounded_half_up(amount, assignments, expected):
    assert rules.cost_of_one(amount, assignments) == expected


def test_once_recognised_stays_counted_after_it_ended():
    facts = [
        DecisionFact(
            kind=DecisionKind.RECOGNISED,
            number="",
            decided_on=date(2024, 1, 1),
            valid_from=date(2024, 1, 1),
            valid_to=date(2025, 6, 30),
        )
    ]
    days = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]
    assert [rules.recognised_at(day, facts, []) for day in days] == [
        (False, False),
        (True, True),
        (False, True),
    ]


def yearly(assigned: tuple[int | None, int | None], amounts: tuple[int | None, int | None]):
    """A report with one offering and one municipality."""
    return YearlyReport(
        provider_id=UUID(int=1),
        year=2026,
        offerings=(
            OfferingFigures(offering_id=UUID(int=2), assignments=assigned[0], amount=amounts[0]),
        ),
        municipalities=(
            MunicipalFigures(bfs_number=2829, assignments=assigned[1], amount=amounts[1]),
        ),
    )


def test_a_report_is_uneven_if_either_figure_differs_and_nothing_filled_in_is_nothing():
    assert rules.uneven_report("A", yearly((5, 5), (900, 900))) is None
    assert rules.uneven_report("A", yearly((None, 0), (None, None))) is None
    found = rules.uneven_report("A", yearly((5, None), (900, 900)))
    assert found == UnevenReport(provider="A", assignments=(5, 0), amounts=(900, 900))
    found = rules.uneven_report("A", yearly((5, 5), (900, 800)))
    assert found == UnevenReport(provider="A", assignments=(5, 5), amounts=(900, 800))
