"""What the map shows of a declaration: never converted without stated Nebenkosten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_examples import declared
from test_rules_properties import DECLARATIONS

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Declaration,
    Interval,
    MapState,
    MapValue,
    RentKind,
)

P1, P5, SIX = Category.P1, Category.P5, Category.FURTHER
NET, GROSS = RentKind.NET, RentKind.GROSS
NO_LIMITS = Declaration(bfs_number=2842, year=2027, no_limits_reason="keine Haushalte")
ANCILLARY = {"ancillary_amounts": {P1: 15_000, P5: 30_000}}


def francs(*amounts, **changes):
    """Francs for 1 to 5 persons and each further one, net per month."""
    return declared(*amounts, **changes)


ONE = francs(1000, 1200, 1400, 1600, 1750, 150)


def value(rappen, *, converted=False):
    return MapValue(MapState.VALUE, rappen, converted=converted)


def test_a_declared_amount_is_shown_as_it_is():
    assert rules.map_value(ONE, NET, P1) == value(100_000)


def test_six_persons_are_five_and_one_more():
    """1'750 + 150."""
    assert rules.map_value(ONE, NET, SIX) == value(190_000)


def test_an_amount_per_year_is_divided_by_twelve():
    """12'010 / 12 = 1'000.83, rounded to the Rappen."""
    yearly = francs(12_010, 1, 1, 1, 1, 1, interval=Interval.YEAR)
    assert rules.map_value(yearly, NET, P1) == value(100_083)


def test_the_other_basis_is_never_guessed():
    assert rules.map_value(ONE, GROSS, P1) == MapValue(MapState.OTHER_BASIS)


def test_stated_nebenkosten_make_the_other_basis_and_say_so():
    gross = francs(1000, 1200, 1400, 1600, 1750, 150, rent_kind=GROSS, extras=ANCILLARY)
    assert rules.map_value(gross, NET, P1) == value(85_000, converted=True)
    assert rules.map_value(gross, NET, Category.P2) == MapValue(MapState.OTHER_BASIS)


def test_six_persons_are_converted_only_if_both_nebenkosten_are_stated():
    both = {"ancillary_amounts": {P5: 30_000, SIX: 5_000}}
    half = francs(1000, 1200, 1400, 1600, 1750, 150, extras=ANCILLARY)
    whole = francs(1000, 1200, 1400, 1600, 1750, 150, extras=both)
    assert rules.map_value(half, GROSS, SIX) == MapValue(MapState.OTHER_BASIS)
    assert rules.map_value(whole, GROSS, SIX) == value(225_000, converted=True)


def test_nebenkosten_that_leave_no_rent_convert_nothing():
    odd = francs(100, 1200, 1400, 1600, 1750, 150, rent_kind=GROSS, extras=ANCILLARY)
    assert rules.map_value(odd, NET, P1) == MapValue(MapState.OTHER_BASIS)


def test_no_limits_and_nothing_recorded_are_two_things():
    assert rules.map_value(NO_LIMITS, NET, P1) == MapValue(MapState.NO_LIMITS)
    assert rules.map_value(None, NET, P1) == MapValue(MapState.MISSING)
    empty = Declaration(bfs_number=2842, year=2027)
    assert rules.map_value(empty, NET, P1) == MapValue(MapState.MISSING)


def test_a_missing_size_is_missing():
    without = Declaration(
        bfs_number=2842, year=2027, amounts={P1: 1}, rent_kind=NET, interval=Interval.MONTH
    )
    assert rules.map_value(without, NET, SIX) == MapValue(MapState.MISSING)


# ------------------------------------------------------------------ the change


def before(*amounts, **changes):
    return francs(*amounts, year=2026, **changes)


def test_the_change_is_in_hundredths_of_a_percent():
    """950 → 1'000 is +5,26 %."""
    earlier = before(950, 1200, 1400, 1600, 1700, 150)
    assert rules.map_change(ONE, earlier, P1) == value(526)
    assert rules.map_change(ONE, earlier, Category.P2) == value(0)
    assert rules.map_change(ONE, earlier, SIX) == value(270)  # 1'850 → 1'900


def test_month_and_year_are_compared_net_and_gross_are_not():
    yearly = before(12_000, 14_400, 16_800, 19_200, 21_000, 1_800, interval=Interval.YEAR)
    gross = before(1000, 1200, 1400, 1600, 1750, 150, rent_kind=GROSS)
    assert rules.map_change(ONE, yearly, P1) == value(0)
    assert rules.map_change(ONE, gross, P1) == MapValue(MapState.NOT_COMPARABLE)


def test_without_last_year_there_is_no_change():
    assert rules.map_change(ONE, None, P1) == MapValue(MapState.NOT_COMPARABLE)
    nothing = before(0, 1200, 1400, 1600, 1750, 150)
    assert rules.map_change(ONE, nothing, P1) == MapValue(MapState.NOT_COMPARABLE)


@pytest.mark.parametrize(
    ("current", "state"),
    [(None, MapState.MISSING), (NO_LIMITS, MapState.NO_LIMITS)],
)
def test_without_limits_the_change_says_why(current, state):
    assert rules.map_change(current, ONE, P1) == MapValue(state)


def test_a_size_that_is_not_declared_has_no_change():
    without = Declaration(
        bfs_number=2842, year=2027, amounts={P1: 1}, rent_kind=NET, interval=Interval.MONTH
    )
    assert rules.map_change(without, ONE, P5) == MapValue(MapState.MISSING)


# ------------------------------------------------------------------ whatever is declared


@given(DECLARATIONS, DECLARATIONS, st.sampled_from(RentKind), st.sampled_from(MAIN_CATEGORIES))
def test_every_declaration_can_be_shown(current, previous, kind, size):
    for shown in (
        rules.map_value(current, kind, size),
        rules.map_change(current, previous, size),
    ):
        assert (shown.value is not None) == (shown.state is MapState.VALUE)


@given(DECLARATIONS, st.sampled_from(MAIN_CATEGORIES))
def test_only_stated_nebenkosten_convert(declaration, size):
    for kind in RentKind:
        shown = rules.map_value(declaration, kind, size)
        if shown.converted:
            assert declaration.rent_kind is not kind
            assert declaration.extras.ancillary_amounts


@given(DECLARATIONS)
def test_amounts_per_month_keep_their_categories(declaration):
    found = rules.monthly_amounts(declaration)
    known = declaration.interval is not None
    assert set(found) == (set(declaration.amounts) if known else set())
