"""Limits from offers, from an index, from the district: figures worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_examples import declared

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.rules import derivation
from sozdesk.features.rent_limits.terms import (
    SIZES,
    Category,
    IndexValue,
    Interval,
    Offer,
    QuantileBasis,
    RentKind,
    RoomRange,
)

TEN, FIVE = rules.STEPS
RANGES = (
    RoomRange(Category.P1, 10, 20),
    RoomRange(Category.P2, 20, 30),
    RoomRange(Category.P3, 30, 35),
)


def offers(rooms, *francs):
    return [Offer(rooms, round(one * 100)) for one in francs]


def line(*francs, percent=None, step=TEN):
    (only,) = rules.size_lines(offers(35, *francs), RANGES, percent, step)
    return only


def index(value, year=2023, series="Mietpreisindex"):
    return IndexValue(series, date(year, 12, 31), value, "BFS")


# ------------------------------------------------------------------ rounding


@pytest.mark.parametrize(
    ("rappen", "step", "expected"),
    [
        (1_204_99, TEN, 1_200_00),
        (1_205_00, TEN, 1_210_00),  # half a step goes up
        (1_202_49, FIVE, 1_200_00),
        (1_202_50, FIVE, 1_205_00),
        (0, TEN, 0),
    ],
)
def test_limits_are_rounded_commercially_to_full_steps(rappen, step, expected):
    assert rules.rounded(rappen, step) == expected


# ------------------------------------------------------------------ quantile


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (1, 800),
        (20, 800),  # 20 % of 5 = the first
        (21, 900),
        (40, 900),  # the second: 2 of 5 are 40 %
        (50, 1000),  # 2.5 rounds up to the third
        (60, 1000),
        (100, 1400),
    ],
)
def test_the_quantile_is_the_nearest_rank_and_always_a_rent_that_is_asked(percent, expected):
    assert derivation.quantile([800, 900, 1000, 1200, 1400], percent) == expected


def test_a_size_shows_number_smallest_quartiles_and_largest():
    # 8 rents: a quarter is the second, the half the fourth, three quarters the sixth
    found = line(1400, 900, 950, 1000, 1050, 1100, 1200, 1300)
    assert found.count == 8
    assert [found.least, found.quarter, found.middle, found.three_quarters, found.most] == [
        900_00,
        950_00,
        1050_00,
        1200_00,
        1400_00,
    ]
    assert (found.quantile, found.limit, found.below, found.chance) == (None, None, 0, 0)


def test_the_chance_counts_what_costs_at_most_the_rounded_limit():
    # 40 % of 5 is the second, 1'053, rounded down to 1'050: only one of five is left below
    found = line(900, 1053, 1100, 1200, 1300, percent=40)
    assert (found.limit, found.below, found.chance) == (1_050_00, 1, 20_00)
    # to 5 francs it is 1'055: two of five
    found = line(900, 1053, 1100, 1200, 1300, percent=40, step=FIVE)
    assert (found.limit, found.below, found.chance) == (1_055_00, 2, 40_00)


def test_rounding_down_may_leave_nothing_of_what_was_chosen():
    # 30 % of 901 … 910 is the third, 903; of 901 × 10 it is 901: no offer costs at most 900
    same = line(*[901] * 10, percent=30)
    assert (same.quantile, same.limit, same.below, same.chance) == (901_00, 900_00, 0, 0)
    assert rules.short_sizes([same], 30) == (Category.P3,)
    rising = line(*range(901, 911), percent=30)
    assert (rising.quantile, rising.limit, rising.below) == (903_00, 900_00, 0)
    to_five = line(*range(901, 911), percent=30, step=FIVE)
    assert (to_five.quantile, to_five.limit, to_five.below) == (903_00, 905_00, 5)
    assert rules.short_sizes([to_five], 30) == ()


def test_exactly_the_chosen_share_is_not_short():
    assert rules.short_sizes([line(900, 950, 1000, 1050, percent=50)], 50) == ()


def test_offers_that_suit_nobody_are_counted_by_their_rooms():
    some = [*offers(60, 2500, 2600), *offers(35, 1400), *offers(55, 2200), *offers(5, 500)]
    assert list(rules.unsuited_rooms(some, RANGES).items()) == [(5, 1), (55, 1), (60, 2)]
    assert rules.unsuited_rooms(offers(20, 800), RANGES) == {}


def test_a_third_is_written_as_33_33_percent():
    assert line(1000, 1100, 1200, percent=10).chance == 33_33


def test_a_dwelling_counts_for_every_size_that_it_suits():
    found = rules.size_lines([*offers(20, 800), *offers(30, 1200)], RANGES, 50, TEN)
    assert [(one.rooms.size, one.count, one.limit) for one in found] == [
        (Category.P1, 1, 800_00),
        (Category.P2, 2, 800_00),
        (Category.P3, 1, 1200_00),
    ]


def test_a_size_without_offers_has_no_line():
    assert rules.size_lines(offers(60, 2000), RANGES, 50, TEN) == ()


def test_lines_stand_in_the_order_of_the_form():
    found = rules.size_lines(offers(20, 800), tuple(reversed(RANGES)), None, TEN)
    assert [one.rooms.size for one in found] == [Category.P1, Category.P2]


def test_a_stored_derivation_gives_the_same_lines():
    basis = QuantileBasis(percent=50, offers=tuple(offers(35, 1000, 1100)), ranges=RANGES, step=TEN)
    assert [one.limit for one in rules.lines_of(basis)] == [1_000_00]


def test_used_offers_count_once_and_below_the_limit_of_a_size_they_suit():
    some = [*offers(20, 800, 900), *offers(30, 1200), *offers(60, 2500)]
    limits = {Category.P1: 800_00, Category.P2: 850_00}
    assert rules.used_offers(some, RANGES) == 3
    # 800 suits 1 and 2 persons; 900 is too dear for both; for 3 persons no limit is known
    assert rules.used_offers(some, RANGES, limits) == 1


RENTS = st.lists(st.integers(100_00, 5_000_00), min_size=1, max_size=60)


@given(RENTS, st.integers(1, 100))
def test_at_least_the_chosen_share_of_the_offers_costs_no_more_than_the_quantile(rents, percent):
    ordered = sorted(rents)
    found = derivation.quantile(ordered, percent)
    assert found in rents
    assert sum(rent <= found for rent in rents) * 100 >= percent * len(rents)
    smaller = [rent for rent in rents if rent < found]
    assert len(smaller) * 100 < percent * len(rents)


@given(RENTS, st.integers(1, 99), st.sampled_from(rules.STEPS))
def test_a_higher_quantile_never_lowers_the_limit_or_the_chance(rents, percent, step):
    some = [Offer(35, rent) for rent in rents]
    (low,), (high,) = (
        rules.size_lines(some, RANGES, chosen, step) for chosen in (percent, percent + 1)
    )
    assert low.limit <= high.limit
    assert 0 <= low.chance <= high.chance <= 100_00
    assert low.least <= low.quarter <= low.middle <= low.three_quarters <= low.most
    assert low.limit % step == 0


# ------------------------------------------------------------------ index


def test_the_index_carries_the_old_limit_forward_to_full_ten_or_five_francs():
    # 1'000 x 104.0 / 100.9 = 1'030.72; 1'255 x 104.0 / 100.9 = 1'293.56
    old = {Category.P1: 1_000_00, Category.P2: 1_255_00}
    then, now = index(100_900, 2021), index(104_000)
    assert rules.indexed(old, then, now, TEN) == {Category.P1: 1_030_00, Category.P2: 1_290_00}
    assert rules.indexed(old, then, now, FIVE) == {Category.P1: 1_030_00, Category.P2: 1_295_00}


def test_an_index_that_fell_lowers_the_limit():
    # 1'000 x 95 / 100 = 950
    assert rules.indexed({Category.P1: 1_000_00}, index(100_000), index(95_000), TEN) == {
        Category.P1: 950_00
    }


def test_a_base_of_zero_gives_nothing():
    assert rules.indexed({Category.P1: 1_000_00}, index(0), index(95_000), TEN) == {}


def test_an_interest_rate_is_no_index():
    assert rules.may_index("BFS Mietpreisindex")
    assert not rules.may_index("Referenzzinssatz BWO")


@given(
    st.integers(0, 10_000_00),
    st.integers(1, 500_000),
    st.integers(0, 500_000),
    st.sampled_from(rules.STEPS),
)
def test_the_indexed_limit_is_within_half_a_step_of_the_exact_figure(old, base, now, step):
    new = rules.indexed({Category.P1: old}, index(base), index(now), step)[Category.P1]
    assert new % step == 0
    assert abs(new * base - old * now) * 2 <= step * base


# ------------------------------------------------------------------ the district


def test_only_declarations_on_the_same_basis_are_compared():
    own = declared()
    others = {
        "Lauwil": declared(900, bfs=2889),
        "Brutto": declared(1000, bfs=2890, rent_kind=RentKind.GROSS),
        "Jahr": declared(12_000, bfs=2891, interval=Interval.YEAR),
        "Ohne": declared(bfs=2892, amounts={}, no_limits_reason="keine Miete"),
    }
    assert list(rules.same_basis(own, others)) == ["Lauwil", "Jahr"]


def test_the_median_of_the_district_lies_between_the_two_in_the_middle():
    some = [declared(900), declared(1000), declared(1005), declared(12_600, interval=Interval.YEAR)]
    (only,) = rules.comparison_lines(some, Interval.MONTH)  # only 1 person is declared
    assert only.category is Category.P1
    # 900, 1'000, 1'005, 1'050: (1'000 + 1'005) / 2
    assert (only.count, only.least, only.middle, only.most) == (4, 900_00, 1_002_50, 1_050_00)


def test_nobody_to_compare_with_gives_no_lines():
    assert rules.comparison_lines([], Interval.MONTH) == ()


def test_every_size_of_the_form_has_its_line():
    assert [one.category for one in rules.comparison_lines([declared()], Interval.YEAR)] == [
        *SIZES,
        Category.FURTHER,
    ]
