"""Classes of the map: rounded, at most six, none empty, and the same whatever the order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.rent_limits import rules, texts

RENTS = st.lists(st.integers(10_000, 500_000), max_size=90)


def francs(*amounts):
    return [amount * 100 for amount in amounts]


def test_a_class_reaches_up_to_its_limit():
    limits = tuple(francs(850, 900))
    assert [rules.class_of(one, limits) for one in francs(850, 851, 900, 901)] == [0, 1, 1, 2]
    assert rules.class_of(85_001, limits) == 1  # a Rappen more
    assert rules.class_of(10, ()) == 0


def test_limits_are_full_hundreds_where_six_classes_come_of_it():
    """600, 700 … 2'900: sixths end at 900, 1'300, 1'700, 2'100, 2'500."""
    values = francs(*range(600, 3000, 100))
    assert rules.proposed_limits(values) == tuple(francs(900, 1300, 1700, 2100, 2500))


def test_limits_are_full_fifties_where_hundreds_are_too_coarse():
    """820, 840 … 1'160 (18 values): sixths end at 860, 920, 980, 1'040, 1'100, rounded up."""
    values = francs(*range(820, 1180, 20))
    assert rules.proposed_limits(values) == tuple(francs(900, 950, 1000, 1050, 1100))


def test_limits_are_full_tens_where_values_lie_close():
    """62, 64 … 96 (18 values): sixths end at 66, 72, 78, 84, 90."""
    values = francs(*range(62, 98, 2))
    assert rules.proposed_limits(values) == tuple(francs(70, 80, 90))


def test_a_coarser_step_is_kept_if_a_finer_one_brings_no_more():
    assert rules.proposed_limits(francs(100, 1000)) == tuple(francs(100))


@pytest.mark.parametrize("values", [[], francs(1000), francs(1000, 1000, 1000)])
def test_without_differences_there_are_no_limits(values):
    assert rules.proposed_limits(values) == ()


@given(RENTS)
def test_there_are_at_most_six_classes_with_full_tens(values):
    limits = rules.proposed_limits(values)
    assert len(limits) <= rules.MOST_LIMITS
    assert all(limit % 1000 == 0 for limit in limits)
    assert not limits or rules.may_be_limits(limits)


@given(RENTS)
def test_no_proposed_class_is_empty(values):
    limits = rules.proposed_limits(values)
    if values:
        used = {rules.class_of(value, limits) for value in values}
        assert used == set(range(len(limits) + 1))


@given(RENTS, st.randoms())
def test_the_order_of_the_values_does_not_matter(values, random):
    assert rules.proposed_limits(random.sample(values, len(values))) == rules.proposed_limits(
        values
    )


@given(RENTS, st.lists(st.integers(10_000, 500_000), min_size=2, max_size=2))
def test_who_has_more_is_never_in_a_lower_class(values, pair):
    limits = rules.proposed_limits(values)
    low, high = sorted(pair)
    assert rules.class_of(low, limits) <= rules.class_of(high, limits)


@given(RENTS)
def test_every_class_has_its_words(values):
    limits = rules.proposed_limits(values)
    words = texts.class_words(limits)
    assert len(words) == len(limits) + 1
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("limits", "right"),
    [
        ((), False),
        ((0,), False),
        ((-1,), False),
        ((1,), True),
        ((1, 1), False),
        ((2, 1), False),
        ((1, 2, 3, 4, 5), True),
        ((1, 2, 3, 4, 5, 6), False),
    ],
)
def test_limits_rise_from_above_zero_and_are_at_most_five(limits, right):
    assert rules.may_be_limits(limits) is right


def test_classes_are_said_in_whole_francs():
    assert texts.class_words(tuple(francs(850, 900, 1000))) == (
        "bis 850",
        "851 bis 900",
        "901 bis 1'000",
        "über 1'000",
    )
    assert texts.class_words((85_050, 90_000)) == ("bis 850.50", "850.51 bis 900", "über 900")
    assert texts.class_words(()) == ("alle Beträge",)


@pytest.mark.parametrize(
    ("hundredths", "words"),
    [
        (-800, "-5,0 % oder tiefer"),
        (-500, "-5,0 % oder tiefer"),
        (-499, "-4,9 bis -0,1 %"),
        (-1, "-4,9 bis -0,1 %"),
        (0, "gleich"),
        (1, "+0,1 bis +2,5 %"),
        (250, "+0,1 bis +2,5 %"),
        (251, "+2,6 bis +5,0 %"),
        (500, "+2,6 bis +5,0 %"),
        (501, "über +5,0 %"),
    ],
)
def test_the_words_of_the_change_fit_its_limits(hundredths, words):
    assert texts.CHANGE_CLASSES[rules.class_of(hundredths, rules.CHANGE_LIMITS)] == words
